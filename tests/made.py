"""A record made for tests: documents of several kinds in two languages, the records beside them, and files that hold none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.akn import (
    adopted_on,
    akn,
    annex,
    collection,
    covered,
    identification,
    italic,
    link,
    note,
    paragraph,
    root,
    statement,
    step,
    voting,
)

from mandategraph.publish import export
from mandategraph.query import query
from mandategraph.store import EmbeddedStore

PREFIXES = """PREFIX unm: <https://w3id.org/unmandates/ontology#> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX alignment: <https://w3id.org/unmandates/vocab/alignment/> PREFIX outcome: <https://w3id.org/unmandates/vocab/outcome/> """
RECALLING = (
    f"{italic('Recalling')} its resolution {link('94/7', 'https://undocs.org/en/A/RES/94/7')} of 20 December 2039 and resolution "
    f"{link('93/8', 'https://undocs.org/en/A/RES/93/9')},{note('1', 'See A/94/12.')}"
)
RAPPELANT = (
    f"{italic('Rappelant')} sa résolution {link('94/7', 'https://undocs.org/fr/A/RES/94/7')} du 20 décembre 2039 et les vues des "
    f"États dans une résolution,{note('1', 'Voir A/94/12.')}"
)
REQUESTS = f"{italic('Requests')} the Secretary-General to report to the General Assembly on the implementation of the resolution;"
PRIE = f"{italic('Prie')} le Secrétaire général de faire rapport aux États dans une étude sur les effets des mesures et par pays ;"
RECORD: dict[str, Any] = {
    "symbol": "A/RES/95/1",
    "title": "South-South cooperation",
    "adoption_date": "20 December 2040",
    "adoption_meeting": "49th plenary meeting",
    "sponsors": ["ARGENTINA", "COLOMBIA"],
    "subjects": [["SUSTAINABLE DEVELOPMENT", "UNBIS Thesaurus"]],
}
ENGLISH, FRENCH = "ga/English", "ga/French"


def english(number: int = 1, words: str = "", *, annexed: int = 1, name: str = "resolution") -> bytes:
    """The English version of a resolution with this number; `words` stand in its last paragraph."""
    invites = f"{italic('Invites')} Argentina to host the conference{words}."
    return akn(
        symbol=f"A/RES/95/{number}",
        kind=name,
        preamble=[RECALLING, f"{italic('Noting')} the report of the Secretary-General,"],
        body=paragraph("1.", REQUESTS) + paragraph("2.", invites),
        after=adopted_on("2040-12-19") + annex(*[paragraph(f"{n}.", "The Board has members.") for n in range(1, annexed + 1)]),
    )


def french(number: int = 1, words: str = "", *, annexed: int = 2) -> bytes:
    """Its French version, with one paragraph more in the annex."""
    invite = f"{italic('Invite')} l'Argentine à accueillir la conférence dans les locaux du Conseil et des États{words}."
    return akn(
        symbol=f"A/RES/95/{number}",
        language="fra",
        title="Coopération Sud-Sud",
        preamble=[RAPPELANT, f"{italic('Prenant note')} du rapport et des vues des États dans une annexe,"],
        body=paragraph("1.", PRIE) + paragraph("2.", invite),
        after=adopted_on("2040-12-19") + annex(*[paragraph(f"{n}.", "Le Conseil a des membres.") for n in range(1, annexed + 1)]),
    )


def of_set(words: str = "") -> bytes:
    """A set of two resolutions."""
    return collection(("A", "", paragraph("1.", REQUESTS)), ("B", "", paragraph("1.", f"{italic('Decides')} to meet{words}.")))


def part(letter: str, words: str = "") -> bytes:
    """A resolution of the set in a file of its own."""
    return akn(symbol=f"A/RES/95/128 {letter}", body=paragraph("1.", REQUESTS + words))


def broken(number: int) -> bytes:
    """A file whose cover can be read, but not the text."""
    return root(statement("resolution", identification("2040-12-19", "eng", "ga"), covered(f"A/RES/95/{number}", "ga"), "", [], ""))


def extract(*records: dict[str, Any], junk: str = '"\n') -> bytes:
    """A file of records."""
    return junk.join(["", *(json.dumps(record) for record in records), ""]).lstrip(junk).encode()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def corpus() -> dict[str, bytes]:
    """The files of the whole record, by name."""
    vote = voting(inFavour=("013", ("FRANCE",)), against=("01", ("CHINA",)))
    president = paragraph("", "“The Security Council condemns the attack of 1 May 2040.”", "MercuryDocument")
    return {
        "README.md": b"# The record",
        f"{ENGLISH}/A_RES_95_1_E.xml": english(),
        f"{ENGLISH}/A_RES_95_1_E copy.xml": english(),
        f"{ENGLISH}/A_RES_95_2_E.xml": french(2),
        f"{ENGLISH}/A_RES_95_3_E.xml": broken(3),
        f"{ENGLISH}/A_RES_95_4_E.xml": english(4),
        f"{ENGLISH}/A_RES_95_128_E.xml": of_set(),
        f"{ENGLISH}/empty.xml": b" \n",
        f"{ENGLISH}/test.txt": b"test\n",
        f"{ENGLISH}/scan.tiff": b"II*\0",
        f"{FRENCH}/A_RES_95_1_F.xml": french(),
        "decisions/English/A_DEC_95_512_E.xml": akn(
            symbol="A/DEC/95/512", kind="decision", title="", body=paragraph("", f"At its plenary meeting it {italic('decided')}.")
        ),
        "sc/S_PRST_2040_7.xml": akn(
            symbol="S/PRST/2040/7", kind="presidentialStatement", title="", body=president, date="2040-05-02"
        ),
        "sc/S_2040_77.xml": akn(
            symbol="S/2040/77",
            kind="draftResolution",
            title="",
            body=paragraph("1.", f"{italic('Decides')} to establish the Mission of the United Nations."),
            meta=step("veto", "The draft resolution was not adopted due to a negative vote") + vote,
            date="2040-06-01",
        ),
        "ga/data_extract/95.json": extract(RECORD, RECORD | {"title": "Another title"}),
    }


def dump(store: Path, folder: Path) -> bytes:
    """The graph of a store as sorted lines."""
    folder.mkdir(exist_ok=True)
    return export(EmbeddedStore(store), folder, ["nquads"])[0].read_bytes()


def rows(store: Path, where: str) -> list[list[str]]:
    """The rows of a query."""
    return query(EmbeddedStore(store), PREFIXES + where).text()


def tails(found: list[list[str]]) -> list[list[str]]:
    """Rows whose IRIs are shortened to what stands behind `/doc/`, else behind the last mark."""
    return [[short(value) for value in row] for row in found]


def short(value: str) -> str:
    """An IRI without what all have in common."""
    if not value.startswith("http"):
        return value
    _, found, tail = value.partition("/id/doc/")
    return tail if found else value.rpartition("#")[2].rpartition("/")[2]
