"""AKN4UN documents for tests: small, whole and valid, tagged as the official files are; all texts given are XML fragments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from mandategraph import authority
from mandategraph.model import Resolution, SourceFile
from mandategraph.read import akn as reader

NAMESPACES = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un"'
BODIES = {
    "ga": "General Assembly",
    "sc": "Security Council",
    "ecosoc": "Economic and Social Council",
    "hrc": "Human Rights Council",
}
AUTHORS = {"S": "sc", "E": "ecosoc"}


def akn(
    *,
    symbol: str = "A/RES/95/1",
    title: str = "South-South cooperation",
    preamble: Iterable[str] = (),
    body: str = "",
    meta: str = "",
    cover: str = "",
    after: str = "",
    language: str = "eng",
    kind: str = "resolution",
    date: str = "2040-12-19",
) -> bytes:
    """The file of one document with this symbol on its cover.

    `preamble` holds the preambular paragraphs one by one, `body` what stands in `mainBody`; `meta` and `cover` are added to the
    metadata and to the cover, `after` stands behind the body (conclusions, attachments). `date` is that of the metadata.
    """
    issuer = "hrc" if symbol.startswith("A/HRC") else AUTHORS.get(symbol[:1], "ga")
    return root(
        statement(
            kind,
            identification(date, language, issuer) + meta,
            covered(symbol, issuer, cover),
            title,
            preamble,
            body + MARK + after,
        )
    )


NOTING = '<span class="italic">Noting</span> the report,'
MARK = "<!-- end of the body -->"


def root(content: str) -> bytes:
    """A file with this content below its root element."""
    return f"<akomaNtoso {NAMESPACES}>{content}</akomaNtoso>".encode()


def statement(kind: str, meta: str, cover: str, title: str, preamble: Iterable[str], body: str) -> str:
    """A document; what stands in `body` after the mark belongs behind the body."""
    inside, _, after = body.partition(MARK)
    number, _, words = title.rpartition("|")
    preface = f"<preface><p><docNumber>{number}</docNumber><docTitle>{words}</docTitle></p></preface>" if title else ""
    opening = f"<preamble>{enacting()}{''.join(map(preambular, preamble))}</preamble>" if preamble else ""
    return f'<statement name="{kind}"><meta>{meta}</meta>{cover}{preface}{opening}<mainBody>{inside}</mainBody>{after}</statement>'


def collection(
    *parts: tuple[str, str, str], symbol: str = "A/RES/95/128 A-B", meta: str = "", cover: str = "", date: str = "2040-12-12"
) -> bytes:
    """A set of resolutions; each part is its number on the page, its metadata (without day: that of the set) and its body."""
    own = identification(date, "eng", "ga") + meta
    components = "".join(
        f"<component>{statement('resolution', _dated(its_meta, date), '', f'{letter}|Information', [NOTING], body)}</component>"
        for letter, its_meta, body in parts
    )
    preface = "<preface><p><docNumber>95/128.</docNumber><docTitle>Questions relating to information</docTitle></p></preface>"
    outer = f'<documentCollection name="publication"><meta>{own}</meta>{covered(symbol, "ga", cover)}{preface}</documentCollection>'
    return root(f"{outer}<components>{components}</components>")


def _dated(meta: str, date: str) -> str:
    """Metadata with the day of the work, if they have none."""
    return meta if "FRBRWork" in meta else identification(date, "eng", "ga") + meta


def identification(date: str, language: str, author: str) -> str:
    """The day of the work, its author and its language."""
    work = f'<FRBRWork><FRBRdate date="{date}" name="adoption"/><FRBRauthor href="{author}" as="author"/></FRBRWork>'
    expression = (
        f'<FRBRExpression><FRBRdate date="2040-12-30" name="publication"/><FRBRlanguage language="{language}"/></FRBRExpression>'
    )
    return f'<identification source="#DGACM">{work}{expression}</identification>'


def covered(symbol: str, author: str, cover: str = "") -> str:
    """A cover page."""
    number = f'<p class="upperRight"><docNumber refersTo="#symbol">{symbol}</docNumber></p>' if symbol else ""
    publisher = '<p><docAuthority refersTo="#publisher">United Nations</docAuthority></p>'
    name = BODIES.get(author, "Committee of Nobody")
    return f'<coverPage>{publisher}{number}<p><docAuthority refersTo="#issuingBody">{name}</docAuthority></p>{cover}</coverPage>'


def enacting(name: str = "The General Assembly") -> str:
    """The formula before the preamble."""
    return f'<formula name="enactingFormula"><p>{italic(name)},</p></formula>'


def preambular(text: str) -> str:
    """A preambular paragraph; a list or table is put beside its text."""
    return (
        f'<container name="c">{text}</container>'
        if text.startswith(("<p", "<blockList", "<table"))
        else f'<container name="c"><p>{text}</p></container>'
    )


def italic(text: str) -> str:
    """Words in italics, as the editors set operative phrases."""
    return f'<span class="italic">{text}</span>'


def link(text: str, target: str) -> str:
    """Words with a hyperlink."""
    return f'<a href="{target}">{text}</a>'


def note(marker: str, text: str) -> str:
    """A footnote at the place where it is called."""
    return f'<authorialNote marker="{marker}" placement="bottom"><p>{text}</p></authorialNote>'


def paragraph(number: str, text: str, style: str = "SingleTxt") -> str:
    """A paragraph with its printed number ("1."; empty for none)."""
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph eId="para_1" class="{style}">{num}<content><p xml:space="preserve">\t{text}</p></content></paragraph>'


def listed(number: str, intro: str, *points: str, wrap_up: str = "") -> str:
    """A paragraph that is a list: its introduction, its points and what closes it."""
    num = f"<num>{number}</num>" if number else ""
    closing = f"<wrapUp><p>{wrap_up}</p></wrapUp>" if wrap_up else ""
    return f'<paragraph class="SingleTxt">{num}<list><intro><p>{intro}</p></intro>{"".join(points)}{closing}</list></paragraph>'


def point(number: str, text: str) -> str:
    """A point of a list."""
    return f"<point><num>{number}</num><content><p>\t{text}</p></content></point>"


def table(*rows: tuple[str, ...]) -> str:
    """A table."""
    cells = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
    return f"<container name='table'><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></container>"


def annex(*content: str) -> str:
    """An annex."""
    return f'<attachments><attachment><doc name="annex"><mainBody>{"".join(content)}</mainBody></doc></attachment></attachments>'


def keyword(dictionary: str, label: str, **attributes: str) -> str:
    """A keyword of the classification; an attribute `value` or `href` may be given, `refers` is its role."""
    role = f'refersTo="{attributes.pop("refers")}" ' if "refers" in attributes else ""
    others = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<classification source="DHLAUTH"><keyword {role}showAs="{label}" dictionary="{dictionary}" {others}/></classification>'


def step(outcome: str, by: str = "", symbol: str = "", date: str = "0001-01-01") -> str:
    """A step of the workflow."""
    return f'<workflow source="#un"><step date="{date}" outcome="{outcome}" as="{symbol}" by="{by}"/></workflow>'


def voting(outcome: str = "", **sides: tuple[str, tuple[str, ...]]) -> str:
    """A vote: of each side the count as printed and the voters."""
    counts = "".join(
        f'<count value="{value}" refersTo="{side}"><akn4un:voters>'
        + "".join(f'<organization refersTo="memberState">{name}</organization>' for name in names)
        + "</akn4un:voters></count>"
        for side, (value, names) in sides.items()
    )
    return f'<analysis source="#un"><parliamentary><voting outcome="{outcome}">{counts}<quorum value=""/></voting></parliamentary></analysis>'


def adopted_on(date: str, meeting: str = "49th plenary meeting") -> str:
    """Conclusions with meeting and day of adoption, as the General Assembly prints them."""
    place = f'<inline name="adoptionMeeting">{meeting}</inline><eol/>'
    return f'<conclusions><p>{place}<docDate date="{date}" refersTo="#adoptionDate">the day</docDate></p></conclusions>'


def read_all(content: bytes, *, language: str | None = None, path: str = "test.xml") -> tuple[Resolution, ...]:
    """The documents in a file with this content, without the file."""
    source = SourceFile(path, hashlib.sha256(content).hexdigest(), "application/akn+xml")
    return reader.documents(content, source, path, authority.load(), language)


def read_one(content: bytes, *, language: str | None = None) -> Resolution:
    """The one document in a file with this content."""
    (document,) = read_all(content, language=language)
    return document


def texts(document: Resolution) -> dict[str, str]:
    """The text of each provision by its id."""
    return {provision.id: provision.text for provision in document.provisions}


def kinds(document: Resolution) -> dict[str, str]:
    """The kind of each provision by its id."""
    return {provision.id: provision.kind for provision in document.provisions}
