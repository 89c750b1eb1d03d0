"""Document symbols: every family by its examples, the refusals, and the laws that hold for all symbols."""

from __future__ import annotations

import copy
import itertools
import pickle
import re
import time
import tomllib
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph import assets, symbol
from mandategraph.errors import SymbolError
from mandategraph.symbol import Symbol

GRAMMAR: dict[str, Any] = tomllib.loads(assets.text("data/grammar/symbols.toml"))
EXAMPLES = [(row["name"], *example) for row in GRAMMAR["family"] for example in row["examples"]]
EXAMPLES += [("other", *example) for example in GRAMMAR["other"]["examples"]]
TAIL = re.compile(r"(?:[A-Za-z0-9/.,&_~-]|%28|%29)+")


def parsed(text: str) -> Symbol | None:
    """Read a text; give the symbol, or None where it is refused."""
    try:
        return Symbol.parse(text)
    except SymbolError:
        return None


# ---- examples


def test_every_family_has_examples() -> None:
    assert len({name for name, *_ in EXAMPLES}) == len(GRAMMAR["family"]) + 1 == 16
    assert len(EXAMPLES) >= 39


@pytest.mark.parametrize(("family", "printed", "canonical", "tail"), EXAMPLES)
def test_examples_of_the_grammar(family: str, printed: str, canonical: str, tail: str) -> None:
    read = Symbol.parse(printed)
    assert (read.family, str(read), read.tail) == (family, canonical, tail)
    assert Symbol.parse(canonical) == read


#   canonical                  family              body           number  session    year  part   short
PROPERTIES: list[tuple[str, str, str | None, str | None, str | None, int | None, str | None, str]] = [
    ("A/RES/58/220", "ga", "body/ga", "220", "58", None, None, "58/220"),
    ("A/RES/75/290 B", "ga", "body/ga", "290", "75", None, "B", "75/290 B"),
    ("A/RES/76/247 A-B", "ga", "body/ga", "247", "76", None, "A-B", "76/247 A-B"),
    ("A/RES/ES-10/14", "ga", "body/ga", "14", "ES-10", None, None, "ES-10/14"),
    ("A/RES/S-32/1", "ga", "body/ga", "1", "S-32", None, None, "S-32/1"),
    ("A/RES/2625(XXV)", "ga-roman", "body/ga", "2625", "XXV", None, None, "2625(XXV)"),
    ("A/RES/217(III) A", "ga-roman", "body/ga", "217", "III", None, "A", "217(III) A"),
    ("A/RES/3201(S-VI)", "ga-roman", "body/ga", "3201", "S-VI", None, None, "3201(S-VI)"),
    ("A/DEC/76/567", "ga-decision", "body/ga", "567", "76", None, None, "76/567"),
    ("S/RES/1540(2004)", "sc", "body/sc", "1540", None, 2004, None, "1540(2004)"),
    ("S/PRST/2021/5", "sc-statement", "body/sc", "5", None, 2021, None, "2021/5"),
    ("E/RES/2023/25", "ecosoc", "body/ecosoc", "25", None, 2023, None, "2023/25"),
    ("E/RES/2089(LXIII)", "ecosoc-roman", "body/ecosoc", "2089", "LXIII", None, None, "2089(LXIII)"),
    ("E/DEC/2023/301", "ecosoc-decision", "body/ecosoc", "301", None, 2023, None, "2023/301"),
    ("A/HRC/RES/54/9", "hrc", "body/hrc", "9", "54", None, None, "54/9"),
    ("A/HRC/RES/S-30/1", "hrc", "body/hrc", "1", "S-30", None, None, "S-30/1"),
    ("A/HRC/DEC/55/115", "hrc-decision", "body/hrc", "115", "55", None, None, "55/115"),
    ("A/HRC/PRST/53/1", "hrc-statement", "body/hrc", "1", "53", None, None, "53/1"),
    ("ECLAC/RES/611(XXX)", "eclac", "body/eclac", "611", "XXX", None, None, "611(XXX)"),
    ("ECLAC/RES/752(PLEN.36)", "eclac", "body/eclac", "752", "PLEN.36", None, None, "752(PLEN.36)"),
    ("E/ESCAP/RES/72/7", "escap", "body/escap", "7", "72", None, None, "72/7"),
    ("LC/G.2242(SES.30/18)", "other", None, None, None, None, None, "LC/G.2242(SES.30/18)"),
]


@pytest.mark.parametrize("row", PROPERTIES, ids=lambda row: row[0])
def test_what_a_symbol_says(row: tuple[object, ...]) -> None:
    read = Symbol.parse(str(row[0]))
    assert (str(read), read.family, read.body, read.number, read.session, read.year, read.part, read.short) == row


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        (" a/res/58/220\n", "A/RES/58/220"),
        ("A/RES/58/\n220", "A/RES/58/220"),
        ("A%2FRES%2F58%2F220", "A/RES/58/220"),
        ("A/RES/75/290\u00a0B", "A/RES/75/290 B"),
        ("A/RES/ES\u201110/14", "A/RES/ES-10/14"),
        ("A/RES/217\u00a0A\u00a0(Ⅲ)", "A/RES/217(III) A"),
        ("S/RES/1540（２００４）", "S/RES/1540(2004)"),
        ("https://docs.un.org/en/A/RES/217%20(III)", "A/RES/217(III)"),
        ("http://undocs.org/A/RES/58/220/", "A/RES/58/220"),
        ("undocs.org//en/A/RES/22 (I)", "A/RES/22(I)"),
        ("https://docs.un.org/fr/S/PRST/2021/5?direct=true#top", "S/PRST/2021/5"),
        ("https://mandates.un.org/mandate/A/RES/76/247%20A-B", "A/RES/76/247 A-B"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F77%2F232&Language=E", "A/RES/77/232"),
        ("a/74/5 (vol. iii)/corr.1", "A/74/5(Vol.III)/Corr.1"),
        ("ST/SGB/2013/4/AMEND.1", "ST/SGB/2013/4/Amend.1"),
        ("A/52/3/REV.1(SUPP)", "A/52/3/Rev.1(Supp)"),
    ],
)
def test_normalisation(printed: str, canonical: str) -> None:
    assert str(Symbol.parse(printed)) == canonical


@pytest.mark.parametrize(
    ("printed", "body", "canonical"),
    [
        ("58/220", "body/ga", "A/RES/58/220"),
        ("217 A (III)", "body/ga", "A/RES/217(III) A"),
        ("3201 (S-VI)", "body/ga", "A/RES/3201(S-VI)"),
        ("ES-10/14", "body/ga", "A/RES/ES-10/14"),
        ("1540 (2004)", "body/sc", "S/RES/1540(2004)"),
        ("2023/25", "body/ecosoc", "E/RES/2023/25"),
        ("2089 (LXIII)", "body/ecosoc", "E/RES/2089(LXIII)"),
        ("54/9", "body/hrc", "A/HRC/RES/54/9"),
        ("S-30/1", "body/hrc", "A/HRC/RES/S-30/1"),
        ("611(XXX)", "body/eclac", "ECLAC/RES/611(XXX)"),
        ("752(PLEN.36)", "body/eclac", "ECLAC/RES/752(PLEN.36)"),
        ("72/7", "body/escap", "E/ESCAP/RES/72/7"),
        ("S/RES/1540(2004)", "body/ga", "S/RES/1540(2004)"),  # the series decides
    ],
)
def test_bare_forms_take_the_body_of_the_context(printed: str, body: str, canonical: str) -> None:
    assert str(Symbol.parse(printed, body=body)) == canonical


# ---- refusals


@pytest.mark.parametrize("printed", ["58/220", "611(XXX)", "1540 (2004)", "2023/25", "217 A (III)", "S-27/2", "1/CP.21"])
@pytest.mark.parametrize("body", [None, "body/nobody"])
def test_a_bare_form_never_gets_a_body_by_its_form(printed: str, body: str | None) -> None:
    with pytest.raises(SymbolError, match="the issuing body must be known"):
        Symbol.parse(printed, body)


@pytest.mark.parametrize(
    ("printed", "body", "reason"),
    [
        ("A/RES/12/5", None, "31st session in 1976"),
        ("A/RES/30/5 B", None, "31st session in 1976"),
        ("12/5", "body/ga", "31st session in 1976"),
        ("A/DEC/12/5", None, "31st session in 1976"),
        ("A/RES/4000(XXXI)", None, "31st session in 1976"),
        ("A/RES/217(IIII)", None, "from I to XXX"),
        ("A/RES/3201(S-VV)", None, "from I to XXX"),
        ("E/RES/2089(LXIIII)", None, "not a Roman numeral"),
        ("611(IIII)", "body/eclac", "not a Roman numeral"),
        ("58/220", "body/sc", "body/sc does not number its documents so"),
        ("58/220/Corr.1", "body/ga", "body/ga does not number its documents so"),
        ("https://docs.un.org/docs.un.org/A/1", None, "the address is not understood"),
        ("https://example.org/A/RES/58/220", None, "a symbol begins with a letter"),
    ],
)
def test_refused_with_the_reason(printed: str, body: str | None, reason: str) -> None:
    with pytest.raises(SymbolError, match=reason) as caught:
        Symbol.parse(printed, body)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "None", "resolution", "A/RES", "A1", "A/" + "1" * 119),
        *("A/\x001", "A/1\x1f", "A/1\u200b", "A/\ud800/1", "A/é/1", "A+1/1", "A/%ff/1", "A/%2525/1"),
        *("A//1", "A/./1", "A/../1", "/A/1", "A/1/", "A/1."),
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(SymbolError, match="is no document symbol") as caught:
        Symbol.parse(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("thing", [None, 58, b"A/RES/58/220"])
def test_refused_where_it_is_no_text(thing: object) -> None:
    with pytest.raises(SymbolError, match="must be a text"):
        Symbol.parse(thing)  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["1", "(", "A/RES/1", " ", "%28", "-/", "\ufdfa", "A/1(", "undocs.org/", "I"])
@pytest.mark.parametrize("size", [100, 480, 10_000_000])
def test_hostile_input_is_refused_at_once(unit: str, size: int) -> None:
    text = (unit * (size // len(unit) + 1))[:size]
    start = time.perf_counter()
    for prefix in ("", "A/RES/", "E/RES/1("):
        parsed(prefix + text)
    assert time.perf_counter() - start < 0.5


def test_the_longest_symbol() -> None:
    longest = "A/" + "1" * 118
    assert str(Symbol.parse(longest)) == longest
    assert parsed("A/RES/58/" + "1" * 110 + "B") is None  # canonical form would have a blank more


# ---- laws


ROMAN = [tens + units for tens in ["", "X", "XX", "XXX", "XL", "L", "LX", "XC"] for units in ["", "I", "IV", "V", "IX"]][1:]
SESSIONS = [*ROMAN, "S-VI", "ES-V", "1", "31", "58", "99", "100", "S-1", "S-32", "ES-10", "PLEN.36"]
PARTS = ["", " B", "B", " A-Z"]


def of_family(name: str) -> st.SearchStrategy[Symbol]:
    """Symbols of a family, with those sessions and parts that it reads."""
    family = symbol._grammar().families[name]  # noqa: SLF001

    def printed(number: int, session: str, year: int, part: str) -> str:
        return family.series + family.short.format(number=number, session=session, year=year) + part

    sessions = [session for session in SESSIONS if family.read(printed(1, session, 2000, ""))]
    parts = [part for part in PARTS if family.read(printed(1, sessions[0], 2000, part))]
    numbers, years = st.integers(1, 5000), st.integers(1900, 2099)
    return st.builds(printed, numbers, st.sampled_from(sessions), years, st.sampled_from(parts)).map(Symbol.parse)


def readable(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Symbol]:
    """The symbols among some texts; one stands for all that are refused, as filtering would starve Hypothesis."""
    return texts.map(lambda text: parsed(text) or Symbol.parse("A/1"))


SERIES = sorted({row["series"] for row in GRAMMAR["family"]})
TOKENS = [
    *"AB1-/(). _,&",
    "I",
    "31",
    "2004",
    "Part ",
    "PART",
    "ADD",
    "Corr.",
    "S-",
    "ES-",
    "PLEN.",
    "A-B",
    "58/220",
    "(III)",
]
FAMILIES = st.sampled_from([row["name"] for row in GRAMMAR["family"]]).flatmap(of_family)
NARROW = st.builds(str.__add__, st.sampled_from(["A", "A/1", *SERIES]), st.text("AB1-/(). _", max_size=8))
WIDE = st.builds(str.__add__, st.sampled_from(["A/1", *SERIES]), st.lists(st.sampled_from(TOKENS), max_size=8).map("".join))
SYMBOLS = st.one_of(FAMILIES, readable(NARROW), readable(WIDE))
law = settings(derandomize=True, deadline=None, max_examples=300)


@pytest.mark.parametrize("name", [row["name"] for row in GRAMMAR["family"]])
def test_every_family_reads_what_it_prints(name: str) -> None:
    @settings(law, max_examples=60)
    @given(of_family(name))
    def check(read: Symbol) -> None:
        assert read.family == name
        assert Symbol.parse(str(read)) == read
        row = next(row for row in GRAMMAR["family"] if row["name"] == name)
        if row.get("bare"):
            assert Symbol.parse(read.short, body=read.body) == read

    check()


@settings(law, max_examples=1000)
@given(SYMBOLS)
def test_parse_print_parse_is_the_identity(read: Symbol) -> None:
    assert Symbol.parse(str(read)) == read
    assert Symbol.parse(f"https://docs.un.org/en/{read}") == read
    assert len(str(read)) <= GRAMMAR["max_length"]


def is_sound(tail: str) -> bool:
    """Whether a tail needs no escaping, and RFC 3986 resolves no segment of it away."""
    base = "https://w3id.org/unmandates/id/doc/"
    return bool(TAIL.fullmatch(tail)) and "//" not in tail and urljoin(base, tail) == base + tail


@law
@given(SYMBOLS)
def test_every_tail_is_sound(read: Symbol) -> None:
    assert is_sound(read.tail)


@law
@given(st.lists(SYMBOLS, min_size=2, max_size=40))
def test_distinct_symbols_have_distinct_tails(reads: list[Symbol]) -> None:
    assert len({read.tail for read in reads}) == len(set(reads))


def test_all_small_symbols_have_distinct_and_sound_tails() -> None:
    ends = ["".join(end) for size in range(6) for end in itertools.product("A1-/().", repeat=size)]
    reads = {read for start in ("A/1", "A/RES/5") for end in ends if (read := parsed(start + end))}
    reads |= {Symbol.parse(canonical) for _, _, canonical, _ in EXAMPLES}
    assert len({read.tail for read in reads}) == len(reads) > 10_000
    assert all(is_sound(read.tail) for read in reads)


@pytest.mark.parametrize(
    "texts",
    [
        ("A/1-1", "A/1(1)", "A/1--1", "A/1(-1)", "A/1(1/1)", "A/1(1-1)", "A/1(1)(1)", "A/1-(1)", "A/1(1", "A/1/1"),
        ("A/1(1-/1)", "A/1(1/-1)", "A/1(1---1)", "A/1(1/1/1)"),
        ("A/1 A", "A/1_A", "A/1-A", "A/1(A)", "A/1__A"),
        ("A/RES/5(III)", "A/RES/5-III", "A/RES/5(III) A", "A/RES/5-III-A", "A/RES/5(III/A)", "A/RES/5(III-A)"),
        ("S/RES/1540(2004)", "S/RES/1540-2004", "S/RES/1540/2004", "S/RES/1540"),
    ],
)
def test_near_misses_have_distinct_tails(texts: tuple[str, ...]) -> None:
    reads = {Symbol.parse(text) for text in texts}
    assert len({read.tail for read in reads}) == len(reads) == len(texts)


def test_order() -> None:
    ordered = [
        "A/74/6(Sect.3)",
        "A/77/09",
        "A/77/9",
        "A/77/251",
        "A/77/251/Add.1",
        "A/DEC/31/1",
        "A/RES/217(III)",
        "A/RES/217(III) A",
        "A/RES/2625(XXV)",
        "A/RES/3281(XXIX)",
        "A/RES/2252(ES-V)",
        "A/RES/3201(S-VI)",
        "A/RES/58/9",
        "A/RES/58/10",
        "A/RES/75/290",
        "A/RES/75/290 A-B",
        "A/RES/75/290 B",
        "A/RES/100/1",
        "A/RES/ES-6/2",
        "A/RES/ES-10/1",
        "A/RES/S-8/1",
        "A/RES/70/1/Corr.1",
        "E/RES/2089(LXIII)",
        "E/RES/1978/1",
        "S/PRST/2021/5",
        "S/RES/1540(2004)",
        "S/RES/1541(2004)",
        "S/RES/5(2005)",
    ]
    assert [str(read) for read in sorted(map(Symbol.parse, reversed(ordered)))] == ordered


@law
@given(SYMBOLS, SYMBOLS, SYMBOLS)
def test_the_order_is_total(a: Symbol, b: Symbol, c: Symbol) -> None:
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (not b < a)
    low, middle, high = sorted([a, b, c])
    assert low <= middle <= high
    assert low <= high


def test_a_value_object() -> None:
    read = Symbol.parse("A/RES/58/220")
    assert {read: 1}[Symbol.parse("a/res/58/220")] == 1
    assert pickle.loads(pickle.dumps(read)) == copy.copy(read) == read  # noqa: S301
    with pytest.raises(AttributeError):
        read.text = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        assert read < "A/RES/58/221"
