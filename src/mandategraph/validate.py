"""Graph and shapes to a report (W3C Shapes Constraint Language, SHACL), through pySHACL."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from html import escape
from typing import Any

import pyshacl
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from mandategraph import assets
from mandategraph.errors import MandateGraphError
from mandategraph.store import Store

TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation.

    `severity` is one of `SEVERITIES`; `message` ends in the remedy; `shape` and `constraint` are the local names of the
    shape and of the SHACL constraint component.
    """

    severity: str
    shape: str
    constraint: str
    focus: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a validation, the severest first; `conforms` where none is a violation."""

    findings: tuple[Finding, ...]
    graph: Graph

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings are for what good data also has."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    def count(self, severity: str) -> int:
        """How many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def format(self, form: str) -> str:
        """The report as `table`, `turtle`, `json`, `csv` or `html`; raises `MandateGraphError` for another form."""
        try:
            return FORMATS[form](self)
        except KeyError as error:
            raise MandateGraphError(f"no report form {form!r}; there are: {', '.join(FORMATS)}") from error

    def _repr_html_(self) -> str:
        """The report as a notebook shows it."""
        return _table_html(self)


@cache
def shapes() -> Graph:
    """All shapes that travel with the package."""
    return _merged("shapes")


@cache
def ontology() -> Graph:
    """The ontology, which says what is a subclass of what."""
    graph = Graph()
    for path in assets.files("ontology", ".ttl"):
        if path.parent.name == "ontology":
            graph.parse(path, format="turtle")
    return graph


def validate(data: Store | Graph, shapes_graph: Graph | None = None) -> Report:
    """Check a store, or an rdflib Graph, against the shapes (default: those of the package).

    Subclass relations of the ontology count; nothing else is inferred. Bad data make a report, never an exception.
    """
    graph = _ParsesOnce()
    graph += data if isinstance(data, Graph) else (data.query(TRIPLES).graph or Graph())
    graph += ontology()
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph or shapes(), inference="none", allow_warnings=True)
    if not isinstance(report, Graph):
        raise MandateGraphError(f"the shapes cannot be used: {report}; check them with: mandategraph validate --help")
    shape_of = _owners(shapes_graph or shapes())
    findings = sorted((_finding(report, node, shape_of) for node in report.subjects(RDF.type, SH.ValidationResult)), key=_rank)
    return Report(tuple(findings), report)


class _ParsesOnce(Graph):
    """A graph that parses each query text once; pySHACL sends the same text for every focus node of a constraint."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:  # noqa: ANN401 - as rdflib declares it
        """The answer to a query, as rdflib gives it."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def _merged(folder: str) -> Graph:
    graph = Graph()
    for path in assets.files(folder, ".ttl"):
        graph.parse(path, format="turtle")
    return graph


def _owners(shapes_graph: Graph) -> dict[Node, str]:
    """The name of the node shape that each shape belongs to."""
    owners = {}
    for shape in shapes_graph.subjects(RDF.type, SH.NodeShape):
        name = _local(shape)
        owners[shape] = name
        owners |= dict.fromkeys(shapes_graph.objects(shape, SH.property), name)
    return owners


def _finding(report: Graph, node: Node, shape_of: dict[Node, str]) -> Finding:
    def value(predicate: URIRef) -> Node | None:
        found = report.value(node, predicate)
        return None if isinstance(found, BNode) else found  # a path or a value that has no name says nothing to a reader

    shape = report.value(node, SH.sourceShape)
    return Finding(
        severity=_local(value(SH.resultSeverity)),
        shape=shape_of.get(shape, _local(shape)) if shape else "",
        constraint=_local(value(SH.sourceConstraintComponent)),
        focus=str(value(SH.focusNode) or ""),
        path=_local(value(SH.resultPath)),
        value=str(value(SH.value) or ""),
        message=" ".join(str(value(SH.resultMessage) or "").split()),
    )


def _local(node: Node | None) -> str:
    return str(node or "").rpartition("#")[2].rpartition("/")[2]


def _rank(finding: Finding) -> tuple[int, str, str, str, str]:
    return SEVERITIES.index(finding.severity), finding.shape, finding.focus, finding.path, finding.value


def _table(report: Report) -> str:
    """A summary line, then the findings, those of one rule together."""
    counts = ", ".join(f"{severity.lower()}s: {report.count(severity)}" for severity in SEVERITIES)
    lines = [f"{'conforms' if report.conforms else 'does not conform'}: {counts}"]
    rules: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in report.findings:
        rules.setdefault((finding.severity, finding.shape, finding.constraint, finding.message), []).append(finding)
    for (severity, shape, constraint, message), findings in rules.items():
        lines += ["", f"{severity}  {shape}  ({constraint})", f"  {message}"]
        lines += ["  - " + "  ".join(filter(None, (f.focus, f.path, f.value))) for f in findings]
    return "\n".join(lines) + "\n"


def _csv(report: Report) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in fields(Finding))
    writer.writerows(asdict(finding).values() for finding in report.findings)
    return out.getvalue()


def _json(report: Report) -> str:
    content = {"conforms": report.conforms, "findings": [asdict(finding) for finding in report.findings]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _cells(values: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(value)}</{tag}>" for value in values) + "</tr>"


def _table_html(report: Report) -> str:
    rows = "\n".join(_cells(asdict(finding).values(), "td") for finding in report.findings)
    verdict = "The graph conforms." if report.conforms else "The graph does not conform."
    head = _cells((field.name for field in fields(Finding)), "th")
    table = f"<table>\n<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
    return f"<p>{verdict} {len(report.findings)} findings.</p>\n{table}"


def _html(report: Report) -> str:
    style = "body{font-family:sans-serif;margin:2rem}td,th{border:1px solid #ccc;padding:.3rem;text-align:left}"
    head = f'<head><meta charset="utf-8"><title>Validation report</title><style>{style}</style></head>'
    body = f"<body>\n<h1>Validation report</h1>\n{_table_html(report)}</body>"
    return f'<!doctype html>\n<html lang="en">\n{head}\n{body}\n</html>\n'


FORMATS: dict[str, Callable[[Report], str]] = {
    "table": _table,
    "turtle": lambda report: str(report.graph.serialize(format="turtle")),
    "json": _json,
    "csv": _csv,
    "html": _html,
}
