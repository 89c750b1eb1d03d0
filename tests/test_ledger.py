"""Building again: what has not changed is not read, and the graph is that of a first build of the same files."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.made import ENGLISH, FRENCH, RECORD, broken, corpus, dump, english, extract, french, of_set, part, put, rows

from mandategraph import assets
from mandategraph.build import BuildReport, build, options
from mandategraph.build.report import REPORT
from mandategraph.store.embedded import current

LANGUAGES = ("en", "fr")
START = {
    **{f"{ENGLISH}/{number}.xml": english(number) for number in range(1, 5)},
    f"{FRENCH}/1.xml": french(1),
    f"{FRENCH}/2.xml": french(2),
    f"{ENGLISH}/set.xml": of_set(),
    f"{ENGLISH}/broken.xml": broken(7),
    f"{ENGLISH}/test.txt": b"test\n",
    "ga/data_extract/95.json": extract(RECORD, RECORD, RECORD | {"symbol": "A/RES/95/128 A-B", "title": "Information"}),
}
Edit = Callable[[Path, random.Random], None]


def any_of(folder: Path, dice: random.Random, pattern: str) -> Path:
    """Some file in a folder, or a place where there is none."""
    return dice.choice(sorted(folder.rglob(pattern)) or [folder / "none"])


def change(folder: Path, dice: random.Random) -> None:
    number = dice.randint(1, 6)
    put(folder, {f"{ENGLISH}/{number}.xml": english(number, f" {dice.randint(1, 9)}", annexed=dice.randint(1, 2))})


def translate(folder: Path, dice: random.Random) -> None:
    number = dice.randint(1, 6)
    put(folder, {f"{FRENCH}/{number}.xml": french(number, f" {dice.randint(1, 9)}", annexed=dice.randint(1, 2))})


def remove(folder: Path, dice: random.Random) -> None:
    any_of(folder, dice, "*.xml").unlink(missing_ok=True)


def spoil(folder: Path, dice: random.Random) -> None:
    number = dice.randint(1, 6)
    french_one = broken(number).replace(b'"eng"', b'"fra"')
    put(folder, {dice.choice([f"{ENGLISH}/{number}.xml", f"{FRENCH}/{number}.xml"]): dice.choice([broken(number), french_one])})


def double(folder: Path, dice: random.Random) -> None:
    number = dice.randint(1, 6)
    put(folder, {f"{ENGLISH}/another {number}.xml": english(number, dice.choice(["", " too"]))})


def rename(folder: Path, dice: random.Random) -> None:
    path = any_of(folder, dice, "*.*")
    if path.is_file():
        path.rename(path.with_stem(path.stem + "x"))


def move(folder: Path, dice: random.Random) -> None:
    path = any_of(folder, dice, "*.xml")
    if path.is_file() and path.parent.name in {"English", "French"}:
        put(folder, {f"moved/{path.parent.name}/{path.name}": path.read_bytes()})
        path.unlink()


def record(folder: Path, dice: random.Random) -> None:
    changed = RECORD | {"adoption_date": f"{dice.randint(1, 28)} December 2040", "symbol": f"A/RES/95/{dice.randint(1, 4)}"}
    put(folder, {f"ga/data_extract/{dice.choice(['95', '96'])}.json": extract(changed)})


def divide(folder: Path, dice: random.Random) -> None:
    put(folder, {f"{ENGLISH}/part.xml": part(dice.choice("AB"), f" {dice.randint(1, 3)}")})


def reset(folder: Path, dice: random.Random) -> None:
    put(folder, {f"{ENGLISH}/set.xml": of_set(f" {dice.randint(1, 3)}")})


def litter(folder: Path, dice: random.Random) -> None:
    put(folder, {f"{ENGLISH}/test.txt": b"test" * dice.randint(1, 3), f"scan {dice.randint(1, 2)}.pdf": b"%PDF"})


EDITS: list[Edit] = [change, translate, remove, spoil, double, rename, move, record, divide, reset, litter]


def again(folder: Path, store: Path) -> BuildReport:
    return build([folder], store, languages=LANGUAGES)


def same(folder: Path, tmp_path: Path, step: object) -> BuildReport:
    """Build again and anew; both have the same graph, the same report and the same numbers."""
    rebuilt, fresh = again(folder, tmp_path / "store"), again(folder, tmp_path / f"fresh-{step}")
    assert dump(tmp_path / "store", tmp_path / "a") == dump(fresh.store, tmp_path / "b")
    assert (tmp_path / "store" / REPORT).read_bytes() == (fresh.store / REPORT).read_bytes()
    for name in ("run", "documents", "provisions", "quads", "outcomes", "findings"):
        assert getattr(rebuilt, name) == getattr(fresh, name), name
    assert not fresh.unchanged
    return rebuilt


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_edited_the_graph_is_that_of_a_first_build(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)  # noqa: S311 - for a test
    folder = put(tmp_path / "in", START)
    again(folder, tmp_path / "store")
    for step in range(4):
        for edit in dice.sample(EDITS, dice.randint(1, 3)):
            edit(folder, dice)
        same(folder, tmp_path, step)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_alone(edit: Edit, tmp_path: Path) -> None:
    dice = random.Random(1)  # noqa: S311 - for a test
    folder = put(tmp_path / "in", START)
    again(folder, tmp_path / "store")
    edit(folder, dice)
    same(folder, tmp_path, edit.__name__)
    assert again(folder, tmp_path / "store").unchanged


class Reading:
    """Counts the files that are read as documents."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from mandategraph.build import survey, worker
        from mandategraph.read import documents

        self.names: list[str] = []

        def counted(path: str, **given: object) -> object:
            self.names.append(os.path.basename(path))  # noqa: PTH119 - a path of any type
            return documents(path, **given)  # type: ignore[arg-type]

        monkeypatch.setattr(worker, "documents", counted)
        monkeypatch.setattr(survey, "documents", counted)


def test_nothing_is_read_or_written_where_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where some files were refused: they are the same as before."""
    folder = put(tmp_path / "in", START | corpus())
    first = again(folder, tmp_path / "store")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")}
    reading = Reading(monkeypatch)
    report = again(folder, tmp_path / "store")
    assert report.unchanged
    assert reading.names == []
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")} == before
    for name in ("run", "documents", "provisions", "quads", "outcomes", "findings"):
        assert getattr(report, name) == getattr(first, name), name
    assert report.reused == report.documents


def test_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path / "in", START)
    again(folder, tmp_path / "store")
    reading = Reading(monkeypatch)
    put(folder, {f"{ENGLISH}/3.xml": english(3, " today"), f"{ENGLISH}/9.xml": english(9)})
    (folder / ENGLISH / "4.xml").unlink()
    report = again(folder, tmp_path / "store")
    assert reading.names == ["3.xml", "9.xml"]
    assert (report.unchanged, report.documents, report.reused) == (False, 7, 5)


def test_files_that_lie_elsewhere_now_are_not_read_as_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path / "in", START)
    first = again(folder, tmp_path / "store")
    folder = folder.rename(tmp_path / "moved")
    reading = Reading(monkeypatch)
    report = again(folder, tmp_path / "store")
    assert reading.names == []
    assert (report.run, report.quads, report.reused) == (first.run, first.quads, first.documents)
    assert str(tmp_path / "in") not in (tmp_path / "store" / REPORT).read_text(encoding="utf-8")


def test_a_file_that_was_named_and_is_gone_is_reported(tmp_path: Path) -> None:
    put(tmp_path, {"1.xml": english(1), "2.xml": english(2)})
    named = [tmp_path / "1.xml", tmp_path / "2.xml"]
    build(named, tmp_path / "store")
    named[1].unlink()
    report = build(named, tmp_path / "store")
    assert [file.reason for file in report.files()] == ["cannot be opened (No such file or directory); check the path"]
    assert report.documents == 1


@pytest.mark.parametrize(
    "changed", [{"languages": ["en"]}, {"languages": ["fr", "en"]}, {"base": "http://localhost/"}, {"align": ["eli"]}]
)
def test_other_options_build_everything_anew(changed: dict[str, str], tmp_path: Path) -> None:
    folder = put(tmp_path / "in", START)
    first = again(folder, tmp_path / "store")
    given = {"languages": list(LANGUAGES)} | changed
    report = build([folder], tmp_path / "store", **given)  # type: ignore[arg-type]
    assert (report.unchanged, report.reused) == (False, 0)
    assert report.run != first.run
    build([folder], tmp_path / "fresh", **given)  # type: ignore[arg-type]
    assert dump(tmp_path / "store", tmp_path / "a") == dump(tmp_path / "fresh", tmp_path / "b")


def test_other_rules_or_facts_build_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path / "in", START)
    first = again(folder, tmp_path / "store")
    monkeypatch.setattr(assets, "rules_version", lambda: "0" * 64)
    report = again(folder, tmp_path / "store")
    assert (report.unchanged, report.reused) == (False, 0)
    assert report.run != first.run


def test_facts_of_ones_own_that_changed_build_everything_anew(tmp_path: Path) -> None:
    facts = put(tmp_path / "facts", {path.name: path.read_bytes() for path in (assets.root() / "data" / "authority").glob("*.*")})
    folder = put(tmp_path / "in", {"1.xml": english()})
    build([folder], tmp_path / "store", authority=facts)
    assert build([folder], tmp_path / "store", authority=facts).unchanged
    (facts / "note.txt").write_text("another edition", encoding="utf-8")
    assert not build([folder], tmp_path / "store", authority=facts).unchanged


def test_other_code_builds_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout a change to the code counts from the next command on."""
    folder = put(tmp_path / "in", START)
    first = again(folder, tmp_path / "store")
    monkeypatch.setattr(options, "_code", lambda: "0" * 64)
    report = again(folder, tmp_path / "store")
    assert (report.unchanged, report.reused) == (False, 0)
    assert (report.run, report.quads) == (first.run, first.quads)


def test_a_store_without_a_ledger_is_built_anew(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", START)
    again(folder, tmp_path / "store")
    generation = current(tmp_path / "store")
    assert generation is not None
    (generation / "ledger.sqlite").unlink()
    assert again(folder, tmp_path / "store").reused == 0


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0 and then nothing of the kind"])
def test_a_damaged_ledger_is_not_trusted(damage: bytes, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", START)
    first = again(folder, tmp_path / "store")
    first.ledger.write_bytes(damage)
    report = again(folder, tmp_path / "store")
    assert (report.reused, report.quads) == (0, first.quads)


def test_what_a_document_no_longer_says_is_gone(tmp_path: Path) -> None:
    """Citations, states, sessions and subjects that only the former text named."""
    folder = put(tmp_path / "in", {"1.xml": english(1), "2.xml": english(2), "3.xml": english(3)})
    again(folder, tmp_path / "store")
    asked = "SELECT ?d { ?d dcterms:identifier 'A/RES/94/7' }"
    assert len(rows(tmp_path / "store", asked)) == 1
    put(folder, {f"{n}.xml": english(n).replace(b"94/7", b"94/8") for n in (1, 2)})
    again(folder, tmp_path / "store")
    assert len(rows(tmp_path / "store", asked)) == 1
    put(folder, {"3.xml": english(3).replace(b"94/7", b"94/8")})
    again(folder, tmp_path / "store")
    assert rows(tmp_path / "store", asked) == []


def test_a_report_that_is_missing_is_written_again(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", START)
    again(folder, tmp_path / "store")
    before = (tmp_path / "store" / REPORT).read_bytes()
    (tmp_path / "store" / REPORT).unlink()
    assert again(folder, tmp_path / "store").unchanged
    assert (tmp_path / "store" / REPORT).read_bytes() == before
