"""Chains of extensions: which one an extension continues, and how that stands in the graph."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.akn import akn, italic, paragraph
from tests.made import dump, put, rows, tails

from mandategraph.build import build
from mandategraph.continuity import Continued, Extended, chains, confidence
from mandategraph.store import EmbeddedStore
from mandategraph.validate import validate

FIRST, SECOND, THIRD = date(2021, 3, 12), date(2022, 3, 15), date(2023, 3, 15)
ARMS, TRAVEL = "2206#op-4", "2206#op-9"


def test_each_continues_the_one_before_it_of_the_same_actor() -> None:
    found = chains([Extended("c", THIRD, "x"), Extended("a", FIRST, "x"), Extended("b", SECOND, "x"), Extended("d", SECOND, "y")])
    assert found == [Continued("b", "a", "same-entity"), Continued("c", "b", "same-entity")]


def test_measures_are_told_by_the_paragraphs_that_impose_them() -> None:
    """ "Decides to renew until 31 May 2024 the measures imposed by paragraph 4 of resolution 2428 (2018)": no actor is named."""
    both = frozenset({ARMS, TRAVEL})
    extensions = [
        Extended("a", FIRST, None, both),
        Extended("b", SECOND, None, both),
        Extended("c", THIRD, None, frozenset({ARMS})),
    ]
    assert chains(extensions) == [Continued("b", "a", "same-base-provisions")]


def test_an_actor_counts_before_the_paragraphs() -> None:
    base = frozenset({ARMS})
    assert chains([Extended("a", FIRST, "panel", base), Extended("b", SECOND, None, base)]) == []
    assert chains([Extended("a", FIRST, "panel", base), Extended("b", SECOND, "panel")]) == [Continued("b", "a", "same-entity")]


def test_nothing_is_chosen_where_two_come_into_question() -> None:
    assert chains([Extended("a", FIRST, "x"), Extended("b", FIRST, "x"), Extended("c", SECOND, "x")]) == []
    one_and_two = chains([Extended("a", FIRST, "x"), Extended("b", SECOND, "x"), Extended("c", SECOND, "x")])
    assert [(link.later, link.earlier) for link in one_and_two] == [("b", "a"), ("c", "a")]


def test_without_day_or_subject_nothing_is_told() -> None:
    assert chains([Extended("a", None, "x"), Extended("b", SECOND, "x"), Extended("c", FIRST), Extended("d", SECOND)]) == []


def test_the_actor_is_trusted_more_than_the_paragraphs() -> None:
    assert 0 < confidence("same-base-provisions") < confidence("same-entity") < 1
    with pytest.raises(KeyError):
        confidence("same-title")


extension = st.builds(
    Extended,
    st.text("abcdefgh", min_size=1, max_size=3),
    st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)),
    st.none() | st.sampled_from("xyz"),
    st.frozensets(st.sampled_from([ARMS, TRAVEL])),
)


@given(st.lists(extension, unique_by=lambda each: each.iri))
def test_each_has_at_most_one_before_it_which_is_older_and_of_the_same_subject(extensions: list[Extended]) -> None:
    links = chains(extensions)
    known = {each.iri: each for each in extensions}
    assert len({link.later for link in links}) == len(links)
    for link in links:
        later, earlier = known[link.later], known[link.earlier]
        assert earlier.day
        assert later.day
        assert earlier.day < later.day
        assert later.entity == earlier.entity
        assert later.entity or later.provisions == earlier.provisions
    assert chains(reversed(extensions)) == links


# --- In the graph --------------------------------------------------------------------------------------------------------


def resolution(number: str, words: str) -> bytes:
    year = 1945 + int(number.partition("/")[0])
    body = paragraph("1.", f"{italic('Decides')} {words}.")
    return akn(
        symbol=f"A/RES/{number}", preamble=["Recalling the matter,"], body=body, date=f"{year}-12-19", title=f"Matter {number}"
    )


COMMITTEE = "to extend the mandate of the Committee on South-South Cooperation until 31 December"
FILES = {
    "93.xml": resolution("93/8", f"{COMMITTEE} 2039"),
    "94.xml": resolution("94/7", f"{COMMITTEE} 2040"),
    "95.xml": resolution("95/1", f"{COMMITTEE} 2041"),
    "other.xml": resolution("95/2", "to extend the mandate of the Working Group on Samples until 31 December 2041"),
}
LINKS = "SELECT ?later ?earlier ?graph { GRAPH ?graph { ?later unm:continues ?earlier } } ORDER BY ?later"


def links(store: Path) -> list[list[str]]:
    return tails(rows(store, LINKS))


def test_a_chain_is_built_conforms_and_follows_what_changes(tmp_path: Path) -> None:
    put(tmp_path / "in", FILES)
    build([tmp_path / "in"], tmp_path / "store")
    assert links(tmp_path / "store") == [
        ["A/RES/94/7#extension-op-1-1", "A/RES/93/8#extension-op-1-1", "continuity"],
        ["A/RES/95/1#extension-op-1-1", "A/RES/94/7#extension-op-1-1", "continuity"],
    ]
    assert validate(EmbeddedStore(tmp_path / "store")).conforms
    told = "SELECT ?method ?trust { ?link a unm:ContinuityLink ; unm:continuityMethod ?method ; unm:continuityConfidence ?trust }"
    assert tails(rows(tmp_path / "store", told)) == [["same-entity", "0.95"]] * 2
    (tmp_path / "in" / "94.xml").unlink()
    assert build([tmp_path / "in"], tmp_path / "store").reused == 3
    assert [link[:2] for link in links(tmp_path / "store")] == [["A/RES/95/1#extension-op-1-1", "A/RES/93/8#extension-op-1-1"]]
    build([tmp_path / "in"], tmp_path / "new")
    assert dump(tmp_path / "store", tmp_path / "a") == dump(tmp_path / "new", tmp_path / "b")


def test_candidates_are_no_chain(tmp_path: Path) -> None:
    """A Working Group that the authority data do not know may be another one in each document."""
    words = "to extend the mandate of the Working Group on Samples until 31 December"
    put(tmp_path / "in", {"1.xml": resolution("94/7", f"{words} 2040"), "2.xml": resolution("95/1", f"{words} 2041")})
    build([tmp_path / "in"], tmp_path / "store")
    assert len(rows(tmp_path / "store", "SELECT ?e { ?e unm:extendedEntity ?x }")) == 2
    assert links(tmp_path / "store") == []
