"""The curated facts: lookups, and refusals of bad rows with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mandategraph import assets, authority
from mandategraph.authority import Authority, folded
from mandategraph.errors import SourceError
from mandategraph.symbol import Symbol

FILES = sorted(path.name for path in assets.files("data/authority", ".csv"))


@pytest.fixture(scope="module")
def facts() -> Authority:
    return authority.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the authority data, to be spoilt."""
    return Path(shutil.copytree(assets.root() / "data" / "authority", tmp_path / "authority"))


# --- Lookups ----------------------------------------------------------------------------------------------------------

#   name, issuing body, the entities it can mean
FOUND: list[tuple[str, str | None, tuple[str, ...]]] = [
    ("General Assembly", None, ("body/ga",)),
    ("the General Assembly", None, ()),
    ("general  assembly", None, ("body/ga",)),
    ("Asamblea General", None, ("body/ga",)),
    ("ECLAC", None, ("body/eclac",)),
    ("eclac", None, ()),  # one word keeps its case
    ("Economic Commission for Latin America", None, ("body/eclac",)),  # a former name
    ("Executive Secretary", None, ("post/eclac-executive-secretary", "post/escap-executive-secretary")),
    ("Executive Secretary", "body/escap", ("post/escap-executive-secretary",)),
    ("Executive Secretary", "body/ga", ("post/eclac-executive-secretary", "post/escap-executive-secretary")),
    ("Committee of Bees", None, ()),
]


@pytest.mark.parametrize(("name", "issuer", "expected"), FOUND)
def test_find(facts: Authority, name: str, issuer: str | None, expected: tuple[str, ...]) -> None:
    assert facts.find(name, issuer) == expected


#   key, language, the name now
LABELS = [
    ("body/eclac", "en", "Economic Commission for Latin America and the Caribbean"),
    ("body/eclac", "es", "Comisión Económica para América Latina y el Caribe"),
    ("body/hlc-tcdc", "en", "High-level Committee on South-South Cooperation"),
    ("body/hlc-tcdc", "ru", None),
    ("body/none", "en", None),
]


@pytest.mark.parametrize(("key", "language", "expected"), LABELS)
def test_label(facts: Authority, key: str, language: str, expected: str | None) -> None:
    assert facts.label(key, language) == expected


#   key, whether it reports to a principal organ
WITHIN = [
    ("body/ga", True),
    ("body/eclac", True),
    ("body/eclac-committee-dc-cooperation", True),
    ("post/eclac-executive-secretary", True),
    ("body/undp", True),
    ("body/idb", False),
    ("state/CHL", False),
    ("group/member-states", False),
    ("candidate/anybody", False),
]


@pytest.mark.parametrize(("key", "within"), WITHIN)
def test_is_within_organization(facts: Authority, key: str, within: bool) -> None:  # noqa: FBT001 - a column of the table
    assert facts.is_within_organization(key) is within


#   symbol, session
SESSIONS = [
    ("ECLAC/RES/611(XXX)", "session/eclac/30"),
    ("ECLAC/RES/591(XXIX)", "session/eclac/29"),
    ("ECLAC/RES/1(I)", None),
    ("A/RES/58/220", None),
    ("LC/G.2242(SES.30/18)", None),
]


@pytest.mark.parametrize(("symbol", "expected"), SESSIONS)
def test_session_of(facts: Authority, symbol: str, expected: str | None) -> None:
    session = facts.session_of(Symbol.parse(symbol))
    assert (session.key if session else None) == expected


def test_names_of_one_word_keep_their_case() -> None:
    assert (folded("States"), folded("Member  STATES")) == ("States", "member states")


def test_the_facts_hang_together(facts: Authority) -> None:
    known = {*facts.bodies, *facts.posts, *facts.states, *facts.groups, *facts.instruments, *facts.conferences}
    assert set(facts.names_by_key) == known
    assert all(facts.label(key) for key in known - set(facts.instruments))
    assert all(session.start <= session.end for session in facts.sessions.values())
    assert all(conference.start <= conference.end for conference in facts.conferences.values())


def test_another_folder_is_read(folder: Path) -> None:
    assert authority.load(folder).names == authority.load().names


# --- Refusals ---------------------------------------------------------------------------------------------------------


def appended(row: str) -> Callable[[str], str]:
    """Adds a row at the end of a file."""
    return lambda text: text.rstrip("\n") + f"\n{row}\n"


#   file, what is done to it, words of the message, line (counted from the end where negative)
BAD: list[tuple[str, Callable[[str], str], str, int | None]] = [
    ("bodies.csv", appended("body/x,committee,body/ga,"), "a fact without source", -1),
    ("bodies.csv", appended("body/x,committee,body/ga,  "), "a fact without source", -1),
    ("bodies.csv", appended("body/x,committee"), "a fact without source", -1),
    ("bodies.csv", appended("body/x,committee,body/none,somewhere"), "body/none is not defined in any authority file", -1),
    ("bodies.csv", appended("body/ga,principal-organ,,Charter"), "body/ga stands twice", -1),
    ("bodies.csv", appended("ga,principal-organ,,Charter"), "'ga' is no key; a key looks like body/eclac", -1),
    ("bodies.csv", appended(",principal-organ,,Charter"), "'' is no key", -1),
    ("bodies.csv", appended("body/x,committee,body/ga,Charter, Article 7"), "more fields than columns", -1),
    ("bodies.csv", lambda text: text.replace("kind", "sort", 1), "bad row: 'kind'", 2),
    ("posts.csv", appended("post/x,body/none,somewhere"), "body/none is not defined", -1),
    ("names.csv", appended("body/none,1,None,en,official,,,somewhere"), "body/none is not defined", -1),
    ("names.csv", appended("body/ga,1,Assembly,en,short,,,somewhere"), "body/ga, number 1, stands twice", -1),
    ("names.csv", appended("body/ga,first,Assembly,en,short,,,somewhere"), "bad row: invalid literal for int()", -1),
    ("names.csv", appended("body/ga,9,Assembly,en,short,2004-02-30,,somewhere"), "bad row: day is out of range", -1),
    ("sessions.csv", appended("session/eclac/31,body/eclac,XXXI,,2006-03-24,Montevideo,x"), "bad row: Invalid isoformat string", -1),
    ("sessions.csv", appended("session/eclac/31,body/eclac,XXXI,20 March 2006,2006-03-24,Montevideo,x"), "bad row: Invalid", -1),
    ("conferences.csv", appended('conference/x,"Rio, Brazil",1992-06-03,,x'), "bad row: Invalid isoformat string", -1),
    ("instruments.csv", appended("instrument/x,,conference/none,x"), "conference/none is not defined", -1),
    ("documents.csv", appended("58/220,Title,,,x"), "bad row: '58/220' is no document symbol", -1),
    ("documents.csv", appended("a/res/58/220,Title,,,x"), "A/RES/58/220 stands twice", -1),
    ("documents.csv", appended("A/RES/58/221,Title,,session/none,x"), "session/none is not defined", -1),
    ("documents.csv", appended('A/RES/58/221,"Title,,,x'), "not a CSV file in UTF-8: unexpected end of data", None),
]  # fmt: skip


@pytest.mark.parametrize(("file", "spoil", "words", "line"), BAD)
def test_a_bad_row_is_refused(folder: Path, file: str, spoil: Callable[[str], str], words: str, line: int | None) -> None:
    path = folder / file
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    if line and line < 0:
        line += path.read_text(encoding="utf-8").count("\n") + 1
    with pytest.raises(SourceError) as caught:
        authority.load(folder)
    assert words in caught.value.reason
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_there_are_nine_files() -> None:
    assert len(FILES) == 9


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_refused(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(SourceError, match="cannot be opened") as caught:
        authority.load(folder)
    assert caught.value.path == str(folder / file)


@pytest.mark.parametrize("file", FILES)
def test_a_file_in_another_encoding_is_refused(folder: Path, file: str) -> None:
    with (folder / file).open("ab") as end:
        end.write("São Tomé".encode("latin-1"))
    with pytest.raises(SourceError, match="not a CSV file in UTF-8"):
        authority.load(folder)


def test_a_byte_order_mark_blank_lines_and_lines_in_a_field_keep_the_count(folder: Path) -> None:
    path = folder / "posts.csv"
    rows = '\n\npost/x,body/ga,"two\nlines"\n\npost/y,body/none,x\n'
    path.write_text("\ufeff" + path.read_text(encoding="utf-8").rstrip("\n") + rows, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        authority.load(folder)
    assert (caught.value.reason[:9], caught.value.line) == ("body/none", path.read_text(encoding="utf-8").count("\n"))
