"""What a build did, and its report as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mandategraph.build.ledger import File, Ledger
from mandategraph.store.embedded import Generation
from mandategraph.symbol import Symbol

REPORT = "build-report.csv"
LEDGER = "ledger.sqlite"
FAILURES = ("refused", "duplicate", "wrong-language")
COLUMNS = ("file", "symbol", "language", "outcome", "reason")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: numbers of documents, provisions and quads; of files by outcome; of findings by kind.

    `run` identifies the build: the same files, rules and version give the same one. `reused` is the number of documents taken
    over from the former build, `unchanged` says that nothing had to be done. The files one by one are in the ledger.
    """

    store: Path
    ledger: Path
    run: str
    documents: int
    provisions: int
    quads: int
    outcomes: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    reused: int = 0
    unchanged: bool = False

    @property
    def complete(self) -> bool:
        """Whether every file that should hold a document was read."""
        return not any(self.outcomes.get(outcome) for outcome in FAILURES)

    def files(self, *outcomes: str) -> Iterator[File]:
        """The files with one of these outcomes (default: all but the built ones), in order of their names."""
        with Ledger(self.ledger, readonly=True) as ledger:
            for file in ledger.files():
                if file.outcome in outcomes if outcomes else file.outcome != "built":
                    yield file

    def symbols(self) -> list[Symbol]:
        """The symbols that the built files bear on their covers, in order."""
        with Ledger(self.ledger, readonly=True) as ledger:
            return sorted(Symbol.parse(symbol) for (symbol,) in ledger.rows("SELECT symbol FROM document WHERE documents"))


def of(ledger: Ledger, store: Path, *, reused: int = 0, unchanged: bool = False) -> BuildReport:
    """The report of the build that a ledger tells of."""
    documents, provisions = next(ledger.rows("SELECT SUM(documents), SUM(provisions) FROM document"))
    (place,) = [row[2] for row in ledger.rows("PRAGMA database_list") if row[1] == "main"]
    return BuildReport(
        store,
        Path(place),
        ledger.noted("run") or "",
        documents,
        provisions,
        int(ledger.noted("quads") or 0),
        _counts(ledger, "SELECT outcome, COUNT(*) FROM file GROUP BY outcome ORDER BY outcome"),
        _counts(ledger, "SELECT kind, COUNT(*) FROM finding GROUP BY kind ORDER BY kind"),
        documents if unchanged else reused,
        unchanged,
    )


def _counts(ledger: Ledger, sql: str) -> dict[str, int]:
    return {str(name): int(count) for name, count in ledger.rows(sql)}


def write(ledger: Ledger, generation: Generation) -> None:
    """Write every file with its outcome, and every finding, as CSV beside the generation; all at once, and only if it is new."""
    path, partial = generation.parent / REPORT, generation.folder / REPORT
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for each in ledger.files():
            writer.writerow([each.name, each.symbol or "", each.language or "", each.outcome, each.reason])
        for row in ledger.rows("SELECT file, symbol, '', kind, words FROM finding ORDER BY file, symbol, kind, words"):
            writer.writerow(row)
    if path.is_file() and path.read_bytes() == partial.read_bytes():
        partial.unlink()
    else:
        partial.replace(path)
