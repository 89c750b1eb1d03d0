"""The task `citations`: which documents a text cites, and where. Gold are the hyperlinks of editors.

A mention counts when it overlaps a gold mention and names the same document. Recall is taken on every document, precision only
where the gold is complete. The document itself and the letters of parts do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mandategraph.errors import SymbolError
from mandategraph.evaluate.programs import found_references, leftovers
from mandategraph.evaluate.task import Document, Mark, Marks, Outcome, Table, Task, checked
from mandategraph.symbol import Symbol

RESOLUTIONS = {"GA", "SC", "ECOSOC", "HRC", "PRST"}
SCOPES = {"resolutions": RESOLUTIONS, "all": RESOLUTIONS | {"DOC"}}
KINDS = {"A/HRC/RES/": "HRC", "A/RES/": "GA", "S/RES/": "SC", "E/RES/": "ECOSOC", "S/PRST/": "PRST"}  # the first that fits
ISSUERS = {"GADEC": "body/ga", "SCNA": "body/sc", "PRST": "body/sc"} | {
    body: f"body/{body.lower()}" for body in ("GA", "SC", "HRC", "ECOSOC")
}
PART = re.compile(r"(.*?\d\)?)([A-Z](?:-[A-Z])?)")
SERIES = re.compile(r"[A-Z]/")
REQUIRED = {"start": int, "end": int, "symbol": str}

TABLES = (
    Table("resolutions", "mentions of resolutions and presidential statements; documents with complete gold"),
    Table("all", "mentions of all documents with a symbol; documents with complete gold"),
    Table("resolutions, all gold", "mentions of resolutions and presidential statements; all documents", rate=True),
    Table("all, all gold", "mentions of all documents with a symbol; all documents", rate=True),
    Table("form", "mentions by what is cited and how it is printed; documents with complete gold", detail=True),
    Table("form, all gold", "mentions by what is cited and how it is printed; all documents", rate=True, detail=True),
    Table("rule", "predictions that are right, by the rule that made them; documents with complete gold", rate=True, detail=True),
)


def gold(record: Mark) -> Marks:
    """The mentions of a gold record."""
    return {"citations": checked(record.get("gold"), REQUIRED, len(record["text"]))}


def match(document: Document, predicted: Marks) -> Outcome:
    """Gold and predicted mentions, compared."""
    outcome = Outcome(document)
    own, complete = canonical(document.id), document.facts.get("complete", True)
    mentions = [mark for mark in predicted.get("citations", []) if canonical(mark["symbol"]) != own]
    for scope, kinds in SCOPES.items():
        wanted = [m for m in document.gold["citations"] if _gold_kind(m) in kinds and canonical(m["symbol"]) != own]
        candidates = [m for m in mentions if kind_of(canonical(m["symbol"])) in kinds]
        pairs = _pairs(wanted, candidates)
        false = [m for place, m in enumerate(candidates) if place not in pairs.values()]
        missed = [m for place, m in enumerate(wanted) if place not in pairs]
        outcome.add(f"{scope}, all gold", hits=len(pairs), missed=len(missed))
        if complete:
            outcome.add(scope, hits=len(pairs), false=len(false), missed=len(missed))
    # What follows is told of the last scope, that of all documents.
    for place in pairs:
        _by_form(outcome, wanted[place], complete=complete, hits=1)
    for mark in missed:
        _by_form(outcome, mark, complete=complete, missed=1)
        outcome.blame("missed", _gold_kind(mark), form(mark, document.text), mark, gold=_shown(mark), predicted=_at(mark, mentions))
    for mark in false if complete else ():
        _by_form(outcome, mark, complete=True, false=1)
        near = _at(mark, document.gold["citations"])
        kind = kind_of(canonical(mark["symbol"]))
        outcome.blame("false", kind, form(mark, document.text), mark, gold=near, predicted=_shown(mark))
    if complete:
        for place, mark in enumerate(candidates):
            right = place in pairs.values()
            outcome.add("rule", str(mark.get("form") or "not said"), hits=right, missed=not right)
    else:
        outcome.tallies["beyond incomplete gold"] = len(false)
    for name in ("unjudged", "leftovers"):
        outcome.tallies[name] = len(predicted.get(name, []))
    return outcome


def canonical(symbol: str) -> str:
    """A symbol in capitals without spaces, and without the letter of its part.

    >>> canonical("A/RES/47/120 B"), canonical("S/RES/1325 (2000)")
    ('A/RES/47/120', 'S/RES/1325(2000)')
    """
    plain = "".join(symbol.split()).upper()
    part = PART.fullmatch(plain) if plain.startswith(("A/RES/", "E/RES/", "A/DEC/")) else None
    return part[1] if part else plain


def kind_of(symbol: str) -> str:
    """The kind of a canonical symbol: GA, SC, ECOSOC, HRC and PRST for their resolutions and statements, DOC for any other."""
    return next((kind for series, kind in KINDS.items() if symbol.startswith(series)), "DOC")


def form(mark: Mark, text: str) -> str:
    """What is cited and how it is printed, the same for gold and predictions: the family of the symbol, with its series or without.

    >>> form({"start": 0, "end": 11, "symbol": "S/RES/1325(2000)"}, "1325 (2000)")
    'sc'
    >>> form({"start": 0, "end": 12, "symbol": "S/PRST/2022/1"}, "S/PRST/2022/1")
    'sc-statement, with series'
    """
    series = ", with series" if SERIES.search(text, mark["start"], mark["end"]) else ""
    return _family(mark["symbol"]) + series


def predict(text: str, body: str) -> Marks:
    """The mentions that the rules find in a text, as a predictions file has them.

    Mentions on which hyperlinks are silent stand apart as `unjudged`: decisions, instruments, words without a number ("that
    resolution"), and what stayed ambiguous or unresolved.
    """
    references = found_references(text, ISSUERS.get(body))
    found: Marks = {"citations": [], "unjudged": [], "leftovers": []}
    for reference in references:
        mark = {"start": reference.start, "end": reference.end, "form": reference.form}
        cited = reference.cited
        if isinstance(cited, Symbol) and reference.status == "resolved" and _judged(cited, text[reference.start : reference.end]):
            found["citations"].append(mark | {"symbol": str(cited), "part": cited.part or ""})
        else:
            found["unjudged"].append(mark | {"symbol": str(cited or ""), "status": reference.status})
    found["leftovers"] = [{"start": span.start, "end": span.end} for span in leftovers(text, references)]
    return found


CITATIONS = Task("citations", "citations", REQUIRED, TABLES, gold, predict, match)


def _judged(cited: Symbol, words: str) -> bool:
    """Whether editors link such words: they hold a number, and no decision is meant."""
    return "/DEC/" not in cited.text and any(character.isdigit() for character in words)


def _gold_kind(mark: Mark) -> str:
    return str(mark.get("kind") or kind_of(canonical(mark["symbol"])))


def _pairs(wanted: Sequence[Mark], candidates: Sequence[Mark]) -> dict[int, int]:
    """The places of the gold mentions that were found, each with that of the first free prediction that finds it."""
    by_symbol: dict[str, list[int]] = {}
    for place, mark in enumerate(candidates):
        by_symbol.setdefault(canonical(mark["symbol"]), []).append(place)
    pairs: dict[int, int] = {}
    for place, mark in enumerate(wanted):
        free = by_symbol.get(canonical(mark["symbol"]), [])
        first = next((other for other in free if _overlap(mark, candidates[other])), None)
        if first is not None:
            free.remove(first)
            pairs[place] = first
    return pairs


def _overlap(one: Mark, other: Mark) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _by_form(outcome: Outcome, mark: Mark, *, complete: bool, hits: int = 0, false: int = 0, missed: int = 0) -> None:
    row = form(mark, outcome.document.text)
    if hits or missed:
        outcome.add("form, all gold", row, hits=hits, missed=missed)
    if complete:
        outcome.add("form", row, hits=hits, false=false, missed=missed)


def _at(mark: Mark, others: Sequence[Mark]) -> str:
    return "; ".join(_shown(other) for other in others if _overlap(mark, other))


def _shown(mark: Mark) -> str:
    part = mark.get("part") or ""
    symbol = mark["symbol"] + (f" {part}" if part and not mark["symbol"].endswith(part) else "")
    return f"{symbol} ({mark['form']})" if mark.get("form") else symbol


@lru_cache(maxsize=1 << 14)
def _family(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).family
    except SymbolError:
        return "other"
