"""What is read in a resolution, each statement with the words that prove it.

Entities are named by keys, which are the tails of their IRIs: `body/eclac`, `state/ARG`, `post/eclac-executive-secretary`,
`group/developing-countries`, `instrument/monterrey-consensus-2002`, `conference/…`, `period/2006-2007`,
`programme/eclac/2006-2007`; `candidate/…` for a name that the authority data do not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mandategraph.model.document import Provision
from mandategraph.symbol import Symbol

Method = Literal[
    "explicit", "numbering", "date", "list", "repetition", "issuer", "antecedent", "clause", "footnote", "editor-link", "shape"
]
Scope = Literal["governed", "embedded", "reported", "footnote"]
Status = Literal["resolved", "inferred-antecedent", "ambiguous", "unresolved", "contradicted"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the words stand: provision id, code points `start` (inclusive) to `end` (exclusive), the quote itself."""

    provision: str
    start: int
    end: int
    quote: str
    method: Method

    @classmethod
    def of(cls, provision: Provision, start: int, end: int, method: Method = "explicit") -> Evidence:
        """The evidence that the words from `start` to `end` of a provision give.

        >>> Evidence.of(Provision("pp-1", "preambular", "Recalling its resolution 1/2,"), 10, 28).quote
        'its resolution 1/2'
        """
        return cls(provision.id, start, end, provision.text[start:end], method)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document is cited. `cited` is a symbol, the key of an instrument, or None where no document could be named.

    `form` says how the reference is printed, `issuer` whose document it is (the key of a body, or its name as printed),
    `candidates` which documents ambiguous or misprinted words can mean. `pinpoint` is the part that is meant, as printed, and
    `provisions` the ids of the paragraphs of the cited document that it names. `link_target` is the address that an editor's
    hyperlink gives; where words and address disagree, or a number and its year, the status is `contradicted`.
    """

    evidence: Evidence
    cited: Symbol | str | None
    act: str
    scope: Scope
    status: Status
    pinpoint: str | None = None
    form: str = "symbol"
    issuer: str | None = None
    candidates: tuple[Symbol, ...] = ()
    provisions: tuple[str, ...] = ()
    link_target: str | None = None


@dataclass(frozen=True, slots=True)
class InternalReference:
    """Words that refer to paragraphs of the resolution itself: `provisions` are their ids, `pinpoint` the words that name them."""

    evidence: Evidence
    provisions: tuple[str, ...]
    pinpoint: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry of a text that names entities (mostly one), with the role of an actor.

    `place`, `start` and `end` are what the words say of a conference; `open_list` that its list is not complete.
    """

    evidence: Evidence
    entities: tuple[str, ...]
    role: str | None = None
    open_list: bool = False
    place: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task is due: the `words`, and what they fix, if anything.

    `by` is the last day that they allow, said as exactly as `precision` (day, month or year). `session` is the number of a session,
    of the `body` (an entity key) where the words or the recipient tell whose.
    """

    words: str
    by: date | None = None
    precision: str | None = None
    session: int | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Mandate:
    """A task given to addressees, or to nobody who is named; the quote of the evidence is the task.

    `directive` is the phrase that gives it, as printed in the provision or its `chapeau`, `task_kind` one of those in
    `ontology/statements.ttl`. `periodicity` are the words that make it recurrent, `period` the ISO 8601 duration that they name.
    """

    evidence: Evidence
    act: str
    force: str
    addressees: tuple[str, ...]
    task_kind: str
    directive: str | None = None
    task_verb: str | None = None
    chapeau: str | None = None
    secondary_addressees: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    periodicity: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """A mandate, measure or authorization is extended; the quote is the clause that decides it.

    `extended` are the words that name what is extended, and `entity` the actor that they mean, if they mean one. `expires` is the
    last day, `duration` an ISO 8601 duration. `base` are the documents that set the mandate out, `provisions` the ids of their
    paragraphs that the words name.
    """

    evidence: Evidence
    act: str
    extended: str
    entity: str | None = None
    expires: date | None = None
    duration: str | None = None
    base: Symbol | None = None
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Establishment:
    """A body, fund, day or mission is set up, or with `ends` terminated.

    `established` are the words that name it, `entity` the actor that they mean, if they mean one.
    """

    evidence: Evidence
    act: str
    established: str
    entity: str | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause on how long something goes on: the quote says it.

    `clause_kind` is review, expiry (an end by itself) or sunset (an end unless something else is decided). A `firm` one is decided,
    the others are intended. `when` are the words that say when, and `day` the day that they name.
    """

    evidence: Evidence
    clause_kind: str
    firm: bool
    when: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ReportedAct:
    """An act that the text only tells of: by whom, addressed to whom, in which document."""

    evidence: Evidence
    act: str
    agent: str | None
    addressees: tuple[str, ...] = ()
    source: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entity gets another name. `reported` is true where another document decided it; `decided_in` names it if known."""

    evidence: Evidence
    entity: str
    from_name: str
    to_name: str
    decided_by: str | None
    decided_in: Symbol | None
    reported: bool
    mandate_preserved: bool = False


Statement = Citation | InternalReference | Mention | Mandate | Extension | Establishment | Clause | ReportedAct | Renaming
