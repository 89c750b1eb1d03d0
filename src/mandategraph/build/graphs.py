"""The graphs that do not belong to one document: curated, derived, vocabulary, and the provenance of the build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from mandategraph.build import chains
from mandategraph.build.ledger import File, Ledger
from mandategraph.build.options import Options, software
from mandategraph.graph import authority as authority_graph
from mandategraph.graph import derived, document, provenance, vocabulary
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, lines
from mandategraph.model import SourceFile
from mandategraph.series import Member, confidence, predecessors, stubs
from mandategraph.store.embedded import Generation

IS_BUILT = "SELECT 1 FROM document WHERE symbol = ?"
KNOWN_LINES = 400_000  # derived triples remembered so as not to write them twice; the store merges what comes again


def write(generation: Generation, ledger: Ledger, options: Options, run: str, tell: Callable[[str, int, int], None]) -> None:
    """Write the graphs anew, whatever a former build had in their place."""
    names = options.names
    tell("finishing", 0, 1)
    of_documents = (names.graph("doc", ""), names.graph("record", ""))
    for graph in list(generation.store.named_graphs()):
        if not graph.value.startswith(of_documents):
            generation.remove(graph.value)
    path = generation.folder / "graphs.nq"
    with path.open("w", encoding="utf-8") as out:
        for name, triples in curated(ledger, options).items():
            _put(out, triples, names.graph("authority", name))
        for file in vocabulary.files():
            _put(out, vocabulary.written(file), names.graph("vocabulary", file.stem))
        for name in options.align:
            _put(out, vocabulary.written(vocabulary.alignment(name)), names.graph("alignment", name))
        _derived(out, ledger, names)
        _put(out, _series(ledger, options), names.graph("derived", "series"))
        _provenance(out, ledger, options, run)
    generation.load(path)
    with path.open("w", encoding="utf-8") as out:
        _put(out, chains.triples(generation, names), names.graph("derived", "continuity"))
    generation.load(path)
    path.unlink()
    tell("finishing", 1, 1)


def curated(ledger: Ledger, options: Options) -> dict[str, Iterator[Triple]]:
    """The curated facts; documents that were read have a title of their own."""
    read = {symbol for symbol in options.authority.documents if ledger.value(IS_BUILT, str(symbol))}
    return authority_graph.triples(options.authority, options.names, read)


def _derived(out: IO[str], ledger: Ledger, names: Names) -> None:
    known: set[int] = set()
    for name, triples in ledger.derived():
        graph = f" <{names.graph('derived', name)}> .\n"
        for triple in triples:
            line = triple + graph
            if hash(line) not in known:
                known.add(hash(line))
                out.write(line)
        if len(known) > KNOWN_LINES:
            known.clear()


def _series(ledger: Ledger, options: Options) -> Iterator[Triple]:
    """The series of all documents together; one that was read counts as it reads, not as the authority data know it."""
    members = [*stubs(options.authority), *map(Member.from_row, ledger.members())]
    for link in predecessors(members):
        yield from derived.predecessor(link.later, link.earlier, link.method, confidence(link.method), options.names)


def _provenance(out: IO[str], ledger: Ledger, options: Options, run: str) -> None:
    names, graph = options.names, options.names.graph("run", run)
    _put(out, provenance.run(run, software(), options.described(), names), graph)
    for made, sources in ledger.graphs():
        _put(out, provenance.made(run, made, sources, names), graph)
    for file in ledger.files("outcome IN ('built', 'records') AND sha256 IS NOT NULL"):
        _put(out, document.source(_source(file), names), graph)
    for file in ledger.files("outcome NOT IN ('built', 'records') AND sha256 IS NOT NULL"):
        if not ledger.count(f"outcome = 'built' AND sha256 = '{file.sha256}'"):
            _put(out, provenance.left_out(_source(file), f"{file.outcome}: {file.reason}", names), graph)


def _source(file: File) -> SourceFile:
    name, media_type = file.name.rpartition("/")[2], file.media_type or "application/octet-stream"
    return SourceFile(name, file.sha256 or "", media_type, file.upstream, file.upstream_commit)


def _put(out: IO[str], triples: Iterable[Triple], graph: str) -> None:
    out.writelines(dict.fromkeys(lines(triples, graph)))
