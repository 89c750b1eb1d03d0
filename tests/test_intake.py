"""What a build is given: folders, files, archives and records; the same content is the same graph."""

from __future__ import annotations

import csv
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.made import ENGLISH, FRENCH, RECORD, broken, corpus, dump, english, extract, french, put, rows, tails

from mandategraph.build import BuildReport, build, intake
from mandategraph.build.report import REPORT
from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.intake.files import find


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The build of the whole record."""
    folder = tmp_path_factory.mktemp("intake")
    return build([put(folder / "in", corpus())], folder / "store", languages=["en", "fr"])


OUTCOMES = {
    "A_RES_95_1_E copy.xml": ("built", ""),
    "A_RES_95_1_E.xml": (
        "duplicate",
        "A/RES/95/1 was already read from A_RES_95_1_E copy.xml (the same bytes); keep one of the files",
    ),
    "A_RES_95_2_E.xml": ("wrong-language", "the text is in the language fr, in a folder named English"),
    "A_RES_95_3_E.xml": ("refused", "no text: the file holds only a cover; get the whole document"),
    "A_RES_95_4_E.xml": ("built", ""),
    "A_RES_95_128_E.xml": ("built", ""),
    "A_RES_95_1_F.xml": ("built", ""),
    "A_DEC_95_512_E.xml": ("built", ""),
    "S_PRST_2040_7.xml": ("built", ""),
    "S_2040_77.xml": ("built", ""),
    "empty.xml": ("empty", "the file is empty; give the text of one resolution"),
    "test.txt": ("litter", "only 5 bytes"),
    "scan.tiff": ("unknown-kind", "files of this kind are not read; known are .xml, .md, .txt, .html, .htm, .docx, .pdf"),
    "95.json": ("records", ""),
}


def test_every_file_is_in_the_report_once_with_what_became_of_it(report: BuildReport) -> None:
    with (report.store / REPORT).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    files = lines[: sum(report.outcomes.values())]
    assert {Path(row["file"]).name: (row["outcome"], row["reason"]) for row in files} == OUTCOMES
    assert len(files) == len(OUTCOMES)
    assert [(row["symbol"], row["outcome"]) for row in lines[len(files) :]] == [
        ("A/RES/95/1", "conflict"),
        ("A/RES/95/1", "contradicted-link"),
        ("A/RES/95/4", "contradicted-link"),
        ("A/RES/95/1", "unaligned"),
        ("A/RES/95/1", "duplicate-record"),
    ]
    assert not report.complete


def test_the_run_graph_names_the_files_left_out_with_the_reason(report: BuildReport) -> None:
    found = rows(
        report.store,
        "SELECT ?f ?r ?h { GRAPH ?g { ?s unm:leftOutBecause ?r ; unm:fileName ?f ; unm:sha256 ?h } FILTER(CONTAINS(STR(?g), '/run/')) }",
    )
    left = {name: f"{outcome}: {reason}" for name, (outcome, reason) in OUTCOMES.items() if outcome not in {"built", "records"}}
    del left["A_RES_95_1_E.xml"]  # its bytes were read from another file
    assert {name: reason for name, reason, _ in found} == left
    assert all(len(sha256) == 64 for _, _, sha256 in found)


def test_documents_of_all_kinds(report: BuildReport) -> None:
    found = rows(
        report.store,
        "SELECT DISTINCT ?s ?c { ?d dcterms:identifier ?s ; a ?c ; eli:is_realized_by ?v FILTER(?c != unm:Document) } ORDER BY ?s ?c",
    )
    assert tails(found) == [
        ["A/DEC/95/512", "Decision"],
        ["A/RES/95/1", "Resolution"],
        ["A/RES/95/128 A", "Resolution"],
        ["A/RES/95/128 A-B", "Resolution"],
        ["A/RES/95/128 B", "Resolution"],
        ["A/RES/95/4", "Resolution"],
        ["S/2040/77", "DraftResolution"],
        ["S/PRST/2040/7", "PresidentialStatement"],
    ]
    assert report.documents == 8
    vote = rows(report.store, "SELECT ?o { ?d dcterms:identifier 'S/2040/77' ; unm:hasVote/unm:outcome ?o }")
    assert tails(vote) == [["vetoed"]]
    assert rows(report.store, "SELECT ?b { ?d dcterms:identifier 'S/2040/77' ; unm:adoptedBy ?b }") == []


def test_what_only_the_record_says_stands_in_its_graph(report: BuildReport) -> None:
    found = rows(
        report.store, "SELECT DISTINCT ?g ?p { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/graph/record/')) } ORDER BY ?g ?p"
    )
    assert {graph.partition("/graph/")[2] for graph, _ in found} == {"record/A/RES/95/1"}
    assert {"sponsor", "subject", "conflictIn"} <= {name for _, name in tails(found)}
    assert not {"text", "meeting", "date_document"} & {name for _, name in tails(found)}
    conflict = rows(report.store, "SELECT ?p ?t ?r { ?c unm:conflictingProperty ?p ; unm:valueInText ?t ; unm:valueInRecord ?r }")
    assert conflict == [["date", "2040-12-19", "2040-12-20"]]
    sources = rows(report.store, "SELECT ?f { ?g prov:wasDerivedFrom/unm:fileName ?f FILTER(CONTAINS(STR(?g), '/graph/record/')) }")
    assert sources == [["95.json"]]


def test_a_link_that_contradicts_its_words_is_kept_and_proves_nothing(report: BuildReport) -> None:
    found = rows(
        report.store,
        """SELECT ?q ?l { ?c unm:linkTarget ?l ; unm:resolutionStatus <https://w3id.org/unmandates/vocab/status/contradicted> ;
        unm:quote ?q ; unm:inProvision <https://w3id.org/unmandates/id/doc/A/RES/95/1#pp-1> }""",
    )
    assert found == [["93/8", "https://undocs.org/en/A/RES/93/9"]]
    assert rows(report.store, "ASK { ?d unm:cites <https://w3id.org/unmandates/id/doc/A/RES/93/9> }") == [["false"]]


def packed(folder: Path, target: Path) -> Path:
    """A folder as an archive; `target` says of which kind."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w") as archive:
            for path in paths:
                archive.write(path, path.relative_to(folder.parent))
    else:
        with tarfile.open(target, "w:xz") as archive:
            archive.add(folder, folder.name)
    return target


@pytest.mark.parametrize("suffix", [".zip", ".tar.xz"])
def test_an_archive_gives_the_graph_of_its_folder(suffix: str, report: BuildReport, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", corpus() | {".git/x.xml": english(9), "ga/.cache/y.xml": english(10)})
    again = build([packed(folder, tmp_path / f"in{suffix}")], tmp_path / "store", languages=["en", "fr"])
    assert again.outcomes == report.outcomes
    assert dump(tmp_path / "store", tmp_path / "a") == dump(report.store, tmp_path / "b")


def test_files_named_one_by_one_give_the_graph_of_their_folder(report: BuildReport, tmp_path: Path) -> None:
    folder = put(tmp_path / "in", corpus())
    files = [path for path in folder.rglob("*.*") if path.is_file() and path.name != "README.md"]
    build(files[::-1], tmp_path / "store", languages=["en", "fr"])
    assert dump(tmp_path / "store", tmp_path / "a") == dump(report.store, tmp_path / "b")


def test_a_store_inside_the_folder_is_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `mandategraph build .`, however the two are written."""
    put(tmp_path, {"1.xml": english()})
    monkeypatch.chdir(tmp_path)
    for source, store in ((".", "store"), (str(tmp_path), "store"), (".", str(tmp_path / "store"))):
        assert build([source], store).outcomes == {"built": 1}


def test_nothing_of_an_archive_stays_behind(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"1.xml": english()})
    build([packed(folder, tmp_path / "in.zip")], tmp_path / "store")
    (generation,) = (tmp_path / "store").glob("graph-*")
    assert {path.name for path in generation.iterdir()} == {"ledger.sqlite", "store"}


def test_archives_in_folders_and_of_the_same_name(tmp_path: Path) -> None:
    """The second one does not overwrite what the first one held."""
    for number in (1, 2):
        put(tmp_path / "pack" / "in", {"README.md": b"#", f"{number}.xml": english(number), ".hidden": b"x" * 30})
        (tmp_path / f"{number}").mkdir()
        packed(tmp_path / "pack" / "in", tmp_path / f"{number}" / "record.zip")
        (tmp_path / "pack" / "in" / f"{number}.xml").unlink()
    report = build([tmp_path / "1", tmp_path / "2"], tmp_path / "store")
    assert [str(symbol) for symbol in report.symbols()] == ["A/RES/95/1", "A/RES/95/2"]
    texts = rows(tmp_path / "store", "SELECT ?d { ?v eli:realizes/dcterms:identifier ?d } ORDER BY ?d")
    assert texts == [["A/RES/95/1"], ["A/RES/95/2"]]


def test_an_archive_that_cannot_be_trusted_stops_the_build(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../outside.xml", english())
    with pytest.raises(SourceError, match="leaves the folder of the archive; pack it anew with relative names"):
        build([tmp_path / "evil.zip"], tmp_path / "store")
    assert not (tmp_path / "store").exists()
    assert not (tmp_path / "outside.xml").exists()


def test_the_note_of_a_fetch_says_where_files_are_from(tmp_path: Path) -> None:
    note = json.dumps({"repository": "https://example.org/ga", "commit": "0123abcd"}).encode()
    put(tmp_path / "in", {"ga/SOURCE.json": note, "ga/English/1.xml": english(1), "2.xml": english(2)})
    report = build([tmp_path / "in"], tmp_path / "store")
    assert report.outcomes == {"built": 2}
    found = rows(
        tmp_path / "store",
        "SELECT ?f ?u ?c { ?s unm:fileName ?f OPTIONAL { ?s unm:upstream ?u ; unm:upstreamCommit ?c } } ORDER BY ?f",
    )
    assert [row[:3] for row in found] == [["1.xml", "https://example.org/ga", "0123abcd"], ["2.xml", "", ""]]


@pytest.mark.parametrize("note", [b"", b"[1]", b"\xff"])
def test_a_note_that_cannot_be_read_is_said(note: bytes, tmp_path: Path) -> None:
    put(tmp_path / "in", {"SOURCE.json": note, "1.xml": english()})
    with pytest.raises(SourceError, match=r"the note of a fetch cannot be read .*; fetch again, or remove it"):
        list(find([tmp_path / "in"], tmp_path / "store" / "graph-1" / "spool"))


def test_a_file_of_records_with_a_defect_is_left_out_as_a_whole(tmp_path: Path) -> None:
    """A record graph is never made from a file that is listed as left out."""
    files = {"1.xml": english(1), "data_extract/95.json": extract(RECORD) + b'{"symbol": "A/RES/95/4"'}
    report = build([put(tmp_path / "in", files)], tmp_path / "store")
    assert [(Path(file.name).name, file.outcome) for file in report.files()] == [("95.json", "refused")]
    assert next(report.files()).reason.startswith("line 2: a record cannot be read: ")
    assert not report.complete
    assert rows(tmp_path / "store", "SELECT ?g { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/graph/record/')) }") == []


def test_files_that_are_not_there_are_reported(tmp_path: Path) -> None:
    put(tmp_path, {"1.xml": english(1)})
    gone = [tmp_path / "gone.xml", tmp_path / "data_extract" / "gone.json"]
    report = build([tmp_path / "1.xml", *gone], tmp_path / "store")
    assert [(Path(file.name).name, file.outcome, file.reason) for file in report.files()] == [
        ("gone.json", "refused", "cannot be opened (No such file or directory); check the path"),
        ("gone.xml", "refused", "cannot be opened (No such file or directory); check the path"),
    ]
    with pytest.raises(MandateGraphError, match=r"nothing to build, and nothing was written: .*gone.xml: cannot be opened"):
        build(gone[:1], tmp_path / "other")


def test_of_several_failures_the_first_are_named(tmp_path: Path) -> None:
    put(tmp_path / "in", {f"{number}.xml": broken(number) for number in range(1, 6)})
    with pytest.raises(MandateGraphError, match=r"1.xml: no text.*3.xml: no text.*; and 2 more$"):
        build([tmp_path / "in"], tmp_path / "store")


def test_a_duplicate_with_other_bytes_is_named_without_the_folders_of_this_machine(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a/1.xml": english(1), "b/1.xml": english(1, " again"), "c.xml": english(1, " and again")})
    report = build([tmp_path / "in"], tmp_path / "store")
    assert [file.reason for file in report.files()] == [
        "A/RES/95/1 was already read from a/1.xml (other bytes); keep one of the files",
        "A/RES/95/1 was already read from 1.xml (other bytes); keep one of the files",
    ]
    assert str(tmp_path).encode() not in dump(tmp_path / "store", tmp_path / "dump")


def test_the_folders_of_languages_are_known_in_archives_too(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {f"{ENGLISH}/1.xml": french(1), f"{FRENCH}/2.xml": french(2)})
    report = build([packed(folder, tmp_path / "in.zip")], tmp_path / "store", languages=["en", "fr"])
    assert report.outcomes == {"built": 1, "wrong-language": 1}


def test_the_same_archive_is_not_unpacked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as packed:
        packed.writestr("a.xml", english(1))
    first = build([tmp_path / "in.zip"], tmp_path / "store")
    with monkeypatch.context() as patch:
        patch.setattr(intake, "take_in", lambda *_: pytest.fail("the archive was unpacked again"))
        again = build([tmp_path / "in.zip"], tmp_path / "store")
    assert again.unchanged
    assert (again.run, again.quads, again.outcomes) == (first.run, first.quads, first.outcomes)
    with zipfile.ZipFile(tmp_path / "in.zip", "a") as packed:
        packed.writestr("b.xml", english(2))
    assert build([tmp_path / "in.zip"], tmp_path / "store").documents == 2
