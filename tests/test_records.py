"""The records beside the texts: files of JSON objects with other characters between them, and what they add or contradict."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph import authority
from mandategraph.errors import SourceError
from mandategraph.intake import records as reader
from mandategraph.model import AgendaItem, Conflict, Metadata, Subject, Vote
from mandategraph.symbol import Symbol

FACTS = authority.load()
RECORD: dict[str, Any] = {
    "symbol": "A/RES/95/1",
    "title": "South-South  cooperation",
    "adoption_meeting": "49th plenary meeting",
    "adoption_date": "19 December 2040",
    "originating_document": "A/95/465, para. 7",
    "committee": "Second Committee",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "3",
    "MS_against_count": "1",
    "MS_abstaining_count": "0",
    "MS_in_favour": ["ARGENTINA", "CANADA", "CHILE"],
    "MS_against": ["JAPAN"],
    "MS_abstaining": [],
    "sponsors": ["ARGENTINA", "COLOMBIA"],
    "additional_sponsors": ["KENYA"],
    "SDGs": ["17"],
    "subjects": [
        ["SUSTAINABLE DEVELOPMENT", "UNBIS Thesaurus"],
        ["13", "A/95/251"],
        ["[22 (b)]", "A/95/251"],
        ["COVAX", "DHLAUTH"],
    ],
}
SYMBOL = Symbol.parse("A/RES/95/1")


def file_of(tmp_path: Path, text: str) -> Path:
    """A file of records with this text."""
    folder = tmp_path / "data_extract"
    folder.mkdir(exist_ok=True)
    path = folder / "95.json"
    path.write_text(text, encoding="utf-8")
    return path


def metadata(**changes: Any) -> Metadata:  # noqa: ANN401 - fields of JSON
    """The metadata of the record with these fields changed."""
    return reader.metadata(RECORD | changes, SYMBOL)


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["", "\n", "\r\n", '"\n', ",\n", "\n\n---\n"])
def test_what_is_between_and_after_the_records_is_passed_over(tmp_path: Path, between: str) -> None:
    text = between.join(json.dumps({"symbol": f"A/RES/95/{number}"}) for number in (1, 2, 3)) + between
    assert [str(symbol) for symbol, _ in reader.records(file_of(tmp_path, text))] == ["A/RES/95/1", "A/RES/95/2", "A/RES/95/3"]


def test_a_document_that_is_recorded_twice_is_given_twice(tmp_path: Path) -> None:
    twice = json.dumps(RECORD) + json.dumps(RECORD | {"title": "Another"}) + '"\n"'
    found = list(reader.records(file_of(tmp_path, twice)))
    assert [symbol for symbol, _ in found] == [SYMBOL, SYMBOL]
    assert [record["title"] for _, record in found] == ["South-South  cooperation", "Another"]


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", "95.json: ", "no record in it"),
        ("[]", "95.json: ", "no record in it"),
        ('{"symbol": "A/RES/95/1"}\n{"symbol": "A/RES', "95.json:2: ", "a record cannot be read: Unterminated string"),
        ('\n\n{"title": "none"}', "95.json:3: ", "a record cannot be read: 'symbol'"),
        ('{"symbol": null}', "95.json:1: ", "a record cannot be read"),
        ('{"symbol": "no symbol"}', "95.json:1: ", "a record cannot be read"),
        ('{"symbol": ' + "[" * 100_000, "95.json:1: ", "a record cannot be read"),
    ],
)
def test_a_file_without_whole_records_is_refused_in_one_line(tmp_path: Path, text: str, place: str, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        list(reader.records(file_of(tmp_path, text)))
    assert place in str(refused.value)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_utf_8_or_not_there_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, "")
    path.write_bytes(b'{"symbol": "A/RES/95/1", "title": "\xe9"}')
    for refused in (path, path.with_name("none.json")):
        with pytest.raises(SourceError, match="cannot be read as UTF-8 text"):
            list(reader.records(refused))


def test_a_file_of_records_is_known_by_its_folder() -> None:
    assert reader.is_record_file(Path("GAresolutions/data_extract/95.json"))
    assert not reader.is_record_file(Path("GAresolutions/95.json"))
    assert not reader.is_record_file(Path("data_extract/95.xml"))


# --- Fields -----------------------------------------------------------------------------------------------------------


def test_a_whole_record() -> None:
    assert metadata() == Metadata(
        title="South-South cooperation",
        date=date(2040, 12, 19),
        meeting="49th plenary meeting",
        session="95",
        agenda=(AgendaItem("A/95/251", "13"), AgendaItem("A/95/251", "22b")),
        report=Symbol.parse("A/95/465"),
        committee="Second Committee",
        sponsors=("ARGENTINA", "COLOMBIA"),
        co_sponsors=("KENYA",),
        subjects=(
            Subject("sdg 17", "SDGO", "http://metadata.un.org/sdg/17"),
            Subject("SUSTAINABLE DEVELOPMENT", "UNBIS"),
            Subject("COVAX", "DHLAUTH"),
        ),
        vote=Vote("adopted-by-recorded-vote", None, 3, 1, 0, ("ARGENTINA", "CANADA", "CHILE"), ("JAPAN",)),
    )


def test_an_empty_record_says_nothing() -> None:
    assert reader.metadata({"symbol": "A/RES/95/1"}, SYMBOL) == Metadata(session="95")


@pytest.mark.parametrize(
    ("printed", "day"), [("2019-10-10 00:00:00", None), ("21 September 2020", date(2020, 9, 21)), ("N.A.", None), ("", None)]
)
def test_a_day_in_words_is_read_and_any_other_form_is_none(printed: str, day: date | None) -> None:
    assert metadata(adoption_date=printed).date == day


@pytest.mark.parametrize(
    "named", ["A/95/L.23", "A/95/L.23 AND A/95/L.23/ADD.1", "A/95/L.23 and A/95/L.23/Add.1", "A/95/L.23, as orally revised"]
)
def test_the_first_of_several_drafts(named: str) -> None:
    found = metadata(originating_document=named)
    assert (str(found.draft), found.report) == ("A/95/L.23", None)
    assert str(metadata(draft_resolution=named).draft) == "A/95/L.23"


def test_a_draft_of_its_own_field_leaves_the_report() -> None:
    found = metadata(draft_resolution="S/2021/171")
    assert (str(found.draft), str(found.report)) == ("S/2021/171", "A/95/465")
    assert metadata(originating_document="N.A.").report is None


@pytest.mark.parametrize("name", ["Without reference to a Main Committee", "Plenary", ""])
def test_no_committee(name: str) -> None:
    assert metadata(committee=name).committee is None


@pytest.mark.parametrize("counts", ["N.A.", "0", ""])
def test_no_counts_are_none(counts: str) -> None:
    sides: dict[str, Any] = {f"MS_{side}_count": counts for side in reader.SIDES} | {f"MS_{side}": [] for side in reader.SIDES}
    assert metadata(adoption_type="Without a vote", **sides).vote == Vote("adopted-without-vote")
    assert metadata(adoption_type="", **sides).vote is None


def test_an_outcome_in_words_is_kept() -> None:
    vote = metadata(adoption_type="Adopted 11-0-4, 8700th meeting", MS_in_favour_count="11").vote
    assert vote is not None
    assert (vote.outcome, vote.statement, vote.in_favour_count) == ("adopted", "Adopted 11-0-4, 8700th meeting", 11)


def test_fields_of_another_type_are_passed_over() -> None:
    found = metadata(
        title=["x"], sponsors="", SDGs=[None, "x", "3"], subjects=[["a"], "b", [1, 2], ["C", "DHLAUTH"]], adoption_date=5
    )
    assert (found.title, found.sponsors, found.date) == (None, (), None)
    assert [subject.label for subject in found.subjects] == ["sdg 3", "C"]


# --- Against the document ---------------------------------------------------------------------------------------------


def test_a_record_that_says_the_same_adds_nothing() -> None:
    said = reader.additions(metadata(), metadata(), FACTS)
    assert said == Metadata()
    assert reader.conflicts(metadata(), metadata(), "South-South cooperation", FACTS) == ()


def test_what_only_the_record_says_is_added() -> None:
    empty = Metadata(session="95")
    assert reader.additions(metadata(), empty, FACTS) == reader.metadata(RECORD | {"title": ""}, Symbol.parse("S/RES/1 (1946)"))


def test_sponsors_that_the_text_names_together_are_not_added() -> None:
    text = Metadata(sponsors=("Argentina, Canada and Chile",), co_sponsors=("Kenya",))
    added = reader.additions(metadata(), text, FACTS)
    assert (added.sponsors, added.co_sponsors) == (("COLOMBIA",), ())


def test_subjects_are_compared_without_letter_case() -> None:
    text = Metadata(subjects=(Subject("sustainable development", "UNBIS", "http://metadata.un.org/thesaurus/1006319"),))
    assert [s.label for s in reader.additions(metadata(), text, FACTS).subjects] == ["sdg 17", "COVAX"]


def test_conflicts_name_both_values() -> None:
    text = Metadata(date=date(2040, 12, 20), meeting="50th plenary meeting", draft=Symbol.parse("A/95/L.1"))
    found = reader.conflicts(metadata(draft_resolution="A/95/L.2"), text, "North-South cooperation", FACTS)
    assert found == (
        Conflict("title", "North-South cooperation", "South-South cooperation"),
        Conflict("date", "2040-12-20", "2040-12-19"),
        Conflict("meeting", "50th plenary meeting", "49th plenary meeting"),
        Conflict("draft", "A/95/L.1", "A/95/L.2"),
    )


def test_titles_that_differ_in_punctuation_and_case_agree() -> None:
    assert reader.conflicts(metadata(), Metadata(), "SOUTH–SOUTH COOPERATION", FACTS) == ()
    assert reader.conflicts(metadata(), Metadata(), "", FACTS) == ()


def test_votes_are_compared_by_counts_and_states() -> None:
    text = Metadata(vote=Vote("adopted-by-recorded-vote", None, 4, 1, 0, ("Argentina", "Canada", "CHILEs"), ("Japan",)))
    assert reader.conflicts(metadata(), text, "", FACTS) == (
        Conflict("in-favour-count", "4", "3"),
        Conflict("in-favour", "only here: CHILEs", "only here: state/CHL"),
    )
    assert reader.conflicts(metadata(), Metadata(vote=Vote("adopted")), "", FACTS) != ()


# --- Laws -------------------------------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from([key for key in RECORD if key != "symbol"]), VALUES))
def test_a_record_of_any_values_is_read(changes: dict[str, Any]) -> None:
    found = metadata(**changes)
    assert reader.conflicts(found, found, found.title or "", FACTS) == ()
    assert reader.additions(found, found, FACTS) == Metadata()
