"""The records of adopted documents that the United Nations publishes beside the texts (`data_extract/*.json`).

A file is a sequence of JSON objects, one for each document, with other characters between and after them. They were made from
the same source as the metadata of the XML files, but not always alike: both are kept, and where they differ it is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from mandategraph.authority import Authority
from mandategraph.errors import SourceError, SymbolError
from mandategraph.grammar import dates
from mandategraph.grammar import language as languages
from mandategraph.model import AgendaItem, Conflict, Metadata, Subject, Vote
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised, slug

Record = dict[str, Any]

THESAURI = {"UNBIS Thesaurus": "UNBIS", "DHLAUTH": "DHLAUTH"}
GOAL = "http://metadata.un.org/sdg/"
SIDES = ("in_favour", "against", "abstaining")
OUTCOMES = {"Without a vote": "adopted-without-vote", "By a recorded vote": "adopted-by-recorded-vote"}
NO_COMMITTEE = re.compile(r"^(?:Without reference|Plenary)", re.IGNORECASE)
DRAFT = re.compile(r"/L\.\d")
COUNT = re.compile(r"[0-9]{1,4}")
FIRST_SYMBOL = re.compile(r",| and ", re.IGNORECASE)  # what stands after the first of several documents
TITLE_NOISE = re.compile(r"[^\w]+")


def is_record_file(path: Path) -> bool:
    """Whether a file is one of records, by its folder."""
    return path.suffix.lower() == ".json" and path.parent.name == "data_extract"


def records(path: Path) -> Iterator[tuple[Symbol, Record]]:
    """The records of a file with their symbols, in its order; what is between the objects is passed over.

    Raises `SourceError` for a file that is not UTF-8 or holds no record, or whose JSON breaks off.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, f"cannot be read as UTF-8 text ({error}); get the file again") from error
    decoder, place, found = json.JSONDecoder(), text.find("{"), 0
    while place >= 0:
        try:
            record, end = decoder.raw_decode(text, place)
            symbol = Symbol.parse(record["symbol"])
        except (json.JSONDecodeError, KeyError, TypeError, SymbolError, RecursionError) as error:
            line = text.count("\n", 0, place) + 1
            raise SourceError(path, f"a record cannot be read: {' '.join(str(error).split())[:120]}", line=line) from error
        found += 1
        yield symbol, record
        place = text.find("{", end)
    if not found:
        raise SourceError(path, "no record in it; a record is a JSON object with a symbol")


def metadata(record: Record, symbol: Symbol) -> Metadata:
    """A record as metadata of the document with that symbol."""

    def text(key: str) -> str:
        value = record.get(key)
        return normalised(value) if isinstance(value, str) else ""

    origin, draft = _symbol(text("originating_document")), _symbol(text("draft_resolution"))
    day = dates.interval(text("adoption_date"), languages.load("en")) if text("adoption_date") else None
    pairs = [pair for pair in _list(record, "subjects") if isinstance(pair, list) and len(pair) == 2]  # noqa: PLR2004
    committee = text("committee")
    return Metadata(
        title=text("title") or text("resolution_title") or None,
        date=day.first if day else None,
        meeting=text("adoption_meeting") or None,
        session=symbol.session,
        agenda=tuple(dict.fromkeys(_agenda(pairs))),
        draft=draft or (origin if origin and DRAFT.search(str(origin)) else None),
        report=origin if origin and not DRAFT.search(str(origin)) else None,
        committee=None if not committee or NO_COMMITTEE.match(committee) else committee,
        sponsors=_names(record, "sponsors"),
        co_sponsors=_names(record, "additional_sponsors"),
        subjects=tuple(dict.fromkeys(_subjects(record, pairs))),
        vote=_vote(record, text("adoption_type")),
    )


def additions(record: Metadata, text: Metadata, authority: Authority) -> Metadata:
    """What a record says that the document does not say already."""
    known = {(subject.thesaurus, subject.label.casefold()) for subject in text.subjects}
    return replace(
        record,
        title=None,
        date=None if text.date else record.date,
        meeting=None if text.meeting else record.meeting,
        session=None,
        agenda=() if text.agenda else record.agenda,
        draft=None if text.draft else record.draft,
        report=None if text.report else record.report,
        committee=None if text.committee else record.committee,
        sponsors=_new(record.sponsors, (*text.sponsors, *text.co_sponsors), authority),
        co_sponsors=_new(record.co_sponsors, (*text.sponsors, *text.co_sponsors, *record.sponsors), authority),
        subjects=tuple(s for s in record.subjects if (s.thesaurus, s.label.casefold()) not in known),
        vote=None if text.vote else record.vote,
    )


def conflicts(record: Metadata, text: Metadata, title: str, authority: Authority) -> tuple[Conflict, ...]:
    """Where a record and its document disagree; `title` is the printed one."""
    found = []

    def compare(field: str, in_text: object, in_record: object, *, same: bool | None = None) -> None:
        if in_text and in_record and not (in_text == in_record if same is None else same):
            found.append(Conflict(field, str(in_text), str(in_record)))

    compare("title", title, record.title, same=_folded(title) == _folded(record.title or ""))
    compare("date", text.date, record.date)
    compare("meeting", text.meeting, record.meeting)
    compare("draft", text.draft, record.draft)
    if text.vote and record.vote:
        for side in SIDES:
            ours, theirs = getattr(text.vote, f"{side}_count"), getattr(record.vote, f"{side}_count")
            if ours is not None and theirs is not None and ours != theirs:
                found.append(Conflict(f"{side.replace('_', '-')}-count", str(ours), str(theirs)))
            ours, theirs = (_voters(getattr(vote, side), authority) for vote in (text.vote, record.vote))
            if ours != theirs and (ours or theirs):
                only = ("; ".join(sorted(ours - theirs)) or "-", "; ".join(sorted(theirs - ours)) or "-")
                found.append(Conflict(f"{side.replace('_', '-')}", f"only here: {only[0]}", f"only here: {only[1]}"))
    return tuple(found)


def _voters(names: tuple[str, ...], authority: Authority) -> set[str]:
    return {authority.state(name) or name for name in names}


def _new(names: tuple[str, ...], known: tuple[str, ...], authority: Authority) -> tuple[str, ...]:
    """The names of States that do not stand in the texts already known."""
    have = {authority.state(name) or name.casefold() for text in known for name in (text, *re.split(r", | and ", text))}
    return tuple(name for name in names if (authority.state(name) or name.casefold()) not in have)


def _folded(title: str) -> str:
    return TITLE_NOISE.sub(" ", title.casefold()).strip()


def _symbol(text: str) -> Symbol | None:
    try:
        return Symbol.parse(FIRST_SYMBOL.split(text, maxsplit=1)[0].strip()) if text else None
    except SymbolError:
        return None


def _names(record: Record, key: str) -> tuple[str, ...]:
    found = (normalised(name) for name in _list(record, key) if isinstance(name, str))
    return tuple(dict.fromkeys(name for name in found if name))


def _list(record: Record, key: str) -> list[Any]:
    """The value of a field that holds a list; none where it holds something else."""
    value = record.get(key)
    return value if isinstance(value, list) else []


def _agenda(pairs: list[list[Any]]) -> Iterator[AgendaItem]:
    for label, source in pairs:
        if isinstance(label, str) and isinstance(source, str) and "/" in source:
            number = re.sub(r"[\s()\[\]]", "", label)
            numbered = re.fullmatch(r"\d+[a-z]*", number)
            yield AgendaItem(source.strip("/"), number if numbered else slug(label), None if numbered else normalised(label))


def _subjects(record: Record, pairs: list[list[Any]]) -> Iterator[Subject]:
    for goal in _list(record, "SDGs"):
        if isinstance(goal, str) and COUNT.fullmatch(goal):
            yield Subject(f"sdg {goal}", "SDGO", GOAL + goal)
    for label, source in pairs:
        if isinstance(label, str) and isinstance(source, str) and source in THESAURI and normalised(label):
            yield Subject(normalised(label), THESAURI[source])


def _vote(record: Record, statement: str) -> Vote | None:
    counts = [record.get(f"MS_{side}_count") for side in SIDES]
    numbers = [int(count) if isinstance(count, str) and COUNT.fullmatch(count.strip()) else None for count in counts]
    if not statement and not any(numbers):
        return None
    voted = any(numbers)
    outcome = OUTCOMES.get(statement, "adopted")
    return Vote(
        outcome,  # type: ignore[arg-type]
        None if statement in OUTCOMES else statement or None,
        *(numbers if voted else (None, None, None)),
        *(_names(record, f"MS_{side}") for side in SIDES),
    )
