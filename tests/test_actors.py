"""Actors with their roles, open lists, conferences, periods and programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph import authority
from mandategraph.actors import annotate
from mandategraph.actors.events import period
from mandategraph.errors import MandateGraphError
from mandategraph.extract import extract
from mandategraph.grammar import language as languages
from mandategraph.model import Mention, SourceFile
from mandategraph.read import TEXTS, structure

HEADINGS = {
    "ECLAC": "700(XXXIV) Title\n\nThe Economic Commission for Latin America and the Caribbean,",
    "ESCAP": "72/7. Title\n\nThe Economic and Social Commission for Asia and the Pacific,",
    "GA": "58/1. Title\n\nThe General Assembly,",
}


def mentions(text: str, issuer: str = "ECLAC") -> list[Mention]:
    """The mentions in a resolution of these paragraphs, by a body."""
    media_type, blocks = TEXTS[".txt"]
    page = f"{HEADINGS[issuer]}\n\n{text}\n\n99. Decides to remain seized of the matter."
    source = SourceFile("test.txt", "0" * 64, media_type)
    return list(extract(structure.recover(blocks(page), source, "test.txt", languages.load("en"), authority.load())).mentions)


def roles(text: str, issuer: str = "ECLAC") -> list[tuple[str, str | None]]:
    """Each mentioned entity with its role, in the order of the text."""
    found = sorted(mentions(text, issuer), key=lambda m: (m.evidence.provision, m.evidence.start))
    return [(key, m.role) for m in found for key in m.entities]


SECRETARY = "post/eclac-executive-secretary"

#   issuing body, paragraphs, each entity with its role
ROLES: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("ECLAC", "1. Requests the Executive Secretary to inform Chile;", [(SECRETARY, "addressee"), ("state/CHL", "mentioned")]),
    ("ESCAP", "1. Requests the Executive Secretary to report;", [("post/escap-executive-secretary", "addressee")]),
    ("GA", "1. Notes the Executive Secretary;", []),  # of which commission?
    ("GA", "1. Calls upon all Member States to act;", [("group/member-states", "addressee")]),
    ("GA", "1. Invites the Governments of Chile and Uruguay to act;", [("state/CHL", "addressee"), ("state/URY", "addressee")]),
    ("GA", "1. Requests the Independent Evaluator to report;", [("candidate/independent-evaluator", "addressee")]),
    ("GA", "1. Appeals to all Member States to act;", [("group/member-states", "addressee")]),
    (
        "ECLAC",
        "1. Requests the Executive Secretary, in consultation with Chile, Uruguay and the World Bank, to report;",
        [(SECRETARY, "addressee"), ("state/CHL", "partner"), ("state/URY", "partner"), ("body/world-bank", "partner")],
    ),
    (  # a name inside the words for somebody else
        "ECLAC",
        "1. Requests the Executive Secretary of ECLAC to report;\n\n2. Requests the secretariat of the Commission to help;",
        [(SECRETARY, "addressee"), ("candidate/secretariat-of-the-commission", "addressee"), ("body/eclac", "mentioned")],
    ),
    ("GA", "1. Encourages further efforts by Member States to act;", [("group/member-states", "addressee")]),
    ("GA", "1. Demands that all parties continue to act;", [("candidate/parties", "addressee")]),
    ("GA", "1. Calls for an end to impunity;", []),
    ("GA", "Requesting Chile to act,", [("state/CHL", "mentioned")]),  # a preamble directs nobody
    (
        "ECLAC",
        "1. Requests the Executive Secretary to:\n(a) Request the international community to support the developing countries;",
        [(SECRETARY, "addressee"), ("group/international-community", "secondary-addressee"), ("group/developing-countries", "mentioned")],
    ),
    ("ECLAC", "1. Notes:\n(a) Request the international community to act;", [("group/international-community", "mentioned")]),
    (
        "ECLAC",
        "Considering that the General Assembly urged developing countries and their partners to intensify cooperation,",
        [("body/ga", "reported-agent"), ("group/developing-countries-and-their-partners", "reported-addressee")],
    ),
    (
        "ECLAC",
        "1. Acknowledges the support received from Chile, the World Bank and Japan, as well as from ECLAC, for Uruguay;",
        [
            ("state/CHL", "acknowledged-supporter"),
            ("body/world-bank", "acknowledged-supporter"),
            ("state/JPN", "acknowledged-supporter"),
            ("body/eclac", "acknowledged-supporter"),
            ("state/URY", "mentioned"),
        ],
    ),
    ("ECLAC", "1. Notes the support received from Chile;", [("state/CHL", "mentioned")]),
    (
        "ECLAC",
        "1. Thanks the United Nations Foundation/United Nations Fund for International Partnerships;",
        [("body/un-foundation", "mentioned"), ("body/unfip", "mentioned")],
    ),
    ("ECLAC", "Noting the High-level Committee on South-South Cooperation,", [("body/hlc-tcdc", "mentioned")]),
    ("ECLAC", "Recalling the European Commission,\n\nNoting that the Commission met,", [("body/european-commission", "mentioned"), ("body/eclac", "mentioned")]),
    ("ECLAC", "Noting 1 the Chilean pesos and the Commission’s site,", [("body/eclac", "mentioned")]),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "expected"), ROLES)
def test_actors_and_roles(issuer: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert roles(text, issuer) == expected


def test_names_joined_by_a_solidus_are_one_entry() -> None:
    (found,) = mentions("1. Thanks the United Nations Foundation/United Nations Fund for International Partnerships;")
    assert found.entities == ("body/un-foundation", "body/unfip")
    assert found.evidence.quote == "United Nations Foundation/United Nations Fund for International Partnerships"


#   paragraph, the entities whose list is open
OPEN = [
    ("1. Thanks Chile, Japan and Spain, among others, and Uruguay;", ["state/CHL", "state/JPN", "state/ESP"]),
    ("1. Thanks Chile and Japan, as well as Spain and Uruguay, inter alia;", ["state/ESP", "state/URY"]),
    (
        "1. Thanks Chile and Japan, among others, as well as ECLAC and the World Bank, among others;",
        ["state/CHL", "state/JPN", "body/eclac", "body/world-bank"],
    ),
    ("1. Thanks Chile and others;", ["state/CHL"]),
    ("1. Thanks Chile, which is among others;", []),
]


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_open_lists(text: str, expected: list[str]) -> None:
    assert [m.entities[0] for m in mentions(text) if m.open_list] == expected


def test_a_candidate_is_quoted_without_its_article() -> None:
    (found,) = mentions("1. Invites the subregional savings banks, where appropriate, to act;")
    assert found.evidence.quote == "subregional savings banks"
    assert found.entities == ("candidate/subregional-savings-banks",)


# --- Conferences ------------------------------------------------------------------------------------------------------

FFD = "conference/financing-for-development-2002"

#   paragraph, conference, place, first and last day, quote from the end of the name
CONFERENCES: list[tuple[str, str, str | None, tuple[date, date] | None]] = [
    (
        "Noting the International Conference on Financing for Development, held in Monterrey, Mexico, from 18 to 22 March 2002;",
        FFD,
        "Monterrey, Mexico",
        (date(2002, 3, 18), date(2002, 3, 22)),
    ),
    (
        "Noting the International Conference on Financing for Development (Monterrey, Mexico, 18-22 March 2002),",
        FFD,
        "Monterrey, Mexico",
        (date(2002, 3, 18), date(2002, 3, 22)),
    ),
    ("Noting the International Conference on Financing for Development,", FFD, None, None),
    ("Noting the International Conference on Financing for Development, held in Mexico in 2002,", FFD, None, None),
    (
        (
            "Report of the United Nations Conference on Technical Cooperation among Developing Countries, Buenos Aires, "
            "30 August-12 September 1978. United Nations publication,"
        ),
        "conference/tcdc-1978",
        "Buenos Aires",
        (date(1978, 8, 30), date(1978, 9, 12)),
    ),
    (
        "Noting the World Conference on Human Rights, held at Vienna on 14 June 1993,",
        "candidate/world-conference-on-human-rights",
        "Vienna",
        (date(1993, 6, 14), date(1993, 6, 14)),
    ),
    (
        "Noting the Fourth World Conference on Women, which was held in Beijing from 4 to 15 September 1995,",
        "candidate/fourth-world-conference-on-women",
        "Beijing",
        (date(1995, 9, 4), date(1995, 9, 15)),
    ),
]


@pytest.mark.parametrize(("text", "key", "place", "days"), CONFERENCES)
def test_conferences(text: str, key: str, place: str | None, days: tuple[date, date] | None) -> None:
    found = next(m for m in mentions(text) if m.entities == (key,))
    assert (found.place, found.start and found.end and (found.start, found.end)) == (place, days)
    assert found.role is None
    assert found.evidence.quote.startswith(("International", "United", "World", "Fourth"))
    assert not days or found.evidence.quote.endswith(str(days[1].year))


@pytest.mark.parametrize(
    "text",
    [
        "Noting the World Conference on Human Rights,",  # neither place nor dates
        "Noting the World Conference on Human Rights, held in Vienna,",  # no dates
        "Noting the World Conference on Human Rights, held in Vienna from 31 to 32 June 1993,",  # no such dates
        "Noting the conference on human rights, held in Vienna on 14 June 1993,",  # no name
    ],
)
def test_an_unknown_conference_needs_place_and_dates(text: str) -> None:
    assert not mentions(text)


def test_the_place_of_a_conference_is_no_actor() -> None:
    held = "the International Conference on Financing for Development, held in Monterrey, Mexico, from 18 to 22 March 2002"
    assert roles(f"Noting {held},") == [(FFD, None)]
    assert roles(f"Noting {held}, and thanking Mexico,") == [(FFD, None), ("state/MEX", "mentioned")]


# --- Periods and programmes -------------------------------------------------------------------------------------------

#   words, the entities
PERIODS = [
    ("the biennium 2006-2007", ["period/2006-2007"]),
    ("the biennium 2006–07", ["period/2006-2007"]),
    ("the period 1999-02", ["period/1999-2002"]),
    ("the years 2010–2015", ["period/2010-2015"]),
    ("the biennium 2007-2006", []),
    ("pages 2006-2007", []),
    ("the programme of work of the secretariat for the biennium 2006-2007", ["period/2006-2007", "programme/eclac/2006-2007"]),
    ("the programme of work for the year 2023", ["programme/eclac/2023"]),
]


@pytest.mark.parametrize(("words", "expected"), PERIODS)
def test_periods_and_programmes(words: str, expected: list[str]) -> None:
    assert sorted(key for m in mentions(f"Noting {words} of it,") for key in m.entities) == expected


@pytest.mark.parametrize(("printed", "expected"), [("2023", "2023"), ("1998-99", "1998-1999"), ("1999-00", "1999-2000")])
def test_a_period_has_one_form(printed: str, expected: str) -> None:
    assert period(printed) == expected


def test_a_conference_whose_name_holds_that_of_another_is_another() -> None:
    text = "Recalls the Third International Conference on Financing for Development, held in Addis Ababa from 13 to 16 July 2015."
    keys = [key for mention in mentions(f"1. {text}") for key in mention.entities]
    assert "candidate/third-international-conference-on-financing-for-development" in keys
    assert not any(key.startswith("conference/") for key in keys)


@dataclass(frozen=True)
class Given:
    """A mandate as it is read: who must act, who receives the result, and with whom."""

    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    partners: Sequence[str] = ()


#   text, the actors that it names (quote, kind), with what each case teaches
NAMED: list[tuple[str, list[tuple[str, str]]]] = [
    (  # a name goes on in lower case; the bodies it is submitted to are other names
        "taking into account the proposal drafted by the Special Rapporteur on the use of mercenaries as a means of impeding the "
        "exercise of the right of peoples to self-determination in his report submitted to the Commission on Human Rights;",
        [
            (
                "Special Rapporteur on the use of mercenaries as a means of impeding the exercise of the right of peoples to "
                "self-determination",
                "post",
            ),
            ("Commission on Human Rights", "un-body"),
        ],
    ),
    (  # a coordination with a shared head stays together; complete members stand alone
        "Calls upon Member States, the United Nations and humanitarian and development organizations to integrate",
        [
            ("Member States", "collective"),
            ("United Nations", "un-body"),
            ("humanitarian and development organizations", "collective"),
        ],
    ),
    (  # "United Nations" as an adjective, and a State inside the name of a document, are no actors
        "to enhance the effectiveness of United Nations efforts in support of the Joint Vision in Sierra Leone",
        [],
    ),
    (  # names inside a citation and inside the title that follows it
        "Reiterates the requests made in General Assembly resolution 75/233 on the quadrennial comprehensive policy review of "
        "operational activities for development of the United Nations system;",
        [],
    ),
    (  # classes of States with what they are party to
        "Encourages developed countries party to the Convention and other relevant stakeholders to act",
        [("developed countries party to the Convention", "collective"), ("relevant stakeholders", "collective")],
    ),
    (  # authorities and forces with the adjective of a State are that State
        "Invites the Libyan authorities to work with the Government of Chad and the national armed forces;",
        [("Libyan authorities", "state"), ("Government of Chad", "state"), ("national armed forces", "state")],
    ),
    (  # "private sector" is complete, and lends no word to the head that follows
        "enhanced cooperation with the private sector and academic institutions;",
        [("private sector", "collective"), ("academic institutions", "collective")],
    ),
    (  # armed groups, named or not
        "To monitor transborder activities of armed groups along the Sudanese borders with Chad;",
        [("armed groups", "ngo-other"), ("Chad", "state")],
    ),
    (  # bodies in lower case, with the body they belong to
        "decides to establish a working group of the Sixth Committee;",
        [("working group of the Sixth Committee", "un-body")],
    ),
    (  # the short form beside the full name is not repeated, nor the acronym that is introduced
        "the Conference on Disarmament, and looks forward to a report of the Conference; the United Nations Truce Supervision "
        "Organization (UNTSO)",
        [("Conference on Disarmament", "un-body"), ("United Nations Truce Supervision Organization", "un-body")],
    ),
    (  # the State that an apposition names is one actor
        "calls for compliance by Israel, the occupying Power, with all of its obligations",
        [("Israel", "state")],
    ),
    (  # the number of an item and its verb are no names
        "(b) Encourages States to promote the effective implementation of the 2030 Agenda for Sustainable Development;",
        [("States", "collective")],
    ),
    (  # a statement stands in quotation marks as a whole; a title does not count
        "“The Security Council invites the Secretary-General to consider the views in the report entitled “Role of the Fifth Committee”.",
        [("Security Council", "un-body"), ("Secretary-General", "post")],
    ),
    (  # an organization outside the United Nations, a force of several States, a Government and those it acts with
        "the Shanghai Cooperation Organization, the International Security Assistance Force, the Government of Burundi and the Task Force",
        [
            ("Shanghai Cooperation Organization", "igo"),
            ("International Security Assistance Force", "igo"),
            ("Government of Burundi", "state"),
            ("Task Force", "un-body"),
        ],
    ),
    (  # people are actors only where they have a role
        "To support data collection on the housing of persons with disabilities, disaggregated by age;",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=lambda value: str(value)[:40])
def test_actors_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(actor.quote, actor.kind) for actor in annotate(text)] == expected


#   text, mandates, the roles of each actor
IN_ROLES: list[tuple[str, list[Given], dict[str, tuple[str, ...]]]] = [
    (
        "Requests the Secretary-General, in close coordination with the African Union, to report to the Security Council;",
        [Given(["Secretary-General"], ["Security Council"], ["African Union"])],
        {"Secretary-General": ("addressee",), "African Union": ("partner",), "Security Council": ("recipient",)},
    ),
    (
        "Calls upon the members of the Task Force to enhance their support to Member States;",
        [Given(["members of the Task Force"])],
        {"Task Force": ("addressee",), "Member States": ("beneficiary",)},
    ),
    ("Also welcomes the initiative of Kazakhstan to organize a climate summit;", [], {"Kazakhstan": ("acknowledged",)}),
    ("Condemns the serious breaches of international law by Israel;", [], {"Israel": ("condemned",)}),
    ("Decides to extend until 29 September 2006 the mandate of the Panel of Experts;", [], {"Panel of Experts": ("subject",)}),
    (
        "calls upon all relevant stakeholders to support the efforts of Member States, in particular developing countries;",
        [Given(["relevant stakeholders"])],
        {"relevant stakeholders": ("addressee",), "Member States": ("beneficiary",), "developing countries": ("beneficiary",)},
    ),
    ("takes note of the information circulated to Member States;", [], {"Member States": ("mentioned",)}),
    (  # the words of a mandate that name a document name nobody
        "in consultation with Governments and relevant multilateral environmental agreements;",
        [Given([], [], ["Governments", "relevant multilateral environmental agreements"])],
        {"Governments": ("partner",)},
    ),
]


@pytest.mark.parametrize(("text", "mandates", "expected"), IN_ROLES, ids=lambda value: str(value)[:40])
def test_roles_of_actors(text: str, mandates: list[Given], expected: dict[str, tuple[str, ...]]) -> None:
    assert {actor.quote: actor.roles for actor in annotate(text, mandates=mandates)} == expected


def test_an_actor_known_has_its_key() -> None:
    keys = {
        actor.quote: actor.key for actor in annotate("the General Assembly, the Government of Chad and a Committee on Paperclips")
    }
    assert keys == {"General Assembly": "body/ga", "Government of Chad": "state/TCD", "Committee on Paperclips": None}


PIECES = st.sampled_from(
    [
        "the Committee on",
        "Member States",
        "and",
        "of",
        ",",
        "United Nations",
        "“",
        "”",
        "(",
        ")",
        "relevant",
        "parties to",
        "People’s",
        "x",
    ]
)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_actors_are_words_of_the_text_in_order(text: str) -> None:
    found = annotate(text)
    assert all(text[actor.start : actor.end] == actor.quote and actor.roles for actor in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.text(max_size=200))
def test_any_text_is_annotated(text: str) -> None:
    assert all(actor.quote.strip() for actor in annotate(text))


def test_a_language_without_words_for_actors_is_refused() -> None:
    with pytest.raises(MandateGraphError, match="no words for actors in the language 'es'; use one of: en"):
        annotate("La Asamblea General", lang="es")
