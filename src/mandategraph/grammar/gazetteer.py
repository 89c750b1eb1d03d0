"""Finding the names of the authority data in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mandategraph.authority import Authority, folded
from mandategraph.grammar.language import branches, load
from mandategraph.model import Method


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a provision, from `start` to `end`, and the entity it means."""

    start: int
    end: int
    key: str
    method: Method

    @property
    def kind(self) -> str:
        """The first part of the key: body, post, state, group, instrument, conference or candidate."""
        return self.key.partition("/")[0]


class Gazetteer:
    """The names of one language, matched longest first on word boundaries."""

    def __init__(self, authority: Authority, code: str) -> None:
        """`code` is the language of the text; official acronyms and names of other languages do not count."""
        self.authority = authority
        spoken = [name for name in authority.names if name.language == code and not name.silent]
        names = [name.text for name in spoken]
        # Longer names that hold a name but mean something else are found in its place, and mean no entity.
        names += [other for other in load(code).words("names", "other") if folded(other) not in authority.keys_by_name]
        several = branches({name.lower() for name in names if " " in name}, _in_any_case)
        single = branches({name for name in names if " " not in name}, re.escape)
        self._pattern = re.compile(rf"(?<![\w-])(?:{several}|{single})(?!\w)")
        self._document = load(code).pattern("names", "of_a_document")
        self._spelling = {folded(name): name for name in reversed(names)}
        self.bodies = branches({name.text for name in spoken if name.key in authority.bodies}, re.escape)

    def find(self, text: str, issuer: str | None) -> list[NameSpan]:
        """The names in a text that mean exactly one entity, in order; ambiguous ones are left out."""
        spans = []
        for match in self._pattern.finditer(text):
            if " " in text and " " not in match[0] and text.isupper():
                continue  # "THOSE WHO": in a text of capitals an acronym cannot be told from a word
            keys = self.authority.keys_by_name.get(folded(match[0]), ())
            if len(keys) > 1:  # only then does the issuer matter
                keys = self.authority.find(match[0], issuer)
            if len(keys) == 1 and not (keys[0] in self.authority.states and self._document.match(text, match.end())):
                spans.append(NameSpan(match.start(), match.end(), keys[0], "explicit"))
        return spans

    def restored(self, text: str) -> str:
        """A text with each name in it in the case of the authority data.

        >>> from mandategraph import authority
        >>> Gazetteer(authority.load(), "en").restored("THE WORLD BANK OFFICE")
        'THE World Bank OFFICE'
        """
        return self._pattern.sub(lambda match: self._spelling.get(folded(match[0]), match[0]), text)


def _in_any_case(piece: str) -> str:
    """The pattern of a piece of a name of several words, which may be printed in any letter case and with any white space.

    It begins with a set of two letters: the engine passes over a branch by its first character only where that is a plain one
    or a set.
    """
    first = piece[:1]
    if first.isalpha() and len(first.upper()) == 1:
        return f"[{first}{first.upper()}](?i:{_spaced(piece[1:])})"
    return f"(?i:{_spaced(piece)})"


def _spaced(piece: str) -> str:
    return re.escape(piece).replace(r"\ ", r"\s+")


@lru_cache(maxsize=16)
def gazetteer(authority: Authority, code: str) -> Gazetteer:
    """The gazetteer of an authority in a language, built once."""
    return Gazetteer(authority, code)
