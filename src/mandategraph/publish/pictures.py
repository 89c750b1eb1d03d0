"""The citation network as a picture for a paper, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import dist, log2, sqrt
from pathlib import Path
from typing import Any

import networkx as nx

from mandategraph.publish.frame import (
    AXIS,
    FOOT,
    HEAD,
    LANE_NAME,
    MARGIN,
    SMALL,
    WIDTH,
    Columns,
    ground,
    lane_names,
    legend,
    name,
)
from mandategraph.publish.layout import Box, Years, bow, lanes, moment, place_labels, swarm
from mandategraph.publish.page import GREY, Page, palette, text_size

FEW, MOST_LABELS, MOST_DRAWN = 30, 25, 300
LEAST_DOT, LARGEST_DOT, ROOMY = 2.6, 13.0, 80  # radii; above so many documents all circles are smaller
UNDATED = 84.0
LEAST_LANE = 34.0
ROOM = 13.0  # around each of a few circles, for labels and arrows
BEND = 0.12
LEADER = 12.0  # a label farther than this from its circle has a line to it


def network_picture(graph: nx.DiGraph[str], path: Path) -> list[Path]:
    """Draw the citation network: years from left to right, a lane and a colour for each body, larger circles for the more cited.

    Up to 30 documents are all labelled, of more the 25 most cited; of more than 300 only the 300 most cited are drawn, which the
    caption says. The picture is written beside `path` with the endings `.svg` and `.png`, the same bytes for the same graph; both
    paths are given. Raises `MissingExtra` where matplotlib is not installed.
    """
    ranked = sorted(graph, key=lambda node: (-graph.in_degree(node), -graph.out_degree(node), node))[:MOST_DRAWN]
    drawn = graph.subgraph(ranked)
    data = {node: graph.nodes[node] for node in ranked}
    scale = min(1.0, sqrt(ROOMY / max(len(data), 1)))
    radius = {node: _radius(graph.in_degree(node), scale) for node in data}
    columns = _columns(data)
    shown = lanes(graph, data)
    apart = ROOM if len(data) <= FEW else 0.0
    offsets = {
        lane: swarm([(columns.x(moment(data[node])), radius[node] + apart) for node in nodes]) for lane, nodes in shown.items()
    }
    reach = {lane: max(abs(y) + radius[node] for node, y in zip(shown[lane], ys, strict=True)) for lane, ys in offsets.items()}
    heights = {lane: LANE_NAME + max(LEAST_LANE, 2 * reach[lane] + MARGIN) for lane in shown}
    page = Page(WIDTH, HEAD + AXIS + FOOT + sum(heights.values()))
    edges = ground(page, "Citation network", _counts(graph, drawn), heights, columns)
    middles = {lane: edges[lane] - (heights[lane] + LANE_NAME) / 2 for lane in shown}
    at = {
        node: (columns.x(moment(data[node])), middles[lane] + y)
        for lane, nodes in shown.items()
        for node, y in zip(nodes, offsets[lane], strict=True)
    }
    colours = palette(shown, {str(d.get("body")) for d in data.values()})
    colour = {node: colours[lane] for lane, nodes in shown.items() for node in nodes}
    _bows(page, drawn, at, radius, colour)
    for node in sorted(data, key=lambda node: radius[node], reverse=True):
        page.circle(*at[node], radius[node], colour[node], filled=bool(data[node].get("read")))
    _labels(page, drawn, ranked if len(ranked) <= FEW else ranked[:MOST_LABELS], at, radius, lane_names(page, edges))
    sizes = {f"cited by {times}": _radius(times, scale) for times in _steps(graph)}
    legend(page, sizes, "Arrow = cites, in the colour of the citing document. A larger circle is cited by more documents.")
    return page.save(path)


def _columns(data: Mapping[str, Mapping[str, Any]]) -> Columns:
    moments = [moment(d) for d in data.values()]
    column = (MARGIN, MARGIN + UNDATED) if None in moments else None
    left = (column[1] if column else 0.0) + 3 * MARGIN
    return Columns(column, Years.of([when for when in moments if when is not None], left, WIDTH - 3 * MARGIN))


def _radius(times: int, scale: float) -> float:
    return scale * min(LEAST_DOT + 1.5 * sqrt(times), LARGEST_DOT)


def _steps(graph: nx.DiGraph[str]) -> list[int]:
    """Numbers of citing documents for the legend; none where no document is cited by more than a few."""
    most = max((degree for _, degree in graph.in_degree()), default=0)
    steps = [times for times in (1, 5, 20) if times <= most]
    return steps if len(steps) > 1 else []


def _bows(
    page: Page,
    drawn: nx.DiGraph[str],
    at: Mapping[str, tuple[float, float]],
    radius: Mapping[str, float],
    colour: Mapping[str, str],
) -> None:
    """Draw the citations, the fainter and thinner the more there are."""
    many = max(1.0, sqrt(drawn.number_of_edges() / FEW))
    for citing, cited, data in sorted(drawn.edges(data=True), key=lambda edge: edge[:2]):
        width = (0.7 + 0.2 * log2(data.get("citations", 1))) / sqrt(many)
        style = {"bend": BEND, "width": width, "alpha": 0.8 / many**0.7}
        page.bow(at[citing], at[cited], (radius[citing], radius[cited] + 1), colour=colour[citing], **style)


def _labels(
    page: Page,
    drawn: nx.DiGraph[str],
    nodes: Sequence[str],
    at: Mapping[str, tuple[float, float]],
    radius: Mapping[str, float],
    taken: Sequence[Box],
) -> None:
    """Write the names of documents clear of what is `taken`, of circles, of the heads of arrows to these and of one another."""
    names = [name(drawn.nodes[node], node) for node in nodes]
    taken = [*taken, *(Box.around(*at[node], 2 * radius[node], 2 * radius[node]) for node in drawn)]
    taken += [_arrow_head(at[citing], at[cited], radius[cited]) for citing, cited in drawn.in_edges(nodes) if citing != cited]
    sizes = [text_size(text, SMALL) for text in names]
    inside = Box(MARGIN / 2, FOOT + AXIS, WIDTH - MARGIN / 2, page.height - HEAD)
    anchors = [(*at[node], radius[node]) for node in nodes]
    few = len(drawn) <= FEW
    arrows = [point for citing, cited in drawn.edges for point in bow(at[citing], at[cited], BEND)] if few else []
    crossed = [Box.around(*point, 2.0, 2.0) for point in arrows]
    boxes = place_labels(anchors, sizes, taken, crossed, inside, far=few)
    for node, text, box in zip(nodes, names, boxes, strict=True):
        if box:
            x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            near = min(max(at[node][0], box.left), box.right), min(max(at[node][1], box.bottom), box.top)
            if dist(near, at[node]) > radius[node] + LEADER:
                page.line(at[node], near, colour=GREY)
            page.text(x, y, text, size=SMALL, across="center", backed=True)


def _arrow_head(start: tuple[float, float], end: tuple[float, float], radius: float) -> Box:
    across, up = start[0] - end[0], start[1] - end[1]
    share = (radius + 4) / (sqrt(across**2 + up**2) or 1.0)
    return Box.around(end[0] + across * share, end[1] + up * share, 5.0, 5.0)


def _counts(graph: nx.DiGraph[str], drawn: nx.DiGraph[str]) -> str:
    citations = sum(data.get("citations", 1) for _, _, data in graph.edges(data=True))
    text = f"{len(graph):,} documents, {citations:,} citations between {graph.number_of_edges():,} pairs of them"
    return text if len(drawn) == len(graph) else f"{text}; drawn: the {len(drawn):,} most cited"
