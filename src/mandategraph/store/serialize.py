"""The content of a store as RDF files. The same content gives the same bytes, for everything is written in order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from mandategraph.errors import MandateGraphError
from mandategraph.graph.names import NAMESPACES
from mandategraph.store import EmbeddedStore, MemoryStore, Store

TYPE = ox.NamedNode(NAMESPACES["rdf"] + "type")
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
LINES = ("ntriples", "nquads")
QUADS = ("nquads", "trig")


def holds_quads(store: Store) -> bool:
    """Whether a store gives its named graphs; a SPARQL endpoint gives the triples of all of them together."""
    return isinstance(store, EmbeddedStore | MemoryStore)


def content(store: Store) -> list[ox.Quad]:
    """All quads of a store, in order; those of a SPARQL endpoint stand in the default graph.

    Raises `EndpointError` for an endpoint that does not answer.
    """
    if isinstance(store, EmbeddedStore):
        return in_order(store.quads())
    if isinstance(store, MemoryStore):
        lines, form = store.dataset.serialize(format="nquads"), ox.RdfFormat.N_QUADS
    else:
        graph = store.query(EVERYTHING).graph
        lines, form = graph.serialize(format="nt") if graph is not None else "", ox.RdfFormat.N_TRIPLES
    return in_order(ox.parse(lines.encode(), form))


def union(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The distinct triples of all graphs, in order."""
    return in_order({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads})


def in_order(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Quads sorted by graph, subject, predicate and object; the class of a subject comes first."""

    def place(quad: ox.Quad) -> tuple[str | bool, ...]:
        subject, predicate = (
            str(quad.subject)[1:-1],
            quad.predicate,
        )
        return str(quad.graph_name), subject, predicate != TYPE, predicate.value, str(quad.object)

    return sorted(quads, key=place)


def write(quads: Iterable[ox.Quad], form: str, path: Path, prefixes: dict[str, str] | None = None) -> None:
    """Write quads to a file in a format of `FORMATS`: those of `QUADS` keep the graphs, the others hold their union.

    N-Triples and N-Quads are sorted lines, so that two files can be compared with `diff`. `prefixes` are used beside those of
    the package. Raises `MandateGraphError` for content that the format cannot hold.
    """
    ordered = in_order(quads) if form in QUADS else union(quads)
    try:
        data = ox.serialize(ordered, format=FORMATS[form], prefixes=NAMESPACES | (prefixes or {})) or b""
    except ValueError as error:
        raise MandateGraphError(f"{path.name}: the graph cannot be written as {form}: {error}") from error
    if form in LINES:
        data = b"".join(sorted(data.splitlines(keepends=True)))
    path.write_bytes(data)
