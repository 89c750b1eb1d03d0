"""Papers for tests and benchmarks: one document written as plain text, HTML, DOCX and PDF, as such documents are made."""

from __future__ import annotations

import html as escaping
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from mandategraph.authority import Authority
from mandategraph.model import Provision, Resolution
from mandategraph.read.blocks import NOTE_MARK, mark

NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FORMS = ((0, "decimal", "%1."), (1, "lowerLetter", "(%2)"), (2, "lowerRoman", "(%3)"), (3, "upperLetter", "(%4)"))
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True)
class Part:
    """A paragraph: its text with note marks in the one notation, its printed number, and its level, 1 for items."""

    text: str
    number: str = ""
    level: int = 0
    heading: bool = False


@dataclass
class Paper:
    """A document: its paragraphs in order, and its notes by their marks."""

    parts: list[Part]
    notes: dict[str, str] = field(default_factory=dict)
    head: str = ""


def paper(resolution: Resolution, authority: Authority) -> Paper:
    """A resolution as it is printed: heading, opening line, paragraphs with their numbers, notes."""
    title = re.sub(r"\s+", " ", resolution.title_as_printed)
    heading = f"{resolution.symbol_as_printed} {title}".strip()
    body = authority.label(resolution.issuing_body) or ""
    opening = {"presidential-statement": f"Statement by the President of the {body}", "decision": ""}.get(
        resolution.kind, f"The {body},"
    )
    parts = [Part(heading, heading=True), *([Part(opening)] if opening else [])]
    levels: dict[str | None, int] = {None: 0}
    for provision in resolution.provisions:
        if provision.kind == "footnote":
            continue
        levels[provision.id] = levels.get(provision.parent, 0) + 1
        level = levels[provision.id] - 1 if provision.kind == "item" else 0
        number = _number(provision)
        parts.append(Part(_with_marks(provision), number, level, provision.kind in {"heading", "section", "annex"}))
    called = {reference.number for provision in resolution.provisions for reference in provision.note_references}
    notes = {p.number or "": p.text for p in resolution.provisions if p.kind == "footnote"}
    of_title = "".join(mark(number) for number in notes if number not in called)
    parts[0] = Part(parts[0].text + of_title, heading=True)
    return Paper(parts, notes, resolution.symbol_as_printed)


def _number(provision: Provision) -> str:
    if not provision.number:
        return ""
    return f"({provision.number})" if provision.kind == "item" else f"{provision.number}."


def _with_marks(provision: Provision) -> str:
    text = provision.text
    for reference in sorted(provision.note_references, key=lambda reference: -reference.offset):
        text = text[: reference.offset] + mark(reference.number) + text[reference.offset :]
    return text


def split(text: str) -> list[tuple[str, str]]:
    """Text as pieces: words and the number of the mark after them."""
    pieces, position = [], 0
    for found in NOTE_MARK.finditer(text):
        pieces.append((text[position : found.start()], found[1]))
        position = found.end()
    return [*pieces, (text[position:], "")]


# --- Plain text and HTML ----------------------------------------------------------------------------------------------


def txt(page: Paper, *, width: int = 0) -> bytes:
    """The paper as plain text, hard-wrapped if a width is given."""
    paragraphs = [f"{part.number} {part.text}".strip() for part in page.parts]
    paragraphs += [f"{mark(number)} {text}" for number, text in page.notes.items()]
    typed = [NOTE_MARK.sub(r"[^\1]", paragraph) for paragraph in paragraphs]
    return "\n\n".join("\n".join(textwrap.wrap(p, width)) if width else p for p in typed).encode()


def html(page: Paper, *, lists: bool = False) -> bytes:
    """The paper as a web page; with `lists` the numbers of items are those that a browser computes."""
    rows: list[str] = []
    for part in page.parts:
        tag = "h2" if part.heading else "p"
        words = _tagged(part.text)
        letter = re.fullmatch(r"\(([a-z])\)", part.number)
        if lists and part.level == 1 and letter:
            rows.append(f"<ol type='a' start='{ord(letter[1]) - 96}'><li>{words}</li></ol>")
        else:
            rows.append(f"<{tag}>{escaping.escape(part.number)} {words}</{tag}>")
    rows += [f"<p class='note'><sup>{number}</sup> {escaping.escape(text)}</p>" for number, text in page.notes.items()]
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body>{''.join(rows)}</body></html>".encode()


def _tagged(text: str) -> str:
    return "".join(escaping.escape(words) + (f"<sup>{number}</sup>" if number else "") for words, number in split(text))


# --- DOCX -------------------------------------------------------------------------------------------------------------


def docx_file(page: Paper, *, automatic: bool = True) -> bytes:
    """The paper as Word makes it: with automatic numbers (those it would compute otherwise are typed) and real footnotes."""
    document = docx.Document()
    for section in document.sections:
        section.header.paragraphs[0].text = page.head
        section.footer.paragraphs[0].text = "Page 1"
    lists = _Lists(document) if automatic else None
    notes = _Footnotes(document, page.notes)
    for part in page.parts:
        paragraph = document.add_heading(level=2) if part.heading else document.add_paragraph()
        numbered = lists is not None and lists.number(paragraph, part)
        if part.number and not numbered:
            paragraph.add_run(f"{part.number}\t")
        for words, number in split(part.text):
            paragraph.add_run(words)
            if number:
                notes.call(paragraph, number)
    notes.save()
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a python-docx document."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def abstract_numbering(document: Document, key: int, levels: str) -> None:
    """Add a definition of numbering, before the lists as the schema wants it."""
    root = document.part.numbering_part.element
    made = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(made))


def numbering_list(document: Document, key: int, definition: int, overrides: str = "") -> None:
    """Add a list of a definition."""
    made = f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
    document.part.numbering_part.element.append(parse_xml(made))


def level(depth: int, style: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a definition."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def put_in_list(
    element: Any,  # noqa: ANN401 - python-docx leaves them without types
    key: int,
    depth: int = 0,
) -> None:
    """Make a paragraph, or those of a style, one of a list."""
    properties = element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'))


class _Lists:
    """Numbers paragraphs automatically where that gives the number that is wanted."""

    def __init__(self, document: Document) -> None:
        self.document = document
        abstract_numbering(document, 900, "".join(level(*form) for form in FORMS))
        numbering_list(document, 900, 900)
        self.reached: dict[int, int] = {}

    def number(self, paragraph: Paragraph, part: Part) -> bool:
        """Number a paragraph; whether that was possible."""
        if not part.number or part.level >= len(FORMS):
            return False
        following = self.reached.get(part.level, 0) + 1
        printed = {
            0: f"{following}.",
            1: f"({chr(96 + following)})",
            2: f"({ROMAN[min(following, 12) - 1]})",
            3: f"({chr(64 + following)})",
        }
        above = all(depth in self.reached for depth in range(part.level))
        if printed[part.level] != part.number or following > len(ROMAN) or not above:
            return False
        put_in_list(xml(paragraph), 900, part.level)
        self.reached = {depth: reached for depth, reached in self.reached.items() if depth < part.level} | {part.level: following}
        return True


class _Footnotes:
    """The footnotes of a document; numbers that Word would not give are marks of their own."""

    def __init__(self, document: Document, texts: dict[str, str]) -> None:
        self.document, self.texts = document, texts
        self.xml: list[str] = []
        self.next = 1

    def call(self, paragraph: Paragraph, number: str) -> None:
        """Call a note at the end of a paragraph; a note that was called before gets a typed mark only."""
        run = paragraph.add_run()
        if number not in self.texts or any(f'w:title="{number}"' in xml for xml in self.xml):
            run.text, run.font.superscript = number, True
            return
        automatic = number == str(self.next)
        key = len(self.xml) + 2
        custom = "" if automatic else ' w:customMarkFollows="1"'
        xml(run).append(parse_xml(f'<w:footnoteReference {nsdecls("w")}{custom} w:id="{key}"/>'))
        if automatic:
            self.next += 1
        else:
            run.add_text(number)
            run.font.superscript = True
        reference = "<w:footnoteRef/>" if automatic else f"<w:t>{number}</w:t>"
        words = escaping.escape(self.texts[number], quote=False)
        self.xml.append(
            f'<w:footnote w:id="{key}" w:title="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{reference}'
            f'</w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
        )

    def save(self) -> None:
        """Add the part with the notes."""
        if self.xml:
            add_notes(self.document, "".join(re.sub(' w:title="[^"]*"', "", xml) for xml in self.xml))


def add_notes(document: Document, notes: str, kind: str = "footnote") -> None:
    """Add a part with footnotes or endnotes, the separator first as Word writes it."""
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    blob = f'<?xml version="1.0"?><w:{kind}s {nsdecls("w")}>{separator}{notes}</w:{kind}s>'.encode()
    part = PackagePart(PackURI(f"/word/{kind}s.xml"), NOTES_TYPE.replace("footnote", kind), blob, document.part.package)
    document.part.relate_to(part, f"{RELATIONSHIP_TYPE.STYLES.rpartition('/')[0]}/{kind}s")


def raw(paragraph: Paragraph, content: str) -> None:
    """Append XML to a paragraph, such as a tracked change."""
    for child in parse_xml(f"<w:x {nsdecls('w')}>{content}</w:x>"):
        xml(paragraph).append(child)


def xml(part: Any) -> Any:  # noqa: ANN401 - python-docx leaves them without types
    """The element of a part of a document."""
    return part._element  # noqa: SLF001 - python-docx has no public name for it


def page_break(document: Document) -> None:
    """A page break inside a paragraph of its own."""
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def paragraphs(page: Paper) -> Iterable[str]:
    """What a reader should find of the paper: each paragraph on one line, and the notes."""
    yield from (f"{part.number} {part.text}".strip() for part in page.parts)
    yield from (f"{mark(number)} {text}" for number, text in page.notes.items())
