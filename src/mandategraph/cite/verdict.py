"""What a reference is resolved to, and the clues by which that is done."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mandategraph.cite.context import Body, Context
from mandategraph.errors import SymbolError
from mandategraph.grammar import numbering
from mandategraph.model import Method, Status
from mandategraph.symbol import Symbol

COUNCIL = "body/sc"
STATEMENTS = "S/PRST/"


class Verdict(NamedTuple):
    """What a token was resolved to. `issuer` is the body whose document it is: a key, or a name as printed."""

    cited: Symbol | str | None
    status: Status
    method: Method
    issuer: str | None = None
    candidates: tuple[Symbol, ...] = ()


class Clues(NamedTuple):
    """What helps to resolve a number: its context, the year of its date, and what is known of the text around it.

    `issuer` adopted the text; `in_list` is the body of the number before in the same list; `known` what the same number named
    earlier in the text; `after` the body named after the number.
    """

    context: Context | None
    year: int | None
    issuer: str | None
    in_list: Verdict | None = None
    known: Symbol | None = None
    after: Body | None = None

    @property
    def named(self) -> Body | None:
        """The body that the words name for the number."""
        return self.after or (self.context.body if self.context else None)

    @property
    def near(self) -> str | None:
        """The key of the body named last before the number."""
        return self.context.near.key if self.context and self.context.near else None

    @property
    def statement(self) -> bool:
        """Whether a statement of the President of the Security Council is meant."""
        if self.context:
            return self.context.statement
        return bool(self.in_list and self.in_list.cited and str(self.in_list.cited).startswith(STATEMENTS))

    @property
    def decision(self) -> bool:
        """Whether a decision is meant."""
        if self.context:
            return self.context.decision
        return bool(self.in_list and self.in_list.cited and "/DEC/" in str(self.in_list.cited))


def council(number: str) -> Verdict | None:
    """The resolution of the Security Council of a number, with the year that follows from it."""
    year = numbering.council_year(int(number))
    return Verdict(parsed(f"{number}({year})", COUNCIL), "resolved", "numbering", COUNCIL) if year else None


@lru_cache(maxsize=1 << 15)  # a few documents are cited thousands of times
def parsed(text: str, body: str | None = None) -> Symbol | None:
    """The symbol that a text prints, or None where it is none, or none of that body."""
    try:
        found = Symbol.parse(text, body=body)
    except SymbolError:
        return None
    return found if body is None or found.body == body else None
