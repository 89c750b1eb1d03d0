"""Single paragraphs read by themselves: acts, mandates, extensions, establishments, renamings."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.grammar import language as languages
from mandategraph.mandates import annotate
from mandategraph.mandates.people import split, take

#   a paragraph, and its operative phrases with their families
ACTS = [
    ("2. Reiterates its request to its subsidiary bodies to organize the dates;", [("Reiterates its request", "directive")]),
    ("3. Recalls and reiterates the requests made in 2022/25;", [("Recalls", "assertive"), ("reiterates", "assertive")]),
    ("8. Acting under Chapter VII of the Charter, decides to exempt from the measures the travel;", [("decides", "dispositive")]),
    (
        "1. Encourages Governments to act, and encourages debtors to pay;",
        [("Encourages", "directive"), ("encourages", "directive")],
    ),
    (
        "1. Calls for peace, which is dire, and also calls for compliance;",
        [("Calls for", "directive"), ("also calls for", "directive")],
    ),
    ("21. Acknowledges the specific access provided to the Special Rapporteur;", [("Acknowledges", "expressive")]),
    ("(c) Supporting structural transformation as a driver of prosperity,", []),
]

#   a paragraph; of each mandate addressees, kind, recipients, deadline and task
MANDATES = [
    (
        "1. Requests the Special Committee to continue to examine the question of Guam and to report thereon to the General "
        "Assembly at its seventy-eighth session.",
        [
            (("Special Committee",), "other", (), None, "to continue to examine the question of Guam"),
            (
                ("Special Committee",),
                "report",
                ("General Assembly",),
                "at its seventy-eighth session",
                "to report thereon to the General Assembly at its seventy-eighth session",
            ),
        ],
    ),
    (
        "1. Calls upon all States that have not yet done so to ratify the Treaty;",
        [(("States",), "norm", (), None, "to ratify the Treaty")],
    ),
    (
        "1. Encourages closer public-private collaboration to better tackle corruption;",
        [((), "cooperation", (), None, "closer public-private collaboration to better tackle corruption")],
    ),
    (
        "1. Requests that the Secretary-General submit a report by 1 May 2026;",
        [(("Secretary-General",), "report", (), "by 1 May 2026", "submit a report by 1 May 2026")],
    ),
    (
        "3. Decides to remain actively seized of the matter.",
        [(("General Assembly",), "agenda", (), None, "to remain actively seized of the matter")],
    ),
    ("2. Decides that MINUSMA shall continue to comprise up to 13,289 military personnel;", []),
    ("2. Expresses its intention to decide by 31 May 2020 on the drawdown;", []),
    (
        "1. Calls upon all States to cooperate, and also calls upon them to contribute to the fund;",
        [(("States",), "cooperation", (), None, "to cooperate"), (("States",), "resources", (), None, "to contribute to the fund")],
    ),
    (  # its items have the tasks
        "8. Encourages Ombudsman institutions to:",
        [],
    ),
    (
        "1. Encourages the Bank to brief the Council in January 2009;",
        [(("Bank",), "report", ("Council",), "in January 2009", "to brief the Council in January 2009")],
    ),
    (
        "1. Requests the Secretary-General to submit a report on the implementation of the present resolution to the General "
        "Assembly at its seventy-ninth session;",
        [
            (
                ("Secretary-General",),
                "report",
                ("General Assembly",),
                "at its seventy-ninth session",
                "to submit a report on the implementation of the present resolution to the General Assembly at its "
                "seventy-ninth session",
            )
        ],
    ),
    (
        "2. Requests the Secretary-General to report to the Advisory Committee and to the General Assembly;",
        [
            (
                ("Secretary-General",),
                "report",
                ("Advisory Committee", "General Assembly"),
                None,
                "to report to the Advisory Committee and to the General Assembly",
            )
        ],
    ),
    (
        "1. Calls for compliance by Israel, the occupying Power, with its obligations;",
        [(("Israel",), "norm", (), None, "compliance by Israel, the occupying Power, with its obligations")],
    ),
]

#   chapeaux, an item, and of its mandate the directive, the addressees and the task
ITEMS = [
    (["1. Calls upon States:"], "(p) To collect data;", ("Calls upon", ("States",), "To collect data")),
    (
        ["10. Decides that the mandate of UNMIL shall be the following:", "(c) Human rights"],
        "(ii) To support efforts to combat violence;",
        ("Decides", ("UNMIL",), "To support efforts to combat violence"),
    ),
    (
        ["4. Also encourages, for the purpose of dialogue, the following:"],
        "(c) All States to conduct candid dialogue;",
        ("Also encourages", ("States",), "to conduct candid dialogue"),
    ),
    (["2. Expresses its appreciation to the Commission, and notes in particular:"], "(b) The completion of the reading;", None),
]

LISTS = [
    ("the G5 Sahel States and the African Union", ("G5 Sahel States", "African Union")),
    ("relevant regional and international organizations", ("relevant regional and international organizations",)),
    ("the Commission, including its agencies, funds and programmes", ("Commission", "agencies, funds and programmes")),
    ("the Turkish Cypriot side and the Turkish forces", ("Turkish Cypriot side", "Turkish forces")),
    (
        "all Member States, including Chile, through its ministries and schools, as well as civil society, in line with the plan",
        ("Member States", "Chile", "civil society"),
    ),
    ("independent experts and working groups", ("independent experts", "working groups")),
    ("debtors and creditors", ("debtors", "creditors")),
    (
        "all peacekeeping and other relevant United Nations missions and United Nations entities",
        ("peacekeeping and other relevant United Nations missions", "United Nations entities"),
    ),
    ("all Member States, in particular those that have the capacity to do so", ("Member States",)),
]


@pytest.mark.parametrize(("text", "acts"), ACTS)
def test_operative_phrases_with_their_families(text: str, acts: list[tuple[str, str]]) -> None:
    assert [(act.phrase, act.family) for act in annotate(text).acts] == acts


@pytest.mark.parametrize(("text", "mandates"), MANDATES)
def test_mandates(text: str, mandates: list[tuple[object, ...]]) -> None:
    found = annotate(text).mandates
    assert [(task.addressees, task.kind, task.recipients, task.deadline, task.task) for task in found] == mandates


@pytest.mark.parametrize(("chapeau", "text", "mandate"), ITEMS)
def test_items_inherit(chapeau: list[str], text: str, mandate: tuple[object, ...] | None) -> None:
    found = annotate(text, chapeau=chapeau).mandates
    assert [(task.directive, task.addressees, task.task) for task in found] == ([mandate] if mandate else [])
    assert all(task.inherited for task in found)


@pytest.mark.parametrize(("words", "members"), LISTS)
def test_lists_are_split_into_complete_members(words: str, members: tuple[str, ...]) -> None:
    assert split(words, languages.load("en")) == members


def test_a_name_ends_where_its_sentence_goes_on() -> None:
    words = "the Special Representative of the Secretary-General for Children and Armed Conflict on the matter"
    assert take(words, 0, languages.load("en")) == (
        "Special Representative of the Secretary-General for Children and Armed Conflict",
    )


def test_extensions() -> None:
    text = "1. Decides to renew, for a period of three years, the mandate of Special Rapporteur on water, to enable work;"
    found = annotate(text, issuer="body/hrc").extension
    assert found
    assert (found.entity, found.until, found.duration) == ("Special Rapporteur on water", None, "three years")
    text = "1. Decides to extend until 29 September 2006 the mandate of the Panel of Experts appointed pursuant to resolution 1591 (2005);"
    found = annotate(text, issuer="body/sc").extension
    assert found
    assert (found.entity, found.until, found.basis) == ("Panel of Experts", "29 September 2006", "resolution 1591 (2005)")
    assert annotate("1. Requests the Council to extend the mandate of the Panel until 1 May 2026;").extension is None


def test_establishments_and_renamings() -> None:
    found = annotate("1. Requests the Secretary-General to establish a trust fund through which States can help;").establishment
    assert found
    assert (found.entity, found.ends) == ("trust fund", False)
    day = annotate("1. Decides to declare 26 November as World Sustainable Transport Day;").establishment
    assert day
    assert day.entity == "World Sustainable Transport Day"
    ended = annotate(
        "3. Decides further to dissolve the Committee established by paragraph 22 of resolution 864 (1993);"
    ).establishment
    assert ended
    assert (ended.entity, ended.ends) == ("Committee", True)
    assert annotate("1. Encourages States to establish a trust fund;").establishment is None
    renamed = annotate("1. Decides to rename the Committee on Trade as the Committee on Trade and Services;").renaming
    assert renamed
    assert (renamed.old, renamed.new, renamed.here) == ("Committee on Trade", "Committee on Trade and Services", True)


@given(st.text(alphabet="Requests the Council to,; and that shall report by 1 May 2026:().", max_size=300))
def test_any_words_are_read_and_all_tasks_are_quotes(text: str) -> None:
    found = annotate(text, chapeau=["1. Requests the Council to:"])
    assert all(text[task.start : task.start + len(task.task)] == task.task for task in found.mandates)
    assert all(text[act.start : act.end] == act.phrase for act in found.acts)


@pytest.mark.parametrize(
    "piece", ["the ", "to report ", ", and ", "Committee on ", "a a", "that it shall ", "in consultation with "]
)
def test_long_texts_are_read_in_linear_time(piece: str) -> None:
    start = time.perf_counter()
    annotate("1. Requests " + piece * 3000)
    assert time.perf_counter() - start < 5
