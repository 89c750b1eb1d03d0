"""The provisions of a document in the making: ids from the printed numbers, levels of items, operative phrases."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from mandategraph.model import Hyperlink, Provision, ProvisionKind
from mandategraph.read.akn.inline import Marked, Renderer, merged
from mandategraph.read.akn.phrases import Phrases
from mandategraph.read.akn.tree import children
from mandategraph.read.numbering import ItemLevels, printed_number

RULE = re.compile(r"[_\s*–—-]*")  # a line that parts two pieces of text
LONGEST_NUMBER = 4  # digits of a number of a paragraph
PARAGRAPH_KINDS: dict[str, ProvisionKind] = {"": "operative", "annex": "annex-paragraph", "draft": "embedded-paragraph"}


@dataclass
class Place:
    """Where the walk is: in the body, an annex or an embedded draft (`inside`), below which provision, with which id prefix."""

    inside: str = ""
    prefix: str = ""
    parent: str | None = None
    levels: ItemLevels = field(default_factory=ItemLevels)
    above: list[str] = field(default_factory=list)  # the open paragraph and its open items
    reached: int = 0  # the last number of a paragraph


class Provisions:
    """Collects the provisions and hyperlinks of one document in document order."""

    def __init__(self, phrases: Phrases) -> None:
        """`phrases` finds the operative phrases."""
        self.phrases = phrases
        self.provisions: list[Provision] = []
        self.hyperlinks: list[Hyperlink] = []
        self.ids: set[str] = set()
        self.used: Counter[str] = Counter()  # of each id the last number that was given to a further use of it
        self.counts: Counter[str] = Counter()

    def paragraph(self, text: Marked, number: str, place: Place) -> None:
        """A paragraph that is no item: it opens a new set of items."""
        kind = PARAGRAPH_KINDS[place.inside]
        clean = printed_number(number)
        place.reached = int(clean) if clean.isdigit() and len(clean) <= LONGEST_NUMBER else place.reached
        self.counts[place.prefix + "op"] += 1
        tail = clean or f"u{self.counts[place.prefix + 'op']}"
        identity = f"{place.prefix}{tail}" if place.inside == "annex" else f"{place.prefix}op-{tail}"
        identity = self.append(kind, text, identity, clean or None, place.parent)
        place.above, place.levels = [identity], ItemLevels()

    def preambular(self, text: Marked, place: Place) -> None:
        """A preambular paragraph, or its like in an annex or a draft."""
        kind = PARAGRAPH_KINDS[place.inside] if place.inside else "preambular"
        if not text.text or RULE.fullmatch(text.text):
            return
        self.counts[place.prefix + "pp"] += 1
        identity = self.append(kind, text, f"{place.prefix}pp-{self.counts[place.prefix + 'pp']}", None, place.parent)
        place.above, place.levels = [identity], ItemLevels()

    def item(self, text: Marked, number: str, place: Place, depth: int) -> None:
        """An item at a depth below the open paragraph, from 1."""
        del place.above[depth:]
        if not place.above:
            self.paragraph(text, number, place)
            return
        parent, clean = place.above[-1], printed_number(number)
        self.counts[parent] += 1
        identity = f"{parent}-{clean or f'u{self.counts[parent]}'}"
        kind: ProvisionKind = "embedded-paragraph" if place.inside == "draft" else "item"
        place.above.append(self.append(kind, text, identity, clean or None, parent))

    def heading(self, text: Marked, number: str | None, place: Place) -> None:
        """A heading between paragraphs."""
        if text.text:
            self.counts[place.prefix + "h"] += 1
            identity = f"{place.prefix}h-{self.counts[place.prefix + 'h']}"
            self.append("heading", text, identity, printed_number(number or "") or None, place.parent)

    def append(self, kind: ProvisionKind, text: Marked, identity: str, number: str | None, parent: str | None) -> str:
        """Add a provision under an id that no other one has, and give that id."""
        identity = self._unique(identity)
        lead, further = self.phrases.of(kind, text)
        self.provisions.append(Provision(identity, kind, text.text, number, parent, lead, text.notes, further))
        self.hyperlinks += [Hyperlink(identity, *link) for link in merged(text.links, text.text)]
        return identity

    def _unique(self, identity: str) -> str:
        """The id, or where it is in use the id with the first free number from 2: `7.2` may also be printed as a number."""
        candidate, number = identity, max(1, self.used[identity])
        while candidate in self.ids:
            number += 1
            candidate = f"{identity}.{number}"
        self.used[identity] = number
        self.ids.add(candidate)
        return candidate

    def footnotes(self, renderer: Renderer) -> None:
        """Add the notes that the texts called; a note may call none itself."""
        for position, note in enumerate(renderer.notes, start=1):
            text = renderer.render(*children(note.element, "p"))
            if text.text:
                label = note.marker if note.marker.isalnum() and note.marker.isascii() else f"u{position}"
                self.append("footnote", text, f"fn-{label}", note.marker or None, None)
