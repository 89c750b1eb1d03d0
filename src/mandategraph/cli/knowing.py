"""The verb that asks the authority data: actors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

import mandategraph as mg
from mandategraph.cli.frame import json_option, main, print_json


@main.command()
@click.argument("name", required=False)
@click.option("--kind", metavar="KIND", help="Only actors of this kind, such as mission, post or state.")
@json_option
def actors(name: str | None, kind: str | None, *, as_json: bool) -> None:
    """Look up the actor NAME by any name, acronym or key; without NAME, list the actors. Needs no graph.

    \b
    mandategraph actors UNMISS
    mandategraph actors --kind sanctions-committee
    """  # noqa: D301 - click wants the character itself
    found = mg.find_actors(name, kind)
    if as_json:
        print_json(found)
    elif name:
        click.echo("\n\n".join("\n".join(_lines(entry)) for entry in found))
    else:
        click.echo("\n".join(_table(found)))


def _table(found: tuple[mg.ActorEntry, ...]) -> Iterator[str]:
    """A line for each actor: key, kind, its days where any are known, name."""
    rows = [(entry.key, entry.kind, _days(entry.start, entry.end), entry.label) for entry in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width).rstrip()


def _lines(entry: mg.ActorEntry) -> Iterator[str]:
    """All that is known of one actor, a fact in a line."""
    yield f"{entry.key}  {entry.label}"
    facts = [
        ("kind", entry.kind),
        ("within", " < ".join(entry.parents)),
        ("days", _days(entry.start, entry.end)),
        ("founded by", ", ".join(map(str, entry.acts))),
        ("source", entry.source),
        ("posts", ", ".join(entry.posts)),
        ("members", ", ".join(entry.members)),
    ]
    for label, value in facts:
        if value:
            yield f"  {label:10}  {value}"
    for name in entry.names:
        remarks = [_days(name.used_from, name.used_to), "not looked for in texts" if name.silent else ""]
        yield "  ".join(["  name      ", f"{name.language} {name.use:8}", name.text, *filter(None, remarks)])


def _days(start: date | None, end: date | None) -> str:
    """A span of days, open where a day is not known; empty where none is."""
    return f"{start or ''} .. {end or ''}".strip() if start or end else ""
