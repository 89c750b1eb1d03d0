"""Evaluation: the same counts as the benchmark's own program, intervals, unseen paragraphs, faults, comparison, bad files."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import lzma
import random
import re
import runpy
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mandategraph as mg
from mandategraph.cli import main
from mandategraph.evaluate import TASKS, compare, differences, write_predictions
from mandategraph.evaluate.citations import CITATIONS, predict
from mandategraph.evaluate.crew import Crew, predicted
from mandategraph.evaluate.listing import as_csv, as_html, write_faults
from mandategraph.evaluate.scores import ALL, Estimate, Score, figures, scores
from mandategraph.evaluate.task import Cell, Count, Marks

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "bench"
needs_bench = pytest.mark.skipif(not (BENCH / "score.py").exists(), reason=f"the benchmark and its score.py are not at {BENCH}")

Records = list[dict[str, Any]]


def put(path: Path, records: Records) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def mention(text: str, words: str, symbol: str, **more: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "symbol": symbol, **more}


TEXT = "The General Assembly,\n\nRecalling its resolutions 58/220 and 57/270 B,\n\n1. Notes A/75/1 & <resolution 1325 (2000)>."
OTHER = "The Security Council,\n\nRecalling its resolution 1325 (2000)."


def gold() -> Records:
    """Two documents: one of the Assembly with complete gold, and one of the Council whose gold has gaps."""
    linked = [
        mention(TEXT, "58/220", "A/RES/58/220", kind="GA"),
        mention(TEXT, "57/270", "A/RES/57/270", kind="GA", part="B"),
        mention(TEXT, "A/75/1", "A/75/1", kind="DOC"),
        mention(TEXT, "1325 (2000)", "S/RES/1325(2000)", kind="SC"),
    ]
    first = {"id": "A/RES/75/9", "body": "GA", "complete": True, "text": TEXT, "gold": linked, "unit": "75", "colour": "blue"}
    second = {"id": "S/RES/1820(2008)", "body": "SC", "complete": False, "text": OTHER, "gold": []}
    return [first, second]


def guesses() -> Records:
    """Predictions: two right ones, a wrong symbol at a place of the gold, one at no such place, one that names the document itself."""
    first = [
        mention(TEXT, "58/220", "A/RES/58/220", form="list"),
        mention(TEXT, "57/270 B", "a/res/57/270 B"),
        mention(TEXT, "1325", "S/RES/1325 (2001)"),
        mention(TEXT, "General", "E/2000/1"),
        mention(TEXT, "Notes", "A/RES/75/9"),
    ]
    leftover = [{"start": 0, "end": 3}]
    second = [mention(OTHER, "1325 (2000)", "S/RES/1325(2000)")]
    return [{"id": "A/RES/75/9", "citations": first, "leftovers": leftover}, {"id": "S/RES/1820(2008)", "citations": second}]


BLOCKS = "Recalling it,\n\n1. Requests him:\n\n(a) To go;\n\n(i) At once;\n\n2. Also decides this."


def blocks(*, changed: bool = False) -> Records:
    """The blocks of a made document; changed ones have a wrong level, a wrong phrase, a block too many and one too few."""

    def block(words: str, kind: str, level: int = 0, num: str = "", phrase: str = "") -> dict[str, Any]:
        start = BLOCKS.index(words)
        return {"start": start, "end": BLOCKS.find("\n\n", start), "kind": kind, "level": level, "num": num, "phrase": phrase}

    found = [
        block("Recalling", "preamble", phrase="Recalling"),
        block("1.", "operative", num="1.", phrase="Requests"),
        block("(a)", "item", 1, "(a)"),
        block("(i)", "item", 2, "(i)"),
        block("2.", "operative", num="2.", phrase="Also decides"),
    ]
    found[-1]["end"] = len(BLOCKS)
    if changed:
        found[1]["phrase"], found[3]["level"] = "Requests him", 1
        found[0] = block("him", "item", 1, "•")
    return found


@pytest.fixture
def citations(tmp_path: Path) -> tuple[Path, Path]:
    """A gold file and a predictions file of the task citations."""
    return put(tmp_path / "gold.jsonl", gold()), put(tmp_path / "predictions.jsonl", guesses())


@pytest.fixture
def structure(tmp_path: Path) -> tuple[Path, Path]:
    """A gold file and a predictions file of the task structure."""
    records = [{"id": "a", "body": "GA", "nested_reliable": True, "text": BLOCKS, "gold": blocks()}]
    return put(tmp_path / "blocks.jsonl", records), put(tmp_path / "guessed.jsonl", [{"id": "a", "blocks": blocks(changed=True)}])


def counts(run: mg.Evaluation, table: str, body: str = ALL) -> dict[str, Count]:
    return {score.cell.row: score.count for score in run.scores if score.cell.table == table and score.body == body}


# ---- Counts


def test_citations_are_counted_by_scope(citations: tuple[Path, Path]) -> None:
    run = mg.evaluate("citations", citations[0], predictions=citations[1])
    assert counts(run, "resolutions") == {"": Count(2, 1, 1)}
    assert counts(run, "all targets") == {"": Count(2, 2, 2)}
    assert counts(run, "all targets, recall", "GA") == {"": Count(2, 0, 2)}
    assert counts(run, "all targets", "SC") == {}  # nothing is false where the gold has gaps
    assert run.tallies == {"beyond incomplete gold": {"SC": 1}, "leftovers": {"GA": 1, "SC": 0}, "unjudged": {"GA": 0, "SC": 0}}
    (score,) = (score for score in run.scores if score.cell.table == "all targets" and score.body == "GA")
    assert score.precision == score.recall == score.f1 == Estimate(0.5, 0.5, 0.5)  # one document: nothing to draw from


def test_citations_are_counted_by_form_and_rule(citations: tuple[Path, Path]) -> None:
    run = mg.evaluate("citations", citations[0], predictions=citations[1])
    assert counts(run, "form") == {
        "ga": Count(2, 0, 0),
        "other": Count(0, 1, 0),
        "other, with series": Count(0, 0, 1),
        "sc": Count(0, 1, 1),
    }
    assert counts(run, "rule") == {"list": Count(1, 0, 0), "not said": Count(1, 0, 2)}


def test_structure_is_counted_by_kind_level_marker_and_phrase(structure: tuple[Path, Path]) -> None:
    run = mg.evaluate("structure", structure[0], predictions=structure[1])
    assert counts(run, "block") == {"item": Count(2, 1, 0), "operative": Count(2, 0, 0), "preamble": Count(0, 0, 1)}
    assert counts(run, "item level") == {"1": Count(1, 2, 0), "2": Count(0, 0, 1)}
    assert counts(run, "item marker") == {"(a)": Count(2, 0, 0), "•": Count(0, 1, 0)}
    assert counts(run, "phrase exact") == {"operative": Count(1, 0, 1)}
    assert counts(run, "level exact") == {"item": Count(1, 0, 1)}
    assert counts(run, "exact documents") == {"": Count(0, 0, 1)}
    assert [(fault.verdict, fault.kind, fault.gold, fault.predicted) for fault in run.faults] == [
        ("missed", "preamble", "preamble without number Recalling", ""),
        ("phrase", "operative", "Requests", "Requests him"),
        ("false", "item", "", "item •, level 1"),
        ("level", "item", "2", "1"),
    ]


def test_items_do_not_count_where_the_gold_has_none_reliably(structure: tuple[Path, Path]) -> None:
    (record,) = map(json.loads, structure[0].read_text().splitlines())
    put(structure[0], [record | {"nested_reliable": False}])
    assert set(counts(mg.evaluate("structure", structure[0], predictions=structure[1]), "block")) == {"operative", "preamble"}


def test_one_prediction_finds_one_mention(tmp_path: Path) -> None:
    words = {"start": 0, "end": 6, "symbol": "A/RES/58/220"}
    path = put(tmp_path / "g.jsonl", [{"id": "a", "text": "58/220", "gold": [words, words]}])
    for predicted_times, expected in ((1, Count(1, 0, 1)), (3, Count(2, 1, 0))):
        marks = put(tmp_path / "p.jsonl", [{"id": "a", "citations": [words] * predicted_times}])
        assert counts(mg.evaluate("citations", path, predictions=marks), "all targets")[""] == expected


# ---- The benchmark's own program


@cache
def scorer() -> dict[str, Any]:
    return runpy.run_path(str(BENCH / "score.py"))


def their_lines(task: str, gold_file: Path, predictions: Path) -> set[str]:
    """What score.py prints, without the lines of nothing and the blanks of its columns."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        scorer()[task](str(gold_file), str(predictions))
    lines = {" ".join(line.split()) for line in printed.getvalue().splitlines()}
    return {line for line in lines if not re.search(r"\(tp 0 (fp 0 )?fn 0\)", line)}


def our_lines(run: mg.Evaluation) -> set[str]:
    """The same of a run."""
    lines = {f"documents {len(run.documents)} without prediction {run.unpredicted}"} if run.task == "citations" else set()
    lines |= {line for score in run.scores if any(score.count) and (line := as_scored(score))}
    return lines


def as_scored(score: Score) -> str:
    def value(estimate: Estimate | None) -> str:
        return f"{estimate.value:.4f}" if estimate else "nan"

    hits, false, missed = score.count
    all_three = f"P {value(score.precision)} R {value(score.recall)} F1 {value(score.f1)} (tp {hits} fp {false} fn {missed})"
    scope, _, rest = score.cell.table.partition(", ")
    scope = scope.removesuffix(" targets")
    if score.cell.table in {"resolutions", "all targets"}:
        return f"{scope} {score.body} precision+recall, complete gold {all_three}"
    if rest == "recall" and scope in {"resolutions", "all"}:
        return f"{scope} {score.body} recall, all gold R {value(score.recall)} (tp {hits} fn {missed})"
    if score.cell.table == "block":
        return f"{score.body} {score.cell.row} {all_three}"
    if score.cell.table in {"phrase exact", "level exact"}:
        return f"{score.body} {score.cell.row} {score.cell.table} {value(score.recall)} of {hits + missed}"
    if score.cell.table == "exact documents":
        return f"{score.body} exact documents {value(score.recall)} of {hits + missed}"
    return ""


@needs_bench
def test_the_made_sets_are_counted_as_score_py_does(citations: tuple[Path, Path], structure: tuple[Path, Path]) -> None:
    for task, (path, marks) in (("citations", citations), ("structure", structure)):
        ours = our_lines(mg.evaluate(task, path, predictions=marks))
        assert ours == their_lines(task, path, marks)
        assert len(ours) > 5


SYMBOLS = ["A/RES/58/220", "A/RES/58/220 B", "S/RES/1325(2000)", "S/PRST/2022/1", "A/75/1", "A/HRC/RES/54/9", "E/RES/2018/30"]
MENTIONS = st.builds(
    lambda start, length, symbol, kind: {"start": start, "end": start + length, "symbol": symbol, "kind": kind},
    st.integers(0, 30),
    st.integers(1, 9),
    st.sampled_from(SYMBOLS),
    st.sampled_from(["GA", "SC", "DOC", "PRST", "ODD"]),
)
A_BLOCK = st.builds(
    lambda start, kind, level, num, phrase: {"start": start, "end": 40, "kind": kind, "level": level, "num": num, "phrase": phrase},
    st.integers(0, 12),
    st.sampled_from(["preamble", "operative", "item", "note"]),
    st.integers(0, 2),
    st.sampled_from(["", "1.", "(a)"]),
    st.sampled_from(["", "Recalls", "Decides"]),
)
IDS = st.sampled_from(["A/RES/58/220", "S/RES/1325(2000)", "A/DEC/77/1"])


@needs_bench
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize(("task", "marks"), [("citations", MENTIONS), ("structure", A_BLOCK)])
def test_any_predictions_are_counted_as_score_py_does(
    tmp_path: Path, task: str, marks: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    listed = st.lists(marks, max_size=8)
    names = data.draw(st.lists(IDS, min_size=1, unique=True))
    field = TASKS[task].marks
    made = [
        {
            "id": name,
            "body": data.draw(st.sampled_from(["GA", "SC"])),
            "complete": data.draw(st.booleans()),
            "nested_reliable": data.draw(st.booleans()),
            "text": "x" * 40,
            "gold": data.draw(listed),
        }
        for name in names
    ]
    path = put(tmp_path / "g.jsonl", made)
    guessed = put(tmp_path / "p.jsonl", [{"id": name, field: data.draw(listed)} for name in names[data.draw(st.integers(0, 1)) :]])
    assert our_lines(mg.evaluate(task, path, predictions=guessed)) == their_lines(task, path, guessed)


@needs_bench
@pytest.mark.parametrize("task", ["citations", "structure"])
def test_the_benchmark_is_counted_as_score_py_does(task: str, tmp_path: Path) -> None:
    """A part of the real gold, with the predictions that the rules make for it."""
    with lzma.open(BENCH / f"{task}.dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for number, line in enumerate(lines) if number % 25 == 0]
    path = put(tmp_path / "gold.jsonl", records)
    run = mg.evaluate(task, path, jobs=0)
    write_predictions(run, tmp_path / "p.jsonl")
    assert our_lines(run) == their_lines(task, path, tmp_path / "p.jsonl")
    assert sum(score.count.hits for score in run.scores if score.body == ALL) > 1000


# ---- Intervals


def made_counts(seed: int, documents: int) -> list[tuple[str, dict[Cell, Count]]]:
    rng = random.Random(seed)  # noqa: S311
    return [(rng.choice("AB"), {Cell("t"): Count(rng.randrange(30), rng.randrange(4), rng.randrange(4))}) for _ in range(documents)]


def test_intervals_hold_the_figure_and_depend_on_nothing_but_the_counts() -> None:
    made = made_counts(1, 60)
    found = scores(made)
    assert found == scores(reversed(made))
    assert found != scores(made, seed=1)
    for score in found:
        for estimate in (score.precision, score.recall, score.f1):
            assert estimate
            assert estimate.low < estimate.value < estimate.high
    (whole,) = (score for score in found if score.body == ALL)
    assert whole.count == Count(*map(sum, zip(*(counted[Cell("t")] for _, counted in made), strict=True)))


def test_intervals_are_those_of_a_plain_bootstrap() -> None:
    """Drawing documents and adding their counts one by one gives the same ends, but for the luck of the draw."""
    made = [("A", counted) for _, counted in made_counts(2, 40)]
    rng = random.Random(3)  # noqa: S311
    drawn = []
    for _ in range(2000):
        sample = [rng.choice(made)[1][Cell("t")] for _ in made]
        drawn.append(figures(Count(*map(sum, zip(*sample, strict=True))))[2] or 0.0)
    drawn.sort()
    f1 = next(score.f1 for score in scores(made, times=2000) if score.body == "A")
    assert f1
    assert f1.low == pytest.approx(drawn[50], abs=0.004)
    assert f1.high == pytest.approx(drawn[-51], abs=0.004)


def test_documents_of_one_kind_leave_no_doubt() -> None:
    same = [("A", {Cell("t"): Count(3, 1, 0)})] * 10
    assert {score.precision for score in scores(same)} == {Estimate(0.75, 0.75, 0.75)}


def test_a_figure_of_nothing_is_none() -> None:
    (score, _) = scores([("A", {Cell("t"): Count(0, 0, 2)})])
    assert (score.precision, score.recall, score.f1) == (None, Estimate(0.0, 0.0, 0.0), None)


def test_large_counts_do_not_run_into_one_another() -> None:
    many = [("A", {Cell("t"): Count(40_000_000, 1, 40_000_000), Cell("u"): Count(7, 0, 0)})] * 50
    assert {score.cell.table: score.count for score in scores(many, times=5) if score.body == "A"} == {
        "t": Count(2_000_000_000, 50, 2_000_000_000),
        "u": Count(350, 0, 0),
    }


# ---- What is scored


def test_a_sample_depends_on_the_ids_alone(tmp_path: Path) -> None:
    records = [{"id": f"d{number}", "body": "AB"[number % 2], "text": "x", "gold": []} for number in range(40)]
    forth, back = put(tmp_path / "a.jsonl", records), put(tmp_path / "b.jsonl", records[::-1])
    drawn = [document.id for document in mg.evaluate("citations", forth, sample=5).documents]
    assert len(drawn) == 5
    assert drawn == [document.id for document in mg.evaluate("citations", back, sample=5).documents][::-1]
    larger = {document.id for document in mg.evaluate("citations", forth, sample=9).documents}
    assert set(drawn) < larger
    assert {document.body for document in mg.evaluate("citations", forth, sample=5, body="B").documents} == {"B"}
    with pytest.raises(mg.MandateGraphError, match=r"no document of 'C' in the gold; it has: A, B"):
        mg.evaluate("citations", forth, body="C")


def test_only_unseen_paragraphs_count(citations: tuple[Path, Path], tmp_path: Path) -> None:
    """The reference has the second paragraph of the first document, in other type, and all of the second document."""
    texts = ["recalling  its resolutions\n58/220 and 57/270 B,<sup>7</sup>", "12. " + OTHER, OTHER]
    reference = put(tmp_path / "reference.jsonl", [{"text": text} for text in texts])
    run = mg.evaluate("citations", citations[0], predictions=citations[1], unseen_from=reference)
    assert [document.id for document in run.documents] == ["A/RES/75/9"]
    assert counts(run, "all targets") == {"": Count(0, 2, 2)}
    assert run.options["unseen_from"] == "reference.jsonl"
    everything = put(tmp_path / "all.jsonl", [{"text": TEXT}, {"text": OTHER}])
    with pytest.raises(mg.MandateGraphError, match="holds each paragraph of the gold"):
        mg.evaluate("citations", citations[0], unseen_from=everything)


def test_a_number_and_note_marks_do_not_make_a_paragraph_new(tmp_path: Path) -> None:
    path = put(tmp_path / "g.jsonl", [{"id": "a", "text": "1. Notes it;<sup>3</sup>\n\n2. Decides.", "gold": []}])
    reference = put(tmp_path / "r.jsonl", [{"text": "24. NOTES\n  it;\n\n2. Decides so."}])
    run = mg.evaluate("structure", path, predictions=put(tmp_path / "p.jsonl", [
        {"id": "a", "blocks": [{"start": 0, "kind": "operative", "num": "1."}, {"start": 26, "kind": "operative", "num": "2."}]}
    ]), unseen_from=reference)  # fmt: skip
    assert [fault.start for fault in run.faults] == [26]


def test_a_text_is_read_wrapped_and_scored_in_its_own_places() -> None:
    """Whatever is found in the wrapped copy is told at the place where the same words stand in the text."""
    text = "Recalling the many resolutions of the Assembly,<sup>1</sup>\n\nNoting them,\n\n<sup>1</sup> See A/75/1."

    def find(page: str, body: str) -> Marks:
        assert body == "GA"
        assert "\n\n" not in page
        assert page.count("\n") > 3
        words = re.compile(r"\S+(?=\s|$)")
        return {"words": [{"start": match.start(), "end": match.end(), "said": match[0]} for match in words.finditer(page)]}

    task = replace(CITATIONS, predict=find)
    found = predicted(task, text, "GA", 20)["words"]
    assert [mark["said"] for mark in found[-2:]] != []
    assert all(text[mark["start"] : mark["end"]] == mark["said"] for mark in found)
    assert sorted(mark["said"] for mark in found) == sorted(text.split())


def test_decisions_sales_numbers_and_back_references_are_not_judged() -> None:
    text = "The General Assembly,\n\nRecalling its resolution 58/220 and that resolution, its decision 75/501 and A/75/1 (Sales No. E.96.IV.13)."
    found = predict(text, "GA")
    assert [mark["symbol"] for mark in found["citations"]] == ["A/RES/58/220", "A/75/1"]
    (mark,) = predict("The General Assembly,\n\nRecalling its resolution 217 A (III).", "GA")["citations"]
    assert (mark["symbol"], mark["part"]) == ("A/RES/217(III)", "A")  # score.py takes no letter behind a Roman number for a part
    unjudged = {text[mark["start"] : mark["end"]]: mark["symbol"] for mark in found["unjudged"]}
    assert any("75/501" in words for words in unjudged)
    assert any("Sales No." in words or "E.96" in words for words in unjudged)


def test_several_processes_find_the_same(citations: tuple[Path, Path]) -> None:
    told: list[tuple[str, int, int]] = []
    alone, together = (mg.evaluate("citations", citations[0], jobs=jobs, progress=lambda *now: told.append(now)) for jobs in (0, 2))
    assert alone.predictions == together.predictions
    assert alone.predictions["A/RES/75/9"]["citations"]
    assert told == [("citations", 1, 2), ("citations", 2, 2)] * 2


def test_a_process_that_dies_is_an_error_with_the_document(citations: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[Crew.__module__], "START", "import sys; sys.exit(3)")
    with pytest.raises(mg.MandateGraphError, match="reading it ended the reader"):
        mg.evaluate("citations", citations[0], jobs=1)


# ---- Files


def test_own_gold_needs_text_and_marks_only(tmp_path: Path) -> None:
    record = {"text": "58/220", "gold": [{"start": 0, "end": 6, "symbol": "A/RES/58/220", "mood": "good"}], "more": [1]}
    path = tmp_path / "gold.jsonl.xz"
    path.write_bytes(lzma.compress(("\n" + json.dumps(record) + "\n\n" + json.dumps(record) + "\n").encode()))
    run = mg.evaluate("citations", path)
    assert [(document.id, document.body) for document in run.documents] == [("line 2", "unknown"), ("line 4", "unknown")]
    assert counts(run, "all targets")[""].missed + counts(run, "all targets")[""].hits == 2


BAD = {
    "{": ":2: no JSON",
    "[]": ":2: no JSON object; give one document in each line",
    '{"id": "b", "gold": []}': ":2: no 'text' in this record; each line",
    '{"id": "b", "text": "x"}': ":2: bad gold of b: no list of marks; mend",
    '{"id": "b", "text": "x", "gold": [3]}': ":2: bad gold of b: mark 1 is no object; mend",
    '{"id": "b", "text": "x", "gold": [{"start": 0, "end": 1}]}': ":2: bad gold of b: mark 1 has no 'symbol' of type str; mend",
    '{"id": "b", "text": "x", "gold": [{"start": true, "end": 1, "symbol": "A/1"}]}': "mark 1 has no 'start' of type int",
    '{"id": "b", "text": "x", "gold": [{"start": 0, "end": 2, "symbol": "A/1"}]}': "mark 1: start 0 and end 2 are no place in the text",
    '{"id": "a", "text": "x", "gold": []}': ":2: a is there twice; keep one record for each id",
}


@pytest.mark.parametrize("line", BAD)
def test_a_bad_gold_line_is_one_clear_error(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a", "text": "x", "gold": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(mg.SourceError) as caught:
        mg.evaluate("citations", path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert BAD[line] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_files_are_clear_errors(citations: tuple[Path, Path], tmp_path: Path) -> None:
    def refused(match: str, path: Path, content: bytes | None, gold: Path | None = None, predictions: Path | None = None) -> None:
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(mg.SourceError, match=match) as caught:
            mg.evaluate("citations", gold or path, predictions=predictions)
        assert "\n" not in str(caught.value)

    refused("cannot be opened", tmp_path / "none.jsonl", None)
    refused("cannot be opened", tmp_path, None)
    refused("half.jsonl:2: not UTF-8", tmp_path / "half.jsonl", b'\n{"text": "\\ud800", "gold": []}')
    refused(r"deep.jsonl:1: no JSON \(RecursionError\)", tmp_path / "deep.jsonl", b"[" * 200_000)
    refused("no document in it", tmp_path / "empty.jsonl", b"\n")
    refused("latin.jsonl:1: not UTF-8 text", tmp_path / "latin.jsonl", '{"text": "Comisión"}'.encode("latin-1"))
    refused("cannot be unpacked", tmp_path / "cut.jsonl.xz", lzma.compress(b"{}" * 9000)[:-20])
    refused("cannot be unpacked", tmp_path / "plain.jsonl.xz", b"{}")
    for line, reason in ((b"{}", ":1: no 'id'"), (b'{"id": "a"}', "bad 'citations' of a: no list of marks")):
        path = tmp_path / "guesses.jsonl"
        refused(reason, path, line, gold=citations[0], predictions=path)
    with pytest.raises(mg.MandateGraphError, match="no task 'moods'; there are: citations, structure, mandates"):
        mg.evaluate("moods", citations[0])


def test_a_run_comes_back_from_its_file(citations: tuple[Path, Path], tmp_path: Path) -> None:
    run = mg.evaluate("citations", citations[0], predictions=citations[1], note="made")
    run.save(tmp_path / "run.json")
    again = mg.Evaluation.load(tmp_path / "run.json")
    assert again == replace(run, predictions={})
    assert again.head() == run.head()
    for content in ("{}", "[]", "no", '{"documents": [{}]}'):
        (tmp_path / "bad.json").write_text(content)
        with pytest.raises(mg.SourceError, match="no run of an evaluation; make one with"):
            mg.Evaluation.load(tmp_path / "bad.json")
    with pytest.raises(mg.SourceError, match="cannot be opened"):
        mg.Evaluation.load(tmp_path / "none.json")
    with pytest.raises(mg.SourceError, match="cannot be written"):
        run.save(tmp_path / "no folder" / "run.json")


# ---- Faults and comparison


class Page(HTMLParser):
    """The marked words of a page, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside, self.marked, self.elements = "", list[str](), set[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.elements.add(tag)
        assert not {name for name, _ in attrs} - {"lang", "charset", "id", "class", "href"}
        assert all(value and value.startswith("#") for name, value in attrs if name == "href")  # nothing from elsewhere

    def handle_data(self, data: str) -> None:
        if self.inside == "mark":
            self.marked.append(data)
            self.inside = ""


def test_each_fault_is_listed_with_its_words(citations: tuple[Path, Path]) -> None:
    run = mg.evaluate("citations", citations[0], predictions=citations[1])
    assert [(f.verdict, f.kind, f.form, f.words, f.gold, f.predicted) for f in run.faults] == [
        ("missed", "DOC", "other, with series", "A/75/1", "A/75/1", ""),
        ("missed", "SC", "sc", "1325 (2000)", "S/RES/1325(2000)", "S/RES/1325 (2001)"),
        ("false", "SC", "sc", "1325", "S/RES/1325(2000)", "S/RES/1325 (2001)"),
        ("false", "DOC", "other", "General", "", "E/2000/1"),
    ]
    for fault in run.faults:
        assert f"{fault.before}{fault.words}{fault.after}" in TEXT
        assert TEXT[fault.start : fault.end] == fault.words
    page = Page(as_html(run))
    assert sorted(page.marked) == sorted(fault.words for fault in run.faults)
    rows = list(csv.DictReader(io.StringIO(as_csv(run))))
    assert [row["words"] for row in rows] == [fault.words for fault in run.faults]
    assert rows[0]["before"].endswith("1. Notes ")


def test_the_page_of_faults_runs_nothing_that_stands_in_a_text(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>\" onload='x' & </td>"
    text = f"{attack} 58/220 {attack}"
    mark = mention(text, "58/220", f"A/{attack}", kind="DOC")
    path = put(tmp_path / f"{attack[:8]}.jsonl", [{"id": attack, "body": attack, "text": text, "gold": [mark]}])
    run = mg.evaluate("citations", path, predictions=put(tmp_path / "p.jsonl", []), note=attack)
    write_faults(run, tmp_path / "e.HTML")
    page = Page((tmp_path / "e.HTML").read_text(encoding="utf-8"))
    assert "script" not in page.elements
    assert page.marked == ["58/220"]
    with pytest.raises(mg.MandateGraphError, match=r"errors are written as one of: \.html, \.csv"):
        write_faults(run, tmp_path / "e.txt")


def test_gains_and_losses_by_document(citations: tuple[Path, Path], tmp_path: Path) -> None:
    earlier = mg.evaluate("citations", citations[0], predictions=citations[1])
    changed = guesses()
    changed[0]["citations"][2]["symbol"] = "S/RES/1325(2000)"  # now right
    del changed[0]["citations"][0]  # now missed
    changed[0]["citations"][2] |= {"end": changed[0]["citations"][2]["end"] + 9, "form": "new"}  # as false as before
    later = mg.evaluate("citations", citations[0], predictions=put(tmp_path / "later.jsonl", changed), note="second")
    (change,) = compare(earlier, later)
    assert change.document == "A/RES/75/9"
    assert [(fault.verdict, fault.words) for fault in change.gains] == [("missed", "1325 (2000)"), ("false", "1325")]
    assert [(fault.verdict, fault.words) for fault in change.losses] == [("missed", "58/220")]
    assert compare(earlier, earlier) == []
    assert differences(earlier, later) == [f"predictions was {citations[1].name}, now later.jsonl"]


def test_runs_that_cannot_be_compared(citations: tuple[Path, Path], structure: tuple[Path, Path], tmp_path: Path) -> None:
    run = mg.evaluate("citations", citations[0], predictions=citations[1])
    with pytest.raises(mg.MandateGraphError, match="compare runs of one task"):
        compare(mg.evaluate("structure", structure[0], predictions=structure[1]), run)
    other = mg.evaluate("citations", put(tmp_path / "o.jsonl", [{"id": "x", "text": "y", "gold": []}]))
    with pytest.raises(mg.MandateGraphError, match="none of these documents"):
        compare(other, run)
    part = mg.evaluate("citations", citations[0], predictions=citations[1], body="SC")
    assert differences(part, run) == ["body was SC, now not given", "1 documents compared, 0 only earlier, 1 only now"]
    assert differences(other, run)[0] == "the gold is another: o.jsonl, now gold.jsonl"


# ---- The command and the page


def command(*words: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, words)], prog_name="mandategraph")


def test_the_command_writes_what_it_is_told_to(citations: tuple[Path, Path], tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    assert command("citations", citations[0], "--from-predictions", citations[1], "--save", first).exit_code == 0
    made, listed = tmp_path / "made.jsonl", tmp_path / "errors.csv"
    result = command("citations", citations[0], "--predictions", made, "--errors", listed, "--compare", first, "--jobs", 0)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.output.startswith("citations: 2 documents of gold.jsonl, 0 without prediction\n\nresolutions: mentions of")
    assert re.search(r"\n  GA +[01]\.\d{4} \[[01]\.\d{4}, [01]\.\d{4}\]", result.output)
    assert re.search(r"against the run of \d{4}-\d\d-\d\d: \d+ gains, 0 losses in 1 documents\n", result.output)
    assert "  predictions was predictions.jsonl, now not given\n" in result.output
    assert "    + false SC at " in result.output
    assert listed.read_text().startswith("document,body,verdict,kind,form,")
    again = json.loads(command("citations", citations[0], "--from-predictions", made, "--json").output)
    fresh = json.loads(command("citations", citations[0], "--json", "--compare", first).output)
    assert again["scores"] == fresh["scores"]
    assert fresh["changes"][0]["document"] == "A/RES/75/9"
    assert fresh["gold"]["file"] == "gold.jsonl"


def test_the_command_says_what_is_wrong(citations: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{", encoding="utf-8")
    failed = command("citations", bad)
    assert failed.exit_code == 1
    assert failed.stderr.startswith(f"mandategraph: {bad}:1: no JSON (")
    assert failed.stderr.count("\n") == 1
    wrapped = command("structure", citations[0], "--wrap", 88, "--from-predictions", citations[1])
    assert wrapped.exit_code == 2
    assert "no meaning with --from-predictions" in wrapped.stderr
    early = command("citations", citations[0], "--errors", tmp_path / "errors.pdf", "--save", tmp_path / "run.json")
    assert early.exit_code == 2
    assert "give --errors a file that ends in .html or .csv" in early.stderr
    assert not (tmp_path / "run.json").exists()


def test_the_page_has_the_figures_of_the_runs_and_no_others(citations: tuple[Path, Path], structure: tuple[Path, Path]) -> None:
    page: Callable[..., str] = runpy.run_path(str(ROOT / "docs" / "build_accuracy_page.py"))["page"]
    runs = [
        mg.evaluate("citations", citations[0], predictions=citations[1], note="Made documents."),
        mg.evaluate("structure", structure[0], wrap=88),
    ]
    text = page(runs)
    assert (
        "\n## Citations; predictions read from predictions.jsonl\n\nMade documents.\n\n2 documents of `gold.jsonl` (SHA-256 "
        in text
    )
    assert "\n## Structure; texts hard-wrapped at 88 columns, " in text
    assert all(run.gold["sha256"] in text for run in runs)
    assert "| GA | 0.5000 (0.5000–0.5000) | 0.5000 (0.5000–0.5000) | 0.5000 (0.5000–0.5000) | 2 | 2 | 2 |" in text
    printed = {float(figure) for figure in re.findall(r"\b[01]\.\d{4}\b", text)}
    measured = {
        round(value, 4)
        for run in runs
        for score in run.scores
        for estimate in (score.precision, score.recall, score.f1)
        if estimate
        for value in estimate
    }
    assert printed
    assert printed <= measured
    for block in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):  # each table has as many cells in each row
        assert len({line.count("|") for line in block.splitlines()}) == 1
