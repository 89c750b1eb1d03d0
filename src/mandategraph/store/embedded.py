"""The embedded store: Oxigraph on disk, usable as an rdflib Dataset.

A store folder holds generations (`graph-…/`) and a file `current` that names the live one. A build writes a new generation and
then replaces `current`, so that a build killed at any moment leaves the last good graph in place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from textwrap import shorten

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.query import Result

from mandategraph.errors import EndpointError, QueryError

CURRENT = "current"


class EmbeddedStore:
    """A store folder, opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the live generation of `folder`; raises `EndpointError` where there is none."""
        self.folder = folder
        try:
            generation = folder / (folder / CURRENT).read_text(encoding="utf-8").strip()
            self._store = ox.Store.read_only(str(generation))
        except (OSError, ValueError) as error:
            raise EndpointError(f"{folder}: no graph here; make one with: mandategraph build FILE --store {folder}") from error

    @cached_property
    def dataset(self) -> Dataset:
        """The graph as an rdflib Dataset whose default graph is the union of the named graphs."""
        return Dataset(store=OxigraphStore(store=self._store), default_union=True)

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL 1.1 query; raises `QueryError` where it cannot be parsed."""
        try:
            return self.dataset.query(sparql)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query cannot be parsed: {shorten(str(error), 120, placeholder=' …')}") from error

    def quads(self) -> Iterator[ox.Quad]:
        """All quads, in no order."""
        return iter(self._store)

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._store)


def replace(folder: Path, quads: Iterable[ox.Quad]) -> int:
    """Make the quads the content of a store folder, atomically; return how many distinct ones there are.

    The folder is made where it is missing. Generations that are no longer live are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    generation = Path(tempfile.mkdtemp(prefix="graph-", dir=folder))
    store = ox.Store(str(generation))
    store.bulk_extend(quads)
    store.flush()
    count = len(store)
    del store
    pointer = folder / f"{CURRENT}.{os.getpid()}"
    pointer.write_text(generation.name, encoding="utf-8")
    pointer.replace(folder / CURRENT)
    for old in folder.glob("graph-*"):
        if old != generation:
            shutil.rmtree(old, ignore_errors=True)
    return count
