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

ACTOR = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?found ?identifier WHERE {
  { ?found dcterms:identifier ?text FILTER(?text = %s) }
  UNION { ?found unm:hasName/unm:nameText ?name FILTER(LCASE(STR(?name)) = LCASE(%s)) }
  UNION { ?found a unm:CandidateActor ; rdfs:label ?label FILTER(LCASE(STR(?label)) = LCASE(%s)) }
  ?found a/rdfs:subClassOf* unm:Actor .
  OPTIONAL { ?found dcterms:identifier ?key }
  BIND(COALESCE(?key, STR(?found)) AS ?identifier)
} ORDER BY ?identifier"""


def document(store: Store, text: str) -> URIRef:
    """The document that a symbol means: canonical, short or as printed, however it is spaced; or its IRI.

    Raises `NotInGraph` where there is none, or more than one.
    """
    if text.startswith(("http://", "https://")) and "/id/" in text:
        return URIRef(text)
    forms = {normalised(text), normalised(text).upper(), normalised(text).upper().replace(" (", "(")}
    with contextlib.suppress(SymbolError):  # a bare number is found by its short form
        forms.add(str(Symbol.parse(text)))
    values = " ".join(Literal(form).n3() for form in sorted(forms))
    return _only(store, DOCUMENT % values, text, "document", "mandategraph query documents/list shows what there is")


def actor(store: Store, text: str) -> URIRef:
    """The actor that a name, acronym or key (`body/eclac`) means; or its IRI. Raises `NotInGraph` for none or several."""
    if text.startswith(("http://", "https://")) and "/id/" in text:
        return URIRef(text)
    name = Literal(normalised(text)).n3()
    return _only(store, ACTOR % (name, name, name), text, "actor", "mandategraph query actors/list shows what there is")


def _only(store: Store, sparql: str, text: str, kind: str, remedy: str) -> URIRef:
    found, identifier = Variable("found"), Variable("identifier")
    rows = [(str(row[found]), str(row[identifier])) for row in store.query(sparql).bindings]
    if not rows:
        raise NotInGraph(f"{text!r}: no such {kind} in the graph; {remedy}")
    if len(rows) > 1:
        raise NotInGraph(f"{text!r} can mean several: {', '.join(key for _, key in rows)}; give one of these")
    return URIRef(rows[0][0])
