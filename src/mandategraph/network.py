"""The citation network: documents as nodes, citations as arrows from the citing to the cited document, and its measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from mandategraph.query import query
from mandategraph.store import Store

# Every body above a body along unm:reportsTo, and no row for one that reports to none.
ABOVE = """
PREFIX unm: <https://w3id.org/unmandates/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?body ?above WHERE {
  ?iri a unm:Body ; rdfs:label ?body ; unm:reportsTo+ ?above FILTER(LANG(?body) = "en")
} ORDER BY ?body ?above"""

SEED = 611
DAMPING = 0.85
PRECISION = 1e-10
MOST_ROUNDS = 200
EXACT_UP_TO = 2000
PIVOTS = 500


def network(store: Store) -> nx.DiGraph[str]:
    """The citation network of a store. The same content gives the same order of nodes and edges.

    A node is the symbol of a document, or the title of a work that has none, such as a treaty. It has `label` (short symbol
    or title), `iri`, `kind` (class), `read` (its text is in the graph) and, where known, `title`, `body`, `level` (how many
    bodies stand above the adopting one), `date` (a day, or the days of the session as `2004-06-28/2004-07-02`) and `year`.
    An edge has `citations` (their number), `acts` and `scopes` (joined by a bar). All values are flat: every format of
    networks can hold them.
    """
    levels = Counter(row["body"] for row in query(store, ABOVE).records())
    graph: nx.DiGraph[str] = nx.DiGraph()
    nodes: dict[str, str] = {}
    # Of several rows for one document, as with two titles, the first in this order counts.
    for row in sorted(query(store, "network/documents").records(), key=lambda row: tuple(map(str, row.values()))):
        if row["symbol"] not in nodes:
            wanted = row["symbol"] if row["short"] else row["title"] or row["symbol"]
            nodes[row["symbol"]] = row["symbol"] if wanted in graph else wanted
            graph.add_node(nodes[row["symbol"]], **_attributes(row, levels))
    for row in query(store, "network/citations").records():
        if row["citing"] is None:  # rdflib gives one empty row where there is nothing to group
            continue
        citing, cited = (nodes.get(row[end], row[end]) for end in ("citing", "cited"))
        # SPARQL leaves the order inside GROUP_CONCAT open, so it is set here.
        lists = {name: "|".join(sorted(row[name].split("|"))) for name in ("acts", "scopes")}
        graph.add_edge(citing, cited, citations=int(row["citations"]), **lists)
    return graph


def measures(graph: nx.DiGraph[str]) -> list[dict[str, Any]]:
    """How each document stands in the network, the most cited first; equal ones by PageRank, then by symbol.

    `in_degree` and `out_degree` count documents, not citations. PageRank, betweenness and communities are those of `pagerank`,
    `betweenness` and `communities`.
    """
    rank, between, community = pagerank(graph), betweenness(graph), communities(graph)
    rows = [
        {
            "document": node,
            "label": str(data.get("label", node)),
            "in_degree": int(graph.in_degree(node)),
            "out_degree": int(graph.out_degree(node)),
            "pagerank": round(rank[node], 6),
            "betweenness": round(between[node], 6),
            "community": community[node],
        }
        for node, data in graph.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-row["in_degree"], -row["pagerank"], row["document"]))


def pagerank(graph: nx.DiGraph[str]) -> dict[str, float]:
    """The chance of each document to be where a reader is who follows citations, and at times starts anew; the sum is 1.

    The power iteration of S. Brin and L. Page, The anatomy of a large-scale hypertextual Web search engine, Computer
    Networks 30 (1998), with their damping factor of 0.85; a document that cites nothing sends the reader anywhere. Written
    out here, because the one of networkx needs scipy.
    """
    count = len(graph)
    rank = dict.fromkeys(graph, 1 / count) if count else {}
    for _ in range(MOST_ROUNDS):
        lost = sum(rank[node] for node in graph if not graph.out_degree(node))
        following = dict.fromkeys(graph, (1 - DAMPING + DAMPING * lost) / count) if count else {}
        for node in graph:
            for cited in graph.successors(node):
                following[cited] += DAMPING * rank[node] / graph.out_degree(node)
        change = sum(abs(following[node] - rank[node]) for node in graph)
        rank = following
        if change < PRECISION:
            break
    return rank


def betweenness(graph: nx.DiGraph[str]) -> dict[str, float]:
    """The share of shortest citation paths between two other documents that lead over each one.

    L. C. Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977). Above 2,000 documents the paths
    from 500 of them, drawn with a fixed seed, stand for all: U. Brandes and C. Pich, Centrality estimation in large networks,
    International Journal of Bifurcation and Chaos 17 (2007).
    """
    pivots = None if len(graph) <= EXACT_UP_TO else PIVOTS
    return dict(nx.betweenness_centrality(graph, k=pivots, seed=SEED))


def communities(graph: nx.DiGraph[str]) -> dict[str, int]:
    """The number of the community of each document, from 1 for the largest; documents without any link stand alone.

    Modularity is made large over the citations without their direction, by the method of V. D. Blondel, J.-L. Guillaume,
    R. Lambiotte and E. Lefebvre, Fast unfolding of communities in large networks, Journal of Statistical Mechanics: Theory
    and Experiment P10008 (2008), with a fixed seed.
    """
    names = sorted(graph)
    number = {name: index for index, name in enumerate(names)}  # numbers, since the order of sets of texts changes between runs
    links: nx.Graph[int] = nx.Graph()
    links.add_nodes_from(range(len(names)))
    for citing, cited, data in graph.edges(data=True):
        ends = number[citing], number[cited]
        weight = data.get("citations", 1)
        links.add_edge(*ends, weight=weight + (links.edges[ends]["weight"] if links.has_edge(*ends) else 0))
    linked = links.number_of_edges() > 0  # modularity is not defined without a link
    parts = nx.community.louvain_communities(links, weight="weight", seed=SEED) if linked else [{index} for index in links]
    ordered = sorted(parts, key=lambda part: (-len(part), min(part)))
    return {names[index]: place for place, part in enumerate(ordered, start=1) for index in sorted(part)}


@dataclass(frozen=True, slots=True)
class Path:
    """A way back through the citations of a document: the symbols, each citing the next; those that cite one another are joined.

    `evidence` has, for each step, the paragraph and the words of one citation; `weights` the search path count of the step.
    """

    symbols: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]
    evidence: tuple[str, ...] = ()

    def text(self) -> str:
        """The path as the command line prints it: here an arrow means "cites"."""
        names = [" = ".join(group) for group in self.symbols]
        lines = [" → ".join(names), "", "arrow = cites; behind each step its search path count"]
        steps = zip(names, names[1:], self.weights, self.evidence, strict=False)
        return "\n".join([*lines, *(f"{a} cites {b}   [{weight}]\n     {words}" for a, b, weight, words in steps)]) + "\n"

    def record(self) -> dict[str, Any]:
        """The path as plain values, for JSON: its documents, each a list of those that cite one another, and its steps."""
        steps = zip(pairwise(self.symbols), self.weights, self.evidence, strict=False)
        return {
            "path": [list(group) for group in self.symbols],
            "steps": [
                {"citing": list(citing), "cited": list(cited), "weight": weight, "evidence": words}
                for (citing, cited), weight, words in steps
            ],
        }


def main_path(store: Store, document: str, *, longest: bool = False) -> Path:
    """The main path from a document back to the oldest one it leads to, or the longest one. Only governed citations count.

    Raises `NotInGraph` for a document that the graph does not hold.
    """
    symbol = str(query(store, "lineage/dates", document=document).records()[0]["symbol"])
    rows = query(store, "network/governed").records()
    graph: nx.DiGraph[str] = nx.DiGraph((row["citing"], row["cited"]) for row in rows if row["citing"] != row["cited"])
    graph.add_node(symbol)
    groups, weights = path_through(graph, symbol, longest=longest)
    words = tuple(_words(store, one, other) for one, other in pairwise(groups))
    return Path(groups, weights, words)


def path_through(
    graph: nx.DiGraph[str], start: str, *, longest: bool = False
) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """The main path (or the longest) from a document along its citations, and the search path count of each step.

    The search path count of a citation is the number of ways from the start over it to a document that cites nothing; the main path
    takes at each step the citation with the largest one, and among equal ones the first by symbol (N. P. Hummon and P. Doreian,
    Connectivity in a citation network, Social Networks 11, 1989). Documents that cite one another count as one.
    """
    reached = graph.subgraph({start, *nx.descendants(graph, start)})
    dag: nx.DiGraph[int] = nx.condensation(reached)
    members = {node: tuple(sorted(dag.nodes[node]["members"])) for node in dag}
    order = list(nx.topological_sort(dag))
    into, out, length = Counter({dag.graph["mapping"][start]: 1}), Counter[int](), Counter[int]()
    for node in order:
        for after in dag.successors(node):
            into[after] += into[node]
    for node in reversed(order):
        out[node] = sum(out[after] for after in dag.successors(node)) or 1
        length[node] = max((1 + length[after] for after in dag.successors(node)), default=0)
    groups, weights = [dag.graph["mapping"][start]], []
    while following := list(dag.successors(groups[-1])):
        value = length if longest else out
        groups.append(min(following, key=lambda node: (-value[node], members[node])))
        weights.append(into[groups[-2]] * out[groups[-1]])
    return tuple(members[node] for node in groups), tuple(weights)


def _words(store: Store, group: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Paragraph and words of the first citation that leads from one of some documents to one of others."""
    for citing in group:
        for cited in others:
            for row in query(store, "lineage/between", first=citing, second=cited).records():
                if row["citing"] == citing:
                    return f"{citing} {row['relation']} {cited} ({row['paragraph']}: “{row['quote']}”)"
    return ""


def _attributes(row: Mapping[str, Any], levels: Counter[str]) -> dict[str, str | int | bool]:
    """The attributes of a node; those without a value are left out, for no format of networks has one for "unknown"."""
    first, last, body = row["from"], row["to"], row["body"]
    values = {
        "label": row["short"] or row["title"] or row["symbol"],
        "title": row["title"],
        "iri": row["iri"],
        "kind": row["class"],
        "body": body,
        "level": levels[body] if body else None,
        "date": first and (str(first) if first == last else f"{first}/{last}"),
        "year": first and first.year,
        "read": bool(row["read"]),
    }
    return {name: value for name, value in values.items() if value is not None}
