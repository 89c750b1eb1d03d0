"""Questions about the lineage of a document: what it rests on, its series, what changed between two members."""

from mandategraph.trace.changes import Changes, Pair, changes
from mandategraph.trace.lineage import ORDERS, Order, Step, Support, Trace, trace
from mandategraph.trace.series import Place, Series, series

__all__ = [
    "ORDERS",
    "Changes",
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
