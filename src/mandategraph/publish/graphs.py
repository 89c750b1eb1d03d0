"""The citation network as files for Gephi, igraph, Pajek, Graphviz and spreadsheets. None of them holds a time stamp."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

GEXF = "http://gexf.net/1.3"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
GEXF_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
FILES = {
    "graphml": ("network.graphml",),
    "gexf": ("network.gexf",),
    "pajek": ("network.net",),
    "dot": ("network.dot",),
    "edges": ("network-edges.csv", "network-nodes.csv"),
}


def write(graph: nx.DiGraph[str], form: str, folder: Path) -> list[Path]:
    """Write a citation network into a folder in one format of `FILES`; give the paths."""
    paths = [folder / name for name in FILES[form]]
    WRITERS[form](graph, *paths)
    return paths


def graphml(graph: nx.DiGraph[str], path: Path) -> None:
    """GraphML, as networkx and igraph read it."""
    # nx.write_graphml would write other bytes where lxml is installed.
    nx.write_graphml_xml(graph, path)


def gexf(graph: nx.DiGraph[str], path: Path) -> None:
    """GEXF 1.3, for Gephi. The number of `citations` is also the weight of an edge.

    Written out here, because networkx 3 writes the day into it and a wrong namespace for the schema. The `id` and `weight` that
    networkx gives an edge when it reads GEXF are not attributes of our own and not written as such.
    """
    root = ET.Element("gexf", {"xmlns": GEXF, "xmlns:xsi": XSI, "version": "1.3"})
    root.set("xsi:schemaLocation", f"{GEXF} {GEXF}/gexf.xsd")
    ET.SubElement(ET.SubElement(root, "meta"), "creator").text = "mandategraph"
    body = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    nodes = [data for _, data in graph.nodes(data=True)]
    edges = [data for _, _, data in graph.edges(data=True)]
    node_keys, edge_keys = _gexf_keys(body, "node", nodes, {"label"}), _gexf_keys(body, "edge", edges, {"id", "weight"})
    within = ET.SubElement(body, "nodes")
    for node, data in graph.nodes(data=True):
        element = ET.SubElement(within, "node", {"id": node, "label": str(data.get("label", node))})
        _gexf_values(element, data, node_keys)
    within = ET.SubElement(body, "edges")
    for number, (citing, cited, data) in enumerate(graph.edges(data=True)):
        ends = {"id": str(number), "source": citing, "target": cited}
        element = ET.SubElement(within, "edge", ends | {"weight": str(float(data.get("citations", 1)))})
        _gexf_values(element, data, edge_keys)
    ET.indent(root)
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def pajek(graph: nx.DiGraph[str], path: Path) -> None:
    """Pajek: a vertex is numbered and labelled with its symbol or title in ASCII, an arc weighs the number of citations."""
    number = {node: place for place, node in enumerate(graph, start=1)}
    lines = [f"*Vertices {len(graph)}"]
    lines += [f'{place} "{_ascii(node)}"' for node, place in number.items()]
    lines.append("*Arcs")
    lines += [f"{number[a]} {number[b]} {data.get('citations', 1)}" for a, b, data in graph.edges(data=True)]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def dot(graph: nx.DiGraph[str], path: Path) -> None:
    """Graphviz: the cited documents to the right of the citing ones, the acts on the arrows."""
    lines = ["digraph citations {", "  rankdir=LR;", "  node [shape=box];"]
    for node, data in graph.nodes(data=True):
        shown = {"label": data.get("label", node), "tooltip": data.get("title", node)}
        lines.append(f"  {_quoted(node)} [{_dot_values(shown)}];")
    for citing, cited, data in graph.edges(data=True):
        shown = {"label": data.get("acts", "").replace("|", ", "), "weight": data.get("citations", 1)}
        lines.append(f"  {_quoted(citing)} -> {_quoted(cited)} [{_dot_values(shown)}];")
    path.write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")


def tables(graph: nx.DiGraph[str], edges: Path, nodes: Path) -> None:
    """An edge list and a node list as CSV, with the column names that Gephi expects."""
    edge_rows = [{"source": citing, "target": cited, **data} for citing, cited, data in graph.edges(data=True)]
    node_rows = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    _csv(edges, ["source", "target", "citations", "acts", "scopes"], edge_rows)
    _csv(nodes, ["id", "label", "title", "iri", "kind", "body", "level", "date", "year", "read"], node_rows)


def _gexf_keys(parent: ET.Element, kind: str, rows: Iterable[Mapping[str, Any]], own: set[str]) -> dict[tuple[str, type], str]:
    """Declare each attribute, by name and type, in order of first use; `own` ones have a place of their own in GEXF."""
    used = dict.fromkeys((name, type(value)) for data in rows for name, value in data.items() if name not in own)
    keys = {key: str(place) for place, key in enumerate(used)}
    if keys:
        declared = ET.SubElement(parent, "attributes", {"class": kind})
        for (name, python_type), key in keys.items():
            ET.SubElement(declared, "attribute", {"id": key, "title": name, "type": GEXF_TYPES[python_type]})
    return keys


def _gexf_values(element: ET.Element, data: Mapping[str, Any], keys: Mapping[tuple[str, type], str]) -> None:
    values = [(keys[name, type(value)], value) for name, value in data.items() if (name, type(value)) in keys]
    if values:
        holder = ET.SubElement(element, "attvalues")
        for key, value in values:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(holder, "attvalue", {"for": key, "value": text})


def _ascii(text: str) -> str:
    """The text in ASCII on one line, without what would end or escape a quoted label."""
    plain = unicodedata.normalize("NFKD", text.replace("“", "'").replace("”", "'").replace("’", "'"))
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(kept.encode("ascii", "replace").decode().replace('"', "'").replace("\\", "/").split())


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{text}"'


def _dot_values(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _csv(path: Path, first: list[str], rows: list[dict[str, Any]]) -> None:
    """Rows as CSV; the columns are the `first` ones, and after them any other that a row has."""
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: str(v).lower() if isinstance(v, bool) else v for name, v in row.items()} for row in rows)


WRITERS: dict[str, Callable[..., None]] = {"graphml": graphml, "gexf": gexf, "pajek": pajek, "dot": dot, "edges": tables}
