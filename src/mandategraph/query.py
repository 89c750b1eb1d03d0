"""Saved questions: find a `.rq` file, describe it, bind its parameters, run it.

A query file carries its description in header lines:

    #+ title: What a document cites
    #+ question: Which documents does this document cite, by what act and in which words?
    #+ param: document (document) = ECLAC/RES/611(XXX)   the citing document
    #+ tags: citations

Its name is its path below `queries/` without the ending. A parameter stands in the query as a variable with a dollar sign
(`$document`); its value takes that place as an RDF term, never as text, so that no value can change the query.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.term import Node

from mandategraph import assets, lookup
from mandategraph.errors import MissingExtra, QueryError, QueryNotFound
from mandategraph.store import Store

HEADER = re.compile(r"^#\+\s*(?P<key>\w+):\s*(?P<value>.*?)\s*$", re.MULTILINE)
PARAMETER = re.compile(r"^(?P<name>\w+) \((?P<type>\w+)\)(?: = (?P<default>\S+(?: \S+)*?))?(?:\s{2,}(?P<note>.+))?$")
TYPES = ("document", "actor", "actors", "text", "date", "integer", "iri")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query. `type` is one of `TYPES`; `default` is None for one that must be given."""

    name: str
    type: str
    default: str | None
    note: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query file: its name, what it answers, its parameters, its text."""

    name: str
    title: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str = field(repr=False)

    @classmethod
    def parse(cls, name: str, text: str) -> SavedQuery:
        """A query from the text of its file; raises `QueryError` for one without title or question, or with a bad parameter."""
        headers = [(match["key"], match["value"]) for match in HEADER.finditer(text)]
        values = dict(headers)
        missing = {"title", "question"} - values.keys()
        if missing:
            raise QueryError(f"{name}.rq: no '#+ {min(missing)}:' line; add one that says what the query answers")
        parameters = tuple(_parameter(name, value) for key, value in headers if key == "param")
        for parameter in parameters:
            if not re.search(rf"\${parameter.name}\b", text):
                raise QueryError(f"{name}.rq: the parameter {parameter.name} is not used; write it as ${parameter.name}")
        tags = tuple(tag.strip() for tag in values.get("tags", "").split(",") if tag.strip())
        return cls(name, values["title"], values["question"], tags, parameters, text)

    def bound(self, store: Store, values: Mapping[str, str]) -> str:
        """The query with each parameter replaced by the term its value means in the store.

        Raises `QueryError` for a value that is missing, unknown or of the wrong type, `NotInGraph` for a document or actor
        that the store does not hold.
        """
        unknown = values.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            names = ", ".join(p.name for p in self.parameters) or "none"
            raise QueryError(f"{self.name} has no parameter {min(unknown)!r}; it has: {names}")
        text = self.text
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None:
                raise QueryError(f"{self.name} needs --{parameter.name}: {parameter.note or parameter.type}")
            term = _terms(parameter, value, store)
            text = re.sub(rf"\${parameter.name}\b", lambda _, term=term: term, text)  # type: ignore[misc]
        return text


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: the names of the columns, and the rows with an RDF term or None in each place."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]

    @classmethod
    def of(cls, records: Sequence[Mapping[str, Any]], names: Sequence[str] = ()) -> Rows:
        """Rows from dictionaries that have the same keys: the columns, which `names` also names where there may be no row."""
        names = tuple(names or (records[0] if records else ()))
        return cls(names, tuple(tuple(Literal(record[name]) for name in names) for record in records))

    def __iter__(self) -> Any:  # noqa: ANN401 - an iterator of rows
        """The rows as dictionaries of plain values, without the columns that have none."""
        return iter(self.records())

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries of Python values; a place without value is None."""
        return [dict(zip(self.variables, map(plain, row), strict=True)) for row in self.rows]

    def text(self) -> list[list[str]]:
        """The rows as texts; a place without value is empty."""
        return [["" if term is None else str(term) for term in row] for row in self.rows]

    def format(self, form: str) -> str:
        """The rows as `table`, `csv`, `tsv`, `json` or `markdown`; raises `QueryError` for another form."""
        try:
            return FORMATS[form](self)
        except KeyError as error:
            raise QueryError(f"no output form {form!r}; there are: {', '.join(FORMATS)}") from error

    def dataframe(self, library: str = "pandas") -> Any:  # noqa: ANN401 - a frame of a library that need not be installed
        """The rows as a `pandas` or `polars` DataFrame; raises `MissingExtra` where the library is not installed."""
        columns = {name: [plain(row[i]) for row in self.rows] for i, name in enumerate(self.variables)}
        if library not in {"pandas", "polars"}:
            raise QueryError(f"no data frames of {library!r}; give pandas or polars")
        try:
            module = __import__(library)
        except ImportError as error:
            raise MissingExtra(library, "frames") from error
        return module.DataFrame(columns)

    def _repr_html_(self) -> str:
        """The rows as a notebook shows them."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in self.text())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def queries() -> dict[str, SavedQuery]:
    """All saved queries by name."""
    return {name: saved(name) for name in _paths()}


def saved(name: str) -> SavedQuery:
    """One saved query; the last part of a name is enough where it is the only one.

    Raises `QueryNotFound` with the nearest names, `QueryError` for a file that is not well made.
    """
    paths = _paths()
    matches = [name] if name in paths else [full for full in paths if full.rpartition("/")[2] == name]
    if len(matches) != 1:
        near = matches or difflib.get_close_matches(name, [*paths, *(full.rpartition("/")[2] for full in paths)], n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "mandategraph queries lists them"
        raise QueryNotFound(f"no saved query named {name!r}; {hint}")
    return SavedQuery.parse(matches[0], paths[matches[0]].read_text(encoding="utf-8"))


def query(store: Store, question: str, **values: str) -> Rows:
    """The answer of a store to a saved query (by name, with its parameters) or to SPARQL of your own.

    A question with a blank or a line end in it is SPARQL. CONSTRUCT and DESCRIBE give rows of subject, predicate and object,
    ASK gives one row. Raises `QueryNotFound`, `QueryError`, `NotInGraph` or `EndpointError`.
    """
    if any(character.isspace() for character in question.strip()):
        return sparql(store, question)
    return sparql(store, saved(question).bound(store, values))


def sparql(store: Store, text: str) -> Rows:
    """The answer of a store to a SPARQL query; raises `QueryError` or `EndpointError`."""
    result = store.query(text)
    if result.type == "ASK":
        return Rows(("answer",), ((Literal(bool(result.askAnswer)),),))
    if result.type in {"CONSTRUCT", "DESCRIBE"}:
        graph = result.graph if result.graph is not None else Graph()
        return Rows(("subject", "predicate", "object"), tuple(sorted(graph)))
    variables = tuple(str(name) for name in result.vars or ())
    return Rows(variables, tuple(tuple(row.get(name) for name in result.vars or ()) for row in result.bindings))


def plain(term: Node | None) -> Any:  # noqa: ANN401 - whatever the literal holds
    """A term as a Python value: numbers, dates and booleans as themselves, everything else as text, None as None."""
    return term.toPython() if isinstance(term, Literal) and not isinstance(term.toPython(), Literal) else term and str(term)


@cache
def _paths() -> dict[str, Path]:
    folder = assets.root() / "queries"
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in assets.files("queries", ".rq")}


def _parameter(name: str, header: str) -> Parameter:
    match = PARAMETER.match(header)
    if not match or match["type"] not in TYPES:
        form = "#+ param: name (type) = default  what it is"
        types = ", ".join(TYPES)
        raise QueryError(f"{name}.rq: the parameter line {header!r} is not of the form '{form}'; types are {types}")
    return Parameter(match["name"], match["type"], match["default"], match["note"] or "")


def _terms(parameter: Parameter, value: str, store: Store) -> str:
    """The RDF term that a value means, as SPARQL has it; of actors all that are meant, with a blank between two."""
    if parameter.type == "actors":
        return " ".join(actor.n3() for actor in lookup.actors(store, value))
    return _term(parameter, value, store).n3()


def _term(parameter: Parameter, value: str, store: Store) -> URIRef | Literal:
    """The RDF term that a value means."""
    try:
        match parameter.type:
            case "document":
                return lookup.document(store, value)
            case "actor":
                return lookup.actor(store, value)
            case "iri":
                return URIRef(value)
            case "date":
                return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)
            case "integer":
                return Literal(int(value))
            case _:
                return Literal(value)
    except ValueError as error:
        raise QueryError(f"{parameter.name}: {value!r} is no {parameter.type}; dates are written 2004-06-28") from error


def _table(rows: Rows) -> str:
    """Columns of text as wide as their widest cell, cut at 60 characters."""
    cells = [list(rows.variables), *rows.text()]
    shown = [[_cut(cell) for cell in line] for line in cells]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in shown]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def _cut(cell: str, width: int = 60) -> str:
    flat = " ".join(cell.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _separated(rows: Rows, delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([rows.variables, *rows.text()])
    return out.getvalue()


def _json(rows: Rows) -> str:
    return json.dumps(rows.records(), ensure_ascii=False, indent=2, default=str) + "\n"


def _markdown(rows: Rows) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |\n"

    return line(rows.variables) + line(["---"] * len(rows.variables)) + "".join(map(line, rows.text()))


FORMATS = {
    "table": _table,
    "csv": lambda rows: _separated(rows, ","),
    "tsv": lambda rows: _separated(rows, "\t"),
    "json": _json,
    "markdown": _markdown,
}
