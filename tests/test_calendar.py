"""What is due when, and the same as iCalendar."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import mandategraph as mg
from mandategraph.agenda import KINDS, Agenda, Entry, Party, calendar
from mandategraph.cli import main
from mandategraph.grammar import language as languages
from mandategraph.publish import write_icalendar

TEXT = Path(__file__).with_name("record") / "English" / "S_RES_3002.xml"
SPRING = {"first": date(2040, 4, 1), "last": date(2040, 6, 30)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an invented resolution, with a deadline of each kind."""
    return mg.build([TEXT], tmp_path_factory.mktemp("calendar") / "store").store


@pytest.fixture(scope="module")
def store(folder: Path) -> mg.Store:
    return mg.open(folder)


def shown(agenda: Agenda) -> list[tuple[str, str, str, str]]:
    return [(entry.when, entry.exactly, entry.kind, entry.paragraph) for entry in agenda.entries]


def test_a_date_is_as_exact_as_the_words(store: mg.Store) -> None:
    assert shown(calendar(store)) == [
        ("2040-04-30", "recurring", "report", "op-2"),  # every 90 days: on the day of adoption, and once
        ("2040-06-29", "day", "report", "op-3"),  # within 60 days of the adoption
        ("2040-10", "month", "review", "op-5"),
        ("2040", "year", "deadline", "op-6"),
        ("2041-03-31", "day", "review", "op-8"),  # an intention
        ("2041-04-30", "day", "expiry", "op-1"),
        ("2041-09-10/2042-09-09", "session 96, General Assembly", "report", "op-4"),
        ("", "session 50, Security Council", "report", "op-7"),  # nobody knows when that is
    ]


def test_the_words_are_quoted(store: mg.Store) -> None:
    words = {entry.paragraph: entry.words for entry in calendar(store).entries}
    assert words["op-2"] == "every 90 days"
    assert words["op-4"] == "at its ninety-sixth session"
    assert words["op-1"] == "to extend the mandate of the Mission in Utopia until 30 April 2041"


#   options, the paragraphs that are shown
CHOSEN: list[tuple[dict[str, Any], list[str]]] = [
    (SPRING, ["op-2", "op-3"]),
    ({"first": date(2040, 10, 1), "last": date(2040, 10, 31)}, ["op-5"]),
    ({"first": date(2042, 9, 9)}, ["op-4"]),  # the session may still be held on that day
    ({"first": date(2042, 9, 10)}, []),
    ({"last": date(2041, 9, 10), "kinds": ["report"]}, ["op-2", "op-3", "op-4"]),
    ({"kinds": ["expiry", "review"]}, ["op-5", "op-8", "op-1"]),
    ({"addressee": "Member States"}, ["op-6"]),
    ({"addressee": "General Assembly"}, []),  # it gets a report
    ({"entity": "General Assembly"}, ["op-4"]),
    ({"entity": "Mission in Utopia"}, ["op-1"]),
    ({"entity": "General Assembly", "addressee": "Secretary-General"}, ["op-4"]),
    ({"kinds": ["expiry"], "addressee": "Secretary-General"}, []),
]


@pytest.mark.parametrize(("options", "paragraphs"), CHOSEN)
def test_choosing(store: mg.Store, options: dict[str, Any], paragraphs: list[str]) -> None:
    assert [entry.paragraph for entry in calendar(store, **options).entries] == paragraphs


def test_an_actor_that_is_not_known(store: mg.Store) -> None:
    with pytest.raises(mg.NotInGraph, match="no such actor"):
        calendar(store, entity="Nobody")


#   the task of a mandate, whether it is a review
REVIEWS = [
    ("review the mandate of the Panel of Experts and take appropriate action", True),
    ("fully review the implementation of the present resolution", True),
    ("conduct a comprehensive review of the Mission", True),
    ("undertake an independent strategic review of the Operation", True),
    ("The next review of the Strategy will be held in 2026", True),
    ("keep the situation under review", False),  # always
    ("submit a review of the reports", False),
    ("hold its review conference in 2026", False),
    ("participate in the review", False),
]


@pytest.mark.parametrize(("task", "expected"), REVIEWS)
def test_which_task_is_a_review(task: str, expected: bool) -> None:  # noqa: FBT001
    assert bool(languages.load("en").pattern("due", "review").search(task)) is expected


def test_icalendar_has_what_has_a_day(store: mg.Store, tmp_path: Path) -> None:
    agenda = calendar(store)
    events = Calendar.from_ical(write_icalendar(agenda, tmp_path / "all.ics").read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [entry.first for entry in agenda.entries if entry.first]
    assert [event["uid"] for event in events] == [entry.iri for entry in agenda.entries if entry.first]
    assert {event.decoded("dtstamp") for event in events} == {datetime(2040, 4, 30, tzinfo=UTC)}
    assert {event["transp"] for event in events} == {"TRANSPARENT"}


def test_icalendar_says_what_its_days_mean(store: mg.Store, tmp_path: Path) -> None:
    written = Calendar.from_ical(write_icalendar(calendar(store), tmp_path / "all.ics").read_bytes())
    recurring, day, month, year, intended, expiry, session = [
        (str(e["summary"]), str(e["description"])) for e in written.walk("VEVENT")
    ]
    assert recurring[0].startswith("Report due (every 90 days): Secretary-General: report to the Security Council")
    assert "stands once, on the day on which the task was given" in recurring[1]
    assert day[0].startswith("Report due: Secretary-General: submit")
    assert "this entry" not in day[1]
    assert month[0].startswith("Review due (by 2040-10): ")
    assert "names a month and no day" in month[1]
    assert year[0].startswith("Due (by 2040): Member States: ")
    assert intended[0].startswith("Review intended: Expresses its intention to review")
    assert expiry == (
        "Expires: Mission in Utopia [S/RES/3002(2040)]",
        "S/RES/3002(2040), op-1: “to extend the mandate of the Mission in Utopia until 30 April 2041”\n\nMission in Utopia",
    )
    assert session[0].startswith("Report due (session 96, General Assembly): ")
    assert session[1].endswith(
        "The text names no day: session 96, General Assembly, between 2041-09-10 and 2042-09-09; "
        "this entry stands on the first of these days."
    )


def test_the_same_entries_give_the_same_bytes(store: mg.Store, tmp_path: Path) -> None:
    first, second = (write_icalendar(calendar(store), tmp_path / name).read_bytes() for name in ("a.ics", "b.ics"))
    assert first == second
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))  # RFC 5545, 3.1


WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=200).map(str.strip).filter(bool)


PARTIES = st.builds(Party, key=st.just("body/x"), name=WORDS, role=st.just("addressee"))
ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(KINDS),
    first=st.dates(date(1946, 1, 1)),
    last=st.dates(date(1946, 1, 1)),
    precision=st.sampled_from(["day", "month", "year", "session", "recurring"]),
    session=st.integers(1, 200),
    what=WORDS,
    parties=st.tuples(PARTIES),
    document=st.just("A/RES/1"),
    paragraph=st.just("op-1"),
    adopted=st.none(),
    words=WORDS,
    iri=st.just("urn:x"),
)


@given(ENTRIES)
def test_any_words_come_back_from_icalendar(tmp_path_factory: pytest.TempPathFactory, entry: Entry) -> None:
    path = write_icalendar(Agenda((entry,)), tmp_path_factory.getbasetemp() / "words.ics")
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert (event.decoded("dtstart"), str(event["uid"])) == (entry.first, "urn:x")
    assert entry.words in str(event["description"])
    assert entry.what in str(event["description"])


def test_without_the_library_icalendar_says_which_extra(store: mg.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(mg.MissingExtra, match=r"mandategraph\[calendar\]"):
        write_icalendar(calendar(store), tmp_path / "x.ics")


def run(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["calendar", "--store", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_verb(folder: Path, tmp_path: Path) -> None:
    header, *rows = csv.reader(io.StringIO(run(folder, "--csv", "--from", "2040-04-01", "--to", "2040-06-30")))
    assert header == ["date", "precision", "kind", "what", "who", "document", "paragraph", "words"]
    assert [row[0] for row in rows] == ["2040-04-30", "2040-06-29"]
    assert [e["date"] for e in json.loads(run(folder, "--json", "--kind", "review", "--kind", "expiry"))] == [
        "2040-10",
        "2041-03-31",
        "2041-04-30",
    ]
    assert run(folder, "--addressee", "Member States").splitlines()[2].startswith("2040  year")
    assert run(folder, "--csv", "--from", "2050-01-01").splitlines() == [",".join(header)]
    file = tmp_path / "x.ics"
    assert run(folder, "--ical", str(file)) == f"{file}\n"
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_two_forms_at_once(folder: Path) -> None:
    result = CliRunner().invoke(main, ["calendar", "--store", str(folder), "--json", "--csv"])
    assert result.exit_code == 2
    assert "one of --csv, --json and --ical" in result.output
