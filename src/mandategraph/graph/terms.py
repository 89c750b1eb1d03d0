"""RDF terms and quads as N-Quads text, the form in which the store loads them fastest.

A term is its N-Triples form (https://www.w3.org/TR/n-triples/): `<address>` or `"text"@en`. That what is written parses again to
the same terms is tested; IRIs that come from outside must pass `web` before they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from mandategraph.graph.names import NAMESPACES

Term = str
Triple = tuple[Term, Term, Term]

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
INTEGER, DECIMAL, DATE, BOOLEAN, ADDRESS, DURATION = (
    f"^^<{NAMESPACES['xsd']}{name}>" for name in ("integer", "decimal", "date", "boolean", "anyURI", "duration")
)


@lru_cache(maxsize=4096)
def iri(value: str) -> Term:
    """An IRI, or a prefixed name such as `unm:Mandate`.

    >>> iri("unm:Mandate")
    '<https://w3id.org/unmandates/ontology#Mandate>'
    """
    prefix, colon, local = value.partition(":")
    namespace = NAMESPACES.get(prefix) if colon else None
    return f"<{namespace}{local}>" if namespace else f"<{value}>"


def literal(value: str | int | bool | date | Decimal, language: str | None = None) -> Term:  # noqa: FBT001
    r"""A literal with the datatype of the value, or a text in a language.

    >>> literal('the "Programme"', "en"), literal(3)
    ('"the \\"Programme\\""@en', '"3"^^<http://www.w3.org/2001/XMLSchema#integer>')
    """
    if isinstance(value, str):
        text = ESCAPED.sub(_escape, value) if ESCAPED.search(value) else value
        return f'"{text}"@{language}' if language else f'"{text}"'
    if isinstance(value, bool):
        return f'"{str(value).lower()}"{BOOLEAN}'
    if isinstance(value, date):
        return f'"{value.isoformat()}"{DATE}'
    return f'"{value}"{DECIMAL if isinstance(value, Decimal) else INTEGER}'


def _escape(match: re.Match[str]) -> str:
    return ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def optional(value: str | int | bool | date | Decimal | None, language: str | None = None) -> Term | None:  # noqa: FBT001
    """A literal, or None for a value that is not known or an empty text."""
    return None if value is None or value == "" else literal(value, language)


def address(value: str) -> Term:
    """An address as a literal of the datatype `xsd:anyURI`, whatever is wrong with it."""
    return literal(value) + ADDRESS


def duration(value: str) -> Term:
    """An ISO 8601 duration such as `P60D`."""
    return literal(value) + DURATION


def web(value: str | None) -> str | None:
    """An address of the web that can be an IRI, or None."""
    return value if value and WEB.fullmatch(value) else None


def describe(subject: str, class_: str | None, *pairs: tuple[str, Term | None]) -> Iterator[Triple]:
    """The triples of one subject: its class, and each property that has a value."""
    node = f"<{subject}>"
    if class_:
        yield node, iri("rdf:type"), iri(class_)
    for predicate, value in pairs:
        if value is not None:
            yield node, iri(predicate), value


def lines(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    """The triples as lines of N-Quads in a named graph."""
    end = f" <{graph}> .\n"
    for subject, predicate, value in triples:
        yield f"{subject} {predicate} {value}{end}"
