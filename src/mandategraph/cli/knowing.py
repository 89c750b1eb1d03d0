"""The verb that asks the authority data: actors."""

from __future__ import annotations

from collections.abc import Iterator

import click

import mandategraph as mg
from mandategraph.cli.frame import json_option, main, print_json


@main.command()
@click.argument("name", required=False)
@click.option("--kind", metavar="KIND", help="Only actors of this kind, such as mission, post or state.")
@json_option
def actors(name: str | None, kind: str | None, *, as_json: bool) -> None:
    """Look up the actor NAME by any name, acronym or key; without NAME, count the actors of each kind. Needs no graph.

    \b
    mandategraph actors UNMISS
    mandategraph actors --kind sanctions-committee
    """  # noqa: D301 - click wants the character itself
    if name is None and kind is None:
        counts = mg.count_actors()
        if as_json:
            print_json(counts)
        else:
            click.echo("\n".join(f"{number:5}  {kind}" for kind, number in counts.items()))
        return
    found = mg.find_actors(name, kind)
    if as_json:
        print_json(found)
    elif name is None:
        width = max(len(entry.key) for entry in found)
        click.echo("\n".join(f"{entry.key:{width}}  {entry.label}" for entry in found))
    else:
        click.echo("\n\n".join("\n".join(_lines(entry)) for entry in found))


def _lines(entry: mg.ActorEntry) -> Iterator[str]:
    yield f"{entry.key}  {entry.label}"
    yield f"  kind      {entry.kind}"
    if entry.parents:
        yield f"  within    {' < '.join(entry.parents)}"
    if entry.start or entry.end:
        yield f"  dates     {entry.start or ''} .. {entry.end or ''}"
    if entry.acts:
        yield f"  founded   {', '.join(map(str, entry.acts))}"
    yield f"  source    {entry.source}"
    for label, keys in (("posts", entry.posts), ("members", entry.members)):
        if keys:
            yield f"  {label:8}  {', '.join(keys)}"
    for name in entry.names:
        dates = f"  {name.used_from or ''} .. {name.used_to or ''}" if name.used_from or name.used_to else ""
        yield f"  name      {name.language} {name.use:8}  {name.text}{dates}"
