"""Which build made which graph, from which files, by which rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from mandategraph import assets
from mandategraph.graph.document import source
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, describe, iri, literal
from mandategraph.model import SourceFile


def run_digest(version: str, sources: Sequence[str], options: Sequence[str]) -> str:
    """What identifies a build: software version, rules, options and the checksums of the sources.

    No clock is read, so that two builds of the same files by the same rules are the same.
    """
    parts = [version, assets.rules_version(), *options, *sorted(sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def run(digest: str, version: str, options: Sequence[str], names: Names) -> Iterator[Triple]:
    """The build: software, rules, and options other than the usual ones."""
    yield from describe(
        names.run(digest),
        "unm:Build",
        ("schema:softwareVersion", literal(version)),
        ("unm:rulesVersion", literal(assets.rules_version())),
        *(("unm:buildOption", literal(option)) for option in options),
    )


def made(digest: str, graph: str, sources: Sequence[str], names: Names) -> Iterator[Triple]:
    """A graph that a build made from source files, given by their SHA-256."""
    used = [iri(names.source(sha256)) for sha256 in sources]
    yield from describe(names.run(digest), None, *(("prov:used", file) for file in used))
    yield from describe(
        graph, "prov:Entity", ("prov:wasGeneratedBy", iri(names.run(digest))), *(("prov:wasDerivedFrom", file) for file in used)
    )


def left_out(file: SourceFile, reason: str, names: Names) -> Iterator[Triple]:
    """A file from which nothing was built, and why."""
    yield from source(file, names)
    yield from describe(names.source(file.sha256), None, ("unm:leftOutBecause", literal(reason)))
