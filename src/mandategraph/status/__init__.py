"""Mandates as a list, each with its status as of a day: what the documents adopted by that day tell of it, and in which words."""

from mandategraph.status.filters import Filters
from mandategraph.status.judging import STATUSES, MandateStatus
from mandategraph.status.listing import Mandates, mandates
from mandategraph.status.rows import MandateRow

__all__ = ["STATUSES", "Filters", "MandateRow", "MandateStatus", "Mandates", "mandates"]
