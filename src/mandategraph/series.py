"""Annual and biennial series: which earlier document a resolution continues.

    the members of a store (title, agenda, day, what they cite)  ->  for each at most one predecessor, and how it was told

The principal predecessor of a document is the most recent earlier document of the same kind and body that it cites and that has
the same title but for what varies from year to year, or stands under the same agenda item with a title of mostly the same words.
What varies in titles is in `data/grammar/titles.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Self

from mandategraph import assets
from mandategraph.authority import Authority
from mandategraph.grammar.language import filled
from mandategraph.model import Citation, Resolution, Statement
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised

GRAMMAR = "data/grammar/titles.toml"
TITLE, MAIN_TITLE, AGENDA = "same-title", "same-main-title", "same-agenda-item"
CERTAIN = frozenset({"resolved", "inferred-antecedent"})
SERIES = re.compile(r"/(RES|DEC|PRST)/")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SMALL = 3  # letters up to which a word says little of what a title is about


def title_words(title: str, language: str = "en") -> str:
    """A title in small letters without what varies in a series: years, ordinals, articles, and "Report of the" before it.

    >>> title_words("Report of the International Law Commission on the work of its seventy-fourth session")
    'international law commission on work of its session'
    >>> title_words("Questions relating to the proposed programme budget for 2024")
    'questions relating to proposed programme budget'
    """
    text = normalised(title).lower()
    for pattern in _drops(language):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Member:
    """A document as far as series need it: the words of its title, the names of its agenda items, its day, what it cites.

    `governed` are the documents of its body that an act of its own cites, `embedded` those cited inside other words, as in
    "all its previous resolutions on the matter, including resolution 77/206".
    """

    symbol: Symbol
    title: str
    agenda: tuple[str, ...] = ()
    day: date | None = None
    governed: tuple[Symbol, ...] = ()
    embedded: tuple[Symbol, ...] = ()

    @classmethod
    def of(cls, read: Resolution, statements: Iterable[Statement], authority: Authority) -> Self:
        """The member that a document as read makes; where no day is recorded, the first of its session counts."""
        session = authority.session_of(read.symbol)
        cited: dict[str, dict[Symbol, None]] = {"governed": {}, "embedded": {}}
        for citation in statements:
            if not isinstance(citation, Citation) or not isinstance(citation.cited, Symbol) or citation.cited == read.symbol:
                continue
            if citation.scope in cited and citation.status in CERTAIN and citation.cited.body == read.symbol.body:
                cited[citation.scope][citation.cited] = None
        labels = (title_words(item.label, read.language) for item in read.metadata.agenda if item.label)
        return cls(
            read.symbol,
            title_words(read.title, read.language),
            tuple(dict.fromkeys(_key(label) for label in labels)),
            read.metadata.date or (session.start if session else None),
            tuple(cited["governed"]),
            tuple(symbol for symbol in cited["embedded"] if symbol not in cited["governed"]),
        )

    def row(self) -> list[Any]:
        """The member as plain values, for JSON; `from_row` reads them."""
        day = self.day.isoformat() if self.day else None
        return [str(self.symbol), self.title, self.agenda, day, [str(s) for s in self.governed], [str(s) for s in self.embedded]]

    @classmethod
    def from_row(cls, row: list[Any]) -> Self:
        """The member that `row` has written."""
        symbol, title, agenda, day, governed, embedded = row
        return cls(
            _symbol(symbol),
            title,
            tuple(agenda),
            date.fromisoformat(day) if day else None,
            tuple(map(_symbol, governed)),
            tuple(map(_symbol, embedded)),
        )

    @property
    def place_in_time(self) -> tuple[date, Symbol]:
        """What tells the earlier of two members: the day, else the beginning of the year that the symbol tells; then the symbol."""
        year = self.symbol.opening_year
        return self.day or date(year or date.max.year, 1, 1), self.symbol


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two neighbours of a series, and the `method` by which the later was told to continue the earlier."""

    later: Symbol
    earlier: Symbol
    method: str


def stubs(authority: Authority) -> Iterator[Member]:
    """The members that are known from the authority data alone: they cite nothing, but can be predecessors."""
    for stub in authority.documents.values():
        session = authority.session_of(stub.symbol)
        yield Member(stub.symbol, title_words(stub.title), day=stub.date or (session.start if session else None))


def predecessors(members: Iterable[Member]) -> list[Link]:
    """The principal predecessor of each member that has one, in order of the later members' symbols."""
    known = {member.symbol: member for member in members}
    links = (_link(known[symbol], known) for symbol in sorted(known))
    return [link for link in links if link]


def confidence(method: str) -> Decimal:
    """How far a method is trusted, from 0 to 1."""
    return Decimal(_grammar()["confidence"][method])


def _link(member: Member, known: dict[Symbol, Member]) -> Link | None:
    """The link to the predecessor: by the surest method that finds one, the most recent of those that it finds."""

    def earlier(symbols: tuple[Symbol, ...]) -> list[Member]:
        return [other for symbol in symbols if (other := known.get(symbol)) and _is_before(other, member)]

    governed, embedded = earlier(member.governed), earlier(member.embedded)
    ways = (
        (TITLE, [other for other in (*governed, *embedded) if _key(other.title) == _key(member.title)]),
        (MAIN_TITLE, [other for other in governed if _key(_main(other.title)) == _key(_main(member.title))]),
        (AGENDA, [other for other in governed if _of_one_item(member, other) and _alike(member.title, other.title)]),
    )
    for method, found in ways:
        if found:
            return Link(member.symbol, max(found, key=lambda other: other.place_in_time).symbol, method)
    return None


@lru_cache(maxsize=1 << 16)  # the members of series cite one another
def _symbol(text: str) -> Symbol:
    return Symbol.parse(text)


@lru_cache(maxsize=1 << 14)
def _kind(symbol: Symbol) -> str | None:
    """The kind of a document, by the series of its symbol."""
    found = SERIES.search(str(symbol))
    return found[1] if found else None


def _is_before(other: Member, member: Member) -> bool:
    """Whether another document can be continued: it is of the same kind, older (the parts of a set are not), and has a title."""
    kinds = [_kind(each.symbol) for each in (member, other)]
    if None in kinds or kinds[0] != kinds[1] or not (member.title and other.title):
        return False
    return other.place_in_time < member.place_in_time and (member.day is None or member.day != other.day)


def _of_one_item(member: Member, other: Member) -> bool:
    """Whether two documents of different sessions (or years) stand under one agenda item."""
    sessions = [each.symbol.session or each.symbol.year for each in (member, other)]
    return sessions[0] != sessions[1] and bool(set(member.agenda) & set(other.agenda))


def _main(title: str) -> str:
    """A title up to its colon: "Global health and foreign policy: …" has another end each year."""
    return title.partition(":")[0]


@lru_cache(maxsize=1 << 14)
def _key(title: str) -> str:
    """The letters of a title: editors part and join words in several ways, as in "follow-up" and "followup"."""
    return "".join(character for character in title if character.isalnum())


def _alike(first: str, second: str) -> bool:
    """Whether two titles share most of their words of some length."""
    one, other = ({word for word in WORD.findall(title) if len(word) > SMALL} for title in (first, second))
    least: float = _grammar()["overlap"]["least"]
    return bool(one | other) and len(one & other) >= least * len(one | other)


@cache
def _grammar() -> dict[str, Any]:
    return assets.toml(GRAMMAR)


@cache
def _drops(language: str) -> tuple[re.Pattern[str], ...]:
    """What to leave out of the titles of a language; nothing where the grammar does not have it."""
    section = _grammar().get(language, {})
    parts = {name: pattern for name, pattern in section.items() if isinstance(pattern, str)}
    return tuple(re.compile(filled(pattern, parts)) for pattern in section.get("drop", ()))
