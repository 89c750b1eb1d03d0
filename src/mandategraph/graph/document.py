"""Documents, their language versions and provisions."""

from __future__ import annotations

from collections.abc import Iterator

from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, describe, iri, literal, optional
from mandategraph.model import Provision, Resolution

CLASSES = {
    "preambular": "unm:PreambularParagraph",
    "operative": "unm:OperativeParagraph",
    "item": "unm:SubItem",
    "footnote": "unm:Footnote",
}
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
ISO_639_3 = {"en": "ENG", "es": "SPA", "fr": "FRA"}


def resolution(read: Resolution, names: Names) -> Iterator[Triple]:
    """A resolution with its language version, source file, provisions and note references."""
    document = names.document(read.symbol)
    version = names.language_version(read.symbol, read.language)
    source = names.source(read.source.sha256)
    yield from describe(
        document,
        None,
        ("unm:symbolAsPrinted", literal(read.symbol_as_printed)),
        ("dcterms:title", literal(read.title, read.language)),
        ("eli:is_realized_by", iri(version)),
    )
    yield from describe(
        version,
        "unm:LanguageVersion",
        ("eli:realizes", iri(document)),
        ("eli:language", iri(LANGUAGES + ISO_639_3[read.language])),
        ("unm:titleAsPrinted", literal(read.title_as_printed, read.language)),
        ("prov:wasDerivedFrom", iri(source)),
    )
    yield from describe(
        source,
        "unm:SourceFile",
        ("unm:sha256", literal(read.source.sha256)),
        ("unm:fileName", literal(read.source.name)),
        ("dcterms:format", literal(read.source.media_type)),
    )
    for order, provision in enumerate(read.provisions, start=1):
        yield from _provision(provision, order, read, names)


def _provision(provision: Provision, order: int, read: Resolution, names: Names) -> Iterator[Triple]:
    node = names.part(read.symbol, provision.id)
    lead = provision.lead
    parent = names.part(read.symbol, provision.parent) if provision.parent else names.document(read.symbol)
    yield from describe(
        node,
        CLASSES[provision.kind],
        ("eli:is_part_of", iri(parent)),
        ("eli:number", optional(provision.number)),
        ("unm:order", literal(order)),
        ("unm:text", literal(provision.text, read.language)),
        ("unm:leadAct", iri(f"act:{lead.act}") if lead else None),
        ("unm:leadPhrase", literal(lead.phrase, read.language) if lead else None),
    )
    for n, reference in enumerate(provision.note_references, start=1):
        note_id = f"fn-{reference.number}"
        if note_id in read.by_id:
            note = names.part(read.symbol, note_id)
            yield from describe(
                names.part(read.symbol, f"noteref-{provision.id}-{n}"),
                "unm:NoteReference",
                ("unm:inProvision", iri(node)),
                ("unm:offset", literal(reference.offset)),
                ("unm:refersToNote", iri(note)),
            )
            yield from describe(note, None, ("unm:anchoredIn", iri(node)))
