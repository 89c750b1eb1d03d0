"""A whole document, read provision by provision: each task with the paragraph that introduces it and the places of its actors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mandategraph.grammar.language import Language
from mandategraph.grammar.parties import Party
from mandategraph.mandates.annotation import Annotation, Task
from mandategraph.mandates.reading import Reader
from mandategraph.model import Provision, Resolution


@dataclass(frozen=True, slots=True)
class Given:
    """A task that a document gives. With a `chapeau` directive and addressees stand there.

    `parties` are the places where those who act, receive and take part are named; the issuing body need not be printed: `own`.
    """

    task: Task
    chapeau: Provision | None
    parties: tuple[Party, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in one provision of a document."""

    provision: Provision
    annotation: Annotation
    given: tuple[Given, ...]


def read(resolution: Resolution, language: Language) -> tuple[Reading, ...]:
    """The readings of the operative paragraphs of a resolution and of the items below them, in document order.

    What an annex or a draft inside the document says is not asked by the document, and is left out. So are words that only
    introduce items: the items are the tasks.
    """
    reader = Reader(language, resolution.issuing_body)
    introduces = {provision.parent for provision in resolution.provisions if provision.kind == "item"}
    found: dict[str, Reading] = {}
    for provision in resolution.provisions:
        above = list(_above(provision, found))
        if provision.kind == "operative" or (provision.kind == "item" and (above or _under_preamble(provision, resolution))):
            chapeaux = tuple(other.provision.text for other in above)
            annotation = _annotation(provision.text, chapeaux, resolution.issuing_body, language)
            chapeau = next((other.provision for other in reversed(above) if other.annotation.acts), None)
            introduced = provision.id in introduces and provision.text.rstrip().endswith(":")
            given = tuple(
                _given(task, provision, chapeau, reader.issuer)
                for task in annotation.mandates
                if not introduced or not (task.inherited or language.pattern("mandate", "unfinished").search(task.task))
            )
            found[provision.id] = Reading(provision, annotation, given)
    return tuple(found.values())


@lru_cache(maxsize=1 << 13)  # many paragraphs stand word for word in resolution after resolution
def _annotation(text: str, chapeaux: tuple[str, ...], issuer: str, language: Language) -> Annotation:
    return Reader(language, issuer).annotation(text, chapeaux)


def parties(readings: tuple[Reading, ...]) -> Mapping[str, list[Party]]:
    """The places of the actors of all tasks, by provision id, in order and each once."""
    found: dict[str, list[Party]] = {}
    for party in sorted({party for reading in readings for given in reading.given for party in given.parties}):
        found.setdefault(party.provision, []).append(party)
    return found


def _under_preamble(item: Provision, resolution: Resolution) -> bool:
    """Whether an item stands under a paragraph of the preamble, as do those after "Acting under Chapter VII of the Charter:"."""
    return bool(item.parent) and resolution.by_id[item.parent or ""].kind == "preambular"


def _above(provision: Provision, found: Mapping[str, Reading]) -> Iterator[Reading]:
    """The readings of the provisions that introduce an item, outermost first."""
    parent = found.get(provision.parent or "")
    if parent and provision.kind == "item":
        yield from _above(parent.provision, found)
        yield parent


def _given(task: Task, provision: Provision, chapeau: Provision | None, issuer: str) -> Given:
    above = chapeau if task.inherited else None
    places = list(_places(task, provision, above))
    named = {quote for _, quote in places}
    return Given(task, above, tuple(party for party, _ in places), issuer in task.addressees and issuer not in named)


def _places(task: Task, provision: Provision, above: Provision | None) -> Iterator[tuple[Party, str]]:
    """The places of the quotes of a task, with the quotes; one that is not printed has none."""
    for quote in task.addressees:
        for where in (above, provision) if above else (provision,):
            until = task.start if where is provision else len(where.text)
            start = _last(where.text, quote, until)
            if start >= 0:
                yield Party(where.id, start, start + len(quote), "addressee"), quote
                break
    for role, quotes in (("recipient", task.recipients), ("partner", task.partners)):
        for quote in quotes:
            start = _first(provision.text, quote, task.start if role == "recipient" else 0)
            if start >= 0:
                yield Party(provision.id, start, start + len(quote), role), quote


def _last(text: str, quote: str, until: int) -> int:
    """Where a quote stands last before a place, else where it stands first after it, or -1."""
    start = text.rfind(quote, 0, until)
    while start >= 0 and not _whole(text, start, quote):
        start = text.rfind(quote, 0, start)
    return start if start >= 0 else _first(text, quote, until)


def _first(text: str, quote: str, begin: int) -> int:
    """Where a quote stands first from a place on, or -1."""
    start = text.find(quote, begin)
    while start >= 0 and not _whole(text, start, quote):
        start = text.find(quote, start + 1)
    return start


def _whole(text: str, start: int, quote: str) -> bool:
    """Whether the words at a place are no part of longer words."""
    return not text[max(0, start - 1) : start].isalnum() and not text[start + len(quote) : start + len(quote) + 1].isalnum()
