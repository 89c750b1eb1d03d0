"""Where each footnote is written: at the first reference to it, in the order of the notes."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from xml.etree.ElementTree import Element

from mandategraph.model import Provision, Resolution
from mandategraph.publish.akn.elements import add

Filler = Callable[[Element, Provision], None]


class Notes:
    """Hands out the notes of a resolution. A number may be used again: the next note with it belongs to a later reference.

    A further reference to a note is a superscript, and so is one inside a note. A reference whose note is missing is a note
    without text. Notes that no text refers to are `loose`, under the id of the provision before which they are to be written, so
    that the order of the notes is kept; the empty id is the end. Those before the first reference are `leading`: their marks stood
    in the title.
    """

    def __init__(self, resolution: Resolution, fill: Filler) -> None:
        """`fill` writes the text of a provision into an element."""
        self.fill = fill
        texts = [p for p in resolution.provisions if p.kind != "footnote"]
        footnotes = [p for p in resolution.provisions if p.kind == "footnote"]
        references = [(p.id, n, ref.number) for p in texts for n, ref in enumerate(p.note_references)]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, (_, _, number) in enumerate(references):
            places[number].append(position)
        self.at: dict[tuple[str, int], Provision] = {}
        self.loose: defaultdict[str, list[Provision]] = defaultdict(list)
        self.leading: list[Provision] = []
        self.marks = {note.number or "" for note in footnotes}
        waiting: list[Provision] = []
        last = -1
        for note in footnotes:
            own = places[note.number or ""]
            following = bisect_right(own, last)
            if following == len(own):
                waiting.append(note)
                continue
            (self.leading if last < 0 else self.loose[references[own[following]][0]]).extend(waiting)
            waiting = []
            last = own[following]
            self.at[references[last][:2]] = note
        self.loose[""] = waiting

    def of(self, provision: Provision) -> list[tuple[int, Element]]:
        """The elements for the references of a provision, with their offsets."""
        found = []
        for n, reference in enumerate(provision.note_references):
            root, note = Element("p"), self.at.get((provision.id, n))
            if note is None and reference.number in self.marks:
                add(root, "sup", reference.number)
            elif note is None:
                add(add(root, "authorialNote", marker=reference.number, placement="bottom"), "p")
            else:
                self.write(root, note)
            found.append((reference.offset, root[0]))
        return found

    def write(self, parent: Element, note: Provision) -> None:
        """Put a note at the end of an element."""
        element = add(parent, "authorialNote", marker=note.number or "", placement="bottom", eId=note.id)
        self.fill(add(element, "p"), note)
