"""RDF terms and quads in the form the store loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.graph.names import NAMESPACES

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]


def iri(value: str) -> NamedNode:
    """An IRI, or a prefixed name such as `unm:Mandate`.

    >>> iri("unm:Mandate").value
    'https://w3id.org/unmandates/ontology#Mandate'
    """
    prefix, colon, local = value.partition(":")
    namespace = NAMESPACES.get(prefix) if colon else None
    return NamedNode(namespace + local if namespace else value)


def literal(value: str | int | bool | date | Decimal, language: str | None = None) -> Literal:  # noqa: FBT001
    """A literal with the datatype of the value, or a text in a language."""
    if isinstance(value, str):
        return Literal(value, language=language)
    if isinstance(value, bool):
        return Literal(value)
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=iri("xsd:date"))
    if isinstance(value, Decimal):
        return Literal(str(value), datatype=iri("xsd:decimal"))
    return Literal(str(value), datatype=iri("xsd:integer"))


def describe(subject: str, class_: str | None, *pairs: tuple[str, Term | None]) -> Iterator[Triple]:
    """The triples of one subject: its class, and each property that has a value."""
    node = iri(subject)
    if class_:
        yield node, iri("rdf:type"), iri(class_)
    for predicate, value in pairs:
        if value is not None:
            yield node, iri(predicate), value


def optional(value: str | int | bool | date | Decimal | None, language: str | None = None) -> Literal | None:  # noqa: FBT001
    """A literal, or None for a value that is not known."""
    return None if value is None else literal(value, language)


def quads(triples: Iterable[Triple], graph: str) -> Iterator[Quad]:
    """The triples as quads of a named graph."""
    name = NamedNode(graph)
    for subject, predicate, value in triples:
        yield Quad(subject, predicate, value, name)
