"""One document, in all its language versions, to N-Quads; and the process that does this for a build.

The function `written` is all that a distributed build needs to map over a corpus. As a program the module takes tasks as lines
of JSON on standard input, and answers each with a line on standard output.
"""

from __future__ import annotations

import base64
import gc
import io
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from mandategraph import authority as authorities
from mandategraph.authority import Authority
from mandategraph.build.ledger import File
from mandategraph.build.survey import survey
from mandategraph.errors import SourceError
from mandategraph.extract import Extraction, extract
from mandategraph.graph import derived, document, metadata
from mandategraph.graph.document import Parts
from mandategraph.graph.names import Names
from mandategraph.graph.statement import StatementWriter
from mandategraph.graph.terms import lines
from mandategraph.intake import records
from mandategraph.intake.files import Found
from mandategraph.model import Citation, Resolution, SourceFile
from mandategraph.read import alignment, documents
from mandategraph.series import Member
from mandategraph.symbol import Symbol


@dataclass(frozen=True, slots=True)
class Setting:
    """What all tasks of a build share: the curated facts, the names, the languages in order of preference."""

    authority: Authority
    names: Names
    languages: list[str]

    @classmethod
    def of(cls, options: dict[str, Any]) -> Setting:
        """The setting from its JSON form."""
        folder = Path(options["authority"]) if options["authority"] else None
        return cls(authorities.load(folder), Names(options["base"]), options["languages"])


Finding = tuple[str, str, str]  # the file, the kind of finding, and what was found


def written(group: dict[str, Any], setting: Setting, out: IO[str]) -> dict[str, Any]:
    """Write the document graphs of one symbol to `out`, and tell what was written.

    `group` has the `symbol`, its `files` (as in the ledger), its `record` (or None), and the symbols of parts that are read from
    files of their own (`elsewhere`). The answer has the numbers of documents,
    provisions and quads, the graphs with the SHA-256 of their files, the derived triples (packed), what the documents are as
    members of series, the findings, and the files that could not be read with the reason (`refused`).
    """
    findings: list[Finding] = []
    refused: dict[str, str] = {}
    versions = list(_read(group, setting, findings, refused))
    answer = _empty(group["symbol"])
    by_symbol: dict[Symbol, list[tuple[File, Resolution]]] = {}
    for file, resolution in versions:
        if str(resolution.symbol) in group["elsewhere"]:
            findings.append((file.name, "read-elsewhere", f"{resolution.symbol} is read from a file of its own, not from the set"))
            continue
        by_symbol.setdefault(resolution.symbol, []).append((file, resolution))
    for symbol, group_versions in by_symbol.items():
        record = group["record"] if str(symbol) == group["symbol"] else None
        _document(symbol, group_versions, record, setting, out, answer, findings)
    return answer | {"derived": _packed(answer["derived"]), "findings": findings, "refused": refused}


def _read(
    group: dict[str, Any], setting: Setting, findings: list[Finding], refused: dict[str, str]
) -> Iterator[tuple[File, Resolution]]:
    """The documents in the files of a group, with the defects that were worked around."""
    for row in group["files"]:
        file = File(**row)
        source = SourceFile(
            file.name.rpartition("/")[2], file.sha256 or "", file.media_type or "", file.upstream, file.upstream_commit
        )
        try:
            for resolution in documents(file.path, language=file.language, authority=setting.authority, source=source):
                findings += [(file.name, "defect", defect) for defect in resolution.defects]
                yield file, resolution
        except SourceError as error:
            place = f"line {error.line}: " if error.line else ""
            refused[file.name] = f"{place}{error.reason}"


def _document(
    symbol: Symbol,
    versions: list[tuple[File, Resolution]],
    record: dict[str, Any] | None,
    setting: Setting,
    out: IO[str],
    answer: dict[str, Any],
    findings: list[Finding],
) -> None:
    """Write one document with its versions; the first language of the build that it has is the pivot."""
    names = setting.names
    versions = sorted(versions, key=lambda pair: setting.languages.index(pair[1].language))
    pivot_file, pivot = versions[0]
    text, extra = pivot.metadata, None
    if record:
        recorded = records.metadata(record["content"], symbol)
        extra = records.additions(recorded, text, setting.authority)
        clashes = records.conflicts(recorded, text, pivot.title_as_printed, setting.authority)
        findings += [(pivot_file.name, "conflict", f"{c.field}: text {c.in_text!r}, record {c.in_record!r}") for c in clashes]
        if not pivot.title:
            pivot = replace(pivot, title=recorded.title or "")
    graph = names.graph("doc", symbol.tail)
    quads = 0
    for position, (file, version) in enumerate([(pivot_file, pivot), *versions[1:]]):
        aligned = alignment.align(pivot, version) if position else alignment.Aligned(pivot)
        extraction = extract(aligned.resolution, setting.authority)
        if not position:
            answer["members"].append(Member.of(pivot, extraction.statements, setting.authority).row())
        parts = Parts(aligned.resolution, names, aligned.unaligned)
        quads += _put(out, document.resolution(parts, pivot=not position), graph)
        quads += _put(out, StatementWriter(parts, setting.authority).triples(extraction.statements), graph)
        findings += _links(file, extraction)
        if aligned.unaligned:
            findings.append((file.name, "unaligned", f"{len(aligned.unaligned)} provisions are not parallel to {pivot.language}"))
        _derive(answer, derived.triples(aligned.resolution, extraction.statements, setting.authority, names))
    quads += _put(out, metadata.triples(symbol, text, setting.authority, names), graph)
    answer["graphs"][graph] = [file.sha256 for file, _ in versions]
    if record and extra:
        kept = names.graph("record", symbol.tail)
        added = _put(out, metadata.triples(symbol, extra, setting.authority, names), kept)
        added += _put(out, metadata.conflicts(symbol, clashes, names), kept)
        if added:
            answer["graphs"][kept] = [record["sha256"]]
            _derive(answer, derived.of_metadata(extra, names))
        quads += added
    answer["documents"] += 1
    answer["provisions"] += len(pivot.provisions)
    answer["quads"] += quads


def _put(out: IO[str], triples: Iterable[tuple[str, str, str]], graph: str) -> int:
    """Write triples as quads of a graph; each of them once."""
    found = dict.fromkeys(lines(triples, graph))
    out.write("".join(found))
    return len(found)


def _derive(answer: dict[str, Any], triples: dict[str, list[tuple[str, str, str]]]) -> None:
    for name, found in triples.items():
        known = answer["derived"].setdefault(name, [])
        known += dict.fromkeys(" ".join(triple) for triple in found)


def _links(file: File, extraction: Extraction) -> Iterator[Finding]:
    """The links of the editors that contradict their words, or lead to no document."""
    for link in extraction.links:
        if link.status != "resolved" and _is_of_un(link):
            kind = "contradicted-link" if link.status == "contradicted" else "unknown-link"
            yield file.name, kind, f"{link.evidence.provision}: the words “{link.evidence.quote}” are linked to {link.link_target}"


def _is_of_un(link: Citation) -> bool:
    """Whether a link leads to the document servers of the United Nations; others need not name a symbol."""
    return "docs.un" in (link.link_target or "") or "undocs" in (link.link_target or "")


def carry_out(task: dict[str, Any], setting: Setting) -> dict[str, Any]:
    """Do one task: a first look at files, or the documents of several symbols written to one file of N-Quads."""
    if "survey" in task:
        found = (Found(row["name"], Path(row["path"]), row["upstream"], row["commit"]) for row in task["survey"])
        files = [_looked(each, setting) for each in found]
        return {"files": [{name: getattr(file, name) for name in File.__slots__} for file in files]}
    with Path(task["shard"]).open("a", encoding="utf-8") as out:
        return {"shard": task["shard"], "documents": [_apart(group, setting, out) for group in task["groups"]]}


def _looked(found: Found, setting: Setting) -> File:
    """What a first look at a file tells; a mistake of this program is reported like a defect of the file."""
    try:
        return survey(found, setting.languages, setting.authority)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files are built
        return File(found.name, str(found.path), "refused", _mistake(error), upstream=found.upstream, upstream_commit=found.commit)


def _apart(group: dict[str, Any], setting: Setting, out: IO[str]) -> dict[str, Any]:
    """What `written` gives for one symbol, whose quads are written only where all went well.

    A mistake of this program in one document is reported like a defect of its files, and leaves the others alone.
    """
    quads = io.StringIO()
    try:
        answer = written(group, setting, quads)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other documents are built
        return _nothing(group["symbol"]) | {"refused": dict.fromkeys((file["name"] for file in group["files"]), _mistake(error))}
    out.write(quads.getvalue())
    return answer


def _nothing(symbol: str) -> dict[str, Any]:
    """The answer for a symbol of which nothing was written."""
    return _empty(symbol) | {"derived": _packed({}), "findings": [], "refused": {}}


def _empty(symbol: str) -> dict[str, Any]:
    """The beginning of an answer."""
    return {"symbol": symbol, "documents": 0, "provisions": 0, "quads": 0, "graphs": {}, "derived": {}, "members": []}


def _packed(derived_: dict[str, Any]) -> str:
    return base64.b64encode(zlib.compress(json.dumps(derived_).encode(), 1)).decode()


def _mistake(error: Exception) -> str:
    return f"reading it failed ({type(error).__name__}: {' '.join(str(error).split())[:200]}); please report it with the file"


def main() -> None:
    """Take the setting and then tasks from standard input until it ends, or nobody takes the answers."""
    tasks, answers = sys.stdin, sys.stdout
    setting = Setting.of(json.loads(tasks.readline()))
    gc.freeze()  # what is loaded stays; and documents leave few cycles behind
    gc.set_threshold(50_000, 20, 20)
    for line in tasks:
        answer = json.dumps(carry_out(json.loads(line), setting))
        try:
            answers.write(answer + "\n")
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # without a word about what is still in the buffer


if __name__ == "__main__":
    main()
