"""Where a graph lives: on disk (embedded), in memory (rdflib), or behind a SPARQL endpoint. All answer the same queries."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from rdflib.query import Result

from mandategraph.store.embedded import EmbeddedStore
from mandategraph.store.memory import MemoryStore
from mandategraph.store.remote import RemoteStore

__all__ = ["EmbeddedStore", "MemoryStore", "RemoteStore", "Store", "open_store"]


class Store(Protocol):
    """What every store can do: answer SPARQL 1.1 queries over the union of its named graphs."""

    def query(self, sparql: str) -> Result:
        """The answer to a query; raises `QueryError` for one that cannot be parsed, `EndpointError` for no answer."""
        ...


def open_store(place: str | Path) -> Store:
    """The store at a folder, in an N-Quads, TriG or other RDF file, or at the `http(s)` address of a SPARQL 1.1 endpoint.

    Raises `EndpointError` where there is none.
    """
    if str(place).startswith(("http://", "https://")):
        return RemoteStore(str(place))
    if Path(place).is_file():
        return MemoryStore.read(Path(place))
    return EmbeddedStore(Path(place))
