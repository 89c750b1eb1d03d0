"""The files of a build, sorted: which are to be read, which belong to one document, and which have changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, TypeVar

from mandategraph.build.crew import DIED, Answer, Crew, Task
from mandategraph.build.ledger import FIELDS, WAITING, File, Ledger
from mandategraph.build.options import Options
from mandategraph.errors import SourceError
from mandategraph.intake import records
from mandategraph.intake.archive import is_archive
from mandategraph.intake.files import Found, find
from mandategraph.read import MAX_BYTES
from mandategraph.store.embedded import Generation

T = TypeVar("T")
Progress = Callable[[str, int, int], None]

FIRST_LOOK = 64  # files in one task of the first look
REUSE_FROM = 0.5  # the share of unchanged documents from which the former store is taken over rather than written anew
SET = re.compile(r"^(?P<base>.*\d) ?(?P<first>[A-Z])-(?P<last>[A-Z])$")


def archives(sources: Iterable[str | Path]) -> str:
    """What identifies the sources where all of them are archives, whose members need not be unpacked to be known; else empty."""
    found = hashlib.sha256()
    for source in map(Path, sources):
        if not (source.is_file() and is_archive(source)):
            return ""
        with source.open("rb") as file:
            found.update(f"{source}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\0".encode())
    return found.hexdigest()


def is_same(former: Ledger, packed: str) -> bool:
    """Whether a former build was made of the same archives, and no worker died of a file, which would be tried again."""
    return former.noted("archives") == packed and not former.count(f"reason = {quoted(DIED)}")


def take_in(sources: Iterable[str | Path], ledger: Ledger, spool: Path, options: Options) -> int:
    """Enter the files of the sources into the ledger, and the records in them; the number of files that need a first look."""
    for found in find(sources, spool):
        if records.is_record_file(found.path):
            _take_records(found, ledger)
        else:
            ledger.add_files([File(found.name, str(found.path), "found", upstream=found.upstream, upstream_commit=found.commit)])
    ledger.note("rules", options.rules)
    return ledger.count("outcome = 'found'")


def _take_records(found: Found, ledger: Ledger) -> None:
    file = File(found.name, str(found.path), "records", upstream=found.upstream, upstream_commit=found.commit)
    try:
        sha256 = hashlib.sha256(found.path.read_bytes()).hexdigest()
        file = replace(file, sha256=sha256, media_type="application/json")
        for symbol, record in list(records.records(found.path)):  # all of a file or none
            content = json.dumps(record, ensure_ascii=False, sort_keys=True)
            known = ledger.value("SELECT content FROM record WHERE symbol = ?", str(symbol))
            if known is None:
                ledger.run("INSERT INTO record VALUES (?, ?, ?, ?)", str(symbol), found.name, sha256, content)
            else:
                words = "a second record of the document, " + ("the same" if known == content else "another one; the first is used")
                ledger.run("INSERT INTO finding VALUES (?, ?, 'duplicate-record', ?)", str(symbol), found.name, words)
    except SourceError as error:
        place = f"line {error.line}: " if error.line else ""
        file = replace(file, outcome="refused", reason=f"{place}{error.reason}")
    except OSError as error:
        file = replace(file, outcome="refused", reason=f"cannot be opened ({error.strerror}); check the path")
    ledger.add_files([file])


def survey(ledger: Ledger, crew: Crew, total: int, tell: Progress, former: Ledger | None) -> None:
    """Take a first look at every file that is not the same as in the former build."""
    waiting = []
    for file in list(ledger.files("outcome = 'found'")):
        known = _known(file, former) if former else None
        if known:
            _look(ledger, known)
        else:
            waiting.append({"name": file.name, "path": file.path, "upstream": file.upstream, "commit": file.upstream_commit})
    done = total - len(waiting)
    for task, answer in _looks(crew, waiting):
        looked = [File(**row) for row in answer["files"]] if answer else _refused(task)
        for file in looked:
            _look(ledger, file)
        done += len(looked)
        tell("looking", done, total)


def _looks(crew: Crew, waiting: list[dict[str, Any]]) -> Iterator[tuple[Task, Answer | None]]:
    """First looks at files; where a worker died the files are looked at one by one, so that only the culprit is left out."""
    for task, answer in crew.answers({"survey": chunk} for chunk in batches(waiting, FIRST_LOOK)):
        if answer is not None or len(task["survey"]) == 1:
            yield task, answer
        else:
            yield from crew.answers({"survey": [row]} for row in task["survey"])


def _look(ledger: Ledger, file: File) -> None:
    """Enter what the first look at a file told."""
    values = [getattr(file, name) for name in FIELDS[2:]]
    ledger.run(f"UPDATE file SET {', '.join(f'{name} = ?' for name in FIELDS[2:])} WHERE name = ?", *values, file.name)  # noqa: S608 - our own names


def _known(file: File, former: Ledger) -> File | None:
    """What the former build saw in a file of this name, if it has the same content."""
    row = next(former.files(f"name = {quoted(file.name)}"), None)
    if row is None or row.sha256 is None or row.reason == DIED:
        return None
    if (row.upstream, row.upstream_commit) != (file.upstream, file.upstream_commit):
        return None
    path = Path(file.path)
    try:
        if path.stat().st_size > MAX_BYTES or hashlib.sha256(path.read_bytes()).hexdigest() != row.sha256:
            return None
    except OSError:
        return None
    # A file that was refused with its symbol known was refused by the reader, not at first sight.
    waits = row.outcome in {"built", "duplicate"} or (row.outcome == "refused" and row.symbol is not None)
    return replace(row, path=file.path, outcome=WAITING, reason="") if waits else replace(row, path=file.path)


def _refused(task: dict[str, Any]) -> list[File]:
    """The files of a first look during which the worker died."""
    return [File(row["name"], row["path"], "refused", DIED) for row in task["survey"]]


def sort_out(ledger: Ledger) -> None:
    """Mark the files that hold what another file holds already.

    Of one document in one language the file is read whose marks confirm the symbol best, among equals the first by name.
    """
    rows = ledger.rows(
        "SELECT symbol, language FROM file WHERE outcome = ? GROUP BY symbol, language HAVING COUNT(*) > 1 ORDER BY symbol", WAITING
    )
    for symbol, language in list(rows):
        same = list(ledger.files(f"outcome = '{WAITING}' AND symbol = {quoted(symbol)} AND language IS {quoted(language)}"))
        same.sort(key=lambda file: -file.fit)
        for file in same[1:]:
            alike = "the same bytes" if file.sha256 == same[0].sha256 else "other bytes"
            reason = f"{symbol} was already read from {_short(same[0].name, file.name)} ({alike}); keep one of the files"
            ledger.run("UPDATE file SET outcome = 'duplicate', reason = ? WHERE name = ?", reason, file.name)


def _short(name: str, other: str) -> str:
    """The name of a file without its folders, which are of no use elsewhere; with one where the other has the same name."""
    parts, others = PurePath(name).parts, PurePath(other).parts
    return "/".join(parts[-2:] if parts[-1:] == others[-1:] else parts[-1:])


def quoted(text: str | None) -> str:
    """A text as an SQL literal."""
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of a size, the last one shorter.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


class Groups:
    """The documents to build, each with its files and its record; and which of them the former build had already."""

    def __init__(self, ledger: Ledger, former: Ledger | None) -> None:
        """Find out what has changed; `former` is the ledger of a build with the same options."""
        self.ledger, self.former = ledger, former
        ledger.run("CREATE TEMP TABLE wanted (symbol TEXT PRIMARY KEY, digest TEXT NOT NULL, reused INTEGER NOT NULL DEFAULT 0)")
        ledger.run("INSERT INTO wanted SELECT DISTINCT symbol, '', 0 FROM file WHERE outcome = ?", WAITING)
        for (symbol,) in list(ledger.rows("SELECT symbol FROM wanted")):
            digest = self.digest(self.group(symbol))
            known = former.value("SELECT digest FROM document WHERE symbol = ?", symbol) if former else None
            ledger.run("UPDATE wanted SET digest = ?, reused = ? WHERE symbol = ?", digest, int(known == digest), symbol)
        self.gone = [s for (s,) in former.rows("SELECT symbol FROM document ORDER BY symbol")] if former else []
        self.gone = [s for s in self.gone if not ledger.value("SELECT reused FROM wanted WHERE symbol = ?", s)]
        self.total: int = ledger.value("SELECT COUNT(*) FROM wanted")
        self.kept: int = ledger.value("SELECT COUNT(*) FROM wanted WHERE reused")

    @property
    def changed(self) -> bool:
        """Whether any document is new, changed or gone."""
        return bool(self.gone) or self.kept < self.total

    def group(self, symbol: str) -> dict[str, Any]:
        """The task of one document: its files, its record, and the parts of a set that have files of their own."""
        files = [
            {name: getattr(file, name) for name in FIELDS}
            for file in self.ledger.files(f"outcome IN ('{WAITING}', 'built') AND symbol = {quoted(symbol)}")
        ]
        row = next(self.ledger.rows("SELECT sha256, content FROM record WHERE symbol = ?", symbol), None)
        record = {"sha256": row[0], "content": json.loads(row[1])} if row else None
        return {"symbol": symbol, "files": files, "record": record, "elsewhere": self._elsewhere(symbol)}

    def _elsewhere(self, symbol: str) -> list[str]:
        match = SET.match(symbol)
        base = match["base"] if match else symbol
        after = "SELECT symbol FROM wanted WHERE symbol >= ? AND symbol < ? ORDER BY symbol"
        found = self.ledger.rows(after, f"{base} A", f"{base} [")
        return [part for (part,) in found if len(part) == len(f"{base} A")]

    def digest(self, group: dict[str, Any]) -> str:
        """What a document depends on, beside the options."""
        files = [
            [PurePath(row["name"]).name, row["sha256"], row["language"], row["upstream"], row["upstream_commit"]]
            for row in group["files"]
        ]
        text = json.dumps([group["symbol"], files, group["record"], group["elsewhere"]], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def run(self, options: Options) -> str:
        """What identifies the build: options, documents, and the files left out. No clock is read."""
        found = hashlib.sha256(options.digest.encode())
        for row in self.ledger.rows("SELECT symbol, digest FROM wanted ORDER BY symbol"):
            found.update("\t".join(row).encode())
        left_out = self.ledger.files(f"outcome != '{WAITING}' AND sha256 IS NOT NULL")
        for row in sorted((f.sha256 or "", PurePath(f.name).name, f.outcome, f.reason, f.upstream or "") for f in left_out):
            found.update("\t".join(row).encode())
        return found.hexdigest()[:32]

    def named(self) -> str:
        """What tells whether the files are where they were."""
        names = self.ledger.rows("SELECT name, IFNULL(sha256, '') FROM file ORDER BY name")
        return hashlib.sha256("\n".join("\t".join(row) for row in names).encode()).hexdigest()

    def reuse(self, generation: Generation, live: Path | None) -> int:
        """Take over the unchanged documents of the former build, where they are many; their number."""
        if not self.former or not live or self.kept < REUSE_FROM * self.total:
            self.ledger.run("UPDATE wanted SET reused = 0")
            return 0
        generation.copy(live)
        for symbol in self.gone:
            for graph in json.loads(self.former.value("SELECT graphs FROM document WHERE symbol = ?", symbol)):
                generation.remove(graph)
        for (symbol,) in list(self.ledger.rows("SELECT symbol FROM wanted WHERE reused ORDER BY symbol")):
            self.ledger.take(symbol, self.former)
        return int(self.ledger.value("SELECT SUM(documents) FROM document") or 0)

    def waiting(self) -> Iterator[dict[str, Any]]:
        """The tasks of the documents that are to be read, in order of their symbols."""
        for (symbol,) in list(self.ledger.rows("SELECT symbol FROM wanted WHERE NOT reused ORDER BY symbol")):
            yield self.group(symbol)
