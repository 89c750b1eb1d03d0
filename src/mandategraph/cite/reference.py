"""A reference to a document, as `cite` gives it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mandategraph.grammar import methods
from mandategraph.model import Method, Scope, Status
from mandategraph.symbol import Symbol


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a document: `quote` is what stands from `start` to `end`, in code points.

    `cited` is its symbol where one could be told; `candidates` are the documents that ambiguous words can mean, or the one that
    a misprinted number probably means. `issuer` is whose document it is: the key of a body, or its name as printed. `form` is how
    it is printed, `pinpoint` the part that is meant, and `provisions` the ids of the paragraphs which that names (`op-4-b`).
    `act` is the act by which the paragraph cites, in the words `phrase`; `scope` says what governs the reference.
    """

    start: int
    end: int
    quote: str
    cited: Symbol | None
    status: Status
    form: str
    method: Method
    issuer: str | None = None
    candidates: tuple[Symbol, ...] = ()
    pinpoint: str | None = None
    provisions: tuple[str, ...] = ()
    act: str = "mention"
    phrase: str | None = None
    scope: Scope = "embedded"

    @property
    def confidence(self) -> Decimal:
        """How far the method is trusted, from 0 to 1, as in `data/grammar/methods.toml`."""
        return methods.confidences()[self.method]


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words with the shape of a symbol that no reference covers."""

    start: int
    end: int
    quote: str
