"""The lineage of a document and the citation network as pictures for a paper, as SVG and PNG."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2, sqrt
from pathlib import Path
from typing import Any

import networkx as nx

from mandategraph.publish.layout import Box, Years, lanes, moment, place_labels, swarm
from mandategraph.publish.page import GREY, Page, palette, text_size

WIDTH = 500.0
MARGIN = 8.0
GUTTER = 112.0  # the names of the lanes
HEAD, FOOT, AXIS = 50.0, 34.0, 20.0
LANE_GAP = 9.0
SMALL, NORMAL, TITLE = 6.5, 7.5, 10.0
LANE_LETTERS, LABEL_LETTERS, LABEL_LINES = 21, 24, 2
DOT = 4.0
ROW = 31.0
TRUNK = 16.0
FEW, MOST_LABELS, MOST_DRAWN = 30, 25, 300
IN_PASSING = "mentions document"
LEAST_LANE = 44.0
LARGEST_DOT = 13.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand from left to right: the undated works, if any, and the years, if any are known."""

    undated: float | None
    years: Years | None

    @classmethod
    def of(cls, moments: Sequence[float | None], undated: float, left: float, right: float) -> Columns:
        """Columns for documents of these moments; `undated` is the width of their column, `left` and `right` keep labels in."""
        known = [m for m in moments if m is not None]
        lacking = len(known) < len(moments)
        start = GUTTER + (undated if lacking else 0.0)
        return cls(GUTTER + undated if lacking else None, Years.of(known, start + left, WIDTH - MARGIN - right))

    def x(self, when: float | None) -> float:
        """Where a moment stands."""
        if when is not None and self.years:
            return self.years.x(when)
        return (self.undated or GUTTER) - 2 * MARGIN


def lineage_picture(graph: nx.DiGraph[str], focus: str, path: Path) -> list[Path]:
    """Draw what a document rests on: an arrow to each document that one of its paragraphs cites by its leading act.

    `graph` is a network as `mandategraph.network.network` makes it, or a part of it that holds the focus and what it cites. The
    picture is written beside `path` with the endings `.svg` and `.png`, the same bytes for the same graph; both paths are given.
    Raises `MissingExtra` where matplotlib is not installed.
    """
    cited = [other for other in graph.successors(focus) if "governed" in _parts(graph.edges[focus, other], "scopes")]
    shown = _rows(graph, focus, cited)
    data = {node: graph.nodes[node] for node in [focus, *cited]}
    widths = {node: _label_width(data[node], node) + 2 * DOT for node in data}
    before = max((widths[node] for node in cited), default=0.0)
    columns = Columns.of([moment(d) for d in data.values()], before + 4 * MARGIN, before, widths[focus] + DOT)
    heights = [len(nodes) * ROW + LANE_GAP for nodes in shown.values()]
    page = Page(WIDTH, HEAD + AXIS + FOOT + sum(heights))
    bottoms = _ground(page, f"Lineage of {focus}", str(data[focus].get("title", "")), list(shown), heights, columns)
    colours = palette(shown, {str(d.get("body")) for d in data.values()})
    at = {
        node: (columns.x(moment(data[node])), bottoms[lane] + heights[place] - LANE_GAP / 2 - (row + 0.5) * ROW)
        for place, (lane, nodes) in enumerate(shown.items())
        for row, node in enumerate(nodes)
    }
    for node in cited:
        _cites(page, at[focus], at[node], _says(graph.edges[focus, node]))
    for lane, nodes in shown.items():
        for node in nodes:
            page.circle(*at[node], DOT, colours[lane], filled=bool(data[node].get("read")))
            _label(page, at[node], data[node], node, right=node == focus)
    _foot(page, "Arrow = cites; the word on it is the act by which the paragraph cites. One row for each document.")
    return page.save(path)


def network_picture(graph: nx.DiGraph[str], path: Path) -> list[Path]:
    """Draw the citation network: years from left to right, a lane and a colour for each body, larger circles for the more cited.

    Up to 30 documents are all labelled, of more the 25 most cited; of more than 300 only the 300 most cited are drawn, which the
    caption says. The picture is written beside `path` with the endings `.svg` and `.png`, the same bytes for the same graph; both
    paths are given. Raises `MissingExtra` where matplotlib is not installed.
    """
    ranked = sorted(graph, key=lambda node: (-graph.in_degree(node), -graph.out_degree(node), node))
    drawn = graph.subgraph(ranked[:MOST_DRAWN])
    data = {node: graph.nodes[node] for node in ranked[:MOST_DRAWN]}
    radius = {node: min(2.4 + 1.5 * sqrt(graph.in_degree(node)), LARGEST_DOT) for node in data}
    columns = Columns.of([moment(d) for d in data.values()], 80.0, 2 * MARGIN, 3 * MARGIN)
    shown = lanes(graph, data)
    offsets = {lane: swarm([(columns.x(moment(data[node])), radius[node]) for node in nodes]) for lane, nodes in shown.items()}
    heights = [
        max(LEAST_LANE, 2 * max(abs(y) + radius[node] for node, y in zip(shown[lane], ys, strict=True)) + 2 * LANE_GAP)
        for lane, ys in offsets.items()
    ]
    page = Page(WIDTH, HEAD + AXIS + FOOT + sum(heights))
    bottoms = _ground(page, "Citation network", _counts(graph, drawn), list(shown), heights, columns)
    colours = palette(shown, {str(d.get("body")) for d in data.values()})
    at = {
        node: (columns.x(moment(data[node])), bottoms[lane] + heights[place] / 2 + y)
        for place, (lane, nodes) in enumerate(shown.items())
        for node, y in zip(nodes, offsets[lane], strict=True)
    }
    faint = 0.75 if drawn.number_of_edges() <= 2 * FEW else 0.35
    for citing, cited, edge in sorted(drawn.edges(data=True), key=lambda edge: edge[:2]):
        weight = 0.5 + 0.25 * log2(edge.get("citations", 1))
        page.bow(at[citing], at[cited], (radius[citing], radius[cited] + 1), width=weight, alpha=faint)
    for lane, nodes in shown.items():
        for node in nodes:
            page.circle(*at[node], radius[node], colours[lane], filled=bool(data[node].get("read")))
    _labels(page, ranked[: len(data) if len(data) <= FEW else MOST_LABELS], data, at, radius)
    _foot(page, "Arrow = cites. A larger circle is cited by more documents.")
    return page.save(path)


def _rows(graph: nx.DiGraph[str], focus: str, cited: Sequence[str]) -> dict[str, list[str]]:
    """The lanes of a lineage with a row for each document: the focus first, then the latest first."""
    shown = lanes(graph, [focus, *cited])
    return {
        lane: sorted(nodes, key=lambda node: (node != focus, -(moment(graph.nodes[node]) or 0), node))
        for lane, nodes in shown.items()
    }


def _ground(
    page: Page, title: str, subtitle: str, names: Sequence[str], heights: Sequence[float], columns: Columns
) -> dict[str, float]:
    """Draw title, lanes, years and the column of the undated; give the lower edge of each lane."""
    page.text(MARGIN, page.height - 16, title, size=TITLE, bold=True)
    page.text(MARGIN, page.height - 30, textwrap.shorten(subtitle, 110, placeholder=" …"), size=NORMAL, colour=GREY)
    top, floor = page.height - HEAD, FOOT + AXIS
    if columns.years:
        _years(page, columns.years, floor, top)
    if columns.undated:
        page.text(columns.undated - 2 * MARGIN, floor - 9, "undated", size=NORMAL, across="center")
        page.line((columns.undated, floor), (columns.undated, top), colour=GREY, dashed=True)
    bottoms = {}
    edge = top
    page.line((MARGIN, top), (WIDTH - MARGIN, top), colour=GREY)
    for name, height in zip(names, heights, strict=True):
        lines = "\n".join(textwrap.wrap(name, LANE_LETTERS))
        page.text(MARGIN, edge - height / 2, lines, size=NORMAL)
        edge -= height
        bottoms[name] = edge
        page.line((MARGIN, edge), (WIDTH - MARGIN, edge), colour=GREY)
    return bottoms


def _years(page: Page, years: Years, floor: float, top: float) -> None:
    """Draw the line of years; where each one has a tick, its number stands in the middle of the year."""
    for year in years.ticks():
        x = years.x(year)
        page.line((x, floor - 3), (x, top))
        middle = years.x(year + 0.5) if years.step == 1 else x
        if middle <= years.right:
            page.text(middle, floor - 9, str(year), size=NORMAL, across="center")


def _cites(page: Page, start: tuple[float, float], end: tuple[float, float], act: str) -> None:
    """Draw an arrow of a lineage, along the row of the cited document, with the act above its end."""
    trunk = start[0] - TRUNK
    tip = end[0] + DOT + 1.5
    if tip + TRUNK < trunk:
        page.arrow([(start[0] - DOT, start[1]), (trunk, start[1]), (trunk, end[1]), (tip, end[1])])
    else:
        side = DOT + 1.5 if end[1] < start[1] else -DOT - 1.5
        page.arrow([(start[0], start[1] - side), (end[0], end[1] + side)])
    page.text(tip + 7, end[1] + 6, act, size=SMALL, italic=True, backed=True)


def _label(page: Page, at: tuple[float, float], data: Mapping[str, Any], node: str, *, right: bool) -> None:
    """Draw name and date of a document of a lineage to one side of its circle."""
    x = at[0] + (2 * DOT if right else -2 * DOT)
    across = "left" if right else "right"
    name = _name(data, node)
    rise = NORMAL * 0.6 * name.count("\n")
    page.text(x, at[1] + 4.5 + rise if "date" in data else at[1], name, size=NORMAL, bold=True, across=across)
    if "date" in data:
        page.text(x, at[1] - 4.5 - rise, _days(str(data["date"])), size=SMALL, colour=GREY, across=across)


def _label_width(data: Mapping[str, Any], node: str) -> float:
    return max(text_size(_name(data, node), NORMAL, bold=True)[0], text_size(_days(str(data.get("date", ""))), SMALL)[0])


def _labels(
    page: Page,
    nodes: Sequence[str],
    data: Mapping[str, Mapping[str, Any]],
    at: Mapping[str, tuple[float, float]],
    radius: Mapping[str, float],
) -> None:
    """Draw the names of documents of a network, clear of circles and of one another; a name far away has a line to its circle."""
    names = [_name(data[node], node) for node in nodes]
    taken = [Box.around(*at[node], 2 * radius[node], 2 * radius[node]) for node in data]
    inside = Box(GUTTER, FOOT + AXIS, WIDTH - 2, page.height - HEAD)
    sizes = [text_size(name, SMALL) for name in names]
    boxes = place_labels([(*at[node], radius[node]) for node in nodes], sizes, taken, inside)
    for name, box in zip(names, boxes, strict=True):
        if box:
            x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            page.text(x, y, name, size=SMALL, across="center", backed=True)


def _foot(page: Page, note: str) -> None:
    """Draw the legend of the circles and a note."""
    page.circle(MARGIN + 4, 22, 3, GREY)
    page.text(MARGIN + 11, 22, "text in the graph", size=SMALL)
    page.circle(MARGIN + 84, 22, 3, GREY, filled=False)
    page.text(MARGIN + 91, 22, "known from citations only", size=SMALL)
    page.arrow([(MARGIN + 190, 22), (MARGIN + 210, 22)])
    page.text(MARGIN + 215, 22, "cites", size=SMALL)
    page.text(MARGIN, 9, note, size=SMALL, colour=GREY)


def _counts(graph: nx.DiGraph[str], drawn: nx.DiGraph[str]) -> str:
    citations = sum(data.get("citations", 1) for _, _, data in graph.edges(data=True))
    text = f"{len(graph):,} documents, {graph.number_of_edges():,} pairs of a citing and a cited one, {citations:,} citations"
    return text if len(drawn) == len(graph) else f"{text}; drawn: the {len(drawn):,} most cited"


def _name(data: Mapping[str, Any], node: str) -> str:
    """The label of a document on at most two lines."""
    lines = textwrap.wrap(str(data.get("label", node)), LABEL_LETTERS, max_lines=LABEL_LINES, placeholder=" …")
    return "\n".join(lines)


def _days(dates: str) -> str:
    """A day or an interval of days for people.

    >>> _days("2004-06-28/2004-07-02")
    '28 Jun – 2 Jul 2004'
    >>> _days("2002-05-06/2002-05-10")
    '6–10 May 2002'
    """
    if not dates:
        return ""
    days = [date.fromisoformat(text) for text in dates.split("/")]
    first, last = days[0], days[-1]
    shown = f"{last.day} {last:%b %Y}"
    if first == last:
        return shown
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{shown}"
    return f"{first.day} {first:%b} – {shown}" if first.year == last.year else f"{first.day} {first:%b %Y} – {shown}"


def _parts(data: Mapping[str, Any], name: str) -> list[str]:
    return str(data.get(name, "")).split("|")


def _says(edge: Mapping[str, Any]) -> str:
    """The acts of a citation; to name it in passing counts only where there is no other act.

    >>> _says({"acts": "mentions document|takes note of"}), _says({"acts": "mentions document"})
    ('takes note of', 'mentions document')
    """
    acts = _parts(edge, "acts")
    return ", ".join([act for act in acts if act != IN_PASSING] or acts)
