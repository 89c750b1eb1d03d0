"""A graph as files: RDF dumps, tables, the citation network, pictures, and their description; a text as AKN4UN; a calendar."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import networkx as nx

from mandategraph import lookup
from mandategraph.errors import MandateGraphError, NotInGraph
from mandategraph.network import network
from mandategraph.publish import catalogue, dumps, graphs, tables
from mandategraph.publish.akn import akn4un, write_akn4un
from mandategraph.publish.ical import write_icalendar
from mandategraph.publish.lineage import basis, lineage_picture
from mandategraph.publish.pictures import network_picture
from mandategraph.store import Store

__all__ = ["AKN4UN", "DEFAULT_FORMATS", "FORMATS", "akn4un", "export", "write_akn4un", "write_icalendar"]

AKN4UN = "akn4un"  # written from files, not from a graph, which does not hold all of a text

FORMATS = (*dumps.FILES, "csv", *graphs.FILES, "pictures", "void")
# Everything that can be written here: pictures only where the extra is installed.
DEFAULT_FORMATS = tuple(name for name in FORMATS if name != "pictures" or find_spec("matplotlib"))


def export(store: Store, folder: str | Path, formats: Sequence[str] = DEFAULT_FORMATS, *, focus: str | None = None) -> list[Path]:
    """Write a store into a folder, in one or more of `FORMATS`; give the paths, sorted.

    All files are written beside the folder first and moved into it at the end, so that a failure leaves those of before. `void`
    describes the other files of the same call. `focus` names the document whose lineage is drawn (default: the one that rests on
    most). Raises `MandateGraphError` for an unknown format, or for one with named graphs where the store is a SPARQL endpoint,
    `NotInGraph` for an unknown focus, `MissingExtra` for pictures without matplotlib.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise MandateGraphError(f"no export format {unknown[0]!r}; there are: {', '.join(FORMATS)}")
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        draft = Path(name)
        written = [path for form in FORMATS if form in formats for path in _write(store, form, draft, focus)]
        if "void" in formats:
            written += catalogue.write(store, draft, written)
        return sorted(_move(path, draft, folder) for path in written)


def _write(store: Store, form: str, folder: Path, focus: str | None) -> list[Path]:
    """Write one format into a folder; `void` waits for the others."""
    if form == "void":
        return []
    if form in dumps.FILES:
        return dumps.write(store, form, folder)
    if form == "csv":
        return tables.write(store, folder / "tables")
    graph = network(store)
    if form in graphs.FILES:
        return graphs.write(graph, form, folder)
    wanted = _focus(store, graph, focus)
    lineage = lineage_picture(graph, wanted, folder / "lineage") if wanted else []
    return [*lineage, *network_picture(graph, folder / "network")]


def _focus(store: Store, graph: nx.DiGraph[str], wanted: str | None) -> str | None:
    """The node whose lineage is drawn: the one wanted, else the document that rests on most; None where none rests on any."""
    if wanted:
        found = str(lookup.document(store, wanted))
        nodes = [node for node, data in graph.nodes(data=True) if data.get("iri") == found]
        if not nodes:
            raise NotInGraph(f"{wanted!r}: no such document in the citation network; mandategraph network lists it")
        return nodes[0]
    bases = {node: len(basis(graph, node)) for node in graph}
    return min((node for node in bases if bases[node]), key=lambda node: (-bases[node], node), default=None)


def _move(path: Path, draft: Path, folder: Path) -> Path:
    """Move a file from the draft to its place."""
    target = folder / path.relative_to(draft)
    target.parent.mkdir(parents=True, exist_ok=True)
    return path.replace(target)
