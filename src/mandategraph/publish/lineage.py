"""The lineage of a document as a picture for a paper, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import networkx as nx

from mandategraph.publish.frame import (
    AXIS,
    FOOT,
    HEAD,
    LANE_NAME,
    MARGIN,
    NORMAL,
    SMALL,
    WIDTH,
    Columns,
    days,
    fit,
    ground,
    lane_names,
    legend,
    name,
)
from mandategraph.publish.layout import lanes, moment
from mandategraph.publish.page import GREY, Page, palette, text_size

IN_PASSING = "mentions document"
DOT, GAP = 4.0, 4.0
ROW, MORE = 30.0, 9.0  # the height of a row, and of each further line of its label
TRUNK, SHORTEST = 16.0, 8.0  # how far left of the focus its arrows turn, and how long an arrow is at least after that


def lineage_picture(graph: nx.DiGraph[str], focus: str, path: Path) -> list[Path]:
    """Draw what a document rests on: an arrow to each document that one of its paragraphs cites by its leading act.

    `graph` is a network as `mandategraph.network.network` makes it, or a part of it that holds the focus and what it cites. The
    picture is written beside `path` with the endings `.svg` and `.png`, the same bytes for the same graph; both paths are given.
    Raises `MissingExtra` where matplotlib is not installed.
    """
    cited = basis(graph, focus)
    shown = _latest_first(graph, focus, cited)
    data = {node: graph.nodes[node] for node in [focus, *cited]}
    rows = {node: ROW + MORE * name(data[node], node).count("\n") for node in data}
    heights = {lane: LANE_NAME + sum(rows[node] for node in nodes) for lane, nodes in shown.items()}
    widths = {node: _label_width(data[node], node) for node in data}
    columns = _columns(data, widths, focus)
    page = Page(WIDTH, HEAD + AXIS + FOOT + sum(heights.values()))
    edges = ground(page, f"Lineage of {focus}", str(data[focus].get("title", "")), heights, columns)
    at: dict[str, tuple[float, float]] = {}
    for lane, nodes in shown.items():
        below = _middles([rows[node] for node in nodes])
        at |= {n: (columns.x(moment(data[n]), widths[n]), edges[lane] - LANE_NAME - y) for n, y in zip(nodes, below, strict=True)}
    for node in cited:
        page.arrow(_way(at[focus], at[node]))
    lane_names(page, edges)
    colours = palette(shown, {str(d.get("body")) for d in data.values()})
    for lane, nodes in shown.items():
        for node in nodes:
            page.circle(*at[node], DOT, colours[lane], filled=bool(data[node].get("read")))
            _name(page, data[node], node, "" if node == focus else _says(graph.edges[focus, node]), at, focus)
    legend(page, {}, "Arrow = cites; the word on it is the act by which a paragraph cites. Each document has a row of its own.")
    return page.save(path)


def basis(graph: nx.DiGraph[str], focus: str) -> list[str]:
    """The documents that paragraphs of a document cite by their leading acts."""
    return [other for other in graph.successors(focus) if "governed" in _parts(graph.edges[focus, other], "scopes")]


def _name(page: Page, data: Mapping[str, Any], node: str, act: str, at: Mapping[str, tuple[float, float]], focus: str) -> None:
    """Write name and date of a document beside its circle; the act stands on the arrow or, where that is short, above the name."""
    x, y = at[node]
    right = node == focus or x > at[focus][0] - TRUNK
    lines: list[tuple[str, dict[str, Any]]] = [(line, {"size": NORMAL, "bold": True}) for line in name(data, node).split("\n")]
    if "date" in data:
        lines.append((days(str(data["date"])), {"size": SMALL, "colour": GREY}))
    if act and _has_room(act, at, focus, node):
        page.text(x + 2 * DOT + GAP, y + 6, act, size=SMALL, italic=True, backed=True)
    elif act:
        lines.insert(0, (act, {"size": SMALL, "italic": True}))
    for place, (text, style) in enumerate(lines):
        height = y + ((len(lines) - 1) / 2 - place) * MORE
        page.text(x + 2 * DOT if right else x - 2 * DOT, height, text, across="left" if right else "right", **style)


def _columns(data: Mapping[str, Mapping[str, Any]], widths: Mapping[str, float], focus: str) -> Columns:
    """Columns in which every label has room beside its circle: to the left, or to the right for the focus and what is near it."""
    beside = 2 * DOT + GAP
    undated = [widths[node] for node, d in data.items() if moment(d) is None]
    column = (MARGIN, MARGIN + max(undated) + beside + 2 * DOT + MARGIN) if undated else None
    left = (column[1] if column else 0.0) + MARGIN
    dated = {node: when for node, d in data.items() if (when := moment(d)) is not None}
    room = [0.0 if node == focus else widths[node] + beside for node in dated]
    rightmost = {focus}
    while True:
        right = WIDTH - MARGIN - max(widths[node] for node in rightmost) - beside
        columns = Columns(column, fit(list(dated.values()), room, left, right))
        near = {node for node in dated if columns.x(dated[node]) > columns.x(moment(data[focus])) - TRUNK}
        if near <= rightmost:
            return columns
        rightmost |= near


def _middles(heights: Sequence[float]) -> list[float]:
    """How far below the first row's upper edge the middle of each row lies."""
    return [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]


def _latest_first(graph: nx.DiGraph[str], focus: str, cited: Sequence[str]) -> dict[str, list[str]]:
    """The lanes of a lineage: the focus first, then the latest first."""
    shown = lanes(graph, [focus, *cited])
    return {
        lane: sorted(nodes, key=lambda node: (node != focus, -(moment(graph.nodes[node]) or 0), node))
        for lane, nodes in shown.items()
    }


def _way(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The way of an arrow: down or up the trunk and along the row of the cited document, or straight where that is near."""
    trunk, tip = start[0] - TRUNK, end[0] + DOT + 1.5
    if tip + SHORTEST < trunk:
        return [(start[0] - DOT, start[1]), (trunk, start[1]), (trunk, end[1]), (tip, end[1])]
    side = DOT + 1.5 if end[1] < start[1] else -DOT - 1.5
    return [(start[0], start[1] - side), (end[0], end[1] + side)]


def _has_room(act: str, at: Mapping[str, tuple[float, float]], focus: str, node: str) -> bool:
    """Whether an act can stand on its arrow: before the trunk, or over its end where no other arrow goes on."""
    (x, y), (from_x, from_y) = at[node], at[focus]
    trunk = from_x - TRUNK
    if x + DOT + 1.5 + SHORTEST >= trunk:
        return False
    goes_on = any((other_y - y) * (y - from_y) > 0 for _, other_y in at.values())
    return not goes_on or x + 2 * DOT + 2 * GAP + text_size(act, SMALL)[0] < trunk


def _label_width(data: Mapping[str, Any], node: str) -> float:
    return max(text_size(name(data, node), NORMAL, bold=True)[0], text_size(days(str(data.get("date", ""))), SMALL)[0])


def _parts(data: Mapping[str, Any], name: str) -> list[str]:
    return str(data.get(name, "")).split("|")


def _says(edge: Mapping[str, Any]) -> str:
    """The acts of a citation; to name it in passing counts only where there is no other act.

    >>> _says({"acts": "mentions document|takes note of"}), _says({"acts": "mentions document"})
    ('takes note of', 'mentions document')
    """
    acts = _parts(edge, "acts")
    return ", ".join([act for act in acts if act != IN_PASSING] or acts)
