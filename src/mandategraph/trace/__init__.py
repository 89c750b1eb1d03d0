"""Questions about the lineage of a document: what it rests on, its series, what changed, what others say alike."""

from mandategraph.trace.actor import history, is_actor
from mandategraph.trace.changes import Changes, Pair, changes
from mandategraph.trace.history import Event, History, Interval
from mandategraph.trace.lineage import trace
from mandategraph.trace.overlaps import Overlap, Overlaps, overlaps
from mandategraph.trace.paragraph import Thread, thread
from mandategraph.trace.series import Place, Series, series
from mandategraph.trace.shown import Trace
from mandategraph.trace.steps import EDGES, ORDERS, Edge, Order, Step, Support

__all__ = [
    "EDGES",
    "ORDERS",
    "Changes",
    "Edge",
    "Event",
    "History",
    "Interval",
    "Order",
    "Overlap",
    "Overlaps",
    "Pair",
    "Place",
    "Series",
    "Step",
    "Support",
    "Thread",
    "Trace",
    "changes",
    "history",
    "is_actor",
    "overlaps",
    "series",
    "thread",
    "trace",
]
