"""Files to a store: the whole build as one readable function."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mandategraph.build import graphs, intake, report
from mandategraph.build.crew import Crew
from mandategraph.build.documents import write_documents
from mandategraph.build.ledger import Ledger
from mandategraph.build.options import Options
from mandategraph.build.report import LEDGER, BuildReport
from mandategraph.errors import MandateGraphError
from mandategraph.graph.names import DEFAULT_BASE
from mandategraph.store.embedded import Generation, current

__all__ = ["BuildReport", "build"]

SPOOL = "spool"  # the folder of a generation in the making for what was in archives
SMALL = 16  # files up to which starting workers takes longer than doing the work


def build(
    sources: Iterable[str | Path],
    store: str | Path,
    *,
    languages: Sequence[str] = ("en",),
    base: str = DEFAULT_BASE,
    align: Sequence[str] = (),
    authority: str | Path | None = None,
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> BuildReport:
    """Read documents and make them, with the curated facts and the vocabulary, the content of a store folder.

    `sources` are files, folders or archives (`.zip`, `.tar`, `.tar.gz`, `.tar.xz`, `.tar.bz2`). `languages` are those to build, the
    preferred one first; `base` is the beginning of all IRIs, `align` names ontology alignments to load too, `authority` is a
    folder of curated facts (default: the package's own), `jobs` the number of worker processes (default: one for each
    processor). `progress` is called with what is being done, how much is done, and of how much.

    Files that have not changed since the former build of the store are not read again. A file that cannot be read is reported
    and left out; where none can be read, `MandateGraphError` is raised. The store stays as it was until the new content is
    complete, and in any case where an error is raised.
    """
    options = Options.of(languages, base, align, authority)
    folder = Path(store)
    try:
        with Generation(folder) as generation, Ledger(generation.folder / LEDGER) as ledger:
            return _built(sources, generation, ledger, options, jobs, progress or (lambda *_: None))
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise MandateGraphError(f"{folder}: cannot be written ({reason}); check the disk and the path") from error


def _built(
    sources: Iterable[str | Path], generation: Generation, ledger: Ledger, options: Options, jobs: int | None, tell: intake.Progress
) -> BuildReport:
    """Fill a generation and make it the live one, or leave the live one where nothing has changed."""
    live = current(generation.parent)
    former = _former(live, options)
    try:
        sources = list(sources)
        packed = intake.archives(sources)
        if former and packed and intake.is_same(former, packed):
            report.write(former, generation)
            return report.of(former, generation.parent, unchanged=True)
        files = intake.take_in(sources, ledger, generation.folder / SPOOL, options)
        ledger.note("archives", packed)
        workers = 0 if files <= SMALL else (jobs if jobs is not None else os.cpu_count() or 1)
        with Crew(options.setting(), workers) as crew:
            intake.survey(ledger, crew, files, tell, former)
            intake.sort_out(ledger)
            groups = intake.Groups(ledger, former)
            run = groups.run(options)
            ledger.note("files", groups.named())
            if former and not groups.changed and (former.noted("run"), former.noted("files")) == (run, ledger.noted("files")):
                report.write(former, generation)
                return report.of(former, generation.parent, unchanged=True)
            reused = groups.reuse(generation, live)
            write_documents(groups, crew, generation, ledger, tell)
    finally:
        if former:
            former.base.close()
    if not ledger.value("SELECT SUM(documents) FROM document"):
        raise MandateGraphError(f"nothing to build, and nothing was written: {_reasons(ledger)}")
    graphs.write(generation, ledger, options, run, tell)
    return _finished(generation, ledger, run, reused)


def _former(generation: Path | None, options: Options) -> Ledger | None:
    """The ledger of a generation, if that was built by the same rules with the same options."""
    if generation is None or not (generation / LEDGER).is_file():
        return None
    ledger = Ledger(generation / LEDGER, readonly=True)
    with contextlib.suppress(sqlite3.Error):  # one that is damaged tells nothing
        if ledger.noted("rules") == options.rules:
            return ledger
    ledger.base.close()
    return None


def _reasons(ledger: Ledger) -> str:
    """Why no file could be read: the first few reasons."""
    reasons = [f"{file.name}: {file.reason}" for file in ledger.files("outcome != 'documentation'")]
    more = f"; and {len(reasons) - 3} more" if len(reasons) > 3 else ""  # noqa: PLR2004
    return "; ".join(reasons[:3]) + more if reasons else "no file there"


def _finished(generation: Generation, ledger: Ledger, run: str, reused: int) -> BuildReport:
    """Write the report and make the generation the live one."""
    ledger.note("run", run)
    ledger.base.commit()
    shutil.rmtree(generation.folder / SPOOL, ignore_errors=True)
    quads = generation.seal()
    ledger.note("quads", str(quads))
    ledger.base.commit()
    report.write(ledger, generation)
    generation.commit()
    return report.of(ledger, generation.parent, reused=reused)
