"""The verb that measures: evaluate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import mandategraph as mg
from mandategraph.cli.frame import json_option, main, print_json
from mandategraph.cli.progress import Progress
from mandategraph.evaluate import TASKS, Change, compare, differences, write_predictions
from mandategraph.evaluate.listing import FORMS, write_faults
from mandategraph.evaluate.scores import ALL, Estimate, Score
from mandategraph.evaluate.task import Fault, Table

WIDTH = 60  # characters of the words of an error on the terminal
FIRST = 5  # of the gains and of the losses of a document
SHOWN = 20  # documents with gains or losses that are listed; JSON has all
FILE = click.Path(path_type=Path, dir_okay=False)


@main.command()
@click.argument("task", type=click.Choice(list(TASKS)))
@click.argument("gold", type=FILE)
@click.option("--predictions", type=FILE, help="Write the predictions to this file (JSON lines).")
@click.option("--from-predictions", "given", type=FILE, help="Score this predictions file instead of running the rules.")
@click.option("--body", metavar="BODY", help="Only documents of this body, as the gold names it, such as GA.")
@click.option("--sample", type=click.IntRange(min=1), help="Only so many documents, always the same ones.")
@click.option("--unseen-from", type=FILE, help="Only paragraphs that this file (JSON lines with texts) does not hold.")
@click.option("--wrap", type=click.IntRange(min=20), metavar="COLUMNS", help="Read texts hard-wrapped, with footnotes cut in.")
@click.option("--errors", type=FILE, help="Write every error with its words to this file (.html or .csv).")
@click.option("--compare", "earlier", type=FILE, help="Show gains and losses by document against this saved run.")
@click.option("--save", type=FILE, help="Write the run to this file, for --compare.")
@click.option("--note", default="", help="A remark to keep with the run, such as which documents these are.")
@click.option("--jobs", type=click.IntRange(min=0), help="Processes (0: none; default: by documents and processors).")
@json_option
def evaluate(  # noqa: PLR0913 - the options of the verb
    task: str,
    gold: Path,
    *,
    predictions: Path | None,
    given: Path | None,
    body: str | None,
    sample: int | None,
    unseen_from: Path | None,
    wrap: int | None,
    errors: Path | None,
    earlier: Path | None,
    save: Path | None,
    note: str,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Measure how well citations, structure or mandates are found in the texts of GOLD (JSON lines, plain or .xz).

    Precision, recall and F1 come with intervals of 95 %, from a bootstrap over documents.

    \b
    mandategraph evaluate citations gold.jsonl --errors errors.html --save run.json
    mandategraph evaluate structure gold.jsonl --wrap 88 --compare run.json
    mandategraph evaluate mandates gold.jsonl --errors errors.html
    """  # noqa: D301 - click wants the character itself
    if given and wrap:
        raise click.UsageError("--wrap changes what the rules read; it has no meaning with --from-predictions.")
    if errors and errors.suffix.lower() not in FORMS:
        raise click.UsageError(f"give --errors a file that ends in {' or '.join(FORMS)}.")
    before = mg.Evaluation.load(earlier) if earlier else None
    with Progress(as_json=as_json) as progress:
        run = mg.evaluate(
            task,
            gold,
            predictions=given,
            body=body,
            sample=sample,
            unseen_from=unseen_from,
            wrap=wrap,
            note=note,
            jobs=jobs,
            progress=progress.tell,
        )
    changes = compare(before, run) if before else None
    if predictions:
        write_predictions(run, predictions)
    if errors:
        write_faults(run, errors)
    if save:
        run.save(save)
    if as_json:
        print_json(run.head() | ({"changes": changes} if changes is not None else {}))
        return
    _show(run)
    if before and changes is not None:
        _show_changes(before, run, changes)


def _show(run: mg.Evaluation) -> None:
    click.echo(f"{run.task}: {len(run.documents)} documents of {run.gold['file']}, {run.unpredicted} without prediction")
    for table in run.tables:
        found = [score for score in run.scores if score.cell.table == table.name and (score.body == ALL or not table.detail)]
        if found:
            names = ["share", "found", "not"] if table.rate else ["precision", "recall", "F1", "found", "false", "missed"]
            click.echo(f"\n{table.name}: {table.note}")
            click.echo(_aligned([["", *names], *(_row(score, table) for score in found)]))
    if run.tallies:
        click.echo("\ncounted without a judgement")
    for name, counted in run.tallies.items():
        bodies = ", ".join(f"{body} {number}" for body, number in counted.items() if number)
        click.echo(f"  {name}: {sum(counted.values())}{f' ({bodies})' if bodies else ''}")


def _row(score: Score, table: Table) -> list[str]:
    name = score.cell.row if table.detail else f"{score.body} {score.cell.row}".strip()
    counts = [score.count.hits, score.count.missed] if table.rate else list(score.count)
    estimates = [score.recall] if table.rate else [score.precision, score.recall, score.f1]
    return [name, *map(_figure, estimates), *map(str, counts)]


def _figure(estimate: Estimate | None) -> str:
    return f"{estimate.value:.4f} [{estimate.low:.4f}, {estimate.high:.4f}]" if estimate else "-"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(f"  {line}" for line in lines)


def _show_changes(before: mg.Evaluation, after: mg.Evaluation, changes: Sequence[Change]) -> None:
    gains, losses = sum(len(change.gains) for change in changes), sum(len(change.losses) for change in changes)
    click.echo(f"\nagainst the run of {before.day}: {gains} gains, {losses} losses in {len(changes)} documents")
    for note in differences(before, after):
        click.echo(f"  {note}")
    for change in changes[:SHOWN]:
        click.echo(f"  {change.document}: {len(change.gains)} gains, {len(change.losses)} losses")
        for sign, faults in (("+", change.gains), ("-", change.losses)):
            for fault in faults[:FIRST]:
                click.echo(f"    {sign} {_brief(fault)}")
            if len(faults) > FIRST:
                click.echo(f"    {sign} and {len(faults) - FIRST} more")
    if len(changes) > SHOWN:
        click.echo(f"  and {len(changes) - SHOWN} documents more; --json has all")


def _brief(fault: Fault) -> str:
    words = " ".join(fault.words.split())
    shown = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
    return f"{fault.verdict} {fault.kind} at {fault.start} “{shown}”: gold {fault.gold or '-'}, predicted {fault.predicted or '-'}"
