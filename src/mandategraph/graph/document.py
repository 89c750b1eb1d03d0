"""Documents, their language versions and provisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mandategraph.graph.names import Names
from mandategraph.graph.terms import Triple, address, describe, iri, literal, optional
from mandategraph.model import Lead, Provision, Resolution, SourceFile

CLASSES = {
    "preambular": "unm:PreambularParagraph",
    "operative": "unm:OperativeParagraph",
    "item": "unm:SubItem",
    "footnote": "unm:Footnote",
    "section": "unm:Section",
    "heading": "unm:Heading",
    "annex": "unm:Annex",
    "annex-paragraph": "unm:AnnexParagraph",
    "embedded-paragraph": "unm:EmbeddedParagraph",
    "table-row": "unm:TableRow",
}
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
ISO_639_3 = {"en": "ENG", "es": "SPA", "fr": "FRA", "ar": "ARA", "zh": "ZHO", "ru": "RUS", "de": "DEU"}
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Parts:
    """Names the parts of one language version: its provisions are those of the document, except the `unaligned` ones."""

    resolution: Resolution
    names: Names
    unaligned: frozenset[str] = frozenset()

    def provision(self, identity: str) -> str:
        """The IRI of a provision."""
        if identity in self.unaligned:
            return self.names.version_part(self.resolution.symbol, self.resolution.language, identity)
        return self.names.part(self.resolution.symbol, identity)

    def parent(self, provision: Provision) -> str:
        """The IRI of what a provision is a part of."""
        if provision.parent:
            return self.provision(provision.parent)
        if provision.id in self.unaligned:
            return self.names.language_version(self.resolution.symbol, self.resolution.language)
        return self.names.document(self.resolution.symbol)

    def own(self, kind: str, rest: str) -> str:
        """The IRI of something found in this language version; English ones have no language in their name."""
        language = self.resolution.language
        infix = "" if language == DEFAULT_LANGUAGE else f"{language}-"
        return self.names.part(self.resolution.symbol, f"{kind}-{infix}{rest}")


def resolution(parts: Parts, *, pivot: bool = True) -> Iterator[Triple]:
    """A resolution with its language version, source file, provisions and note references.

    The `pivot` is the version that gives the provisions their classes, numbers and order; the others add their texts.
    """
    read, names = parts.resolution, parts.names
    document = names.document(read.symbol)
    version = names.language_version(read.symbol, read.language)
    yield from describe(
        document,
        None,
        ("unm:symbolAsPrinted", literal(read.symbol_as_printed) if pivot else None),
        ("dcterms:title", optional(read.title, read.language)),
        ("eli:is_realized_by", iri(version)),
        *(("eli:has_part", iri(names.document(part))) for part in read.parts if pivot),
    )
    if pivot:
        for part in read.parts:
            yield from describe(names.document(part), None, ("eli:is_part_of", iri(document)))
    yield from describe(
        version,
        "unm:LanguageVersion",
        ("eli:realizes", iri(document)),
        ("eli:language", iri(LANGUAGES + ISO_639_3[read.language])),
        ("unm:titleAsPrinted", optional(read.title_as_printed, read.language)),
        ("unm:alignment", iri(f"alignment:{'partial' if parts.unaligned else 'complete'}")),
        ("prov:wasDerivedFrom", iri(names.source(read.source.sha256))),
    )
    numbers = {p.number: p.id for p in reversed(read.provisions) if p.kind == "footnote" and p.number}
    for order, provision in enumerate(read.provisions, start=1):
        yield from _provision(provision, order, parts, pivot=pivot or provision.id in parts.unaligned)
        yield from _marks(provision, numbers, parts)


def source(file: SourceFile, names: Names) -> Iterator[Triple]:
    """A source file."""
    yield from describe(
        names.source(file.sha256),
        "unm:SourceFile",
        ("unm:sha256", literal(file.sha256)),
        ("unm:fileName", literal(file.name)),
        ("dcterms:format", literal(file.media_type)),
        ("unm:upstream", address(file.upstream) if file.upstream else None),
        ("unm:upstreamCommit", optional(file.commit)),
    )


def _provision(provision: Provision, order: int, parts: Parts, *, pivot: bool) -> Iterator[Triple]:
    language, lead = parts.resolution.language, provision.lead
    node = parts.provision(provision.id)
    if pivot:
        yield from describe(
            node,
            CLASSES[provision.kind],
            ("eli:is_part_of", iri(parts.parent(provision))),
            ("eli:number", optional(provision.number)),
            ("unm:order", literal(order)),
            ("unm:leadAct", iri(f"act:{lead.act}") if lead and lead.act else None),
        )
    yield from describe(
        node,
        None,
        ("unm:text", optional(provision.text, language)),
        ("unm:leadPhrase", literal(lead.phrase, language) if lead else None),
    )


def _marks(provision: Provision, numbers: dict[str, str], parts: Parts) -> Iterator[Triple]:
    """The note references and the further operative phrases of a provision."""
    node, read = parts.provision(provision.id), parts.resolution
    version = iri(parts.names.language_version(read.symbol, read.language))
    for n, reference in enumerate(provision.note_references, start=1):
        if reference.number in numbers:
            note = parts.provision(numbers[reference.number])
            yield from describe(
                parts.own("noteref", f"{provision.id}-{n}"),
                "unm:NoteReference",
                ("unm:inProvision", iri(node)),
                ("unm:inLanguageVersion", version),
                ("unm:offset", literal(reference.offset)),
                ("unm:refersToNote", iri(note)),
            )
            yield from describe(note, None, ("unm:anchoredIn", iri(node)))
    for n, phrase in enumerate(provision.further, start=1):
        yield from describe(
            parts.own("phrase", f"{provision.id}-{n}"), "unm:OperativePhrase", *_phrase(phrase, node, parts, version)
        )


def _phrase(phrase: Lead, node: str, parts: Parts, version: str) -> Iterator[tuple[str, str | None]]:
    yield "unm:inProvision", iri(node)
    yield "unm:inLanguageVersion", version
    yield "unm:offset", literal(phrase.offset)
    yield "unm:leadPhrase", literal(phrase.phrase, parts.resolution.language)
    yield "unm:leadAct", iri(f"act:{phrase.act}") if phrase.act else None
