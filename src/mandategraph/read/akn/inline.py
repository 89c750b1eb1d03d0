"""The text of a paragraph with what is marked in it: note references, hyperlinks, italics."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mandategraph.model import NoteReference
from mandategraph.read.akn.tree import AKN, Element, raw_text
from mandategraph.wording import plain

# Marks that stand in the raw text while white space is normalised; text that holds such characters itself loses them.
NOTE, LINK, LINK_END, ITALIC, ITALIC_END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARK = re.compile("([\ue000-\ue004])")
PRIVATE = re.compile("[\ue000-\uf8ff]")
BLOCKS = {AKN + "embeddedStructure", AKN + "table", AKN + "list", AKN + "blockList"}  # parts of their own inside a paragraph


@dataclass
class Marked:
    """A text, and the code points at which something is marked in it."""

    text: str
    notes: tuple[NoteReference, ...] = ()
    links: list[tuple[int, int, str]] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Note:
    """A footnote: its mark as printed, and its element."""

    marker: str
    element: Element


class Renderer:
    """Renders the paragraphs of one document; it collects the footnotes, which stand in the text where they are called."""

    def __init__(self, markers: frozenset[str]) -> None:
        """`markers` are the marks of all notes of the document: a superscript is a note reference only if it is one of them."""
        self.markers = markers
        self.notes: list[Note] = []

    def render(self, *elements: Element, glue: str = " ") -> Marked:
        """The text of elements, joined by `glue`."""
        raw: list[str] = []
        numbers: list[str] = []
        targets: list[str] = []
        for position, element in enumerate(elements):
            if position:
                raw.append(glue)
            self._collect(element, raw, numbers, targets)
        return _marked("".join(raw), numbers, targets)

    def _collect(self, element: Element, raw: list[str], numbers: list[str], targets: list[str]) -> None:
        if element.text:
            raw.append(_clean(element.text))
        for child in element:
            tag = child.tag
            if tag == AKN + "authorialNote":
                note = Note((child.get("marker") or "").strip(), child)
                self.notes.append(note)
                raw.append(NOTE)
                numbers.append(note.marker)
            elif tag == AKN + "sup" and raw_text(child).strip() in self.markers:
                raw.append(NOTE)
                numbers.append(raw_text(child).strip())
            elif tag == AKN + "a":
                raw.append(LINK)
                targets.append((child.get("href") or "").strip())
                self._collect(child, raw, numbers, targets)
                raw.append(LINK_END)
            elif tag == AKN + "span" and child.get("class") == "italic":
                raw.append(ITALIC)
                self._collect(child, raw, numbers, targets)
                raw.append(ITALIC_END)
            elif tag == AKN + "eol":
                raw.append(" ")
            elif tag not in BLOCKS:
                self._collect(child, raw, numbers, targets)
            if child.tail:
                raw.append(_clean(child.tail))


def _clean(text: str) -> str:
    return PRIVATE.sub("", text) if PRIVATE.search(text) else text


def _marked(raw: str, numbers: list[str], targets: list[str]) -> Marked:
    """The normalised text and the offsets in it at which the marks stood."""
    raw = " ".join(plain(raw).split())
    if not MARK.search(raw):
        return Marked(raw)
    out: list[str] = []
    length, blank = 0, True  # `blank`: what comes before ends in a blank, or is nothing
    notes: list[NoteReference] = []
    links: list[tuple[int, int, str]] = []
    italics: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []  # links that are open: where they begin and their targets
    slanted: list[int] = []
    addresses = iter(targets)
    for piece in MARK.split(raw):
        if piece == NOTE:
            notes.append(NoteReference(length - (blank and length > 0), numbers[len(notes)]))
        elif piece == LINK:
            opened.append((length, next(addresses)))
        elif piece == LINK_END:
            start, target = opened.pop()
            links.append((start, length, target))
        elif piece == ITALIC:
            slanted.append(length)
        elif piece == ITALIC_END:
            italics.append((slanted.pop(), length))
        elif piece:
            added = piece[1:] if blank and piece[0] == " " else piece
            if added:
                out.append(added)
                length += len(added)
                blank = added[-1] == " "
    text = "".join(out)
    return Marked(
        text.rstrip(),
        tuple(NoteReference(min(note.offset, len(text.rstrip())), note.number) for note in notes),
        [(*_trimmed(text, start, end), target) for start, end, target in links],
        [_trimmed(text, start, end) for start, end in italics],
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text without the blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def merged(links: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Links in which neighbours with one target are one: formatting splits `690 (1991)` into three.

    >>> merged([(0, 3, "x"), (3, 4, "x"), (4, 10, "x"), (20, 22, "y")], "690 (1991) and so on")
    [(0, 10, 'x'), (20, 22, 'y')]
    """
    found: list[tuple[int, int, str]] = []
    for start, end, target in links:
        if found and found[-1][2] == target and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]), target)
        elif start < end:
            found.append((start, end, target))
    return found
