"""A build of the invented record in tests/record: languages, metadata, links, reports; built again, killed, from archives."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from mandategraph.build import BuildReport, build
from mandategraph.errors import MandateGraphError
from mandategraph.query import query
from mandategraph.store import EmbeddedStore
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
    assert report.outcomes == {"built": 5, "empty": 1, "records": 1}
    assert report.complete


def test_two_language_versions_are_one_document(report: BuildReport) -> None:
    texts = rows(report, 'SELECT ?t { ?p unm:text ?t FILTER(STRENDS(STR(?p), "doc/A/RES/95/1#pp-1")) } ORDER BY ?t')
    assert [text[:9] for (text,) in texts] == ["Rappelant", "Recalling"]
    versions = rows(report, "SELECT ?v ?a { ?v unm:alignment ?a } ORDER BY ?v")
    assert [(v.rpartition("/id/doc/")[2], a.rpartition("/")[2]) for v, a in versions] == [
        ("A/RES/95/1/en", "complete"),
        ("A/RES/95/1/fr", "partial"),
        ("S/RES/3001-2040/en", "complete"),
        ("S/RES/3002-2040/en", "complete"),
        ("S/RES/3003-2041/en", "complete"),
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
