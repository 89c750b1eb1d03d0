"""The days of a document, as traces and series print them."""

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
