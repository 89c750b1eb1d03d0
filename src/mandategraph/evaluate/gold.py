"""Gold and prediction files: JSON lines, plain or packed with xz, with one clear error for a bad line."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mandategraph.errors import MandateGraphError, SourceError
from mandategraph.evaluate.task import Document, Mark, Marks, Task, checked
from mandategraph.wording import normalised

PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")  # lines up to a blank one
OWN_NUMBERS = re.compile(r"<sup>[^<>]*</sup>|^\d+\.\s")  # what differs where a paragraph is used again
HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # an escape of the half of a character
UNKNOWN_BODY = "unknown"


def documents(path: Path, task: Task) -> list[Document]:
    """The documents of a gold file. Raises `SourceError` with the line of a record that cannot be used.

    Fields that are not known are kept and not used. A record without an id is named after its line, one without a body is of
    the body "unknown".
    """
    found: dict[str, Document] = {}
    for line, record in _records(path):
        name = str(record.get("id") or f"line {line}")
        if not isinstance(record.get("text"), str):
            raise SourceError(path, "no 'text' in this record; each line must hold the text of a document and its gold", line=line)
        if name in found:
            raise SourceError(path, f"{name} is there twice; keep one record for each id", line=line)
        try:
            gold = task.gold(record)
        except ValueError as error:
            raise SourceError(path, f"bad gold of {name}: {error}; mend the record or take it out", line=line) from error
        facts = {key: value for key, value in record.items() if key not in {"id", "body", "text", "gold"}}
        found[name] = Document(name, str(record.get("body") or record.get("issuer") or UNKNOWN_BODY), record["text"], gold, facts)
    if not found:
        raise SourceError(path, f"no document in it; give a file of JSON lines with the gold of the task {task.name}")
    return list(found.values())


def predictions(path: Path, task: Task) -> dict[str, Marks]:
    """The predictions of a file by document. Raises `SourceError` with the line of a record that cannot be used."""
    found = {}
    for line, record in _records(path):
        if not isinstance(record.get("id"), str):
            raise SourceError(path, "no 'id' in this record; name the document of the gold file that it is for", line=line)
        try:
            checked(record.get(task.marks), task.required)
        except ValueError as error:
            raise SourceError(path, f"bad {task.marks!r} of {record['id']}: {error}; mend the record", line=line) from error
        single = {name: [record[name]] for name in task.objects if isinstance(record.get(name), dict)}
        found[record["id"]] = {name: marks for name, marks in record.items() if isinstance(marks, list)} | single
    return found


def checksum(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def chosen(found: Sequence[Document], *, body: str | None = None, sample: int | None = None) -> list[Document]:
    """The documents of a body, and of them a sample that depends on nothing but their ids, in their order.

    Raises `MandateGraphError` where there is none of that body.
    """
    kept = [document for document in found if body in {None, document.body}]
    if not kept:
        bodies = ", ".join(sorted({document.body for document in found}))
        raise MandateGraphError(f"no document of {body!r} in the gold; it has: {bodies}")
    if sample is not None:
        drawn = sorted(kept, key=lambda document: hashlib.sha256(document.id.encode()).digest())[:sample]
        names = {document.id for document in drawn}
        kept = [document for document in kept if document.id in names]
    return kept


class Seen:
    """The paragraphs of a reference set; a paragraph that differs only in its number and note marks is the same."""

    def __init__(self, path: Path) -> None:
        """`path` is a file of JSON lines with a `text` in each."""
        self.hashes = {digest for _, record in _records(path) for _, _, digest in _paragraphs(str(record.get("text") or ""))}

    def unseen(self, document: Document) -> list[range]:
        """The places of the paragraphs of a document that the reference set does not hold."""
        return [range(start, end) for start, end, digest in _paragraphs(document.text) if digest not in self.hashes]


def within(marks: Marks, places: Sequence[range]) -> Marks:
    """The marks that begin in one of the places, which are in order; one that has no place counts as within if there is any place.

    >>> within({"blocks": [{"start": 3}, {"start": 30}]}, [range(0, 10)])
    {'blocks': [{'start': 3}]}
    """
    starts = [place.start for place in places]

    def kept(mark: Mark) -> bool:
        if "start" not in mark:
            return bool(places)
        position = bisect_right(starts, mark["start"]) - 1
        return position >= 0 and mark["start"] in places[position]

    return {name: [mark for mark in listed if kept(mark)] for name, listed in marks.items()}


def _paragraphs(text: str) -> Iterator[tuple[int, int, bytes]]:
    for match in PARAGRAPH.finditer(text):
        words = normalised(OWN_NUMBERS.sub("", match[0])).casefold()
        yield match.start(), match.end(), hashlib.blake2b(words.encode(), digest_size=16).digest()


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines with the numbers of their lines."""
    with _opened(path) as packed, lzma.open(packed) if path.suffix == ".xz" else packed as lines:
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _record(path, number, line)
        except (lzma.LZMAError, EOFError) as error:
            raise SourceError(path, f"cannot be unpacked ({error}); get the whole file") from error


def _record(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode())
        if HALF.search(line):
            json.dumps(record, ensure_ascii=False).encode()  # a half of a character would stop what is written later
    except UnicodeError as error:
        raise SourceError(path, "not UTF-8 text; save it as UTF-8", line=number) from error
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", type(error).__name__)
        raise SourceError(path, f"no JSON ({reason}); give one document in each line", line=number) from error
    if not isinstance(record, dict):
        raise SourceError(path, "no JSON object; give one document in each line", line=number)
    return record


def _opened(path: Path) -> Any:  # noqa: ANN401 - an open file
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(path, f"cannot be opened ({error.strerror}); check the path") from error
