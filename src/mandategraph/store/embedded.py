"""The embedded store: Oxigraph on disk, usable as an rdflib Dataset.

A store folder holds generations (`graph-…/`, each with its store and the ledger of its build) and a file `current` that names
the live one. A build writes a new generation and then replaces `current`, so that a build killed at any moment leaves the last
good graph in place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from typing import Self
from uuid import uuid4

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.query import Result

from mandategraph.errors import EndpointError, QueryError

CURRENT = "current"
STORE = "store"  # the folder of Oxigraph in a generation
MAKER = "maker"  # the file that names the process which is making a generation
PROCESS = uuid4().hex  # tells this process from former ones with the same number


class EmbeddedStore:
    """A store folder, opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the live generation of `folder`; raises `EndpointError` where there is none."""
        self.folder = folder
        try:
            self._store = ox.Store.read_only(str((current(folder) or folder) / STORE))
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


class Generation:
    """A new content of a store folder in the making; it is not seen before `commit`, and removed where that is never called."""

    def __init__(self, folder: Path) -> None:
        """Begin a generation in `folder`, which is made where it is missing. What killed builds left behind is removed."""
        self.parent = folder
        folder.mkdir(parents=True, exist_ok=True)
        live = current(folder)
        for old in folder.glob("graph-*"):
            if old != live and not _is_being_made(old):
                shutil.rmtree(old, ignore_errors=True)
        self.folder = folder / f"graph-{uuid4().hex[:12]}"
        self.folder.mkdir()  # with the rights that the user gives to new folders
        (self.folder / MAKER).write_text(f"{os.getpid()} {PROCESS}", encoding="utf-8")
        self._store: ox.Store | None = None
        self._opening = threading.Lock()  # several threads load, and any of them may be the first
        self.committed = False

    def __enter__(self) -> Self:
        """The generation itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove a generation that was not committed, and a store folder that holds nothing else."""
        self._store = None
        if not self.committed:
            shutil.rmtree(self.folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                self.parent.rmdir()

    @property
    def store(self) -> ox.Store:
        """The store of the generation, opened for writing."""
        with self._opening:
            if self._store is None:
                self._store = ox.Store(str(self.folder / STORE))
            return self._store

    def copy(self, former: Path) -> None:
        """Begin with the content of another generation; the files of its store are shared, not copied."""
        ox.Store.read_only(str(former / STORE)).backup(str(self.folder / STORE))

    def load(self, path: Path) -> None:
        """Add the quads of an N-Quads file of our own making."""
        self.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)

    def rows(self, sparql: str) -> Iterator[tuple[str | None, ...]]:
        """The rows of a SELECT query over all graphs that were loaded, each IRI or literal as its text."""
        found = self.store.query(sparql, use_default_graph_as_union=True)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("only SELECT gives rows; write the query as one")
        for row in found:
            yield tuple(term.value if isinstance(term, ox.NamedNode | ox.Literal) else None for term in row)

    def remove(self, graph: str) -> None:
        """Remove a named graph, if it is there."""
        self.store.remove_graph(ox.NamedNode(graph))

    def seal(self) -> int:
        """Finish the store of the generation; return its number of quads."""
        self.store.flush()
        count = len(self.store)
        self._store = None
        return count

    def commit(self) -> None:
        """Make this generation the live one, atomically. Former generations are removed."""
        pointer = self.folder / CURRENT
        pointer.write_text(self.folder.name, encoding="utf-8")
        pointer.replace(self.parent / CURRENT)
        self.committed = True
        (self.folder / MAKER).unlink()  # not before: another build would take the generation for a left-over
        for old in self.parent.glob("graph-*"):
            if old != self.folder and not _is_being_made(old):
                shutil.rmtree(old, ignore_errors=True)


def current(folder: Path) -> Path | None:
    """The live generation of a store folder, or None where there is none."""
    try:
        generation = folder / (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return generation if (generation / STORE).is_dir() else None


def _is_being_made(generation: Path) -> bool:
    """Whether the process that began a generation is still there."""
    try:
        number, _, process = (generation / MAKER).read_text(encoding="utf-8").partition(" ")
        if int(number) == os.getpid():  # in a container each build may have the same number
            return process == PROCESS
        os.kill(int(number), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True
