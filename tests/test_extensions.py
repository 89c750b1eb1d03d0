"""Extensions of mandates, measures and authorizations: what, until when, and on what they rest."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.grammar import dates
from mandategraph.grammar import language as languages
from mandategraph.mandates.extensions import bearer
from mandategraph.mandates.reading import annotate
from mandategraph.model import Provision, Resolution, SourceFile
from mandategraph.symbol import Symbol

ENGLISH = languages.load("en")

# Text of a paragraph; of each extension the thing, until when, for how long, and the basis.
FOUND = [
    (
        "1. Decides to extend the mandate of UNMISS until 15 March 2025;",
        [("UNMISS", "15 March 2025", None, None)],
    ),
    (
        "15. Decides to renew the mandate of UNDOF for a period of six months, that is, until 31 December 2022, and requests the "
        "Secretary-General to ensure that UNDOF has the required capacity;",
        [("UNDOF", "31 December 2022", None, None)],
    ),
    (
        "1. Decides to extend, to 15 October 2021 the mandate of BINUH in accordance with its resolution 2476 (2019), headed by a "
        "Special Representative;",
        [("BINUH", "15 October 2021", None, "resolution 2476 (2019)")],
    ),
    (
        "10. Expresses its full support for UNFICYP and decides to extend its mandate for a further period ending on 31 July 2022;",
        [("UNFICYP", "31 July 2022", None, None)],
    ),
    (
        "17. Decides to extend the mandate of UNOMIG for a new period terminating on 31 July 2003, and to further review that mandate;",
        [("UNOMIG", "31 July 2003", None, None)],
    ),
    (
        "1. Decides to extend the mandate of MONUC, as contained in resolutions 1493 and 1533, until the 1st of October 2004;",
        [("MONUC", "1st of October 2004", None, "resolutions 1493")],
    ),
    (
        "1. Decides to extend until 15 May 2021 the mandate of UNISFA as set out in paragraph 2 of resolution 1990 (2011) and acting "
        "under Chapter VII of the Charter of the United Nations, further decides to extend until 15 May 2021 the tasks of UNISFA as set "
        "out in paragraph 3 of resolution 1990 (2011);",
        [
            ("UNISFA", "15 May 2021", None, "paragraph 2 of resolution 1990 (2011)"),
            ("tasks of UNISFA as set out in paragraph 3 of resolution 1990 (2011)", "15 May 2021", None, "paragraph 3 of resolution 1990 (2011)"),
        ],
    ),
    (
        "2. Decides to extend until 15 May 2021 UNISFA’s mandate modification set forth in resolution 2024 (2011);",
        [("UNISFA", "15 May 2021", None, "resolution 2024 (2011)")],
    ),
    (
        "98. Decides, in order to assist the Committee in fulfilling its mandate, as well as to support the Ombudsperson, to extend the "
        "mandate of the current New York-based Monitoring Team and its members, established pursuant to paragraph 7 of resolution 1526 "
        "(2004), for a further period of thirty months from the expiration of its current mandate in December 2021;",
        [("current New York-based Monitoring Team and its members", None, "thirty months", "paragraph 7 of resolution 1526 (2004)")],
    ),
    (
        "14. Decides that, for a further period of 12 months from the date of this resolution to renew the authorizations as set out in "
        "paragraph 14 of resolution 2500 (2019) granted to States;",
        [("authorizations as set out in paragraph 14 of resolution 2500 (2019) granted to States", None, "12 months", "paragraph 14 of resolution 2500 (2019)")],
    ),
    (
        "1. Decides the mandate of the United Nations Mission in Liberia (UNMIL) shall be extended until 30 September 2007;",
        [("United Nations Mission in Liberia (UNMIL)", "30 September 2007", None, None)],
    ),
    (
        "2. Decides that CTED will continue to operate as a special political mission under the policy guidance of the CTC for the period "
        "ending 31 December 2025 and further decides to conduct an interim review by 31 December 2023;",
        [("CTED", "31 December 2025", None, None)],
    ),
    (
        "12. Extends the mandate of the United Nations Support Mission in Libya (UNSMIL) until 15 March 2016 under the leadership of the "
        "Special Representative;",
        [("United Nations Support Mission in Libya (UNSMIL)", "15 March 2016", None, None)],
    ),
    (
        "1. Decides to extend the mandate of the United Nations Assistance Mission for Iraq (UNAMI) until July 31, 2014;",
        [("United Nations Assistance Mission for Iraq (UNAMI)", "July 31, 2014", None, None)],
    ),
    (
        "5. Decides to renew, for the period specified in paragraph 1 above, the measures on transport imposed by paragraphs 6, 7 and 10 "
        "of resolution 1596;",
        [("measures on transport imposed by paragraphs 6, 7 and 10 of resolution 1596", None, None, "paragraphs 6, 7 and 10 of resolution 1596")],
    ),
    (
        "3. Decides to extend the authorization provided by paragraph 50 of resolution 2217 (2015), from the date of the adoption of this "
        "resolution until the end of MINUSCA’s mandate as authorized in this resolution;",
        [("authorization provided by paragraph 50 of resolution 2217 (2015)", "end of MINUSCA’s mandate as authorized in this resolution", None, "paragraph 50 of resolution 2217 (2015)")],
    ),
]  # fmt: skip

NOT_FOUND = [
    "2. Expresses its willingness to work with the Government to further extend the mandate of the Verification Mission;",
    "30. Expresses its intention to review the situation and consider renewing the authorizations provided in paragraph 14 above;",
    "2. Recalls its decision in resolution 2412 (2018) to extend until 15 October 2018 UNISFA’s mandate;",
    "1. Endorses the report of the Secretary-General, and in particular its recommendation to renew the mandate of UNIFIL for a further "
    "period of six months;",
    "14. Also decides to review the mandate and to decide whether to extend these measures for a further period;",
    "3. Decides that the troop ceiling shall decrease to 4,235, unless it decides to extend the mandate modification;",
    "1. Decides not to renew the measure in paragraph 10 of resolution 1521 (2003);",
    "15. Decides to extend the period for consideration by the Committee of notifications from 48 hours to 3 working days;",
    "5. Extends to 15 August 2017 the deadline for the submission of the final report of the Group of Experts;",
    "4. Decides that the tasks of the Committee set out in paragraph 18 shall extend to the provisions set out in paragraph 2 above;",
    "19. Decides that the sixty-second session of the Committee for Programme and Coordination shall be extended to five weeks;",
    "5. Decides to authorize the Secretary-General to extend up to three months the temporary redeployment from UNMIL to UNOCI of three "
    "infantry companies until 30 June 2011;",
    "38. Recommends that the Secretary-General extend the mandate of the Special Representative for an additional period of one year;",
    "2. Renews its previous call to all States to observe strictly the principles of the Protocol;",
    "1. Requests the Council to extend the mandate of the Panel until 1 May 2026;",
    "3. Requests UNMIT to extend the necessary support, within its current mandate, for municipal elections;",
]


@pytest.mark.parametrize(("text", "extensions"), FOUND)
def test_extensions(text: str, extensions: list[tuple[str | None, ...]]) -> None:
    found = annotate(text, issuer="body/sc").extensions
    assert [(each.entity, each.until, each.duration, each.basis) for each in found] == extensions
    assert not any(each.requested for each in found)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_extension(text: str) -> None:
    assert annotate(text, issuer="body/sc").extensions == ()


def test_the_first_extension_is_the_one_of_the_record() -> None:
    text = "Decides to renew the measures on arms until 1 May 2010, and to renew the measures on travel until 2 June 2010;"
    found = annotate(text, issuer="body/sc")
    assert [(each.entity, each.until) for each in found.extensions] == [
        ("measures on arms", "1 May 2010"),
        ("measures on travel", "2 June 2010"),
    ]
    assert found.extension == found.extensions[0]
    assert found.record()["extension"] == {"entity": "measures on arms", "until": "1 May 2010", "for": None, "basis": None}


def test_items_extend_under_decides_and_the_chapeau_may_say_for_how_long() -> None:
    (found,) = annotate(
        "(b) To renew the mandate of the United Nations Disengagement Observer Force for another period of six months, that is, until "
        "30 November 2000;",
        chapeau=["Decides:"],
        issuer="body/sc",
    ).extensions
    assert (found.entity, found.until) == ("United Nations Disengagement Observer Force", "30 November 2000")
    (measures,) = annotate(
        "(a) To renew the measures on travel imposed by paragraph 4 of resolution 1521 (2003);",
        chapeau=["2. Decides for a period of 12 months from the date of adoption of this resolution:"],
        issuer="body/sc",
    ).extensions
    assert (measures.duration, measures.basis) == ("12 months", "paragraph 4 of resolution 1521 (2003)")
    assert not annotate("(a) To renew the mandate of the Panel;", chapeau=["Requests the Committee:"]).extensions


@pytest.mark.parametrize(
    "text",
    [
        "4. Requests the Secretary-General to extend, for a period expiring on 30 November 2012, the Group of Experts established pursuant "
        "to resolution 1533 (2004);",
        "1. Requests that the Secretary-General renew the mandate of the Group of Experts until 30 November 2012;",
        "3. Requests the Secretary-General to take the necessary administrative measures as expeditiously as possible with a view to "
        "extending the mandate of the Group of Experts for a period expiring on 30 November 2012;",
        "9. Decides to authorize the Secretary-General to extend the exceptional measures until 30 November 2012;",
    ],
)
def test_what_the_secretary_general_is_to_extend_is_marked(text: str) -> None:
    (found,) = annotate(text, issuer="body/sc").extensions
    assert found.requested
    assert found.until == "30 November 2012"


def _resolution(*texts: str) -> Resolution:
    provisions = tuple(Provision(f"op-{number}", "operative", text) for number, text in enumerate(texts, start=1))
    source = SourceFile("x.txt", "0" * 64, "text/plain")
    return Resolution(Symbol.parse("S/RES/1461(2003)"), "", "", "", "body/sc", "en", provisions, source)


def test_the_present_mandate_is_that_of_the_mission_named_last() -> None:
    resolution = _resolution(
        "Endorses the report of the Secretary-General on UNIFIL;", "Decides to extend the present mandate until 31 July 2003;"
    )
    provision = resolution.provisions[1]
    (found,) = annotate(provision.text, issuer="body/sc").extensions
    assert found.entity == "the present mandate"
    assert bearer(found, provision, resolution, ENGLISH) == (resolution.provisions[0], 48, "UNIFIL")
    alone = _resolution(provision.text)
    assert bearer(found, alone.provisions[0], alone, ENGLISH) is None
    (named,) = annotate("Decides to extend the mandate of UNDOF until 1 May 2003", issuer="body/sc").extensions
    assert bearer(named, provision, resolution, ENGLISH) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("15 March 2025", date(2025, 3, 15)),
        ("31January 2021", date(2021, 1, 31)),
        ("1st of October 2004", date(2004, 10, 1)),
        ("July 31, 2014", date(2014, 7, 31)),
        ("June 2026", date(2026, 6, 30)),
        ("31 December 2011 or until the completion of the cases to which they are assigned, if sooner", date(2011, 12, 31)),
        ("31 December 2011 or until the completion of the cases, whichever is later", None),
        ("31 December", None),
        ("its eightieth session", None),
        ("31 June 2011", None),
    ],
)
def test_the_last_day(words: str, day: date | None) -> None:
    assert dates.last_day(words, ENGLISH) == day


@given(st.text(alphabet="Decides to extend the mandate of UNIFIL, until 31 May 2026; and for two months.", max_size=300))
def test_what_is_read_is_a_quote(text: str) -> None:
    for found in annotate(f"Decides {text}", issuer="body/sc").extensions:
        assert all(
            words in f"Decides {text}" for words in (found.entity, found.until or "", found.duration or "", found.basis or "")
        )


@pytest.mark.parametrize(
    "piece",
    [
        "to extend the ",
        "that the measures ",
        ", and to renew the mandate of the ",
        "for a further period of ",
        ", until 1 May ",
        "the mandate of the ",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        annotate(f"Decides to extend {piece * count}", issuer="body/sc")
        return time.process_time() - start

    seconds(100)
    assert seconds(1600) < 12 * seconds(400) + 0.2
