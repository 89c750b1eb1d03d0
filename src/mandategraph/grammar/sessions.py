"""When a session of a body is held, from `data/authority/sessions.csv` and the rules of `data/grammar/sessions.toml`."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from mandategraph import assets, authority
from mandategraph.symbol import ROMAN, roman_value

Days = tuple[date, date]
WEEK = timedelta(weeks=1)
FRIDAY = 5
HIGHEST = 200  # no body has had more numbered sessions


def interval(body: str, number: int) -> Days | None:
    """The first and the last day between which a regular session of a body lies; None where that is not certain.

    `body` is a key of the authority data, `number` the number of the session, or its year where the body counts by years. The
    first day is that of the opening only for the General Assembly and for sessions of the authority data.

    >>> interval("body/ga", 80), interval("body/sc", 80)
    ((datetime.date(2025, 9, 9), datetime.date(2026, 9, 8)), None)
    >>> interval("body/hrc", 57), interval("body/ecosoc", 2024)
    ((datetime.date(2024, 9, 1), datetime.date(2024, 10, 31)), (datetime.date(2023, 7, 1), datetime.date(2024, 7, 31)))
    """
    try:
        return _known().get((body, number)) or _opened(body, number) or _in_months(body, number)
    except (ValueError, OverflowError):  # after the year 9999
        return None


def between(first: date, last: date) -> Iterator[tuple[str, int]]:
    """The sessions, as body and number, that have days between two days: of the bodies whose sessions are told by a rule.

    >>> [number for body, number in between(date(2025, 1, 1), date(2025, 6, 30)) if body == "body/ga"]
    [79]
    """
    bodies = sorted({rule["body"] for kind in ("opening", "months") for rule in _rules(kind)})
    for body in bodies:
        for number in (*range(1, HIGHEST), *range(first.year, last.year + 2)):
            days = interval(body, number)
            if days and days[0] <= last and days[1] >= first:
                yield body, number


@cache
def _known() -> dict[tuple[str, int], Days]:
    """The sessions whose days are known one by one."""
    held = {(row["body"], row["session"]): (row["first"], row["last"]) for row in _rules("held")}
    curated = authority.load().sessions.values()
    roman = {(s.body, roman_value(s.label)): (s.start, s.end) for s in curated if set(s.label) <= set(ROMAN)}
    return held | roman | {(s.body, int(s.label)): (s.start, s.end) for s in curated if s.label.isdigit()}


def _opened(body: str, number: int) -> Days | None:
    first, next_one = _opening(body, number), _opening(body, number + 1)
    return (first, next_one) if first and next_one else None


def _opening(body: str, number: int) -> date | None:
    """The day on which a session opens."""
    for rule in _rules("opening"):
        if rule["body"] == body and rule["from"] <= number <= rule.get("to", number):
            first = date(int(rule["offset"]) + number, rule["month"], 1)
            monday: date = first - timedelta(days=first.weekday()) + (WEEK if first.isoweekday() > FRIDAY else timedelta())
            return monday + timedelta(weeks=rule["week"] - 1, days=rule["weekday"] - 1)
    return None


def _in_months(body: str, number: int) -> Days | None:
    for rule in _rules("months"):
        if rule["body"] == body and number >= rule["from"]:
            years, place = divmod(number - rule["from"], len(rule["months"]))
            first, last = rule["months"][place]
            year = rule["year"] + years
            return _month(year, first)[0], _month(year, last)[1]
    return None


def _month(year: int, month: int) -> Days:
    """The first and the last day of a month that is counted from January of a year."""
    years, place = divmod(month - 1, 12)
    days = calendar.monthrange(year + years, place + 1)[1]
    return date(year + years, place + 1, 1), date(year + years, place + 1, days)


@cache
def _rules(kind: str) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = assets.toml("data/grammar/sessions.toml")[kind]
    return rules
