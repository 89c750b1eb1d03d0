"""A trace as it is shown: as text, as plain values, as a Graphviz graph, in a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from mandategraph.trace.steps import Edge, Order, Step, Support, ordered

SHOWN_LINES = 40  # lines about citations between the documents that the text form prints


@dataclass(frozen=True, slots=True)
class Trace:
    """The lineage of a focus document. `steps` end with the focus (or begin with it, looking forward).

    `edges` are the classes of edges that were asked for; none means the authority basis.
    """

    focus: Step
    steps: tuple[Step, ...]
    order: Order
    forward: bool
    citations_between: tuple[str, ...]
    edges: tuple[Edge, ...] = ()

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
        meaning = "is built on by" if self.forward else "listed before, not cites"
        lines.append(f"{self._what(name)}   [order: {self.order}; arrow = {meaning}]")
        for number, step in enumerate(self.steps, start=1):
            via = f"   via {step.via}" if step.via else ""
            role = f"{step.role}{via}"
            lines.append(f"{number:>2} {step.symbol:<22} {step.dates:<22} {role:<20} {step.body or 'body unknown'}")
            lines += [f"     {_class(s)}{s.phrase} ({s.paragraph}): “{s.quote}”{_marks(s)}" for s in step.supports]
        lines += ["", f"chronological order: {self._dated(full=full)}", *self.citations_between[:SHOWN_LINES]]
        if len(self.citations_between) > SHOWN_LINES:
            lines.append(f"… and {len(self.citations_between) - SHOWN_LINES} more lines of evidence; --json gives all")
        return "\n".join(lines) + "\n"

    def _what(self, name: str) -> str:
        """What is shown, as a title."""
        if self.edges:
            return f"edges {'to' if self.forward else 'of'} {name}: {', '.join(self.edges)}"
        return f"documents that build on {name}" if self.forward else f"authority basis of {name}"

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
            "edges": list(self.edges),
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


def _class(support: Support) -> str:
    """The class of the edge before the words, where classes were asked for."""
    return f"{support.edge}: " if support.edge else ""


def _marks(support: Support) -> str:
    """What is to be known of the evidence: that it is not plainly resolved, that the editors linked it."""
    marks = [
        *([support.scope] if support.scope != "governed" else []),
        *([support.status] if support.status != "resolved" else []),
        *(["linked by the editors"] if support.linked else []),
    ]
    return f" [{', '.join(marks)}]" if marks else ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
