"""Where the documents and parts of a text begin: their opening lines, and the headings before these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mandategraph.read.layout import Paragraph
from mandategraph.read.pieces import Opening
from mandategraph.read.rules import Rules

BETWEEN = 2  # sentences that may stand between the heading and the opening line
LETTER = re.compile(r"[A-Z](?:⁅\w+⁆)?")  # of a resolution or decision in a set, alone on its line


@dataclass
class Openings:
    """The opening lines among the paragraphs of a text, footnotes left out.

    `lines` are their positions. `heads` are the positions of the paragraphs that head a second or later document or part, `quoted`
    those of opening lines in an annex, which open nothing.
    """

    rules: Rules
    texts: Sequence[Paragraph]
    lines: dict[int, Opening] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find them."""
        self.numbers = [i for i, each in enumerate(self.texts) if each.marker and each.marker.is_number]
        for position, paragraph in enumerate(self.texts):
            if self.rules.issuer(paragraph.text):
                self.lines[position] = "formula"
            elif (kind := self.rules.told(paragraph.text)) and self._is_headed(position):
                self.lines[position] = kind
        self.order = list(self.lines)
        for before, opening in pairwise(self.order):
            self._head(before, opening)

    def first_number(self, position: int) -> int | None:
        """The position of the first numbered paragraph after another one, before the next opening line; None without one."""
        following = bisect_right(self.numbers, position)
        opening = bisect_right(self.order, position)
        end = self.order[opening] if opening < len(self.order) else len(self.texts)
        return self.numbers[following] if following < len(self.numbers) and self.numbers[following] < end else None

    def _head(self, before: int, opening: int) -> None:
        """The heading of the part that an opening line opens after another one."""
        found = range(self._first_title(opening, before), opening)
        named = next((i for i in found if self.rules.heading(self.texts[i].text)), found.start)
        found = range(named, opening)  # titles before the symbol end the annex of the document before
        annexed = found.start > 0 and self.rules.is_annex(self.texts[found.start - 1].text)
        if annexed and not any(self.rules.heading(self.texts[i].text) for i in found):
            self.quoted.add(opening)
        else:
            self.heads |= set(found)

    def _is_headed(self, position: int) -> bool:
        """Whether a sentence that can open a decision or statement stands under a heading, or at the beginning of the text."""
        before = next(reversed(self.lines), -1)
        first = self._first_title(position, before)
        titles = [self.texts[i].text for i in range(first if before >= 0 else 0, position)]
        return first == 0 or any(self.rules.heading(t) or self.rules.is_statement(t) or LETTER.fullmatch(t) for t in titles)

    def _first_title(self, position: int, before: int) -> int:
        """The first of the headings that stand right before a paragraph, after another position.

        A sentence on the history of the document may stand between: "Resolution 2021/2, …, becomes resolution 2021/2 A."
        """
        while position - 1 > before and self._may_head(self.texts[position - 1]):
            position -= 1
        for place in range(position - 2, max(before, position - 2 - BETWEEN), -1):
            match = self.rules.heading(self.texts[place].text) if self._may_head(self.texts[place]) else None
            if match and match["title"] and not any(self._is_own(self.texts[i]) for i in range(place + 1, position)):
                return place
        return position

    def _is_own(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph has a number or an opening phrase, as those of a document have."""
        return paragraph.marker is not None or self.rules.begins(paragraph.text)

    def _may_head(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph may stand before an opening line: a symbol, a title, a line of the cover."""
        text, marker = paragraph.text, paragraph.marker
        if not self.rules.is_title(text) or self.rules.is_annex(text) or self.rules.closes(text):
            return False
        return marker is None or marker.form not in {"1.", "("} or self.rules.heading(text) is not None
