"""The curated facts: lookups, and refusals of bad rows with file and line."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mandategraph import assets, authority
from mandategraph.authority import Authority, folded
from mandategraph.errors import SourceError
from mandategraph.grammar.names import gazetteer
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

EXECUTIVE_SECRETARIES = tuple(f"post/{body}-executive-secretary" for body in ("eclac", "escap", "eca", "ece", "escwa"))

#   name, issuing body, the entities it can mean
FOUND: list[tuple[str, str | None, tuple[str, ...]]] = [
    ("General Assembly", None, ("body/ga",)),
    ("the General Assembly", None, ()),
    ("general  assembly", None, ("body/ga",)),
    ("Asamblea General", None, ("body/ga",)),
    ("ECLAC", None, ("body/eclac",)),
    ("eclac", None, ()),  # one word keeps its case
    ("Economic Commission for Latin America", None, ("body/eclac",)),  # a former name
    ("Executive Secretary", None, EXECUTIVE_SECRETARIES),
    ("Executive Secretary", "body/escap", ("post/escap-executive-secretary",)),
    ("Executive Secretary", "body/ga", EXECUTIVE_SECRETARIES),
    ("United Nations Organization Mission in the Democratic Republic of the Congo", None, ("body/monusco",)),  # renamed
    ("UNTMIS", None, ("body/untmis",)),
    ("Department of Public Information", None, ("body/dgc",)),
    ("High Commissioner", None, ("post/high-commissioner-for-human-rights", "post/high-commissioner-for-refugees")),
    ("Committee established pursuant to resolution 1591 (2005)", None, ("body/committee-1591",)),
    ("troop- and police-contributing countries", None, ("group/troop-and-police-contributing-countries",)),
    ("Fourth Committee", None, ("body/ga-fourth-committee",)),
    ("Special Political and Decolonization Committee", None, ("body/ga-fourth-committee",)),
    ("Special Political and Decolonization Committee (Fourth Committee)", None, ("body/ga-fourth-committee",)),
    ("Committee for Development Planning", None, ("body/cdp",)),  # a former name
    ("United States", None, ("state/USA",)),
    ("Bolivarian Republic of Venezuela", None, ("state/VEN",)),
    ("Korea", None, ()),
    ("Chadian", None, ()),
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
    ("body/ga-fourth-committee", "en", "Fourth Committee"),
    ("body/escwa", "en", "Economic and Social Commission for Western Asia"),
    ("state/TUR", "en", "Türkiye"),
    ("state/NLD", "en", "Netherlands (Kingdom of the)"),
    ("state/MKD", "en", "North Macedonia"),
    ("state/SCG", "en", "Serbia and Montenegro"),  # a State that is no more keeps its last name
    ("state/YUG", "en", "Federal Republic of Yugoslavia"),
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
    ("body/ga-first-committee", True),
    ("body/csw", True),
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


# --- States -----------------------------------------------------------------------------------------------------------

#   name as lists of votes and sponsors in the official record print it, State
PRINTED = [
    ("FRANCE", "state/FRA"),
    ("UNITED STATES", "state/USA"),
    ("UNITED STATES OF AMERICA.", "state/USA"),
    ("United Kingdom of Great Britain and Northern Ireland", "state/GBR"),
    ("BOLIVIA", "state/BOL"),
    ("BOLIVIA (PLURINATIONAL STATE OF)", "state/BOL"),
    ("BOLIVARIAN REPUBLIC OF VENEZUELA", "state/VEN"),
    ("ISLAMIC REPUBLIC OF IRAN", "state/IRN"),
    ("MICRONESIA (FEDERATED STATES OF)", "state/FSM"),
    ("MOLDOVA", "state/MDA"),
    ("COTE D'IVOIRE", "state/CIV"),
    ("CÔTE D’IVOIRE", "state/CIV"),
    ("Côte D'Ivoire", "state/CIV"),
    ("TURKIYE", "state/TUR"),
    ("TÜRKIYE", "state/TUR"),
    ("TÜRKİYE", "state/TUR"),
    ("Türki̇ye", "state/TUR"),  # an i with a second dot
    ("TURKEY", "state/TUR"),
    ("LAO PEOPLE’S DEMOCRATIC  REPUBLIC", "state/LAO"),
    ("Lao People'S Democratic Republic", "state/LAO"),
    ("DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", "state/PRK"),
    ("REPUBLIC OF KOREA", "state/KOR"),
    ("the Republic of Korea", "state/KOR"),
    ("CONGO", "state/COG"),
    ("DEMOCRATIC REPUBLIC OF THE CONGO", "state/COD"),
    ("GUINEA", "state/GIN"),
    ("GUINEA-BISSAU", "state/GNB"),
    ("EQUATORIAL GUINEA", "state/GNQ"),
    ("PAPUA NEW GUINEA\u00a0", "state/PNG"),
    ("THE NIGER", "state/NER"),
    ("NIGERIA", "state/NGA"),
    ("DOMINICA", "state/DMA"),
    ("THE DOMINICAN REPUBLIC", "state/DOM"),
    ("SAO TOME AND PRINCIPE", "state/STP"),
    ("Antigua And Barbuda", "state/ATG"),
    ("TIMOR-LESTE", "state/TLS"),
    ("NETHERLANDS", "state/NLD"),
    ("NETHERLANDS (KINGDOM OF THE)", "state/NLD"),
    ("KINGDOM OF THE NETHERLANDS", "state/NLD"),
    ("LIBYAN ARAB JAMAHIRIYA", "state/LBY"),
    ("Czech Republic", "state/CZE"),
    ("Slovak Republic", "state/SVK"),
    ("the former Yugoslav Republic of Macedonia", "state/MKD"),
    ("STATE OF PALESTINE", "state/PSE"),
    ("Alemania", "state/DEU"),
    ("CHILEs", None),  # slips of the editors
    ("D'IVOIRE", None),
    ("Micronesia (Federates States of)", None),
    ("MAURITANIA AND UNITED REPUBLIC OF TANZANIA", None),  # two States
    ("Korea", None),
    ("ECLAC", None),  # no State
    ("Чили", None),  # a language without names so far
    ("", None),
]


@pytest.mark.parametrize(("name", "expected"), PRINTED)
def test_state(facts: Authority, name: str, expected: str | None) -> None:
    assert facts.state(name) == expected


def test_a_name_of_two_states_means_none(facts: Authority) -> None:
    second = dataclasses.replace(facts.names_by_key["state/TCD"][0], key="state/TGO", text="Tchad", number=9)
    both = dataclasses.replace(second, key="state/TCD")
    spoilt = dataclasses.replace(facts, names=(*facts.names, second, both))
    assert (spoilt.state("Tchad"), spoilt.state("Chad")) == (None, "state/TCD")


def test_the_states_are_the_members_observers_and_two_former_members(facts: Authority) -> None:
    no_members = {"state/VAT", "state/PSE", "state/SCG", "state/YUG"}
    assert no_members < set(facts.states)
    assert len(set(facts.states) - no_members) == 193
    assert all(len(state.m49) == 3 and state.m49.isdecimal() for state in facts.states.values())
    today = [state.m49 for key, state in facts.states.items() if key not in {"state/SCG", "state/YUG"}]
    assert len(set(today)) == len(today)


def test_every_name_of_a_state_means_that_state(facts: Authority) -> None:
    names = [name for name in facts.names if name.key in facts.states]
    assert [facts.state(name.text) for name in names] == [name.key for name in names]
    assert not [name.text for name in names if name.text.isupper() and name.use != "acronym"]


def test_the_names_of_an_entity_are_numbered_from_one(facts: Authority) -> None:
    for key, names in facts.names_by_key.items():
        assert [name.number for name in names] == list(range(1, len(names) + 1)), key


#   sentence, the States and committees that it names
MENTIONED = [
    (
        "elected Botswana, Brazil, Cabo Verde, Costa Rica, Denmark, Equatorial Guinea, Greece, the Lao People’s Democratic Republic, "
        "New Zealand, Qatar, the Republic of Korea, Slovakia, Slovenia and Sweden",
        "BWA BRA CPV CRI DNK GNQ GRC LAO NZL QAT KOR SVK SVN SWE",
    ),
    ("tribute to the efforts of the Government of Papua New Guinea and the Bougainville leaders", "PNG"),
    ("the post-conflict situation in Guinea-Bissau", "GNB"),
    ("to ensure lasting peace and stability in Guinea Bissau:", "GNB"),
    ("the signing of the Abuja Action Statement by the Governments of Cameroon, Chad, the Niger and Nigeria", "CMR TCD NER NGA"),
    ("Supplies brought into the CAR by Chadian or Sudanese forces solely for their use", "CAF"),
    ("the will of the Malian transitional authorities to give priority to inter-Malian dialogue in Mali", "MLI"),
    ("to enhance contacts at all levels between the Georgian and Abkhaz sides", ""),
    ("originally scheduled to be convened in Dominica, from 19 to 21 May 2021", "DMA"),
    ("Denmark, the Dominican Republic, Ecuador", "DNK DOM ECU"),
    ("Pakistan, the Philippines, Poland, Romania, Spain, Sri Lanka, Thailand, Turkey", "PAK PHL POL ROU ESP LKA THA TUR"),
    ("Oman,** Peru,** Qatar,***", "OMN PER QAT"),
    ("the conflict in the Democratic Republic of the Congo on the Central African Republic and the Republic of the Congo", "COD CAF COG"),
    ("the most recent outbreak of the Ebola virus in the Democratic Republic of Congo (DRC).", "COD COD"),
    ("along the border between Sudan and South Sudan", "SDN SSD"),
    ("Situation of human rights in the Democratic People’s Republic of Korea", "PRK"),
    ("notes with serious concern the DPRK’s announcement of 9 September 2022", "PRK"),
    ("enjoys associate sponsorship of the Korea Maritime Institute", ""),
    ("the Governments of Finland, Switzerland, the United States of America and the United Kingdom of Great Britain and Northern Ireland", "FIN CHE USA GBR"),
    ("held on Margarita Island, Bolivarian Republic of Venezuela, from 13 to 18 September 2016", "VEN"),
    ("Lebanon, Libya, Venezuela (Bolivarian Republic of), Iran (Islamic Republic of) and Viet Nam", "LBN LBY VEN IRN VNM"),
    ("convened in Pohnpei, Federated States of Micronesia, from 8 to 10 September 2016", "FSM"),
    ("the generous offer by the Governments of Tajikistan and the Kingdom of the Netherlands", "TJK NLD"),
    ("elected Egypt, Kenya, Qatar, Saint Vincent and the Grenadines and South Africa as members", "EGY KEN QAT VCT ZAF"),
    ("Albania, Andorra, Belgium, Bosnia and Herzegovina, Bulgaria", "ALB AND BEL BIH BGR"),
    ("transformation of the Federal Republic of Yugoslavia into Serbia and Montenegro", "YUG SCG"),
    ("the signing of the Framework Agreement in The former Yugoslav Republic of Macedonia by President Trajkovski", "MKD"),
    ("the Israeli occupation of the Occupied Palestinian Territory, including East Jerusalem, and of the occupied Syrian Golan", ""),
    ("the United Nations Relief and Works Agency for Palestine Refugees in the Near East", "unrwa"),
    ("Special Political and Decolonization Committee (Fourth Committee): Mohamed Al Hassan (Oman)", "ga-fourth-committee OMN"),
    ("the Commission on Narcotic Drugs and the Commission on Crime Prevention and Criminal Justice", "cnd ccpcj"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MENTIONED)
def test_names_of_states_in_sentences(facts: Authority, sentence: str, expected: str) -> None:
    found = gazetteer(facts, "en").find(sentence, "body/ga")
    assert [name.key.partition("/")[2] for name in found] == expected.split()


# --- Refusals ---------------------------------------------------------------------------------------------------------


def appended(row: str) -> Callable[[str], str]:
    """Adds a row at the end of a file."""
    return lambda text: text.rstrip("\n") + f"\n{row}\n"


#   file, what is done to it, words of the message, line (counted from the end where negative)
BAD: list[tuple[str, Callable[[str], str], str, int | None]] = [
    ("bodies.csv", appended("body/x,committee,body/ga,,,"), "a fact without source", -1),
    ("bodies.csv", appended("body/x,committee,body/ga,,,  "), "a fact without source", -1),
    ("bodies.csv", appended("body/x,committee"), "a fact without source", -1),
    ("bodies.csv", appended("body/x,committee,body/none,,,somewhere"), "body/none is not defined in any authority file", -1),
    ("bodies.csv", appended("body/ga,principal-organ,,,,Charter"), "body/ga stands twice", -1),
    ("bodies.csv", appended("ga,principal-organ,,,,Charter"), "'ga' is no key; a key looks like body/eclac", -1),
    ("bodies.csv", appended(",principal-organ,,,,Charter"), "'' is no key", -1),
    ("bodies.csv", appended("body/x,committee,body/ga,,,Charter, Article 7"), "more fields than columns", -1),
    ("bodies.csv", appended("body/x,committee,body/ga,2004-01-02,2004-01-01,Charter"), "it ends on 2004-01-01, before it starts", -1),
    ("bodies.csv", lambda text: text.replace("kind", "sort", 1), "bad row: 'kind'", 2),
    ("posts.csv", appended("post/x,body/none,somewhere"), "body/none is not defined", -1),
    ("names.csv", appended("body/none,1,None,en,official,,,somewhere"), "body/none is not defined", -1),
    ("names.csv", appended("body/ga,99,Assembly,en,short,,,somewhere,true"), "the column silent is 'yes' or empty, not 'true'", -1),
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
