"""The ontology as it travels with a graph, and what the graph needs to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from mandategraph import assets
from mandategraph.errors import MandateGraphError
from mandategraph.graph.terms import Triple, iri


def files() -> list[Path]:
    """The Turtle files of the ontology, without the alignments."""
    return [path for path in assets.files("ontology", ".ttl") if path.parent.name == "ontology"]


def alignments() -> dict[str, Path]:
    """The alignment modules by name."""
    return {path.stem: path for path in assets.files("ontology/alignments", ".ttl")}


def alignment(name: str) -> Path:
    """One alignment module; raises `MandateGraphError` with the names there are."""
    try:
        return alignments()[name]
    except KeyError as error:
        message = f"no alignment named {name!r}; there are: {', '.join(alignments())}"
        raise MandateGraphError(message) from error


def triples(path: Path) -> Iterator[Triple]:
    """The triples of a Turtle file of the ontology, which holds no blank nodes."""
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        yield quad.subject, quad.predicate, quad.object


@cache
def characterizations() -> dict[str, NamedNode]:
    """The direct property of a citation by each act that has one."""
    act, wanted = iri("act:").value, iri("unm:characterization")
    return {
        subject.value.removeprefix(act): value
        for path in files()
        for subject, predicate, value in triples(path)
        if predicate == wanted and isinstance(value, NamedNode)
    }
