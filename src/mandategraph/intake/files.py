"""The files of a build: folders, single files and archives, each file with its name and place on disk.

Archives are unpacked into a folder of the build, each member under a name made from a number, so that no name that an archive
gives ever becomes a path.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from mandategraph.errors import SourceError
from mandategraph.intake.archive import is_archive, members

DOCUMENTATION = ("README", "LICENSE", "LICENCE", "NOTICE")
UPSTREAM = "SOURCE.json"


@dataclass(frozen=True, slots=True)
class Found:
    """A file: `name` as the user would find it (with the archive it lies in), `path` where it is to be read.

    `upstream` and `commit` say where the folder was fetched from, if it says so itself.
    """

    name: str
    path: Path
    upstream: str | None = None
    commit: str | None = None


def find(sources: Iterable[str | Path], spool: Path) -> Iterator[Found]:
    """The files named, those of the folders named, and the members of archives, in order of their names.

    Hidden files, documentation, the notes of a fetch and the store itself are passed over; `spool` is a folder of the store's new
    generation for the members of archives.
    Raises `SourceError` for a source that is not there, or an archive that cannot be trusted.
    """
    for source in map(Path, sources):
        if source.is_dir():
            yield from _folder(source, spool)
        elif source.is_file() and is_archive(source):
            yield from _archive(source, spool)
        else:
            yield Found(str(source), source)


def _folder(folder: Path, spool: Path) -> Iterator[Found]:
    root, store = folder.resolve(), spool.parent.parent.resolve()  # the store that is built may lie in the folder
    inside = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    paths = [folder / path for path in inside if not _hidden(path) and store not in (root / path).parents]
    paths = [path for path in paths if path.is_file()]
    origins = {path.parent: _origin(path) for path in paths if path.name == UPSTREAM}
    for path in paths:
        if path.name == UPSTREAM:
            continue
        if is_archive(path):
            yield from _archive(path, spool)
        elif not path.name.upper().startswith(DOCUMENTATION):
            known = next((origins[parent] for parent in path.parents if parent in origins), (None, None))
            yield Found(str(path), path, *known)


def _hidden(inside: PurePath) -> bool:
    """Whether a path, or a folder on it, is hidden."""
    return any(part.startswith(".") for part in inside.parts)


def _archive(archive: Path, spool: Path) -> Iterator[Found]:
    spool.mkdir(parents=True, exist_ok=True)
    folder = spool / str(len(list(spool.iterdir())))
    folder.mkdir()
    found = []
    for number, member in enumerate(members(archive)):
        inside = PurePosixPath(member.name)
        name = inside.name
        if _hidden(inside) or name == UPSTREAM or name.upper().startswith(DOCUMENTATION):
            continue
        # The folder of the records keeps its name: they are told by it.
        place = folder / ("data_extract" if "/data_extract/" in f"/{member.name}" else "")
        place.mkdir(exist_ok=True)
        suffix = Path(name).suffix.lower()
        path = place / f"{number}{suffix if suffix.isascii() and suffix[1:].isalnum() else ''}"
        path.write_bytes(member.content)
        found.append(Found(f"{archive}/{member.name}", path))
    yield from sorted(found, key=lambda file: PurePosixPath(file.name).parts)


def _origin(path: Path) -> tuple[str | None, str | None]:
    """The address and the commit in the note of a fetch; a note that cannot be read says nothing."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return note.get("repository"), note.get("commit")
    except (OSError, ValueError, AttributeError) as error:
        raise SourceError(path, f"the note of a fetch cannot be read ({error}); fetch again, or remove it") from error
