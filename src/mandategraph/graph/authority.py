"""The curated facts, each file of `data/authority/` as a named graph of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from mandategraph.authority import Authority
from mandategraph.graph.names import Names
from mandategraph.graph.terms import Term, Triple, describe, iri, literal, optional
from mandategraph.symbol import Symbol


def triples(authority: Authority, names: Names, read: Collection[Symbol] = ()) -> dict[str, Iterator[Triple]]:
    """The triples of each authority graph, by the name of the file; documents that were `read` have a title of their own."""
    writer = _Writer(authority, names)
    return {
        "bodies": _all(authority.bodies, writer.body),
        "posts": _all(authority.posts, writer.post),
        "states": _all(authority.states, writer.state),
        "groups": _all(authority.groups, writer.group),
        "sessions": _all(authority.sessions, writer.session),
        "conferences": _all(authority.conferences, writer.conference),
        "instruments": _all(authority.instruments, writer.instrument),
        "documents": writer.documents(read),
        "names": writer.names_of_actors(),
    }


def _all(keys: Iterable[str], write: Callable[[str], Iterator[Triple]]) -> Iterator[Triple]:
    for key in keys:
        yield from write(key)


class _Writer:
    def __init__(self, authority: Authority, names: Names) -> None:
        self.authority, self.names = authority, names

    def body(self, key: str) -> Iterator[Triple]:
        body = self.authority.bodies[key]
        yield from self._entity(
            key,
            "unm:Body",
            body.source,
            ("org:classification", iri(f"kind:{body.kind}")),
            ("unm:reportsTo", self._link(body.reports_to)),
            ("schema:startDate", optional(body.start)),
            ("schema:endDate", optional(body.end)),
        )

    def post(self, key: str) -> Iterator[Triple]:
        post = self.authority.posts[key]
        yield from self._entity(key, "unm:Post", post.source, ("org:postIn", self._link(post.body)))

    def state(self, key: str) -> Iterator[Triple]:
        state = self.authority.states[key]
        iso = key.partition("/")[2]
        yield from self._entity(
            key, "unm:State", state.source, ("skos:notation", literal(iso)), ("skos:notation", literal(f"M49:{state.m49}"))
        )

    def group(self, key: str) -> Iterator[Triple]:
        yield from self._entity(key, "unm:ActorGroup", self.authority.groups[key].source)

    def session(self, key: str) -> Iterator[Triple]:
        session = self.authority.sessions[key]
        yield from self._entity(
            key,
            "unm:Session",
            session.source,
            ("unm:sessionOf", self._link(session.body)),
            ("rdfs:label", literal(session.label)),
            ("schema:startDate", literal(session.start)),
            ("schema:endDate", literal(session.end)),
            ("schema:location", literal(session.place)),
        )

    def conference(self, key: str) -> Iterator[Triple]:
        conference = self.authority.conferences[key]
        yield from self._entity(
            key,
            "unm:Conference",
            conference.source,
            ("schema:startDate", literal(conference.start)),
            ("schema:endDate", literal(conference.end)),
            ("schema:location", literal(conference.place)),
        )

    def instrument(self, key: str) -> Iterator[Triple]:
        instrument = self.authority.instruments[key]
        yield from self._entity(
            key,
            "unm:Instrument",
            instrument.source,
            ("eli:date_document", optional(instrument.date)),
            ("unm:adoptedAtConference", self._link(instrument.conference)),
        )
        label = self.authority.label(key)
        yield from describe(self.names.entity(key), None, ("dcterms:title", optional(label, "en")))

    def documents(self, read: Collection[Symbol]) -> Iterator[Triple]:
        for symbol, stub in self.authority.documents.items():
            yield from describe(
                self.names.document(symbol),
                None,
                ("dcterms:title", None if symbol in read else literal(stub.title, "en")),
                ("eli:date_document", optional(stub.date)),
                ("unm:adoptedAtSession", self._link(stub.session)),
                ("dcterms:source", literal(stub.source)),
            )

    def names_of_actors(self) -> Iterator[Triple]:
        actors: tuple[Mapping[str, object], ...] = (
            self.authority.bodies,
            self.authority.posts,
            self.authority.states,
            self.authority.groups,
        )
        for name in self.authority.names:
            if not any(name.key in group for group in actors):
                continue
            record = self.names.name_record(name.key, name.number)
            yield from describe(self.names.entity(name.key), None, ("unm:hasName", iri(record)))
            yield from describe(
                record,
                "unm:NameRecord",
                ("unm:nameText", literal(name.text, name.language)),
                ("unm:usedFrom", optional(name.used_from)),
                ("unm:usedTo", optional(name.used_to)),
                ("dcterms:source", literal(name.source)),
            )

    def _entity(self, key: str, class_: str, source: str, *pairs: tuple[str, Term | None]) -> Iterator[Triple]:
        languages = sorted({name.language for name in self.authority.names_by_key.get(key, ())})
        labels = [("rdfs:label", optional(self.authority.label(key, language), language)) for language in languages]
        about = (("dcterms:identifier", literal(key)), ("dcterms:source", literal(source)))
        yield from describe(self.names.entity(key), class_, *about, *labels, *pairs)

    def _link(self, key: str | None) -> Term | None:
        return iri(self.names.entity(key)) if key else None
