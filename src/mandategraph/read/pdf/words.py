"""Lines joined into running text: what a hyphen at the end of a line means is told by the other words of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = re.compile(r"([^\W\d_]+)([-\u00ad])$")
CONTINUED = re.compile(r"[^\W\d_]+")
AND = frozenset(("and", "or", "to", "y", "o", "u", "et", "ou"))  # after them half a word waits for its end: "troop- and police-"
FEW_HYPHENS, OFTEN = 2, 0.03  # lines that end in a hyphen, and their share, above which words are broken automatically
GLUED = re.compile(r"[^\s][-–—/\u00ad]$")  # no blank follows at the end of a line


class Joiner:
    """Joins the lines of a document."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are all lines of the document."""
        self.known: set[str] = set()
        pairs: list[tuple[str, str]] = []
        before, count = "", 0
        for line in lines:
            end, start = BROKEN.search(before), CONTINUED.match(line)
            if end and start and start[0].islower() and start[0] not in AND:
                pairs.append((end[1].lower(), start[0]))
            broken = BROKEN.search(line)
            whole = line[start.end() if end and start else 0 : broken.start() if broken else None]
            self.known.update(word.lower() for word in WORD.findall(whole))
            before, count = line, count + 1
        is_often = len(pairs) > max(FEW_HYPHENS, OFTEN * count)
        self.hyphenates = is_often or any(a + b in self.known and f"{a}-{b}" not in self.known for a, b in pairs)

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
        return not self.hyphenates or (a in self.known and b in self.known)
