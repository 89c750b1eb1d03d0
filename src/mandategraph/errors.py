"""What can go wrong, as one small tree.

MandateGraphError          everything below; catch this one
├── SourceError            a file that cannot be read as what it should be (file, line, reason, remedy)
├── SymbolError            words that are no document symbol
├── NotInGraph             a document or actor that the graph does not hold
├── QueryNotFound          a query name that is not there (with near misses)
├── QueryError             a query that cannot be parsed, or whose parameters are missing or wrong
├── EndpointError          a store or SPARQL endpoint that does not answer
├── FetchError             an upstream that is not known, does not answer, or sends what cannot be kept
└── MissingExtra           an optional dependency that is not installed
"""

from __future__ import annotations


class MandateGraphError(Exception):
    """Base of all errors of this package. The message is one line: place, reason, remedy."""


class SourceError(MandateGraphError):
    """A file that cannot be read as what it should be.

    >>> str(SourceError("a.md", "the file is empty", line=3))
    'a.md:3: the file is empty'
    """

    def __init__(self, path: object, reason: str, *, line: int | None = None) -> None:
        """`path` names the file as the user gave it; `line` counts from 1."""
        self.path, self.reason, self.line = str(path), reason, line
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {reason}")


class SymbolError(MandateGraphError):
    """Words that are no document symbol."""


class NotInGraph(MandateGraphError):
    """A document or actor that the graph does not hold."""


class QueryNotFound(MandateGraphError):
    """A query name that is not there."""


class QueryError(MandateGraphError):
    """A query that cannot be parsed or bound."""


class EndpointError(MandateGraphError):
    """A store or SPARQL endpoint that cannot be opened or does not answer."""


class FetchError(MandateGraphError):
    """An upstream that is not known, does not answer, or sends what cannot be kept."""


class MissingExtra(MandateGraphError):
    """An optional dependency that is not installed.

    >>> str(MissingExtra("matplotlib", "pictures"))
    "this needs matplotlib; install it with: pip install 'mandategraph[pictures]'"
    """

    def __init__(self, package: str, extra: str) -> None:
        """`package` is what could not be imported, `extra` the extra that brings it."""
        super().__init__(f"this needs {package}; install it with: pip install 'mandategraph[{extra}]'")
