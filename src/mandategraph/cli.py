"""The command line: parse arguments, call the public function, print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

import mandategraph as mg
from mandategraph import assets, authority
from mandategraph.build import BuildReport
from mandategraph.graph import vocabulary
from mandategraph.graph.names import DEFAULT_BASE
from mandategraph.network import measures
from mandategraph.publish import DEFAULT_FORMATS, FORMATS
from mandategraph.query import FORMATS as ROW_FORMATS
from mandategraph.query import Rows
from mandategraph.query import sparql as ask
from mandategraph.trace import ORDERS, Order
from mandategraph.validate import FORMATS as REPORT_FORMATS

FAILED = 1
MISUSED = 2


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


def store_option(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say where the graph is; the verb gets an open store."""

    @click.option(
        "--store",
        "place",
        default="mandategraph.store",
        envvar="MANDATEGRAPH_STORE",
        show_default=True,
        metavar="FOLDER",
        help="Folder of the graph, or an RDF file.",
    )
    @click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead of a store.")
    @wraps(verb)
    def with_store(*args: Any, place: str, endpoint: str | None, **kwargs: Any) -> Any:  # noqa: ANN401 - as the verb
        return verb(*args, store=mg.open(endpoint or place), **kwargs)

    return with_store


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


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


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", default="en", show_default=True, help="Language of the text.")
@json_option
def read(file: Path, language: str, *, as_json: bool) -> None:
    """Show the structure of the resolution in FILE (.md or .txt)."""
    resolution = mg.read(file, language=language)
    if as_json:
        _print_json(resolution)
        return
    click.echo(f"{resolution.symbol}  {resolution.title}\n{authority.load().label(resolution.issuing_body)}\n")
    for provision in resolution.provisions:
        indent = "  " * provision.id.count("-") if provision.kind == "item" else ""
        act = f"[{provision.lead.act}] " if provision.lead else ""
        click.echo(f"{indent}{provision.id:<8} {act}{provision.text}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--language", default="en", show_default=True, help="Language of the text.")
@json_option
def extract(file: Path, language: str, *, as_json: bool) -> None:
    """List what is read in FILE: citations, mentions, mandates, reported acts and renamings, with their words."""
    extraction = mg.extract(mg.read(file, language=language))
    if as_json:
        _print_json([{"kind": type(s).__name__, **_plain(s)} for s in extraction.statements])
        return
    for statement in extraction.statements:
        evidence = statement.evidence
        click.echo(f"{type(statement).__name__:<12} {evidence.provision:<7} {_essence(statement):<44} “{evidence.quote}”")


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Take the sample resolutions that travel with the package.")
@click.option(
    "--store",
    default="mandategraph.store",
    envvar="MANDATEGRAPH_STORE",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to build into; a former graph there is replaced at the end, all at once.",
)
@click.option("--language", default="en", show_default=True, help="Language of the texts.")
@click.option("--base", default=DEFAULT_BASE, show_default=True, help="Beginning of all IRIs.")
@click.option("--align", multiple=True, metavar="NAME", help="Load an alignment too: " + ", ".join(vocabulary.alignments()) + ".")
@click.option(
    "--authority",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Curated facts to use instead of the package's.",
)
@json_option
def build(
    sources: Sequence[Path],
    store: Path,
    language: str,
    base: str,
    align: Sequence[str],
    authority: Path | None,
    *,
    sample: bool,
    as_json: bool,
) -> None:
    """Make a graph of the resolutions in SOURCES (files or folders)."""
    chosen = [*sources, *([assets.root() / "data" / "resolutions"] if sample else [])]
    if not chosen:
        raise click.UsageError("name the files or folders to read, or give --sample.")
    report = mg.build(chosen, store, language=language, base=base, align=align, authority=authority)
    if as_json:
        _print_json(_build_record(report))
    else:
        for symbol, path in report.documents.items():
            click.echo(f"{symbol}  {path.name}")
        plural = "s" * (len(report.documents) != 1)
        click.echo(f"{len(report.documents)} document{plural}, {report.quads} quads in {report.store} (run {report.run})")
    for failure in report.failures:
        click.echo(f"mandategraph: left out: {failure}", err=True)
    if report.failures:
        sys.exit(FAILED)


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
        _print_json(list(found))
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


@main.command()
@click.argument("document")
@click.option(
    "--order",
    default="authority",
    show_default=True,
    type=click.Choice(ORDERS),
    help="Order of the steps; looking forward it is always by date.",
)
@click.option("--forward", is_flag=True, help="Show the documents that build on it instead.")
@click.option("--depth", default=1, show_default=True, type=click.IntRange(min=1), help="How many citations to follow.")
@click.option("--full", is_flag=True, help="Print canonical symbols.")
@click.option("--dot", is_flag=True, help="Print a Graphviz graph of the citations.")
@json_option
@store_option
def trace(store: mg.Store, document: str, order: Order, depth: int, *, forward: bool, full: bool, dot: bool, as_json: bool) -> None:
    """Show the lineage of DOCUMENT: on which documents it rests, in which words.

    In the chain of a trace an arrow means "listed before", from the highest authority to the document itself.
    """
    lineage = mg.trace(store, document, order=order, forward=forward, depth=depth)
    if as_json:
        _print_json(lineage.record())
    else:
        click.echo(lineage.dot() if dot else lineage.text(full=full), nl=False)


@main.command()
@click.option(
    "--format", "form", default="table", show_default=True, type=click.Choice(list(ROW_FORMATS)), help="Form of the table."
)
@store_option
def network(store: mg.Store, form: str) -> None:
    """List the documents of the citation network with their measures (degree, PageRank, betweenness, community)."""
    click.echo(Rows.of(measures(mg.network(store))).format(form), nl=False)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="What to write; may be repeated. Default: everything.",
)
@click.option("--focus", metavar="DOCUMENT", help="Draw the lineage of this document.")
@json_option
@store_option
def export(store: mg.Store, folder: Path, formats: Sequence[str], focus: str | None, *, as_json: bool) -> None:
    """Write the graph into FOLDER: RDF dumps, CSV tables, citation network, pictures, and their description (VoID, DCAT)."""
    paths = mg.export(store, folder, formats or DEFAULT_FORMATS, focus=focus)
    if as_json:
        _print_json([str(path) for path in paths])
    else:
        click.echo("\n".join(map(str, paths)))


def _build_record(report: BuildReport) -> dict[str, Any]:
    return {
        "store": report.store,
        "run": report.run,
        "documents": report.documents,
        "failures": [{"file": f.path, "line": f.line, "reason": f.reason} for f in report.failures],
        "quads": report.quads,
    }


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


def _essence(statement: Any) -> str:  # noqa: ANN401 - any kind of statement
    """What a statement says, in a few words."""
    match statement:
        case mg.Citation():
            return f"{statement.act} {statement.cited or '?'} ({statement.scope})"
        case mg.Mention():
            return f"{', '.join(statement.entities)} {f'({statement.role})' if statement.role else ''}"
        case mg.Mandate():
            return f"{statement.act} {', '.join(statement.addressees)}"
        case mg.ReportedAct():
            return f"{statement.agent}: {statement.act}"
        case _:
            return f"{statement.from_name} → {statement.to_name}"


def _print_json(value: Any) -> None:  # noqa: ANN401 - anything _plain takes
    click.echo(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:  # noqa: ANN401 - values of the model, and what they are made of
    """A value as JSON has it: symbols and dates as text, the other values of the model as objects."""
    match value:
        case mg.Symbol() | date() | Path():
            return str(value)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
