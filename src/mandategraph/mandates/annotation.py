"""What is read in one operative paragraph or item, as plain values: all words are quotes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Operative:
    """An operative phrase: its place in the text, the act it performs (None for a further verb), and its family."""

    phrase: str
    family: str
    act: str | None
    start: int
    end: int


Clause = tuple[Operative, int]  # an operative phrase, and where its words end


@dataclass(frozen=True, slots=True)
class Task:
    """A task that somebody is given; `start` is its place in the text.

    With `inherited`, directive and addressees stand in a chapeau.

    `directive` is the phrase that gives it, if one is printed, and `act` its act.
    """

    directive: str | None
    act: str | None
    addressees: tuple[str, ...]
    kind: str
    task: str
    start: int
    recipients: tuple[str, ...] = ()
    deadline: str | None = None
    periodicity: str | None = None
    partners: tuple[str, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Extended:
    """What is extended, until when or for how long, and the provision on which it rests; its words are from `start` to `end`.

    `act` is the act that does it, None where the verb itself extends; with `requested` the Secretary-General is to do it. `place`
    is where the words of `entity` begin: "its mandate" is that of a body named before.
    """

    entity: str
    until: str | None
    duration: str | None
    basis: str | None
    start: int
    end: int
    place: int
    act: str | None = None
    requested: bool = False


@dataclass(frozen=True, slots=True)
class Renamed:
    """The old name, if it is printed (from `old_start`), and the new one; `here` is true where the paragraph itself decides it."""

    old: str | None
    new: str
    here: bool
    start: int
    end: int
    old_start: int


@dataclass(frozen=True, slots=True)
class Established:
    """What is established, or with `ends` terminated, by which act; the words that decide it are from `start` to `end`."""

    entity: str
    ends: bool
    start: int
    end: int
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """A clause on the life of what a document decides, by its words from `start` to `end`.

    `kind` is `review` (it is looked at again), `expiry` (it ends by itself or when a condition is met) or `sunset` (it ends unless
    something else is decided). `firm` is false where the body only expresses an intention or readiness. `when` are the words of the
    time, if any are printed.
    """

    kind: Literal["review", "expiry", "sunset"]
    firm: bool
    when: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that is read in one paragraph."""

    acts: tuple[Operative, ...] = ()
    mandates: tuple[Task, ...] = ()
    extensions: tuple[Extended, ...] = ()
    renamings: tuple[Renamed, ...] = ()
    establishment: Established | None = None
    endings: tuple[Ending, ...] = ()

    @property
    def extension(self) -> Extended | None:
        """The first extension."""
        return self.extensions[0] if self.extensions else None

    @property
    def renaming(self) -> Renamed | None:
        """The first renaming."""
        return self.renamings[0] if self.renamings else None

    def record(self) -> dict[str, Any]:
        """The annotation as a file of annotations has it, without actors."""
        extension, renaming, establishment = self.extension, self.renaming, self.establishment
        ends = {"ends": True} if establishment and establishment.ends else {}
        return {
            "acts": [{"phrase": act.phrase, "family": act.family} for act in self.acts],
            "mandates": [_mandate(task) for task in self.mandates],
            "extension": extension
            and {"entity": extension.entity, "until": extension.until, "for": extension.duration, "basis": extension.basis},
            "renaming": renaming and {"from": renaming.old, "to": renaming.new, "decided_here": renaming.here},
            "establishment": establishment and {"entity": establishment.entity, **ends},
        }


def _mandate(task: Task) -> dict[str, Any]:
    fields = asdict(task)
    names = ("directive", "addressees", "kind", "task", "deadline", "periodicity", "partners")
    place = {"in": "chapeau"} if task.inherited else {}
    listed = {name: list(fields[name]) if isinstance(fields[name], tuple) else fields[name] for name in names}
    return listed | {"recipient": list(task.recipients)} | place
