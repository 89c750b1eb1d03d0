"""Plain text to blocks: paragraphs are parted by blank lines."""

from __future__ import annotations

import re

from mandategraph.read.blocks import Block, marked

PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")


def blocks(text: str) -> list[Block]:
    r"""The blocks of a plain text.

    >>> [(block.line, block.text) for block in blocks("The Commission,\n\n1. Requests\nthe Secretary")]
    [(1, 'The Commission,'), (3, '1. Requests\nthe Secretary')]
    """
    text = marked(text.replace("\r\n", "\n").replace("\f", "\n\n"))
    return [Block(match[0].strip(), text.count("\n", 0, match.start()) + 1) for match in PARAGRAPH.finditer(text)]
