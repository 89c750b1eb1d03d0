"""The list of mandates, and what became of each as of a day: one test for each rule, where it holds and where it must not."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.statuses import cites, document, due, end, extension, made, mandate

import mandategraph as mg
from mandategraph.cli import main
from mandategraph.errors import NotInGraph, QueryError
from mandategraph.status import STATUSES, Filters
from mandategraph.status.filters import interval
from mandategraph.store import EmbeddedStore, Store

Make = Callable[..., Store]
UNTIL_2024 = "Decides to extend the mandate of UNMISS until 30 April 2024"
UNTIL_2025 = "Decides to renew the mandate of UNMISS until 30 April 2025"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a graph of documents in the embedded store."""
    return lambda *documents: made(tmp_path, "embedded", *documents)


def told(store: Store, day: str, **asked: Any) -> list[tuple[str, str, str | None]]:  # noqa: ANN401 - filters of any type
    """Document, status and rule of each mandate, with the document that proves it."""
    found = mg.mandates(store, as_of=date.fromisoformat(day), **asked)
    return [(f"{row.document} {status.status}", status.rule, status.document) for row, status in found]


def report(*more: str) -> str:
    return mandate("report to the Council", *more)


def test_an_extension_is_active_until_its_last_day_and_then_expired(make: Make) -> None:
    store = make(document("S/RES/1(2023)", "2023-04-30", extension(UNTIL_2024, until="2024-04-30")))
    assert told(store, "2024-04-30") == [("S/RES/1(2023) active", "end not reached", "S/RES/1(2023)")]
    assert told(store, "2024-05-01") == [("S/RES/1(2023) expired", "end passed, no later extension", "S/RES/1(2023)")]
    ((_, status),) = mg.mandates(store, as_of=date(2024, 1, 1))
    assert status.quote == UNTIL_2024
    assert status.outcome is None


def test_what_was_adopted_later_was_not_given_yet(make: Make) -> None:
    store = make(document("S/RES/1(2023)", "2023-04-30", extension(UNTIL_2024, until="2024-04-30"), report()))
    assert told(store, "2023-04-29") == []


def test_an_extension_that_was_followed_by_another_is_extended(make: Make) -> None:
    first = document("S/RES/1(2023)", "2023-04-30", extension(UNTIL_2024, until="2024-04-30"))
    store = make(first, document("S/RES/2(2024)", "2024-04-29", extension(UNTIL_2025, until="2025-04-30")))
    assert told(store, "2024-04-28") == [("S/RES/1(2023) active", "end not reached", "S/RES/1(2023)")]
    assert told(store, "2024-06-01") == [
        ("S/RES/2(2024) active", "end not reached", "S/RES/2(2024)"),
        ("S/RES/1(2023) extended", "same entity extended later", "S/RES/2(2024)"),
    ]
    (_, status) = mg.mandates(store, as_of=date(2024, 6, 1)).rows[1]
    assert (status.quote, status.outcome) == (UNTIL_2025, "renewed")  # the words say "renew"


def test_a_later_statement_that_ends_no_later_extends_nothing(make: Make) -> None:
    first = document("S/RES/1(2023)", "2023-04-30", extension(UNTIL_2024, until="2024-04-30"))
    store = make(first, document("S/RES/2(2023)", "2023-08-01", extension(UNTIL_2024, until="2024-04-30")))
    assert {status for status, _, _ in told(store, "2023-09-01")} == {"S/RES/1(2023) active", "S/RES/2(2023) active"}


def test_measures_are_followed_by_the_paragraph_that_set_them_out(make: Make) -> None:
    basis = "unm:baseProvision <doc/S/RES/2206-2015#op-9>"
    first = document("S/RES/1(2019)", "2019-05-30", extension("to renew the measures", basis, of=None, until="2020-05-31"))
    other = document("S/RES/3(2019)", "2019-06-30", extension("to renew the measures", of=None, until="2020-05-31"))
    store = make(first, other, document("S/RES/2(2020)", "2020-05-29", extension("to renew", basis, of=None, until="2021-05-31")))
    assert told(store, "2020-07-01")[1:] == [
        ("S/RES/3(2019) unknown", "end passed, thing not identified", "S/RES/3(2019)"),
        ("S/RES/1(2019) extended", "same paragraph extended later", "S/RES/2(2020)"),
    ]


def test_an_extension_without_a_last_day_is_unknown(make: Make) -> None:
    store = make(document("S/RES/1(2023)", "2023-04-30", extension("to extend the mandate of UNMISS")))
    assert told(store, "2023-05-01") == [("S/RES/1(2023) unknown", "no end day", None)]


ENDED = document("S/RES/9(2024)", "2024-06-30", end("Decides to terminate the mandate of UNAMI", "body/unami"))


def test_what_was_ended_is_terminated(make: Make) -> None:
    given = document("S/RES/1(2024)", "2024-05-31", extension("to extend UNAMI", of="body/unami", until="2025-12-31"),
                     mandate("assist the Government", to=("body/unami",), kind="operation"))  # fmt: skip
    store = make(given, ENDED)
    assert told(store, "2024-07-01") == [("S/RES/1(2024) terminated", "entity ended", "S/RES/9(2024)")] * 2
    assert {status for status, _, _ in told(store, "2024-06-29")} == {"S/RES/1(2024) active", "S/RES/1(2024) unknown"}


def test_an_end_that_the_words_date_counts_from_the_year_after(make: Make) -> None:
    given = document("S/RES/1(2024)", "2024-05-01", extension("to extend UNAMI", of="body/unami", until="2025-12-31"))
    words = "requests UNAMI to cease all work by 31 December 2025"
    store = make(given, document("S/RES/9(2024)", "2024-05-31", end(words, "body/unami")))
    assert told(store, "2025-12-31")[0][0] == "S/RES/1(2024) active"
    assert told(store, "2026-01-01")[0][0] == "S/RES/1(2024) terminated"


def test_what_was_set_up_again_or_has_another_addressee_is_not_terminated(make: Make) -> None:
    both = mandate("assist the Government", to=("body/unami", "state/IRQ"), kind="operation")
    given = document("S/RES/1(2024)", "2024-05-31", both, extension("to extend UNAMI", of="body/unami", until="2024-12-31"))
    again = document("S/RES/10(2024)", "2024-07-31", extension("to extend UNAMI", of="body/unami", until="2026-12-31"))
    store = make(given, ENDED, again)
    assert {status for status, _, _ in told(store, "2024-08-01", document="S/RES/1(2024)")} == {
        "S/RES/1(2024) unknown", "S/RES/1(2024) extended",
    }  # fmt: skip


def test_a_task_is_active_until_its_due_day_and_then_nobody_knows(make: Make) -> None:
    store = make(document("S/RES/1(2023)", "2023-04-30", report(due("2023-10-31", "by 31 October 2023"))))
    assert told(store, "2023-10-31") == [("S/RES/1(2023) active", "due day not reached", "S/RES/1(2023)")]
    assert told(store, "2023-11-01") == [("S/RES/1(2023) unknown", "due day passed", "S/RES/1(2023)")]
    assert mg.mandates(store, as_of=date(2023, 5, 1)).rows[0][1].quote == "by 31 October 2023"


def test_a_task_due_at_a_session_is_active_until_the_session_is_over(make: Make) -> None:
    at = 'unm:dueAtSession 80 ; unm:dueBody <body/ga> ; unm:deadline "at its eightieth session"@en'
    store = make(document("A/RES/79/1", "2024-12-01", report(at), body="body/ga"))
    assert told(store, "2026-09-08") == [("A/RES/79/1 active", "session not over", "A/RES/79/1")]
    assert told(store, "2026-09-09") == [("A/RES/79/1 unknown", "session over", "A/RES/79/1")]


def test_recurrent_undated_and_open_tasks_are_unknown(make: Make) -> None:
    annual = report('unm:periodicity "annually"@en ; unm:everyPeriod "P1Y"^^xsd:duration')
    store = make(document("S/RES/1(2023)", "2023-04-30", annual, report()), document("A/RES/78/1", None, report(), body="body/ga"))
    assert told(store, "2024-01-01") == [
        ("S/RES/1(2023) unknown", "recurrent without end", None),
        ("S/RES/1(2023) unknown", "no due day", None),
        ("A/RES/78/1 unknown", "document undated", None),
    ]


NOTE = "Taking note of the report of the Secretary-General submitted pursuant to "


def received(
    words: str, cited: str, *more: str, about: tuple[str, ...] = ("post/secretary-general",), act: str = "take-note"
) -> str:
    return document(
        "A/RES/78/31", "2023-12-04", cites(words, words.rpartition(" to ")[2], cited, *more, act=act, about=about), body="body/ga"
    )


ASKED = document(
    "A/RES/76/45", "2021-12-06", mandate("submit a report thereon"), mandate("promote youth", kind="other"), body="body/ga"
)
ASKED_TWICE = document("A/RES/76/45", "2021-12-06", report(), mandate("submit a report thereon"), body="body/ga")


def test_a_report_that_was_received_fulfils_the_only_request_of_its_document(make: Make) -> None:
    store = make(ASKED, received(NOTE + "resolution 76/45", "A/RES/76/45"))
    assert told(store, "2024-01-01") == [
        ("A/RES/76/45 fulfilled", "report received", "A/RES/78/31"),
        ("A/RES/76/45 unknown", "no due day", None),
    ]
    assert told(store, "2023-12-03")[0][0] == "A/RES/76/45 unknown"
    assert mg.mandates(store, as_of=date(2024, 1, 1)).rows[0][1].quote == NOTE + "resolution 76/45"


def test_a_report_fulfils_the_request_in_the_paragraph_that_the_words_name(make: Make) -> None:
    words = NOTE + "paragraph 2 of resolution 76/45"
    pinpoint = 'unm:pinpoint "paragraph 2" ; unm:citedProvision <doc/A/RES/76/45#op-2>'
    store = make(ASKED_TWICE, received(words.replace("to paragraph", "to paragraph"), "A/RES/76/45", pinpoint))
    assert [status for status, _, _ in told(store, "2024-01-01")] == ["A/RES/76/45 unknown", "A/RES/76/45 fulfilled"]


@pytest.mark.parametrize(
    ("asked", "received_"),
    [
        (ASKED_TWICE, received(NOTE + "resolution 76/45", "A/RES/76/45")),
        (ASKED, received(NOTE + "resolution 76/45", "A/RES/76/45", about=("body/unmiss",))),
        (ASKED, received(NOTE + "resolution 76/45", "A/RES/76/45", act="request")),
        (ASKED, received(NOTE + "resolution 76/45", "A/RES/76/45", 'unm:pinpoint "annex"')),
        (ASKED, received("Noting that the report has not been submitted pursuant to resolution 76/45", "A/RES/76/45")),
        (ASKED, received("Looking for the report to be submitted pursuant to resolution 76/45", "A/RES/76/45")),
        (ASKED, received("Noting the report of the Panel of Experts established pursuant to resolution 76/45", "A/RES/76/45")),
        (ASKED, received("Noting the report and the work to be done to resolution 76/45", "A/RES/76/45")),
        (
            document("A/RES/76/45", "2021-12-06", report('unm:periodicity "annually"@en'), body="body/ga"),
            received(NOTE + "resolution 76/45", "A/RES/76/45"),
        ),
    ],
    ids=["two-requests", "other-author", "a-request", "pinpoint-to-an-annex", "not-submitted", "to-be-submitted", "of-a-panel",
         "no-words-of-request", "recurrent"],
)  # fmt: skip
def test_what_does_not_fulfil_a_request(make: Make, asked: str, received_: str) -> None:
    assert "A/RES/76/45 fulfilled" not in [status for status, _, _ in told(make(asked, received_), "2024-01-01")]


def replacing(words: str, cited: str, *more: str, act: str = "decide") -> str:
    paragraph = cites(words, words[words.index("resolution 1 ") :], cited, *more, act=act)
    return document("S/RES/7(2024)", "2024-01-31", paragraph)


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        ("Decides that the present resolution supersedes resolution 1 (2023)", (), ["superseded", "superseded"]),
        ("Decides to replace paragraph 2 of resolution 1 (2023)",
         ('unm:pinpoint "paragraph 2" ; unm:citedProvision <doc/S/RES/1(2023)#op-2>',), ["unknown", "superseded"]),
        ("Decides to replace the annex to resolution 1 (2023)", ('unm:pinpoint "annex"',), ["unknown", "unknown"]),
        ("Decides to recall resolution 1 (2023)", (), ["unknown", "unknown"]),
    ],
    ids=["document", "paragraph", "annex", "no-replacement"],
)  # fmt: skip
def test_what_a_later_document_replaces_is_superseded(make: Make, words: str, more: tuple[str, ...], expected: list[str]) -> None:
    store = make(document("S/RES/1(2023)", "2023-01-31", report(), report()), replacing(words, "S/RES/1(2023)", *more))
    assert [status.partition(" ")[2] for status, _, _ in told(store, "2024-02-01")] == expected
    assert [status.partition(" ")[2] for status, _, _ in told(store, "2024-01-30")] == ["unknown", "unknown"]


def test_a_report_of_a_replacement_replaces_nothing(make: Make) -> None:
    noted = replacing("Notes that it replaced resolution 1 (2023), superseding resolution 1 (2023)", "S/RES/1(2023)", act="note")
    assert told(make(document("S/RES/1(2023)", "2023-01-31", report()), noted), "2024-02-01")[0][0] == "S/RES/1(2023) unknown"


def test_the_outcome_is_that_whose_verb_the_words_use(make: Make) -> None:
    given = document("S/RES/1(2023)", "2023-01-31", report())
    store = make(given, replacing("Decides to replace resolution 1 (2023)", "S/RES/1(2023)"))
    ((_, status),) = mg.mandates(store, as_of=date(2024, 2, 1))
    assert (status.status, status.outcome) == ("superseded", "replaced")


def corpus() -> tuple[str, ...]:
    """Documents for the filters."""
    recipient = "unm:recipient <body/ga> ; unm:partner <body/unmiss>"
    return (
        document("S/RES/1(2023)", "2023-04-30", extension(UNTIL_2024, until="2024-04-30"), report(due("2023-10-31"))),
        document("A/RES/78/1", "2023-12-01", mandate("Report on climate", due("2024-12-31"), recipient), body="body/ga"),
        document(
            "A/RES/78/2", "2023-12-02", mandate("assist", to=("state/IRQ",), kind="operation", force="mild-appeal"), body="body/ga"
        ),
        document("A/RES/79/1", "2024-12-01", mandate("meet", to=(), kind="meeting"), body="body/ga"),
        "<doc/A/RES/79/1> unm:principalPredecessor <doc/A/RES/78/1> .\n",
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["A/RES/79/1 op-1", "A/RES/78/2 op-1", "A/RES/78/1 op-1", "S/RES/1(2023) op-1", "S/RES/1(2023) op-2"]),
        ({"addressee": "secretary-general"}, ["A/RES/78/1 op-1", "S/RES/1(2023) op-2"]),
        ({"addressee": "UNMISS"}, ["S/RES/1(2023) op-1"]),
        ({"addressee": "Secretary-General", "issuer": "body/sc"}, ["S/RES/1(2023) op-2"]),
        ({"kind": "report"}, ["A/RES/78/1 op-1", "S/RES/1(2023) op-2"]),
        ({"kind": "extension"}, ["S/RES/1(2023) op-1"]),
        ({"recipient": "General Assembly"}, ["A/RES/78/1 op-1"]),
        ({"partner": "UNMISS"}, ["A/RES/78/1 op-1"]),
        ({"partner": "Iraq"}, []),
        ({"act": "decide"}, ["S/RES/1(2023) op-1"]),
        ({"force": "mild appeal"}, ["A/RES/78/2 op-1"]),
        ({"document": "S/RES/1(2023)"}, ["S/RES/1(2023) op-1", "S/RES/1(2023) op-2"]),
        ({"session": "78"}, ["A/RES/78/2 op-1", "A/RES/78/1 op-1"]),
        ({"due": "2024"}, ["A/RES/78/1 op-1", "S/RES/1(2023) op-1"]),
        ({"due": "2023-10..2024-04-30"}, ["S/RES/1(2023) op-1", "S/RES/1(2023) op-2"]),
        ({"contains": "CLIMATE"}, ["A/RES/78/1 op-1"]),
        ({"since": date(2023, 12, 2)}, ["A/RES/79/1 op-1", "A/RES/78/2 op-1"]),
        ({"until": date(2023, 12, 1)}, ["A/RES/78/1 op-1", "S/RES/1(2023) op-1", "S/RES/1(2023) op-2"]),
        ({"status": "active"}, ["A/RES/78/1 op-1"]),
        ({"status": "expired"}, ["S/RES/1(2023) op-1"]),
        ({"status": "unknown", "kind": "report"}, ["S/RES/1(2023) op-2"]),
        ({"status": "fulfilled"}, []),
        ({"status": "superseded"}, []),
        ({"status": "terminated"}, []),
        ({"status": "extended"}, []),
        ({"limit": 2}, ["A/RES/79/1 op-1", "A/RES/78/2 op-1"]),
    ],
    ids=str,
)
def test_filters(make: Make, asked: dict[str, Any], expected: list[str]) -> None:
    found = mg.mandates(make(*corpus()), as_of=date(2024, 12, 31), **asked)
    assert [f"{row.document} {row.paragraph}" for row, _ in found] == expected
    assert found.more == ("limit" in asked)


@pytest.mark.parametrize("engine", ["embedded", "memory"])
def test_each_status_can_be_asked_for(engine: str, tmp_path: Path) -> None:
    """What the filter finds is what the full list says, so that its short cuts leave nothing out."""
    at = "unm:dueAtSession 80 ; unm:dueBody <body/ga>"
    given = document("S/RES/1(2023)", "2023-01-31", report(), extension(UNTIL_2024, until="2024-04-30"))
    store = made(
        tmp_path, engine,
        given,
        replacing("Decides to replace paragraph 1 of resolution 1 (2023)", "S/RES/1(2023)",
                  'unm:pinpoint "paragraph 1" ; unm:citedProvision <doc/S/RES/1(2023)#op-1>'),
        document("S/RES/2(2024)", "2024-04-29", extension(UNTIL_2025, until="2025-04-30")),
        document("S/RES/3(2024)", "2024-05-01", extension("to extend", of="body/unami", until="2024-05-31")),
        document("S/RES/4(2024)", "2024-05-01", mandate("assist", to=("state/IRQ",), kind="operation")),
        document("S/RES/5(2024)", "2024-05-02", end("Decides to end the work", "state/IRQ")),
        document("A/RES/79/1", "2024-06-01", report(at), body="body/ga"),
        ASKED,
        received(NOTE + "resolution 76/45", "A/RES/76/45"),
    )  # fmt: skip
    day = date(2024, 12, 31)
    everything = mg.mandates(store, as_of=day).rows
    assert {status.status for _, status in everything} == set(STATUSES)
    for each in STATUSES:
        assert list(mg.mandates(store, as_of=day, status=each)) == [pair for pair in everything if pair[1].status == each], each


def test_a_row_holds_the_words_and_the_hint_of_a_successor(make: Make) -> None:
    ((row, _),) = mg.mandates(make(*corpus()), as_of=date(2024, 12, 31), document="A/RES/78/1")
    assert (row.who, row.recipients, row.partners) == (("Secretary-General",), ("General Assembly",), ("UNMISS",))
    assert (row.act, row.directive, row.force, row.kind, row.task) == (
        "request",
        "Requests",
        "directive",
        "report",
        "Report on climate",
    )
    assert (row.due, row.deadline, row.adopted, row.issuer) == (
        date(2024, 12, 31),
        "by then",
        date(2023, 12, 1),
        "General Assembly",
    )
    assert row.successors == ("A/RES/79/1",)
    ((earlier, _),) = mg.mandates(make(*corpus()), as_of=date(2024, 11, 30), document="A/RES/78/1")
    assert earlier.successors == ()


def test_names_that_the_graph_does_not_know(make: Make) -> None:
    store = make(*corpus())
    with pytest.raises(NotInGraph, match="'Secretary-Genral': no such actor in the graph; did you mean Secretary-General"):
        mg.mandates(store, addressee="Secretary-Genral")
    with pytest.raises(NotInGraph, match="did you mean Security Council"):
        mg.mandates(store, issuer="council")
    with pytest.raises(NotInGraph, match=r"'99/9': no such document"):
        mg.mandates(store, document="99/9")
    with pytest.raises(QueryError, match="no kind 'reprot'; did you mean report"):
        mg.mandates(store, kind="reprot")
    with pytest.raises(QueryError, match="no act 'zzz'; there are: acknowledge, "):
        mg.mandates(store, act="zzz")
    with pytest.raises(QueryError, match="no status 'done'; there are: active, "):
        mg.mandates(store, status="done")


def test_a_name_of_candidates_means_all_of_them_and_one_of_two_known_actors_must_be_chosen(make: Make) -> None:
    panel = "".join(
        f'<doc/{name}#candidate-panel> a unm:CandidateActor ; rdfs:label "Panel of Experts"@en .\n'
        for name in ("S/RES/1(2023)", "S/RES/2(2023)")
    )
    twins = '<body/x> a unm:Body ; dcterms:identifier "body/x" ; unm:hasName <body/x#name-1> . <body/x#name-1> unm:nameText "UNMISS"@en .\n'
    documents = [
        document(name, day, extension("to extend", of=f"doc/{name}#candidate-panel", until="2024-01-01"))
        for name, day in (("S/RES/1(2023)", "2023-01-01"), ("S/RES/2(2023)", "2023-02-01"))
    ]
    store = make(*documents, panel, twins)
    assert told(store, "2024-06-01", addressee="panel of experts") == [
        ("S/RES/2(2023) unknown", "end passed, thing not identified", "S/RES/2(2023)"),
        ("S/RES/1(2023) unknown", "end passed, thing not identified", "S/RES/1(2023)"),
    ]
    with pytest.raises(NotInGraph, match="'UNMISS' can mean several: body/unmiss, body/x; give one of these"):
        mg.mandates(store, addressee="UNMISS")


def test_a_value_cannot_change_the_query(make: Make) -> None:
    assert len(mg.mandates(make(*corpus()), contains='" } DELETE WHERE { ?s ?p ?o } #\\')) == 0


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2023..2024-02", "2023-01-01", "2024-02-29"),
    ],
)
def test_times(text: str, first: str, last: str) -> None:
    assert interval(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["soon", "23", "2023-13", "2023-02-30", "2024..2023", "..2023", "2023..", "2023..2024..2025", " "])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="is no time; write 2023"):
        interval(text)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_two_days_mean_themselves(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert interval(f"{first}..{last}") == (first, last)


def test_the_verb(store: EmbeddedStore) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(main, ["mandates", "--store", str(store.folder), *words], prog_name="mandategraph")
        return result.exit_code, result.stdout, result.stderr

    code, out, told_ = run("--document", "611(XXX)", "--as-of", "2004-12-31", "--limit", "3")
    assert code == 0
    assert out.splitlines()[0].split() == [
        "document",
        "paragraph",
        "adopted",
        "who",
        "act",
        "kind",
        "task",
        "recipient",
        "due",
        "every",
        "status",
        "rule",
    ]
    assert len(out.splitlines()) == 5
    assert told_ == "status as of 2004-12-31: 3 mandates; there are more, --limit 0 shows all\n"
    _, out, told_ = run("--document", "611(XXX)", "--as-of", "2004-12-31", "--limit", "0", "--csv")
    rows = list(csv.DictReader(out.splitlines()))
    assert rows[0]["who"] == "Executive Secretary"
    assert rows[0]["status"] == "unknown"
    assert told_ == f"status as of 2004-12-31: {len(rows)} mandates\n"
    assert json.loads(run("--contains", "modernize", "--json")[1])[0]["document"] == "ECLAC/RES/611(XXX)"
    assert run("--contains", "nothing of the kind")[1:] == ("", f"status as of {date.today()}: 0 mandates\n")  # noqa: DTZ011
    assert run("--contains", "nothing of the kind", "--csv")[1].startswith("document,paragraph,")
    assert run("--csv", "--json")[0] == 2
    code, out, told_ = run("--addressee", "Executive Secretery")
    assert (code, out, told_.count("\n")) == (1, "", 1)
    assert told_.startswith("mandategraph: 'Executive Secretery': no such actor in the graph; did you mean Executive Secretary")


def test_filters_are_a_value_or_names(store: EmbeddedStore) -> None:
    day = date(2004, 12, 31)
    assert mg.mandates(store, Filters(contains="modernize"), as_of=day) == mg.mandates(store, contains="modernize", as_of=day)
    with pytest.raises(TypeError):
        mg.mandates(store, adressee="x")
