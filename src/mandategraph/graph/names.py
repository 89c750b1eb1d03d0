"""The IRIs of everything in the graph. No other module puts one together.

Documents and entities lie under `{base}id/`, their parts are fragments of them, named graphs lie under `{base}graph/`.
Terms and vocabulary concepts keep their own fixed namespace, whatever the base.
"""

from __future__ import annotations

from dataclasses import dataclass

from mandategraph.symbol import Symbol

DEFAULT_BASE = "https://w3id.org/unmandates/"
VOCABULARY = "https://w3id.org/unmandates/vocab/"
NAMESPACES = {
    "unm": "https://w3id.org/unmandates/ontology#",
    "act": VOCABULARY + "act/",
    "assertion": VOCABULARY + "assertion/",
    "family": VOCABULARY + "family/",
    "force": VOCABULARY + "force/",
    "kind": VOCABULARY + "kind/",
    "method": VOCABULARY + "method/",
    "role": VOCABULARY + "role/",
    "scope": VOCABULARY + "scope/",
    "status": VOCABULARY + "status/",
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
        return f"{self.base}id/doc/{symbol.tail}"

    def part(self, symbol: Symbol, fragment: str) -> str:
        """A part of a document, or a statement read in it."""
        return f"{self.document(symbol)}#{fragment}"

    def language_version(self, symbol: Symbol, language: str) -> str:
        """A language version of a document."""
        return f"{self.document(symbol)}/{language}"

    def entity(self, key: str, symbol: Symbol | None = None) -> str:
        """An entity by its key; a candidate is a part of the document that names it."""
        kind, _, slug = key.partition("/")
        if kind == "candidate" and symbol:
            return self.part(symbol, f"candidate-{slug}")
        return f"{self.base}id/{key}"

    def name_record(self, key: str, number: int) -> str:
        """A name of an entity."""
        return f"{self.entity(key)}#name-{number}"

    def source(self, sha256: str) -> str:
        """A source file."""
        return f"{self.base}id/source/sha256-{sha256}"

    def run(self, digest: str) -> str:
        """A build."""
        return f"{self.base}id/run/{digest}"

    def graph(self, kind: str, name: str) -> str:
        """A named graph; `kind` is doc, authority, derived, vocabulary, alignment or run."""
        return f"{self.base}graph/{kind}/{name}"
