"""What is read in a resolution, a case per rule, mostly with the sentence of a real resolution that taught it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph.extract import Extraction, extract
from mandategraph.grammar import acts
from mandategraph.model import NoteReference, Provision, Resolution, SourceFile
from mandategraph.read import read
from mandategraph.symbol import Symbol

OPENINGS = {
    "eclac": ("700(XXXIV) Title", "The Economic Commission for Latin America and the Caribbean,"),
    "ga": ("58/300 Title", "The General Assembly,"),
    "sc": ("Resolution 2500 (2019)", "The Security Council,"),
    "ecosoc": ("2023/25 Title", "The Economic and Social Council,"),
}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "resolution.md"


def extracted(page: Path, body: str, *paragraphs: str) -> Extraction:
    heading, opening = OPENINGS[body]
    page.write_text("\n\n".join([f"# {heading}", opening, *paragraphs, "99. Welcomes the outcome."]), encoding="utf-8")
    return extract(read(page))


def extracted_from(*provisions: Provision) -> Extraction:
    """What these provisions of a resolution of the General Assembly say."""
    source = SourceFile("test.xml", "0" * 64, "application/akn+xml")
    return extract(Resolution(Symbol.parse("A/RES/78/1"), "78/1", "Title", "Title", "body/ga", "en", provisions, source))


# --- Citations: whose document, which one, governed by what ----------------------------------------------------------

CITATIONS = [
    ("eclac", "Recalling its resolution 591(XXIX) on cooperation,", [("ECLAC/RES/591(XXIX)", "recall", "governed", "resolved")]),
    ("eclac", "Considering General Assembly resolution 58/220,", [("A/RES/58/220", "consider", "governed", "resolved")]),
    (
        "ga",
        "Recalling Security Council resolutions 1325 (2000) of 31 October 2000 and 1820 (2008) of 19 June 2008,",
        [("S/RES/1325(2000)", "recall", "governed", "resolved"), ("S/RES/1820(2008)", "recall", "governed", "resolved")],
    ),
    (
        "ga",
        "Reaffirming its resolutions 58/220 of 23 December 2003 and 60/265 B of 30 June 2006,",
        [("A/RES/58/220", "reaffirm", "governed", "resolved"), ("A/RES/60/265 B", "reaffirm", "governed", "resolved")],
    ),
    ("ga", "Recalling also Economic and Social Council resolution 2023/25,", [("E/RES/2023/25", "recall", "governed", "resolved")]),
    # Only the Security Council numbers so; a number that is not of its year is left contradicted.
    ("ga", "Recalling resolution 1540 (2004),", [("S/RES/1540(2004)", "recall", "governed", "resolved")]),
    ("ga", "Recalling resolution 1540 (2005),", [(None, "recall", "governed", "contradicted")]),
    ("sc", "Recalling resolution 1540 (2004),", [("S/RES/1540(2004)", "recall", "governed", "resolved")]),
    ("ga", "Recalling that resolution,", [(None, "recall", "governed", "unresolved")]),
    (
        "ga",
        "Recalling its resolution 58/220, and considering that in the same resolution it asked for more,",
        [("A/RES/58/220", "recall", "governed", "resolved"), ("A/RES/58/220", "recall", "governed", "inferred-antecedent")],
    ),
    ("ga", "Recalling its relevant resolutions,", [(None, "recall", "governed", "unresolved")]),
    ("ga", "1. Takes note of the report A/58/345;", [("A/58/345", "take-note", "governed", "resolved")]),
    ("ga", "1. Requests the Secretary-General to report pursuant to its resolution 58/220;", [("A/RES/58/220", "mention", "embedded", "resolved")]),
    ("ga", "1. Stresses the need for funds, as noted in the Monterrey Consensus;", [("instrument/monterrey-consensus-2002", "mention", "embedded", "resolved")]),
    ("eclac", "Considering that the General Assembly endorsed the Monterrey Consensus,", [("instrument/monterrey-consensus-2002", "mention", "reported", "resolved")]),
    ("ga", "Recalling the present text, its resolution 58/300,", []),  # a document does not cite itself
    ("ga", "1. Notes that 58/220 people came in 2002-2003;", []),  # a number without a word that says what it is
]  # fmt: skip


@pytest.mark.parametrize(("body", "sentence", "expected"), CITATIONS)
def test_citations(page: Path, body: str, sentence: str, expected: list[tuple[str | None, str, str, str]]) -> None:
    found = [(str(c.cited) if c.cited else None, c.act, c.scope, c.status) for c in extracted(page, body, sentence).citations]
    assert found == expected


def test_a_report_named_by_the_footnote_at_its_title(page: Path) -> None:
    note = "1. Takes note of the note entitled “Activities of the system”,<sup>3</sup> which was reviewed;\n\n<sup>3</sup> LC/G.2242(SES.30/18)."
    found = [(str(c.cited), c.scope, c.evidence.method) for c in extracted(page, "eclac", note).citations]
    assert found == [("LC/G.2242(SES.30/18)", "governed", "footnote"), ("LC/G.2242(SES.30/18)", "footnote", "explicit")]
    other = note.replace("LC/G.2242(SES.30/18).", "See LC/G.2242(SES.30/18), chap. I.")
    cited = extracted(page, "eclac", other).citations
    assert [(str(c.cited), c.scope, c.pinpoint) for c in cited] == [("LC/G.2242(SES.30/18)", "footnote", "chap. I")]


# --- Actors and their roles --------------------------------------------------------------------------------------------

ROLES = [
    ("eclac", "1. Requests the Executive Secretary to report;", {"post/eclac-executive-secretary": "addressee"}),
    ("ga", "1. Calls upon all Member States to cooperate with Chile;", {"group/member-states": "addressee", "state/CHL": "partner"}),
    ("ga", "1. Requests the Executive Secretary to report;", {"candidate/executive-secretary": "addressee"}),  # whose? not said
    ("ga", "1. Encourages the private sector to invest;", {"candidate/private-sector": "addressee"}),
    ("eclac", "1. Acknowledges the support received from Chile and Japan;", {"state/CHL": "acknowledged-supporter", "state/JPN": "acknowledged-supporter"}),
    ("eclac", "1. Notes the visit of Chile;", {"state/CHL": "mentioned"}),
    ("eclac", "Considering that the General Assembly urged Member States to act,", {"body/ga": "reported-agent", "group/member-states": "reported-addressee"}),
    ("eclac", "1. Thanks the European Commission, and asks that the Commission be told;", {"body/european-commission": "mentioned", "body/eclac": "mentioned"}),
    ("ga", "1. Notes the work of the Committee on Forests and of UNDP;", {"candidate/committee-on-forests": "mentioned", "body/undp": "mentioned"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "sentence", "expected"), ROLES)
def test_roles(page: Path, body: str, sentence: str, expected: dict[str, str]) -> None:
    mentions = [m for m in extracted(page, body, sentence).mentions if m.role]
    assert {key: m.role for m in mentions for key in m.entities} == expected


def test_two_lists_in_one_paragraph_one_of_them_open(page: Path) -> None:
    sentence = (
        "1. Acknowledges the support received from Chile, Japan and Spain, among others, as well as from the World Bank and ECLAC;"
    )
    found = {m.entities[0]: (m.role, m.open_list) for m in extracted(page, "ga", sentence).mentions}
    assert {key for key, value in found.items() if value == ("acknowledged-supporter", True)} == {
        "state/CHL",
        "state/JPN",
        "state/ESP",
    }
    assert {key for key, value in found.items() if value == ("acknowledged-supporter", False)} == {"body/world-bank", "body/eclac"}


def test_names_joined_by_a_solidus_are_one_entry(page: Path) -> None:
    sentence = "1. Notes the United Nations Foundation/United Nations Fund for International Partnerships;"
    assert [m.entities for m in extracted(page, "ga", sentence).mentions] == [("body/un-foundation", "body/unfip")]


def test_a_passed_on_request(page: Path) -> None:
    items = "1. Requests the Executive Secretary:\n\n(a) To request the international community to help;\n\n(b) To support the regional commissions;"
    found = extracted(page, "eclac", items)
    assert [(m.task_verb, m.secondary_addressees) for m in found.mandates] == [
        ("request", ("group/international-community",)),
        ("support", ()),
    ]


# --- Conferences, periods, programmes -----------------------------------------------------------------------------------


def test_a_conference_with_place_and_dates_is_no_actor_of_its_place(page: Path) -> None:
    sentence = (
        "1. Notes the International Conference on Financing for Development, held in Monterrey, Mexico, from 18 to 22 March 2002;"
    )
    (mention,) = extracted(page, "ga", sentence).mentions
    assert mention.entities == ("conference/financing-for-development-2002",)
    assert (mention.place, mention.start, mention.end) == ("Monterrey, Mexico", date(2002, 3, 18), date(2002, 3, 22))


def test_an_unknown_conference_is_a_candidate_only_with_place_and_dates(page: Path) -> None:
    told = "1. Welcomes the World Conference on Forests, held in Durban, South Africa, from 5 to 7 March 2003;"
    assert [m.entities for m in extracted(page, "ga", told).mentions] == [("candidate/world-conference-on-forests",)]
    assert extracted(page, "ga", "1. Welcomes the World Conference on Forests;").mentions == ()


def test_programme_and_biennium(page: Path) -> None:
    sentence = "1. Requests the Executive Secretary to revise the programme of work of the secretariat for the biennium 2006-07;"
    found = extracted(page, "eclac", sentence)
    assert found.mandates[0].programmes == ("programme/eclac/2006-2007",)
    assert {key for m in found.mentions for key in m.entities} >= {"period/2006-2007", "programme/eclac/2006-2007"}


# --- Mandates -----------------------------------------------------------------------------------------------------------

MANDATES = [
    ("eclac", "1. Also requests the Executive Secretary to report on it.", [("request", "directive", "report on it")]),
    ("ga", "1. Requests Member States to report on it;", [("request", "strong-appeal", "report on it")]),
    ("ga", "1. Further invites regional commissions to help;", [("invite", "mild-appeal", "help")]),
    ("ga", "1. Notes that the Secretary-General was requested to report;", []),
    ("ga", "Considering that the Security Council urged Member States to act,", []),
    ("ga", "Urging Member States to act,", []),  # the preamble gives no mandates
    ("eclac", "1. Decides to change the name of the Committee on South-South Cooperation to Committee of the South;", []),
]


@pytest.mark.parametrize(("body", "sentence", "expected"), MANDATES)
def test_mandates(page: Path, body: str, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(m.act, m.force, m.evidence.quote) for m in extracted(page, body, sentence).mandates] == expected


def test_only_the_innermost_items_are_tasks(page: Path) -> None:
    lines = [
        "1. Requests the Executive Secretary to:",
        "(a) Help:",
        "(i) With funds;",
        "(ii) With staff; and",
        "(b) Continue to report;",
    ]
    found = extracted(page, "eclac", *lines).mandates
    assert [(m.evidence.provision, m.evidence.quote, m.chapeau) for m in found] == [
        ("op-1-a-i", "With funds", "op-1"),
        ("op-1-a-ii", "With staff", "op-1"),
        ("op-1-b", "Continue to report", "op-1"),
    ]
    assert found[2].task_verb == "continue to report"


def test_the_draft_below_a_paragraph_is_no_task_of_it() -> None:
    text = "Requests the Economic and Social Council to adopt the following draft resolution:"
    paragraph = Provision("op-1", "operative", text, "1", lead=acts.load("en").lead(text))
    draft = Provision("draft-1-op-1", "embedded-paragraph", "Requests the Secretary-General to report;", "1", "op-1")
    (mandate,) = extracted_from(paragraph, draft).mandates
    assert (mandate.evidence.provision, mandate.evidence.quote) == ("op-1", "adopt the following draft resolution")


# --- Renamings and reported acts -----------------------------------------------------------------------------------------


def test_a_renaming_decided_here(page: Path) -> None:
    (found,) = extracted(
        page, "eclac", "1. Decides to rename the Committee on South-South Cooperation as the Committee of the South;"
    ).renamings
    assert (found.entity, found.from_name, found.to_name) == (
        "body/eclac-committee-dc-cooperation",
        "Committee on South-South Cooperation",
        "Committee of the South",
    )
    assert (found.reported, found.decided_by, str(found.decided_in)) == (False, "body/eclac", "ECLAC/RES/700(XXXIV)")


def test_a_reported_renaming_and_its_mandate(page: Path) -> None:
    sentence = (
        "Considering General Assembly resolution 58/220, in which the Assembly endorsed the decisions adopted by the High-level Committee "
        "on South-South Cooperation and decided to change the name of the Committee to Committee of All, with no change in its mandate,"
    )
    found = extracted(page, "eclac", sentence)
    (renaming,) = found.renamings
    assert (renaming.entity, renaming.from_name, renaming.to_name) == (
        "body/hlc-tcdc",
        "High-level Committee on South-South Cooperation",
        "Committee of All",
    )
    assert (renaming.reported, renaming.decided_by, str(renaming.decided_in), renaming.mandate_preserved) == (
        True,
        "body/ga",
        "A/RES/58/220",
        True,
    )
    assert [(act.act, act.agent, str(act.source)) for act in found.reported_acts] == [
        ("endorse", "body/ga", "A/RES/58/220"),
        ("decide", "body/ga", "A/RES/58/220"),
    ]


def test_a_recommended_renaming_is_none(page: Path) -> None:
    assert extracted(page, "eclac", "1. Recommends to change the name of the World Bank to Bank;").renamings == ()


def test_a_participle_reports_nothing(page: Path) -> None:
    sentence = "Recalling the Security Council established under the Charter, and the General Assembly requested by Chile,"
    assert extracted(page, "ga", sentence).reported_acts == ()


# --- Paragraphs that repeat themselves: what is found in them, and that it is found at all -------------------------------

#   an operative paragraph of 10,000 to 100,000 characters, how many statements, how the words of the last one end
HOSTILE = [
    ("Recalls " + "resolution " * 5000 + "58/220", 1, "resolution 58/220"),
    ("Recalls " + "its " * 5000 + "relevant " * 5000 + "resolutions;", 1, "relevant resolutions"),
    ("Notes " + "the Committee " * 5000 + "and the World Bank;", 1, "World Bank"),
    ("Notes " + "(" * 5000 + "A/78/1" + ")" * 5000, 1, "A/78/1"),
    ("Notes " + "A/78/1-" * 5000, 1, "A/78/1"),
    ("Notes " + "Conference on " * 2000 + "Trade, Geneva, 1-3 May 2003;", 1, "Conference on Trade, Geneva, 1-3 May 2003"),
    ("Notes the " + "Conference on and " * 2000, 0, ""),
    ("Recalls " + "General Assembly resolution 58/220, " * 1000, 2000, "General Assembly"),
    ("Recalls resolutions 58/220" + ", 58/221" * 5000, 5001, "58/221"),
    ("Notes " + "1/2 (3) " * 5000, 0, ""),
    ("Notes " + "the report " * 5000 + "on trade entitled “Trade”;", 1, "the report on trade entitled “Trade”"),
    ("Notes the report" + " entitled" * 5000 + " “Trade”;", 1, "the report" + " entitled" * 5000 + " “Trade”"),
    ("Requests " + "the " * 5000 + "Secretary-General to report;", 2, "report"),
    ("Requests the Expert" + ", in Chile" * 5000 + " to report;", 5002, "report"),
    ("Requests the Expert" + ", and to" * 5000 + " report;", 2, "report"),
    ("Notes that " + "the General Assembly urged and " * 2000, 2001, "the General Assembly urged and"),
    ("Decides to " + "rename the " * 3000 + "Fund as the Bank;", 1, "rename the Fund as the Bank"),
    ("Decides that " + "that the Fund shall " * 3000 + "be known as the Bank;", 1, "that the Fund shall be known as the Bank"),
    ("Welcomes the support received from " + "Chile, " * 5000 + "among others;", 5000, "Chile"),
    ("Notes" + " \N{NO-BREAK SPACE}" * 5000 + "Chile" + "\t " * 5000 + "held in", 1, "Chile"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "last"), HOSTILE)
def test_a_paragraph_that_repeats_itself(text: str, count: int, last: str) -> None:
    note = Provision("fn-1", "footnote", "A/78/1.", number="1")
    mark = NoteReference(text.rfind("”") + 1, "1")
    provision = Provision("op-1", "operative", text, "1", lead=acts.load("en").lead(text), note_references=(mark,))
    found = [s.evidence.quote for s in extracted_from(provision, note).statements if s.evidence.provision == "op-1"]
    assert len(found) == count
    assert not found or found[-1].endswith(last)


# --- A law for every statement -------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [case[1] for case in (*CITATIONS, *ROLES, *MANDATES)]
    + ["1. Requests the Executive Secretary to:\n\n(a) Help Chile;\n\n(b) Urge States to act;"]
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(body=st.sampled_from(sorted(OPENINGS)), sentences=st.lists(PIECES, min_size=1, max_size=6))
def test_every_quote_stands_where_its_evidence_says(
    tmp_path_factory: pytest.TempPathFactory, body: str, sentences: list[str]
) -> None:
    found = extracted(tmp_path_factory.mktemp("law") / "resolution.md", body, *sentences)
    for statement in found.statements:
        evidence = statement.evidence
        text = found.resolution.by_id[evidence.provision].text
        assert text[evidence.start : evidence.end] == evidence.quote != ""
