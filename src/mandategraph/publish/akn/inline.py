"""The text of a provision with what is marked in it: operative phrases, hyperlinks, notes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mandategraph.model import Hyperlink, Provision
from mandategraph.publish.akn.elements import add, address, write

BAR = re.compile(r"(?:^| )\|(?= |$)")  # between the cells of a row


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what is marked in it: phrases and links as stretches (with the target), notes as places (with their element)."""

    text: str
    phrases: Sequence[tuple[int, int, str]] = ()
    links: Sequence[tuple[int, int, str]] = ()
    notes: Sequence[tuple[int, Element]] = ()

    @classmethod
    def of(cls, provision: Provision, links: Sequence[Hyperlink], notes: Sequence[tuple[int, Element]]) -> Marked:
        """The text of a provision with its phrases, and these links and notes."""
        leads = [provision.lead, *provision.further] if provision.lead else provision.further
        return cls(
            provision.text,
            sorted((lead.offset, lead.end, "") for lead in leads),
            sorted((link.start, link.end, link.target) for link in links),
            sorted(notes, key=lambda note: note[0]),
        )

    def part(self, start: int, end: int, notes: Sequence[tuple[int, Element]]) -> Marked:
        """The stretch from `start` to `end`, with these of the notes."""

        def inside(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
            return [(max(s, start) - start, min(e, end) - start, rest) for s, e, rest in spans if s < end and e > start]

        shifted = [(offset - start, note) for offset, note in notes]
        return Marked(self.text[start:end], inside(self.phrases), inside(self.links), shifted)

    def cells(self) -> Iterator[Marked]:
        """The cells of a row of a table, which its text joins by bars."""
        bars = [match.span() for match in BAR.finditer(self.text)]
        notes = list(self.notes)
        for (_, before), (after, _) in zip([(0, 0), *bars], [*bars, (len(self.text), 0)], strict=True):
            start = min(before + (self.text[before : before + 1] == " "), after) if before else before
            own = [note for note in notes if note[0] <= after]
            del notes[: len(own)]
            yield self.part(start, after, [(max(offset, start), note) for offset, note in own])


def fill(element: Element, marked: Marked) -> None:
    """Put a marked text into an element. Phrases are outside, links inside: a link that crosses the end of a phrase is cut."""
    text, notes = marked.text, list(marked.notes)
    edges = {edge for start, end, _ in (*marked.phrases, *marked.links) for edge in (start, end)}
    places = sorted({0, len(text), *edges, *(offset for offset, _ in notes)})
    open_now: list[tuple[str, int]] = []  # what is open here: its tag, and which of its kind it is
    stack = [element]
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        wanted = [(tag, n) for tag, spans in (("span", marked.phrases), ("a", marked.links)) if (n := _covering(spans, place)) >= 0]
        kept = 0
        while kept < min(len(wanted), len(open_now)) and wanted[kept] == open_now[kept]:
            kept += 1
        del stack[kept + 1 :]
        while notes and notes[0][0] <= place:
            stack[-1].append(notes.pop(0)[1])
        for tag, n in wanted[kept:]:
            attributes = {"href": address(marked.links[n][2])} if tag == "a" else {"class_": "italic"}
            stack.append(add(stack[-1], tag, **attributes))
        open_now = wanted
        write(stack[-1], text[place:following])


def _covering(spans: Sequence[tuple[int, int, str]], place: int) -> int:
    """Which of the stretches, sorted by their beginnings, holds a place; -1 where none does."""
    last = bisect_right(spans, (place, len(spans) and spans[-1][1] + place, "\U0010ffff")) - 1
    return last if last >= 0 and spans[last][0] <= place < spans[last][1] else -1
