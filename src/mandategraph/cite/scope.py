"""What governs a reference: the opening phrase of its paragraph, a reported clause, a note, or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Provision, Scope

CITING_FAMILIES = {"assertive", "expressive", "dispositive"}
AROUND = 120  # characters before a reference in which the verb stands that changes it


@dataclass
class Scoping:
    """Says what governs the references of one provision."""

    provision: Provision
    clauses: Sequence[ReportedClause]
    language: Language
    breaker: int = field(init=False)

    def __post_init__(self) -> None:
        """Find where the first words end after which the opening phrase governs no citation."""
        words = alternatives(self.language.words("citation", "breakers"))
        lead = self.provision.lead
        pattern = self.language.pattern("citation", "breaker", words=words)
        match = pattern.search(self.provision.text, lead.end if lead else 0)
        self.breaker = match.end() if match else len(self.provision.text)

    def __call__(self, start: int, end: int) -> tuple[Scope, str]:
        """The scope of a reference from `start` to `end`, and the act by which it cites."""
        lead = self.provision.lead
        if self.provision.kind == "footnote":
            return "footnote", "mention"
        if overlapping(self.clauses, start):
            return "reported", "mention"
        if lead and lead.family == "dispositive" and (act := self._changing(start, end)):
            return "governed", act
        if lead and lead.family in CITING_FAMILIES and start < self.breaker:
            return "governed", lead.act or "mention"
        return "embedded", "mention"

    def _changing(self, start: int, end: int) -> str | None:
        """The act of a decision that supersedes or amends what is cited, told by the words around the reference."""
        text = self.provision.text
        before = text[max(0, start - AROUND) : start]
        if self.language.pattern("citation", "replaces").search(before) or self.language.pattern("citation", "replaced").match(
            text, end
        ):
            return "supersede"
        return "amend" if self.language.pattern("citation", "amends").search(before) else None
