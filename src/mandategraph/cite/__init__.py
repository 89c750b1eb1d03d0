"""Text to citations: tokens (shape), context (whose document), resolution (which one), scope (what governs it)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandategraph.authority import Authority
from mandategraph.cite import hyperlinks
from mandategraph.cite.resolve import Resolver
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Citation, Evidence, Provision, Resolution, Scope

__all__ = ["find", "links"]

CITING_FAMILIES = {"assertive", "expressive", "dispositive"}


def find(
    resolution: Resolution,
    names: Mapping[str, Sequence[NameSpan]],
    clauses: Mapping[str, Sequence[ReportedClause]],
    authority: Authority,
    language: Language,
) -> tuple[Citation, ...]:
    """The citations of a resolution, in document order; `names` and `clauses` are by provision id.

    A reference by which no document could be named is kept: its citation has no cited document, and its status says why.
    """
    resolver = Resolver(resolution, authority, language)
    found = []
    for provision in resolution.provisions:
        breaker = _breaker(provision, language)
        for reference in resolver.references(provision, names[provision.id], clauses[provision.id]):
            if reference.cited == resolution.symbol:
                continue
            scope = _scope(provision, reference.start, clauses[provision.id], breaker)
            act = (provision.lead.act if scope == "governed" and provision.lead else None) or "mention"
            evidence = Evidence.of(provision, reference.start, reference.end, reference.method)
            found.append(Citation(evidence, reference.cited, act, scope, reference.status, reference.pinpoint))
    return tuple(found)


def links(
    resolution: Resolution, clauses: Mapping[str, Sequence[ReportedClause]], language: Language | None
) -> tuple[Citation, ...]:
    """The citations that the editors of a resolution made by hyperlinks, with the linked words as evidence.

    A link whose words and target name different numbers is kept as contradicted, without a cited document; one that leads to
    no document symbol is unresolved. Without a grammar of the `language` (None) it is not known what governs a citation.
    """
    found = []
    breakers: dict[str, int] = {}
    for link in resolution.hyperlinks:
        provision = resolution.by_id[link.provision]
        cited, status = hyperlinks.resolve(link.target, provision.text[link.start : link.end])
        if cited == resolution.symbol:
            continue
        scope: Scope = "footnote" if provision.kind == "footnote" else "embedded"
        if language:
            breaker = breakers.setdefault(provision.id, _breaker(provision, language))
            scope = _scope(provision, link.start, clauses[provision.id], breaker)
        act = provision.lead.act if scope == "governed" and provision.lead else None
        evidence = Evidence.of(provision, link.start, link.end, "editor-link")
        found.append(Citation(evidence, cited, act or "mention", scope, status, link_target=link.target))
    return tuple(found)


def _breaker(provision: Provision, language: Language) -> int:
    """Where the first words end after which the opening phrase governs no citation; else the end."""
    words = alternatives(language.words("citation", "breakers"))
    start = provision.lead.end if provision.lead else 0
    match = language.pattern("citation", "breaker", words=words).search(provision.text, start)
    return match.end() if match else len(provision.text)


def _scope(provision: Provision, start: int, clauses: Sequence[ReportedClause], breaker: int) -> Scope:
    """What governs a reference that begins at `start`: a note, a reported clause, the opening phrase, or none of them."""
    if provision.kind == "footnote":
        return "footnote"
    if overlapping(clauses, start):
        return "reported"
    governs = provision.lead and provision.lead.family in CITING_FAMILIES and start < breaker
    return "governed" if governs else "embedded"
