"""The days of a document: as traces and series print them, and whether they lie in a time."""

from __future__ import annotations

from datetime import date


def days(first: date | None, last: date | None) -> str:
    """The day of adoption, or the days of the session as `first/last`; `undated` where none is known.

    >>> days(date(2004, 6, 28), date(2004, 7, 2)), days(date(2003, 12, 23), date(2003, 12, 23)), days(None, None)
    ('2004-06-28/2004-07-02', '2003-12-23', 'undated')
    """
    if first is None:
        return "undated"
    return f"{first}" if first == last else f"{first}/{last}"


def is_within(first: date | None, last: date | None, since: date | None, until: date | None) -> bool:
    """Whether a document was adopted in a time, both days included; one without a date is not known to have been.

    >>> is_within(date(2004, 6, 28), date(2004, 7, 2), None, date(2004, 7, 1)), is_within(None, None, None, None)
    (False, True)
    """
    if since is None and until is None:
        return True
    if first is None:
        return False
    return (since is None or first >= since) and (until is None or (last or first) <= until)
