"""Where the words stand that name somebody in a role: the form in which tasks tell mentions what they found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Words that name somebody in a `role`: addressee, recipient, partner.

    They stand from `start` to `end` in a `provision`, given by its id.
    """

    provision: str
    start: int
    end: int
    role: str
