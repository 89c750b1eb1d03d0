"""Acts of others that a resolution tells of. They are never its own acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mandategraph.grammar import acts
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
from mandategraph.mandates import by_provision
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
    cited, mentioned = by_provision(citations), by_provision(mentions)
    for provision in resolution.provisions:
        told = clauses[provision.id]
        if not told:
            continue
        addressees = _addressees(told, mentioned[provision.id])
        adopters = _adopters(provision, names[provision.id], language)
        for clause in told:
            evidence = Evidence.of(provision, clause.start, clause.end, "clause")
            source = source_of(clause, cited[provision.id])
            addressed = tuple(dict.fromkeys(addressees.get(clause, ())))
            found.append(ReportedAct(evidence, clause.act, clause.agent, addressed, source))
            found.extend(_nominal(provision, clause, adopters, language))
    return tuple(found)


def _addressees(clauses: Sequence[ReportedClause], mentions: Sequence[Mention]) -> Mapping[ReportedClause, list[str]]:
    """To whom each clause of a provision says that its act was addressed; `mentions` are those of the provision."""
    found: defaultdict[ReportedClause, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.role == "reported-addressee":
            clause = overlapping(clauses, mention.evidence.start)
            if clause:
                found[clause] += mention.entities
    return found


def _adopters(provision: Provision, names: Sequence[NameSpan], language: Language) -> list[NameSpan]:
    """The names of those who adopted something: "the decisions adopted by the Committee"."""
    ends = {match.end() for match in language.find("reported", "nominal_agent", provision.text)}
    return [name for name in names if name.start in ends]


def source_of(clause: ReportedClause, citations: Sequence[Citation]) -> Symbol | None:
    """The document of the clause's agent that is cited last before the clause; `citations` are those of its provision."""
    before = [
        citation.cited
        for citation in citations
        if citation.evidence.end <= clause.start
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
