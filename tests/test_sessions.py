"""When the sessions of a body are held, against days on which they were."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.grammar.sessions import interval

#   session of the General Assembly, the day on which it opened
OPENED = [
    (58, date(2003, 9, 16)),
    (61, date(2006, 9, 12)),
    (62, date(2007, 9, 18)),  # 1 September 2007 was a Saturday
    (68, date(2013, 9, 17)),
    (74, date(2019, 9, 17)),
    (77, date(2022, 9, 13)),
    (78, date(2023, 9, 5)),  # the first one in the second week
    (79, date(2024, 9, 10)),
    (80, date(2025, 9, 9)),
]

#   body, session, the first and the last day of a session that was held
HELD = [
    ("body/hrc", 10, date(2009, 3, 2), date(2009, 3, 27)),
    ("body/hrc", 11, date(2009, 6, 2), date(2009, 6, 18)),
    ("body/hrc", 12, date(2009, 9, 14), date(2009, 10, 2)),
    ("body/hrc", 43, date(2020, 2, 24), date(2020, 6, 23)),
    ("body/hrc", 44, date(2020, 6, 30), date(2020, 7, 17)),
    ("body/hrc", 48, date(2021, 9, 13), date(2021, 10, 11)),
    ("body/hrc", 60, date(2025, 9, 8), date(2025, 10, 8)),
    ("body/ecosoc", 2019, date(2018, 7, 26), date(2019, 7, 24)),
    ("body/eclac", 30, date(2004, 6, 28), date(2004, 7, 2)),
    ("body/ga", 76, date(2021, 9, 14), date(2022, 9, 13)),
]


@pytest.mark.parametrize(("session", "opened"), OPENED)
def test_the_opening_day_of_the_general_assembly(session: int, opened: date) -> None:
    days = interval("body/ga", session)
    assert days
    assert days[0] == opened


@pytest.mark.parametrize(("body", "session", "first", "last"), HELD)
def test_a_session_lies_inside_its_interval(body: str, session: int, first: date, last: date) -> None:
    days = interval(body, session)
    assert days
    assert days[0] <= first <= last <= days[1]
    assert (last - first).days <= (days[1] - days[0]).days <= 395


@pytest.mark.parametrize(
    ("body", "session"),
    [("body/ga", 57), ("body/hrc", 9), ("body/ecosoc", 2014), ("body/ecosoc", 80), ("body/csw", 68), ("body/sc", 80)],
)
def test_a_session_of_which_nothing_is_certain(body: str, session: int) -> None:
    assert interval(body, session) is None


@given(st.sampled_from(["body/ga", "body/hrc", "body/ecosoc", "body/sc"]), st.integers(min_value=0))
def test_any_number_has_an_interval_or_none(body: str, session: int) -> None:
    days = interval(body, session)
    assert days is None or days[0] < days[1]
