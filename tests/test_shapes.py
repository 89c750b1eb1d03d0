"""The shapes by their examples: what is well-formed passes every shape, and every rule is broken by an example of its own.

Each file in `shapes/invalid` shows one defect, which its name says. Its first lines say what must be found:

    #+ breaks: the node shape, and the SHACL constraint component
    #+ severity: Violation or Warning
    #+ says: words of the message, where the shape has several SPARQL constraints
    #+ base: the example to which the defect is added
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node, URIRef

from mandategraph import assets
from mandategraph.graph import vocabulary
from mandategraph.validate import Finding, ontology, shapes, validate

EXAMPLES = Path(__file__).parent / "shapes"
VALID = sorted(EXAMPLES.glob("valid/*.ttl"))
INVALID = sorted(EXAMPLES.glob("invalid/*.ttl"))
SHAPES = URIRef("https://w3id.org/unmandates/shapes")


@cache
def node_shapes() -> dict[str, Node]:
    return {str(shape).rpartition("#")[2]: shape for shape in shapes().subjects(RDF.type, SH.NodeShape)}


@cache
def alone(name: str) -> Graph:
    """One shape with the prefixes of its queries, so that hundreds of examples need not pass every shape."""
    return shapes().cbd(node_shapes()[name]) + shapes().cbd(SHAPES)


@cache
def rules() -> dict[str, Node]:
    """What can break: a node shape with constraints of its own, a property shape or a SPARQL constraint, by its message."""
    found: dict[str, Node] = {}
    for shape in node_shapes().values():
        for rule in (shape, *shapes().objects(shape, SH.property), *shapes().objects(shape, SH.sparql)):
            for message in shapes().objects(rule, SH.message):
                assert str(message) not in found, f"two rules say: {message}"
                found[str(message)] = rule
    return found


@cache
def header(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^#\+ (\w+): (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


@cache
def example(path: Path) -> Graph:
    """An example with its base."""
    base = header(path).get("base")
    graph = Graph()
    if base:
        graph += example(EXAMPLES / base)
    return graph.parse(path)


@cache
def broken(path: Path) -> tuple[Finding, ...]:
    """What the shape that an invalid example names finds in it.

    To save time the defect is put into the base itself and taken out again.
    """
    base = example(EXAMPLES / header(path)["base"])
    defect = [triple for triple in Graph().parse(path) if triple not in base]
    for triple in defect:
        base.add(triple)
    try:
        return validate(base, alone(header(path)["breaks"].split()[0])).findings
    finally:
        for triple in defect:
            base.remove(triple)


def focus_nodes(shape: Node, data: Graph) -> set[Node]:
    """The nodes of a graph that a shape is about."""
    targets = shapes().objects(shape, SH.targetClass)
    classes = {below for target in targets for below in ontology().transitive_subjects(RDFS.subClassOf, target)}
    return {
        *(node for class_ in classes for node in data.subjects(RDF.type, class_)),
        *(node for path in shapes().objects(shape, SH.targetSubjectsOf) for node in data.subjects(path)),
        *(node for path in shapes().objects(shape, SH.targetObjectsOf) for node in data.objects(None, path)),
    }


def name_of(path: Path) -> str:
    return path.stem


def test_all_examples_and_shapes_are_found() -> None:
    assert (len(VALID), len(INVALID)) == (32, 510)
    assert (len(node_shapes()), len(rules())) == (98, 334)
    assert all(str(shape).startswith(f"{SHAPES}#") for shape in node_shapes().values())


@pytest.mark.parametrize("path", VALID, ids=name_of)
def test_valid_example_breaks_nothing(path: Path) -> None:
    findings = validate(example(path)).findings
    assert [finding for finding in findings if finding.severity == "Violation"] == []
    if path.stem == "base":
        assert findings == ()


def test_alignments_break_nothing() -> None:
    """An alignment makes a class narrower than one elsewhere, such as skos:Concept; no shape may ask more of its members then."""
    graph = Graph() + example(EXAMPLES / "valid" / "record.ttl")
    for path in vocabulary.alignments().values():
        graph.parse(path)
    assert validate(graph).conforms


@pytest.mark.parametrize("path", INVALID, ids=name_of)
def test_invalid_example_breaks_what_it_says(path: Path) -> None:
    expected = header(path)
    found = {(f.shape, f.constraint, f.severity) for f in broken(path) if expected.get("says", "") in f.message}
    assert (*expected["breaks"].split(), expected["severity"]) in found, broken(path)


@pytest.mark.parametrize("name", sorted(node_shapes()))
def test_shape_has_a_valid_and_an_invalid_example(name: str) -> None:
    data = [ontology(), *map(example, VALID)]
    assert any(focus_nodes(node_shapes()[name], graph) for graph in data), f"no valid example is about {name}; add one"
    assert any(header(path)["breaks"].startswith(f"{name} ") for path in INVALID), f"no invalid example breaks {name}; add one"


def test_every_rule_is_broken_by_an_example() -> None:
    assert rules().keys() - {finding.message for path in INVALID for finding in broken(path)} == set()


def test_every_rule_has_a_message_with_a_remedy() -> None:
    """Nested shapes, as in `sh:or`, report nothing themselves; the message of the one that holds them is shown."""
    own_constraints = {SH.closed, SH["or"], SH.xone, SH["not"], SH.node, SH.nodeKind}
    needed = {part for shape in node_shapes().values() for part in shapes().objects(shape, SH.property | SH.sparql)}
    needed |= {shape for shape in node_shapes().values() if own_constraints & set(shapes().predicates(shape))}
    assert needed == set(rules().values())
    assert [message for message in rules() if not re.fullmatch(r"\S[^;]*; \S.*[^.]", message)] == []


def test_every_shape_has_a_target_and_every_query_the_prefixes() -> None:
    targets = {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
    assert all(targets & set(shapes().predicates(shape)) for shape in node_shapes().values())
    assert all((constraint, SH.prefixes, SHAPES) in shapes() for constraint in shapes().objects(None, SH.sparql))


def test_only_the_recommended_shapes_warn() -> None:
    recommended = Graph().parse(assets.root() / "shapes" / "recommended.ttl")
    warning = set(recommended.subjects(SH.severity, SH.Warning))
    whole = {shape for shape in recommended.subjects(RDF.type, SH.NodeShape) if (shape, SH["or"], None) in recommended}
    assert warning == set(recommended.objects(None, SH.property)) | whole
    assert len(set(shapes().subjects(SH.severity))) == len(warning)
