"""CSV tables with stable keys, one for each query of `queries/tables/`, and the codebook that describes them.

The header of such a query also says what the table holds:

    #+ key: mention, entity
    #+ foreign: actor -> actors.actor
    #+ column: quote (text) words that name [unm:quote]
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mandategraph.errors import QueryError
from mandategraph.query import HEADER, SavedQuery, queries, query
from mandategraph.store import Store

FOLDER = "tables/"
COLUMN = re.compile(r"(?P<name>\w+) \((?P<type>\w+)\) (?P<description>.+?)(?: \[(?P<term>\w+:\w+)\])?")
FOREIGN = re.compile(r"(?P<column>\w+) -> (?P<target>\w+\.\w+)")
FIELDS = ("table", "table_title", "column", "type", "key", "refers_to", "description", "term")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, whether it is part of the key, the column of another table it refers to, and its ontology term."""

    name: str
    type: str
    description: str
    key: bool
    refers_to: str
    term: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, title, the question it answers and its columns in order."""

    name: str
    title: str
    question: str
    columns: tuple[Column, ...]


def tables() -> list[Table]:
    """The tables there are, by name; raises `QueryError` for a header that is not well made."""
    return [_table(saved) for name, saved in queries().items() if name.startswith(FOLDER)]


def write(store: Store, folder: Path) -> list[Path]:
    """Write every table and the codebook, as CSV and as Markdown, below a folder; give the paths.

    The CSV files are UTF-8 with line feeds, quoted as in RFC 4180. Raises `QueryError` where a query has other columns than its
    header describes.
    """
    found = tables()
    contents = {f"{table.name}.csv": _rows(store, table) for table in found}
    contents |= {"codebook.csv": _codebook_csv(found), "codebook.md": "\n".join(_codebook_markdown(found))}
    folder.mkdir(parents=True)
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in contents]


def _table(saved: SavedQuery) -> Table:
    """What the header lines of a query say of its table."""
    keys = {name.strip() for value in _headers(saved, "key") for name in value.split(",")}
    links = {m["column"]: m["target"] for m in _matches(saved, "foreign", FOREIGN, "column -> table.column")}
    columns = tuple(
        Column(m["name"], m["type"], m["description"], m["name"] in keys, links.get(m["name"], ""), m["term"] or "")
        for m in _matches(saved, "column", COLUMN, "name (type) description [term]")
    )
    lacking = (keys | links.keys()) - {column.name for column in columns}
    if lacking or not keys:
        raise QueryError(f"{saved.name}.rq: add '#+ column:' lines for {', '.join(sorted(lacking)) or 'a key, and #+ key:'}")
    return Table(saved.name.removeprefix(FOLDER), saved.title, saved.question, columns)


def _headers(saved: SavedQuery, key: str) -> list[str]:
    return [match["value"] for match in HEADER.finditer(saved.text) if match["key"] == key]


def _matches(saved: SavedQuery, key: str, pattern: re.Pattern[str], form: str) -> Iterator[re.Match[str]]:
    for value in _headers(saved, key):
        match = pattern.fullmatch(value)
        if not match:
            raise QueryError(f"{saved.name}.rq: the line {value!r} is not of the form '#+ {key}: {form}'")
        yield match


def _rows(store: Store, table: Table) -> str:
    rows = query(store, FOLDER + table.name)
    described = tuple(column.name for column in table.columns)
    if rows.variables != described:
        raise QueryError(f"{FOLDER}{table.name}.rq: selects {rows.variables} but describes {described}; make both the same")
    return rows.format("csv")


def _codebook_csv(found: list[Table]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for table in found:
        for c in table.columns:
            key = "yes" if c.key else "no"
            writer.writerow((table.name, table.title, c.name, c.type, key, c.refers_to, c.description, c.term))
    return out.getvalue()


def _codebook_markdown(found: list[Table]) -> Iterator[str]:
    """The lines of the codebook for people."""
    yield "# Codebook\n"
    yield "CSV, UTF-8, one header row. Columns in **bold** are the key of a table. An empty cell means that nothing is known."
    for table in found:
        yield f"\n## {table.name}.csv: {table.title}\n\n{table.question}\n"
        yield "| column | type | description | refers to | term |\n|---|---|---|---|---|"
        for c in table.columns:
            name = f"**{c.name}**" if c.key else c.name
            term = f"`{c.term}`" if c.term else ""
            yield f"| {name} | {c.type} | {c.description.replace('|', chr(92) + '|')} | {c.refers_to} | {term} |"
    yield ""
