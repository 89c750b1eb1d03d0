"""Predictions by several processes: programs of their own that take a text and give its marks, one line of JSON each.

They are no `multiprocessing`, which would run the user's main module again; so it works the same from a script and a notebook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, local
from types import TracebackType
from typing import Any, Self

from mandategraph.errors import MandateGraphError
from mandategraph.evaluate.task import Document, Marks, Task
from mandategraph.evaluate.wrapping import wrapped

FEW = 100  # documents for which no process is started
START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from mandategraph.evaluate.crew import main; main(sys.argv[2])"


def predicted(task: Task, text: str, body: str, wrap: int | None = None, known: dict[str, Any] | None = None) -> Marks:
    """The marks of a text, found in it or in its copy wrapped at a width; their places are always those in the text itself.

    `known` is what the task is told besides.
    """
    if not wrap:
        return task.predict(text, body, **(known or {}))
    page, offsets = wrapped(text, wrap)
    found = task.predict(page, body, **(known or {}))
    return {name: [_moved(mark, offsets) for mark in marks] for name, marks in found.items()}


class Crew:
    """Processes that predict for one task; with `jobs` of 0 it is done in this one."""

    def __init__(self, task: Task, jobs: int, wrap: int | None) -> None:
        """Start nothing yet: a process is started by the thread that needs it."""
        self.task, self.jobs, self.wrap = task, jobs, wrap
        self.own, self.lock, self.processes = local(), Lock(), list[subprocess.Popen[str]]()

    def __enter__(self) -> Self:
        """The crew itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End all processes."""
        for process in self.processes:
            process.kill()
            process.communicate()

    def predictions(self, documents: Sequence[Document]) -> Iterator[Marks]:
        """The marks of each document, in order."""
        if not self.jobs:
            yield from (predicted(self.task, d.text, d.body, self.wrap, self.task.known(d)) for d in documents)
            return
        with ThreadPoolExecutor(self.jobs) as threads:
            try:
                yield from threads.map(self._ask, documents)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    def _ask(self, document: Document) -> Marks:
        process = self._process()
        assert process.stdin  # noqa: S101 - both are pipes
        assert process.stdout  # noqa: S101
        try:
            process.stdin.write(json.dumps([document.text, document.body, self.wrap, self.task.known(document)]) + "\n")
            process.stdin.flush()
            answer: Marks = json.loads(process.stdout.readline())
        except (OSError, ValueError) as error:
            reason = "reading it ended the reader; look at this document with --jobs 0"
            raise MandateGraphError(f"{document.id}: {reason}") from error
        return answer

    def _process(self) -> subprocess.Popen[str]:
        """The process of this thread."""
        process: subprocess.Popen[str] | None = getattr(self.own, "process", None)
        if process is None:
            command = [sys.executable, "-c", START, json.dumps(sys.path), self.task.name]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603 - our own
            self.own.process = process
            with self.lock:
                self.processes.append(process)
        return process


def jobs_for(documents: int, jobs: int | None) -> int:
    """The number of processes: as told, else one for each processor, or none for a few documents."""
    if jobs is not None:
        return jobs
    return 0 if documents <= FEW else min(os.cpu_count() or 1, documents // FEW)


def main(name: str) -> None:
    """Answer lines of text, body, width and what else is known with marks, until there are no more lines."""
    from mandategraph.evaluate import TASKS  # noqa: PLC0415 - the tasks are told to this module, not known by it

    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in sys.stdin:
        sys.stdout.write(json.dumps(predicted(TASKS[name], *json.loads(line))) + "\n")
        sys.stdout.flush()


def _moved(mark: dict[str, Any], offsets: Sequence[int]) -> dict[str, Any]:
    if "start" not in mark:
        return mark
    start, end = mark["start"], mark["end"]
    return mark | {"start": offsets[start], "end": offsets[end - 1] + 1 if end > start else offsets[start]}
