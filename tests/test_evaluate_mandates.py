"""The task `mandates`: the same counts as the benchmark's own program, files, and faults."""

from __future__ import annotations

import json
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mandategraph as mg
from mandategraph.evaluate import write_predictions
from mandategraph.evaluate.scores import ALL

BENCH = Path(__file__).parents[2] / "shared" / "bench" / "mandates"
needs_bench = pytest.mark.skipif(not (BENCH / "score.py").exists(), reason=f"the benchmark and its score.py are not at {BENCH}")

#   the measures of score.py, and the tables and rows that count the same
MEASURES = {
    "acts (phrase and family)": ("acts", "phrase and family"),
    "acts (phrase)": ("acts", "phrase"),
    "mandates (task overlap)": ("mandates", ""),
    **{f"  {field}, matched": ("fields", field) for field in ("addressees", "recipient", "partners", "deadline", "periodicity")},
    "  addressees, end to end": ("fields", "addressees, end to end"),
    "  addressees, whole set": ("fields exact", "addressees"),
    "  kind, matched": ("fields exact", "kind"),
    "  deadline, matched (with none)": ("fields exact", "deadline, with none"),
    "actors (quote)": ("actors", "name"),
    "  roles, matched": ("actors", "roles"),
    "  actor kind, matched": ("actor kind", ""),
    "extension": ("changes", "extension"),
    "  extension, entity": ("changes", "extension, entity"),
    "  extension, until and for": ("changes", "extension, until and for"),
    "renaming": ("changes", "renaming"),
    "  renaming, entity": ("changes", "renaming, entity"),
    "establishment": ("changes", "establishment"),
    "  establishment, entity": ("changes", "establishment, entity"),
}

NAMES = st.lists(st.sampled_from(["the Council", "Human Rights Council", "all other States", "Member States"]), max_size=3)
TIMES = st.sampled_from([None, "by 2025", "a further period of one year", "one year"])
WORDS = st.sampled_from(["", "to report", "to report to the Council", "to help “States”", 'to help "States"'])
CHANGE = st.none() | st.fixed_dictionaries({"entity": WORDS, "to": WORDS, "until": TIMES, "for": TIMES})
ANNOTATION = st.fixed_dictionaries(
    {
        "acts": st.lists(
            st.fixed_dictionaries(
                {
                    "phrase": st.sampled_from(["Requests", "requests", "Urges"]),
                    "family": st.sampled_from(["directive", "assertive"]),
                }
            ),
            max_size=3,
        ),
        "mandates": st.lists(
            st.fixed_dictionaries(
                {
                    "task": WORDS,
                    "directive": st.sampled_from(["Requests", None]),
                    "kind": st.sampled_from(["report", "other"]),
                    "addressees": NAMES,
                    "recipient": NAMES,
                    "partners": NAMES,
                    "deadline": TIMES,
                    "periodicity": TIMES,
                }
            ),
            max_size=4,
        ),
        "actors": st.lists(
            st.fixed_dictionaries(
                {
                    "quote": st.sampled_from(["the Council", "Human Rights Council", "States"]),
                    "kind": st.sampled_from(["un-body", "collective"]),
                    "roles": st.lists(st.sampled_from(["addressee", "recipient"]), max_size=2),
                }
            ),
            max_size=3,
        ),
        "extension": CHANGE,
        "renaming": CHANGE,
        "establishment": CHANGE,
    }
)


def put(path: Path, records: list[dict[str, Any]]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@cache
def scorer() -> dict[str, Any]:
    return runpy.run_path(str(BENCH / "score.py"))


def theirs(gold: Path, predictions: Path) -> dict[str, tuple[float | None, ...]]:
    read = scorer()["read"]
    rows = scorer()["score"](read(str(predictions)), read(str(gold)))
    found = {
        measure: (row.get("accuracy"),) if "accuracy" in row else tuple(row[name] for name in ("precision", "recall", "f1"))
        for measure, row in rows.items()
    }
    return {measure: values for measure, values in found.items() if any(value is not None for value in values)}


def ours(run: mg.Evaluation) -> dict[str, tuple[float | None, ...]]:
    cells = {tuple(score.cell): score for score in run.scores if score.body == ALL and any(score.count)}
    rates = {table.name for table in run.tables if table.rate}
    found = {}
    for measure, cell in MEASURES.items():
        if cell in cells:
            score = cells[cell]
            values = [score.recall] if cell[0] in rates else [score.precision, score.recall, score.f1]
            found[measure] = tuple(value.value if value else None for value in values)
    return found


def same(a: dict[str, tuple[float | None, ...]], b: dict[str, tuple[float | None, ...]]) -> bool:
    """Whether two sets of figures are the same; F1 of no hit may be 0 or nothing."""
    close = [[value or 0 for value in values] for values in (a[key] for key in sorted(a))]
    other = [[value or 0 for value in values] for values in (b[key] for key in sorted(b))]
    return sorted(a) == sorted(b) and all(x == pytest.approx(y) for x, y in zip(close, other, strict=True))


@needs_bench
def test_the_benchmark_is_counted_as_its_own_program_does(tmp_path: Path) -> None:
    """The real gold, with the predictions that the rules make for it."""
    run = mg.evaluate("mandates", BENCH / "dev.jsonl", jobs=0)
    write_predictions(run, tmp_path / "p.jsonl")
    again = mg.evaluate("mandates", BENCH / "dev.jsonl", predictions=tmp_path / "p.jsonl")
    assert same(ours(run), theirs(BENCH / "dev.jsonl", tmp_path / "p.jsonl"))
    assert same(ours(run), ours(again))
    assert (ours(run)["acts (phrase and family)"][2] or 0) > 0.97


@needs_bench
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ANNOTATION, ANNOTATION | st.none()), min_size=1, max_size=3))
def test_any_predictions_are_counted_as_its_own_program_does(tmp_path: Path, made: list[tuple[Any, Any]]) -> None:
    gold = [
        {"id": str(number), "issuer": "Human Rights Council", "text": "1. Requests", "gold": annotation}
        for number, (annotation, _) in enumerate(made)
    ]
    guessed = [{"id": str(number), **found} for number, (_, found) in enumerate(made) if found]
    guessed = guessed or [{"id": "0", "acts": [], "mandates": [], "actors": []}]
    path, marks = put(tmp_path / "g.jsonl", gold), put(tmp_path / "p.jsonl", guessed)
    assert same(ours(mg.evaluate("mandates", path, predictions=marks)), theirs(path, marks))


def test_every_disagreement_is_a_fault_with_its_words(tmp_path: Path) -> None:
    text = "1. Requests the Council to report by 2025;"
    right = {
        "directive": "Requests",
        "addressees": ["Council"],
        "kind": "report",
        "task": "to report by 2025",
        "deadline": "by 2025",
    }
    annotation = {"acts": [{"phrase": "Requests", "family": "directive"}], "mandates": [right], "actors": []}
    path = put(tmp_path / "g.jsonl", [{"id": "a", "issuer": "General Assembly", "text": text, "gold": annotation}])
    wrong = right | {"deadline": None, "kind": "other"}
    other = right | {"task": "to help"}
    marks = put(tmp_path / "p.jsonl", [{"id": "a", "acts": [], "mandates": [wrong, other]}])
    run = mg.evaluate("mandates", path, predictions=marks)
    assert [(fault.verdict, fault.kind, fault.words, fault.gold, fault.predicted) for fault in run.faults] == [
        ("missed", "act", "Requests", "requests", ""),
        ("deadline", "mandate", "to report by 2025", "by 2025", ""),
        ("kind", "mandate", "to report by 2025", "report", "other"),
        ("false", "mandate", "1. Requ", "", "to help"),
    ]
    assert run.head()["documents"] == 1


def test_bad_annotations_are_clear_errors(tmp_path: Path) -> None:
    for gold, reason in (([], "no object of annotations"), ({"acts": [{}]}, "mark 1 has no 'phrase' of type str")):
        path = put(tmp_path / "g.jsonl", [{"id": "a", "text": "x", "gold": gold}])
        with pytest.raises(mg.SourceError, match=reason):
            mg.evaluate("mandates", path)
