"""The whole build: reproducible, safe, honest about what it could not read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mandategraph.build import BuildReport, build
from mandategraph.build.report import REPORT
from mandategraph.errors import EndpointError, MandateGraphError
from mandategraph.publish import export
from mandategraph.query import query
from mandategraph.store import EmbeddedStore, open_store
from mandategraph.store.embedded import CURRENT

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "resolutions" / "eclac-611-XXX.md"


def test_two_builds_give_the_same_bytes(built: BuildReport, nquads: Path, tmp_path: Path) -> None:
    again = build([SAMPLE], tmp_path / "store")
    assert again.run == built.run
    assert export(open_store(tmp_path / "store"), tmp_path / "dump", ["nquads"])[0].read_bytes() == nquads.read_bytes()


def test_a_triple_stands_in_one_graph_only(store: EmbeddedStore) -> None:
    """Over the union of graphs a triple must count once; Oxigraph's union does not merge equal ones."""
    triples = [(quad.subject, quad.predicate, quad.object) for quad in store.quads()]
    assert len(triples) == len(set(triples)) > 2000


def test_the_graph_says_which_build_made_it_from_which_file(store: EmbeddedStore, built: BuildReport) -> None:
    rows = query(
        store,
        """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX unm: <https://w3id.org/unmandates/ontology#>
        SELECT ?graph ?run ?file WHERE {
          ?graph prov:wasGeneratedBy ?run ; prov:wasDerivedFrom ?source . ?run prov:used ?source . ?source unm:fileName ?file
        }""",
    )
    base = "https://w3id.org/unmandates/"
    assert rows.text() == [[f"{base}graph/doc/ECLAC/RES/611-XXX", f"{base}id/run/{built.run}", SAMPLE.name]]


def test_another_base_and_an_alignment(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store", base="http://localhost:8000/", align=["eli"])
    opened = open_store(tmp_path / "store")
    rows = query(opened, "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    graphs = [row[0] for row in rows.text()]
    assert all(graph.startswith("http://localhost:8000/graph/") for graph in graphs)
    assert "http://localhost:8000/graph/alignment/eli" in graphs
    with pytest.raises(MandateGraphError, match="no alignment named 'elli'; there are: "):
        build([SAMPLE], tmp_path / "other", align=["elli"])
    assert not (tmp_path / "other" / CURRENT).exists()


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_bytes(SAMPLE.read_bytes())
    (folder / "b.txt").write_text("A shopping list\n\nEggs.\n", encoding="utf-8")
    (folder / "c.md").write_bytes(SAMPLE.read_bytes())
    (folder / "ignored.doc").write_bytes(b"\0")
    report = build([folder], tmp_path / "store")
    assert [str(symbol) for symbol in report.symbols()] == ["ECLAC/RES/611(XXX)"]
    assert [(file.outcome, f"{file.name}: {file.reason}".replace(str(folder), "in")) for file in report.files()] == [
        ("refused", "in/b.txt: no resolution found: no heading such as '611(XXX) TITLE'; give the text of one resolution"),
        (
            "duplicate",
            "in/c.md: ECLAC/RES/611(XXX) was already read from in/a.md (the same bytes); keep one of the files",
        ),
        ("unknown-kind", "in/ignored.doc: files of this kind are not read; known are .xml, .md, .txt"),
    ]
    assert not report.complete


def test_nothing_readable_writes_nothing_and_keeps_the_old_store(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    before = (tmp_path / "store" / CURRENT).read_text()
    (tmp_path / "bad.txt").write_text("no resolution", encoding="utf-8")
    with pytest.raises(MandateGraphError, match="nothing was written"):
        build([tmp_path / "bad.txt"], tmp_path / "store")
    assert (tmp_path / "store" / CURRENT).read_text() == before
    (tmp_path / "empty").mkdir()
    with pytest.raises(MandateGraphError, match="no file there"):
        build([tmp_path / "empty"], tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()


def test_a_rebuild_replaces_the_old_generation(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    first = set((tmp_path / "store").iterdir())
    build([SAMPLE], tmp_path / "store", base="http://localhost/")
    assert {path.name for path in set((tmp_path / "store").iterdir()) & first} == {CURRENT, REPORT}
    assert len(list((tmp_path / "store").glob("graph-*"))) == 1


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EndpointError, match="no graph here; make one with: mandategraph build FILE --store"):
        open_store(tmp_path)
    (tmp_path / "x.ttl").write_text("this is not turtle", encoding="utf-8")
    with pytest.raises(EndpointError, match="no readable RDF"):
        open_store(tmp_path / "x.ttl")


def test_an_endpoint_that_does_not_answer() -> None:
    with pytest.raises(EndpointError, match="no answer"):
        query(open_store("http://127.0.0.1:9/sparql"), "ASK { ?s ?p ?o }")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there on Windows")
def test_a_build_killed_at_any_moment_leaves_the_last_good_store(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    expected = len(open_store(tmp_path / "store"))  # type: ignore[arg-type]
    command = [
        sys.executable,
        "-m",
        "mandategraph",
        "build",
        str(ROOT / "data" / "resolutions"),
        "--store",
        str(tmp_path / "store"),
    ]
    for moment in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
        assert len(open_store(tmp_path / "store")) == expected  # type: ignore[arg-type]
