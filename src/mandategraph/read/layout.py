"""From the lines of a page to its paragraphs: what was wrapped is joined, what runs together is parted, furniture is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from mandategraph.read.blocks import NOTE_MARK, Block
from mandategraph.read.numbering import Marker, marker_of
from mandategraph.read.rules import Rules
from mandategraph.wording import normalised

HYPHEN = re.compile(r"(\w+)-$")
WORD = re.compile(r"\w+(?:-\w+)*")
FIGURES = re.compile(r"[\d/]+")
SERIES = re.compile(r"^(?:[A-Z]+/)+")
FILLED = 0.96  # share of the lines that go on which leave no more free than a line may
LONGEST_SYMBOL = 60  # characters of a line that can be a symbol


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its white space normalised; `number` counts the lines of the file from 1, `start` and `end` its code points."""

    text: str
    number: int
    start: int = 0
    end: int = 0

    @property
    def width(self) -> int:
        """How much room it takes on the page, in characters."""
        return self.end - self.start or len(self.text)

    @property
    def first_width(self) -> int:
        """How much room its first word takes on the page; a note mark may take more there than in the text."""
        word = self.text.split(" ", 1)[0]
        marks = len(NOTE_MARK.findall(word))
        return len(word) + (marks * (self.width - len(self.text)) // len(NOTE_MARK.findall(self.text)) if marks else 0)


@dataclass
class Paragraph:
    """Lines that belong together.

    `gap`: white space or markup parts it from what stands before; `cut`: a page break or a footnote stands before it; `full`: the
    line before it had no room for its first word.
    """

    lines: list[Line]
    gap: bool = False
    cut: bool = False
    full: bool = False

    @cached_property
    def text(self) -> str:
        """The whole text as printed, on one line."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def marker(self) -> Marker | None:
        """The number, item number or bullet that it begins with."""
        return marker_of(self.lines[0].text)

    @cached_property
    def note(self) -> str:
        """The mark of a footnote, empty where it is none."""
        match = NOTE_MARK.match(self.lines[0].text)
        return match[1] if match else ""


@dataclass
class Hyphens:
    """Decides about hyphens at the ends of lines by the words that the document itself uses."""

    words: frozenset[str]
    joining: frozenset[str] = frozenset()  # words before which a hyphen stays: "short- and long-term"

    @classmethod
    def of(cls, lines: Iterable[str], joining: Iterable[str] = ()) -> Hyphens:
        """The words inside the lines, in small letters."""
        return cls(frozenset(word.lower() for line in lines for word in WORD.findall(line)), frozenset(joining))

    def joined(self, before: str, after: str) -> str:
        """Two lines as one: a word that was parted is mended, a hyphen that belongs to a word is kept.

        >>> hyphens = Hyphens.of(["the implementation and follow-up of it"], ["and"])
        >>> [hyphens.joined(*pair) for pair in (("its imple-", "mentation"), ("the follow-", "up"), ("short-", "and long"))]
        ['its implementation', 'the follow-up', 'short- and long']
        """
        first, second = HYPHEN.search(before), WORD.match(after)
        if not first or not second:
            return f"{before} {after}" if before and after else before + after
        left, right = first[1].lower(), second[0].lower()
        if right in self.joining:
            return f"{before} {after}"
        whole = f"{left}-{right}" in self.words or not second[0][0].islower() or left.isdigit()
        if whole or (left + right not in self.words and left in self.words and right in self.words):
            return before + after
        return before[:-1] + after


@dataclass
class Layout:
    """Parts blocks into paragraphs by the rules of a language."""

    rules: Rules
    symbols: frozenset[str] = frozenset()  # those of the document without their series, which pages repeat as running heads

    def paragraphs(self, blocks: Sequence[Block]) -> list[Paragraph]:
        """The paragraphs of the blocks, in order, without page furniture."""
        lines = [_lines(block) for block in blocks]
        self.symbols = self._symbols(lines)
        found: list[Paragraph] = []
        cut = opened = False
        for block in lines:
            for paragraph in self._split(block):
                if self.rules.is_furniture(paragraph.text) or (opened and self._is_running_head(paragraph.text)):
                    cut = True
                    continue
                paragraph.cut, cut = cut, False
                opened = opened or self.rules.issuer(paragraph.text) is not None
                found.append(paragraph)
        return found

    def _symbols(self, blocks: Iterable[list[Line]]) -> frozenset[str]:
        """The symbols that stand alone or before a title above the first opening line."""
        found = set()
        for line in (line for block in blocks for line in block):
            if self.rules.issuer(line.text):
                break
            match = self.rules.heading(line.text)
            if match:
                found.add(_short(match["symbol"]))
        return frozenset(found)

    def _is_running_head(self, text: str) -> bool:
        """Whether a line is nothing but a symbol of the document."""
        match = self.rules.heading(text) if len(text) <= LONGEST_SYMBOL else None
        return match is not None and not match["title"] and _short(match["symbol"]) in self.symbols

    def _split(self, lines: list[Line]) -> Iterator[Paragraph]:
        """The paragraphs of one block."""
        if len(lines) <= 1:
            if not lines:
                return
            yield Paragraph(lines, gap=True)
            return
        starts = [self._strong(before, line) for before, line in pairwise(lines)]
        runs_together = any(starts)
        width = _width(lines)
        current = Paragraph([lines[0]], gap=True)
        interrupted = False  # a footnote stands in a sentence
        for (before, line), after, strong in zip(pairwise(lines), [*lines[2:], None], starts, strict=True):
            room = runs_together and _has_room(before, line, width)
            if current.note:
                ends = interrupted and self.rules.ends_a_note(before.text)
            else:
                interrupted = not self.rules.ends(before.text)
                ends = self.rules.begins(line.text) and not (current.marker or self.rules.begins(current.text))
            alone = runs_together and self._stands_alone(before, line, after, width)
            furniture = any(self._is_furniture(each, runs_together=runs_together) for each in (before, line))
            if strong or ends or alone or furniture or (room and self._may_begin(current, before, line)):
                yield current
                current = Paragraph([line], full=not room)
            else:
                current.lines.append(line)
        yield current

    def _stands_alone(self, before: Line, line: Line, after: Line | None, width: int) -> bool:
        """Whether a line after a semicolon is a heading on one line, which the next line would have fitted on."""
        if after is None or not before.text.endswith(";") or not self.rules.is_title(line.text):
            return False
        return not after.text[:1].islower() and _has_room(line, after, width)

    def _is_furniture(self, line: Line, *, runs_together: bool) -> bool:
        """Whether a line inside a block is page furniture; where paragraphs are parted, figures are text: "2004", "58/220"."""
        if self._is_running_head(line.text):
            return True
        return self.rules.is_furniture(line.text) and (runs_together or not FIGURES.fullmatch(line.text))

    def _strong(self, before: Line, line: Line) -> bool:
        """Whether a line begins a paragraph by what it says: a note, a number, a phrase, a line that stands alone."""
        rules, text = self.rules, line.text
        if NOTE_MARK.match(text) or rules.issuer(text) or rules.issuer(before.text):
            return True
        marker = marker_of(text)
        if marker and marker.is_number and rules.begins(text[marker.end :]):
            return True
        if not rules.ends(before.text):
            return False
        if marker:
            return not rules.goes_on(text, marker.end)
        return rules.begins(text) or rules.closes(text) or rules.is_annex(text)

    def _may_begin(self, current: Paragraph, before: Line, line: Line) -> bool:
        """Whether a line that would have had room on the line before begins a paragraph: there the author broke the line."""
        marker = marker_of(line.text)
        if marker:
            return not self.rules.goes_on(line.text, marker.end) and not (marker.is_number and line.text[marker.end].islower())
        return not line.text[0].islower() or (bool(current.note) and self.rules.ends(before.text))


def _short(symbol: str) -> str:
    """A symbol without its series: a page of 75/249 has A/RES/75/249 at its head."""
    return SERIES.sub("", symbol)


def _width(lines: Sequence[Line]) -> int:
    """The width to which lines were filled, so that one with room for another word was ended on purpose.

    That is the width of the longest; less what is left free on lines that clearly go on, where lines are ragged as in proportional
    print.
    """
    width = max(line.width for line in lines)
    left = sorted(
        width - before.width - 1 - line.first_width
        for before, line in pairwise(lines)
        if line.text[:1].islower() and not marker_of(line.text)
    )
    return width - max(0, left[int(len(left) * FILLED)]) if left else width


def _has_room(before: Line, line: Line, width: int) -> bool:
    """Whether the first word of a line would have had room on the line before it."""
    return before.width + 1 + line.first_width <= width


def _lines(block: Block) -> list[Line]:
    """The lines of a block; a list marker stands before the first."""
    texts = block.text.split("\n")
    spans = block.spans or ((0, 0),) * len(texts)
    lines = [
        Line(text, block.line + offset, *span)
        for offset, (raw, span) in enumerate(zip(texts, spans, strict=True))
        if (text := normalised(raw))
    ]
    if block.marker:
        first = lines[0] if lines else Line("", block.line)
        lines[:1] = [Line(f"{block.marker} {first.text}".strip(), first.number, first.start, first.end)]
    return lines
