"""The verbs that make things: read, extract, fetch, build."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

import mandategraph as mg
from mandategraph import assets, authority
from mandategraph.build import BuildReport
from mandategraph.build.report import FAILURES, REPORT
from mandategraph.cite import Leftover, leftovers
from mandategraph.cite import cite as references_in
from mandategraph.cli.frame import FAILED, json_option, lang_option, main, plain, print_json, symbol_option
from mandategraph.cli.progress import Progress
from mandategraph.graph import vocabulary
from mandategraph.graph.names import DEFAULT_BASE
from mandategraph.publish.marked import marked_text
from mandategraph.query import Rows
from mandategraph.read import MAX_BYTES, decoded, documents, plain_text

DELIMITERS = {"csv": ",", "tsv": "\t"}
CITE_FORMS = ["table", "csv", "tsv", "markdown", "json"]
SHOWN = 20  # documents, and files left out, that a build names one by one


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
@symbol_option
@json_option
def read(file: Path, lang: str | None, symbol: str | None, *, as_json: bool) -> None:
    """Show the structure of the document in FILE; of a set ("A-B") or a report that of each resolution in it.

    FILE is AKN4UN (.xml), text (.txt, .md), a web page (.html), a Word file (.docx) or a PDF with a text layer.
    """
    found = documents(file, language=lang, symbol=symbol)
    if as_json:
        print_json(found[0] if len(found) == 1 else found)
        return
    for position, document in enumerate(found):
        if position:
            click.echo()
        click.echo(f"{document.symbol}  {document.title}\n{authority.load().label(document.issuing_body)}\n")
        for provision in document.provisions:
            click.echo(_line(provision, document))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
@symbol_option
@json_option
def extract(file: Path, lang: str | None, symbol: str | None, *, as_json: bool) -> None:
    """List what is read in FILE: citations, mentions, mandates, reported acts and renamings, with their words."""
    statements = [s for document in documents(file, language=lang, symbol=symbol) for s in mg.extract(document).statements]
    if as_json:
        print_json([{"kind": type(s).__name__, **plain(s)} for s in statements])
        return
    for statement in statements:
        evidence = statement.evidence
        click.echo(f"{type(statement).__name__:<12} {evidence.provision:<7} {_essence(statement):<44} “{evidence.quote}”")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--issuer", metavar="BODY", help="Key of the body that adopted the text, such as body/ga (default: as it says).")
@click.option("--lang", default="en", show_default=True, help="Language of the text.")
@click.option("--format", "form", default="table", show_default=True, type=click.Choice(CITE_FORMS), help="Form of the list.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write the text with its citations marked and linked."
)
@click.option("--leftovers", "only_leftovers", is_flag=True, help="List what is shaped like a symbol and no citation covers.")
@json_option
def cite(file: Path, issuer: str | None, lang: str, form: str, page: Path | None, *, only_leftovers: bool, as_json: bool) -> None:
    """List the citations in any text: FILE, or - for standard input. No graph is needed.

    \b
    mandategraph cite resolution.docx
    mandategraph cite - --format csv < text.txt
    mandategraph cite resolution.txt --html resolution.html
    """  # noqa: D301 - click wants the character itself
    text = _standard_input() if str(file) == "-" else plain_text(file)
    references = references_in(text, issuer=issuer, lang=lang)
    left = leftovers(text, references)
    if page:
        name = "standard input" if str(file) == "-" else file.name
        page.write_text(marked_text(text, references, left, title=name, language=lang), encoding="utf-8")
        click.echo(f"{page}  {len(references)} references, {len(left)} left over")
        return
    found = left if only_leftovers else references
    if as_json or form == "json":
        print_json(found)
    elif form in DELIMITERS:
        _write_rows(found, DELIMITERS[form])
    else:
        click.echo(Rows.of([_cells(each) for each in found]).format(form), nl=False)


def _write_rows(found: Sequence[mg.Reference | Leftover], delimiter: str) -> None:
    """Print one row after the other: a long text may hold millions of references."""
    line = io.StringIO()
    table = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    for number, each in enumerate(found):
        cells = _cells(each)
        if not number:
            table.writerow(cells)
        table.writerow(cells.values())
        click.echo(line.getvalue(), nl=False)
        line.seek(0)
        line.truncate()


def _standard_input() -> str:
    """The text of standard input, of which no more is taken than of a file."""
    found = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(found) > MAX_BYTES:
        raise mg.SourceError("standard input", f"larger than {MAX_BYTES // 1_000_000} MB; give it in parts")
    return decoded(found, "standard input")


def _cells(found: mg.Reference | Leftover) -> dict[str, Any]:
    """A reference, or what is left over, as a row of a table."""
    if isinstance(found, Leftover):
        return {"start": found.start, "end": found.end, "words": found.quote}
    return {
        "cited": str(found.cited or ""),
        "words": " ".join(found.quote.split()),
        "status": found.status,
        "issuer": found.issuer or "",
        "pinpoint": found.pinpoint or "",
        "act": found.act,
        "scope": found.scope,
        "form": found.form,
        "method": found.method,
        "confidence": found.confidence,
        "candidates": " ".join(map(str, found.candidates)),
        "provisions": " ".join(found.provisions),
        "start": found.start,
        "end": found.end,
    }


@main.command()
@click.argument("upstream")
@click.option("--body", metavar="BODY", help="Only this body: ga, ga-decisions, sc, hrc or ecosoc.")
@click.option("--session", metavar="SESSION", help="Only this session or year of the body, such as 78, ES-10 or 2022.")
@click.option(
    "--to",
    "folder",
    default="unxml",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to fetch into.",
)
@json_option
def fetch(upstream: str, body: str | None, session: str | None, folder: Path, *, as_json: bool) -> None:
    """Download the official texts of UPSTREAM (unxml: the United Nations' own repositories), to build from.

    \b
    mandategraph fetch unxml --body ga --session 78
    mandategraph build unxml
    """  # noqa: D301 - click wants the character itself
    report = mg.fetch(upstream, folder, body=body, session=session, progress=_bytes(as_json=as_json))
    if as_json:
        print_json(report)
        return
    for repository in report.repositories:
        click.echo(f"{repository.folder}  {repository.files} files  commit {repository.commit or 'unknown'}")
    click.echo(f"{'nothing new; ' if report.unchanged else ''}{report.files} files in {report.folder}")
    click.echo(report.notice)


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
@click.option("--lang", default="en", show_default=True, help="Languages to build, the preferred one first, such as en,fr.")
@click.option("--jobs", type=click.IntRange(min=0), help="Worker processes (default: one for each processor).")
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
    lang: str,
    jobs: int | None,
    base: str,
    align: Sequence[str],
    authority: Path | None,
    *,
    sample: bool,
    as_json: bool,
) -> None:
    """Make a graph of the documents in SOURCES (files, folders, or .zip and .tar archives).

    Files that have not changed since the last build are not read again.
    """
    chosen = [*sources, *([assets.root() / "data" / "resolutions"] if sample else [])]
    if not chosen:
        raise click.UsageError("name the files or folders to read, or give --sample.")
    languages = [language.strip() for language in lang.split(",") if language.strip()]
    with Progress(as_json=as_json) as progress:
        report = mg.build(
            chosen, store, languages=languages, base=base, align=align, authority=authority, jobs=jobs, progress=progress.tell
        )
    if as_json:
        print_json(_record(report))
    else:
        _summary(report)
    for number, file in enumerate(report.files(*FAILURES)):
        if number < SHOWN:
            click.echo(f"mandategraph: left out: {file.name}: {file.reason}", err=True)
    if not report.complete:
        sys.exit(FAILED)


def _summary(report: BuildReport) -> None:
    if report.documents <= SHOWN:
        for file in report.files("built"):
            click.echo(f"{file.symbol}  {Path(file.name).name}")
    plural = "s" * (report.documents != 1)
    kept = "nothing has changed; " if report.unchanged else f"{report.reused} unchanged; " if report.reused else ""
    click.echo(f"{kept}{report.documents} document{plural}, {report.quads} quads in {report.store} (run {report.run})")
    others = {outcome: count for outcome, count in report.outcomes.items() if outcome not in {"built", "records"}}
    if others or report.findings:
        counted = ", ".join(f"{name}: {count}" for name, count in {**others, **report.findings}.items())
        click.echo(f"to look at: {counted}; see {report.store / REPORT}")


def _record(report: BuildReport) -> dict[str, Any]:
    names = ("store", "run", "documents", "provisions", "quads", "reused", "unchanged", "outcomes", "findings")
    failures = [{"file": file.name, "outcome": file.outcome, "reason": file.reason} for file in report.files(*FAILURES)]
    return {name: getattr(report, name) for name in names} | {"report": report.store / REPORT, "failures": failures}


def _line(provision: mg.Provision, document: mg.Resolution) -> str:
    """A provision as `read` shows it, indented by its level."""
    level, above = 0, provision.parent
    while above and provision.kind == "item":
        level, above = level + 1, document.by_id[above].parent
    act = f"[{provision.lead.act or provision.lead.phrase}] " if provision.lead else ""
    return f"{'  ' * (level + 1) if level else ''}{provision.id:<8} {act}{provision.text}"


def _bytes(*, as_json: bool) -> Callable[[int, int | None], None]:
    """The progress of a download on a terminal."""

    def tell(done: int, total: int | None) -> None:
        if sys.stderr.isatty() and not as_json:
            whole = f" of {total / 1e6:.1f}" if total else ""
            click.echo(f"\r\033[K{done / 1e6:.1f}{whole} MB", err=True, nl=done == total)

    return tell


ESSENCE: dict[type, Callable[[Any], str]] = {
    mg.Citation: lambda s: f"{s.act} {s.cited or '?'} ({s.scope})",
    mg.Mention: lambda s: f"{', '.join(s.entities)} {f'({s.role})' if s.role else ''}",
    mg.Mandate: lambda s: f"{s.act} {', '.join(s.addressees)}",
    mg.Extension: lambda s: f"{s.act} {s.extended} until {s.expires or '?'}",
    mg.Establishment: lambda s: f"{'ends' if s.ends else 'sets up'} {s.established}",
    mg.Clause: lambda s: f"{s.clause_kind} {'' if s.firm else '(intended) '}{s.when or ''}",
    mg.ReportedAct: lambda s: f"{s.agent}: {s.act}",
    mg.Renaming: lambda s: f"{s.from_name} → {s.to_name}",
}


def _essence(statement: Any) -> str:  # noqa: ANN401 - any kind of statement
    """What a statement says, in a few words."""
    return ESSENCE.get(type(statement), lambda s: str(s.pinpoint))(statement)
