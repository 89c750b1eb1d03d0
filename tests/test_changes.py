"""The line of a series, and what changed between two members of it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn import akn, italic, paragraph
from tests.made import put

from mandategraph.build import build
from mandategraph.cli import main
from mandategraph.errors import MandateGraphError, NotInGraph
from mandategraph.store import EmbeddedStore, Store, open_store
from mandategraph.trace import changes, series
from mandategraph.trace.changes import PREAMBLE, Pair, Paragraph, aligned

OPERATIVE = "operative paragraph"
SEIZED = "Decides to remain seized of the matter."
REPORT = "Requests the Secretary-General to submit to it at its {} session a report on the state of South-South cooperation;"


def texts(*words: str, kind: str = OPERATIVE) -> list[Paragraph]:
    return [Paragraph(f"op-{number}", kind, text) for number, text in enumerate(words, start=1)]


def short(pairs: tuple[Pair, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(p.kind, p.earlier.id if p.earlier else None, p.later.id if p.later else None) for p in pairs]


def test_kept_changed_new_and_dropped_wherever_they_stand() -> None:
    old = texts("Welcomes the report;", REPORT.format("seventy-eighth"), "Urges States to ratify the Convention;", SEIZED)
    new = texts(REPORT.format("seventy-ninth"), "Invites the Office to convene a forum in Doha;", "Welcomes the report;", SEIZED)
    pairs = aligned(old, new)
    assert short(pairs) == [
        ("changed", "op-2", "op-1"),
        ("dropped", "op-3", None),
        ("new", None, "op-2"),
        ("kept", "op-1", "op-3"),
        ("kept", "op-4", "op-4"),
    ]
    assert pairs[0].words == (("seventy-eighth", "seventy-ninth"),)
    assert 0.8 < pairs[0].similarity < 1
    assert [pair.similarity for pair in pairs[1:]] == [0.0, 0.0, 1.0, 1.0]


def test_a_paragraph_finds_its_most_similar_one() -> None:
    """77/185, op-7, dates of a forum: the next year two paragraphs are about a forum."""
    old = texts("Looks forward to the Expo to be held in Bangkok from 12 to 14 September 2022;")
    new = texts(
        "Looks forward to the Conference to be held in Antigua and Barbuda;",
        "Looks forward to the Expo to be held in Bangkok from 3 to 5 June 2023;",
    )
    assert short(aligned(old, new)) == [("new", None, "op-1"), ("changed", "op-1", "op-2")]


def test_what_is_recalled_and_what_is_decided_are_not_compared() -> None:
    assert short(aligned(texts("the same words", kind=PREAMBLE), texts("the same words"))) == [
        ("dropped", "op-1", None),
        ("new", None, "op-1"),
    ]


def test_equal_paragraphs_are_paired_in_order() -> None:
    assert short(aligned(texts("Also;", "Also;"), texts("Also;", "Also;", "Also;"))) == [
        ("kept", "op-1", "op-1"),
        ("kept", "op-2", "op-2"),
        ("new", None, "op-3"),
    ]


WORDS = st.lists(st.sampled_from(["a b c d", "a b c e", "x y", "x y z w", ""]), max_size=7)


@settings(deadline=None, derandomize=True)
@given(WORDS, WORDS)
def test_every_paragraph_stands_in_one_pair(one: list[str], other: list[str]) -> None:
    old, new = texts(*one), texts(*other)
    pairs = aligned(old, new)
    assert sorted(pair.earlier.id for pair in pairs if pair.earlier) == [paragraph.id for paragraph in old]
    assert [pair.later.id for pair in pairs if pair.later] == [paragraph.id for paragraph in new]
    assert all((pair.kind == "kept") == (pair.similarity == 1) for pair in pairs if pair.words == ())
    assert all(pair.kind == "kept" for pair in aligned(old, old))


@pytest.mark.parametrize("word", ["same ", "w{} "])
def test_long_documents_take_linear_time(word: str) -> None:
    begun = time.perf_counter()
    old = texts(*("".join(word.format(n * k % 97) for k in range(60)) + f"old {n};" for n in range(600)))
    new = texts(*("".join(word.format(n * k % 97) for k in range(60)) + f"new {n};" for n in range(600)))
    assert len(aligned(old, new)) >= 600
    assert time.perf_counter() - begun < 5


# --- In the graph --------------------------------------------------------------------------------------------------------


def resolution(number: str, *cited: str, day: str, body: str = SEIZED) -> bytes:
    preamble = [f"{italic('Recalling')} its resolution {symbol}," for symbol in cited]
    return akn(symbol=f"A/RES/{number}", preamble=preamble, body=paragraph("1.", body), date=day)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series with a year without a member, a branch, and a document that stands alone."""
    folder = tmp_path_factory.mktemp("series")
    files = {
        "91.xml": resolution("91/5", day="2036-12-19", body=REPORT.format("ninety-second")),
        "93.xml": resolution("93/8", "91/5", day="2038-12-19", body=REPORT.format("ninety-fourth")),
        "94.xml": resolution("94/7", "93/8", day="2039-12-19"),
        "95.xml": resolution("95/1", "93/8", day="2040-12-19"),
        "alone.xml": akn(symbol="A/RES/95/9", title="Another matter", body=paragraph("1.", SEIZED)),
    }
    put(folder / "in", files)
    build([folder / "in"], folder / "store")
    return folder / "store"


def test_the_line_through_a_document_with_gaps_and_branches(folder: Path) -> None:
    found = series(open_store(folder), "93/8")
    assert found.chain() == "91/5 → 93/8 → 94/7"
    assert [(member.dates, member.missing, member.quotes) for member in found.members] == [
        ("2036-12-19", (), ()),
        ("2038-12-19", (2037,), (("pp-1", "its resolution 91/5"),)),
        ("2039-12-19", (), (("pp-1", "its resolution 93/8"),)),
    ]
    assert [(branch.symbol, branch.predecessor) for branch in found.branches] == [("A/RES/95/1", "A/RES/93/8")]
    assert series(open_store(folder), "A/RES/95/1").chain() == "91/5 → 93/8 → 95/1"
    lines = found.text().splitlines()
    assert "   no member in 2037" in lines
    assert "     continues A/RES/91/5 by same title (0.98); cites it in pp-1: “its resolution 91/5”" in lines
    assert lines[-1] == "beside the line: A/RES/95/1 (2040-12-19) continues A/RES/93/8"


def test_the_series_of_the_sample_on_every_engine(engine: Store) -> None:
    found = series(engine, "611(XXX)")
    assert found.chain() == "591(XXIX) → 611(XXX)"
    assert found.members[1].quotes == (("pp-3", "its resolution 591(XXIX)"),)


def test_a_document_that_stands_alone(folder: Path) -> None:
    found = series(open_store(folder), "95/9")
    assert found.chain() == "95/9"
    assert "no other document is in evidence that A/RES/95/9 continues" in found.text()
    with pytest.raises(MandateGraphError, match="A/RES/95/9 has no neighbour in a series; compare two"):
        found.neighbours()


def test_changes_between_neighbours(folder: Path) -> None:
    found = series(open_store(folder), "93/8")
    assert found.neighbours() == ("A/RES/91/5", "A/RES/93/8")
    assert series(open_store(folder), "91/5").neighbours() == ("A/RES/91/5", "A/RES/93/8")
    told = changes(open_store(folder), *found.neighbours())
    assert [(pair.kind, pair.words) for pair in told.pairs] == [("new", ()), ("changed", (("ninety-second", "ninety-fourth"),))]
    assert told.text().startswith("A/RES/91/5 → A/RES/93/8: 0 kept, 1 changed, 1 new, 0 dropped\nnew      – → pp-1  Recalling")
    assert told.text().endswith("\n    [-ninety-second-] {+ninety-fourth+}\n")


def test_a_text_that_the_graph_has_not(store: EmbeddedStore) -> None:
    with pytest.raises(
        MandateGraphError, match=r"ECLAC/RES/591\(XXIX\): the graph has no text of it in the language 'en'; build it"
    ):
        changes(store, "591(XXIX)", "611(XXX)")
    with pytest.raises(NotInGraph):
        series(store, "99/999")


def test_on_the_command_line(folder: Path) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(main, ["trace", "93/8", *words, "--store", str(folder)])
        assert result.exit_code == 0, result.output
        return result.output

    assert run().startswith("91/5 → 93/8\n")
    assert run("--as-of", "2036-01-01").startswith("93/8\n")
    assert run("--series").startswith("91/5 → 93/8 → 94/7\n")
    assert json.loads(run("--series", "--json"))["members"][1]["missing"] == [2037]
    assert run("--changes").startswith("A/RES/91/5 → A/RES/93/8: ")
    assert json.loads(run("--changes", "--json"))["pairs"][1]["words"] == [["ninety-second", "ninety-fourth"]]
    refused = CliRunner().invoke(main, ["trace", "93/8", "--series", "--dot", "--store", str(folder)])
    assert refused.exit_code == 2
    assert "--series stands alone" in refused.output
