"""The command line: parse arguments, call the public function, print."""

from mandategraph.cli import making, asking, calendar, listing, knowing, comparing, measuring  # isort: skip - the verbs in the order of a session
from mandategraph.cli.frame import main

__all__ = ["asking", "calendar", "comparing", "knowing", "listing", "main", "making", "measuring"]
