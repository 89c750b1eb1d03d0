"""A text as a bad copy prints it: hard-wrapped, without blank lines, its footnotes cut into the pages."""

from __future__ import annotations

import re

PAGE = 45  # lines of text on a page
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
WORD = re.compile(r"\S+")
NOTE = re.compile(r"<sup>([\w*]+)</sup>\s")
NOTE_MARK = re.compile(r"<sup>([\w*]+)</sup>")
RULE = re.compile(r"[-_*=—]{3,}")

Words = list[tuple[int, str]]  # words with their offsets


def wrapped(text: str, width: int) -> tuple[str, list[int]]:
    r"""The text wrapped at `width` columns, and for each of its code points the one of the original that it was.

    Paragraphs, which blank lines part in the original, follow one another on single lines. Every 45 lines the footnotes that these
    lines call are cut in; rules that part nothing any more are dropped. A newline has the offset of the blank that it replaces.

    >>> page, offsets = wrapped("Notes the report;<sup>1</sup>\n\nWelcomes\n\n---\n\n<sup>1</sup> A note.", 12)
    >>> page.split("\n")
    ['Notes the', 'report;<sup>1</sup>', 'Welcomes', '<sup>1</sup>', 'A note.']
    >>> page.index("Welcomes"), offsets[page.index("Welcomes")]
    (30, 31)
    """
    body: list[Words] = []
    notes: dict[str, list[Words]] = {}
    for match in PARAGRAPH.finditer(text):
        note = NOTE.match(match[0])
        if note:
            notes.setdefault(note[1], []).extend(_lines(text, *match.span(), width))
        elif not RULE.fullmatch(match[0]):
            body.extend(_lines(text, *match.span(), width))
    lines: list[Words] = []
    for first in range(0, len(body), PAGE):
        page = body[first : first + PAGE]
        lines += page
        for _, word in (each for line in page for each in line):
            for mark in NOTE_MARK.findall(word):
                lines += notes.pop(mark, [])
    for rest in notes.values():
        lines += rest
    return _joined(lines)


def _lines(text: str, start: int, end: int, width: int) -> list[Words]:
    """The words of a paragraph on lines; a word longer than a line has one of its own."""
    lines: list[Words] = []
    length = width
    for match in WORD.finditer(text, start, end):
        if length + 1 + len(match[0]) > width:
            lines.append([])
            length = -1
        lines[-1].append((match.start(), match[0]))
        length += 1 + len(match[0])
    return lines


def _joined(lines: list[Words]) -> tuple[str, list[int]]:
    """Lines as one text, with the offset of each code point."""
    pieces: list[str] = []
    offsets: list[int] = []
    for line in lines:
        for position, (start, word) in enumerate(line):
            pieces.append(word if position == len(line) - 1 else word + " ")
            offsets.extend(range(start, start + len(word)))
            offsets.append(start + len(word))
        pieces.append("\n")
    return "".join(pieces).removesuffix("\n"), offsets[:-1]
