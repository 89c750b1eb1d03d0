"""Everything that is read in one resolution, joined: the stages know nothing of one another."""

from __future__ import annotations

from dataclasses import dataclass

from mandategraph import actors, authority, mandates
from mandategraph.cite import find, links
from mandategraph.grammar import acts, clauses, names
from mandategraph.grammar import language as languages
from mandategraph.mandates import lifecycle, renamings, reported
from mandategraph.model import (
    Citation,
    Clause,
    Establishment,
    Extension,
    InternalReference,
    Mandate,
    Mention,
    Renaming,
    ReportedAct,
    Resolution,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The statements of a resolution, each kind in document order; `links` are the citations that its editors linked."""

    resolution: Resolution
    citations: tuple[Citation, ...]
    links: tuple[Citation, ...]
    internal_references: tuple[InternalReference, ...]
    mentions: tuple[Mention, ...]
    mandates: tuple[Mandate, ...]
    extensions: tuple[Extension, ...]
    establishments: tuple[Establishment, ...]
    clauses: tuple[Clause, ...]
    reported_acts: tuple[ReportedAct, ...]
    renamings: tuple[Renaming, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, kind by kind."""
        return (
            *self.citations,
            *self.links,
            *self.internal_references,
            *self.mentions,
            *self.mandates,
            *self.extensions,
            *self.establishments,
            *self.clauses,
            *self.reported_acts,
            *self.renamings,
        )


def extract(resolution: Resolution, facts: authority.Authority | None = None) -> Extraction:
    """The statements of a resolution; `facts` are the curated facts (default: the package's own).

    In a language without a grammar only the editors' links speak, in one whose grammar tells citations alone only these and the
    links. A draft that was not adopted gives no mandate and no name.
    """
    facts = facts or authority.load()
    if resolution.language not in languages.available():
        return _citations_alone(resolution, facts)
    language = languages.load(resolution.language)
    lexicon = acts.load(resolution.language)
    spans = names.names_of(resolution, facts, language)
    told = {p.id: clauses.reported(p, spans[p.id], lexicon, language) for p in resolution.provisions}
    adopted = resolution.kind != "draft-resolution"
    references = find(resolution, spans, told, facts, language)
    citations = tuple(reference for reference in references if isinstance(reference, Citation))
    readings = mandates.read(resolution, language) if adopted else ()
    mentions = actors.find(resolution, spans, told, mandates.parties(readings), facts, language)
    return Extraction(
        resolution,
        citations,
        links(resolution, told, language),
        tuple(reference for reference in references if isinstance(reference, InternalReference)),
        mentions,
        mandates.find(resolution, readings, mentions, facts, language),
        lifecycle.extensions(resolution, readings, spans, citations, language),
        lifecycle.establishments(readings, spans, language),
        lifecycle.clauses(readings, language),
        reported.find(resolution, spans, told, mentions, citations, language),
        renamings.find(resolution, spans, told, citations, language) if adopted else (),
    )


def _citations_alone(resolution: Resolution, facts: authority.Authority) -> Extraction:
    """What is read in a language in which neither names nor mandates are."""
    known = resolution.language in languages.readable()
    language = languages.load(resolution.language) if known else None
    references = find(resolution, {}, {}, facts, language) if language and language.has("citation") else ()
    return Extraction(
        resolution,
        tuple(reference for reference in references if isinstance(reference, Citation)),
        links(resolution, {}, language if language and language.has("citation") else None),
        tuple(reference for reference in references if isinstance(reference, InternalReference)),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
    )
