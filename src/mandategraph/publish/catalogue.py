"""What a dump holds, described in VoID and DCAT, with the size and checksum of each file.

Sources: W3C Interest Group Note "Describing Linked Datasets with the VoID Vocabulary" (2011); W3C Recommendation "Data Catalog
Vocabulary (DCAT) - Version 3" (2024).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from mandategraph.graph.names import NAMESPACES
from mandategraph.store import Store

SPDX = Namespace("http://spdx.org/rdf/terms#")
FILE = "void.ttl"
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
RIGHTS = (
    "Metadata and ontology: CC BY 4.0. The texts are those of United Nations documents. "
    "The United Nations is their source; official versions are at https://docs.un.org."
)
MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
    ".net": "text/plain",
    ".dot": "text/vnd.graphviz",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def write(store: Store, folder: Path, files: Sequence[Path]) -> list[Path]:
    """Describe the content of a store, and the `files` written from it into a folder; give the path.

    No clock is read: the same content gives the same bytes.
    """
    content = store.query(EVERYTHING).graph or Graph()
    base = _base(content)
    dataset = URIRef(f"{base}dataset/mandategraph/{version('mandategraph')}")
    about = Graph()
    for prefix, namespace in {**NAMESPACES, "spdx": str(SPDX)}.items():
        about.bind(prefix, namespace)
    _describe(about, dataset, content, base)
    for path in sorted(files):
        _distribute(about, dataset, path, path.relative_to(folder).as_posix())
    target = folder / FILE
    target.write_text(about.serialize(format="longturtle"), encoding="utf-8")
    return [target]


def _base(content: Graph) -> str:
    """The beginning of the IRIs of a graph, as its build has it."""
    build = next(content.subjects(RDF.type, URIRef(NAMESPACES["unm"] + "Build")), None)
    return str(build).partition("id/run/")[0] if build else "https://w3id.org/unmandates/"


def _describe(about: Graph, dataset: URIRef, content: Graph, base: str) -> None:
    title = "Mandates and actors in resolutions of the United Nations"
    facts: list[tuple[URIRef, Node]] = [
        (RDF.type, VOID.Dataset),
        (RDF.type, DCAT.Dataset),
        (DCTERMS.title, Literal(title, lang="en")),
        (
            DCTERMS.description,
            Literal("Who was told to do what, by whom, on what authority, with the quoted words.", lang="en"),
        ),
        (DCTERMS.publisher, Literal("The mandategraph developers")),
        (DCTERMS.license, LICENCE),
        (DCTERMS.rights, Literal(RIGHTS, lang="en")),
        (URIRef(f"{DCAT}version"), Literal(version("mandategraph"))),
        (DCTERMS.conformsTo, URIRef("https://w3id.org/unmandates/shapes")),
        (VOID.uriSpace, Literal(f"{base}id/")),
        (VOID.triples, _count(len(content))),
        (VOID.entities, _count(len(set(content.subjects())))),
        (VOID.distinctSubjects, _count(len(set(content.subjects())))),
        (VOID.distinctObjects, _count(len(set(content.objects())))),
    ]
    facts += [(DCTERMS.language, language) for language in set(content.objects(None, URIRef(NAMESPACES["eli"] + "language")))]
    documents = content.subjects(RDF.type, URIRef(NAMESPACES["unm"] + "Resolution"))
    facts += [(VOID.exampleResource, example) for example in sorted(documents, key=str)[:1]]
    facts += [(VOID.vocabulary, URIRef(namespace)) for namespace in _vocabularies(content)]
    for predicate, value in facts:
        about.add((dataset, predicate, value))
    _partition(about, dataset, (VOID.classPartition, VOID["class"], VOID.entities), content.objects(None, RDF.type))
    _partition(about, dataset, (VOID.propertyPartition, VOID.property, VOID.triples), content.predicates())


def _vocabularies(content: Graph) -> list[str]:
    used = {str(term) for term in (*content.predicates(), *content.objects(None, RDF.type))}
    return sorted(namespace for namespace in NAMESPACES.values() if any(term.startswith(namespace) for term in used))


def _partition(about: Graph, dataset: URIRef, terms: tuple[URIRef, URIRef, URIRef], found: Iterable[Node]) -> None:
    """A part of the dataset for each class or property, with the number of its entities or triples."""
    link, names, counts = terms
    for term, count in sorted(Counter(found).items(), key=str):
        part = URIRef(f"{dataset}/{names.fragment}/{quote(str(term), safe='')}")
        about.add((dataset, link, part))
        about.add((part, names, term))
        about.add((part, counts, _count(count)))


def _distribute(about: Graph, dataset: URIRef, path: Path, name: str) -> None:
    """A file of the dump: name, media type, size in bytes, SHA-256."""
    node, checksum = URIRef(f"{dataset}/file/{name}"), URIRef(f"{dataset}/file/{name}#sha256")
    content = path.read_bytes()
    facts: list[tuple[URIRef, URIRef, Node]] = [
        (dataset, DCAT.distribution, node),
        (node, RDF.type, DCAT.Distribution),
        (node, DCTERMS.title, Literal(name)),
        (node, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[path.suffix]}")),
        (node, DCAT.byteSize, Literal(len(content), datatype=XSD.nonNegativeInteger)),
        (node, SPDX.checksum, checksum),
        (checksum, RDF.type, SPDX.Checksum),
        (checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (checksum, SPDX.checksumValue, Literal(hashlib.sha256(content).hexdigest(), datatype=XSD.hexBinary)),
    ]
    for fact in facts:
        about.add(fact)


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)
