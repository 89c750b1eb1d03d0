"""How mandates go on, and bodies begin and end: extensions, establishments, terminations and clauses on review and expiry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mandategraph.grammar import acts, periods
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
    """What a resolution sets up or ends, or has somebody set up; a request counts only for a body of the authority data."""
    found = []
    asking = {key for key, act in acts.load(language.code).acts.items() if act.family == "directive"}
    for reading in readings:
        made, provision = reading.annotation.establishment, reading.provision
        if made and made.act:
            evidence = _evidence(provision, made.start, made.end)
            entity = _actor(provision, made.entity, made.start, names[provision.id], language, whole=True)
            if made.act not in asking or (entity and entity.startswith("body/")):
                found.append(Establishment(evidence, made.act, made.entity, entity, made.ends))
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


def _evidence(provision: Provision, start: int, end: int) -> Evidence:
    """The words from one place to another, without blanks and commas around them."""
    words = provision.text[start:end]
    begin = start + len(words) - len(words.lstrip(" ,"))
    return Evidence.of(provision, begin, begin + len(words.strip(" ,")), "clause")


def _actor(
    provision: Provision, words: str, start: int, names: Sequence[NameSpan], language: Language, *, whole: bool = False
) -> str | None:
    """The actor that words mean: the name with which they begin, or a candidate where they look like the name of an organ.

    Words that only qualify a name may stand before it: "current New York-based Monitoring Team", "deployment of MONUC". With
    `whole` nothing may follow it but its acronym: a "MINUJUSTH advance planning team" is not MINUJUSTH.
    """
    place = provision.text.find(words, start)
    led = language.pattern("change", "lead_in").match(words)
    begins = {place, place + led.end()} if led else {place}
    inside = [name for name in names if place <= name.start < place + len(words) and name.kind not in {"state", "group"}]
    keys = {name.key for name in inside}
    ends = bool(inside) and inside[-1].end >= place + len(words.rstrip(")"))
    for name in inside:
        if name.start in begins and (not whole or (ends and len(keys) == 1)):
            return name.key
    if not whole and ends and len(keys) == 1 and not language.pattern("change", "no_actor").match(words):
        return inside[0].key  # "Somalia and Eritrea SEMG"
    organ = words[:1].isupper() and language.pattern("change", "is_organ").search(words)
    joined = language.pattern("change", "joined").search(words)
    return f"candidate/{slug(words.partition(' (')[0])}" if organ and not joined else None


def _base(extended: Extended, provision: Provision, citations: Sequence[Citation]) -> Citation | None:
    """The citation that stands in the words for the basis of a mandate."""
    if not extended.basis:
        return None
    start = provision.text.find(extended.basis, extended.start)
    end = start + len(extended.basis)
    inside = (c for c in citations if c.evidence.provision == provision.id and c.evidence.method != "editor-link")
    return next((c for c in inside if c.evidence.start < end and c.evidence.end > start), None)
