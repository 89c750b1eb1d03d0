"""The verb calendar: what is due, and what expires."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

import mandategraph as mg
from mandategraph.agenda import KINDS
from mandategraph.cli.frame import json_option, main, print_json, store_option

DAY = click.DateTime(["%Y-%m-%d"])


@main.command()
@click.option("--from", "first", type=DAY, metavar="DAY", help="Leave out what is due before this day.")
@click.option("--to", "last", type=DAY, metavar="DAY", help="Leave out what is due after this day.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Show this kind only; may be repeated.")
@click.option("--addressee", metavar="NAME", help="Show what this actor must do only.")
@click.option("--entity", metavar="NAME", help="Show what this actor has any part in only.")
@click.option("--ical", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write an iCalendar file instead.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@json_option
@store_option
def calendar(
    store: mg.Store,
    first: datetime | None,
    last: datetime | None,
    kinds: Sequence[str],
    addressee: str | None,
    entity: str | None,
    ical: Path | None,
    *,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List reports that are due, other deadlines, expiries of mandates, and reviews.

    A date is as exact as the words: a day, a month, a year, or the days between which a session lies. A report that recurs without
    a deadline stands once, on the day on which it was asked for.
    """
    if sum((as_csv, as_json, ical is not None)) > 1:
        raise click.UsageError("give one of --csv, --json and --ical.")
    days = {name: moment and moment.date() for name, moment in (("first", first), ("last", last))}
    agenda = mg.calendar(store, kinds=kinds or KINDS, addressee=addressee, entity=entity, **days)
    if ical:
        click.echo(mg.write_icalendar(agenda, ical))
    elif as_json:
        print_json(agenda.records())
    else:
        click.echo(agenda.rows().format("csv" if as_csv else "table"), nl=False)
