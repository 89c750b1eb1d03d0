"""What changed between two documents, paragraph by paragraph: kept, changed, new, dropped.

Paragraphs move and are split from year to year, so they are paired by their words and not by their place: first those that are
equal, then the most similar first, each paragraph once. Similarity is their `likeness`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from mandategraph.errors import MandateGraphError
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.trace.likeness import Index, likeness, word_pairs

Kind = Literal["kept", "changed", "new", "dropped"]
LEAST = 0.4  # similarity from which two paragraphs count as one that was changed
SHOWN = 100  # characters of a paragraph that the text form prints
PREAMBLE = "preambular paragraph"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or item of a document: its short name (`op-8-b`), its class in English, its text."""

    id: str
    kind: str
    text: str

    @property
    def words(self) -> list[str]:
        """The words as printed, with the marks at them."""
        return self.text.split()


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the earlier document and its like in the later one; one is None for a `new` or `dropped` paragraph.

    `words` are what differs, in order: words that went, and words that came in their place; either may be empty.
    """

    kind: Kind
    earlier: Paragraph | None
    later: Paragraph | None
    similarity: float
    words: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """The pair as one line, with a line for each difference below."""
        places = " → ".join(paragraph.id if paragraph else "–" for paragraph in (self.earlier, self.later))
        if self.kind == "changed":
            return "\n".join([f"changed  {places}  {self.similarity:.2f}", *(f"    {_difference(*pair)}" for pair in self.words)])
        paragraph = self.later or self.earlier
        words = paragraph.text if paragraph else ""
        return f"{self.kind:<8} {places}  {words if len(words) <= SHOWN else words[: SHOWN - 1] + '…'}"


@dataclass(frozen=True, slots=True)
class Changes:
    """The paragraphs of two documents side by side, in the order of the later one; what was dropped stands where it stood."""

    earlier: str
    later: str
    pairs: tuple[Pair, ...]

    def count(self, kind: Kind) -> int:
        """The number of pairs of a kind."""
        return sum(pair.kind == kind for pair in self.pairs)

    def text(self) -> str:
        """The changes as the command line prints them; paragraphs that were kept are only counted."""
        kinds: tuple[Kind, ...] = ("kept", "changed", "new", "dropped")
        counts = ", ".join(f"{self.count(kind)} {kind}" for kind in kinds)
        return "\n".join([f"{self.earlier} → {self.later}: {counts}", *(p.text() for p in self.pairs if p.kind != "kept")]) + "\n"

    def record(self) -> dict[str, Any]:
        """The changes as plain values, for JSON."""
        return {
            "earlier": self.earlier,
            "later": self.later,
            "pairs": [
                {
                    "kind": pair.kind,
                    "earlier": pair.earlier and pair.earlier.id,
                    "later": pair.later and pair.later.id,
                    "similarity": pair.similarity,
                    "text": (pair.later or pair.earlier or Paragraph("", "", "")).text,
                    "words": [list(words) for words in pair.words],
                }
                for pair in self.pairs
            ],
        }


def changes(store: Store, earlier: str, later: str, *, language: str = "en") -> Changes:
    """What changed between two documents, named by any form of their symbols, in one language.

    Raises `NotInGraph` for a document that the graph does not hold, `MandateGraphError` for one without a text in the language.
    """
    symbols, texts = [], []
    for document in (earlier, later):
        rows = query(store, "lineage/dates", document=document).records()
        symbols.append(str(rows[0]["symbol"]) if rows else document)
        found = query(store, "documents/wording", document=document, language=language).records()
        if not found:
            raise MandateGraphError(
                f"{symbols[-1]}: the graph has no text of it in the language {language!r}; build it from its file"
            )
        texts.append([Paragraph(row["paragraph"], row["class"], row["text"]) for row in found])
    return Changes(symbols[0], symbols[1], aligned(texts[0], texts[1]))


def aligned(earlier: Sequence[Paragraph], later: Sequence[Paragraph]) -> tuple[Pair, ...]:
    """The paragraphs of two texts in pairs.

    >>> old = [Paragraph("pp-1", PREAMBLE, "Recalling its resolution 76/221 on South-South cooperation,")]
    >>> new = [Paragraph("pp-1", PREAMBLE, "Recalling its resolution 77/185 on South-South cooperation,")]
    >>> aligned(old, new)[0].words
    (('76/221', '77/185'),)
    """
    matches = _equal(earlier, later)
    for _, old, new in sorted(_similar(earlier, later, matches), key=lambda found: (-found[0], abs(found[1] - found[2]), found)):
        if old not in matches and new not in matches.values():
            matches[old] = new
    return tuple(_in_order(earlier, later, matches))


def _equal(earlier: Sequence[Paragraph], later: Sequence[Paragraph]) -> dict[int, int]:
    """The paragraphs with equal words, by their numbers; of several, each with the next one."""
    places: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for number in range(len(later) - 1, -1, -1):
        places[_side(later[number]), later[number].text].append(number)
    found = {}
    for number, paragraph in enumerate(earlier):
        waiting = places.get((_side(paragraph), paragraph.text))
        if waiting:
            found[number] = waiting.pop()
    return found


def _similar(earlier: Sequence[Paragraph], later: Sequence[Paragraph], matches: dict[int, int]) -> Iterator[tuple[float, int, int]]:
    """The other paragraphs that are similar enough, with their similarity."""
    taken = set(matches.values())
    index = Index({number: word_pairs(paragraph.text) for number, paragraph in enumerate(later) if number not in taken})
    for old, paragraph in enumerate(earlier):
        if old not in matches:
            for new, similarity in index.like(word_pairs(paragraph.text), LEAST):
                if _side(paragraph) == _side(later[new]):
                    yield similarity, old, new


def _side(paragraph: Paragraph) -> bool:
    """Whether a paragraph is preambular; what a body recalls and what it decides are not compared."""
    return paragraph.kind == PREAMBLE


def _in_order(earlier: Sequence[Paragraph], later: Sequence[Paragraph], matches: dict[int, int]) -> Iterator[Pair]:
    """The pairs in the order of the later document; what was dropped follows what it followed."""
    origin = {new: old for old, new in matches.items()}
    place = -1
    places: dict[int, list[int]] = {}
    for old in range(len(earlier)):
        place = matches.get(old, place)
        if old not in matches:
            places.setdefault(place, []).append(old)
    yield from (Pair("dropped", earlier[old], None, 0.0) for old in places.get(-1, ()))
    for new, paragraph in enumerate(later):
        yield _pair(earlier[origin[new]], paragraph) if new in origin else Pair("new", None, paragraph, 0.0)
        yield from (Pair("dropped", earlier[old], None, 0.0) for old in places.get(new, ()))


def _pair(old: Paragraph, new: Paragraph) -> Pair:
    if old.text == new.text:
        return Pair("kept", old, new, 1.0)
    similarity = likeness(word_pairs(old.text), word_pairs(new.text))
    before, after = old.words, new.words
    steps = SequenceMatcher(None, before, after).get_opcodes()
    words = tuple((" ".join(before[a:b]), " ".join(after[c:d])) for step, a, b, c, d in steps if step != "equal")
    return Pair("changed", old, new, similarity, words)


def _difference(before: str, after: str) -> str:
    """What went and what came, as a line."""
    return " ".join([*([f"[-{before}-]"] if before else []), *([f"{{+{after}+}}"] if after else [])])
