"""Mandates as they are compared with one another: those of a document, of a draft, and of all documents to the same addressees.

The queries stand here and not in `queries/`, since they take many values at once and their rows have no order: to sort some ten
thousand wordings costs a store more than to find them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from mandategraph import authority as authorities
from mandategraph import lookup
from mandategraph.extract import Extraction, extract
from mandategraph.model import Mandate
from mandategraph.query import query
from mandategraph.read import documents as documents_in
from mandategraph.series import title_words
from mandategraph.store import Store
from mandategraph.symbol import Symbol

PREFIXES = """
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <http://schema.org/>
"""
# Every mandate has a kind of task, and nothing else has; asked for the class, Oxigraph would read all mandates of the store.
OF_DOCUMENT = """SELECT ?mandate ?task WHERE {
  ?provision eli:is_part_of+ <%s> ; unm:order ?order .
  ?mandate unm:inProvision ?provision ; unm:taskKind ?kind ; unm:quote ?task ; unm:quoteStart ?start .
  FILTER(LANG(?task) = %s)
} ORDER BY ?order ?start"""
TO_ADDRESSEES = """SELECT ?mandate ?task WHERE {
  VALUES ?key { %s }
  ?actor dcterms:identifier ?key .
  ?mandate unm:addressee ?actor ; unm:quote ?task .
  FILTER(LANG(?task) = %s)
}"""
FACTS = """SELECT ?mandate ?provision ?kind ?period WHERE {
  VALUES ?mandate { %s }
  ?mandate unm:inProvision ?provision ; unm:taskKind ?kind .
  OPTIONAL { ?mandate unm:everyPeriod ?period }
}"""
PARTIES = """SELECT ?mandate ?key ?name WHERE {
  VALUES ?mandate { %s }
  ?mandate unm:%s ?actor . ?actor dcterms:identifier ?key ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
} ORDER BY ?mandate ?name"""
DOCUMENTS = """SELECT ?work ?symbol ?title ?from ?to WHERE {
  VALUES ?%s { %s }
  ?work dcterms:identifier ?symbol .
  OPTIONAL { ?work dcterms:title ?title FILTER(LANG(?title) = "en") }
  OPTIONAL { ?work eli:date_document ?date }
  OPTIONAL { ?work unm:adoptedAtSession ?session . ?session schema:startDate ?first ; schema:endDate ?last }
  BIND(COALESCE(?date, ?first) AS ?from)
  BIND(COALESCE(?date, ?last) AS ?to)
}"""
CITED = "SELECT DISTINCT ?cited WHERE { VALUES ?work { %s } ?work unm:cites ?cited }"
CITING = """SELECT ?symbol ?document WHERE {
  { SELECT ?work WHERE { VALUES ?work { %s } ?any unm:cites ?work } GROUP BY ?work HAVING(COUNT(?any) <= %s) }
  ?citing unm:cites ?work ; dcterms:identifier ?document .
  ?work dcterms:identifier ?symbol .
}"""


@dataclass(frozen=True, slots=True)
class Task:
    """A mandate with its document: the words of the task, its kind (None for `other`), its parties by their keys, its period.

    `mandate` is its IRI, or in a draft its number. `first` and `last` bound the adoption. Candidate actors are left out: the same
    name in two documents need not mean the same actor.
    """

    mandate: str
    words: str
    document: str
    title: str | None = None
    first: date | None = None
    last: date | None = None
    paragraph: str = ""
    kind: str | None = None
    period: str | None = None
    addressees: Mapping[str, str] = field(default_factory=dict)
    recipients: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Focus:
    """What is compared with the graph: a document or a draft, its tasks, and the documents that they stand in.

    `cited` are the IRIs of the documents that these cite and that the graph knows. `series` are the documents of the same series,
    its own among them; what stands in them is a renewal.
    """

    symbol: str
    language: str
    tasks: tuple[Task, ...]
    documents: frozenset[str]
    cited: frozenset[str]
    series: frozenset[str]


def of_document(store: Store, document: str, language: str) -> Focus:
    """The tasks of a document of the graph; raises `NotInGraph` for one that it does not hold."""
    work = str(lookup.document(store, document))
    words = {mandate: task for mandate, task in _ask(store, OF_DOCUMENT, work, json.dumps(language))}  # noqa: C416 - two of a tuple
    tasks = tuple(described(store, words).values())
    symbols = [symbol for _, symbol, *_ in _ask(store, DOCUMENTS, "work", _iris([work]))] or [document]
    works = {work, *(task.mandate.partition("#")[0] for task in tasks)}
    documents = {*symbols, *(task.document for task in tasks)}
    cited = (iri for (iri,) in _ask(store, CITED, _iris(works)))
    return Focus(symbols[0], language, tasks, frozenset(documents), frozenset(cited), _series(store, documents))


def of_draft(store: Store, file: Path, language: str | None, symbol: str | None) -> Focus:
    """The tasks of the text in a file as if it were adopted, with all documents in it; errors as `read` has them.

    A draft continues the series of what it cites under its own title, but for what varies in titles from year to year.
    """
    found = [
        extract(replace(each, kind="resolution") if each.kind == "draft-resolution" else each)
        for each in documents_in(file, language=language, symbol=symbol)
    ]
    symbols = {str(c.cited) for each in found for c in (*each.citations, *each.links) if isinstance(c.cited, Symbol)}
    titles = {title_words(each.resolution.title, each.resolution.language) for each in found} - {""}
    cited = list(_ask(store, DOCUMENTS, "symbol", _texts(symbols)))
    continued = {cited_symbol for _, cited_symbol, title, *_ in cited if title_words(title) in titles}
    documents = {str(each.resolution.symbol) for each in found}
    known = {symbol for _, symbol, *_ in _ask(store, DOCUMENTS, "symbol", _texts(documents))}
    given = [(each, mandate) for each in found for mandate in each.mandates]
    return Focus(
        str(found[0].resolution.symbol),
        found[0].resolution.language,
        tuple(_drafted(str(number), *of) for number, of in enumerate(given, start=1)),
        frozenset(documents),
        frozenset(iri for iri, *_ in cited),
        _series(store, continued | known),
    )


def to_addressees(store: Store, keys: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """The mandates to actors with these keys, with the words of their tasks, in no order; one to several of them more than once."""
    return ((mandate, task) for mandate, task in _ask(store, TO_ADDRESSEES, _texts(keys), json.dumps(language)))


def described(store: Store, words: Mapping[str, str]) -> dict[str, Task]:
    """The tasks of mandates that are given by their IRIs, each with its words; in the order in which they are given."""
    if not words:
        return {}
    iris = _iris(words)
    documents = {work: rest for work, *rest in _ask(store, DOCUMENTS, "work", _iris({i.partition("#")[0] for i in words}))}
    facts = {mandate: rest for mandate, *rest in _ask(store, FACTS, iris)}
    parties: dict[str, dict[str, dict[str, str]]] = {}
    for role in ("addressee", "recipient"):
        for mandate, key, name in _ask(store, PARTIES, iris, role):
            parties.setdefault(mandate, {}).setdefault(role, {})[key] = name
    found = {}
    for mandate, task in words.items():
        symbol, title, first, last = documents[mandate.partition("#")[0]]
        provision, kind, period = facts[mandate]
        has = parties.get(mandate, {})
        found[mandate] = Task(
            mandate=mandate,
            words=task,
            document=symbol,
            title=title or None,
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            paragraph=provision.partition("#")[2],
            kind=_kind(kind.rpartition("/")[2]),
            period=period or None,
            addressees=has.get("addressee", {}),
            recipients=has.get("recipient", {}),
        )
    return found


def citing(store: Store, cited: Iterable[str], hub: int) -> dict[str, set[str]]:
    """For each document that cites any of these (IRIs), the symbols of which; what more than `hub` documents cite is left out."""
    found: dict[str, set[str]] = {}
    for symbol, document in _ask(store, CITING, _iris(cited), str(hub)):
        found.setdefault(document, set()).add(symbol)
    return found


def _drafted(number: str, draft: Extraction, mandate: Mandate) -> Task:
    """A task of a text that is not in the graph."""

    def named(keys: Iterable[str]) -> dict[str, str]:
        return {key: facts.label(key) or key for key in keys if not key.startswith("candidate/")}

    facts = authorities.load()
    return Task(
        mandate=number,
        words=mandate.evidence.quote,
        document=str(draft.resolution.symbol),
        title=draft.resolution.title or None,
        paragraph=mandate.evidence.provision,
        kind=_kind(mandate.task_kind),
        period=mandate.period,
        addressees=named(mandate.addressees),
        recipients=named(mandate.recipients),
    )


def _kind(kind: str) -> str | None:
    """The kind of a task; what is of no kind in particular has nothing in common."""
    return None if kind == "other" else kind


def _series(store: Store, documents: Iterable[str]) -> frozenset[str]:
    """The documents of the series of any of these."""
    return frozenset(row["symbol"] for document in documents for row in query(store, "lineage/series", document=document).records())


def _ask(store: Store, question: str, *values: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query as texts, a place without a value empty; where one of the values is empty nothing is asked for."""
    return map(tuple, query(store, PREFIXES + question % values).text()) if all(values) else iter(())


def _iris(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _texts(texts: Iterable[str]) -> str:
    """Texts as SPARQL writes them, which is as JSON does."""
    return " ".join(json.dumps(text, ensure_ascii=False) for text in texts)
