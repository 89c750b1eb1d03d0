"""What every reader of a format delivers: blocks of text in page order, with note marks in one notation."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTE_OPEN, NOTE_CLOSE = "⁅", "⁆"
NOTE_MARK = re.compile(rf"\s*{NOTE_OPEN}\s*([\w*]+)\s*{NOTE_CLOSE}")
RAISED_MARK = r"(?:\d{1,3}|\*{1,3}|[a-df-np-z])"  # not e and o, which French raises in numbers: 1er, 1e, no
RAISED_MARKS = re.compile(rf"[\[(]?{RAISED_MARK}(?:\s*,\s*{RAISED_MARK})*[\])]?")
POWERS = {"2": "²", "3": "³"}
MEASURE = re.compile(r"\b[ckm]?m$")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page. `marker` is a list marker that stood before it, `line` where it begins, from 1.

    A reader that cannot tell paragraphs apart gives a page as one block, its lines parted by newlines; one that can (by markup or
    by geometry) gives each paragraph as a block, its lines joined. `spans` says for each line where it stands in the file, in code
    points, where that is known.
    """

    text: str
    line: int
    marker: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def marked(text: str) -> str:
    """Text in which each note mark has the one notation that `NOTE_MARK` finds.

    Understood are `<sup>15</sup>`, superscript digits and the Markdown form `[^15]`.

    >>> marked("Plan of Action,<sup>15</sup> and ¹⁶ and [^17]")
    'Plan of Action,⁅15⁆ and ⁅16⁆ and ⁅17⁆'
    """
    text = text.replace(NOTE_OPEN, "").replace(NOTE_CLOSE, "")
    text = re.sub(r"<sup>\s*([\w*]+)\s*</sup>", rf"{NOTE_OPEN}\1{NOTE_CLOSE}", text, flags=re.IGNORECASE)
    text = re.sub(r"\[\^([\w*]+)\]:?", rf"{NOTE_OPEN}\1{NOTE_CLOSE}", text)
    return re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: f"{NOTE_OPEN}{match[0].translate(SUPERSCRIPTS)}{NOTE_CLOSE}", text)


def raised(text: str, before: str = "") -> str:
    """Raised characters after the text `before`: note marks in the one notation, or, where they are none, as they stand.

    >>> raised("15"), raised(" 1, 2 "), raised("[*]"), raised("er"), raised("2", "an area of 5 km")
    ('⁅15⁆', '⁅1⁆⁅2⁆', '⁅*⁆', 'er', '²')
    """
    clean = text.strip()
    if clean in POWERS and MEASURE.search(before):
        return POWERS[clean]
    if not RAISED_MARKS.fullmatch(clean):
        return text
    return "".join(mark(number) for number in re.findall(RAISED_MARK, clean))


def mark(number: str) -> str:
    """The mark of a note in the one notation."""
    return f"{NOTE_OPEN}{number}{NOTE_CLOSE}"
