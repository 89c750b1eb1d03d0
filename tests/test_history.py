"""The history of a body or mission, and the lineage of a paragraph."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.akn import akn, italic, paragraph
from tests.made import put

from mandategraph.build import build
from mandategraph.cli import main
from mandategraph.errors import MandateGraphError, NotInGraph
from mandategraph.publish import export
from mandategraph.store import EmbeddedStore, MemoryStore, Store
from mandategraph.trace import Event, history, thread
from mandategraph.trace.history import between
from mandategraph.trace.paragraph import paragraph_name

COMMITTEE = "Committee on South-South Cooperation"


def resolution(number: str, *words: str, title: str = "A matter") -> bytes:
    year = 1945 + int(number.partition("/")[0])
    body = "".join(paragraph(f"{n}.", f"{italic('Decides')} {each};") for n, each in enumerate(words, start=1))
    return akn(symbol=f"A/RES/{number}", preamble=["Recalling the matter,"], body=body, date=f"{year}-12-19", title=title)


FILES = {
    "1.xml": resolution("93/8", "to establish the Working Group on Samples", f"to extend the mandate of the {COMMITTEE} until 31 December 2039"),
    "2.xml": resolution("95/1", f"to extend the mandate of the {COMMITTEE}, as set out in paragraph 2 of resolution 93/8, until 31 December 2041"),
    "3.xml": resolution("96/1", f"to extend the mandate of the {COMMITTEE} until 31 December 2042"),
    "4.xml": resolution("96/2", "to extend until 31 December 2042 the mandate of the Working Group on Samples"),
    "5.xml": resolution("97/1", f"to terminate the mandate of the {COMMITTEE}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("history")
    put(made / "in", FILES)
    build([made / "in"], made / "store")
    return made


@pytest.fixture(scope="module")
def made(folder: Path) -> EmbeddedStore:
    return EmbeddedStore(folder / "store")


@pytest.fixture(scope="module")
def in_memory(folder: Path, made: EmbeddedStore) -> MemoryStore:
    return MemoryStore.read(export(made, folder / "dump", ["nquads"])[0])


@pytest.fixture(params=["made", "in_memory"])
def anywhere(request: pytest.FixtureRequest) -> Store:
    """The same graph on two engines."""
    found: Store = request.getfixturevalue(request.param)
    return found


def test_extensions_in_order_with_end_and_base(anywhere: Store) -> None:
    found = history(anywhere, COMMITTEE)
    assert (found.key, found.nodes) == ("body/eclac-committee-dc-cooperation", 0)
    assert [(e.symbol, e.paragraph, e.first, e.expires, e.base) for e in found.extensions] == [
        ("A/RES/93/8", "op-2", date(2038, 12, 19), date(2039, 12, 31), ()),
        ("A/RES/95/1", "op-1", date(2040, 12, 19), date(2041, 12, 31), ("A/RES/93/8, op-2",)),
        ("A/RES/96/1", "op-1", date(2041, 12, 19), date(2042, 12, 31), ()),
    ]
    assert [event.symbol for event in found.of("ended")] == ["A/RES/97/1"]


def test_gaps_and_overlaps_are_said(made: EmbeddedStore) -> None:
    lines = history(made, COMMITTEE).text().splitlines()
    assert lines[0] == f"Committee on Cooperation among Developing Countries and Regions ({'body/eclac-committee-dc-cooperation'})"
    assert "extensions   [3, in order of adoption]" in lines
    place = lines.index("   gap of 353 days, 2040-01-01/2040-12-18: no extension is in evidence")
    assert lines[place + 1].startswith(" 2 A/RES/95/1             adopted 2040-12-19             until 2041-12-31")
    assert lines[place + 3] == "     base: A/RES/93/8, op-2"
    assert "     overlap of 13 days: adopted before the one above ends" in lines
    assert "gaps: 1" in lines
    assert "ended by A/RES/97/1, adopted 2042-12-19" in lines


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2038, 1, 1), "no extension is in evidence"),
        (date(2039, 6, 1), "a mandate is running until 2039-12-31, by A/RES/93/8 (op-2)"),
        (date(2040, 6, 1), "no mandate is running by these texts; the latest extension, A/RES/93/8 (op-2), ran until 2039-12-31"),
        (date(2042, 6, 1), "a mandate is running until 2042-12-31, by A/RES/96/1 (op-1)"),
        (
            date(2042, 12, 20),
            "a mandate is running until 2042-12-31, by A/RES/96/1 (op-1); A/RES/97/1 (op-1) decides to end it, adopted 2042-12-19",
        ),
    ],
)
def test_the_status_of_a_day(made: EmbeddedStore, day: date, said: str) -> None:
    assert history(made, COMMITTEE, until=day).status() == f"as of {day}: {said}"
    assert history(made, COMMITTEE).status() is None


def test_only_what_was_adopted_in_a_time(made: EmbeddedStore) -> None:
    found = history(made, COMMITTEE, since=date(2040, 1, 1), until=date(2041, 12, 1))
    assert [event.symbol for event in found.extensions] == ["A/RES/95/1"]
    assert found.intervals() == ()


def test_a_candidate_may_be_several_bodies(anywhere: Store) -> None:
    found = history(anywhere, "Working Group on Samples", until=date(2042, 1, 1))
    assert (found.key, found.nodes) == ("candidate", 2)
    assert [event.symbol for event in found.of("set up")] == ["A/RES/93/8"]
    assert [event.symbol for event in found.extensions] == ["A/RES/96/2"]
    assert found.intervals() == ()
    assert found.text().splitlines()[1] == "no actor of the authority data; 2 documents name one so; they may be several bodies"
    assert found.status() == "as of 2042-01-01: not told, since the name may mean several bodies"


def test_an_actor_without_history_and_names(store: EmbeddedStore) -> None:
    found = history(store, COMMITTEE)
    text = found.text()
    assert "no founding act is in evidence" in text
    assert "extensions   [0, in order of adoption]" in text
    assert f"to “{COMMITTEE}” in ECLAC/RES/611(XXX), decided here (ECLAC/RES/611-XXX#op-9)" in text
    assert history(store, "post/eclac-executive-secretary").mandating == ("ECLAC/RES/611(XXX)",)


def test_names_that_mean_nobody_or_several(store: EmbeddedStore) -> None:
    with pytest.raises(NotInGraph, match="no such actor in the graph"):
        history(store, "Committee of nobody")
    with pytest.raises(NotInGraph, match="can mean several"):
        history(store, "Executive Secretary")


def event(adopted: date | None, expires: date | None = None) -> Event:
    return Event("extended", "S/RES/1", adopted, adopted, "op-1", "", "", expires)


@pytest.mark.parametrize(
    ("adopted", "kind", "length"),
    [
        (date(2021, 3, 12), "overlap", 4),
        (date(2021, 3, 15), "overlap", 1),
        (date(2021, 3, 16), "none", 0),
        (date(2021, 3, 17), "gap", 1),
        (None, "unknown", 0),
    ],
)
def test_the_day_after_the_end_is_no_gap(adopted: date | None, kind: str, length: int) -> None:
    found = between(event(date(2020, 3, 12), date(2021, 3, 15)), event(adopted))
    assert (found.kind, found.length) == (kind, length)


def test_an_end_that_is_not_read_leaves_the_gap_unknown() -> None:
    assert between(event(date(2020, 1, 1)), event(date(2021, 1, 1))).text() == "whether there is a gap is not known"


# --- Paragraphs ----------------------------------------------------------------------------------------------------------


def test_a_paragraph_backwards_and_forwards(anywhere: Store) -> None:
    found = thread(anywhere, "A/RES/95/1", "1")
    assert [(step.relation, step.name) for step in found.back] == [("extends", "A/RES/93/8#op-2")]
    assert [(step.relation, step.name, step.place) for step in found.forth] == [("continues", "A/RES/96/1#op-1", "op-1")]
    assert found.words is not None
    assert found.words.startswith("Decides to extend the mandate")


def test_the_closest_relation_counts_and_depth_is_followed(made: EmbeddedStore) -> None:
    """95/1 extends, continues and cites paragraph 2 of 93/8."""
    found = thread(made, "A/RES/93/8", "op-2", depth=2)
    assert [(step.relation, step.name, step.depth) for step in found.forth] == [
        ("extends", "A/RES/95/1#op-1", 1),
        ("continues", "A/RES/96/1#op-1", 2),
    ]
    assert "extends until 2041-12-31" in found.text()
    assert found.text().splitlines()[-2].endswith("2041-12-19   via A/RES/95/1#op-1")
    assert thread(made, "A/RES/93/8", "2", depth=2, until=date(2040, 12, 31)).record()["taken_up_by"][0]["expires"] == "2041-12-31"


def test_paragraphs_that_are_not_there(made: EmbeddedStore) -> None:
    with pytest.raises(NotInGraph, match="A/RES/93/8 has no paragraph 'op-99' in the graph; mandategraph query documents/text"):
        thread(made, "A/RES/93/8", "99")
    with pytest.raises(MandateGraphError, match="at least 1"):
        thread(made, "A/RES/93/8", "2", depth=0)


@pytest.mark.parametrize(
    ("written", "name"),
    [("4", "op-4"), ("8 (b)", "op-8-b"), ("8(b)(ii)", "op-8-b-ii"), ("pp-3", "pp-3"), ("sec-II-op-1", "sec-II-op-1")],
)
def test_paragraphs_as_printed(written: str, name: str) -> None:
    assert paragraph_name(written) == name


# --- On the command line -------------------------------------------------------------------------------------------------


def run(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["trace", *words, "--store", str(folder / "store")])
    assert result.exit_code == 0, result.output
    return result.output


def test_trace_tells_documents_actors_and_paragraphs_apart(folder: Path) -> None:
    assert "authority basis of 95/1   [order: authority" in run(folder, "A/RES/95/1")
    assert run(folder, COMMITTEE, "--as-of", "2042-06-01").endswith("until 2042-12-31, by A/RES/96/1 (op-1)\n")
    assert json.loads(run(folder, COMMITTEE, "--json"))["intervals"][0] == {
        "kind": "gap",
        "from": "2040-01-01",
        "to": "2040-12-18",
        "days": 353,
    }
    assert run(folder, "A/RES/95/1#op-1") == run(folder, "95/1", "1")
    assert json.loads(run(folder, "95/1", "1", "--json"))["rests_on"][0]["relation"] == "extends"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([COMMITTEE, "--dot"], "--dot is for documents"),
        (["95/1", "1", "--forward"], "--forward is for documents"),
        (["95/1", "--series", "--depth", "2"], "--series stands alone"),
    ],
)
def test_options_that_say_nothing_are_refused(folder: Path, words: list[str], reason: str) -> None:
    result = CliRunner().invoke(main, ["trace", *words, "--store", str(folder / "store")])
    assert result.exit_code == 2
    assert reason in result.output


def test_a_text_that_names_neither_document_nor_actor(folder: Path) -> None:
    result = CliRunner().invoke(main, ["trace", "nobody", "--store", str(folder / "store")])
    assert result.exit_code == 1
    assert "'nobody': no such document or actor in the graph; mandategraph query documents/list and actors/list" in result.output


def test_paths_as_json(folder: Path) -> None:
    found = json.loads(run(folder, "A/RES/95/1", "--longest-path", "--json"))
    assert found["path"][0] == ["A/RES/95/1"]
    assert len(found["steps"]) == len(found["path"]) - 1
