"""The task `mandates`: operative phrases, mandates, actors, extensions, renamings and establishments of single paragraphs.

Mandates are paired by their tasks, best overlap first; the fields are compared within the pairs. "End to end" also counts the
fields of mandates without a partner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from mandategraph import actors, authority
from mandategraph.evaluate.task import Document, Mark, Marks, Outcome, Table, Task, checked
from mandategraph.mandates import annotate

LISTS: dict[str, dict[str, type]] = {"acts": {"phrase": str}, "mandates": {}, "actors": {"quote": str}}
OBJECTS = {"extension": "entity", "renaming": "to", "establishment": "entity"}  # with the name that tells which one it is
NAMES = ("addressees", "recipient", "partners")
TIMES = ("deadline", "periodicity")
OVERLAP = 0.5  # of the longer of two tasks or names that mean the same

QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
DETERMINERS = re.compile(r"(?:(?:the|an?|all|any|each|every|both|other|its|their|his|her|those|these)\s+)+")
PERIOD = re.compile(r"(?:an?\s+)?(?:(?:further|additional|final)\s+)?period\s+of\s+")

TABLES = (
    Table("acts", "operative phrases, with their family and without", detail=True),
    Table("mandates", "mandates whose tasks overlap"),
    Table("fields", "values of the fields of matched mandates; end to end: of all mandates", detail=True),
    Table("fields exact", "matched mandates with the same value", rate=True, detail=True),
    Table("actors", "names of actors, and the roles of those found", detail=True),
    Table("actor kind", "actors found whose kind is the same", rate=True),
    Table("changes", "paragraphs that extend, rename or establish something, and what of it", detail=True),
)


def gold(record: Mark) -> Marks:
    """The annotation of a gold record, each object in a list of its own."""
    found = record.get("gold")
    if not isinstance(found, dict):
        raise ValueError("no object of annotations")  # noqa: TRY004 - the content is wrong, not the call
    marks = {name: checked(found.get(name) or [], required) for name, required in LISTS.items()}
    return marks | {name: checked([found[name]] if found.get(name) else [], {}) for name in OBJECTS}


def predict(text: str, body: str, chapeau: Sequence[str] = ()) -> Marks:
    """What the rules read in a paragraph that a body, named or given by its key, issued under these chapeaux."""
    keys = authority.load().find(body)
    issuer = keys[0] if keys else body
    read = annotate(text, chapeau=chapeau, issuer=issuer)
    named = actors.annotate(text, issuer=issuer, mandates=read.mandates)
    found = read.record() | {"actors": [{"quote": a.quote, "kind": a.kind, "roles": list(a.roles)} for a in named]}
    return {name: found.get(name) or [] for name in LISTS} | {name: [found[name]] if found[name] else [] for name in OBJECTS}


def match(document: Document, predicted: Marks) -> Outcome:
    """Gold and predicted annotations, compared."""
    outcome = Outcome(document)
    comparison = _Comparison(outcome, str(document.facts.get("issuer") or ""))
    given = {name: predicted.get(name) or [] for name in (*LISTS, *OBJECTS)}
    comparison.acts(given["acts"], document.gold["acts"])
    comparison.mandates(given["mandates"], document.gold["mandates"])
    comparison.actors(given["actors"], document.gold["actors"])
    for name, entity in OBJECTS.items():
        comparison.change(name, entity, given[name], document.gold[name])
    return outcome


MANDATES = Task("mandates", "mandates", {}, TABLES, gold, predict, match, context=("chapeau",), objects=tuple(OBJECTS))


class _Comparison:
    """Compares the annotations of one paragraph, and counts and blames into its outcome."""

    def __init__(self, outcome: Outcome, issuer: str) -> None:
        self.outcome, self.issuer = outcome, issuer

    def acts(self, ours: Sequence[Mark], theirs: Sequence[Mark]) -> None:
        """Compare operative phrases."""
        self._count("acts", "phrase", *([folded(act["phrase"]) for act in acts] for acts in (ours, theirs)))
        sides = ([(folded(act["phrase"]), str(act.get("family"))) for act in acts] for acts in (ours, theirs))
        false, missed = self._count("acts", "phrase and family", *sides)
        for verdict, acts in (("false", false), ("missed", missed)):
            for phrase, family in acts:
                self._blame(verdict, "act", family, phrase)

    def mandates(self, ours: Sequence[Mark], theirs: Sequence[Mark]) -> None:
        """Compare mandates."""
        pairs = self._pairs(ours, theirs)
        left = [a for i, a in enumerate(ours) if all(i != x for x, _ in pairs)]
        missed = [b for j, b in enumerate(theirs) if all(j != y for _, y in pairs)]
        self.outcome.add("mandates", hits=len(pairs), false=len(left), missed=len(missed))
        for i, j in pairs:
            self._fields(ours[i], theirs[j])
        for verdict, mandates in (("false", left), ("missed", missed)):
            for mandate in mandates:
                count = {verdict: len(self._names(mandate, "addressees"))}
                self.outcome.add("fields", "addressees, end to end", **count)
                self._blame(verdict, "mandate", str(mandate.get("kind")), mandate.get("task") or "")

    def actors(self, ours: Sequence[Mark], theirs: Sequence[Mark]) -> None:
        """Compare actors."""
        a, b = ({name(actor["quote"], self.issuer): actor for actor in actors} for actors in (ours, theirs))
        false, missed = self._count("actors", "name", list(a), list(b))
        for verdict, side, found in (("false", false, a), ("missed", missed, b)):
            for quote in side:
                self._blame(verdict, "actor", str(found[quote].get("kind")), found[quote]["quote"])
        for quote in sorted(a.keys() & b.keys()):
            same = a[quote].get("kind") == b[quote].get("kind")
            self.outcome.add("actor kind", hits=same, missed=not same)
            roles, expected = (sorted(set(side[quote].get("roles") or [])) for side in (a, b))
            self._count("actors", "roles", roles, expected)
            for field, x, y in (("kind", a[quote].get("kind"), b[quote].get("kind")), ("roles", roles, expected)):
                if x != y:
                    self._blame(f"actor {field}", "actor", str(b[quote].get("kind")), b[quote]["quote"], gold=y, predicted=x)

    def change(self, kind: str, entity: str, ours: Sequence[Mark], theirs: Sequence[Mark]) -> None:
        """Compare the extensions, renamings or establishments; there is one or none."""
        self._count("changes", kind, ["yes"] * len(ours), ["yes"] * len(theirs))
        for a, b in zip(ours, theirs, strict=False):
            same = overlap(a.get(entity) or "", b.get(entity) or "") >= OVERLAP
            self.outcome.add("changes", f"{kind}, entity", hits=same, false=not same, missed=not same)
            parts = ("until", "for") if kind == "extension" else ()
            for part in parts:
                self._count("changes", "extension, until and for", _times(a, part), _times(b, part))
            for part in (entity, *parts):
                if folded(a.get(part) or "") != folded(b.get(part) or ""):
                    self._blame(part, kind, "", b.get(entity) or "", gold=b.get(part), predicted=a.get(part))
        for verdict, found in (("false", ours[len(theirs) :]), ("missed", theirs[len(ours) :])):
            for mark in found:
                self._blame(verdict, kind, "", mark.get(entity) or "", gold=str(mark))

    def _fields(self, a: Mark, b: Mark) -> None:
        values: list[tuple[str, Any, Any]] = [(field, self._names(a, field), self._names(b, field)) for field in NAMES]
        values += [(field, _times(a, field), _times(b, field)) for field in TIMES]
        for field, ours, theirs in values:
            self._count("fields", field, ours, theirs)
            if ours != theirs:
                self._blame(
                    field, "mandate", str(b.get("kind")), b.get("task") or "", gold="; ".join(theirs), predicted="; ".join(ours)
                )
        self._count("fields", "addressees, end to end", *values[0][1:])
        exact = {"addressees": values[0], "deadline, with none": values[len(NAMES)], "kind": ("kind", a.get("kind"), b.get("kind"))}
        for row, (_, ours, theirs) in exact.items():
            self.outcome.add("fields exact", row, hits=ours == theirs, missed=ours != theirs)
        if a.get("kind") != b.get("kind"):
            self._blame("kind", "mandate", str(b.get("kind")), b.get("task") or "", gold=b.get("kind"), predicted=a.get("kind"))

    def _pairs(self, ours: Sequence[Mark], theirs: Sequence[Mark]) -> list[tuple[int, int]]:
        """Pairs of places, one to one: best overlap of the tasks first, then equal addressees, then equal directives."""
        candidates = []
        for i, a in enumerate(ours):
            for j, b in enumerate(theirs):
                share = overlap(a.get("task") or "", b.get("task") or "")
                if share >= OVERLAP:
                    same = self._names(a, "addressees") == self._names(b, "addressees")
                    verb = folded(a.get("directive") or "") == folded(b.get("directive") or "")
                    candidates.append((-share, not same, not verb, i, j))
        pairs: list[tuple[int, int]] = []
        for *_, i, j in sorted(candidates):
            if all(i != x and j != y for x, y in pairs):
                pairs.append((i, j))
        return pairs

    def _names(self, mandate: Mark, field: str) -> list[str]:
        return sorted({name(quote, self.issuer) for quote in mandate.get(field) or []})

    def _count(self, table: str, row: str, ours: Iterable[Any], theirs: Iterable[Any]) -> tuple[Iterator[Any], Iterator[Any]]:
        """Count equal values, each as often as it occurs; what is false and what is missed."""
        a, b = Counter(ours), Counter(theirs)
        false, missed = a - b, b - a
        self.outcome.add(table, row, hits=(a & b).total(), false=false.total(), missed=missed.total())
        return false.elements(), missed.elements()

    def _blame(self, verdict: str, kind: str, form: str, words: str, *, gold: object = "", predicted: object = "") -> None:
        """Add a fault at the first place of some words, which may stand in the chapeau."""
        start = max(0, self.outcome.document.text.casefold().find(words.casefold()))
        said = words if verdict in {"false", "missed"} else ""
        told = {
            "gold": str(gold or (said if verdict == "missed" else "")),
            "predicted": str(predicted or (said if verdict == "false" else "")),
        }
        self.outcome.blame(verdict, kind, form, {"start": start, "end": start + len(words)}, **told)


def folded(words: str) -> str:
    """Words without regard to case, spaces, forms of quotation marks and outer punctuation.

    >>> folded(" Notes  with appreciation,")
    'notes with appreciation'
    """
    return " ".join(words.translate(QUOTES).split()).casefold().strip(" .,;:")


def name(words: str, issuer: str = "") -> str:
    """A folded name without determiners; the short form of the issuing body is its full name.

    >>> name("the Council", "Human Rights Council"), name("all other States")
    ('human rights council', 'states')
    """
    short = folded(words)
    determiners = DETERMINERS.match(short)
    short = short[determiners.end() :] if determiners else short
    full = folded(issuer)
    return full if full and short == full.split()[-1] else short


def overlap(a: str, b: str) -> float:
    """The longest common run of characters, as a share of the longer text, from 0 to 1.

    >>> overlap("to submit a report", "to submit a plan")
    0.6666666666666666
    """
    a, b = folded(a), folded(b)
    if a == b:
        return 1.0
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match(0, len(a), 0, len(b))
    return run.size / max(len(a), len(b), 1)


def _times(mark: Mark, field: str) -> list[str]:
    return [PERIOD.sub("", folded(mark[field]), count=1)] if mark.get(field) else []
