"""What follows from symbols and keys alone, the same for every document that uses them.

It stands in graphs of its own, so that no triple stands in two graphs: over the union of graphs a triple counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mandategraph.authority import Authority
from mandategraph.extract import Extraction
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, describe, iri, literal
from mandategraph.model import Citation, Mention
from mandategraph.symbol import Symbol

OFFICIAL_SERIES = ("A/", "S/", "E/")


def triples(extraction: Extraction, authority: Authority, names: Names) -> dict[str, Iterator[Triple]]:
    """The derived triples that one document gives rise to, by the name of their graph."""
    resolution = extraction.resolution
    symbols = {s.cited for s in extraction.statements if isinstance(s, Citation) and isinstance(s.cited, Symbol)}
    keys = {key for s in extraction.statements if isinstance(s, Mention) for key in s.entities}
    return {
        "documents": (triple for symbol in sorted({resolution.symbol, *symbols}) for triple in document(symbol, names)),
        "periods": (triple for key in sorted(keys) for triple in period(key, names)),
        "sessions": session(resolution.symbol, authority, names),
    }


def document(symbol: Symbol, names: Names) -> Iterator[Triple]:
    """What a symbol says of a document: identifier, class, adopting body, and the address of its text at the UN."""
    is_resolution = symbol.body is not None and "/RES/" in str(symbol)
    at_un = f"https://docs.un.org/en/{str(symbol).replace(' ', '%20')}" if str(symbol).startswith(OFFICIAL_SERIES) else None
    yield from describe(
        names.document(symbol),
        "unm:Resolution" if is_resolution else "unm:Document",
        ("dcterms:identifier", literal(str(symbol))),
        ("unm:shortSymbol", literal(symbol.short)),
        ("unm:adoptedBy", iri(names.entity(symbol.body)) if symbol.body else None),
        ("rdfs:seeAlso", iri(at_un) if at_un else None),
    )


def period(key: str, names: Names) -> Iterator[Triple]:
    """What the key of a period (`period/2006-2007`) or of a programme of work (`programme/eclac/2006-2007`) says."""
    kind, _, tail = key.partition("/")
    if kind not in {"period", "programme"}:
        return
    body, _, years = tail.rpartition("/")
    first, _, last = years.partition("-")
    if kind == "programme":
        yield from describe(
            names.entity(key),
            "unm:ProgrammeOfWork",
            ("rdfs:label", literal(f"Programme of work {years}", "en")),
            ("unm:programmeOf", iri(names.entity(f"body/{body}"))),
            ("dcterms:temporal", iri(names.entity(f"period/{years}"))),
        )
    yield from describe(
        names.entity(f"period/{years}"),
        "unm:Period",
        ("rdfs:label", literal(years)),
        ("schema:startDate", literal(date(int(first), 1, 1))),
        ("schema:endDate", literal(date(int(last or first), 12, 31))),
    )


def session(symbol: Symbol, authority: Authority, names: Names) -> Iterator[Triple]:
    """The session at which a document was adopted, where its symbol names one and no authority file says it already."""
    found = authority.session_of(symbol)
    stub = authority.documents.get(symbol)
    if found and not (stub and stub.session):
        yield from describe(names.document(symbol), None, ("unm:adoptedAtSession", iri(names.entity(found.key))))
