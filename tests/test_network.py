"""The citation network and its measures, on small graphs whose answers are known, and the pictures of larger ones."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef

from mandategraph.network import betweenness, communities, main_path, measures, network, pagerank, path_through
from mandategraph.publish import export
from mandategraph.publish.layout import Box, Years, place_labels, swarm
from mandategraph.publish.lineage import lineage_picture
from mandategraph.publish.pictures import network_picture
from mandategraph.store import EmbeddedStore, MemoryStore, Store

UN = "https://w3id.org/unmandates/"


def citing(*pairs: str) -> nx.DiGraph[str]:
    """A network from pairs such as `"ab"`: a cites b."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((pair[0], pair[1], {"citations": 1}) for pair in pairs)
    return graph


def test_every_engine_gives_the_same_network(engine: Store, store: EmbeddedStore) -> None:
    found, expected = network(engine), network(store)
    assert list(found.nodes(data=True)) == list(expected.nodes(data=True))
    assert list(found.edges(data=True)) == list(expected.edges(data=True))


def test_a_document_has_its_attributes(store: EmbeddedStore) -> None:
    assert network(store).nodes["ECLAC/RES/611(XXX)"] == {
        "label": "611(XXX)",
        "title": "Cooperation among developing countries and regions",
        "iri": f"{UN}id/doc/ECLAC/RES/611-XXX",
        "kind": "resolution",
        "body": "Economic Commission for Latin America and the Caribbean",
        "level": 2,
        "date": "2004-06-28/2004-07-02",
        "year": 2004,
        "read": True,
    }


def test_an_instrument_goes_by_its_title_and_what_is_unknown_is_left_out(store: EmbeddedStore) -> None:
    graph = network(store)
    declaration = graph.nodes["United Nations Millennium Declaration"]
    assert declaration["kind"] == "instrument"
    assert "body" not in declaration
    assert "level" not in declaration
    assert "date" not in graph.nodes["LC/G.2242(SES.30/18)"]
    assert all(value is not None for _, data in graph.nodes(data=True) for value in data.values())


def test_a_document_with_two_titles_is_one_node_whatever_the_order(nquads: Path) -> None:
    titles = []
    for texts in (["A second title", "Another"], ["Another", "A second title"]):
        dataset = Dataset(default_union=True)
        dataset.parse(nquads, format="nquads")
        for text in texts:
            title = Literal(text, lang="en")
            dataset.graph(URIRef(f"{UN}graph/x")).add(
                (URIRef(f"{UN}id/doc/A/RES/58/220"), URIRef("http://purl.org/dc/terms/title"), title)
            )
        graph = network(MemoryStore(dataset))
        assert len(graph) == 8
        titles.append(graph.nodes["A/RES/58/220"]["title"])
    assert titles == ["A second title", "A second title"]


def test_the_network_of_an_empty_store_is_empty() -> None:
    graph = network(MemoryStore(Dataset(default_union=True)))
    assert len(graph) == 0
    assert measures(graph) == []


def test_an_empty_store_can_be_exported(tmp_path: Path) -> None:
    assert export(MemoryStore(Dataset(default_union=True)), tmp_path, ["nquads", "jsonld", "gexf", "pajek", "void"])


def test_pagerank_of_a_chain_is_the_one_of_the_textbook() -> None:
    # a cites b cites c; c cites nothing, so from there the reader goes anywhere: r = 0.15/3 + 0.85 (follow + r_c/3).
    rank = pagerank(citing("ab", "bc"))
    first = 0.05 + 0.85 * rank["c"] / 3
    assert rank["a"] == pytest.approx(first)
    assert rank["b"] == pytest.approx(first + 0.85 * rank["a"])
    assert rank["c"] == pytest.approx(first + 0.85 * rank["b"])
    assert sum(rank.values()) == pytest.approx(1)


def test_betweenness_counts_the_paths_that_lead_over_a_document() -> None:
    assert betweenness(citing("ab", "bc")) == {"a": 0.0, "b": 0.5, "c": 0.0}  # one of the two pairs of others


def test_communities_are_numbered_from_the_largest() -> None:
    found = communities(citing("ab", "bc", "ca", "db", "da", "xy", "yz", "zx"))
    assert {found[node] for node in "abcd"} == {1}
    assert {found[node] for node in "xyz"} == {2}
    lonely: nx.DiGraph[str] = nx.DiGraph()
    lonely.add_nodes_from("ba")
    assert communities(lonely) == {"a": 1, "b": 2}


def test_the_most_cited_document_comes_first() -> None:
    rows = measures(citing("ac", "bc", "ab"))
    assert [row["document"] for row in rows] == ["c", "b", "a"]
    assert [(row["in_degree"], row["out_degree"]) for row in rows] == [(2, 0), (1, 1), (0, 2)]


def test_measures_are_the_same_in_each_run() -> None:
    code = (
        "import networkx as nx; from mandategraph.network import measures;"
        "g = nx.relabel_nodes(nx.gnp_random_graph(40, 0.1, seed=1, directed=True), lambda n: f'n{n}'); print(measures(g))"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in "12"
    }
    assert len(runs) == 1


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_ranks_are_shares_and_every_document_has_a_community(pairs: list[tuple[str, str]]) -> None:
    graph = citing(*("".join(pair) for pair in pairs))
    rank = pagerank(graph)
    assert sum(rank.values()) == pytest.approx(1 if pairs else 0)
    assert all(0 < share <= 1 for share in rank.values())
    assert set(communities(graph)) == set(graph)
    assert sum(row["in_degree"] for row in measures(graph)) == graph.number_of_edges()


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 12)), max_size=25))
@settings(deadline=None, derandomize=True, max_examples=50)
def test_circles_of_a_lane_do_not_overlap(places: list[tuple[float, float]]) -> None:
    circles = [(x, y, radius) for (x, radius), y in zip(places, swarm(places), strict=True)]
    for index, (x, y, radius) in enumerate(circles):
        for other_x, other_y, other in circles[:index]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (radius + other) ** 2 - 1e-6


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(0, 200)), max_size=20), st.booleans())
@settings(deadline=None, derandomize=True, max_examples=50)
def test_labels_overlap_neither_circles_nor_one_another_and_stay_on_the_page(
    points: list[tuple[float, float]],
    far: bool,  # noqa: FBT001 - drawn
) -> None:
    page = Box(0, 0, 200, 200)
    circles = [Box.around(x, y, 6, 6) for x, y in points]
    placed = place_labels([(x, y, 3) for x, y in points], [(30, 8)] * len(points), circles, [], page, far=far)
    boxes = [box for box in placed if box]
    assert all(page.holds(box) for box in boxes)
    assert not any(box.meets(circle) for box in boxes for circle in circles)
    assert not any(a.meets(b) for index, a in enumerate(boxes) for b in boxes[:index])


@pytest.mark.parametrize(
    ("moments", "ticks"),
    [([2002.35, 2004.49], [2002, 2003, 2004, 2005]), ([1946.0, 2024.9], [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020])],
)
def test_ticks_are_round_years(moments: list[float], ticks: list[int]) -> None:
    years = Years.of(moments, 0, 300)
    assert years is not None
    assert years.ticks() == ticks
    assert 0 <= years.x(moments[0]) <= years.x(moments[-1]) <= 300


def large(documents: int) -> nx.DiGraph[str]:
    """A network of documents of four bodies and some of none, over forty years, each citing earlier ones."""
    chance = random.Random(7)  # noqa: S311 - no secret
    graph: nx.DiGraph[str] = nx.DiGraph()
    bodies = [("General Assembly", 0), ("Economic and Social Council", 1), ("Economic Commission for Europe", 2), ("Other & Co", 3)]
    for number in range(documents):
        body, level = bodies[number % 4]
        year = 1970 + 40 * number // documents
        data: dict[str, Any] = {"label": f"{number}({year})", "title": "A title", "read": number % 3 == 0, "kind": "resolution"}
        data |= (
            {"body": body, "level": level}
            if number % 9
            else {"kind": "instrument", "label": "A plan with a rather long title " * 3}
        )
        data |= {"year": year, "date": f"{year}-0{1 + number % 9}-15"} if number % 11 else {}
        graph.add_node(f"X/{number}", **data)
        for other in {chance.randrange(number) for _ in range(4)} if number else ():
            acts, scopes = chance.choice(["recalls", "reaffirms|recalls"]), chance.choice(["governed", "footnote"])
            graph.add_edge(f"X/{number}", f"X/{other}", citations=1 + other % 3, acts=acts, scopes=scopes)
    return graph


def svg_texts(path: Path) -> str:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    return " ".join("".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text"))


def test_pictures_of_a_large_network_hold_their_words(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib: pip install 'mandategraph[pictures]'")
    graph = large(40)
    focus = max(graph, key=lambda node: (graph.out_degree(node), node))
    network_picture(graph, tmp_path / "network")
    lineage_picture(graph, focus, tmp_path / "lineage")
    network_words, lineage_words = svg_texts(tmp_path / "network.svg"), svg_texts(tmp_path / "lineage.svg")
    most_cited = max(graph, key=lambda node: (graph.in_degree(node), -graph.out_degree(node)))
    for word in (
        "40 documents",
        "General Assembly",
        "Other & Co",
        "Instruments",
        "undated",
        "1980",
        graph.nodes[most_cited]["label"],
    ):
        assert word in network_words
    for cited in graph.successors(focus):
        shown = "governed" in graph.edges[focus, cited]["scopes"]
        assert (graph.nodes[cited]["label"].split()[0] in lineage_words) >= shown
    assert f"Lineage of {focus}" in lineage_words
    assert "recalls" in lineage_words


@pytest.mark.parametrize("graph", [nx.DiGraph(), citing("ab"), citing("aa"), large(1)], ids=["empty", "undated", "loop", "one"])
def test_pictures_of_small_networks_can_be_drawn(graph: nx.DiGraph[str], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib: pip install 'mandategraph[pictures]'")
    assert all(path.stat().st_size > 1000 for path in network_picture(graph, tmp_path / "network"))
    for node in sorted(graph):
        assert all(path.stat().st_size > 1000 for path in lineage_picture(graph, node, tmp_path / "lineage"))


def test_above_300_documents_the_most_cited_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib: pip install 'mandategraph[pictures]'")
    graph = large(310)
    graph.remove_edges_from(list(graph.edges)[40:])  # fewer arrows are drawn faster
    svg, _ = network_picture(graph, tmp_path / "network")
    assert "drawn: the 300 most cited" in svg_texts(svg)


def test_the_main_path_takes_the_citation_over_which_most_ways_lead() -> None:
    """From f: over d three ways lead to the ends a, b and c, over e one; the counts of the steps are those ways."""
    graph = citing("fd", "fe", "da", "db", "dc", "ec")
    assert path_through(graph, "f") == ((("f",), ("d",), ("a",)), (3, 1))
    assert path_through(graph, "a") == ((("a",),), ())


def test_the_longest_path_is_not_always_the_main_one() -> None:
    graph = citing("fd", "fe", "da", "db", "dc", "eg", "gh")
    assert path_through(graph, "f", longest=True)[0] == (("f",), ("e",), ("g",), ("h",))
    assert path_through(graph, "f")[0] == (("f",), ("d",), ("a",))


def test_documents_that_cite_one_another_are_one_step() -> None:
    assert path_through(citing("cb", "ba", "ab", "ax"), "c") == ((("c",), ("a", "b"), ("x",)), (1, 1))


def test_the_main_path_of_the_sample_has_its_words(engine: Store) -> None:
    found = main_path(engine, "611(XXX)")
    assert found.symbols == (("ECLAC/RES/611(XXX)",), ("A/RES/58/220",))
    assert found.evidence == ("ECLAC/RES/611(XXX) considers A/RES/58/220 (pp-1: “General Assembly resolution 58/220”)",)
    assert found.text().startswith("ECLAC/RES/611(XXX) → A/RES/58/220\n")
