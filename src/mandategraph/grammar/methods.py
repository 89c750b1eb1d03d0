"""How far each extraction method is trusted, from `data/grammar/methods.toml`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from mandategraph import assets


@cache
def confidences() -> dict[str, Decimal]:
    """The confidence of each extraction method, from 0 to 1.

    >>> confidences()["explicit"] > confidences()["antecedent"]
    True
    """
    return {method: Decimal(value) for method, value in assets.toml("data/grammar/methods.toml").items()}
