"""How often, and for how long: words as an `xsd:duration`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandategraph.grammar import numerals
from mandategraph.grammar.language import Language, alternatives


def duration(words: str, language: Language) -> str | None:
    """The time that words name, as an `xsd:duration`; None where they do not say it exactly, or say more than one.

    Of words that tell how often something is done ("at least once a year") it is the longest time between two.

    >>> from mandategraph.grammar import language
    >>> english = language.load("en")
    >>> [duration(words, english) for words in ("every 60 days", "on a quarterly basis", "for a further period of twelve months")]
    ['P60D', 'P3M', 'P12M']
    >>> [duration(words, english) for words in ("every other year", "regularly", "biannually", "for up to two months")]
    ['P2Y', None, None, None]
    """
    cardinal = numerals.pattern("cardinal", language.code)
    if language.pattern("period", "inexact", cardinal=cardinal).search(words):
        return None
    found = set(_durations(words, language))
    return found.pop() or None if len(found) == 1 else None


def _durations(words: str, language: Language) -> Iterator[str]:
    units = language.table("period", "units")
    fill = {
        "cardinal": numerals.pattern("cardinal", language.code),
        "ordinal": numerals.pattern("ordinal", language.code),
        "unit": alternatives(units),
    }
    counted = language.pattern("period", "counted", **fill)
    for match in counted.finditer(words):
        yield _times(numerals.value(match["count"], "cardinal", language.code), units[match["unit"].lower()])
    rest = counted.sub("", words)
    for match in language.pattern("period", "turn", **fill).finditer(rest):
        yield _times(numerals.value(match["turn"], "ordinal", language.code) or 2, units[match["unit"].lower()])
    for match in language.pattern("period", "single", **fill).finditer(rest):
        yield _times(1, units[match["unit"].lower()])
    names = language.table("period", "names")
    for match in language.pattern("period", "named", named=alternatives(names)).finditer(rest):
        yield names[match[0].lower()]


def _times(count: int | None, unit: str) -> str:
    """A number of units; of none at all the empty text, which is no duration."""
    number, letter = re.fullmatch(r"(\d+)(\w)", unit).groups()  # type: ignore[union-attr]
    return f"P{count * int(number)}{letter}" if count else ""
