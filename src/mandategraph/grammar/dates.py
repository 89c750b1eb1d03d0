"""Dates and date ranges as resolutions print them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mandategraph.grammar.language import Language, alternatives


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and the last day, and where in the text their words end."""

    first: date
    last: date
    end: int


def interval(text: str, language: Language, start: int = 0) -> Interval | None:
    """The days named at a place of a text, or None.

    >>> from mandategraph.grammar import language
    >>> interval("30 August-12 September 1978. United Nations", language.load("en"))
    Interval(first=datetime.date(1978, 8, 30), last=datetime.date(1978, 9, 12), end=27)
    >>> interval("from 18 to 22 March 2002;", language.load("en"), 5).first
    datetime.date(2002, 3, 18)
    >>> interval("31 February 2002", language.load("en"))
    """
    months = language.words("dates", "months")
    match = None
    for form in ("range", "single"):
        match = match or language.pattern("dates", form, months=alternatives(months)).match(text, start)
    if not match:
        return None
    found = match.groupdict()
    number = {name: index for index, name in enumerate(months, start=1)}
    try:
        last = date(int(found["y2"]), number[found["m2"]], int(found["d2"]))
        first = date(
            int(found.get("y1") or found["y2"]), number[found.get("m1") or found["m2"]], int(found.get("d1") or found["d2"])
        )
    except ValueError:
        return None
    return Interval(first, last, match.end()) if first <= last else None
