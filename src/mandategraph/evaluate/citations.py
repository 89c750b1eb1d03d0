"""The task `citations`: which documents a text cites, and where. Gold are the hyperlinks of editors.

A mention counts when it overlaps a gold mention and names the same document. Recall is taken on every document, precision only
where the gold is complete. The document itself and the letters of parts do not count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from mandategraph.cite import Reference, cite, leftovers
from mandategraph.errors import SymbolError
from mandategraph.evaluate.task import Document, Mark, Marks, Outcome, Table, Task, checked
from mandategraph.symbol import Symbol

RESOLUTIONS = {"GA", "SC", "ECOSOC", "HRC", "PRST"}
SCOPES = {"resolutions": RESOLUTIONS, "all targets": RESOLUTIONS | {"DOC"}}
KINDS = {"A/HRC/RES/": "HRC", "A/RES/": "GA", "S/RES/": "SC", "E/RES/": "ECOSOC", "S/PRST/": "PRST"}  # the first that fits
ISSUERS = {"GADEC": "body/ga", "SCNA": "body/sc", "PRST": "body/sc"} | {
    body: f"body/{body.lower()}" for body in ("GA", "SC", "HRC", "ECOSOC")
}
PART = re.compile(r"(.*?\d\)?)([A-Z](?:-[A-Z])?)")
UNLINKED = re.compile(
    r"/DEC[/.]|^ECLAC/RES/|^UNTS/|^[^/]*$", re.IGNORECASE
)  # decisions; keys of our own; no series, as sales numbers
UNLINKED_FORMS = {"council-number"}  # "resolution 1325"
PRINTED = {"resolved", "contradicted"}  # a misprinted number is linked as it is printed
TITLE = re.compile(r"\d+/\d+[^\n]*\n")  # the number and title of a resolution; no link stands there
AS_PRINTED = re.compile(r"S/RES/\d+|S/PRST/\d+/0\d")  # symbols that are linked as they are printed, without year, with zeros
SERIES = re.compile(r"[A-Z]/")
REQUIRED = {"start": int, "end": int, "symbol": str}

TABLES = (
    Table("resolutions", "mentions of resolutions and presidential statements; documents with complete gold"),
    Table("all targets", "mentions of all documents with a symbol; documents with complete gold"),
    Table("resolutions, recall", "mentions of resolutions and presidential statements; all documents", rate=True),
    Table("all targets, recall", "mentions of all documents with a symbol; all documents", rate=True),
    Table("form", "mentions by what is cited and how it is printed; documents with complete gold", detail=True),
    Table("form, recall", "mentions by what is cited and how it is printed; all documents", rate=True, detail=True),
    Table("rule", "predictions that are right, by the rule that made them; documents with complete gold", rate=True, detail=True),
)


def gold(record: Mark) -> Marks:
    """The mentions of a gold record."""
    return {"citations": checked(record.get("gold"), REQUIRED, len(record["text"]))}


def match(document: Document, predicted: Marks) -> Outcome:
    """Gold and predicted mentions, compared."""
    outcome = Outcome(document)
    own = canonical(document.id)
    mentions = [mark for mark in predicted.get("citations", []) if canonical(mark["symbol"]) != own]
    linked = [mark for mark in document.gold["citations"] if canonical(mark["symbol"]) != own]
    for scope, kinds in SCOPES.items():
        wanted = [mark for mark in linked if _gold_kind(mark) in kinds]
        candidates = [mark for mark in mentions if kind_of(canonical(mark["symbol"])) in kinds]
        pairs = _pairs(wanted, candidates)
        missed, false = len(wanted) - len(pairs), len(candidates) - len(pairs)
        outcome.add(f"{scope}, recall", hits=len(pairs), missed=missed)
        if _complete(document):
            outcome.add(scope, hits=len(pairs), false=false, missed=missed)
    # The last scope is that of all documents; what follows is told of it.
    _missed(outcome, wanted, pairs.keys(), mentions)
    if _complete(document):
        _false(outcome, candidates, set(pairs.values()), linked)
    else:
        outcome.tallies["beyond incomplete gold"] = false
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

    Mentions on which hyperlinks are silent stand apart as `unjudged`: decisions, treaties, sales numbers, numbers of resolutions of
    other bodies and numbers without their year, titles, words without a number ("that resolution"), and what stayed ambiguous or
    unresolved.
    """
    references = cite(text, issuer=ISSUERS.get(body))
    title = TITLE.match(text)
    found: Marks = {"citations": [], "unjudged": [], "leftovers": []}
    for reference in references:
        mark = {"start": reference.start, "end": reference.end, "form": reference.form}
        cited = reference.cited
        if cited and not (title and reference.start < title.end()) and _judged(reference):
            part = cited.part or ""
            symbol = reference.quote if AS_PRINTED.fullmatch(reference.quote) else cited.text.removesuffix(f" {part}")
            found["citations"].append(mark | {"symbol": symbol, "part": part})
        else:
            found["unjudged"].append(mark | {"symbol": str(cited or ""), "status": reference.status})
    found["leftovers"] = [{"start": span.start, "end": span.end} for span in leftovers(text, references)]
    return found


CITATIONS = Task("citations", "citations", REQUIRED, TABLES, gold, predict, match)


def _judged(reference: Reference) -> bool:
    """Whether editors link such words: they hold a symbol, or the number of a resolution of one of the main organs.

    Numbers of resolutions of other bodies are hardly ever linked (those of the Environment Assembly in 7 of 159 places), nor
    numbers of the Security Council without their year (in one of ten); decisions, treaties and sales numbers never.
    """
    symbol = str(reference.cited or "")
    if reference.status not in PRINTED or reference.form in UNLINKED_FORMS or UNLINKED.search(symbol):
        return False
    if not any(character.isdigit() for character in reference.quote):
        return False
    ends_range = reference.form == "symbol" and reference.quote.isdigit()  # the 13 of SR.11 to 13
    return bool(SERIES.search(reference.quote)) or ends_range or kind_of(symbol) in RESOLUTIONS


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


def _complete(document: Document) -> bool:
    return bool(document.facts.get("complete", True))


def _missed(outcome: Outcome, wanted: Sequence[Mark], found: Collection[int], mentions: Sequence[Mark]) -> None:
    """Count what was found and missed by form, and tell what was missed."""
    for place, mark in enumerate(wanted):
        row, hit = form(mark, outcome.document.text), place in found
        for table in ("form, recall", *(["form"] if _complete(outcome.document) else [])):
            outcome.add(table, row, hits=hit, missed=not hit)
        if not hit:
            outcome.blame("missed", _gold_kind(mark), row, mark, gold=_shown(mark), predicted=_at(mark, mentions))


def _false(outcome: Outcome, candidates: Sequence[Mark], right: Collection[int], linked: Sequence[Mark]) -> None:
    """Count predictions by rule and false ones by form, and tell what is false."""
    for place, mark in enumerate(candidates):
        hit = place in right
        outcome.add("rule", str(mark.get("form") or "not said"), hits=hit, missed=not hit)
        if not hit:
            row, kind = form(mark, outcome.document.text), kind_of(canonical(mark["symbol"]))
            outcome.add("form", row, false=1)
            rule = str(mark.get("form") or "")
            outcome.blame("false", kind, row, mark, gold=_at(mark, linked), predicted=_shown(mark), rule=rule)


def _at(mark: Mark, others: Sequence[Mark]) -> str:
    return "; ".join(_shown(other) for other in others if _overlap(mark, other))


def _shown(mark: Mark) -> str:
    symbol, part = str(mark["symbol"]), mark.get("part") or ""
    return f"{symbol} {part}" if part and not symbol.endswith(part) else symbol


@lru_cache(maxsize=1 << 14)
def _family(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).family
    except SymbolError:
        return "other"
