"""Clauses on review, expiry and sunset. Sentences of the official record."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.mandates.reading import annotate

# Text; kind, firm and when of each clause.
CLAUSES = [
    ("Decides to review these measures by 31 October 2017;", [("review", True, "by 31 October 2017")]),
    (
        "Decides to review the measures described in paragraph 1 above with a view to their possible further strengthening in 18 months, or "
        "sooner if necessary;",
        [("review", True, "in 18 months")],
    ),
    (
        "Decides to extend until 31 August 2022 the mandate of the Panel of Experts, expresses its intention to review the mandate and take "
        "appropriate action regarding the further extension no later than 31 July 2022;",
        [("review", False, "no later than 31 July 2022")],
    ),
    (
        "Affirms the Security Council’s readiness to consider reviewing the arms embargo, when appropriate;",
        [("review", False, None)],
    ),
    ("Affirms that it shall keep Iran’s actions under continuous review;", [("review", True, None)]),
    ("Decides to keep under continuous review the process unfolding in New Caledonia;", [("review", True, None)]),
    (
        "Decides to include in the provisional agenda of its seventy-seventh session the item, and to review the implementation of the "
        "present resolution at that session;",
        [("review", True, "at that session")],
    ),
    (
        "Decides, in accordance with Economic and Social Council resolution 1989/84, to review the implementation of the Decade at its "
        "eighty-fourth session;",
        [("review", True, "at its eighty-fourth session")],
    ),
    (
        "Decides to review the sanctions measures established pursuant to resolution 2048 (2012) seven months from the adoption of this "
        "resolution;",
        [("review", True, "seven months from the adoption of this resolution")],
    ),
    (
        "Expresses its intention to regularly review the measures, in light of the interim report by the Panel of Experts due by 12 August "
        "2022;",
        [("review", False, "regularly")],
    ),
    (
        "Requests the Secretary-General, in accordance with best practice, to conduct by February 2017 a strategic review of UNIFIL;",
        [("review", True, "by February 2017")],
    ),
    (
        "Decides that the mandate for the multinational force shall be reviewed at the request of the Government of Iraq, and that this "
        "mandate shall expire upon the completion of the political process set out in paragraph four above;",
        [
            ("expiry", True, "upon the completion of the political process set out in paragraph four above"),
            ("review", True, "at the request of the Government of Iraq"),
        ],
    ),
    (
        "Decides that the measures imposed by paragraph 6 above are established for twelve months and that, at the end of this period, the "
        "Council will decide whether to extend these measures for a further period;",
        [("sunset", True, "at the end of this period")],
    ),
    (
        "Decides that the authorizations provided by this resolution shall terminate one year from the date of the adoption of this "
        "resolution, unless the Council decides to extend them;",
        [("sunset", True, "one year from the date of the adoption of this resolution")],
    ),
    (
        "Decides that the provisions of paragraph 4 (a) of resolution 1127 (1997) shall cease to have effect from 00:01 Eastern Standard Time "
        "on 14 November 2002, following the expiration of the suspension;",
        [("expiry", True, "from 00:01 Eastern Standard Time on 14 November 2002")],
    ),
    (
        "Decides further that UNMIN’s mandate will terminate on 15 January 2011 after which date UNMIN will leave Nepal;",
        [("expiry", True, "on 15 January 2011")],
    ),
    (
        "Expresses its readiness to terminate the measures imposed by paragraph 10 above once the Council determines that the goals have been "
        "achieved;",
        [("expiry", False, None)],
    ),
]

NONE = [
    "Encourages Member States to review their legislation by 31 May 2026;",
    "Decides to keep under review, during its seventy-fourth session, the item entitled “Financing of the Mission”;",
    "Decides to include in the agenda of its next session the item entitled “Comprehensive review of special political missions”;",
    "Welcomes the Secretary-General’s intention to conduct a comprehensive review of UNAMID;",
    "Directs the Committee to review all names by 30 June 2010;",
    "Decides to continue to give consideration to culture in the follow-up and review framework of the 2030 Agenda;",
    "Recalls its decision that the requirement shall terminate with respect to that individual 60 days after the report;",
    "Decides that this provision shall cease to apply to the supply of an item if the Committee approves it;",
    "Requests the Secretary-General to report before the mandate is due to expire;",
    "Notes the decision of the Review Conference to review the Treaty at its next session;",
    "Decides that all requests shall be reviewed by the Committee;",
]


@pytest.mark.parametrize(("text", "clauses"), CLAUSES)
def test_clauses(text: str, clauses: list[tuple[str, bool, str | None]]) -> None:
    found = annotate(text, issuer="body/sc").endings
    assert [(each.kind, each.firm, each.when) for each in found] == clauses
    assert all(each.when is None or each.when in text[each.start : each.end] for each in found)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_clause(text: str) -> None:
    assert annotate(text, issuer="body/sc").endings == ()


def test_an_item_under_a_decision_may_be_a_review() -> None:
    chapeau = "Decides to review the measures renewed in paragraph 1 above, and further decides to carry out during this period:"
    text = "(a) A review of the measures no later than three months after the holding of elections;"
    (found,) = annotate(text, chapeau=[chapeau], issuer="body/sc").endings
    assert (found.kind, found.firm, found.when) == ("review", True, "no later than three months after the holding")
    assert not annotate(text, chapeau=["Requests the Secretary-General to submit:"]).endings


@given(st.text(alphabet="Decides to review it by 31 May 2026, unless it shall expire; under review.", max_size=300))
def test_the_words_stand_in_the_text(text: str) -> None:
    for found in annotate(f"Decides {text}", issuer="body/sc").endings:
        assert 0 <= found.start < found.end <= len(text) + len("Decides ")


@pytest.mark.parametrize(
    "piece",
    [
        "to review the ",
        "it shall keep the ",
        "under review ",
        "shall expire ",
        "at the end of this period ",
        "to convene a meeting ",
        "and ",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        annotate(f"Decides to review {piece * count}", issuer="body/sc")
        return time.process_time() - start

    seconds(100)
    assert seconds(1600) < 8 * seconds(400) + 0.2
