"""Questions about the lineage of a document: what it rests on, its series, what changed between two members."""

from mandategraph.trace.changes import Changes, Pair, changes
from mandategraph.trace.lineage import trace
from mandategraph.trace.series import Place, Series, series
from mandategraph.trace.shown import Trace
from mandategraph.trace.steps import EDGES, ORDERS, Edge, Order, Step, Support

__all__ = [
    "EDGES",
    "ORDERS",
    "Changes",
    "Edge",
    "Order",
    "Pair",
    "Place",
    "Series",
    "Step",
    "Support",
    "Trace",
    "changes",
    "series",
    "trace",
]
