"""Files to a store: the whole build as one readable function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Quad

from mandategraph import assets
from mandategraph import authority as authorities
from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.extract import Extraction, extract
from mandategraph.graph import authority as authority_graph
from mandategraph.graph import derived, document, provenance, vocabulary
from mandategraph.graph.names import DEFAULT_BASE, Names
from mandategraph.graph.statement import StatementWriter
from mandategraph.graph.terms import quads
from mandategraph.read import FORMATS, read
from mandategraph.store import embedded
from mandategraph.symbol import Symbol


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the documents in the graph with their files, the files left out with the reason, the number of quads.

    `run` identifies the build: the same files, rules and version give the same one.
    """

    store: Path
    run: str
    documents: dict[Symbol, Path]
    failures: tuple[SourceError, ...]
    quads: int


def build(
    sources: Iterable[str | Path],
    store: str | Path,
    *,
    language: str = "en",
    base: str = DEFAULT_BASE,
    align: Sequence[str] = (),
    authority: str | Path | None = None,
) -> BuildReport:
    """Read resolutions and make them, with the curated facts and the vocabulary, the content of a store folder.

    `sources` are files, or folders whose readable files are taken; `language` is that of the texts, `base` the beginning of all
    IRIs, `align` names ontology alignments to load too, `authority` is a folder of curated facts (default: the package's
    own). A file that cannot be read is reported and left out. Where none can be read, `MandateGraphError` is raised and the store
    stays as it was; until the new content is complete it does so in any case.
    """
    names, facts = Names(base.rstrip("/") + "/"), authorities.load(Path(authority) if authority else None)
    extractions: list[Extraction] = []
    documents: dict[Symbol, Path] = {}
    failures: list[SourceError] = []
    for path in _files(sources):
        try:
            resolution = read(path, language=language, authority=facts)
        except SourceError as failure:
            failures.append(failure)
            continue
        if resolution.symbol in documents:
            first = documents[resolution.symbol]
            failures.append(SourceError(path, f"{resolution.symbol} was already read from {first}; keep one of the files"))
            continue
        documents[resolution.symbol] = path
        extractions.append(extract(resolution, facts))
    if not extractions:
        reasons = "; ".join(str(failure) for failure in failures) or f"no file ending in {', '.join(FORMATS)} there"
        raise MandateGraphError(f"nothing to build, and nothing was written: {reasons}")
    digest = provenance.run_digest(
        version("mandategraph"),
        [f"{e.resolution.source.sha256} {e.resolution.source.name}" for e in extractions],
        [names.base, language, *align, *([assets.digest(Path(authority))] if authority else [])],
    )
    count = embedded.replace(Path(store), _quads(extractions, digest, facts, names, align))
    return BuildReport(Path(store), digest, documents, tuple(failures), count)


def _files(sources: Iterable[str | Path]) -> Iterator[Path]:
    """The files named, and those of the folders named, in order of their paths."""
    for source in map(Path, sources):
        if source.is_dir():
            yield from sorted(path for path in source.rglob("*") if path.suffix.lower() in FORMATS and path.name != "README.md")
        else:
            yield source


def _quads(
    extractions: Sequence[Extraction], digest: str, facts: authorities.Authority, names: Names, align: Sequence[str]
) -> Iterator[Quad]:
    """All quads of a build: each document, the curated facts, the derived ones, the vocabulary and the provenance."""
    graphs = {}
    for extraction in extractions:
        resolution = extraction.resolution
        graph = names.graph("doc", resolution.symbol.tail)
        graphs[graph] = resolution.source.sha256
        yield from quads(document.resolution(resolution, names), graph)
        yield from quads(StatementWriter(resolution, facts, names).triples(extraction.statements), graph)
        for name, triples in derived.triples(extraction, facts, names).items():
            yield from quads(triples, names.graph("derived", name))
    for name, triples in authority_graph.triples(facts, names, [e.resolution.symbol for e in extractions]).items():
        yield from quads(triples, names.graph("authority", name))
    for path in vocabulary.files():
        yield from quads(vocabulary.triples(path), names.graph("vocabulary", path.stem))
    for name in align:
        yield from quads(vocabulary.triples(vocabulary.alignment(name)), names.graph("alignment", name))
    yield from quads(provenance.run(digest, version("mandategraph"), graphs, names), names.graph("run", digest))
