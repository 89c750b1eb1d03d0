"""Looking up an actor by any of its names: what the authority data say of it, without a graph."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mandategraph import authority
from mandategraph.authority import Authority, Body, Group, Name, Post, State
from mandategraph.errors import NotInGraph
from mandategraph.symbol import Symbol
from mandategraph.wording import slug


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor of the authority data.

    `kind` is that of a body, else `post`, `state` or `group`. `parents` are the keys of the bodies that it is in or reports to, the
    nearest first; `posts` and `members` those of the posts in it and of the bodies that report to it. `acts` founded it.
    """

    key: str
    kind: str
    label: str
    names: tuple[Name, ...]
    start: date | None
    end: date | None
    acts: tuple[Symbol, ...]
    source: str
    parents: tuple[str, ...]
    posts: tuple[str, ...]
    members: tuple[str, ...]


def find_actors(name: str | None = None, kind: str | None = None, facts: Authority | None = None) -> tuple[ActorEntry, ...]:
    """The actors that bear a name or key, and are of a kind, where these are given; `facts` are those of the package by default.

    Letter case, diacritics and an article at the start do not count. Raises `NotInGraph`, with near misses, where there is none.

    >>> [entry.label for entry in find_actors("unmiss")]
    ['United Nations Mission in South Sudan']
    >>> [entry.key for entry in find_actors("the High Commissioner")]
    ['post/high-commissioner-for-human-rights', 'post/high-commissioner-for-refugees']
    """
    facts = facts or authority.load()
    actors = dict(_actors(facts))
    kinds = {_kind(actor) for actor in actors.values()}
    if kind is not None and kind not in kinds:
        raise NotInGraph(f"no actor is of kind {kind!r}; the kinds are: {', '.join(sorted(kinds))}")
    keys = _bearers(name, facts, actors) if name else list(actors)
    found = [key for key in keys if kind in {None, _kind(actors[key])}]
    if not found:
        raise NotInGraph(f"no actor named {name!r} is of kind {kind!r}; leave the kind out")
    return tuple(_entry(key, actors[key], facts) for key in found)


def _actors(facts: Authority) -> Iterator[tuple[str, Any]]:
    for actors in (facts.bodies, facts.posts, facts.states, facts.groups):
        yield from actors.items()


def _kind(actor: Body | Post | State | Group) -> str:
    return actor.kind if isinstance(actor, Body) else type(actor).__name__.lower()


def _bearers(name: str, facts: Authority, actors: Mapping[str, Any]) -> list[str]:
    """The keys of the actors that bear a name; an exact key comes alone."""
    if name in actors:
        return [name]
    bearers: dict[str, dict[str, str]] = {}
    for one in facts.names:
        if one.key in actors:
            bearers.setdefault(slug(one.text), {})[one.key] = one.text
    wanted = slug(name)
    found = bearers.get(wanted) or bearers.get(wanted.removeprefix("the-"))
    if found:
        return list(found)
    near = [next(iter(bearers[text].values())) for text in difflib.get_close_matches(wanted, bearers, n=3, cutoff=0.7)]
    hint = f"did you mean: {'; '.join(near)}?" if near else "`mandategraph actors` lists all"
    raise NotInGraph(f"no actor named {name!r} in the authority data; {hint}")


def _entry(key: str, actor: Body | Post | State | Group, facts: Authority) -> ActorEntry:
    body = actor if isinstance(actor, Body) else None
    return ActorEntry(
        key=key,
        kind=_kind(actor),
        label=facts.label(key) or key,
        names=facts.names_by_key.get(key, ()),
        start=body.start if body else None,
        end=body.end if body else None,
        acts=body.acts if body else (),
        source=actor.source,
        parents=tuple(_parents(actor, facts)),
        posts=tuple(post.key for post in facts.posts.values() if post.body == key),
        members=tuple(other.key for other in facts.bodies.values() if other.reports_to == key),
    )


def _parents(actor: Body | Post | State | Group, facts: Authority) -> Iterator[str]:
    """The bodies above an actor, the nearest first; it ends where a body comes again."""
    seen: set[str] = set()
    above = actor.body if isinstance(actor, Post) else actor.reports_to if isinstance(actor, Body) else None
    while above and above not in seen:
        seen.add(above)
        yield above
        above = facts.bodies[above].reports_to
