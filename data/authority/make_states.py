"""Drafts of rows for `states.csv` and `names.csv` from ISO 3166, for a librarian to review.

    python data/authority/make_states.py AFG ALB SCG    rows for these alpha-3 codes, those of `states.csv` first
    python data/authority/make_states.py                where the files differ from ISO 3166; nothing is wrong with a difference

Needs the package and `pycountry` (`pip install pycountry`), which brings the tables of ISO 3166-1 and, for States that are no
more, ISO 3166-3. Nothing is written to the files. The numeric code of ISO is the M49 code of the United Nations, but the name must
be checked: the United Nations says "Republic of Korea" where ISO has "Korea, Republic of". Whether a code is that of a Member or
observer must be known too, since ISO 3166 also lists territories.
"""  # noqa: INP001 - a script beside its data, not a module

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycountry

from mandategraph import authority

SOURCE = "UN Statistics Division M49 standard"


def country(code: str) -> tuple[str, str]:
    """The numeric code and the English short name in ISO 3166 of an alpha-3 code; raises `LookupError` for an unknown one."""
    found = pycountry.countries.get(alpha_3=code) or pycountry.historic_countries.get(alpha_3=code)
    if found is None:
        raise LookupError(f"{code} is no alpha-3 code of ISO 3166; write it in capitals, like CHL")
    return found.numeric, found.name


def name_in_order(name: str) -> str:
    """An ISO name as the United Nations mostly writes it: "Bolivia, Plurinational State of" with parentheses."""
    head, comma, rest = name.partition(", ")
    return f"{head} ({rest})" if comma else name.replace("'", "’")


def drafts(codes: Iterable[str]) -> Iterator[list[str]]:
    """The rows of `states.csv`, then those of `names.csv`, in the order of the codes."""
    ordered = sorted(codes)
    for code in ordered:
        yield [f"state/{code}", country(code)[0], SOURCE]
    for code in ordered:
        yield [f"state/{code}", "1", name_in_order(country(code)[1]), "en", "official", "", "", SOURCE, ""]


def differences(facts: authority.Authority) -> Iterator[list[str]]:
    """Key, what differs, its value in ISO 3166 and its value here, for each State of the files."""
    for key, state in facts.states.items():
        numeric, name = country(key.removeprefix("state/"))
        if state.m49 != numeric:
            yield [key, "m49", numeric, state.m49]
        if facts.label(key) != name:
            yield [key, "name", name, facts.label(key) or ""]


def main(codes: list[str]) -> int:
    """Writes the rows to the standard output; gives the exit code."""
    try:
        rows = list(drafts(codes) if codes else differences(authority.load(Path(__file__).parent)))
    except LookupError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
