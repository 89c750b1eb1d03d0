"""How alike two texts are, by the pairs of neighbouring words that they share.

Likeness is the Dice coefficient (L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26, 1945):
twice what both share, by what both have; 1 for equal words, 0 for none in common. Order counts, since it is pairs that are
compared; capitals and the marks at words do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

Pairs = Counter[tuple[str, str]]
RARE = 12  # texts up to which a pair of words tells them apart


def word_pairs(text: str) -> Pairs:
    """The pairs of neighbouring words of a text, with its beginning and end.

    >>> sorted(word_pairs("Submit a report;"))
    [('', 'submit'), ('a', 'report'), ('report', ''), ('submit', 'a')]
    """
    return Counter(pairwise(["", *(word.rstrip(",;.:") for word in text.lower().split()), ""]))


def likeness(one: Pairs, other: Pairs) -> float:
    """The Dice coefficient of two texts, to four digits.

    >>> likeness(word_pairs("submit a report"), word_pairs("submit a study"))
    0.5
    """
    shared = sum(min(one[pair], other[pair]) for pair in one.keys() & other.keys())
    return round(2 * shared / (one.total() + other.total()), 4)


class Index:
    """Some texts, by their numbers, in which those like another text are found.

    Only texts that share a rare pair with it are compared, and of these only those that can be like enough. So the work stays near
    the length of the texts.
    """

    def __init__(self, texts: Mapping[int, Pairs]) -> None:
        """Count in which texts each pair stands."""
        self.texts = texts
        self.totals = {number: pairs.total() for number, pairs in texts.items()}
        self.places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, pairs in texts.items():
            for pair in pairs:
                self.places[pair].append(number)

    def like(self, text: Pairs, least: float) -> Iterator[tuple[int, float]]:
        """The numbers of the texts whose likeness to this one is `least` or more, with the likeness."""
        common = 0
        rare: Counter[int] = Counter()
        for pair, count in text.items():
            places = self.places.get(pair, ())
            if len(places) > RARE:
                common += count
                continue
            for number in places:
                rare[number] += count
        total = text.total()
        for number, count in sorted(rare.items()):
            if 2 * (common + count) >= least * (total + self.totals[number]):  # what both share is at most that much
                found = likeness(text, self.texts[number])
                if found >= least:
                    yield number, found
