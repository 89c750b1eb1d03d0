"""Renamings: an entity stays the same and gets another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
from mandategraph.mandates import by_provision, changes
from mandategraph.mandates.annotation import Renamed
from mandategraph.mandates.phrases import clauses_of
from mandategraph.mandates.reported import source_of
from mandategraph.model import Citation, Evidence, Provision, Renaming, Resolution
from mandategraph.wording import slug

DECIDING = {"operative", "item", "annex-paragraph"}


@dataclass(frozen=True, slots=True)
class _Old:
    """The entity that gets another name, and the words of its old one."""

    key: str
    words: str


def find(
    resolution: Resolution,
    names: Mapping[str, Sequence[NameSpan]],
    clauses: Mapping[str, Sequence[ReportedClause]],
    citations: Sequence[Citation],
    language: Language,
) -> tuple[Renaming, ...]:
    """The renamings a resolution decides, and those it tells of; an entity that the authority data do not know is a candidate.

    What an annex decides is told of: another body speaks there. What is no actor (an agenda item, a list, a day) is left out.
    """
    found: list[Renaming] = []
    cited = by_provision(citations)
    for provision in resolution.provisions:
        if not changes.may_rename(provision.text, language):
            continue
        for renamed in changes.renamings(provision.text, clauses_of(provision.text, language), language):
            clause = overlapping(clauses[provision.id], renamed.start)
            here = renamed.here and not clause
            old = _old(renamed, provision, resolution, names)
            what = provision.text[renamed.start : max(renamed.old_start, renamed.start)] + (old.words if old else "")
            if (here and provision.kind not in DECIDING) or not old or language.pattern("renaming", "no_entity").search(what):
                continue
            told = not here or provision.kind.startswith("annex")
            own = language.pattern("renaming", "own").search(provision.text, 0, renamed.start)
            agent = clause.agent if clause else resolution.issuing_body if own or not told else None
            preserved = language.pattern("renaming", "mandate_preserved").match(provision.text[renamed.end :].lstrip(" ,"))
            found.append(
                Renaming(
                    evidence=Evidence.of(provision, renamed.start, renamed.end, "clause"),
                    entity=old.key,
                    from_name=old.words,
                    to_name=renamed.new,
                    decided_by=agent,
                    decided_in=(source_of(clause, cited[provision.id]) if clause else None) if told else resolution.symbol,
                    reported=told,
                    mandate_preserved=bool(preserved),
                )
            )
    return tuple(found)


def _old(renamed: Renamed, provision: Provision, resolution: Resolution, names: Mapping[str, Sequence[NameSpan]]) -> _Old | None:
    """The old name and its entity: the words of the renaming, or of a note that prints none, the name at its mark.

    Only a known name that is all of the words is the entity; one inside them is another: "the secretariat of the Committee".
    """
    if renamed.old:
        name = overlapping(names[provision.id], renamed.old_start)
        if name and name.start == renamed.old_start and name.end - name.start >= len(renamed.old.partition(" (")[0]):
            return _Old(name.key, _full_name(name, provision, resolution, names))
        return _Old(f"candidate/{slug(renamed.old)}", renamed.old)
    for marked in resolution.provisions:
        for mark in marked.note_references:
            at_mark = [name for name in names[marked.id] if name.end == mark.offset]
            if provision.kind == "footnote" and mark.number == provision.number and at_mark:
                return _Old(at_mark[-1].key, _full_name(at_mark[-1], marked, resolution, names))
    return None


def _full_name(name: NameSpan, provision: Provision, resolution: Resolution, names: Mapping[str, Sequence[NameSpan]]) -> str:
    """The name as printed, or where it is a short form ("the Committee") the full one printed last before it."""
    printed = provision.text[name.start : name.end]
    if name.method == "explicit":
        return printed
    for earlier in resolution.provisions:
        for other in names[earlier.id]:
            if earlier is provision and other.start >= name.start:
                return printed
            if other.key == name.key and other.method == "explicit":
                printed = earlier.text[other.start : other.end]
    return printed
