"""Graphs made by hand for the tests of statuses: documents of two bodies, with mandates, extensions, ends and citations."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from mandategraph.store import Store, open_store
from mandategraph.store.embedded import Generation

ONTOLOGY = Path(__file__).parents[1] / "ontology"
PREFIXES = """
@prefix act: <https://w3id.org/unmandates/vocab/act/> .
@prefix cito: <http://purl.org/spar/cito/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix force: <https://w3id.org/unmandates/vocab/force/> .
@prefix method: <https://w3id.org/unmandates/vocab/method/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix task: <https://w3id.org/unmandates/vocab/task/> .
@prefix unm: <https://w3id.org/unmandates/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/unmandates/id/> .
"""
ACTORS = {"body/sc": "Security Council", "body/ga": "General Assembly", "body/unmiss": "UNMISS", "body/unami": "UNAMI"} | {
    "post/secretary-general": "Secretary-General",
    "state/IRQ": "Iraq",
}


def actors() -> str:
    """The actors, each with its name."""
    text = ""
    for key, name in ACTORS.items():
        text += f"""<{key}> a unm:{"Post" if key.startswith("post") else "Body"} ; rdfs:label "{name}"@en ; dcterms:identifier "{key}" ;
          unm:hasName <{key}#name-1> . <{key}#name-1> unm:nameText "{name}"@en .\n"""
    return text


def document(name: str, day: str | None, *paragraphs: str, body: str = "body/sc") -> str:
    """A document with paragraphs made by the functions below, in which DOC stands for its IRI."""
    iri = f"doc/{name}"
    dated = f' ; eli:date_document "{day}"^^xsd:date' if day else ""
    text = f'<{iri}> a unm:Resolution ; dcterms:identifier "{name}" ; unm:adoptedBy <{body}>{dated} . <{iri}/en> eli:realizes <{iri}> .\n'
    for number, each in enumerate(paragraphs, start=1):
        place = f"<{iri}#op-{number}>"
        text += f"{place} eli:is_part_of <{iri}> ; unm:order {number} .\n"
        text += each.replace("DOC", iri).replace("PLACE", place).replace("BODY", f"<{body}>").replace("NUMBER", str(number))
    return text


def mandate(
    task: str, *more: str, to: tuple[str, ...] = ("post/secretary-general",), kind: str = "report", force: str = "directive"
) -> str:
    """A paragraph that requests something; `more` are pairs of a property and a value."""
    pairs = "".join(f" ; {pair}" for pair in (*more, *(f"unm:addressee <{key}>" for key in to)))
    edges = "".join(f"<DOC> unm:givesMandateTo <{key}> . " for key in to)
    return f"""<DOC#mandate-op-NUMBER-1> a unm:Mandate ; unm:issuedBy BODY ; unm:act act:request ; unm:directive "Requests"@en ;
      unm:force force:{force} ; unm:taskKind task:{kind} ; unm:quote "{task}"@en ; unm:inProvision PLACE{pairs} . {edges}\n"""


def due(day: str, words: str = "by then") -> str:
    """The last day by which a task is due."""
    return f'unm:dueBy "{day}"^^xsd:date ; unm:deadline "{words}"@en'


def extension(words: str, *more: str, of: str | None = "body/unmiss", until: str | None = None) -> str:
    """A paragraph that extends the mandate of an entity until a day."""
    pairs = "".join(f" ; {pair}" for pair in more)
    pairs += f' ; unm:expires "{until}"^^xsd:date' if until else ""
    pairs += f" ; unm:extendedEntity <{of}>" if of else ""
    edge = f"<DOC> unm:extendsMandateOf <{of}> ." if of else ""
    return f"""<DOC#extension-op-NUMBER-1> a unm:MandateExtension ; unm:issuedBy BODY ; unm:act act:decide ; unm:quote "{words}"@en ;
      unm:extendedObject "what is extended"@en ; unm:inProvision PLACE{pairs} . {edge}\n"""


def end(words: str, of: str) -> str:
    """A paragraph that terminates an entity."""
    return f"""<DOC#termination-op-NUMBER-1> a unm:Termination ; unm:issuedBy BODY ; unm:act act:decide ; unm:quote "{words}"@en ;
      unm:terminatedEntity <{of}> ; unm:inProvision PLACE .\n"""


def cites(text: str, words: str, cited: str, *more: str, act: str = "take-note", about: tuple[str, ...] = ()) -> str:
    """A paragraph that cites a document by some of its words, and mentions actors."""
    start = text.index(words)
    pairs = "".join(f" ; {pair}" for pair in more)
    mentions = "".join(f"PLACE unm:mentions <{key}> . " for key in about)
    return f"""PLACE unm:text "{text}"@en ; unm:leadAct act:{act} . {mentions}
      <DOC#cite-op-NUMBER-1> a unm:Citation ; cito:hasCitedEntity <doc/{cited}> ; unm:quoteStart {start} ; unm:quoteEnd {start + len(words)} ;
      unm:quote "{words}"@en ; unm:extractionMethod method:explicit ; unm:inProvision PLACE{pairs} .\n"""


def made(folder: Path, engine: str, *documents: str) -> Store:
    """The graph of some documents, in the embedded store or in that of rdflib."""
    text = "\n".join(
        [PREFIXES, actors(), *documents, *(path.read_text(encoding="utf-8") for path in sorted(ONTOLOGY.glob("*.ttl")))]
    )
    quads = folder / "made.nq"
    quads.write_bytes(serialize(parse(text, format=RdfFormat.TURTLE), format=RdfFormat.N_QUADS) or b"")
    if engine == "memory":
        return open_store(quads)
    with Generation(folder / "store") as generation:
        generation.load(quads)
        generation.seal()
        generation.commit()
    return open_store(folder / "store")
