"""What the ids and parents of provisions say: in which part each stands, and which lists go on after a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mandategraph.model import Provision

UNNAMED = re.compile(r"(?:draft-\d+|sec-u\d+)-")  # drafts, and sections without a heading, are no provisions themselves


@dataclass
class Place:
    """Where provisions are written: the ids in it begin with `prefix`; in a `hierarchy` the schema allows no blocks."""

    prefix: str
    element: Element
    hierarchy: bool = False
    above: list[str] = field(default_factory=list)  # the open paragraph and its open items
    lists: list[Element] = field(default_factory=list)  # for each of them what holds the items directly below it
    leaf: Element | None = None  # what holds the text of the last of them, and may hold a table
    table: tuple[int, int, Element] | None = None  # the number and the last row of an open table
    within: Element | None = None  # the list in which a heading stands, above the items that follow

    def opened(self, depth: int, identity: str, leaf: Element | None) -> None:
        """A paragraph (depth 0) or an item was written."""
        del self.above[depth:], self.lists[depth:]
        self.above.append(identity)
        self.leaf, self.table, self.within = leaf, None, None


class Layout:
    """The parts of a text. `chapeaux` are the paragraphs and items that have items below them.

    `inner` has the headings after which a list goes on, each with the paragraph or item in which that list stands.
    """

    def __init__(self, provisions: Sequence[Provision]) -> None:
        """`provisions` are those of one resolution in order."""
        named = {p.id for p in provisions if p.kind in {"annex", "section"}}
        self.prefixes = {f"{identity}-" for identity in named}
        self.chapeaux = {p.parent for p in provisions if p.parent and p.id.startswith(f"{p.parent}-")} - named
        self.inner: dict[str, str] = {}
        parent = None
        for provision in reversed(provisions):
            if provision.kind == "heading" and parent:
                self.inner[provision.id] = parent
            elif provision.kind not in {"heading", "table-row"}:
                is_item = provision.parent in self.chapeaux and provision.id.startswith(f"{provision.parent}-")
                parent = provision.parent if is_item else None

    def prefix(self, identity: str) -> str:
        """The prefix that an id has from the parts in which its provision stands; empty in the body."""
        found = ""
        while True:
            unnamed = UNNAMED.match(identity, len(found))
            ends = (match.end() for match in re.finditer("-", identity) if match.end() > len(found))
            longer = unnamed.end() if unnamed else next((end for end in ends if identity[:end] in self.prefixes), 0)
            if not longer:
                return found
            found = identity[:longer]
