"""What may be an actor: a stretch of text, and what kind of actor it would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["un-body", "post", "state", "igo", "ngo-other", "collective", "document"]
Origin = Literal["name", "shape", "short", "group", "people", "mandate"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words from `start` to `end` that may name an actor, of a `kind`; a `document` hides the names inside it.

    `origin` is how it was found: a name of the authority data (whose `key` it has), the shape of a name, a short form of a name,
    a group of actors, people, or the words of a mandate.
    """

    start: int
    end: int
    kind: Kind
    origin: Origin
    key: str | None = None

    @property
    def length(self) -> int:
        """How many code points it has."""
        return self.end - self.start
