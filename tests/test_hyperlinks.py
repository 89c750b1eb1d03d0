"""What a hyperlink of the editors leads to, and whether its words name the same document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph.cite import hyperlinks
from mandategraph.symbol import Symbol

UNDOCS = "https://undocs.org/en/"


@pytest.mark.parametrize(
    ("target", "words", "symbol"),
    [
        (UNDOCS + "A/RES/70/1", "70/1", "A/RES/70/1"),
        (UNDOCS + "A/RES/2205(XXI)", "2205 (XXI)", "A/RES/2205(XXI)"),
        (UNDOCS + "S/RES/690(1991)", "690 (1991)", "S/RES/690(1991)"),
        ("http://undocs.org/S/RES/1325(2000)", "1325 ( 2000 )", "S/RES/1325(2000)"),
        ("https://docs.un.org/en/A/HRC/RES/39/2", "39/2", "A/HRC/RES/39/2"),
        (UNDOCS + "A/77/7/Add.26", "A/77/7/Add.26", "A/77/7/Add.26"),
        (UNDOCS + "A/48/486", "A/48/486-S/26560", "A/48/486"),
        (UNDOCS + "S/26560", "A/48/486-S/26560", "S/26560"),
        (UNDOCS + "A/RES/70/1", "its recent decision", "A/RES/70/1"),
        (UNDOCS + "A/RES/70/1", "", "A/RES/70/1"),
        (UNDOCS + "S/PRST/2015/3", "S/PRST/2015/3", "S/PRST/2015/3"),
        (UNDOCS + "A/RES/70/1", "070/01", "A/RES/70/1"),
    ],
)
def test_words_that_name_the_target(target: str, words: str, symbol: str) -> None:
    assert hyperlinks.resolve(target, words) == (Symbol.parse(symbol), "resolved")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (UNDOCS + "A/RES/73/263", "3/263"),
        (UNDOCS + "S/RES/1325(2000)", "1820 (2008)"),
        (UNDOCS + "A/RES/2205(XXI)", "2205 (XXX)"),
        (UNDOCS + "A/RES/70/1", "70/11"),
        (UNDOCS + "A/RES/70/1", "70/1 and 71/1"),
        (UNDOCS + "A/48/48", "A/48/486-S/26560"),
    ],
)
def test_words_that_name_another_document_contradict_the_target(target: str, words: str) -> None:
    assert hyperlinks.resolve(target, words) == (None, "contradicted")


@pytest.mark.parametrize(
    "target",
    [
        "https://unece.org/ghs-implementation-0",
        "",
        "mailto:someone",
        "https://documents-dds-ny.un.org/doc/UNDOC/GEN/N15/291/89/PDF/N1529189.pdf",
    ],
)
def test_a_link_to_no_document_symbol_stays_open(target: str) -> None:
    assert hyperlinks.resolve(target, "70/1") == (None, "unresolved")


@settings(derandomize=True)
@given(st.integers(31, 99), st.integers(1, 999))
def test_a_resolution_agrees_with_its_own_numbers_and_with_no_others(session: int, number: int) -> None:
    symbol = Symbol.parse(f"A/RES/{session}/{number}")
    assert hyperlinks.resolve(f"{UNDOCS}A/RES/{session}/{number}", f"{session}/{number}") == (symbol, "resolved")
    assert hyperlinks.resolve(f"{UNDOCS}A/RES/{session}/{number}", f"{session}/{number + 1000}") == (None, "contradicted")


@settings(derandomize=True)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_and_any_target_have_a_status(target: str, words: str) -> None:
    symbol, status = hyperlinks.resolve(target, words)
    assert status in {"resolved", "contradicted", "unresolved"}
    assert (symbol is not None) is (status == "resolved")
