"""How accurate the rules are: predictions for a gold set, matched, counted, and every fault kept.

    gold file -> documents -> predictions (found, or read from a file) -> matched by the task -> Evaluation

A task says how gold is read, how it is predicted, and how the two are matched; `TASKS` has them by name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mandategraph import assets
from mandategraph.errors import MandateGraphError
from mandategraph.evaluate import gold as golds
from mandategraph.evaluate.citations import CITATIONS
from mandategraph.evaluate.crew import Crew, jobs_for
from mandategraph.evaluate.mandates import MANDATES
from mandategraph.evaluate.run import Change, Evaluation, Scored, compare, differences, write
from mandategraph.evaluate.structure import STRUCTURE
from mandategraph.evaluate.task import Document, Marks, Outcome, Task

__all__ = ["TASKS", "Change", "Evaluation", "compare", "differences", "evaluate", "write_predictions"]

TASKS = {task.name: task for task in (CITATIONS, STRUCTURE, MANDATES)}
Progress = Callable[[str, int, int], None]


def evaluate(
    task: str,
    gold: str | Path,
    *,
    predictions: str | Path | None = None,
    body: str | None = None,
    sample: int | None = None,
    unseen_from: str | Path | None = None,
    wrap: int | None = None,
    note: str = "",
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score the task `citations`, `structure` or `mandates` on a gold file (JSON lines, plain or `.xz`).

    `predictions` is a file to score instead of running the rules. `body` keeps the documents of one body, `sample` so many of
    them, always the same. With `unseen_from`, a file of JSON lines, only paragraphs count whose words it does not hold. `wrap`
    runs the rules on texts wrapped at so many columns. `note` is kept with the run. `jobs` is the number of processes (0: none;
    default: by the number of documents and processors), and `progress` is told the stage, what is done, and of how much.

    Raises `SourceError` for a file that cannot be used, `MandateGraphError` for a task or body that is not there.
    """
    chosen_task = TASKS.get(task)
    if chosen_task is None:
        raise MandateGraphError(f"no task {task!r}; there are: {', '.join(TASKS)}")
    path = Path(gold)
    documents = golds.chosen(golds.documents(path, chosen_task), body=body, sample=sample)
    places = _unseen(documents, unseen_from)
    documents = [document for document in documents if places is None or places[document.id]]
    if not documents:
        raise MandateGraphError(f"{unseen_from} holds each paragraph of the gold; give another reference set")
    tell = progress or (lambda *_: None)
    found = golds.predictions(Path(predictions), chosen_task) if predictions else _run(chosen_task, documents, wrap, jobs, tell)
    outcomes = [_matched(chosen_task, document, found.get(document.id, {}), places) for document in documents]
    given = {"body": body, "sample": sample, "unseen_from": unseen_from, "wrap": wrap, "predictions": predictions, "note": note}
    return Evaluation(
        task=task,
        gold={"file": path.name, "sha256": golds.checksum(path)},
        options={name: _told(value) for name, value in given.items() if value},
        version=version("mandategraph"),
        rules=assets.rules_version(),
        day=datetime.now(UTC).date().isoformat(),
        tables=chosen_task.tables,
        documents=tuple(_scored(outcome, predicted=outcome.document.id in found) for outcome in outcomes),
        faults=tuple(fault for outcome in outcomes for fault in outcome.faults),
        predictions={document.id: found[document.id] for document in documents if document.id in found},
    )


def write_predictions(run: Evaluation, path: str | Path) -> None:
    """Write the predictions of a run as JSON lines, one for each document; raises `SourceError` where that is not possible."""
    objects = TASKS[run.task].objects
    lines = []
    for name, marks in run.predictions.items():
        single = {key: marks[key][0] if marks.get(key) else None for key in objects}
        lines.append(json.dumps({"id": name, **marks, **single}, ensure_ascii=False))
    write(path, "\n".join(lines))


def _unseen(documents: Sequence[Document], reference: str | Path | None) -> dict[str, list[range]] | None:
    """The places in each document that count; None if all do."""
    if reference is None:
        return None
    seen = golds.Seen(Path(reference))
    return {document.id: seen.unseen(document) for document in documents}


def _run(task: Task, documents: Sequence[Document], wrap: int | None, jobs: int | None, tell: Progress) -> dict[str, Marks]:
    found = {}
    with Crew(task, jobs_for(len(documents), jobs), wrap) as crew:
        for done, (document, marks) in enumerate(zip(documents, crew.predictions(documents), strict=True), start=1):
            found[document.id] = marks
            tell(task.name, done, len(documents))
    return found


def _matched(task: Task, document: Document, marks: Marks, places: Mapping[str, Sequence[range]] | None) -> Outcome:
    if places is None:
        return task.match(document, marks)
    here = places[document.id]
    kept = Document(document.id, document.body, document.text, golds.within(document.gold, here), document.facts)
    return task.match(kept, golds.within(marks, here))


def _scored(outcome: Outcome, *, predicted: bool) -> Scored:
    return Scored(outcome.document.id, outcome.document.body, predicted, outcome.counts, outcome.tallies)


def _told(value: Any) -> Any:  # noqa: ANN401 - an option
    """An option as a run keeps it: of a path the name."""
    return Path(value).name if isinstance(value, Path) else value
