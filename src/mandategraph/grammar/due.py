"""When something is due: the words of a deadline as a day, a month, a year or a session.

Words that fix no time ("as soon as possible") give nothing, and neither does a period that begins at an event nobody can date.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mandategraph.grammar import numerals
from mandategraph.grammar.language import Language, alternatives

Precision = Literal["day", "month", "year", "session"]
DECEMBER = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the last day that the words allow, and how exactly they say it; or the number of a session.

    Of a month or year `day` is the last day. `session` counts the sessions of the body that the words name with it; of one that
    counts its sessions by years it is the year.
    """

    day: date | None = None
    precision: Precision | None = None
    session: int | None = None


def due(words: str, language: Language, adopted: date | None = None) -> Due | None:
    """When the words of a deadline say that something is due; None where they fix no time.

    `adopted` is the day of adoption, from which periods such as "within 90 days of the adoption of this resolution" are counted;
    without it they give nothing.

    >>> from mandategraph.grammar import language
    >>> english = language.load("en")
    >>> due("no later than 31 January 2026", english)
    Due(day=datetime.date(2026, 1, 31), precision='day', session=None)
    >>> due("at its eightieth session", english).session, due("by March 2024", english).day, due("by the end of 2025", english).day
    (80, datetime.date(2024, 3, 31), datetime.date(2025, 12, 31))
    >>> due("within 90 days of the adoption of this resolution", english, date(2024, 1, 1)).day
    datetime.date(2024, 3, 31)
    >>> due("as soon as possible", english)
    """
    fixed = _on_a_day(words, language)
    if fixed and fixed.precision != "year":
        return fixed
    return _after_adoption(words, language, adopted) or _at_a_session(words, language) or fixed


def _on_a_day(words: str, language: Language) -> Due | None:
    months = language.words("dates", "months")
    match = language.pattern("due", "calendar", months=alternatives(months)).search(words)
    if not match or language.pattern("due", "not_due").search(words):
        return None
    year, month = int(match["year"]), months.index(match["month"]) + 1 if match["month"] else None
    last = calendar.monthrange(year, month or DECEMBER)[1]
    too_late = language.pattern("due", "before").search(words, 0, match.start())
    if match["day"] and not 1 <= int(match["day"]) <= last:
        return None
    if match["day"]:
        day = date(year, month or DECEMBER, int(match["day"]))
        return Due(day - ONE_DAY if too_late else day, "day")
    if too_late:
        return Due(date(year, month or 1, 1) - ONE_DAY, "month" if month else "year")
    return Due(date(year, month or DECEMBER, last), "month" if month else "year")


def _after_adoption(words: str, language: Language, adopted: date | None) -> Due | None:
    match = language.pattern("due", "period", cardinal=numerals.pattern("cardinal", language.code)).search(words)
    count = numerals.value(match["count"], "cardinal", language.code) if match else None
    if not match or adopted is None or not count:
        return None
    unit = match["unit"].lower().removesuffix("s")
    try:
        return Due(later(adopted, count, unit), "day")
    except (ValueError, OverflowError):  # after the last year of the calendar
        return None


def _at_a_session(words: str, language: Language) -> Due | None:
    match = language.pattern("due", "session", ordinal=numerals.pattern("ordinal", language.code)).search(words)
    if not match:
        return None
    number = numerals.value(match["ordinal"] or match["year"] or match["of"], "ordinal", language.code)
    return Due(precision="session", session=number) if number else None


def later(day: date, count: int, unit: str) -> date:
    """The day that is a number of days, weeks, months or years later; raises `ValueError` or `OverflowError` after the year 9999.

    A month later is the same day of the next month, or its last one.

    >>> later(date(2024, 1, 31), 1, "month"), later(date(2024, 1, 31), 2, "week")
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 14))
    """
    if unit in {"day", "week"}:
        return day + timedelta(**{f"{unit}s": count})
    months = day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
