"""Resolutions of the United Nations as a graph of mandates and actors, with the quoted words as evidence.

    import mandategraph as mg

    mg.build(["data/resolutions"], "mandategraph.store")
    store = mg.open("mandategraph.store")
    print(mg.trace(store, "611(XXX)").chain())
    mg.query(store, "mandates/by-document", document="611(XXX)").dataframe()

The functions have the names of the command's verbs; the values they return are plain and know how to show themselves.
"""

from importlib.metadata import version

from mandategraph.agenda import Agenda, calendar
from mandategraph.authority.entries import ActorEntry, find_actors
from mandategraph.build import BuildReport, build
from mandategraph.cite import Reference, cite
from mandategraph.coverage import coverage
from mandategraph.errors import (
    EndpointError,
    FetchError,
    MandateGraphError,
    MissingExtra,
    NotInGraph,
    QueryError,
    QueryNotFound,
    SourceError,
    SymbolError,
)
from mandategraph.evaluate import Evaluation, evaluate
from mandategraph.extract import Extraction, extract
from mandategraph.fetch import FetchReport, fetch
from mandategraph.model import (
    Citation,
    Clause,
    Establishment,
    Evidence,
    Extension,
    Mandate,
    Mention,
    Provision,
    Renaming,
    ReportedAct,
    Resolution,
)
from mandategraph.network import network
from mandategraph.publish import akn4un, export, write_icalendar
from mandategraph.query import Rows, queries, query
from mandategraph.read import read
from mandategraph.status import MandateRow, Mandates, MandateStatus, mandates
from mandategraph.store import Store
from mandategraph.store import open_store as open  # noqa: A004 - mg.open(...) as with other stores of data
from mandategraph.symbol import Symbol
from mandategraph.trace import Changes, History, Overlaps, Series, Thread, Trace, changes, history, overlaps, series, thread, trace
from mandategraph.validate import Report, validate

__version__ = version("mandategraph")

__all__ = [
    "ActorEntry",
    "Agenda",
    "BuildReport",
    "Changes",
    "Citation",
    "Clause",
    "EndpointError",
    "Establishment",
    "Evaluation",
    "Evidence",
    "Extension",
    "Extraction",
    "FetchError",
    "FetchReport",
    "History",
    "Mandate",
    "MandateGraphError",
    "MandateRow",
    "MandateStatus",
    "Mandates",
    "Mention",
    "MissingExtra",
    "NotInGraph",
    "Overlaps",
    "Provision",
    "QueryError",
    "QueryNotFound",
    "Reference",
    "Renaming",
    "Report",
    "ReportedAct",
    "Resolution",
    "Rows",
    "Series",
    "SourceError",
    "Store",
    "Symbol",
    "SymbolError",
    "Thread",
    "Trace",
    "akn4un",
    "build",
    "calendar",
    "changes",
    "cite",
    "coverage",
    "evaluate",
    "export",
    "extract",
    "fetch",
    "find_actors",
    "history",
    "mandates",
    "network",
    "open",
    "overlaps",
    "queries",
    "query",
    "read",
    "series",
    "thread",
    "trace",
    "validate",
    "write_icalendar",
]
