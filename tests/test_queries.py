"""Every saved query: its header, and its answer on the sample graph (tests/queries/NAME.csv), the same on every engine.

What the sample has not (votes, records, links of editors) is asked of the graph of the invented documents in tests/record.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib import XSD, Dataset

from mandategraph.build import build
from mandategraph.errors import NotInGraph, QueryError, QueryNotFound
from mandategraph.publish import export
from mandategraph.query import FORMATS, Rows, SavedQuery, queries, query, saved
from mandategraph.store import EmbeddedStore, MemoryStore, Store

CASES = Path(__file__).with_name("queries")
NAMES = sorted(queries())

# Parameters with which a query must find nothing: each query is able to say no.
NOTHING = {
    "actors/conferences": {"document": "58/220"},
    "actors/names": {"actor": "group/member-states"},
    "actors/roles": {"document": "58/220"},
    "documents/footnotes": {"document": "58/220"},
    "documents/sponsors": {"document": "S/RES/3001(2040)"},
    "documents/subjects": {"document": "S/RES/3001(2040)"},
    "documents/text": {"document": "58/220"},
    "documents/votes": {"document": "94/7"},
    "documents/without-clause": {"since": "2050-01-01"},
    "documents/wording": {"language": "fr"},
    "lineage/among": {"document": "58/220"},
    "lineage/authority-basis": {"document": "58/220"},
    "lineage/between": {"first": "58/220", "second": "591(XXIX)"},
    "lineage/built-on-by": {"document": "611(XXX)"},
    "lineage/cited-by": {"document": "611(XXX)"},
    "lineage/cited-by-act": {"document": "591(XXIX)", "act": "endorse"},
    "lineage/cites": {"document": "58/220"},
    "lineage/edges": {"document": "58/220"},
    "lineage/edges-to": {"document": "611(XXX)"},
    "lineage/extensions": {"actor": "ECLAC"},
    "lineage/founding": {"actor": "https://w3id.org/unmandates/id/doc/ECLAC/RES/611-XXX#candidate-nobody"},
    "lineage/instruments": {"document": "58/220"},
    "lineage/mandating": {"actor": "ECLAC"},
    "lineage/paragraph-rests-on": {"paragraph": "https://w3id.org/unmandates/id/doc/ECLAC/RES/611-XXX#op-12"},
    "lineage/paragraph-taken-up": {"paragraph": "https://w3id.org/unmandates/id/doc/ECLAC/RES/611-XXX#op-12"},
    "lineage/paragraphs": {"document": "94/7"},
    "lineage/series": {"document": "58/220"},
    "mandates/by-document": {"document": "58/220"},
    "mandates/list": {"until": "1946-01-01"},
    "mandates/of-addressee": {"addressee": "ECLAC"},
    "mandates/clauses": {"since": "2100-01-01"},
    "mandates/expiries": {"since": "2100-01-01"},
    "mandates/of-period": {"period": "2002-2003"},
    "mandates/status-end": {"as_of": "1946-01-01"},
    "mandates/status-extended": {"as_of": "1946-01-01"},
    "mandates/status-fulfilled": {"as_of": "1946-01-01"},
    "mandates/status-superseded": {"as_of": "1946-01-01"},
    "mandates/status-terminated": {"as_of": "1946-01-01"},
    "quality/editor-links": {"document": "94/7"},
    "quality/low-confidence": {"percent": "10"},
    "quality/reported": {"document": "58/220"},
}


RECORD = {
    "documents/coverage",
    "documents/sponsors",
    "documents/subjects",
    "documents/votes",
    "documents/without-clause",
    "lineage/paragraphs",
    "mandates/clauses",
    "mandates/due",
    "mandates/expiries",
    "quality/conflicts",
    "quality/contradicted-links",
    "quality/editor-links",
    "quality/left-out",
    "tables/clauses",
    "tables/establishments",
    "tables/extensions",
}
ASKED = {"document": "A/RES/95/1"}


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The store of the invented documents, in English and French."""
    folder = tmp_path_factory.mktemp("record") / "store"
    build([Path(__file__).with_name("record")], folder, languages=["en", "fr"])
    return EmbeddedStore(folder)


@pytest.fixture(scope="session")
def record_in_memory(record: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> MemoryStore:
    """The same graph in rdflib's memory store."""
    return MemoryStore.read(export(record, tmp_path_factory.mktemp("record-nquads"), ["nquads"])[0])


@pytest.fixture(params=["embedded", "memory"])
def record_engine(request: pytest.FixtureRequest) -> Store:
    """The graph of the invented documents on each engine in turn."""
    fixture = "record" if request.param == "embedded" else "record_in_memory"
    found: Store = request.getfixturevalue(fixture)
    return found


def test_the_queries_are_all_found() -> None:
    cases = sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.csv"))
    assert len(NAMES) == COUNT
    assert cases == NAMES


COUNT = 66


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_what_it_answers(name: str) -> None:
    found = saved(name)
    assert found.question.endswith("?")
    assert found.title
    assert found.tags
    assert "ORDER BY" in found.text  # rows in a stable order, on every engine


@pytest.mark.parametrize("name", sorted(set(NAMES) - RECORD))
def test_answer_on_every_engine(name: str, engine: Store) -> None:
    _answers(engine, name, {})


@pytest.mark.parametrize("name", sorted(RECORD))
def test_answer_on_the_invented_record(name: str, record_engine: Store) -> None:
    asked = ASKED if "document" in {parameter.name for parameter in saved(name).parameters} else {}
    _answers(record_engine, name, asked)
    assert len(query(record_engine, name, **asked))


def _answers(engine: Store, name: str, parameters: dict[str, str]) -> None:
    expected = list(csv.reader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    rows = query(engine, name, **parameters)
    assert [list(rows.variables), *([" ".join(cell.split()) for cell in row] for row in rows.text())] == expected


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_a_query_can_find_nothing(name: str, store: EmbeddedStore, record: EmbeddedStore) -> None:
    found = query(record if name in RECORD else store, name, **NOTHING[name])
    assert [row for row in found.records() if name != "actors/names" or row["changed_to"]] == []


def test_every_query_with_parameters_has_a_case_without_rows() -> None:
    assert {name for name, found in queries().items() if found.parameters} - {"lineage/dates"} == set(NOTHING)


def test_a_short_name_is_enough_where_it_is_the_only_one() -> None:
    assert saved("authority-basis").name == "lineage/authority-basis"
    with pytest.raises(QueryNotFound, match=r"documents/list or|actors/list or"):
        saved("list")


def test_a_misspelt_name_names_the_nearest() -> None:
    with pytest.raises(QueryNotFound, match="did you mean lineage/authority-basis"):
        saved("lineage/authority-bassis")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT * { ?s ?p ?o }", "no '#\\+ question:' line"),
        ("#+ title: x\nSELECT * { ?s ?p ?o }", "no '#\\+ question:' line"),
        ("#+ title: x\n#+ question: x?\n#+ param: d (book)\nSELECT * { $d ?p ?o }", "types are document"),
        ("#+ title: x\n#+ question: x?\n#+ param: d (document)\nSELECT * { ?d ?p ?o }", "is not used"),
    ],
)
def test_a_file_that_is_not_well_made_is_refused(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        SavedQuery.parse("broken", text)


def test_wrong_parameters(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="has no parameter 'documnt'; it has: document"):
        query(store, "lineage/cites", documnt="611(XXX)")
    with pytest.raises(QueryError, match="dates are written"):
        query(store, "mandates/of-addressee", since="last year")
    with pytest.raises(NotInGraph, match="no such document"):
        query(store, "lineage/cites", document="1/1")
    with pytest.raises(NotInGraph, match="can mean several"):
        query(store, "mandates/of-addressee", addressee="Executive Secretary")
    needs = SavedQuery.parse("n", "#+ title: x\n#+ question: x?\n#+ param: d (text)  a text\nSELECT * { ?s ?p $d }")
    with pytest.raises(QueryError, match="n needs --d: a text"):
        needs.bound(store, {})


def test_a_value_cannot_change_the_query(store: EmbeddedStore) -> None:
    assert len(query(store, "mandates/of-period", period='" } DELETE WHERE { ?s ?p ?o } #')) == 0
    assert len(query(store, "mandates/of-period", period="\\1 $period")) == 0


@pytest.mark.parametrize("text", ["SELECT ?s WHERE {", "not a query at all", "SELECT ?x { ?x unknown:prefix ?y }"])
def test_a_broken_query_is_one_clear_error_everywhere(text: str, engine: Store) -> None:
    with pytest.raises(QueryError) as error:
        query(engine, text)
    assert "\n" not in str(error.value)


def test_ask_and_construct(engine: Store) -> None:
    assert query(engine, "ASK { ?s ?p ?o }").records() == [{"answer": True}]
    assert query(engine, "ASK { <urn:no> ?p ?o }").records() == [{"answer": False}]
    constructed = query(engine, "CONSTRUCT { ?s a <urn:State> } WHERE { ?s a <https://w3id.org/unmandates/ontology#State> }")
    assert len(constructed) == 197
    assert constructed.variables == ("subject", "predicate", "object")


def test_candidates_are_listed_by_how_many_documents_name_them(tmp_path: Path) -> None:
    paragraphs = ("1. Requests the Independent Expert to report;", "1. Invites the regional tea houses to act;")
    for n, text in enumerate((paragraphs[0], paragraphs[0], paragraphs[1]), start=1):
        page = f"75/{n}. Title\n\nThe General Assembly,\n\n{text}\n\n2. Decides to remain seized of the matter."
        (tmp_path / f"{n}.txt").write_text(page, encoding="utf-8")
    store = build([tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.txt"], tmp_path / "store").store
    found = [(row[0], row[1], row[2], row[4]) for row in query(EmbeddedStore(store), "quality/candidates").text()]
    assert found == [
        ("Independent Expert", "2", "2", "Requests the Independent Expert to report;"),
        ("regional tea houses", "1", "1", "Invites the regional tea houses to act;"),
    ]


def test_output_forms(store: EmbeddedStore) -> None:
    rows = query(store, "lineage/dates", document="611(XXX)")
    assert rows.format("csv").startswith("symbol,short,title,body,from,to,place\nECLAC/RES/611(XXX),611(XXX),")
    assert rows.format("tsv").startswith("symbol\tshort\t")
    assert '"from": "2004-06-28"' in rows.format("json")
    assert rows.format("markdown").splitlines()[1] == "| --- | --- | --- | --- | --- | --- | --- |"
    assert rows.format("table").splitlines()[1].startswith("----")
    assert set(FORMATS) == {"table", "csv", "tsv", "json", "markdown"}
    with pytest.raises(QueryError, match="no output form 'xls'"):
        rows.format("xls")
    assert "<th>symbol</th>" in rows._repr_html_()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames(store: EmbeddedStore, library: str) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed: pip install {library}")
    frame = query(store, "mandates/by-document").dataframe(library)
    assert frame.shape == (8, 10)
    assert next(iter(frame["paragraph"])) == "op-8-a"


def test_rows_of_nothing() -> None:
    assert Rows.of([]).format("table") == "\n\n"


def test_the_embedded_store_is_an_rdflib_dataset(store: EmbeddedStore, memory: MemoryStore) -> None:
    names = {str(graph.identifier) for graph in store.dataset.graphs() if len(graph)}
    assert names == {str(graph.identifier) for graph in memory.dataset.graphs() if len(graph)}

    # The two differ in whether a plain literal shows its datatype.
    def plain(dataset: Dataset) -> set[str]:
        return {
            " ".join(term.n3().removesuffix(f"^^{XSD.string.n3()}") for term in triple)
            for triple in dataset.triples((None, None, None))
        }

    assert plain(store.dataset) == plain(memory.dataset)
