"""The frame of the command line: the group of verbs, the options that several share, and printing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

import mandategraph as mg

FAILED = 1


class Verbs(click.Group):
    """The verbs in the order of a session, and errors as one line on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs in the order in which they are defined."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what a verb returns
        """Run a verb; an error of this package ends it with status 1 and one line, a closed pipe silently."""
        try:
            return super().invoke(ctx)
        except mg.MandateGraphError as error:
            click.echo(f"mandategraph: {error}", err=True)
            ctx.exit(FAILED)


def place_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say where the graph is."""
    at = click.option(
        "--store",
        "place",
        default="mandategraph.store",
        envvar="MANDATEGRAPH_STORE",
        show_default=True,
        metavar="FOLDER",
        help="Folder of the graph, or an RDF file.",
    )
    return at(click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead of a store.")(verb))


def store_option(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The same options; the verb gets an open store."""

    @place_options
    @wraps(verb)
    def with_store(*args: Any, place: str, endpoint: str | None, **kwargs: Any) -> Any:  # noqa: ANN401 - as the verb
        return verb(*args, store=mg.open(endpoint or place), **kwargs)

    return with_store


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


lang_option = click.option("--lang", help="Language of the text (default: what the file says, else en).")

symbol_option = click.option("--symbol", metavar="SYMBOL", help='Symbol of a text that prints none, such as "S/RES/1540 (2004)".')


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="mandategraph")
def main() -> None:
    """Resolutions of the United Nations as a graph of mandates and actors, with the quoted words as evidence.

    \b
    A first session:
      mandategraph build --sample             make a graph of the sample resolution
      mandategraph validate                   check it against the shapes
      mandategraph trace "611(XXX)"           on which documents it rests, and in which words
      mandategraph queries                    what can be asked
      mandategraph query mandates/by-document --document "611(XXX)"
      mandategraph export dump                Turtle, JSON-LD, CSV, GraphML, pictures ...

    \b
    Shell completion: eval "$(_MANDATEGRAPH_COMPLETE=bash_source mandategraph)"
    (or zsh_source, fish_source).
    """  # noqa: D301 - click wants the character itself


def print_json(value: Any) -> None:  # noqa: ANN401 - anything `plain` takes
    """Print a value as JSON."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:  # noqa: ANN401 - values of the model, and what they are made of
    """A value as JSON has it: symbols and dates as text, the other values of the model as objects."""
    match value:
        case mg.Symbol() | date() | Path():
            return str(value)
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
