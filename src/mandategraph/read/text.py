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
    spans: list[tuple[int, int]] = []
    position = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.strip()
        blank = not bare or RULE.fullmatch(line) is not None
        if lines and (blank or line.startswith("\f")):
            found.append(Block("\n".join(lines), number - len(lines), spans=tuple(spans)))
            lines, spans = [], []
        if not blank:
            start = position + line.index(bare)
            lines.append(marked(bare))
            spans.append((start, start + len(bare)))
        position += len(line) + 1
    return found
