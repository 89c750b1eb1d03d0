"""What the editors of AKN4UN documents recorded: days, meetings, votes, agenda items, subjects, sponsors, and what holds for sets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn import adopted_on, akn, collection, identification, keyword, paragraph, read_all, read_one, step, voting

from mandategraph.model import AgendaItem, Metadata, Subject, Vote
from mandategraph.read.akn import meta as reader

BODY = paragraph("1.", "Decides.")


def metadata(symbol: str = "A/RES/95/1", **parts: str) -> Metadata:
    """The metadata of a document with these parts."""
    return read_one(akn(symbol=symbol, body=BODY, **parts)).metadata


def cover_item(text: str, name: str = "Sustainable development", session: str = "95") -> str:
    """The lines of a cover that name the session and the agenda item."""
    session_line = f'<p><session refersTo="#generalAssembly" value="{session}">Ninety-fifth session</session></p>'
    return f'{session_line}<p><inline name="agenda item">{text}</inline></p><p><inline name="agenda item name">{name}</inline></p>'


# --- Day and meeting --------------------------------------------------------------------------------------------------


def test_the_day_is_that_of_the_work() -> None:
    assert metadata().date == date(2040, 12, 19)


@pytest.mark.parametrize("placeholder", ["0001-01-01", "", "2040-13-01", "19 December 2040"])
def test_a_placeholder_is_no_day(placeholder: str) -> None:
    document = read_one(akn(body=BODY, date=placeholder))
    assert (document.metadata.date, document.defects) == (None, ())
    assert metadata(date=placeholder, after=adopted_on("2040-12-20")).date == date(2040, 12, 20)
    assert metadata(after=adopted_on(placeholder)).date == date(2040, 12, 19)


def test_the_day_on_the_page_against_the_metadata_is_a_defect() -> None:
    document = read_one(akn(body=BODY, date="2040-12-19", after=adopted_on("2040-12-20")))
    assert document.metadata.date == date(2040, 12, 20)
    assert document.defects == ("adopted on 2040-12-20 by the page, on 2040-12-19 by the metadata",)
    assert read_one(akn(body=BODY, date="2040-12-20", after=adopted_on("2040-12-20"))).defects == ()


def test_the_security_council_prints_day_and_meeting_on_the_cover() -> None:
    cover = (
        '<p><docTitle refersTo="#adoption">Adopted by the Security Council at its <inline name="adoptionMeeting">8994th meeting</inline>'
        ', on <docDate date="2022-03-15" refersTo="#adoptionDate">15 March 2022</docDate></docTitle></p>'
    )
    found = metadata("S/RES/2625 (2022)", date="2022-03-15", cover=cover)
    assert (found.date, found.meeting) == (date(2022, 3, 15), "8994th meeting")


@pytest.mark.parametrize(
    ("words", "marked", "recorded", "issued", "day"),
    [
        ("18 September 2012", "2008-07-18", "2012-09-18", "2012-09-18", "2012-09-18"),  # S/RES/2067(2012): the markup is wrong
        ("24 June 2005", "2005-06-22", "2005-06-22", "2005-06-24", "2005-06-24"),  # S/RES/1609(2005): so are the metadata
        ("29 June 2016", "2018-06-28", "2018-06-28", "2018-06-28", "2018-06-28"),  # S/RES/2423(2018): the words stand alone
        ("18 September 2012", "", "", "", "2012-09-18"),  # nothing else says a day
    ],
)
def test_printed_words_count_before_their_markup_unless_they_stand_alone(
    words: str, marked: str, recorded: str, issued: str, day: str
) -> None:
    cover = (
        f'<p><docDate date="{issued}" refersTo="#dateOfIssuance">the day</docDate></p>'
        f'<p><docTitle refersTo="#adoption">Adopted on <docDate date="{marked}" refersTo="#adoptionDate">{words}</docDate></docTitle></p>'
    )
    document = read_one(akn(symbol="S/RES/3001 (2040)", body=BODY, date=recorded, cover=cover))
    assert document.metadata.date == date.fromisoformat(day)
    assert (f"the printed day of adoption, {words}, is marked up as {marked}" in document.defects) == bool(marked)


def test_the_human_rights_council_names_the_meeting_as_a_place() -> None:
    place = '<conclusions><p><location refersTo="#adoptionMeeting">53rd\n meeting</location></p></conclusions>'
    assert metadata("A/HRC/RES/55/1", after=place).meeting == "53rd meeting"
    assert metadata(after=adopted_on("2040-12-19")).meeting == "49th plenary meeting"
    assert metadata().meeting is None


def test_the_session_is_that_of_the_symbol_else_of_the_cover() -> None:
    assert metadata("A/RES/ES-11/1").session == "ES-11"
    assert metadata("S/RES/3001 (2040)", cover='<p><session value="95">x</session></p>').session == "95"
    assert metadata("S/RES/3001 (2040)", cover='<p><session value="Ninety-fifth">x</session></p>').session is None


# --- Votes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "outcome"),
    [
        ("adoptedWithoutVote", "adopted-without-vote"),
        ("adoptedRecordedVote", "adopted-by-recorded-vote"),
        ("adoptedByAcclamation", "adopted-by-acclamation"),
    ],
)
def test_the_outcome_without_counts(recorded: str, outcome: str) -> None:
    vote = metadata(meta=voting(recorded)).vote
    assert vote is not None
    assert (vote.outcome, vote.statement, vote.in_favour_count, vote.against_count) == (outcome, None, None, None)


def test_counts_and_voters() -> None:
    sides = voting(
        "adoptedRecordedVote", inFavour=("3", ("ARGENTINA", "CANADA", "CHILE")), against=("1", ("JAPAN",)), abstaining=("", ())
    )
    assert metadata(meta=sides).vote == Vote(
        "adopted-by-recorded-vote", None, 3, 1, 0, in_favour=("ARGENTINA", "CANADA", "CHILE"), against=("JAPAN",)
    )


def test_the_security_council_pads_its_counts_and_leaves_the_outcome_empty() -> None:
    vote = metadata("S/RES/3001 (2040)", meta=voting(inFavour=("015", ("CHINA",)))).vote
    assert vote == Vote("adopted", None, 15, 0, 0, in_favour=("CHINA",))


def test_an_outcome_in_words_is_kept() -> None:
    vote = metadata(meta=voting("VOTING BY MAIL", inFavour=("015", ()))).vote
    assert vote is not None
    assert (vote.outcome, vote.statement) == ("adopted", "VOTING BY MAIL")
    told = metadata(meta=voting("Adopted 133-3-0, 88th plenary meeting")).vote
    assert told is not None
    assert (told.outcome, told.statement, told.in_favour_count) == ("adopted", "Adopted 133-3-0, 88th plenary meeting", None)


def test_no_vote_is_recorded_where_nothing_is_said() -> None:
    assert metadata().vote is None
    assert metadata(meta=voting()).vote is None


def draft(outcome: str, by: str) -> Vote | None:
    """The vote on a draft that the Security Council did not adopt."""
    vote = voting(inFavour=("013", ("FRANCE",)), against=("01", ("RUSSIAN FEDERATION",)), abstaining=("01", ("CHINA",)))
    content = akn(symbol="S/2024/302", kind="draftResolution", title="", body=BODY, meta=step(outcome, by) + vote)
    return read_one(content).metadata.vote


VETO = "The draft resolution was not adopted due to the negative vote of 1 permanent member of the Security Council (Russian Federation)."
NOT_ADOPTED = "The draft resolution was not adopted having failed to obtain the required number of votes"


def test_a_veto_is_no_adoption() -> None:
    vote = draft("veto", VETO)
    assert vote is not None
    assert (vote.outcome, vote.statement) == ("vetoed", VETO)
    assert (vote.in_favour_count, vote.against_count, vote.abstaining_count) == (13, 1, 1)
    assert vote.against == ("RUSSIAN FEDERATION",)


def test_too_few_votes_are_no_adoption() -> None:
    vote = draft("notAdopted", NOT_ADOPTED)
    assert vote is not None
    assert (vote.outcome, vote.statement) == ("not-adopted", NOT_ADOPTED)
    without_count = read_one(
        akn(symbol="S/2024/302", kind="draftResolution", body=BODY, meta=step("notAdopted", NOT_ADOPTED))
    ).metadata.vote
    assert without_count == Vote("not-adopted", NOT_ADOPTED)


# --- Agenda items -----------------------------------------------------------------------------------------------------


def test_agenda_items_of_the_keywords() -> None:
    named = keyword("A/95/251", "South-South cooperation for development.", refers="agenda", value="22 (b)")
    topic = keyword("S/", "Maintenance of international peace and security.", refers="agenda", value="X")
    assert metadata(meta=named + named + topic, cover=cover_item("Agenda item 99")).agenda == (
        AgendaItem("A/95/251", "22b", "South-South cooperation for development."),
        AgendaItem("S", "maintenance-of-international-peace-and-security", "Maintenance of international peace and security."),
    )


def test_agenda_items_of_the_cover_where_no_keyword_names_one() -> None:
    assert metadata(cover=cover_item("Agenda item 22 (b)")).agenda == (AgendaItem("A/95/251", "22b", "Sustainable development"),)
    assert metadata(cover=cover_item("Agenda items 13 and 117")).agenda == (
        AgendaItem("A/95/251", "13"),
        AgendaItem("A/95/251", "117"),
    )
    council = metadata("A/HRC/RES/55/1", cover=cover_item("Agenda item 3", "Promotion of all human rights", session="55"))
    assert council.agenda == (AgendaItem("A/HRC/55/1", "3", "Promotion of all human rights"),)
    assert metadata("S/RES/3001 (2040)", cover=cover_item("Agenda item 3")).agenda == ()


# --- Subjects, title, committee, drafts, sponsors ---------------------------------------------------------------------


def test_subjects_with_their_thesaurus_and_address() -> None:
    unbis = "http://metadata.un.org/thesaurus/1006319"
    found = metadata(
        meta=keyword("UNBIS", "sustainable_development", href=unbis)
        + keyword("UNBIS", "sustainable_development", href=unbis)
        + keyword("UNBIS Thesaurus", "SHIPS")
        + keyword("EuroVoc", "food_security", href="not an address")
        + keyword("SDGO", "sdg_17", href="http://metadata.un.org/sdg/17")
        + keyword("DHLAUTH", "COVAX")
        + keyword("A list of its own", "unknown")
        + keyword("UNBIS", "")
        + keyword("DHLAUTH", "Questions relating to information.", refers="agenda", value="50")
    )
    assert found.subjects == (
        Subject("sustainable development", "UNBIS", unbis),
        Subject("SHIPS", "UNBIS"),
        Subject("food security", "EuroVoc"),
        Subject("sdg 17", "SDGO", "http://metadata.un.org/sdg/17"),
        Subject("COVAX", "DHLAUTH"),
    )


def test_the_topic_of_a_document_without_printed_title() -> None:
    document = read_one(
        akn(
            symbol="S/RES/2565 (2021)",
            title="",
            body=BODY,
            meta=keyword("DHL", "", refers="title")
            + keyword("DHL", "Security Council resolution 2565 (2021) [on vaccines]", refers="title"),
        )
    )
    assert document.metadata.title == "Security Council resolution 2565 (2021) [on vaccines]"
    assert (document.title, document.title_as_printed) == (document.metadata.title, "")


def proponent(refers: str, text: str) -> str:
    return f'<p><docProponent refersTo="#{refers}">{text}</docProponent></p>'


def test_the_report_and_the_committee_on_the_cover() -> None:
    words = '[on the report of the Sixth Committee (<inline name="originating document">A/95/413, para. 11</inline>)]'
    found = metadata(cover=proponent("sixthCommittee", words))
    assert (str(found.report), found.draft, found.committee) == ("A/95/413", None, "Sixth Committee")
    assert found.proponent == "[on the report of the Sixth Committee (A/95/413, para. 11)]"


@pytest.mark.parametrize(
    "named", ["A/95/L.23", "A/95/L.23 and A/95/L.23/Add.1", "A/95/L.23, as orally revised", "A/95/L.23 AND ADD.1"]
)
def test_the_first_of_several_drafts_on_the_cover(named: str) -> None:
    words = f'[without reference to a Main Committee (<inline name="originating document">{named}</inline>)]'
    found = metadata(cover=proponent("noMainCommittee", words))
    assert (str(found.draft), found.report, found.committee) == ("A/95/L.23", None, None)
    assert str(metadata(meta=step("draftResolution", symbol=named)).draft) == "A/95/L.23"


@pytest.mark.parametrize("name", ["plenaryMeeting", "Silence procedure"])
def test_the_plenary_is_no_committee(name: str) -> None:
    assert metadata(cover=proponent(name, "Plenary")).committee is None


def test_the_draft_of_the_workflow_goes_before_that_of_the_cover() -> None:
    cover = proponent("secondCommittee", '<inline name="originating document">A/95/L.9</inline>')
    assert str(metadata(meta=step("draftResolution", symbol="A/C.2/95/L.66"), cover=cover).draft) == "A/C.2/95/L.66"
    assert str(metadata(meta=step("draftDecision", symbol="A/95/L.7")).draft) == "A/95/L.7"
    assert metadata(meta=step("draftResolution", symbol="see note")).draft is None


def test_sponsors_as_recorded() -> None:
    found = metadata(
        meta=step("draftResolution", "Argentina,  Canada and Chile")
        + step("draftResolutionAdditionalSponsors", "")
        + step("draftResolutionAdditionalSponsors", "Japan")
        + step("adopted", "Adopted unanimously")
    )
    assert (found.sponsors, found.co_sponsors) == (("Argentina, Canada and Chile",), ("Japan",))


def test_sponsors_of_a_decision() -> None:
    sponsors = step("draftDecision", "Kenya") + step("draftDecisionAdditionalSponsors", "Belize and Palau")
    found = metadata("A/DEC/95/510", meta=sponsors)
    assert (found.sponsors, found.co_sponsors) == (("Kenya",), ("Belize and Palau",))


def test_nothing_recorded_is_nothing_said() -> None:
    assert metadata() == Metadata(date=date(2040, 12, 19), session="95")


# --- Sets -------------------------------------------------------------------------------------------------------------


def test_the_resolutions_of_a_set_inherit_what_its_cover_says() -> None:
    cover = proponent("fourthCommittee", '[on the report (<inline name="originating document">A/95/403, para. 9</inline>)]')
    agenda = keyword("A/95/251", "Questions relating to information.", refers="agenda", value="50")
    own = voting("adoptedRecordedVote", inFavour=("2", ()))
    content = collection(("A", "", BODY), ("B", own, BODY), meta=agenda + voting("adoptedWithoutVote"), cover=cover)
    whole, a, b = read_all(content)
    assert {d.metadata.agenda for d in (whole, a, b)} == {(AgendaItem("A/95/251", "50", "Questions relating to information."),)}
    assert {str(d.metadata.report) for d in (whole, a, b)} == {"A/95/403"}
    assert [d.metadata.vote and d.metadata.vote.outcome for d in (a, b)] == ["adopted-without-vote", "adopted-by-recorded-vote"]
    assert {d.metadata.date for d in (whole, a, b)} == {date(2040, 12, 12)}


def test_a_set_whose_resolutions_were_adopted_on_two_days_has_none() -> None:
    later = identification("2041-04-01", "eng", "ga")
    whole, a, b = read_all(collection(("A", "", BODY), ("B", later, BODY)))
    assert [d.metadata.date for d in (whole, a, b)] == [None, date(2040, 12, 12), date(2041, 4, 1)]


def test_the_title_of_a_resolution_in_a_set_is_its_own() -> None:
    assert [d.title for d in read_all(collection(("A", "", BODY)))] == ["Questions relating to information", "Information"]


# --- Laws -------------------------------------------------------------------------------------------------------------


@settings(derandomize=True, deadline=None)
@given(st.one_of(st.none(), st.text(), st.dates().map(str)))
def test_a_day_is_read_or_none(text: str | None) -> None:
    found = reader.day(text)
    assert (
        found is None or str(found) in {text, f"{(text or '')[:4]}-{(text or '')[4:6]}-{(text or '')[6:]}"} or "W" in (text or "")
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [("secondCommittee", "Second Committee"), ("Commission for Social Development", "Commission for Social Development"), ("", "")],
)
def test_a_name_without_blanks_in_words(name: str, words: str) -> None:
    assert reader.spaced(name) == words
