"""Mandates of other documents that overlap with those of a document or draft, and what they share."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.akn import akn, italic, paragraph
from tests.made import put

import mandategraph as mg
from mandategraph.cli import main
from mandategraph.trace.likeness import RARE, Index, likeness, word_pairs
from mandategraph.trace.overlaps import COLUMNS

REPORT = "the Secretary-General to submit to the General Assembly at its {} session a report on the implementation of the {}"
ASSIST = "the Secretary-General to provide all necessary assistance to the Conference on the Law of the Sea"
TECHNOLOGY = (
    "Member States to promote the transfer of environmentally sound technologies to developing countries on favourable terms"
)


def resolution(number: str, title: str, day: str, *tasks: str, cited: tuple[str, ...] = (), kind: str = "resolution") -> bytes:
    preamble = [f"{italic('Recalling')} its resolution {symbol}," for symbol in cited]
    body = "".join(paragraph(f"{n}.", f"{italic(task.split()[0])} {task.partition(' ')[2]};") for n, task in enumerate(tasks, 1))
    return akn(symbol=f"A/RES/{number}", title=title, preamble=preamble, body=body, date=day, kind=kind)


SOUTH, OCEANS, TRADE = "South-South cooperation", "Oceans and the law of the sea", "International trade and development"
FILES = {
    "91.xml": resolution("91/5", SOUTH, "2036-12-19", f"Requests {REPORT.format('ninety-second', 'present resolution')}"),
    "93.xml": resolution(
        "93/8",
        SOUTH,
        "2038-12-19",
        f"Requests {REPORT.format('ninety-fourth', 'present resolution')}",
        f"Invites {TECHNOLOGY}",
        "Welcomes the report",
        cited=("91/5", "90/1", "90/2"),
    ),
    "oceans.xml": resolution(
        "92/7",
        OCEANS,
        "2037-12-05",
        f"Requests {REPORT.format('ninety-third', 'Convention')}",
        f"Requests {ASSIST}",
        cited=("90/1", "90/2"),
    ),
    "trade.xml": resolution("92/9", TRADE, "2037-12-20", f"Urges {TECHNOLOGY}", cited=("90/2",)),
    # the words of the report, but other addressees
    "other.xml": resolution(
        "92/11",
        "Environment",
        "2037-12-21",
        f"Requests {REPORT.format('ninety-third', 'Convention')}".replace("Secretary-General", "Human Rights Council", 1),
    ),
    # nobody else is asked for anything like it
    "alone.xml": resolution("92/13", "Another matter", "2037-12-22", "Requests the Human Rights Council to elect a chair"),
}
DRAFT = resolution(
    "97/3",
    SOUTH,
    "2042-12-19",
    f"Requests {REPORT.format('ninety-eighth', 'present resolution')}",
    cited=("93/8",),
    kind="draftResolution",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overlaps")
    put(folder / "in", FILES)
    return mg.build([folder / "in"], folder / "store").store


@pytest.fixture(scope="module")
def graph(place: Path) -> mg.Store:
    return mg.open(place)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return put(tmp_path, {"draft.xml": DRAFT}) / "draft.xml"


def shown(found: mg.Overlaps) -> list[tuple[str, str, str]]:
    return [(pair.task.paragraph, pair.other.document, pair.other.paragraph) for pair in found.pairs]


def test_what_two_mandates_share_is_told(graph: mg.Store) -> None:
    found = mg.overlaps(graph, "93/8")
    assert (found.mandates, found.compared, found.renewals, found.more) == (2, 2, 1, 0)
    assert shown(found) == [("op-2", "A/RES/92/9", "op-1"), ("op-1", "A/RES/92/7", "op-1")]
    same, report = found.pairs
    assert (same.likeness, same.addressees, same.kind, same.recipients) == (1.0, ("Member States",), None, ())
    assert (same.cited, same.reasons) == (("A/RES/90/2",), 2)
    assert 0.7 < report.likeness < 1
    assert (report.addressees, report.kind, report.recipients) == (("Secretary-General",), "report", ("General Assembly",))
    assert (report.cited, report.reasons, report.renewal) == (("A/RES/90/1", "A/RES/90/2"), 4, False)
    assert (
        report.other.words
        == "submit to the General Assembly at its ninety-third session a report on the implementation of the Convention"
    )
    assert (report.other.title, report.other.first) == (OCEANS, date(2037, 12, 5))


def test_a_renewal_is_shown_on_request(graph: mg.Store) -> None:
    found = mg.overlaps(graph, "93/8", renewals=True)
    assert [(pair.other.document, pair.renewal) for pair in found.pairs] == [
        ("A/RES/92/9", False),
        ("A/RES/91/5", True),
        ("A/RES/92/7", False),
    ]
    assert found.renewals == 0


def test_a_document_that_many_cite_is_nothing_in_common(graph: mg.Store) -> None:
    assert [pair.cited for pair in mg.overlaps(graph, "93/8", hub=2).pairs] == [(), ("A/RES/90/1",)]


def test_choosing(graph: mg.Store) -> None:
    assert shown(mg.overlaps(graph, "93/8", least=1.0)) == [("op-2", "A/RES/92/9", "op-1")]
    assert shown(mg.overlaps(graph, "93/8", until=date(2037, 12, 5))) == [("op-1", "A/RES/92/7", "op-1")]
    assert shown(mg.overlaps(graph, "93/8", since=date(2037, 12, 6))) == [("op-2", "A/RES/92/9", "op-1")]
    limited = mg.overlaps(graph, "92/7", limit=1)
    assert [(pair.other.document, pair.alike) for pair in limited.pairs] == [("A/RES/93/8", 2)]
    assert limited.more == 1


def test_no_overlap(graph: mg.Store) -> None:
    found = mg.overlaps(graph, "92/13")
    assert (found.mandates, found.compared, found.pairs) == (1, 1, ())
    assert found.text() == "A/RES/92/13: 1 mandate, 1 compared; 0 overlaps\n"
    assert found.rows().variables == COLUMNS


def test_a_draft_is_compared_and_not_stored(graph: mg.Store, draft: Path) -> None:
    assert mg.read(draft).kind == "draft-resolution"
    found = mg.overlaps(graph, draft)
    assert [(pair.task.paragraph, pair.other.document) for pair in found.pairs] == [("op-1", "A/RES/92/7")]
    assert found.renewals == 2  # it continues 93/8, and with it 91/5
    (pair,) = found.pairs
    assert (pair.addressees, pair.kind, pair.recipients) == (("Secretary-General",), "report", ("General Assembly",))
    with pytest.raises(mg.NotInGraph):
        mg.overlaps(graph, "97/3")


def test_a_document_given_as_its_file_is_not_compared_with_itself(graph: mg.Store, tmp_path: Path) -> None:
    file = put(tmp_path, {"93.xml": FILES["93.xml"]}) / "93.xml"
    assert shown(mg.overlaps(graph, str(file))) == shown(mg.overlaps(graph, "93/8"))
    assert mg.overlaps(graph, file).record()["renewals"] == 1


def test_a_draft_in_plain_text(graph: mg.Store, tmp_path: Path) -> None:
    text = f"The General Assembly,\n\n1. Requests {ASSIST};\n\n2. Invites Argentina to host the conference.\n"
    file = put(tmp_path, {"draft.txt": text.encode()}) / "draft.txt"
    assert shown(mg.overlaps(graph, file, symbol="A/C.2/97/L.12")) == [("op-1", "A/RES/92/7", "op-2")]
    with pytest.raises(mg.SourceError, match="--symbol"):
        mg.overlaps(graph, file)


@pytest.mark.parametrize("wrong", [{"least": 0}, {"least": 1.1}, {"limit": 0}])
def test_numbers_out_of_range(graph: mg.Store, wrong: dict[str, float]) -> None:
    with pytest.raises(mg.QueryError, match="give a likeness above 0 and up to 1, and a limit of 1 or more"):
        mg.overlaps(graph, "93/8", **wrong)  # type: ignore[arg-type]


def test_documents_and_files_that_are_not_there(graph: mg.Store, tmp_path: Path) -> None:
    for name in ("99/999", "x" * 5000):
        with pytest.raises(mg.NotInGraph):
            mg.overlaps(graph, name)
    with pytest.raises(mg.SourceError):
        mg.overlaps(graph, tmp_path / "missing.txt")


def test_the_sample_on_every_engine(engine: mg.Store) -> None:
    """Its mandates are given to one who is given none elsewhere."""
    found = mg.overlaps(engine, "611(XXX)")
    assert (found.mandates, found.compared, found.pairs) == (8, 8, ())
    assert mg.overlaps(engine, "58/220").mandates == 0  # a document that was not read


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["overlaps", *words, "--store", str(place)])


def test_on_the_command_line(place: Path, draft: Path) -> None:
    lines = run(place, "93/8").output.splitlines()
    assert lines[0] == ("A/RES/93/8: 2 mandates, 2 compared; 2 overlaps; left out: 1 in its own series (--renewals shows them)")
    assert lines[1] == f"1.00  op-2 – A/RES/92/9 op-1  2037-12-20  {TRADE}"
    assert lines[4] == "      both: addressee Member States, 1 cited (A/RES/90/2)   [1 alike]"
    assert lines[-1] == (
        "      both: addressee Secretary-General, kind report, recipient General Assembly, 2 cited (A/RES/90/1; A/RES/90/2)   [1 alike]"
    )
    assert "[renewal: same series]" in run(place, "93/8", "--renewals").output
    header, *rows = csv.reader(io.StringIO(run(place, str(draft), "--csv").output))
    assert tuple(header) == COLUMNS
    assert [row[3] for row in rows] == ["A/RES/92/7"]
    answer = json.loads(run(place, "93/8", "--json", "--since", "2037-12-06").output)
    assert [overlap["cited"] for overlap in answer["overlaps"]] == [["A/RES/90/2"]]
    assert run(place, "93/8", "--json", "--csv").exit_code == 2


# --- Likeness ------------------------------------------------------------------------------------------------------------


def test_likeness_is_of_words_in_their_order() -> None:
    one = word_pairs("submit a report;")
    assert likeness(one, word_pairs("Submit a report")) == 1
    assert likeness(one, word_pairs("report a submit")) == 0


def test_an_index_finds_what_is_alike_and_compares_nothing_else() -> None:
    texts = {number: word_pairs(f"submit report {number}") for number in range(RARE + 1)}
    index = Index(texts)
    assert list(index.like(word_pairs("submit report 3"), 0.9)) == [(3, 1.0)]
    assert list(index.like(word_pairs("submit report"), 0.1)) == []  # it shares with all of them what is common to them
