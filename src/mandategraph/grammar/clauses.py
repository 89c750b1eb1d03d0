"""Clauses that only tell what somebody else did: "in which the Assembly endorsed …, and decided to …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mandategraph.grammar.acts import Lexicon
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.names import NameSpan
from mandategraph.model import Provision

AGENT_KINDS = {"body", "post"}


@dataclass(frozen=True, slots=True)
class ReportedClause:
    """A clause from `start` to `end`: the `agent` did the `act`; what was done begins at `object_start`."""

    start: int
    end: int
    agent: str
    act: str
    family: str
    object_start: int


def reported(provision: Provision, names: Sequence[NameSpan], lexicon: Lexicon, language: Language) -> tuple[ReportedClause, ...]:
    """The clauses of a provision in which a named body is the subject of a verb in the past tense.

    A clause runs to the next coordinated verb of the same subject ("and also urged"), or to the end of the provision.
    """
    text, past = provision.text, lexicon.pattern("past")
    subject_verb = language.pattern("reported", "subject_verb", past=past)
    participle = language.pattern(
        "reported", "participle", followers=alternatives(language.words("reported", "participle_followers"))
    )
    clauses: list[ReportedClause] = []
    told = 0  # up to here the text belongs to the clauses found
    for name in names:
        match = subject_verb.match(text, name.end) if name.kind in AGENT_KINDS else None
        if not match or participle.match(text, match.end()) or name.start < told:
            continue
        verbs = [match, *language.pattern("reported", "coordination", past=past).finditer(text, match.end())]
        ends = [following.start() for following in verbs[1:]] + [len(text.rstrip(" ,;.:"))]
        for verb, end in zip(verbs, ends, strict=True):
            act = lexicon.act("past", verb["verb"])
            start = _with_article(text, name.start) if verb is match else verb.start("verb")
            clauses.append(ReportedClause(start, end, name.key, act.key, act.family, verb.end()))
            told = max(told, end)
    return tuple(clauses)


def _with_article(text: str, start: int) -> int:
    """The start of a name, moved back over its article."""
    return start - 4 if text[max(0, start - 4) : start].lower() == "the " else start
