"""What an export holds, described in VoID and DCAT, with the size and checksum of each file.

K. Alexander, R. Cyganiak, M. Hausenblas and J. Zhao, Describing Linked Datasets with the VoID Vocabulary, W3C Interest Group Note
(2011); Data Catalog Vocabulary (DCAT), Version 3, W3C Recommendation (2024); checksums in the terms of SPDX. No clock is read: the
same content gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from mandategraph.graph.names import DEFAULT_BASE, NAMESPACES
from mandategraph.query import query
from mandategraph.store import Store

SPDX = Namespace("http://spdx.org/rdf/terms#")
PREFIXES = NAMESPACES | {"foaf": str(FOAF), "spdx": str(SPDX)}
VERSION = URIRef(f"{DCAT}version")  # of DCAT 3, which rdflib does not know yet
FILE = "void.ttl"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SHAPES = "https://w3id.org/unmandates/shapes"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".dot": "text/vnd.graphviz",
    ".gexf": "application/xml",
    ".graphml": "application/xml",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".net": "text/plain",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".png": "image/png",
    ".rdf": "application/rdf+xml",
    ".svg": "image/svg+xml",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
}
DUMPS = (".jsonld", ".nq", ".nt", ".rdf", ".trig", ".ttl")
TITLE = "Mandates and actors in resolutions of the United Nations"
DESCRIPTION = (
    "Resolutions of the United Nations and its commissions: what they cite, the mandates they give, the actors they name, and the "
    "quoted words that prove each statement."
)
RIGHTS = (
    "Metadata: CC BY 4.0. The texts are those of documents of the United Nations, which is their source and keeps its rights in "
    "them; the authoritative texts are at https://docs.un.org."
)
PUBLISHER = "The mandategraph developers"

HEAD = "PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#> "
HEAD += "PREFIX schema: <http://schema.org/> "
BUILD = HEAD + "SELECT ?build ?version WHERE { ?build a unm:Build ; schema:softwareVersion ?version } ORDER BY ?build ?version"
LANGUAGES = HEAD + "SELECT DISTINCT ?language WHERE { ?text a unm:LanguageVersion ; eli:language ?language } ORDER BY ?language"
EXAMPLE = HEAD + "SELECT ?work WHERE { ?work eli:is_realized_by ?text } ORDER BY ?work LIMIT 1"
CLASSES = "SELECT ?term (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s a ?term } GROUP BY ?term ORDER BY ?term"
PROPERTIES = (
    "SELECT ?term (COUNT(*) AS ?count) WHERE { SELECT DISTINCT ?s ?term ?o WHERE { ?s ?term ?o } } GROUP BY ?term ORDER BY ?term"
)
SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s ?p ?o }"
OBJECTS = "SELECT (COUNT(DISTINCT ?o) AS ?count) WHERE { ?s ?p ?o }"
ENTITIES = 'SELECT (COUNT(DISTINCT ?s) AS ?count) WHERE {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{space}")) }}'

Triple = tuple[Node, Node, Node]


def write(store: Store, folder: Path, files: Sequence[Path]) -> list[Path]:
    """Describe the content of a store and the `files` written from it below a folder, as Turtle in that folder; give the path."""
    builds = query(store, BUILD).records()
    build = str(builds[0]["build"]) if builds else ""
    base, _, digest = build.partition("id/run/") if build else (DEFAULT_BASE, "", "")
    dataset = URIRef(f"{base}dataset/{digest or 'mandategraph'}")
    about = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        about.bind(prefix, namespace)
    about += _dataset(dataset, build, str(builds[0]["version"]) if builds else "")
    about += _counts(store, dataset, f"{base}id/")
    for path in files:
        about += _distribution(dataset, path, path.relative_to(folder).as_posix())
    target = folder / FILE
    target.write_text(about.serialize(format="longturtle"), encoding="utf-8")
    return [target]


def _dataset(dataset: URIRef, build: str, version: str) -> Iterator[Triple]:
    """Title, licence, rights, publisher, version and origin."""
    publisher, rights = URIRef(f"{dataset}/publisher"), URIRef(f"{dataset}/rights")
    yield from _describe(
        dataset,
        (RDF.type, DCAT.Dataset),
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, Literal(TITLE, lang="en")),
        (DCTERMS.description, Literal(DESCRIPTION, lang="en")),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCTERMS.rights, rights),
        (DCTERMS.publisher, publisher),
        (DCTERMS.conformsTo, URIRef(SHAPES)),
    )
    yield from _describe(rights, (RDF.type, DCTERMS.RightsStatement), (RDFS.label, Literal(RIGHTS, lang="en")))
    yield from _describe(publisher, (RDF.type, FOAF.Agent), (FOAF.name, Literal(PUBLISHER)))
    if build:
        yield from _describe(dataset, (VERSION, Literal(version)), (PROV.wasGeneratedBy, URIRef(build)))


def _counts(store: Store, dataset: URIRef, space: str) -> Iterator[Triple]:
    """The numbers of VoID, over the union of the graphs; an entity is what has an IRI of its own below `space`."""
    # rdflib gives one empty row where there is nothing to group.
    properties, classes = ([row for row in query(store, text).records() if row["term"]] for text in (PROPERTIES, CLASSES))
    used = [str(row["term"]) for row in (*properties, *classes)]
    yield from _describe(
        dataset,
        (VOID.uriSpace, Literal(space)),
        (VOID.triples, Literal(sum(row["count"] for row in properties))),
        (VOID.entities, _count(store, ENTITIES.format(space=space))),
        (VOID.classes, Literal(len(classes))),
        (VOID.properties, Literal(len(properties))),
        (VOID.distinctSubjects, _count(store, SUBJECTS)),
        (VOID.distinctObjects, _count(store, OBJECTS)),
        *((VOID.vocabulary, URIRef(n)) for n in NAMESPACES.values() if any(term.startswith(n) for term in used)),
        *((DCTERMS.language, URIRef(row["language"])) for row in query(store, LANGUAGES).records()),
        *((VOID.exampleResource, URIRef(row["work"])) for row in query(store, EXAMPLE).records()),
    )
    for row in classes:
        part = URIRef(f"{dataset}/class/{_short(row['term'])}")
        yield dataset, VOID.classPartition, part
        yield from _describe(part, (VOID["class"], URIRef(row["term"])), (VOID.entities, Literal(row["count"])))
    for row in properties:
        part = URIRef(f"{dataset}/property/{_short(row['term'])}")
        yield dataset, VOID.propertyPartition, part
        yield from _describe(part, (VOID.property, URIRef(row["term"])), (VOID.triples, Literal(row["count"])))


def _distribution(dataset: URIRef, path: Path, name: str) -> Iterator[Triple]:
    """A file of the export: name, media type, size in bytes, SHA-256."""
    content = path.read_bytes()
    address = URIRef(f"{dataset}/{name}")
    node, checksum = URIRef(f"{dataset}/distribution/{name}"), URIRef(f"{dataset}/checksum/{name}")
    yield dataset, DCAT.distribution, node
    if path.suffix in DUMPS:
        yield dataset, VOID.dataDump, address
    yield from _describe(
        node,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, Literal(name)),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCAT.accessURL, address),
        (DCAT.downloadURL, address),
        (DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[path.suffix]}")),
        (DCAT.byteSize, Literal(len(content), datatype=XSD.nonNegativeInteger)),
        (SPDX.checksum, checksum),
    )
    yield from _describe(
        checksum,
        (RDF.type, SPDX.Checksum),
        (SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (SPDX.checksumValue, Literal(hashlib.sha256(content).hexdigest(), datatype=XSD.hexBinary)),
    )


def _describe(subject: Node, *pairs: tuple[Node, Node]) -> Iterator[Triple]:
    for predicate, value in pairs:
        yield subject, predicate, value


def _count(store: Store, sparql: str) -> Literal:
    return Literal(query(store, sparql).records()[0]["count"])


def _short(term: Any) -> str:  # noqa: ANN401 - the text of an IRI
    """A term as the end of an IRI: with its prefix where it has one."""
    fitting = (f"{prefix}:{term.removeprefix(name)}" for prefix, name in NAMESPACES.items() if term.startswith(name))
    return next(fitting, quote(str(term), safe=""))
