"""The text of a Word paragraph: runs, fields, changes, note marks, and the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Iterator

from mandategraph.read.blocks import NOTE_CLOSE, NOTE_OPEN, mark, raised
from mandategraph.read.docx.numbering import Styles, is_on, value
from mandategraph.read.docx.package import Element, W
from mandategraph.read.numbers import formatted

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "sectPr", "instrText", "delText"))
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}  # with the form of numbers where the document gives none
SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def parts(element: Element) -> Iterator[Element]:
    """The children of an element; of alternatives for several versions of Word the first that holds something."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            choice = next((other for other in child if len(other)), None)
            if choice is not None:
                yield from parts(choice)
        elif isinstance(child.tag, str):
            yield child


class Notes:
    """The footnotes and endnotes of a document and their numbers, in the order in which they are called."""

    def __init__(self, document: Element, others: dict[str, Element]) -> None:
        """`others` are the parts beside the main document."""
        self.elements = {
            (kind, value(note, "id")): note
            for kind in KINDS
            for note in (others[f"{kind}s"].iterfind(f"{W}{kind}") if f"{kind}s" in others else ())
            if value(note, "type") not in SEPARATORS
        }
        settings = others.get("settings")
        self.numbers: dict[tuple[str, str], str] = {}
        self.next: dict[str, int] = {}
        self.styles: dict[str, str] = {}
        for kind, style in KINDS.items():
            found = [
                *(settings.iterfind(f"{W}{kind}Pr") if settings is not None else ()),
                *document.iterfind(f".//{W}sectPr/{W}{kind}Pr"),
            ]
            starts = [value(properties.find(f"{W}numStart")) for properties in found]
            styles = [value(properties.find(f"{W}numFmt")) for properties in found]
            self.next[kind] = next((int(start) for start in starts if start.isdecimal() and len(start) < 5), 1)  # noqa: PLR2004
            self.styles[kind] = next((name for name in styles if name), style)

    def called(self, kind: str, reference: Element, custom: str) -> tuple[str, Element | None]:
        """The number of the note that a reference calls, and the note the first time; `custom` is a mark that the author gave it.

        The number of a note that is not there is empty.
        """
        key = kind, value(reference, "id")
        if key in self.numbers or key not in self.elements:
            return self.numbers.get(key, ""), None
        self.numbers[key] = custom or formatted(self.next[kind], self.styles[kind])
        self.next[kind] += not custom
        return self.numbers[key], self.elements[key]


class Inline:
    """Gives the text of paragraphs, and keeps what is anchored in it: text boxes, and the notes it calls."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        """The styles and notes of the document."""
        self.styles, self.notes = styles, notes
        self.boxes: list[Element] = []
        self.called: list[tuple[str, Element]] = []
        self.fields: list[bool] = []  # of each open field, whether its result has begun

    def taken(self) -> tuple[list[Element], list[tuple[str, Element]]]:
        """The text boxes and notes met since the last time."""
        found = self.boxes, self.called
        self.boxes, self.called = [], []
        return found

    def text(self, paragraph: Element) -> str:
        """The text of a paragraph with note marks in the one notation."""
        shown: list[str] = []
        above: list[str] = []  # raised text, which several runs may hold
        for text, is_raised in [*self._pieces(paragraph), ("", False)]:
            if is_raised:
                above.append(text)
                continue
            if above:
                shown.append(raised("".join(above), shown[-1] if shown else ""))
                above = []
            shown.append(text)
        return "".join(shown)

    def _pieces(self, element: Element) -> Iterator[tuple[str, bool]]:
        """The pieces of text in an element, and whether each is raised."""
        for child in parts(element):
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag == MATH:
                yield child.text or "", False
            elif child.tag not in GONE:
                yield from self._pieces(child)

    def _run(self, run: Element) -> Iterator[tuple[str, bool]]:
        properties = run.find(f"{W}rPr")
        own = [] if properties is None else list(properties)
        style = next((value(p) for p in own if p.tag == f"{W}rStyle"), "")
        if is_on(self._property(own, style, "vanish")):
            return
        is_raised = value(self._property(own, style, "vertAlign")) == "superscript"
        skipped = False
        for child in parts(run):
            kind = child.tag.removeprefix(W).removesuffix("Reference")
            if child.tag == f"{W}fldChar":
                self._field(value(child, "fldCharType"))
            elif self.fields and not all(self.fields):
                continue
            elif kind in KINDS and child.tag.endswith("Reference"):
                custom = (
                    "".join(t.text or "" for t in run.iterfind(f"{W}t")).strip()
                    if is_on_attribute(child, "customMarkFollows")
                    else ""
                )
                skipped = bool(custom)
                yield self._note(kind, child, custom), False
            elif not skipped:
                yield from ((text, is_raised) for text in self._texts(child))

    def _note(self, kind: str, reference: Element, custom: str) -> str:
        """The mark of a note."""
        number, note = self.notes.called(kind, reference, custom)
        if note is not None:
            self.called.append((number, note))
        return mark(number) if number else ""

    def _texts(self, child: Element) -> Iterator[str]:
        """The texts in a part of a run; text boxes are kept for later."""
        if child.tag == f"{W}t":
            yield (child.text or "").replace(NOTE_OPEN, "").replace(NOTE_CLOSE, "")
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag == f"{W}sym":
            code = value(child, "char")
            letter = chr(int(code, 16)) if len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code) else ""  # noqa: PLR2004
            yield letter if letter.isprintable() else ""
        elif child.tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            self.boxes += _outermost_boxes(child)
        elif child.tag == f"{W}ruby":
            yield from (text for text, _ in self._pieces(child))

    def _field(self, step: str) -> None:
        """Open, turn or close a field: what stands before its result is no text."""
        if step == "begin":
            self.fields.append(False)
        elif step == "separate" and self.fields:
            self.fields[-1] = True
        elif step == "end" and self.fields:
            self.fields.pop()

    def _property(self, own: list[Element], style: str, name: str) -> Element | None:
        """A property of a run: its own, else that of its style."""
        found = next((p for p in own if p.tag == f"{W}{name}"), None)
        return self.styles.property(style, f"{W}rPr/{W}{name}")[0] if found is None else found


def is_on_attribute(element: Element, name: str) -> bool:
    """Whether an attribute says yes."""
    return value(element, name) in {"1", "true", "on"}


def _outermost_boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a drawing, without those inside another one."""
    for child in parts(element):
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _outermost_boxes(child)
