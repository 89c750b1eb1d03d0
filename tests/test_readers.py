"""Readers of HTML, DOCX and PDF: what stands on the page, in order, and nothing else; hostile files are refused in one line."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx as word
import pytest
from docx.document import Document
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import papers, typeset
from tests.papers import Paper, Part
from tests.typeset import Layout

from mandategraph.errors import MissingExtra, SourceError
from mandategraph.read import FORMATS, blocks, read
from mandategraph.read import html as html_reader
from mandategraph.read import pdf as pdf_reader
from mandategraph.read.docx import package
from mandategraph.read.numbers import formatted
from mandategraph.read.pdf import glyphs
from mandategraph.read.pdf.words import Joiner
from mandategraph.read.rows import shown

DICE = random.Random(1)  # noqa: S311 - no secret
SEED = Path(__file__).parents[1] / "data" / "resolutions" / "eclac-611-XXX.md"
COMMISSION = "The Economic Commission for Latin America and the Caribbean,"


def lines(content: bytes, suffix: str) -> list[str]:
    """The blocks of a file, each on one line."""
    return [shown(block) for block in blocks(content, Path(f"test{suffix}"))]


def outcome(content: bytes, suffix: str) -> list[str] | None:
    """The blocks of a file, or None where it is refused in one line."""
    try:
        return lines(content, suffix)
    except SourceError as error:
        message = str(error)
    assert "\n" not in message
    return None


def refused(content: bytes, suffix: str) -> str:
    """The message with which a file is refused, within seconds."""
    start = time.monotonic()
    with pytest.raises(SourceError) as error:
        blocks(content, Path(f"test{suffix}"))
    message = str(error.value)
    assert "\n" not in message
    assert len(message) < 300
    assert message.startswith(f"test{suffix}")
    assert time.monotonic() - start < 60
    return message


# --- One document in four formats ---------------------------------------------------------------------------------------

LONG = "taking into account the outcome of the meeting on cooperation among developing countries and regions, " * 3
PAPER = Paper(
    [
        Part("700(XXXIV) COOPERATION AMONG DEVELOPING COUNTRIES", heading=True),
        Part(COMMISSION),
        Part(f"Recalling the Buenos Aires Plan of Action,⁅1⁆ {LONG}and its resolution 611(XXX),"),
        Part("Bearing in mind General Assembly resolution 58/220,⁅2⁆ in particular its “follow-up”,"),
        *(Part(f"Having considered the report for {year}, {LONG}", "") for year in range(1990, 2000)),
        Part("Takes note of the report of the Committee;⁅3⁆", "1."),
        Part(f"Requests the Executive Secretary, {LONG}to take the following measures:", "2."),
        Part(f"To strengthen the focal points, {LONG}in the region;", "(a)", 1),
        Part("To report, in particular:", "(b)", 1),
        Part("On South-South cooperation;", "(i)", 2),
        Part("On its follow-up;", "(ii)", 2),
        Part("To continue the work.", "(c)", 1),
        *(Part(f"Decides to consider item {number}, {LONG}at its next session;", f"{number}.") for number in range(3, 12)),
        Part("Decides to remain seized of the matter.", "12."),
    ],
    {"1": "Report of the Conference, chap. I.", "2": "See A/58/486, which was adopted " + LONG, "3": "LC/G.2242(SES.30/18)."},
    "LC/PLEN.700",
)
LAYOUTS = {
    "one column": Layout(),
    "justified": Layout(justified=True),
    "two columns": Layout(columns=2, justified=True),
    "two columns, hyphenated": Layout(columns=2, hyphenated=True),
    "first lines indented, no gaps": Layout(justified=True, indent=24, spacing=0),
    "notes without a rule": Layout(rule=False),
    "notes as large as the text": Layout(note_size=10),
    "large type": Layout(size=13, note_size=10, head=False),
}


def wanted(paper: Paper) -> list[str]:
    """The paragraphs and notes of a paper, sorted."""
    return sorted(" ".join(line.replace(" ⁅", "⁅").split()) for line in papers.paragraphs(paper))


def found(content: bytes, suffix: str, paper: Paper = PAPER) -> list[str]:
    """The blocks of a file, sorted, without a running head that the only page has."""
    return sorted(" ".join(line.replace(" ⁅", "⁅").split()) for line in lines(content, suffix) if line != paper.head)


@pytest.mark.parametrize("automatic", [True, False])
def test_word_gives_the_paper(*, automatic: bool) -> None:
    assert found(papers.docx_file(PAPER, automatic=automatic), ".docx") == wanted(PAPER)


@pytest.mark.parametrize("lists", [True, False])
def test_a_web_page_gives_the_paper(*, lists: bool) -> None:
    assert found(papers.html(PAPER, lists=lists), ".html") == wanted(PAPER)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_pdf_gives_the_paper(layout: Layout) -> None:
    content = typeset.pdf(PAPER, layout)
    assert found(content, ".pdf") == wanted(PAPER)
    assert blocks(content, Path("a.pdf"))[-1].line > 1  # more than one page


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_a_resolution_is_the_same_in_each_format(suffix: str, tmp_path: Path) -> None:
    text, other = tmp_path / "a.txt", tmp_path / f"a{suffix}"
    text.write_bytes(papers.txt(PAPER))
    other.write_bytes(typeset.WRITERS[suffix](PAPER))
    ours, theirs = read(other), read(text)
    assert [(p.id, p.text, p.note_references) for p in ours.provisions] == [
        (p.id, p.text, p.note_references) for p in theirs.provisions
    ]
    assert (ours.symbol, ours.title) == (theirs.symbol, theirs.title)
    assert ours.source.media_type == FORMATS[suffix]
    assert len(ours.provisions) > 30


# --- HTML ---------------------------------------------------------------------------------------------------------------

#   what it shows, the page, the blocks
PAGES: list[tuple[str, str, list[str]]] = [
    ("white space is one blank", "<p>The\n  General&nbsp;\tAssembly,</p>", ["The General Assembly,"]),
    ("two line breaks end a paragraph, one does not", "One<br>two<br/>\n<br>three", ["One two", "three"]),
    ("text around blocks", "before<p>inside</p>after", ["before", "inside", "after"]),
    ("inline tags do not part words", "<p>Re<b>calling</b> <i>its</i> r<a href='x'>esolution</a></p>", ["Recalling its resolution"]),
    ("numbers of lists", "<ol><li>One<li value=5>Five<li>Six</ol>", ["1. One", "5. Five", "6. Six"]),
    ("letters and Roman figures of lists", "<ol type=a start=3><li>C<ol type=i><li>One<li>Two</ol><li>D</ol>", ["(c) C", "(i) One", "(ii) Two", "(d) D"]),
    ("styles of lists", "<ol style='list-style-type: upper-roman'><li>One</ol>", ["I. One"]),
    ("lists that count down", "<ol reversed><li>Two<li>One</ol>", ["2. Two", "1. One"]),
    ("a number that is typed is not doubled", "<ol><li>1. One</ol><ul><li>(a) A<li>B</ul>", ["1. One", "(a) A", "• B"]),
    ("lists without marks", "<ul style='list-style: none'><li>One</ul>", ["One"]),
    ("only the first paragraph of an item is numbered", "<ol><li><p>One</p><p>more</p></ol>", ["1. One", "more"]),
    ("raised note marks", "<p>Action,<sup>15</sup> and<sup><a href='#f'>[16]</a></sup></p>", ["Action,⁅15⁆ and⁅16⁆"]),
    ("raised by style", "<p>Action,<span style='vertical-align: super; font-size: 8pt'>15</span></p>", ["Action,⁅15⁆"]),
    ("notes of Word", "<p>x<a href='#_ftn1'>[1]</a></p><p><a href='#_ftnref1'>[1]</a> Note.</p>", ["x⁅1⁆", "⁅1⁆ Note."]),
    ("what is raised but no mark", "<p>the 1<sup>st</sup>, the 1<sup>er</sup>, 5 km<sup>2</sup></p>", ["the 1st, the 1er, 5 km²"]),
    ("superscript digits", "<p>Action,¹⁵ more</p>", ["Action,⁅15⁆ more"]),
    ("data tables, row by row", "<table><tr><th>State<th>Votes<tr><td>Haiti<td>1 <br>2</table>", ["State | Votes", "Haiti | 1 2"]),
    ("a number in a cell of its own", "<table><tr><td>1.</td><td>Requests it;</td></tr></table>", ["1. Requests it;"]),
    ("a page laid out with tables", "<table><tr><td><table><tr><td>Menu</table><td><p>One</p><p>Two</p></table>", ["Menu", "One", "Two"]),
    ("a table with a role", "<table role=presentation><tr><td>One<td>Two</table>", ["One", "Two"]),
    ("what is hidden", "<p hidden>no</p><p style='display:none'>no<b>no</b></p><p>yes<span style='visibility: hidden'>no</span>!</p>", ["yes!"]),
    ("what is no text", "<head><title>no</title></head><script>no</script><style>no</style><nav>no</nav><p>yes<del>no</del><ins>!</ins></p>", ["yes!"]),
    ("comments and instructions", "<p>a<!-- no --><?no no?>b</p>", ["ab"]),
    ("rules and quotations", "one<hr>two <q>three</q>", ["one", "two “three”"]),
    ("text as it was typed", "<pre>One\n   more\n\nTwo</pre>", ["One more", "Two"]),
    ("the signs of our own notation", "<p>a⁅15⁆</p>", ["a15"]),
    ("entities of the page are not expanded", "<!DOCTYPE html [<!ENTITY a 'no'>]><p>x &a; &eacute;</p>", ["]>", "x &a; é"]),
    ("the head and foot of LibreOffice", "<div title='header'><p>no</p></div><p>yes</p>", ["yes"]),
    ("an end without a beginning", "</td></tr></table></ol></li><p>yes", ["yes"]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "wanted"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_html(page: str, wanted: list[str]) -> None:
    assert lines(page.encode(), ".html") == wanted


def test_the_line_of_a_block_is_that_of_its_element() -> None:
    assert [block.line for block in blocks(b"<p>One</p>\n\n<p>Two</p><pre>\nThree\n\nFour</pre>", Path("a.htm"))] == [1, 3, 4, 6]


#   a page in bytes, its first block
CHARACTER_SETS = [
    ("<p>Comisión</p>".encode(), "Comisión"),
    ("<p>Comisión</p>".encode("cp1252"), "Comisión"),
    ("<meta charset=iso-8859-1><p>“Comisión”</p>".encode("cp1252"), "“Comisión”"),
    ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>Совет</p>".encode("cp1251"), "Совет"),
    ("<?xml version='1.0' encoding='utf-8'?><p>Comisión</p>".encode(), "Comisión"),
    ("<p>Comisión</p>".encode("utf-8-sig"), "Comisión"),
    ("\ufeff<p>Comisión</p>".encode("utf-16-le"), "Comisión"),
]


@pytest.mark.parametrize(("content", "text"), CHARACTER_SETS)
def test_character_sets(content: bytes, text: str) -> None:
    assert lines(content, ".html") == [text]


#   what it is, the page, words of the message
BAD_PAGES = [
    ("not in the set it declares", "<meta charset=utf-8><p>Comisión".encode("cp1252"), "not in the character set utf-8"),
    ("a set nobody knows", b"<meta charset=klingon><p>x", "'klingon' is not known"),
    ("a set of bytes, not of letters", b"<meta charset=base64><p>x", "not in the character set"),
    ("ten thousand levels", b"<div>" * 10_000 + b"x", "too many levels"),
    ("ten thousand tables", b"<table><tr><td>" * 10_000 + b"x", "too many levels"),
    ("three million tags", b"<b>" * 3_000_000, "more than 2,000,000 tags"),
]


@pytest.mark.parametrize(("content", "words"), [row[1:] for row in BAD_PAGES], ids=[row[0] for row in BAD_PAGES])
def test_a_page_made_to_do_harm_is_refused(content: bytes, words: str) -> None:
    assert words in refused(content, ".html")


def test_an_enormous_table_is_read_in_linear_time() -> None:
    start = time.monotonic()
    assert len(lines(b"<table>" + b"<tr><td>1<td>2" * 50_000, ".html")) == 50_000
    assert time.monotonic() - start < 30


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<br>",
            "<ol>",
            "<li>",
            "</ol>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<sup>",
            "</sup>",
            "<pre>",
            "<q>",
            "<b>",
            "<!--",
            "-->",
            "<",
            ">",
            "&",
            "15",
            "x",
            "[1]",
            "¹",
        ]
    ),
    max_size=40,
)


@given(MARKUP)
@settings(derandomize=True, deadline=None, max_examples=200)
def test_any_markup_is_read(parts: list[str]) -> None:
    for block in html_reader.blocks(" ".join(parts).encode(), "a.html"):
        assert block.text.strip() == block.text != ""


# --- DOCX ---------------------------------------------------------------------------------------------------------------


def document(*, clean: bool = True) -> Document:
    """An empty Word document."""
    made = word.Document()
    if clean:
        papers.abstract_numbering(made, 900, "".join(papers.level(*form) for form in papers.FORMS))
    return made


def made(document: Document) -> list[str]:
    """What is read of a Word document."""
    return lines(papers.saved(document), ".docx")


def numbered(document: Document, *rows: tuple[int, int]) -> list[str]:
    """The numbers that paragraphs in these lists on these levels get."""
    for key, depth in rows:
        papers.put_in_list(papers.xml(document.add_paragraph("x")), key, depth)
    return [line.removesuffix(" x") for line in made(document)]


def test_numbers_that_word_computes() -> None:
    paper = document()
    papers.numbering_list(paper, 900, 900)
    levels = [0, 1, 1, 2, 2, 1, 0, 1, 3, 0]
    assert numbered(paper, *((900, depth) for depth in levels)) == [
        "1.",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(c)",
        "2.",
        "(a)",
        "(A)",
        "3.",
    ]


def test_lists_of_one_definition_go_on_unless_one_starts_anew() -> None:
    paper = document()
    papers.numbering_list(paper, 900, 900)
    papers.numbering_list(paper, 901, 900)
    papers.numbering_list(paper, 902, 900, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')
    assert numbered(paper, (900, 0), (901, 0), (902, 0), (902, 0), (900, 0)) == ["1.", "2.", "7.", "8.", "9."]


def test_forms_of_levels() -> None:
    paper = document(clean=False)
    forms = [
        papers.level(0, "upperRoman", "%1."),
        papers.level(1, "decimalZero", "%1.%2", 9, "<w:isLgl/>"),
        papers.level(2, "lowerLetter", "%3)", 27, '<w:lvlRestart w:val="0"/>'),
        papers.level(3, "bullet", "&#xF0B7;"),
        papers.level(4, "bullet", "–"),
        papers.level(5, "none", ""),
        papers.level(6, "ordinal", "%7"),
    ]
    papers.abstract_numbering(paper, 900, "".join(forms))
    papers.numbering_list(paper, 900, 900)
    rows = [(900, depth) for depth in (0, 1, 2, 0, 1, 2, 3, 4, 5, 6)]
    assert numbered(paper, *rows) == ["I.", "1.9", "aa)", "II.", "2.9", "bb)", "•", "–", "x", "1st"]


def test_a_list_may_have_a_level_of_its_own() -> None:
    paper = document()
    papers.numbering_list(paper, 900, 900, f'<w:lvlOverride w:ilvl="0">{papers.level(0, "upperLetter", "%1)")}</w:lvlOverride>')
    assert numbered(paper, (900, 0), (900, 1), (900, 0)) == ["A)", "(a)", "B)"]


def test_numbers_of_styles_and_their_bases() -> None:
    paper = document(clean=False)
    levels = papers.level(0, "decimal", "%1.") + papers.level(1, "lowerLetter", "(%2)", 1, '<w:pStyle w:val="Item"/>')
    papers.abstract_numbering(paper, 900, levels)
    papers.numbering_list(paper, 900, 900)
    base = paper.styles.add_style("Base", 1)
    papers.put_in_list(base.element, 900)
    derived, item = paper.styles.add_style("Derived", 1), paper.styles.add_style("Item", 1)
    derived.base_style = base
    papers.put_in_list(item.element, 900)
    item.element.pPr.numPr.remove(item.element.pPr.numPr.ilvl)
    for style in ("Base", "Derived", "Item", "Derived"):
        paper.add_paragraph(style, style=style)
    without = paper.add_paragraph("none", style="Derived")
    papers.put_in_list(papers.xml(without), 0)
    assert made(paper) == ["1. Base", "2. Derived", "(a) Item", "3. Derived", "none"]


def test_styles_in_a_circle_end() -> None:
    paper = document()
    one, two = paper.styles.add_style("One", 1), paper.styles.add_style("Two", 1)
    one.base_style, two.base_style = two, one
    paper.add_paragraph("x", style="One")
    assert made(paper) == ["x"]


T = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
#   what it shows, the XML of a paragraph, what is read
RUNS = [
    ("insertions stand, deletions do not", f'{T.format("a")}<w:ins w:id="1" w:author="x">{T.format("b")}</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>c</w:delText></w:r></w:del>', ["ab"]),
    ("what was moved stands where it is now", f'<w:moveFrom w:id="1" w:author="x">{T.format("a")}</w:moveFrom><w:moveTo w:id="2" w:author="x">{T.format("b")}</w:moveTo>', ["b"]),
    ("links, tags and controls", f'<w:hyperlink>{T.format("a")}</w:hyperlink><w:smartTag>{T.format("b")}</w:smartTag><w:sdt><w:sdtContent>{T.format("c")}</w:sdtContent></w:sdt>', ["abc"]),
    ("hyphens, tabs and breaks", "<w:r><w:t>Fifty</w:t><w:noBreakHyphen/><w:t>fifth ses</w:t><w:softHyphen/><w:t>sion</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>", ["Fifty-fifth ses\u00adsion x y"]),
    ("hidden text", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>yes</w:t></w:r>", ["yes"]),
    ("the result of a field, not its code", "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>no</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>!</w:t></w:r></w:fldSimple>", ["12!"]),
    ("a raised mark in two runs", f"{T.format('Action,')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>5</w:t></w:r>", ["Action,⁅15⁆"]),
    ("what is raised but no mark", f"{T.format('the 1')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>st</w:t></w:r>", ["the 1st"]),
    ("letters of other alphabets above", "<w:r><w:ruby><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>yes</w:t></w:r></w:rubyBase></w:ruby></w:r>", ["yes"]),
    ("a symbol", "<w:r><w:sym w:font='x' w:char='00A7'/><w:sym w:font='Wingdings' w:char='F0E0'/><w:t>1</w:t></w:r>", ["§1"]),
    ("a text box, once, after the paragraph", f"<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='wps'><w:r><w:drawing><w:txbxContent><w:p>{T.format('box')}</w:p></w:txbxContent></w:drawing></w:r></mc:Choice><mc:Fallback><w:r><w:pict><w:txbxContent><w:p>{T.format('box')}</w:p></w:txbxContent></w:pict></w:r></mc:Fallback></mc:AlternateContent>{T.format('text')}", ["text", "box"]),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "wanted"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS])
def test_runs(xml: str, wanted: list[str]) -> None:
    paper = document()
    papers.raw(paper.add_paragraph(), xml)
    assert made(paper) == wanted


def test_a_paragraph_whose_end_was_deleted_takes_no_number() -> None:
    paper = document()
    papers.numbering_list(paper, 900, 900)
    for text in ("One", "Two", "three"):
        papers.put_in_list(papers.xml(paper.add_paragraph(text)), 900)
    mark = "<w:pPr><w:rPr><w:del w:id='1' w:author='x'/></w:rPr></w:pPr>"
    deleted = word.oxml.parse_xml(f"<w:x {nsdecls('w')}>{mark}</w:x>")[0][0]
    papers.xml(paper.paragraphs[1]).pPr.append(deleted)
    assert made(paper) == ["1. One", "2. Twothree"]


NOTE = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t xml:space="preserve"> {2}</w:t></w:r></w:p></w:{0}>'


def test_notes_stand_after_the_paragraph_and_are_counted_as_they_are_called() -> None:
    paper = document()
    papers.add_notes(paper, NOTE.format("footnote", 5, "second") + NOTE.format("footnote", 4, "first"))
    papers.add_notes(paper, NOTE.format("endnote", 2, "at the end"), "endnote")
    papers.raw(
        paper.add_paragraph("a"),
        '<w:r><w:footnoteReference w:id="4"/></w:r><w:r><w:t>b</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r>',
    )
    papers.raw(paper.add_paragraph("c"), '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="99"/></w:r>')
    assert made(paper) == ["a⁅1⁆b⁅2⁆", "⁅1⁆ first", "⁅2⁆ second", "c⁅i⁆", "⁅i⁆ at the end"]


def test_notes_with_marks_of_their_own_and_another_start() -> None:
    paper = document()
    star = '<w:footnote w:id="3"><w:p><w:r><w:t>*</w:t></w:r><w:r><w:t> of its own</w:t></w:r></w:p></w:footnote>'
    papers.add_notes(paper, star + NOTE.format("footnote", 4, "counted"))
    properties = f'<w:footnotePr {nsdecls("w")}><w:numFmt w:val="decimal"/><w:numStart w:val="15"/></w:footnotePr>'
    paper.settings.element.append(word.oxml.parse_xml(properties))
    papers.raw(
        paper.add_paragraph("a"),
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r>',
    )
    assert made(paper) == ["a⁅*⁆⁅15⁆", "⁅*⁆ of its own", "⁅15⁆ counted"]


def test_tables_of_word() -> None:
    paper = document()
    table = paper.add_table(4, 2)
    for row, cells in enumerate([("State", "Votes"), ("Haiti", "12"), ("1.", "Requests it;"), ("", "alone")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    properties = papers.xml(table.rows[1]).get_or_add_trPr()
    assert made(paper) == ["State | Votes", "Haiti | 12", "1. Requests it;", "alone"]
    properties.append(word.oxml.parse_xml(f"<w:del {nsdecls('w')} w:id='1' w:author='x'/>"))
    assert made(paper) == ["State | Votes", "1. Requests it;", "alone"]


def test_heads_and_feet_are_no_text() -> None:
    paper = document()
    paper.sections[0].header.paragraphs[0].text = "A/RES/58/220"
    paper.sections[0].footer.paragraphs[0].text = "Page 1"
    paper.add_paragraph("text")
    papers.page_break(paper)
    assert made(paper) == ["text"]


def test_the_names_of_the_strict_standard_are_known() -> None:
    paper = document()
    paper.add_paragraph("text")
    old, new = (
        package.STRICT[b"http://purl.oclc.org/ooxml/wordprocessingml/main"],
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = repacked(papers.saved(paper), lambda name, part: part.replace(old, new) if name == "word/document.xml" else part)
    assert lines(content, ".docx") == ["text"]


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip with its members changed; one that becomes None is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = change(entry.filename, old.read(entry))
            if part is not None:
                new.writestr(entry.filename, part)
    return buffer.getvalue()


GOOD = papers.docx_file(Paper([Part("text")]))


def with_document(xml: bytes) -> bytes:
    """A Word file with another main document."""
    return repacked(GOOD, lambda name, part: xml if name == "word/document.xml" else part)


def body(xml: bytes) -> bytes:
    """A main document with this content."""
    return (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + xml
        + b"</w:body></w:document>"
    )


def bad_documents() -> dict[str, tuple[bytes, str]]:
    """Files that are refused, and words of the message."""
    lols = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    entities = b'<!DOCTYPE x [<!ENTITY l0 "lol">' + lols + b"]>" + body(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
    external = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + body(b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    encrypted = bytearray(GOOD)
    for at in range(len(encrypted)):
        if encrypted[at : at + 4] == b"PK\1\2":
            encrypted[at + 8] |= 1
    return {
        "no zip": (b"PK\3\4 or not", "no DOCX file"),
        "half a zip": (GOOD[: len(GOOD) // 2], "no DOCX file"),
        "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password"),
        "encrypted": (bytes(encrypted), "encrypted"),
        "another zip": (repacked(GOOD, lambda name, part: part if "docProps" in name else None), "no main document"),
        "no document": (repacked(GOOD, lambda name, part: None if name == "word/document.xml" else part), "no Word document"),
        "no body": (with_document(body(b"").replace(b"body", b"nobody")), "no body"),
        "broken XML": (with_document(body(b"<w:p>")), "cannot be read as XML"),
        "an entity bomb": (with_document(entities), "document type declaration"),
        "an external entity": (with_document(external), "document type declaration"),
        "a bomb": (with_document(body(b"<w:p/>" * 5_000_000)), "unpacks to more than"),
        "ten thousand levels": (with_document(body(b"<w:sdt>" * 10_000)), "cannot be read as XML"),
        "many members": (GOOD + b"PK\1\2" * 20_000, "more than 10,000 members"),
    }


@pytest.mark.parametrize("name", bad_documents())
def test_a_word_file_made_to_do_harm_is_refused(name: str) -> None:
    content, words = bad_documents()[name]
    assert words in refused(content, ".docx")


def test_a_note_that_calls_itself_is_read_once() -> None:
    paper = document()
    calls = '<w:footnote w:id="3"><w:p><w:r><w:t>note</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p></w:footnote>'
    papers.add_notes(paper, calls)
    papers.raw(paper.add_paragraph("a"), '<w:r><w:footnoteReference w:id="3"/></w:r>' * 2)
    assert made(paper) == ["a⁅1⁆⁅1⁆", "⁅1⁆ note⁅1⁆"]


def test_notes_that_call_the_next_are_refused() -> None:
    paper = document()
    one = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteReference w:id="{}"/></w:r></w:p></w:footnote>'
    papers.add_notes(paper, "".join(one.format(number, number + 1) for number in range(3, 2_000)))
    papers.raw(paper.add_paragraph("a"), '<w:r><w:footnoteReference w:id="3"/></w:r>')
    assert "too many levels" in refused(papers.saved(paper), ".docx")


def test_a_word_file_of_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_TAGS", 10)
    assert "more than 10 tags" in refused(GOOD, ".docx")


def test_many_paragraphs_whose_ends_were_deleted_are_read_in_linear_time() -> None:
    one = b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>some words </w:t></w:r></w:p>"
    start = time.monotonic()
    assert len(lines(with_document(body(one * 40_000 + b"<w:p/>")), ".docx")[0]) > 400_000
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("tag", [b"w:sdt", b"w:tbl", b"w:ins", b"w:tbl><w:tr><w:tc"])
@pytest.mark.parametrize("depth", [10, 50, 80, 240])
def test_a_word_file_of_any_depth_is_read_or_refused(tag: bytes, depth: int) -> None:
    ends = b"".join(b"</" + part + b">" for part in reversed(tag.split(b"><")))
    content = with_document(body((b"<" + tag + b">") * depth + b"<w:p/>" + ends * depth))
    assert outcome(content, ".docx") in ([], None)


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_word_file_is_read_or_refused(seed: int) -> None:
    damaged = bytearray(GOOD)
    dice = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(dice.randrange(1, 30)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    outcome(bytes(damaged), ".docx")


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [(1, "lowerLetter", "a"), (53, "lowerLetter", "aaa"), (4, "lowerRoman", "iv"), (1990, "upperRoman", "MCMXC"), (0, "lowerRoman", "0"),
     (10**9, "lowerLetter", "1000000000"), (7, "decimalZero", "07"), (11, "ordinal", "11th"), (22, "ordinal", "22nd"), (3, "klingon", "3"),
     (5, "decimalEnclosedParen", "(5)")],
)  # fmt: skip
def test_numbers(number: int, style: str, shown: str) -> None:
    assert formatted(number, style) == shown


# --- PDF ----------------------------------------------------------------------------------------------------------------


def drawn(*pages: list[tuple[float, float, float, str]], **options: str) -> bytes:
    """A PDF of pages with texts at places: from the left, from below, the size."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    for page in pages:
        for left, base, size, text in page:
            canvas.setFont("Times-Roman", size)
            canvas.drawString(left, base, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(top: float, *texts: str, left: float = 72, step: float = 12, size: float = 10) -> list[tuple[float, float, float, str]]:
    """Lines below one another."""
    return [(left, top - step * number, size, text) for number, text in enumerate(texts)]


FULL = "Recalling the resolutions of the General Assembly and of the Commission on this matter,"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (72, 800, 9, "A/RES/58/220"),
            (400, 800, 9, "Economic cooperation"),
            *column(760, FULL + " and", "more " * 15),
            (290, 40, 9, f"{n}/3"),
        ]
        for n in range(1, 4)
    ]
    assert not any("A/RES" in line or "Economic" in line or "/3" in line for line in lines(drawn(*pages), ".pdf"))


def test_a_head_that_only_the_second_page_has_is_known_by_the_symbol() -> None:
    first = [(400, 800, 12, "A/RES/58/220"), *column(700, FULL, FULL + " and")]
    second = [(72, 810, 9, "A/RES/58/220"), *column(760, "of the Council on this and all other matters.")]
    assert lines(drawn(first, second), ".pdf")[-1].endswith("on this matter, and of the Council on this and all other matters.")


def test_notes_that_repeat_are_no_running_heads() -> None:
    pages = [[*column(760, f"{FULL[:-1]}", FULL), (72, 100, 5, str(n)), (76, 97, 8, "See A/78/216.")] for n in range(1, 4)]
    assert [line for line in lines(drawn(*pages), ".pdf") if "See" in line] == [f"⁅{n}⁆ See A/78/216." for n in range(1, 4)]


def test_a_rule_above_notes_may_be_typed() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    mark = (72 + stringWidth(FULL, "Times-Roman", 10), 692, 6, "1")
    page = [*column(700, f"{FULL} and", FULL), mark, *column(120, "_______________", "1 See A/58/486.")]
    assert lines(drawn(page), ".pdf")[-1] == "⁅1⁆ See A/58/486."


def test_notes_stand_after_the_text_of_their_page() -> None:
    paper = Paper(
        [Part("58/220. Title⁅1⁆"), Part("The General Assembly,"), Part("Recalling⁅2⁆ it,")], {"1": "See A.", "2": "See B."}
    )
    assert lines(typeset.pdf(paper), ".pdf")[:5] == [
        "58/220. Title⁅1⁆",
        "The General Assembly,",
        "Recalling⁅2⁆ it,",
        "⁅1⁆ See A.",
        "⁅2⁆ See B.",
    ]


def test_tables_of_a_pdf() -> None:
    cells = [(72, 700, "Haiti"), (200, 700, "12"), (300, 700, "13"), (72, 688, "Peru"), (200, 688, "1"), (300, 688, "2")]
    assert lines(drawn([(x, y, 10, text) for x, y, text in cells]), ".pdf") == ["Haiti | 12 | 13", "Peru | 1 | 2"]


def test_a_number_and_its_text_are_one_line() -> None:
    page = [
        (72, 700, 10, "1."),
        (110, 700, 10, "Requests the Secretary-General to submit a report on the"),
        (110, 688, 10, "matter;"),
    ]
    assert lines(drawn([*page]), ".pdf") == ["1. Requests the Secretary-General to submit a report on the matter;"]


def test_text_on_its_side_is_no_text() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, "The General Assembly,")
    canvas.rotate(90)
    canvas.drawString(300, -20, "Please recycle")
    canvas.save()
    assert lines(buffer.getvalue(), ".pdf") == ["The General Assembly,"]


def test_a_page_on_its_side_is_read() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rotate(90)
    for number, text in enumerate(["The General", "Assembly met", "here today."]):
        canvas.drawString(100, -100 - 14 * number, text)
    canvas.setPageRotation(270)
    canvas.save()
    assert lines(buffer.getvalue(), ".pdf") == ["The General Assembly met here today."]


#   lines of a document, two of them joined
HYPHENS = [
    (["the devel-", "opment of", "development"], ("the devel-", "opment of"), "the development of"),
    (["the follow-", "up of", "its follow-up"], ("the follow-", "up of"), "the follow-up of"),
    (["a decision"], ("decision-", "making of"), "decision-making of"),
    (["on 3 Dece-", "mber the Commi-", "ttee"], ("Dece-", "mber"), "December"),
    (["x"], ("much-", "needed"), "much-needed"),
    (["the devel-", "opment; develop-", "ment; development; troop-", "ing"], ("coop-", "eration"), "cooperation"),
    (["x"], ("South-", "South"), "South-South"),
    (["police"], ("troop- and police-", "contributing"), "troop- and police-contributing"),
    (["x"], ("troop-", "and police"), "troop- and police"),
    (["x"], ("2002-", "2003"), "2002-2003"),
    (["x"], ("A/RES/", "58/220"), "A/RES/58/220"),
    (["x"], ("coop\u00ad", "eration"), "cooperation"),
    (["x"], ("2002–", "2003"), "2002–2003"),
    (["x"], ("the session –", "which"), "the session – which"),
    (["x"], ("the", "matter"), "the matter"),
]


@pytest.mark.parametrize(("known", "parts", "whole"), HYPHENS)
def test_hyphens_at_the_end_of_a_line(known: list[str], parts: tuple[str, str], whole: str) -> None:
    assert Joiner(known).whole(parts) == whole


def objects(*contents: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    made, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(contents, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(contents) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        len(made),
    )


def stream(content: bytes, more: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object."""
    content, more = (zlib.compress(content, 9), more + b"/Filter/FlateDecode") if packed else (content, more)
    return b"<<" + more + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream"


def pdf_page(content: bytes, resources: bytes = b"", *others: bytes) -> bytes:
    """A PDF of one page with this content; further objects begin with number 6."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>" + resources + b">>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content), font, *others)


def scan() -> bytes:
    """A page that is only a picture."""
    picture = stream(bytes(12), b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceRGB")
    return pdf_page(b"600 0 0 800 0 0 cm /P Do", b"/XObject<</P 6 0 R>>", picture)


def forms() -> bytes:
    """A page that draws ten million words through forms inside forms."""
    others = []
    for number in range(7, 14):
        inside = b"/X Do " * 10 if number < 13 else b"BT /F 10 Tf 50 700 Td (hello) Tj ET"
        more = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>" % number
        others.append(stream(inside, more))
    return pdf_page(b"/X Do " * 10, b"/XObject<</X 6 0 R>>", *others)


def encrypted() -> bytes:
    """A PDF with a password."""
    return drawn([(72, 700, 10, "x")], encrypt="secret")


#   what it is, how it is made, words of the message
BAD_PDFS = [
    ("garbage", lambda: b"%PDF-1.7\n" + bytes(DICE.randrange(256) for _ in range(100_000)), "damaged, or no PDF"),
    ("text", lambda: b"The General Assembly,", "damaged, or no PDF"),
    ("half a file", lambda: typeset.pdf(PAPER)[:5_000], "damaged"),
    ("a password", encrypted, "encrypted"),
    ("a scan", scan, "page 1 has no text layer, it is a scan; run OCR"),
    ("an empty page", lambda: pdf_page(b" "), "no text layer"),
    ("pages that are their own children", lambda: objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 5>>"), "page 1 is damaged"),
    ("forms inside forms", forms, "PDFium gave up"),
    ("a million words", lambda: pdf_page(b"BT /F 1 Tf 50 700 Td " + b"(w) Tj " * 500_000 + b"ET"), "more than 200,000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "words"), [row[1:] for row in BAD_PDFS], ids=[row[0] for row in BAD_PDFS])
def test_a_pdf_made_to_do_harm_is_refused(make: Callable[[], bytes], words: str) -> None:
    assert words in refused(make(), ".pdf")


def test_a_pdf_of_scattered_letters_is_read_in_linear_time() -> None:
    place = b"1 0 0 1 %d %d Tm (w) Tj "
    letters = b"".join(place % (20 + 40 * (number % 14), 780 - (number // 14) % 700) for number in range(20_000))
    start = time.monotonic()
    assert lines(pdf_page(b"BT /F 1 Tf " + letters + b"ET"), ".pdf")
    assert time.monotonic() - start < 30


def test_a_pdf_of_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_IN_ALL", 1_000)
    assert "more than 1,000 characters" in refused(typeset.pdf(PAPER), ".pdf")


def test_a_pdf_of_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_PAGES", 2)
    assert "pages; give it in parts" in refused(drawn(*([(72.0, 700.0, 10.0, "x")] for _ in range(3))), ".pdf")


def test_a_pdf_that_takes_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "SECONDS", 0.01)
    assert "PDFium gave up" in refused(typeset.pdf(PAPER), ".pdf")


def test_without_the_extra_it_is_said_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'mandategraph\[pdf\]'"):
        pdf_reader.blocks(typeset.pdf(PAPER), "a.pdf")


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_pdf_is_read_or_refused(seed: int) -> None:
    damaged = bytearray(typeset.pdf(PAPER))
    dice = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(dice.randrange(1, 60)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    outcome(bytes(damaged), ".pdf")


def test_no_library_is_loaded_before_it_is_needed() -> None:
    code = "import sys, mandategraph; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_sample_in_every_format(tmp_path: Path) -> None:
    from mandategraph import authority

    seed = read(SEED)
    paper = papers.paper(seed, authority.load())
    for suffix, write in typeset.WRITERS.items():
        path = tmp_path / f"seed{suffix}"
        path.write_bytes(write(paper))
        again = read(path)
        assert [(p.id, p.text) for p in again.provisions] == [(p.id, p.text) for p in seed.provisions], suffix
