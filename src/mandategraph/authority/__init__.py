"""Curated facts: who is who, under which names, and when; read from `data/authority/*.csv`.

One row is one fact or entity with its source, so that a librarian can edit it and `git diff` shows what changed. An entity is
named by a key that is the tail of its IRI (`body/eclac`); keys are frozen at first use and never follow a renaming.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path

from mandategraph import assets
from mandategraph.authority.table import Table
from mandategraph.errors import SymbolError
from mandategraph.symbol import Symbol
from mandategraph.wording import slug


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity. `use` is official, short, acronym or variant; `number` identifies it for good.

    A `silent` name is made of words that mostly mean something else ("media", "Legal Committee"): who looks an actor up finds it,
    but it is not looked for in texts.
    """

    key: str
    number: int
    text: str
    language: str
    use: str
    used_from: date | None
    used_to: date | None
    source: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An organ, committee, mission, programme or organisation, with the days on which it began and ended where they are certain.

    A `source` that begins with the symbols of documents names the acts that founded the body.
    """

    key: str
    kind: str
    reports_to: str | None
    source: str
    start: date | None = None
    end: date | None = None

    @property
    def acts(self) -> tuple[Symbol, ...]:
        """The documents by which the body was founded, where they have symbols: those with which the source begins.

        >>> [str(act) for act in load().bodies["body/pbc"].acts], load().bodies["body/icrc"].acts
        (['A/RES/60/180', 'S/RES/1645(2005)'], ())
        """
        symbols = map(_symbol, self.source.split("; "))
        return tuple(symbol for symbol in takewhile(bool, symbols) if symbol)


@dataclass(frozen=True, slots=True)
class Post:
    """An office in a body."""

    key: str
    body: str
    source: str


@dataclass(frozen=True, slots=True)
class State:
    """A State; its key ends in the ISO 3166-1 alpha-3 code, `m49` is the UN's numeric code."""

    key: str
    m49: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """A collective actor."""

    key: str
    source: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body; `label` is how its symbols print it (`XXX`)."""

    key: str
    body: str
    label: str
    start: date
    end: date
    place: str
    source: str


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference with place and dates."""

    key: str
    place: str
    start: date
    end: date
    source: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document known by its title; `conference` adopted it."""

    key: str
    date: date | None
    conference: str | None
    source: str


@dataclass(frozen=True, slots=True)
class DocumentStub:
    """What is known of a document whose text need not be at hand."""

    symbol: Symbol
    title: str
    date: date | None
    session: str | None
    source: str


@dataclass(frozen=True, eq=False)
class Authority:
    """All curated facts. The mappings are by key, those of documents by symbol."""

    names: tuple[Name, ...] = field(repr=False)
    bodies: Mapping[str, Body] = field(repr=False)
    posts: Mapping[str, Post] = field(repr=False)
    states: Mapping[str, State] = field(repr=False)
    groups: Mapping[str, Group] = field(repr=False)
    sessions: Mapping[str, Session] = field(repr=False)
    conferences: Mapping[str, Conference] = field(repr=False)
    instruments: Mapping[str, Instrument] = field(repr=False)
    documents: Mapping[Symbol, DocumentStub] = field(repr=False)

    @cached_property
    def keys_by_name(self) -> dict[str, tuple[str, ...]]:
        """The entities that bear a name; several where it is ambiguous (each commission has an Executive Secretary)."""
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            if name.key not in keys[folded(name.text)]:
                keys[folded(name.text)].append(name.key)
        return {text: tuple(found) for text, found in keys.items()}

    @cached_property
    def names_by_key(self) -> dict[str, tuple[Name, ...]]:
        """The names of each entity, in the order of the file."""
        names: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            names[name.key].append(name)
        return {key: tuple(found) for key, found in names.items()}

    @cached_property
    def states_by_name(self) -> dict[str, tuple[str, ...]]:
        """The States that bear a name, now or once, in any language; the names as slugs (`cote-d-ivoire`)."""
        keys: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for name in self.names:
            if name.key in self.states:
                keys[slug(name.text)][name.key] = None
        return {text: tuple(found) for text, found in keys.items()}

    def label(self, key: str, language: str = "en") -> str | None:
        """The official name of an entity now: the last one in that language that is not given up."""
        official = [n for n in self.names_by_key.get(key, ()) if n.language == language and n.use == "official"]
        return max(official, key=lambda n: (n.used_to is None, n.number)).text if official else None

    def find(self, name: str, issuer: str | None = None) -> tuple[str, ...]:
        """The entities a name can mean; a post of the issuing body is preferred to the same post elsewhere.

        >>> load().find("Executive Secretary", issuer="body/eclac")
        ('post/eclac-executive-secretary',)
        >>> len(load().find("Executive Secretary"))
        5
        """
        keys = self.keys_by_name.get(folded(name), ())
        own = tuple(key for key in keys if key in self.posts and self.posts[key].body == issuer)
        return own or keys

    def state(self, name: str) -> str | None:
        """The State that a name in a list of votes or sponsors means; None where it is not known or means more than one.

        Letter case, diacritics, the form of apostrophes and an article at the start do not count. The name is the whole text.

        >>> load().state("COTE D'IVOIRE"), load().state("the Niger"), load().state("Mexico City")
        ('state/CIV', 'state/NER', None)
        """
        text = slug(name)
        keys = self.states_by_name.get(text) or self.states_by_name.get(text.removeprefix("the-"), ())
        return keys[0] if len(keys) == 1 else None

    def session_of(self, symbol: Symbol) -> Session | None:
        """The session at which a document was adopted, where its symbol names one that is known."""
        stub = self.documents.get(symbol)
        if stub and stub.session:
            return self.sessions[stub.session]
        wanted = (symbol.body, symbol.session)
        return next((s for s in self.sessions.values() if (s.body, s.label) == wanted), None)

    def is_within_organization(self, key: str) -> bool:
        """Whether an actor is an organ or post that reports, directly or through others, to a principal organ.

        >>> load().is_within_organization("post/eclac-executive-secretary"), load().is_within_organization("body/idb")
        (True, False)
        """
        body: str | None = self.posts[key].body if key in self.posts else key
        while body and body in self.bodies:
            if self.bodies[body].kind == "principal-organ":
                return True
            body = self.bodies[body].reports_to
        return False


def folded(name: str) -> str:
    """A name as it is compared: names of one word keep their case (`States`, acronyms), longer ones do not.

    >>> folded("High-Level  Committee"), folded("ECLAC")
    ('high-level committee', 'ECLAC')
    """
    words = name.split()
    return " ".join(words).lower() if len(words) > 1 else "".join(words)


@cache
def load(folder: Path | None = None) -> Authority:
    """The authority data of a folder (default: those that travel with the package).

    Raises `SourceError` with file and line for a missing column, a bad date or symbol, or a key that is not known.
    """
    table = Table(folder or assets.root() / "data" / "authority")
    authority = Authority(
        names=tuple(table.rows("names.csv", _name)),
        bodies=table.keyed("bodies.csv", _body),
        posts=table.keyed("posts.csv", lambda r: Post(r["key"], r["body"], r["source"])),
        states=table.keyed("states.csv", lambda r: State(r["key"], r["m49"], r["source"])),
        groups=table.keyed("groups.csv", lambda r: Group(r["key"], r["source"])),
        sessions=table.keyed(
            "sessions.csv",
            lambda r: Session(r["key"], r["body"], r["label"], required(r["start"]), required(r["end"]), r["place"], r["source"]),
        ),
        conferences=table.keyed(
            "conferences.csv",
            lambda r: Conference(r["key"], r["place"], required(r["start"]), required(r["end"]), r["source"]),
        ),
        instruments=table.keyed(
            "instruments.csv", lambda r: Instrument(r["key"], day(r["date"]), r["conference"] or None, r["source"])
        ),
        documents={
            stub.symbol: stub
            for stub in table.rows(
                "documents.csv",
                lambda r: DocumentStub(Symbol.parse(r["symbol"]), r["title"], day(r["date"]), r["session"] or None, r["source"]),
            )
        },
    )
    table.check_references()
    return authority


def _name(row: Mapping[str, str]) -> Name:
    silent = row.get("silent") or ""
    if silent not in {"", "yes"}:
        raise ValueError(f"the column silent is 'yes' or empty, not {silent!r}")
    days = day(row["from"]), day(row["to"])
    return Name(row["key"], int(row["number"]), row["name"], row["language"], row["use"], *days, row["source"], bool(silent))


def _body(row: Mapping[str, str]) -> Body:
    body = Body(row["key"], row["kind"], row["reports_to"] or None, row["source"], day(row["start"]), day(row["end"]))
    if body.start and body.end and body.end < body.start:
        raise ValueError(f"it ends on {body.end}, before it starts on {body.start}")
    return body


def _symbol(text: str) -> Symbol | None:
    """A text that is a canonical symbol and no more."""
    try:
        symbol = Symbol.parse(text)
    except SymbolError:
        return None
    return symbol if str(symbol) == text else None


def day(text: str) -> date | None:
    """A date in ISO 8601 form, or None for an empty field; raises `ValueError`."""
    return date.fromisoformat(text) if text else None


def required(text: str) -> date:
    """A date that must be there; raises `ValueError`."""
    return date.fromisoformat(text)
