"""The lineage of a document."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.akn import akn, italic, link, paragraph
from tests.made import RECALLING, english, french, put

from mandategraph.build import build
from mandategraph.errors import MandateGraphError, NotInGraph
from mandategraph.store import EmbeddedStore, Store, open_store
from mandategraph.trace import trace


def test_the_chain_on_every_engine(engine: Store) -> None:
    assert trace(engine, "611(XXX)").chain() == "58/220 → 591(XXIX) → 611(XXX)"


def test_the_steps_carry_date_role_and_the_quoted_words(store: EmbeddedStore) -> None:
    steps = trace(store, "611(XXX)").steps
    assert [(step.symbol, step.dates, step.role) for step in steps] == [
        ("A/RES/58/220", "2003-12-23", "superior authority"),
        ("ECLAC/RES/591(XXIX)", "2002-05-06/2002-05-10", "own precedent"),
        ("ECLAC/RES/611(XXX)", "2004-06-28/2004-07-02", "focus"),
    ]
    assert [[(s.paragraph, s.phrase, s.quote, s.status) for s in step.supports] for step in steps] == [
        [
            ("pp-1", "Considering", "General Assembly resolution 58/220", "resolved"),
            ("pp-2", "Also considering", "that resolution", "inferred antecedent"),
        ],
        [("pp-3", "Recalling", "its resolution 591(XXIX)", "resolved")],
        [],
    ]


def test_orders(store: EmbeddedStore) -> None:
    assert trace(store, "611(XXX)", order="chronological").chain() == "591(XXIX) → 58/220 → 611(XXX)"
    assert trace(store, "611(XXX)", order="mention").chain() == "58/220 → 591(XXIX) → 611(XXX)"
    assert trace(store, "611(XXX)").chain(full=True) == "A/RES/58/220 → ECLAC/RES/591(XXIX) → ECLAC/RES/611(XXX)"


def test_the_text_says_what_is_not_in_evidence(store: EmbeddedStore) -> None:
    lines = trace(store, "611(XXX)").text().splitlines()
    assert lines[0] == "58/220 → 591(XXIX) → 611(XXX)"
    assert "chronological order: 591(XXIX) → 58/220 → 611(XXX)" in lines
    assert "edge in evidence: ECLAC/RES/611(XXX) considers A/RES/58/220" in lines
    assert lines[-1] == "no citation in evidence between A/RES/58/220 and ECLAC/RES/591(XXIX)"


def test_forward(store: EmbeddedStore) -> None:
    found = trace(store, "58/220", forward=True, depth=3)
    assert found.chain() == "58/220 → 611(XXX)"
    assert found.steps[1].role == "builds on it"
    assert trace(store, "611(XXX)", forward=True).chain() == "611(XXX)"


def test_json_and_dot(store: EmbeddedStore) -> None:
    found = trace(store, "611(XXX)")
    record = json.loads(json.dumps(found.record()))
    assert record["chain"] == ["A/RES/58/220", "ECLAC/RES/591(XXIX)", "ECLAC/RES/611(XXX)"]
    assert record["steps"][0]["evidence"][0]["quote"] == "General Assembly resolution 58/220"
    assert '"ECLAC/RES/611(XXX)" -> "A/RES/58/220" [label="considers"];' in found.dot()
    assert "591(XXIX)" in found._repr_html_()


@pytest.mark.parametrize(
    "written", ["611 (XXX)", "611(xxx)", "ECLAC/RES/611(XXX)", "https://w3id.org/unmandates/id/doc/ECLAC/RES/611-XXX"]
)
def test_a_symbol_may_be_written_as_people_do(store: EmbeddedStore, written: str) -> None:
    assert trace(store, written).focus.symbol == "ECLAC/RES/611(XXX)"


def test_an_unknown_symbol_and_a_bad_depth(store: EmbeddedStore) -> None:
    with pytest.raises(NotInGraph, match="'99/999': no such document in the graph; mandategraph query documents/list"):
        trace(store, "99/999")
    with pytest.raises(MandateGraphError, match="at least 1"):
        trace(store, "611(XXX)", depth=0)


CHAIN = """
@prefix unm: <https://w3id.org/unmandates/ontology#> . @prefix act: <https://w3id.org/unmandates/vocab/act/> .
@prefix scope: <https://w3id.org/unmandates/vocab/scope/> . @prefix status: <https://w3id.org/unmandates/vocab/status/> .
@prefix cito: <http://purl.org/spar/cito/> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <urn:x/id/> .
"""


def citation(citing: str, cited: str, number: int) -> str:
    return f"""
:{citing}-c{number} a unm:Citation ; cito:hasCitingEntity :{citing} ; cito:hasCitedEntity :{cited} ; unm:citationScope scope:governed ;
  unm:act act:recall ; cito:hasCitationCharacterization unm:recalls ; unm:inProvision <urn:x/id/{citing}#pp-{number}> ;
  unm:quote "its resolution {cited}"@en ; unm:quoteStart {number} ; unm:resolutionStatus status:resolved .
<urn:x/id/{citing}#pp-{number}> unm:order {number} ; unm:leadPhrase "Recalling"@en .
:{citing} unm:cites :{cited} .
"""


def made(tmp_path: object, documents: list[tuple[str, str]], citations: list[tuple[str, str]]) -> Store:
    """A graph of documents of one body, with their dates, and citations between them."""
    from pathlib import Path

    from mandategraph.store import open_store

    text = CHAIN + ':b a unm:Body ; rdfs:label "Body"@en .'
    for name, day in documents:
        text += f'\n:{name} a unm:Resolution ; dcterms:identifier "{name}" ; unm:shortSymbol "{name}" ; unm:adoptedBy :b'
        text += f' ; eli:date_document "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .' if day else " ."
    text += "".join(citation(a, b, n) for n, (a, b) in enumerate(citations, start=1))
    path = Path(str(tmp_path)) / "made.ttl"
    for source in ("mandates", "acts", "statements"):
        text += "\n" + (Path(__file__).parents[1] / "ontology" / f"{source}.ttl").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return open_store(path)


def test_depth_follows_the_citations_and_each_document_stands_once(tmp_path: object) -> None:
    documents = [("r1", "2001-01-01"), ("r2", "2002-01-01"), ("r3", "2003-01-01"), ("r4", "")]
    store = made(tmp_path, documents, [("r3", "r2"), ("r2", "r1"), ("r3", "r4"), ("r4", "r1")])
    found = trace(store, "r3", depth=2)
    assert [(step.symbol, step.depth, step.via) for step in found.steps] == [
        ("r2", 1, None),
        ("r4", 1, None),
        ("r1", 2, "r2"),
        ("r3", 0, None),
    ]
    assert found.chain() == "r2 → r4 → r3"
    assert found.steps[1].dates == "undated"
    assert [step.symbol for step in trace(store, "r1", forward=True, depth=5).steps] == ["r1", "r2", "r3", "r4"]


def test_only_documents_of_a_time(tmp_path: object) -> None:
    documents = [("r1", "2001-01-01"), ("r2", "2002-01-01"), ("r3", "2003-01-01"), ("r4", "")]
    store = made(tmp_path, documents, [("r3", "r2"), ("r3", "r1"), ("r3", "r4")])
    assert trace(store, "r3", until=date(2001, 12, 31)).chain() == "r1 → r3"
    assert trace(store, "r3", since=date(2002, 1, 1)).chain() == "r2 → r3"
    assert trace(store, "r1", forward=True, until=date(2002, 12, 31)).chain() == "r1"
    assert trace(store, "r3").chain() == "r1 → r2 → r4 → r3"


def test_documents_that_cite_one_another_on_one_day_end(tmp_path: object) -> None:
    store = made(tmp_path, [("r1", "2001-01-01"), ("r2", "2001-01-01")], [("r1", "r2"), ("r2", "r1")])
    assert trace(store, "r1", depth=9).chain() == "r2 → r1"


def test_a_citation_between_the_steps_is_said(tmp_path: object) -> None:
    documents = [("r1", "2001-01-01"), ("r2", "2002-01-01"), ("r3", "2003-01-01")]
    store = made(tmp_path, documents, [("r3", "r2"), ("r3", "r1"), ("r2", "r1")])
    assert trace(store, "r3").citations_between[-1] == "citation in evidence: r2 cites r1 (pp-3: “its resolution r1”)"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Resolutions whose words the editors linked: rightly, against the words, and where the words name no document."""
    folder = tmp_path_factory.mktemp("linked")
    decision = link("its recent decision", "https://undocs.org/en/S/RES/3001(2040)")
    words = [RECALLING, f"{italic('Reaffirming')} {decision} and resolution 92/5,"]
    only = akn(symbol="A/RES/95/5", preamble=words, body=paragraph("1.", "Decides to meet."))
    put(folder / "in", {"1.xml": english(4), "2.xml": only, "3.xml": french(4)})
    build([folder / "in"], folder / "store", languages=["en", "fr"])
    return open_store(folder / "store")


def test_what_was_read_and_linked_counts_once(linked: Store) -> None:
    steps = {step.symbol: step.supports for step in trace(linked, "A/RES/95/5").steps}
    assert [(s.quote, s.linked) for s in steps["A/RES/94/7"]] == [("its resolution 94/7", True)]
    assert [(s.quote, s.linked) for s in steps["A/RES/92/5"]] == [("resolution 92/5", False)]


def test_words_that_only_the_link_explains(linked: Store) -> None:
    """S/RES/3001(2040) is named by no word: the link is the evidence."""
    found = trace(linked, "A/RES/95/5")
    (support,) = next(step.supports for step in found.steps if step.symbol == "S/RES/3001(2040)")
    assert (support.quote, support.phrase, support.linked) == ("its recent decision", "Reaffirming", True)
    assert "Reaffirming (pp-2): “its recent decision” [linked by the editors]" in found.text()
    evidence = {step["symbol"]: step["evidence"] for step in json.loads(json.dumps(found.record()))["steps"]}
    assert [item["linked"] for item in evidence["S/RES/3001(2040)"]] == [True]


def test_a_link_against_its_words_is_no_step(linked: Store) -> None:
    """The words are "93/8", the link leads to 93/9."""
    symbols = {step.symbol for step in trace(linked, "A/RES/95/4").steps}
    assert "A/RES/93/8" in symbols
    assert "A/RES/93/9" not in symbols


def test_language_versions_add_no_steps_and_no_second_support(linked: Store) -> None:
    """The French version of A/RES/95/4 has the same links."""
    found = trace(linked, "A/RES/95/4")
    assert [step.symbol for step in found.steps] == ["A/RES/93/8", "A/RES/94/7", "A/RES/95/4"]
    assert [len(step.supports) for step in found.steps[:2]] == [1, 1]


# --- Classes of edges ----------------------------------------------------------------------------------------------------


def test_edges_of_a_class_with_their_words(engine: Store) -> None:
    found = trace(engine, "611(XXX)", edges=["identity"])
    assert [step.symbol for step in found.steps] == ["A/RES/58/220", "ECLAC/RES/611(XXX)"]
    (support,) = found.steps[0].supports
    assert (support.edge, support.relation, support.paragraph) == ("identity", "reports a renaming decided in", "pp-1")
    lines = found.text().splitlines()
    assert lines[2].startswith("edges of 611(XXX): identity   [order: authority")
    assert lines[4].startswith("     identity: Considering (pp-1): “change the name of the Committee to High-level")


def test_documentary_edges_hold_what_is_only_mentioned(store: EmbeddedStore) -> None:
    found = trace(store, "611(XXX)", edges=["documentary", "endorsement"])
    assert [step.symbol for step in found.steps[:-1]] == [
        "A/RES/58/220",
        "ECLAC/RES/591(XXIX)",
        "instrument/monterrey-consensus-2002",
        "LC/G.2242(SES.30/18)",
    ]
    assert "documentary: Underscores also (op-7): “Monterrey Consensus” [embedded]" in found.text()
    assert found.record()["edges"] == ["documentary", "endorsement"]
    assert trace(store, "611(XXX)", edges=["replacement"]).chain() == "611(XXX)"


def test_edges_forward(store: EmbeddedStore) -> None:
    found = trace(store, "58/220", edges=["identity"], forward=True)
    assert found.chain() == "58/220 → 611(XXX)"
    assert found.text().splitlines()[2].startswith("edges to 58/220: identity")
    assert trace(store, "58/220", edges=["continuity"], forward=True).chain() == "58/220"


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A mandate that two resolutions extend, the later one by the words of a third."""
    folder = tmp_path_factory.mktemp("extended")
    words = "Decides to extend the mandate of the Committee on South-South Cooperation"
    base = ", as set out in paragraph 2 of resolution 92/5,"
    first = akn(symbol="A/RES/94/7", body=paragraph("1.", f"{words} until 31 December 2040."), date="2039-12-20")
    second = akn(symbol="A/RES/95/5", body=paragraph("1.", f"{words}{base} until 31 December 2041."), date="2040-12-19")
    put(folder / "in", {"1.xml": first, "2.xml": second})
    build([folder / "in"], folder / "store")
    return open_store(folder / "store")


def test_continuity_leads_to_the_extension_before_and_to_the_base(extended: Store) -> None:
    found = trace(extended, "A/RES/95/5", edges=["continuity"])
    assert [(step.symbol, step.supports[0].relation) for step in found.steps[:-1]] == [
        ("A/RES/92/5", "extends a mandate set out in"),
        ("A/RES/94/7", "extends a mandate after"),
    ]
    assert [step.role for step in found.steps] == ["own precedent", "own precedent", "focus"]
    assert trace(extended, "A/RES/94/7", edges=["continuity"], forward=True).chain() == "94/7 → 95/5"
    assert trace(extended, "A/RES/92/5", edges=["continuity"], forward=True).chain() == "92/5 → 95/5"
