"""Numbers as words, from `data/grammar/numerals.toml`: ordinals ("eightieth") and cardinals ("sixty")."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from mandategraph import assets
from mandategraph.grammar.language import alternatives

Kind = Literal["ordinal", "cardinal"]
HUNDRED = 100
FIGURES = r"\d{1,4}"


@cache
def _values(kind: Kind, code: str) -> dict[str, int]:
    """The words below a hundred with their values."""
    table = assets.toml("data/grammar/numerals.toml")[code][kind]
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
def _hundred(kind: Kind, code: str) -> str:
    return str(assets.toml("data/grammar/numerals.toml")[code][kind]["hundred"])


@cache
def pattern(kind: Kind, code: str = "en") -> str:
    """A pattern, without groups, that matches a number below two hundred in words."""
    words = alternatives(_values(kind, code)).replace(r"\-", "[- ]")
    hundred = _hundred(kind, code)
    return rf"(?:(?:{hundred})?(?:{words})|{hundred})"


def value(words: str, kind: Kind, code: str = "en") -> int | None:
    """The number that words or figures say, or None for other words.

    >>> value("eightieth", "ordinal"), value("Seventy-ninth", "ordinal"), value("one hundred and first", "ordinal")
    (80, 79, 101)
    >>> value("sixty", "cardinal"), value("one hundred and eighty", "cardinal"), value("120", "cardinal"), value("few", "cardinal")
    (60, 180, 120, None)
    """
    if words.isascii() and words.isdigit():
        return int(words)
    plain = " ".join(words.lower().replace("-", " ").split())
    hundred = re.match(_hundred(kind, code), plain)
    rest = plain[hundred.end() :] if hundred else plain
    if hundred and not rest:
        return HUNDRED
    known = {word.replace("-", " "): number for word, number in _values(kind, code).items()}
    found = known.get(rest)
    return None if found is None else found + (HUNDRED if hundred else 0)
