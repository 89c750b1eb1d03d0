"""Dates and date ranges as resolutions print them."""

from __future__ import annotations

from datetime import date

from mandategraph.grammar.language import Language, alternatives


def interval(text: str, language: Language) -> tuple[date, date] | None:
    """The first and last day named at the beginning of a text, or None.

    >>> from mandategraph.grammar import language
    >>> interval("30 August-12 September 1978. United Nations", language.load("en"))
    (datetime.date(1978, 8, 30), datetime.date(1978, 9, 12))
    >>> interval("18 to 22 March 2002;", language.load("en"))
    (datetime.date(2002, 3, 18), datetime.date(2002, 3, 22))
    >>> interval("31 February 2002", language.load("en"))
    """
    months = language.words("dates", "months")
    match = None
    for form in ("range", "single"):
        match = match or language.pattern("dates", form, months=alternatives(months)).match(text)
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
    return (first, last) if first <= last else None
