"""What is recorded of a document beside its text: adoption, agenda, drafts, sponsors, votes, subjects; where records disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mandategraph.authority import Authority
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Term, Triple, describe, iri, literal, optional, web
from mandategraph.model import AgendaItem, Conflict, Metadata, Subject, Vote
from mandategraph.symbol import Symbol


def triples(symbol: Symbol, metadata: Metadata, authority: Authority, names: Names) -> Iterator[Triple]:
    """The metadata of a document; names of sponsors and voters become the States that the authority data know by them."""
    committee = authority.find(metadata.committee) if metadata.committee else ()
    sponsors, statements = _sponsors(metadata.sponsors, authority)
    others, more = _sponsors(metadata.co_sponsors, authority)
    yield from describe(
        names.document(symbol),
        None,
        ("eli:date_document", optional(metadata.date)),
        ("unm:meeting", optional(metadata.meeting)),
        *(("unm:underAgendaItem", iri(names.agenda_item(item.agenda, item.number))) for item in metadata.agenda),
        ("unm:draft", iri(names.document(metadata.draft)) if metadata.draft and metadata.draft != symbol else None),
        ("unm:onReport", iri(names.document(metadata.report)) if metadata.report else None),
        ("unm:recommendedBy", iri(names.entity(committee[0])) if len(committee) == 1 else None),
        ("unm:proponentStatement", optional(metadata.proponent)),
        *(("unm:sponsor", iri(names.entity(key))) for key in sponsors),
        *(("unm:coSponsor", iri(names.entity(key))) for key in others),
        *(("unm:sponsorStatement", literal(statement)) for statement in dict.fromkeys((*statements, *more))),
        *(("dcterms:subject", iri(subject(item, names))) for item in metadata.subjects),
    )
    if metadata.vote:
        node = names.part(symbol, "vote")
        yield f"<{names.document(symbol)}>", iri("unm:hasVote"), iri(node)
        yield from _vote(node, metadata.vote, authority, names)


def conflicts(symbol: Symbol, found: Sequence[Conflict], names: Names) -> Iterator[Triple]:
    """Where text and record say different things of a document: both values as they are."""
    for conflict in found:
        yield from describe(
            names.part(symbol, f"conflict-{conflict.field}"),
            "unm:MetadataConflict",
            ("unm:conflictIn", iri(names.document(symbol))),
            ("unm:conflictingProperty", literal(conflict.field)),
            ("unm:valueInText", literal(conflict.in_text)),
            ("unm:valueInRecord", literal(conflict.in_record)),
        )


def subject(item: Subject, names: Names) -> str:
    """The IRI of a subject heading: its address in the thesaurus, or one of ours."""
    return web(item.address) or names.subject(item.thesaurus, item.label)


def headings(metadata: Metadata, names: Names) -> Iterator[Triple]:
    """The subject headings that a document uses, described."""
    for item in metadata.subjects:
        yield from describe(
            subject(item, names),
            "unm:Subject",
            ("rdfs:label", literal(item.label.lower(), "en")),
            ("unm:thesaurus", literal(item.thesaurus)),
        )


def agenda(items: Sequence[AgendaItem], names: Names) -> Iterator[Triple]:
    """The agenda items that a document names, described."""
    for item in items:
        node = names.agenda_item(item.agenda, item.number)
        key = node.removeprefix(f"{names.base}id/")
        yield from describe(
            node, "unm:AgendaItem", ("dcterms:identifier", literal(key)), ("rdfs:label", optional(item.label, "en"))
        )


def _vote(node: str, vote: Vote, authority: Authority, names: Names) -> Iterator[Triple]:
    yield from describe(
        node,
        "unm:Vote",
        ("unm:outcome", iri(f"outcome:{vote.outcome}") if vote.outcome else None),
        ("unm:outcomeStatement", optional(vote.statement)),
        ("unm:inFavourCount", optional(vote.in_favour_count)),
        ("unm:againstCount", optional(vote.against_count)),
        ("unm:abstainingCount", optional(vote.abstaining_count)),
    )
    sides = (("unm:votedInFavour", vote.in_favour), ("unm:votedAgainst", vote.against), ("unm:abstained", vote.abstaining))
    for property_, voters in sides:
        for voter in voters:
            key = authority.state(voter)
            pair: tuple[str, Term] = (property_, iri(names.entity(key))) if key else ("unm:voterAsPrinted", literal(voter))
            yield from describe(node, None, pair)


def _sponsors(recorded: Sequence[str], authority: Authority) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The States that a record names as sponsors, and the statements that are no plain list of States."""
    keys: list[str] = []
    statements: list[str] = []
    for text in recorded:
        found = listed(text, authority)
        keys += found or ()
        if found is None:
            statements.append(text)
    return tuple(dict.fromkeys(keys)), tuple(statements)


def listed(text: str, authority: Authority) -> tuple[str, ...] | None:
    """The States in a list of names, or None where it holds anything else. Names may hold "and" themselves.

    >>> from mandategraph import authority
    >>> listed("Argentina, Canada and Chile", authority.load())
    ('state/ARG', 'state/CAN', 'state/CHL')
    >>> listed("submitted by the Chair of the Committee", authority.load())
    """
    keys: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        whole = authority.state(part.removeprefix("and ")) if part else None
        if whole:
            keys.append(whole)
            continue
        words = part.split(" and ")
        splits = ((" and ".join(words[:n]), " and ".join(words[n:])) for n in range(1, len(words)))
        pair = next(((a, b) for left, right in splits if (a := authority.state(left)) and (b := authority.state(right))), None)
        if pair is None:
            return None
        keys += pair
    return tuple(keys) or None
