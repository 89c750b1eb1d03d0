"""Extension chains: which earlier extension of a mandate an extension continues.

    the extensions of a store (of what, by which document, on which day)  ->  for each at most one earlier one, and how it was told

An extension continues the one before it by day of adoption that is of the same actor; where the words name no actor, as with
sanctions measures, the one that rests on the same paragraphs. Where two come into question none is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise

from mandategraph import assets

GRAMMAR = "data/grammar/continuity.toml"
ENTITY, PROVISIONS = "same-entity", "same-base-provisions"


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension as far as chains need it: its IRI, the day of its document, the IRIs of its actor and of its base provisions."""

    iri: str
    day: date | None
    entity: str | None = None
    provisions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Continued:
    """Two neighbours of a chain, by IRI, and the `method` by which the later was told to continue the earlier."""

    later: str
    earlier: str
    method: str


def chains(extensions: Iterable[Extended]) -> list[Continued]:
    """The neighbours of all chains, in order of the IRIs of the later ones.

    >>> first, then = Extended("e1", date(2021, 3, 12), "body/x"), Extended("e2", date(2022, 3, 15), "body/x")
    >>> chains([then, first])
    [Continued(later='e2', earlier='e1', method='same-entity')]
    >>> chains([first, Extended("e3", date(2021, 3, 12), "body/x"), then])
    []
    """
    groups: defaultdict[str | frozenset[str], set[Extended]] = defaultdict(set)
    for extension in extensions:
        subject = extension.entity or extension.provisions
        if subject and extension.day:
            groups[subject].add(extension)
    return sorted(link for subject, group in groups.items() for link in _chain(subject, group))


def confidence(method: str) -> Decimal:
    """How far a method is trusted, from 0 to 1."""
    return _confidences()[method]


def _chain(subject: str | frozenset[str], group: set[Extended]) -> Iterator[Continued]:
    """The neighbours among the extensions of one subject; a day with several is followed by nothing that could be told."""
    method = ENTITY if isinstance(subject, str) else PROVISIONS
    ordered = sorted(group, key=lambda extension: (extension.day or date.max, extension.iri))
    days = [list(same) for _, same in groupby(ordered, key=lambda extension: extension.day)]
    for before, after in pairwise(days):
        if len(before) == 1:
            yield from (Continued(extension.iri, before[0].iri, method) for extension in after)


@cache
def _confidences() -> dict[str, Decimal]:
    return {method: Decimal(value) for method, value in assets.toml(GRAMMAR)["confidence"].items()}
