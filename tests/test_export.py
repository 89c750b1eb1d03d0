"""The files of an export: they hold the graph, open elsewhere, and are the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, RDF, BNode, Dataset, Graph, Literal, URIRef
from rdflib import VOID as VOID_TERMS

from mandategraph.errors import MandateGraphError, MissingExtra, NotInGraph
from mandategraph.network import measures, network
from mandategraph.publish import FORMATS, export, graphs
from mandategraph.store import EmbeddedStore, MemoryStore, RemoteStore

VOID = "http://rdfs.org/ns/void#"


@pytest.fixture(scope="module")
def dump(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "dump"
    export(store, folder, focus="611(XXX)")
    return folder


@pytest.fixture(scope="module")
def union(nquads: Path) -> Graph:
    """All triples, read by rdflib from the N-Quads."""
    dataset = Dataset(default_union=True)
    dataset.parse(nquads, format="nquads")
    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


@pytest.mark.parametrize(
    ("name", "form"),
    [("mandategraph.ttl", "turtle"), ("mandategraph.nt", "nt"), ("mandategraph.rdf", "xml"), ("mandategraph.jsonld", "json-ld")],
)
def test_each_format_holds_the_same_graph(dump: Path, union: Graph, name: str, form: str) -> None:
    parsed = Graph().parse(dump / name, format=form)
    assert len(parsed) == len(union) > 2000
    assert set(parsed) == set(union)  # there are no blank nodes, so that isomorphic is equal


@pytest.mark.parametrize(("name", "form"), [("mandategraph.nq", "nquads"), ("mandategraph.trig", "trig")])
def test_named_graphs_survive(dump: Path, store: EmbeddedStore, name: str, form: str) -> None:
    dataset = Dataset()
    dataset.parse(dump / name, format=form)
    sizes = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    assert sizes == {str(graph.identifier): len(graph) for graph in store.dataset.graphs() if len(graph)}
    assert len(sizes) >= 15


def test_two_exports_are_the_same_bytes(dump: Path, store: EmbeddedStore, tmp_path: Path) -> None:
    again = export(store, tmp_path / "dump", focus="611(XXX)")
    names = sorted(path.relative_to(dump).as_posix() for path in dump.rglob("*") if path.is_file())
    assert [path.relative_to(tmp_path / "dump").as_posix() for path in again] == names
    different = [name for name in names if (dump / name).read_bytes() != (tmp_path / "dump" / name).read_bytes()]
    assert different == []


def test_an_rdflib_store_gives_the_same_lines(memory: MemoryStore, dump: Path, tmp_path: Path) -> None:
    (path,) = export(memory, tmp_path, ["nquads"])
    assert path.read_bytes() == (dump / "mandategraph.nq").read_bytes()


def test_an_endpoint_gives_triples_and_says_that_it_has_no_graphs(endpoint: str, dump: Path, tmp_path: Path) -> None:
    remote = RemoteStore(endpoint)
    (path,) = export(remote, tmp_path, ["ntriples"])
    assert path.read_bytes() == (dump / "mandategraph.nt").read_bytes()
    with pytest.raises(MandateGraphError, match="gives no named graphs"):
        export(remote, tmp_path, ["nquads"])


def test_the_network_has_its_documents_and_citations(store: EmbeddedStore) -> None:
    graph = network(store)
    assert graph.edges["ECLAC/RES/611(XXX)", "A/RES/58/220"] == {
        "citations": 2,
        "acts": "considers",
        "scopes": "governed",
    }
    assert graph.nodes["A/RES/58/220"]["year"] == 2003
    assert graph.nodes["ECLAC/RES/611(XXX)"]["read"] is True
    assert not graph.has_edge("A/RES/58/220", "ECLAC/RES/591(XXIX)")
    found = {row["document"]: row for row in measures(graph)}
    assert found["ECLAC/RES/611(XXX)"]["out_degree"] == 7
    assert sum(row["pagerank"] for row in found.values()) == pytest.approx(1, abs=1e-4)
    assert measures(nx.DiGraph()) == []


READERS: dict[str, Any] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


@pytest.mark.parametrize("form", READERS)
def test_graphml_and_gexf_open_in_networkx_and_export_again_unchanged(
    dump: Path, store: EmbeddedStore, tmp_path: Path, form: str
) -> None:
    path = dump / f"network.{form}"
    read = READERS[form](path)
    expected = network(store)
    assert list(read.nodes(data=True)) == list(expected.nodes(data=True))
    for _, _, data in read.edges(data=True):
        for added_by_networkx in ("id", "weight"):
            data.pop(added_by_networkx, None)
    assert list(read.edges(data=True)) == list(expected.edges(data=True))
    (again,) = graphs.write(read, form, tmp_path)
    assert again.read_bytes() == path.read_bytes()


def test_gexf_says_its_version(dump: Path) -> None:
    root = ET.parse(dump / "network.gexf").getroot()  # noqa: S314 - our own file
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"


def test_pajek_dot_and_edge_list(dump: Path) -> None:
    pajek = nx.read_pajek(dump / "network.net")
    assert pajek.number_of_edges() == 7
    dot = (dump / "network.dot").read_text(encoding="utf-8")
    assert '"ECLAC/RES/611(XXX)" -> "A/RES/58/220"' in dot
    edges = list(csv.DictReader((dump / "network-edges.csv").read_text(encoding="utf-8").splitlines()))
    assert len(edges) == 7
    nodes = list(csv.DictReader((dump / "network-nodes.csv").read_text(encoding="utf-8").splitlines()))
    assert len(nodes) == 8


VALUES = st.one_of(st.text("ab<>&\"'é ", min_size=1, max_size=5), st.integers(0, 3000), st.booleans())


@st.composite
def networks(draw: st.DrawFn) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    names = draw(
        st.lists(st.text("AR/5(X) é&", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=5, unique=True)
    )
    kinds = {"title": st.text("ab<&é", min_size=1, max_size=5), "year": st.integers(1946, 2100), "read": st.booleans()}
    for name in names:
        graph.add_node(name, label=name, **{key: draw(value) for key, value in kinds.items()})
    for citing, cited in draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=6)):
        graph.add_edge(citing, cited, citations=draw(st.integers(1, 9)), acts=draw(st.text("abc|", min_size=1, max_size=4)))
    return graph


@pytest.mark.parametrize("form", READERS)
@settings(derandomize=True, deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=networks())
def test_any_network_survives(tmp_path: Path, form: str, graph: nx.DiGraph[str]) -> None:
    (path,) = graphs.write(graph, form, tmp_path)
    read = READERS[form](path)
    assert {node: {k: v for k, v in data.items() if k in {"title", "year", "read"}} for node, data in read.nodes(data=True)} == {
        node: {k: v for k, v in data.items() if k != "label"} for node, data in graph.nodes(data=True)
    }
    edges = {(a, b): (data["citations"], data["acts"]) for a, b, data in read.edges(data=True)}
    assert edges == {(a, b): (data["citations"], data["acts"]) for a, b, data in graph.edges(data=True)}


def tables(dump: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for path in sorted((dump / "tables").glob("*.csv")):
        if path.stem != "codebook":
            with path.open(encoding="utf-8", newline="") as file:
                yield path.stem, list(csv.DictReader(file))


def codebook(dump: Path) -> list[dict[str, str]]:
    with (dump / "tables" / "codebook.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_codebook_names_every_column_of_every_table(dump: Path) -> None:
    described = {(row["table"], row["column"]) for row in codebook(dump)}
    columns = {(name, column) for name, rows in tables(dump) for column in (rows[0] if rows else ())}
    assert columns <= described
    assert {name for name, _ in tables(dump)} == {table for table, _ in described}
    assert all(row["description"] for row in codebook(dump))
    markdown = (dump / "tables" / "codebook.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in markdown or column in markdown for _, column in described)


def test_keys_are_unique_and_references_resolve(dump: Path) -> None:
    content = dict(tables(dump))
    assert len(content) == 12
    assert {name: len(rows) for name, rows in content.items() if name in {"mandates", "provisions", "renamings"}} == {
        "mandates": 8,
        "provisions": 22,
        "renamings": 2,
    }
    keys: dict[str, list[str]] = {}
    for row in codebook(dump):
        if row["key"] and row["key"] != "no":
            keys.setdefault(row["table"], []).append(row["column"])
    for name, columns in keys.items():
        values = [tuple(row[column] for column in columns) for row in content[name]]
        assert len(values) == len(set(values)), name
    references = [(row["table"], row["column"], *row["refers_to"].split(".")) for row in codebook(dump) if row["refers_to"]]
    assert len(references) >= 8
    for table, column, target, target_column in references:
        known = {row[target_column] for row in content[target]}
        used = {row[column] for row in content[table] if row[column]}
        assert used <= known, (table, column)


def test_the_description_counts_what_is_there_and_its_checksums_are_right(dump: Path, union: Graph) -> None:
    about = Graph().parse(dump / "void.ttl", format="turtle")
    (dataset,) = set(about.subjects(URIRef(f"{VOID}uriSpace")))
    assert about.value(dataset, URIRef(f"{VOID}triples")) == Literal(len(union))
    parts = about.objects(dataset, URIRef(f"{VOID}propertyPartition"))
    assert sum(int(str(about.value(part, URIRef(f"{VOID}triples")))) for part in parts) == len(union)
    files = {path.relative_to(dump).as_posix(): path for path in dump.rglob("*") if path.is_file() and path.name != "void.ttl"}
    described = {}
    for node in about.objects(dataset, DCAT.distribution):
        title = str(about.value(node, URIRef("http://purl.org/dc/terms/title")))
        checksum = about.value(node, URIRef("http://spdx.org/rdf/terms#checksum"))
        described[title] = str(about.value(checksum, URIRef("http://spdx.org/rdf/terms#checksumValue")))
    assert described == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_the_description_has_no_blank_node_and_a_count_for_each_class(dump: Path, union: Graph) -> None:
    about = Graph().parse(dump / "void.ttl", format="turtle")
    assert not [node for triple in about for node in triple if isinstance(node, BNode)]
    (dataset,) = set(about.subjects(URIRef(f"{VOID}uriSpace")))
    counted = {
        about.value(part, VOID_TERMS["class"]): int(str(about.value(part, VOID_TERMS.entities)))
        for part in about.objects(dataset, VOID_TERMS.classPartition)
    }
    assert counted == Counter(union.objects(None, RDF.type))
    assert about.value(dataset, VOID_TERMS.classes) == Literal(len(counted))
    assert about.value(dataset, VOID_TERMS.distinctSubjects) == Literal(len(set(union.subjects())))
    assert about.value(dataset, VOID_TERMS.distinctObjects) == Literal(len(set(union.objects())))
    space = str(about.value(dataset, VOID_TERMS.uriSpace))
    assert about.value(dataset, VOID_TERMS.entities) == Literal(len({s for s in union.subjects() if str(s).startswith(space)}))
    assert about.value(dataset, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for term in (DCTERMS.title, DCTERMS.description, DCTERMS.rights, DCTERMS.publisher, DCTERMS.language, DCTERMS.conformsTo):
        assert about.value(dataset, term) is not None, term
    assert len(set(about.objects(dataset, VOID_TERMS.dataDump))) == 6
    for node in about.objects(dataset, DCAT.distribution):
        size = (dump / str(about.value(node, DCTERMS.title))).stat().st_size
        assert int(str(about.value(node, DCAT.byteSize))) == size
        assert about.value(node, DCAT.mediaType) is not None


def test_without_matplotlib_the_error_says_what_to_install(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("matplotlib", "matplotlib.figure", "matplotlib.font_manager", "matplotlib.textpath"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=r"pip install 'mandategraph\[pictures\]'"):
        export(store, tmp_path / "out", ["turtle", "pictures"])
    assert list(tmp_path.iterdir()) == []


def test_the_focus_must_be_in_the_graph(store: EmbeddedStore, tmp_path: Path) -> None:
    for unknown in ("A/RES/1/1", "https://w3id.org/unmandates/id/doc/A/RES/1/1"):
        with pytest.raises(NotInGraph):
            export(store, tmp_path / "out", ["pictures"], focus=unknown)


def test_pictures_are_pictures(dump: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib: pip install 'mandategraph[pictures]'")
    for name in ("lineage", "network"):
        text = (dump / f"{name}.svg").read_text(encoding="utf-8")
        ET.fromstring(text)  # noqa: S314 - our own file
        for symbol in ("58/220", "591(XXIX)", "611(XXX)"):
            assert symbol in text
        image = (dump / f"{name}.png").read_bytes()
        assert image.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
        assert 1500 < width < 4000
        assert 500 < height < 6000


def test_the_picture_of_the_readme_is_up_to_date(dump: Path) -> None:
    kept = Path(__file__).parents[1] / "docs" / "lineage-611.svg"
    assert kept.read_bytes() == (dump / "lineage.svg").read_bytes()


def test_an_unknown_format_writes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(MandateGraphError, match="no export format 'xls'; there are: turtle"):
        export(store, tmp_path / "out", ["turtle", "xls"])
    assert not (tmp_path / "out").exists()


def test_a_failure_leaves_the_files_of_before(store: EmbeddedStore, endpoint: str, tmp_path: Path) -> None:
    export(store, tmp_path / "out", ["turtle"])
    before = (tmp_path / "out" / "mandategraph.ttl").read_bytes()
    with pytest.raises(MandateGraphError):
        export(RemoteStore(endpoint), tmp_path / "out", ["turtle", "trig"])
    assert (tmp_path / "out" / "mandategraph.ttl").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_all_formats_are_named() -> None:
    assert set(FORMATS) >= {
        "turtle",
        "ntriples",
        "nquads",
        "trig",
        "rdfxml",
        "jsonld",
        "csv",
        "graphml",
        "gexf",
        "pajek",
        "dot",
        "edges",
    }
