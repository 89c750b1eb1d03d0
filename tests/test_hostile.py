"""Files that were made to do harm, or were damaged: each is read, or refused in one line; nothing else ever happens."""

from __future__ import annotations

import json
import random
import re
import sys
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn import (
    adopted_on,
    akn,
    annex,
    collection,
    italic,
    keyword,
    link,
    listed,
    note,
    paragraph,
    point,
    read_all,
    step,
    table,
    texts,
    voting,
)

from mandategraph.cite import Reference, cite, leftovers
from mandategraph.errors import SourceError
from mandategraph.intake import records
from mandategraph.read import documents as documents_in

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus" / "dev-english.tar.xz"
GOOD = akn(body=paragraph("1.", "Decides to remain seized of the matter."))


def refused(content: bytes) -> str:
    """The message with which a file of this content is refused."""
    with pytest.raises(SourceError) as error:
        read_all(content)
    message = str(error.value)
    assert "\n" not in message
    assert len(message) < 400
    return message


# --- Entities and document types --------------------------------------------------------------------------------------


def entities(declarations: str, use: str) -> bytes:
    """A good file with a document type, and an entity used in its text."""
    return f"<!DOCTYPE akomaNtoso [{declarations}]>".encode() + GOOD.replace(b"remain", use.encode())


def test_an_entity_bomb_is_refused() -> None:
    lols = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    assert "document type declaration" in refused(entities('<!ENTITY lol0 "lol">' + lols, "&lol9;"))


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", encoding="utf-8")
    for target in (secret.as_uri(), "file:///etc/passwd", "http://127.0.0.1:9/x"):
        message = refused(entities(f'<!ENTITY x SYSTEM "{target}">', "&x;"))
        assert "secret" not in message


@pytest.mark.parametrize(
    "doctype", ['<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd">', "<!doctype akomaNtoso>", "<!DOCTYPE\nakomaNtoso []>"]
)
def test_any_document_type_is_refused(doctype: str) -> None:
    assert "document type declaration" in refused(doctype.encode() + GOOD)


def test_an_entity_that_nobody_declared_is_no_text_from_elsewhere() -> None:
    (document,) = read_all(GOOD.replace(b"remain", b"&xxe;"))
    assert document.defects
    assert texts(document)["op-1"].startswith("Decides to")


def test_nothing_is_included_or_styled() -> None:
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    (document,) = read_all(b'<?xml-stylesheet href="file:///etc/passwd"?>' + GOOD.replace(b"remain", include))
    assert texts(document)["op-1"] == "Decides to seized of the matter."


# --- Size and depth ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["span", "section", "list", "paragraph", "embeddedStructure"])
def test_a_file_of_ten_thousand_levels_is_refused(tag: str) -> None:
    deep = f"<{tag}>" * 10_000 + "x" + f"</{tag}>" * 10_000
    assert "cannot be read as XML" in refused(akn(body=deep))
    assert "cannot be read as XML" in refused(akn(body=paragraph("1.", deep)))


@pytest.mark.parametrize("depth", range(100, 260, 10))
@pytest.mark.parametrize("tag", ["span", "section", "sublist", "embeddedStructure"])
def test_a_file_of_any_depth_is_read_or_refused(tag: str, depth: int) -> None:
    outcome(akn(body=paragraph("1.", f"<{tag}>" * depth + "x" + f"</{tag}>" * depth)))
    outcome(akn(body=f"<{tag}>" * depth + paragraph("1.", "x") + f"</{tag}>" * depth))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<paragraph><content><p>x<embeddedStructure>", "</embeddedStructure></p></content></paragraph>"),
        ("<embeddedStructure>x", "</embeddedStructure>"),
        ("<paragraph><content><p>x<table><tr><td>", "</td></tr></table></p></content></paragraph>"),
        ("<section><heading>x</heading>", "</section>"),
        ("<paragraph><num>(a)</num><list><intro>x</intro><point><num>(a)</num><p>x</p></point>", "</list></paragraph>"),
    ],
)
def test_parts_inside_parts_are_read_once(before: str, after: str) -> None:
    for depth in (10, 30, 45, 60, 80, 120):
        outcome(akn(body=paragraph("1.", "Decides.") + before * depth + paragraph("2.", "x") + after * depth))


def test_drafts_inside_drafts_are_read_once() -> None:
    for depth in (2, 20, 40, 60, 80):
        drafts = (
            "<components><statement><mainBody/>" * depth + paragraph("1.", "The innermost.") + "</statement></components>" * depth
        )
        document = read_all(akn(body=paragraph("1.", "Decides."), after=drafts))[0]
        assert [p.text for p in document.provisions] == ["Decides.", "The innermost."]
        outcome(collection(("A", "", paragraph("1.", "Decides.") + drafts)))


def test_a_text_beyond_the_limit_of_the_parser_is_refused() -> None:
    assert "cannot be read as XML" in refused(GOOD.replace(b"remain", b"x" * 11_000_000))


def test_an_attribute_beyond_the_limit_of_the_parser_is_refused() -> None:
    assert "cannot be read as XML" in refused(GOOD.replace(b'class="SingleTxt"', b'class="' + b"x" * 11_000_000 + b'"'))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[documents_in.__module__], "MAX_BYTES", len(GOOD))
    path = tmp_path / "a.xml"
    path.write_bytes(GOOD)
    assert len(documents_in(path)) == 1
    path.write_bytes(GOOD + b" ")
    with pytest.raises(SourceError, match="larger than"):
        documents_in(path)


def test_ten_thousand_paragraphs_are_read() -> None:
    (document,) = read_all(akn(body="".join(paragraph(f"{n}.", "Decides;") for n in range(1, 10_001))))
    assert len(document.provisions) == 10_000


def test_numbers_of_any_length_are_read() -> None:
    digits = "9" * 5000
    sides = voting("adoptedRecordedVote", inFavour=(digits, ()), against=("²", ()), abstaining=("-1", ()))
    (document,) = read_all(akn(body=paragraph(digits + ".", "Decides.") + paragraph("", digits + ". Decides."), meta=sides))
    assert document.metadata.vote is not None
    assert document.metadata.vote.in_favour_count is None


def test_a_set_of_more_resolutions_than_letters_is_refused() -> None:
    assert "no letter" in refused(collection(*[("", "", paragraph("1.", "Decides."))] * 27))


# --- Bytes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_another_encoding_is_refused(encoding: str) -> None:
    text = akn(body=paragraph("1.", "Décide de rester saisie.")).decode().replace("—", "-")
    for declaration in ("", f'<?xml version="1.0" encoding="{encoding}"?>'):
        refused((declaration + text).encode(encoding))


def test_a_false_declaration_of_the_encoding_does_no_harm() -> None:
    for encoding in (b"utf-16", b"latin-1", b"utf-7", b"no-such"):
        outcome(b'<?xml version="1.0" encoding="' + encoding + b'"?>' + GOOD)


def test_a_byte_order_mark_is_no_defect() -> None:
    (document,) = read_all(b"\xef\xbb\xbf" + GOOD)
    assert document.defects == ()


@pytest.mark.parametrize("place", [0, len(GOOD) // 2, len(GOOD)])
def test_nul_bytes_are_read_over_or_refused(place: int) -> None:
    outcome(GOOD[:place] + b"\0" + GOOD[place:])
    outcome(GOOD[:place] + b"\0" * 1000 + GOOD[place:])


@pytest.mark.parametrize(
    "content",
    [
        b"\0",
        b"\0" * 1000,
        b"<",
        b"<akomaNtoso",
        b"<a/>",
        b"plain words",
        b"\xff\xfe",
        b"<?xml",
        b"]]>",
        b"&",
        b"{}",
        b"<!--",
        b"<![CDATA[",
    ],
)
def test_what_is_no_document_is_refused(content: bytes) -> None:
    refused(content)


@pytest.mark.parametrize("content", [b"", b" \n\t "])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="the file is empty"):
        documents_in(path)
    refused(content)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.xml").mkdir()
    for path in (tmp_path / "folder.xml", tmp_path / "none.xml", tmp_path / "a.exe", Path("nul\0byte.xml")):
        with pytest.raises(SourceError):
            documents_in(path)


# --- Damaged at random, always in the same way ------------------------------------------------------------------------

TAG = re.compile(rb"</?[A-Za-z:][^<>]*>")
ATTRIBUTE = re.compile(rb'="[^"<>]*"')
VALUES = (
    b"",
    b"-1",
    b"0001-01-01",
    b"9" * 50,
    b"\xc2\xb2",
    b"A",
    b"I.",
    b"(a)",
    b"#symbol",
    b"#adoptionDate",
    b"http://[",
    b"fra",
    b"veto",
    b"&amp;",
)
NAMES = (
    b"paragraph",
    b"num",
    b"p",
    b"list",
    b"point",
    b"section",
    b"a",
    b"span",
    b"table",
    b"statement",
    b"sublist",
    b"embeddedStructure",
    b"authorialNote",
)


def cut(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 200) :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def duplicate(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randrange(1, 400)]
    return content[:start] + piece * chance.randrange(1, 4) + content[start:]


def swap(content: bytes, chance: random.Random) -> bytes:
    one, other = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:one] + content[other : other + 1] + content[one + 1 : other] + content[one : one + 1] + content[other + 1 :]


def scribble(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(chance.randrange(1, 4)) + content[place + 1 :]


def replaced(pattern: re.Pattern[bytes], content: bytes, chance: random.Random, new: Callable[[bytes], bytes]) -> bytes:
    places = list(pattern.finditer(content))
    if not places:
        return content
    place = chance.choice(places)
    return content[: place.start()] + new(place[0]) + content[place.end() :]


def delete_tag(content: bytes, chance: random.Random) -> bytes:
    return replaced(TAG, content, chance, lambda _: b"")


def rename_tag(content: bytes, chance: random.Random) -> bytes:
    return replaced(TAG, content, chance, lambda tag: re.sub(rb"[A-Za-z:]+", chance.choice(NAMES), tag, count=1))


def rename_all(content: bytes, chance: random.Random) -> bytes:
    one, other = chance.sample(NAMES, 2)
    return re.sub(rb"(</?)" + one + rb"\b", rb"\1" + other, content)


def change_attribute(content: bytes, chance: random.Random) -> bytes:
    return replaced(ATTRIBUTE, content, chance, lambda _: b'="' + chance.choice(VALUES) + b'"')


MUTATIONS = (cut, cut_off, duplicate, swap, scribble, delete_tag, rename_tag, rename_all, change_attribute)


def mutants(content: bytes, number: int, seed: str) -> Iterator[bytes]:
    """Damaged versions of a file, from one to three damages each."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for _ in range(number):
        mutant = content
        for mutation in chance.choices(MUTATIONS, k=chance.randrange(1, 4)):
            mutant = mutation(mutant, chance) or b" "
        yield mutant


def outcome(content: bytes) -> bool:
    """Whether a file was read; False where it was refused in one line. Anything else fails the test that asks."""
    try:
        documents = read_all(content)
    except SourceError as error:
        if "\n" in str(error):
            pytest.fail(f"not one line: {error}")
        return False
    assert documents
    for document in documents:
        ids = [provision.id for provision in document.provisions]
        assert len(set(ids)) == len(ids)
        by_id = document.by_id
        for provision in document.provisions:
            assert provision.parent is None or provision.parent in by_id
            assert all(0 <= reference.offset <= len(provision.text) for reference in provision.note_references)
            assert all(
                provision.text[lead.offset : lead.end] == lead.phrase for lead in (provision.lead, *provision.further) if lead
            )
        assert all(0 <= found.start < found.end <= len(by_id[found.provision].text) for found in document.hyperlinks)
    return True


TARGET = "https://undocs.org/en/A/RES/70/1"
RECALLING = f"{italic('Recalling')} its resolution {link('70', TARGET)}{link('/1', TARGET)},{note('1', 'See ' + link('A/70/1', TARGET) + '.')}"
DRAFT = f"<embeddedStructure><container><p>Noting,</p></container>{paragraph('1.', 'Decides.')}</embeddedStructure>"
SUBLIST = f"<sublist>{point('(i)', 'below;')}{point('(ii)', 'below;')}</sublist>"
SECTION = "<section><subheading>I</subheading><subheading>Scope</subheading><crossHeading>Noting,</crossHeading>{}</section>"
META = (
    keyword("A/95/251", "Development.", refers="agenda", value="22 (b)")
    + keyword("UNBIS", "development", href="http://metadata.un.org/thesaurus/1")
    + step("draftResolution", "Argentina and Chile", "A/95/L.1")
    + voting("adoptedRecordedVote", inFavour=("2", ("CHILE", "CUBA")), against=("01", ("JAPAN",)))
)
DOCUMENTS = {
    "assembly": akn(
        preamble=[RECALLING, "Noting,<sup>1</sup>"],
        body=paragraph("1.", f"{italic('Requests')} it, and {italic('decides')} that:")
        + paragraph("(a)", "flat;")
        + paragraph("", "(b)\ttyped;")
        + listed("2.", "Invites all:", point("(a)", "one;"), SUBLIST, point("•", "two;"), wrap_up="and more;")
        + SECTION.format(paragraph("1.", "Three.")),
        meta=META,
        after=adopted_on("2040-12-19")
        + annex(
            "<paragraph class='HCh'><heading>Annex</heading></paragraph>", paragraph("1.", "We."), table(("a", "b"), ("c", "d"))
        ),
    ),
    "council": akn(
        symbol="S/RES/3001 (2040)",
        title="",
        preamble=[RECALLING],
        body=paragraph("1.", f"{italic('Decides')}, {italic('urges')} all;"),
        meta=META,
    ),
    "draft": akn(symbol="E/RES/2040/1", preamble=[RECALLING], body=paragraph("", "Recommends the following:" + DRAFT)),
    "statement": akn(
        symbol="S/PRST/2040/1",
        kind="presidentialStatement",
        body="<alinea><content><p>At the meeting held on 14 May 2040,</p></content></alinea>"
        + paragraph("", "“The Security Council recalls it."),
    ),
    "set": collection(("A", META, paragraph("1.", "One.")), ("", "", paragraph("1.", RECALLING))),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_damaged_documents_are_read_or_refused(name: str) -> None:
    read_ones = sum(outcome(mutant) for mutant in mutants(DOCUMENTS[name], 300, name))
    assert 0 < read_ones < 300


def test_damaged_records_are_read_or_refused(tmp_path: Path) -> None:
    record = {
        "symbol": "A/RES/95/1",
        "title": "x",
        "adoption_date": "19 December 2040",
        "MS_in_favour_count": "3",
        "subjects": [["13", "A/95/251"]],
    }
    whole = "\n".join(json.dumps(record | {"symbol": f"A/RES/95/{n}"}) for n in range(1, 4)).encode()
    for mutant in mutants(whole, 200, "records"):
        path = tmp_path / "95.json"
        path.write_bytes(mutant)
        try:
            for symbol, found in records.records(path):
                records.metadata(found, symbol)
        except SourceError as error:
            if "\n" in str(error):
                pytest.fail(f"not one line: {error}")


FILES, DAMAGES, LARGEST = 60, 20, 60_000


@pytest.mark.skipif(not CORPUS.exists(), reason=f"the development corpus is not at {CORPUS}")
def test_damaged_official_files_are_read_or_refused() -> None:
    with tarfile.open(CORPUS) as archive:
        members = sorted((m for m in archive if m.name.endswith(".xml") and m.size < LARGEST), key=lambda m: m.name)
        chosen = {m.name for m in members[:: len(members) // FILES][:FILES]}
        opened = [
            (m.name, archive.extractfile(m)) for m in sorted((m for m in members if m.name in chosen), key=lambda m: m.offset)
        ]
        files = {name: file.read() for name, file in opened if file is not None}
    assert len(files) == FILES
    read_ones = sum(outcome(mutant) for name, content in files.items() for mutant in mutants(content, DAMAGES, name))
    assert read_ones > FILES


# --- Citations in hostile texts ---------------------------------------------------------------------------------------

HOSTILE = ["1", "(", "/", "1/", "58/220 ", "A/", "A/1", "“", "resolution ", "resolutions 1325 and ", "paragraphs 1, 2 (a) ", "(2000)", "1 (III), ",
    "the General Assembly ", "Governing ", "Ibid., vol. ", "Treaty Series, vol. 1", "Sales No. E.1", "<sup>1", "قرار 58/220 决议 1325 (2000) ",
    "resolution 73/102 A and B", ", annex II", "of 24 ", "Commission on A and ", "\n ", "that resolution ", "\u202e5\u0660/\U0001f600", "\x00"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_cited_without_harm(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    found = cite(text, issuer="body/ga")
    _in_order(text, found)
    assert all(leftover.quote == text[leftover.start : leftover.end] for leftover in leftovers(text, found))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=80).map("".join))
def test_any_text_is_cited_in_order_with_its_words(text: str) -> None:
    _in_order(text, cite(text))


def _in_order(text: str, found: Sequence[Reference]) -> None:
    end = 0
    for reference in found:
        assert end <= reference.start < reference.end <= len(text)
        assert reference.quote == text[reference.start : reference.end]
        assert (reference.cited is not None) == (
            reference.status in {"resolved", "inferred-antecedent", "contradicted"}
        ) or reference.form == "internal"
        end = reference.end
