"""The verbs that ask a graph: validate, queries, query, trace, network, coverage, export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

import mandategraph as mg
from mandategraph.cli.frame import FAILED, json_option, lang_option, main, place_options, print_json, store_option
from mandategraph.network import Path as CitationPath
from mandategraph.network import main_path, measures
from mandategraph.publish import AKN4UN, DEFAULT_FORMATS, FORMATS, write_akn4un
from mandategraph.query import FORMATS as ROW_FORMATS
from mandategraph.query import Rows
from mandategraph.query import sparql as ask
from mandategraph.trace import EDGES, ORDERS, Edge, is_actor
from mandategraph.validate import FORMATS as REPORT_FORMATS


@main.command()
@store_option
@click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    type=click.Choice(list(REPORT_FORMATS)),
    help="Form of the report.",
)
def validate(store: mg.Store, form: str) -> None:
    """Check the graph against the shapes (SHACL). Exit status 0 if it conforms, 1 if it does not."""
    report = mg.validate(store)
    click.echo(report.format(form), nl=False)
    if not report.conforms:
        sys.exit(FAILED)


@main.command("queries")
@json_option
def list_queries(*, as_json: bool) -> None:
    """List the saved queries with their questions and parameters."""
    found = mg.queries().values()
    if as_json:
        print_json(list(found))
        return
    for saved in found:
        click.echo(f"{saved.name}\n    {saved.question}")
        for parameter in saved.parameters:
            default = f" (default: {parameter.default})" if parameter.default else ""
            click.echo(f"    --{parameter.name} {parameter.type.upper()}: {parameter.note}{default}")


@main.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True})
@click.argument("name", required=False, shell_complete=lambda *_: list(mg.queries()))
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAMETER VALUE]...")
@click.option("-e", "sparql", metavar="SPARQL", help="Run this query instead of a saved one.")
@click.option("-f", "--file", type=click.File(encoding="utf-8"), help="Run the query in this file; - is standard input.")
@click.option(
    "--format", "form", default="table", show_default=True, type=click.Choice(list(ROW_FORMATS)), help="Form of the answer."
)
@store_option
def query(store: mg.Store, name: str | None, parameters: Sequence[str], sparql: str | None, file: Any, form: str) -> None:  # noqa: ANN401 - a text file
    """Run the saved query NAME with its parameters, or SPARQL of your own.

    \b
    mandategraph query lineage/cites --document "611(XXX)"
    mandategraph query -e "SELECT ?s WHERE { ?s a <https://w3id.org/unmandates/ontology#Mandate> }"
    """  # noqa: D301 - click wants the character itself
    if sum(given is not None for given in (name, sparql, file)) != 1:
        raise click.UsageError("give the name of a saved query, or -e SPARQL, or -f FILE.")
    rows = mg.query(store, name, **_options(parameters)) if name else ask(store, sparql or file.read())
    click.echo(rows.format(form), nl=False)


def _classes(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[Edge, ...]:
    """The classes of edges in a list with commas; raises a usage error for one that does not exist."""
    names = [name.strip() for name in value.split(",")] if value else []
    unknown = [name for name in names if name not in EDGES]
    if unknown:
        raise click.BadParameter(f"no class of edges {unknown[0]!r}; there are: {', '.join(EDGES)}")
    return tuple(edge for edge in EDGES if edge in names)


@main.command()
@click.argument("subject", metavar="DOCUMENT|ACTOR")
@click.argument("paragraph", required=False)
@click.option(
    "--order",
    default="authority",
    show_default=True,
    type=click.Choice(ORDERS),
    help="Order of the steps; looking forward it is always by date.",
)
@click.option("--forward", is_flag=True, help="Show the documents that build on it instead.")
@click.option("--depth", default=1, show_default=True, type=click.IntRange(min=1), help="How many citations to follow.")
@click.option(
    "--edges", metavar="CLASS,…", callback=_classes, help=f"Follow all edges of these classes instead: {', '.join(EDGES)}."
)
@click.option("--full", is_flag=True, help="Print canonical symbols.")
@click.option("--dot", is_flag=True, help="Print a Graphviz graph of the citations.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Leave out what was adopted before this day.")
@click.option(
    "--until",
    "--as-of",
    "until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Leave out what was adopted later; of an actor, say whether a mandate runs.",
)
@click.option("--series", "view", flag_value="series", help="Show its series instead: what it continues, and what continues it.")
@click.option("--changes", "view", flag_value="changes", help="Show what changed from its predecessor to it, by paragraph.")
@click.option("--main-path", "view", flag_value="main-path", help="Show the main path back through its citations.")
@click.option("--longest-path", "view", flag_value="longest-path", help="Show the longest path back through its citations.")
@json_option
@store_option
def trace(
    store: mg.Store,
    subject: str,
    paragraph: str | None,
    view: str | None,
    since: datetime | None,
    until: datetime | None,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - those of a document
) -> None:
    """Show the lineage of a document, a paragraph, or a body or mission, with the words that say so.

    \b
    mandategraph trace "611(XXX)"                     on which documents it rests, or with --forward who builds on it
    mandategraph trace "S/RES/2206 (2015)" 9          what a paragraph rests on, and who extends or cites it
    mandategraph trace UNMISS --as-of 2021-01-01      how a mission began, how its mandate was extended, and whether it runs

    In the chain of a trace an arrow means "listed before", from the highest authority to the document itself. In the chain of a
    series it means "is continued by". A paragraph can also be written "S/RES/2206(2015)#op-9".
    """  # noqa: D301 - click wants the character itself
    since_, until_ = (moment and moment.date() for moment in (since, until))
    given = [name for name, value in options.items() if value and (name, value) not in {("order", "authority"), ("depth", 1)}]
    if view:
        if given or paragraph or since or until:
            raise click.UsageError(f"--{view} stands alone, or with --json.")
        _show(_view(store, subject, view), as_json=as_json)
        return
    document, mark, place = subject.partition("#")
    if (paragraph or mark) and not subject.startswith(("http://", "https://")):
        _only_with_documents(given, {"depth"})
        depth = options["depth"]
        _show(mg.thread(store, document, paragraph or place, depth=depth, since=since_, until=until_), as_json=as_json)
    elif is_actor(store, subject):
        _only_with_documents(given, set())
        _show(mg.history(store, subject, since=since_, until=until_), as_json=as_json)
    else:
        full, dot = options.pop("full"), options.pop("dot")
        lineage = mg.trace(store, subject, since=since_, until=until_, **options)
        if dot and not as_json:
            click.echo(lineage.dot(), nl=False)
        else:
            _show(lineage, as_json=as_json, full=full)


def _view(store: mg.Store, document: str, view: str) -> mg.Series | mg.Changes | CitationPath:
    """The series, changes or path of a document."""
    if view in {"main-path", "longest-path"}:
        return main_path(store, document, longest=view == "longest-path")
    line = mg.series(store, document)
    return mg.changes(store, *line.neighbours()) if view == "changes" else line


def _only_with_documents(given: Sequence[str], allowed: set[str]) -> None:
    """Raise a usage error for an option that says nothing of a paragraph or an actor."""
    wrong = [name for name in given if name not in allowed]
    if wrong:
        raise click.UsageError(f"--{wrong[0]} is for documents; leave it out.")


def _show(found: Any, *, as_json: bool, full: bool = False) -> None:  # noqa: ANN401 - anything with a text and a record
    """Print what was found, as text or JSON."""
    if as_json:
        print_json(found.record())
    else:
        click.echo(found.text(full=True) if full else found.text(), nl=False)


@main.command()
@click.option(
    "--format", "form", default="table", show_default=True, type=click.Choice(list(ROW_FORMATS)), help="Form of the table."
)
@store_option
def network(store: mg.Store, form: str) -> None:
    """List the documents of the citation network with their measures (degree, PageRank, betweenness, community)."""
    click.echo(Rows.of(measures(mg.network(store))).format(form), nl=False)


@main.command()
@click.option(
    "--format", "form", default="table", show_default=True, type=click.Choice(list(ROW_FORMATS)), help="Form of the table."
)
@store_option
def coverage(store: mg.Store, form: str) -> None:
    """Count the documents and provisions of the graph by body, year and language."""
    click.echo(mg.coverage(store).format(form), nl=False)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, AKN4UN]),
    help="What to write; may be repeated. Default: everything but akn4un.",
)
@click.option("--focus", metavar="DOCUMENT", help="Draw the lineage of this document.")
@click.option(
    "--from",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the document in this file as akn4un; may be repeated. No graph is needed.",
)
@lang_option
@json_option
@place_options
def export(
    folder: Path, formats: Sequence[str], files: Sequence[Path], place: str, *, as_json: bool, **options: str | None
) -> None:
    """Write the graph into FOLDER: RDF dumps, CSV tables, citation network, pictures, and their description (VoID, DCAT).

    With --format akn4un, write the official XML of the United Nations instead, from any text that can be read:

    \b
    mandategraph export xml --format akn4un --from resolution.md --from other.txt
    """  # noqa: D301 - click wants the character itself
    if files or AKN4UN in formats:
        if not files or {*formats, AKN4UN} != {AKN4UN} or options["focus"]:
            raise click.UsageError("akn4un is written from files, alone: --format akn4un --from FILE.")
        paths = write_akn4un(files, folder, language=options["lang"])
    else:
        paths = mg.export(mg.open(options["endpoint"] or place), folder, formats or DEFAULT_FORMATS, focus=options["focus"])
    if as_json:
        print_json([str(path) for path in paths])
    else:
        click.echo("\n".join(map(str, paths)))


def _options(words: Sequence[str]) -> dict[str, str]:
    """`--name value` and `--name=value` as a dictionary; raises a usage error for anything else."""
    values: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not (equals or rest):
            raise click.UsageError(f"parameters are written --name value; this is not: {word}")
        values[name.replace("-", "_")] = value if equals else rest.pop(0)
    return values
