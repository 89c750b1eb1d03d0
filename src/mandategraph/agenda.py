"""What is due when: reports, other deadlines, expiries and reviews, as entries of a calendar.

An entry says no more than its words: a month or a year has a last day, a session lies between two days, and a report that recurs
without a deadline stands on the day on which it was asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from mandategraph import lookup
from mandategraph.grammar import language as languages
from mandategraph.grammar import sessions
from mandategraph.grammar.due import due
from mandategraph.query import Rows, query
from mandategraph.store import Store

Kind = Literal["report", "deadline", "expiry", "review"]
Precision = Literal["day", "month", "year", "session", "recurring"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COLUMNS = ("date", "precision", "kind", "what", "who", "document", "paragraph", "words")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an entry: the key, the name, and the role (`addressee`, `recipient`, `session` or `extended`)."""

    key: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is due, or that ends.

    `first` and `last` are the days between which it is, None where no day is known. Of a day, a month or a year both are the last
    day that the words allow; of a session those between which it lies; of what recurs without a deadline the day of adoption.
    `what` is the task, what was extended, or the clause; `words` say when; `iri` is that of the statement in the graph. What is not
    `firm` is only intended.
    """

    kind: Kind
    first: date | None
    last: date | None
    precision: Precision
    session: int | None
    what: str
    parties: tuple[Party, ...]
    document: str
    paragraph: str
    adopted: date | None
    words: str
    iri: str
    firm: bool = True

    @property
    def when(self) -> str:
        """As exactly as the words say it, as ISO 8601: `2026-01-31`, `2024-03`, `2030`, the days of a session as an interval."""
        if not self.first or not self.last:
            return ""
        if self.precision == "session":
            return f"{self.first}/{self.last}"
        return self.first.isoformat()[: {"month": 7, "year": 4}.get(self.precision, 10)]

    @property
    def exactly(self) -> str:
        """The precision; for a session its number and, where it is known, its body."""
        if self.precision != "session":
            return self.precision
        return ", ".join([f"session {self.session}", *self.named("session")])

    @property
    def who(self) -> str:
        """Who must act, or whose mandate ends; empty where nobody is named."""
        return "; ".join(self.named("addressee", "extended"))

    @property
    def is_past(self) -> bool:
        """Whether its days were over when the document was adopted."""
        return bool(self.last and self.adopted and self.last < self.adopted)

    def named(self, *roles: str) -> tuple[str, ...]:
        """The names of the parties in these roles, each once."""
        return tuple(dict.fromkeys(party.name for party in self.parties if party.role in roles))

    def is_between(self, first: date | None, last: date | None) -> bool:
        """Whether it falls, or may fall, between two days; what has no day does so only where no limit is given."""
        if not self.first or not self.last:
            return first is None and last is None
        return (first is None or self.last >= first) and (last is None or self.first <= last)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The entries in the order of their days; those without a day come last."""

    entries: tuple[Entry, ...]

    def rows(self) -> Rows:
        """The entries as a table."""
        cells = ((e.when, e.exactly, e.kind, e.what, e.who, e.document, e.paragraph, e.words) for e in self.entries)
        return Rows.of([dict(zip(COLUMNS, row, strict=True)) for row in cells], COLUMNS)

    def records(self) -> list[dict[str, Any]]:
        """The entries as plain values, for JSON."""
        return [{"date": entry.when} | asdict(entry) for entry in self.entries]


def calendar(
    store: Store,
    *,
    first: date | None = None,
    last: date | None = None,
    kinds: Collection[str] = KINDS,
    addressee: str | None = None,
    entity: str | None = None,
) -> Agenda:
    """What is due, or ends, in a store: between two days, of some `KINDS`, for an addressee, or with any part of an entity.

    What was over on the day of adoption is left out: those words tell of something else. Without limits also what has no day is
    listed: tasks for a session that no rule dates. Raises `NotInGraph` for a name that no actor has, or more than one.
    """
    found = [*_tasks(store)] if set(kinds) - {"expiry"} else []
    found += _expiries(store, first, last) if "expiry" in kinds else ()
    told = {(entry.kind, entry.document, entry.paragraph) for entry in found}
    clauses = _clauses(store, first, last) if {"expiry", "review"} & set(kinds) else ()
    found += (entry for entry in clauses if (entry.kind, entry.document, entry.paragraph) not in told)
    wanted = [(_key(store, name), roles) for name, roles in ((addressee, {"addressee"}), (entity, None)) if name]
    chosen = [
        entry
        for entry in found
        if entry.kind in kinds
        and not entry.is_past
        and entry.is_between(first, last)
        and all(any(p.key == key and (roles is None or p.role in roles) for p in entry.parties) for key, roles in wanted)
    ]
    return Agenda(tuple(sorted(chosen, key=_place)))


def _place(entry: Entry) -> tuple[date, date, int, str, str]:
    return entry.first or date.max, entry.last or date.max, KINDS.index(entry.kind), entry.document, entry.iri


def _key(store: Store, name: str) -> str:
    return str(lookup.actor(store, name)).partition("/id/")[2]


def _expiries(store: Store, first: date | None, last: date | None) -> Iterator[Entry]:
    rows = query(store, "mandates/expiries", **_limits(first, last)).records()
    for row, parties in _statements(rows, "extension", "extended"):
        yield Entry(
            kind="expiry",
            first=row["expires"],
            last=row["expires"],
            precision="day",
            session=None,
            what=row["object"],
            parties=parties,
            document=row["document"],
            paragraph=row["paragraph"],
            adopted=row["adopted"],
            words=row["words"],
            iri=row["extension"],
        )


def _limits(first: date | None, last: date | None) -> dict[str, str]:
    return {name: day.isoformat() for name, day in (("since", first), ("until", last)) if day}


def _clauses(store: Store, first: date | None, last: date | None) -> Iterator[Entry]:
    """The clauses on review, expiry and sunset that name a time; nobody is named as the one who must act."""
    english = languages.load("en")
    for row in query(store, "mandates/clauses", **_limits(first, last)).records():
        fixed = due(row["time"], english, row["adopted"])
        yield Entry(
            kind="review" if row["kind"] == "review" else "expiry",
            first=row["date"],
            last=row["date"],
            precision=fixed.precision if fixed and fixed.precision and fixed.day == row["date"] else "day",
            session=None,
            what=row["words"],
            parties=(),
            document=row["document"],
            paragraph=row["paragraph"],
            adopted=row["adopted"],
            words=row["time"],
            iri=row["clause"],
            firm=row["firm"],
        )


def _tasks(store: Store) -> Iterator[Entry]:
    rows = query(store, "mandates/due").records()
    for row, parties in _statements(rows, "mandate"):
        kind = _kind(row["kind"], row["task"])
        days, precision = _when(row)
        if precision == "recurring" and kind == "deadline":
            continue  # a task without end, which is due on no day
        yield Entry(
            kind=kind,
            first=days[0],
            last=days[1],
            precision=precision,
            session=row["session"] if precision == "session" else None,
            what=row["task"],
            parties=parties,
            document=row["document"],
            paragraph=row["paragraph"],
            adopted=row["adopted"],
            words="; ".join(filter(None, (row["deadline"], row["periodicity"]))),
            iri=row["mandate"],
        )


def _statements(
    rows: Sequence[Mapping[str, Any]], node: str, role: str | None = None
) -> Iterator[tuple[Mapping[str, Any], tuple[Party, ...]]]:
    """The rows of each statement as one, with its parties: each of them has a row, or there is one without a party."""
    parties: dict[str, dict[tuple[str, str], Party]] = {}
    firsts: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        firsts.setdefault(row[node], row)
        found = parties.setdefault(row[node], {})
        if row["party"]:
            as_what = role or row["role"]
            found.setdefault((row["party"], as_what), Party(row["party"], row["name"], as_what))
    for key, row in firsts.items():
        yield row, tuple(parties[key].values())


def _when(row: Mapping[str, Any]) -> tuple[tuple[date | None, date | None], Precision]:
    """The days of a task, and how exactly they are known."""
    if row["due"]:
        return (row["due"], row["due"]), row["precision"]
    if row["session"]:
        return sessions.interval(row["body"], row["session"]) or (None, None), "session"
    return (row["adopted"], row["adopted"]), "recurring"


def _kind(task_kind: str, task: str) -> Kind:
    """The kind of the entry for a task: what the graph says is a report, what its words say is a review, or neither.

    >>> _kind("report", "report on the review"), _kind("other", "conduct a comprehensive review of it"), _kind("other", "act")
    ('report', 'review', 'deadline')
    """
    if task_kind == "report":
        return "report"
    return "review" if languages.load("en").pattern("due", "review").search(task) else "deadline"
