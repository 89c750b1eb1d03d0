"""The words by which actors are told in one language, as sets, from the section `actor` of its grammar."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from mandategraph.errors import MandateGraphError
from mandategraph.grammar import language as languages
from mandategraph.grammar.candidate import Kind
from mandategraph.grammar.language import alternatives

SECTION = "actor"


class Vocabulary:
    """Word sets and patterns of the section `actor`."""

    def __init__(self, code: str) -> None:
        """`code` is a language with such a section; raises `MandateGraphError` for another one."""
        self.language = languages.load(code)
        if not self.language.has(SECTION):
            message = f"no words for actors in the language {code!r}; use one of: {', '.join(languages.available())}"
            raise MandateGraphError(message)
        self.heads = self._kinds("heads")
        self.groups = self._kinds("groups")
        words = {name: frozenset(self.language.words(SECTION, name)) for name in self._lists()}
        self.short, self.joints, self.people = words["short"], words["joints"], words["people"]
        self.modifiers, self.not_modifiers, self.determiners = words["modifiers"], words["not_modifiers"], words["determiners"]
        self.bare, self.weak, self.strong = words["bare"], words["weak"], words["strong"]
        self.after_heads, self.in_heads, self.followers = words["after_heads"], words["in_heads"], words["followers"]
        self.adjectives, self.join, self.never = words["adjectives"], words["join"], words["never"]
        self.last_words = frozenset(head.rsplit(maxsplit=1)[-1] for head in self.groups if " " in head)
        self.complete, self.party_heads = words["complete"], words["party_heads"]
        self.state_heads, self.united_heads = words["state_heads"], words["united_heads"]
        self.personal, self.personal_of_a_name = words["personal"], words["personal_of_a_name"]
        self.local, self.own = words["local"], words["own"]
        self.joints_of = {joint: re.compile(p) for joint, p in self.language.table(SECTION, "joints_of").items()}
        self.territories = re.compile(rf"\b(?:{alternatives(words['territories'])})(?!\w)")
        self.body_kinds = cast("dict[str, Kind]", self.language.table(SECTION, "body_kinds"))
        self.cited = self.language.pattern(SECTION, "cited", number=self.language.text(SECTION, "number"))
        several = alternatives([*self.groups, *self.people])
        self.group = re.compile(rf"(?<![\w-])(?:{several})(?![\w-])")
        joined = alternatives(self.join)
        self.joined = re.compile(rf"(?:, (?:{joined}))? and (?:{joined})(?![\w-])")

    def _lists(self) -> tuple[str, ...]:
        return (
            *("short", "joints", "people", "modifiers", "not_modifiers", "determiners", "bare", "weak", "strong", "after_heads"),
            *("personal", "personal_of_a_name"),
            *(
                "in_heads",
                "followers",
                "adjectives",
                "join",
                "never",
                "territories",
                "complete",
                "party_heads",
                "state_heads",
                "united_heads",
                "local",
                "own",
            ),
        )

    def _kinds(self, name: str) -> dict[str, Kind]:
        """The kind of each word of a table of lists."""
        table = cast("dict[str, list[str]]", self.language.table(SECTION, name))
        return {word: cast("Kind", kind) for kind, words in table.items() for word in words}

    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern of the section."""
        return self.language.pattern(SECTION, name)

    @cache  # noqa: B019 - there is one vocabulary for each language, kept for good
    def modifies(self, word: str) -> bool:
        """Whether a word can stand before a head as a part of the name: "relevant", "regional", "troop-contributing".

        >>> [load("en").modifies(word) for word in ("regional", "the", "approval", "Libyan")]
        [True, False, False, True]
        """
        if word in self.not_modifiers or word.lower() in self.determiners:
            return False
        return word in self.modifiers or self.pattern("endings").match(word) is not None


@cache
def load(code: str) -> Vocabulary:
    """The vocabulary of a language."""
    return Vocabulary(code)
