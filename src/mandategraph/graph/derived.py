"""What follows from symbols and keys alone, the same for every document that uses them.

It stands in graphs of its own, so that no triple stands in two graphs: over the union of graphs a triple counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from mandategraph.authority import Authority
from mandategraph.graph.metadata import agenda, headings
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, describe, iri, literal
from mandategraph.model import Citation, Mention, Metadata, Resolution, Statement
from mandategraph.symbol import Symbol

CLASSES = {"/RES/": "unm:Resolution", "/DEC/": "unm:Decision", "/PRST/": "unm:PresidentialStatement"}


def triples(read: Resolution, statements: Iterable[Statement], authority: Authority, names: Names) -> dict[str, list[Triple]]:
    """The derived triples that one document gives rise to, by the name of their graph."""
    found = list(statements)
    citations = [s for s in found if isinstance(s, Citation)]
    symbols = {s.cited for s in citations if isinstance(s.cited, Symbol)} | {c for s in citations for c in s.candidates}
    keys = {key for s in found if isinstance(s, Mention) for key in s.entities}
    described = of_metadata(read.metadata, names)
    described["documents"] += [t for symbol in sorted({read.symbol, *read.parts, *symbols}) for t in document(symbol, names)]
    if read.kind == "draft-resolution":
        described["documents"] += draft(read, names)
    described["periods"] = [triple for key in sorted(keys) for triple in period(key, names)]
    described["sessions"] = list(session(read, authority, names))
    return described


def of_metadata(metadata: Metadata, names: Names) -> dict[str, list[Triple]]:
    """The derived triples that the metadata of a document give rise to, by the name of their graph."""
    symbols = sorted({symbol for symbol in (metadata.draft, metadata.report) if symbol})
    return {
        "documents": [triple for symbol in symbols for triple in document(symbol, names)],
        "agenda": list(agenda(metadata.agenda, names)),
        "subjects": list(headings(metadata, names)),
    }


def document(symbol: Symbol, names: Names) -> Iterator[Triple]:
    """What a symbol says of a document: identifier, class, adopting body, and the address of its text at the UN."""
    series = next((class_ for part, class_ in CLASSES.items() if symbol.body and part in str(symbol)), "unm:Document")
    yield from describe(
        names.document(symbol),
        series,
        ("dcterms:identifier", literal(str(symbol))),
        ("unm:shortSymbol", literal(symbol.short)),
        ("unm:adoptedBy", iri(names.entity(symbol.body)) if symbol.body else None),
        ("rdfs:seeAlso", iri(symbol.address) if symbol.address else None),
    )


def draft(read: Resolution, names: Names) -> Iterator[Triple]:
    """A draft that was put to the vote: the body before which it was. That body did not adopt it."""
    body = iri(names.entity(read.issuing_body))
    yield from describe(names.document(read.symbol), "unm:DraftResolution", ("unm:submittedTo", body))


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


def predecessor(later: Symbol, earlier: Symbol, method: str, confidence: Decimal, names: Names) -> Iterator[Triple]:
    """The principal predecessor of a document in its series, with a node that says how it was told and how far that is trusted."""
    document_, before = iri(names.document(later)), iri(names.document(earlier))
    yield document_, iri("unm:principalPredecessor"), before
    yield from describe(
        names.part(later, "predecessor"),
        "unm:SeriesLink",
        ("unm:laterMember", document_),
        ("unm:earlierMember", before),
        ("unm:seriesMethod", iri(f"series:{method}")),
        ("unm:seriesConfidence", literal(confidence)),
    )


def continuity(later: str, earlier: str, method: str, confidence: Decimal, names: Names) -> Iterator[Triple]:
    """The extension that another one continues, both by IRI, with a node that says how it was told and how far that is trusted."""
    yield iri(later), iri("unm:continues"), iri(earlier)
    yield from describe(
        names.beside(later, "continues"),
        "unm:ContinuityLink",
        ("unm:laterExtension", iri(later)),
        ("unm:earlierExtension", iri(earlier)),
        ("unm:continuityMethod", iri(f"continuity:{method}")),
        ("unm:continuityConfidence", literal(confidence)),
    )


def session(read: Resolution, authority: Authority, names: Names) -> Iterator[Triple]:
    """The session at which a document was adopted, where its symbol or cover names one and no authority file says it already.

    A session that the authority data do not have is described by its body and number alone.
    """
    symbol = read.symbol
    known = authority.session_of(symbol)
    stub = authority.documents.get(symbol)
    if stub and stub.session:
        return
    label = known.label if known else read.metadata.session
    if not label:
        return
    key = known.key if known else f"session/{read.issuing_body.partition('/')[2]}/{label.lower()}"
    yield from describe(names.document(symbol), None, ("unm:adoptedAtSession", iri(names.entity(key))))
    if not known:
        yield from describe(
            names.entity(key),
            "unm:Session",
            ("dcterms:identifier", literal(key)),
            ("unm:sessionOf", iri(names.entity(read.issuing_body))),
            ("rdfs:label", literal(label)),
        )
