"""The structure of AKN4UN documents: each way in which the official files tag a part, and the laws that hold for every text."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections import Counter, defaultdict
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn import (
    akn,
    annex,
    collection,
    italic,
    kinds,
    link,
    listed,
    note,
    paragraph,
    point,
    read_all,
    read_one,
    table,
    texts,
)

from mandategraph.errors import SourceError
from mandategraph.model import Lead, NoteReference, Resolution
from mandategraph.read import documents
from mandategraph.read.numbering import is_item_number, printed_number
from mandategraph.wording import normalised

SHARED = Path(__file__).parents[1].parent / "shared"
CORPUS, STRUCTURE = SHARED / "corpus" / "dev-english.tar.xz", SHARED / "bench" / "structure.dev.jsonl.xz"
property_test = settings(derandomize=True, deadline=None, max_examples=80)
REQUESTS = italic("Requests") + " the Secretary-General to report on the following:"
UNDOCS = "https://undocs.org/en/"


def body(*content: str, symbol: str = "A/RES/95/1") -> Resolution:
    """The document with this body."""
    return read_one(akn(symbol=symbol, body="".join(content)))


# --- Paragraphs and items ---------------------------------------------------------------------------------------------


def test_a_whole_resolution() -> None:
    recalling = italic("Recalling") + " its resolution 2205 (XXI) of 17 December 1966,"
    document = read_one(akn(preamble=[recalling], body=paragraph("1.", italic("Decides") + " to remain seized of the matter.")))
    assert texts(document) == {
        "pp-1": "Recalling its resolution 2205 (XXI) of 17 December 1966,",
        "op-1": "Decides to remain seized of the matter.",
    }
    assert kinds(document) == {"pp-1": "preambular", "op-1": "operative"}
    assert [provision.lead for provision in document.provisions] == [
        Lead("Recalling", "recall", "assertive"),
        Lead("Decides", "decide", "dispositive"),
    ]
    assert (str(document.symbol), document.title, document.issuing_body) == ("A/RES/95/1", "South-South cooperation", "body/ga")
    assert (document.kind, document.language, document.defects) == ("resolution", "en", ())


def test_numbers_are_those_printed() -> None:
    document = body(paragraph("1.", "One;"), paragraph("3.", "Three;"), paragraph("5 bis.", "Five;"))
    assert [(p.id, p.number) for p in document.provisions] == [("op-1", "1"), ("op-3", "3"), ("op-5-bis", "5-bis")]


def test_a_number_that_is_printed_twice_makes_two_ids() -> None:
    assert list(texts(body(paragraph("1.", "One;"), paragraph("1.", "Again;")))) == ["op-1", "op-1.2"]


def test_unnumbered_paragraphs_are_counted() -> None:
    document = body(paragraph("", italic("Urges") + " all countries;"), paragraph("", "Decides so."))
    assert [(p.id, p.number, p.kind) for p in document.provisions] == [("op-u1", None, "operative"), ("op-u2", None, "operative")]


def test_a_number_typed_into_the_text_after_the_one_before() -> None:
    document = body(paragraph("15.", "Notes it;"), paragraph("", "16. Invites all; "), paragraph("", "18. June is a month."))
    assert texts(document) == {"op-15": "Notes it;", "op-16": "Invites all;", "op-u3": "18. June is a month."}


def test_a_list_with_its_introduction_and_a_list_below_a_point() -> None:
    below = "<sublist>" + point("(i)", "including the reports;") + point("(ii)", "incorporating the notifications;") + "</sublist>"
    document = body(
        listed("44.", REQUESTS, point("(a)", "the structure;"), below, point("(b)", "an update;")), paragraph("45.", "Decides.")
    )
    assert list(texts(document)) == ["op-44", "op-44-a", "op-44-a-i", "op-44-a-ii", "op-44-b", "op-45"]
    assert [p.parent for p in document.provisions] == [None, "op-44", "op-44-a", "op-44-a", "op-44", None]
    assert texts(document)["op-44"] == "Requests the Secretary-General to report on the following:"
    assert {p.kind for p in document.provisions if p.parent} == {"item"}


def test_what_closes_a_list_is_a_paragraph_of_its_own() -> None:
    document = body(listed("1.", REQUESTS, point("(a)", "one;"), wrap_up="and to inform the Council;"), paragraph("2.", "Decides."))
    assert list(texts(document)) == ["op-1", "op-1-a", "op-u2", "op-2"]
    assert document.by_id["op-u2"].kind == "operative"


def test_items_that_are_tagged_as_sibling_paragraphs() -> None:
    document = body(
        paragraph("6.", "Urges all countries:"),
        paragraph("(a)", "To cooperate;"),
        paragraph("(i)", "In the North;"),
        paragraph("(ii)", "In the South;"),
        paragraph("(b)", "To ensure for journalists the free and effective performance of their tasks;"),
        paragraph("7.", "Decides."),
    )
    assert list(texts(document)) == ["op-6", "op-6-a", "op-6-a-i", "op-6-a-ii", "op-6-b", "op-7"]


def test_items_below_a_paragraph_without_number() -> None:
    document = body(paragraph("", "Urges all countries:"), paragraph("(a)", "To cooperate;"), paragraph("(b)", "To ensure it."))
    assert list(texts(document)) == ["op-u1", "op-u1-a", "op-u1-b"]


def test_a_sibling_paragraph_that_holds_a_list() -> None:
    document = body(
        paragraph("", "Urges all countries:"),
        listed("(e)", "To aim at conditions for:", point("(i)", "The development;"), point("(ii)", "The creation.")),
    )
    assert list(texts(document)) == ["op-u1", "op-u1-e", "op-u1-e-i", "op-u1-e-ii"]


def test_items_whose_number_is_typed_with_a_tab() -> None:
    document = body(
        paragraph("4.", "Reaffirms the duty of States, and in this regard:"),
        paragraph("", "(a)\tStrongly condemns acts of racism;"),
        paragraph("", "(b)\tEncourages States to establish mechanisms;"),
        paragraph("", "(c) without a tab is a text."),
    )
    assert texts(document) == {
        "op-4": "Reaffirms the duty of States, and in this regard:",
        "op-4-a": "Strongly condemns acts of racism;",
        "op-4-b": "Encourages States to establish mechanisms;",
        "op-u2": "(c) without a tab is a text.",
    }
    assert [p.number for p in document.provisions] == ["4", "a", "b", None]


def test_marks_after_a_typed_number_keep_their_places() -> None:
    words = link("73/195", UNDOCS + "A/RES/73/195")
    document = body(paragraph("4.", "Notes:"), paragraph("", f"(a)\tRecalls {words},{note('1', 'See it.')} too;"))
    (found,) = document.hyperlinks
    assert document.by_id["op-4-a"].text[found.start : found.end] == "73/195"
    assert document.by_id["op-4-a"].note_references == (NoteReference(len("Recalls 73/195,"), "1"),)


def test_bullets_are_items_without_number() -> None:
    document = body(listed("5.", REQUESTS, point("•", "engagement by the African Union;"), point("•", "recommendations;")))
    assert [(p.id, p.number) for p in document.provisions] == [("op-5", "5"), ("op-5-u1", None), ("op-5-u2", None)]


def test_a_list_in_the_preamble() -> None:
    items = "<blockList><listIntroduction>Recalling:</listIntroduction><item><num>(a)</num><p>One,</p></item></blockList>"
    document = read_one(akn(preamble=[items, "Noting it,"], body=paragraph("1.", "Decides.")))
    assert list(texts(document)) == ["pp-1", "pp-1-a", "pp-2", "op-1"]
    assert document.by_id["pp-1-a"].parent == "pp-1"


def test_a_line_that_only_rules_off_is_no_paragraph() -> None:
    assert list(texts(body(paragraph("1.", "Decides."), paragraph("", "_______________"), paragraph("", "* * *")))) == ["op-1"]


# --- Operative phrases ------------------------------------------------------------------------------------------------


def test_the_security_council_writes_several_phrases_into_one_paragraph() -> None:
    text = (
        f"{italic('Calls on')} States to take steps against speculation, and {italic('further calls for')} taking steps to avoid it, "
        f"{italic('reiterates')} its demand;"
    )
    (provision,) = body(paragraph("12.", text), symbol="S/RES/3001 (2040)").provisions
    assert (provision.lead, provision.lead and provision.lead.offset) == (Lead("Calls on", "call-upon", "directive"), 0)
    assert [further.phrase for further in provision.further] == ["further calls for", "reiterates"]
    for further in provision.further:
        assert provision.text[further.offset : further.end] == further.phrase
        assert further.act


def test_words_in_italics_that_are_no_phrase_are_none() -> None:
    text = f"{italic('Wishing')} to establish uniform rules on any {italic('hypothèque')} and of any {italic('Charge')},"
    (provision,) = read_one(akn(preamble=[text])).provisions
    assert provision.lead is not None
    assert (provision.lead.phrase, provision.further) == ("Wishing", ())


def test_a_phrase_that_the_editors_marked_and_the_grammar_does_not_know_has_no_act() -> None:
    (provision,) = body(paragraph("1.", italic("Zigzags") + " from side to side.")).provisions
    assert provision.lead == Lead("Zigzags", None, None)


def test_in_a_language_without_grammar_only_the_italics_speak() -> None:
    (provision,) = read_one(
        akn(language="fra", body=paragraph("1.", italic("Prie") + " le Secrétaire général de faire rapport."))
    ).provisions
    assert provision.lead == Lead("Prie", None, None)


# --- Sections and headings --------------------------------------------------------------------------------------------


def section(number: str, heading: str, *content: str) -> str:
    return f"<section><subheading>\t\t{number}</subheading><subheading>\t\t{heading}</subheading>{''.join(content)}</section>"


def cross_heading(text: str) -> str:
    return f'<crossHeading refersTo="#preamble">{text}</crossHeading>'


def test_sections_begin_their_paragraphs_anew() -> None:
    document = body(
        paragraph("1.", "Decides."),
        section(
            "I", "Revised estimates", cross_heading(italic("Recalling") + " it,"), paragraph("1.", "One;"), paragraph("2.", "Two;")
        ),
        section("II", "Subvention", cross_heading("Having considered it,"), paragraph("1.", "Three;"), paragraph("(a)", "Four.")),
    )
    assert kinds(document) == {
        "op-1": "operative",
        "sec-I": "section",
        "sec-I-pp-1": "preambular",
        "sec-I-op-1": "operative",
        "sec-I-op-2": "operative",
        "sec-II": "section",
        "sec-II-pp-1": "preambular",
        "sec-II-op-1": "operative",
        "sec-II-op-1-a": "item",
    }
    assert document.by_id["sec-II-op-1"].parent == "sec-II"
    assert document.by_id["sec-I"].text == "I Revised estimates"


def test_a_section_with_a_number_of_its_own() -> None:
    document = body(f"<section><num>A.</num><heading>General</heading>{paragraph('1.', 'One;')}</section>")
    assert [(p.id, p.number, p.text) for p in document.provisions] == [("sec-A", "A.", "General"), ("sec-A-op-1", "1", "One;")]


def test_a_section_without_number_or_heading_only_groups() -> None:
    document = body(
        f"<section>{paragraph('1.', 'One;')}</section><section><heading>General</heading>{paragraph('1.', 'Two;')}</section>"
    )
    assert [(p.id, p.parent) for p in document.provisions] == [
        ("sec-u1-op-1", None),
        ("sec-u2", None),
        ("sec-u2-op-1", "sec-u2"),
    ]


def test_headings_between_paragraphs() -> None:
    document = body(
        "<subheading>\tSanctions</subheading>",
        paragraph("1.", "One;"),
        "<paragraph><num>I.</num><heading>\tA shared commitment</heading></paragraph>",
        paragraph("", "Reports", "H23"),
        paragraph("2.", "Two."),
    )
    assert [(p.id, p.kind, p.text) for p in document.provisions] == [
        ("h-1", "heading", "Sanctions"),
        ("op-1", "operative", "One;"),
        ("h-2", "heading", "A shared commitment"),
        ("h-3", "heading", "Reports"),
        ("op-2", "operative", "Two."),
    ]
    assert document.by_id["h-2"].number == "I"


# --- Drafts in a resolution, annexes, tables --------------------------------------------------------------------------


def test_the_draft_that_the_council_recommends_is_not_its_own_text() -> None:
    draft = (
        f"<embeddedStructure><container name='formula'><p>{italic('The General Assembly')},</p></container>"
        f"<container name='c'><p>{italic('Reaffirming')} its resolution 70/1,</p></container>"
        f"{listed('1.', italic('Requests') + ' all:', point('(a)', 'to act;'))}</embeddedStructure>"
    )
    recommends = italic("Recommends") + " to the General Assembly the adoption of the following draft resolution:"
    document = read_one(akn(symbol="E/RES/2040/1", body=paragraph("", recommends + draft)))
    assert [(p.id, p.kind) for p in document.provisions] == [
        ("op-u1", "operative"),
        ("draft-1-pp-1", "embedded-paragraph"),
        ("draft-1-pp-2", "embedded-paragraph"),
        ("draft-1-op-1", "embedded-paragraph"),
        ("draft-1-op-1-a", "embedded-paragraph"),
    ]
    assert texts(document)["op-u1"] == "Recommends to the General Assembly the adoption of the following draft resolution:"
    assert document.by_id["draft-1-op-1"].parent == "op-u1"
    assert all(p.lead is None for p in document.provisions if p.kind == "embedded-paragraph")


def test_a_table_in_a_draft_is_read_once() -> None:
    draft = f"<embeddedStructure>{paragraph('1.', 'Approves:')}{table(('a', 'b'))}</embeddedStructure>"
    bare = "<embeddedStructure><table><tr><td>c</td></tr></table></embeddedStructure>"
    document = read_one(akn(body=paragraph("", "Recommends:" + draft) + paragraph("", "Recommends also:" + bare)))
    assert list(texts(document)) == ["op-u1", "draft-1-op-1", "draft-1-table-1-r1", "op-u2", "draft-2-table-2-r1"]


def test_a_draft_in_components() -> None:
    draft = f"<statement name='draftResolution'><preamble><container><p>Noting,</p></container></preamble><mainBody>{paragraph('1.', 'Decides.')}</mainBody></statement>"
    document = read_one(akn(body=paragraph("1.", "Recommends:"), after=f"<components><component>{draft}</component></components>"))
    assert kinds(document) == {"op-1": "operative", "draft-1-pp-1": "embedded-paragraph", "draft-1-op-1": "embedded-paragraph"}


def test_an_annex_with_headings_items_and_a_table() -> None:
    after = annex(
        "<paragraph class='HCh'><heading>Annex</heading></paragraph>",
        "<paragraph class='HCh'><num>I.</num><heading>\tOur shared commitment</heading></paragraph>",
        paragraph("1.", "We, the Heads of State and Government, have met;"),
        paragraph("(a)", "To end poverty;"),
        table(("At", "On"), ("(place)", "(date)")),
    )
    document = read_one(akn(body=paragraph("1.", "Adopts the declaration."), after=after + annex(paragraph("1.", "Second."))))
    assert [(p.id, p.kind, p.parent) for p in document.provisions] == [
        ("op-1", "operative", None),
        ("annex-1", "annex", None),
        ("annex-1-h-1", "heading", "annex-1"),
        ("annex-1-1", "annex-paragraph", "annex-1"),
        ("annex-1-1-a", "item", "annex-1-1"),
        ("annex-1-table-1-r1", "table-row", "annex-1"),
        ("annex-1-table-1-r2", "table-row", "annex-1"),
        ("annex-2", "annex", None),
    ]
    assert texts(document)["annex-1"] == "Annex"


def test_a_long_first_paragraph_is_no_heading_of_an_annex() -> None:
    long = "We reaffirm that the annex has a text of its own " * 5
    document = read_one(akn(body=paragraph("1.", "Adopts."), after=annex(paragraph("1.", long))))
    assert (texts(document)["annex-1"], texts(document)["annex-1-1"]) == ("annex", long.strip())


def test_a_table_in_the_body_is_given_row_by_row() -> None:
    document = body(paragraph("1.", "Approves:"), table(("Section", "Amount"), ("", ""), ("1.", "100")), table(("x",)))
    assert [(p.id, p.text) for p in document.provisions if p.kind == "table-row"] == [
        ("table-1-r1", "Section | Amount"),
        ("table-1-r3", "1. | 100"),
        ("table-2-r1", "x"),
    ]


# --- What is marked in a text -----------------------------------------------------------------------------------------


def test_notes_and_their_references() -> None:
    text = f"Recalling the Agenda,{note('1', 'Resolution 70/1.')} and its <span>goals</span>,<sup>1</sup> and 10<sup>2</sup> m,"
    document = read_one(akn(preamble=[text], body=paragraph("1.", f"Notes{note('2', 'A/95/1.')} it.")))
    assert texts(document) == {
        "pp-1": "Recalling the Agenda, and its goals, and 10 m,",
        "op-1": "Notes it.",
        "fn-1": "Resolution 70/1.",
        "fn-2": "A/95/1.",
    }
    assert document.by_id["pp-1"].note_references == (
        NoteReference(len("Recalling the Agenda,"), "1"),
        NoteReference(len("Recalling the Agenda, and its goals,"), "1"),
        NoteReference(len("Recalling the Agenda, and its goals, and 10"), "2"),
    )
    assert [p.number for p in document.provisions if p.kind == "footnote"] == ["1", "2"]


def test_a_superscript_that_is_no_mark_of_a_note_is_a_text() -> None:
    assert (
        texts(body(paragraph("1.", "Limits it to 10 km<sup>2</sup> and CO<sub>2</sub>;")))["op-1"] == "Limits it to 10 km2 and CO2;"
    )


def test_a_mark_that_is_an_asterisk() -> None:
    document = body(paragraph("1.", f"Adopts the text{note('*', 'Subsequently revised.')} and the other{note('*', 'Later.')};"))
    assert [(p.id, p.number) for p in document.provisions if p.kind == "footnote"] == [("fn-u1", "*"), ("fn-u2", "*")]


def test_links_that_formatting_splits_are_one() -> None:
    target = UNDOCS + "S/RES/690(1991)"
    words = link("690", target) + link(" ", target) + link("(1991)", target)
    document = body(paragraph("1.", f"Recalling {words} and {link('1541(2004)', UNDOCS + 'S/RES/1541(2004)')} too;"))
    text = document.provisions[0].text
    assert [(text[h.start : h.end], h.target) for h in document.hyperlinks] == [
        ("690 (1991)", target),
        ("1541(2004)", UNDOCS + "S/RES/1541(2004)"),
    ]
    assert {h.provision for h in document.hyperlinks} == {"op-1"}


def test_links_in_notes_belong_to_the_notes() -> None:
    document = body(paragraph("1.", f"Notes it.{note('1', 'See ' + link('A/95/12', UNDOCS + 'A/95/12') + '.')}"))
    assert [(h.provision, h.start, h.end) for h in document.hyperlinks] == [("fn-1", 4, 11)]


def test_white_space_and_hyphens_are_plain() -> None:
    document = body(paragraph("1.", "The\u00a0Fifty\u2011fifth \n\t session\u00ad of 27\u00a0October<eol/>2040\u200b  "))
    assert texts(document)["op-1"] == "The Fifty-fifth session of 27 October 2040"


# --- Sets, statements, decisions, drafts ------------------------------------------------------------------------------


def test_a_set_of_resolutions() -> None:
    whole, a, b = read_all(collection(("A", "", paragraph("1.", "One.")), ("B", "", paragraph("1.", "Two."))))
    assert [str(part) for part in whole.parts] == ["A/RES/95/128 A", "A/RES/95/128 B"]
    assert (str(whole.symbol), whole.title, whole.provisions) == ("A/RES/95/128 A-B", "Questions relating to information", ())
    assert [(str(d.symbol), d.symbol_as_printed, d.title) for d in (a, b)] == [
        ("A/RES/95/128 A", "A/RES/95/128 A", "Information"),
        ("A/RES/95/128 B", "A/RES/95/128 B", "Information"),
    ]
    assert texts(b) == {"pp-1": "Noting the report,", "op-1": "Two."}


def test_parts_whose_letter_is_missing_or_in_arabic_are_counted() -> None:
    parts = [("", "", paragraph("1.", "One.")), ("باء", "", paragraph("1.", "Two.")), ("", "", paragraph("1.", "Three."))]
    assert [str(d.symbol) for d in read_all(collection(*parts))[1:]] == [f"A/RES/95/128 {letter}" for letter in "ABC"]
    begun = read_all(collection(*parts[:2], symbol="A/RES/95/253 B-C"))
    assert [str(d.symbol) for d in begun] == ["A/RES/95/253 B-C", "A/RES/95/253 B", "A/RES/95/253 C"]


def test_a_statement_of_the_president() -> None:
    opening = (
        "\tAt the 8253rd meeting of the Security Council, held on 14\u00a0May 2018, the President made the following statement:"
    )
    document = read_one(
        akn(
            symbol="S/PRST/2018/10",
            kind="presidentialStatement",
            title="Statement by the President of the Security Council",
            date="2018-05-15",
            meta='<classification source="DHL"><keyword refersTo="title" showAs="Statement [on peacekeeping]" dictionary="DHL"/></classification>',
            body=f"<alinea><content><p>{opening}</p></content></alinea>"
            + paragraph("", "\t“The Security Council recalls its previous relevant resolutions and statements.")
            + paragraph("", "\t“The Security Council, aware that more needs to be done, acts."),
        )
    )
    assert (document.kind, str(document.symbol), document.title) == (
        "presidential-statement",
        "S/PRST/2018/10",
        "Statement [on peacekeeping]",
    )
    assert document.title_as_printed == ""
    assert [(p.id, p.kind) for p in document.provisions] == [("pp-1", "preambular"), ("op-u1", "operative"), ("op-u2", "operative")]
    lead = document.by_id["op-u1"].lead
    assert lead == Lead("recalls", "recall", "assertive", len("“The Security Council "))
    assert document.by_id["op-u1"].text[lead.offset : lead.end] == "recalls"
    assert document.by_id["op-u2"].lead is None
    assert str(document.metadata.date) == "2018-05-14"
    assert document.defects == ("adopted on 2018-05-14 by the page, on 2018-05-15 by the metadata",)


def test_a_decision_without_numbers() -> None:
    text = "At its 62nd plenary meeting, on 18 March 2022, the General Assembly decided to hold a commemorative meeting."
    document = read_one(akn(symbol="A/DEC/76/556", kind="decision", body=paragraph("", text, "MercuryDocument")))
    assert (document.kind, str(document.symbol), texts(document)) == ("decision", "A/DEC/76/556", {"op-u1": text})


def test_a_draft_that_was_not_adopted() -> None:
    document = read_one(
        akn(symbol="S/2024/302", kind="draftResolution", title="Japan: draft resolution", body=paragraph("1.", "Affirms."))
    )
    assert (document.kind, str(document.symbol), document.issuing_body) == ("draft-resolution", "S/2024/302", "body/sc")


# --- Which document it is ---------------------------------------------------------------------------------------------


def test_the_symbol_is_that_of_the_cover(tmp_path: Path) -> None:
    path = tmp_path / "A_RES_1_1.xml"
    path.write_bytes(akn(symbol="S/RES/1626 (2005)", body=paragraph("1.", "Decides.")))
    (document,) = documents(path)
    assert (str(document.symbol), document.symbol_as_printed) == ("S/RES/1626(2005)", "S/RES/1626 (2005)")
    assert (document.source.name, document.source.media_type) == ("A_RES_1_1.xml", "application/akn+xml")


def test_the_issuing_body_of_a_series_that_names_none_is_on_the_cover() -> None:
    assert read_one(akn(symbol="S/2024/302", body=paragraph("1.", "Affirms."))).issuing_body == "body/sc"
    assert read_one(akn(symbol="A/HRC/RES/55/1", body=paragraph("1.", "Decides."))).issuing_body == "body/hrc"


def test_a_language_given_by_the_text_against_the_metadata_is_a_defect() -> None:
    document = read_one(akn(body=paragraph("1.", "Prie le Secrétaire général.")), language="fr")
    assert (document.language, document.defects) == ("fr", ("the text is in the language fr, the metadata say eng",))
    assert read_one(akn(language="fra", body=paragraph("1.", "Prie."))).language == "fr"


GOOD = akn(body=paragraph("1.", "Decides."))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (GOOD.replace(b"A/RES/95/1<", b"<"), "no symbol on the cover"),
        (GOOD.replace(b"A/RES/95/1<", b"A//RES<"), "the symbol on the cover cannot be read"),
        (GOOD.replace(b"coverPage", b"cover"), "no symbol on the cover"),
        (GOOD.replace(b'language="eng"', b'language="xyz"'), "the language 'xyz' is none of"),
        (GOOD.replace(b"FRBRlanguage", b"FRBRformat"), "the language None is none of"),
        (akn(), "only a cover"),
        (GOOD.replace(b"akomaNtoso", b"html"), "no AKN4UN document"),
        (GOOD.replace(b"akn/3.0", b"akn/2.0"), "no AKN4UN document"),
        (GOOD.replace(b"statement", b"bill"), "neither statement nor documentCollection"),
        (
            akn(symbol="XY/2040/1", body=paragraph("1.", "Decides."))
            .replace(b'href="ga"', b'href="xy"')
            .replace(b"General Assembly", b"Nobody"),
            "no issuing body",
        ),
    ],
)
def test_a_file_that_is_no_whole_document_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_all(content)
    assert reason in str(refused.value)
    assert str(refused.value).startswith("test.xml")
    assert "\n" not in str(refused.value)


# --- Files that are not well-formed, as 128 official ones are -----------------------------------------------------------

STATEMENT = akn(
    symbol="S/PRST/2001/10",
    kind="presidentialStatement",
    date="2001-03-22",
    title="",
    body="<BROKEN/><alinea><content><p>\tAt the 4302nd meeting, held on 22 March 2001, the President said:</p></content></alinea>"
    + paragraph("", "“The Security Council notes the progress achieved.")
    + paragraph("", "“The Security Council decides to conduct a review."),
)
HEADING = b'<paragraph eId="para_1" class="H1"><span class="bold">Statement by the President</span></docTitle></p>'
REISSUED = b'<paragraph class="MercuryDocument"><content><p>\t*\tReissued for technical reason.</p></content></alinea>'


@pytest.mark.parametrize("broken", [HEADING, REISSUED])
def test_a_tag_that_breaks_the_file_costs_no_paragraph(broken: bytes) -> None:
    document = read_one(STATEMENT.replace(b"<BROKEN/>", broken))
    assert [p.text for p in document.provisions if p.kind != "heading" and "Reissued" not in p.text] == [
        "At the 4302nd meeting, held on 22 March 2001, the President said:",
        "“The Security Council notes the progress achieved.",
        "“The Security Council decides to conduct a review.",
    ]
    assert [defect.partition(":")[0] for defect in document.defects] == ["not well-formed XML"]


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = akn(body=paragraph("1.", "Decides to act;") + paragraph("2.", "Decides to remain seized of the matter."))
    document = read_one(whole[: whole.index(b"remain")])
    assert texts(document)["op-1"] == "Decides to act;"
    assert len(document.defects) == 1


# --- Laws that hold for every text ------------------------------------------------------------------------------------

LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u00ad\u200b\u2060\ufeff\u2011")
)
WORDS = st.text("abcdefgh XYZ\u00a0\u2011\u00e9,;“”\t\n1().", max_size=12)
MARKUP = ("plain", "italic", "link", "note", "bold", "sup", "eol")
PIECES = st.lists(st.tuples(st.sampled_from(MARKUP), WORDS), max_size=12)


def marked(pieces: list[tuple[str, str]]) -> str:
    """A text of pieces, each marked in its way; every link has a target of its own."""
    out = []
    for position, (markup, text) in enumerate(pieces):
        words = escape(text)
        out.append(
            {
                "plain": words,
                "italic": italic(words),
                "link": link(words, f"{UNDOCS}A/RES/95/{position}"),
                "note": note(str(position), "Note."),
                "bold": f"<span class='bold'>{words}</span>",
                "sup": f"<sup>{words}</sup>",
                "eol": "<eol/>",
            }[markup]
        )
    return "".join(out)


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(normalised(text).split())


@property_test
@given(PIECES)
def test_every_letter_of_a_paragraph_is_kept_in_order(pieces: list[tuple[str, str]]) -> None:
    document = body(paragraph("1.", "Start " + marked(pieces)))
    said = "".join(text for markup, text in pieces if markup not in {"note", "eol"})
    text = document.by_id["op-1"].text
    assert bare(text) == bare("Start " + said)
    assert text == " ".join(text.split())


@property_test
@given(PIECES)
def test_all_offsets_lie_within_the_text_and_links_cover_their_words(pieces: list[tuple[str, str]]) -> None:
    provision = (document := body(paragraph("1.", "Start " + marked(pieces)))).by_id["op-1"]
    for reference in provision.note_references:
        assert 0 <= reference.offset <= len(provision.text)
        before = "".join(text for markup, text in pieces[: int(reference.number)] if markup not in {"note", "eol"})
        assert bare(provision.text[: reference.offset]) == bare("Start " + before)
    for found in document.hyperlinks:
        assert 0 <= found.start < found.end <= len(provision.text)
        words = provision.text[found.start : found.end]
        assert words == words.strip()
        assert bare(words) == bare(pieces[int(found.target.rpartition("/")[2])][1])
    linked = [position for position, (markup, text) in enumerate(pieces) if markup == "link" and bare(text)]
    assert [int(found.target.rpartition("/")[2]) for found in document.hyperlinks] == linked
    assert len(provision.note_references) == sum(markup == "note" for markup, _ in pieces)
    for lead in (provision.lead, *provision.further):
        assert lead is None or provision.text[lead.offset : lead.end] == lead.phrase


@property_test
@given(LETTERS)
def test_a_text_of_any_characters_is_normalised_and_loses_none(text: str) -> None:
    document = body(paragraph("1.", "Start " + escape(text) + " end."))
    assert bare(document.by_id["op-1"].text) == bare(f"Start {text} end.")
    assert document.by_id["op-1"].text == normalised(document.by_id["op-1"].text)


@property_test
@given(st.lists(st.integers(1, 999), min_size=1, max_size=8, unique=True))
def test_every_printed_number_becomes_the_id(numbers: list[int]) -> None:
    document = body(*(paragraph(f"{number}.", f"Paragraph {number};") for number in numbers))
    assert [(p.id, p.number) for p in document.provisions] == [(f"op-{number}", str(number)) for number in numbers]


@property_test
@given(
    st.sampled_from(["{}.", "({})", "{})", "{}", "[{}]", "– {}.", "\t{} "]),
    st.from_regex(r"[0-9]{1,3}|[a-z]|[ivx]{1,3}", fullmatch=True),
)
def test_a_printed_number_is_what_stands_between_its_punctuation(form: str, number: str) -> None:
    assert printed_number(form.format(number)) == number
    assert printed_number(printed_number(form.format(number))) == number


@pytest.mark.parametrize(
    ("text", "known"), [("a", True), ("iv", True), ("B", True), ("12", True), ("", False), ("ab", False), ("5-bis", False)]
)
def test_what_counts_as_an_item_number(text: str, *, known: bool) -> None:
    assert is_item_number(text) is known


@property_test
@given(st.lists(st.sampled_from(["1.", "2.", "(a)", "(b)", "(i)", "(ii)", "", "•", "A.", "I."]), max_size=14))
def test_ids_are_unique_and_parents_stand_before_their_children(numbers: list[str]) -> None:
    document = body(*(paragraph(number, f"Text {position}.") for position, number in enumerate(["1.", *numbers])))
    ids = [provision.id for provision in document.provisions]
    assert len(set(ids)) == len(ids)
    assert all(p.parent is None or ids.index(p.parent) < ids.index(p.id) for p in document.provisions)
    assert [p.text for p in document.provisions] == [f"Text {position}." for position in range(len(numbers) + 1)]


# --- The official record ----------------------------------------------------------------------------------------------

GOLD_KINDS = {"preamble": "preambular", "operative": "operative", "item": "item"}
SAMPLE = 150


@pytest.mark.skipif(not (CORPUS.exists() and STRUCTURE.exists()), reason=f"the development corpus is not at {SHARED}")
def test_the_official_record_has_the_paragraphs_that_the_benchmark_counts() -> None:
    by_body: defaultdict[str, list[tuple[str, Counter[str]]]] = defaultdict(list)
    with lzma.open(STRUCTURE, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            counts = Counter(GOLD_KINDS[block["kind"]] for block in row["gold"] if block["kind"] in GOLD_KINDS)
            by_body[row["body"]].append((Path(row["file"]).name, counts))
    total = sum(map(len, by_body.values()))
    wanted: dict[str, Counter[str]] = {}
    for rows in by_body.values():
        share = max(3, round(SAMPLE * len(rows) / total))
        wanted |= dict(rows[:: max(1, len(rows) // share)][:share])
    exact, seen = 0, 0
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            name = Path(member.name).name
            if name not in wanted or (opened := archive.extractfile(member)) is None:
                continue
            seen += 1
            found = Counter(
                provision.kind
                for document in read_all(opened.read(), path=name)
                for provision in document.provisions
                if provision.kind in GOLD_KINDS.values() and not provision.id.startswith("annex-")
            )
            exact += found == wanted[name]
    assert seen == len(wanted) >= SAMPLE - 10
    assert exact / seen >= 0.97


def test_an_id_with_its_number_does_not_meet_a_number_that_is_printed() -> None:
    """The annexes of S/RES/2231(2015) repeat the number 7 and print 7.2 as well."""
    document = body("".join(paragraph(number, "One;") for number in ("7.", "7.", "7.2.", "7.", "7.2.")))
    ids = [p.id for p in document.provisions]
    assert ids == ["op-7", "op-7.2", "op-7.2.2", "op-7.3", "op-7.2.3"]


def test_tables_drafts_and_lists_inside_a_point_are_read() -> None:
    rows = "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>"
    inner = f"<point><num>(a)</num><content><p>One:</p>{rows}</content></point>"
    nested = "<point><num>(b)</num><content><p>Two:</p></content><list><point><num>(i)</num><content><p>Three.</p></content></point></list></point>"
    document = read_one(akn(body=listed("1.", "Requests:", inner, nested) + f"<paragraph><content>{rows}</content></paragraph>"))
    assert texts(document) == {
        "op-1": "Requests:",
        "op-1-a": "One:",
        "table-1-r1": "a | b",
        "op-1-b": "Two:",
        "op-1-b-i": "Three.",
        "table-2-r1": "a | b",
    }


def test_a_bare_symbol_is_completed_by_the_body_that_the_cover_names() -> None:
    cover = "<p><docAuthority>Economic Commission for Latin America and the Caribbean</docAuthority></p>"
    content = akn(symbol="611(XXX)", body=paragraph("1.", "So.")).replace(
        b'<p><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>', b""
    )
    document = read_one(content.replace(b"</coverPage>", f"{cover}</coverPage>".encode()))
    assert (str(document.symbol), document.symbol_as_printed, document.issuing_body) == (
        "ECLAC/RES/611(XXX)",
        "611(XXX)",
        "body/eclac",
    )


def test_the_name_of_the_work_is_the_title_and_the_printed_one_is_kept() -> None:
    content = akn(title="1|PEACE IN PARIS", body=paragraph("1.", "So."))
    document = read_one(content.replace(b"</FRBRWork>", b'<FRBRname value="Peace in Paris"/></FRBRWork>'))
    assert (document.title, document.title_as_printed) == ("Peace in Paris", "PEACE IN PARIS")
