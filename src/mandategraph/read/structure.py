"""Blocks of text to the parts of a resolution: heading, issuing body, paragraphs, items, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mandategraph.authority import Authority
from mandategraph.errors import SourceError, SymbolError
from mandategraph.grammar import acts
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import gazetteer
from mandategraph.model import NoteReference, Provision, ProvisionKind, Resolution, SourceFile
from mandategraph.read.blocks import NOTE_MARK, Block
from mandategraph.read.numbering import ITEM_NUMBER, PARAGRAPH_NUMBER, ItemLevels, is_item_number
from mandategraph.read.titles import running_case
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised

PRINTED_SYMBOL = r"(?:[A-Z][A-Za-z]*(?:/[\w.-]+)+|\d+)(?:/\d+)?(?: ?\([^()\s]{1,20}\))?(?: [A-Z](?=\b))?"
SENTENCE_END = re.compile(r"[.;:,!?][”\"’')\]]*$")


@dataclass
class Piece:
    """A provision in the making: its printed number, and its text with the note marks still in it."""

    kind: ProvisionKind
    number: str
    text: str
    line: int


@dataclass
class Page:
    """What a text holds: heading, opening line, and the pieces in order."""

    heading: Block | None = None
    issuer: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)


def recover(blocks: Iterable[Block], source: SourceFile, path: object, language: Language, authority: Authority) -> Resolution:
    """The resolution that the blocks of a file hold.

    `path` is the file as the user named it, for messages. Raises `SourceError` where there is no heading with a symbol, no
    issuing body, no operative paragraph, or where the text breaks off in the middle of a sentence.
    """
    page = _page(list(blocks), language, authority)
    heading, issuer = _checked(page, path)
    symbol_as_printed, printed = _split_heading(heading, language)
    try:
        symbol = Symbol.parse(symbol_as_printed, body=issuer)
    except SymbolError as error:
        raise SourceError(path, str(error), line=heading.line) from error
    provisions = tuple(_provisions(page, language))
    title = printed
    if printed == printed.upper():
        body = " ".join(provision.text for provision in provisions)
        title = running_case(gazetteer(authority, language.code).restored(printed), body)
    return Resolution(
        symbol=symbol,
        symbol_as_printed=symbol_as_printed,
        title=title,
        title_as_printed=printed,
        issuing_body=issuer,
        language=language.code,
        provisions=provisions,
        source=source,
    )


def _split_heading(block: Block, language: Language) -> tuple[str, str]:
    """The symbol and the title of a heading as printed; both empty for a block that is none."""
    match = language.pattern("resolution", "heading", symbol=PRINTED_SYMBOL).match(normalised(block.text))
    return (match["symbol"], NOTE_MARK.sub("", match["title"])) if match else ("", "")


def _page(blocks: list[Block], language: Language, authority: Authority) -> Page:
    """Sort the blocks into heading, opening line, pieces and notes; what continues a piece is joined to it."""
    page = Page()
    lexicon = acts.load(language.code)
    furniture = language.pattern("resolution", "page_furniture")
    for block in blocks:
        text = normalised(block.text)
        if not text or furniture.match(text):
            continue
        if page.heading is None and _split_heading(block, language)[0] and not PARAGRAPH_NUMBER.match(text):
            page.heading = block
        elif page.issuer is None:
            page.issuer = _issuer(text, language, authority)
        elif NOTE_MARK.match(text):
            page.notes.extend(_notes(block))
        else:
            for piece in _split(block):
                _add(page, piece, lexicon)
    return page


def _issuer(text: str, language: Language, authority: Authority) -> str | None:
    match = language.pattern("resolution", "issuing_body").match(text)
    keys = [key for key in authority.find(match["name"]) if key in authority.bodies] if match else []
    return keys[0] if len(keys) == 1 else None


def _notes(block: Block) -> Iterator[Piece]:
    """The footnotes of a block; each line that begins with a mark begins another one."""
    for line in re.split(rf"\n(?={NOTE_MARK.pattern})", block.text):
        match = NOTE_MARK.match(line)
        if match:
            yield Piece("footnote", match[1], normalised(line[match.end() :]), block.line)


def _split(block: Block) -> Iterator[Piece]:
    """The pieces of a block: a line that begins with a number begins a piece of its own."""
    lines = f"{block.marker} {block.text}".split("\n") if block.marker else block.text.split("\n")
    pieces: list[Piece] = []
    for offset, raw in enumerate(lines):
        line = normalised(raw)
        paragraph, item = PARAGRAPH_NUMBER.match(line), ITEM_NUMBER.match(line)
        if paragraph:
            pieces.append(Piece("operative", paragraph[1], line[paragraph.end() :], block.line + offset))
        elif item and is_item_number(item[1]):
            pieces.append(Piece("item", item[1], line[item.end() :], block.line + offset))
        elif pieces:
            pieces[-1].text = f"{pieces[-1].text} {line}"
        else:
            pieces.append(Piece("preambular", "", line, block.line + offset))
    yield from pieces


def _add(page: Page, piece: Piece, lexicon: acts.Lexicon) -> None:
    """Add a piece, or join it to the one before.

    A piece without a number and without an opening phrase continues the paragraph before it, which a page break or a footnote
    may have cut. In the operative part an opening phrase counts only where the paragraph before it has come to its end.
    """
    in_operative = any(p.kind == "operative" for p in page.pieces)
    if piece.kind != "preambular":
        page.pieces.append(piece)
        return
    finished = not page.pieces or bool(SENTENCE_END.search(NOTE_MARK.sub("", page.pieces[-1].text)))
    if lexicon.is_operative(piece.text) and finished:
        page.pieces.append(Piece("operative", "", piece.text, piece.line))
    elif page.pieces and (in_operative or not (finished and lexicon.lead(piece.text))):
        page.pieces[-1].text = f"{page.pieces[-1].text} {piece.text}"
    else:
        page.pieces.append(piece)


def _checked(page: Page, path: object) -> tuple[Block, str]:
    """The heading and the issuing body; raises `SourceError` for a page that holds no whole resolution."""
    if page.heading is None:
        raise SourceError(path, "no resolution found: no heading such as '611(XXX) TITLE'; give the text of one resolution")
    if page.issuer is None:
        reason = "no issuing body found: no opening line such as 'The Economic Commission for …,' with a body of data/authority"
        raise SourceError(path, reason, line=page.heading.line)
    if not any(piece.kind == "operative" for piece in page.pieces):
        raise SourceError(path, "no operative paragraph found; give the whole text of one resolution")
    last = page.pieces[-1]
    if not SENTENCE_END.search(NOTE_MARK.sub("", last.text)):
        reason = f"the text breaks off in the middle of '{last.text[-40:]}'; get the whole document"
        raise SourceError(path, reason, line=last.line)
    return page.heading, page.issuer


def _provisions(page: Page, language: Language) -> Iterator[Provision]:
    """The provisions of a page with their ids: `pp-1`, `op-8`, `op-8-b`, `fn-15`; without a number the ordinal (`op-u4`)."""
    lexicon = acts.load(language.code)
    taken: set[str] = set()
    counts = {"preambular": 0, "operative": 0}
    paragraph, levels = "", ItemLevels()
    for index, piece in enumerate(page.pieces):
        if piece.kind == "item":
            following = page.pieces[index + 1].number if index + 1 < len(page.pieces) else None
            levels.place(piece.number, following)
            *outer, _ = levels.path
            provision_id = _unique("-".join((paragraph, *levels.path)), taken)
            yield _provision(piece, provision_id, "-".join((paragraph, *outer)), lexicon)
            continue
        counts[piece.kind] += 1
        ordinal = counts[piece.kind]
        name = f"pp-{ordinal}" if piece.kind == "preambular" else f"op-{piece.number or f'u{ordinal}'}"
        paragraph, levels = _unique(name, taken), ItemLevels()
        yield _provision(piece, paragraph, None, lexicon)
    for note in page.notes:
        yield _provision(note, _unique(f"fn-{note.number}", taken), None, lexicon)


def _provision(piece: Piece, provision_id: str, parent: str | None, lexicon: acts.Lexicon) -> Provision:
    """A provision from a piece: the note marks taken out of the text and kept with their offsets."""
    parts, references, position, length = [], [], 0, 0
    for mark in NOTE_MARK.finditer(piece.text):
        parts.append(piece.text[position : mark.start()])
        length += mark.start() - position
        references.append(NoteReference(length, mark[1]))
        position = mark.end()
    text = "".join([*parts, piece.text[position:]])
    lead = lexicon.lead(text) if piece.kind in {"preambular", "operative"} or lexicon.is_operative(text) else None
    return Provision(provision_id, piece.kind, text, piece.number or None, parent, lead, tuple(references))


def _unique(name: str, taken: set[str]) -> str:
    """The name, or with a number where the document uses it twice (numbering that restarts or repeats)."""
    candidate, n = name, 1
    while candidate in taken:
        n += 1
        candidate = f"{name}.{n}"
    taken.add(candidate)
    return candidate
