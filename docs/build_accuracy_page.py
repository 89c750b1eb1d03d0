"""Write docs/accuracy.md from saved runs of `mandategraph evaluate`; every figure on it comes from a run.

Run it as `python docs/build_accuracy_page.py RUN.json... [--to OUTPUT]`, or as `make accuracy GOLD=FOLDER`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from mandategraph.evaluate import Evaluation
from mandategraph.evaluate.scores import ALL, Estimate, Score
from mandategraph.evaluate.task import Table

HERE = Path(__file__).parent
TEXT = HERE / "accuracy.md.in"
MARK = "{{ figures }}\n"
OPTIONS = {
    "wrap": "texts hard-wrapped at {} columns, without blank lines, footnotes cut in every 45 lines",
    "unseen_from": "only paragraphs whose words {} does not hold",
    "body": "only documents of {}",
    "sample": "a sample of {} documents",
    "predictions": "predictions read from {}",
}


def page(runs: Sequence[Evaluation]) -> str:
    """The page: the text of its template, with a section for each run in place of the mark."""
    before, after = TEXT.read_text(encoding="utf-8").split(MARK)
    return before + "\n".join("\n".join(section(run)) for run in runs) + after


def section(run: Evaluation) -> Iterator[str]:
    """The lines of the section of a run."""
    told = [text.format(run.options[name]) for name, text in OPTIONS.items() if name in run.options]
    yield f"## {run.task.capitalize()}{''.join(f'; {each}' for each in told)}"
    yield ""
    if "note" in run.options:
        yield f"{run.options['note']}\n"
    yield f"{len(run.documents)} documents of `{run.gold['file']}` (SHA-256 `{run.gold['sha256']}`)."
    yield f"Run on {run.day} with mandategraph {run.version}, rules `{run.rules[:12]}`."
    yield ""
    for table in run.tables:
        scores = [score for score in run.scores if score.cell.table == table.name and (score.body == ALL or not table.detail)]
        if scores:
            yield from figures(table, scores)
    for name, counted in run.tallies.items():
        yield f"- {name}: {sum(counted.values())} ({', '.join(f'{body} {number}' for body, number in counted.items())})"
    yield ""


def figures(table: Table, scores: Sequence[Score]) -> Iterator[str]:
    """The lines of a table of figures."""
    names = ["share", "found", "not found"] if table.rate else ["precision", "recall", "F1", "found", "false", "missed"]
    rows = any(score.cell.row for score in scores)
    bodies = not table.detail
    yield f"### {table.name.capitalize()}"
    yield ""
    yield f"{table.note[0].upper()}{table.note[1:]}."
    yield ""
    yield f"| {' | '.join([*['body'] * bodies, *['what'] * rows, *names])} |"
    yield "|---" * (bodies + rows + len(names)) + "|"
    for score in scores:
        count = score.count
        estimates = [score.recall] if table.rate else [score.precision, score.recall, score.f1]
        counts = [count.hits, count.missed] if table.rate else list(count)
        heads = [*[score.body] * bodies, *[f"`{score.cell.row}`"] * rows]
        yield f"| {' | '.join([*heads, *map(figure, estimates), *map(str, counts)])} |"
    yield ""


def figure(estimate: Estimate | None) -> str:
    """A figure with its interval."""
    return f"{estimate.value:.4f} ({estimate.low:.4f}–{estimate.high:.4f})" if estimate else "–"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN.json")
    parser.add_argument("--to", type=Path, default=HERE / "accuracy.md")
    given = parser.parse_args()
    given.to.write_text(page([Evaluation.load(run) for run in given.runs]), encoding="utf-8")


if __name__ == "__main__":
    main()
