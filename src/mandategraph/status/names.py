"""What a user calls an actor or a concept, to IRIs of the graph; a name that is not there is told with its nearest names."""

from __future__ import annotations

import difflib

from rdflib import Literal

from mandategraph.errors import NotInGraph, QueryError
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.wording import normalised

ACTORS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT DISTINCT ?actor ?key WHERE {
  { VALUES ?key { %(name)s } ?actor dcterms:identifier ?key }
  UNION { ?actor unm:hasName/unm:nameText ?text ; dcterms:identifier ?key FILTER(LCASE(STR(?text)) = LCASE(%(name)s)) }
} ORDER BY ?key ?actor"""
CANDIDATES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT DISTINCT ?actor WHERE {
  ?actor a unm:CandidateActor ; rdfs:label ?text FILTER(LCASE(STR(?text)) = LCASE(%(name)s))
} ORDER BY ?actor"""
NAMES = """
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT DISTINCT ?name WHERE { ?record unm:nameText ?text BIND(STR(?text) AS ?name) } ORDER BY ?name"""
CONCEPTS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?concept ?label WHERE {
  ?concept skos:inScheme <https://w3id.org/unmandates/vocab/%s> ; skos:prefLabel ?label FILTER(LANG(?label) = "en")
} ORDER BY ?label"""
NEAR = 3
CALLED = {"task": "kind"}


def actors(store: Store, name: str) -> tuple[str, ...]:
    """The actors that a name, acronym or key means: one of the authority data, else every candidate that has the name.

    A candidate is an actor of its document, so that the same name means another one in each. An IRI stands for itself. Raises
    `NotInGraph` for a name that nothing has, or that several actors of the authority data have.
    """
    if name.startswith(("http://", "https://")) and "/id/" in name:
        return (name,)
    wanted = {"name": Literal(normalised(name)).n3()}
    known = {row["actor"]: row["key"] for row in query(store, ACTORS % wanted).records()}
    if len(known) > 1:
        raise NotInGraph(f"{name!r} can mean several: {', '.join(known.values())}; give one of these")
    if found := tuple(known) or tuple(row["actor"] for row in query(store, CANDIDATES % wanted).records()):
        return found
    near = _near(name, [row["name"] for row in query(store, NAMES).records()])
    hint = f"did you mean {' or '.join(near)}?" if near else "mandategraph query actors/list shows what there is"
    raise NotInGraph(f"{name!r}: no such actor in the graph; {hint}")


def concept(store: Store, scheme: str, name: str) -> str:
    """The concept of a scheme that a label or key means: "call upon" or "call-upon"; raises `QueryError` with those there are."""
    found: dict[str, str] = {row["label"]: row["concept"] for row in query(store, CONCEPTS % scheme).records()}
    keys = {iri.rpartition("/")[2]: iri for iri in found.values()}
    wanted = " ".join(name.lower().split())
    if wanted in found or wanted in keys:
        return found.get(wanted) or keys[wanted]
    near = difflib.get_close_matches(wanted, dict.fromkeys([*found, *keys]), n=NEAR) or list(found)
    raise QueryError(
        f"no {CALLED.get(scheme, scheme)} {name!r}; {'did you mean' if len(near) <= NEAR else 'there are:'} {', '.join(near)}"
    )


def _near(name: str, names: list[str]) -> list[str]:
    """The names that hold a name, the shortest first, else those that are spelt most like it."""
    lower = {each.lower(): each for each in names}
    wanted = name.lower().strip()
    holding = sorted((each for each in lower if wanted and wanted in each), key=len)[:NEAR]
    return [lower[each] for each in holding or difflib.get_close_matches(wanted, lower, n=NEAR)]
