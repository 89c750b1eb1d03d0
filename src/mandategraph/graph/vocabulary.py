"""The ontology as it travels with a graph, and what the graph needs to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from mandategraph import assets
from mandategraph.errors import MandateGraphError
from mandategraph.graph.names import NAMESPACES
from mandategraph.graph.terms import Term, Triple, iri


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


def triples(path: Path) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """The triples of a Turtle file of the ontology, which holds no blank nodes."""
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        yield quad.subject, quad.predicate, quad.object


def written(path: Path) -> Iterator[Triple]:
    """The triples of a Turtle file of the ontology in the form in which they are loaded."""
    for subject, predicate, value in triples(path):
        yield str(subject), str(predicate), str(value)


@cache
def characterizations() -> dict[str, Term]:
    """The direct property of a citation by each act that has one."""
    act, wanted = NAMESPACES["act"], iri("unm:characterization")
    return {
        subject.value.removeprefix(act): str(value)
        for path in files()
        for subject, predicate, value in triples(path)
        if str(predicate) == wanted
    }
