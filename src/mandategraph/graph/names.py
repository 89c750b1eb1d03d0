"""The IRIs of everything in the graph. No other module puts one together.

Documents and entities lie under `{base}id/`, their parts are fragments of them, named graphs lie under `{base}graph/`.
Terms and vocabulary concepts keep their own fixed namespace, whatever the base.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from mandategraph.symbol import Symbol
from mandategraph.wording import slug

DEFAULT_BASE = "https://w3id.org/unmandates/"
VOCABULARY = "https://w3id.org/unmandates/vocab/"
NAMESPACES = {
    "unm": "https://w3id.org/unmandates/ontology#",
    "act": VOCABULARY + "act/",
    "alignment": VOCABULARY + "alignment/",
    "assertion": VOCABULARY + "assertion/",
    "clause": VOCABULARY + "clause/",
    "continuity": VOCABULARY + "continuity/",
    "family": VOCABULARY + "family/",
    "force": VOCABULARY + "force/",
    "form": VOCABULARY + "form/",
    "kind": VOCABULARY + "kind/",
    "lineage": VOCABULARY + "lineage/",
    "mandate-status": VOCABULARY + "mandate-status/",
    "method": VOCABULARY + "method/",
    "outcome": VOCABULARY + "outcome/",
    "precision": VOCABULARY + "precision/",
    "review-outcome": VOCABULARY + "review-outcome/",
    "role": VOCABULARY + "role/",
    "scope": VOCABULARY + "scope/",
    "series": VOCABULARY + "series/",
    "status": VOCABULARY + "status/",
    "status-rule": VOCABULARY + "status-rule/",
    "task": VOCABULARY + "task/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Mints IRIs under a base, which ends in a solidus.

    >>> Names().document(Symbol.parse("611(XXX)", body="body/eclac"))
    'https://w3id.org/unmandates/id/doc/ECLAC/RES/611-XXX'
    >>> Names("http://localhost/").entity("body/eclac")
    'http://localhost/id/body/eclac'
    """

    base: str = DEFAULT_BASE

    def document(self, symbol: Symbol) -> str:
        """A document."""
        return _document(self.base, symbol)

    def part(self, symbol: Symbol, fragment: str) -> str:
        """A part of a document, or a statement read in it."""
        return f"{self.document(symbol)}#{fragment}"

    def beside(self, statement: str, name: str) -> str:
        """What is computed about a statement, which is given by its IRI."""
        return f"{statement}-{name}"

    def language_version(self, symbol: Symbol, language: str) -> str:
        """A language version of a document."""
        return f"{self.document(symbol)}/{language}"

    def version_part(self, symbol: Symbol, language: str, fragment: str) -> str:
        """A part of a language version that has no counterpart in the document."""
        return f"{self.language_version(symbol, language)}#{fragment}"

    def entity(self, key: str, symbol: Symbol | None = None) -> str:
        """An entity by its key; a candidate is a part of the document that names it."""
        kind, _, slug = key.partition("/")
        if kind == "candidate" and symbol:
            return self.part(symbol, f"candidate-{slug}")
        return f"{self.base}id/{key}"

    def name_record(self, key: str, number: int) -> str:
        """A name of an entity."""
        return f"{self.entity(key)}#name-{number}"

    def agenda_item(self, agenda: str, number: str) -> str:
        """An item of an agenda: the document that lists it, and its number there."""
        return f"{self.base}id/agenda/{quote(agenda, safe='/.-')}/{quote(number, safe='-')}"

    def subject(self, thesaurus: str, label: str) -> str:
        """A subject heading that has no address of its own."""
        return f"{self.base}id/subject/{slug(thesaurus)}/{slug(label)}"

    def source(self, sha256: str) -> str:
        """A source file."""
        return f"{self.base}id/source/sha256-{sha256}"

    def run(self, digest: str) -> str:
        """A build."""
        return f"{self.base}id/run/{digest}"

    def graph(self, kind: str, name: str) -> str:
        """A named graph; `kind` is doc, record, authority, derived, vocabulary, alignment or run."""
        return f"{self.base}graph/{kind}/{name}"


@lru_cache(maxsize=1 << 14)  # the parts and statements of a document are named by the thousand
def _document(base: str, symbol: Symbol) -> str:
    return f"{base}id/doc/{symbol.tail}"
