"""Text to citations: tokens (shape), context (whose document), resolution (which one), scope (what governs it)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandategraph.authority import Authority
from mandategraph.cite.resolve import Reference, Resolver
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
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
        breaker = _breaker(provision, language)
        for reference in resolver.references(provision, names[provision.id], clauses[provision.id]):
            if reference.cited == resolution.symbol:
                continue
            scope = _scope(provision, reference, clauses[provision.id], breaker)
            act = provision.lead.act if scope == "governed" and provision.lead else "mention"
            evidence = Evidence.of(provision, reference.start, reference.end, reference.method)
            found.append(Citation(evidence, reference.cited, act, scope, reference.status, reference.pinpoint))
    return tuple(found)


def _breaker(provision: Provision, language: Language) -> int:
    """Where the first words end after which the opening phrase governs no citation; else the end."""
    words = alternatives(language.words("citation", "breakers"))
    start = len(provision.lead.phrase) if provision.lead else 0
    match = language.pattern("citation", "breaker", words=words).search(provision.text, start)
    return match.end() if match else len(provision.text)


def _scope(provision: Provision, reference: Reference, clauses: Sequence[ReportedClause], breaker: int) -> Scope:
    """What governs a reference: a note, a reported clause, the opening phrase of the paragraph, or none of them."""
    if provision.kind == "footnote":
        return "footnote"
    if overlapping(clauses, reference.start):
        return "reported"
    governs = provision.lead and provision.lead.family in CITING_FAMILIES and reference.start < breaker
    return "governed" if governs else "embedded"
