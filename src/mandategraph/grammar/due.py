"""When something is due: the words of a deadline as a day, a month, a year or a session.

Words that fix no time ("as soon as possible") give nothing, and neither does a period that begins at an event nobody can date.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mandategraph.grammar import ordinals
from mandategraph.grammar.language import Language, alternatives

Precision = Literal["day", "month", "year"]
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the last day that the words allow, and how exactly they say it; or the number of a session.

    Of a month or year `day` is the last day. `session` counts the sessions of the body that the words name with it.
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
    return _on_a_day(words, language) or _after_adoption(words, language, adopted) or _at_a_session(words, language)


def _on_a_day(words: str, language: Language) -> Due | None:
    months = language.words("dates", "months")
    match = language.pattern("due", "calendar", months=alternatives(months)).search(words)
    if not match:
        return None
    year = int(match["year"])
    if not match["month"]:
        return Due(date(year, DECEMBER, 31), "year") if year else None
    month = months.index(match["month"]) + 1
    last = calendar.monthrange(year, month)[1]
    if not match["day"]:
        return Due(date(year, month, last), "month")
    return Due(date(year, month, int(match["day"])), "day") if 1 <= int(match["day"]) <= last else None


def _after_adoption(words: str, language: Language, adopted: date | None) -> Due | None:
    match = language.pattern("due", "period", numbers=alternatives(language.words("due", "numbers"))).search(words)
    if not match or adopted is None:
        return None
    spelt = match["count"].lower()
    numbers = language.words("due", "numbers")
    count = int(spelt) if spelt.isdigit() else numbers.index(spelt) + 1
    units = language.table("due", "units")
    unit = units[match["unit"].lower()]
    if unit == "day":
        return Due(adopted + timedelta(days=count), "day")
    if unit == "week":
        return Due(adopted + timedelta(weeks=count), "day")
    months = adopted.month - 1 + count * (12 if unit == "year" else 1)
    year, month = adopted.year + months // 12, months % 12 + 1
    return Due(date(year, month, min(adopted.day, calendar.monthrange(year, month)[1])), "day")


def _at_a_session(words: str, language: Language) -> Due | None:
    match = language.pattern("due", "session", ordinal=ordinals.pattern(language.code)).search(words)
    number = ordinals.value(match["ordinal"], language.code) if match else None
    return Due(session=number) if number else None
