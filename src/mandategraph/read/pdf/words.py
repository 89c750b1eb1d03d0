"""Lines joined into running text: what a hyphen at the end of a line means is told by the other words of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = re.compile(r"([^\W\d_]+)([-\u00ad])$")
CONTINUED = re.compile(r"[^\W\d_]+")
AND = frozenset(("and", "or", "to", "y", "o", "u", "et", "ou"))  # after them half a word waits for its end: "troop- and police-"
FEW_HYPHENS, OFTEN = 1, 0.04  # lines that end in a hyphen, and their share, above which words are broken automatically
TAIL = 60  # characters at the end of a line, in which a broken word stands
GLUED = re.compile(r"[^\s][-–—/\u00ad]$")  # no blank follows at the end of a line


class Joiner:
    """Joins the lines of a document."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` are all lines of the document."""
        self.known: set[str] = set()
        pairs: list[tuple[str, str]] = []
        before, count = "", 0
        for line in lines:
            end, start = BROKEN.search(before[-TAIL:]), CONTINUED.match(line)
            if end and start and start[0].islower() and start[0] not in AND:
                pairs.append((end[1].lower(), start[0]))
            broken = BROKEN.search(line[-TAIL:])
            whole = line[start.end() if end and start else 0 : len(line) - len(broken[0]) if broken else None]
            self.known.update(word.lower() for word in WORD.findall(whole))
            before, count = line, count + 1
        is_often = len(pairs) > max(FEW_HYPHENS, OFTEN * count)
        self.hyphenates = is_often or any(a + b in self.known and f"{a}-{b}" not in self.known for a, b in pairs)

    def whole(self, lines: Sequence[str]) -> str:
        """Lines as one text.

        >>> joiner = Joiner(["The follow-up to co-", "operation and develop-", "ment: development is follow-", "up"])
        >>> joiner.whole(["the develop-", "ment of", "South-", "South follow-", "up"])
        'the development of South-South follow-up'
        """
        parts = [*lines[:1]]
        for before, line in pairwise(lines):
            end, start = BROKEN.search(before[-TAIL:]), CONTINUED.match(line)
            if end and start and start[0] in AND:
                parts.append(" ")
            elif end and start and start[0].islower():
                if not self._keeps(end[1].lower(), start[0].lower(), soft=end[2] == "\u00ad"):
                    parts[-1] = parts[-1][:-1]
            elif not GLUED.search(before[-TAIL:]):
                parts.append(" ")
            parts.append(line)
        return "".join(parts)

    def _keeps(self, a: str, b: str, *, soft: bool) -> bool:
        """Whether the hyphen between two parts of a word belongs to it."""
        if soft:
            return False
        if f"{a}-{b}" in self.known:
            return True
        if a + b in self.known:
            return False
        return not self.hyphenates or (a in self.known and b in self.known)
