"""The lineage of a document: what it rests on, or who builds on it, with the words that say so.

The authority basis is a ranked view of the documents that one document cites, not a path: an arrow in its chain means "listed
before", not "cites". Everything comes from saved queries over the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any

from mandategraph.errors import MandateGraphError
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.trace.days import is_within
from mandategraph.trace.shown import Trace
from mandategraph.trace.steps import EDGES, Edge, Order, Step, grouped, ordered, step_of

SHOWN_PAIRS = 3  # pairs without a citation that a trace names one by one


def trace(
    store: Store,
    document: str,
    *,
    order: Order = "authority",
    forward: bool = False,
    depth: int = 1,
    since: date | None = None,
    until: date | None = None,
    edges: Sequence[Edge] = (),
) -> Trace:
    """The lineage of a document, named by any form of its symbol.

    Backwards, the documents it rests on: those that its paragraphs recall, reaffirm, consider and the like, in an order of
    `ORDERS`. `forward`, the documents that rest on it, by date. `depth` is how many citations are followed from the focus. With
    `since` or `until` only documents count that are known to have been adopted in that time, both days included. With `edges`,
    classes of `EDGES`, all edges of these classes are followed instead, also those that are embedded in other words. Raises
    `NotInGraph` for a document that the graph does not hold, `MandateGraphError` for a depth below 1.
    """
    if depth < 1:
        raise MandateGraphError(f"the depth of a trace is at least 1, not {depth}")
    about = query(store, "lineage/dates", document=document).records()
    if not about:
        raise MandateGraphError(f"{document!r} has no symbol, and so no lineage; trace a document that cites it")
    row = about[0]
    focus = Step(row["symbol"], row["short"], row["body"], row["from"], row["to"], "focus", 0)
    neighbours = partial(_along, edges=frozenset(edges), forward=forward) if edges else _built_on_by if forward else _basis
    order = "chronological" if forward else order
    found: dict[str, Step] = {focus.symbol: focus}
    frontier = [focus]
    for level in range(1, depth + 1):
        reached = [step for origin in frontier for step in neighbours(store, origin, level) if step.symbol not in found]
        reached = [step for step in reached if is_within(step.first, step.last, since, until)]
        frontier = list({step.symbol: step for step in reversed(reached)}.values())[::-1]
        found |= {step.symbol: step for step in frontier}
    steps = ordered(tuple(found.values()), order, focus, forward=forward)
    wanted = tuple(edge for edge in EDGES if edge in edges)
    return Trace(focus, steps, order, forward, () if forward else _between(store, focus, steps), wanted)


def _basis(store: Store, origin: Step, depth: int) -> list[Step]:
    """The documents that one document rests on, in order of first mention."""
    rows = query(store, "lineage/authority-basis", document=origin.symbol).records()
    return [step_of(symbol, same, _role(same[0]["tier"]), origin, depth) for symbol, same in grouped(rows, "symbol").items()]


def _built_on_by(store: Store, origin: Step, depth: int) -> list[Step]:
    """The documents that rest on one document, the oldest first."""
    rows = query(store, "lineage/built-on-by", document=origin.symbol).records()
    return [step_of(symbol, same, "builds on it", origin, depth) for symbol, same in grouped(rows, "citing").items()]


def _along(store: Store, origin: Step, depth: int, *, edges: frozenset[str], forward: bool) -> list[Step]:
    """The documents to which edges of some classes lead, in order of first mention; forward, those from which they lead."""
    name, key = ("lineage/edges-to", "citing") if forward else ("lineage/edges", "symbol")
    rows = [row for row in query(store, name, document=origin.symbol).records() if row["edge"] in edges]
    found = grouped(rows, key).items()
    return [
        step_of(symbol, same, "builds on it" if forward else _role(_tier(same[0], origin)), origin, depth)
        for symbol, same in found
        if symbol != origin.symbol
    ]


def _tier(row: dict[str, Any], origin: Step) -> int | None:
    """The tier of a document; that of one that is not cited, but continued, is told by its body alone."""
    tier: int | None = row["tier"]
    return 0 if tier is None and row["body"] and row["body"] == origin.body else tier


def _role(tier: int | None) -> str:
    if tier is None:
        return "other authority"
    return "own precedent" if tier == 0 else "superior authority"


def _between(store: Store, focus: Step, steps: Sequence[Step]) -> tuple[str, ...]:
    """What is in evidence between the documents of a trace themselves, each pair once, the later document first."""
    lines = []
    others = [step for step in steps if step.depth == 1]
    for step in others:
        verbs = " and ".join(dict.fromkeys(s.relation for s in step.supports))
        lines.append(f"edge in evidence: {focus.symbol} {verbs} {step.symbol}")
    apart = []
    found: dict[frozenset[str], list[dict[str, Any]]] = {}
    for row in query(store, "lineage/among", document=focus.symbol).records():
        found.setdefault(frozenset((row["citing"], row["cited"])), []).append(row)
    for a, b in combinations(others, 2):
        rows = found.get(frozenset((a.symbol, b.symbol)), [])
        said = {(r["citing"], r["cited"], r["paragraph"]): r for r in reversed(rows)}  # once, if linked as well
        lines += [
            f"citation in evidence: {r['citing']} cites {r['cited']} ({r['paragraph']}: “{r['quote']}”)" for r in said.values()
        ]
        if not rows:
            apart.append(f"no citation in evidence between {a.symbol} and {b.symbol}")
    lines += (
        apart if len(apart) <= SHOWN_PAIRS else [f"no citation in evidence between {len(apart)} other pairs of these documents"]
    )
    return tuple(lines)
