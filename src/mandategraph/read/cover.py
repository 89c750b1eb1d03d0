"""What stands before the opening line of a document: its symbol and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mandategraph.errors import SourceError, SymbolError
from mandategraph.read.layout import Paragraph
from mandategraph.read.rules import Rules
from mandategraph.symbol import Symbol

LETTER = re.compile(r"[A-Z]")  # alone on its line: the letter of a resolution in a set


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the heading: the symbol and the title as printed, the title empty where there is none."""

    symbol: str
    title: str
    text: str
    line: int


def headings(titles: Sequence[Paragraph], rules: Rules) -> list[Heading]:
    """The lines before the opening line that begin with something like a symbol."""
    found = []
    for paragraph in titles:
        match = rules.heading(paragraph.text)
        if match:
            found.append(Heading(match["symbol"], match["title"] or "", match[0], paragraph.lines[0].number))
    return found


def chosen(found: list[Heading], issuer: str, path: object) -> tuple[Heading, Symbol]:
    """The heading with a symbol of the issuing body, at best one with a title; raises `SourceError` where there is none."""
    parsed: list[tuple[Heading, Symbol]] = []
    reason = ""
    for heading in found:
        try:
            parsed.append((heading, Symbol.parse(heading.symbol, body=issuer)))
        except SymbolError as error:
            reason = reason or str(error)
    choices = [
        *((heading, symbol) for heading, symbol in parsed if symbol.body == issuer and heading.title),
        *((heading, symbol) for heading, symbol in parsed if symbol.body == issuer),
        *((heading, symbol) for heading, symbol in parsed if symbol.body is None),
    ]
    if not choices:
        reason = reason or f"the heading has {parsed[0][1]}, which is none of the symbols of {issuer}; mend heading or opening line"
        raise SourceError(path, reason, line=found[0].line)
    return choices[0]
