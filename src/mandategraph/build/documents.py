"""The documents of a build: read, written and loaded, many at a time."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

from mandategraph.build.crew import DIED, Answer, Crew, Task
from mandategraph.build.intake import Groups, batches
from mandategraph.build.ledger import Ledger
from mandategraph.store.embedded import Generation

AT_ONCE = 48  # documents in one task of a worker
LOAD_FROM = 200_000_000  # bytes of N-Quads in one load: many small loads wait for the disk, large ones need memory
LOADERS = 2  # loads at one time; a load of this size uses one processor


def write_documents(
    groups: Groups, crew: Crew, generation: Generation, ledger: Ledger, tell: Callable[[str, int, int], None]
) -> None:
    """Have all waiting documents written to shards of N-Quads, and load them while the next ones are read."""
    shards = generation.folder / "shards"
    shards.mkdir()
    total = groups.total - ledger.value("SELECT COUNT(*) FROM document")
    done = 0
    with _Loader(generation, shards) as loader:
        for task, answer in _answers(crew, _tasks(groups, shards, AT_ONCE if crew.jobs else total or 1)):
            for result in answer["documents"] if answer else []:
                _enter(result, ledger)
            if answer is None:
                for file in task["groups"][0]["files"]:
                    ledger.run("UPDATE file SET outcome = 'refused', reason = ? WHERE name = ?", DIED, file["name"])
            else:
                loader.add(Path(task["shard"]))
            done += len(task["groups"])
            tell("reading", done, total)
    shutil.rmtree(shards)


class _Loader:
    """Gathers shards until there is enough for a load, and loads in threads of its own."""

    def __init__(self, generation: Generation, folder: Path) -> None:
        self.generation, self.folder = generation, folder
        self.threads = ThreadPoolExecutor(LOADERS)
        self.gathered, self.number = 0, 0
        self.loading: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Load what is left, unless something went wrong, and wait for the loads."""
        if kind is None:
            self._load()
            while self.loading:
                self.loading.popleft().result()
        self.threads.shutdown(cancel_futures=True)

    def add(self, shard: Path) -> None:
        """Take a shard over; raises what a load has raised."""
        with self._path().open("ab") as together, shard.open("rb") as quads:
            shutil.copyfileobj(quads, together, 1 << 20)
            self.gathered = together.tell()
        shard.unlink()
        if self.gathered >= LOAD_FROM:
            self._load()

    def _load(self) -> None:
        if not self.gathered:
            return
        if len(self.loading) > LOADERS:
            self.loading.popleft().result()
        self.loading.append(self.threads.submit(self._loaded, self._path()))
        self.gathered, self.number = 0, self.number + 1

    def _loaded(self, path: Path) -> None:
        self.generation.load(path)
        path.unlink()

    def _path(self) -> Path:
        return self.folder / f"load-{self.number}.nq"


def _tasks(groups: Groups, shards: Path, size: int) -> Iterator[Task]:
    for number, batch in enumerate(batches(groups.waiting(), size)):
        yield {"shard": str(shards / f"{number}.nq"), "groups": batch}


def _answers(crew: Crew, tasks: Iterator[Task]) -> Iterator[tuple[Task, Answer | None]]:
    """The answers to tasks; where a worker died its documents are tried one by one, so that only the culprit is left out."""
    for task, answer in crew.answers(tasks):
        if answer is not None or len(task["groups"]) == 1:
            yield task, answer
            continue
        Path(task["shard"]).unlink(missing_ok=True)
        alone = ({"shard": f"{task['shard']}.{n}", "groups": [group]} for n, group in enumerate(task["groups"]))
        yield from crew.answers(alone)


def _enter(result: dict[str, Any], ledger: Ledger) -> None:
    """Note what became of the files of one document."""
    symbol = result["symbol"]
    for name, reason in result["refused"].items():
        ledger.run("UPDATE file SET outcome = 'refused', reason = ? WHERE name = ?", reason, name)
    if result["documents"]:
        ledger.run("UPDATE file SET outcome = 'built' WHERE outcome = 'waiting' AND symbol = ?", symbol)
    ledger.add_document(result, ledger.value("SELECT digest FROM wanted WHERE symbol = ?", symbol))
