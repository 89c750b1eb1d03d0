"""Series: titles without what varies, the principal predecessor of each document, and its place in the graph."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn import akn, italic, paragraph
from tests.made import dump, put

from mandategraph import authority
from mandategraph.build import build
from mandategraph.extract import extract
from mandategraph.query import query
from mandategraph.read import documents
from mandategraph.series import Link, Member, confidence, predecessors, stubs, title_words
from mandategraph.store import EmbeddedStore, open_store
from mandategraph.symbol import Symbol
from mandategraph.validate import validate

SOUTH = "south-south cooperation"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Questions relating to the proposed programme budget for 2023",
            "Questions relating to the proposed programme budget for 2024",
        ),
        ("Working Capital Fund for the biennium 2018–2019", "Working Capital Fund for 2020"),
        (
            "Report of the International Law Commission on the work of its seventy-third session",
            "Report of the International Law Commission on the work of its seventy-fourth session",
        ),
        (
            "Report of the United Nations Commission on International Trade Law on the work of its fiftieth session",
            "Report of the United Nations Commission on International Trade Law on the work of its fifty-first session",
        ),
        (
            "Credentials of representatives to the seventy-seventh session of the General Assembly",
            "Credentials of representatives to the 78th session of the General Assembly",
        ),
        ("Rights of indigenous peoples", "Rights of Indigenous Peoples"),
        (
            "The United Nations Global Counter-Terrorism Strategy: seventh review",
            "The United Nations Global Counter-Terrorism Strategy: eighth review",
        ),
        (
            "Follow-up to the Fourth United Nations Conference on the Least Developed Countries",
            "Follow-up to the Fifth United Nations Conference on the Least Developed Countries",
        ),
        (
            "Estimates for the period from 1 July 2022 to 30 June 2023",
            "Estimates for the period from 1 July 2023 to 30 June 2024",
        ),
        ("Report of the Committee on Conferences for 2022", "Committee on Conferences"),
    ],
)
def test_titles_of_a_series_have_the_same_words(one: str, other: str) -> None:
    assert title_words(one) == title_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Question of Bermuda", "Question of Anguilla"),
        ("Regional disarmament", "Regional disarmament and security"),
        ("Financing of the United Nations Mission in Liberia", "Financing of the United Nations Mission in South Sudan"),
        ("Women in development", "Human resources development"),
    ],
)
def test_titles_of_other_series_have_not(one: str, other: str) -> None:
    assert title_words(one) != title_words(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "Presupuesto por programas para 2023", "Presupuesto por programas para el bienio 2018-2019"),
        ("es", "Informe de la Comisión sobre su septuagésimo período", "Comisión sobre su octogésimo período"),
        ("fr", "Budget-programme pour 2023", "Budget-programme pour l’exercice biennal 2018-2019"),
        (
            "fr",
            "Rapport de la Commission sur sa soixante-dix-huitième session",
            "Rapport de la Commission sur sa première session",
        ),
    ],
)
def test_titles_in_other_languages(language: str, one: str, other: str) -> None:
    assert title_words(one, language) == title_words(other, language) != ""


@pytest.mark.parametrize(
    "piece", ["1 ", "1 july 2020 ", "twenty-", "seventy-first ", "report of the ", "2018–", "for the ", "soixante-", "a"]
)
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_long_titles_take_linear_time(piece: str, language: str) -> None:
    title_words("once", language)
    begun = time.perf_counter()
    title_words(piece * (100_000 // len(piece)), language)
    assert time.perf_counter() - begun < 2


def member(
    symbol: str,
    title: str = SOUTH,
    cites: str = "",
    embedded: str = "",
    agenda: str = "",
    day: date | None = None,
) -> Member:
    """A resolution with the symbols that it cites, adopted in the year after its session opened, or on a day."""
    own = Symbol.parse(symbol)
    governed, inside = ([Symbol.parse(s) for s in text.split()] for text in (cites, embedded))
    return Member(
        own, title, (agenda,) if agenda else (), day or date(own.opening_year or 2000, 12, 20), tuple(governed), tuple(inside)
    )


def found(*members: Member) -> list[tuple[str, str, str]]:
    return [(str(link.later), str(link.earlier), link.method) for link in predecessors(members)]


def test_the_most_recent_cited_one_of_the_same_title_is_the_predecessor() -> None:
    assert found(
        member("A/RES/78/167", cites="A/RES/76/221 A/RES/77/185 A/RES/74/239 A/RES/77/1"),
        member("A/RES/77/185", cites="A/RES/76/221"),
        member("A/RES/77/1", title="another matter"),
        member("A/RES/76/221", cites="A/RES/74/239"),
        member("A/RES/74/239"),
    ) == [
        ("A/RES/76/221", "A/RES/74/239", "same-title"),
        ("A/RES/77/185", "A/RES/76/221", "same-title"),
        ("A/RES/78/167", "A/RES/77/185", "same-title"),
    ]


def test_what_is_not_cited_is_no_predecessor() -> None:
    """The resolutions on single Territories cite only the Declaration on the Granting of Independence."""
    assert found(member("A/RES/78/88", "question of bermuda"), member("A/RES/77/136", "question of bermuda")) == []


def test_a_citation_inside_other_words_counts_only_with_the_same_title() -> None:
    """78/191: Recalling all its previous resolutions on the subject, including resolution 77/206."""
    earlier = member("A/RES/77/206", "use of mercenaries", agenda="rights")
    assert found(earlier, member("A/RES/78/191", "use of mercenaries", embedded="A/RES/77/206")) == [
        ("A/RES/78/191", "A/RES/77/206", "same-title")
    ]
    assert found(earlier, member("A/RES/78/191", "new use of mercenaries", embedded="A/RES/77/206", agenda="rights")) == []


def test_an_end_of_its_own_each_year() -> None:
    head = "global health and foreign policy: "
    earlier = member("A/RES/75/130", head + "strengthening health system resilience")
    assert found(earlier, member("A/RES/78/280", head + "addressing global health challenges", cites="A/RES/75/130")) == [
        ("A/RES/78/280", "A/RES/75/130", "same-main-title")
    ]


def test_a_title_that_grew_under_the_same_agenda_item() -> None:
    earlier = member("A/RES/76/201", "sustainable tourism and sustainable development in central america", agenda="sd")
    title = "sustainable and resilient tourism and sustainable development in central america and dominican republic"
    assert found(earlier, member("A/RES/78/145", title, cites="A/RES/76/201", agenda="sd")) == [
        ("A/RES/78/145", "A/RES/76/201", "same-agenda-item")
    ]
    assert found(earlier, member("A/RES/78/145", title, cites="A/RES/76/201", agenda="other")) == []
    assert found(earlier, member("A/RES/78/145", "oceans and law of sea", cites="A/RES/76/201", agenda="sd")) == []


def test_a_day_of_the_same_session_is_no_successor_under_an_agenda_item() -> None:
    """77/294, International Day of Combating Sand and Dust Storms, cites 77/171, Combating sand and dust storms."""
    earlier = member("A/RES/77/171", "combating sand and dust storms", agenda="sd", day=date(2022, 12, 14))
    later = member(
        "A/RES/77/294", "international day of combating sand and dust storms", "A/RES/77/171", agenda="sd", day=date(2023, 6, 8)
    )
    assert found(earlier, later) == []


def test_the_same_title_goes_before_a_more_recent_one_of_the_same_item() -> None:
    assert found(
        member("A/RES/75/1", cites=""),
        member("A/RES/77/1", "south-south cooperation revisited", agenda="x"),
        member("A/RES/78/1", cites="A/RES/75/1 A/RES/77/1", agenda="x"),
    ) == [("A/RES/78/1", "A/RES/75/1", "same-title")]


def test_neighbours_of_one_day_decisions_and_what_comes_later_are_no_predecessors() -> None:
    day = date(2023, 12, 22)
    assert found(member("A/RES/78/254", day=day), member("A/RES/78/255", cites="A/RES/78/254", day=day)) == []
    assert found(member("A/DEC/77/501"), member("A/RES/78/1", cites="A/DEC/77/501")) == []
    assert found(member("A/RES/77/1", title=""), member("A/RES/78/1", title="", cites="A/RES/77/1")) == []
    assert found(member("A/RES/78/1", cites="A/RES/79/1"), member("A/RES/79/1")) == []


SYMBOLS = [f"A/RES/{session}/{number}" for session in (76, 77, 78) for number in (1, 2)]
MEMBERS = st.lists(
    st.builds(
        member,
        st.sampled_from(SYMBOLS),
        st.sampled_from([SOUTH, "one: two", "one: three", ""]),
        st.lists(st.sampled_from(SYMBOLS)).map(" ".join),
        st.lists(st.sampled_from(SYMBOLS)).map(" ".join),
        st.sampled_from(["", "item"]),
    ),
    max_size=8,
)


@settings(deadline=None, derandomize=True)
@given(MEMBERS)
def test_each_document_has_at_most_one_predecessor_which_is_older_and_cited(members: list[Member]) -> None:
    known = {member.symbol: member for member in members}
    links = predecessors(members)
    assert len({link.later for link in links}) == len(links)
    for link in links:
        later = known[link.later]
        assert known[link.earlier].place_in_time < later.place_in_time
        assert link.earlier in (*later.governed, *later.embedded)
    assert predecessors(reversed(list(known.values()))) == links
    assert [Member.from_row(member.row()) for member in members] == members


def test_confidences_fall_from_the_surest_method() -> None:
    values = [confidence(method) for method in ("same-title", "same-main-title", "same-agenda-item")]
    assert values == sorted(values, reverse=True)
    assert 0 < values[-1] < values[0] < 1


def test_a_member_as_read(tmp_path: Path) -> None:
    recalling = f"{italic('Recalling')} its resolution 94/7 of 20 December 2039 and Security Council resolution 2708 (2023),"
    including = f"{italic('Recalling')} all its previous resolutions on the matter, including resolution 93/8 of 20 December 2038,"
    put(tmp_path, {"1.xml": resolution("95/1", recalling, including)})
    (read,) = documents(tmp_path / "1.xml", authority=authority.load())
    made = Member.of(read, extract(read, authority.load()).statements, authority.load())
    assert made == member("A/RES/95/1", cites="A/RES/94/7", embedded="A/RES/93/8", day=date(2040, 12, 19))


def test_what_is_known_without_its_text_can_be_continued() -> None:
    known = {str(stub.symbol): stub for stub in stubs(authority.load())}
    assert known["ECLAC/RES/591(XXIX)"].title == "cooperation among developing countries and regions"
    assert known["ECLAC/RES/591(XXIX)"].day == date(2002, 5, 6)
    later = Member(
        Symbol.parse("ECLAC/RES/611(XXX)"), known["ECLAC/RES/591(XXIX)"].title, governed=(Symbol.parse("ECLAC/RES/591(XXIX)"),)
    )
    assert predecessors([*known.values(), later]) == [Link(later.symbol, Symbol.parse("ECLAC/RES/591(XXIX)"), "same-title")]


# --- In the graph --------------------------------------------------------------------------------------------------------


def resolution(number: str, *preamble: str, title: str = "South-South cooperation") -> bytes:
    year = 1945 + int(number.partition("/")[0])
    body = paragraph("1.", "Decides to remain seized of the matter.")
    return akn(symbol=f"A/RES/{number}", preamble=preamble, body=body, date=f"{year}-12-19", title=title)


def recalling(number: str) -> str:
    return f"{italic('Recalling')} its resolution {number},"


YEARS = {
    "93.xml": resolution("93/8"),
    "94.xml": resolution("94/7", recalling("93/8")),
    "95.xml": resolution("95/1", recalling("94/7")),
}
LINKS = """PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?graph ?later ?earlier WHERE { GRAPH ?graph { ?work unm:principalPredecessor ?other }
  ?work dcterms:identifier ?later . ?other dcterms:identifier ?earlier } ORDER BY ?later"""


def links(folder: Path) -> list[tuple[str, ...]]:
    rows = query(open_store(folder), LINKS).records()
    assert {row["graph"] for row in rows} <= {"https://w3id.org/unmandates/graph/derived/series"}
    return [(row["later"], row["earlier"]) for row in rows]


def test_a_series_is_built_and_conforms(tmp_path: Path) -> None:
    put(tmp_path / "in", YEARS)
    build([tmp_path / "in"], tmp_path / "store")
    assert links(tmp_path / "store") == [("A/RES/94/7", "A/RES/93/8"), ("A/RES/95/1", "A/RES/94/7")]
    assert validate(EmbeddedStore(tmp_path / "store")).conforms
    rows = query(open_store(tmp_path / "store"), "lineage/series", document="94/7").records()
    assert [(row["symbol"], row["predecessor"], row["method"]) for row in rows] == [
        ("A/RES/93/8", None, None),
        ("A/RES/94/7", "A/RES/93/8", "same title"),
        ("A/RES/95/1", "A/RES/94/7", "same title"),
    ]


def test_a_series_follows_what_changes_and_is_the_same_as_built_anew(tmp_path: Path) -> None:
    """94/7 gets another title, then goes; its neighbours, which are not read again, follow."""
    put(tmp_path / "in", YEARS)
    build([tmp_path / "in"], tmp_path / "store")
    put(tmp_path / "in", {"94.xml": resolution("94/7", recalling("93/8"), title="Another matter")})
    report = build([tmp_path / "in"], tmp_path / "store")
    assert report.reused == 2
    assert links(tmp_path / "store") == []
    put(tmp_path / "in", {"94.xml": YEARS["94.xml"]})
    assert build([tmp_path / "in"], tmp_path / "store").reused == 2
    assert len(links(tmp_path / "store")) == 2
    assert build([tmp_path / "in"], tmp_path / "store").unchanged
    build([tmp_path / "in"], tmp_path / "new")
    assert dump(tmp_path / "store", tmp_path / "a") == dump(tmp_path / "new", tmp_path / "b")
    (tmp_path / "in" / "94.xml").unlink()
    build([tmp_path / "in"], tmp_path / "store")
    assert links(tmp_path / "store") == []
