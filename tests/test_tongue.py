"""The language of a text by its letters and short words, and of a folder by its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.read import tongue

TEXTS = {
    "en": "The General Assembly, Recalling its resolution 78/167 of 19 December 2023 and the report of the Secretary-General,",
    "fr": "L’Assemblée générale, Rappelant les résolutions du Conseil et le rapport des commissions dans une annexe,",
    "es": "La Asamblea General, Recordando las resoluciones del Consejo y los informes que el Comité examinó en el período,",
    "de": "Die Generalversammlung, unter Hinweis auf die Resolutionen und den Bericht der Kommission zu dem Thema mit Dank,",
    "ru": "Генеральная Ассамблея, ссылаясь на свою резолюцию 78/167 от 19 декабря 2023 года,",
    "ar": "إن الجمعية العامة، إذ تشير إلى قرارها 78/167 المؤرخ 19 كانون الأول",
    "zh": "大会，回顾其2023年12月19日第78/167号决议和秘书长的报告，注意到",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items())
def test_each_language_is_told(tag: str, text: str) -> None:
    assert tongue.guess(text) == tag


def test_all_languages_are_tried() -> None:
    assert TEXTS.keys() == tongue.languages().keys() == set(tongue.by_code().values())


@pytest.mark.parametrize("text", ["", "78/167", "Resolution", "the of and", "Kofi Annan", "大会"])
def test_too_few_words_tell_nothing(text: str) -> None:
    assert tongue.guess(text) is None


def test_a_text_in_two_languages_tells_nothing() -> None:
    assert tongue.guess(f"{TEXTS['en']} {TEXTS['fr']}") is None


def test_a_foreign_name_in_a_text_does_not_change_its_language() -> None:
    assert tongue.guess(TEXTS["en"] + " 中国 Совет") == "en"


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("GAresolutions/75session/English/75_274.xml", "en"),
        ("GAresolutions/75session/french/75_274.xml", "fr"),
        ("English/Chinese/x.xml", "zh"),
        ("PRST/2001/x.xml", None),
        ("English", None),
        ("", None),
    ],
)
def test_the_language_that_a_folder_is_named_after(path: str, tag: str | None) -> None:
    assert tongue.of_folder(path) == tag


@given(st.text())
def test_any_text_is_in_a_language_or_none(text: str) -> None:
    assert tongue.guess(text) in {None, *tongue.languages()}
    assert tongue.of_folder(text) in {None, *tongue.languages()}
