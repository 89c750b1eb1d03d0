"""What a user types to an IRI in the graph: symbols in any printed form, names of actors."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable

from rdflib import Literal, URIRef, Variable

from mandategraph.errors import NotInGraph, QueryError, SymbolError
from mandategraph.store import Store
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised

DOCUMENT = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT DISTINCT ?found ?identifier WHERE {
  VALUES ?text { %s }
  ?found dcterms:identifier|unm:shortSymbol|unm:symbolAsPrinted ?text ;
    a/rdfs:subClassOf* unm:Document ; dcterms:identifier ?identifier .
} ORDER BY ?identifier"""


# The class is asked for last, by EXISTS: as a pattern it makes engines list all actors first.
ACTOR = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?found ?identifier WHERE {
  { VALUES ?text { %s } ?found dcterms:identifier ?text }
  UNION { ?found unm:hasName/unm:nameText ?name FILTER(LCASE(STR(?name)) = LCASE(%s)) }
  FILTER EXISTS { ?found a/rdfs:subClassOf* unm:Actor }
  OPTIONAL { ?found dcterms:identifier ?key }
  BIND(COALESCE(?key, STR(?found)) AS ?identifier)
} ORDER BY ?identifier"""

CANDIDATE = """
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?found (STR(?found) AS ?identifier) WHERE {
  ?found a unm:CandidateActor ; rdfs:label ?label FILTER(LCASE(STR(?label)) = LCASE(%s))
} ORDER BY ?identifier"""


NAMES = """
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT DISTINCT (STR(?text) AS ?found) (STR(?text) AS ?identifier) WHERE { ?record unm:nameText ?text } ORDER BY ?found"""

CONCEPTS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?found (STR(?label) AS ?identifier) WHERE {
  ?found skos:inScheme <https://w3id.org/unmandates/vocab/%s> ; skos:prefLabel ?label FILTER(LANG(?label) = "en")
} ORDER BY ?identifier"""

NEAR = 3  # names that a remedy tells
CALLED = {"task": "kind"}  # schemes that users know by another word


def document(store: Store, text: str) -> URIRef:
    """The document that a symbol means: canonical, short or as printed, however it is spaced; or its IRI.

    Raises `NotInGraph` where there is none, or more than one.
    """
    if _is_iri(text):
        return URIRef(text)
    return _only(_documents(store, text), text, "document", lambda: "mandategraph query documents/list shows what there is")


def has_document(store: Store, text: str) -> bool:
    """Whether a symbol means a document, or several; an address always does."""
    return _is_iri(text) or bool(_documents(store, text))


def has_actor(store: Store, text: str) -> bool:
    """Whether a name, acronym or key means an actor, or several."""
    return bool(_actors(store, text))


def _documents(store: Store, text: str) -> list[tuple[str, str]]:
    forms = {normalised(text), normalised(text).upper(), normalised(text).upper().replace(" (", "(")}
    with contextlib.suppress(SymbolError):  # a bare number is found by its short form
        forms.add(str(Symbol.parse(text)))
    values = " ".join(Literal(form).n3() for form in sorted(forms))
    return _found(store, DOCUMENT % values)


def actor(store: Store, text: str) -> URIRef:
    """The actor that a name, acronym or key (`body/eclac`) means; or its IRI. Raises `NotInGraph` for none or several."""
    if _is_iri(text):
        return URIRef(text)
    return _only(_actors(store, text), text, "actor", lambda: _nearest(store, text))


def actors(store: Store, text: str) -> list[URIRef]:
    """The one actor of the authority data that a name means, else all candidates of that name; or actors by their IRIs.

    Raises `NotInGraph` where the name means nobody, or several actors of the authority data.
    """
    if _is_iri(text):
        return [URIRef(iri) for iri in text.split()]
    rows = _actors(store, text)
    if rows and all(iri == key for iri, key in rows):
        return [URIRef(iri) for iri, _ in rows]
    return [_only(rows, text, "actor", lambda: _nearest(store, text))]


def concept(store: Store, scheme: str, name: str) -> str:
    """The IRI of the concept of a scheme that a label or key means: "call upon" or "call-upon".

    Raises `QueryError`, with the nearest or all of those there are, where there is none.
    """
    found = {label: iri for iri, label in _found(store, CONCEPTS % scheme)}
    keys = {iri.rpartition("/")[2]: iri for iri in found.values()}
    wanted = " ".join(name.lower().split())
    if wanted in found or wanted in keys:
        return found.get(wanted) or keys[wanted]
    near = difflib.get_close_matches(wanted, dict.fromkeys([*found, *keys]), n=NEAR) or list(found)
    raise QueryError(
        f"no {CALLED.get(scheme, scheme)} {name!r}; {'did you mean' if len(near) <= NEAR else 'there are:'} {', '.join(near)}"
    )


def _nearest(store: Store, name: str) -> str:
    """A remedy for the name of no actor: the names that hold it, the shortest first, else those that are spelt most like it."""
    lower = {text.lower(): text for text, _ in _found(store, NAMES)}
    wanted = name.lower().strip()
    holding = sorted((each for each in lower if wanted and wanted in each), key=len)[:NEAR]
    near = [lower[each] for each in holding or difflib.get_close_matches(wanted, lower, n=NEAR)]
    return f"did you mean {' or '.join(near)}?" if near else "mandategraph query actors/list shows what there is"


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://")) and "/id/" in text


def _actors(store: Store, text: str) -> list[tuple[str, str]]:
    """The actors of a name with their keys, else the candidates of that name, which have no key, with their IRIs twice."""
    name = Literal(normalised(text)).n3()
    return _found(store, ACTOR % (name, name)) or _found(store, CANDIDATE % name)


def _found(store: Store, sparql: str) -> list[tuple[str, str]]:
    found, identifier = Variable("found"), Variable("identifier")
    return [(str(row[found]), str(row[identifier])) for row in store.query(sparql).bindings]


def _only(rows: list[tuple[str, str]], text: str, kind: str, remedy: Callable[[], str]) -> URIRef:
    if not rows:
        raise NotInGraph(f"{text!r}: no such {kind} in the graph; {remedy()}")
    if len(rows) > 1:
        raise NotInGraph(f"{text!r} can mean several: {', '.join(key for _, key in rows)}; give one of these")
    return URIRef(rows[0][0])
