"""PDF with a text layer to blocks, by the places of the letters on the page; needs the extra `pdf`.

Running heads, feet and page numbers are left out, two columns are read one after the other, notes at the foot come after the
paragraph they cut, and paragraphs go on from column to column and from page to page. The line of a block is its page, from 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mandategraph.read.blocks import NOTE_MARK, NOTE_OPEN, Block, mark
from mandategraph.read.pdf.glyphs import pages
from mandategraph.read.pdf.lines import Frame, Line, frames
from mandategraph.read.pdf.words import Joiner

SMALLER = 0.93  # of the size of the text, at most, is that of notes
OTHER_SIZE = 0.08  # of the size, by which a heading differs
WIDE_GAP = 1.3  # times the usual distance of lines: a paragraph has ended
INDENT = 0.7  # times the size
WINDOW = 8  # lines before and after, which show how far a line may reach
NEIGHBOUR = 5.0  # times the size, by which the left edges of neighbours may differ
SHORT_RULE = 0.7  # of the width of the text, at most, is that of the rule above notes
CENTRED = 4.0
MARKER = re.compile(r"(?:\d{1,3}\s?[.)]|\([a-z]{1,4}\)|\([A-Z]\)|[ivx]{1,4}[.)]|[a-zA-Z][.)]|[•–—-])\s")
CLAUSE_END = re.compile(r"(?:[.;:,—–]|\b(?:and|or|y|o|u|et|ou))[”’\"»)]?\s*(?:⁅[\w*]+⁆\s*)*$")
TYPED_MARK = re.compile(r"(\d{1,3}|\*{1,3})\s?[/.)]?\s+(?=\S)")


def blocks(content: bytes, path: object) -> list[Block]:
    """The blocks of a PDF file. `path` is the file as the user named it.

    Raises `SourceError` for a file that is damaged, encrypted, too long or a scan, and `MissingExtra` without pypdfium2.
    """
    return list(_Text(frames(pages(content, path))).blocks())


class _Text:
    """Puts the lines of a document together."""

    def __init__(self, found: list[Frame]) -> None:
        """The frames of the document in reading order."""
        self.frames = found
        lines = [line for frame in found for line in frame.lines]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(2 * line.size) / 2] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 1.0
        gaps: Counter[float] = Counter()
        for frame in found:
            for before, line in zip(frame.lines, frame.lines[1:], strict=False):
                if abs(line.size - self.size) < 1 and before.base > line.base:
                    gaps[round(2 * (before.base - line.base)) / 2] += 1
        usual = [gap for gap, _ in gaps.most_common(1) if gap < 2.5 * self.size]
        self.leading = (usual[0] if usual else 1.2 * self.size) / self.size
        self.join = Joiner(line.text for line in lines).join
        self.note_number = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks; notes wait until the paragraph that they cut is whole."""
        current: list[Line] = []
        waiting: list[Block] = []
        reach = 0.0
        edge = 0.0
        for frame in self.frames:
            body, notes = self._parted(frame)
            waiting += self._notes(notes, waiting)
            left = min((line.left for line in body), default=0.0)
            for position, line in enumerate(body):
                same_frame = position > 0
                if current and self._begins(current, line, reach, left - edge, same_frame=same_frame):
                    yield self._block(current)
                    current = []
                    if same_frame or not body:
                        yield from waiting
                        waiting = []
                current.append(line)
                reach, edge = _reach(body, position), left
        if current:
            yield self._block(current)
        yield from waiting

    def _block(self, lines: list[Line]) -> Block:
        text = ""
        for line in lines:
            text = self.join(text, line.text)
        return Block(text, lines[0].page)

    def _begins(self, current: list[Line], line: Line, reach: float, moved: float, *, same_frame: bool) -> bool:
        """Whether a line begins a paragraph.

        `reach` is how far to the right the line before could have gone, `moved` how far this frame is to the right of its own.
        """
        before = current[-1]
        if before.cells or line.cells:
            return True
        if abs(before.size - line.size) > OTHER_SIZE * before.size:
            return True
        if same_frame and not 0 < before.base - line.base < WIDE_GAP * self.leading * line.size:
            return True
        ended = bool(CLAUSE_END.search(before.text))
        if ended and MARKER.match(line.text):
            return True
        if same_frame and _centred(before, line, reach):
            return False
        if reach - before.right > line.first + INDENT / 2 * line.size:
            return True
        shift = line.left - moved - before.left
        hanging = len(current) == 1 and bool(MARKER.match(before.text))
        if shift > INDENT * line.size:
            return not hanging
        if shift < -INDENT * line.size and len(current) > 1:
            return True
        return not same_frame and len(current) == 1 and ended and line.text[:1].isupper()

    def _parted(self, frame: Frame) -> tuple[list[Line], list[Line]]:
        """The lines of the text and those of the notes at the foot of a frame."""
        lines = frame.lines
        small = len(lines)
        while small and lines[small - 1].size <= SMALLER * self.size:
            small -= 1
        first = next((at for at in range(len(lines)) if self._is_note(lines, at, small)), len(lines))
        width = max(line.right for line in lines) - min(line.left for line in lines)
        for left, right, height in frame.rules:
            below = next((at for at, line in enumerate(lines) if line.base < height), len(lines))
            starts = min(line.left for line in lines)
            short = right - left <= SHORT_RULE * width and left - starts < NEIGHBOUR * self.size and right > starts
            if short and small <= below < first and below > 0:
                first = below
        return lines[:first], lines[first:]

    def _is_note(self, lines: list[Line], at: int, small: int) -> bool:
        """Whether the notes begin with a line: a mark stands there, and nothing larger comes after it."""
        line = lines[at]
        if line.text.startswith(NOTE_OPEN):
            return all(other.size <= line.size * (1 + OTHER_SIZE) for other in lines[at:])
        return at >= small and bool(TYPED_MARK.match(line.text))

    def _notes(self, lines: list[Line], waiting: list[Block]) -> Iterator[Block]:
        """The notes of a frame; lines before the first mark continue the note before."""
        texts: list[tuple[int, list[str]]] = []
        for line in lines:
            found = NOTE_MARK.match(line.text)
            typed = None if found else TYPED_MARK.match(line.text)
            number = found[1] if found else typed[1] if typed and self._is_next(typed[1]) else ""
            if number:
                self.note_number = int(number) if number.isdigit() else self.note_number
                rest = line.text[(found or typed).end() :].strip()  # type: ignore[union-attr]
                texts.append((line.page, [f"{mark(number)} {rest}"]))
            elif texts:
                texts[-1][1].append(line.text)
            elif waiting:
                before = waiting.pop()
                texts.append((before.line, [before.text, line.text]))
            else:
                texts.append((line.page, [line.text]))
        for page, parts in texts:
            text = ""
            for part in parts:
                text = self.join(text, part)
            yield Block(text, page)

    def _is_next(self, number: str) -> bool:
        return not number.isdigit() or self.note_number == 0 or int(number) == self.note_number + 1


def _reach(lines: list[Line], position: int) -> float:
    """How far to the right the lines around one go that begin near its left edge and have its size."""
    line = lines[position]
    around = lines[max(0, position - WINDOW) : position + WINDOW + 1]
    return max(
        other.right
        for other in around
        if abs(other.size - line.size) <= OTHER_SIZE * line.size and abs(other.left - line.left) <= NEIGHBOUR * line.size
    )


def _centred(before: Line, line: Line, reach: float) -> bool:
    """Whether two lines are centred below one another."""
    return (
        abs((before.left + before.right) - (line.left + line.right)) < CENTRED
        and abs(before.left - line.left) > CENTRED
        and max(before.right, line.right) <= reach + CENTRED
    )
