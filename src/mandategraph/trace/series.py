"""The series of a document: the members before and after it, the years without one, and the words that link neighbours."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mandategraph.errors import MandateGraphError, SymbolError
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.symbol import Symbol
from mandategraph.trace.days import days


@dataclass(frozen=True, slots=True)
class Place:
    """A member of a series. `quotes` are the words by which it cites its predecessor, each with its paragraph.

    `missing` are the years between its predecessor and it without a member. For the General Assembly a year is that in which a
    session opened.
    """

    symbol: str
    short: str
    title: str | None
    first: date | None
    last: date | None
    predecessor: str | None
    method: str | None
    confidence: float | None
    missing: tuple[int, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()

    @property
    def dates(self) -> str:
        """As `days` prints them."""
        return days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Series:
    """The line of members that leads through a document, the oldest first; `branches` continue one of them beside the line."""

    focus: str
    members: tuple[Place, ...]
    branches: tuple[Place, ...] = ()

    def chain(self) -> str:
        """The members in order, joined by arrows: here an arrow means "is continued by"."""
        return " → ".join(member.short for member in self.members)

    def text(self) -> str:
        """The series as the command line prints it."""
        lines = [self.chain(), "", f"series of {self.focus}   [{len(self.members)} members; arrow = is continued by]"]
        for number, member in enumerate(self.members, start=1):
            if member.missing:
                lines.append(f"   no member in {', '.join(map(str, member.missing))}")
            lines.append(f"{number:>2} {member.symbol:<22} {member.dates:<22} {member.title or 'title unknown'}")
            lines += _evidence(member)
        for branch in self.branches:
            lines.append(f"beside the line: {branch.symbol} ({branch.dates}) continues {branch.predecessor}")
        if len(self.members) == 1:
            lines.append(f"   no other document is in evidence that {self.focus} continues, or that continues it")
        return "\n".join(lines) + "\n"

    def neighbours(self) -> tuple[str, str]:
        """The focus and its predecessor, the earlier first; where it has none, the focus and the one that continues it.

        Raises `MandateGraphError` where the focus is alone.
        """
        symbols = [member.symbol for member in self.members]
        if len(symbols) == 1:
            raise MandateGraphError(f"{self.focus} has no neighbour in a series; compare two documents that you name instead")
        place = max(symbols.index(self.focus), 1)
        return symbols[place - 1], symbols[place]

    def record(self) -> dict[str, Any]:
        """The series as plain values, for JSON."""
        return {
            "focus": self.focus,
            "chain": [member.symbol for member in self.members],
            "members": [_plain(member) for member in self.members],
            "branches": [_plain(branch) for branch in self.branches],
        }


def series(store: Store, document: str) -> Series:
    """The series of a document, named by any form of its symbol. Raises `NotInGraph` for one that the graph does not hold.

    Where several documents continue one, the line follows the first of them; the others, and what continues them, are branches.
    """
    about = query(store, "lineage/dates", document=document).records()
    if not about:
        raise MandateGraphError(f"{document!r} has no symbol, and so no series; name a document that has one")
    row = about[0]
    focus = str(row["symbol"])
    found = {r["symbol"]: r for r in reversed(query(store, "lineage/series", document=document).records())}
    found = dict(reversed(found.items()))
    if focus not in found:
        alone = {"symbol": focus, "short": row["short"], "title": row["title"], "from": row["from"], "to": row["to"]}
        found = {focus: alone | dict.fromkeys(("predecessor", "method", "confidence"))}
    line = _line(focus, found)
    return Series(
        focus,
        tuple(_place(store, found[symbol], found) for symbol in line),
        tuple(_place(store, row, found) for symbol, row in found.items() if symbol not in line),
    )


def _line(focus: str, found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The symbols from the first member to the focus, and from there always to the first that continues it."""
    line = [focus]
    while (before := found[line[0]]["predecessor"]) in found and before not in line:
        line.insert(0, before)
    while after := [symbol for symbol, row in found.items() if row["predecessor"] == line[-1] and symbol not in line]:
        line.append(after[0])
    return line


def _place(store: Store, row: Mapping[str, Any], found: Mapping[str, Mapping[str, Any]]) -> Place:
    before = found.get(row["predecessor"])
    quotes: tuple[tuple[str, str], ...] = ()
    if before:
        said = query(store, "lineage/between", first=row["symbol"], second=before["symbol"]).records()
        quotes = _widest([(r["paragraph"], r["quote"]) for r in said if r["citing"] == row["symbol"]])
    return Place(
        row["symbol"],
        row["short"] or row["symbol"],
        row["title"],
        row["from"],
        row["to"],
        row["predecessor"],
        row["method"],
        None if row["confidence"] is None else float(row["confidence"]),
        _missing(before, row) if before else (),
        quotes,
    )


def _widest(quotes: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The quotes that are no part of another one in the same paragraph: what was read and also linked counts once."""
    inner = {
        (place, quote) for place, quote in quotes for other, wider in quotes if place == other and quote != wider and quote in wider
    }
    return tuple(quote for quote in dict.fromkeys(quotes) if quote not in inner)


def _missing(before: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[int, ...]:
    """The years between two members."""
    years = [_year(each) for each in (before, row)]
    return tuple(range(years[0] + 1, years[1])) if years[0] and years[1] else ()


def _year(row: Mapping[str, Any]) -> int | None:
    with contextlib.suppress(SymbolError):
        year = Symbol.parse(row["symbol"]).opening_year
        if year:
            return year
    return row["from"].year if row["from"] else None


def _evidence(member: Place) -> Sequence[str]:
    if not member.predecessor:
        return []
    words = "; ".join(f"{paragraph}: “{quote}”" for paragraph, quote in member.quotes)
    return [f"     continues {member.predecessor} by {member.method} ({member.confidence:.2f}); cites it in {words}"]


def _plain(member: Place) -> dict[str, Any]:
    return {
        **{name: getattr(member, name) for name in ("symbol", "short", "title", "predecessor", "method", "confidence")},
        "from": member.first and member.first.isoformat(),
        "to": member.last and member.last.isoformat(),
        "missing": list(member.missing),
        "evidence": [{"paragraph": paragraph, "quote": quote} for paragraph, quote in member.quotes],
    }
