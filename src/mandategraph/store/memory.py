"""The store in memory: an rdflib Dataset, the reference that the embedded store is tested against."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten

from rdflib import Dataset
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from rdflib.util import guess_format

from mandategraph.errors import EndpointError, QueryError


class MemoryStore:
    """An rdflib Dataset as a store."""

    def __init__(self, dataset: Dataset) -> None:
        """`dataset` answers over the union of its graphs if it was made with `default_union=True`."""
        self.dataset = dataset

    @classmethod
    def read(cls, path: Path) -> MemoryStore:
        """The content of an RDF file; raises `EndpointError` where it cannot be parsed."""
        dataset = Dataset(default_union=True)
        try:
            with path.open("rb") as file:
                dataset.parse(file, format=guess_format(path.name) or "turtle")
        except Exception as error:  # each of rdflib's parsers raises errors of its own
            raise EndpointError(f"{path}: no readable RDF ({' '.join(str(error).split())[:200]})") from error
        return cls(dataset)

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL 1.1 query; raises `QueryError` where it cannot be parsed."""
        try:
            prepared = prepareQuery(sparql)
        except Exception as error:  # rdflib raises bare exceptions here, for an unknown prefix for example
            raise QueryError(f"the query cannot be parsed: {shorten(str(error), 120, placeholder=' …')}") from error
        return self.dataset.query(prepared)
