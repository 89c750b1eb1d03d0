"""What a resolution has somebody do: mandates, renamings, and the acts of others that it reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from mandategraph.authority import Authority
from mandategraph.grammar import acts
from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Annotation
from mandategraph.mandates.reading import annotate
from mandategraph.model import Citation, Evidence, Mandate, Mention, Provision, Resolution

__all__ = ["Annotation", "annotate", "by_provision", "find"]

S = TypeVar("S", Citation, Mention)


def find(resolution: Resolution, mentions: Sequence[Mention], authority: Authority, language: Language) -> tuple[Mandate, ...]:
    """The mandates a resolution gives, one for each task.

    An operative paragraph that opens with a directive gives one to the addressees named in it. Where it introduces items, each
    innermost item is a task of its own under that chapeau. A directive without addressee or task gives none.
    """
    found: list[Mandate] = []
    mentioned = by_provision(mentions)
    items = _items(resolution)
    lexicon = acts.load(language.code)
    for provision in resolution.provisions:
        lead = provision.lead
        addressees = _with_role(mentioned[provision.id], "addressee")
        if provision.kind == "footnote" or not (lead and lead.act and lead.family == "directive" and addressees):
            continue
        act = lexicon.acts[lead.act]
        inside = all(authority.is_within_organization(key) for key in addressees)
        force = (act.force if inside else act.force_outside) or ""
        for task, evidence in _tasks(provision, items, language):
            inside_task = [mention for mention in mentioned[task.id] if _holds(evidence, mention)]
            found.append(
                Mandate(
                    evidence,
                    act.key,
                    force,
                    addressees,
                    task_verb(evidence.quote, language),
                    provision.id if task is not provision else None,
                    _with_role(mentioned[task.id], "secondary-addressee"),
                    tuple(key for m in inside_task for key in m.entities if key.startswith("programme/")),
                )
            )
    return tuple(found)


def by_provision(statements: Iterable[S]) -> defaultdict[str, list[S]]:
    """The citations or mentions of each provision, by its id, in their order."""
    found: defaultdict[str, list[S]] = defaultdict(list)
    for statement in statements:
        found[statement.evidence.provision].append(statement)
    return found


def _with_role(mentions: Sequence[Mention], role: str) -> tuple[str, ...]:
    """The entities that are mentioned in a role, each once."""
    return tuple(dict.fromkeys(key for m in mentions if m.role == role for key in m.entities))


def _holds(evidence: Evidence, mention: Mention) -> bool:
    """Whether the words of a mention stand inside the words of an evidence."""
    return evidence.start <= mention.evidence.start and mention.evidence.end <= evidence.end


def _items(resolution: Resolution) -> dict[str, list[Provision]]:
    """The items directly under each provision that has some, by its id; a draft or table below a paragraph is no item of it."""
    items: defaultdict[str, list[Provision]] = defaultdict(list)
    for provision in resolution.provisions:
        if provision.parent and provision.kind == "item":
            items[provision.parent].append(provision)
    return dict(items)


def _tasks(
    provision: Provision, items: Mapping[str, Sequence[Provision]], language: Language
) -> Iterator[tuple[Provision, Evidence]]:
    """The innermost items of a paragraph, or the words after "to" where it has none."""
    if provision.id in items:
        for item in _innermost(provision, items):
            start = language.pattern("mandate", "infinitive").match(item.text)
            yield item, Evidence.of(item, start.end() if start else 0, _end(item), "clause")
        return
    match = language.pattern("mandate", "addressee").match(provision.text, provision.lead.end if provision.lead else 0)
    if match and match.end() < _end(provision):
        yield provision, Evidence.of(provision, match.end(), _end(provision), "clause")


def _innermost(provision: Provision, items: Mapping[str, Sequence[Provision]]) -> Iterator[Provision]:
    """The items below a provision that have no items themselves."""
    for item in items[provision.id]:
        if item.id in items:
            yield from _innermost(item, items)
        else:
            yield item


def _end(provision: Provision) -> int:
    """Where the text of a provision ends without its final punctuation and the "and" before the last item."""
    text = provision.text.rstrip(" ;,.:")
    return len(text.removesuffix(" and").rstrip(" ;,"))


def task_verb(task: str, language: Language) -> str:
    """The verb that opens a task, with the verb it modifies.

    >>> from mandategraph.grammar import language
    >>> task_verb("Continue to strengthen strategic partnerships", language.load("en"))
    'continue to strengthen'
    """
    words = task.split()
    verb = words[:1]
    if len(words) > 2 and words[0].lower() in language.words("mandate", "aspect") and words[1] == "to":  # noqa: PLR2004
        verb = words[:3]
    return " ".join(verb).lower().strip(",;")
