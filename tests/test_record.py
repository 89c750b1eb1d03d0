"""A build of the invented record in tests/record: languages, metadata, links, reports; built again, killed, from archives."""

from __future__ import annotations

import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mandategraph.build import BuildReport, build, survey, worker
from mandategraph.build.crew import Crew
from mandategraph.build.options import Options
from mandategraph.errors import MandateGraphError
from mandategraph.publish import export
from mandategraph.query import query
from mandategraph.read import documents as reading
from mandategraph.store import EmbeddedStore
from mandategraph.store.embedded import current
from mandategraph.validate import validate

RECORD = Path(__file__).with_name("record")
ENGLISH = RECORD / "English" / "A_RES_95_1.xml"
PREFIXES = """PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX alignment: <https://w3id.org/unmandates/vocab/alignment/> """


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The build in English and French."""
    return build([RECORD], tmp_path_factory.mktemp("record") / "store", languages=["en", "fr"])


def rows(report: BuildReport, where: str) -> list[list[str]]:
    return query(EmbeddedStore(report.store), PREFIXES + where).text()


def dump(store: Path, folder: Path) -> bytes:
    """The graph as sorted lines."""
    folder.mkdir(exist_ok=True)
    return export(EmbeddedStore(store), folder, ["nquads"])[0].read_bytes()


def documents(folder: Path, count: int) -> Path:
    """Copies of the invented resolution under symbols of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        renumber(folder, number, f"95/{number}")
    return folder


def renumber(folder: Path, number: int, symbol: str, words: str = "") -> None:
    text = ENGLISH.read_text(encoding="utf-8").replace("A/RES/95/1<", f"A/RES/{symbol}<")
    (folder / f"{number}.xml").write_text(
        text.replace("To host the conference", f"To host the conference{words}"), encoding="utf-8"
    )


def test_the_record_conforms(report: BuildReport) -> None:
    assert validate(EmbeddedStore(report.store)).conforms


def test_every_file_is_in_the_report_with_its_reason(report: BuildReport) -> None:
    with (report.store / "build-report.csv").open(encoding="utf-8", newline="") as file:
        found = [(Path(row["file"]).name, row["outcome"], row["reason"]) for row in csv.DictReader(file)]
    assert ("test.txt", "empty", "the file is empty; give the text of one resolution") in found
    assert ("A_RES_95_1.xml", "conflict", "date: text '2040-12-19', record '2040-12-20'") in found
    assert ("A_RES_95_1_F.xml", "unaligned", "1 provisions are not parallel to en") in found
    links = [reason for _, outcome, reason in found if outcome == "contradicted-link"]
    assert links == ["pp-1: the words “93/8” are linked to https://undocs.org/en/A/RES/93/9"]
    assert report.outcomes == {"built": 3, "empty": 1, "records": 1}
    assert report.complete


def test_two_language_versions_are_one_document(report: BuildReport) -> None:
    texts = rows(report, 'SELECT ?t { ?p unm:text ?t FILTER(STRENDS(STR(?p), "doc/A/RES/95/1#pp-1")) } ORDER BY ?t')
    assert [text[:9] for (text,) in texts] == ["Rappelant", "Recalling"]
    versions = rows(report, "SELECT ?v ?a { ?v unm:alignment ?a } ORDER BY ?v")
    assert [(v.rpartition("/id/doc/")[2], a.rpartition("/")[2]) for v, a in versions] == [
        ("A/RES/95/1/en", "complete"),
        ("A/RES/95/1/fr", "partial"),
        ("S/RES/3001-2040/en", "complete"),
    ]


def test_what_is_not_parallel_stays_below_its_version(report: BuildReport) -> None:
    """The French version has one operative paragraph less: its operative part is not parallel, its preamble is."""
    own = rows(report, "SELECT ?p ?t { ?p eli:is_part_of ?v ; unm:text ?t . ?v a unm:LanguageVersion } ORDER BY ?p")
    assert [p.rpartition("/id/doc/")[2] for p, _ in own] == ["A/RES/95/1/fr#op-1"]


def test_a_language_that_is_not_asked_for_is_left_out_with_the_reason(tmp_path: Path) -> None:
    report = build([RECORD], tmp_path / "store")
    assert [(Path(f.name).name, f.outcome, f.reason) for f in report.files("other-language")] == [
        ("A_RES_95_1_F.xml", "other-language", "the language fr is not among those of this build (en)")
    ]
    with pytest.raises(MandateGraphError, match="no language xx; there are: en"):
        build([RECORD], tmp_path / "other", languages=["xx"])


def test_a_file_in_the_folder_of_another_language_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "English").mkdir()
    shutil.copy(RECORD / "French" / "A_RES_95_1_F.xml", tmp_path / "English")
    shutil.copy(RECORD / "English" / "S_RES_3001.xml", tmp_path / "English")
    report = build([tmp_path], tmp_path / "store", languages=["en", "fr"])
    assert [(f.outcome, f.reason) for f in report.files()] == [
        ("wrong-language", "the text is in the language fr, in a folder named English")
    ]
    assert not report.complete
    left = rows(report, "SELECT ?f ?r { ?s unm:leftOutBecause ?r ; unm:fileName ?f }")
    assert left == [["A_RES_95_1_F.xml", "wrong-language: the text is in the language fr, in a folder named English"]]


def test_of_two_files_the_one_whose_marks_confirm_the_symbol_is_read(tmp_path: Path) -> None:
    """S_PRST_2007_22 bears the symbol of S/RES/1626(2005) on its cover, but is marked as a statement."""
    text = ENGLISH.read_text(encoding="utf-8")
    (tmp_path / "a.xml").write_text(text.replace('name="resolution"', 'name="presidentialStatement"'), encoding="utf-8")
    (tmp_path / "b.xml").write_text(text, encoding="utf-8")
    report = build([tmp_path], tmp_path / "store")
    assert [Path(f.name).name for f in report.files("built")] == ["b.xml"]
    assert [Path(f.name).name for f in report.files("duplicate")] == ["a.xml"]


def test_the_record_stands_in_a_graph_of_its_own(report: BuildReport) -> None:
    facts = rows(report, 'SELECT ?p { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), "graph/record/A/RES/95/1")) } ORDER BY ?p')
    assert {p.rpartition("#")[2].rpartition("/")[2] for (p,) in facts} >= {"sponsor", "subject", "valueInRecord"}
    source = rows(report, 'SELECT ?f { ?g prov:wasDerivedFrom/unm:fileName ?f FILTER(CONTAINS(STR(?g), "graph/record/")) }')
    assert source == [["95.json"]]


def test_folders_and_archives_give_the_same_graph(tmp_path: Path) -> None:
    shutil.copytree(RECORD, tmp_path / "record")
    with zipfile.ZipFile(tmp_path / "record.zip", "w") as packed:
        for path in sorted((tmp_path / "record").rglob("*.*")):
            packed.write(path, path.relative_to(tmp_path))
    with tarfile.open(tmp_path / "record.tar.xz", "w:xz") as tar:
        tar.add(tmp_path / "record", "record")
    dumps = []
    for source in ("record", "record.zip", "record.tar.xz"):
        build([tmp_path / source], tmp_path / f"{source}.store", languages=["en", "fr"])
        dumps.append(dump(tmp_path / f"{source}.store", tmp_path / f"{source}.dump"))
    assert dumps[0] == dumps[1] == dumps[2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_worker_processes_give_the_same_graph(jobs: int, tmp_path: Path) -> None:
    folder = documents(tmp_path / "in", 20)
    told: list[tuple[str, int, int]] = []
    build([folder], tmp_path / "alone", jobs=0)
    build([folder], tmp_path / "many", jobs=jobs, progress=lambda *step: told.append(step))
    assert dump(tmp_path / "alone", tmp_path / "a") == dump(tmp_path / "many", tmp_path / "b")
    assert [step[1] for step in told if step[0] == "reading"] == sorted(step[1] for step in told if step[0] == "reading")
    assert told[-1] == ("finishing", 1, 1)


def test_an_unchanged_build_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = documents(tmp_path / "in", 3)
    first = build([folder], tmp_path / "store")
    generation = current(tmp_path / "store")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(worker, "documents", never)
    monkeypatch.setattr(survey, "documents", never)
    again = build([folder], tmp_path / "store")
    assert again.unchanged
    assert (again.run, again.documents, again.quads) == (first.run, first.documents, first.quads)
    assert current(tmp_path / "store") == generation


EDITS: dict[str, Callable[[Path, random.Random], object]] = {
    "change": lambda folder, dice: renumber(folder, (n := dice.randint(1, 6)), f"95/{n}", f" {dice.random()}"),
    "remove": lambda folder, dice: (folder / f"{dice.randint(1, 6)}.xml").unlink(missing_ok=True),
    "add": lambda folder, dice: renumber(folder, (n := dice.randint(7, 12)), f"95/{n}"),
}


@pytest.mark.parametrize("seed", range(6))
def test_building_again_gives_the_graph_of_a_first_build(seed: int, tmp_path: Path) -> None:
    """Whatever was changed, removed and added: no stale triple, none lost."""
    dice = random.Random(seed)  # noqa: S311 - for a test
    folder = documents(tmp_path / "in", 6)
    build([folder], tmp_path / "store")
    for step in range(3):
        EDITS[dice.choice(list(EDITS))](folder, dice)
        again = build([folder], tmp_path / "store")
        build([folder], tmp_path / f"fresh-{step}")
        assert again.documents == len(list(folder.iterdir()))
        assert dump(tmp_path / "store", tmp_path / "a") == dump(tmp_path / f"fresh-{step}", tmp_path / "b")


def test_other_options_build_everything_anew(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in", 3)
    build([folder], tmp_path / "store")
    again = build([folder], tmp_path / "store", base="http://localhost/")
    assert (again.unchanged, again.reused) == (False, 0)


@pytest.fixture
def killed(tmp_path: Path) -> Callable[[float], None]:
    """Starts a build with workers in a process group of its own and kills all of it after some seconds."""
    folder = documents(tmp_path / "more", 60)
    command = [sys.executable, "-m", "mandategraph", "build", str(folder), "--store", str(tmp_path / "store"), "--jobs", "2"]

    def kill(after: float) -> None:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=30)

    return kill


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there on Windows")
def test_a_build_killed_twenty_times_leaves_the_last_good_store(tmp_path: Path, killed: Callable[[float], None]) -> None:
    good = build([RECORD], tmp_path / "store", languages=["en", "fr"])
    expected = dump(tmp_path / "store", tmp_path / "before")
    dice = random.Random(20)  # noqa: S311 - for a test
    for _ in range(20):
        killed(dice.uniform(0.05, 1.1))
        store = EmbeddedStore(tmp_path / "store")
        if len(store) != good.quads:  # the build was done before it was killed
            build([RECORD], tmp_path / "store", languages=["en", "fr"])
        assert dump(tmp_path / "store", tmp_path / "after") == expected
    build([ENGLISH], tmp_path / "store")
    assert len(list((tmp_path / "store").glob("graph-*"))) == 1


def test_a_document_that_breaks_the_reader_leaves_the_others_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = documents(tmp_path / "in", 3)

    def breaks(path: str, **given: object) -> object:
        if path.endswith("2.xml"):
            raise ZeroDivisionError("a mistake of ours")
        return reading(path, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "documents", breaks)
    report = build([folder], tmp_path / "store", jobs=0)
    assert report.documents == 2
    (refused,) = report.files("refused")
    assert refused.reason == "reading it failed (ZeroDivisionError: a mistake of ours); please report it with the file"


def test_a_worker_that_dies_is_replaced_and_its_task_told_apart() -> None:
    options = Options.of(["en"], "http://localhost/", [], None)
    row = {"name": "x.xml", "path": str(ENGLISH), "upstream": None, "commit": None}
    with Crew(options.setting(), 1) as crew:
        first = next(crew.answers([{"survey": [row]}]))
        crew.processes[0].kill()
        crew.processes[0].wait()
        after = list(crew.answers([{"survey": [row]}, {"survey": "no list"}, {"survey": [row]}]))
    assert first[1] == after[0][1] == after[2][1]
    assert after[1][1] is None
    assert len(crew.processes) == 3
    assert all(process.poll() is not None for process in crew.processes)
