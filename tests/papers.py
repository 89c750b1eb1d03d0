"""Papers for tests and benchmarks: one document written as plain text, HTML, DOCX and PDF, as such documents are made."""

from __future__ import annotations

import html as escaping
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
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
    parts = [Part(heading, heading=True), Part(f"The {body.removeprefix('The ')},")]
    levels: dict[str | None, int] = {None: 0}
    for provision in resolution.provisions:
        if provision.kind == "footnote":
            continue
        levels[provision.id] = levels.get(provision.parent, 0) + 1
        level = levels[provision.id] - 1 if provision.kind == "item" else 0
        number = _number(provision)
        parts.append(Part(_with_marks(provision), number, level, provision.kind in {"heading", "section", "annex"}))
    notes = {p.number or "": p.text for p in resolution.provisions if p.kind == "footnote"}
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


# --- PDF --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layout:
    """How a PDF is set; lengths in points."""

    columns: int = 1
    size: float = 10.0
    note_size: float = 8.0
    justified: bool = False
    hyphenated: bool = False
    indent: float = 0.0  # of the first line
    spacing: float = 6.0  # between paragraphs
    rule: bool = True
    head: bool = True
    page: tuple[float, float] = (595.0, 842.0)
    margin: float = 72.0
    gutter: float = 24.0


@dataclass
class _Word:
    text: str
    mark: str = ""


@cache
def _font() -> str:
    """The name of a font with all letters that resolutions use: one that matplotlib brings."""
    import matplotlib as mpl
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Serif", str(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf")))
    return "Serif"


def width(text: str, size: float) -> float:
    """How wide a text is."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, _font(), size))


def pdf(page: Paper, layout: Layout = Layout()) -> bytes:
    """The paper as PDF: notes at the foot of the column that calls them, a running head and a page number on each page."""
    return _Setter(page, layout).set()


class _Setter:
    """Sets a paper line by line."""

    def __init__(self, page: Paper, layout: Layout) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.paper, self.layout = page, layout
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=layout.page, pageCompression=1)
        self.wide = (layout.page[0] - 2 * layout.margin - (layout.columns - 1) * layout.gutter) / layout.columns
        self.column = -1
        self.notes: list[tuple[float, list[_Word], bool]] = []
        self.called: set[str] = set()
        self.number = 0
        self.y = 0.0

    def set(self) -> bytes:
        self._next_column()
        for part in self.paper.parts:
            self._part(part)
        for number in [number for number in self.paper.notes if number not in self.called]:
            self.notes += self._note_lines(number)
        self._foot()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    def _part(self, part: Part) -> None:
        left = 18.0 * part.level
        size = self.layout.size * (1.2 if part.heading else 1)
        words = [_Word(part.number)] if part.number else []
        for text, number in split(part.text):
            words += [_Word(word) for word in text.split()]
            if number and words:
                words[-1] = _Word(words[-1].text, number) if not words[-1].mark else words[-1]
        lines = self._broken(words, self.wide - left, size, self.layout.indent)
        self.y -= self.layout.spacing
        for position, line in enumerate(lines):
            indent = self.layout.indent if position == 0 else 0.0
            marks = [word.mark for word in line if word.mark and word.mark in self.paper.notes and word.mark not in self.called]
            added = [row for number in dict.fromkeys(marks) for row in self._note_lines(number)]
            if self.y - size * 1.2 < self.layout.margin + self._notes_height(added):
                self._next_column()
            self.called.update(marks)
            self.notes += added
            self.y -= size * 1.2
            last = position == len(lines) - 1
            self._draw(
                line,
                self._left() + left + indent,
                self.y,
                size,
                0 if last or not self.layout.justified else self.wide - left - indent,
            )

    def _left(self) -> float:
        return self.layout.margin + (self.column % self.layout.columns) * (self.wide + self.layout.gutter)

    def _next_column(self) -> None:
        if self.column >= 0:
            self._foot()
        self.column += 1
        if self.column % self.layout.columns == 0:
            if self.column:
                self.canvas.showPage()
            self.number += 1
            if self.layout.head:
                top = self.layout.page[1] - self.layout.margin / 2
                self.canvas.setFont(_font(), self.layout.note_size)
                self.canvas.drawString(self.layout.margin, top, self.paper.head)
                self.canvas.drawCentredString(self.layout.page[0] / 2, self.layout.margin / 2, f"{self.number}")
        self.y = self.layout.page[1] - self.layout.margin

    def _note_lines(self, number: str) -> list[tuple[float, list[_Word], bool]]:
        words = [_Word("", number), *(_Word(word) for word in self.paper.notes[number].split())]
        lines = self._broken(words, self.wide, self.layout.note_size)
        return [(self.layout.note_size, line, position == len(lines) - 1) for position, line in enumerate(lines)]

    def _notes_height(self, added: list[tuple[float, list[_Word], bool]]) -> float:
        count = len(self.notes) + len(added)
        return min(count * self.layout.note_size * 1.2 + 8 if count else 0.0, 400)

    def _foot(self) -> None:
        """Set the notes of a column; those that do not fit go to the next one."""
        fits = int(min(392, self.y - self.layout.margin) / (self.layout.note_size * 1.2))
        now, self.notes = self.notes[:fits], self.notes[fits:]
        y = self.layout.margin + len(now) * self.layout.note_size * 1.2
        if now and self.layout.rule:
            self.canvas.line(self._left(), y + 2, self._left() + self.wide / 3, y + 2)
        for size, line, _last in now:
            y -= size * 1.2
            self._draw(line, self._left(), y + 2, size, 0)

    def _broken(self, words: list[_Word], wide: float, size: float, indent: float = 0.0) -> list[list[_Word]]:
        """Words in lines; long ones are cut if the layout says so."""
        lines: list[list[_Word]] = [[]]
        space = width(" ", size)
        free = wide - indent
        for word in words:
            rest = word
            needed = self._wide(rest, size)
            if lines[-1] and needed + space > free:
                cut = self._cut(rest, free - space, size) if self.layout.hyphenated else None
                if cut:
                    lines[-1].append(cut[0])
                    rest = cut[1]
                    needed = self._wide(rest, size)
                lines.append([])
                free = wide
            free -= needed + (space if lines[-1] else 0)
            lines[-1].append(rest)
        return lines

    def _cut(self, word: _Word, free: float, size: float) -> tuple[_Word, _Word] | None:
        """A word cut at a hyphen, or after a vowel before a consonant."""
        letters = word.text
        for at in range(len(letters) - 3, 3, -1):
            if (
                letters[:at].isalpha()
                and letters[at : at + 3].isalpha()
                and letters[at - 1] in "aeiou"
                and letters[at] not in "aeiou"
            ) and width(letters[:at] + "-", size) <= free:
                return _Word(letters[:at] + "-"), _Word(letters[at:], word.mark)
        return None

    def _wide(self, word: _Word, size: float) -> float:
        return width(word.text, size) + (width(word.mark, size * 0.65) if word.mark else 0)

    def _draw(self, line: list[_Word], x: float, y: float, size: float, justified: float) -> None:
        space = width(" ", size)
        if justified and len(line) > 1:
            space += max(0.0, justified - sum(self._wide(word, size) for word in line) - space * (len(line) - 1)) / (len(line) - 1)
        run = ""
        if not justified and not any(word.mark for word in line):
            run, line = " ".join(word.text for word in line), []
            self.canvas.setFont(_font(), size)
            self.canvas.drawString(x, y, run)
        for word in line:
            self.canvas.setFont(_font(), size)
            self.canvas.drawString(x, y, word.text + ("" if word.mark else " "))
            x += width(word.text, size)
            if word.mark:
                self.canvas.setFont(_font(), size * 0.65)
                self.canvas.drawString(x, y + size * 0.33, word.mark)
                x += width(word.mark, size * 0.65)
            x += space


WRITERS: dict[str, Callable[[Paper], bytes]] = {
    ".txt": txt,
    ".html": html,
    ".docx": docx_file,
    ".pdf": pdf,
}


def paragraphs(page: Paper) -> Iterable[str]:
    """What a reader should find of the paper: each paragraph on one line, and the notes."""
    yield from (f"{part.number} {part.text}".strip() for part in page.parts)
    yield from (f"{mark(number)} {text}" for number, text in page.notes.items())
