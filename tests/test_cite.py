"""Citations: whose resolution a number is, which one is meant, and what governs the reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph import authority
from mandategraph.cite import cite, leftovers
from mandategraph.cite.context import words
from mandategraph.cite.tokens import tokens
from mandategraph.extract import Extraction, extract
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


BODIES = {"ECLAC": "body/eclac", "GA": "body/ga", "SC": "body/sc", "ECOSOC": "body/ecosoc", "HRC": "body/hrc"}


def extracted(text: str, issuer: str = "ECLAC") -> Extraction:
    """What is read in a resolution of these paragraphs, by a body."""
    media_type, blocks = TEXTS[".txt"]
    page = f"{HEADINGS[issuer]}\n\n{text}\n\n99. Decides to remain seized of the matter."
    source = SourceFile("test.txt", "0" * 64, media_type)
    return extract(structure.recover(blocks(page), source, "test.txt", languages.load("en"), authority.load()))


def citations(text: str, issuer: str = "ECLAC") -> tuple[Citation, ...]:
    """The citations in a resolution of these paragraphs, by a body."""
    return extracted(text, issuer).citations


def cited(text: str, issuer: str = "ECLAC") -> list[tuple[str, str | None]]:
    """Each reference as quoted, with the document it was resolved to."""
    return [(c.evidence.quote, str(c.cited) if c.cited else None) for c in citations(text, issuer)]


# --- Tokens -----------------------------------------------------------------------------------------------------------

#   text, the tokens in it with their forms
TOKENS = [
    ("its resolution 591(XXIX) on cooperation", [("591(XXIX)", "roman")]),
    (
        "resolutions 1325 (2000), 217 A (III), 60/265 B and 76/247 A-B",
        [("1325 (2000)", "number-year"), ("217 A (III)", "roman"), ("60/265 B", "session"), ("76/247 A-B", "session")],
    ),
    ("A/RES/58/220, S/RES/1540 (2004) and E/RES/2023/25.", [("A/RES/58/220", "symbol"), ("S/RES/1540 (2004)", "symbol"), ("E/RES/2023/25", "symbol")]),
    ("LC/G.2242(SES.30/18).", [("LC/G.2242(SES.30/18)", "symbol")]),
    ("ICCD/COP(14)/23/Add.1 and NPT/CONF.2000/28 (Parts I and II)", [("ICCD/COP(14)/23/Add.1", "symbol"), ("NPT/CONF.2000/28 (Parts I and II)", "symbol")]),
    ("A/75/6 (Sect. 29A)/Corr.1", [("A/75/6 (Sect. 29A)/Corr.1", "symbol")]),
    ("United Nations publication, Sales No. E.78.II.A.11 and corrigendum", [("Sales No. E.78.II.A.11", "sales")]),
    ("United Nations, Treaty Series, vols. 2171 and 2173, No. 27531.", [("Treaty Series, vols. 2171 and 2173, No. 27531", "treaty")]),
    ("FCCC/CP/2015/10/Add.1, decision 1/CP.21", [("FCCC/CP/2015/10/Add.1", "symbol"), ("1/CP.21", "convention")]),
    ("decisions IX/20 and BS-V/11", [("IX/20", "convention"), ("BS-V/11", "convention")]),
    ("resolution 2023/25 and S-27/2, ES-10/14", [("2023/25", "year"), ("S-27/2", "session"), ("ES-10/14", "session")]),
    ("See A/C.6/56/SR.11–13, A/C.6/56/SR.15", [("A/C.6/56/SR.11", "symbol"), ("A/C.6/56/SR.13", "symbol"), ("A/C.6/56/SR.15", "symbol")]),
    ("resolutions 73/102 A and B", [("73/102 A", "session"), ("73/102 B", "session")]),
    ("24 March 2016,233/22 of 30 September 2016", [("33/22", "session")]),  # A/RES/74/158, with the number of note 2
    ("2011,3S-18/1 of 2 December 2011", [("S-18/1", "session")]),  # A/RES/74/169
    ("the bienniums 2002-2003 and 2004/2005/2006, HIV/AIDS and and/or", []),
    ("1 (a) and 8(b)", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.text, token.form) for token in tokens(text)] == expected


@given(st.text("0123456789/(). ABCDEXIVS-Nores,\n", max_size=300))
def test_tokens_are_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


# --- Whose resolution it is -------------------------------------------------------------------------------------------

#   text, the number, what its context says: the noun, the body, whether it is "its"
CONTEXTS = [
    ("Recalling General Assembly resolution 58/220", "58/220", ("resolution", "body/ga", False)),
    ("Recalling the Assembly’s landmark resolution 58/220", "58/220", ("resolution", "body/ga", False)),
    ("Recalling its decision 58/500", "58/500", ("decision", None, True)),
    ("adopted by the General Assembly in its resolution 61/295", "61/295", ("resolution", "body/ga", True)),
    (
        "the Special Committee, contained in its resolution 47/120",
        "47/120",
        ("resolution", None, True),
    ),  # A/RES/75/140: the Assembly's
    ("Taking note of Governing Council resolution 5/1", "5/1", ("resolution", "Governing Council", False)),
    ("section XII of Council resolution 2015/33", "2015/33", ("resolution", "Council", False)),  # E/RES/2021/6
    ("the Commission and Assembly resolution 61/98", "61/98", ("resolution", "body/ga", False)),  # A/RES/77/90
    ("Recalling Presidential Statement 2015/25", "2015/25", ("statement", None, False)),  # S/RES/2388(2017)
    ("Recalling 58/220", "58/220", None),
]


@pytest.mark.parametrize(("text", "number", "expected"), CONTEXTS)
def test_context(text: str, number: str, expected: tuple[str, str | None, bool] | None) -> None:
    context = words(authority.load(), languages.load("en")).context(text, text.index(number), 0)
    if expected is None:
        assert context is None
        return
    assert context is not None
    noun = "statement" if context.statement else "decision" if context.decision else "resolution"
    body = (context.body.key or context.body.name) if context.body else None
    assert (noun, body, context.own) == expected


# --- Which document it is ---------------------------------------------------------------------------------------------

#   issuing body, text, each reference with the document
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
    ("GA", "Recalling resolution 1540 (2004),", [("resolution 1540 (2004)", "S/RES/1540(2004)")]),  # only the Council counts so
    ("GA", "Recalling general comment No. 15 (2002),", []),
    ("SC", "Recalling resolution 2140 (2015),", [("resolution 2140 (2015)", "S/RES/2140(2015)")]),  # S/RES/2342(2017), a misprint
    ("SC", "implementation of this resolution as well as resolutions 2250 and 2419;", [("resolutions 2250", "S/RES/2250(2015)"), ("2419", "S/RES/2419(2018)")]),
    ("GA", "in accordance with Security Council resolution 2395, and", [("Security Council resolution 2395", "S/RES/2395(2017)")]),
    ("GA", "in accordance with resolution 2395, and", []),
    ("GA", "Recalling Economic and Social Council resolution 2023/25,", [("Economic and Social Council resolution 2023/25", "E/RES/2023/25")]),
    ("GA", "Recalling its resolution 60/265 B,", [("its resolution 60/265 B", "A/RES/60/265 B")]),
    ("GA", "Recalling resolution 217 A (III) of 10 December 1948,", [("resolution 217 A (III)", "A/RES/217(III) A")]),
    ("GA", "Recalling its resolution 76/247 A–B,", [("its resolution 76/247 A–B", "A/RES/76/247 A-B")]),
    ("GA", "Recalling its resolutions 73/102 A and B of 7 December 2018,", [("its resolutions 73/102 A", "A/RES/73/102 A"), ("B", "A/RES/73/102 B")]),
    (
        "GA",
        "Recalling its resolutions S-27/2, ES-10/14, 3201 (S-VI) and, in particular, 61/16 of 20 November 2006, 68/1 of 20 September 2013,",
        [("its resolutions S-27/2", "A/RES/S-27/2"), ("ES-10/14", "A/RES/ES-10/14"), ("3201 (S-VI)", "A/RES/3201(S-VI)"), ("61/16", "A/RES/61/16"), ("68/1", "A/RES/68/1")],
    ),
    (  # ECOSOC 2021/1
        "ECOSOC",
        "Recalling General Assembly resolutions 61/16 of 20 November 2006, 68/1 of 20 September 2013 and 72/305 of 23 July 2018,",
        [("General Assembly resolutions 61/16", "A/RES/61/16"), ("68/1", "A/RES/68/1"), ("72/305", "A/RES/72/305")],
    ),
    (  # A/RES/76/245, with sections
        "GA",
        "Recalling its resolutions 45/248 B, section VI, of 21 December 1990, 58/269 and 58/270 of 23 December 2003, 59/276, section XI, of 23 December 2004,",
        [("its resolutions 45/248 B", "A/RES/45/248 B"), ("58/269", "A/RES/58/269"), ("58/270", "A/RES/58/270"), ("59/276", "A/RES/59/276")],
    ),
    (  # A/RES/75/133, note 15
        "GA",
        "Resolutions 58/101 B, sect. V, paras. 61–76; 59/126 B, sect. V, paras. 76–95; and 61/121 B, sect. IV.",
        [("Resolutions 58/101 B", "A/RES/58/101 B"), ("59/126 B", "A/RES/59/126 B"), ("61/121 B", "A/RES/61/121 B")],
    ),
    (  # A/RES/75/290 A, a list broken by titles
        "GA",
        "Review of General Assembly resolutions 67/290 on the format of the political forum and 70/299 on the follow-up",
        [("General Assembly resolutions 67/290", "A/RES/67/290"), ("70/299", "A/RES/70/299")],
    ),
    (  # A/RES/76/185, where a title in the list cites as well
        "GA",
        "Recalling Economic and Social Council resolutions 1992/22 of 30 July 1992, entitled “Implementation of General Assembly resolution 46/152”, 1993/28 of 27 July 1993,",
        [("Economic and Social Council resolutions 1992/22", "E/RES/1992/22"), ("General Assembly resolution 46/152", "A/RES/46/152"), ("1993/28", "E/RES/1993/28")],
    ),
    (
        "GA",
        "Recalling the Security Council, and Council resolution 1325 (2000), and Human Rights Council resolution 5/1,",
        [("Council resolution 1325 (2000)", "S/RES/1325(2000)"), ("Human Rights Council resolution 5/1", "A/HRC/RES/5/1")],
    ),
    (  # A/RES/75/201
        "GA",
        "Reaffirming General Assembly and Security Council resolutions 70/262 and 2282 (2016) of 27 April 2016, as well as 60/180 and 1645 (2005) of 20 December 2005,",
        [
            ("General Assembly and Security Council resolutions 70/262".removeprefix("General Assembly and "), "A/RES/70/262"),
            ("2282 (2016)", "S/RES/2282(2016)"), ("60/180", "A/RES/60/180"), ("1645 (2005)", "S/RES/1645(2005)"),
        ],
    ),
    ("GA", "pursuant to resolutions 43/1 and 47/21 of the Human Rights Council,", [("resolutions 43/1", "A/HRC/RES/43/1"), ("47/21", "A/HRC/RES/47/21")]),
    ("GA", "Recalling resolution 39/6 of 27 September 2018,", [("resolution 39/6", "A/HRC/RES/39/6")]),  # the date is the Council's
    ("GA", "Recalling its resolution 72/256 of 24 December 2107,", [("its resolution 72/256", "A/RES/72/256")]),  # A/RES/75/248, a misprint
    ("GA", "Recalling resolution S-29/1 of 12 February 2021,", [("resolution S-29/1", "A/HRC/RES/S-29/1")]),  # A/RES/76/180
    ("GA", "Supplement No. 53A (A/74/53/Add.1), chap. III, resolution 42/12.", [("A/74/53/Add.1", "A/74/53/Add.1"), ("resolution 42/12", "A/HRC/RES/42/12")]),
    ("GA", "Recalling Commission resolution 58/220,", [("Commission resolution 58/220", None)]),  # of which commission?
    ("GA", "Recalling resolution 2005/74,", [("resolution 2005/74", None)]),  # a year is no session
    ("GA", "A/56/1026-S/2002/932, annex II, resolution 14/221.", [("A/56/1026-S/2002/932", "A/56/1026"), ("resolution 14/221", None)]),  # the Arab League's
    ("GA", "Supplement No. 49 (A/77/49), vol. II, becomes decision 77/512 A.", [("A/77/49", "A/77/49(Vol.II)"), ("decision 77/512 A", "A/DEC/77/512 A")]),
    ("GA", "See UNEP/EA.5/25, annex III.", [("UNEP/EA.5/25", "UNEP/EA.5/25")]),  # A/RES/76/208: a document, no resolution
    ("GA", "A/76/668–S/2022/66/Corr.1.", [("A/76/668–S/2022/66/Corr.1", "A/76/668/Corr.1")]),  # A/RES/76/305
    ("GA", "and corrigenda (A/69/53/Add.1 /Corr.1).", [("A/69/53/Add.1 /Corr.1", "A/69/53/Add.1/Corr.1")]),  # A/RES/74/157
    ("GA", "the International Labour Organization, document STCMLC/Part I/2021/2.", []),  # A/RES/78/69
    ("GA", "Resolutions 53/243 A and B.", [("Resolutions 53/243 A", "A/RES/53/243 A"), ("B", "A/RES/53/243 B")]),
    ("SC", "S/RES/22 1 1 (2015), op. 34", []),  # S/PRST/2018/18, blanks inside the number
    ("ECOSOC", "of the International Court of Justice and in General Assembly resolution ES-10/15", [("General Assembly resolution ES-10/15", "A/RES/ES-10/15")]),
    ("SC", "Recalling Presidential Statement 2015/25,", [("Presidential Statement 2015/25", "S/PRST/2015/25")]),
    (  # HRC 54/12
        "HRC",
        "Noting the Declaration, adopted by the General Assembly in its resolution 61/295 of 13 September 2007,",
        [("its resolution 61/295", "A/RES/61/295")],
    ),
    ("HRC", "Recalling its resolution 5/1,", [("its resolution 5/1", "A/HRC/RES/5/1")]),
    ("ECLAC", "Noting the Assembly, and that the General Assembly decided, by its resolution 58/220, to meet,", [("its resolution 58/220", "A/RES/58/220")]),
    ("SC", "Recalling the Committee established pursuant to resolution 1267 (1999),", [("resolution 1267 (1999)", "S/RES/1267(1999)")]),
    ("ECOSOC", "Recalling its decision 2020/212 of 18 June 2020,", [("its decision 2020/212", "E/DEC/2020/212")]),  # ECOSOC 2021/10
    ("GA", "Recalling decisions 55/488 and 56/1,", [("decisions 55/488", "A/DEC/55/488"), ("56/1", "A/DEC/56/1")]),
    ("ECLAC", "Recalling its decision 5(XXIX),", [("its decision 5(XXIX)", None)]),
    ("ECLAC", "Recalling 58/220 members of 1/3 of it,", []),
    ("ECLAC", "Recalling documents LC/G.2242(SES.30/18) and A/58/39,", [("LC/G.2242(SES.30/18)", "LC/G.2242(SES.30/18)"), ("A/58/39", "A/58/39")]),
    ("ECLAC", "Recalling Sales No. E.78.II.A.11,", [("Sales No. E.78.II.A.11", "Sales No. E.78.II.A.11")]),
    ("GA", "United Nations, Treaty Series, vol. 1577, No. 27531.", [("Treaty Series, vol. 1577, No. 27531", "UNTS/27531")]),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "expected"), CITED)
def test_which_document_is_cited(issuer: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [
        (r.quote, str(r.cited) if r.cited else None) for r in cite(text, issuer=BODIES[issuer]) if r.form != "internal"
    ] == expected


#   text, whose document it is, the document where it has a symbol
OTHERS = [
    ("United Nations Environment Assembly resolution 4/6 of 15 March 2019", "body/unea", "UNEP/EA.4/RES.6"),
    ("Commission on Human Rights resolution 2005/74 of 20 April 2005", "body/chr", "E/CN.4/RES/2005/74"),
    (
        "the Economic and Social Commission for Asia and the Pacific in its resolution 73/8 of 19 May 2017",
        "body/escap",
        "E/ESCAP/RES/73/8",
    ),
    ("World Health Assembly resolution 74/7", "body/wha", None),
    ("African Union resolution 12/1", "body/african-union", None),
    ("League of Arab States resolution 14/221", "body/league-of-arab-states", None),
    ("Commission on Population and Development resolution 2006/2", "body/cpd", None),
    (
        "resolution 10/1 of the Conference of the States Parties to the United Nations Convention against Corruption",
        "body/uncac-cosp",
        None,
    ),
    (
        "decision 1/CP.21 of the Conference of the Parties to the United Nations Framework Convention on Climate Change",
        "body/unfccc-cop",
        None,
    ),
    ("Governing Council resolution 48/13", "Governing Council", None),
    ("resolution 31/1 of 20 May 2022", "body/ccpcj", None),  # A/RES/77/325: of no other body in 2022
    ("document WHA60/2007/REC/1", "World Health Organization", "WHA60/2007/REC/1"),
]


@pytest.mark.parametrize(("text", "issuer", "document"), OTHERS)
def test_what_other_bodies_adopted_is_never_the_assemblys(text: str, issuer: str, document: str | None) -> None:
    [reference] = cite(f"Welcoming {text},", issuer="body/ga")
    assert (reference.issuer, str(reference.cited) if reference.cited else None) == (issuer, document)
    assert reference.status == ("resolved" if document else "unresolved")


#   issuing body, text, the status, the documents that can be meant
DOUBTS = [
    ("SC", "Recalling resolution 2140 (2015),", "contradicted", ["S/RES/2140(2014)"]),
    ("GA", "Recalling resolution 2005/74,", "ambiguous", ["E/RES/2005/74", "E/CN.4/RES/2005/74"]),
    ("GA", "See resolution 14/221.", "ambiguous", ["A/HRC/RES/14/221"]),
    ("GA", "Recalling resolution 722 (XXIII) adopted in 2019,", "ambiguous", ["A/RES/722(XXIII)", "E/RES/722(XXIII)"]),  # tourism
]


@pytest.mark.parametrize(("issuer", "text", "status", "candidates"), DOUBTS)
def test_doubts_stay_doubts_with_their_candidates(issuer: str, text: str, status: str, candidates: list[str]) -> None:
    [reference] = cite(text, issuer=BODIES[issuer])
    assert (reference.status, [str(candidate) for candidate in reference.candidates]) == (status, candidates)


#   language, text, each reference with the document
IN_OTHER_LANGUAGES = [
    ("es", "Recordando la resolución 58/220 de la Asamblea General y su resolución 591(XXIX),", [("resolución 58/220", "A/RES/58/220"), ("su resolución 591(XXIX)", "ECLAC/RES/591(XXIX)")]),
    (
        "es",
        "y las resoluciones del Consejo de Seguridad 1325 (2000) y 1820 (2008),",
        [("resoluciones del Consejo de Seguridad 1325 (2000)", "S/RES/1325(2000)"), ("1820 (2008)", "S/RES/1820(2008)")],
    ),
    ("es", "de la resolución 1980/67 del Consejo Económico y Social, de 25 de julio de 1980,", [("resolución 1980/67", "E/RES/1980/67")]),
    ("es", "resoluciones 5/1, de 18 de junio de 2007, y 76/231, de 24 de diciembre de 2021,", [("resoluciones 5/1", "A/HRC/RES/5/1"), ("76/231", "A/RES/76/231")]),
    ("es", "la resolución 2005/74 de la Comisión de Derechos Humanos y dicha resolución", [("resolución 2005/74", "E/CN.4/RES/2005/74"), ("dicha resolución", "E/CN.4/RES/2005/74")]),
    ("fr", "par sa résolution 54/18 du 12 octobre 2023, le Conseil", [("sa résolution 54/18", "A/HRC/RES/54/18")]),
    ("fr", "les résolutions 43/1 et 47/21 du Conseil des droits de l’homme", [("résolutions 43/1", "A/HRC/RES/43/1"), ("47/21", "A/HRC/RES/47/21")]),
    ("fr", "la résolution 5/1 du Conseil des droits de l’homme, en date du 18 juin 2007, et cette résolution", [("résolution 5/1", "A/HRC/RES/5/1"), ("cette résolution", "A/HRC/RES/5/1")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), IN_OTHER_LANGUAGES)
def test_citations_in_spanish_and_french(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    issuer = "body/eclac" if "XXIX" in text else "body/ga"
    assert [(r.quote, str(r.cited)) for r in cite(text, issuer=issuer, lang=code)] == expected


def test_pinpoints_in_spanish_and_french() -> None:
    for code, text in (
        ("es", "el párrafo 4 b) de la resolución 1267 (1999)"),
        ("fr", "le paragraphe 4 b) de la résolution 1267 (1999)"),
    ):
        assert [r.provisions for r in cite(text, lang=code)] == [("op-4-b",)]


def test_no_session_before_the_thirty_first_is_given_to_the_assembly() -> None:
    for session in range(1, 31):
        assert all("A/RES/" not in str(r.cited) for r in cite(f"Recalling its resolution {session}/7,", issuer="body/ga"))


def test_the_issuing_body_is_that_of_the_opening_line() -> None:
    text = "54/10. Title\n\nThe Human Rights Council,\n\nRecalling resolution 5/1,"
    assert [str(r.cited) for r in cite(text) if r.quote == "resolution 5/1"] == ["A/HRC/RES/5/1"]
    assert [r.status for r in cite(text, issuer="body/ga") if r.quote == "resolution 5/1"] == ["ambiguous"]


# --- Pinpoints --------------------------------------------------------------------------------------------------------

#   text, the pinpoint as printed, the provisions that it names
PINPOINTS = [
    (
        "Decides to renew the decisions in paragraphs 2 and 3 of Security Council resolution 2165 (2014),",
        "paragraphs 2 and 3",
        ["op-2", "op-3"],
    ),
    ("Reaffirms paragraph 4 (b) of resolution 1267 (1999),", "paragraph 4 (b)", ["op-4-b"]),
    ("pursuant to operative paragraph 3 (a) (ii) of resolution 1267 (1999),", "operative paragraph 3 (a) (ii)", ["op-3-a-ii"]),
    (
        "paragraphs 1 (a) and (c), 5 to 7 of resolution 1970 (2011)",
        "paragraphs 1 (a) and (c), 5 to 7",
        ["op-1-a", "op-1-c", "op-5", "op-6", "op-7"],
    ),
    ("Recalling resolution 71/243, paras. 5–7,", "paras. 5–7", ["op-5", "op-6", "op-7"]),
    ("Recalling section II of its resolution 60/1,", "section II", []),
    ("Recalling resolution 58/220, annex II, sect. III,", "annex II, sect. III", []),
    ("Sales No. E.78.II.A.11 and corrigendum), chap. I, resolution 1, annex II.", "chap. I, resolution 1, annex II", []),
    ("Recalling the annex to resolution 46/182,", "the annex", []),
    ("A/56/1026-S/2002/932, annex II, resolution 14/221.", "annex II", []),
    ("Recalling resolution 58/220,", None, []),
    ("Recalling resolution 58/220, paragraph 4 (b) of resolution 1267 (1999),", None, []),  # it is the next one's
    ("Recalling resolution 58/220, section II of the annex,", None, []),
]


@pytest.mark.parametrize(("text", "pinpoint", "provisions"), PINPOINTS)
def test_pinpoints(text: str, pinpoint: str | None, provisions: list[str]) -> None:
    reference = cite(text, issuer="body/ga")[0]
    assert (reference.pinpoint, list(reference.provisions)) == (pinpoint, provisions)


#   text, the words that refer to the text itself, the provisions
INTERNAL = [
    ("as set out in paragraph 3 above and", "paragraph 3 above", ["op-3"]),
    ("in subparagraph 4 (a) below,", "subparagraph 4 (a) below", ["op-4-a"]),
    (
        "paragraphs 1 (a) and (c) of the present resolution;",
        "paragraphs 1 (a) and (c) of the present resolution",
        ["op-1-a", "op-1-c"],
    ),
    ("on the implementation of the present resolution;", "the present resolution", []),
]


@pytest.mark.parametrize(("text", "quote", "provisions"), INTERNAL)
def test_references_to_the_text_itself(text: str, quote: str, provisions: list[str]) -> None:
    [reference] = cite(text)
    assert (reference.form, reference.quote, list(reference.provisions)) == ("internal", quote, provisions)


def test_an_internal_reference_names_a_paragraph_that_is_there() -> None:
    text = "1. Decides to act;\n\n2. Requests it to do as decided in paragraph 1 above;\n\n3. Notes paragraph 7 above;"
    page = extracted(text, "GA")
    assert [(r.evidence.provision, r.provisions, r.pinpoint) for r in page.internal_references] == [
        ("op-2", ("op-1",), "paragraph 1")
    ]


# --- What is left over ------------------------------------------------------------------------------------------------


def test_what_no_reference_covers_is_listed() -> None:
    text = "76/1. Title\n\nRecalling resolution 58/220, the 2020/2021 season, document C 2013/20 and 24/7 service, HIV/AIDS,"
    assert [leftover.quote for leftover in leftovers(text, cite(text, issuer="body/ga"))] == ["2020/2021", "2013/20", "24/7"]


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
