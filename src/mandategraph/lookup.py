"""What a user types to an IRI in the graph: symbols in any printed form, names of actors."""

from __future__ import annotations

import contextlib

from rdflib import Literal, URIRef, Variable

from mandategraph.errors import NotInGraph, SymbolError
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

ACTORS_SHOWN = "mandategraph query actors/list shows what there is"

# The class is asked for last, by EXISTS: as a pattern it makes engines list all actors first.
ACTOR = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?found ?identifier WHERE {
  { ?found dcterms:identifier ?text FILTER(?text = %s) }
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


def document(store: Store, text: str) -> URIRef:
    """The document that a symbol means: canonical, short or as printed, however it is spaced; or its IRI.

    Raises `NotInGraph` where there is none, or more than one.
    """
    if _is_iri(text):
        return URIRef(text)
    return _only(_documents(store, text), text, "document", "mandategraph query documents/list shows what there is")


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
    return _only(_actors(store, text), text, "actor", ACTORS_SHOWN)


def actors(store: Store, text: str) -> list[URIRef]:
    """The one actor of the authority data that a name means, else all candidates of that name; or actors by their IRIs.

    Raises `NotInGraph` where the name means nobody, or several actors of the authority data.
    """
    if _is_iri(text):
        return [URIRef(iri) for iri in text.split()]
    rows = _actors(store, text)
    if rows and all(iri == key for iri, key in rows):
        return [URIRef(iri) for iri, _ in rows]
    return [_only(rows, text, "actor", ACTORS_SHOWN)]


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://")) and "/id/" in text


def _actors(store: Store, text: str) -> list[tuple[str, str]]:
    """The actors of a name with their keys, else the candidates of that name, which have no key, with their IRIs twice."""
    name = Literal(normalised(text)).n3()
    return _found(store, ACTOR % (name, name)) or _found(store, CANDIDATE % name)


def _found(store: Store, sparql: str) -> list[tuple[str, str]]:
    found, identifier = Variable("found"), Variable("identifier")
    return [(str(row[found]), str(row[identifier])) for row in store.query(sparql).bindings]


def _only(rows: list[tuple[str, str]], text: str, kind: str, remedy: str) -> URIRef:
    if not rows:
        raise NotInGraph(f"{text!r}: no such {kind} in the graph; {remedy}")
    if len(rows) > 1:
        raise NotInGraph(f"{text!r} can mean several: {', '.join(key for _, key in rows)}; give one of these")
    return URIRef(rows[0][0])
