"""Markdown to blocks, through a CommonMark parser, so that emphasis, links, escapes and nested lists are read as meant."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mandategraph.read.blocks import Block, marked

NO_MARKUP = ["code", "fence", "html_block", "reference"]  # in these the text of a resolution would be lost
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def blocks(text: str) -> list[Block]:
    r"""The blocks of a Markdown text. Indentation never makes code (resolutions indent as they please), no tag hides text.

    >>> [(block.marker, block.text) for block in blocks("8. Requests:\n\n- (a) *Modernize* it;\n  - (b) Continue")]
    [('8.', 'Requests:'), ('', '(a) Modernize it;'), ('', '(b) Continue')]
    """
    found: list[Block] = []
    marker = ""
    links = [] if "](" in text else ["link", "image"]  # looking for them in vain takes long
    for token in MarkdownIt("commonmark").disable([*NO_MARKUP, *links]).parse(marked(text)):
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "list_item_close" and marker:  # no text: a year with its full stop, alone on its line
            found.append(Block(marker, found[-1].line + 1 if found else 1))
            marker = ""
        elif token.type == "inline":
            line = token.map[0] + 1 if token.map else 1
            found.append(Block(_plain(token.children or []), line, marker))
            marker = ""
    return found


def _plain(tokens: list[Token]) -> str:
    """The text of inline tokens without its formatting; line ends are kept."""
    parts = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"} or LINE_BREAK.fullmatch(token.content):
            parts.append("\n")
        elif token.type in {"text", "code_inline", "text_special"}:
            parts.append(token.content)
        elif token.type == "image":
            parts.append(_plain(token.children or []))
    return "".join(parts)
