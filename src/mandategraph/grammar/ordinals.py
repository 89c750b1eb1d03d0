"""Ordinal numbers as words, from `data/grammar/ordinals.toml`."""

from __future__ import annotations

import re
from functools import cache

from mandategraph import assets
from mandategraph.grammar.language import alternatives

HUNDRED = 100


@cache
def _values(code: str) -> dict[str, int]:
    """The ordinals below a hundred with their values."""
    table = assets.toml("data/grammar/ordinals.toml")[code]
    units = {word: value for value, word in enumerate(table["units"], start=1)}
    tens = {word: 10 * value for value, word in enumerate(table["tens"], start=2)}
    both = {
        f"{before}-{word}": 10 * ten + value
        for ten, before in enumerate(table["tens_before"], start=2)
        for word, value in units.items()
        if value < 10  # noqa: PLR2004 - the units of a ten
    }
    return units | tens | both


@cache
def pattern(code: str = "en") -> str:
    """A pattern, without groups, that matches an ordinal below two hundred."""
    hundred = assets.toml("data/grammar/ordinals.toml")[code]["hundred"]
    words = alternatives(_values(code)).replace(r"\-", "[- ]")
    return rf"(?:(?:{hundred})?(?:{words})|{hundred})"


def value(words: str, code: str = "en") -> int | None:
    """The number that an ordinal names, or None for other words.

    >>> value("eightieth"), value("Seventy-ninth"), value("one hundred and first"), value("hundredth"), value("next")
    (80, 79, 101, 100, None)
    """
    plain = " ".join(words.lower().replace("-", " ").split())
    hundred = re.match(assets.toml("data/grammar/ordinals.toml")[code]["hundred"], plain)
    rest = plain[hundred.end() :] if hundred else plain
    if hundred and not rest:
        return HUNDRED
    known = {word.replace("-", " "): number for word, number in _values(code).items()}
    found = known.get(rest)
    return None if found is None else found + (HUNDRED if hundred else 0)
