"""Counts to figures: precision, recall and F1, with intervals by a bootstrap over documents."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mandategraph.evaluate.task import Cell, Count

ALL = "ALL"
TIMES = 1000
SEED = 20261125
TAIL = 0.025  # left out at each end: intervals of 95 %
BITS = 32  # of one count; a sum of counts stays below


class Estimate(NamedTuple):
    """A figure, and the ends of its interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a cell for one body, or for all together (`ALL`); a figure of nothing is None."""

    cell: Cell
    body: str
    count: Count
    precision: Estimate | None
    recall: Estimate | None
    f1: Estimate | None


def figures(count: Count) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1 of a count; None where there is nothing to divide by.

    >>> figures(Count(3, 1, 0))
    (0.75, 1.0, 0.8571428571428571)
    """
    hits, false, missed = count
    precision = hits / (hits + false) if hits + false else None
    recall = hits / (hits + missed) if hits + missed else None
    if precision is None or recall is None:
        return precision, recall, None
    return precision, recall, 2 * hits / (2 * hits + false + missed)


def scores(outcomes: Iterable[tuple[str, Mapping[Cell, Count]]], *, times: int = TIMES, seed: int = SEED) -> list[Score]:
    """The scores of documents, given the body and the counts of each: by cell, then by body, with `ALL` last.

    The intervals come from `times` sets of documents drawn with replacement, within each body as many as it has. The same
    counts and seed give the same intervals, in whichever order the documents come.
    """
    by_body: dict[str, list[Mapping[Cell, Count]]] = {}
    for body, counts in outcomes:
        by_body.setdefault(body, []).append(counts)
    cells = sorted({cell for documents in by_body.values() for counts in documents for cell in counts})
    packed = {body: sorted(_packed(counts, cells) for counts in by_body[body]) for body in sorted(by_body)}
    totals = {body: sum(documents) for body, documents in packed.items()}
    drawn: dict[str, list[list[Count]]] = {body: [] for body in [*packed, ALL]}
    rng = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    for _ in range(times):
        sums = {body: sum(rng.choices(documents, k=len(documents))) for body, documents in packed.items()}
        sums[ALL] = sum(sums.values())
        for body, total in sums.items():
            drawn[body].append(_unpacked(total, len(cells)))
    totals[ALL] = sum(totals.values())
    found = []
    for body, total in totals.items():
        for position, (cell, count) in enumerate(zip(cells, _unpacked(total, len(cells)), strict=True)):
            if any(count) or body == ALL:
                found.append(Score(cell, body, count, *_estimates(count, [draw[position] for draw in drawn[body]])))
    return sorted(found, key=lambda score: (score.cell, score.body == ALL, score.body))


def _packed(counts: Mapping[Cell, Count], cells: Sequence[Cell]) -> int:
    """All counts of a document as one number, so that documents are added up at the speed of adding numbers."""
    flat = [value for cell in cells for value in counts.get(cell, Count())]
    return int.from_bytes(struct.pack(f"<{len(flat)}I", *flat), "little")


def _unpacked(total: int, cells: int) -> list[Count]:
    flat = struct.unpack(f"<{3 * cells}I", total.to_bytes(3 * cells * BITS // 8, "little"))
    return [Count(*flat[place : place + 3]) for place in range(0, len(flat), 3)]


def _estimates(count: Count, draws: Sequence[Count]) -> Iterator[Estimate | None]:
    columns = zip(*map(figures, draws), strict=True) if draws else ((), (), ())
    for value, column in zip(figures(count), columns, strict=True):
        drawn = sorted(figure for figure in column if figure is not None)
        if value is None:
            yield None
        elif not drawn:
            yield Estimate(value, value, value)
        else:
            tail = int(TAIL * len(drawn))
            yield Estimate(value, drawn[tail], drawn[-1 - tail])
