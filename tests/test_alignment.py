"""Language versions side by side: parts that are parallel get the names of the pivot, others keep their own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn import akn, annex, link, listed, note, paragraph, point, read_one

from mandategraph.model import Resolution
from mandategraph.read.alignment import align


def version(language: str, *body: str, preamble: tuple[str, ...] = ("Recalling it,",), after: str = "") -> Resolution:
    """A language version with this preamble, body and annexes."""
    return read_one(akn(language=language, preamble=preamble, body="".join(body), after=after))


ENGLISH = version(
    "eng",
    listed("1.", "Requests:", point("(a)", "one;"), point("(b)", "two;")),
    paragraph("2.", "Decides."),
    preamble=("Recalling,", "Noting,"),
)


def test_a_complete_version_has_the_names_of_the_pivot() -> None:
    russian = version(
        "rus",
        listed("1.", "просит:", point("a)", "раз;"), point("b)", "два;")),
        paragraph("2.", "постановляет."),
        preamble=("ссылаясь,", "отмечая,"),
    )
    aligned = align(ENGLISH, russian)
    assert aligned.unaligned == frozenset()
    assert [p.id for p in aligned.resolution.provisions] == [p.id for p in ENGLISH.provisions]
    assert [p.text for p in aligned.resolution.provisions] == [p.text for p in russian.provisions]


def test_items_are_numbered_in_each_language_in_its_own_way() -> None:
    russian = version(
        "rus",
        listed("1.", "просит:", point("а)", "раз;"), point("б)", "два;")),
        paragraph("2.", "постановляет."),
        preamble=("ссылаясь,", "отмечая,"),
    )
    aligned = align(ENGLISH, russian)
    assert [p.id for p in russian.provisions] == ["pp-1", "pp-2", "op-1", "op-1-u1", "op-1-u2", "op-2"]
    assert [(p.id, p.parent) for p in aligned.resolution.provisions] == [(p.id, p.parent) for p in ENGLISH.provisions]


def test_a_part_that_is_not_parallel_keeps_its_names() -> None:
    french = version("fra", paragraph("1.", "Prie;"), paragraph("2.", "Décide."), preamble=("Rappelant,", "Notant,"))
    aligned = align(ENGLISH, french)
    assert aligned.unaligned == {"op-1", "op-2"}
    assert [p.id for p in aligned.resolution.provisions] == ["pp-1", "pp-2", "op-1", "op-2"]


def test_another_number_of_preambular_paragraphs_leaves_the_operative_part_aligned() -> None:
    french = version("fra", listed("1.", "Prie :", point("a)", "un ;"), point("b)", "deux ;")), paragraph("2.", "Décide."))
    assert align(ENGLISH, french).unaligned == {"pp-1"}


def test_other_numbers_of_paragraphs_are_not_parallel() -> None:
    french = version("fra", listed("1.", "Prie :", point("a)", "un ;"), point("b)", "deux ;")), paragraph("3.", "Décide."))
    assert align(ENGLISH, french).unaligned == {"pp-1", "op-1", "op-1-a", "op-1-b", "op-3"}


def test_another_level_of_an_item_is_not_parallel() -> None:
    below = "<sublist>" + point("(i)", "two;") + "</sublist>"
    french = version(
        "fra", listed("1.", "Prie :", point("a)", "un ;"), below), paragraph("2.", "Décide."), preamble=("Rappelant,", "Notant,")
    )
    assert align(ENGLISH, french).unaligned == {"op-1", "op-1-a", "op-1-a-i", "op-2"}


def test_each_annex_is_a_part_of_its_own() -> None:
    heading = "<paragraph class='HCh'><heading>{}</heading></paragraph>"
    first, second = (
        annex(heading.format("Annex I"), paragraph("1.", "One;")),
        annex(heading.format("Annex II"), paragraph("1.", "Two;")),
    )
    longer = annex(heading.format("Annexe II"), paragraph("1.", "Deux ;"), paragraph("2.", "Trois ;"))
    english = version("eng", paragraph("1.", "Adopts."), after=first + second)
    aligned = align(english, version("fra", paragraph("1.", "Adopte."), after=first + longer))
    assert aligned.unaligned == {"annex-2", "annex-2-1", "annex-2-2"}


def test_notes_are_told_by_their_marks() -> None:
    english = version("eng", paragraph("1.", f"Notes it{note('1', 'One.')} and that{note('*', 'Star.')} too."))
    french = version("fra", paragraph("1.", f"Note cela{note('*', 'Étoile.')} et ceci{note('1', 'Un.')}."))
    aligned = align(english, french)
    assert aligned.unaligned == frozenset()
    assert {p.id: p.text for p in aligned.resolution.provisions if p.kind == "footnote"} == {"fn-1": "Un.", "fn-u2": "Étoile."}
    assert {p.id: p.number for p in english.provisions if p.kind == "footnote"} == {"fn-1": "1", "fn-u2": "*"}


@pytest.mark.parametrize("marks", [("1",), ("1", "3"), ("1", "1"), ("1", "2", "3")])
def test_notes_with_other_marks_are_not_parallel(marks: tuple[str, ...]) -> None:
    english = version("eng", paragraph("1.", f"Notes{note('1', 'One.')} it{note('2', 'Two.')}."))
    french = version("fra", paragraph("1.", "Note " + "".join(note(mark, "Une note.") for mark in marks)))
    aligned = align(english, french)
    assert aligned.unaligned == {p.id for p in french.provisions if p.kind == "footnote"}


def test_links_move_with_their_provisions() -> None:
    russian = version(
        "rus",
        listed("1.", "просит:", point("а)", link("70/1", "https://undocs.org/ru/A/RES/70/1") + ";"), point("б)", "два;")),
        paragraph("2.", "постановляет."),
        preamble=("ссылаясь,", "отмечая,"),
    )
    assert [h.provision for h in russian.hyperlinks] == ["op-1-u1"]
    assert [h.provision for h in align(ENGLISH, russian).resolution.hyperlinks] == ["op-1-a"]


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["1.", "2.", "(a)", "(b)", "(i)", "", "•"]), max_size=10))
def test_a_document_is_aligned_with_itself(numbers: list[str]) -> None:
    document = version("eng", *(paragraph(number, f"Text {position}.") for position, number in enumerate(numbers)))
    assert align(document, document).resolution == document
    assert align(document, document).unaligned == frozenset()
