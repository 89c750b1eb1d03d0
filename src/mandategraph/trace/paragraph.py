"""The lineage of a paragraph: what it extends, continues or cites, and who does so with it, with the words of each step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mandategraph import lookup
from mandategraph.errors import MandateGraphError, NotInGraph
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.trace.days import days, is_within

NUMBER = re.compile(r"\d+\b")
PART = re.compile(r"\w+")
# The text of a paragraph, English before other languages.
WORDS = """
PREFIX unm: <https://w3id.org/unmandates/ontology#>
SELECT ?text WHERE { <%s> unm:text ?text } ORDER BY DESC(LANGMATCHES(LANG(?text), "en")) LANG(?text)"""
RELATIONS = ("extends", "continues", "cites")  # the closest first


@dataclass(frozen=True, slots=True)
class Step:
    """A paragraph of another place, or a document where no paragraph is named, and the words that lead to it or from it.

    `place` is the paragraph in which the quote stands. `depth` counts the steps from the focus, `via` is the paragraph from which
    this one is reached.
    """

    relation: str
    symbol: str
    paragraph: str
    first: date | None
    last: date | None
    place: str
    quote: str
    expires: date | None
    depth: int
    via: str

    @property
    def name(self) -> str:
        """The symbol with the paragraph, as `S/RES/2206(2015)#op-4`."""
        return f"{self.symbol}#{self.paragraph}" if self.paragraph else self.symbol

    def text(self) -> str:
        """The step as two lines."""
        until = f" until {self.expires}" if self.expires and self.relation == "extends" else ""
        via = f"   via {self.via}" if self.depth > 1 else ""
        return f"{self.relation + until:<26} {self.name:<32} {days(self.first, self.last)}{via}\n     {self.place}: “{self.quote}”"


@dataclass(frozen=True, slots=True)
class Thread:
    """A paragraph with its words, what it rests on (`back`), and who takes it up (`forth`), nearer steps first."""

    symbol: str
    paragraph: str
    words: str | None
    back: tuple[Step, ...]
    forth: tuple[Step, ...]

    def text(self) -> str:
        """The thread as the command line prints it."""
        lines = [f"{self.symbol}#{self.paragraph}", f"“{self.words}”" if self.words else "its text is not in the graph"]
        for title, steps, none in (
            ("rests on", self.back, "no document or paragraph that it extends, continues or cites is in evidence"),
            ("taken up by", self.forth, "no paragraph that extends, continues or cites it is in evidence"),
        ):
            lines += ["", f"{title}   [{len(steps)}]" if steps else none]
            lines += [f"{number:>2} {step.text()}" for number, step in enumerate(steps, start=1)]
        return "\n".join(lines) + "\n"

    def record(self) -> dict[str, Any]:
        """The thread as plain values, for JSON."""
        return {
            "document": self.symbol,
            "paragraph": self.paragraph,
            "text": self.words,
            "rests_on": [_plain(step) for step in self.back],
            "taken_up_by": [_plain(step) for step in self.forth],
        }


def thread(
    store: Store, document: str, paragraph: str, *, depth: int = 1, since: date | None = None, until: date | None = None
) -> Thread:
    """The lineage of a paragraph, by the symbol of its document and its short name (`op-4`) or printed number (`4`, `8 (b)`).

    `depth` is how many steps are followed; with `since` or `until` only what is known to have been adopted in that time. Raises
    `NotInGraph` for a document or paragraph that the graph does not hold, `MandateGraphError` for a depth below 1.
    """
    if depth < 1:
        raise MandateGraphError(f"the depth of a trace is at least 1, not {depth}")
    work = lookup.document(store, document)
    name = paragraph_name(paragraph)
    iri = f"{work}#{name}"
    row = query(store, "lineage/dates", document=str(work)).records()[0]
    text = query(store, WORDS % iri).records()
    back, forth = (
        _follow(store, f"lineage/{kind}", iri, depth, (since, until)) for kind in ("paragraph-rests-on", "paragraph-taken-up")
    )
    if not (text or back or forth):
        raise NotInGraph(f"{row['symbol']} has no paragraph {name!r} in the graph; mandategraph query documents/text lists them")
    return Thread(row["symbol"], name, text[0]["text"] if text else None, back, forth)


def paragraph_name(text: str) -> str:
    """The short name of a paragraph from its printed number; a short name stays as it is.

    >>> paragraph_name("4"), paragraph_name("8 (b)"), paragraph_name("pp-3")
    ('op-4', 'op-8-b', 'pp-3')
    """
    return "-".join(["op", *PART.findall(text)]) if NUMBER.match(text.strip()) else text.strip()


def _follow(store: Store, name: str, focus: str, depth: int, time: tuple[date | None, date | None]) -> tuple[Step, ...]:
    """The steps that a query gives from the focus, then from what they reach, each paragraph once."""
    found: dict[str, Step] = {}
    frontier = [focus]
    for level in range(1, depth + 1):
        reached: dict[str, Step] = {}
        for origin in frontier:
            for row in _closest(query(store, name, paragraph=origin).records()):
                if row["target"] not in {focus, *found, *reached} and is_within(row["from"], row["to"], *time):
                    reached[row["target"]] = _step(row, level, origin)
        found |= reached
        frontier = [target for target in reached if "#" in target]
    return tuple(found.values())


def _closest(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, of several to one target only the closest, in the place of the first."""
    best: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = best.get(row["target"])
        if known is None or RELATIONS.index(row["relation"]) < RELATIONS.index(known["relation"]):
            best[row["target"]] = row
    return list(best.values())


def _step(row: dict[str, Any], depth: int, origin: str) -> Step:
    return Step(
        row["relation"],
        row["symbol"],
        row["paragraph"],
        row["from"],
        row["to"],
        row["place"],
        row["quote"],
        row["expires"],
        depth,
        origin.partition("/id/doc/")[2],
    )


def _plain(step: Step) -> dict[str, Any]:
    return {
        **{name: getattr(step, name) for name in ("relation", "symbol", "paragraph", "place", "quote", "depth", "via")},
        "from": step.first and step.first.isoformat(),
        "to": step.last and step.last.isoformat(),
        "expires": step.expires and step.expires.isoformat(),
    }
