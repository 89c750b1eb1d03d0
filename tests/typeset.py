"""Papers set as PDF line by line, in one column or two, with running heads, notes at the foot and hyphens, as printers set them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.papers import Paper, Part, docx_file, html, split, txt


@dataclass(frozen=True)
class Layout:
    """How a PDF is set; lengths in points."""

    columns: int = 1
    size: float = 10.0
    note_size: float = 8.0
    justified: bool = False
    hyphenated: bool = False
    indent: float = 0.0  # of the first line
    spacing: float = 6.0  # between paragraphs
    rule: bool = True
    head: bool = True
    page: tuple[float, float] = (595.0, 842.0)
    margin: float = 72.0
    gutter: float = 24.0


@dataclass
class _Word:
    text: str
    mark: str = ""


@cache
def _font() -> str:
    """The name of a font with all letters that resolutions use: one that matplotlib brings."""
    import matplotlib as mpl
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Serif", str(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf")))
    return "Serif"


def width(text: str, size: float) -> float:
    """How wide a text is."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, _font(), size))


def pdf(page: Paper, layout: Layout = Layout()) -> bytes:
    """The paper as PDF: notes at the foot of the column that calls them, a running head and a page number on each page."""
    return _Setter(page, layout).set()


class _Setter:
    """Sets a paper line by line."""

    def __init__(self, page: Paper, layout: Layout) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.paper, self.layout = page, layout
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=layout.page, pageCompression=1)
        self.wide = (layout.page[0] - 2 * layout.margin - (layout.columns - 1) * layout.gutter) / layout.columns
        self.column = -1
        self.notes: list[tuple[float, list[_Word], bool]] = []
        self.called: set[str] = set()
        self.number = 0
        self.y = 0.0

    def set(self) -> bytes:
        self._next_column()
        for part in self.paper.parts:
            self._part(part)
        for number in [number for number in self.paper.notes if number not in self.called]:
            self.notes += self._note_lines(number)
        self._foot()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    def _part(self, part: Part) -> None:
        left = 18.0 * part.level
        size = self.layout.size * (1.2 if part.heading else 1)
        words = [_Word(part.number)] if part.number else []
        for text, number in split(part.text):
            words += [_Word(word) for word in text.split()]
            if number and words:
                words[-1] = _Word(words[-1].text, number) if not words[-1].mark else words[-1]
        lines = self._broken(words, self.wide - left, size, self.layout.indent)
        self.y -= self.layout.spacing
        for position, line in enumerate(lines):
            indent = self.layout.indent if position == 0 else 0.0
            marks = [word.mark for word in line if word.mark and word.mark in self.paper.notes and word.mark not in self.called]
            added = [row for number in dict.fromkeys(marks) for row in self._note_lines(number)]
            if self.y - size * 1.2 < self.layout.margin + self._notes_height(added):
                self._next_column()
            self.called.update(marks)
            self.notes += added
            self.y -= size * 1.2
            last = position == len(lines) - 1
            self._draw(
                line,
                self._left() + left + indent,
                self.y,
                size,
                0 if last or not self.layout.justified else self.wide - left - indent,
            )

    def _left(self) -> float:
        return self.layout.margin + (self.column % self.layout.columns) * (self.wide + self.layout.gutter)

    def _next_column(self) -> None:
        if self.column >= 0:
            self._foot()
        self.column += 1
        if self.column % self.layout.columns == 0:
            if self.column:
                self.canvas.showPage()
            self.number += 1
            if self.layout.head:
                top = self.layout.page[1] - self.layout.margin / 2
                self.canvas.setFont(_font(), self.layout.note_size)
                self.canvas.drawString(self.layout.margin, top, self.paper.head)
                self.canvas.drawCentredString(self.layout.page[0] / 2, self.layout.margin / 2, f"{self.number}")
        self.y = self.layout.page[1] - self.layout.margin

    def _note_lines(self, number: str) -> list[tuple[float, list[_Word], bool]]:
        words = [_Word("", number), *(_Word(word) for word in self.paper.notes[number].split())]
        lines = self._broken(words, self.wide, self.layout.note_size)
        return [(self.layout.note_size, line, position == len(lines) - 1) for position, line in enumerate(lines)]

    def _notes_height(self, added: list[tuple[float, list[_Word], bool]]) -> float:
        count = len(self.notes) + len(added)
        return min(count * self.layout.note_size * 1.2 + 8 if count else 0.0, 400)

    def _foot(self) -> None:
        """Set the notes of a column; those that do not fit go to the next one."""
        fits = int(min(392, self.y - self.layout.margin) / (self.layout.note_size * 1.2))
        now, self.notes = self.notes[:fits], self.notes[fits:]
        y = self.layout.margin + len(now) * self.layout.note_size * 1.2
        if now and self.layout.rule:
            self.canvas.line(self._left(), y + 2, self._left() + self.wide / 3, y + 2)
        for size, line, _last in now:
            y -= size * 1.2
            self._draw(line, self._left(), y + 2, size, 0)

    def _broken(self, words: list[_Word], wide: float, size: float, indent: float = 0.0) -> list[list[_Word]]:
        """Words in lines; long ones are cut if the layout says so."""
        lines: list[list[_Word]] = [[]]
        space = width(" ", size)
        free = wide - indent
        for word in words:
            rest = word
            needed = self._wide(rest, size)
            if lines[-1] and needed + space > free:
                cut = self._cut(rest, free - space, size) if self.layout.hyphenated else None
                if cut:
                    lines[-1].append(cut[0])
                    rest = cut[1]
                    needed = self._wide(rest, size)
                lines.append([])
                free = wide
            free -= needed + (space if lines[-1] else 0)
            lines[-1].append(rest)
        return lines

    def _cut(self, word: _Word, free: float, size: float) -> tuple[_Word, _Word] | None:
        """A word cut at a hyphen, or after a vowel before a consonant."""
        letters = word.text
        for at in range(len(letters) - 3, 3, -1):
            if (
                letters[:at].isalpha()
                and letters[at : at + 3].isalpha()
                and letters[at - 1] in "aeiou"
                and letters[at] not in "aeiou"
            ) and width(letters[:at] + "-", size) <= free:
                return _Word(letters[:at] + "-"), _Word(letters[at:], word.mark)
        return None

    def _wide(self, word: _Word, size: float) -> float:
        return width(word.text, size) + (width(word.mark, size * 0.65) if word.mark else 0)

    def _draw(self, line: list[_Word], x: float, y: float, size: float, justified: float) -> None:
        space = width(" ", size)
        if justified and len(line) > 1:
            space += max(0.0, justified - sum(self._wide(word, size) for word in line) - space * (len(line) - 1)) / (len(line) - 1)
        run = ""
        if not justified and not any(word.mark for word in line):
            run, line = " ".join(word.text for word in line), []
            self.canvas.setFont(_font(), size)
            self.canvas.drawString(x, y, run)
        for word in line:
            self.canvas.setFont(_font(), size)
            self.canvas.drawString(x, y, word.text + ("" if word.mark else " "))
            x += width(word.text, size)
            if word.mark:
                self.canvas.setFont(_font(), size * 0.65)
                self.canvas.drawString(x, y + size * 0.33, word.mark)
                x += width(word.mark, size * 0.65)
            x += space


WRITERS: dict[str, Callable[[Paper], bytes]] = {".txt": txt, ".html": html, ".docx": docx_file, ".pdf": pdf}
