"""How much of the record a graph holds."""

from __future__ import annotations

from mandategraph.query import Rows, query
from mandategraph.store import Store


def coverage(store: Store) -> Rows:
    """The numbers of documents and provisions in a store by issuing body, year of adoption and language."""
    return query(store, "documents/coverage")
