"""PDF pages to segments: runs of characters on one line with their place and size, through PDFium."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from math import hypot
from types import ModuleType
from typing import Any, NamedTuple

from mandategraph.errors import MissingExtra, SourceError
from mandategraph.read.blocks import NOTE_CLOSE, NOTE_OPEN, raised

MOST_PAGES = 2_000
MOST_CHARACTERS = 200_000  # on one page; a page of a newspaper has some 20,000
MOST_OBJECTS = 20_000  # on one page, among which rules and images are looked for
HYPHENS = {0x02: "-", 0xAD: "\u00ad", 0x2010: "-", 0x2011: "-"}  # PDFium gives 2 for a hyphen at the end of a line
UNMAPPED = 0.2  # share of characters without Unicode, from which the text layer is of no use
SMALL = 0.85  # of the size of the text, at most, is that of a note mark
LEAST_RISE, MOST_RISE = 0.12, 0.8  # of the size of the text, by which a mark is raised
GAP = 1.5  # times the size: a wider gap ends a segment
SPACE = 0.2  # times the size: a wider gap is a blank, whether the file says so or not
RULE_HEIGHT, RULE_WIDTH = 2.5, 20.0


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

    Raises `SourceError` for a file that is damaged, encrypted, too long, or has a page that is only a picture; `MissingExtra`
    where pypdfium2 is not installed.
    """
    pdfium = _library()
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        reason = "is encrypted; save it without a password" if "password" in str(error).lower() else "is damaged, or no PDF; get it again"
        raise SourceError(path, reason) from error
    with closing(document):
        if len(document) > MOST_PAGES:
            raise SourceError(path, f"has more than {MOST_PAGES:,} pages; give it in parts")
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
            except pdfium.PdfiumError as error:
                raise SourceError(path, f"page {number} is damaged; get the file again") from error
            with closing(page):
                yield _page(pdfium, page, number, path)


def _library() -> ModuleType:
    """PDFium; raises `MissingExtra` where it is not installed."""
    try:
        import pypdfium2  # noqa: PLC0415 - an extra; and loading it takes time
    except ImportError as error:
        raise MissingExtra("pypdfium2", "pdf") from error
    return pypdfium2


def _page(pdfium: ModuleType, page: Any, number: int, path: object) -> PageText:  # noqa: ANN401 - pypdfium2 has no types
    with closing(page.get_textpage()) as text:
        count = text.count_chars()
        if count > MOST_CHARACTERS:
            raise SourceError(path, f"page {number} has more than {MOST_CHARACTERS:,} characters; print the file anew as PDF")
        glyphs = _upright(list(_glyphs(pdfium.raw, text, count)))
    printed = [glyph for glyph in glyphs if not glyph.char.isspace()]
    rules, has_picture = _drawn(pdfium, page)
    if not printed and has_picture:
        raise SourceError(path, f"page {number} has no text layer, it is a scan; run OCR (text recognition) over the file first")
    if sum(glyph.char == "\ufffd" for glyph in printed) > UNMAPPED * len(printed):
        raise SourceError(path, f"the text layer of page {number} cannot be decoded; run OCR (text recognition) over the file first")
    return PageText(number, list(_segments(glyphs)), rules)


def _glyphs(raw: ModuleType, text: Any, count: int) -> Iterator[tuple[int, Glyph]]:  # noqa: ANN401
    """The characters of a page in the order of the file, each with the quarter turns of its line."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 and code != 0x02:  # noqa: PLR2004
            if code == 0x20:  # noqa: PLR2004
                yield -1, Glyph(" ", 0, 0, 0, 0)
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetMatrix(text, index, matrix)
        turns = (0 if matrix.a > 0 else 2) if abs(matrix.a) >= abs(matrix.b) else (1 if matrix.b > 0 else 3)
        size = raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
        left, right, base = (
            (box.left, box.right, y.value),
            (box.bottom, box.top, -x.value),
            (-box.right, -box.left, -y.value),
            (-box.top, -box.bottom, x.value),
        )[turns]
        yield turns, Glyph(_character(code), left, right, base, size or 1.0)


def _character(code: int) -> str:
    if code in HYPHENS:
        return HYPHENS[code]
    if code == 0 or 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF:  # noqa: PLR2004 - surrogates, private use
        return "•" if code == 0xF0B7 else "\ufffd"  # noqa: PLR2004 - the bullet of the font Symbol
    char = chr(code)
    if char.isspace() or code < 0x20:  # noqa: PLR2004
        return " "
    return unicodedata.normalize("NFKC", char) if 0xFB00 <= code <= 0xFB06 else char  # noqa: PLR2004 - ligatures


def _upright(turned: list[tuple[int, Glyph]]) -> list[Glyph]:
    """The characters that stand as most on the page do; what is turned, such as a watermark in the margin, is no text."""
    counts = Counter(turns for turns, _ in turned if turns >= 0)
    most = counts.most_common(1)[0][0] if counts else 0
    return [glyph for turns, glyph in turned if turns in {-1, most} and glyph.char not in {NOTE_OPEN, NOTE_CLOSE}]


def _drawn(pdfium: ModuleType, page: Any) -> tuple[list[tuple[float, float, float]], bool]:  # noqa: ANN401
    """The horizontal rules of a page, and whether there is a picture on it."""
    rules, has_picture = [], False
    kinds = [pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    for position, element in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if position > MOST_OBJECTS:
            break
        if element.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
            continue
        try:
            left, bottom, right, top = element.get_bounds()
        except pdfium.PdfiumError:
            continue
        if top - bottom <= RULE_HEIGHT and right - left >= RULE_WIDTH:
            rules.append((left, right, (top + bottom) / 2))
    return rules, has_picture


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
        if not -0.5 * size < glyph.left - self.end < GAP * size:
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
