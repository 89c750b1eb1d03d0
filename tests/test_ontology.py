"""The ontology is complete, and in step with the data, the code, the shapes, the queries, the context and its page."""

from __future__ import annotations

import ast
import csv
import json
import re
import runpy
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from mandategraph import assets
from mandategraph.graph import vocabulary
from mandategraph.graph.names import NAMESPACES
from mandategraph.model import Method, Scope, Status
from mandategraph.store import EmbeddedStore
from mandategraph.trace import EDGES

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "src" / "mandategraph" / "graph").glob("*.py"))
PYTHON = sorted((ROOT / "src" / "mandategraph").rglob("*.py"))
SHAPES, QUERIES = assets.files("shapes", ".ttl"), assets.files("queries", ".rq")
ALIGNMENTS = vocabulary.alignments()

UNM = Namespace(NAMESPACES["unm"])
VOCABULARIES = {p: iri for p, iri in NAMESPACES.items() if iri.startswith("https://w3id.org/unmandates/vocab/")}
LANGUAGES = {"en", "es"}

ONTOLOGY = Graph()
for path in vocabulary.files():
    ONTOLOGY.parse(path)
HEADER = ONTOLOGY.value(predicate=RDF.type, object=OWL.Ontology)


def declared(*classes: URIRef) -> list[str]:
    """The IRIs that the ontology declares with one of the classes."""
    return sorted({str(subject) for class_ in classes for subject in ONTOLOGY.subjects(RDF.type, class_)})


CLASSES = declared(OWL.Class)
PROPERTIES = declared(OWL.ObjectProperty, OWL.DatatypeProperty)
CONCEPTS, SCHEMES = declared(SKOS.Concept), declared(SKOS.ConceptScheme)
TERMS = [*CLASSES, *PROPERTIES]


def concepts(prefix: str) -> set[str]:
    """The names of the concepts in one vocabulary, such as `role`."""
    return {iri.removeprefix(NAMESPACES[prefix]) for iri in CONCEPTS if iri.startswith(NAMESPACES[prefix])}


@cache
def named(paths: tuple[Path, ...]) -> set[str]:
    """The IRIs of this project that prefixed names in the files stand for."""
    prefix = "|".join(["unm", *VOCABULARIES])
    found = re.findall(rf"(?<![\w-])({prefix}):([A-Za-z][\w-]*)", "\n".join(p.read_text(encoding="utf-8") for p in paths))
    return {NAMESPACES[prefix] + local for prefix, local in found}


@cache
def acts() -> dict[str, Any]:
    """The acts of the grammar."""
    return assets.toml("data/grammar/acts.toml")


@cache
def context() -> dict[str, Any]:
    """The JSON-LD context."""
    found: dict[str, Any] = json.loads(assets.text("ontology/context.jsonld"))["@context"]
    return found


def spoken(subject: Node, property_: URIRef) -> set[str | None]:
    """The languages in which a property says something of a subject."""
    return {text.language for text in ONTOLOGY.objects(subject, property_) if isinstance(text, Literal) and str(text).strip()}


def test_terms_are_found() -> None:
    assert len(CLASSES) >= 40
    assert len(PROPERTIES) >= 95
    assert len(CONCEPTS) >= 95
    assert len(SCHEMES) >= 11
    assert all(concepts(prefix) for prefix in VOCABULARIES)
    assert min(len(CODE), len(SHAPES), len(QUERIES), len(ALIGNMENTS)) >= 7


@pytest.mark.parametrize("term", TERMS)
def test_term_is_labelled_and_defined(term: str) -> None:
    assert term.startswith(UNM)
    for property_ in (RDFS.label, SKOS.definition):
        assert spoken(URIRef(term), property_) == LANGUAGES


@pytest.mark.parametrize("concept", [*SCHEMES, *CONCEPTS])
def test_concept_is_labelled_and_defined(concept: str) -> None:
    node = URIRef(concept)
    assert spoken(node, SKOS.prefLabel) == LANGUAGES
    assert spoken(node, SKOS.definition) == LANGUAGES or (node, SKOS.broader, None) in ONTOLOGY
    if concept in CONCEPTS:
        scheme = re.sub("/[^/]*$", "", concept)
        assert scheme in SCHEMES
        assert (node, SKOS.inScheme, URIRef(scheme)) in ONTOLOGY


@pytest.mark.parametrize(
    "property_",
    [
        DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.publisher, DCTERMS.created,
        DCTERMS.modified, DCTERMS.bibliographicCitation, OWL.versionIRI, OWL.versionInfo,
        VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri,
    ],
)  # fmt: skip
def test_header_is_complete(property_: URIRef) -> None:
    assert HEADER is not None
    assert (HEADER, property_, None) in ONTOLOGY
    if property_ in (DCTERMS.title, DCTERMS.description):
        assert spoken(HEADER, property_) == LANGUAGES


def test_header_is_true() -> None:
    assert str(UNM) == f"{HEADER}#" == str(ONTOLOGY.value(HEADER, VANN.preferredNamespaceUri))
    assert NAMESPACES[str(ONTOLOGY.value(HEADER, VANN.preferredNamespacePrefix))] == str(UNM)
    assert str(ONTOLOGY.value(HEADER, OWL.versionIRI)) == f"{HEADER}/{ONTOLOGY.value(HEADER, OWL.versionInfo)}"


def test_domains_and_ranges_are_declared() -> None:
    known = {*CLASSES, str(SKOS.Concept)}
    for property_ in map(URIRef, PROPERTIES):
        assert {str(domain) for domain in ONTOLOGY.objects(property_, RDFS.domain)} <= known, property_
        values = {str(range_) for range_ in ONTOLOGY.objects(property_, RDFS.range)}
        if (property_, RDF.type, OWL.ObjectProperty) in ONTOLOGY:
            assert values <= known, property_
        else:
            assert values, property_
            assert all(value.startswith(NAMESPACES["xsd"]) or value == str(RDF.langString) for value in values), property_


def test_terms_point_to_terms() -> None:
    for property_, known in ((RDFS.subClassOf, CLASSES), (OWL.disjointWith, CLASSES), (RDFS.subPropertyOf, PROPERTIES)):
        assert {str(term) for term in ONTOLOGY.objects(None, property_)} <= set(known)
    assert {str(term) for term in ONTOLOGY.objects(None, UNM.characterization)} <= set(PROPERTIES)


def test_acts_and_families_are_those_of_the_grammar() -> None:
    assert concepts("act") == {*acts(), "mention"}
    family = NAMESPACES["family"]
    for name, act in acts().items():
        broader = [str(b) for b in ONTOLOGY.objects(URIRef(NAMESPACES["act"] + name), SKOS.broader)]
        assert broader == [family + act["family"]], name
    assert concepts("family") == {act["family"] for act in acts().values()}


def test_forces_are_those_of_the_grammar() -> None:
    assert concepts("force") == {act[key] for act in acts().values() for key in ("force", "external") if key in act}


def test_scopes_and_statuses_are_those_of_the_model() -> None:
    assert concepts("scope") == set(get_args(Scope))
    assert concepts("status") == set(get_args(Status))


def test_lineage_classes_are_those_that_a_trace_knows() -> None:
    assert concepts("lineage") == set(EDGES)
    acts_ = {URIRef(NAMESPACES["act"] + name) for name in concepts("act")}
    assert {act for act, _ in ONTOLOGY.subject_objects(UNM.lineageClass)} - {UNM.Renaming, UNM.MandateExtension} == acts_


def test_methods_are_those_of_the_model_and_of_the_grammar() -> None:
    assert concepts("method") == set(get_args(Method)) == set(assets.toml("data/grammar/methods.toml"))


def test_kinds_are_those_of_the_bodies() -> None:
    assert concepts("kind") == {row["kind"] for row in csv.DictReader(assets.text("data/authority/bodies.csv").splitlines())}


def test_roles_are_those_that_the_actors_are_given() -> None:
    code = [ast.parse(p.read_text(encoding="utf-8")) for p in PYTHON if p.parent.name == "actors"]
    constants = {node.value for tree in code for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert concepts("role") - constants == set()


def test_names_in_code_shapes_and_queries_are_declared() -> None:
    known = {*TERMS, *CONCEPTS}
    for paths in (PYTHON, SHAPES, QUERIES):
        assert named(tuple(paths))
        assert named(tuple(paths)) - known == set()


def test_the_graph_holds_declared_terms_only(store: EmbeddedStore) -> None:
    used: set[str] = set()
    for quad in store.quads():
        used.add(quad.predicate.value)
        if isinstance(quad.object, NamedNode):
            used.add(quad.object.value)
    ours = {iri for iri in used if iri.startswith((str(UNM), *VOCABULARIES.values()))}
    assert len(ours) > len(TERMS) / 2
    assert ours - {*TERMS, *CONCEPTS, *SCHEMES} == set()


def characterizations() -> set[str]:
    """The properties that code and queries reach through the act of a citation, without naming them."""
    return {str(term) for term in ONTOLOGY.objects(None, UNM.characterization)}


def test_every_term_is_used_in_a_shape_or_a_query() -> None:
    assert set(TERMS) - named((*SHAPES, *QUERIES)) - characterizations() == set()


def test_every_term_is_written() -> None:
    written = named(tuple(CODE)) | {str(predicate) for predicate in ONTOLOGY.predicates()} | characterizations()
    narrower = {c: {str(s) for s in ONTOLOGY.transitive_subjects(RDFS.subClassOf, URIRef(c))} for c in CLASSES}
    written |= {class_ for class_, subclasses in narrower.items() if written & subclasses}
    assert set(TERMS) - written == set()


def term_of(entry: str | dict[str, str]) -> str:
    """The IRI of an entry of the context."""
    name = entry if isinstance(entry, str) else entry["@id"]
    prefix, _, local = name.partition(":")
    return context()[prefix] + local if prefix in context() else name


@pytest.mark.parametrize("term", TERMS)
def test_term_is_in_the_context(term: str) -> None:
    node, entry = URIRef(term), context()[term.removeprefix(UNM)]
    assert term_of(entry) == term
    if term in CLASSES:
        return
    range_ = ONTOLOGY.value(node, RDFS.range)
    coercion = {} if isinstance(entry, str) else {key: entry[key] for key in entry if key != "@id"}
    if (node, RDF.type, OWL.ObjectProperty) in ONTOLOGY:
        assert coercion == {"@type": "@id"}
    elif range_ == RDF.langString:
        assert coercion == {"@container": "@language"}
    elif str(range_).endswith("#string"):
        assert coercion == {}
    else:
        assert coercion == {"@type": str(range_).replace(NAMESPACES["xsd"], "xsd:")}


def test_foreign_properties_are_in_the_context() -> None:
    written = {name for p in CODE for name in re.findall(r'\("([a-z]+:\w+)", ', p.read_text(encoding="utf-8"))}
    foreign = {NAMESPACES[prefix] + local for prefix, local in (name.split(":") for name in written)} - set(TERMS)
    assert len(foreign) >= 20
    assert foreign - {term_of(entry) for entry in context().values() if entry != context()["@version"]} == set()


def graph_of(quads: Iterable[Quad]) -> Graph:
    """The triples of all quads, as a graph of rdflib."""
    lines = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=lines or b"", format="nt")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own JSON-LD parser uses it
def test_the_context_keeps_every_triple(store: EmbeddedStore) -> None:
    graph = graph_of(store.quads())
    text = graph.serialize(format="json-ld", context=context())
    assert isomorphic(graph, Graph().parse(data=text, format="json-ld"))
    assert isomorphic(graph, graph_of(parse(text, format=RdfFormat.JSON_LD)))


@pytest.mark.parametrize("path", [*vocabulary.files(), *ALIGNMENTS.values()], ids=lambda path: path.name)
def test_file_has_no_blank_node(path: Path) -> None:
    graph = Graph().parse(path)
    assert len(graph) > 0
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


@pytest.mark.parametrize("name", ALIGNMENTS)
def test_alignment(name: str) -> None:
    graph = Graph().parse(ALIGNMENTS[name])
    header = URIRef(f"{HEADER}/alignments/{name}")
    for property_ in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, OWL.versionIRI, OWL.versionInfo):
        assert (header, property_, None) in graph
    assert {title.language for title in graph.objects(header, DCTERMS.title) if isinstance(title, Literal)} == LANGUAGES
    assert graph.value(header, OWL.versionInfo) == ONTOLOGY.value(HEADER, OWL.versionInfo)
    assert (None, OWL.imports, None) not in graph
    axioms = [(str(s), p, str(o)) for s, p, o in graph if s != header]
    assert axioms
    for subject, predicate, other in axioms:
        assert subject in TERMS
        assert not other.startswith(UNM)
        allowed = {RDFS.subClassOf} if subject in CLASSES else {RDFS.subPropertyOf, OWL.equivalentProperty}
        assert predicate in allowed | {SKOS.closeMatch}


@pytest.mark.parametrize(("name", "terms"), [("org", ORG), ("prov", PROV), ("schema", SDO), ("skos", SKOS)])
def test_aligned_terms_exist(name: str, terms: Any) -> None:  # noqa: ANN401 - rdflib's closed namespaces are metaclasses
    namespace = NAMESPACES[name]
    others = [str(other) for term, _, other in Graph().parse(ALIGNMENTS[name]) if str(term).startswith(UNM)]
    assert others
    assert not [other for other in others if not other.startswith(namespace) or other.removeprefix(namespace) not in terms]


def test_the_page_is_up_to_date(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "docs" / "build_ontology_page.py"))["main"](tmp_path / "ontology.html")
    assert (tmp_path / "ontology.html").read_bytes() == (ROOT / "docs" / "ontology.html").read_bytes()


def test_the_page_has_every_term_and_needs_nothing_else() -> None:
    page = (ROOT / "docs" / "ontology.html").read_text(encoding="utf-8")
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    vocabularies = {iri.removeprefix("https://w3id.org/unmandates/") for iri in (*SCHEMES, *CONCEPTS)}
    assert {iri.removeprefix(UNM) for iri in TERMS} | vocabularies <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert not re.search(r"<script|<link|<img|@import|url\(|\bsrc=", page)
    for name, path in ALIGNMENTS.items():
        shown = page.partition(f'id="alignments/{name}"')[2].partition("</section>")[0].count("<tr>") - 1
        assert shown == len([s for s in Graph().parse(path).subjects() if str(s).startswith(UNM)])
