"""When something is due, from the words of a deadline."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.grammar import language as languages
from mandategraph.grammar import ordinals
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
    ("at its eightieth session", Due(session=80)),
    ("at the seventy-ninth session of the General Assembly", Due(session=79)),
    ("before its fifty-fifth regular session", Due(session=55)),
    ("at its one hundred and first session", Due(session=101)),
    ("within 90 days of the adoption of this resolution", Due(date(2024, 4, 30), "day")),
    ("within one month of the adoption of the present resolution", Due(date(2024, 2, 29), "day")),
    ("six months after the adoption of this resolution", Due(date(2024, 7, 31), "day")),
    ("within two years from the date of adoption of this resolution", Due(date(2026, 1, 31), "day")),
    ("within 30 days", None),  # of what?
    ("as soon as possible", None),
    ("at its next session", None),
    ("for the biennium 2024-2025", None),  # a period
    ("on 31 February 2024", None),
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


def test_every_ordinal_below_two_hundred_has_one_value() -> None:
    words = [word for word in ordinals._values("en")]  # noqa: C416, SLF001 - the table itself
    assert sorted(ordinals.value(word) or 0 for word in words) == list(range(1, 100))
    assert sorted(ordinals.value(f"one hundred and {word}") or 0 for word in words) == list(range(101, 200))


@given(st.text(max_size=60))
def test_any_words_are_read_or_not(words: str) -> None:
    due(words, ENGLISH, ADOPTED)
