"""What the pictures have in common: a title, a lane for each body, a line of years, a column for undated works, a legend."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mandategraph.publish.layout import Box, Years
from mandategraph.publish.page import GREY, INK, PALE, Page, text_size

WIDTH = 500.0
MARGIN = 8.0
HEAD, AXIS, FOOT = 42.0, 18.0, 36.0
LANE_NAME = 14.0
SMALL, NORMAL, TITLE = 6.5, 7.5, 10.0
TITLE_LETTERS, LABEL_LETTERS, LABEL_LINES = 115, 24, 2
LINE = "#B8B8B8"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand from left to right: the column of the undated works, if any, and the years, if any are known."""

    undated: tuple[float, float] | None
    years: Years | None

    def x(self, moment: float | None, width: float = 0.0) -> float:
        """Where a moment stands; what is undated stands in the middle of its column, with room for a `width` to its left."""
        if moment is not None and self.years:
            return self.years.x(moment)
        left, right = self.undated or (MARGIN, WIDTH - MARGIN)
        return (left + right + width) / 2


def ground(page: Page, title: str, subtitle: str, lanes: Mapping[str, float], columns: Columns) -> dict[str, float]:
    """Draw title, lanes (of these heights), years and the column of the undated; give the upper edge of each lane."""
    page.text(MARGIN, page.height - 14, title, size=TITLE, bold=True)
    page.text(MARGIN, page.height - 28, textwrap.shorten(subtitle, TITLE_LETTERS, placeholder=" …"), size=NORMAL, colour=GREY)
    top, floor = page.height - HEAD, FOOT + AXIS
    if columns.years:
        _years(page, columns.years, floor, top)
    if columns.undated:
        left, right = columns.undated
        page.text((left + right) / 2, floor - 9, "undated", size=NORMAL, italic=True, across="center")
        if columns.years:
            page.line((right, floor - 12), (right, top), colour=GREY, dashed=True)
    edges = {}
    edge = top
    page.line((MARGIN, edge), (WIDTH - MARGIN, edge), colour=LINE)
    for name, height in lanes.items():
        edges[name] = edge
        edge -= height
        page.line((MARGIN, edge), (WIDTH - MARGIN, edge), colour=LINE)
    return edges


def lane_names(page: Page, edges: Mapping[str, float]) -> list[Box]:
    """Write the name of each lane below its upper edge; give the room they take."""
    boxes = []
    for name, edge in edges.items():
        page.text(MARGIN, edge - LANE_NAME / 2 - 1, name, size=NORMAL, colour=GREY, backed=True)
        boxes.append(Box(MARGIN, edge - LANE_NAME, MARGIN + text_size(name, NORMAL)[0], edge))
    return boxes


def legend(page: Page, sizes: Mapping[str, float], note: str) -> None:
    """Draw what circles (also those of `sizes`) and arrows mean, and a note below."""
    x, y = MARGIN + 4.0, 24.0
    for filled, meaning in ((True, "text in the graph"), (False, "known from citations")):
        page.circle(x, y, 3, GREY, filled=filled)
        x = _word(page, x + 7, y, meaning)
    page.arrow([(x, y), (x + 18, y)])
    x = _word(page, x + 23, y, "cites")
    for meaning, radius in sizes.items():
        page.circle(x + radius, y, radius, INK, filled=False, line=0.6)
        x = _word(page, x + 2 * radius + 3, y, meaning, after=8.0)
    page.text(MARGIN, 9, note, size=SMALL, colour=GREY)


def name(data: Mapping[str, Any], node: str) -> str:
    """The label of a document on at most two lines."""
    lines = textwrap.wrap(str(data.get("label", node)), LABEL_LETTERS, max_lines=LABEL_LINES, placeholder=" …")
    return "\n".join(lines)


def days(dates: str) -> str:
    """A day or an interval of days for people.

    >>> days("2004-06-28/2004-07-02")
    '28 Jun – 2 Jul 2004'
    >>> days("2002-05-06/2002-05-10")
    '6–10 May 2002'
    """
    if not dates:
        return ""
    known = [date.fromisoformat(text) for text in dates.split("/")]
    first, last = known[0], known[-1]
    shown = f"{last.day} {_month(last)} {last.year}"
    if first == last:
        return shown
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{shown}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {_month(first)}{year} – {shown}"


def fit(moments: Sequence[float], widths: Sequence[float], left: float, right: float) -> Years | None:
    """The longest line of years to `right` on which labels of these widths, each ending at its moment, keep clear of `left`."""
    whole = Years.of(moments, 0.0, 1.0)
    if whole is None:
        return None
    starts = [(left + width - whole.x(m) * right) / (1 - whole.x(m)) for m, width in zip(moments, widths, strict=True)]
    return Years.of(moments, max(left, *starts), right)


def _month(day: date) -> str:
    return ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]


def _years(page: Page, years: Years, floor: float, top: float) -> None:
    """Draw the line of years. Each tick is the beginning of a year; where every year has one, its number stands in its middle."""
    for year in years.ticks():
        x = years.x(year)
        page.line((x, floor - 3), (x, top), colour=PALE)
        middle = years.x(year + 0.5) if years.step == 1 else x
        if middle <= years.right + 1:
            page.text(middle, floor - 9, str(year), size=NORMAL, across="center")


def _word(page: Page, x: float, y: float, text: str, after: float = 16.0) -> float:
    """Write a text and give the place where the next thing may begin."""
    page.text(x, y, text, size=SMALL)
    return x + text_size(text, SMALL)[0] + after
