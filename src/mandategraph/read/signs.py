"""By what signs it is told what a paragraph is, beyond its number: the ends of clauses, titles, colons, phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mandategraph.read.layout import Paragraph
from mandategraph.read.numbering import Marker
from mandategraph.read.pieces import Piece
from mandategraph.read.rules import Rules

WORD = re.compile(r"\w")
LONGEST_TITLE = 100  # characters of the title of an item, or of a line between items
SHORT = 60  # characters of a heading that begins like a paragraph: "Supporting the transition"
OPENERS = ("“", "«", "*")  # a paragraph of a quoted statement, a note without a number
FIRST = {"", "a", "i", "1"}  # item numbers that open a list


@dataclass(frozen=True)
class Signs:
    """Judges paragraphs by the rules of a language."""

    rules: Rules

    def is_titled(self, body: Piece) -> bool:
        """Whether an item is nothing but a title: "(a) Quick impact projects"."""
        text = body.last_text
        return body.kind == "item" and body.marker is not None and len(text) <= LONGEST_TITLE and not self.rules.ends(text)

    def is_listed(self, text: str, body: Piece) -> bool:
        """Whether a paragraph without a marker, right after `body`, is an item: after a colon, or under the title of an item."""
        if body.kind == "preambular" or self.rules.begins(text):
            return False
        follows = body.kind == "item" and body.marker is None and body.last_text.endswith((";", ","))
        return follows or body.last_text.endswith(":") or self.is_titled(body)

    def is_heading(self, text: str, following: Paragraph | None) -> bool:
        """Whether a line heads what follows: it ends without a mark, or in a colon before a number that begins no list."""
        if following is None or (following.text[:1].islower() and not following.marker):
            return False
        begins = self.rules.begins(text)
        if self.rules.is_title(text):
            return not begins or (len(text) <= SHORT and (bool(following.marker) or self.rules.begins(following.text)))
        marker = following.marker
        later = marker is not None and (marker.is_number or marker.number not in FIRST)
        return later and not begins and text.endswith(":") and len(text) <= LONGEST_TITLE

    def continues(self, paragraph: Paragraph, body: Piece, *, numbered: bool) -> bool:
        """Whether a paragraph right after `body` continues it, which a page break or a footnote may have cut.

        `numbered`: the operative paragraphs have numbers, so that one without is none.
        """
        text, ended = paragraph.text, self.rules.ends(body.last_text)
        if not WORD.search(text):
            return True
        if paragraph.marker:
            return not ended and paragraph.cut and paragraph.full
        if text[:1].islower():
            return not self.wraps_up(paragraph, body)
        if self.is_titled(body) and not paragraph.cut:
            return False
        return self._is_cut(paragraph) if ended else self._is_interrupted(paragraph, numbered=numbered)

    def wraps_up(self, paragraph: Paragraph, body: Piece) -> bool:
        """Whether a paragraph in small letters closes a list of items: "and demands that they cease"."""
        whole = body.kind == "item" and paragraph.gap and not paragraph.cut and not paragraph.marker
        return whole and paragraph.text[:1].islower() and body.last_text.endswith((";", "."))

    def _is_cut(self, paragraph: Paragraph) -> bool:
        """Whether a page break cut a paragraph at the end of a clause: on a full line, and what follows has no own beginning."""
        text = paragraph.text
        return paragraph.cut and paragraph.full and not self.rules.begins(text) and not self.rules.is_title(text)

    def _is_interrupted(self, paragraph: Paragraph, *, numbered: bool) -> bool:
        """Whether a paragraph in capitals continues a sentence that did not end."""
        text = paragraph.text
        if text[:1].isdigit():
            return True
        if paragraph.gap and text.startswith(OPENERS):
            return False
        if self.rules.begins(text):
            return numbered
        return paragraph.cut or not self.rules.is_title(text)

    def is_paragraph(self, marker: Marker, text: str, reached: int, body: Piece | None, *, listed: bool) -> bool:
        """Whether a number is that of a paragraph, where `reached` was the last: not of an item after a colon or in a list."""
        if int(marker.number.split("-")[0]) == reached + 1:
            return True
        opens = marker.number == "1" and body is not None and body.last_text.endswith(":")
        return self.rules.begins(text[marker.end :]) if listed or opens else True
