"""Finding the stretch of text that holds a place, where the stretches are in order and do not overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything with a beginning and an end in a text."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point after the last one."""
        ...


S = TypeVar("S", bound=Stretch)


def overlapping(stretches: Sequence[S], start: int, end: int | None = None) -> S | None:
    """The last stretch that shares a code point with `start` to `end` (default: one code point), or None.

    >>> from types import SimpleNamespace as Words
    >>> found = [Words(text="in which", start=0, end=8), Words(text="the Assembly", start=9, end=21)]
    >>> overlapping(found, 8), overlapping(found, 8, 10).text
    (None, 'the Assembly')
    """
    if not stretches:
        return None
    index = bisect_left(stretches, start + 1 if end is None else end, key=lambda stretch: stretch.start)
    return stretches[index - 1] if index and stretches[index - 1].end > start else None
