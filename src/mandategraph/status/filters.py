"""Which mandates are asked for, as conditions of SPARQL with bound values."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from rdflib import Literal

from mandategraph import lookup
from mandategraph.errors import QueryError
from mandategraph.grammar import sessions
from mandategraph.store import Store

EXTENSION = "extension"
DAY = re.compile(r"([12]\d{3})(?:-(\d\d))?(?:-(\d\d))?")
# What must hold for a mandate to have a status at all, so that not every mandate must be judged. {day} is the day asked for.
NARROWING = {
    "active": "?mandate unm:dueBy|unm:expires|unm:dueAtSession ?some . FILTER(DATATYPE(?some) != xsd:date || ?some >= {day})",
    "expired": "?mandate unm:expires ?some FILTER(?some < {day})",
    "extended": "?mandate a unm:MandateExtension .",
    "terminated": "?some unm:terminatedEntity ?ended . ?mandate unm:addressee|unm:extendedEntity ?ended .",
    "fulfilled": "?mandate unm:taskKind task:report .",
}


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions of SPARQL: on `?work`, a document; on the addressee of `?mandate`; and on `?mandate` otherwise."""

    documents: str
    addressed: str
    mandates: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty text or None asks for all. Names and symbols are as people write them.

    `kind` is a kind of task or "extension", `due` a year, month or day, or two of them as FROM..TO, `session` the number of the
    session that adopted the document as its symbol prints it, `contains` words of the task, in any case.
    """

    addressee: str = ""
    issuer: str = ""
    recipient: str = ""
    partner: str = ""
    kind: str = ""
    act: str = ""
    force: str = ""
    document: str = ""
    session: str = ""
    due: str = ""
    contains: str = ""
    since: date | None = None
    until: date | None = None

    def conditions(self, store: Store) -> Conditions:
        """The filters as conditions; raises `NotInGraph` or `QueryError` for what the graph does not know."""
        addressees = _values("addressee", lookup.actors(store, self.addressee)) if self.addressee else ""
        documents = [f"{addressees} ?work unm:givesMandateTo|unm:extendsMandateOf ?addressee ."] if addressees else []
        if self.document:
            documents.append(f"VALUES ?work {{ {lookup.document(store, self.document).n3()} }}")
        if self.issuer:
            documents.append(f"{_values('issuer', lookup.actors(store, self.issuer))} ?work unm:adoptedBy ?issuer .")
        return Conditions(
            documents="\n".join(documents),
            addressed=f"{addressees} ?mandate unm:addressee|unm:extendedEntity ?addressee ." if addressees else "",
            mandates="\n".join(self._of_mandates(store)),
        )

    def _of_mandates(self, store: Store) -> Iterator[str]:
        """The conditions on a mandate itself."""
        for name in ("recipient", "partner"):
            if given := getattr(self, name):
                yield f"{_values(name, lookup.actors(store, given))} ?mandate unm:{name} ?{name} ."
        if self.kind == EXTENSION:
            yield "?mandate a unm:MandateExtension ."
        for scheme, edge, given in (("task", "taskKind", self.kind), ("act", "act", self.act), ("force", "force", self.force)):
            if given and given != EXTENSION:
                yield f"?mandate unm:{edge} <{lookup.concept(store, scheme, given)}> ."
        if self.due:
            yield _due(*interval(self.due))
        if self.contains:
            words = Literal(" ".join(self.contains.lower().split())).n3()
            yield f"?mandate unm:quote ?words FILTER(CONTAINS(LCASE(STR(?words)), {words}))"


def interval(text: str) -> tuple[date, date]:
    """The first and last day that a year, a month, a day or FROM..TO means; raises `QueryError` for anything else.

    >>> interval("2023"), interval("2023-05..2024-02")[1]
    ((datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)), datetime.date(2024, 2, 29))
    """
    first, dots, last = text.partition("..")
    days = _day(first.strip(), "first"), _day((last if dots else first).strip(), "last")
    if days[0] is None or days[1] is None or days[0] > days[1]:
        raise QueryError(f"due: {text!r} is no time; write 2023, 2023-05, 2023-05-31, or two of these as 2023..2024-02")
    return days[0], days[1]


def _day(text: str, end: OneOf["first", "last"]) -> date | None:
    """The first or last day of a year, month or day; None for what is no such thing."""
    match = DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        month = month or (1 if end == "first" else 12)
        return date(year or 0, month, day or (1 if end == "first" else calendar.monthrange(year or 0, month)[1]))
    except ValueError:
        return None


def _values(name: str, iris: Sequence[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _due(first: date, last: date) -> str:
    """The condition that a mandate is due, or ends, between two days, or at a session that has days between them."""
    at = " ".join(f'({number} "{body}")' for body, number in sessions.between(first, last))
    return f"""{{ ?mandate unm:dueBy|unm:expires ?limit FILTER(?limit >= {_literal(first)} && ?limit <= {_literal(last)}) }}
    UNION {{ VALUES (?number ?body_key) {{ {at} }} ?mandate unm:dueAtSession ?number ; unm:dueBody ?sitting
      FILTER(STRENDS(STR(?sitting), CONCAT("/id/", ?body_key))) }}"""


def _literal(day: date) -> str:
    return f'"{day}"^^xsd:date'


def narrowing(status: str, as_of: date) -> str:
    """A condition that every mandate with a status fulfils; empty where there is none."""
    return NARROWING.get(status, "").format(day=_literal(as_of))
