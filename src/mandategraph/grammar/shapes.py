"""What a document symbol looks like, from `data/grammar/shapes.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from mandategraph import assets
from mandategraph.grammar.language import filled


@cache
def _table() -> dict[str, Any]:
    return assets.toml("data/grammar/shapes.toml")


@cache
def shape(name: str) -> str:
    """The pattern of a shape with its parts filled in.

    >>> import re
    >>> re.match(shape("printed"), "58/220 A world fit for children")[0], re.match(shape("printed"), "60/265 B. Follow-up")[0]
    ('58/220', '60/265 B')
    """
    table = _table()
    pattern: str = table[name]
    for part in ("full", "number", "heading_part"):
        pattern = filled(pattern, {part: table[part]})
    return pattern


@cache
def _elsewhere() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(beginning) for name, beginning in _table()["elsewhere"].items()}


@lru_cache(maxsize=1 << 14)
def organization(symbol: str) -> str | None:
    """The organization outside the document system of the United Nations whose symbol this is, or None.

    >>> organization("WHA60/2007/REC/1"), organization("A/RES/58/220")
    ('World Health Organization', None)
    """
    return next((name for name, beginning in _elsewhere().items() if beginning.match(symbol)), None)


def decision_series(body: str) -> str | None:
    """The series in which a body numbers its decisions, or None where its decisions have no symbol.

    >>> decision_series("body/ga"), decision_series("body/eclac")
    ('A/DEC/', None)
    """
    series: str | None = _table()["decisions"].get(body)
    return series
