"""Paragraphs sorted by what they are: a walk from the cover over preamble and operative part to the annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from mandategraph.read.layout import Paragraph
from mandategraph.read.numbering import ItemLevels, marker_of
from mandategraph.read.openings import Openings
from mandategraph.read.pieces import PartKind, Piece
from mandategraph.read.rules import Rules
from mandategraph.read.signs import Signs

Place = Literal["cover", "preamble", "operative", "closed", "annex"]
CELLS = re.compile(r".*(?:^|\s)\|(?:\s|$)|.*\t.*\t")


class Sorter:
    """Sorts the paragraphs of one text in order; what continues a part that a page break cut is joined to it."""

    def __init__(self, rules: Rules, paragraphs: Sequence[Paragraph]) -> None:
        """`paragraphs` are those of the whole text, footnotes included."""
        self.rules, self.signs, self.paragraphs = rules, Signs(rules), paragraphs
        self.texts = [paragraph for paragraph in paragraphs if not paragraph.note]
        self.openings = Openings(rules, self.texts)
        self.pieces: list[Piece] = []
        self.place: Place = "cover"
        self.body: Piece | None = None  # the last piece that can be continued
        self.levels = ItemLevels()
        self.reached = 0  # the last number of a paragraph; 0 where they have none
        self.first_number: int | None = None  # the position of the first numbered one of this document or part

    def sorted(self) -> list[Piece]:
        """The pieces in the order of the text, each footnote where it stands."""
        position, noted = 0, False
        for paragraph in self.paragraphs:
            if paragraph.note:
                self.pieces.append(Piece("footnote", [paragraph]))
                noted = True
                continue
            paragraph.cut, noted = paragraph.cut or noted, False
            self._take(paragraph, position)
            position += 1
        return self.pieces

    def _take(self, paragraph: Paragraph, position: int) -> None:
        """Sort one paragraph."""
        text, openings = paragraph.text, self.openings
        if position in openings.lines and position not in openings.quoted:
            self._open(paragraph, position)
        elif position in openings.heads:
            self.place = "cover"
            self._add("title", paragraph)
        elif self.place == "cover":
            self._cover(paragraph, position)
        elif self.place != "preamble" and self.rules.closes(text):
            self.place = "annex" if self.place == "annex" else "closed"
            self._add("closing", paragraph)
        elif self._heads_an_annex(paragraph):
            self._annex(paragraph)
        elif self.place in {"closed", "annex"}:
            self.body = self.body if self.place == "annex" else None
            self.place = "annex"
            self._annexed(paragraph, position)
        else:
            self._own(paragraph, position)

    def _open(self, paragraph: Paragraph, position: int) -> None:
        """Begin a document or part: with its opening line, or with the sentence that opens a statement or decision."""
        self._begin(position)
        match self.openings.lines[position]:
            case "formula":
                self._add("formula", paragraph)
            case "statement":
                self._paragraph("preambular", paragraph)
                self.place = "operative"
            case "decision":
                self._paragraph("operative", paragraph)
                self.place = "operative"
        self.pieces[-1].opens = self.openings.lines[position]

    def _begin(self, position: int) -> None:
        self.place, self.reached, self.body = "preamble", 0, None
        self.first_number = self.openings.first_number(position)

    def _cover(self, paragraph: Paragraph, position: int) -> None:
        """What stands before the opening line; a text that has none begins with its first phrase or number."""
        begins = not self.openings.lines and (paragraph.marker or self.rules.begins(paragraph.text))
        if begins and not self.rules.heading(paragraph.text):
            self._begin(position - 1)
            self._own(paragraph, position)
        else:
            self._add("title", paragraph)

    def _heads_an_annex(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the heading of an annex, or a title after the closing line."""
        if self.place == "closed":
            return self.rules.is_annex(paragraph.text) or (not paragraph.marker and self.rules.is_title(paragraph.text))
        return self.place != "preamble" and self.rules.is_annex(paragraph.text)

    def _annex(self, paragraph: Paragraph) -> None:
        self.place, self.body = "annex", None
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
        elif marker and marker.is_number and self._is_numbered(paragraph):
            self.place, self.reached = "operative", int(marker.number.split("-")[0])
            self._paragraph("operative", paragraph)
        elif self.rules.section(text) is not None:
            self._add("section", paragraph)
        elif marker and self.body:
            self._item(paragraph, position)
        else:
            self._unmarked(paragraph, position)

    def _unmarked(self, paragraph: Paragraph, position: int) -> None:
        """A paragraph without number or bullet."""
        text = paragraph.text
        following = self.texts[position + 1] if position + 1 < len(self.texts) else None
        adjacent = self.body if self.pieces and self.pieces[-1] is self.body else None
        if adjacent and self._begins_an_annex(text, adjacent, position):
            self._annex(paragraph)
        elif self.signs.is_heading(text, following):
            self._add("heading", paragraph)
        elif adjacent and self.place == "operative" and self.signs.is_listed(text, adjacent):
            self._unmarked_item(paragraph, adjacent)
        elif self._is_operative(text, position):
            self.place = "operative"
            self._paragraph("operative", paragraph)
        else:
            self._paragraph("preambular", paragraph)

    def _is_numbered(self, paragraph: Paragraph) -> bool:
        """Whether a number is that of a paragraph."""
        marker = paragraph.marker
        if marker is None or not self.reached:
            return True
        listed = any(style == "1.1" and str(rank + 1) == marker.number for style, rank in self.levels.levels)
        return self.signs.is_paragraph(marker, paragraph.text, self.reached, self.body, listed=listed)

    def _is_operative(self, text: str, position: int) -> bool:
        """Whether a paragraph without a number is operative.

        Where others have numbers, what stands before the first is preambular, whatever its verb ("Recognizes the role of women",
        S/RES/2553), unless nothing is before it, it ends like an operative one, or it introduces them ("Resolves that, for 2021:").
        """
        lexicon = self.rules.lexicon
        if self.place == "operative":
            return not lexicon.opens(text, third=False)
        if not lexicon.is_operative(text):
            return False
        if self.first_number is None or self.body is None:
            return True
        return not text.endswith(",") and (not text.endswith(":") or position == self.first_number - 1)

    def _begins_an_annex(self, text: str, body: Piece, position: int) -> bool:
        """Whether a title after a full stop heads an annex that is not called one: its numbers begin again, without phrases."""
        if self.place != "operative" or not self.reached:
            return False
        if not self.rules.is_title(text) or not self.rules.ends_the_text(body.last_text):
            return False
        number = self.openings.first_number(position)
        following = self.texts[number] if number is not None else None
        if following is None or following.marker is None:
            return self.rules.is_last(body.last_text)
        return following.marker.number == "1" and not self.rules.begins(following.text[following.marker.end :])

    def _item(self, paragraph: Paragraph, position: int) -> None:
        """An item with a number or a bullet."""
        marker = paragraph.marker
        if marker is None:
            return
        if marker.number:
            following = self.texts[position + 1].marker if position + 1 < len(self.texts) else None
            level = self.levels.place(
                marker.number,
                following.number if following else None,
                introduced=self.body is not None and self.body.last_text.endswith(":"),
                form="" if marker.form == "(" else marker.form,
            )
        else:
            level = self.levels.bullet(marker.form)
        self.body = Piece("item", [paragraph], marker, level, annexed=self.place == "annex")
        self.pieces.append(self.body)

    def _unmarked_item(self, paragraph: Paragraph, body: Piece) -> None:
        """An item that has nothing before it, on a level below the one that introduces it."""
        follows = body.kind == "item" and body.marker is None
        level = body.level if follows else self.levels.bullet("")
        self.body = Piece("item", [paragraph], level=level)
        self.pieces.append(self.body)

    def _paragraph(self, kind: PartKind, paragraph: Paragraph) -> None:
        """A paragraph that is no item: it opens a new set of items."""
        marker = paragraph.marker if paragraph.marker and paragraph.marker.is_number and kind != "preambular" else None
        self.levels = ItemLevels()
        if marker and (inner := marker_of(paragraph.text[marker.end :])) and inner.form == "(":
            self.levels.place(inner.number)  # "2. (a) Decides": the first item stands on the line of its paragraph
        self.body = Piece(kind, [paragraph], marker, annexed=self.place == "annex")
        self.pieces.append(self.body)

    def _add(self, kind: PartKind, paragraph: Paragraph) -> None:
        self.pieces.append(Piece(kind, [paragraph], annexed=self.place == "annex"))

    def _join(self, paragraph: Paragraph) -> None:
        if self.body:
            self.body.paragraphs.append(paragraph)

    def _continues(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph continues the piece before it; footnotes may stand between the two."""
        if self.body is None or (self.pieces[-1] is not self.body and self.pieces[-1].kind != "footnote"):
            return False
        return self.signs.continues(paragraph, self.body, numbered=self.reached > 0)
