"""Lines joined into running text: what a hyphen at the end of a line means is told by the other words of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = re.compile(r"([^\W\d_]+)([-\u00ad])$")
CONTINUED = re.compile(r"[^\W\d_]+")
AND = frozenset(("and", "or", "to", "y", "o", "u", "et", "ou"))  # after them half a word waits for its end: "troop- and police-"
GLUED = re.compile(r"[^\s][-–—/\u00ad]$")  # no blank follows at the end of a line


class Joiner:
    """Joins the lines of a document."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are all lines of the document."""
        self.known: set[str] = set()
        pairs: list[tuple[str, str]] = []
        before = ""
        for line in lines:
            broken = BROKEN.search(line)
            self.known.update(word.lower() for word in WORD.findall(line[: broken.start()] if broken else line))
            end = BROKEN.search(before)
            start = CONTINUED.match(line)
            if end and start and start[0].islower():
                pairs.append((end[1].lower(), start[0].lower()))
                self.known.discard(start[0].lower()) if len(start[0]) < 3 else None
            before = line
        self.hyphenates = any(a + b in self.known and f"{a}-{b}" not in self.known for a, b in pairs)

    def join(self, before: str, line: str) -> str:
        """Text and its next line as one text.

        >>> joiner = Joiner(["The follow-up to co-", "operation and develop-", "ment: development is follow-", "up"])
        >>> joiner.join("the develop-", "ment of"), joiner.join("The follow-", "up to"), joiner.join("South-", "South")
        ('the development of', 'The follow-up to', 'South-South')
        """
        if not before:
            return line
        end, start = BROKEN.search(before), CONTINUED.match(line)
        if end and start and start[0] in AND:
            return f"{before} {line}"
        if end and start and start[0].islower():
            return before[:-1] + ("-" if self._keeps(end[1].lower(), start[0].lower(), soft=end[2] == "\u00ad") else "") + line
        return before + ("" if GLUED.search(before) else " ") + line

    def _keeps(self, a: str, b: str, *, soft: bool) -> bool:
        """Whether the hyphen between two parts of a word belongs to it."""
        if soft:
            return False
        if f"{a}-{b}" in self.known:
            return True
        if a + b in self.known:
            return False
        return not self.hyphenates and a in self.known
