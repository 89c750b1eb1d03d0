"""The lineage of a document: what it rests on, or who builds on it, with the words that say so.

The authority basis is a ranked view of the documents that one document cites, not a path: an arrow in its chain means "listed
before", not "cites". Everything comes from saved queries over the graph.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import combinations
from typing import Any, Literal

from mandategraph.errors import MandateGraphError, SymbolError
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.symbol import Symbol
from mandategraph.trace.days import days

Order = Literal["authority", "chronological", "mention"]
EDITOR_LINK = "editor-link"
SHOWN_LINES = 40  # lines about citations between the documents that the text form prints
SHOWN_PAIRS = 3  # pairs without a citation that a trace names one by one
ORDERS: tuple[Order, ...] = ("authority", "chronological", "mention")


@dataclass(frozen=True, slots=True)
class Support:
    """The words by which one document cites another: the paragraph, its opening phrase, the quote and how it was resolved.

    `linked` says that the editors of the document linked these words to the cited document.
    """

    relation: str
    paragraph: str
    phrase: str
    quote: str
    status: str
    linked: bool = False


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


@dataclass(frozen=True, slots=True)
class Trace:
    """The lineage of a focus document. `steps` end with the focus (or begin with it, looking forward)."""

    focus: Step
    steps: tuple[Step, ...]
    order: Order
    forward: bool
    citations_between: tuple[str, ...]

    def chain(self, *, full: bool = False, order: Order | None = None) -> str:
        """The documents next to the focus, and the focus, in order, joined by arrows.

        `full` gives canonical symbols; `order` another order than that of the trace.
        """
        steps = ordered(self.steps, order or self.order, self.focus, forward=self.forward)
        return " → ".join(step.symbol if full else step.short for step in steps if step.depth <= 1)

    def text(self, *, full: bool = False) -> str:
        """The trace as the command line prints it."""
        lines = [self.chain(full=full), ""]
        name = self.focus.symbol if full else self.focus.short
        what = f"documents that build on {name}" if self.forward else f"authority basis of {name}"
        meaning = "is built on by" if self.forward else "listed before, not cites"
        lines.append(f"{what}   [order: {self.order}; arrow = {meaning}]")
        for number, step in enumerate(self.steps, start=1):
            via = f"   via {step.via}" if step.via else ""
            role = f"{step.role}{via}"
            lines.append(f"{number:>2} {step.symbol:<22} {step.dates:<22} {role:<20} {step.body or 'body unknown'}")
            lines += [f"     {s.phrase} ({s.paragraph}): “{s.quote}”{_marks(s)}" for s in step.supports]
        lines += ["", f"chronological order: {self._dated(full=full)}", *self.citations_between[:SHOWN_LINES]]
        if len(self.citations_between) > SHOWN_LINES:
            lines.append(f"… and {len(self.citations_between) - SHOWN_LINES} more lines of evidence; --json gives all")
        return "\n".join(lines) + "\n"

    def _dated(self, *, full: bool) -> str:
        """The documents in order of time; those without a date stand apart, for nothing says where they belong."""
        steps = [s for s in ordered(self.steps, "chronological", self.focus, forward=self.forward) if s.depth <= 1]
        names = {step: step.symbol if full else step.short for step in steps}
        undated = ", ".join(names[step] for step in steps if not step.first)
        return " → ".join(names[step] for step in steps if step.first) + (f"; undated: {undated}" if undated else "")

    def record(self) -> dict[str, Any]:
        """The trace as plain values, for JSON."""
        return {
            "focus": self.focus.symbol,
            "direction": "forward" if self.forward else "backward",
            "order": self.order,
            "chain": [s.symbol for s in ordered(self.steps, self.order, self.focus, forward=self.forward) if s.depth <= 1],
            "chronological": [
                s.symbol for s in ordered(self.steps, "chronological", self.focus, forward=self.forward) if s.depth <= 1
            ],
            "steps": [
                {
                    **{name: getattr(step, name) for name in ("symbol", "short", "body", "role", "tier", "depth", "via")},
                    "from": step.first and step.first.isoformat(),
                    "to": step.last and step.last.isoformat(),
                    "evidence": [{name: getattr(s, name) for name in Support.__slots__} for s in step.supports],
                }
                for step in self.steps
            ],
            "citations_between": list(self.citations_between),
        }

    def dot(self) -> str:
        """The citations of the trace as a Graphviz graph; here an arrow means "cites"."""
        lines = ["digraph lineage {", "  rankdir=RL;", "  node [shape=box];"]
        lines += [f"  {_quoted(step.symbol)} [label={_quoted(f'{step.short} ({step.dates})')}];" for step in self.steps]
        for step in self.steps:
            for relation in dict.fromkeys(s.relation for s in step.supports):
                other = step.via or self.focus.symbol
                ends = (step.symbol, other) if self.forward else (other, step.symbol)
                lines.append(f"  {_quoted(ends[0])} -> {_quoted(ends[1])} [label={_quoted(relation)}];")
        return "\n".join([*lines, "}"]) + "\n"

    def _repr_html_(self) -> str:
        """The trace as a notebook shows it."""
        rows = "".join(
            f"<tr><td>{escape(step.symbol)}</td><td>{step.dates}</td><td>{escape(step.role)}</td><td>"
            + "<br>".join(f"{escape(s.phrase)} ({s.paragraph}): “{escape(s.quote)}”" for s in step.supports)
            + "</td></tr>"
            for step in self.steps
        )
        between = "<br>".join(map(escape, self.citations_between))
        return f"<p><b>{escape(self.chain())}</b></p><table>{rows}</table><p>{between}</p>"


def trace(
    store: Store,
    document: str,
    *,
    order: Order = "authority",
    forward: bool = False,
    depth: int = 1,
    since: date | None = None,
    until: date | None = None,
) -> Trace:
    """The lineage of a document, named by any form of its symbol.

    Backwards, the documents it rests on: those that its paragraphs recall, reaffirm, consider and the like, in an order of
    `ORDERS`. `forward`, the documents that rest on it, by date. `depth` is how many citations are followed from the focus. With
    `since` or `until` only documents count that are known to have been adopted in that time, both days included. Raises
    `NotInGraph` for a document that the graph does not hold, `MandateGraphError` for a depth below 1.
    """
    if depth < 1:
        raise MandateGraphError(f"the depth of a trace is at least 1, not {depth}")
    about = query(store, "lineage/dates", document=document).records()
    if not about:
        raise MandateGraphError(f"{document!r} has no symbol, and so no lineage; trace a document that cites it")
    row = about[0]
    focus = Step(row["symbol"], row["short"], row["body"], row["from"], row["to"], "focus", 0)
    neighbours = _built_on_by if forward else _basis
    order = "chronological" if forward else order
    found: dict[str, Step] = {focus.symbol: focus}
    frontier = [focus]
    for level in range(1, depth + 1):
        reached = [step for origin in frontier for step in neighbours(store, origin, level) if step.symbol not in found]
        reached = [step for step in reached if _is_within(step, since, until)]
        frontier = list({step.symbol: step for step in reversed(reached)}.values())[::-1]
        found |= {step.symbol: step for step in frontier}
    steps = ordered(tuple(found.values()), order, focus, forward=forward)
    return Trace(focus, steps, order, forward, () if forward else _between(store, focus, steps))


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


def _is_within(step: Step, since: date | None, until: date | None) -> bool:
    """Whether a document was adopted in a time; one without a date is not known to have been."""
    if since is None and until is None:
        return True
    if step.first is None:
        return False
    return (since is None or step.first >= since) and (until is None or (step.last or step.first) <= until)


def _basis(store: Store, origin: Step, depth: int) -> list[Step]:
    """The documents that one document rests on, in order of first mention."""
    rows = query(store, "lineage/authority-basis", document=origin.symbol).records()
    return [_step(symbol, same, _role(same[0]["tier"]), origin, depth) for symbol, same in _by(rows, "symbol").items()]


def _built_on_by(store: Store, origin: Step, depth: int) -> list[Step]:
    """The documents that rest on one document, the oldest first."""
    rows = query(store, "lineage/built-on-by", document=origin.symbol).records()
    return [_step(symbol, same, "builds on it", origin, depth) for symbol, same in _by(rows, "citing").items()]


def _step(symbol: str, rows: Sequence[dict[str, Any]], role: str, origin: Step, depth: int) -> Step:
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
        support = Support(row["relation"], row["paragraph"], row["phrase"], row["quote"], row["status"], linked)
        known = next((n for n, s in enumerate(found) if linked and not s.linked and _same(s, support)), None)
        if known is None:
            found.append(support)
        else:
            found[known] = replace(found[known], linked=True)
    return tuple(found)


def _same(text: Support, link: Support) -> bool:
    """Whether a link lies in words that were read in the text."""
    return text.paragraph == link.paragraph and (link.quote in text.quote or text.quote in link.quote)


def _by(rows: Sequence[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def _role(tier: int | None) -> str:
    if tier is None:
        return "other authority"
    return "own precedent" if tier == 0 else "superior authority"


def _marks(support: Support) -> str:
    """What is to be known of the evidence: that it is not plainly resolved, that the editors linked it."""
    marks = [*([support.status] if support.status != "resolved" else []), *(["linked by the editors"] if support.linked else [])]
    return f" [{', '.join(marks)}]" if marks else ""


def _between(store: Store, focus: Step, steps: Sequence[Step]) -> tuple[str, ...]:
    """What is in evidence between the documents of a trace themselves, each pair once, the later document first."""
    lines = []
    others = [step for step in steps if step.depth == 1]
    for step in others:
        verbs = " and ".join(dict.fromkeys(s.relation for s in step.supports))
        lines.append(f"edge in evidence: {focus.symbol} {verbs} {step.symbol}")
    apart = []
    for a, b in combinations(others, 2):
        rows = query(store, "lineage/between", first=a.symbol, second=b.symbol).records()
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


def _place(row: dict[str, Any]) -> str:
    return f"{row['paragraph']}: “{row['quote']}”"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
