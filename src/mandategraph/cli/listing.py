"""The verb that lists mandates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

import mandategraph as mg
from mandategraph.cli.frame import json_option, main, print_json, store_option
from mandategraph.status import STATUSES, Filters

DAY = click.DateTime(["%Y-%m-%d"])


@main.command()
@click.option("--addressee", metavar="NAME", default="", help="Who is asked, or whose mandate is extended: name, acronym or key.")
@click.option("--issuer", metavar="NAME", default="", help="The body that gives the mandate.")
@click.option("--recipient", metavar="NAME", default="", help="Who is to receive a report or result.")
@click.option("--partner", metavar="NAME", default="", help="With whom the task is to be done.")
@click.option(
    "--kind", default="", help="report, meeting, body, resources, norm, operation, agenda, cooperation, other; or extension."
)
@click.option("--act", default="", help='The act, such as request, urge or "call upon".')
@click.option("--force", default="", help='The force of the wording, such as directive, decision or "mild appeal".')
@click.option("--document", metavar="SYMBOL", default="", help="Only of this document.")
@click.option("--session", metavar="N", default="", help="Only of documents of this session, as their symbols print it.")
@click.option("--due", metavar="WHEN", default="", help="Due, or ending, in a year, month or day, or FROM..TO.")
@click.option("--contains", metavar="WORDS", default="", help="Words that stand in the task, in any case.")
@click.option("--since", type=DAY, help="Leave out what was adopted before this day.")
@click.option("--until", type=DAY, help="Leave out what was adopted after this day.")
@click.option("--status", type=click.Choice(STATUSES), help="Only with this status.")
@click.option("--as-of", type=DAY, help="The day of which the status is told (default: today). What was adopted later is left out.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=0), help="How many to show; 0 shows all.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with the words that prove the status.")
@json_option
@store_option
def mandates(
    store: mg.Store,
    status: str | None,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    limit: int,
    *,
    as_csv: bool,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the filters, as texts
) -> None:
    """List mandates: who was asked to do what, by when, and what became of it. The latest document comes first.

    The status is told by a rule from the words of the documents in the graph, and is unknown where they do not tell. What a graph
    does not hold, it cannot know: a mandate that expired here may have been extended by a document that was not built.

    \b
    mandategraph mandates --addressee "Secretary-General" --kind report --due 2023
    mandategraph mandates --kind extension --issuer "Security Council" --status active --as-of 2020-01-01
    """  # noqa: D301 - click wants the character itself
    if as_csv and as_json:
        raise click.UsageError("give --csv or --json, not both.")
    filters = Filters(since=since and since.date(), until=until and until.date(), **asked)
    found = mg.mandates(store, filters, status=status, as_of=as_of and as_of.date(), limit=limit or None)
    if as_json:
        print_json(found.records())
    elif as_csv or len(found):
        click.echo(found.format("csv" if as_csv else "table"), nl=False)
    told = f"status as of {found.as_of}: {len(found)} mandate{'' if len(found) == 1 else 's'}"
    click.echo(f"{told}{'; there are more, --limit 0 shows all' if found.more else ''}", err=True)
