"""The verb that compares mandates: overlaps."""

from __future__ import annotations

from datetime import datetime

import click

import mandategraph as mg
from mandategraph.cli.frame import json_option, lang_option, main, print_json, store_option, symbol_option

DAY = click.DateTime(["%Y-%m-%d"])


@main.command()
@click.argument("document")
@click.option("--least", default=0.5, show_default=True, help="Likeness of the words from which on tasks are shown, up to 1.")
@click.option("--limit", default=5, show_default=True, help="How many to show for each mandate.")
@click.option("--since", type=DAY, metavar="DAY", help="Leave out documents adopted before this day.")
@click.option("--until", type=DAY, metavar="DAY", help="Leave out documents adopted after this day.")
@click.option("--renewals", is_flag=True, help="Show those in documents of the same series too.")
@click.option("--hub", default=50, show_default=True, help="Leave out of what both cite what more documents than this cite.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@lang_option
@symbol_option
@json_option
@store_option
def overlaps(  # noqa: PLR0913 - one argument for each option
    store: mg.Store,
    document: str,
    least: float,
    limit: int,
    since: datetime | None,
    until: datetime | None,
    hub: int,
    lang: str | None,
    symbol: str | None,
    *,
    renewals: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List mandates of other documents that overlap with those of DOCUMENT, with all that they share.

    DOCUMENT is a document of the graph, or a file with a draft, which is read and not stored. Shown are mandates to the same
    addressee whose words are alike. What is shared is told; whether it is a duplication is yours to judge.

    \b
    mandategraph overlaps A/RES/78/167
    mandategraph overlaps draft.docx --symbol A/C.2/80/L.12 --since 2020-01-01
    """  # noqa: D301 - click wants the character itself
    if as_csv and as_json:
        raise click.UsageError("give one of --csv and --json.")
    days = {name: moment and moment.date() for name, moment in (("since", since), ("until", until))}
    found = mg.overlaps(store, document, least=least, limit=limit, renewals=renewals, hub=hub, language=lang, symbol=symbol, **days)
    if as_json:
        print_json(found.record())
    else:
        click.echo(found.rows().format("csv") if as_csv else found.text(), nl=False)
