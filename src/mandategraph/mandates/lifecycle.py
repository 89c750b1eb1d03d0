"""How mandates go on, and bodies begin and end: extensions, establishments, terminations and clauses on review and expiry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandategraph.grammar import periods
from mandategraph.grammar.dates import last_day
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.mandates.annotation import Extended
from mandategraph.mandates.extensions import bearer
from mandategraph.mandates.readings import Reading
from mandategraph.model import Citation, Clause, Establishment, Evidence, Extension, Provision, Resolution
from mandategraph.symbol import Symbol
from mandategraph.wording import slug


def extensions(
    resolution: Resolution,
    readings: Sequence[Reading],
    names: Mapping[str, Sequence[NameSpan]],
    citations: Sequence[Citation],
    language: Language,
) -> tuple[Extension, ...]:
    """The extensions that a resolution decides, not those it requests of others; `names` are by provision id."""
    found = []
    for provision, extended in ((reading.provision, each) for reading in readings for each in reading.annotation.extensions):
        if extended.requested:
            continue
        base = _base(extended, provision, citations)
        named, place, words = bearer(extended, provision, resolution, language) or (provision, extended.place, extended.entity)
        found.append(
            Extension(
                evidence=_evidence(provision, min(extended.start, extended.place), extended.end),
                act=extended.act or "decide",  # "Extends the mandate" decides it
                extended=extended.entity,
                entity=_actor(named, words, place, names[named.id], language),
                expires=last_day(extended.until, language) if extended.until else None,
                duration=periods.duration(extended.duration, language) if extended.duration else None,
                base=base.cited if base and isinstance(base.cited, Symbol) else None,
                provisions=base.provisions if base else (),
            )
        )
    return tuple(found)


def establishments(
    readings: Sequence[Reading], names: Mapping[str, Sequence[NameSpan]], language: Language
) -> tuple[Establishment, ...]:
    """What a resolution sets up or ends; a request to set something up is a mandate, and no establishment of its own."""
    found = []
    for reading in readings:
        made, provision = reading.annotation.establishment, reading.provision
        act = _act(reading, made.start) if made else None
        if made and act:
            evidence = _evidence(provision, made.start, made.end)
            entity = _actor(provision, made.entity, made.start, names[provision.id], language)
            found.append(Establishment(evidence, act, made.entity, entity, made.ends))
    return tuple(found)


def clauses(readings: Sequence[Reading], language: Language) -> tuple[Clause, ...]:
    """The clauses on review, expiry and sunset of a resolution."""
    found = []
    for reading in readings:
        for ending in reading.annotation.endings:
            evidence = _evidence(reading.provision, ending.start, ending.end)
            day = last_day(ending.when, language) if ending.when else None
            found.append(Clause(evidence, ending.kind, ending.firm, ending.when, day))
    return tuple(found)


def _act(reading: Reading, start: int) -> str | None:
    """The dispositive act to which words belong that begin at a place."""
    before = [act for act in reading.annotation.acts if act.end <= start]
    return before[-1].act if before and before[-1].family == "dispositive" else None


def _evidence(provision: Provision, start: int, end: int) -> Evidence:
    """The words from one place to another, without blanks and commas around them."""
    words = provision.text[start:end]
    begin = start + len(words) - len(words.lstrip(" ,"))
    return Evidence.of(provision, begin, begin + len(words.strip(" ,")), "clause")


def _actor(provision: Provision, words: str, start: int, names: Sequence[NameSpan], language: Language) -> str | None:
    """The actor that words mean: the name with which they begin, or a candidate where they look like the name of an organ.

    Words that only qualify a name may stand before it: "current New York-based Monitoring Team", "deployment of MONUC".
    """
    place = provision.text.find(words, start)
    led = language.pattern("change", "lead_in").match(words)
    for name in names:
        if name.start == place or (led and name.start == place + led.end()):
            return name.key
    organ = words[:1].isupper() and language.pattern("change", "is_organ").search(words)
    return f"candidate/{slug(words.partition(' (')[0])}" if organ else None


def _base(extended: Extended, provision: Provision, citations: Sequence[Citation]) -> Citation | None:
    """The citation that stands in the words for the basis of a mandate."""
    if not extended.basis:
        return None
    start = provision.text.find(extended.basis, extended.start)
    end = start + len(extended.basis)
    inside = (c for c in citations if c.evidence.provision == provision.id and c.evidence.method != "editor-link")
    return next((c for c in inside if c.evidence.start < end and c.evidence.end > start), None)
