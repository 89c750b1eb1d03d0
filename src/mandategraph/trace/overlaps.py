"""Which mandates of other documents overlap with those of a document or draft, and what they have in common.

Two mandates are shown together where they share an addressee and their tasks are alike in words. Everything else that they share is
counted beside it, as facts and not as a judgement: whether an overlap is a duplication, nobody can read off the words alone.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mandategraph.errors import QueryError
from mandategraph.query import Rows
from mandategraph.store import Store
from mandategraph.trace import tasks
from mandategraph.trace.days import days
from mandategraph.trace.likeness import Index, word_pairs
from mandategraph.trace.tasks import Focus, Task

LEAST = 0.5  # likeness from which two tasks are shown
LIMIT = 5  # overlaps shown for each mandate
HUB = 50  # documents that cite one, up to which it tells something that two more cite it
SHOWN = 3  # documents that both cite which a table names
COLUMNS = (
    *("likeness", "paragraph", "task", "document", "adopted", "other_paragraph", "other_task", "alike", "reasons"),
    *("addressees", "kind", "recipients", "period", "both_cite", "cited", "renewal", "title"),
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two mandates and what they share: the likeness of their words, the names of addressees and recipients, kind, period.

    `cited` are the symbols of the documents that both documents cite. `renewal` says that the other stands in the same series.
    `alike` counts the mandates that are as alike to this one as was asked for: many mean that it is worded as many are.
    """

    task: Task
    other: Task
    likeness: float
    addressees: tuple[str, ...]
    kind: str | None
    recipients: tuple[str, ...]
    period: str | None
    cited: tuple[str, ...]
    renewal: bool
    alike: int = 0

    @property
    def reasons(self) -> int:
        """How many things they share beside their words: addressee, kind, recipient, period, documents cited."""
        return sum(map(bool, (self.addressees, self.kind, self.recipients, self.period, self.cited)))

    def record(self) -> dict[str, Any]:
        """The overlap as a row of a table."""
        values = (
            *(self.likeness, self.task.paragraph, self.task.words, self.other.document),
            *(_adopted(self.other), self.other.paragraph, self.other.words, self.alike, self.reasons),
            *("; ".join(self.addressees), self.kind or "", "; ".join(self.recipients), self.period or ""),
            *(len(self.cited), "; ".join(self.cited[:SHOWN]), self.renewal, self.other.title or ""),
        )
        return dict(zip(COLUMNS, values, strict=True))

    def text(self) -> str:
        """The overlap as the command line prints it."""
        shared = [f"addressee {'; '.join(self.addressees)}"]
        shared += [f"kind {self.kind}"] if self.kind else []
        shared += [f"recipient {'; '.join(self.recipients)}"] if self.recipients else []
        shared += [f"period {self.period}"] if self.period else []
        more = "; …" if len(self.cited) > SHOWN else ""
        shared += [f"{len(self.cited)} cited ({'; '.join(self.cited[:SHOWN])}{more})"] if self.cited else []
        place = f"{self.other.document} {self.other.paragraph}"
        renewal = "   [renewal: same series]" if self.renewal else ""
        return "\n".join(
            (
                f"{self.likeness:.2f}  {self.task.paragraph} – {place}  {_adopted(self.other)}  {self.other.title or ''}{renewal}",
                f"      “{self.task.words}”",
                f"      “{self.other.words}”",
                f"      both: {', '.join(shared)}   [{self.alike} alike]",
            )
        )


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The overlaps of a document or draft: the most alike first, among equals those with most reasons, then the latest.

    `mandates` counts its mandates, `compared` those with an addressee that other documents can share. `more` overlaps were left
    out by the limit, and `renewals` because they stand in documents of the same series.
    """

    focus: str
    mandates: int
    compared: int
    pairs: tuple[Overlap, ...]
    more: int = 0
    renewals: int = 0

    def text(self) -> str:
        """The overlaps as the command line prints them."""
        head = (
            f"{self.focus}: {_counted(self.mandates, 'mandate')}, {self.compared} compared; {_counted(len(self.pairs), 'overlap')}"
        )
        left = [f"{self.more} beyond the limit"] if self.more else []
        left += [f"{self.renewals} in its own series (--renewals shows them)"] if self.renewals else []
        head += f"; left out: {', '.join(left)}" if left else ""
        return "\n".join((head, *(pair.text() for pair in self.pairs))) + "\n"

    def rows(self) -> Rows:
        """The overlaps as a table."""
        return Rows.of([pair.record() for pair in self.pairs], COLUMNS)

    def record(self) -> dict[str, Any]:
        """The overlaps as plain values, for JSON; all documents that both cite are named."""
        counts = {name: getattr(self, name) for name in ("focus", "mandates", "compared", "more", "renewals")}
        lists = ("addressees", "recipients", "cited")
        pairs = [p.record() | {name: list(getattr(p, name)) for name in lists} | {"mandate": p.other.mandate} for p in self.pairs]
        return counts | {"overlaps": pairs}


def overlaps(
    store: Store,
    document: str | Path,
    *,
    least: float = LEAST,
    limit: int = LIMIT,
    since: date | None = None,
    until: date | None = None,
    renewals: bool = False,
    hub: int = HUB,
    language: str | None = None,
    symbol: str | None = None,
) -> Overlaps:
    """Which mandates of other documents share an addressee with one of this document and are alike in words, with all they share.

    `document` is a document of the graph by any form of its symbol, or a file with a draft, which is read and not stored
    (`language` and `symbol` as in `read`). At most `limit` overlaps are shown for each mandate, of documents adopted between two
    days. `least` is the likeness from which on two tasks count, above 0 and up to 1. What more than `hub` documents cite does not
    count as cited by both. Raises `NotInGraph`, `QueryError` for a number out of range, and for a draft what `read` raises.
    """
    if not 0 < least <= 1 or limit < 1:
        raise QueryError(f"likeness {least}, limit {limit}: give a likeness above 0 and up to 1, and a limit of 1 or more")
    if isinstance(document, Path) or os.path.isfile(document):  # noqa: PTH113 - a symbol is no path, and may be too long for one
        focus = tasks.of_draft(store, Path(document), language, symbol)
    else:
        focus = tasks.of_document(store, document, language or "en")
    own = [task for task in focus.tasks if task.addressees]
    found = _alike(store, own, focus.language, least)
    others = tasks.described(store, {mandate: words for mandate, (words, _) in found.items()})
    citing = tasks.citing(store, focus.cited, hub)
    pairs = [
        _overlap(own[number], other, likeness, citing, focus)
        for mandate, other in others.items()
        if other.document not in focus.documents and _is_between(other, since, until)
        for number, likeness in found[mandate][1]
        if own[number].addressees.keys() & other.addressees.keys()
    ]
    new = [pair for pair in pairs if renewals or not pair.renewal]
    shown = _limited(new, limit)
    return Overlaps(
        focus.symbol, len(focus.tasks), len(own), tuple(shown), more=len(new) - len(shown), renewals=len(pairs) - len(new)
    )


def _alike(store: Store, own: Sequence[Task], language: str, least: float) -> dict[str, tuple[str, list[tuple[int, float]]]]:
    """The mandates that are alike to some of these: by their IRIs the words, and to which of these by number, how much."""
    index = Index({number: word_pairs(task.words) for number, task in enumerate(own)})
    found = {}
    for mandate, words in tasks.to_addressees(store, {key for task in own for key in task.addressees}, language):
        if mandate not in found and (like := list(index.like(word_pairs(words), least))):
            found[mandate] = (words, like)
    return found


def _overlap(task: Task, other: Task, likeness: float, citing: dict[str, set[str]], focus: Focus) -> Overlap:
    return Overlap(
        task,
        other,
        likeness,
        addressees=_shared(task.addressees, other.addressees),
        kind=task.kind if task.kind == other.kind else None,
        recipients=_shared(task.recipients, other.recipients),
        period=task.period if task.period == other.period else None,
        cited=tuple(sorted(citing.get(other.document, ()))),
        renewal=other.document in focus.series,
    )


def _limited(pairs: Sequence[Overlap], limit: int) -> list[Overlap]:
    """The pairs in order, of each mandate only the first ones, each with the number of all of its mandate."""
    alike = Counter(pair.task.mandate for pair in pairs)
    taken: Counter[str] = Counter()
    shown = []
    for pair in sorted(pairs, key=_place):
        taken[pair.task.mandate] += 1
        if taken[pair.task.mandate] <= limit:
            shown.append(replace(pair, alike=alike[pair.task.mandate]))
    return shown


def _place(pair: Overlap) -> tuple[float | int | str, ...]:
    """By likeness, reasons, how many documents both cite; then the latest first."""
    latest = pair.other.last.toordinal() if pair.other.last else 0
    return -pair.likeness, -pair.reasons, -len(pair.cited), -latest, pair.task.mandate, pair.other.mandate


def _shared(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the actors that both have."""
    return tuple(one[key] for key in sorted(one.keys() & other.keys()))


def _is_between(task: Task, since: date | None, until: date | None) -> bool:
    """Whether its document was, or may have been, adopted between two days."""
    return (since is None or task.last is None or task.last >= since) and (
        until is None or task.first is None or task.first <= until
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _adopted(task: Task) -> str:
    return days(task.first, task.last)
