"""How often and for how long, as a duration."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.grammar import language as languages
from mandategraph.grammar.periods import duration

ENGLISH = languages.load("en")

#   words of real periods, the duration
PERIODS = [
    ("every 60 days", "P60D"),
    ("every one hundred and twenty days", "P120D"),
    ("at 90-day intervals", "P90D"),
    ("every six months", "P6M"),
    ("six-monthly", "P6M"),
    ("semi-annually", "P6M"),
    ("every three weeks", "P21D"),
    ("annually", "P1Y"),
    ("on an annual basis", "P1Y"),
    ("each year", "P1Y"),
    ("at least once per year", "P1Y"),
    ("once every two years", "P2Y"),
    ("biennial", "P2Y"),
    ("Triennially", "P3Y"),
    ("quadrennial", "P4Y"),
    ("every second year", "P2Y"),
    ("every other month", "P2M"),
    ("quarterly", "P3M"),
    ("every quarter", "P3M"),
    ("monthly", "P1M"),
    ("for a period of one year", "P1Y"),
    ("for an initial period of twelve months", "P12M"),
    ("for a further year", "P1Y"),
    ("three months", "P3M"),
    ("a new period of 180 days", "P180D"),
    ("on a regular basis", None),
    ("regularly", None),
    ("periodically", None),
    ("at each session", None),
    ("biannual", None),  # twice a year, or every second one
    ("bi-monthly", None),
    ("twice a year", None),  # not every six months
    ("three times a year", None),
    ("for up to two months", None),
    ("for at least two years", None),
    ("five working days", None),
    ("annual and biennial", None),  # which?
    ("every 0 days", None),
]


@pytest.mark.parametrize(("words", "expected"), PERIODS)
def test_duration(words: str, expected: str | None) -> None:
    assert duration(words, ENGLISH) == expected


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(["every", "each", "once", "one", "six", "sixty", "hundred", "and", "-", "year", "days", "monthly"])
        ).map(" ".join),
    )
)
def test_any_words_give_a_duration_or_none(words: str) -> None:
    found = duration(words, ENGLISH)
    assert found is None or re.fullmatch(r"P[1-9]\d*[DMY]", found)
