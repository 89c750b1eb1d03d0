"""Blocks of text sorted into heading, opening line, pieces and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mandategraph.authority import Authority
from mandategraph.errors import SourceError
from mandategraph.grammar import acts
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.shapes import shape
from mandategraph.model import ProvisionKind
from mandategraph.read.blocks import NOTE_MARK, Block
from mandategraph.read.numbering import ITEM_NUMBER, PARAGRAPH_NUMBER, is_item_number
from mandategraph.wording import normalised


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the heading: the symbol and the title as printed, the title empty where there is none."""

    symbol: str
    title: str
    text: str
    line: int


@dataclass
class Piece:
    """A provision in the making: its printed number, and the lines of its text with the note marks still in them."""

    kind: ProvisionKind
    number: str
    lines: list[str]
    line: int

    @property
    def text(self) -> str:
        """The whole text on one line."""
        return " ".join(line for line in self.lines if line)

    @property
    def last_words(self) -> str:
        """The last line that is more than note marks, without those."""
        plain = (NOTE_MARK.sub("", line).strip() for line in reversed(self.lines))
        return next((line for line in plain if line), "")


@dataclass
class Page:
    """What a text holds: possible headings, the issuing body of the opening line, and the pieces in order.

    `operative` and `numbered` say that an operative paragraph, or one with a number, was found; `closed` that the text is over.
    """

    headings: list[Heading] = field(default_factory=list)
    issuer: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    operative: bool = False
    numbered: bool = False
    closed: bool = False


class Sorter:
    """Sorts the blocks of one file; what continues a piece is joined to it."""

    def __init__(self, path: object, language: Language, authority: Authority) -> None:
        """`path` is the file as the user named it, for messages."""
        self.path, self.authority = path, authority
        self.lexicon = acts.load(language.code)
        self.heading = language.pattern("resolution", "heading", symbol=shape("printed"))
        self.opening = language.pattern("resolution", "issuing_body")
        self.furniture = language.pattern("resolution", "page_furniture")
        self.closing = language.pattern("resolution", "closing", months=alternatives(language.words("dates", "months")))
        self.clause_end = language.pattern("resolution", "clause_end")
        self.paragraph_end = language.pattern("resolution", "paragraph_end")

    def page(self, blocks: Iterable[Block]) -> Page:
        """The page that the blocks make up. Raises `SourceError` where a second resolution begins."""
        page = Page()
        for block in blocks:
            text = normalised(block.text)
            if NOTE_MARK.match(text):
                page.notes.extend(_notes(block))
            elif page.issuer is None:
                self._before_the_opening_line(page, text, block)
            elif self._issuer(text):
                raise SourceError(self.path, "a second resolution begins; give one file for each", line=block.line)
            elif self._closes(page, text):
                page.closed = True
            elif not (page.closed or self.furniture.match(text) or self._is_running_head(page, text)):
                for piece in self._split(block):
                    self._add(page, piece)
        return page

    def _before_the_opening_line(self, page: Page, text: str, block: Block) -> None:
        match = self.heading.match(NOTE_MARK.sub("", text))
        if match:
            page.headings.append(Heading(match["symbol"], match["title"] or "", match[0], block.line))
        elif page.headings:
            page.issuer = self._issuer(text)

    def _issuer(self, text: str) -> str | None:
        """The body that a line opens a resolution with."""
        match = self.opening.match(text)
        keys = [key for key in self.authority.find(match["name"]) if key in self.authority.bodies] if match else []
        return keys[0] if len(keys) == 1 else None

    def _closes(self, page: Page, text: str) -> bool:
        """Whether a block stands after the operative part: meeting and date, the vote, an annex."""
        return page.operative and bool(self.closing.match(text))

    def _is_running_head(self, page: Page, text: str) -> bool:
        """Whether a block is nothing but the symbol of the document, as pages repeat it."""
        match = self.heading.match(text)
        return match is not None and not match["title"] and match["symbol"] in {heading.symbol for heading in page.headings}

    def _split(self, block: Block) -> Iterator[Piece]:
        """The pieces of a block: a number at the beginning of a line begins another one, if the line before ends a clause."""
        lines = f"{block.marker} {block.text}".split("\n") if block.marker else block.text.split("\n")
        pieces: list[Piece] = []
        for offset, raw in enumerate(lines):
            line, number = normalised(raw), block.line + offset
            if not pieces or self.clause_end.search(pieces[-1].last_words):
                paragraph, item = PARAGRAPH_NUMBER.match(line), ITEM_NUMBER.match(line)
                if paragraph:
                    pieces.append(Piece("operative", paragraph[1], [line[paragraph.end() :]], number))
                    continue
                if item and is_item_number(item[1]):
                    pieces.append(Piece("item", item[1], [line[item.end() :]], number))
                    continue
            if pieces:
                pieces[-1].lines.append(line)
            else:
                pieces.append(Piece("preambular", "", [line], number))
        yield from pieces

    def _add(self, page: Page, piece: Piece) -> None:
        """Add a piece, or join it to the one before.

        A piece without a number continues the paragraph before it, which a page break or a footnote may have cut, unless that
        has come to the end of a clause and the piece begins like a paragraph: with an opening phrase, in the preamble with a
        capital. A line of a few words between two operative paragraphs is a heading, which is no provision.
        """
        ended = not page.pieces or bool(self.clause_end.search(page.pieces[-1].last_words))
        text = piece.text
        begins = ended and text[:1].isupper()
        if piece.kind == "item" and not page.pieces:
            piece = Piece("preambular", "", [f"({piece.number})", *piece.lines], piece.line)
        if piece.kind != "preambular":
            page.numbered = page.numbered or piece.kind == "operative"
            page.operative = page.operative or page.numbered
            page.pieces.append(piece)
        elif begins and self.lexicon.is_operative(text):
            page.operative = True
            page.pieces.append(Piece("operative", "", piece.lines, piece.line))
        elif not page.pieces or (begins and not page.numbered and (not page.operative or self.lexicon.lead(text))):
            page.pieces.append(piece)
        elif not (page.operative and self._is_section_heading(page.pieces[-1], piece)):
            page.pieces[-1].lines.extend(piece.lines)

    def _is_section_heading(self, before: Piece, piece: Piece) -> bool:
        """Whether a piece stands between whole paragraphs, begins with a capital and ends without a mark."""
        whole = self.paragraph_end.search(before.last_words)
        return bool(whole) and piece.text[:1].isupper() and not self.clause_end.search(piece.last_words)


def _notes(block: Block) -> Iterator[Piece]:
    """The footnotes of a block; each line that begins with a mark begins another one."""
    for line in re.split(rf"\n(?={NOTE_MARK.pattern})", block.text):
        match = NOTE_MARK.match(line)
        if match:
            yield Piece("footnote", match[1], [normalised(line[match.end() :])], block.line)
