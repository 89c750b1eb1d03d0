"""The task `structure`: preambular and operative paragraphs and items. Gold is the markup of editors.

A block counts when it starts at the same place with the same kind. Operative blocks without a number do not count, and items only
where the gold has them reliably. Phrases and levels are compared on the blocks that count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mandategraph.evaluate.task import Document, Mark, Marks, Outcome, Table, Task, checked
from mandategraph.read.outline import outline

KINDS = {"preambular": "preamble", "operative": "operative", "item": "item"}  # names in an outline, and in gold and predictions
REQUIRED = {"start": int, "kind": str}

TABLES = (
    Table("block", "blocks that start at the same place with the same kind"),
    Table("item level", "items that start at the same place at the same level", detail=True),
    Table("item marker", "items by the style of the marker", detail=True),
    Table("phrase exact", "blocks found whose operative phrase is the same to the letter", rate=True),
    Table("level exact", "items found whose level is the same", rate=True),
    Table("exact documents", "documents in which each block is right", rate=True),
)


def gold(record: Mark) -> Marks:
    """The blocks of a gold record."""
    return {"blocks": checked(record.get("gold"), REQUIRED | {"end": int}, len(record["text"]))}


def match(document: Document, predicted: Marks) -> Outcome:
    """Gold and predicted blocks, compared."""
    outcome = Outcome(document)
    scored = ["preamble", "operative", *(["item"] if document.facts.get("nested_reliable", True) else [])]
    wanted, found = _blocks(document.gold["blocks"], scored), _blocks(predicted.get("blocks", []), scored)
    exact = True
    for kind in scored:
        ours = {start for start, block in found.items() if block["kind"] == kind}
        theirs = {start for start, block in wanted.items() if block["kind"] == kind}
        exact &= ours == theirs
        outcome.add("block", kind, hits=len(ours & theirs), false=len(ours - theirs), missed=len(theirs - ours))
        for start in sorted(ours | theirs):
            _compare(outcome, kind, wanted.get(start), found.get(start))
    outcome.add("exact documents", hits=exact, missed=not exact)
    return outcome


def predict(text: str, body: str) -> Marks:  # noqa: ARG001 - a task is given the body
    """The blocks that the rules find in a text, as a predictions file has them."""
    blocks = [
        {
            "start": part.start,
            "end": part.end,
            "kind": KINDS[part.kind],
            "level": part.level,
            "num": part.number,
            "phrase": " ".join(part.phrase.split()),
        }
        for part in outline(text)
        if part.kind in KINDS
    ]
    return {"blocks": blocks}


STRUCTURE = Task("structure", "blocks", REQUIRED, TABLES, gold, predict, match)


def marker(block: Mark) -> str:
    """The style of the marker of a block: letters as a, figures as 1.

    >>> marker({"num": "(iv)"}), marker({"num": "12."}), marker({"num": ""})
    ('(a)', '1.', 'none')
    """
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"[0-9]+", "1", str(block.get("num") or ""))) or "none"


def _blocks(blocks: Iterable[Mark], scored: list[str]) -> dict[int, Mark]:
    """The blocks that are scored, by their starts; of two with one start the last."""
    return {
        block["start"]: block for block in blocks if block["kind"] in scored and (block["kind"] != "operative" or block.get("num"))
    }


def _compare(outcome: Outcome, kind: str, wanted: Mark | None, found: Mark | None) -> None:
    """Count and tell how a block of a kind, at a place where gold or prediction or both have one, agrees."""
    here = wanted if wanted and wanted["kind"] == kind else None
    there = found if found and found["kind"] == kind else None
    if kind == "item":
        _count_item(outcome, here, there)
    field = "level" if kind == "item" else "phrase"
    if here and there:
        if kind == "item" or here.get("phrase"):
            same = there.get(field) == here.get(field)
            outcome.add(f"{field} exact", kind, hits=same, missed=not same)
            if not same:
                outcome.blame(field, kind, marker(here), here, gold=str(here.get(field)), predicted=str(there.get(field)))
    elif here:
        outcome.blame("missed", kind, marker(here), here, gold=_shown(here), predicted=_shown(found))
    elif there:
        place = there | {"end": there.get("end", there["start"])}
        outcome.blame("false", kind, marker(there), place, gold=_shown(wanted), predicted=_shown(there))


def _count_item(outcome: Outcome, here: Mark | None, there: Mark | None) -> None:
    """Count an item by its level and by the style of its marker, as gold or prediction have them."""
    for table, row in (("item level", lambda item: str(item.get("level"))), ("item marker", marker)):
        theirs, ours = row(here) if here else None, row(there) if there else None
        same = theirs == ours or (table == "item marker" and theirs is not None and ours is not None)
        if theirs is not None:
            outcome.add(table, theirs, hits=same, missed=not same)
        if ours is not None and not same:
            outcome.add(table, ours, false=1)


def _shown(block: Mark | None) -> str:
    if block is None:
        return ""
    level = f", level {block.get('level')}" if block["kind"] == "item" else ""
    return f"{block['kind']} {block.get('num') or 'without number'}{level} {block.get('phrase') or ''}".rstrip()
