"""A resolution as it was read: its parts, each text once, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Literal

from mandategraph.model.metadata import Metadata
from mandategraph.symbol import Symbol

DocumentKind = Literal["resolution", "decision", "presidential-statement", "draft-resolution"]
ProvisionKind = Literal[
    "preambular",
    "operative",
    "item",
    "footnote",
    "section",
    "heading",
    "annex",
    "annex-paragraph",
    "embedded-paragraph",
    "table-row",
]


@dataclass(frozen=True, slots=True)
class Lead:
    """An operative phrase: `phrase` as printed with its adverbs, `act` and its `family` as in `ontology/acts.ttl`.

    `offset` is where the phrase begins in the text of its provision. A phrase that the editors of a document marked, and that
    the grammar does not know, has no act.
    """

    phrase: str
    act: str | None
    family: str | None
    offset: int = 0

    @property
    def end(self) -> int:
        """Where the phrase ends in the text of its provision, exclusive."""
        return self.offset + len(self.phrase)


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote mark: `offset` in code points into the provision's text, and the note's `number`."""

    offset: int
    number: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link that the editors of a document set on the code points `start` to `end` of a provision's text."""

    provision: str
    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of a resolution with its own text.

    `id` is its address inside the document (`pp-1`, `op-8`, `op-8-b`, `fn-15`), `number` the printed number without
    punctuation around it, `parent` the id of the provision it belongs to. `text` has its white space normalised and
    holds neither number nor note marks; all offsets of statements count its Unicode code points from 0. `further` are the
    operative phrases after the leading one: the Security Council writes several into one paragraph.
    """

    id: str
    kind: ProvisionKind
    text: str
    number: str | None = None
    parent: str | None = None
    lead: Lead | None = None
    note_references: tuple[NoteReference, ...] = ()
    further: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a resolution was read from: name, SHA-256 in hexadecimal, media type.

    `upstream` is the address from which it was fetched, `commit` the state of the upstream repository, where they are known.
    """

    name: str
    sha256: str
    media_type: str
    upstream: str | None = None
    commit: str | None = None


@dataclass(frozen=True)
class Resolution:
    """A resolution, decision, presidential statement or draft resolution, in one language.

    `symbol_as_printed` and `title_as_printed` are what stands on the page; `symbol` is canonical and `title` has the
    case of running text; both are empty where the document prints none. `issuing_body` is an actor key such as `body/eclac`.
    `provisions` are in document order, the footnotes last. `parts` are the symbols of the resolutions of a set ("A-B"), which
    has no provisions of its own. `defects` are the defects of the file that the reader had to work around.
    """

    symbol: Symbol
    symbol_as_printed: str
    title: str
    title_as_printed: str
    issuing_body: str
    language: str
    provisions: tuple[Provision, ...] = field(repr=False)
    source: SourceFile
    kind: DocumentKind = "resolution"
    hyperlinks: tuple[Hyperlink, ...] = field(default=(), repr=False)
    metadata: Metadata = field(default=Metadata(), repr=False)
    parts: tuple[Symbol, ...] = ()
    defects: tuple[str, ...] = ()

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
