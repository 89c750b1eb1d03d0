"""Plain text to blocks: paragraphs are parted by blank lines."""

from __future__ import annotations

import re

from mandategraph.read.blocks import Block, marked

RULE = re.compile(r"\s*(?:-{3,}|_{3,}|\*{3,}|={3,}|—{3,})\s*")


def blocks(text: str) -> list[Block]:
    r"""The blocks of a plain text; a form feed and a line of dashes part two as well.

    >>> [(block.line, block.text) for block in blocks("The Commission,\n\n1. Requests\nthe Secretary")]
    [(1, 'The Commission,'), (3, '1. Requests\nthe Secretary')]
    """
    found: list[Block] = []
    lines: list[str] = []
    for number, line in enumerate([*marked(text).split("\n"), ""], start=1):
        blank = not line.strip() or RULE.fullmatch(line) is not None
        if lines and (blank or line.startswith("\f")):
            found.append(Block("\n".join(lines), number - len(lines)))
            lines = []
        if not blank:
            lines.append(line.strip())
    return found
