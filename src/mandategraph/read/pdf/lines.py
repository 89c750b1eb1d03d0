"""Segments of a page to lines in reading order: heads and feet that pages repeat are left out, columns are read one by one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from mandategraph.read.blocks import NOTE_OPEN
from mandategraph.read.pdf.glyphs import PageText, Segment, is_mark
from mandategraph.read.rows import BAR, MARKER

EDGE_ROWS = 3  # at the head and at the foot of a page, among which repeated ones are looked for
SAME_PLACE = 4.0  # points by which a repeated row may move from page to page
PAGE_NUMBER = re.compile(
    r"(?:page|página|p\.)?\s{0,3}[-–—]?\s{0,3}(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|of|de|sur)\s?\d{1,4})?\s{0,3}[-–—]?", re.IGNORECASE
)
JOB_NUMBER = re.compile(r"\d{2}-\d{5}(?:\s{0,3}\([A-Z]\))?(?:\s{1,9}\d{6})?(?:\s{1,9}[*\d]{5,9})?")  # of the printing office
NEARBY = 2  # pages: left and right ones may have heads of their own
TYPED_RULE = re.compile(r"[_—–-]{5,}")
SAME_LINE = 0.3  # times the size
CELL_GAP = 2.5  # times the size, between the cells of a row
MIDDLE = (0.3, 0.7)  # of the width of the text, where the gap between two columns is
ALIGNED = 2.0  # points, within which cells below one another begin
APART = 1.8  # times the size, at least, is the distance of a head from the text
LEAST_LINES = 5  # in each column
FEWEST_LINES = 2  # in one of them, if next to nothing crosses the gap: the text may end there
MOST_CROSSING = 0.45  # of all segments, as headings over both columns
FEW_CROSSING = 0.1  # of all segments, on a page that has the columns of another one
LEAST_GUTTER = 6.0
FULL = 0.5  # of the width of a column: half of its lines are at least that long, as those of a table are not
STEP = 2


@dataclass(slots=True)
class Line(Segment):
    """A line of text: segments joined; `cells` says that it is a row of a table."""

    cells: bool
    page: int


@dataclass(slots=True)
class Frame:
    """A column, or a page without columns: its lines from above, and the rules in it."""

    lines: list[Line]
    rules: list[tuple[float, float, float]]


def frames(pages: Iterable[PageText]) -> list[Frame]:
    """The frames of a document in reading order."""
    kept = _without_furniture([_ruled(page) for page in pages])
    gutters = [_gutter(page.segments) for page in kept]
    usual = next((gutter for gutter in gutters if gutter is not None), None)  # for the last page, which may be almost empty
    found = []
    for page, gutter in zip(kept, gutters, strict=True):
        for segments in _columns(page.segments, gutter or (usual if _fits(usual, page.segments) else None)):
            lines = _lines(segments, page.number)
            if lines:
                found.append(Frame(lines, page.rules))
    return found


def _ruled(page: PageText) -> PageText:
    """A page, on which rules that were typed are rules."""
    typed = [segment for segment in page.segments if TYPED_RULE.fullmatch(segment.text)]
    rules = [(segment.left, segment.right, segment.base) for segment in typed]
    text = [segment for segment in page.segments if not TYPED_RULE.fullmatch(segment.text)]
    return PageText(page.number, text, page.rules + rules)


def rows(segments: list[Segment]) -> list[list[Segment]]:
    """Segments of a page by their base lines, from above, each row from the left; raised marks belong to the row they stand in."""
    found: list[list[Segment]] = []
    largest: list[Segment] = []  # of each row, for the base line is that of the text
    for segment in sorted(segments, key=lambda segment: (-segment.base, segment.left)):
        last = range(len(found) - 1, max(-1, len(found) - 4), -1)
        at = next((at for at in last if _in_row(largest[at], segment)), None)
        if at is None:
            found.append([segment])
            largest.append(segment)
        else:
            found[at].append(segment)
            largest[at] = max(largest[at], segment, key=lambda one: one.size)
    return [sorted(row, key=lambda segment: segment.left) for row in found]


def _in_row(other: Segment, segment: Segment) -> bool:
    """Whether a segment stands in the row of another one: on its base line, or beside it, which is a small raised mark."""
    if abs(other.base - segment.base) <= SAME_LINE * min(other.size, segment.size):
        return True
    return is_mark(other, segment) and _near(other, segment)


def _near(mark: Segment, segment: Segment) -> bool:
    """Whether a mark stands directly at the beginning or end of a segment."""
    return min(abs(mark.left - segment.right), abs(segment.left - mark.right)) <= segment.size


def _without_furniture(pages: list[PageText]) -> list[PageText]:
    """Pages without running heads, page numbers and job numbers: rows at the edge that are nothing else, or that pages repeat."""
    edges = [_edge(page) for page in pages]
    places: defaultdict[str, list[tuple[int, float, list[int]]]] = defaultdict(list)
    for page, found in zip(pages, edges, strict=True):
        for row in found:
            places[_masked(row)].append((page.number, row[0].base, _numbers(row)))
    kept: list[PageText] = []
    of_first = Counter(segment.text for page in pages[:1] for segment in page.segments)
    for page, found in zip(pages, edges, strict=True):
        gone = {id(segment) for row in found if _is_furniture(row, page.number, places[_masked(row)]) for segment in row}
        gone |= {id(segment) for segment in _head(page, {text for text, times in of_first.items() if kept or times > 1})}
        kept.append(replace(page, segments=[segment for segment in page.segments if id(segment) not in gone]))
    return kept


def _edge(page: PageText) -> list[list[Segment]]:
    """The rows at the head and at the foot of a page that stand apart from the text."""
    found = rows(page.segments)
    gaps = [before[0].base - after[0].base >= APART * before[0].size for before, after in pairwise(found)]
    head = max((at + 1 for at, is_wide in enumerate(gaps[:EDGE_ROWS]) if is_wide), default=0)
    foot = max((at + 1 for at, is_wide in enumerate(gaps[::-1][:EDGE_ROWS]) if is_wide), default=0)
    return [*found[:head], *found[max(head, len(found) - foot) :]]


def _words(row: list[Segment]) -> str:
    return " ".join(segment.text for segment in row)


def _masked(row: list[Segment]) -> str:
    """The words of a row, its numbers as one sign."""
    return re.sub(r"\d{1,9}", "#", _words(row))


def _is_furniture(row: list[Segment], page: int, others: list[tuple[int, float, list[int]]]) -> bool:
    """Whether a row at the edge of a page is nothing but a number, or stands at the same place on a page nearby.

    Its numbers are the same there, or count on with the pages.
    """
    text = _words(row)
    if PAGE_NUMBER.fullmatch(text) or JOB_NUMBER.fullmatch(text):
        return True
    if text.startswith(NOTE_OPEN):
        return False
    own = _numbers(row)
    return any(
        0 < abs(number - page) <= NEARBY
        and abs(base - row[0].base) <= SAME_PLACE
        and all(mine in {its, its + page - number} for mine, its in zip(own, numbers, strict=True))
        for number, base, numbers in others
    )


def _numbers(row: list[Segment]) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", _words(row))]


def _head(page: PageText, of_first: set[str]) -> list[Segment]:
    """The first row of a page, if it stands apart and says what the first page says, such as the symbol; else nothing."""
    found = rows(page.segments)[:2]
    if len(found) < 2 or found[0][0].base - found[1][0].base < APART * found[1][0].size:  # noqa: PLR2004 - two rows
        return []
    return found[0] if any(segment.text in of_first for segment in found[0]) else []


def _fits(gutter: float | None, segments: list[Segment]) -> bool:
    """Whether the gap between the columns of another page is one of this page, too."""
    return gutter is not None and sum(s.left < gutter < s.right for s in segments) <= FEW_CROSSING * len(segments)


def _columns(segments: list[Segment], gutter: float | None) -> list[list[Segment]]:
    """The segments of each column in reading order; those that cross the gap between two columns part the page into bands."""
    if gutter is None:
        return [segments] if segments else []
    found: list[list[Segment]] = []
    band: list[Segment] = []
    crossing: list[Segment] = []
    for row in rows(segments):
        across = any(segment.left < gutter < segment.right for segment in row)
        if across and band:
            found += _sides(band, gutter)
            band = []
        elif not across and crossing:
            found.append(crossing)
            crossing = []
        (crossing if across else band).extend(row)
    return found + ([crossing] if crossing else []) + (_sides(band, gutter) if band else [])


def _sides(band: list[Segment], gutter: float) -> list[list[Segment]]:
    sides = [segment for segment in band if segment.right <= gutter], [segment for segment in band if segment.right > gutter]
    return [side for side in sides if side]


def _gutter(segments: list[Segment]) -> float | None:
    """The middle of the gap between two columns, if the page has two."""
    if not segments:
        return None
    left, right = min(segment.left for segment in segments), max(segment.right for segment in segments)
    width = right - left
    places = [left + offset for offset in range(int(MIDDLE[0] * width), int(MIDDLE[1] * width), STEP)]
    starts, ends = sorted(segment.left for segment in segments), sorted(segment.right for segment in segments)
    crossed = {x: bisect_left(starts, x) - bisect_right(ends, x) for x in places}
    least = min(crossed.values(), default=len(segments))
    if least > MOST_CROSSING * len(segments):
        return None
    best = _widest([x for x in places if crossed[x] == least])
    if len(best) * STEP < LEAST_GUTTER:
        return None
    gutter = best[len(best) // 2]
    sides = [s for s in segments if s.right <= gutter], [s for s in segments if s.left >= gutter]
    counts = [len(rows(side)) for side in sides]
    enough = LEAST_LINES if least > FEW_CROSSING * len(segments) else FEWEST_LINES
    if min(counts) < enough or max(counts) < LEAST_LINES:
        return None
    widths = [median(segment.right - segment.left for segment in side) for side in sides]
    return gutter if widths[0] >= FULL * (best[0] - left) and widths[1] >= FULL * (right - best[-1]) else None


def _widest(places: list[float]) -> list[float]:
    """The longest run of neighbouring places."""
    runs: list[list[float]] = [[]]
    for x in places:
        if runs[-1] and x - runs[-1][-1] > STEP + 0.01:
            runs.append([])
        runs[-1].append(x)
    return max(runs, key=len)


def _lines(segments: list[Segment], page: int) -> list[Line]:
    """The lines of a frame, from above."""
    found = rows(segments)
    edge = max(segment.right for segment in segments)
    starts = [_cell_starts(row) for row in found]
    lines = []
    for at, row in enumerate(found):
        near = [x for other in starts[max(0, at - 1) : at] + starts[at + 1 : at + 2] for x in other]
        is_set = edge - row[-1].right < ALIGNED  # the words of a line that is justified may stand apart
        cells = bool(starts[at]) and (not is_set or any(abs(x - y) < ALIGNED for x in starts[at] for y in near))
        lines.append(_line(row, page, cells=cells))
    return lines


def _cell_starts(row: list[Segment]) -> list[float]:
    """Where the second and further cells of a row begin, if it is one of a table."""
    pairs = pairwise(row)
    return [after.left for before, after in pairs if _is_wide(before, after)]


def _is_wide(before: Segment, after: Segment) -> bool:
    return after.left - before.right > CELL_GAP * after.size and not MARKER.fullmatch(before.text)


def _line(row: list[Segment], page: int, *, cells: bool) -> Line:
    """The line of a row; its size is that of most of its text."""
    text = row[0].text
    weights = Counter({row[0].size: len(row[0].text)})
    for before, segment in pairwise(row):
        gap = segment.left - before.right
        text += (BAR if cells and _is_wide(before, segment) else " " if gap > SAME_LINE * segment.size else "") + segment.text
        weights[segment.size] += len(segment.text)
    size = weights.most_common(1)[0][0]
    base = next(segment.base for segment in row if segment.size == size)
    return Line(text, row[0].left, row[-1].right, base, size, row[0].first, cells, page)
