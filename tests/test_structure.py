"""The structure of plain texts: the outline, opening phrases, wrapped pages, sets, reports, statements, decisions, languages."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph import authority
from mandategraph.errors import SourceError
from mandategraph.evaluate.wrapping import wrapped
from mandategraph.grammar import acts
from mandategraph.grammar import language as languages
from mandategraph.model import Resolution
from mandategraph.read import documents, outline, read
from mandategraph.read.layout import Hyphens
from mandategraph.read.numbering import ItemLevels, marker_of
from mandategraph.read.rules import rules

ENGLISH = rules(languages.load("en"), authority.load())
WHOLE = """\
75/249. Staffing of the secretariat<sup>1</sup>

The General Assembly,

Recalling its resolutions 74/1 of 10 October 2019 and 73/5 of 26 October 2018, in which it decided to keep the staffing under review,

Expressing its deep concern at the number of vacant posts in the field, in particular in the small island developing States,

I

Posts

1. Takes note with appreciation of the report of the Secretary-General on the staffing of the secretariat;<sup>2</sup>

2. Requests the Secretary-General, within existing resources:

(a) To fill the posts that have been vacant for more than two years, with due regard to geographical balance;

(b) To report to the Assembly on the matter, including on:

(i) The number of posts;

(ii) The number of vacancies;

II

Languages

3. Also requests the Secretary-General to respect the equality of the six official languages, and calls upon the Department of Global
Communications to publish in all of them.

48th plenary meeting
31 December 2020

Annex

Rules

1. The posts are numbered.

2. The numbers are never used again.

---

<sup>1</sup> See A/75/400.

<sup>2</sup> A/75/401 and Corr.1.
"""


def told(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Kind, number or first word, and phrase of each part."""
    return [(part.kind, part.number or text[part.start :].split(maxsplit=1)[0], part.phrase) for part in outline(text, language)]


def read_text(text: str, tmp_path: Path, *, symbol: str | None = None, language: str | None = None) -> tuple[Resolution, ...]:
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    return documents(path, symbol=symbol, language=language)


# --- The outline ------------------------------------------------------------------------------------------------------


def test_the_outline_of_a_whole_resolution() -> None:
    assert told(WHOLE) == [
        ("title", "75/249.", ""),
        ("formula", "The", ""),
        ("preambular", "Recalling", "Recalling"),
        ("preambular", "Expressing", "Expressing its deep concern"),
        ("section", "I", ""),
        ("heading", "Posts", ""),
        ("operative", "1.", "Takes note with appreciation"),
        ("operative", "2.", "Requests"),
        ("item", "(a)", ""),
        ("item", "(b)", ""),
        ("item", "(i)", ""),
        ("item", "(ii)", ""),
        ("section", "II", ""),
        ("heading", "Languages", ""),
        ("operative", "3.", "Also requests"),
        ("closing", "48th", ""),
        ("annex", "Annex", ""),
        ("heading", "Rules", ""),
        ("annex-paragraph", "1.", ""),
        ("annex-paragraph", "2.", ""),
        ("footnote", "1", ""),
        ("footnote", "2", ""),
    ]
    assert [part.level for part in outline(WHOLE) if part.kind == "item"] == [1, 1, 2, 2]


def test_a_part_stands_where_it_says() -> None:
    words = [WHOLE[part.start : part.end] for part in outline(WHOLE)]
    assert words[1] == "The General Assembly,"
    assert words[14].startswith("3. Also requests")
    assert words[14].endswith("publish in all of them.")
    assert words[-1] == "<sup>2</sup> A/75/401 and Corr.1."


def test_the_resolution_has_the_parts_of_the_outline(tmp_path: Path) -> None:
    (found,) = read_text(WHOLE, tmp_path)
    kinds = [part.kind for part in outline(WHOLE) if part.kind not in {"title", "formula", "closing"}]
    assert [p.kind for p in found.provisions] == [kind.replace("section", "heading") for kind in kinds]
    assert [p.id for p in found.provisions if p.kind in {"item", "annex", "annex-paragraph"}] == [
        "op-2-a", "op-2-b", "op-2-b-i", "op-2-b-ii", "annex-1", "annex-1-1", "annex-1-2",
    ]  # fmt: skip
    assert [lead.phrase for lead in found.by_id["op-3"].further] == ["calls upon"]


def test_an_item_on_the_line_of_its_paragraph(tmp_path: Path) -> None:
    text = "75/1. Arms\n\nThe General Assembly,\n\n2.(a) Decides to act;\n\n(b) Requests a report.\n\n3. Notes it."
    (found,) = read_text(text, tmp_path)
    assert {p.id: (p.lead.phrase, p.lead.offset) for p in found.provisions if p.lead} == {
        "op-2": ("Decides", 4), "op-2-b": ("Requests", 0), "op-3": ("Notes", 0),
    }  # fmt: skip


def test_sections_whose_numbers_begin_again_are_part_of_the_ids(tmp_path: Path) -> None:
    (found,) = read_text(WHOLE.replace("3. Also requests", "1. Also requests"), tmp_path)
    assert [p.id for p in found.provisions if p.kind in {"operative", "section"}] == [
        "sec-I", "sec-I-op-1", "sec-I-op-2", "sec-II", "sec-II-op-1",
    ]  # fmt: skip
    assert found.by_id["sec-I"].text == "I Posts"


#   what it shows, paragraphs after the opening line, kinds and numbers of the parts
SIGNS = [
    (
        "items under titles that are items (S/RES/2640)",
        ["1. Decides that the mandate includes:", "(a) Quick impact projects", "To contribute to the creation of a secure environment.",
         "(b) Cooperation", "To assist the Panel.", "2. Decides to remain seized of the matter."],
        "operative 1. item (a) item - item (b) item - operative 2.",
    ),
    (
        "items without anything before them, after a colon (A/RES/75/326)",
        ["1. Decides on these themes:", "Dialogue 1: Nature;", "Dialogue 2: Recovery;", "2. Notes it."],
        "operative 1. item - item - operative 2.",
    ),
    (
        "a line that closes a list is a paragraph (A/RES/75/55)",
        ["1. Recalls:", "(a) The first report;", "(b) The second report;", "and demands that they desist;", "2. Notes it."],
        "operative 1. item (a) item (b) operative - operative 2.",
    ),
    (
        "bullets and dashes",
        ["1. Decides:", "– To monitor;", "– To assist:", "• The police;", "• The army;", "– To report.", "2. Notes it."],
        "operative 1. item – item – item • item • item – operative 2.",
    ),
    (
        "letters with a full stop below letters in parentheses",
        ["1. Decides:", "(a) To assist:", "a. The police;", "b. The army;", "(b) To report.", "2. Notes it."],
        "operative 1. item (a) item a. item b. item (b) operative 2.",
    ),
    (
        "a numbered list after a colon, while the paragraphs go on (A/RES/76/247)",
        ["4. Decides as follows:", "1. Income from staff;", "2. General income;", "5. Notes it."],
        "operative 4. item 1. item 2. operative 5.",
    ),
    (
        "rows of a table are no paragraphs, though they have numbers (S/RES/1409)",
        ["1. Decides to use this form:", "1. MISSION | 2. SIGNATURE", "3. DATE | 4. REFERENCE", "2. Notes it."],
        "operative 1. table-row - table-row - operative 2.",
    ),
    (
        "an annex that is not called one: its numbers begin again, without operative phrases (S/RES/1730)",
        ["1. Decides to adopt the procedure below;", "2. Decides to remain seized of the matter.", "De-listing procedure",
         "The focal point will perform the following tasks:", "1. Receive the requests.", "2. Verify them."],
        "operative 1. operative 2. annex - annex-paragraph - annex-paragraph 1. annex-paragraph 2.",
    ),
    (
        "an opening line in an annex opens nothing (S/RES/1327)",
        ["1. Adopts the decisions annexed.", "Annex", "The Security Council,", "Resolves to give clear mandates;"],
        "operative 1. annex - annex-paragraph - annex-paragraph -",
    ),
    (
        "an unnumbered operative paragraph introduces numbered ones (A/RES/75/254)",
        ["Resolves that, for 2021:", "1. Appropriations of 3 million dollars are approved;", "2. The income is added."],
        "operative - operative 1. operative 2.",
    ),
    (
        "a paragraph of the preamble without a mark at its end is no heading (S/RES/2504)",
        ["Underscoring that Member States are obligated under Article 25 of the Charter to accept its decisions", "1. Notes it."],
        "preambular - operative 1.",
    ),
    (
        "a missing blank after the number, a blank before its stop",
        ["1.Urges all States to act;", "2 .Recognizes the need for it."],
        "operative 1. operative 2 .",
    ),
    (
        "numbers in the text are none of paragraphs",
        ["1. Notes 1.5 million dollars;", "2. Notes it."],
        "operative 1. operative 2.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), [row[1:] for row in SIGNS], ids=[row[0] for row in SIGNS])
def test_what_a_paragraph_is(paragraphs: list[str], expected: str) -> None:
    parts = outline("\n\n".join(["The Security Council,", *paragraphs]))
    assert " ".join(f"{part.kind} {part.number or '-'}" for part in parts[1:]) == expected


MARKERS = [
    ("8. Requests", "8.", "8"), ("8.Requests", "8.", "8"), ("8) Requests", "8)", "8"), ("5 bis. Requests", "5 bis.", "5-bis"),
    ("(a) To", "(a)", "a"), ("(aa) To", "(aa)", "aa"), ("(iv) To", "(iv)", "iv"), ("(A) To", "(A)", "A"), ("(1) To", "(1)", "1"),
    ("a. To", "a.", "a"), ("a) To", "a)", "a"), ("– To", "–", ""), ("• To", "•", ""), ("- (b) To", "(b)", "b"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "number"), MARKERS)
def test_a_marker(text: str, printed: str, number: str) -> None:
    marker = marker_of(text)
    assert marker
    assert (marker.printed, marker.number) == (printed, number)
    assert text[marker.end :] in {"Requests", "To"}


@pytest.mark.parametrize(
    "text", ["1.5 million", "2020 was", "e.g. this", "i.e. that", "(the) trustees", "(ab) others", "* * *", "a report"]
)
def test_what_is_no_marker(text: str) -> None:
    assert marker_of(text) is None


def test_one_bullet_has_one_level() -> None:
    levels = ItemLevels()
    placed = [levels.place("a"), levels.bullet("-"), levels.bullet("•"), levels.bullet("-"), levels.place("b")]
    assert placed == [1, 2, 3, 2, 1]


# --- Opening phrases --------------------------------------------------------------------------------------------------

#   language, issuing body, text, phrase; the phrase is what the editors set in italics
PHRASES = [
    ("en", "body/ga", "Reaffirming its commitment to multilateralism", "Reaffirming its commitment"),
    ("en", "body/ga", "Calls once again upon the parties", "Calls once again upon"),
    ("en", "body/ga", "Reiterates its call upon all States", "Reiterates its call upon"),
    ("en", "body/ga", "Reaffirms its decision to convene", "Reaffirms"),
    ("en", "body/ga", "Encourages further progress with regard to", "Encourages"),
    ("en", "body/ga", "Recalling further General Assembly resolution 74/141", "Recalling further"),
    ("en", "body/ga", "Expresses its gratitude and appreciation to", "Expresses its gratitude and appreciation"),
    ("en", "body/ga", "Notes with deep and growing concern that", "Notes with deep and growing concern"),
    ("en", "body/ga", "Welcomes and strongly encourages the efforts", "Welcomes and strongly encourages"),
    ("en", "body/ga", "Remains deeply concerned at the", "Remains deeply concerned"),
    ("en", "body/ga", "Continues to urge all States", "Continues to urge"),
    ("en", "body/ga", "Having also considered the report", "Having also considered"),
    ("en", "body/ga", "Condemns in the strongest possible terms all acts", "Condemns in the strongest possible terms"),
    ("en", "body/ga", "Considers it important to continue", "Considers it important"),
    ("en", "body/ga", "Unreservedly deplores the attack", "Unreservedly deplores"),
    ("en", "body/hrc", "Reiterates its request to the Independent Expert", "Reiterates"),
    ("en", "body/hrc", "Expressing its deep concern at the", "Expressing its deep concern"),
    ("en", "body/sc", "Expressing its grave concern at the", "Expressing"),
    ("en", "body/sc", "Decides further that the measures", "Decides further"),
    ("en", "body/sc", "Taking note with appreciation of the", "Taking note with appreciation"),
    ("es", "body/ga", "Expresa su profunda preocupación por", "Expresa su profunda preocupación"),
    ("es", "body/ga", "Acoge con beneplácito también el informe", "Acoge con beneplácito también"),
    ("es", "body/ga", "Condena enérgicamente los atentados", "Condena enérgicamente"),
    ("es", "body/ga", "Hace suyas las conclusiones", "Hace suyas"),
    ("es", "body/eclac", "Habiendo examinado el informe", "Habiendo examinado"),
    ("fr", "body/ga", "Prend note avec satisfaction du rapport", "Prend note avec satisfaction"),
    ("fr", "body/ga", "Se déclare profondément préoccupée par", "Se déclare profondément préoccupée"),
    ("fr", "body/ga", "Prie également le Secrétaire général", "Prie également"),
    ("fr", "body/ga", "Notant avec une vive préoccupation que", "Notant avec une vive préoccupation"),
    ("fr", "body/ga", "Ayant à l’esprit ses résolutions", "Ayant à l’esprit"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "issuer", "text", "phrase"), PHRASES)
def test_the_phrase_as_the_editors_set_it(language: str, issuer: str, text: str, phrase: str) -> None:
    lead = acts.load(language).lead(text, issuer)
    assert lead
    assert lead.phrase == phrase


@pytest.mark.parametrize("text", ["Supply of arms", "The report", "States parties to the Convention", "Posts", "Reportedly it", ""])
def test_what_is_no_phrase(text: str) -> None:
    assert acts.load("en").lead(text) is None


def test_a_phrase_after_its_subject() -> None:
    lead = acts.load("en").own("“The Security Council strongly condemns the attack")
    assert lead
    assert (lead.phrase, lead.act, lead.offset) == ("strongly condemns", "condemn", 22)


FURTHER = [
    ("Welcomes the report, and requests the Secretary-General to act", ["requests"]),
    ("Decides to renew the mandate; further requests Chile to act, and in this regard urges all States", ["further requests", "urges"]),
    ("Recalls its decision. The Council also underlines that the talks go on", ["also underlines"]),
    ("Welcomes the report, which notes the delay, and requests the Fund", []),  # who requests is not told
    ("Recalls the demands, requests and appeals of States", []),
    ("Notes the reports and requests", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrases"), FURTHER)
def test_further_phrases(text: str, phrases: list[str]) -> None:
    lead = acts.load("en").lead(text)
    assert lead
    found = acts.load("en").further(text, lead)
    assert [each.phrase for each in found] == phrases
    assert all(text[each.offset : each.end] == each.phrase for each in found)


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", range(64, 120, 3))
def test_a_wrapped_text_without_blank_lines_has_the_same_outline(width: int) -> None:
    page, offsets = wrapped(WHOLE.replace("\nCommunications", " Communications").replace("meeting\n31", "meeting 31"), width)
    found = [(part.kind, part.level, part.number) for part in outline(page) if part.kind != "footnote"]
    assert found == [(part.kind, part.level, part.number) for part in outline(WHOLE) if part.kind != "footnote"]
    assert all(WHOLE[offsets[part.start]] == page[part.start] for part in outline(page))


def ragged(text: str, least: int, most: int) -> str:
    """The text wrapped at another width in each line, without blank lines, as copies from proportional print are."""
    widths = cycle(range(least, most))
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        line = ""
        width = next(widths)
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line, width = word, next(widths)
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return "\n".join(lines)


LONG = "the efforts of the United Nations System, of the Member States and of the Economic Commission for Africa in the Region"


@pytest.mark.parametrize("least", range(60, 90, 5))
def test_lines_of_uneven_length(least: int) -> None:
    text = WHOLE.replace("within existing resources", f"in view of {LONG}").replace("in the field", f"in {LONG}")
    found = [(part.kind, part.number) for part in outline(ragged(text, least, least + 9)) if part.kind != "closing"]
    assert found == [(part.kind, part.number) for part in outline(text) if part.kind != "closing"]


PAGE = """\
75/249. Staffing
The General Assembly,
Recalling its resolution 74/1 of 10 October 2019, in which it decided to keep the
staffing of the secretariat under review,<sup>1</sup>
1. Requests the Secretary-General to fill the vacant posts and to report on the imple-
<sup>1</sup> See Official Records of the General Assembly, Seventy-fifth Session, chap.
II.
20-12345 2/3
A/RES/75/249
75/249
mentation of the present resolution and on its follow-
up to the Assembly, as a follow-up to the implementation of resolution 74/1;
2. Notes the report of
2019.
"""


def test_page_furniture_and_notes_inside_a_sentence(tmp_path: Path) -> None:
    (found,) = read_text(PAGE, tmp_path)
    assert {p.id: p.text for p in found.provisions} == {
        "pp-1": "Recalling its resolution 74/1 of 10 October 2019, in which it decided to keep the staffing of the secretariat under "
        "review,",
        "op-1": "Requests the Secretary-General to fill the vacant posts and to report on the implementation of the present resolution "
        "and on its follow-up to the Assembly, as a follow-up to the implementation of resolution 74/1;",
        "op-2": "Notes the report of 2019.",
        "fn-1": "See Official Records of the General Assembly, Seventy-fifth Session, chap. II.",
    }


#   words of the document, the two lines, the joined line
HYPHENS = [
    ("its implementation", ("the imple-", "mentation of"), "the implementation of"),
    ("nothing", ("the imple-", "mentation of"), "the implementation of"),
    ("a follow-up", ("the follow-", "up of"), "the follow-up of"),
    ("a long term", ("the long-", "term plan"), "the long-term plan"),
    ("South", ("the South-", "South plan"), "the South-South plan"),
    ("short", ("short-", "and long-term"), "short- and long-term"),
    ("2021", ("in 2020-", "2021"), "in 2020-2021"),
    ("x", ("no hyphen", "here"), "no hyphen here"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "lines", "joined"), HYPHENS)
def test_a_hyphen_at_the_end_of_a_line(words: str, lines: tuple[str, str], joined: str) -> None:
    assert Hyphens.of([words], ["and", "or"]).joined(*lines) == joined


# --- Several documents ------------------------------------------------------------------------------------------------

FIRST = "75/1. Trade\n\nThe General Assembly,\n\nRecalling it,\n\n1. Notes it.\n\n10th plenary meeting\n1 October 2020"
SECOND = "75/2. Health\n\nThe General Assembly,\n\n1. Welcomes it.\n\nAnnex\n\n1. A rule.\n\nA last heading"


def test_a_report_holds_a_document_for_each_resolution(tmp_path: Path) -> None:
    found = read_text(f"{FIRST}\n\n{SECOND}\n\n{FIRST.replace('75/1', '75/3')}", tmp_path)
    assert [(str(each.symbol), each.title) for each in found] == [
        ("A/RES/75/1", "Trade"), ("A/RES/75/2", "Health"), ("A/RES/75/3", "Trade"),
    ]  # fmt: skip
    assert [p.id for p in found[1].provisions] == ["op-1", "annex-1", "annex-1-1", "annex-1-h-1"]
    assert found[2].provisions == found[0].provisions


SET = """\
75/254. Programme budget for 2021

A Budget appropriations

The General Assembly

1. Resolves that the sum is appropriated.

48th plenary meeting
31 December 2020

B Income estimates

The General Assembly

1. Resolves that the income is approved.
"""


def test_a_set_of_resolutions(tmp_path: Path) -> None:
    found = read_text(SET, tmp_path)
    assert [(str(each.symbol), each.title) for each in found] == [
        ("A/RES/75/254 A-B", "Programme budget for 2021"),
        ("A/RES/75/254 A", "Budget appropriations"),
        ("A/RES/75/254 B", "Income estimates"),
    ]
    assert found[0].parts == (found[1].symbol, found[2].symbol)
    assert [len(each.provisions) for each in found] == [0, 1, 1]


def test_one_decision_of_a_set(tmp_path: Path) -> None:
    text = (
        "77/507. Postponement\n\nB\n\nDecision 77/507, in section A of Supplement No. 49 (A/77/49), becomes decision 77/507 A.\n\nAt its "
        "84th plenary meeting, on 28 June 2023, the General Assembly decided to postpone the item."
    )
    (found,) = read_text(text, tmp_path)
    assert (str(found.symbol), found.title, found.kind) == ("A/DEC/77/507 B", "Postponement", "decision")


def test_a_letter_that_no_other_one_follows_is_a_word(tmp_path: Path) -> None:
    (found,) = read_text("75/1. Children\n\nA world fit for children\n\nThe General Assembly,\n\n1. Notes it.", tmp_path)
    assert str(found.symbol) == "A/RES/75/1"


def test_a_second_preamble_in_one_document(tmp_path: Path) -> None:
    text = f"{FIRST.partition('10th')[0]}Second part\n\nThe General Assembly,\n\nRecalling more,\n\n1. Notes more."
    (found,) = read_text(text, tmp_path)
    assert [p.id for p in found.provisions] == ["pp-1", "op-1", "h-1", "pp-2", "op-1.2"]


def test_a_text_recommended_to_another_body_is_embedded(tmp_path: Path) -> None:
    text = (
        "2021/21. Prisons\n\nThe Economic and Social Council\n\nRecommends to the General Assembly the adoption of the following draft "
        "resolution:\n\nThe General Assembly,\n\nRecalling it,\n\n1. Notes it:\n\n(a) Now.\n\n13th plenary meeting\n21 July 2021"
    )
    (found,) = read_text(text, tmp_path)
    assert [(p.id, p.kind, p.parent) for p in found.provisions] == [
        ("op-u1", "operative", None),
        ("draft-1-pp-1", "embedded-paragraph", "op-u1"),
        ("draft-1-op-1", "embedded-paragraph", "op-u1"),
        ("draft-1-op-1-a", "embedded-paragraph", "draft-1-op-1"),
    ]
    assert found.issuing_body == "body/ecosoc"


def test_a_statement_of_the_president(tmp_path: Path) -> None:
    text = (
        "Statement by the President of the Security Council\n\nAt the 8501st meeting of the Security Council, held on 3 April 2019, the "
        "President of the Security Council made the following statement on behalf of the Council:\n\n“The Security Council recalls its "
        "resolution 2423 (2018).\n\n“The Security Council strongly regrets the delay.”"
    )
    (found,) = read_text(text, tmp_path, symbol="S/PRST/2019/2")
    assert (found.kind, found.issuing_body) == ("presidential-statement", "body/sc")
    assert [(p.id, p.lead.phrase if p.lead else "") for p in found.provisions] == [
        ("pp-1", ""), ("op-u1", "recalls"), ("op-u2", "strongly regrets"),
    ]  # fmt: skip


def test_a_decision_without_an_opening_line(tmp_path: Path) -> None:
    text = (
        "77/533. Question of Gibraltar\n\nAt its 52nd plenary meeting, on 12 December 2022, the General Assembly, on the recommendation "
        "of the Fourth Committee:\n\n(a) Urged the Governments to reach a solution;\n\n(b) Took note of the desire."
    )
    (found,) = read_text(text, tmp_path)
    assert (str(found.symbol), found.kind, found.issuing_body) == ("A/DEC/77/533", "decision", "body/ga")
    assert [p.id for p in found.provisions] == ["op-u1", "op-u1-a", "op-u1-b"]


COUNCIL = "The Security Council,\n\n1. Decides to remain seized of the matter."


@pytest.mark.parametrize(
    ("cover", "symbol"),
    [
        ("S/RES/2504 (2020)", "S/RES/2504(2020)"),
        ("United Nations S/RES/2504 (2020)\n\nDistr.: General", "S/RES/2504(2020)"),
        ("Resolution 2504 (2020)\n\nAdopted by the Security Council at its 8697th meeting, on 10 January 2020", "S/RES/2504(2020)"),
    ],
)
def test_a_symbol_elsewhere_on_the_cover(cover: str, symbol: str, tmp_path: Path) -> None:
    (found,) = read_text(f"{cover}\n\n{COUNCIL}", tmp_path)
    assert str(found.symbol) == symbol


def test_a_symbol_is_given_where_none_is_printed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"give the text of one resolution, or its symbol \(--symbol\)"):
        read_text(COUNCIL, tmp_path)
    (found,) = read_text(COUNCIL, tmp_path, symbol="S/RES/2504 (2020)")
    assert (str(found.symbol), found.symbol_as_printed, found.title) == ("S/RES/2504(2020)", "", "")
    assert read(tmp_path / "text.txt", symbol="S/RES/2504 (2020)") == found


def test_one_symbol_is_not_given_to_two_documents(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"2 documents in one file, which A/RES/75/9 cannot all be"):
        read_text(f"{FIRST}\n\n{SECOND}", tmp_path, symbol="A/RES/75/9")


def test_the_last_paragraph_of_a_resolution_may_lack_its_full_stop(tmp_path: Path) -> None:
    (found,) = read_text(f"S/RES/2473 (2019)\n\n{COUNCIL.removesuffix('.')}", tmp_path)
    assert found.by_id["op-1"].text.endswith("seized of the matter")


# --- Languages --------------------------------------------------------------------------------------------------------

SPANISH = """\
78/9. Cooperación

La Asamblea General,

Recordando también su resolución 77/1, de 7 de octubre de 2022,

1. Acoge con beneplácito el informe del Secretario General;

2. Solicita al Secretario General:

a) Que prosiga su labor;

b) Que la informe al respecto.

40ª sesión plenaria
20 de noviembre de 2023

Anexo

1. Reglas.
"""
FRENCH = """\
78/9. Coopération

L’Assemblée générale,

Rappelant également sa résolution 77/1 du 7 octobre 2022,

1. Accueille avec satisfaction le rapport du Secrétaire général ;

2. Prie le Secrétaire général :

a) De poursuivre son action ;

b) De lui en rendre compte.

40e séance plénière
20 novembre 2023

Annexe

1. Règles.
"""


@pytest.mark.parametrize(
    ("text", "language", "phrases"),
    [
        (SPANISH, "es", ["Recordando también", "Acoge con beneplácito", "Solicita"]),
        (FRENCH, "fr", ["Rappelant également", "Accueille avec satisfaction", "Prie"]),
    ],
)
def test_spanish_and_french(text: str, language: str, phrases: list[str], tmp_path: Path) -> None:
    (found,) = read_text(text, tmp_path, language=language)
    assert [p.id for p in found.provisions] == ["pp-1", "op-1", "op-2", "op-2-a", "op-2-b", "annex-1", "annex-1-1"]
    assert [p.lead.phrase for p in found.provisions if p.lead] == phrases
    assert (str(found.symbol), found.language) == ("A/RES/78/9", language)


OPENINGS = [
    ("en", "The Economic Commission for Africa,", "body/eca"),
    ("en", "The Economic and Social Commission for Western Asia,", "body/escwa"),
    ("es", "La Comisión Económica para América Latina y el Caribe,", "body/eclac"),
    ("es", "El Consejo Económico y Social,", "body/ecosoc"),
    ("fr", "Le Conseil des droits de l’homme,", "body/hrc"),
    ("fr", "La Commission économique et sociale pour l’Asie et le Pacifique,", "body/escap"),
    ("en", "The Council and its members,", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "line", "body"), OPENINGS)
def test_the_opening_line(language: str, line: str, body: str | None) -> None:
    assert rules(languages.load(language), authority.load()).issuer(line) == body


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_act_has_its_forms_in_every_readable_language(language: str) -> None:
    lexicon, english = acts.load(language), acts.load("en")
    for form in ("third", "participle"):
        assert set(lexicon.forms[form].values()) == set(english.forms[form].values())
        for verb, act in lexicon.forms[form].items():
            lead = lexicon.lead(f"{verb.capitalize()} 1")
            assert lead
            assert (lead.phrase.lower(), lead.act) == (verb, act)


def test_only_english_is_read_beyond_structure() -> None:
    assert languages.available() == ("en",)
    assert languages.readable() == ("en", "es", "fr")


# --- Laws -------------------------------------------------------------------------------------------------------------

CHUNKS = [
    "The General Assembly,", "75/1. Title", "Recalling it,", "1. Requests it:", "(a) One;", "– Two;", "<sup>1</sup> See it.", "Annex",
    "II", "A | B | C", "12", "At its 5th plenary meeting, on 1 May 2020, the General Assembly", "and more", "“The Council notes it.", "* x",
    "2 October 2020", "Requests it;", "Heading", "S/RES/1 (2000)", ":", "B",
]  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(CHUNKS), max_size=25), st.sampled_from(["\n", "\n\n"]), st.sampled_from(["en", "es", "fr"]))
def test_the_parts_of_any_text_are_in_it_and_apart(chunks: list[str], glue: str, language: str) -> None:
    text = glue.join(chunks)
    parts = outline(text, language)
    assert len({part.start for part in parts}) == len(parts)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(not text[part.start].isspace() for part in parts)


@pytest.mark.parametrize(
    "unit", ["further ", "strongly ", "Welcomes and ", "its its ", "(a) ", "a | ", "1. ", "with deep ", "Annex\n", "A\n"]
)
def test_a_text_that_repeats_itself_has_an_outline(unit: str) -> None:
    text = f"The General Assembly,\n\n1. Further {unit * (60_000 // len(unit))}"
    assert outline(text)[0].kind == "formula"
