"""Paragraphs sorted by what they are: a walk from the cover over preamble and operative part to the annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from mandategraph.read.blocks import NOTE_MARK
from mandategraph.read.layout import Paragraph
from mandategraph.read.numbering import ItemLevels, Marker, marker_of
from mandategraph.read.rules import Rules

PartKind = Literal[
    "preambular",
    "operative",
    "item",
    "footnote",
    "heading",
    "section",
    "title",
    "formula",
    "annex",
    "annex-paragraph",
    "table-row",
    "closing",
]
Place = Literal["cover", "preamble", "operative", "closed", "annex"]
CONTINUED = {"preambular", "operative", "item", "annex-paragraph"}
CELLS = re.compile(r".*(?:^|\s)\|(?:\s|$)|.*\t.*\t")
WORD = re.compile(r"\w")
LONGEST_TITLE = 100  # characters of the title of an item, or of a line between items
SHORT = 60  # characters of a heading that begins like a paragraph: "Supporting the transition"


@dataclass
class Piece:
    """A part of a document in the making: the paragraphs that make it up, the first with its marker."""

    kind: PartKind
    paragraphs: list[Paragraph]
    marker: Marker | None = None
    level: int = 0
    annexed: bool = False  # it stands in an annex
    introduced: bool = False  # a colon stands before it

    @property
    def first(self) -> Paragraph:
        """The paragraph that it begins with."""
        return self.paragraphs[0]

    @property
    def last_text(self) -> str:
        """The text of its last paragraph."""
        return self.paragraphs[-1].text


@dataclass
class Sorter:
    """Sorts the paragraphs of a text in order; what continues a part that a page break cut is joined to it."""

    rules: Rules
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    place: Place = "cover"
    numbered: bool = False  # the operative paragraphs have numbers
    reached: int = 0  # the last of these numbers
    levels: ItemLevels = field(default_factory=ItemLevels)
    body: Piece | None = None  # the last piece that can be continued
    first_number: int = 0  # where in the paragraphs the numbered ones of this part begin
    quoted: set[int] = field(default_factory=set)  # opening lines that stand in an annex
    texts: list[Paragraph] = field(default_factory=list)

    def sorted(self, paragraphs: Sequence[Paragraph]) -> list[Piece]:
        """The pieces in the order of the text, footnotes where they stand."""
        rules = self.rules
        texts = [paragraph for paragraph in paragraphs if not paragraph.note]
        self.texts = texts
        self.formulas = [i for i, each in enumerate(texts) if rules.issuer(each.text)]
        self.heads = self._heads()
        position = 0
        note: Piece | None = None
        for paragraph in paragraphs:
            if paragraph.note:
                note = Piece("footnote", [paragraph])
                self.pieces.append(note)
                continue
            paragraph.cut = paragraph.cut or note is not None
            note = None
            self._take(paragraph, position)
            position += 1
        return self.pieces

    def _heads(self) -> set[int]:
        """The positions of the paragraphs that head a second document or part: what stands before its opening line."""
        heads: set[int] = set()
        for before, formula in zip(self.formulas, self.formulas[1:], strict=False):
            position = formula - 1
            while position > before and self._may_head(position):
                position -= 1
            found = range(position + 1, formula)
            annexed = self.rules.is_annex(self.texts[position].text)
            if not annexed or any(self.rules.heading(self.texts[i].text) for i in found):
                heads |= set(found)
            elif annexed:
                self.quoted.add(formula)
        return heads

    def _may_head(self, position: int) -> bool:
        """Whether a paragraph may stand before an opening line: a symbol, a title, a line of the cover."""
        text, marker = self.texts[position].text, self.texts[position].marker
        if not self.rules.is_title(text) or self.rules.is_annex(text) or self.rules.closes(text):
            return False
        return marker is None or marker.form not in {"1.", "("} or self.rules.heading(text) is not None

    def _take(self, paragraph: Paragraph, position: int) -> None:
        """Sort one paragraph."""
        text = paragraph.text
        if position in self.quoted:
            self._annexed(paragraph, position)
        elif position in self.formulas:
            self._open(position)
            self._add("formula", paragraph)
        elif position in self.heads:
            self._add("title", paragraph)
            self.place = "cover"
        elif self.place == "cover":
            self._cover(paragraph, position)
        elif self.place != "preamble" and self.rules.closes(text):
            self.place = "closed" if self.place != "annex" else "annex"
            self._add("closing", paragraph)
        elif self.place != "preamble" and self.rules.is_annex(text):
            self._annex(paragraph)
        elif self.place == "closed" and not paragraph.marker and self.rules.is_title(text):
            self._annex(paragraph)
        elif self.place == "closed":
            self.place, self.body = "annex", None
            self._annexed(paragraph, position)
        elif self.place == "annex":
            self._annexed(paragraph, position)
        else:
            self._own(paragraph, position)

    def _open(self, position: int) -> None:
        """Begin the preamble of a document or part after its opening line."""
        self.place, self.numbered, self.reached, self.body = "preamble", False, 0, None
        self.first_number = self._first_number(position)

    def _first_number(self, position: int) -> int:
        """Where the first numbered paragraph after a position stands, before the next opening line; or past the end."""
        end = next((formula for formula in self.formulas if formula > position), len(self.texts))
        numbers = (i for i in range(position, end) if (marker := self.texts[i].marker) and marker.is_number)
        return next(numbers, len(self.texts))

    def _cover(self, paragraph: Paragraph, position: int) -> None:
        """What stands before the opening line; a text that has none begins with its first phrase or number."""
        begins = not self.formulas and (paragraph.marker or self.rules.begins(paragraph.text))
        if begins and not self.rules.heading(paragraph.text):
            self._open(position)
            self._own(paragraph, position)
        else:
            self._add("title", paragraph)

    def _annex(self, paragraph: Paragraph) -> None:
        self.place, self.reached, self.body = "annex", 0, None
        self._add("annex", paragraph)

    def _annexed(self, paragraph: Paragraph, position: int) -> None:
        """A paragraph of an annex."""
        text, marker = paragraph.text, paragraph.marker
        if CELLS.match(text):
            self._add("table-row", paragraph)
        elif self._continues(paragraph):
            self._join(paragraph)
        elif marker and not marker.is_number:
            self._item(paragraph, position)
        elif not marker and self.rules.is_title(text):
            self._add("heading", paragraph)
        else:
            self._paragraph("annex-paragraph", paragraph)

    def _own(self, paragraph: Paragraph, position: int) -> None:
        """A paragraph of preamble or operative part."""
        text, marker = paragraph.text, paragraph.marker
        if CELLS.match(text):
            self._add("table-row", paragraph)
        elif self._continues(paragraph):
            self._join(paragraph)
        elif marker and marker.is_number and self._is_paragraph(marker, text):
            self.place, self.numbered, self.reached = "operative", True, int(marker.number.split("-")[0])
            self._paragraph("operative", paragraph)
        elif self.rules.section(text) is not None:
            self._add("section", paragraph)
        elif marker and self.body:
            self._item(paragraph, position)
        elif self._begins_an_annex(text, position):
            self._annex(paragraph)
        elif self._is_heading(text, position):
            self._add("heading", paragraph)
        elif self._is_listed(text):
            self._unmarked_item(paragraph)
        elif self._is_operative(text, position):
            self.place = "operative"
            self._paragraph("operative", paragraph)
        else:
            self._paragraph("preambular", paragraph)

    def _is_operative(self, text: str, position: int) -> bool:
        """Whether a paragraph without a number is operative.

        Where others have numbers, what stands before the first is preambular, whatever its verb (S/RES/2553: "Recognizes the role"),
        unless nothing is before it, it ends like an operative one, or it introduces them ("Resolves that, for 2021:").
        """
        lexicon = self.rules.lexicon
        if self.place == "operative":
            return not lexicon.opens(text, third=False)
        if not lexicon.is_operative(text):
            return False
        if self.first_number == len(self.texts) or self.body is None:
            return True
        return not text.endswith(",") and (not text.endswith(":") or position == self.first_number - 1)

    def _is_listed(self, text: str) -> bool:
        """Whether a paragraph without a marker is an item: of a list that a colon opens, or under the title of an item."""
        body = self.body
        if body is None or self.pieces[-1] is not body or self.rules.begins(text) or self.place != "operative":
            return False
        last = body.last_text
        return (
            last.endswith(":")
            or self._is_titled(body)
            or (body.kind == "item" and body.marker is None and last.endswith((";", ",")))
        )

    def _is_titled(self, body: Piece) -> bool:
        """Whether an item is nothing but a title: "(a) Quick impact projects"."""
        return (
            body.kind == "item"
            and body.marker is not None
            and len(body.last_text) <= LONGEST_TITLE
            and not self.rules.ends(body.last_text)
        )

    def _unmarked_item(self, paragraph: Paragraph) -> None:
        assert self.body is not None
        below = self.body.marker is not None or self.body.kind != "item"
        level = self.levels.bullet("") if below else self.body.level
        self.body = Piece("item", [paragraph], level=level)
        self.pieces.append(self.body)

    def _begins_an_annex(self, text: str, position: int) -> bool:
        """Whether a title after a full stop heads an annex that is not called one: its numbers begin again, without phrases."""
        if self.place != "operative" or not self.numbered or not self.rules.is_title(text) or self.pieces[-1] is not self.body:
            return False
        if not self.rules.ends_the_text(self.body.last_text):
            return False
        following = self.texts[self._first_number(position + 1)] if self._first_number(position + 1) < len(self.texts) else None
        if following is None or following.marker is None:
            return self.rules.is_last(self.body.last_text)
        return following.marker.number == "1" and not self.rules.begins(following.text[following.marker.end :])

    def _is_heading(self, text: str, position: int) -> bool:
        """Whether a line heads what follows: it ends without a mark, or in a colon before an item that is not the first."""
        following = self.texts[position + 1] if position + 1 < len(self.texts) else None
        if following is None:
            return False
        if following.text[:1].islower() and not following.marker:
            return False
        if self.rules.is_title(text):
            begun = bool(following.marker) or self.rules.begins(following.text)
            return not self.rules.begins(text) or (len(text) <= SHORT and begun)
        marker = following.marker
        later = marker is not None and not marker.is_number and marker.number not in {"", "a", "i", "1"}
        return later and text.endswith(":") and len(text) <= LONGEST_TITLE and not self.rules.begins(text)

    def _is_paragraph(self, marker: Marker, text: str) -> bool:
        """Whether a number is that of a paragraph, not of an item in a numbered list."""
        number = int(marker.number.split("-")[0])
        if not self.numbered or number == self.reached + 1:
            return True
        listed = any(style == "1.1" and reached + 1 == number for style, reached in self.levels.levels)
        opens = number == 1 and self.body is not None and self.body.last_text.endswith(":")
        if listed or opens:
            return self.rules.begins(text[marker.end :])
        return True

    def _item(self, paragraph: Paragraph, position: int) -> None:
        marker = paragraph.marker
        assert marker is not None
        following = self.texts[position + 1].marker if position + 1 < len(self.texts) else None
        piece = Piece("item", [paragraph], marker, annexed=self.place == "annex")
        introduced = self.body is not None and self.body.last_text.endswith(":")
        if marker.number:
            form = "" if marker.form == "(" else marker.form
            piece.level = self.levels.place(
                marker.number, following.number if following else None, introduced=introduced, form=form
            )
        else:
            piece.level = self.levels.bullet(marker.form)
        self.pieces.append(piece)
        self.body = piece

    def _paragraph(self, kind: PartKind, paragraph: Paragraph) -> None:
        """A paragraph that is no item: it opens a new set of items."""
        marker = paragraph.marker if paragraph.marker and paragraph.marker.is_number and kind != "preambular" else None
        piece = Piece(kind, [paragraph], marker, annexed=self.place == "annex")
        self.levels = ItemLevels()
        if marker and (inner := marker_of(paragraph.text[marker.end :])) and inner.form == "(":
            self.levels.place(inner.number)  # "2. (a) Decides": the first item stands on the line of its paragraph
        self.pieces.append(piece)
        self.body = piece

    def _add(self, kind: PartKind, paragraph: Paragraph) -> None:
        self.pieces.append(Piece(kind, [paragraph], annexed=self.place == "annex"))

    def _join(self, paragraph: Paragraph) -> None:
        assert self.body is not None
        self.body.paragraphs.append(paragraph)

    def _continues(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph continues the one before it, which a page break or a footnote may have cut."""
        body, text = self.body, paragraph.text
        if body is None or (self.pieces[-1] is not body and self.pieces[-1].kind != "footnote"):
            return False
        if not WORD.search(text):
            return True
        ended, marker = self.rules.ends(body.last_text), paragraph.marker
        if self._is_titled(body) and not paragraph.cut and not text[:1].islower():
            return False
        if marker:
            return not ended and paragraph.cut and paragraph.full
        if text[:1].islower() or (text[:1].isdigit() and not ended):
            return not ended or paragraph.cut or paragraph.gap
        if ended:
            return paragraph.cut and paragraph.full and not self.rules.begins(text) and not self.rules.is_title(text)
        if self.rules.begins(text):
            return self.numbered
        return paragraph.cut or not self.rules.is_title(text)


def plain(text: str) -> str:
    """A text without its note marks."""
    return NOTE_MARK.sub("", text)
