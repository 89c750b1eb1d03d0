"""The provisions of a resolution as the preamble, the body and the annexes of a document.

The ids say where a provision stands (`annex-1-3-a`, `draft-1-op-2`, `sec-II-h-1`), its parent on which level. Every part is tagged
as official files do it where the schema allows that. The reader numbers in the same order and so comes to the same ids.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from mandategraph.model import Hyperlink, Provision, Resolution
from mandategraph.publish.akn.elements import add
from mandategraph.publish.akn.inline import Marked, fill
from mandategraph.publish.akn.notes import Notes
from mandategraph.publish.akn.places import Layout, Place
from mandategraph.read.numbering import printed_number

DRAFT = re.compile(r"draft-(\d+)-$")
ROW = re.compile(r"table-(\d+)-r(\d+)")
SECTION = re.compile(r".*sec-|\.\d+$")  # what stands around the label of a section in its id
PREAMBULAR = re.compile(r"pp-\d")
# Texts without a number that would pass for one, or for a rule.
MISLEADING = re.compile(r"[\u200e\u200f]*\d|(?:[IVX]+|[A-Z]|[_\s*–—-]*)$")


class Body:
    """Writes the provisions of one resolution."""

    def __init__(self, resolution: Resolution, annex: Callable[[int], Element]) -> None:
        """`annex` gives the element of the annex with a number."""
        self.resolution, self.annex = resolution, annex
        self.links: defaultdict[str, list[Hyperlink]] = defaultdict(list)
        for link in resolution.hyperlinks:
            self.links[link.provision].append(link)
        self.notes = Notes(resolution, lambda element, note: fill(element, self._marked(note)))
        self.provisions = [p for p in resolution.provisions if p.kind != "footnote"]
        self.layout = Layout(self.provisions)
        self.begun: set[str] = set()  # the prefixes of places that hold a paragraph
        self.tables = self.drafts = self.annexes = 0
        self.places: list[Place] = []
        self.lists: list[tuple[Element, Element]] = []  # block lists, each with what holds it

    def write(self, document: Element, title: Element | None = None) -> None:
        """Add preamble and body to a document, and what belongs there to the annexes; `title` is the element of the title."""
        if title is None:
            self.notes.loose[self.provisions[0].id if self.provisions else ""] += self.notes.leading
        else:
            for note in self.notes.leading:
                self.notes.write(title, note)
        length = self._preamble()
        place = Place("", document)
        if length:
            place = Place("", add(document, "preamble"))
            self._sequence(self.provisions[:length], place)
        body = add(document, "mainBody")
        self._sequence(self.provisions[length:], Place("", body, above=place.above))
        self._loose("", self.places[-1])
        if not len(body):
            add(body, "p")
        for holder, empty in self.lists:
            if not len(empty):
                holder.remove(empty)  # its items stand elsewhere; the schema allows no empty one

    def _preamble(self) -> int:
        """How many provisions from the first on are preambular paragraphs, and what stands in their lists."""
        own: set[str | None] = set()
        for position, provision in enumerate(self.provisions):
            listed = provision.kind == "item" and provision.parent in own
            inside = self.layout.inner.get(provision.id) in own or (provision.kind == "table-row" and own)
            if self.layout.prefix(provision.id) or not (provision.kind == "preambular" or listed or inside):
                return position
            own.add(provision.id)
        return len(self.provisions)

    def _sequence(self, provisions: Sequence[Provision], place: Place) -> None:
        self.places = [place]
        for provision in provisions:
            self._add(provision)

    def _add(self, provision: Provision) -> None:
        """Add one provision."""
        place = self._place(provision)
        self._loose(provision.id, place, item=provision.parent in place.above)
        if provision.parent in place.above:
            self._item(provision, place)
            return
        match provision.kind:
            case "annex":
                self._annexed(provision)
            case "section":
                self._section(provision, place)
            case "heading":
                self._heading(provision, place)
            case "table-row":
                self._row(provision, place)
            case _ if provision.kind == "preambular" or PREAMBULAR.match(provision.id, len(place.prefix)):
                self._preambular(provision, place)
            case _:
                self._paragraph(provision, place)

    def _marked(self, provision: Provision) -> Marked:
        return Marked.of(provision, self.links[provision.id], self.notes.of(provision))

    def _place(self, provision: Provision) -> Place:
        """The place of a provision: an open one, or a new draft or section without a heading; what stands inside it is closed."""
        prefix = self.layout.prefix(provision.id)
        if self._is_open(prefix):
            self._close(prefix)
        elif draft := DRAFT.match(prefix):
            self._close(self.layout.prefix(provision.parent or ""))
            self._draft(prefix, int(draft[1]))
        elif "sec-u" in prefix:
            self._close(prefix[: prefix.rindex("sec-u")])
            self.places.append(Place(prefix, add(self.places[-1].element, "section"), hierarchy=True))
        return self.places[-1]

    def _is_open(self, prefix: str) -> bool:
        return any(place.prefix == prefix for place in self.places)

    def _close(self, prefix: str) -> None:
        """Close the places inside the one with this prefix."""
        while self._is_open(prefix) and self.places[-1].prefix != prefix:
            self.places.pop()

    def _loose(self, identity: str, place: Place, *, item: bool = False) -> None:
        """Notes to which no text refers, alone in a paragraph."""
        for note in self.notes.loose.get(identity, ()):
            if place.element.tag == "preamble":
                holder = add(add(place.element, "container", name="note"), "p")
            elif item and place.lists and place.lists[0].tag == "list":
                holder = add(add(add(place.lists[0], "point"), "content"), "p")
            else:
                holder = add(add(add(place.element, "paragraph"), "content"), "p")
            self.notes.write(holder, note)

    def _paragraph(self, provision: Provision, place: Place) -> None:
        text = self._marked(provision)
        may_be_alinea = place.prefix in self.begun or place.prefix.startswith(("annex-", "draft-"))
        if may_be_alinea and not provision.number and MISLEADING.match(provision.text):
            element = add(place.element, "alinea", eId=provision.id)
            fill(add(add(element, "content"), "p"), text)
            place.opened(0, provision.id, None)
            place.lists.append(add(place.element, "list") if provision.id in self.layout.chapeaux else element)
            return
        element = add(place.element, "paragraph", eId=provision.id, class_="SingleTxt")
        if provision.number:
            add(element, "num", f"{provision.number}.")
        holder = add(element, "list") if provision.id in self.layout.chapeaux else element
        leaf = add(holder, "content" if holder is element else "intro")
        fill(add(leaf, "p"), text)
        place.opened(0, provision.id, leaf)
        place.lists.append(holder)
        self.begun.add(place.prefix)

    def _preambular(self, provision: Provision, place: Place) -> None:
        text = self._marked(provision)
        if place.hierarchy:
            element = place.element
            fill(add(element, "crossHeading", eId=provision.id, refersTo="#preamble"), text)
        else:
            name = provision.lead.phrase if provision.lead else "preambular"
            element = add(place.element, "container", eId=provision.id, name=name)
            fill(add(element, "p"), text)
        place.opened(0, provision.id, None if place.hierarchy else element)
        if provision.id in self.layout.chapeaux:
            place.lists.append(add(element, "list") if place.hierarchy else self._block_list(element))
        self.begun.add(place.prefix)

    def _item(self, provision: Provision, place: Place) -> None:
        """An item, in the list of its parent; a list below it follows it, in block lists it stands inside."""
        depth = place.above.index(provision.parent or "") + 1
        if depth > len(place.lists):  # a section stood between
            place.lists = [add(place.element, "list")] * depth
        holder = place.lists[depth - 1]
        element = _entry(holder)
        element.set("eId", provision.id)
        blocks = element.tag == "item"
        if provision.number:
            add(element, "num", f"({provision.number})")
        leaf = element if blocks else add(element, "content")
        fill(add(leaf, "p"), self._marked(provision))
        place.opened(depth, provision.id, leaf)
        if provision.id in self.layout.chapeaux:
            place.lists.append(self._block_list(element) if blocks else add(holder, "sublist"))

    def _block_list(self, holder: Element) -> Element:
        self.lists.append((holder, add(holder, "blockList")))
        return self.lists[-1][1]

    def _heading(self, provision: Provision, place: Place) -> None:
        """A heading: a paragraph, or inside a list an item, that has nothing but it."""
        place.leaf = place.table = place.within = None
        depth = place.above.index(parent) if (parent := self.layout.inner.get(provision.id)) in place.above else len(place.lists)
        if depth < len(place.lists):
            place.within = place.lists[depth]
        element = add(place.element, "paragraph") if place.within is None else _entry(place.within)
        element.attrib |= {"eId": provision.id, "class": "H1"}
        if provision.number:
            add(element, "num", f"{provision.number}.")
        fill(add(element, "subheading"), self._marked(provision))
        if element.tag == "item":
            add(element, "p")

    def _section(self, provision: Provision, place: Place) -> None:
        """A section with its number and heading."""
        element = add(place.element, "section", eId=provision.id)
        if provision.number and provision.number != provision.text:
            add(element, "num", provision.number)
        marked = self._marked(provision)
        for piece in [marked] if provision.number else _around(marked, SECTION.sub("", provision.id)):
            fill(add(element, "num" if provision.number == provision.text else "subheading"), piece)
        place.lists.clear()
        self.places.append(Place(f"{provision.id}-", element, hierarchy=True))

    def _annexed(self, provision: Provision) -> None:
        """An annex with its heading."""
        self.annexes += 1
        body = add(self.annex(self.annexes), "mainBody")
        fill(add(body, "block", eId=provision.id, name="subheading"), self._marked(provision))
        self.places = [self.places[0], Place(f"{provision.id}-", body)]

    def _holder(self, place: Place) -> Element:
        """What can hold a table or a draft: the last paragraph or item, else a new one without text."""
        if place.leaf is None:
            element = add(place.element, "paragraph") if place.within is None else _entry(place.within)
            place.leaf = element if element.tag == "item" else add(element, "content")
        return place.leaf

    def _row(self, provision: Provision, place: Place) -> None:
        """A row of a table. Tables and rows without text, which are no provisions, are written for the sake of the numbers."""
        match = ROW.match(provision.id, len(place.prefix))
        number, position = (int(match[1]), int(match[2])) if match else (self.tables + 1, 1)
        if not place.table or place.table[0] != number:
            bare = place.leaf is None and place.within is None and not place.hierarchy
            holder = add(place.element, "container", name="table") if bare else self._holder(place)
            while self.tables < number - 1:
                self.tables += 1
                _empty_row(add(holder, "table"))
            self.tables = number
            place.table = (number, 0, add(holder, "table"))
        _, last, table = place.table
        for _ in range(last + 1, position):
            _empty_row(table)
        row = add(table, "tr", eId=provision.id)
        for cell in self._marked(provision).cells():
            fill(add(add(row, "td"), "p"), cell)
        place.table = (number, position, table)

    def _draft(self, prefix: str, number: int) -> None:
        """A draft inside the last paragraph."""
        place = self.places[-1]
        if place.leaf is not None and place.leaf.tag == "container":
            place.leaf = None
        holder = self._holder(place)
        text = next(reversed(holder.findall("p")), None)
        if text is None or holder[-1] is not text:
            text = add(holder, "p")
        while self.drafts < number - 1:
            self.drafts += 1
            add(add(text, "embeddedStructure"), "p")
        self.drafts = number
        self.places.append(Place(prefix, add(text, "embeddedStructure")))


def _around(heading: Marked, label: str) -> list[Marked]:
    """The heading of a section in pieces, if its id comes from a letter in it that is not tagged as a number: “A Salaries”."""
    words = re.finditer(r"\S+", heading.text)
    start, end = next((word.span() for word in words if printed_number(word[0]) == label), (0, 0))
    if not end:
        return [heading]
    pieces = [(0, start - 1), (start, end), (end + 1, len(heading.text))]
    return [heading.part(begin, stop, heading.notes if stop == len(heading.text) else ()) for begin, stop in pieces if begin < stop]


def _entry(holder: Element) -> Element:
    """A new entry of a list."""
    return add(holder, "item" if holder.tag == "blockList" else "point")


def _empty_row(table: Element) -> None:
    add(add(add(table, "tr"), "td"), "p")
