"""Language versions in a build: which are read, how two become one document, and what is not parallel."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.akn import akn, paragraph
from tests.made import ENGLISH, FRENCH, corpus, english, french, of_set, part, put, rows, tails

from mandategraph.build import BuildReport, build
from mandategraph.errors import MandateGraphError
from mandategraph.store import EmbeddedStore
from mandategraph.validate import validate

SAMPLE = Path(__file__).parents[1] / "data" / "resolutions" / "eclac-611-XXX.md"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The record in English and French."""
    folder = tmp_path_factory.mktemp("languages")
    return build([put(folder / "in", corpus())], folder / "store", languages=["en", "fr"])


def test_the_graph_of_both_languages_conforms_and_says_each_thing_once(both: BuildReport) -> None:
    store = EmbeddedStore(both.store)
    assert validate(store).conforms
    triples = [(quad.subject, quad.predicate, quad.object) for quad in store.quads()]
    assert len(triples) == len(set(triples))


def test_both_texts_stand_on_the_paragraphs_of_one_document(both: BuildReport) -> None:
    found = rows(
        both.store,
        """SELECT ?p (COUNT(?t) AS ?texts) (COUNT(DISTINCT LANG(?t)) AS ?languages) { ?p eli:is_part_of ?d ; unm:text ?t .
        ?d dcterms:identifier "A/RES/95/1" } GROUP BY ?p ORDER BY ?p""",
    )
    assert tails(found) == [
        ["A/RES/95/1#annex-1", "1", "1"],
        ["A/RES/95/1#fn-1", "2", "2"],
        ["A/RES/95/1#op-1", "2", "2"],
        ["A/RES/95/1#op-2", "2", "2"],
        ["A/RES/95/1#pp-1", "2", "2"],
        ["A/RES/95/1#pp-2", "2", "2"],
    ]
    once = rows(both.store, 'SELECT ?o { ?p unm:order ?o ; eli:is_part_of/dcterms:identifier "A/RES/95/1" } ORDER BY ?o')
    assert [order for (order,) in once] == ["1", "2", "3", "4", "5", "6"]


def test_an_annex_that_is_longer_in_one_language_stays_below_its_version(both: BuildReport) -> None:
    versions = rows(both.store, "SELECT ?v ?a { ?v unm:alignment ?a ; eli:realizes/dcterms:identifier 'A/RES/95/1' } ORDER BY ?v")
    assert tails(versions) == [["A/RES/95/1/en", "complete"], ["A/RES/95/1/fr", "partial"]]
    own = rows(both.store, "SELECT ?p { ?p eli:is_part_of+ <https://w3id.org/unmandates/id/doc/A/RES/95/1/fr> } ORDER BY ?p")
    assert tails(own) == [["A/RES/95/1/fr#annex-1"], ["A/RES/95/1/fr#annex-1-2"]]
    assert both.findings["unaligned"] == 1


def test_titles_in_both_languages(both: BuildReport) -> None:
    found = rows(both.store, "SELECT ?t { ?d dcterms:identifier 'A/RES/95/1' ; dcterms:title ?t } ORDER BY ?t")
    assert found == [["Coopération Sud-Sud"], ["South-South cooperation"]]


def test_a_language_that_is_not_asked_for_is_no_failure(tmp_path: Path) -> None:
    put(tmp_path / "in", {f"{ENGLISH}/1.xml": english(), f"{FRENCH}/1.xml": french()})
    report = build([tmp_path / "in"], tmp_path / "store", languages=["en"])
    assert report.outcomes == {"built": 1, "other-language": 1}
    assert report.complete
    assert rows(report.store, "SELECT ?t { ?p unm:text ?t FILTER(LANG(?t) = 'fr') }") == []
    assert rows(report.store, "SELECT ?r { ?s unm:leftOutBecause ?r }") == [
        ["other-language: the language fr is not among those of this build (en)"]
    ]


def test_the_first_language_of_the_build_gives_the_paragraphs(tmp_path: Path) -> None:
    put(tmp_path / "in", {f"{ENGLISH}/1.xml": english(), f"{FRENCH}/1.xml": french()})
    build([tmp_path / "in"], tmp_path / "store", languages=["fr", "en"])
    found = rows(tmp_path / "store", "SELECT ?v ?a { ?v unm:alignment ?a } ORDER BY ?v")
    assert tails(found) == [["A/RES/95/1/en", "partial"], ["A/RES/95/1/fr", "complete"]]


def test_a_document_in_the_second_language_only_is_built_from_it(tmp_path: Path) -> None:
    put(tmp_path / "in", {"1.xml": english(1), "2.xml": french(2)})
    report = build([tmp_path / "in"], tmp_path / "store", languages=["en", "fr"])
    assert [str(symbol) for symbol in report.symbols()] == ["A/RES/95/1", "A/RES/95/2"]
    found = rows(tmp_path / "store", "SELECT ?v ?a { ?v unm:alignment ?a } ORDER BY ?v")
    assert tails(found) == [["A/RES/95/1/en", "complete"], ["A/RES/95/2/fr", "complete"]]


def test_metadata_that_name_another_language_than_the_text_are_a_finding(tmp_path: Path) -> None:
    """The language is that of the words, where there are enough of them."""
    put(tmp_path / "in", {"1.xml": english().replace(b'language="eng"', b'language="fra"')})
    report = build([tmp_path / "in"], tmp_path / "store", languages=["en", "fr"])
    assert report.findings["defect"] == 1
    assert "the text is in the language en, the metadata say fra" in (tmp_path / "store" / "build-report.csv").read_text("utf-8")
    assert tails(rows(tmp_path / "store", "SELECT ?v { ?v a unm:LanguageVersion }")) == [["A/RES/95/1/en"]]


def test_a_text_too_short_to_tell_has_the_language_of_its_metadata(tmp_path: Path) -> None:
    put(tmp_path / "in", {"1.xml": akn(symbol="A/RES/95/1", language="fra", title="", body=paragraph("1.", "Oui."))})
    build([tmp_path / "in"], tmp_path / "store", languages=["en", "fr"])
    assert tails(rows(tmp_path / "store", "SELECT ?v { ?v a unm:LanguageVersion }")) == [["A/RES/95/1/fr"]]


def test_a_plain_text_is_read_by_the_grammar_there_is(tmp_path: Path) -> None:
    report = build([SAMPLE], tmp_path / "store", languages=["fr", "en"])
    assert [str(symbol) for symbol in report.symbols()] == ["ECLAC/RES/611(XXX)"]


def test_a_plain_text_in_a_build_without_its_grammar_leaves_the_others_alone(tmp_path: Path) -> None:
    put(tmp_path / "in", {"1.xml": french(1), "2.md": SAMPLE.read_bytes()})
    report = build([tmp_path / "in"], tmp_path / "store", languages=["de", "fr"])
    assert [(file.outcome, file.reason) for file in report.files()] == [
        ("refused", "no grammar for the language 'de'; there is one for: en, es, fr")
    ]


@pytest.mark.parametrize("given", [[], ["xx"], ["en", "xx"], ["english"]])
def test_a_language_that_is_none_is_refused_before_anything_is_written(given: list[str], tmp_path: Path) -> None:
    with pytest.raises(MandateGraphError, match=r"no language .*; there are: en .English., fr .French."):
        build([SAMPLE], tmp_path / "store", languages=given)
    assert not (tmp_path / "store").exists()


def test_a_language_named_twice_counts_once(tmp_path: Path) -> None:
    once = build([SAMPLE], tmp_path / "a", languages=["en"])
    assert build([SAMPLE], tmp_path / "b", languages=["en", "en"]).quads == once.quads


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_part_of_a_set_with_a_file_of_its_own_is_read_from_that(jobs: int, tmp_path: Path) -> None:
    """Whatever is read first, the part in the set or the file of its own."""
    many = {f"{number}.xml": english(number) for number in range(1, 60)}
    put(tmp_path / "in", {"set.xml": of_set(), "part.xml": part("B", " in full"), **many})
    report = build([tmp_path / "in"], tmp_path / "store", jobs=jobs)
    assert report.documents == 59 + 3
    found = rows(report.store, "SELECT ?p { ?p unm:text ?t FILTER(CONTAINS(STR(?p), '/128-B#')) } ORDER BY ?p")
    assert tails(found) == [["A/RES/95/128-B#op-1"]]
    assert report.findings["read-elsewhere"] == 1
    parts = rows(report.store, "SELECT ?p { ?d dcterms:identifier 'A/RES/95/128 A-B' ; eli:has_part ?p } ORDER BY ?p")
    assert tails(parts) == [["A/RES/95/128-A"], ["A/RES/95/128-B"]]
