"""The ledger of a build: which files there were, what became of each, and what each document gave rise to.

An SQLite file beside the store, so that nothing about the corpus has to fit into memory, and the next build can tell what has
changed.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

SCHEMA = """
CREATE TABLE build (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
  name TEXT PRIMARY KEY, path TEXT NOT NULL,
  sha256 TEXT, media_type TEXT, symbol TEXT, language TEXT,
  upstream TEXT, upstream_commit TEXT,
  outcome TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', fit INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX file_symbol ON file (symbol, language);
CREATE TABLE record (symbol TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
  symbol TEXT PRIMARY KEY, digest TEXT NOT NULL, documents INTEGER NOT NULL, provisions INTEGER NOT NULL, quads INTEGER NOT NULL,
  graphs TEXT NOT NULL, derived BLOB NOT NULL, members TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE finding (symbol TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL);
CREATE INDEX finding_symbol ON finding (symbol);
"""
WAITING, BUILT = "waiting", "built"


@dataclass(frozen=True, slots=True)
class File:
    """A file and what became of it: `outcome` is `built`, or why not in one word, with the `reason` in a sentence.

    `fit` says how many marks in the file confirm the symbol on its cover.
    """

    name: str
    path: str
    outcome: str
    reason: str = ""
    sha256: str | None = None
    media_type: str | None = None
    symbol: str | None = None
    language: str | None = None
    upstream: str | None = None
    upstream_commit: str | None = None
    fit: int = 0


FIELDS = tuple(field.name for field in fields(File))


class Ledger:
    """The ledger at a path; made where it is missing."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        """Open the ledger; a `readonly` one must be there."""
        if readonly:
            self.base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        else:
            self.base = sqlite3.connect(path)
            self.base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is pending and close."""
        self.base.commit()
        self.base.close()

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - as SQLite has it
        """The rows of a query."""
        return iter(self.base.execute(sql, values))

    def value(self, sql: str, *values: Any) -> Any:  # noqa: ANN401 - as SQLite has it
        """The first field of the first row of a query, or None."""
        row = self.base.execute(sql, values).fetchone()
        return row[0] if row else None

    def run(self, sql: str, *values: Any) -> int:  # noqa: ANN401 - as SQLite has it
        """Carry out a statement; the number of rows it changed."""
        return self.base.execute(sql, values).rowcount

    def note(self, key: str, value: str) -> None:
        """Remember something about the build."""
        self.run("INSERT OR REPLACE INTO build VALUES (?, ?)", key, value)

    def noted(self, key: str) -> str | None:
        """What was remembered under a key."""
        value: str | None = self.value("SELECT value FROM build WHERE key = ?", key)
        return value

    def add_files(self, files: Iterable[File]) -> None:
        """Add files; one that was named twice counts once."""
        marks = ", ".join("?" * len(FIELDS))
        rows = (tuple(getattr(file, name) for name in FIELDS) for file in files)
        self.base.executemany(f"INSERT OR IGNORE INTO file ({', '.join(FIELDS)}) VALUES ({marks})", rows)  # noqa: S608 - our own names

    def files(self, condition: str = "1") -> Iterator[File]:
        """The files that meet a condition, in order of their names."""
        for row in self.rows(f"SELECT {', '.join(FIELDS)} FROM file WHERE {condition} ORDER BY name"):  # noqa: S608 - our own words
            yield File(*row)

    def count(self, condition: str) -> int:
        """The number of files that meet a condition."""
        found: int = self.value(f"SELECT COUNT(*) FROM file WHERE {condition}")  # noqa: S608 - our own words
        return found

    def add_document(self, result: dict[str, Any], digest: str) -> None:
        """Add what was built for one symbol."""
        self.run(
            "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            result["symbol"], digest, result["documents"], result["provisions"], result["quads"], json.dumps(result["graphs"]),
            base64.b64decode(result["derived"]), json.dumps(result["members"]),
        )  # fmt: skip
        findings = [(result["symbol"], *finding) for finding in result["findings"]]
        self.base.executemany("INSERT INTO finding VALUES (?, ?, ?, ?)", findings)

    def take(self, symbol: str, former: Ledger) -> None:
        """Take over what a former build noted of a symbol and its files, which may have other names now."""
        row = former.base.execute("SELECT * FROM document WHERE symbol = ?", (symbol,)).fetchone()
        self.run("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row)
        names = {}
        read = "SELECT name, sha256, outcome, reason FROM file WHERE symbol = ? AND outcome IN ('built', 'refused')"
        same = "SELECT name FROM file WHERE outcome = 'waiting' AND symbol = ? AND sha256 = ?"
        for name, sha256, outcome, reason in former.rows(read, symbol):
            names[name] = self.value(same, symbol, sha256)
            self.run("UPDATE file SET outcome = ?, reason = ? WHERE name = ?", outcome, reason, names[name])
        findings = former.rows("SELECT file, kind, words FROM finding WHERE symbol = ?", symbol)
        kept = [(symbol, names[file], kind, words) for file, kind, words in findings if file in names]
        self.base.executemany("INSERT INTO finding VALUES (?, ?, ?, ?)", kept)

    def graphs(self) -> Iterator[tuple[str, list[str]]]:
        """The document and record graphs with the SHA-256 of the files they were made from."""
        for (graphs,) in self.rows("SELECT graphs FROM document ORDER BY symbol"):
            yield from json.loads(graphs).items()

    def derived(self) -> Iterator[tuple[str, list[str]]]:
        """The derived triples of each document, by the name of their graph."""
        for (blob,) in self.rows("SELECT derived FROM document ORDER BY symbol"):
            yield from json.loads(zlib.decompress(blob)).items()

    def members(self) -> Iterator[list[Any]]:
        """What each document is as a member of a series, as plain values."""
        for (members,) in self.rows("SELECT members FROM document ORDER BY symbol"):
            yield from json.loads(members)
