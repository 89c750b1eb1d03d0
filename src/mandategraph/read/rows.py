"""Rows of tables as blocks, in one form for all formats that have tables."""

from __future__ import annotations

import re

from mandategraph.read.blocks import Block

BAR = " | "  # between cells, as in rows read from AKN4UN
MARKER = re.compile(r"(?:\d{1,3}\s*[.)]|\([a-z]{1,4}\)|\([A-Z]\)|[-–—•])")


def row(cells: list[list[Block]]) -> list[Block]:
    """The blocks of a row, whose cells hold these blocks.

    Pages are laid out with tables, too: the blocks of the only cell that holds text are paragraphs, and a number that stands
    alone in the cell before is their marker.

    >>> [block.text for block in row([[Block("Haiti", 1)], [Block("12", 1), Block("(2003)", 1)]])]
    ['Haiti | 12 (2003)']
    >>> [(block.marker, block.text) for block in row([[Block("1.", 1)], [Block("Requests it;", 1)]])]
    [('1.', 'Requests it;')]
    """
    filled = [cell for cell in cells if any(shown(block) for block in cell)]
    if len(filled) == 1:
        return filled[0]
    if len(filled) == 2 and len(filled[0]) == 1 and MARKER.fullmatch(shown(filled[0][0])):  # noqa: PLR2004 - number and text
        first = filled[1][0]
        return filled[1] if first.marker else [Block(first.text, first.line, shown(filled[0][0])), *filled[1][1:]]
    if not filled:
        return []
    return [Block(BAR.join(" ".join(shown(block) for block in cell) for cell in cells), filled[0][0].line)]


def shown(block: Block) -> str:
    """A block on one line, its marker before its text."""
    return " ".join(f"{block.marker} {block.text}".split())
