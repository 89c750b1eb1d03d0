"""The folder of one repository: downloaded, unpacked beside its place, and put there in one step."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath

from mandategraph.errors import FetchError, SourceError
from mandategraph.fetch.download import Download, Progress
from mandategraph.fetch.sources import Repository, Upstream
from mandategraph.intake import archive

RECORD = "SOURCE.json"


@dataclass(frozen=True, slots=True)
class Fetched:
    """Where the files of one folder come from: what its `SOURCE.json` says.

    `sha256` and `bytes` are those of the archive, `commit` is the one that the archive names, `sessions` are those that were
    asked for (None: all), `files` is the number of files kept.
    """

    upstream: str
    publisher: str
    notice: str
    body: str
    folder: str
    repository: str
    archive: str
    sessions: list[str] | None
    commit: str | None
    sha256: str
    etag: str | None
    bytes: int
    files: int


class Place:
    """The folder of one repository, and what lies beside it while it is fetched."""

    def __init__(self, folder: Path, repository: Repository, upstream: Upstream, session: str | None) -> None:
        """`folder` is where the folder of the repository goes."""
        self.repository, self.upstream, self.session = repository, upstream, session
        self.sessions = [_session_key(session)] if session is not None else None
        self.target = folder / repository.folder
        self.part = folder / f"{repository.folder}.zip.part"
        self.archive = folder / f".{repository.folder}.zip"
        self.new = folder / f".{repository.folder}.new"
        self.old = folder / f".{repository.folder}.old"
        self.inner = folder / f".{repository.folder}.inner"

    def fetched(self, progress: Progress | None) -> tuple[Fetched, int, bool]:
        """What is in the folder now, the bytes received for it, and whether a download was continued."""
        self._tidy()
        known = self._known()
        download = Download(self.repository.archive, self.upstream, self.part)
        received = download.run(known.etag if known else None, progress)
        if received is None and known:
            return known, 0, False
        try:
            self.part.replace(self.archive)
            download.forget()
            return self._unpacked(download.etag), received or 0, download.resumed
        finally:
            self._tidy()

    def _tidy(self) -> None:
        """Remove what an earlier run left, and put a folder back that was about to be replaced."""
        if self.old.exists() and not self.target.exists():
            self.old.replace(self.target)
        self.archive.unlink(missing_ok=True)
        for folder in (self.old, self.new, self.inner):
            shutil.rmtree(folder, ignore_errors=True)

    def _known(self) -> Fetched | None:
        """The record of the folder that is there, if it is whole and holds what is asked for.

        What was asked for in earlier fetches is asked for again: a second session does not take the place of the first.
        """
        if self.target.exists() and not (self.target / RECORD).is_file() and any(self.target.iterdir()):
            raise FetchError(f"{self.target}: is there and was not fetched; move it away or fetch into another folder")
        try:
            known = Fetched(**json.loads((self.target / RECORD).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        files = sum(path.is_file() and not path.name.startswith(".") for path in self.target.rglob("*")) - 1
        if files > known.files:
            raise FetchError(f"{self.target}: holds {files - known.files} files that were not fetched; move them to another folder")
        if known.archive != self.repository.archive:
            return None
        both = None if known.sessions is None or self.sessions is None else sorted({*known.sessions, *self.sessions})
        same, self.sessions = known.sessions == both, both
        return known if same and known.etag and files == known.files else None

    def _unpacked(self, etag: str | None) -> Fetched:
        """Unpack the archive, write the record and put the folder in its place."""
        try:
            files = self._unpack()
        except SourceError as error:
            raise FetchError(f"{self.repository.archive}: the archive is refused: {error.reason}") from error
        with self.archive.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        fetched = Fetched(
            upstream=self.upstream.name,
            publisher=self.upstream.publisher,
            notice=self.upstream.notice,
            body=self.repository.body,
            folder=self.repository.folder,
            repository=self.repository.page,
            archive=self.repository.archive,
            sessions=self.sessions,
            commit=_commit(self.archive),
            sha256=digest,
            etag=etag,
            bytes=self.archive.stat().st_size,
            files=files,
        )
        (self.new / RECORD).write_text(json.dumps(asdict(fetched), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        if self.target.exists():
            self.target.replace(self.old)
        self.new.replace(self.target)
        return fetched

    def _unpack(self) -> int:
        """Write the wanted files; gives their number. Raises `FetchError` for a session that is not there."""
        files, texts, folders = 0, 0, set[str]()
        for inner, content in self._members():
            folders.update(inner.parts[:-1])
            asked = self.session is None or _is_of_session(inner, [self.session])
            if not self._is_kept(inner) or not (asked or len(inner.parts) == 1 or _is_of_session(inner, self.sessions)):
                continue
            self._write(inner, content)
            files, texts = files + 1, texts + (asked and len(inner.parts) > 1)
        if self.session is not None and not texts:
            choices = ", ".join(sorted(part for part in folders if re.search(r"\d", part)))
            raise FetchError(f"{self.repository.folder} has no session {self.session!r}; choose one of: {choices}")
        if not files:
            raise SourceError(self.archive, f"holds no {', '.join(self.upstream.keep)}; check its address")
        return files

    def _members(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """The files of the archive and of archives in it; the first folder, which names repository and branch, is left out.

        An archive in it (session 74 of the General Assembly is six of them) becomes a folder of its name. The limits hold for all
        together. Archives in such an archive are given as files.
        """
        limits, count, total = archive.Limits(), 0, 0
        for member in archive.members(self.archive, limits):
            count, total = count + 1, total + member.size
            inner = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            if not archive.is_archive(inner):
                yield inner, member.content
                continue
            self.inner.mkdir(exist_ok=True)
            packed = self.inner / f"archive{''.join(inner.suffixes[-2:])}"
            packed.write_bytes(member.content)
            left = replace(limits, members=limits.members - count, total_bytes=limits.total_bytes - total)
            try:
                for part in archive.members(packed, left):
                    count, total = count + 1, total + part.size
                    yield inner.with_suffix("") / part.name, part.content
            except SourceError as error:
                raise SourceError(self.archive, f"in {member.name!r}: {error.reason}") from error

    def _write(self, inner: PurePosixPath, content: bytes) -> None:
        """Write one file."""
        path = self.new / inner
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
        except (FileExistsError, NotADirectoryError) as error:
            raise SourceError(self.archive, f"{str(inner)!r} is the name of two files; fetch again later") from error

    def _is_kept(self, inner: PurePosixPath) -> bool:
        """Whether a file is of a kind that is kept."""
        name = inner.name.lower()
        ours = name.startswith(".") or inner.name == RECORD
        return not ours and any(fnmatch.fnmatchcase(name, kind.lower()) for kind in self.upstream.keep)


def _is_of_session(inner: PurePosixPath, sessions: list[str] | None) -> bool:
    """Whether a folder of the path, or the file's name without its ending, is that of one of the sessions (None: of any).

    >>> [_is_of_session(PurePosixPath(path), ["78"]) for path in ("78session/English/a.xml", "data_extract/78.json", "178/a.xml")]
    [True, True, False]
    >>> _is_of_session(PurePosixPath("Emergency sessions/ES-10/English/a.xml"), ["es-10"])
    True
    """
    if sessions is None:
        return True
    return not {_session_key(part) for part in (*inner.parts[:-1], inner.stem)}.isdisjoint(map(_session_key, sessions))


def _session_key(part: str) -> str:
    """A session without the word."""
    return re.sub(r"\W*sessions?$", "", part.strip().lower())


def _commit(path: Path) -> str | None:
    """The commit that a zip archive names in its comment, as those of GitHub do."""
    with zipfile.ZipFile(path) as file:
        found = re.fullmatch(rb"[0-9a-f]{40}([0-9a-f]{24})?", file.comment.strip())
    return found[0].decode() if found else None
