"""The words of a paragraph with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[-/.’'][^\W_]+)*|[^\w\s]")
GENITIVE = ("’s", "'s")


class Token(NamedTuple):
    """A word without the sign of possession, or a single sign; `genitive` tells that the sign of possession follows."""

    start: int
    end: int
    word: str
    genitive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a sign."""
        return self.word[0].isalnum()


def tokens(text: str) -> list[Token]:
    """The words and signs of a text in order.

    >>> [token.word for token in tokens("the Secretary-General’s report, and/or")]
    ['the', 'Secretary-General', 'report', ',', 'and/or']
    """
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        genitive = word.endswith(GENITIVE)
        if genitive:
            word, end = word[:-2], end - 2
        if word:
            found.append(Token(start, end, word, genitive))
    return found
