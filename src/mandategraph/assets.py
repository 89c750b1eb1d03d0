"""The files that travel with the package: ontology, shapes, queries, grammar and authority data.

In a checkout they are the top-level folders; in an installed wheel they lie under `mandategraph/_assets`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

RULES = ("ontology", "data/grammar", "data/authority")  # what a build depends on; shapes and queries come after it


@cache
def root() -> Path:
    """The folder that holds `ontology/`, `shapes/`, `queries/` and `data/`."""
    packaged = Path(__file__).parent / "_assets"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


def text(path: str) -> str:
    """The text of one shipped file, such as `data/grammar/acts.toml`."""
    return (root() / path).read_text(encoding="utf-8")


def toml(path: str) -> dict[str, Any]:
    """The content of one shipped TOML file."""
    return tomllib.loads(text(path))


def files(folder: str, suffix: str) -> list[Path]:
    """The shipped files below a folder that end in `suffix`, sorted by path."""
    return sorted((root() / folder).rglob(f"*{suffix}"))


@cache
def rules_version() -> str:
    """SHA-256 over the shipped files that decide what a build writes: the same rules and facts give the same value.

    >>> len(rules_version())
    64
    """
    return digest(root(), RULES)


def digest(folder: Path, parts: Sequence[str] = (".",)) -> str:
    """SHA-256 over the names and contents of the files below the parts of a folder."""
    found = hashlib.sha256()
    for part in parts:
        for path in sorted((folder / part).rglob("*")):
            if path.is_file():
                found.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
