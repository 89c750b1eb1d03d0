"""The names in whole documents: shapes of organs, short forms and definitions, States, titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph import authority
from mandategraph.grammar import language as languages
from mandategraph.grammar.antecedents import short_forms
from mandategraph.grammar.names import names_of
from mandategraph.model import Provision, Resolution, SourceFile
from mandategraph.symbol import Symbol

# The texts of these tests name organs that the authority data know by now; here they are to be told by their shape.
UNKNOWN = {"poe-sudan", "poe-mali", "uniosil", "committee-751", "poe-somalia", "monitoring-team-1267", "committee-on-conferences"}
UNKNOWN |= {"committee-1988", "sr-mercenaries", "wg-mercenaries"}
FACTS = replace(authority.load(), names=tuple(name for name in authority.load().names if name.key.partition("/")[2] not in UNKNOWN))
ENGLISH = languages.load("en")


def document(*texts: str, issuer: str = "body/ga", title: str = "Title", symbol: str = "A/RES/75/1") -> Resolution:
    """A document of these paragraphs; one that begins with a dash is an item of the paragraph before."""
    provisions: list[Provision] = []
    for n, text in enumerate(texts, start=1):
        if text.startswith("- "):
            above = next(p.id for p in reversed(provisions) if p.kind == "operative")
            provisions.append(Provision(f"{above}-{n}", "item", text[2:], parent=above))
        else:
            provisions.append(Provision(f"op-{n}", "operative", text))
    source = SourceFile("test.txt", "0" * 64, "text/plain")
    return Resolution(Symbol.parse(symbol), "", title, title, issuer, "en", tuple(provisions), source)


def found(*texts: str, issuer: str = "body/ga", title: str = "Title", symbol: str = "A/RES/75/1") -> list[tuple[str, str, str]]:
    """The words, key and method of each name in the last paragraph of a document."""
    resolution = document(*texts, issuer=issuer, title=title, symbol=symbol)
    last = resolution.provisions[-1]
    names = names_of(resolution, FACTS, ENGLISH)[last.id]
    return [(last.text[name.start : name.end], name.key, name.method) for name in names]


def keys(*texts: str, issuer: str = "body/ga", title: str = "Title") -> list[str]:
    """The keys of the names in the last paragraph of a document."""
    return [key for _, key, _ in found(*texts, issuer=issuer, title=title)]


#   text, its candidates as printed
SHAPES = [
    ("Commends the work of the Committee on Missing Persons, and calls upon all parties", ["Committee on Missing Persons"]),
    ("Takes note of the report of the High-level Panel on Digital Cooperation, entitled", ["High-level Panel on Digital Cooperation"]),
    (
        "the Special Rapporteur on the use of mercenaries as a means of impeding the exercise of the right of peoples to "
        "self-determination in his report",
        [
            "Special Rapporteur on the use of mercenaries as a means of impeding the exercise of the right of peoples to "
            "self-determination"
        ],
    ),
    ("the Panel of Experts on the Sudan and the Monitoring Team", ["Panel of Experts on the Sudan", "Monitoring Team"]),
    ("the decision of the Eritrea-Ethiopia Boundary Commission (EEBC).", ["Eritrea-Ethiopia Boundary Commission"]),
    ("the High-level Panel on the Development of a Multidimensional Vulnerability Index", ["High-level Panel on the Development of a Multidimensional Vulnerability Index"]),
    ("the Legal and Technical Commission of the Authority", ["Legal and Technical Commission"]),
    ("held by the Special Committee in Castries and hosted by", ["Special Committee"]),
    ("to brief the Committee in March 2015", []),
    ("the Programme of Action, the Working Capital Fund and the West Bank", []),  # a plan, an account, a place
    ("the Second World Assembly on Ageing and the Permanent Mission of the State", []),
    ("the Rule of Law Unit", []),  # where its name begins is not told
    ("the United Nations Monitoring, Verification, and Inspection Commission", []),
    ("assisted by the New York-based Monitoring Team", ["Monitoring Team"]),
    ("the Committees established pursuant to resolutions", []),  # no single organ
    ("the Government of Chad and the President of the Council", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHAPES, ids=lambda value: str(value)[:40])
def test_shapes_of_organs(text: str, expected: list[str]) -> None:
    names = found(text, issuer="body/sc")
    assert [words for words, key, method in names if key.startswith("candidate/") and method == "shape"] == expected


def test_a_candidate_holds_the_names_inside_it() -> None:
    text = "Welcomes the United Nations Integrated Office in Sierra Leone and the General Assembly’s High-level Committee on Chad"
    assert keys(text) == [
        "candidate/united-nations-integrated-office-in-sierra-leone",
        "body/ga",
        "candidate/high-level-committee-on-chad",
    ]


def test_a_known_name_before_a_candidate_is_part_of_it() -> None:
    text = "the Economic Commission for Latin America and the Caribbean Regional Office in Chad"
    assert [words for words, _, _ in found(text)] == [text.removeprefix("the ")]


#   paragraphs, the names of the last one with their keys
DEFINED: list[tuple[list[str], list[tuple[str, str]]]] = [
    (
        [
            "Decides that the Committee established pursuant to resolution 751 (1992) of 24 April 1992 (hereinafter referred to as “the "
            "Committee”) shall act;",
            "Notes the Committee on Missing Persons;",
            "Requests the Committee to report;",
        ],
        [("Committee", "candidate/committee-established-pursuant-to-resolution-751-1992")],
    ),
    (
        ["Welcomes the report of the Independent Investigation Commission (“the Commission”);", "Requests:", "- the Commission to report"],
        [("Commission", "candidate/independent-investigation-commission")],
    ),
    (
        ["the Monitoring Group on Somalia, hereinafter the “Monitoring Group”, and the Observer Group in Chad", "the Monitoring Group and the Group"],
        [("Monitoring Group", "candidate/monitoring-group-on-somalia"), ("Group", "candidate/monitoring-group-on-somalia")],
    ),
    (
        ["Notes the United Nations Integrated Mission in Utopia (UNIMUT);", "Requests UNIMUT and the Mission to act"],
        [("UNIMUT", "candidate/united-nations-integrated-mission-in-utopia"), ("Mission", "candidate/united-nations-integrated-mission-in-utopia")],
    ),
    (  # the acronym is that of the Council alone
        ["the Steering Board of the Peace Implementation Council (PIC)", "the PIC"],
        [],
    ),
    (  # two meanings, none chosen
        ["the Panel of Experts on Chad (“the Panel”)", "the High-level Panel on Trade (“the Panel”)", "the Panel"],
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), DEFINED, ids=lambda value: str(value)[:40])
def test_forms_that_the_document_defines(paragraphs: list[str], expected: list[tuple[str, str]]) -> None:
    names = found(*paragraphs, issuer="body/sc")
    assert [(words, key) for words, key, _ in names] == expected
    assert all(method == "antecedent" for _, _, method in names)


def test_an_acronym_that_is_known_tells_the_organ() -> None:
    assert keys("the Economic Mission for Latin America (ECLAC)")[0] == "body/eclac"


SUDAN, MALI = "Panel of Experts on the Sudan", "Panel of Experts on Mali"

#   paragraphs, the keys of the short forms of the last one
SHORT: list[tuple[list[str], list[str]]] = [
    ([f"the {SUDAN}", "the Panel of Experts and the Panel"], ["candidate/panel-of-experts-on-the-sudan"] * 2),
    ([f"the {SUDAN}", f"the {MALI}", "the Panel"], []),  # which of the two?
    ([f"the {SUDAN}", f"the {MALI}", "the Panel of Experts"], []),
    ([f"the {SUDAN}", f"the {MALI}, and that the Panel acts"], ["candidate/panel-of-experts-on-mali"]),
    ([f"the {SUDAN}", f"the {MALI}:", "- the Panel"], ["candidate/panel-of-experts-on-mali"]),
    (["the Panel of Experts, and the Panel"], ["candidate/panel-of-experts"]),
    (["the Panel"], []),
    (["the Analytical Support and Sanctions Monitoring Team", "the Monitoring Team"], ["candidate/analytical-support-and-sanctions-monitoring-team"]),
    (["the Committee on Missing Persons", "the Committee established by paragraph 9 above"], []),
    (["the Programme of Action and the Joint Programme on Trade of the United Nations", "the Programme"], []),
    (["the Special Committee on Trade", "its Committee and a Committee"], []),
    (["the Security Council and the Human Rights Council", "Council resolution 1325 (2000)"], []),
    (["the Security Council", "Council resolution 1325 (2000)"], ["body/sc"]),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), SHORT, ids=lambda value: str(value)[:60])
def test_short_forms_have_one_antecedent(paragraphs: list[str], expected: list[str]) -> None:
    assert [key for _, key, method in found(*paragraphs) if method == "antecedent" or key == "candidate/panel-of-experts"][
        -max(len(expected), 1) :
    ] == expected


def test_the_title_says_whom_the_document_is_about() -> None:
    others = ["the Committee on Conferences and the Committee on Missing Persons"]
    assert keys(*others, "the Committee", title="Report of the Committee on Conferences") == ["candidate/committee-on-conferences"]
    assert not keys(*others, "the Committee")


def test_the_document_itself_sets_an_organ_up() -> None:
    text = "the Committee established pursuant to paragraph 30 of this resolution (“the Committee”)"
    (name,) = found(text, issuer="body/sc", symbol="S/RES/1988(2011)")
    assert name[1] == "candidate/committee-established-pursuant-to-resolution-1988-2011"


def test_a_new_committee_is_told_by_the_resolution_that_sets_it_up() -> None:
    texts = [
        "as designated by the Committee established in paragraph 30 below (“the Committee”)",
        "Decides to establish, in accordance with rule 28 of its provisional rules of procedure, a Committee of the Security Council "
        "consisting of all the members of the Council (herein “the Committee”), to undertake the following tasks:",
        "the Committee and a Committee of the Security Council",
    ]
    new = "candidate/committee-established-pursuant-to-resolution-1988-2011"
    names = found(*texts, issuer="body/sc", symbol="S/RES/1988(2011)")
    assert [key for _, key, _ in names] == [new, "candidate/committee-of-the-security-council"]


def test_a_form_that_stands_for_something_unread_means_nothing() -> None:
    texts = [
        "the Committee on Missing Persons",
        "a body of all its members, chosen by lot (hereinafter “the Committee”)",
        "the Committee",
    ]
    assert not keys(*texts)


def test_an_organ_has_one_slug() -> None:
    texts = ["the Working Group on Ageing", "its Working Group on Ageing (WGA)", "Requests the Working Group on Ageing’s report"]
    assert {key for text in texts for key in keys(text)} == {"candidate/working-group-on-ageing"}


#   text, the States named
STATES = [
    ("the Governments of Chad, Niger and Cameroon", ["TCD", "NER", "CMR"]),
    ("French and Syrian forces in the Syrian Arab Republic", ["SYR"]),
    ("Nigeria, Papua New Guinea, Equatorial Guinea and Guinea-Bissau", ["NGA", "PNG", "GNQ", "GNB"]),
    ("the Democratic People's Republic of Korea", ["PRK"]),
    ("Northern Ireland and the Netherlands Antilles", []),
    ("the Afghanistan National Development Strategy and the Singapore Convention on Mediation", []),
    ("Chad’s report and the Chad Plan of Action", ["TCD"]),
]


@pytest.mark.parametrize(("text", "expected"), STATES)
def test_states_and_not_their_adjectives(text: str, expected: list[str]) -> None:
    assert [key.removeprefix("state/") for key in keys(text)] == expected


def test_names_in_titles_are_not_named() -> None:
    text = "Recalls the note entitled “Report of the Committee on Trade and the General Assembly on Chad”, and asks the General Assembly"
    assert keys(text) == ["body/ga"]
    assert keys("under the item entitled “Report of the Security Council”") == ["body/sc"]
    assert keys("“The Security Council asks Chad to act.”") == ["body/sc", "state/TCD"]


def test_short_forms_of_a_name() -> None:
    name = "Office of the United Nations High Commissioner for Refugees"
    assert {"office", "office of the high commissioner"} <= short_forms(name, ENGLISH)
    assert "president" not in short_forms("President of the Security Council", ENGLISH)
    assert "council" not in short_forms("President of the Security Council", ENGLISH)


PIECES = st.sampled_from(
    ["the Committee on", "the Committee", "Trade", "(“the Panel”)", "(UNX)", "Panel of Experts", "and", "of", ",", "“", "”", "General Assembly",
     "United Nations", "Chad", "established pursuant to resolution 751 (1992)", "in", "UNX", "Mission", "Council resolution"]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=20).map(" ".join), min_size=1, max_size=4))
def test_names_are_words_in_order_that_do_not_overlap(texts: Sequence[str]) -> None:
    resolution = document(*texts)
    names = names_of(resolution, FACTS, ENGLISH)
    for provision in resolution.provisions:
        spans = names[provision.id]
        assert all(provision.text[s.start : s.end].strip() and "/" in s.key for s in spans)
        assert all(first.end <= second.start for first, second in pairwise(spans))


@given(st.text(max_size=200))
def test_any_text_has_names_or_none(text: str) -> None:
    assert all(name.start < name.end for name in names_of(document(text), FACTS, ENGLISH)["op-1"])
