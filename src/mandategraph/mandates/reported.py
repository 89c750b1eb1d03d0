"""Acts of others that a resolution tells of. They are never its own acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mandategraph.grammar import acts
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
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
        told = clauses[provision.id]
        addressees = _addressees(provision, told, mentions) if told else {}
        adopters = _adopters(provision, names[provision.id], language) if told else []
        for clause in told:
            evidence = Evidence.of(provision, clause.start, clause.end, "clause")
            source = source_of(clause, provision, citations)
            addressed = tuple(dict.fromkeys(addressees.get(clause, ())))
            found.append(ReportedAct(evidence, clause.act, clause.agent, addressed, source))
            found.extend(_nominal(provision, clause, adopters, language))
    return tuple(found)


def _addressees(
    provision: Provision, clauses: Sequence[ReportedClause], mentions: Sequence[Mention]
) -> Mapping[ReportedClause, list[str]]:
    """To whom each clause of a provision says that its act was addressed."""
    found: defaultdict[ReportedClause, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.role == "reported-addressee" and mention.evidence.provision == provision.id:
            clause = overlapping(clauses, mention.evidence.start)
            if clause:
                found[clause] += mention.entities
    return found


def _adopters(provision: Provision, names: Sequence[NameSpan], language: Language) -> list[NameSpan]:
    """The names of those who adopted something: "the decisions adopted by the Committee"."""
    ends = {match.end() for match in language.pattern("reported", "nominal_agent").finditer(provision.text)}
    return [name for name in names if name.start in ends]


def source_of(clause: ReportedClause, provision: Provision, citations: Sequence[Citation]) -> Symbol | None:
    """The document of the clause's agent that the paragraph cited last before the clause."""
    before = [
        citation.cited
        for citation in citations
        if citation.evidence.provision == provision.id and citation.evidence.end <= clause.start
        if isinstance(citation.cited, Symbol) and citation.cited.body == clause.agent
    ]
    return before[-1] if before else None


def _nominal(
    provision: Provision, clause: ReportedClause, adopters: Sequence[NameSpan], language: Language
) -> Iterator[ReportedAct]:
    """Acts named by a noun inside a clause; theirs is the agent who adopted what the clause is about, else the clause's."""
    lexicon = acts.load(language.code)
    pattern = language.pattern("reported", "nominal", noun=lexicon.pattern("noun"))
    for match in pattern.finditer(provision.text, clause.object_start, clause.end):
        adopter = overlapping(adopters, clause.object_start, match.start())
        agent = adopter.key if adopter and adopter.start >= clause.object_start else clause.agent
        evidence = Evidence.of(provision, match.start(), clause.end, "clause")
        yield ReportedAct(evidence, lexicon.act("noun", match["noun"]).key, agent)
