"""What decides what a build writes, beside the files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mandategraph import assets
from mandategraph import authority as authorities
from mandategraph.authority import Authority
from mandategraph.build.survey import check
from mandategraph.graph import vocabulary
from mandategraph.graph.names import Names


@dataclass(frozen=True, slots=True)
class Options:
    """The languages, the base of the IRIs, the alignments and the curated facts of a build; `digest` is the hash of all of it."""

    languages: tuple[str, ...]
    names: Names
    align: tuple[str, ...]
    folder: Path | None
    authority: Authority
    digest: str

    @property
    def rules(self) -> str:
        """What a former build must have been made by to be taken over: the same options and the same code.

        The code is no part of the digest: a graph says by which version it was made, not in which state of a checkout.
        """
        return f"{self.digest} {_code()}"

    @classmethod
    def of(cls, languages: Sequence[str], base: str, align: Sequence[str], folder: str | Path | None) -> Options:
        """The options as given; raises `MandateGraphError` for a language or alignment that is none, or bad curated facts."""
        check(list(languages))
        for name in align:
            vocabulary.alignment(name)
        path = Path(folder).resolve() if folder else None
        names = Names(base.rstrip("/") + "/")
        parts = [software(), assets.rules_version(), names.base, ",".join(languages), ",".join(align)]
        parts += [assets.digest(path)] if path else []
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        return cls(tuple(dict.fromkeys(languages)), names, tuple(align), path, authorities.load(path), digest)

    def setting(self) -> dict[str, Any]:
        """What the workers need to know, as JSON."""
        return {
            "authority": str(self.folder) if self.folder else None,
            "base": self.names.base,
            "languages": list(self.languages),
        }

    def described(self) -> list[str]:
        """The options as the graph records them."""
        return [f"languages {','.join(self.languages)}", *(f"align {name}" for name in self.align)]


@cache
def _code() -> str:
    """SHA-256 over the modules of this package."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def software() -> str:
    """The version of this package."""
    return version("mandategraph")
