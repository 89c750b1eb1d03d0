"""What an evaluation needs to know of a task: how gold is read, how it is predicted, how the two are matched.

Gold and predictions have one form, lists of marks by name: `{"citations": [{"start": 12, "end": 18, "symbol": "A/RES/58/220"}]}`.
A mark is an object; where it has a `start` and `end`, these are code points into the text of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Mark = dict[str, Any]
Marks = dict[str, list[Mark]]

BEFORE, AFTER, WORDS = 80, 80, 160  # characters of context around a mark, and of the mark itself, that an error keeps


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a gold set. `facts` are the other fields of its record, such as whether its gold is complete."""

    id: str
    body: str
    text: str
    gold: Marks
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. A `rate` has one figure for each row, the share of what was found; others have three.

    The three are precision, recall and F1. `note` says what a row of it counts. A table of `detail` has many rows, and is shown to
    readers for all bodies together only.
    """

    name: str
    note: str
    rate: bool = False
    detail: bool = False


class Cell(NamedTuple):
    """The place of a count: the name of its table, and its row ("" for the only one)."""

    table: str
    row: str = ""


class Count(NamedTuple):
    """What was found rightly, found wrongly, and missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One disagreement: what stands in the gold, what was predicted, and the words of the document around it.

    `verdict` is "false" (predicted, not in the gold), "missed" (in the gold, not predicted), or the field that differs. `kind`
    and `form` sort what disagrees; `start` and `end` are code points into the text. `rule` is the one that a prediction names.
    """

    document: str
    body: str
    verdict: str
    kind: str
    form: str
    start: int
    end: int
    before: str
    words: str
    after: str
    gold: str
    predicted: str
    rule: str = ""


@dataclass
class Outcome:
    """What the matching of one document found: counts by cell, faults, and tallies of what is counted without a judgement."""

    document: Document
    counts: dict[Cell, Count] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    tallies: Counter[str] = field(default_factory=Counter)

    def add(self, table: str, row: str = "", *, hits: int = 0, false: int = 0, missed: int = 0) -> None:
        """Add to the count of a cell."""
        before = self.counts.get(Cell(table, row), Count())
        self.counts[Cell(table, row)] = Count(before.hits + hits, before.false + false, before.missed + missed)

    def blame(
        self, verdict: str, kind: str, form: str, place: Mark, *, gold: str = "", predicted: str = "", rule: str = ""
    ) -> None:
        """Add a fault at the place of a mark."""
        document, text = self.document, self.document.text
        start, end = place["start"], min(place["end"], place["start"] + WORDS)
        before = text[max(0, start - BEFORE) : start]
        where = (before, text[start:end], text[end : end + AFTER])
        said = (gold, predicted, rule)
        self.faults.append(Fault(document.id, document.body, verdict, kind, form, start, place["end"], *where, *said))


@dataclass(frozen=True)
class Task:
    """A task that can be evaluated.

    `gold` gives the marks of a gold record and raises `ValueError` with a reason for a record of another form; `required` are
    the fields that a predicted mark must have, with their types; `predict` gives the marks of a text that `body` issued, and is
    also given the `context`, fields of the record, by their names; `match` compares gold and predictions. `marks` names the list of
    predictions that the other program's files hold, `objects` the marks that stand there as one object or null.
    """

    name: str
    marks: str
    required: dict[str, type]
    tables: tuple[Table, ...]
    gold: Callable[[dict[str, Any]], Marks]
    predict: Callable[..., Marks]
    match: Callable[[Document, Marks], Outcome]
    context: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()

    def known(self, document: Document) -> dict[str, Any]:
        """What `predict` is told of a document besides its text and body."""
        return {name: document.facts[name] for name in self.context if name in document.facts}


def checked(marks: Any, required: dict[str, type], length: int | None = None) -> list[Mark]:  # noqa: ANN401 - anything JSON holds
    """The marks, if they are a list of objects with the required fields, and their places lie in a text of that `length`.

    Raises `ValueError` with the reason.

    >>> checked([{"start": 3, "end": 2}], {"start": int, "end": int})
    Traceback (most recent call last):
    ValueError: mark 1: start 3 and end 2 are no place in the text
    """
    if not isinstance(marks, list):
        raise ValueError("no list of marks")  # noqa: TRY004 - the content is wrong, not the call
    for number, mark in enumerate(marks, start=1):
        if not isinstance(mark, dict):
            raise ValueError(f"mark {number} is no object")  # noqa: TRY004
        for name, kind in required.items():
            if not isinstance(mark.get(name), kind) or isinstance(mark[name], bool):
                raise ValueError(f"mark {number} has no {name!r} of type {kind.__name__}")  # noqa: TRY004
        start: int = mark.get("start", 0)
        end: int = mark.get("end", start)
        if not 0 <= start <= end or (length is not None and end > length):
            raise ValueError(f"mark {number}: start {start} and end {end} are no place in the text")
    return marks
