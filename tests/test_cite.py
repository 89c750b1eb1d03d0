"""Citations: whose resolution a number is, which one is meant, and what governs the reference."""

from __future__ import annotations

import pytest

from mandategraph import authority
from mandategraph.cite.tokens import tokens
from mandategraph.extract import extract
from mandategraph.grammar import language as languages
from mandategraph.model import Citation, SourceFile
from mandategraph.read import TEXTS, structure

HEADINGS = {
    "ECLAC": "700(XXXIV) Title\n\nThe Economic Commission for Latin America and the Caribbean,",
    "GA": "58/1. Title\n\nThe General Assembly,",
    "SC": "Resolution 1900 (2009)\n\nThe Security Council,",
    "ECOSOC": "2023/25. Title\n\nThe Economic and Social Council,",
    "HRC": "54/10. Title\n\nThe Human Rights Council,",
}


def citations(text: str, issuer: str = "ECLAC") -> tuple[Citation, ...]:
    """The citations in a resolution of these paragraphs, by a body."""
    media_type, blocks = TEXTS[".txt"]
    page = f"{HEADINGS[issuer]}\n\n{text}\n\n99. Decides to remain seized of the matter."
    source = SourceFile("test.txt", "0" * 64, media_type)
    return extract(structure.recover(blocks(page), source, "test.txt", languages.load("en"), authority.load())).citations


def cited(text: str, issuer: str = "ECLAC") -> list[tuple[str, str | None]]:
    """Each reference as quoted, with the document it was resolved to."""
    return [(c.evidence.quote, str(c.cited) if c.cited else None) for c in citations(text, issuer)]


# --- Tokens -----------------------------------------------------------------------------------------------------------

#   text, the tokens in it; "?" stands before those without a series
TOKENS = [
    ("its resolution 591(XXIX) on cooperation", ["?591(XXIX)"]),
    ("resolutions 1325 (2000), 217 A (III), 60/265 B and 76/247 A-B", ["?1325 (2000)", "?217 A (III)", "?60/265 B", "?76/247 A-B"]),
    ("A/RES/58/220, S/RES/1540 (2004) and E/RES/2023/25.", ["A/RES/58/220", "S/RES/1540 (2004)", "E/RES/2023/25"]),
    ("LC/G.2242(SES.30/18).", ["LC/G.2242(SES.30/18)"]),
    ("United Nations publication, Sales No. E.78.II.A.11 and corrigendum", ["Sales No. E.78.II.A.11"]),
    ("FCCC/CP/2015/10/Add.1, decision 1/CP.21", ["FCCC/CP/2015/10/Add.1"]),
    ("the bienniums 2002-2003 and 2004/2005/2006, HIV/AIDS and and/or", []),
    ("1 (a) and 8(b)", []),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [("?" if token.bare else "") + token.text for token in tokens(text)] == expected


# --- Whose resolution it is -------------------------------------------------------------------------------------------

#   issuing body, paragraph, each reference with the document
CITED: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("ECLAC", "Recalling its resolution 591(XXIX) on cooperation,", [("its resolution 591(XXIX)", "ECLAC/RES/591(XXIX)")]),
    ("ECLAC", "Considering General Assembly resolution 58/220,", [("General Assembly resolution 58/220", "A/RES/58/220")]),
    ("ECLAC", "Recalling resolution 752(PLEN.36),", [("resolution 752(PLEN.36)", "ECLAC/RES/752(PLEN.36)")]),
    ("ECLAC", "Recalling its resolution 58/220,", [("its resolution 58/220", None)]),  # ECLAC has no such number
    (
        "GA",
        "Recalling Security Council resolutions 1325 (2000) of 31 October 2000 and 1820 (2008) of 19 June 2008,",
        [("Security Council resolutions 1325 (2000)", "S/RES/1325(2000)"), ("1820 (2008)", "S/RES/1820(2008)")],
    ),
    ("GA", "Recalling resolution 1540 (2004),", [("resolution 1540 (2004)", None)]),  # never the Assembly's, by its form
    ("GA", "Recalling Economic and Social Council resolution 2023/25,", [("Economic and Social Council resolution 2023/25", "E/RES/2023/25")]),
    ("GA", "Recalling its resolution 60/265 B,", [("its resolution 60/265 B", "A/RES/60/265 B")]),
    ("GA", "Recalling resolution 217 A (III) of 10 December 1948,", [("resolution 217 A (III)", "A/RES/217(III) A")]),
    ("GA", "Recalling its resolution 76/247 A–B,", [("its resolution 76/247 A–B", "A/RES/76/247 A-B")]),
    (
        "GA",
        "Recalling its resolutions S-27/2, ES-10/14, 3201 (S-VI) and, in particular, 61/16 of 20 November 2006, 68/1 of 20 September 2013,",
        [("its resolutions S-27/2", "A/RES/S-27/2"), ("ES-10/14", "A/RES/ES-10/14"), ("3201 (S-VI)", "A/RES/3201(S-VI)")],
    ),
    (  # ECOSOC 2021/1
        "ECOSOC",
        "Recalling General Assembly resolutions 61/16 of 20 November 2006, 68/1 of 20 September 2013 and 72/305 of 23 July 2018,",
        [("General Assembly resolutions 61/16", "A/RES/61/16"), ("68/1", "A/RES/68/1"), ("72/305", "A/RES/72/305")],
    ),
    (
        "GA",
        "Recalling the Security Council, and Council resolution 1325 (2000), and Human Rights Council resolution 5/1,",
        [("Council resolution 1325 (2000)", "S/RES/1325(2000)"), ("Human Rights Council resolution 5/1", "A/HRC/RES/5/1")],
    ),
    ("GA", "Recalling Commission resolution 58/220,", [("Commission resolution 58/220", None)]),  # of which commission?
    ("GA", "Recalling resolution 2005/74,", [("resolution 2005/74", None)]),  # a year is no session
    (  # HRC 54/12
        "HRC",
        "Noting the Declaration, adopted by the General Assembly in its resolution 61/295 of 13 September 2007,",
        [("its resolution 61/295", "A/RES/61/295")],
    ),
    ("HRC", "Recalling its resolution 5/1,", [("its resolution 5/1", "A/HRC/RES/5/1")]),
    ("ECLAC", "Noting the Assembly, and that the General Assembly decided, by its resolution 58/220, to meet,", [("its resolution 58/220", "A/RES/58/220")]),
    ("SC", "Recalling the Committee established pursuant to resolution 1267 (1999),", [("resolution 1267 (1999)", "S/RES/1267(1999)")]),
    (  # ECOSOC 2021/10
        "ECOSOC",
        "Recalling its decision 2020/212 of 18 June 2020,",
        [("its decision 2020/212", "E/DEC/2020/212")],
    ),
    ("GA", "Recalling decisions 55/488 and 56/1,", [("decisions 55/488", "A/DEC/55/488"), ("56/1", "A/DEC/56/1")]),
    ("ECLAC", "Recalling its decision 5(XXIX),", [("its decision 5(XXIX)", None)]),
    ("ECLAC", "Recalling 58/220 members of 1/3 of it,", []),
    ("ECLAC", "Recalling documents LC/G.2242(SES.30/18) and A/58/39,", [("LC/G.2242(SES.30/18)", "LC/G.2242(SES.30/18)"), ("A/58/39", "A/58/39")]),
    ("ECLAC", "Recalling Sales No. E.78.II.A.11,", [("Sales No. E.78.II.A.11", "Sales No. E.78.II.A.11")]),
    ("ECLAC", "Recalling the Monterrey Consensus,", [("Monterrey Consensus", "instrument/monterrey-consensus-2002")]),
    ("GA", "Recalling resolution 58/1 and A/RES/58/1 and the present resolution,", []),  # the document itself
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "expected"), CITED)
def test_whose_resolution_is_cited(issuer: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert cited(text, issuer) == expected


@pytest.mark.parametrize(("issuer", "text"), [(issuer, text) for issuer, text, found in CITED if any(c is None for _, c in found)])
def test_a_number_that_cannot_be_the_bodys_is_ambiguous(issuer: str, text: str) -> None:
    assert {c.status for c in citations(text, issuer)} == {"ambiguous"}


def test_the_pinpoint_is_kept() -> None:
    text = "Recalling resolution 58/220, annex II, Sales No. E.78.II.A.11 and corrigendum, chap. I, and 58/3 of it,"
    assert [(c.pinpoint) for c in citations(text, "GA")] == ["annex II", "chap. I"]


# --- References without a number --------------------------------------------------------------------------------------

#   paragraphs, each reference with document and status
BACKWARDS: list[tuple[str, list[tuple[str, str | None, str]]]] = [
    (
        "Considering General Assembly resolution 58/220,\n\nAlso considering that in that resolution it acted,",
        [("General Assembly resolution 58/220", "A/RES/58/220", "resolved"), ("that resolution", "A/RES/58/220", "inferred-antecedent")],
    ),
    ("Considering that in the same resolution it acted,", [("the same resolution", None, "unresolved")]),
    (
        "Recalling its resolution 591(XXIX) and decision 5(XXIX),\n\nNoting that resolution,",
        [
            ("its resolution 591(XXIX)", "ECLAC/RES/591(XXIX)", "resolved"),
            ("decision 5(XXIX)", None, "ambiguous"),
            ("that resolution", None, "unresolved"),  # perhaps the one that could not be told
        ],
    ),
    (
        "Recalling its resolution 591(XXIX) and document A/58/39,\n\nNoting the said resolution,",
        [
            ("its resolution 591(XXIX)", "ECLAC/RES/591(XXIX)", "resolved"),
            ("A/58/39", "A/58/39", "resolved"),  # no resolution
            ("the said resolution", "ECLAC/RES/591(XXIX)", "inferred-antecedent"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BACKWARDS)
def test_that_resolution_is_the_one_cited_last(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert [(c.evidence.quote, str(c.cited) if c.cited else None, c.status) for c in citations(text)] == expected


#   paragraph, the words that name no document
UNNAMED = [
    ("1. Requests it, in accordance with the relevant mandates, to act;", ["the relevant mandates"]),
    (
        "1. Decides it, in accordance with the new mandates and approaches adopted by the General Assembly;",
        ["the new mandates and approaches adopted by the General Assembly"],
    ),
    ("Recalling all its relevant resolutions,", ["its relevant resolutions"]),
    ("Recalling previous resolutions and other relevant decisions,", ["previous resolutions", "other relevant decisions"]),
    ("Recalling its subsequent resolutions and decisions,", ["its subsequent resolutions and decisions"]),
    ("Recalling new approaches and a mandate,", []),
]


@pytest.mark.parametrize(("text", "expected"), UNNAMED)
def test_references_that_name_no_document_are_kept_unresolved(text: str, expected: list[str]) -> None:
    found = citations(text)
    assert [c.evidence.quote for c in found] == expected
    assert {(c.cited, c.status) for c in found} <= {(None, "unresolved")}


def test_a_number_after_relevant_resolutions_names_them() -> None:
    assert cited("Recalling its relevant resolutions 591(XXIX),") == [("its relevant resolutions 591(XXIX)", "ECLAC/RES/591(XXIX)")]


NOTE = "1. Takes note of the note by the secretariat entitled “Activities of the system”,<sup>1</sup> which was reviewed;"

#   the footnote, the documents cited by the title in the paragraph
ENTITLED = [
    ("LC/G.2242(SES.30/18).", ["LC/G.2242(SES.30/18)"]),
    ("A/58/39", ["A/58/39"]),
    ("See LC/G.2242(SES.30/18).", []),  # the note says more than what it is
    ("LC/G.2242(SES.30/18) and LC/G.1.", []),
    ("A/RES/12/1.", []),  # no such symbol
    ("58/220.", []),
]


@pytest.mark.parametrize(("note", "expected"), ENTITLED)
def test_a_title_is_identified_by_a_note_that_is_only_a_symbol(note: str, expected: list[str]) -> None:
    found = [c for c in citations(f"{NOTE}\n\n<sup>1</sup> {note}") if c.evidence.provision == "op-1"]
    assert [str(c.cited) for c in found] == expected
    assert all(c.evidence.quote == "the note by the secretariat entitled “Activities of the system”" for c in found)
    assert {c.evidence.method for c in found} <= {"footnote"}


# --- What governs a citation ------------------------------------------------------------------------------------------

#   paragraph, scope and act of its only citation
SCOPES = [
    ("Recalling its resolution 591(XXIX),", "governed", "recall"),
    ("1. Endorses its resolution 591(XXIX);", "governed", "endorse"),
    ("1. Welcomes the Monterrey Consensus;", "governed", "welcome"),
    ("1. Requests the Executive Secretary to report pursuant to resolution 591(XXIX);", "embedded", "mention"),
    ("1. Underscores the need, as noted in the Monterrey Consensus, for more;", "embedded", "mention"),
    ("1. Decides to meet, in accordance with resolution 591(XXIX);", "embedded", "mention"),
    ("1. Resolves to apply resolution 591(XXIX);", "embedded", "mention"),
    ("Having received the report under resolution 591(XXIX),", "embedded", "mention"),  # no known opening phrase
    ("1. Decides:\n(a) Part one of resolution 591(XXIX);", "embedded", "mention"),
    ("Noting that the General Assembly endorsed the Monterrey Consensus,", "reported", "mention"),
    ("Noting it,<sup>1</sup>\n\n<sup>1</sup> See resolution 591(XXIX).", "footnote", "mention"),
]


@pytest.mark.parametrize(("text", "scope", "act"), SCOPES)
def test_scope_and_act(text: str, scope: str, act: str) -> None:
    (found,) = citations(text)
    assert (found.scope, found.act) == (scope, act)
