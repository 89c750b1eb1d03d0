"""The actors of a paragraph: who is named, of what kind, and in which roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mandategraph import authority as authorities
from mandategraph.actors.groups import Groups
from mandategraph.actors.roles import Roles
from mandategraph.authority import Authority
from mandategraph.grammar import vocabulary
from mandategraph.grammar.candidate import Candidate, Kind
from mandategraph.grammar.names import gazetteer
from mandategraph.grammar.naming import Naming
from mandategraph.grammar.tokens import tokens
from mandategraph.grammar.vocabulary import Vocabulary

QUOTED = re.compile(r"“[^”]*”")
FOLLOWING = re.compile(r"\s+([\w-]+)")
OPENING = 4  # a quotation mark that opens the text encloses a statement, not a title
APPOSITION = 48  # characters before "the occupying Power" in which the State may be named
RANK = {"mandate": 0, "name": 1, "shape": 2, "group": 2, "short": 3, "people": 4}


class Task(Protocol):
    """What is read of a mandate: the words for those who must act, for those who receive the result, and for those with whom."""

    @property
    def addressees(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def recipients(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def partners(self) -> Sequence[str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor that a paragraph names, where it first does so: `quote` stands from `start` to `end`.

    `kind` is un-body, post, state, igo, ngo-other or collective; `key` is that of the authority data, where they know the name.
    `roles` are one or more of addressee, recipient, partner, acknowledged, condemned, beneficiary, subject and mentioned.
    """

    start: int
    end: int
    quote: str
    kind: Kind
    key: str | None
    roles: tuple[str, ...]


def annotate(
    text: str, *, issuer: str = "body/ga", mandates: Sequence[Task] = (), lang: str = "en", authority: Authority | None = None
) -> tuple[Actor, ...]:
    """The actors that a paragraph names, in order, each once; offsets count Unicode code points.

    `issuer` is the key of the body that adopted the text, `mandates` are those that the paragraph gives: from them come the roles
    of addressee, recipient and partner. `authority` are the curated facts (default: the package's own). Names inside the titles
    of cited documents, and inside citations, are no actors. Raises `MandateGraphError` for a language without words for actors.

    >>> [(a.quote, a.kind, a.roles) for a in annotate("Commends the Government of Chile for providing training to the Mission;")]
    [('Government of Chile', 'state', ('acknowledged',)), ('Mission', 'un-body', ('beneficiary',))]
    """
    reader = _Reader(text, issuer, authority or authorities.load(), lang)
    slots = list(reader.slots(mandates))
    chosen = reader.chosen(slots)
    roles = Roles(text, slots, vocabulary.load(lang), inherits=bool(mandates))
    return tuple(reader.actors(chosen, roles))


@dataclass(frozen=True, slots=True)
class Slot:
    """The words of a mandate that name an actor, in a role."""

    start: int
    end: int
    role: str


class _Reader:
    """Reads the actors of one text."""

    def __init__(self, text: str, issuer: str, authority: Authority, lang: str) -> None:
        self.text, self.authority = text, authority
        self.words: Vocabulary = vocabulary.load(lang)
        self.silent = bytearray(len(text))
        for reference in self.words.cited.finditer(text):
            self._silence(*reference.span())
        for quoted in QUOTED.finditer(text, OPENING):
            if not self._agenda_item(quoted.start()):
                self._silence(*quoted.span())
        names = [name for name in gazetteer(authority, lang).find(text, issuer) if name.kind in {"body", "post", "state", "group"}]
        self.names = [Candidate(n.start, n.end, self._kind_of(n.key), "name", n.key) for n in names]
        self.names += [Candidate(*m.span(), "state", "name") for m in self.words.territories.finditer(text)]
        self.known = {(name.start, name.end): name for name in reversed(self.names)}
        self.naming = Naming(text, tokens(text), {name.start: name.end for name in self.names}, self.words)

    def _silence(self, start: int, end: int) -> None:
        """Note that the names from one place to another are no actors."""
        self.silent[start:end] = b"\1" * (end - start)

    def _agenda_item(self, start: int) -> bool:
        return self.words.pattern("quoted_item").search(self.text, max(0, start - 40), start) is not None

    def _kind_of(self, key: str) -> Kind:
        """The kind of an entity of the authority data."""
        group = key.partition("/")[0]
        body: str | None = key if group == "body" else None
        while body and body in self.authority.bodies:  # a force of another organization is of the kind of that one
            kind = self.words.body_kinds.get(self.authority.bodies[body].kind)
            if kind:
                return kind
            body = self.authority.bodies[body].reports_to
        if group == "body":
            return "un-body"
        if group == "group" and self.words.pattern("united_group").search(self.authority.label(key) or ""):
            return "un-body"
        kinds: dict[str, Kind] = {"post": "post", "state": "state", "group": "collective"}
        return kinds[group]

    def slots(self, mandates: Sequence[Task]) -> Iterator[Slot]:
        """The places of the words of the mandates in the text."""
        results = {quote for mandate in mandates for quote in mandate.recipients}
        for mandate in mandates:
            for role, quotes in (
                ("addressee", mandate.addressees),
                ("recipient", mandate.recipients),
                ("partner", mandate.partners),
            ):
                for quote in quotes:
                    cut = self.words.pattern("members_of").sub("", quote)
                    found = re.search(rf"(?<!\w){re.escape(cut)}(?!\w)", self.text) if cut else None
                    unprinted = role == "addressee" and quote in results and self.text.count(cut) == 1
                    if found and not unprinted:
                        yield Slot(found.start(), found.end(), role)

    def chosen(self, slots: Iterable[Slot]) -> list[Candidate]:
        """The candidates that stand: of those which overlap the one from a mandate, else the longest; none inside a citation."""
        shaped = [*self.naming.candidates(), *Groups(self.naming).candidates()]
        everything = sorted([*self.names, *shaped], key=lambda c: (-c.length, _is_class(c), RANK[c.origin]))
        stated = [self._stated(slot, everything) for slot in slots]
        chosen: list[Candidate] = []
        taken = bytearray(len(self.text))
        for candidate in [c for c in stated if c] + everything:
            if not any(taken[candidate.start : candidate.end]):
                taken[candidate.start : candidate.end] = b"\1" * candidate.length
                chosen.append(self._keyed(candidate))
        return sorted((c for c in chosen if c.kind != "document" and not self._hidden(c)), key=lambda c: c.start)

    def _stated(self, slot: Slot, everything: Sequence[Candidate]) -> Candidate | None:
        """The candidate that the words of a mandate make; its kind is that of the candidate it shares its end or beginning with."""
        same = [c for c in everything if c.start < slot.end and slot.start < c.end]
        exact = [c for c in same if (c.start, c.end) == (slot.start, slot.end)]
        near = exact or [c for c in same if c.start == slot.start or c.end == slot.end] or same
        near = [c for c in near if c.kind != "document" or c.start == slot.start]
        if any(c.kind == "document" for c in near[:1]):
            return None
        if not near and self.words.pattern("no_actor").search(self.text, slot.start, slot.end):
            return None
        return Candidate(slot.start, slot.end, near[0].kind if near else "collective", "mandate", exact[0].key if exact else None)

    def _keyed(self, candidate: Candidate) -> Candidate:
        """The candidate with the key of the entity that just these words name, or whose Government they name."""
        known = self.known.get((candidate.start, candidate.end))
        if known and candidate.origin != "mandate":
            return replace(candidate, key=known.key) if _is_class(known) else known
        if candidate.kind != "state" or candidate.key:
            return candidate
        inside = {n.key for n in self.names if n.kind == "state" and candidate.start <= n.start and n.end <= candidate.end}
        return replace(candidate, key=inside.pop()) if len(inside) == 1 else candidate

    def _hidden(self, candidate: Candidate) -> bool:
        """Whether a candidate is inside a citation or a title, stands for another name, or is only an adjective."""
        if candidate.origin == "mandate":
            return False
        start, end = candidate.start, candidate.end
        bracketed = self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"
        return bool(self.silent[start]) or bracketed or self._repeats(candidate) or self._adjective(candidate)

    def _repeats(self, candidate: Candidate) -> bool:
        """Whether a group is what another actor is or becomes: "Israel, the occupying Power", "to become parties to"."""
        reach = max(0, candidate.start - APPOSITION)
        state = candidate.origin == "group" and candidate.kind == "state"
        if self.words.pattern("becoming").search(self.text, reach, candidate.start):
            return True
        return state and self.words.pattern("apposition").search(self.text, reach, candidate.start) is not None

    def _adjective(self, candidate: Candidate) -> bool:
        """Whether a name only tells of what kind the thing after it is: "United Nations efforts", "donors conference"."""
        if self.text[candidate.start : candidate.end] not in self.words.adjectives:
            return self.words.pattern("not_actor_after").match(self.text, candidate.end) is not None
        following = FOLLOWING.match(self.text, candidate.end)
        return following is not None and following[1] not in self.words.followers

    def actors(self, chosen: Sequence[Candidate], roles: Roles) -> Iterator[Actor]:
        """The actors, each once, without the short forms of another one and without people in no role."""
        found: dict[str, tuple[Candidate, list[str]]] = {}
        previous: tuple[int, str] | None = None
        for candidate in chosen:
            quote = self.text[candidate.start : candidate.end]
            given, told = roles.of(candidate, previous)
            previous = (candidate.end, told)
            if candidate.origin == "people" and given in (["mentioned"], ["acknowledged"], ["condemned"]):
                continue
            _, known = found.setdefault(" ".join(quote.split()).casefold(), (candidate, []))
            known += [role for role in given if role not in known]
        names = {key: candidate for key, (candidate, _) in found.items()}
        for key, (candidate, given) in found.items():
            if not self._is_short_form(key, candidate, names):
                settled = tuple(role for role in given if role != "mentioned" or len(given) == 1)
                quote = self.text[candidate.start : candidate.end]
                yield Actor(candidate.start, candidate.end, quote, candidate.kind, candidate.key, settled)

    def _is_short_form(self, key: str, candidate: Candidate, names: dict[str, Candidate]) -> bool:
        """Whether a longer name that is found too has this one as its head: "the Council" beside "Human Rights Council"."""
        if candidate.origin == "short":
            return any(
                other != key
                and c.origin != "group"
                and re.search(rf"\b{re.escape(key)}$", re.split(" (?:of|on|for|in) ", other)[0])
                for other, c in names.items()
            )
        return candidate.origin == "shape" and any(other.startswith((f"{key} of", f"{key} on", f"{key} for")) for other in names)


def _is_class(candidate: Candidate) -> bool:
    """Whether the authority data know a group, whose kind its words tell better: "special procedures", "administering Power"."""
    return candidate.key is not None and candidate.key.startswith("group/")
