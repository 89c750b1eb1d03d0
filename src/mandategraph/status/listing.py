"""The list of mandates that fit some filters.

Documents are found first, by what they say of their mandates in direct edges and by their dates, the latest first; then the
mandates in them, some documents at a time, until there are as many as asked for. So a list is as quick in a large graph as in a
small one, and only mandates that are shown are judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mandategraph.errors import QueryError, SymbolError
from mandategraph.query import Rows, query
from mandategraph.status.filters import Filters, narrowing
from mandategraph.status.judging import STATUSES, MandateStatus, judged, proven
from mandategraph.status.rows import MandateRow, described
from mandategraph.store import Store
from mandategraph.symbol import Symbol, roman_value

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX schema: <http://schema.org/>
PREFIX task: <https://w3id.org/unmandates/vocab/task/>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
DOCUMENTS = """SELECT DISTINCT ?work ?symbol ?from ?to WHERE {
  %s
  ?version eli:realizes ?work . ?work dcterms:identifier ?symbol .
  OPTIONAL { ?work eli:date_document ?date }
  OPTIONAL { ?work unm:adoptedAtSession ?sitting
    OPTIONAL { ?sitting schema:startDate ?first }
    OPTIONAL { ?sitting schema:endDate ?last } }
  BIND(COALESCE(?date, ?first) AS ?from)
  BIND(COALESCE(?date, ?last) AS ?to)
} ORDER BY DESC(?to) ?symbol"""
MATCHING = "SELECT DISTINCT ?mandate WHERE { %s }"
MANDATES = """SELECT DISTINCT ?mandate WHERE {
  VALUES ?work { %s }
  ?provision eli:is_part_of+ ?work .
  ?mandate unm:inProvision ?provision ; unm:issuedBy ?by .
}"""
FEW, MANY = 16, 512  # documents whose mandates are looked up at a time: few at first, for a short list ends soon
SHOWN = ("document", "paragraph", "adopted", "who", "act", "kind", "task", "recipient", "due", "every", "status", "rule")
BESIDE = (
    "deadline",
    "period",
    "proof",
    "proof_paragraph",
    "proof_quote",
    "outcome",
    "successor",
    "issuer",
    "force",
    "partner",
    "mandate",
)


@dataclass(frozen=True, slots=True)
class Mandates:
    """Mandates with their statuses as of a day. `more` says that there are others, which the limit left out."""

    as_of: date
    rows: tuple[tuple[MandateRow, MandateStatus], ...]
    more: bool = False

    def __iter__(self) -> Iterator[tuple[MandateRow, MandateStatus]]:
        """Each mandate with its status."""
        return iter(self.rows)

    def __len__(self) -> int:
        """The number of mandates."""
        return len(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The mandates as plain values, with the words that prove the status."""
        return [_record(row, status) for row, status in self.rows]

    def format(self, form: str) -> str:
        """The mandates as a `table` of the main columns, or as `csv`, `tsv`, `json` or `markdown` with all of them."""
        names = SHOWN if form == "table" else (*SHOWN, *BESIDE)
        rows = Rows.of([{name: record[name] or "" for name in names} for record in self.records()])
        return (rows if self.rows else Rows(names, ())).format(form)


def mandates(
    store: Store,
    filters: Filters | None = None,
    *,
    status: str | None = None,
    as_of: date | None = None,
    limit: int | None = None,
    language: str = "en",
    **asked: Any,  # noqa: ANN401 - the fields of Filters
) -> Mandates:
    """The mandates that fit the filters, the latest document first, each with its status as of a day (default: today).

    The filters are a value of `Filters` or its fields by name (`addressee="UNMISS"`). What was adopted after the day was not given
    yet, and is left out. Raises `NotInGraph` or `QueryError` for filters that name what the graph does not know.
    """
    if status is not None and status not in STATUSES:
        raise QueryError(f"no status {status!r}; there are: {', '.join(STATUSES)}")
    filters = filters or Filters(**asked)
    day = as_of or date.today()  # noqa: DTZ011 - the day where the user is
    found: list[tuple[MandateRow, MandateStatus]] = []
    for rows in _rows(store, filters, status or "", day, language):
        statuses = judged(store, rows, day)
        found += [pair for pair in zip(rows, statuses, strict=True) if status in {None, pair[1].status}]
        if limit is not None and len(found) > limit:
            break
    return Mandates(day, tuple(found[:limit]), more=limit is not None and len(found) > limit)


def _rows(store: Store, filters: Filters, status: str, day: date, language: str) -> Iterator[list[MandateRow]]:
    """The rows that fit the filters, those of some documents at a time."""
    asked = filters.conditions(store)
    works = _documents(store, asked.documents, filters, day)
    among = proven(store, status, day)
    if among is not None:
        works = [work for work in works if work in among]
    conditions = "\n".join(filter(None, (asked.addressed, asked.mandates, narrowing(status, day))))
    matching = _by_document(store, conditions) if conditions else None
    if matching is not None:
        works = [work for work in works if work in matching]
    count = FEW
    while works:
        some, works = works[:count], works[count:]
        found = [mandate for work in some for mandate in matching[work]] if matching is not None else _within(store, some)
        if found:
            yield described(store, found, until=day, language=language)
        count = min(2 * count, MANY)


def _by_document(store: Store, conditions: str) -> dict[str, list[str]]:
    """What fulfils conditions, by document; a mandate is a fragment of its document."""
    found: dict[str, list[str]] = {}
    for row in query(store, PREFIXES + MATCHING % conditions).records():
        found.setdefault(row["mandate"].partition("#")[0], []).append(row["mandate"])
    return found


def _within(store: Store, works: list[str]) -> list[str]:
    """What is decided or asked for in documents."""
    iris = " ".join(f"<{work}>" for work in works)
    return [row["mandate"] for row in query(store, PREFIXES + MANDATES % iris).records()]


def _documents(store: Store, conditions: str, filters: Filters, day: date) -> list[str]:
    """The documents that fit, the latest first; one without a date only where no dates are asked for."""
    dated = filters.since or filters.until
    last = min(filters.until or day, day)
    found = []
    for row in query(store, PREFIXES + DOCUMENTS % conditions).records():
        fits = not dated if row["from"] is None else row["from"] <= last and row["to"] >= (filters.since or date.min)
        if fits and (not filters.session or _of_session(row["symbol"], filters.session)):
            found.append(row["work"])
    return found


def _of_session(symbol: str, session: str) -> bool:
    """Whether a symbol names a session, in figures or in Roman ones.

    >>> _of_session("A/RES/78/225", "78"), _of_session("ECLAC/RES/611(XXX)", "30"), _of_session("A/RES/78/225", "79")
    (True, True, False)
    """
    try:
        own = Symbol.parse(symbol).session
    except SymbolError:
        return False
    return own is not None and (own == session.upper() or (session.isdigit() and _number(own) == int(session)))


def _number(session: str) -> int | None:
    if session.isdigit():
        return int(session)
    return roman_value(session) if set(session) <= set("IVXLC") else None


def _record(row: MandateRow, status: MandateStatus) -> dict[str, Any]:
    """A mandate as plain values. Several names are joined by a bar, as in the tables of the export."""
    due = row.due.isoformat() if row.due else row.session and f"session {row.session}"
    return {
        "document": row.document,
        "paragraph": row.paragraph,
        "adopted": row.adopted and row.adopted.isoformat(),
        "who": "|".join(row.who),
        "act": row.directive or row.act,
        "kind": row.kind,
        "task": row.task,
        "recipient": "|".join(row.recipients),
        "due": due,
        "deadline": row.deadline,
        "every": row.periodicity,
        "period": row.period,
        "status": status.status,
        "rule": status.rule,
        "proof": status.document,
        "proof_paragraph": status.paragraph,
        "proof_quote": status.quote,
        "outcome": status.outcome,
        "successor": "|".join(row.successors),
        "issuer": row.issuer,
        "force": row.force,
        "partner": "|".join(row.partners),
        "mandate": row.mandate,
    }
