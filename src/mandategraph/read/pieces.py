"""The parts of a document in the making, as the walk over its paragraphs sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mandategraph.read.blocks import NOTE_MARK
from mandategraph.read.layout import Paragraph
from mandategraph.read.numbering import Marker, marker_of

Opening = Literal["formula", "statement", "decision"]
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


@dataclass
class Piece:
    """A part: the paragraphs that make it up, the marker of the first, its `level` if it is an item; `annexed`: in an annex.

    `opens`: it is the opening line of a document or part, or the sentence that opens a statement or decision.
    """

    kind: PartKind
    paragraphs: list[Paragraph]
    marker: Marker | None = None
    level: int = 0
    annexed: bool = False
    opens: Opening | None = None

    @property
    def first(self) -> Paragraph:
        """The paragraph that it begins with."""
        return self.paragraphs[0]

    @property
    def last_text(self) -> str:
        """The text of its last paragraph."""
        return self.paragraphs[-1].text

    @property
    def words(self) -> str:
        """Its text without marker and note marks."""
        text = " ".join(paragraph.text for paragraph in self.paragraphs)
        text = text[self.marker.end :] if self.marker else text
        return NOTE_MARK.sub("", text[inner_marker(text) :])


def inner_marker(text: str) -> int:
    """Where the text of a paragraph begins whose first item stands on its own line: "2. (a) Decides"; its number is taken off."""
    marker = marker_of(text)
    return marker.end if marker and marker.form == "(" else 0
