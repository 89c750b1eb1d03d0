"""What the editors of a document recorded about it, beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mandategraph.symbol import Symbol

Outcome = Literal["adopted", "adopted-without-vote", "adopted-by-recorded-vote", "adopted-by-acclamation", "not-adopted", "vetoed"]


@dataclass(frozen=True, slots=True)
class Vote:
    """How a document was put to the vote.

    The counts are None where none is recorded; the voters are their names as recorded. `statement` is the outcome as recorded.
    """

    outcome: Outcome | None = None
    statement: str | None = None
    in_favour_count: int | None = None
    against_count: int | None = None
    abstaining_count: int | None = None
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject heading: its `label`, the `thesaurus` it is taken from, and its address there, if it has one."""

    label: str
    thesaurus: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda: `agenda` is the document that lists the items (`A/78/251`), `number` as there (`22b`)."""

    agenda: str
    number: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is recorded of one document. Everything may be missing.

    `session` is as symbols print it (`78`, `ES-11`, `2023`); `report` the document on whose basis it was adopted, `draft` the
    draft, `committee` the name of the committee, `proponent` the words in which the cover names them. `sponsors` and
    `co_sponsors` are the names as recorded, one by one where they are a list. `title` is that of the record, which also names
    the topic of documents without a printed title.
    """

    title: str | None = None
    date: date | None = None
    meeting: str | None = None
    session: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    draft: Symbol | None = None
    report: Symbol | None = None
    committee: str | None = None
    proponent: str | None = None
    sponsors: tuple[str, ...] = ()
    co_sponsors: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of the metadata in which the document and the record of it disagree: both values as text."""

    field: str
    in_text: str
    in_record: str
