"""Which build made which graph, from which files, by which rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from mandategraph import assets
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, describe, iri, literal


def run_digest(version: str, sources: Sequence[str], options: Sequence[str]) -> str:
    """What identifies a build: software version, rules, options and the checksums of the sources.

    No clock is read, so that two builds of the same files by the same rules are the same.
    """
    parts = [version, assets.rules_version(), *options, *sorted(sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def run(digest: str, version: str, graphs: Mapping[str, str], names: Names) -> Iterator[Triple]:
    """The build, and for each document graph (by IRI) the SHA-256 of the file it was read from."""
    node = names.run(digest)
    yield from describe(
        node,
        "unm:Build",
        ("schema:softwareVersion", literal(version)),
        ("unm:rulesVersion", literal(assets.rules_version())),
        *(("prov:used", iri(names.source(sha256))) for sha256 in sorted(set(graphs.values()))),
    )
    for graph, sha256 in sorted(graphs.items()):
        yield from describe(
            graph, "prov:Entity", ("prov:wasGeneratedBy", iri(node)), ("prov:wasDerivedFrom", iri(names.source(sha256)))
        )
