"""The upstreams of `data/sources.toml`: who publishes what where."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from mandategraph import assets
from mandategraph.errors import FetchError, SourceError


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository of an upstream: the key of its body, its folder, the page for readers and the address of its archive."""

    body: str
    folder: str
    page: str
    archive: str


@dataclass(frozen=True, slots=True)
class Upstream:
    """One publisher of texts, as `data/sources.toml` describes it."""

    name: str
    title: str
    publisher: str
    notice: str
    hosts: tuple[str, ...]
    keep: tuple[str, ...]
    timeout_seconds: float
    archive_bytes: int
    repositories: tuple[Repository, ...]


def upstream(name: str, sources: Path | None = None) -> Upstream:
    """The description of an upstream."""
    path = sources or assets.root() / "data/sources.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(path, f"cannot be read as TOML ({' '.join(str(error).split())}); mend it or leave it out") from error
    if name not in tables:
        raise FetchError(f"{name!r} is no known upstream; choose one of: {', '.join(sorted(tables))}")
    table = tables[name]
    try:
        return Upstream(
            name=name,
            title=table["title"],
            publisher=table["publisher"],
            notice=table["notice"].strip(),
            hosts=tuple(table["hosts"]),
            keep=tuple(table["keep"]),
            timeout_seconds=table["timeout_seconds"],
            archive_bytes=table["archive_bytes"],
            repositories=tuple(Repository(**repository) for repository in table["repositories"]),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise SourceError(path, f"[{name}] is not complete ({error}); write it as the package's own file does") from error


def selected(upstream: Upstream, body: str | None, session: str | None) -> list[Repository]:
    """The repositories that are asked for."""
    bodies = ", ".join(repository.body for repository in upstream.repositories)
    if session is not None and body is None:
        raise FetchError(f"session {session!r} needs the body whose session it is; choose one of: {bodies}")
    selected = [repository for repository in upstream.repositories if body in {None, repository.body}]
    if not selected:
        raise FetchError(f"{body!r} is no body of {upstream.name}; choose one of: {bodies}")
    return selected
