"""Reading: headings, paragraphs, items, notes, defects of pages, refusals, and the laws that hold for every text."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph import authority
from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.extract import extract
from mandategraph.grammar import language as languages
from mandategraph.model import Provision, Resolution, SourceFile
from mandategraph.read import MAX_BYTES, TEXTS, read, structure
from mandategraph.read.numbering import ItemLevels

SEED = Path(__file__).parents[1] / "data" / "resolutions" / "eclac-611-XXX.md"
SEED_TEXT = SEED.read_text(encoding="utf-8")
ECLAC = "The Economic Commission for Latin America and the Caribbean,"
SUFFIXES = sorted(TEXTS)
property_test = settings(derandomize=True, deadline=None, max_examples=60)


def text_of(*paragraphs: str, heading: str = "700(XXXIV) TITLE", opening: str = ECLAC) -> str:
    """A resolution of these paragraphs, which a last one closes."""
    return "\n\n".join([heading, opening, *paragraphs, "99. Decides to remain seized of the matter."])


def read_text(text: str, suffix: str = ".txt") -> Resolution:
    """What `read` gives for a file with this text, without the file."""
    media_type, blocks = TEXTS[suffix]
    source = SourceFile(f"test{suffix}", "0" * 64, media_type)
    return structure.recover(blocks(text), source, f"test{suffix}", languages.load("en"), authority.load())


def parts(resolution: Resolution, *, closing: bool = False) -> dict[str, str]:
    """The text of each provision by its id, without the closing paragraph of `text_of`."""
    return {p.id: p.text for p in resolution.provisions if closing or p.id != "op-99"}


# --- The seed: one resolution with the defects of its page ------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> Resolution:
    return read(SEED)


def test_the_outline_of_the_seed(seed: Resolution) -> None:
    items = [f"op-8-{letter}" for letter in "abcdefgh"]
    paragraphs = [f"op-{n}" for n in range(1, 10)]
    assert list(parts(seed)) == ["pp-1", "pp-2", "pp-3", *paragraphs[:8], *items, "op-9", "fn-15", "fn-16"]
    assert (str(seed.symbol), seed.symbol_as_printed, seed.issuing_body) == ("ECLAC/RES/611(XXX)", "611(XXX)", "body/eclac")
    assert {p.parent for p in seed.provisions if p.kind == "item"} == {"op-8"}


def test_a_page_break_and_notes_inside_a_paragraph_are_healed(seed: Resolution) -> None:
    joined = "the United Nations Foundation/United Nations Fund for International Partnerships, Inter-American Development Bank"
    assert joined in seed.by_id["op-3"].text
    assert seed.by_id["fn-16"].text == "LC/G.2242(SES.30/18)."


def test_a_paragraph_that_ends_in_a_comma_ends_there(seed: Resolution) -> None:
    assert seed.by_id["op-2"].text.endswith("Committee on Cooperation among Developing Countries and Regions,")
    assert seed.by_id["op-3"].text.startswith("Specifically acknowledges, in this connection,")


def test_items_whose_bullets_change_their_indentation_stay_on_one_level(seed: Resolution) -> None:
    assert [item.number for item in seed.items_of(seed.by_id["op-8"])] == list("abcdefgh")
    assert seed.by_id["op-8-h"].text.endswith("organizations of the United Nations system in the region;")


def test_note_marks_are_taken_out_and_their_places_kept(seed: Resolution) -> None:
    found = {(p.id, p.text[: r.offset][-10:], r.number) for p in seed.provisions for r in p.note_references}
    assert found == {("pp-1", "of Action,", "15"), ("op-1", "002-2003”,", "16")}
    assert not any("15" in p.text and p.kind == "preambular" for p in seed.provisions)


def test_the_source_is_recorded(seed: Resolution) -> None:
    assert (seed.source.name, seed.source.media_type, len(seed.source.sha256)) == ("eclac-611-XXX.md", "text/markdown", 64)
    assert read(SEED, name="611.md").source.name == "611.md"


# --- Headings and issuing bodies --------------------------------------------------------------------------------------

#   heading as printed, opening line, symbol, symbol as printed, body, title
FORMS = [
    ("611(XXX) COOPERATION AMONG REGIONS", ECLAC, "ECLAC/RES/611(XXX)", "611(XXX)", "body/eclac", "Cooperation among regions"),
    ("## 752(PLEN.36) Renaming", ECLAC, "ECLAC/RES/752(PLEN.36)", "752(PLEN.36)", "body/eclac", "Renaming"),
    (
        "72/7. Regional cooperation",
        "The Economic and Social Commission for Asia and the Pacific,",
        "E/ESCAP/RES/72/7",
        "72/7",
        "body/escap",
        "Regional cooperation",
    ),
    ("58/220. South-South", "The General Assembly,", "A/RES/58/220", "58/220", "body/ga", "South-South"),
    ("A/RES/58/220 South-South", "The General Assembly,", "A/RES/58/220", "A/RES/58/220", "body/ga", "South-South"),
    ("60/265 B. Follow-up", "The General Assembly,", "A/RES/60/265 B", "60/265 B", "body/ga", "Follow-up"),
    ("S-27/2 A world fit for children", "The General Assembly,", "A/RES/S-27/2", "S-27/2", "body/ga", "A world fit for children"),
    ("217 A (III). Universal Declaration", "The General Assembly,", "A/RES/217(III) A", "217 A (III)", "body/ga", "Universal Declaration"),
    ("2625 (XXV). Declaration", "The General Assembly,", "A/RES/2625(XXV)", "2625 (XXV)", "body/ga", "Declaration"),
    ("Resolution 1540 (2004)", "The Security Council,", "S/RES/1540(2004)", "1540 (2004)", "body/sc", "Resolution 1540 (2004)"),
    ("S/RES/1540 (2004)", "The Security Council,", "S/RES/1540(2004)", "S/RES/1540 (2004)", "body/sc", "S/RES/1540 (2004)"),
    ("2023/25. Tax", "The Economic and Social Council,", "E/RES/2023/25", "2023/25", "body/ecosoc", "Tax"),
    ("E/RES/2023/25: Tax", "The Economic and Social Council,", "E/RES/2023/25", "E/RES/2023/25", "body/ecosoc", "Tax"),
    ("54/10. Mandate", "The Human Rights Council,", "A/HRC/RES/54/10", "54/10", "body/hrc", "Mandate"),
    ("A/HRC/RES/54/10 Mandate", "The Human Rights Council", "A/HRC/RES/54/10", "A/HRC/RES/54/10", "body/hrc", "Mandate"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "opening", "symbol", "printed", "body", "title"), FORMS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_heading_and_body(heading: str, opening: str, symbol: str, printed: str, body: str, title: str, suffix: str) -> None:
    heading = heading if suffix == ".md" else heading.removeprefix("## ")
    found = read_text(text_of(heading=heading, opening=opening), suffix)
    assert (str(found.symbol), found.symbol_as_printed, found.issuing_body, found.title) == (symbol, printed, body, title)


def test_the_cover_before_the_heading_is_passed_over() -> None:
    cover = [
        "United Nations",
        "A/RES/58/220",
        "Distr.: General",
        "10 March 2004",
        "A/58/486/Add.1 Agenda item 97 (b)",
        "Resolution adopted by the General Assembly on 23 December 2003",
        "[on the report of the Second Committee (A/58/486/Add.1)]",
        "58/220. Economic and technical\ncooperation",
    ]
    found = read_text(text_of(heading="\n\n".join(cover), opening="The General Assembly,"))
    assert (str(found.symbol), found.title) == ("A/RES/58/220", "Economic and technical cooperation")


def test_the_line_on_the_adoption_is_no_opening_line() -> None:
    heading = "RESOLUTION 1540 (2004)\n\nAdopted by the Security Council at its 4956th meeting, on 28 April 2004"
    found = read_text(text_of("Affirming that proliferation is a threat,", heading=heading, opening="The Security Council,"))
    assert list(parts(found)) == ["pp-1"]
    assert found.issuing_body == "body/sc"


def test_a_mark_of_a_note_is_no_part_of_the_title() -> None:
    assert read_text(text_of(heading="700(XXXIV) TITLE<sup>1</sup>")).title_as_printed == "TITLE"


#   title as printed, a paragraph, the title in the case of running text
TITLES = [
    ("COOPERATION AMONG DEVELOPING COUNTRIES", "Noting developing countries,", "Cooperation among developing countries"),
    ("THE ROLE OF THE WORLD BANK", "Noting its role,", "The role of the World Bank"),
    ("FLOODS IN HAITI", "Noting the floods in Haiti,", "Floods in Haiti"),
    ("Support for ECLAC", "Noting the support,", "Support for ECLAC"),
    ("FOLLOW-UP TO THE 2030 AGENDA", "Noting the 2030 Agenda,", "Follow-up to the 2030 Agenda"),
]


@pytest.mark.parametrize(("printed", "paragraph", "title"), TITLES)
def test_a_title_in_capitals_gets_the_case_of_the_text(printed: str, paragraph: str, title: str) -> None:
    found = read_text(text_of(paragraph, heading=f"700(XXXIV) {printed}"))
    assert (found.title, found.title_as_printed) == (title, printed)


# --- Paragraphs -------------------------------------------------------------------------------------------------------

#   what it shows, paragraphs, the provisions
PARAGRAPHS: list[tuple[str, list[str], dict[str, str]]] = [
    (
        "an unnumbered operative paragraph has its ordinal",
        ["Recalling the Charter,", "Requests the Secretary-General to report;", "Decides to meet again."],
        {"pp-1": "Recalling the Charter,", "op-u1": "Requests the Secretary-General to report;", "op-u2": "Decides to meet again."},
    ),
    (
        "numbers that begin again",
        ["1. Takes note of it;", "2. Welcomes it;", "1. Requests it;"],
        {"op-1": "Takes note of it;", "op-2": "Welcomes it;", "op-1.2": "Requests it;"},
    ),
    (
        "an opening phrase that the lexicon does not know (GA 77/272)",
        ["Recalling its resolution 75/265 of 3 March 2021,", "Having received the annual report for 2020,"],
        {"pp-1": "Recalling its resolution 75/265 of 3 March 2021,", "pp-2": "Having received the annual report for 2020,"},
    ),
    (
        "a page break, a page number and a running head inside a paragraph",
        ["1. Requests the Executive Secretary", "---", "- 12 -", "700(XXXIV)", "2/5", "Page 3", "to report on it;"],
        {"op-1": "Requests the Executive Secretary to report on it;"},
    ),
    (
        "a verb after a page break continues an unended paragraph",
        ["1. Notes that the Commission", "Requests nothing of this kind;"],
        {"op-1": "Notes that the Commission Requests nothing of this kind;"},
    ),
    (
        "a small letter continues a paragraph that ends in a comma at the foot of the page",
        ["1. Welcomes the report,", "requests it to be translated;"],
        {"op-1": "Welcomes the report, requests it to be translated;"},
    ),
    (
        "a heading between operative paragraphs (SC 2253)",
        ["1. Decides to freeze assets;", "Travel Ban", "2. Decides to prevent the entry;"],
        {"op-1": "Decides to freeze assets;", "h-1": "Travel Ban", "op-2": "Decides to prevent the entry;"},
    ),
    (
        "an operative verb by mistake in the preamble makes no operative paragraph (SC 2553)",
        ["Noting it,", "Recognizes the role of women,", "Expressing concern at it,", "1. Reaffirms it;"],
        {"pp-1": "Noting it,", "pp-2": "Recognizes the role of women,", "pp-3": "Expressing concern at it,", "op-1": "Reaffirms it;"},
    ),
    (
        "a number at the beginning of a line begins a paragraph only where the line before ends a clause",
        ["1. Recalls page\n15. of the report and paragraph 8\n(b) of it;\n2. Notes it;"],
        {"op-1": "Recalls page 15. of the report and paragraph 8 (b) of it;", "op-2": "Notes it;"},
    ),
    (
        "numbers of other kinds",
        ["1) Notes it;", "2.\tWelcomes it;"],
        {"op-1": "Notes it;", "op-2": "Welcomes it;"},
    ),
    (
        "items of a preambular paragraph",
        ["Recalling:", "(a) The Charter,", "(b) The Covenant,"],
        {"pp-1": "Recalling:", "pp-1-a": "The Charter,", "pp-1-b": "The Covenant,"},
    ),
    (
        "an item before any paragraph is text",
        ["(a) The first words,", "Recalling it,"],
        {"pp-1": "(a) The first words,", "pp-2": "Recalling it,"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), [row[1:] for row in PARAGRAPHS], ids=[row[0] for row in PARAGRAPHS])
def test_paragraphs(paragraphs: list[str], expected: dict[str, str]) -> None:
    assert parts(read_text(text_of(*paragraphs))) == expected


CLOSINGS = [
    "77th (resumed) plenary meeting\n30 December 2022",
    "37th plenary meeting",
    "54th resumed plenary meeting\n24 December 2021",
    "46th meeting\n11 October 2023",
    "22 June 2020",
    "[Adopted without a vote.]",
    "Adopted by a recorded vote of 28 to 6",
    "Annex",
    "Annex II",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_what_stands_after_the_closing_formula_is_no_operative_paragraph(closing: str) -> None:
    text = text_of("1. Welcomes it;") + f"\n\n{closing}\n\n1. Rules of the annex\n\n---\n\n<sup>1</sup> A note."
    expected = {
        "op-1": "Welcomes it;",
        "op-99": "Decides to remain seized of the matter.",
        "annex-1-1": "Rules of the annex",
        "fn-1": "A note.",
    }
    if closing.startswith("Annex"):
        expected["annex-1"] = closing
    assert parts(read_text(text), closing=True) == expected


def test_a_date_in_the_preamble_closes_nothing() -> None:
    assert list(parts(read_text(text_of("Recalling the treaty of", "22 June 2020", "and others,")))) == ["pp-1"]


# --- Items ------------------------------------------------------------------------------------------------------------

#   printed numbers, their levels
LEVELS = [
    ("a b c", "1 1 1"),
    ("a b i ii iii c", "1 1 2 2 2 1"),
    ("a b c d e f g h i j", "1 1 1 1 1 1 1 1 1 1"),  # the ninth letter
    ("a b c d e f g h i ii", "1 1 1 1 1 1 1 1 2 2"),  # not the ninth letter: ii follows
    ("a b c d e f g h i i ii j", "1 1 1 1 1 1 1 1 1 2 2 1"),  # the ninth letter, with items of its own
    ("a i A B 1 2 C ii b", "1 2 3 3 4 4 3 2 1"),
    ("i ii iii iv v vi", "1 1 1 1 1 1"),
    ("a b a b", "1 1 1 1"),  # begins again
    ("a c e", "1 1 1"),  # gaps
    ("x y z aa bb", "1 1 1 1 1"),
    ("b c", "1 1"),
]


@pytest.mark.parametrize(("numbers", "expected"), LEVELS)
def test_the_level_of_an_item(numbers: str, expected: str) -> None:
    printed, levels = numbers.split(), ItemLevels()
    placed = [levels.place(n, following) for n, following in zip(printed, [*printed[1:], None], strict=True)]
    assert placed == [int(level) for level in expected.split()]


def test_a_colon_opens_a_level() -> None:
    found = read_text(
        text_of("1. Decides:", *(f"({letter}) {letter};" for letter in "abcdefg"), "(h) H:", "(i) One;", "2. Notes it;")
    )
    assert list(parts(found))[-2:] == ["op-1-h-i", "op-2"]


def test_the_ids_of_items_follow_their_parents_where_numbers_begin_again() -> None:
    lines = [
        f"({number}) {word};"
        for number, word in zip(
            ["a", "i", "ii", "a", "i", "ii", "b"], ["one", "two", "three", "four", "five", "six", "seven"], strict=True
        )
    ]
    found = read_text(text_of("1. Decides:", *lines))
    ids = ["op-1", "op-1-a", "op-1-a-i", "op-1-a-ii", "op-1-a.2", "op-1-a.2-i", "op-1-a.2-ii", "op-1-b"]
    assert list(parts(found)) == ids
    assert [p.parent for p in found.provisions][1:8] == ["op-1", "op-1-a", "op-1-a", "op-1", "op-1-a.2", "op-1-a.2", "op-1"]


def test_a_list_may_close_with_a_full_stop_and_words_may_join_its_items() -> None:
    found = read_text(text_of("1. Requests the Executive Secretary to:\n(a) Report; and\n(b) Advise.", "2. Welcomes it;"))
    assert parts(found) == {
        "op-1": "Requests the Executive Secretary to:",
        "op-1-a": "Report; and",
        "op-1-b": "Advise.",
        "op-2": "Welcomes it;",
    }


@pytest.mark.parametrize("bullet", ["", "- ", "– ", "• ", "* "])
def test_bullets_before_item_numbers(bullet: str) -> None:
    found = read_text(text_of(f"1. Decides:\n{bullet}(a) One;\n{bullet}(b) Two;"))
    assert parts(found) == {"op-1": "Decides:", "op-1-a": "One;", "op-1-b": "Two;"}


def test_words_in_parentheses_are_no_item_numbers() -> None:
    found = read_text(text_of("1. Notes the Fund,\n(the) trustees of it,\n(ab) others and\n(UN) bodies;"))
    assert list(parts(found)) == ["op-1"]


# --- Notes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("mark", "note"), [("<sup>15</sup>", "<sup>15</sup> "), ("¹⁵", "¹⁵ "), ("[^15]", "[^15]: "), (" <SUP> 15 </SUP>", "¹⁵")]
)
def test_note_marks_in_every_notation(mark: str, note: str, suffix: str) -> None:
    found = read_text(
        text_of(f"Recalling the Plan,{mark} and more,", f"{note}A/CONF.79/13.\n{note.replace('5', '6').replace('⁵', '⁶')}Other."),
        suffix,
    )
    assert parts(found) == {"pp-1": "Recalling the Plan, and more,", "fn-15": "A/CONF.79/13.", "fn-16": "Other."}
    assert [(r.offset, r.number) for r in found.by_id["pp-1"].note_references] == [(19, "15")]


def test_notes_stand_at_the_end_and_double_numbers_stay_apart() -> None:
    found = read_text(text_of("Recalling it,<sup>1</sup>", "<sup>1</sup> One.", "1. Notes it;<sup>1</sup>", "<sup>1</sup> Two."))
    assert list(parts(found)) == ["pp-1", "op-1", "fn-1", "fn-1.2"]


# --- Markdown ---------------------------------------------------------------------------------------------------------

#   Markdown of a first paragraph, its text
MARKDOWN = [
    ("1. **Takes note** of the *report* and [its annex](https://example.org);", "Takes note of the report and its annex;"),
    ("1. Takes note of \\*it\\* &amp; `more`;", "Takes note of *it* & more;"),
    ("    1. Takes note of it,\n        and of more;", "Takes note of it, and of more;"),
    ("<p>1. Takes note of it;</p>", "Takes note of it;"),
    ("1. Takes note<br>of <b>it</b><!-- a comment -->;", "Takes note of it;"),
    ("> 1. Takes note of it;", "Takes note of it;"),
    ("1. Takes note of ![the seal](seal.png) it;", "Takes note of the seal it;"),
    ("1. Takes note of the report of\n2004.", "Takes note of the report of 2004."),
    ("1. Takes note of the report of\n2004. It is good;", "Takes note of the report of 2004. It is good;"),
    ("1. Takes note of the [report] (annex);", "Takes note of the [report] (annex);"),
]


@pytest.mark.parametrize(("markdown", "text"), MARKDOWN)
def test_markdown_is_read_as_meant(markdown: str, text: str) -> None:
    assert parts(read_text(text_of(markdown), ".md"))["op-1"] == text


def test_a_form_feed_parts_two_pages() -> None:
    text = text_of("1. Notes the\n<sup>1</sup> A note.\n\f\nreport;").replace("\n<sup>", "\n\n<sup>")
    assert parts(read_text(text)) == {"op-1": "Notes the report;", "fn-1": "A note."}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_and_a_byte_order_mark(newline: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text_of("1. Notes\nit;").replace("\n", newline).encode())
    assert parts(read(path)) == {"op-1": "Notes it;"}


def test_the_text_is_normalised() -> None:
    found = read_text(text_of("1. Notes\u00a0the  cafe\u0301;"))
    assert found.by_id["op-1"].text == "Notes the café;"


# --- Refusals ---------------------------------------------------------------------------------------------------------

BEGINNING = f"700(XXXIV) TITLE\n\n{ECLAC}\n\n"
#   name, content, words of the message, line
REFUSED: list[tuple[str, bytes, str, int | None]] = [
    ("empty.md", b"", "the file is empty", None),
    ("blank.txt", b" \n\t\n ", "the file is empty", None),
    ("binary.md", b"%PDF-1.7\0\1\2", "a binary file, not text", None),
    ("latin-1.txt", b"line\nAm\xe9rica Latina", "not UTF-8 text", 2),
    ("essay.md", b"# An essay\n\nOn nothing in particular.", "no heading such as '611(XXX) TITLE'", None),
    ("no-body.md", b"\n\n700(XXXIV) TITLE\n\n1. Requests it.", "no issuing body found", 3),
    ("unknown.md", b"1/1. TITLE\n\nThe Assembly of Bees,\n\n1. Requests it.", "no issuing body found", 1),
    ("preamble.md", f"{BEGINNING}Recalling it,".encode(), "no operative paragraph found", None),
    ("cut.md", f"{BEGINNING}1. Notes it;\n\n2. Requests the Secre".encode(), "breaks off after 'Requests the Secre'", 7),
    ("cut.txt", f"{BEGINNING}1. Notes it;\n\n2. Requests:\n\n(a) One;".encode(), "breaks off after 'One;'", 9),
    ("other.md", b"S/RES/1540 (2004) Weapons\n\nThe General Assembly,\n\n1. Notes it.", "none of the symbols of body/ga", 1),
    ("number.md", b"58/220. Title\n\nThe Security Council,\n\n1. Notes it.", "does not number its documents so", 1),
    ("resolution.odt", b"x", "files of this kind are not read; give one of: .xml, .md, .txt, .html, .htm, .docx, .pdf", None),
    ("resolution", b"x", "files of this kind are not read", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words", "line"), REFUSED)
def test_a_file_that_is_no_resolution_is_refused(name: str, content: bytes, words: str, line: int | None, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert words in caught.value.reason
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert str(caught.value).startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for path in (tmp_path / "missing.md", tmp_path / "folder.md", Path("nul\0l.md")):
        with pytest.raises(SourceError, match="cannot be opened"):
            read(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="larger than 50 MB"):
        read(path)


def test_a_language_without_a_grammar_is_refused() -> None:
    with pytest.raises(MandateGraphError, match="no grammar for the language 'tlh'; there is one for: en, es, fr"):
        read(SEED, language="tlh")


def test_the_seed_cut_after_any_paragraph_is_no_resolution() -> None:
    blocks = SEED_TEXT.split("\n\n")
    for end in range(1, len(blocks)):
        with pytest.raises(SourceError):
            read_text("\n\n".join(blocks[:end]), ".md")


# --- Laws -------------------------------------------------------------------------------------------------------------


def printed(provision: Provision) -> str:
    """The text of a provision with its note marks."""
    text = provision.text
    for reference in reversed(provision.note_references):
        text = f"{text[: reference.offset]}<sup>{reference.number}</sup>{text[reference.offset :]}"
    return text


def clean(resolution: Resolution, suffix: str) -> str:
    """A resolution as one would print it without any defect."""
    forms: dict[str, Callable[[Provision], str]] = {
        "preambular": printed,
        "operative": lambda p: f"{p.number}. {printed(p)}" if p.number else printed(p),
        "item": lambda p: f"{'- ' if suffix == '.md' else ''}({p.number}) {printed(p)}",
        "footnote": lambda p: f"<sup>{p.number}</sup> {printed(p)}",
    }
    name = authority.load().label(resolution.issuing_body)
    heading = f"{'## ' if suffix == '.md' else ''}{resolution.symbol_as_printed} {resolution.title_as_printed}"
    return "\n\n".join([heading, f"The {name},", *(forms[p.kind](p) for p in resolution.provisions)]) + "\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_reading_what_was_read_changes_nothing(seed: Resolution, suffix: str) -> None:
    again = read_text(clean(seed, suffix), suffix)
    assert again.provisions == seed.provisions
    assert (again.symbol, again.title, again.issuing_body) == (seed.symbol, seed.title, seed.issuing_body)


WORDS = [
    "the", "of", "cooperation", "region", "secretariat", "countries,", "report", "2004", "and", "development", "support",
    "South-South", "“for”", "Chile", "58/220", "paragraph 8 (b)",  # a line may begin with "(b)" and yet no item
]  # fmt: skip
PREAMBULAR = ("Recalling", "Considering", "Also considering", "Taking note of", "Having received", "Mindful of")
OPERATIVE = ("Requests", "Takes note of", "Decides", "Underscores also", "Invites", "Endorses")
STYLES = (
    "abcdefghijkl",
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"],
    "ABCDEFGHIJKL",
    "123456789",
)


@dataclass
class Made:
    """A made resolution: the provisions that must be read, and the blocks by which a defective page prints them."""

    chance: random.Random
    expected: list[tuple[str, str, str, str | None, str | None, list[tuple[int, str]]]] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def words(self, least: int = 1) -> list[str]:
        return self.chance.choices(WORDS, k=self.chance.randint(least, 25))

    def provision(self, identity: str, kind: str, text: list[str], number: str | None, parent: str | None, before: str) -> None:
        """Print a provision with notes in it, hard-wrapped, now and then over two pages."""
        marked, references, length = [], [], -1
        for word in text:
            length += 1 + len(word)
            if self.chance.random() < 0.05:
                note = str(15 + len(self.notes))
                self.notes.append(note)
                references.append((length, note))
                marked.append(word + self.chance.choice([f"<sup>{note}</sup>", f"[^{note}]"]))
            else:
                marked.append(word)
        self.expected.append((identity, kind, " ".join(text), number, parent, references))
        cuts = [i for i in range(2, len(marked)) if marked[i][0].islower()] or [len(marked)]
        cut = self.chance.choice(cuts) if self.chance.random() < 0.2 else len(marked)
        self.blocks.append(before + self.wrapped(marked[:cut]))
        if cut < len(marked):
            self.blocks += [
                self.chance.choice(["---", "- 12 -", "13", "Page 4", "700(XXXIV)", "\f"]),
                self.wrapped(marked[cut:]),
            ]

    def wrapped(self, words: list[str]) -> str:
        width = self.chance.randint(20, 120)
        return "\n".join(textwrap.wrap(" ".join(words), width, break_long_words=False, break_on_hyphens=False))

    def items(self, parent: str, depth: int) -> None:
        count = self.chance.randint(2, 9 if depth == 3 else 11)
        for position in range(count):
            number = STYLES[depth][position]
            indent = " " * self.chance.randint(0, 6) + self.chance.choice(["", "- "])
            text = [self.chance.choice(["Modernize", "Continue", "The"]), *self.words()]
            deeper = depth < 3 and self.chance.random() < 0.15
            text[-1] = text[-1].rstrip(",") + (":" if deeper else ";")
            self.provision(f"{parent}-{number}", "item", text, number, parent, f"{indent}({number}) ")
            if deeper:
                self.items(f"{parent}-{number}", depth + 1)

    def page(self) -> str:
        """The whole file; the provisions are in `expected` then."""
        for n in range(1, self.chance.randint(0, 4) + 1):
            text = [self.chance.choice(PREAMBULAR), *self.words()]
            text[-1] = text[-1].rstrip(",") + ","
            self.provision(f"pp-{n}", "preambular", text, None, None, "")
        numbered, count = self.chance.random() < 0.7, self.chance.randint(1, 5)
        for n in range(1, count + 1):
            identity, number = (f"op-{n}", str(n)) if numbered else (f"op-u{n}", None)
            text = [self.chance.choice(OPERATIVE), *self.words()]
            has_items = n < count and self.chance.random() < 0.4
            text[-1] = text[-1].rstrip(",") + (":" if has_items else "." if n == count else self.chance.choice([";", ",", "."]))
            self.provision(identity, "operative", text, number, None, f"{number}. " if number else "")
            if has_items:
                self.items(identity, 0)
        for note in self.notes:
            note_text = " ".join(self.words()).rstrip(",") + "."
            self.expected.append((f"fn-{note}", "footnote", note_text, note, None, []))
            self.blocks.append(f"<sup>{note}</sup> {note_text}")
        return "\n\n".join(["700(XXXIV) Title", ECLAC, *self.blocks])


@pytest.mark.parametrize("suffix", SUFFIXES)
@property_test
@given(number=st.integers(0, 2**32))
def test_a_made_resolution_is_recovered_exactly(suffix: str, number: int) -> None:
    made = Made(random.Random(number))  # noqa: S311 - a test
    found = read_text(made.page(), suffix)
    read_back = [
        (p.id, p.kind, p.text, p.number, p.parent, [(r.offset, r.number) for r in p.note_references]) for p in found.provisions
    ]
    assert read_back == made.expected
    assert read_text(clean(found, suffix), suffix).provisions == found.provisions
    check(found)


def check(resolution: Resolution) -> None:
    """Every provision hangs together, and every statement has its words where it says."""
    assert len(resolution.by_id) == len(resolution.provisions)
    for provision in resolution.provisions:
        assert provision.text
        assert (provision.parent is not None) or (provision.kind != "item")
        assert provision.parent is None or provision.parent in resolution.by_id
        assert all(0 <= r.offset <= len(provision.text) for r in provision.note_references)
        assert not provision.lead or provision.text.startswith(provision.lead.phrase)
    for statement in extract(resolution).statements:
        evidence = statement.evidence
        assert 0 <= evidence.start < evidence.end
        assert resolution.by_id[evidence.provision].text[evidence.start : evidence.end] == evidence.quote


def test_the_laws_hold_for_the_seed(seed: Resolution) -> None:
    check(seed)


CHUNKS = SEED_TEXT.split("\n\n") + ["---", "17", "(i) Sub-item;", "(ii) Another", "1. Requests Chile to act;", "⁅1⁆", "\f"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(property_test, max_examples=100)
@given(order=st.lists(st.integers(2, len(CHUNKS) - 1), min_size=5, max_size=40), cut=st.integers(0, 40), begins=st.booleans())
def test_a_mangled_seed_is_read_or_refused(suffix: str, order: list[int], cut: int, *, begins: bool) -> None:
    chunks = [*(CHUNKS[:3] if begins else []), *(CHUNKS[i] for i in order)]
    text = "\n\n".join(chunks)
    try:
        found = read_text(text[: len(text) - cut], suffix)
    except SourceError:
        return
    check(found)


@property_test
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=300).map(str.encode)), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("bytes", numbered=True) / f"any{suffix}"
    for begin in (b"", f"{BEGINNING}1. Requests ".encode()):
        path.write_bytes(begin + content)
        try:
            found = read(path)
        except SourceError:
            continue
        check(found)


# Texts that repeat a few characters take no longer than others of their length: a pattern that tries each beginning again, or each
# way to part the text, would not come to an end here.
REPEATED = [
    "a", "A", " ", "\n", ".", "[", "*", "_", "<", "(", "1", "“", "²", "⁅", "A/", "(a) ", "(a) x;\n", "- (a) x;\n", "1. Notes x;\n\n",
    "resolution 1/1, ", "its resolution 58/220 and ", "that resolution ", "further also ", "Also ", "the note entitled “x ",
    "that the X ", "change the name of ", "rename the ", "Conference on A, B ", "General Assembly endorsed and urged ",
    "Chile, ", "World Bank/", "the Committee ", "Recalling a,\n\n", "<sup>1</sup> ", "among others, ",
]  # fmt: skip


@pytest.mark.parametrize("unit", REPEATED)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_text_that_repeats_itself_is_read_or_refused(unit: str, suffix: str) -> None:
    repeated = unit * (20_000 // len(unit))
    for text in (repeated, text_of(f"1. Welcomes {repeated};"), text_of("1. Requests Chile to:", f"{repeated};")):
        try:
            found = read_text(text, suffix)
        except SourceError:
            continue
        check(found)
