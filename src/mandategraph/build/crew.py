"""The worker processes of a build. Each takes one task at a time; one that dies is replaced, and its task is told apart.

They are programs of their own that are told what to do through a pipe, so that a build works the same from a script, a notebook
and a test; they end when the build does, however it ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock, local
from typing import Any, Self

from mandategraph.build.worker import Setting, carry_out

Task = dict[str, Any]
Answer = dict[str, Any]
AHEAD = 2  # tasks that wait for each worker, so that none is idle
DIED = "reading it ended the reader; look at the file"
START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from mandategraph.build.worker import main; main()"


class Crew:
    """Workers for the tasks of one build; with `jobs` of 0 the tasks are done in this process."""

    def __init__(self, options: dict[str, Any], jobs: int) -> None:
        """`options` are the JSON form of the setting."""
        self.options, self.jobs = options, jobs
        self.setting = None if jobs else Setting.of(options)
        self.threads = ThreadPoolExecutor(jobs) if jobs else None
        self.own = local()
        self.processes: list[subprocess.Popen[str]] = []
        self.lock = Lock()

    def __enter__(self) -> Self:
        """The crew itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers."""
        if self.threads:
            self.threads.shutdown(wait=False, cancel_futures=True)  # so that none takes another task
            self._kill()
            self.threads.shutdown()
        self._kill()  # also those that were started meanwhile
        for process in self.processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with contextlib.suppress(OSError):  # what was not sent to a worker that died
                        pipe.close()

    def _kill(self) -> None:
        with self.lock:
            for process in self.processes:
                process.kill()

    def answers(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | None]]:
        """Each task with its answer, in the order of the tasks; None for one during which the worker died."""
        if self.setting or not self.threads:
            yield from ((task, carry_out(task, self.setting)) for task in tasks if self.setting)
            return
        pending: deque[tuple[Task, Future[Answer | None]]] = deque()
        for task in tasks:
            pending.append((task, self.threads.submit(self._done, task)))
            if len(pending) >= self.jobs * (1 + AHEAD):
                done, answer = pending.popleft()
                yield done, answer.result()
        while pending:
            done, answer = pending.popleft()
            yield done, answer.result()

    def _done(self, task: Task) -> Answer | None:
        """The answer of this thread's worker; None where it died of the task."""
        process: subprocess.Popen[str] | None = getattr(self.own, "process", None)
        if process is None or process.poll() is not None:
            process = self.own.process = self._hired()
        line = ""
        with contextlib.suppress(OSError):  # the pipe of a worker that has ended
            _tell(process, task)
            line = process.stdout.readline() if process.stdout else ""
        if not line.endswith("\n"):
            process.kill()
            process.wait()
            return None
        answer: Answer = json.loads(line)
        return answer

    def _hired(self) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-P",
            "-c",
            START,
            json.dumps([str(path) for path in sys.path]),
        ]  # modules from where this process has them
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        pipes["process_group"] = 0  # an interrupt at the keyboard is for the build, which ends its workers
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        process: subprocess.Popen[str] = subprocess.Popen(command, env=environment, **pipes)  # noqa: S603 - our own module
        with self.lock:
            self.processes.append(process)
        _tell(process, self.options)
        return process


def _tell(process: subprocess.Popen[str], message: Task) -> None:
    """Send a worker a line of JSON; one that has ended gives no answer."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
