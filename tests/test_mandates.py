"""Mandates, renamings and reported acts."""

from __future__ import annotations

import pytest

from mandategraph import authority
from mandategraph.extract import Extraction, extract
from mandategraph.grammar import language as languages
from mandategraph.mandates import task_verb
from mandategraph.model import SourceFile
from mandategraph.read import TEXTS, structure

HEADINGS = {
    "ECLAC": "700(XXXIV) Title\n\nThe Economic Commission for Latin America and the Caribbean,",
    "SC": "Resolution 2299 (2016)\n\nThe Security Council,",
    "GA": "58/1. Title\n\nThe General Assembly,",
}
SECRETARY = "post/eclac-executive-secretary"


def extracted(text: str, issuer: str = "ECLAC") -> Extraction:
    """What a resolution of these paragraphs says, by a body."""
    media_type, blocks = TEXTS[".txt"]
    page = f"{HEADINGS[issuer]}\n\n{text}\n\n99. Welcomes the outcome."
    source = SourceFile("test.txt", "0" * 64, media_type)
    return extract(structure.recover(blocks(page), source, "test.txt", languages.load("en"), authority.load()))


# --- Mandates ---------------------------------------------------------------------------------------------------------

#   issuing body, paragraphs, (provision, act, force, addressees, task) of each mandate
MANDATES: list[tuple[str, str, list[tuple[str, str, str, tuple[str, ...], str]]]] = [
    (
        "ECLAC",
        "1. Requests the Executive Secretary to submit a report;",
        [("op-1", "request", "directive", (SECRETARY,), "submit a report")],
    ),
    (
        "ECLAC",
        "1. Also requests the Executive Secretary, within existing resources, to submit a report;",
        [("op-1", "request", "directive", (SECRETARY,), "submit a report")],
    ),
    (
        "ECLAC",
        "1. Further invites the World Bank to help;",
        [("op-1", "invite", "mild-appeal", ("body/world-bank",), "help")],
    ),
    (
        "GA",
        "1. Calls upon all Member States to act;",
        [("op-1", "call-upon", "strong-appeal", ("group/member-states",), "act")],
    ),
    (  # to somebody outside, a request is an appeal
        "ECLAC",
        "1. Requests the Inter-American Development Bank to help;",
        [("op-1", "request", "strong-appeal", ("body/idb",), "help")],
    ),
    (  # one outside, and it is an appeal to all
        "ECLAC",
        "1. Requests the Executive Secretary and Chile to help;",
        [("op-1", "request", "strong-appeal", (SECRETARY, "state/CHL"), "help")],
    ),
    ("ECLAC", "1. Encourages Chile to act;", [("op-1", "encourage", "mild-appeal", ("state/CHL",), "act")]),
    (
        "GA",
        "1. Requests the Independent Expert to report;",
        [("op-1", "request", "strong-appeal", ("candidate/independent-expert",), "report")],
    ),
    (
        "ECLAC",
        "1. Requests the Executive Secretary to:\n(a) Report; and\n(b) Advise:\n(i) Chile;\n(ii) Japan.",
        [
            ("op-1-a", "request", "directive", (SECRETARY,), "Report"),
            ("op-1-b-i", "request", "directive", (SECRETARY,), "Chile"),
            ("op-1-b-ii", "request", "directive", (SECRETARY,), "Japan"),
        ],
    ),
    (
        "ECLAC",
        "Requests the Executive Secretary to report;",
        [("op-u1", "request", "directive", (SECRETARY,), "report")],
    ),
    (
        "ECLAC",
        "1. Requests that the General Assembly take steps to act;",
        [("op-1", "request", "directive", ("body/ga",), "take steps to act")],
    ),
    ("GA", "1. Calls for an end to impunity;", [("op-1", "call-upon", "strong-appeal", (), "an end to impunity")]),  # of whom?
    ("GA", "1. Encourages further efforts to act;", [("op-1", "encourage", "mild-appeal", (), "further efforts to act")]),
    ("GA", "1. Decides to remain seized of the matter;", [("op-1", "decide", "decision", ("body/ga",), "remain seized of the matter")]),
    (  # a directive in an item of a paragraph that is none
        "ECLAC",
        "1. Notes it, and:\n(a) Requests the Executive Secretary to report;\n(b) Welcomes it;",
        [("op-1-a", "request", "directive", (SECRETARY,), "report")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "expected"), MANDATES)
def test_mandates(issuer: str, text: str, expected: list[tuple[str, str, str, tuple[str, ...], str]]) -> None:
    found = extracted(text, issuer).mandates
    assert [(m.evidence.provision, m.act, m.force, m.addressees, m.evidence.quote) for m in found] == expected
    under_a_chapeau = ":" in text and "Notes" not in text
    assert {m.chapeau for m in found} == ({"op-1"} if under_a_chapeau else {None})


NONE = [
    "1. Decides to change the name of the Committee on Cooperation among Developing Countries and Regions to Committee X;",
    "Considering that in that resolution the General Assembly urged all relevant United Nations organizations to act,",
    "1. Notes that the General Assembly requested the Executive Secretary to report;",
    "Requesting the Executive Secretary to report,",
    "1. Requests the Executive Secretary;",
    "1. Requests the Executive Secretary to:",
    "1. Stresses the need to act;",
    "1. Welcomes it;<sup>1</sup>\n\n<sup>1</sup> Requests the Executive Secretary to report.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_mandate(text: str) -> None:
    assert not extracted(text).mandates


def test_a_mandate_that_passes_a_request_on() -> None:
    text = "1. Requests the Executive Secretary to:\n(a) Request the international community to support the efforts;\n(b) Report;"
    first, second = extracted(text).mandates
    assert (first.addressees, first.secondary_addressees) == ((SECRETARY,), ("group/international-community",))
    assert (second.addressees, second.secondary_addressees) == ((SECRETARY,), ())


def test_the_programme_a_mandate_concerns() -> None:
    text = (
        "1. Requests the Executive Secretary to:\n(a) Work into the programme of work of the secretariat for the biennium 2006-2007;"
        "\n(b) Report on the biennium 2006-2007;"
    )
    assert [m.programmes for m in extracted(text).mandates] == [("programme/eclac/2006-2007",), ()]


def test_items_under_a_decision() -> None:
    text = "1. Decides:\n(a) To request the Secretary-General to report;\n(b) That the Committee shall meet;"
    found = [(m.act, m.force, m.addressees, m.evidence.quote, m.chapeau) for m in extracted(text, "GA").mandates]
    assert found == [
        ("request", "directive", ("post/secretary-general",), "report", None),
        ("decide", "decision", ("candidate/committee",), "meet", "op-1"),
    ]


#   task, verb
VERBS = [
    ("Modernize the Commission's approaches", "modernize"),
    ("Continue to strengthen strategic partnerships", "continue to strengthen"),
    ("consider increasing allocations", "consider"),
    ("Continue, where appropriate", "continue"),
    ("Seek to", "seek"),
]


@pytest.mark.parametrize(("task", "verb"), VERBS)
def test_the_verb_of_a_task(task: str, verb: str) -> None:
    assert task_verb(task, languages.load("en")) == verb


# --- Extensions, establishments, clauses ------------------------------------------------------------------------------

#   paragraph, (what is extended, whose mandate it is, last day, duration, base document, its provisions)
EXTENSIONS = [
    (
        "Decides to extend the deployment of MONUC until 31 December 2009;",
        ("deployment of MONUC", "body/monusco", "2009-12-31", None, None, ()),
    ),
    (
        "Decides to extend the mandate of the current New York-based Monitoring Team, established pursuant to paragraph 7 of "
        "resolution 1526 (2004), for a further period of 18 months;",
        ("current New York-based Monitoring Team", "body/monitoring-team-1267", None, "P18M", "S/RES/1526(2004)", ("op-7",)),
    ),
    (
        "Decides to extend the mandate of UNISFA as set out in paragraph 2 of resolution 1990 (2011) until 15 May 2019;",
        ("UNISFA", "body/unisfa", "2019-05-15", None, "S/RES/1990(2011)", ("op-2",)),
    ),
    (  # a measure is no actor
        "Decides to extend the measures imposed by paragraph 1 of resolution 2206 (2015) until 31 May 2016;",
        ("measures imposed by paragraph 1 of resolution 2206 (2015)", None, "2016-05-31", None, "S/RES/2206(2015)", ("op-1",)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXTENSIONS)
def test_extensions(text: str, expected: tuple[object, ...]) -> None:
    (found,) = extracted(f"1. {text}", "SC").extensions
    day = found.expires.isoformat() if found.expires else None
    base = str(found.base) if found.base else None
    assert (found.extended, found.entity, day, found.duration, base, found.provisions) == expected


def test_what_is_set_up_and_what_ends() -> None:
    text = (
        "1. Decides to establish the Working Group on Tides;\n\n2. Decides to proclaim 5 May of each year International Day of Tides;\n\n"
        "3. Decides to terminate the mandate of UNMIS;\n\n4. Requests the Secretary-General to establish an office;\n\n"
        "5. Requests the Secretary-General to establish the United Nations Office in Burundi (BNUB), as recommended in his report;\n\n"
        "6. Decides to establish as of 9 July 2011 the United Nations Mission in South Sudan (UNMISS);\n\n"
        "7. Decides to establish a MINUJUSTH advance planning team;\n\n"
        "8. Decides, in the light of this:\n(a) To establish a Working Group on Sand;\n\n"
        "9. Decides that the mandate of the Office shall be:\n(a) To establish a Commission on Winds;"
    )
    found = [(e.evidence.provision, e.entity, e.ends) for e in extracted(text, "SC").establishments]
    assert found == [
        ("op-1", "candidate/working-group-on-tides", False),
        ("op-2", None, False),  # a day is no actor
        ("op-3", "body/unmis", True),
        ("op-5", "body/bnub", False),  # a request for a body that is known
        ("op-6", "body/unmiss", False),
        ("op-7", "candidate/minujusth-advance-planning-team", False),  # not MINUJUSTH
        ("op-8-a", "candidate/working-group-on-sand", False),
    ]


def test_a_clause_on_review() -> None:
    (found,) = extracted("1. Decides to review these measures by 31 May 2026;", "SC").clauses
    assert (found.clause_kind, found.firm, found.when, str(found.day)) == ("review", True, "by 31 May 2026", "2026-05-31")


# --- Replacement ------------------------------------------------------------------------------------------------------

#   paragraph, act of its first citation
CHANGED = [
    ("Decides that paragraph 11 of resolution 1970 (2011) shall be replaced by the following paragraph;", "supersede"),
    ("Decides that paragraph 1 shall supersede and replace paragraph 37 of its resolution 2607 (2021);", "supersede"),
    ("Decides to amend paragraph 2 of resolution 2607 (2021) so that it reads as follows;", "amend"),
    ("Decides to extend the measures imposed by paragraph 2 of resolution 2607 (2021);", "decide"),
    ("Notes that resolution 1970 (2011) was replaced by resolution 2000 (2011);", "note"),  # told, not decided
]


@pytest.mark.parametrize(("text", "act"), CHANGED)
def test_a_decision_that_replaces_or_amends_what_is_cited(text: str, act: str) -> None:
    first = extracted(f"1. {text}", "SC").citations[0]
    assert (first.act, first.scope) == (act, "governed")


# --- Renamings --------------------------------------------------------------------------------------------------------

COMMITTEE = "Committee on Cooperation among Developing Countries and Regions"
KEY = "body/eclac-committee-dc-cooperation"

#   paragraphs, (entity, from, to, decided by, decided in, reported, mandate preserved)
RENAMINGS: list[tuple[str, tuple[str, str, str, str | None, str | None, bool, bool]]] = [
    (
        f"1. Decides to change the name of the {COMMITTEE} to Committee on South-South Cooperation, in accordance with it;",
        (KEY, COMMITTEE, "Committee on South-South Cooperation", "body/eclac", "ECLAC/RES/700(XXXIV)", False, False),
    ),
    (
        f"1. Decides to rename the {COMMITTEE} as the Regional Conference on Cooperation with effect from 2022;",
        (KEY, COMMITTEE, "Regional Conference on Cooperation", "body/eclac", "ECLAC/RES/700(XXXIV)", False, False),
    ),
    (
        f"1. Decides that the {COMMITTEE} shall henceforth be known as the Forum, without change in its mandate;",
        (KEY, COMMITTEE, "Forum", "body/eclac", "ECLAC/RES/700(XXXIV)", False, True),
    ),
    (
        f"Noting the {COMMITTEE},\n\n1. Decides that the Committee shall be renamed the Forum;",
        (KEY, COMMITTEE, "Forum", "body/eclac", "ECLAC/RES/700(XXXIV)", False, False),
    ),
    (
        ("Considering General Assembly resolution 58/220, in which the Assembly decided to change the name of the High-level "
        "Committee on the Review of Technical Cooperation among Developing Countries to High-level Committee on South-South "
        "Cooperation, with no change in its mandate or in the scope of its activities,"),
        (
            "body/hlc-tcdc",
            "High-level Committee on the Review of Technical Cooperation among Developing Countries",
            "High-level Committee on South-South Cooperation",
            "body/ga",
            "A/RES/58/220",
            True,
            True,
        ),
    ),
    (  # an entity that nobody knows, whose name holds one that is known
        f"1. Decides to rename the bureau of the {COMMITTEE} as the Board;",
        (
            f"candidate/bureau-of-the-{COMMITTEE.lower().replace(' ', '-')}",
            f"bureau of the {COMMITTEE}",
            "Board",
            "body/eclac",
            "ECLAC/RES/700(XXXIV)",
            False,
            False,
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RENAMINGS)
def test_renamings(text: str, expected: tuple[str, str, str, str | None, str | None, bool, bool]) -> None:
    (found,) = extracted(text).renamings
    decided_in = str(found.decided_in) if found.decided_in else None
    row = (found.entity, found.from_name, found.to_name, found.decided_by, decided_in, found.reported, found.mandate_preserved)
    assert row == expected
    assert not extracted(text).mandates


@pytest.mark.parametrize(
    "text",
    [
        f"1. Recommends that the {COMMITTEE} be renamed;",
        f"1. Recommends to change the name of the {COMMITTEE} to Forum;",
        f"1. Requests the Executive Secretary to rename the {COMMITTEE} as the Forum;",
        f"1. Notes the proposal to change the name of the {COMMITTEE} to Forum;",
        "1. Condemns the renaming of streets;",
        f"1. Decides to replace the {COMMITTEE} by the Forum;",
    ],
)
def test_what_is_no_renaming(text: str) -> None:
    assert not extracted(text).renamings


# --- Reported acts ----------------------------------------------------------------------------------------------------


def test_reported_acts_with_agent_addressees_and_source() -> None:
    text = (
        "Considering General Assembly resolution 58/220, in which the Assembly endorsed the decisions adopted by the High-level "
        "Committee on South-South Cooperation, including the reaffirmation of the validity of the Plan, and urged developing "
        "countries and their partners to intensify cooperation,\n\nNoting that the Security Council requested a report,"
    )
    found = [(a.agent, a.act, a.addressees, str(a.source) if a.source else None) for a in extracted(text).reported_acts]
    assert found == [
        ("body/ga", "endorse", (), "A/RES/58/220"),
        ("body/hlc-tcdc", "reaffirm", (), None),
        ("body/ga", "urge", ("group/developing-countries-and-their-partners",), "A/RES/58/220"),
        ("body/sc", "request", (), None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Special Representative of the Secretary-General for Mali to report to the Council.",
        "Encourages the Group of Friends with Japan to continue its work.",
    ],
)
def test_a_state_inside_the_words_of_an_addressee_is_not_addressed(text: str) -> None:
    mandates = extracted(f"1. {text}").mandates
    assert mandates
    assert not any(key.startswith("state/") for mandate in mandates for key in mandate.addressees)
