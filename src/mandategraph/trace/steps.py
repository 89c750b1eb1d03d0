"""The steps of a trace: a document each, with the words that put it there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from mandategraph.errors import SymbolError
from mandategraph.symbol import Symbol
from mandategraph.trace.days import days

Order = Literal["authority", "chronological", "mention"]
EDITOR_LINK = "editor-link"
ORDERS: tuple[Order, ...] = ("authority", "chronological", "mention")
Edge = Literal["documentary", "basis", "continuity", "replacement", "endorsement", "identity"]
EDGES: tuple[Edge, ...] = get_args(Edge)  # the classes of `ontology/lineage.ttl`


@dataclass(frozen=True, slots=True)
class Support:
    """The words by which one document cites another: the paragraph, its opening phrase, the quote and how it was resolved.

    `linked` says that the editors of the document linked these words to the cited document. `edge` is the class of the edge,
    where classes were asked for, and `scope` says whether the act of the paragraph governs the words, or something else in it.
    """

    relation: str
    paragraph: str
    phrase: str
    quote: str
    status: str
    linked: bool = False
    edge: str | None = None
    scope: str = "governed"


@dataclass(frozen=True, slots=True)
class Step:
    """A document of a trace. `first` and `last` bound its adoption; `supports` is empty for the focus.

    `depth` counts the citations between the focus and this document; at a depth above 1, `via` is the document through which
    it is reached. `tier` is 0 for the body of the citing document, -1 for the one it reports to, and so on, None for any other.
    """

    symbol: str
    short: str
    body: str | None
    first: date | None
    last: date | None
    role: str
    tier: int | None = None
    depth: int = 0
    via: str | None = None
    supports: tuple[Support, ...] = ()

    @property
    def place_in_time(self) -> date:
        """What the document is ordered by: its first day, else the beginning of the year that its symbol tells, else the end."""
        if self.first:
            return self.first
        with contextlib.suppress(SymbolError):
            year = Symbol.parse(self.symbol).opening_year
            return date(year, 1, 1) if year else date.max
        return date.max

    @property
    def dates(self) -> str:
        """As `days` prints them."""
        return days(self.first, self.last)


def ordered(steps: Sequence[Step], order: Order, focus: Step, *, forward: bool) -> tuple[Step, ...]:
    """The steps in an order. Looking back, the focus comes last in all but the chronological one; forward, first."""
    keys: dict[str, Callable[[Step], tuple[Any, ...]]] = {
        "authority": lambda s: (s.depth, s.tier is None, s.tier or 0, s.place_in_time, s.symbol),
        "chronological": lambda s: (s.place_in_time, s.last or date.max, s.symbol),
        "mention": lambda s: (s.depth,),
    }
    others = [step for step in steps if step.symbol != focus.symbol]
    if forward:
        return (focus, *sorted(others, key=keys["chronological"]))
    if order == "chronological":
        return tuple(sorted([*others, focus], key=keys[order]))
    return (*sorted(others, key=keys[order]), focus)


def step_of(symbol: str, rows: Sequence[dict[str, Any]], role: str, origin: Step, depth: int) -> Step:
    """The step that the rows of one document give."""
    first = rows[0]
    return Step(
        symbol=symbol,
        short=first["short"],
        body=first["body"],
        first=first["from"],
        last=first["to"],
        role=role,
        tier=first.get("tier"),
        depth=depth,
        via=origin.symbol if depth > 1 else None,
        supports=_supports(rows),
    )


def _supports(rows: Sequence[dict[str, Any]]) -> tuple[Support, ...]:
    """The words of the rows; what was read in the text and also linked by the editors counts once."""
    found: list[Support] = []
    for row in sorted(rows, key=lambda r: (r["order"], r["method"] == EDITOR_LINK)):
        linked = row["method"] == EDITOR_LINK
        support = Support(
            row["relation"],
            row["paragraph"],
            row["phrase"] or row["relation"],
            row["quote"],
            row["status"] or "resolved",
            linked,
            row.get("edge"),
            row.get("scope") or "governed",
        )
        known = next((n for n, s in enumerate(found) if linked and not s.linked and _same(s, support)), None)
        if known is None:
            found.append(support)
        else:
            found[known] = replace(found[known], linked=True)
    return tuple(found)


def _same(text: Support, link: Support) -> bool:
    """Whether a link lies in words that were read in the text."""
    return (text.paragraph, text.edge) == (link.paragraph, link.edge) and (link.quote in text.quote or text.quote in link.quote)


def grouped(rows: Sequence[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    """The rows by what they have under a key, in the order of their first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups
