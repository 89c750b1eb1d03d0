"""The whole build: reproducible, safe, honest about what it could not read."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from tests.made import corpus, dump, english, french, put, rows

from mandategraph.build import BuildReport, build
from mandategraph.build.crew import Answer, Crew, Task
from mandategraph.build.options import Options
from mandategraph.build.report import REPORT
from mandategraph.errors import EndpointError, MandateGraphError
from mandategraph.publish import export
from mandategraph.query import query
from mandategraph.store import EmbeddedStore, embedded, open_store
from mandategraph.store.embedded import CURRENT, Generation

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
        (
            "refused",
            "in/b.txt: no resolution found: no heading such as '611(XXX) TITLE'; give the text of one resolution, or its symbol (--symbol)",
        ),
        (
            "duplicate",
            "in/c.md: ECLAC/RES/611(XXX) was already read from a.md (the same bytes); keep one of the files",
        ),
        ("unknown-kind", "in/ignored.doc: files of this kind are not read; known are .xml, .md, .txt, .html, .htm, .docx, .pdf"),
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


LINUX = Path("/proc/self/task").is_dir()


def many(folder: Path, count: int = 60) -> Path:
    """A folder of made documents."""
    return put(folder, {f"{number}.xml": english(number) for number in range(1, count + 1)})


def command(folder: Path, store: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "mandategraph", "build", str(folder), "--store", str(store), "--jobs", "2", *more]


def children(process: int) -> list[int]:
    """The processes that a process has started and that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
            if int(parent) == process and state != "Z":
                found.append(int(path.parent.name))
    return found


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(true: Callable[[], object], seconds: float = 15) -> bool:
    """Wait until something is true; whether it became so."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


@pytest.mark.skipif(not LINUX, reason="processes are looked up in /proc")
def test_a_build_killed_at_any_moment_leaves_the_last_good_store_and_no_worker(tmp_path: Path) -> None:
    """Killed twenty times from the moment at which it begins to write, over a store with other content."""
    store = tmp_path / "store"
    build([put(tmp_path / "good", corpus())], store, languages=["en", "fr"])
    expected, live = dump(store, tmp_path / "dump"), (store / CURRENT).read_text()
    folder = many(tmp_path / "in")
    dice = random.Random(4)  # noqa: S311 - for a test
    with_workers = 0
    for number in range(20):
        workers, finished = killed(folder, store, number * dice.uniform(0, 0.06))
        with_workers += bool(workers)
        assert until(partial(none_alive, workers))
        assert (store / CURRENT).read_text() == live or finished
        assert is_good(store, tmp_path, expected, live)
        if finished:  # the former content is put there again
            build([tmp_path / "good"], store, languages=["en", "fr"])
            live = (store / CURRENT).read_text()
    assert with_workers > 3
    build([folder], store, jobs=0)
    assert {path.name for path in store.iterdir()} == {CURRENT, REPORT, (store / CURRENT).read_text()}


def killed(folder: Path, store: Path, after: float) -> tuple[list[int], bool]:
    """Kill a build some seconds after it began to write; its workers, and whether it had put its content into place."""
    there, live = set(store.glob("graph-*")), (store / CURRENT).read_text()
    process = subprocess.Popen(command(folder, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert until(lambda: set(store.glob("graph-*")) - there or process.poll() is not None)
    time.sleep(after)
    workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    return workers, (store / CURRENT).read_text() != live


def none_alive(processes: list[int]) -> bool:
    return not any(map(is_alive, processes))


def is_good(store: Path, folder: Path, expected: bytes, live: str) -> bool:
    """Whether a store opens and holds what it held, or the whole of what was built."""
    if (store / CURRENT).read_text() == live:
        return dump(store, folder / "dump") == expected
    return len(rows(store, "SELECT ?v { ?v a unm:LanguageVersion }")) == 60


@pytest.mark.skipif(not LINUX, reason="processes are looked up in /proc")
def test_an_interrupt_at_the_keyboard_ends_all_processes_with_one_word(tmp_path: Path) -> None:
    """It goes to the whole group of processes; the workers say nothing."""
    folder = many(tmp_path / "in", 900)  # enough to be at work still when the signal comes
    process = subprocess.Popen(
        command(folder, tmp_path / "store"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    assert until(lambda: len(children(process.pid)) == 2 or process.poll() is not None)
    workers = children(process.pid)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert (output, errors.strip(), process.returncode) == ("", "Aborted!", 1)
    assert none_alive(workers)
    assert not (tmp_path / "store").exists()


def test_a_build_by_a_process_of_the_same_number_is_a_left_over(tmp_path: Path) -> None:
    """In a container the program may have the same number each time."""
    left = tmp_path / "store" / "graph-left"
    left.mkdir(parents=True)
    (left / "maker").write_text(f"{os.getpid()} of another run", encoding="utf-8")
    build([SAMPLE], tmp_path / "store")
    assert not left.exists()


def test_two_builds_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    with Generation(tmp_path / "store") as first:
        build([SAMPLE], tmp_path / "store")
        assert first.folder.is_dir()
        assert len(open_store(tmp_path / "store")) > 2000  # type: ignore[arg-type]


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    files = corpus() | {f"more/{number}.xml": english(number) for number in range(20, 75)}
    folder = put(tmp_path / "in", files | {f"more/{number}_F.xml": french(number) for number in range(20, 30)})
    results = []
    for jobs in (0, 1, 2):
        told: list[tuple[str, int, int]] = []
        store = tmp_path / f"store-{jobs}"
        report = build([folder], store, languages=["en", "fr"], jobs=jobs, progress=lambda *step: told.append(step))  # noqa: B023 - called at once
        results.append((report.run, report.outcomes, report.findings, (store / REPORT).read_text(), dump(store, tmp_path / "dump")))
        assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["looking", "reading", "finishing"]
        for stage in ("looking", "reading", "finishing"):
            done = [(number, total) for name, number, total in told if name == stage]
            assert done == sorted(done)
            assert done[-1][0] == done[-1][1]
            assert len({total for _, total in done}) == 1
    assert results[0] == results[1] == results[2]


class Deadly(Crew):
    """A crew of which each worker dies of any task in which a word stands."""

    word = "deadly"

    def _done(self, task: Task) -> Answer | None:
        if self.word not in json.dumps(task):
            return super()._done(task)
        super()._done({"survey": []})  # so that there is a worker
        worker = self.own.process
        worker.kill()
        worker.wait()
        worker.poll = lambda: None  # it dies after it was looked at, with the task in its hands
        answer = super()._done(task)
        del worker.poll
        assert answer is None
        return answer


@pytest.mark.parametrize(("word", "refused"), [("deadly.xml", "first look"), ('"symbol": "A/RES/95/30"', "reading")])
def test_a_file_of_which_the_worker_dies_is_reported_alone(
    word: str, refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("mandategraph.build"), "Crew", type("Deadly", (Deadly,), {"word": word}))
    many(tmp_path / "in")
    (tmp_path / "in" / "30.xml").rename(tmp_path / "in" / "deadly.xml")
    report = build([tmp_path / "in"], tmp_path / "store", jobs=2)
    assert [(Path(file.name).name, file.outcome, file.reason) for file in report.files()] == [
        ("deadly.xml", "refused", "reading it ended the reader; look at the file")
    ], refused
    assert report.documents == 59
    monkeypatch.undo()
    again = build([tmp_path / "in"], tmp_path / "store", jobs=2)  # it may have been for want of memory: it is tried again
    assert (again.documents, again.reused, again.complete) == (60, 59, True)


@pytest.mark.parametrize("place", ["worker", "survey"])
def test_a_mistake_of_ours_in_one_file_leaves_the_others_alone(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mandategraph.read import documents

    def breaks(path: str | Path, **given: object) -> object:
        if Path(path).stem == "2":
            raise ZeroDivisionError("a mistake\nof ours")
        return documents(path, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(import_module(f"mandategraph.build.{place}"), "documents", breaks)
    put(tmp_path / "in", {"1.xml": english(1), "2.md": SAMPLE.read_bytes(), "3.xml": english(3)})
    report = build([tmp_path / "in"], tmp_path / "store")
    assert [(file.outcome, file.reason) for file in report.files()] == [
        ("refused", "reading it failed (ZeroDivisionError: a mistake of ours); please report it with the file")
    ]
    assert report.documents == 2


def test_a_crew_that_is_left_early_ends_at_once(tmp_path: Path) -> None:
    """With tasks waiting, as after an interrupt."""
    options = Options.of(["en"], "http://localhost/", [], None).setting()
    row = {"name": "1.xml", "path": str(put(tmp_path, {"1.xml": english()}) / "1.xml"), "upstream": None, "commit": None}
    for _ in range(3):
        with Crew(options, 2) as crew:
            next(crew.answers({"survey": [row] * 50} for _ in range(100)))
        assert all(process.poll() is not None for process in crew.processes)


def test_workers_import_what_the_build_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the folder where the user stands does not get in between."""
    (tmp_path / "random.py").write_text("raise SystemExit('wrong module')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('wrong module')", encoding="utf-8")
    many(tmp_path / "in", 20)
    monkeypatch.chdir(tmp_path)
    assert build(["in"], "store", jobs=1).documents == 20


def test_an_error_while_it_builds_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    build([SAMPLE], tmp_path / "store")
    before = sorted(path.name for path in (tmp_path / "store").iterdir())
    monkeypatch.setattr(Generation, "load", full)
    with pytest.raises(
        MandateGraphError, match=r"store: cannot be written \(No space left on device\); check the disk and the path"
    ):
        build([many(tmp_path / "in", 3)], tmp_path / "store")
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_store_has_the_rights_of_new_folders(tmp_path: Path) -> None:
    """So that another user may serve it."""
    (tmp_path / "new").mkdir()
    build([SAMPLE], tmp_path / "store")
    assert (tmp_path / "store" / (tmp_path / "store" / CURRENT).read_text()).stat().st_mode == (tmp_path / "new").stat().st_mode


def test_a_store_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MandateGraphError, match=r"file/store: cannot be written \(Not a directory\); check the disk and the path"):
        build([SAMPLE], tmp_path / "file" / "store")


@pytest.mark.parametrize("moment", ["before the report", "before the switch", "after the switch"])
def test_a_crash_while_the_content_is_switched(moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store holds the former content or the new one, and the next build leaves nothing of the crash."""

    class Crash(BaseException):
        pass

    replaced = Path.replace

    def crash(path: Path, target: Path) -> Path:
        if path.name == (REPORT if moment == "before the report" else CURRENT):
            if moment == "after the switch":
                replaced(path, target)
            raise Crash
        return replaced(path, target)

    folder, store = put(tmp_path / "in", {"1.xml": english(1)}), tmp_path / "store"
    build([folder], store)
    former, before = dump(store, tmp_path / "dump"), (store / REPORT).read_bytes()
    put(folder, {"2.xml": english(2)})
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", crash)
        patched.setattr("shutil.rmtree", lambda *_, **__: None)  # nothing is tidied up after a crash
        patched.setattr(Generation, "__exit__", lambda *_: None)
        patched.setattr(embedded, "PROCESS", "the one that crashed")
        with pytest.raises(Crash):
            build([folder], store)
    assert (dump(store, tmp_path / "dump") == former) == (moment != "after the switch")
    put(folder, {"2.xml": b""})
    build([folder], store)
    (folder / "2.xml").unlink()
    build([folder], store)
    assert {path.name for path in store.iterdir()} == {CURRENT, REPORT, (store / CURRENT).read_text()}
    assert (store / REPORT).read_bytes() == before
    assert dump(store, tmp_path / "dump") == former
