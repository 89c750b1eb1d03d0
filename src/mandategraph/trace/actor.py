"""The history of a body or mission, asked of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from mandategraph import lookup
from mandategraph.errors import NotInGraph
from mandategraph.query import query
from mandategraph.store import Store
from mandategraph.trace.days import is_within
from mandategraph.trace.history import Event, History, Known


def history(store: Store, actor: str, *, since: date | None = None, until: date | None = None) -> History:
    """What the texts say of a body or mission, by its name, acronym or key: founding acts, extensions, ends, names.

    With `since` or `until` only documents count that are known to have been adopted in that time, and `until` is the day of the
    status. A name that the authority data do not have stands for all candidates of that name, which may be different bodies. Raises
    `NotInGraph` for a name that means nobody, or several actors of the authority data.
    """
    found = " ".join(lookup.actors(store, actor))
    founding = query(store, "lineage/founding", actor=found).records()
    known = next((Known(row["from"], row["to"], row["source"]) for row in founding if row["source"]), None)
    events = [
        Event(row["what"], row["symbol"], row["from"], row["to"], row["paragraph"], row["quote"], row["object"])
        for row in founding
        if row["symbol"]
    ]
    events += _extensions(query(store, "lineage/extensions", actor=found).records())
    mandating = query(store, "lineage/mandating", actor=found).records()
    names = query(store, "actors/names", actor=found).records() if known else []
    return History(
        _label(names, actor),
        found.partition("/id/")[2] if known else "candidate",
        0 if known else len(found.split()),
        known,
        tuple(
            sorted(
                (event for event in events if is_within(event.first, event.last, since, until)),
                key=lambda event: (event.first or date.max, event.last or date.max),
            )
        ),
        tuple(_changes(names)),
        tuple(row["symbol"] for row in mandating if is_within(row["from"], row["to"], since, until)),
        until,
    )


def is_actor(store: Store, text: str) -> bool:
    """Whether a text names an actor and no document. Raises `NotInGraph` where it names neither."""
    if lookup.has_document(store, text):
        return False
    if lookup.has_actor(store, text):
        return True
    shown = "mandategraph query documents/list and actors/list show what there is"
    raise NotInGraph(f"{text!r}: no such document or actor in the graph; {shown}")


def _extensions(rows: list[dict[str, Any]]) -> Iterator[Event]:
    """The extensions of rows, which stand together for one."""
    for _, same in groupby(rows, key=lambda row: (row["symbol"], row["paragraph"], row["quote"])):
        yield _extension(list(same))


def _extension(rows: list[dict[str, Any]]) -> Event:
    """The extension that rows with one base provision each make."""
    row = rows[0]
    base = dict.fromkeys(", ".join(filter(None, (each["base"], each["base_paragraph"]))) for each in rows)
    return Event(
        "extended",
        row["symbol"],
        row["from"],
        row["to"],
        row["paragraph"],
        row["quote"],
        row["object"],
        row["expires"],
        row["duration"],
        tuple(filter(None, base)),
    )


def _label(names: Iterable[dict[str, Any]], actor: str) -> str:
    """The first English name, or what was asked for."""
    return next((row["name"] for row in names if row["language"] == "en"), actor)


def _changes(names: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The changes of name, and the names that are no longer used."""
    for row in names:
        if row["changed_to"]:
            told = f"{row['assertion']} ({row['told_in']})"
            where = f" in {row['decided_in']}" if row["decided_in"] else ""
            yield f"renamed from “{row['name']}” to “{row['changed_to']}”{where}, {told}"
        elif row["used_to"]:
            yield f"formerly “{row['name']}”, until {row['used_to']}, by the authority data"
