"""The official record, where the development corpus lies beside the checkout: every file accounted for, metadata as published.

The corpus is not part of the project; without it these tests are skipped.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mandategraph.build import BuildReport, build
from mandategraph.cli import main
from mandategraph.query import query
from mandategraph.store import EmbeddedStore
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
CORPUS, METADATA = SHARED / "corpus" / "dev-english.tar.xz", SHARED / "bench" / "metadata.dev.jsonl.xz"

pytestmark = [
    pytest.mark.skipif(not (CORPUS.exists() and METADATA.exists()), reason=f"the development corpus is not at {SHARED}"),
    pytest.mark.xdist_group("official"),
]

PREFIXES = """PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """
# Files of the corpus from which no document can be built, and why.
LEFT_OUT = {
    "SCresolutions/PRST/2000/S_PRST_2000_27_Corr.1-0060049E.xml": ("refused", "no symbol on the cover"),
    "SCresolutions/PRST/2007/S_PRST_2007_22-0739405E.xml": ("duplicate", "S/RES/1626(2005) was already read from"),
    "GAdecisions/77 session/English/GA decision 77_512 B_E.xml": ("duplicate", "A/DEC/77/512 was already read from"),
}


@cache
def gold() -> dict[str, dict[str, Any]]:
    """What the publishers' files say of each document, by the name of the file."""
    with lzma.open(METADATA, "rt", encoding="utf-8") as lines:
        return {Path(row["file"]).name: row for row in map(json.loads, lines)}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The build of the whole development corpus."""
    return build([CORPUS], tmp_path_factory.mktemp("official") / "store")


@pytest.fixture(scope="module")
def official(report: BuildReport) -> EmbeddedStore:
    """Its store."""
    return EmbeddedStore(report.store)


def test_every_file_is_a_document_or_listed_with_the_reason(report: BuildReport) -> None:
    left = {file.name.partition("/unxml/")[2]: (file.outcome, file.reason) for file in report.files() if file.outcome != "records"}
    assert left.keys() == LEFT_OUT.keys()
    for name, (outcome, reason) in LEFT_OUT.items():
        assert left[name][0] == outcome
        assert left[name][1].startswith(reason)
    built = {Path(file.name).name for file in report.files("built")}
    assert built | {Path(name).name for name in LEFT_OUT} == set(gold())


def test_the_documents_are_those_of_the_publishers(report: BuildReport) -> None:
    """Each file gives the document that its cover names; the counts by body follow."""
    symbols = {Path(file.name).name: file.symbol for file in report.files("built")}
    counts = Counter(gold()[name]["body"] for name in symbols)
    assert counts == {"GA": 1641, "SC": 1386, "PRST": 732, "GADEC": 148, "ECOSOC": 92, "HRC": 88, "SCNA": 16}
    different = [name for name, symbol in symbols.items() if symbol and gold()[name]["gold"]["symbol"] and not _same(symbol, name)]
    assert different == []


def _same(symbol: str, name: str) -> bool:
    return Symbol.parse(gold()[name]["gold"]["symbol"]) == Symbol.parse(symbol)


def rows(store: EmbeddedStore, where: str) -> Iterator[list[str]]:
    """The rows of a query."""
    yield from query(store, PREFIXES + where).text()


def by_symbol(report: BuildReport) -> dict[str, dict[str, Any]]:
    """What the publishers' files say of each built document, by its symbol."""
    return {file.symbol or "": gold()[Path(file.name).name]["gold"] for file in report.files("built")}


def folded(title: str) -> str:
    """A title as it is compared: without note marks, typography and letter case."""
    return re.sub(r"[^\w]+", " ", normalised(title).casefold()).strip()


def test_titles_agree(report: BuildReport, official: EmbeddedStore) -> None:
    found = dict(rows(official, "SELECT ?s ?t { ?d dcterms:identifier ?s ; dcterms:title ?t ; eli:is_realized_by ?v }"))
    wanted = {s: row["title"] for s, row in by_symbol(report).items() if row["title"] and not s.startswith("S/PRST/")}
    different = {s: (found.get(s), title) for s, title in wanted.items() if folded(found.get(s) or "") != folded(title)}
    assert len(wanted) > 3000
    assert len(different) <= len(wanted) * 0.005, different


def test_dates_agree_with_the_records_but_for_the_conflicts_that_are_listed(report: BuildReport, official: EmbeddedStore) -> None:
    found = dict(rows(official, "SELECT ?s ?d { ?x dcterms:identifier ?s ; eli:date_document ?d ; eli:is_realized_by ?v }"))
    listed = {
        s
        for s, p in rows(official, "SELECT ?s ?p { ?c unm:conflictIn/dcterms:identifier ?s ; unm:conflictingProperty ?p }")
        if p == "date"
    }
    wanted = {symbol: row["adoption_extract"] for symbol, row in by_symbol(report).items() if row["adoption_extract"]}
    different = {symbol for symbol, day in wanted.items() if found.get(symbol) != day}
    assert len(wanted) > 2500
    assert different <= listed
    assert len(listed) <= 15


def test_votes_agree_with_the_records_but_for_the_conflicts_that_are_listed(report: BuildReport, official: EmbeddedStore) -> None:
    found = {
        symbol: counts
        for symbol, *counts in rows(
            official,
            """SELECT ?s ?f ?a ?b { ?x dcterms:identifier ?s ; unm:hasVote ?v . ?v unm:inFavourCount ?f
            OPTIONAL { ?v unm:againstCount ?a } OPTIONAL { ?v unm:abstainingCount ?b } }""",
        )
    }
    listed = {s for (s,) in rows(official, "SELECT ?s { ?c unm:conflictIn/dcterms:identifier ?s }")}
    wanted = {
        symbol: [number(row["extract"].get(f"MS_{side}_count")) for side in ("in_favour", "against", "abstaining")]
        for symbol, row in by_symbol(report).items()
        if number(row["extract"].get("MS_in_favour_count"))
    }
    different = {symbol for symbol, counts in wanted.items() if list(map(number, found.get(symbol, []))) != counts}
    assert len(wanted) > 1500
    assert different <= listed


def number(count: str | None) -> int:
    """A count as published; one that is missing or "N.A." is none."""
    return int(count) if count and count.strip().isdigit() else 0


@pytest.mark.parametrize("document", ["S/RES/2625(2022)", "S/PRST/2022/1"])
def test_the_traces_of_the_readme_are_true(document: str, report: BuildReport) -> None:
    output = CliRunner().invoke(main, ["trace", document, "--store", str(report.store)], prog_name="mandategraph").output
    assert output in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_long_trace_of_the_readme_is_true(report: BuildReport) -> None:
    output = CliRunner().invoke(main, ["trace", "A/RES/78/167", "--store", str(report.store)], prog_name="mandategraph").output
    assert "\n".join(output.splitlines()[:9]) in (ROOT / "README.md").read_text(encoding="utf-8")
