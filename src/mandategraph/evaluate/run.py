"""An evaluation that has been made: its figures, its faults, and how it is kept in a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.evaluate.scores import Estimate, Score, scores
from mandategraph.evaluate.task import Cell, Count, Fault, Marks, Table

FORMAT = 1  # of the saved file


@dataclass(frozen=True, slots=True)
class Scored:
    """A document that was scored; `predicted` says whether there was a prediction for it."""

    id: str
    body: str
    predicted: bool
    counts: Mapping[Cell, Count]
    tallies: Mapping[str, int]


@dataclass(frozen=True)
class Evaluation:
    """A run of an evaluation.

    `gold` and `options` say what was evaluated how: file names, SHA-256 of the gold, and the options that were given. `version`
    is that of the package, `rules` the checksum of its rules, `day` the date of the run. `predictions` are not kept in a file.
    """

    task: str
    gold: Mapping[str, Any]
    options: Mapping[str, Any]
    version: str
    rules: str
    day: str
    tables: tuple[Table, ...] = field(repr=False)
    documents: tuple[Scored, ...] = field(repr=False)
    faults: tuple[Fault, ...] = field(repr=False)
    predictions: Mapping[str, Marks] = field(default_factory=dict, repr=False)

    @cached_property
    def scores(self) -> list[Score]:
        """The figures by cell and body, with intervals of 95 %; in a table of rates the recall is the only one."""
        rates = {table.name for table in self.tables if table.rate}
        found = scores((document.body, document.counts) for document in self.documents)
        return [replace(score, precision=None, f1=None) if score.cell.table in rates else score for score in found]

    @property
    def tallies(self) -> dict[str, dict[str, int]]:
        """What was counted without a judgement, such as leftovers, by body."""
        found: dict[str, Counter[str]] = {}
        for document in self.documents:
            for name, number in document.tallies.items():
                found.setdefault(name, Counter())[document.body] += number
        return {name: dict(sorted(counted.items())) for name, counted in sorted(found.items())}

    @property
    def unpredicted(self) -> int:
        """The number of documents without a prediction."""
        return sum(not document.predicted for document in self.documents)

    def head(self) -> dict[str, Any]:
        """What was evaluated, when, how, and all figures, as JSON has it."""
        return {
            "format": FORMAT,
            **{name: getattr(self, name) for name in ("task", "gold", "options", "version", "rules", "day", "tallies")},
            "tables": [asdict(table) for table in self.tables],
            "documents": len(self.documents),
            "without_prediction": self.unpredicted,
            "scores": [_score(score) for score in self.scores],
        }

    def save(self, path: str | Path) -> None:
        """Write the run to a file, from which `load` reads it."""
        documents = [
            {
                "id": d.id,
                "body": d.body,
                "predicted": d.predicted,
                "tallies": d.tallies,
                "counts": [[*c, *n] for c, n in d.counts.items()],
            }
            for d in self.documents
        ]
        content = self.head() | {"documents": documents, "faults": [asdict(fault) for fault in self.faults]}
        write(path, json.dumps(content, ensure_ascii=False))

    @classmethod
    def load(cls, path: str | Path) -> Evaluation:
        """A run from its file; raises `SourceError` for a file that is none."""
        try:
            content = json.loads(Path(path).read_text(encoding="utf-8"))
            documents = [
                Scored(d["id"], d["body"], d["predicted"], {Cell(*c[:2]): Count(*c[2:]) for c in d["counts"]}, d["tallies"])
                for d in content["documents"]
            ]
            names = ("task", "gold", "options", "version", "rules", "day")
            faults = tuple(Fault(**fault) for fault in content["faults"])
            tables = tuple(Table(**table) for table in content["tables"])
            facts = {name: content[name] for name in names}
            return cls(**facts, tables=tables, documents=tuple(documents), faults=faults)
        except OSError as error:
            raise SourceError(path, f"cannot be opened ({error.strerror}); check the path") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(path, "no run of an evaluation; make one with: mandategraph evaluate … --save FILE") from error


@dataclass(frozen=True, slots=True)
class Change:
    """A document whose faults are others than in an earlier run: those that have gone, and those that are new."""

    document: str
    gains: tuple[Fault, ...]
    losses: tuple[Fault, ...]


def compare(earlier: Evaluation, later: Evaluation) -> list[Change]:
    """Gains and losses by document, over the documents that both runs scored; those with most losses first.

    Raises `MandateGraphError` for runs of two tasks, and for runs without a common document.
    """
    if earlier.task != later.task:
        raise MandateGraphError(f"the earlier run is one of {earlier.task}, this one of {later.task}; compare runs of one task")
    common = {document.id for document in earlier.documents} & {document.id for document in later.documents}
    if not common:
        raise MandateGraphError("the earlier run has none of these documents; compare runs over the same gold")
    before, after = _by_document(earlier.faults), _by_document(later.faults)
    changes = []
    for name in sorted(common):
        was, now = before.get(name, []), after.get(name, [])
        gains, losses = _without(was, now), _without(now, was)
        if gains or losses:
            changes.append(Change(name, gains, losses))
    return sorted(changes, key=lambda change: (-len(change.losses), -len(change.gains), change.document))


def differences(earlier: Evaluation, later: Evaluation) -> list[str]:
    """What one should know before comparing two runs: other gold, other options, documents that only one of them scored."""
    found = []
    if earlier.gold["sha256"] != later.gold["sha256"]:
        found.append(f"the gold is another: {earlier.gold['file']}, now {later.gold['file']}")
    for name in sorted({*earlier.options, *later.options} - {"note"}):
        was, now = earlier.options.get(name), later.options.get(name)
        if was != now:
            found.append(f"{name} was {was or 'not given'}, now {now or 'not given'}")
    ours, theirs = ({document.id for document in run.documents} for run in (later, earlier))
    if ours != theirs:
        found.append(f"{len(ours & theirs)} documents compared, {len(theirs - ours)} only earlier, {len(ours - theirs)} only now")
    return found


def write(path: str | Path, text: str) -> None:
    """Write a text to a file; raises `SourceError` where that is not possible."""
    try:
        Path(path).write_text(text + "\n" * (not text.endswith("\n")), encoding="utf-8")
    except OSError as error:
        raise SourceError(path, f"cannot be written ({error.strerror}); check the path") from error


def _by_document(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.document, []).append(fault)
    return found


def _without(faults: Sequence[Fault], others: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults that are not among the others, where one may begin or end elsewhere if it overlaps."""
    known: dict[tuple[str, ...], list[Fault]] = {}
    for other in others:
        known.setdefault(_essence(other), []).append(other)
    return tuple(
        fault
        for fault in faults
        if not any(fault.start <= other.end and other.start <= fault.end for other in known.get(_essence(fault), ()))
    )


def _essence(fault: Fault) -> tuple[str, ...]:
    """What makes two faults one: a false one says the same, a missed one misses the same, whatever is predicted instead."""
    return fault.verdict, fault.kind, fault.predicted if fault.verdict == "false" else fault.gold


def _score(score: Score) -> dict[str, Any]:
    def rounded(estimate: Estimate | None) -> list[float] | None:
        return [round(value, 6) for value in estimate] if estimate else None

    counted = score.count._asdict()
    figures = {name: rounded(getattr(score, name)) for name in ("precision", "recall", "f1")}
    return {"table": score.cell.table, "row": score.cell.row, "body": score.body, **counted, **figures}
