"""The outline of a plain text: what each of its paragraphs is, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mandategraph.grammar import acts
from mandategraph.read.numbering import ITEM_NUMBER, PARAGRAPH_NUMBER

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
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
NOTE = re.compile(r"<sup>(\w+)</sup> ")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a text, from code point `start` to `end`.

    `number` is the number as printed ("8.", "(a)"), `level` that of an item from 1, `phrase` the operative phrase as printed.
    """

    start: int
    end: int
    kind: PartKind
    level: int = 0
    number: str = ""
    phrase: str = ""


def outline(text: str, language: str = "en") -> tuple[Part, ...]:
    r"""The parts of a resolution in plain text, in order.

    >>> [(part.kind, part.number, part.phrase) for part in outline("Recalling it,\n\n1. Also requests:\n\n(a) One.")]
    [('preambular', '', 'Recalling'), ('operative', '1.', 'Also requests'), ('item', '(a)', '')]
    """
    return tuple(_parts(text, acts.load(language)))


def _parts(text: str, lexicon: acts.Lexicon) -> Iterator[Part]:
    for match in PARAGRAPH.finditer(text):
        words = match[0]
        number, item, note = PARAGRAPH_NUMBER.match(words), ITEM_NUMBER.match(words), NOTE.match(words)
        if note:
            yield Part(*match.span(), "footnote", number=note[1])
        elif number:
            lead = lexicon.lead(words[number.end() :])
            yield Part(*match.span(), "operative", number=f"{number[1]}.", phrase=lead.phrase if lead else "")
        elif item:
            yield Part(*match.span(), "item", 1, f"({item[1]})")
        elif lead := lexicon.lead(words):
            yield Part(*match.span(), "preambular", phrase=lead.phrase)
