"""Language versions of one document, paragraph by paragraph: which paragraph of one is which of the other.

The versions of a document are parallel as a rule. A part (preamble, operative part, an annex, the notes) counts as aligned only
where it has the same paragraphs, of the same kinds, at the same levels, with the same figures as numbers, in the same order.
Items are numbered in each language in its own way. Notes are told by their marks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from mandategraph.model import Provision, Resolution

PARTS = {"preambular": "preamble", "footnote": "notes"}


@dataclass(frozen=True, slots=True)
class Aligned:
    """A version whose provisions have the ids of the pivot version; those of `unaligned` parts kept their own."""

    resolution: Resolution
    unaligned: frozenset[str] = frozenset()


def align(pivot: Resolution, version: Resolution) -> Aligned:
    """A language version with its provisions named as in the pivot version, where that is certain."""
    ours, theirs = _parts(pivot), _parts(version)
    names: dict[str, str] = {}
    unaligned: set[str] = set()
    for part, provisions in theirs.items():
        if part == "notes" and (pairs := _by_mark(ours.get(part, []), provisions)):
            names |= pairs
        elif part != "notes" and _shape(ours.get(part, [])) == _shape(provisions):
            names |= {p.id: o.id for p, o in zip(provisions, ours[part], strict=True)}
        else:
            unaligned |= {p.id for p in provisions}
    renamed = tuple(
        replace(p, id=names.get(p.id, p.id), parent=names.get(p.parent, p.parent) if p.parent else None) for p in version.provisions
    )
    links = tuple(replace(link, provision=names.get(link.provision, link.provision)) for link in version.hyperlinks)
    return Aligned(replace(version, provisions=renamed, hyperlinks=links), frozenset(unaligned))


def _by_mark(ours: list[Provision], theirs: list[Provision]) -> dict[str, str]:
    """The notes of one version by those of the other: word order may change their order, but not their marks."""
    marks, others = {p.number: p.id for p in ours}, {p.number: p.id for p in theirs}
    if len(marks) == len(ours) == len(others) == len(theirs) and marks.keys() == others.keys():
        return {others[mark]: marks[mark] for mark in marks}
    return {}


def _parts(resolution: Resolution) -> dict[str, list[Provision]]:
    """The provisions of each part; what stands below a paragraph belongs to the part of the paragraph."""
    found: defaultdict[str, list[Provision]] = defaultdict(list)
    by_id = resolution.by_id
    for provision in resolution.provisions:
        top = provision
        while top.parent and top.parent in by_id:
            top = by_id[top.parent]
        part = top.id if top.kind == "annex" else PARTS.get(top.kind, "operative part")
        found[part].append(provision)
    return found


def _shape(provisions: list[Provision]) -> list[tuple[str, int, str]]:
    """What must be equal for two parts to be parallel: kind, level, and number if it is in figures."""
    levels: dict[str, int] = {}
    shape: list[tuple[str, int, str]] = []
    for provision in provisions:
        levels[provision.id] = levels.get(provision.parent or "", 0) + 1
        number = provision.number if provision.number and provision.number.isdigit() and provision.kind != "item" else ""
        shape.append((provision.kind, levels[provision.id], number))
    return shape
