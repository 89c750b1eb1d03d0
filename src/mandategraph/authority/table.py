"""The CSV files of curated facts: rows with their lines, keys defined and keys used."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from mandategraph.errors import SourceError, SymbolError

T = TypeVar("T")
KEY = re.compile(r"[a-z]+/\S+")
REFERENCES = {"key", "reports_to", "body", "conference", "session"}


class Table:
    """The CSV files of one folder, and the keys they define and use."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the files."""
        self.folder = folder
        self.defined: set[str] = set()
        self.used: list[tuple[str, Path, int]] = []

    def rows(self, name: str, make: Callable[[dict[str, str]], T]) -> Iterator[T]:
        """One object per row; raises `SourceError` with file and line where a row cannot be read."""
        path = self.folder / name
        seen: set[str] = set()
        for line, row in _rows(path):
            try:
                made = make(row)
            except (KeyError, TypeError, ValueError, SymbolError) as error:
                raise SourceError(path, f"bad row: {error!s}; see docs/data-model.md for the columns", line=line) from error
            if not (row["source"] or "").strip():
                raise SourceError(path, "a fact without source; fill the column `source`", line=line)
            identity = row["key"] if "key" in row else str(getattr(made, "symbol", ""))
            if "key" in row and not KEY.fullmatch(identity or ""):
                raise SourceError(path, f"{identity!r} is no key; a key looks like body/eclac", line=line)
            entry = f"{identity}, number {row['number']}," if name == "names.csv" else identity
            if entry in seen:
                raise SourceError(path, f"{entry} stands twice; keep one row", line=line)
            seen.add(entry)
            self.defined |= set() if name == "names.csv" else {identity}
            self.used += [(value, path, line) for column, value in row.items() if value and column in REFERENCES]
            yield made

    def keyed(self, name: str, make: Callable[[dict[str, str]], T]) -> dict[str, T]:
        """The objects of a file by their key."""
        return {str(getattr(made, "key")): made for made in self.rows(name, make)}  # noqa: B009

    def check_references(self) -> None:
        """Raise `SourceError` for the first key that is used but defined nowhere."""
        for key, path, line in self.used:
            if key not in self.defined:
                raise SourceError(path, f"{key} is not defined in any authority file; add it there or mend the key", line=line)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with the lines they end on; raises `SourceError` for a file that is no CSV."""
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        for row in reader:
            if None in row:
                raise SourceError(path, "more fields than columns; put a field with a comma in quotes", line=reader.line_num)
            yield reader.line_num, row
    except OSError as error:
        raise SourceError(path, f"cannot be opened ({error.strerror}); it belongs to the authority data") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(path, f"not a CSV file in UTF-8: {error}") from error
