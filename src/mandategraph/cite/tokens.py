"""Step one: what has the shape of a document symbol, whatever it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mandategraph.grammar.shapes import shape

DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Token:
    """Words with the shape of a symbol; `bare` where the series is not part of them."""

    start: int
    end: int
    text: str
    bare: bool


@cache
def _shape() -> re.Pattern[str]:
    shapes = "|".join(f"(?P<{name}>{shape(name)})" for name in ("sales", "full", "bare"))
    return re.compile(rf"(?=[A-Z\d])(?:{shapes})")  # all begin so; most places are passed over by that alone


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order.

    >>> [(token.text, token.bare) for token in tokens("its resolution 591(XXIX), LC/G.2242(SES.30/18) and 2002-2003")]
    [('591(XXIX)', True), ('LC/G.2242(SES.30/18)', False)]
    """
    if not DIGIT.search(text):
        return
    for match in _shape().finditer(text):
        if any(character.isdigit() for character in match[0]):
            yield Token(match.start(), match.end(), match[0], match.lastgroup == "bare")
