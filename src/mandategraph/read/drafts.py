"""The documents of a file: which parts belong to which, and what their headings say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mandategraph.grammar.names import gazetteer
from mandategraph.read.cover import Heading, headings, letter
from mandategraph.read.pieces import Opening, Piece
from mandategraph.read.rules import Rules


@dataclass
class Draft:
    """A document of a file in the making.

    `titles` are the parts before its opening, `letter` and `part_title` are those of a resolution in a set ("A", "B"), whose number
    is that of the set; `lettered`: the letter stands alone on its line, so that it is no word. `worded` says how the text opens.
    """

    titles: list[Piece] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    issuer: str | None = None
    worded: Opening = "formula"
    letter: str = ""
    part_title: str = ""
    lettered: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def own(self) -> list[Piece]:
        """Its preambular and operative paragraphs and their items."""
        return [piece for piece in self.pieces if piece.kind in {"preambular", "operative", "item"} and not piece.annexed]


def drafts(pieces: Iterable[Piece], rules: Rules) -> list[Draft]:
    """The documents that the parts of a file make up, in order.

    Another one begins at an opening line under a heading with a symbol, or with the next letter of a set. An opening line without
    either belongs to a text with several preambles, or that recommends a text to another body.
    """
    found: list[Draft] = []
    titles: list[Piece] = []
    for piece in pieces:
        if piece.kind == "title":
            titles.append(piece)
            continue
        if piece.opens or not found:
            next_one = _draft(titles, piece, rules)
            if not found or any(not heading.weak for heading in next_one.headings):
                found.append(next_one)
            elif next_one.letter and found[-1].letter and ord(next_one.letter) == ord(found[-1].letter) + 1:
                next_one.titles, next_one.headings = found[-1].titles, found[-1].headings
                found.append(next_one)
            else:
                found[-1].pieces += [Piece("heading", title.paragraphs) for title in titles]
            titles = []
        found[-1].pieces.append(piece)
    return found or [_draft(titles, None, rules)]


def sets(found: list[Draft]) -> list[list[Draft]]:
    """The documents with those of one set together; a letter that no other one follows is none."""
    groups: list[list[Draft]] = []
    for draft in found:
        if groups and draft.letter not in {"", "A"} and draft.headings is groups[-1][-1].headings:
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return groups


def _draft(titles: list[Piece], opening: Piece | None, rules: Rules) -> Draft:
    """A document that opens under these titles."""
    paragraphs = [title.first for title in titles]
    name, title, alone = letter(paragraphs, rules)
    draft = Draft(titles, headings(paragraphs, rules), letter=name, part_title=title, lettered=alone)
    if opening and opening.opens == "formula":
        draft.issuer = rules.issuer(opening.first.text)
    elif opening and opening.opens:
        draft.worded = opening.opens
        draft.issuer = _first_body(opening.words, rules)
    return draft


def _first_body(text: str, rules: Rules) -> str | None:
    """The first body that a text names."""
    spans = gazetteer(rules.authority, rules.language.code).find(text, None)
    return next((span.key for span in spans if span.kind == "body"), None)
