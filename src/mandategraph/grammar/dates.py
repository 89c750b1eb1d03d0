"""Dates and date ranges as resolutions print them."""

from __future__ import annotations

from calendar import monthrange
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


def last_day(words: str, language: Language) -> date | None:
    """The day up to which something lasts, from the words after "until"; None where they name no day, month or year.

    "… or until the completion of the trials, if sooner" ends on its day at the latest; with "whichever is later" no day is the last
    one.

    >>> from mandategraph.grammar import language
    >>> last_day("15 March 2025", language.load("en")), last_day("February 2024", language.load("en"))
    (datetime.date(2025, 3, 15), datetime.date(2024, 2, 29))
    >>> last_day("31 December", language.load("en")), last_day("31 February 2010", language.load("en"))
    (None, None)
    """
    if language.pattern("dates", "no_last_day").search(words):
        return None
    for form in language.patterns("dates", "last_day"):
        if match := form.search(words):
            year, month = int(match["year"]), language.words("dates", "months").index(match["month"]) + 1
            try:
                return date(year, month, int(match.groupdict().get("day") or monthrange(year, month)[1]))
            except ValueError:
                return None
    return None
