"""Which number can be of which body, session and year, from `data/grammar/numbering.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from mandategraph import assets

LAST_SESSION = 99  # of any body; a higher number is none of a session
LAST_ROMAN = 3541  # the last resolution of the thirtieth session of the General Assembly


@cache
def _table() -> dict[str, Any]:
    return assets.toml("data/grammar/numbering.toml")


@cache
def bodies() -> frozenset[str]:
    """The bodies whose numbering is known.

    >>> "body/hrc" in bodies()
    True
    """
    table = _table()
    return frozenset({"body/sc", *table["session"], *table["special"], *table["roman"]})


@cache
def council_year(number: int) -> int | None:
    """The year in which the Security Council adopted the resolution of a number; None after the last year of the table.

    >>> council_year(1325), council_year(15), council_year(99999)
    (2000, 1946, None)
    """
    years = ((int(year), last) for year, last in _table()["last_of_year"].items())
    return next((year for year, last in years if 0 < number <= last), None)


@cache
def council_fits(number: int, year: int) -> bool:
    """Whether the Security Council can have adopted a resolution of this number in that year.

    After the last year of the table any higher number fits.

    >>> council_fits(1325, 2000), council_fits(1325, 2001), council_fits(2999, 2031), council_fits(2999, 2003)
    (True, False, True, False)
    """
    known = council_year(number)
    last = max(int(known_year) for known_year in _table()["last_of_year"])
    return known == year if known else number > 0 and last < year < last + 100


@cache
def bodies_of_session(session: int, year: int | None) -> tuple[str, ...]:
    """The bodies that can have adopted a resolution N/M of a session, in a year where that is known.

    The Assembly's session N opens in the year 1945 + N and ends in the next; the Human Rights Council has three sessions a year.

    >>> bodies_of_session(60, 2005), bodies_of_session(5, 2007), bodies_of_session(79, 2023)
    (('body/ga',), ('body/hrc',), ('body/escap',))
    """
    known = _table()["session"].items()
    return tuple(
        body for body, rule in known if rule["from"] <= session <= rule.get("to", LAST_SESSION) and _falls(rule, session, year)
    )


def _falls(rule: dict[str, int], session: int, year: int | None) -> bool:
    if year is None:
        return True
    if "per_year" in rule:
        return year == rule["since"] + (session - rule["from"]) // rule["per_year"]
    return 0 <= year - session - rule["offset"] < rule["years"]


@cache
def bodies_of_special(session: int, year: int | None) -> tuple[str, ...]:
    """The bodies that can have adopted a resolution S-N/M of a special session.

    >>> bodies_of_special(29, 2021), bodies_of_special(27, None), bodies_of_special(2, None), bodies_of_special(60, 2033)
    (('body/hrc',), ('body/ga', 'body/hrc'), ('body/hrc',), ('body/ga', 'body/hrc'))
    """
    special = _table()["special"]
    if session > max(int(held) for sessions in special.values() for held in sessions):  # later than the table
        return tuple(special)
    years = ((body, sessions.get(str(session))) for body, sessions in special.items())
    return tuple(body for body, held in years if held and (year is None or any(abs(year - one) <= 1 for one in held)))


@cache
def fits_roman(number: int, session: str) -> bool:
    """Whether the General Assembly can have given this number in that Roman session.

    >>> fits_roman(217, "III"), fits_roman(722, "XXIII"), fits_roman(155, "VII"), fits_roman(3202, "S-VI")
    (True, False, False, True)
    """
    attested = _table()["roman"]["body/ga"]
    if session not in attested:
        return "S-" in session
    names = list(attested)
    place = names.index(session)
    floor = attested[names[place - 1]][1] if place else 0
    ceiling = attested[names[place + 1]][0] if place + 1 < len(names) else LAST_ROMAN + 1
    return bool(floor < number < ceiling)
