"""When something is due, from the words of a deadline."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.grammar import language as languages
from mandategraph.grammar import numerals
from mandategraph.grammar.due import Due, due

ENGLISH = languages.load("en")
ADOPTED = date(2024, 1, 31)

#   words of real deadlines, when that is
DUE = [
    ("by 31 January 2026", Due(date(2026, 1, 31), "day")),
    ("no later than 15 October 2023", Due(date(2023, 10, 15), "day")),
    ("before the end of 2024", Due(date(2024, 12, 31), "year")),
    ("by 2030", Due(date(2030, 12, 31), "year")),
    ("in February 2024", Due(date(2024, 2, 29), "month")),
    ("at its eightieth session", Due(None, "session", 80)),
    ("at the seventy-ninth session of the General Assembly", Due(None, "session", 79)),
    ("before its fifty-fifth regular session", Due(None, "session", 55)),
    ("at its one hundred and first session", Due(None, "session", 101)),
    ("within 90 days of the adoption of this resolution", Due(date(2024, 4, 30), "day")),
    ("within one month of the adoption of the present resolution", Due(date(2024, 2, 29), "day")),
    ("six months after the adoption of this resolution", Due(date(2024, 7, 31), "day")),
    ("within two years from the date of adoption of this resolution", Due(date(2026, 1, 31), "day")),
    ("within 30 days", None),  # of what?
    ("as soon as possible", None),
    ("at its next session", None),
    ("for the biennium 2024-2025", None),  # a period
    ("on 31 February 2024", None),
    ("by September of 2010", Due(date(2010, 9, 30), "month")),
    ("by the end of July 2014", Due(date(2014, 7, 31), "month")),
    ("from 20 February to 3 March 2023", Due(date(2023, 3, 3), "day")),
    ("starting from 1 January 2023", None),  # the first day of many
    ("in the first half of 2022", None),  # the year ends later
    ("before 1 July 2005", Due(date(2005, 6, 30), "day")),
    ("before March 2024", Due(date(2024, 2, 29), "month")),
    ("prior to 2025", Due(date(2024, 12, 31), "year")),
    ("in 30 days of its adoption", Due(date(2024, 3, 1), "day")),
    ("no later than forty-five days after the adoption of this resolution", Due(date(2024, 3, 16), "day")),
    ("by 27 months from the date of adoption of this resolution", Due(date(2026, 4, 30), "day")),
    ("within 20 working days of the adoption of this resolution", None),  # which days are working days?
    ("9999 years after the adoption of this resolution", None),
    ("at the main part of its eighty-third session, in 2028", Due(None, "session", 83)),
    ("at its 102nd session", Due(None, "session", 102)),
    ("at its 2024 session", Due(None, "session", 2024)),  # the Economic and Social Council counts by years
    ("its substantive session of 2013", Due(None, "session", 2013)),
    ("at its thirty-second special session", None),  # special sessions are counted for themselves
    ("at its second regular session of the year", None),  # the second of each year
    ("at its seventy-ninth and eightieth sessions", None),  # which?
]


@pytest.mark.parametrize(("words", "expected"), DUE)
def test_due(words: str, expected: Due | None) -> None:
    assert due(words, ENGLISH, ADOPTED) == expected


def test_a_period_counts_from_a_known_day_only() -> None:
    assert due("within 90 days of the adoption of this resolution", ENGLISH) is None


@given(st.dates(date(1946, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read(day: date) -> None:
    months = ENGLISH.words("dates", "months")
    assert due(f"by {day.day} {months[day.month - 1]} {day.year}", ENGLISH) == Due(day, "day")


@pytest.mark.parametrize("kind", ["ordinal", "cardinal"])
def test_every_number_below_two_hundred_has_its_words(kind: numerals.Kind) -> None:
    words = list(numerals._values(kind, "en"))  # noqa: SLF001 - the table itself
    assert sorted(numerals.value(word, kind) or 0 for word in words) == list(range(1, 100))
    assert sorted(numerals.value(f"one hundred and {word}", kind) or 0 for word in words) == list(range(101, 200))


@given(st.text(max_size=60))
def test_any_words_are_read_or_not(words: str) -> None:
    due(words, ENGLISH, ADOPTED)
