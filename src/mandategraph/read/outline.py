"""The outline of a plain text: what each of its paragraphs is, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mandategraph import authority as authorities
from mandategraph.grammar import language as languages
from mandategraph.read import text as texts
from mandategraph.read.blocks import Block
from mandategraph.read.layout import Layout
from mandategraph.read.pieces import PartKind, Piece
from mandategraph.read.rules import Rules, rules
from mandategraph.read.sorting import Sorter

__all__ = ["Part", "PartKind", "outline", "pieces"]

PHRASED = {"preambular", "operative"}


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
    grammar = rules(languages.load(language), authorities.load())
    issuer: str | None = None
    found = []
    for piece in pieces(texts.blocks(text), grammar):
        if piece.kind == "formula":
            issuer = grammar.issuer(piece.first.text)
        found.append(_part(piece, grammar, issuer))
    return tuple(found)


def pieces(blocks: Sequence[Block], grammar: Rules) -> list[Piece]:
    """The parts of the blocks of a file, before they have names."""
    return Sorter(grammar, Layout(grammar).paragraphs(blocks)).sorted()


def _part(piece: Piece, grammar: Rules, issuer: str | None) -> Part:
    first, last = piece.first.lines[0], piece.paragraphs[-1].lines[-1]
    number = piece.marker.printed if piece.marker else piece.first.note
    lead = grammar.lexicon.own(piece.words, issuer) if piece.kind in PHRASED else None
    kind: PartKind = "annex-paragraph" if piece.annexed and piece.kind == "item" else piece.kind
    return Part(first.start, last.end, kind, piece.level, number, lead.phrase if lead else "")
