"""All faults of a run as a page to read (HTML, self-contained) or a table (CSV)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, fields
from html import escape
from itertools import groupby
from pathlib import Path

from mandategraph.errors import MandateGraphError
from mandategraph.evaluate.run import Evaluation, write
from mandategraph.evaluate.task import Fault

STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d9d9d9;padding:.35rem .6rem;text-align:left}
td,th{vertical-align:top}
th{background:#f4f4f4;position:sticky;top:0}mark{background:#ffe28a;font-weight:600}code{font-size:.9em}
.words{min-width:26rem;white-space:pre-wrap}.place{white-space:nowrap;color:#555}h2{margin-top:2.5rem}"""


def write_faults(run: Evaluation, path: str | Path) -> None:
    """Write all faults to a file whose ending says the form.

    Raises `MandateGraphError` for another ending, `SourceError` where the file cannot be written.
    """
    form = FORMS.get(Path(path).suffix.lower())
    if form is None:
        raise MandateGraphError(f"{path}: errors are written as one of: {', '.join(FORMS)}; give a file with such an ending")
    write(path, form(run))


def as_csv(run: Evaluation) -> str:
    """The faults as CSV, one in each row."""
    text = io.StringIO()
    table = csv.DictWriter(text, [field.name for field in fields(Fault)], lineterminator="\n")
    table.writeheader()
    table.writerows(asdict(fault) for fault in run.faults)
    return text.getvalue()


def as_html(run: Evaluation) -> str:
    """The faults as a page: a table of how many, then each with its words, sorted by verdict, kind and form."""
    faults = sorted(run.faults, key=lambda fault: (*_group(fault), fault.document, fault.start))
    title = f"{run.task}: {len(faults)} errors in {len(run.documents)} documents of {run.gold['file']}"
    counted = Counter(map(_group, faults))
    summary = "".join(
        f'<tr><td><a href="#{_anchor(group)}">{_name(group)}</a></td><td>{number}</td></tr>' for group, number in counted.items()
    )
    sections = "".join(
        f'<h2 id="{_anchor(group)}">{_name(group)} ({counted[group]})</h2>\n{_table(list(members))}\n'
        for group, members in groupby(faults, key=_group)
    )
    told = ", ".join(f"{name}: {value}" for name, value in run.options.items()) or "none"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n<p>mandategraph {escape(run.version)}, {escape(run.day)}. Options: {escape(told)}.</p>\n"
        f"<table><tr><th>Verdict, kind, form</th><th>Number</th></tr>{summary}</table>\n{sections}</body></html>\n"
    )


FORMS: dict[str, Callable[[Evaluation], str]] = {".html": as_html, ".csv": as_csv}


def _group(fault: Fault) -> tuple[str, str, str]:
    return fault.verdict, fault.kind, fault.form


def _name(group: tuple[str, str, str]) -> str:
    return escape(", ".join(part for part in group if part))


def _anchor(group: tuple[str, str, str]) -> str:
    return escape("-".join("".join(c if c.isalnum() else f"_{ord(c):x}" for c in part) for part in group))


def _table(faults: list[Fault]) -> str:
    head = "<tr><th>Document</th><th>Place</th><th>Words</th><th>Gold</th><th>Predicted</th><th>Rule</th></tr>"
    return f"<table>{head}\n{''.join(map(_row, faults))}</table>"


def _row(fault: Fault) -> str:
    words = f"{escape(fault.before)}<mark>{escape(fault.words)}</mark>{escape(fault.after)}"
    return (
        f"<tr><td>{escape(fault.document)} <small>{escape(fault.body)}</small></td>"
        f'<td class="place">{fault.start}–{fault.end}</td><td class="words">{words}</td>'
        f"<td><code>{escape(fault.gold)}</code></td><td><code>{escape(fault.predicted)}</code></td><td>{escape(fault.rule)}</td></tr>\n"
    )
