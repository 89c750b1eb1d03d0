"""What a document symbol looks like, from `data/grammar/shapes.toml`."""

from __future__ import annotations

from functools import cache
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
    for part in ("full", "number", "part"):
        pattern = filled(pattern, {part: table[part]})
    return pattern


def decision_series(body: str) -> str | None:
    """The series in which a body numbers its decisions, or None where its decisions have no symbol.

    >>> decision_series("body/ga"), decision_series("body/eclac")
    ('A/DEC/', None)
    """
    series: str | None = _table()["decisions"].get(body)
    return series
