"""PDF with a text layer to blocks, by the places of the letters on the page; needs the extra `pdf`.

Running heads, feet and page numbers are left out, two columns are read one after the other, notes at the foot come after the
paragraph they cut, and paragraphs go on from column to column and from page to page. The line of a block is its page, from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise

from mandategraph.read.blocks import NOTE_MARK, NOTE_OPEN, Block, mark
from mandategraph.read.pdf.glyphs import pages
from mandategraph.read.pdf.lines import Frame, Line, frames
from mandategraph.read.pdf.words import Joiner

SMALLER = 0.93  # of the size of the text, at most, is that of notes
OTHER_SIZE = 0.12  # of the size, by which a heading differs
WIDE_GAP = 1.3  # times the usual distance of lines: a paragraph has ended
INDENT = 0.7  # times the size
WINDOW = 8  # lines before and after, which show how far a line may reach
NEIGHBOUR = 5.0  # times the size, by which the left edges of neighbours may differ
SHORT_RULE = 0.7  # of the width of the text, at most, is that of the rule above notes
LEAST_LEADING, USUAL_LEADING, MOST_LEADING = 0.9, 1.2, 2.5  # distance of lines in sizes of the text
FREQUENT = 0.1  # of all distances
SHORT = 0.45  # of the width, at most, is a line that must be the last of its paragraph
CENTRED = 4.0  # points, by which the middles of centred lines may differ
SAME_EDGE = 60.0  # points, within which the left edges of frames are those of the same column
MARKER = re.compile(r"(?:\d{1,3}\s?[.)]|\([a-z]{1,4}\)|\([A-Z]\)|[ivx]{1,4}[.)]|[a-zA-Z][.)]|[•–—-])\s")
CLAUSE_END = re.compile(r"[.;:,—–](?:\s(?:and|or|y|o|u|et|ou))?[”’\"»)]?\s*(?:⁅[\w*]+⁆\s*)*$")
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
        self.leading = _leading(found, self.size)
        self.marks = {number for line in lines for number in NOTE_MARK.findall(line.text)}
        self.joiner = Joiner(line.text for line in lines)
        self.note_number = 0
        self.edges = [min(line.left for line in frame.lines) for frame in found]
        self.is_indented = _is_indented(found, self.leading)

    def blocks(self) -> Iterator[Block]:
        """The blocks; notes wait until the paragraph that they cut is whole."""
        current: list[Line] = []
        waiting: list[Block] = []
        reach = edge = 0.0
        edges = sorted(self.edges)
        for (body, notes), left in zip(self._all_parted(), self.edges, strict=True):
            own = edges[bisect_right(edges, left - SAME_EDGE)]
            for position, line in enumerate(body):
                following = next(iter(body[position + 1 : position + 2]), line)
                if current and self._begins(current, line, following, reach, edge, own - edge, same_frame=position > 0):
                    yield from (self._block(current), *waiting)
                    current, waiting = [], []
                current.append(line)
                reach, edge = _reach(body, position), own
            waiting += notes
        if current:
            yield self._block(current)
        yield from waiting

    def _all_parted(self) -> list[tuple[list[Line], list[Block]]]:
        """The lines of the text and the notes of each frame."""
        notes: list[tuple[int, list[str]]] = []  # the page and the lines of each note
        counts, bodies = [0], []
        for frame in self.frames:
            body, lines = self._parted(frame)
            bodies.append(body)
            self._collect(lines, notes)
            counts.append(len(notes))
        found = [Block(self.joiner.whole(lines), page) for page, lines in notes]
        return [(body, found[start:end]) for body, (start, end) in zip(bodies, pairwise(counts), strict=True)]

    def _block(self, lines: list[Line]) -> Block:
        return Block(self.joiner.whole([line.text for line in lines]), lines[0].page)

    def _begins(  # noqa: PLR0911 - one case after the other
        self, current: list[Line], line: Line, following: Line, reach: float, edge: float, moved: float, *, same_frame: bool
    ) -> bool:
        """Whether a line begins a paragraph.

        `reach` is how far to the right the line before could have gone, `edge` the left edge of its frame, and `moved` how far this
        frame is to the right of it.
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
        if shift < -INDENT * line.size:
            return len(current) > 1
        begins = ended and line.text.lstrip("“‘«(\"'")[:1].isupper()
        if self.is_indented and len(current) == 1:  # perhaps two first lines, one after the other, if the paragraph before had one
            is_first = before.left - edge > INDENT * line.size and not MARKER.match(before.text)
            return line.left - following.left > INDENT * line.size or (begins and (is_first or not same_frame))
        return begins and not same_frame and not self.is_indented

    def _parted(self, frame: Frame) -> tuple[list[Line], list[Line]]:
        """The lines of the text and those of the notes at the foot of a frame."""
        lines = frame.lines
        small = len(lines)
        while small and lines[small - 1].size <= SMALLER * self.size:
            small -= 1
        largest = list(accumulate(reversed([line.size for line in lines]), max))[::-1]  # from each line on
        first = next((at for at, line in enumerate(lines) if self._is_note(line, largest[at], small=at >= small)), len(lines))
        heights = [-line.base for line in lines]
        starts = min(line.left for line in lines)
        width = max(line.right for line in lines) - starts
        for left, right, height in frame.rules:
            below = bisect_right(heights, -height)
            short = right - left <= SHORT_RULE * width and left - starts < NEIGHBOUR * self.size and right > starts
            if short and 0 < below < first and (below >= small or self._mark(lines[below])):
                first = below
        return lines[:first], lines[first:]

    def _is_note(self, line: Line, largest: float, *, small: bool) -> bool:
        """Whether the notes begin with a line: a mark stands there, and nothing larger comes after it."""
        if line.text.startswith(NOTE_OPEN):
            return largest <= line.size * (1 + OTHER_SIZE)
        return small and bool(self._mark(line))

    def _mark(self, line: Line) -> re.Match[str] | None:
        """The mark at the beginning of a note; one that is not raised is one only if the text has such a mark."""
        typed = TYPED_MARK.match(line.text)
        return NOTE_MARK.match(line.text) or (typed if typed and typed[1] in self.marks else None)

    def _collect(self, lines: list[Line], notes: list[tuple[int, list[str]]]) -> None:
        """Add the notes of a frame; lines before the first mark continue the note before, which was cut by the end of a page."""
        for line in lines:
            found = self._mark(line)
            if found and (found[0].startswith(NOTE_OPEN) or self._is_next(found[1])):
                number = found[1]
                self.note_number = int(number) if number.isdigit() else self.note_number
                notes.append((line.page, [f"{mark(number)} {line.text[found.end() :].strip()}"]))
            elif notes:
                notes[-1][1].append(line.text)
            else:
                notes.append((line.page, [line.text]))

    def _is_next(self, number: str) -> bool:
        return not number.isdigit() or self.note_number == 0 or int(number) == self.note_number + 1


def _leading(found: list[Frame], size: float) -> float:
    """The distance of lines in a paragraph, in sizes of the text: the smallest before a small letter that is not rare."""
    gaps: Counter[float] = Counter()
    for frame in found:
        for before, line in pairwise(frame.lines):
            gap = before.base - line.base
            if line.text[:1].islower() and abs(line.size - size) < OTHER_SIZE * size and gap > LEAST_LEADING * size:
                gaps[round(2 * gap) / 2] += 1
    often = [gap for gap, count in gaps.items() if count >= FREQUENT * gaps.total()]
    return min(min(often, default=USUAL_LEADING * size) / size, MOST_LEADING)


def _is_indented(found: list[Frame], leading: float) -> bool:
    """Whether the first lines of paragraphs are indented, rather than set apart by a gap."""
    indents = gaps = 0
    for frame in found:
        for before, line in pairwise(frame.lines):
            apart = before.base - line.base > WIDE_GAP * leading * line.size
            gaps += apart
            indents += not apart and before.left - line.left > INDENT * line.size
    return 2 * indents > gaps


def _reach(lines: list[Line], position: int) -> float:
    """How far to the right a line could have gone: as far as those around it that begin near its left edge.

    Those of another size count only for a line that is much shorter: titles may be set in another width.
    """
    line = lines[position]
    around = [
        other
        for other in lines[max(0, position - WINDOW) : position + WINDOW + 1]
        if abs(other.left - line.left) <= NEIGHBOUR * line.size
    ]
    farthest = max(other.right for other in around)
    if line.right - line.left < SHORT * (farthest - line.left):
        return farthest
    return max(other.right for other in around if abs(other.size - line.size) <= OTHER_SIZE * line.size)


def _centred(before: Line, line: Line, reach: float) -> bool:
    """Whether two lines are centred below one another."""
    return (
        abs((before.left + before.right) - (line.left + line.right)) < CENTRED
        and abs(before.left - line.left) > CENTRED
        and max(before.right, line.right) <= reach + CENTRED
    )
