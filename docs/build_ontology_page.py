"""Write docs/ontology.html: the terms, vocabularies and alignments for human readers, from the Turtle files alone.

Run it as `python docs/build_ontology_page.py [OUTPUT]`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pyoxigraph import Literal, NamedNode

from mandategraph import assets
from mandategraph.graph import vocabulary
from mandategraph.graph.names import DEFAULT_BASE, NAMESPACES

Value = NamedNode | Literal
HERE = Path(__file__).parent
PREFIXES = NAMESPACES | {
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "rico": "https://www.ica.org/standards/RiC/ontology#",
    "undo": "https://w3id.org/un/ontology/undo/",
    "vann": "http://purl.org/vocab/vann/",
}
AXIOM = re.compile(r"^# (?P<why>.+)\n(?P<term>unm:\w+) (?P<relation>\S+) (?P<other>\S+) \.$", re.MULTILINE)


@dataclass
class Term:
    """A described resource: what each property, such as `rdfs:label`, says of it, in the order of the files."""

    iri: str
    values: dict[str, list[Value]] = field(default_factory=lambda: defaultdict(list))

    @property
    def name(self) -> str:
        """The local name, which is also the anchor of a term of the ontology."""
        return re.split("[#/]", self.iri)[-1]

    @property
    def anchor(self) -> str:
        """The anchor in the page; concepts have the path of their IRI, as their names are not unique."""
        return self.name if self.iri.startswith(NAMESPACES["unm"]) else self.iri.removeprefix(DEFAULT_BASE)

    def text(self, property_: str, language: str | None = None) -> str:
        """The first value of a property, in a language if one is given, or an empty text."""
        found = (v for v in self.values[property_] if language in (None, getattr(v, "language", None)))
        return next((v.value for v in found), "")

    def is_a(self, class_: str) -> bool:
        """Whether the term is declared with this class."""
        return any(value.value == expand(class_) for value in self.values["rdf:type"])

    def points_to(self, property_: str, other: Term) -> bool:
        """Whether the other term is a value of the property."""
        return any(value.value == other.iri for value in self.values[property_])


def expand(name: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI itself where no prefix fits; the longest fitting prefix wins."""
    fitting = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    return f"{max(fitting)[1]}:{iri.removeprefix(max(fitting)[0])}" if fitting else iri


def read_terms() -> dict[str, Term]:
    """All subjects of the ontology files by IRI, in the order in which they stand there."""
    terms: dict[str, Term] = {}
    for path in vocabulary.files():
        for subject, predicate, value in vocabulary.triples(path):
            terms.setdefault(subject.value, Term(subject.value)).values[shorten(predicate.value)].append(value)
    return terms


def read_alignments() -> dict[str, list[dict[str, str]]]:
    """The axioms of each alignment module, each with the comment that says why."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in vocabulary.alignments().items()}
    return {name: [match.groupdict() for match in AXIOM.finditer(text)] for name, text in texts.items()}


def main(output: Path) -> None:
    """Write the page to `output`; the same ontology gives the same bytes."""
    terms = read_terms()

    def link(value: Value | str) -> Markup:
        iri = value if isinstance(value, str) else value.value
        if iri in terms:
            return Markup('<a href="#{}">{}</a>').format(terms[iri].anchor, terms[iri].name)
        if isinstance(value, NamedNode):
            return Markup('<a class="foreign" href="{}">{}</a>').format(iri, shorten(iri))
        return escape(iri)

    loader = FileSystemLoader(HERE)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["link"], environment.tests["points_to"] = link, Term.points_to
    page = environment.get_template("ontology.html.jinja").render(
        header=next(term for term in terms.values() if term.is_a("owl:Ontology")),
        classes=[term for term in terms.values() if term.is_a("owl:Class")],
        properties=[term for term in terms.values() if term.is_a("owl:ObjectProperty") or term.is_a("owl:DatatypeProperty")],
        schemes=[term for term in terms.values() if term.is_a("skos:ConceptScheme")],
        concepts=[term for term in terms.values() if term.is_a("skos:Concept")],
        grammar=assets.toml("data/grammar/acts.toml"),
        alignments=read_alignments(),
        node=lambda name: NamedNode(expand(name)),
    )
    output.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE / "ontology.html")
