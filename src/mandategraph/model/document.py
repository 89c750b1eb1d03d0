"""A resolution as it was read: its parts, each text once, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Literal

from mandategraph.symbol import Symbol

ProvisionKind = Literal["preambular", "operative", "item", "footnote"]


@dataclass(frozen=True, slots=True)
class Lead:
    """The opening phrase of a provision: `phrase` as printed with its adverbs, `act` as in `ontology/acts.ttl`."""

    phrase: str
    act: str
    family: str


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote mark: `offset` in code points into the provision's text, and the note's `number`."""

    offset: int
    number: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of a resolution with its own text.

    `id` is its address inside the document (`pp-1`, `op-8`, `op-8-b`, `fn-15`), `number` the printed number without
    punctuation around it, `parent` the id of the provision it belongs to. `text` has its white space normalised and
    holds neither number nor note marks; all offsets of statements count its Unicode code points from 0.
    """

    id: str
    kind: ProvisionKind
    text: str
    number: str | None = None
    parent: str | None = None
    lead: Lead | None = None
    note_references: tuple[NoteReference, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a resolution was read from: name, SHA-256 in hexadecimal, media type."""

    name: str
    sha256: str
    media_type: str


@dataclass(frozen=True)
class Resolution:
    """A resolution in one language.

    `symbol_as_printed` and `title_as_printed` are what stands on the page; `symbol` is canonical and `title` has the
    case of running text. `issuing_body` is an actor key such as `body/eclac`. `provisions` are in document order, the
    footnotes last.
    """

    symbol: Symbol
    symbol_as_printed: str
    title: str
    title_as_printed: str
    issuing_body: str
    language: str
    provisions: tuple[Provision, ...] = field(repr=False)
    source: SourceFile

    @cached_property
    def by_id(self) -> dict[str, Provision]:
        """The provisions by their ids."""
        return {provision.id: provision for provision in self.provisions}

    def items_of(self, provision: Provision) -> tuple[Provision, ...]:
        """The sub-items directly under a provision, in order."""
        return tuple(p for p in self.provisions if p.kind == "item" and p.parent == provision.id)

    def _repr_html_(self) -> str:
        """The resolution as a notebook shows it."""
        rows = "".join(
            f"<tr><td><code>{escape(p.id)}</code></td><td>"
            + (f"<i>{escape(p.lead.phrase)}</i>{escape(p.text[len(p.lead.phrase) :])}" if p.lead else escape(p.text))
            + "</td></tr>"
            for p in self.provisions
        )
        return f"<h4>{escape(str(self.symbol))} {escape(self.title)}</h4><table>{rows}</table>"
