"""DOCX to blocks: the body of a Word document as it is printed with all changes accepted; heads and feet of pages are left out.

The numbers that Word computes are markers, notes follow the paragraph that calls them, a row of a table is one block. The line of
a block is the place of its paragraph in the document, from 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from mandategraph.errors import SourceError
from mandategraph.read.blocks import NOTE_CLOSE, NOTE_OPEN, Block, mark, marked
from mandategraph.read.docx.inline import Inline, Notes, parts
from mandategraph.read.docx.numbering import Numbering, Styles
from mandategraph.read.docx.package import Element, Package, W
from mandategraph.read.rows import row, shown

CONTAINERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "txbxContent"))
DELETED = (f"{W}trPr/{W}del", f"{W}trPr/{W}moveFrom")


def blocks(content: bytes, path: object) -> list[Block]:
    """The blocks of a DOCX file. `path` is the file as the user named it.

    Raises `SourceError` for a file that is damaged, encrypted, no DOCX file, or unpacks to more than the limits.
    """
    package = Package(content, path)
    root = package.document()
    others = package.others("styles", "numbering", "footnotes", "endnotes", "settings")
    styles = Styles(others.get("styles"))
    body = root.find(f"{W}body")
    if body is None:
        raise SourceError(path, "is no DOCX file: its main part has no body; save it anew in Word")
    reader = _Body(styles, Numbering(others.get("numbering"), styles), Notes(root, others))
    try:
        return list(reader.blocks(body))
    except RecursionError as error:
        raise SourceError(path, "notes or tables inside one another on too many levels; save it anew in Word") from error


class _Body:
    """Gives the blocks of a body, in order."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        """The styles and lists of the document, and its notes."""
        self.numbering, self.notes = numbering, notes
        self.inline = Inline(styles, notes)
        self.line = 0
        self.before: list[str] = []  # the text of paragraphs whose end was deleted

    def blocks(self, container: Element) -> Iterator[Block]:
        """The blocks in a body, cell, text box or note."""
        for child in parts(container):
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag in CONTAINERS:
                yield from self.blocks(child)

    def paragraph(self, element: Element) -> Iterator[Block]:
        """A paragraph, its text boxes, and the notes it calls. One whose end was deleted is joined to the next."""
        self.line += 1
        line = self.line
        self.before.append(marked_text(self.inline.text(element)))
        boxes, called = self.inline.taken()
        ends = element.find(f"{W}pPr/{W}rPr/{W}del") is None
        if ends:
            marker = self.numbering.label(element)
            lines = [" ".join(line.split()) for line in "".join(self.before).split("\n")]
            self.before = []
            if any(lines):
                yield Block("\n".join(filter(None, lines)), line, marker)
        for box in boxes:
            yield from self.blocks(box)
        for number, note in called:
            told = " ".join(shown(block) for block in self.blocks(note))
            yield Block(f"{mark(number)} {told.removeprefix(mark(number)).removeprefix(number).strip()}", line)

    def table(self, element: Element) -> Iterator[Block]:
        """The rows of a table; notes come after the row that calls them."""
        for tr in parts(element):
            if tr.tag in CONTAINERS:
                yield from self.table(tr)
            if tr.tag != f"{W}tr" or any(tr.find(path) is not None for path in DELETED):
                continue
            cells = [list(self.blocks(cell)) for cell in _cells(tr)]
            yield from row([[block for block in cell if not _is_note(block)] for cell in cells])
            yield from (block for cell in cells for block in cell if _is_note(block))


def marked_text(text: str) -> str:
    """The text of a paragraph; superscript digits that were typed as such are note marks."""
    return "".join(
        part if part.startswith(NOTE_OPEN) else marked(part)
        for part in text.replace(NOTE_OPEN, f"\0{NOTE_OPEN}").replace(NOTE_CLOSE, f"{NOTE_CLOSE}\0").split("\0")
    )


def _cells(tr: Element) -> Iterator[Element]:
    for child in parts(tr):
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in CONTAINERS:
            yield from _cells(child)


def _is_note(block: Block) -> bool:
    return block.text.startswith(NOTE_OPEN)
