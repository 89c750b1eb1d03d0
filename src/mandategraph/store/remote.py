"""A SPARQL 1.1 endpoint as a store, through SPARQLWrapper. Its default graph must be the union of the named graphs."""

from __future__ import annotations

import io
import re
from urllib.error import HTTPError, URLError

from rdflib.query import Result
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from mandategraph.errors import EndpointError, QueryError

TIMEOUT_SECONDS = 60
MAX_BYTES = 200_000_000
FORMS_OF_ROWS = {"SELECT", "ASK"}
FORM = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


class RemoteStore:
    """A SPARQL endpoint at an `http(s)` address."""

    def __init__(self, url: str) -> None:
        """`url` is the address of the query service; nothing is sent before the first query."""
        self.url = url

    def query(self, sparql: str) -> Result:
        """The answer of the endpoint; raises `QueryError` for a query it refuses, `EndpointError` for no usable answer."""
        bare = COMMENT.sub("", sparql)  # in comments SPARQLWrapper would see keywords
        form = FORM.search(bare)
        if not form:
            raise QueryError("the query cannot be parsed: there is no SELECT, ASK, CONSTRUCT or DESCRIBE in it")
        rows = form[0].upper() in FORMS_OF_ROWS
        wrapper = SPARQLWrapper(self.url)
        wrapper.setQuery(bare)
        wrapper.setMethod(POST)
        wrapper.setTimeout(TIMEOUT_SECONDS)
        wrapper.setReturnFormat(JSON if rows else "n3")
        try:
            answer = wrapper.query().response.read(MAX_BYTES + 1)
        except QueryBadFormed as error:
            raise QueryError(f"{self.url} refuses the query: {' '.join(str(error).split())[:300]}") from error
        except (SPARQLWrapperException, HTTPError, URLError, OSError) as error:
            reason = " ".join(str(error).split())[:300]
            raise EndpointError(f"{self.url}: no answer ({reason}); check the address and that the endpoint runs") from error
        if len(answer) > MAX_BYTES:
            raise EndpointError(f"{self.url}: the answer is larger than {MAX_BYTES // 1_000_000} MB; add LIMIT to the query")
        try:
            return Result.parse(io.BytesIO(answer), format="json" if rows else "turtle")
        except Exception as error:  # whatever a foreign server may send
            raise EndpointError(f"{self.url}: the answer is no SPARQL result; check that this is a query service") from error
