"""The document that an editor's hyperlink leads to, and whether the linked words name the same one."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from mandategraph.errors import SymbolError
from mandategraph.model import Status
from mandategraph.symbol import Symbol

FIGURES = re.compile(r"\d+|(?<=\()[IVXLC]+(?=\))")


def resolve(target: str, words: str) -> tuple[Symbol | None, Status]:
    """The document at the address `target`, and the status of the citation that the linked `words` make.

    >>> cited, status = resolve("https://undocs.org/en/S/RES/1325(2000)", "1325 (2000)")
    >>> str(cited), status
    ('S/RES/1325(2000)', 'resolved')
    >>> resolve("https://undocs.org/en/S/RES/1325(2000)", "1820 (2008)")
    (None, 'contradicted')
    >>> resolve("https://unece.org/ghs-implementation-0", "online")
    (None, 'unresolved')
    """
    symbol = _symbol(target)
    if symbol is None:
        return None, "unresolved"
    return (symbol, "resolved") if agree(words, symbol) else (None, "contradicted")


@lru_cache(maxsize=1 << 14)
def agree(words: str, symbol: Symbol) -> bool:
    """Whether linked words name a symbol: they hold it (a joint document has two), or all their figures are in it.

    Words without figures cannot disagree.

    >>> agree("A/48/486-S/26560", Symbol.parse("A/48/486")), agree("3/263", Symbol.parse("A/RES/73/263"))
    (True, False)
    """
    target = str(symbol).upper().replace(" ", "")
    said = "".join(words.split()).upper()
    return _holds(said, target) or not Counter(_figures(words)) - Counter(_figures(str(symbol)))


def _holds(said: str, target: str) -> bool:
    """Whether words hold a symbol as a whole, and not as a part of a longer one."""
    start = said.find(target)
    while start >= 0:
        before, after = said[max(0, start - 1) : start], said[start + len(target) : start + len(target) + 1]
        if not (before.isalnum() or before == "/" or after.isdigit() or after == "/"):
            return True
        start = said.find(target, start + 1)
    return False


def _figures(text: str) -> list[str]:
    return [figure.lstrip("0") for figure in FIGURES.findall(text.replace("( ", "(").replace(" )", ")"))]


@lru_cache(maxsize=1 << 14)  # a few documents are linked thousands of times
def _symbol(target: str) -> Symbol | None:
    try:
        return Symbol.parse(target)
    except SymbolError:
        return None
