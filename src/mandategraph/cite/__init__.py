"""Text to citations: tokens (shape), context (whose document), resolution (which one), scope (what governs it)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandategraph.authority import Authority
from mandategraph.cite.resolve import Reference, Resolver
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.names import NameSpan
from mandategraph.model import Citation, Evidence, Provision, Resolution, Scope

__all__ = ["find"]

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
        for reference in resolver.references(provision, names[provision.id]):
            if reference.cited == resolution.symbol:
                continue
            scope = _scope(provision, reference, clauses[provision.id], language)
            act = provision.lead.act if scope == "governed" and provision.lead else "mention"
            evidence = Evidence.of(provision, reference.start, reference.end, reference.method)
            found.append(Citation(evidence, reference.cited, act, scope, reference.status, reference.pinpoint))
    return tuple(found)


def _scope(provision: Provision, reference: Reference, clauses: Sequence[ReportedClause], language: Language) -> Scope:
    """What governs a reference: a note, a reported clause, the opening phrase of the paragraph, or none of them."""
    if provision.kind == "footnote":
        return "footnote"
    if any(clause.start <= reference.start < clause.end for clause in clauses):
        return "reported"
    lead = provision.lead
    if not lead or lead.family not in CITING_FAMILIES:
        return "embedded"
    breakers = language.pattern("citation", "breaker", words=alternatives(language.words("citation", "breakers")))
    return "embedded" if breakers.search(provision.text, len(lead.phrase), reference.start) else "governed"
