"""The status of mandates as of a day: which rule tells it, in which words of which document.

What a later document decided goes before what the words of the mandate say of themselves; where nothing tells, the status is
unknown. The rules are the saved queries `mandates/status-*`; their names are concepts of `ontology/mandate-status.ttl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from mandategraph.errors import NotInGraph
from mandategraph.grammar import sessions
from mandategraph.query import query, saved
from mandategraph.status.rows import MandateRow, narrowed
from mandategraph.store import Store

STATUSES = ("active", "expired", "extended", "superseded", "terminated", "fulfilled", "unknown")
RULES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT ?key ?label ?status WHERE {
  ?rule unm:tellsStatus/skos:prefLabel ?status ; skos:prefLabel ?label .
  FILTER(LANG(?label) = "en" && LANG(?status) = "en")
  BIND(REPLACE(STR(?rule), "^.*/", "") AS ?key)
} ORDER BY ?key"""
OUTCOMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX v: <https://w3id.org/unmandates/vocab/>
SELECT ?outcome ?verb WHERE {
  ?concept skos:inScheme v:review-outcome ; skos:prefLabel ?outcome ; skos:prefLabel|skos:hiddenLabel ?verb .
  FILTER(LANG(?outcome) = "en" && LANG(?verb) = "en")
} ORDER BY ?outcome ?verb"""
REQUESTS = """
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX task: <https://w3id.org/unmandates/vocab/task/>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT ?old ?mandate ?provision ?author WHERE {
  # VALUES ?old { … } may stand here.
  ?provision eli:is_part_of+ ?old . ?mandate unm:inProvision ?provision ; unm:taskKind task:report .
  OPTIONAL { ?mandate unm:addressee ?author }
}"""
PLACES = """
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT ?mandate ?place WHERE {
  # VALUES ?mandate { … } may stand here.
  ?mandate unm:inProvision/eli:is_part_of* ?place .
}"""
Found = Mapping[str, Any]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class MandateStatus:
    """What became of a mandate: the status (one of `STATUSES`), the rule that tells it, and the words that prove it.

    `document`, `paragraph` and `adopted` say where the words stand; without a document there are no words: the status is unknown.
    `outcome` is one of the five outcomes of a review (renewed, adapted, merged, replaced, retired), where the words use its verb.
    """

    status: str
    rule: str
    document: str | None = None
    paragraph: str | None = None
    adopted: date | None = None
    quote: str | None = None
    outcome: str | None = None


def judged(store: Store, rows: Sequence[MandateRow], as_of: date) -> list[MandateStatus]:
    """The status of each mandate as of a day, from what the store holds."""
    if not rows:
        return []
    evidence = _Evidence(store, rows, as_of)
    return [evidence.status(row) for row in rows]


def proven(store: Store, status: str, as_of: date) -> set[str] | None:
    """The documents whose mandates alone can have a status, as IRIs; None where no rule tells it of whole documents."""
    column = {"superseded": "replaced", "fulfilled": "answered"}.get(status)
    if column is None:
        return None
    text = saved(f"mandates/status-{status}").bound(store, {"as_of": as_of.isoformat()})
    return {row[column].partition("#")[0] for row in query(store, text).records()}


class _Evidence:
    """What the documents adopted by a day say of some mandates."""

    def __init__(self, store: Store, rows: Sequence[MandateRow], as_of: date) -> None:
        self.store, self.as_of = store, as_of
        self.rules = {row["key"]: row for row in query(store, RULES).records()}
        if not self.rules:
            raise NotInGraph("the graph has no rules of status; build it again with this version")
        self.verbs = [(row["outcome"], row["verb"]) for row in query(store, OUTCOMES).records()]
        mandates, works = [row.mandate for row in rows], {row.work for row in rows}
        self.places: dict[str, set[str]] = {}
        for found in query(store, narrowed(PLACES, mandate=mandates)).records():
            self.places.setdefault(found["mandate"], set()).add(found["place"])
        self.of_mandate = {
            name: _first((found["mandate"], found) for found in self._ask(name, mandate=mandates))
            for name in ("terminated", "extended", "end")
        }
        self.replaced = _first((found["replaced"], found) for found in self._ask("superseded", old=works))
        self.received = self._received({row.work for row in rows if row.kind == "report" and not row.periodicity})

    def status(self, row: MandateRow) -> MandateStatus:
        """The status that the first rule tells which has something to say."""
        mandate = row.mandate
        replaced = next((self.replaced[place] for place in self.places.get(mandate, ()) if place in self.replaced), None)
        found = (
            self.of_mandate["terminated"].get(mandate)
            or replaced
            or (None if row.periodicity else self.received.get(mandate))
            or self.of_mandate["extended"].get(mandate)
            or self.of_mandate["end"].get(mandate)
        )
        if found:
            names = ("status", "rule", "document", "paragraph", "adopted", "quote")
            return MandateStatus(**{name: found[name] for name in names}, outcome=self._outcome(found["quote"]))
        return self._of_words(row)

    def _of_words(self, row: MandateRow) -> MandateStatus:
        """The status of a mandate of which no query tells anything: by the session at which it is due, else unknown."""
        days = sessions.interval(row.session_of, row.session) if row.session and row.session_of else None
        if row.adopted is None:
            return self._told("undated")
        if days:
            words = (row.document, row.paragraph, row.adopted, row.deadline)
            return self._told("session-ahead" if self.as_of <= days[1] else "session-passed", *words)
        if row.kind == "extension":
            return self._told("no-end")
        return self._told("recurrent" if row.periodicity else "no-due-day")

    def _told(self, key: str, *words: Any) -> MandateStatus:  # noqa: ANN401 - document, paragraph, day and quote
        rule = self.rules[key]
        return MandateStatus(rule["status"], rule["label"], *words)

    def _ask(self, name: str, **values: Iterable[str]) -> Iterator[Found]:
        """The answers of a rule for some mandates or documents."""
        text = saved(f"mandates/status-{name}").bound(self.store, {"as_of": self.as_of.isoformat()})
        yield from query(self.store, narrowed(text, **values)).records()

    def _received(self, works: set[str]) -> dict[str, Found]:
        """The words that received the report which a mandate asked for, by mandate.

        Words that name a paragraph answer the requests in it; others a request that is the only one of its document.
        """
        received: dict[tuple[str, str], Found] = _first(
            ((found["answered"], found["author"]), found) for found in (self._ask("fulfilled", old=works) if works else ())
        )
        old = {place.partition("#")[0] for place, _ in received}
        asked = query(self.store, narrowed(REQUESTS, old=old)).records() if old else []
        requests: dict[str, set[str]] = {}
        for request in asked:
            requests.setdefault(request["old"], set()).add(request["mandate"])
        answered: dict[str, Found] = {}
        for request in asked:
            only = len(requests[request["old"]]) == 1
            for place in self.places.get(request["mandate"], ()):
                found = received.get((place, request["author"]))
                if found and (only or place != request["old"]):
                    answered.setdefault(request["mandate"], found)
        return answered

    def _outcome(self, quote: str) -> str | None:
        """The outcome of a review whose verb the words use, if there is one only."""
        words = set(re.findall(r"\w+", quote.lower()))
        outcomes = {outcome for outcome, verb in self.verbs if verb in words}
        return outcomes.pop() if len(outcomes) == 1 else None


def _first(pairs: Iterable[tuple[Key, Found]]) -> dict[Key, Found]:
    """The first answer of each key: the queries give them in the order in which the documents were adopted."""
    found: dict[Key, Found] = {}
    for key, answer in pairs:
        found.setdefault(key, answer)
    return found
