"""Where the things of a picture stand: lanes for the bodies, years on a line, labels that keep clear of one another.

All lengths are points (1/72 inch) from the lower left corner of the page. Nothing here draws or needs matplotlib.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from math import ceil, cos, floor, hypot, pi, sin
from typing import Any

import networkx as nx

MOST_LANES = 7
UNKNOWN = 99  # below every body whose place is known
TICK_STEPS = (1, 2, 5, 10, 20, 50, 100)
LEAST_TICK = 30.0
OTHER_BODIES = "Other bodies"
RINGS = (2.0, 6.0, 10.0, 18.0, 28.0, 40.0, 54.0, 70.0)
NEAR = 3  # so many rings are near enough to tell which circle a label belongs to
DIRECTIONS = (4, 0, 2, 6, 3, 5, 1, 7)  # eighths of a turn, in order of preference: left, since arrows come from the right
GAP = 1.5
SAMPLE = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> Box:
        """The rectangle of a size around a point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top

    def holds(self, other: Box) -> bool:
        """Whether the other one lies inside."""
        return self.left <= other.left and other.right <= self.right and self.bottom <= other.bottom and other.top <= self.top


@dataclass(frozen=True, slots=True)
class Years:
    """A line of whole years, from the beginning of `first` to the end of `last`, between two places on the page."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def of(cls, moments: Iterable[float], left: float, right: float) -> Years | None:
        """The line that holds all moments (years with fractions); None where there are none."""
        known = sorted(moments)
        return cls(floor(known[0]), floor(known[-1]), left, right) if known else None

    @property
    def step(self) -> int:
        """How many years lie between two ticks."""
        year = (self.right - self.left) / (self.last + 1 - self.first)
        return next((step for step in TICK_STEPS if step * year >= LEAST_TICK), TICK_STEPS[-1])

    def ticks(self) -> list[int]:
        """The years that have a tick, at their beginning."""
        return list(range(ceil(self.first / self.step) * self.step, self.last + 2, self.step))

    def x(self, moment: float) -> float:
        """Where a moment stands."""
        return self.left + (moment - self.first) / (self.last + 1 - self.first) * (self.right - self.left)


def moment(data: Mapping[str, Any]) -> float | None:
    """The adoption of a document as a year with a fraction; of a session its first day; None where it is not known.

    >>> moment({"date": "2004-07-01/2004-07-02"})
    2004.498
    """
    if "date" in data:
        day = date.fromisoformat(str(data["date"]).partition("/")[0])
        return day.year + round((day.timetuple().tm_yday - 1) / 365.25, 3)
    return float(data["year"]) if "year" in data else None


def lanes(graph: nx.DiGraph[str], nodes: Iterable[str]) -> dict[str, list[str]]:
    """The nodes by their lane, the highest authority first, below the bodies the works of none.

    A lane is a body; of more than seven the ones with most documents, and the others together.
    """
    known = list(nodes)
    sizes = Counter(str(body) for node in known if (body := graph.nodes[node].get("body")))
    kept = sorted(sizes, key=lambda body: (-sizes[body], body))[:MOST_LANES]
    found: dict[tuple[int, int, str], list[str]] = {}
    for node in known:
        data = graph.nodes[node]
        body = data.get("body")
        if body in kept:
            place = (0, int(data.get("level", UNKNOWN)), str(body))
        elif body:
            place = (1, 0, OTHER_BODIES)
        else:
            place = (2, 0, "Instruments") if data.get("kind") == "instrument" else (3, 0, "Other documents")
        found.setdefault(place, []).append(node)
    return {place[2]: found[place] for place in sorted(found)}


def swarm(places: Sequence[tuple[float, float]]) -> list[float]:
    """Heights that keep circles, each given as its x and its radius, from overlapping: near to one line, which is the middle."""
    done: list[tuple[float, float, float]] = []
    heights = [0.0] * len(places)
    for index in sorted(range(len(places)), key=lambda index: (-places[index][1], places[index][0], index)):
        x, radius = places[index]
        heights[index] = next(
            y for y in _outward() if all((x - a) ** 2 + (y - b) ** 2 >= (radius + r + GAP) ** 2 for a, b, r in done)
        )
        done.append((x, heights[index], radius))
    middle = (min((y - r for _, y, r in done), default=0.0) + max((y + r for _, y, r in done), default=0.0)) / 2
    return [y - middle for y in heights]


def place_labels(
    anchors: Sequence[tuple[float, float, float]],
    sizes: Sequence[tuple[float, float]],
    taken: Iterable[Box],
    crossed: Sequence[Box],
    page: Box,
    *,
    far: bool,
) -> list[Box | None]:
    """A free place for each label beside its circle (x, y, radius), the first ones first; None where there is none.

    A place is free where it lies on the page and meets neither what is `taken` nor a label placed before. Of the near ones, those
    go first that do not meet what is better not `crossed`; `far` lets a label that has none stand farther from its circle.
    """
    boxes = list(taken)
    placed: list[Box | None] = []
    for (x, y, radius), (width, height) in zip(anchors, sizes, strict=True):
        free = [box for box in _around(x, y, radius, width, height, RINGS[:NEAR]) if _free(box, boxes, page)]
        clear = [box for box in free if not any(box.meets(other) for other in crossed)]
        distant = (box for box in _around(x, y, radius, width, height, RINGS[NEAR:]) if far and _free(box, boxes, page))
        placed.append(next(chain(clear, free, distant), None))
        boxes += [box for box in placed[-1:] if box]
    return placed


def bow(start: tuple[float, float], end: tuple[float, float], bend: float) -> list[tuple[float, float]]:
    """Points along a bent line, as matplotlib draws it: a quadratic Bézier curve whose middle is pulled aside by `bend`."""
    across, up = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + end[0]) / 2 + bend * up, (start[1] + end[1]) / 2 - bend * across
    count = max(2, int(hypot(across, up) / SAMPLE))
    shares = [number / count for number in range(count + 1)]
    return [
        (
            (1 - s) ** 2 * start[0] + 2 * s * (1 - s) * middle[0] + s**2 * end[0],
            (1 - s) ** 2 * start[1] + 2 * s * (1 - s) * middle[1] + s**2 * end[1],
        )
        for s in shares
    ]


def _free(box: Box, boxes: Iterable[Box], page: Box) -> bool:
    return page.holds(box) and not any(box.meets(other) for other in boxes)


def _outward() -> Iterator[float]:
    yield 0.0
    for step in count(1):
        yield from (step * GAP, -step * GAP)


def _around(x: float, y: float, radius: float, width: float, height: float, rings: Sequence[float]) -> Iterator[Box]:
    """Rectangles that touch rings around a circle, from the nearest ring outward."""
    for ring in rings:
        for direction in DIRECTIONS:
            across, up = cos(direction * pi / 4), sin(direction * pi / 4)
            reach = radius + ring
            yield Box.around(x + across * (reach + width / 2), y + up * (reach + height / 2), width, height)
