"""A graph as files: RDF dumps, tables, the citation network, pictures, and their description."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import networkx as nx

from mandategraph.errors import MandateGraphError
from mandategraph.network import network
from mandategraph.publish import catalogue, dumps, graphs, tables
from mandategraph.publish.pictures import lineage_picture, network_picture
from mandategraph.query import query
from mandategraph.store import Store

__all__ = ["DEFAULT_FORMATS", "FORMATS", "export"]

FORMATS = (*dumps.FILES, "csv", *graphs.FILES, "pictures", "void")
DEFAULT_FORMATS = FORMATS


def export(store: Store, folder: str | Path, formats: Sequence[str] = DEFAULT_FORMATS, *, focus: str | None = None) -> list[Path]:
    """Write a store into a folder, in one or more of `FORMATS`; give the paths, sorted.

    All files are written beside the folder first and moved into it at the end, so that a failure leaves those of before. `void`
    describes the other files of the same call. `focus` names the document whose lineage is drawn (default: the one that cites
    most). Raises `MandateGraphError` for an unknown format, `MissingExtra` for pictures without matplotlib.
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
    return _pictures(graph, folder, _focus(store, graph, focus)) if form == "pictures" else graphs.write(graph, form, folder)


def _pictures(graph: nx.DiGraph[str], folder: Path, focus: str | None) -> list[Path]:
    """The picture of the network, and that of the lineage of a document where there is one."""
    lineage = lineage_picture(graph, focus, folder / "lineage") if focus else []
    return [*lineage, *network_picture(graph, folder / "network")]


def _focus(store: Store, graph: nx.DiGraph[str], wanted: str | None) -> str | None:
    """The node whose lineage is drawn: the one wanted, else the document that cites most; None where no document cites."""
    if wanted:
        return str(query(store, "lineage/dates", document=wanted).records()[0]["symbol"])
    citing = [node for node in graph if graph.out_degree(node)]
    return min(citing, key=lambda node: (-graph.out_degree(node), node), default=None)


def _move(path: Path, draft: Path, folder: Path) -> Path:
    """Move a file from the draft to its place."""
    target = folder / path.relative_to(draft)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(path, target)
    return target
