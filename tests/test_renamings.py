"""Renamings in single texts: what is decided here, what is told of, and what is none. Sentences of the official record."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.extract import extract
from mandategraph.grammar import language as languages
from mandategraph.mandates.changes import renamings
from mandategraph.mandates.phrases import clauses_of
from mandategraph.mandates.reading import annotate
from mandategraph.model import NoteReference, Provision, Resolution, SourceFile
from mandategraph.symbol import Symbol

ENGLISH = languages.load("en")

DECIDED = [
    (
        "Recalls its resolutions 48/2 of 23 April 1992 and 64/1 of 30 April 2008 on restructuring the conference structure of the Commission, "
        "and decides to rename the Special Body on Least Developed, Landlocked Developing and Pacific Island Developing Countries as the "
        "Special Body on Least Developed, Landlocked Developing and Small Island Developing States and to hold the deliberations of the "
        "Special Body during the ministerial segment;",
        "Special Body on Least Developed, Landlocked Developing and Pacific Island Developing Countries",
        "Special Body on Least Developed, Landlocked Developing and Small Island Developing States",
    ),
    (
        "Decides to rename the existing agenda sub-item from “Transport of dangerous goods” to “Transport of dangerous goods and the Globally "
        "Harmonized System of Classification and Labelling of Chemicals”, and decides to include the sub-item in the agenda;",
        "Transport of dangerous goods",
        "Transport of dangerous goods and the Globally Harmonized System of Classification and Labelling of Chemicals",
    ),
    (
        "Further requests the Secretary-General to modify the title of the outreach programme to “outreach programme on the 1994 genocide "
        "against the Tutsi in Rwanda and the United Nations” and to take measures to mobilize civil society;",
        "outreach programme",
        "outreach programme on the 1994 genocide against the Tutsi in Rwanda and the United Nations",
    ),
    (
        "Decides that the mandate of the Committee pursuant to resolutions 751 (1992) and 1907 (2009) concerning Somalia and Eritrea, hereafter "
        "to be known as the Committee pursuant to resolution 751 (1992) concerning Somalia (“the Committee”), shall include the tasks;",
        "Committee pursuant to resolutions 751 (1992) and 1907 (2009) concerning Somalia and Eritrea",
        "Committee pursuant to resolution 751 (1992) concerning Somalia",
    ),
    (
        "Decides that from the date of the adoption of this resolution the name of the Security Council Committee established pursuant to "
        "resolution 751 (1992) concerning Somalia shall henceforth be known as the “Security Council Committee pursuant to resolution 751 "
        "(1992) concerning Al-Shabaab”;",
        "Security Council Committee established pursuant to resolution 751 (1992) concerning Somalia",
        "Security Council Committee pursuant to resolution 751 (1992) concerning Al-Shabaab",
    ),
    (
        "Decides that UNSOM shall be called the United Nations Transition Assistance Mission in Somalia (UNTMIS) from 1 November 2024;",
        "UNSOM",
        "United Nations Transition Assistance Mission in Somalia (UNTMIS)",
    ),
    (
        "Decides to rename the International Chernobyl Disaster Remembrance Day “International Chornobyl Disaster Remembrance Day”;",
        "International Chernobyl Disaster Remembrance Day",
        "International Chornobyl Disaster Remembrance Day",
    ),
]

TOLD = [
    (
        "The Committee on Disarmament was redesignated the Conference on Disarmament as from 7 February 1984.",
        "Committee on Disarmament",
        "Conference on Disarmament",
    ),
    (
        "The Conference of the Committee on Disarmament became the Committee on Disarmament as from the tenth special session.",
        "Conference of the Committee on Disarmament",
        "Committee on Disarmament",
    ),
    (
        "On 28 June 2011, the Organization of the Islamic Conference changed its name to the Organization of Islamic Cooperation.",
        "Organization of the Islamic Conference",
        "Organization of Islamic Cooperation",
    ),
    (
        "Recalling its resolutions 42/39 D of 30 November 1987 and 44/117 F of 15 December 1989, by which it established the United Nations "
        "Regional Centre for Peace and Disarmament in Asia and renamed it the United Nations Regional Centre for Peace and Disarmament in "
        "Asia and the Pacific, with headquarters in Kathmandu,",
        "United Nations Regional Centre for Peace and Disarmament in Asia",
        "United Nations Regional Centre for Peace and Disarmament in Asia and the Pacific",
    ),
    (
        "Taking note of the decision of the Assembly of Heads of State and Government to rename the African Union Development Agency as the "
        "African Union Development Agency-New Partnership for Africa’s Development,",
        "African Union Development Agency",
        "African Union Development Agency-New Partnership for Africa’s Development",
    ),
    (
        "Welcoming the decision that the New Partnership Planning and Coordinating Agency shall henceforth be renamed the African Union "
        "Development Agency-New Partnership for Africa’s Development,",
        "New Partnership Planning and Coordinating Agency",
        "African Union Development Agency-New Partnership for Africa’s Development",
    ),
    (
        "Recalling also the establishment of universal membership in the Governing Council of the United Nations Environment Programme, as "
        "well as other measures, the attendant change of its designation to the United Nations Environment Assembly of the United Nations "
        "Environment Programme and the evolution in the periodicity of its sessions,",
        "Governing Council of the United Nations Environment Programme",
        "United Nations Environment Assembly of the United Nations Environment Programme",
    ),
    (
        "Recalling all of the reports of the Special Rapporteur (formerly the Independent Expert) on the issue of human rights obligations,",
        "Independent Expert on the issue of human rights obligations",
        "Special Rapporteur on the issue of human rights obligations",
    ),
    (
        "In 2017, the Court changed the name of the University Traineeship Programme to that of “Judicial Fellowship Programme” to reflect "
        "more accurately the nature of the activities.",
        "University Traineeship Programme",
        "Judicial Fellowship Programme",
    ),
    (
        "Welcomes the decision of the United Nations to honour her bravery by renaming the training programme for Palestinian broadcasters and "
        "journalists to “Shireen Abu Akleh Training Programme for Palestinian Broadcasters and Journalists”;",
        "training programme for Palestinian broadcasters and journalists",
        "Shireen Abu Akleh Training Programme for Palestinian Broadcasters and Journalists",
    ),
    ("Subsequently renamed the Statistics Division.", None, "Statistics Division"),
]

NONE = [
    "Participating in the financing of acts by, in conjunction with, under the name of, on behalf of, or in support of;",
    "Deplores the renaming of streets glorifying them;",
    "Decides that the President shall not be entitled to first-class accommodation;",
    "Notes those formerly associated with armed groups;",
    "Recommends to change the name of the Committee to Forum;",
    "Notes the proposal to rename the Committee as the Forum;",
    "Requests the Executive Secretary to rename the Committee as the Forum;",
    "Requests all States to communicate transfers, including renaming or re-registering of aircraft, vessels or ships, to the Committee;",
    "Decides that individuals designated prior to this date as the Taliban, in the 1988 Sanction List shall be known as “the List”;",
    "The Holy See, which participates in certain of its activities, shall be called upon to contribute;",
    "Recalling UNMOVIC, established in resolution 1284 (1999) as the successor organization to UNSCOM,",
    "Acknowledging that the Chinese renminbi officially became the fifth currency in the basket,",
    "The high-level plenary meeting of the General Assembly known as the World Conference on Indigenous Peoples;",
]


@pytest.mark.parametrize(("text", "old", "new"), DECIDED)
def test_decided_here(text: str, old: str, new: str) -> None:
    found = annotate(text).renaming
    assert found
    assert (found.old, found.new, found.here) == (old, new, True)


@pytest.mark.parametrize(("text", "old", "new"), TOLD)
def test_told_of(text: str, old: str | None, new: str) -> None:
    (found,) = renamings(text, clauses_of(text, ENGLISH), ENGLISH)
    assert (found.old, found.new, found.here) == (old, new, False)


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert annotate(text).renamings == ()


def test_two_in_one_paragraph() -> None:
    text = (
        "Decides that, from the date of adoption of this resolution, the 1267/1989 Al-Qaida Sanctions Committee shall henceforth be known as "
        "the “1267/1989/2253 ISIL (Da’esh) and Al-Qaida Sanctions Committee” and the Al-Qaida Sanctions List shall henceforth be known as the "
        "“ISIL (Da’esh) and Al-Qaida Sanctions List”;"
    )
    assert [(each.old, each.here) for each in annotate(text).renamings] == [
        ("1267/1989 Al-Qaida Sanctions Committee", True),
        ("Al-Qaida Sanctions List", True),
    ]


def _resolution(*provisions: Provision) -> Resolution:
    source = SourceFile("x.txt", "0" * 64, "text/plain")
    return Resolution(Symbol.parse("A/RES/74/31"), "", "", "", "body/ga", "en", provisions, source)


def test_a_note_that_prints_no_old_name_means_the_name_at_its_mark() -> None:
    text = "Recalling the report of the Economic and Social Council"
    marked = Provision("pp-1", "preambular", text, note_references=(NoteReference(len(text), "1"),))
    note = Provision("fn-1", "footnote", "Subsequently renamed the Council of All.", "1")
    (found,) = extract(_resolution(marked, note)).renamings
    assert (found.entity, found.from_name, found.to_name, found.reported) == (
        "body/ecosoc",
        "Economic and Social Council",
        "Council of All",
        True,
    )
    unmarked = Provision("pp-1", "preambular", text)
    assert extract(_resolution(unmarked, note)).renamings == ()


def test_what_an_annex_decides_is_told_of_and_by_nobody_named() -> None:
    text = "Decides to rename the Committee on Arms as the Arms Forum;"
    (found,) = extract(_resolution(Provision("annex-1-1", "annex-paragraph", text))).renamings
    assert (found.reported, found.decided_by, found.decided_in) == (True, None, None)


def test_a_name_inside_the_old_name_is_not_the_entity() -> None:
    text = "Taking note of the decision to rename the African Union Meteorology Agency as the African Agency,"
    (found,) = extract(_resolution(Provision("pp-1", "preambular", text))).renamings
    assert found.entity == "candidate/african-union-meteorology-agency"


def test_an_agenda_item_is_no_entity() -> None:
    text = "Decides to rename the agenda sub-item from “Transport” to “Transport and Trade”;"
    assert extract(_resolution(Provision("op-1", "operative", text))).renamings == ()
    assert annotate(text).renaming


@given(st.text(alphabet="Decides to rename the Old Body as the “New Body”, that shall be known (formerly).;", max_size=300))
def test_both_names_are_printed(text: str) -> None:
    for found in annotate(f"Decides {text}").renamings:
        assert all(word in text for word in found.new.split())


@pytest.mark.parametrize(
    "piece",
    [
        "to rename the ",
        "that the Body ",
        " shall be known as the ",
        "The Committee ",
        "(formerly the ",
        "the name of the ",
        " “A” to ",
        "in the Council, ",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        text = f"Decides to rename {piece * count}"
        renamings(text, clauses_of("Decides to rename", ENGLISH), ENGLISH)
        return time.process_time() - start

    seconds(100)
    assert seconds(3200) < 8 * seconds(800) + 0.2
