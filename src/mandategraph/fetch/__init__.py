"""Public texts from where they are published, as folders of files with a note of where they came from.

The upstreams are in `data/sources.toml`. An archive is downloaded, checked member by member, unpacked beside its place and put
there in one step: a folder that is there is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mandategraph.errors import FetchError
from mandategraph.fetch.download import Progress
from mandategraph.fetch.folder import RECORD, Fetched, Place
from mandategraph.fetch.sources import selected, upstream

__all__ = ["RECORD", "FetchReport", "Fetched", "fetch"]


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What was fetched: the files kept and the bytes received, the origin of each folder, and the notice to show.

    `resumed` says that an earlier download was continued, `unchanged` that the publisher had nothing new.
    """

    folder: Path
    files: int
    bytes: int
    repositories: tuple[Fetched, ...]
    resumed: bool
    unchanged: bool
    notice: str


def fetch(
    name: str,
    folder: Path,
    *,
    body: str | None = None,
    session: str | None = None,
    progress: Progress | None = None,
    sources: Path | None = None,
) -> FetchReport:
    """Download the repositories of the upstream `name` into `folder`, one folder each, with a `SOURCE.json` inside.

    `body` takes one repository only, `session` only its files of one session or year, such as 78, ES-10 or 2022, beside those of
    earlier fetches into the folder, which are brought to the same state. `progress` is called with the bytes of the archive at
    hand so far and their number in all, if the server says it. `sources` is another file than the package's own
    `data/sources.toml`.

    A download that was cut off is continued; a folder that is up to date is left alone. Raises `FetchError` for an unknown
    name, a server that does not answer or sends what cannot be kept, and a folder that is not of an earlier fetch.
    """
    origin = upstream(name, sources)
    report = FetchReport(folder, 0, 0, (), resumed=False, unchanged=True, notice=origin.notice)
    for repository in selected(origin, body, session):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            fetched, received, resumed = Place(folder, repository, origin, session).fetched(progress)
        except OSError as error:
            raise FetchError(f"{folder}: cannot be written ({error.strerror or error}); check the disk and the path") from error
        report = FetchReport(
            folder,
            report.files + fetched.files,
            report.bytes + received,
            (*report.repositories, fetched),
            resumed=report.resumed or resumed,
            unchanged=report.unchanged and not received,
            notice=report.notice,
        )
    return report
