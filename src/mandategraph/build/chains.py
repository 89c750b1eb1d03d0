"""The chains of extensions over all documents of a store in the making."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mandategraph.continuity import Extended, chains, confidence
from mandategraph.graph import derived
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple
from mandategraph.store.embedded import Generation

# A set of resolutions decides nothing; the resolutions in it do.
EXTENSIONS = """
PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX schema: <http://schema.org/>
SELECT ?extension ?day ?entity ?provision WHERE {
  ?extension a unm:MandateExtension ; unm:inProvision/eli:is_part_of+/eli:realizes? ?work .
  ?work dcterms:identifier ?symbol FILTER NOT EXISTS { ?work eli:has_part ?member }
  OPTIONAL { ?work eli:date_document ?date }
  OPTIONAL { ?work unm:adoptedAtSession/schema:startDate ?first }
  BIND(COALESCE(?date, ?first) AS ?day)
  OPTIONAL { ?extension unm:extendedEntity ?entity }
  OPTIONAL { ?extension unm:baseProvision ?provision }
}"""


def triples(generation: Generation, names: Names) -> Iterator[Triple]:
    """Which extension continues which, from the graphs that the generation holds: those of documents and the curated facts."""
    for link in chains(_extensions(generation)):
        yield from derived.continuity(link.later, link.earlier, link.method, confidence(link.method), names)


def _extensions(generation: Generation) -> Iterator[Extended]:
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for extension, *values in generation.rows(EXTENSIONS):
        for known, value in zip(found.setdefault(str(extension), (set(), set(), set())), values, strict=True):
            known.update({value} if value else ())
    for extension, (days, entities, provisions) in found.items():
        day = date.fromisoformat(min(days)) if days else None
        yield Extended(extension, day, min(entities, default=None), frozenset(provisions))
