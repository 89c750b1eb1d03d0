"""The roles of an actor in a paragraph: from the mandates that the paragraph gives, else from the words around its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mandategraph.grammar.candidate import Candidate
from mandategraph.grammar.vocabulary import Vocabulary

REACH = 110  # characters before a name in which its role is told


OPENING = 16  # characters in which an item names the object of the verb before it


class Placed(Protocol):
    """Words in the text, in a role."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102


class Roles:
    """Gives the actors of one text their roles."""

    def __init__(self, text: str, slots: Sequence[Placed], words: Vocabulary, *, inherits: bool) -> None:
        """`inherits` tells whether the text gives mandates, whose directive may stand before it."""
        self.text, self.slots, self.words, self.inherits = text, slots, words, inherits

    def of(self, candidate: Candidate, previous: tuple[int, str] | None = None) -> tuple[list[str], str]:
        """The roles of one mention, and the one the text tells; `previous` are the end and role told of the actor before."""
        found = list(dict.fromkeys(s.role for s in self.slots if s.start == candidate.start and s.end == candidate.end))
        told = self._told(candidate)
        chain = "chain_people" if candidate.origin == "people" else "chain"
        if told == "mentioned" and previous and self.words.pattern(chain).match(self.text[previous[0] : candidate.start]):
            told = previous[1]
        if not found:
            return [told], told
        if told in {"beneficiary", "acknowledged"} and ("partner" in found or self._repeated(candidate)):
            return [*found, told], told
        return [*found, "subject"] if self._set_up(candidate) else found, told

    def _repeated(self, candidate: Candidate) -> bool:
        """Whether the text names the actor again, so that its first mention need not be the one of the mandate."""
        return self.text.find(self.text[candidate.start : candidate.end], candidate.end) >= 0

    def _told(self, candidate: Candidate) -> str:
        before = self.text[max(0, candidate.start - REACH) : candidate.start]
        for role in ("beneficiary", "supporter", "acknowledged", "condemned"):
            if self.words.pattern(role).search(before) and (role != "supporter" or self._thanked(candidate.start)):
                return "acknowledged" if role == "supporter" else role
        organ = candidate.kind in {"un-body", "igo", "post"}
        if self.words.pattern("subject_any").search(before):
            return "subject"
        subject, after = self.words.pattern("subject"), self.words.pattern("subject_after")
        if organ and (subject.search(before) or after.match(self.text, candidate.end)):
            return "subject"
        if self.inherits and candidate.start < OPENING and self.words.pattern("opening").match(self.text[: candidate.start]):
            return "beneficiary"
        return "mentioned"

    def _thanked(self, place: int) -> bool:
        """Whether the clause before a place opens with an act of acknowledgement: "Recalls the support of"."""
        clause = max(self.text.rfind(sign, 0, place) for sign in (";", ", and "))
        return self.words.pattern("supporter_act").search(self.text, clause + 1, place) is not None

    def _set_up(self, candidate: Candidate) -> bool:
        if candidate.kind != "un-body":
            return False
        before = self.text[max(0, candidate.start - 4 * REACH) : candidate.start]
        return self.words.pattern("set_up").search(before) is not None
