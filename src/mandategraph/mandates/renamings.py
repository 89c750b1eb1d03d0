"""Renamings: an entity stays the same and gets another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
from mandategraph.mandates import by_provision
from mandategraph.mandates.reported import source_of
from mandategraph.model import Citation, Evidence, Provision, Renaming, Resolution
from mandategraph.wording import slug


def find(
    resolution: Resolution,
    names: Mapping[str, Sequence[NameSpan]],
    clauses: Mapping[str, Sequence[ReportedClause]],
    citations: Sequence[Citation],
    language: Language,
) -> tuple[Renaming, ...]:
    """The renamings a resolution decides under a dispositive act, and those it tells of in a reported clause.

    One that is neither (recommended, requested) is none. An entity that the authority data do not know is a candidate.
    """
    found: list[Renaming] = []
    cited = by_provision(citations)
    for provision in resolution.provisions:
        told = clauses[provision.id]
        decided = provision.lead is not None and provision.lead.family == "dispositive" and provision.kind != "footnote"
        for match in _matches(provision, language) if told or decided else ():
            clause = overlapping(told, match.start())
            if not clause and not decided:
                continue
            name = _renamed(match, names[provision.id])
            printed = _full_name(name, provision, resolution, names) if name else match["from"]
            preserved = language.pattern("renaming", "mandate_preserved").match(provision.text[match.end() :].lstrip(" ,"))
            found.append(
                Renaming(
                    evidence=Evidence.of(provision, match.start(), match.end(), "clause"),
                    entity=name.key if name else f"candidate/{slug(printed)}",
                    from_name=printed,
                    to_name=match["to"].strip(),
                    decided_by=clause.agent if clause else resolution.issuing_body,
                    decided_in=source_of(clause, cited[provision.id]) if clause else resolution.symbol,
                    reported=clause is not None,
                    mandate_preserved=bool(preserved),
                )
            )
    return tuple(found)


def _matches(provision: Provision, language: Language) -> Iterator[re.Match[str]]:
    if not language.possible("renaming", "forms", provision.text):
        return
    for form in language.patterns("renaming", "forms"):
        yield from form.finditer(provision.text)


def _renamed(match: re.Match[str], names: Sequence[NameSpan]) -> NameSpan | None:
    """The known name that opens the old name; one inside it is another entity: "the secretariat of the Committee"."""
    name = overlapping(names, match.start("from"))
    return name if name and name.start == match.start("from") else None


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
