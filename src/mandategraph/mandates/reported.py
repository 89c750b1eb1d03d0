"""Acts of others that a resolution tells of. They are never its own acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mandategraph.grammar import acts
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.model import Citation, Evidence, Mention, Provision, ReportedAct, Resolution
from mandategraph.symbol import Symbol


def find(
    resolution: Resolution,
    names: Mapping[str, Sequence[NameSpan]],
    clauses: Mapping[str, Sequence[ReportedClause]],
    mentions: Sequence[Mention],
    citations: Sequence[Citation],
    language: Language,
) -> tuple[ReportedAct, ...]:
    """The reported acts of a resolution: those told of by a verb, and inside their clauses those told of by a noun."""
    found: list[ReportedAct] = []
    for provision in resolution.provisions:
        for clause in clauses[provision.id]:
            addressees = (
                key
                for m in mentions
                if m.role == "reported-addressee" and m.evidence.provision == provision.id
                if clause.object_start <= m.evidence.start < clause.end
                for key in m.entities
            )
            evidence = Evidence.of(provision, clause.start, clause.end, "clause")
            source = source_of(clause, provision, citations)
            found.append(ReportedAct(evidence, clause.act, clause.agent, tuple(dict.fromkeys(addressees)), source))
            found.extend(_nominal(provision, clause, names[provision.id], language))
    return tuple(found)


def source_of(clause: ReportedClause, provision: Provision, citations: Sequence[Citation]) -> Symbol | None:
    """The document of the clause's agent that the paragraph cited last before the clause."""
    before = [
        citation.cited
        for citation in citations
        if citation.evidence.provision == provision.id and citation.evidence.end <= clause.start
        if isinstance(citation.cited, Symbol) and citation.cited.body == clause.agent
    ]
    return before[-1] if before else None


def _nominal(provision: Provision, clause: ReportedClause, names: Sequence[NameSpan], language: Language) -> Iterator[ReportedAct]:
    """Acts named by a noun inside a clause; theirs is the agent who adopted what the clause is about, else the clause's."""
    lexicon = acts.load(language.code)
    pattern = language.pattern("reported", "nominal", noun=lexicon.pattern("noun"))
    adopted = {m.end() for m in language.pattern("reported", "nominal_agent").finditer(provision.text, clause.object_start)}
    for match in pattern.finditer(provision.text, clause.object_start, clause.end):
        agents = [name.key for name in names if clause.object_start <= name.start < match.start() if name.start in adopted]
        evidence = Evidence.of(provision, match.start(), clause.end, "clause")
        yield ReportedAct(evidence, lexicon.act("noun", match["noun"]).key, agents[-1] if agents else clause.agent)
