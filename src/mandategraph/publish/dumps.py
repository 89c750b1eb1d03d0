"""RDF dumps of a whole store: Turtle, TriG, RDF/XML, N-Triples, N-Quads and JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rdflib import Graph

from mandategraph import assets
from mandategraph.errors import MandateGraphError
from mandategraph.store import Store, serialize

CONTEXT = "ontology/context.jsonld"
FIRST = ("id", "type")
FILES = {
    "turtle": "mandategraph.ttl",
    "ntriples": "mandategraph.nt",
    "nquads": "mandategraph.nq",
    "trig": "mandategraph.trig",
    "rdfxml": "mandategraph.rdf",
    "jsonld": "mandategraph.jsonld",
}


def write(store: Store, form: str, folder: Path) -> list[Path]:
    """Write one format of `FILES` into a folder; give the path.

    N-Quads and TriG keep the named graphs, all others hold their union. Raises `MandateGraphError` for a format with graphs
    where the store is a SPARQL endpoint, `EndpointError` where that does not answer.
    """
    if form in serialize.QUADS and not serialize.holds_quads(store):
        triples = ", ".join(name for name in FILES if name not in serialize.QUADS)
        raise MandateGraphError(f"a SPARQL endpoint gives no named graphs, so there is no {form} of it; there are: {triples}")
    path = folder / FILES[form]
    quads = serialize.content(store)
    if form == "jsonld":
        lines = folder / "lines.nt"
        serialize.write(quads, "ntriples", lines)
        path.write_text(jsonld(Graph().parse(lines, format="nt")), encoding="utf-8")
        lines.unlink()
    else:
        serialize.write(quads, form, path)
    return [path]


def jsonld(graph: Graph) -> str:
    """A graph as JSON-LD in the short names of `ontology/context.jsonld`, which stands in it, so that it needs no network."""
    context = json.loads(assets.text(CONTEXT))["@context"]
    document = json.loads(graph.serialize(format="json-ld", context=context))
    del document["@context"]
    nodes = document.get("@graph", [document] if document else [])
    return json.dumps({"@context": context, "@graph": _in_order(nodes)}, ensure_ascii=False, indent=1) + "\n"


def _in_order(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value with keys and lists in order: rdflib writes them in any, and the graph has no lists of RDF to be kept."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value, key=lambda key: (key not in FIRST, key))}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=lambda item: (_id(item), json.dumps(item)))
    return value


def _id(item: Any) -> str:  # noqa: ANN401 - any JSON
    return str(item.get("id", "")) if isinstance(item, dict) else ""
