"""What stands before the opening line of a document: its symbol, its title, its letter in a set of resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mandategraph.errors import SourceError, SymbolError
from mandategraph.grammar.shapes import decision_series, shape
from mandategraph.read.layout import Paragraph
from mandategraph.read.rules import Rules
from mandategraph.symbol import Symbol

LETTER = re.compile(
    r"(?P<letter>[A-Z])(?:⁅\w+⁆)?(?:[.\s]\s*(?P<title>\S.*))?"
)  # of a resolution in a set, alone or before its title
LAST = re.compile(rf"(?:^|\s)(?P<symbol>{shape('full')})$")  # "United Nations A/RES/75/100"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the heading: the symbol and the title as printed, the title empty where there is none.

    `weak`: the symbol stands at the end of a line of the cover, which may also name other documents.
    """

    symbol: str
    title: str
    text: str
    line: int
    weak: bool = False


def headings(titles: Sequence[Paragraph], rules: Rules) -> list[Heading]:
    """The lines before the opening line that have something like a symbol."""
    found = []
    for paragraph in titles:
        line = paragraph.lines[0].number
        if match := rules.heading(paragraph.text):
            found.append(Heading(match["symbol"], match["title"] or "", match[0], line))
        elif match := LAST.search(paragraph.text):
            found.append(Heading(match["symbol"], "", match["symbol"], line, weak=True))
    return found


def letter(titles: Sequence[Paragraph], rules: Rules) -> tuple[str, str, bool]:
    """The letter of a resolution in a set, its title after it or in the next lines, and whether it is alone on its line.

    Letter and title are empty where there is none.
    """
    texts = [paragraph.text for paragraph in titles if not rules.heading(paragraph.text)]
    for position, text in enumerate(texts):
        match = LETTER.fullmatch(text)
        if match:
            following = " ".join(text for text in texts[position + 1 :] if rules.is_title(text))
            return match["letter"], match["title"] or following, match["title"] is None
    return "", "", False


def chosen(found: list[Heading], issuer: str, path: object, *, decision: bool = False) -> tuple[Heading, Symbol]:
    """The heading with a symbol of the issuing body, at best one with a title; raises `SourceError` where there is none.

    `decision`: the text is worded as a decision, whose bare number belongs to the series of decisions.
    """
    parsed: list[tuple[Heading, Symbol]] = []
    reason = ""
    for heading in found:
        try:
            parsed.append((heading, _symbol(heading.symbol, issuer, decision=decision)))
        except SymbolError as error:
            reason = reason or str(error)
    choices = [
        *((heading, symbol) for heading, symbol in parsed if symbol.body == issuer and heading.title),
        *((heading, symbol) for heading, symbol in parsed if symbol.body == issuer and not heading.weak),
        *((heading, symbol) for heading, symbol in parsed if symbol.body == issuer),
        *((heading, symbol) for heading, symbol in parsed if symbol.body is None and not heading.weak),
    ]
    if not choices:
        remedy = "mend heading or opening line, or give the symbol (--symbol)"
        reason = reason or f"the heading has {parsed[0][1]}, which is none of the symbols of {issuer}; {remedy}"
        raise SourceError(path, reason, line=found[0].line)
    return choices[0]


def _symbol(printed: str, issuer: str, *, decision: bool) -> Symbol:
    """A printed symbol of a body."""
    series = decision_series(issuer) if decision and printed[:1].isdigit() else None
    return Symbol.parse(f"{series}{printed}") if series else Symbol.parse(printed, body=issuer)
