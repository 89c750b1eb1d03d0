"""PDF pages to segments: runs of characters on one line with their place and size."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, NamedTuple, cast

from mandategraph.errors import MissingExtra, SourceError
from mandategraph.read.blocks import NOTE_CLOSE, NOTE_OPEN, raised
from mandategraph.read.pdf import pdfium

MOST_PAGES = 2_000
MOST_CHARACTERS = 200_000  # on one page; a page of a newspaper has some 20,000
MOST_IN_ALL = 20_000_000  # in a file
SECONDS = 300  # for a whole file
HYPHENS = {pdfium.HYPHEN: "-", 0xAD: "\u00ad", 0x2010: "-", 0x2011: "-"}
SYMBOL_BULLET = 0xF0B7  # the bullet of the font Symbol
UNMAPPED = 0.2  # share of characters without Unicode, from which the text layer is of no use
SMALL = 0.85  # of the size of the text, at most, is that of a note mark
LEAST_RISE, MOST_RISE = 0.12, 0.8  # of the size of the text, by which a mark is raised
GAP = 1.5  # times the size: a wider gap ends a segment
BACK = 0.5  # times the size: so far the letters of a run may go back
SPACE = 0.2  # times the size: a wider gap is a blank, whether the file says so or not
REFUSALS = {
    "password": "is encrypted; save it without a password",
    "damaged": "is damaged, or no PDF; get it again",
    "pages": f"has more than {MOST_PAGES:,} pages; give it in parts",
    "page": "page {page} is damaged; get the file again",
    "characters": f"page {{page}} has more than {MOST_CHARACTERS:,} characters; print the file anew as PDF",
}
FATAL = "PDFium gave up: it is damaged, or takes too much memory or time; print it anew as PDF, or give it in parts"


class Glyph(NamedTuple):
    """A character: from left to right edge, its base line (upwards) and its size, in points; a space may have no place."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Segment:
    """Text without wide gaps on one line; note marks are in the one notation. `first` is the width of its first word."""

    text: str
    left: float
    right: float
    base: float
    size: float
    first: float


@dataclass(slots=True)
class PageText:
    """What stands on a page: its number from 1, segments in the order of the file, and rules as left, right and height."""

    number: int
    segments: list[Segment]
    rules: list[tuple[float, float, float]]


def pages(content: bytes, path: object) -> Iterator[PageText]:
    """The pages of a PDF file with this content. `path` is the file as the user named it.

    Raises `SourceError` for a file that is damaged, encrypted, too long, takes too much memory or time, or has a page that is only
    a picture; `MissingExtra` where pypdfium2 is not installed.
    """
    spec = find_spec("pypdfium2")
    if spec is None or spec.origin is None:
        raise MissingExtra("pypdfium2", "pdf")
    folder = Path(spec.origin).parents[1]
    command = [sys.executable, "-I", pdfium.__file__, str(folder), str(MOST_PAGES), str(MOST_CHARACTERS)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        timer = Timer(SECONDS, process.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                cast("BinaryIO", process.stdin).write(content)
            with suppress(BrokenPipeError):
                cast("BinaryIO", process.stdin).close()
            has_text = False
            for page in _received(cast("BinaryIO", process.stdout), path):
                has_text = has_text or bool(page.segments)
                yield page
            if process.wait() != 0:
                raise SourceError(path, FATAL)
            if not has_text:
                raise SourceError(path, "has no text layer; run OCR (text recognition) over it first")
        finally:
            timer.cancel()
            process.kill()


def _received(stream: BinaryIO, path: object) -> Iterator[PageText]:
    """The pages as the program writes them."""
    total = 0
    while line := stream.readline():
        told = json.loads(line)
        if "error" in told:
            raise SourceError(path, REFUSALS[told["error"]].format(page=told.get("page")))
        count = told["characters"]
        total += count
        if total > MOST_IN_ALL:
            raise SourceError(path, f"has more than {MOST_IN_ALL:,} characters; give it in parts")
        codes, turns, places = array("L"), array("b"), array("d")
        for values, number in ((codes, count), (turns, count), (places, 4 * count)):
            data = stream.read(number * values.itemsize)
            if len(data) < number * values.itemsize:
                raise SourceError(path, FATAL)
            values.frombytes(data)
        yield _page(told, _upright(codes, turns, places), path)


def _page(told: dict[str, Any], glyphs: list[Glyph], path: object) -> PageText:
    """A page with its characters; raises `SourceError` where they are no text."""
    printed = [glyph for glyph in glyphs if glyph.char != " "]
    number = told["page"]
    if not printed and told["picture"]:
        raise SourceError(path, f"page {number} has no text layer, it is a scan; run OCR (text recognition) over the file first")
    if sum(glyph.char == "\ufffd" for glyph in printed) > UNMAPPED * len(printed):
        raise SourceError(
            path, f"the text layer of page {number} cannot be decoded; run OCR (text recognition) over the file first"
        )
    return PageText(number, list(_segments(glyphs)), [(left, right, height) for left, right, height in told["rules"]])


def _upright(codes: array[int], turns: array[int], places: array[float]) -> list[Glyph]:
    """The characters that stand as most on the page do; what is turned, such as a watermark in the margin, is no text."""
    counts = Counter(turn for turn in turns if turn != pdfium.GENERATED)
    most = counts.most_common(1)[0][0] if counts else 0
    chars = {code: _character(code) for code in set(codes)}
    found = (
        Glyph(chars[code], places[4 * at], places[4 * at + 1], places[4 * at + 2], places[4 * at + 3] or float(turn >= 0))
        for at, (code, turn) in enumerate(zip(codes, turns, strict=True))
        if turn in {most, pdfium.GENERATED}
    )
    return [glyph for glyph in found if glyph.char not in {NOTE_OPEN, NOTE_CLOSE}]


def _character(code: int) -> str:
    """The character of a code: a blank for what has no shape, the sign of the unknown for what has no meaning."""
    if code in HYPHENS:
        return HYPHENS[code]
    if code == SYMBOL_BULLET:
        return "•"
    char = chr(code) if code <= sys.maxunicode else "\0"
    if code == 0 or unicodedata.category(char) in {"Cs", "Co", "Cn"}:
        return "\ufffd"
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    return unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char  # ligatures


def _segments(glyphs: list[Glyph]) -> Iterator[Segment]:
    """The segments of a page in the order of the file."""
    run = _Run()
    for glyph in glyphs:
        if glyph.size and not run.takes(glyph):
            yield from run.done()
            run = _Run()
        run.add(glyph)
    yield from run.done()


class _Run:
    """A segment in the making: which of its characters are raised is known once the size of its text is."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.glyphs: list[Glyph] = []
        self.text: Glyph | None = None  # one that is not raised
        self.end = 0.0

    def takes(self, glyph: Glyph) -> bool:
        """Whether a character continues the run."""
        if self.text is None or (glyph.left, glyph.right) == (self.glyphs[-1].left, self.end):
            return True  # each letter of a ligature has the place of the ligature
        size = max(self.text.size, glyph.size)
        if not -BACK * size < glyph.left - self.end < GAP * size:
            return False
        return abs(glyph.base - self.text.base) < LEAST_RISE * size or is_mark(glyph, self.text) or is_mark(self.text, glyph)

    def add(self, glyph: Glyph) -> None:
        """Add a character; the first printed one, and a larger one on a lower base line, set the base line of the run."""
        if not glyph.size and (not self.glyphs or self.glyphs[-1].char == " "):
            return
        if glyph.size:
            if self.text is None or self.text.char == " " or is_mark(self.text, glyph):
                self.text = glyph
            if self.glyphs and glyph.left - self.end > SPACE * self.text.size and self.glyphs[-1].char != " ":
                self.glyphs.append(Glyph(" ", 0, 0, 0, 0))
            self.end = glyph.right
        self.glyphs.append(glyph)

    def done(self) -> Iterator[Segment]:
        """The segment, if anything is printed in it."""
        printed = [glyph for glyph in self.glyphs if glyph.size and glyph.char != " "]
        if self.text is None or not printed:
            return
        text = "".join(self._pieces(self.text))
        word = list(self._first_word())
        first = word[-1].right - word[0].left if word else 0.0
        sizes = Counter(glyph.size for glyph in printed if not is_mark(glyph, self.text))
        size = sizes.most_common(1)[0][0] if sizes else self.text.size
        yield Segment(text.strip(), printed[0].left, printed[-1].right, self.text.base, size, first)

    def _pieces(self, text: Glyph) -> Iterator[str]:
        above = before = ""
        for glyph in self.glyphs:
            if glyph.size and glyph.char != " " and is_mark(glyph, text):
                above += glyph.char
                continue
            if above:
                yield raised(above, before)
                above = ""
            before = (before + glyph.char)[-9:]
            yield glyph.char
        if above:
            yield raised(above, before)

    def _first_word(self) -> Iterator[Glyph]:
        for glyph in self.glyphs:
            if glyph.char == " ":
                return
            yield glyph


def is_mark(glyph: Glyph | Segment, text: Glyph | Segment) -> bool:
    """Whether a character is small and raised beside text."""
    return glyph.size <= SMALL * text.size and LEAST_RISE * text.size <= glyph.base - text.base <= MOST_RISE * text.size
