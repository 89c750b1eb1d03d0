"""Statements with their evidence, and the direct edges that stand for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mandategraph.authority import Authority
from mandategraph.grammar import methods
from mandategraph.graph import vocabulary
from mandategraph.graph.document import Parts
from mandategraph.graph.terms import Term, Triple, address, describe, duration, iri, literal, optional
from mandategraph.model import (
    Citation,
    Clause,
    Deadline,
    Establishment,
    Evidence,
    Extension,
    InternalReference,
    Mandate,
    Mention,
    Renaming,
    ReportedAct,
    Statement,
)
from mandategraph.symbol import Symbol

FRAGMENTS = {
    Citation: "cite",
    InternalReference: "internal",
    Mention: "mention",
    Mandate: "mandate",
    Extension: "extension",
    Establishment: "establishment",
    Clause: "clause",
    ReportedAct: "reported",
    Renaming: "renaming",
}


class StatementWriter:
    """Writes the statements read in one language version of a resolution as triples."""

    def __init__(self, parts: Parts, authority: Authority) -> None:
        """`parts` names the provisions of the version, `authority` knows the name records."""
        self.parts, self.authority = parts, authority
        self.resolution, self.names = parts.resolution, parts.names
        self.document = parts.names.document(parts.resolution.symbol)
        self.counts: Counter[str] = Counter()
        self.candidates: dict[str, tuple[str, str]] = {}
        self.writers: dict[type, Callable[[str, Any], Iterator[Triple]]] = {
            Citation: self.citation,
            InternalReference: self.internal_reference,
            Mention: self.mention,
            Mandate: self.mandate,
            Extension: self.extension,
            Establishment: self.establishment,
            Clause: self.clause,
            ReportedAct: self.reported_act,
            Renaming: self.renaming,
        }

    def triples(self, statements: Iterable[Statement]) -> Iterator[Triple]:
        """The statement nodes with evidence, their direct edges, and the candidates that they name."""
        for statement in statements:
            kind = "link" if statement.evidence.method == "editor-link" else FRAGMENTS[type(statement)]
            place = f"{kind}-{statement.evidence.provision}"
            self.counts[place] += 1
            node = self.parts.own(kind, f"{statement.evidence.provision}-{self.counts[place]}")
            yield from self.writers[type(statement)](node, statement)
        for key, (class_, label) in self.candidates.items():
            yield from describe(self.entity(key), class_, ("rdfs:label", literal(label, self.resolution.language)))

    def citation(self, node: str, citation: Citation) -> Iterator[Triple]:
        """A citation; a resolved one with the direct edges of its act and of citing."""
        cited = self._cited(citation.cited)
        provisions = self._provisions(citation.cited, citation.provisions)
        characterization = vocabulary.characterizations().get(citation.act, iri("unm:mentionsDocument")) if cited else None
        yield from self._statement(
            node,
            "unm:Citation",
            citation.evidence,
            ("cito:hasCitingEntity", iri(self.document)),
            ("cito:hasCitedEntity", cited),
            ("cito:hasCitationCharacterization", characterization),
            ("unm:act", iri(f"act:{citation.act}")),
            ("unm:citationScope", iri(f"scope:{citation.scope}")),
            ("unm:resolutionStatus", iri(f"status:{citation.status}")),
            ("unm:citationForm", iri(f"form:{citation.form}")),
            ("unm:citedIssuer", self._issuer(citation.issuer)),
            *(("unm:candidateDocument", iri(self.names.document(symbol))) for symbol in citation.candidates),
            ("unm:pinpoint", optional(citation.pinpoint)),
            *(("unm:citedProvision", provision) for provision in provisions),
            ("unm:linkTarget", address(citation.link_target) if citation.link_target else None),
        )
        if cited and characterization:
            yield iri(self.document), characterization, cited
            yield iri(self.document), iri("unm:cites"), cited
        yield from self._edges(citation.evidence, provisions)

    def internal_reference(self, node: str, reference: InternalReference) -> Iterator[Triple]:
        """A reference to other provisions of the document, with a direct edge to each."""
        provisions = [iri(self.part(provision)) for provision in reference.provisions]
        yield from self._statement(
            node,
            "unm:InternalReference",
            reference.evidence,
            ("unm:pinpoint", literal(reference.pinpoint)),
            *(("unm:citedProvision", provision) for provision in provisions),
        )
        yield from self._edges(reference.evidence, provisions)

    def mention(self, node: str, mention: Mention) -> Iterator[Triple]:
        """A mention, with a direct edge from its provision to each entity."""
        provision = iri(self.part(mention.evidence.provision))
        entities = [iri(self.entity(key)) for key in mention.entities]
        yield from self._statement(
            node,
            "unm:Mention",
            mention.evidence,
            *(("unm:mentionedEntity", entity) for entity in entities),
            ("unm:role", iri(f"role:{mention.role}") if mention.role else None),
            ("unm:listIsOpen", literal(mention.open_list) if mention.open_list else None),
            ("schema:location", optional(mention.place)),
            ("schema:startDate", optional(mention.start)),
            ("schema:endDate", optional(mention.end)),
        )
        for key, entity in zip(mention.entities, entities, strict=True):
            yield provision, iri("unm:mentions"), entity
            if key.startswith("candidate/"):
                class_ = "unm:CandidateActor" if mention.role else "unm:Conference"
                self._candidate(key, class_, mention.evidence.quote)

    def mandate(self, node: str, mandate: Mandate) -> Iterator[Triple]:
        """A mandate, with a direct edge from the document to each addressee."""
        language = self.resolution.language
        addressees = self._entities(mandate.addressees)
        yield from self._decided(
            node,
            "unm:Mandate",
            mandate,
            ("unm:force", iri(f"force:{mandate.force}")),
            ("unm:taskKind", iri(f"task:{mandate.task_kind}")),
            ("unm:directive", optional(mandate.directive, language)),
            ("unm:taskVerb", optional(mandate.task_verb, language)),
            ("unm:underChapeau", iri(self.part(mandate.chapeau)) if mandate.chapeau else None),
            *(("unm:addressee", addressee) for addressee in addressees),
            *(("unm:secondaryAddressee", entity) for entity in self._entities(mandate.secondary_addressees)),
            *(("unm:recipient", entity) for entity in self._entities(mandate.recipients)),
            *(("unm:partner", entity) for entity in self._entities(mandate.partners)),
            *(("unm:concernsProgramme", entity) for entity in self._entities(mandate.programmes)),
            *(self._deadline(mandate.deadline) if mandate.deadline else ()),
            ("unm:periodicity", optional(mandate.periodicity, language)),
            ("unm:everyPeriod", duration(mandate.period) if mandate.period else None),
        )
        for addressee in addressees:
            yield iri(self.document), iri("unm:givesMandateTo"), addressee

    def _deadline(self, deadline: Deadline) -> Iterator[tuple[str, Term | None]]:
        """What a deadline says, as properties of its mandate."""
        yield "unm:deadline", literal(deadline.words, self.resolution.language)
        yield "unm:dueBy", optional(deadline.by)
        yield "unm:duePrecision", iri(f"precision:{deadline.precision}") if deadline.precision else None
        yield "unm:dueAtSession", optional(deadline.session)
        yield "unm:dueBody", iri(self.entity(deadline.body)) if deadline.body else None

    def extension(self, node: str, extension: Extension) -> Iterator[Triple]:
        """The extension of a mandate, with a direct edge from the document to the actor whose mandate it is."""
        entity = iri(self.entity(extension.entity)) if extension.entity else None
        yield from self._decided(
            node,
            "unm:MandateExtension",
            extension,
            ("unm:extendedObject", literal(extension.extended, self.resolution.language)),
            ("unm:extendedEntity", entity),
            ("unm:expires", optional(extension.expires)),
            ("unm:extendedFor", duration(extension.duration) if extension.duration else None),
            ("unm:baseDocument", self._cited(extension.base)),
            *(("unm:baseProvision", provision) for provision in self._provisions(extension.base, extension.provisions)),
        )
        yield from self._edge("unm:extendsMandateOf", extension.entity, extension.extended)

    def establishment(self, node: str, establishment: Establishment) -> Iterator[Triple]:
        """What is set up or ended, with a direct edge from the document to the actor that it is."""
        class_, object_, entity, edge = (
            ("unm:Termination", "unm:terminatedObject", "unm:terminatedEntity", "unm:terminates")
            if establishment.ends
            else ("unm:Establishment", "unm:establishedObject", "unm:establishedEntity", "unm:establishes")
        )
        key, words = establishment.entity, establishment.established
        named = iri(self.entity(key)) if key else None
        yield from self._decided(node, class_, establishment, (object_, literal(words, self.resolution.language)), (entity, named))
        yield from self._edge(edge, key, words)

    def clause(self, node: str, clause: Clause) -> Iterator[Triple]:
        """A clause on review, expiry or sunset."""
        yield from self._statement(
            node,
            "unm:Clause",
            clause.evidence,
            ("unm:clauseKind", iri(f"clause:{clause.clause_kind}")),
            ("unm:isFirm", literal(value=clause.firm)),
            ("unm:clauseTime", optional(clause.when, self.resolution.language)),
            ("unm:clauseDate", optional(clause.day)),
        )

    def _edge(self, edge: str, key: str | None, words: str) -> Iterator[Triple]:
        """A direct edge from the document to an entity, which is described where it is a candidate."""
        if key:
            yield iri(self.document), iri(edge), iri(self.entity(key))
            if key.startswith("candidate/"):
                self._candidate(key, "unm:CandidateActor", words)

    def _decided(
        self, node: str, class_: str, statement: Mandate | Extension | Establishment, *pairs: tuple[str, Term | None]
    ) -> Iterator[Triple]:
        """A statement of what the issuing body decides or asks for."""
        issuer = iri(self.entity(self.resolution.issuing_body))
        act = iri(f"act:{statement.act}")
        yield from self._statement(node, class_, statement.evidence, ("unm:issuedBy", issuer), ("unm:act", act), *pairs)

    def reported_act(self, node: str, act: ReportedAct) -> Iterator[Triple]:
        """A reported act. It has no direct edge: it is not an act of this document."""
        yield from self._statement(
            node,
            "unm:ReportedAct",
            act.evidence,
            ("unm:act", iri(f"act:{act.act}")),
            ("unm:reportedAgent", iri(self.entity(act.agent)) if act.agent else None),
            ("unm:reportedSource", iri(self.names.document(act.source)) if act.source else None),
            *(("unm:reportedAddressee", iri(self.entity(key))) for key in act.addressees),
        )

    def renaming(self, node: str, renaming: Renaming) -> Iterator[Triple]:
        """A renaming between two name records; only one decided here has a direct edge."""
        entity = iri(self.entity(renaming.entity))
        from_record, from_triples = self._name_record(f"{node}-from-name", renaming.entity, renaming.from_name)
        to_record, to_triples = self._name_record(f"{node}-to-name", renaming.entity, renaming.to_name)
        yield from self._statement(
            node,
            "unm:Renaming",
            renaming.evidence,
            ("unm:renamedEntity", entity),
            ("unm:fromName", from_record),
            ("unm:toName", to_record),
            ("unm:decidedBy", iri(self.entity(renaming.decided_by)) if renaming.decided_by else None),
            ("unm:decidedIn", iri(self.names.document(renaming.decided_in)) if renaming.decided_in else None),
            ("unm:assertionSource", iri("assertion:reported" if renaming.reported else "assertion:primary")),
            ("unm:mandatePreserved", literal(value=True) if renaming.mandate_preserved else None),
        )
        yield from (*from_triples, *to_triples)
        if renaming.entity.startswith("candidate/"):
            self._candidate(renaming.entity, "unm:CandidateActor", renaming.from_name)
        if not renaming.reported:
            yield iri(self.document), iri("unm:renames"), entity

    def part(self, fragment: str) -> str:
        """The IRI of a provision."""
        return self.parts.provision(fragment)

    def entity(self, key: str) -> str:
        """The IRI of an entity."""
        return self.names.entity(key, self.resolution.symbol)

    def _entities(self, keys: Iterable[str]) -> list[Term]:
        return [iri(self.entity(key)) for key in keys]

    def _statement(self, node: str, class_: str, evidence: Evidence, *pairs: tuple[str, Term | None]) -> Iterator[Triple]:
        yield from describe(
            node,
            class_,
            ("unm:inProvision", iri(self.part(evidence.provision))),
            ("unm:quote", literal(evidence.quote, self.resolution.language)),
            ("unm:quoteStart", literal(evidence.start)),
            ("unm:quoteEnd", literal(evidence.end)),
            ("unm:extractionMethod", iri(f"method:{evidence.method}")),
            ("unm:confidence", literal(methods.confidences()[evidence.method])),
            *pairs,
        )

    def _cited(self, cited: Symbol | str | None) -> Term | None:
        if cited is None:
            return None
        return iri(self.names.document(cited) if isinstance(cited, Symbol) else self.names.entity(cited))

    def _provisions(self, cited: Symbol | str | None, provisions: Iterable[str]) -> list[Term]:
        """The provisions of the cited document that a pinpoint names."""
        return [iri(self.names.part(cited, provision)) for provision in provisions] if isinstance(cited, Symbol) else []

    def _edges(self, evidence: Evidence, provisions: Iterable[Term]) -> Iterator[Triple]:
        for provision in provisions:
            yield iri(self.part(evidence.provision)), iri("unm:citesProvision"), provision

    def _issuer(self, issuer: str | None) -> Term | None:
        return iri(self.entity(issuer)) if issuer and issuer in self.authority.bodies else None

    def _candidate(self, key: str, class_: str, words: str) -> None:
        """Note a candidate; of the words for it the longest are its label, since the others are short forms of them."""
        known = self.candidates.get(key)
        if not known or len(words) > len(known[1]):
            self.candidates[key] = (class_, words)

    def _name_record(self, new: str, key: str, text: str) -> tuple[Term, list[Triple]]:
        """The name record of the authority data, or a `new` one of this document where they do not have the name."""
        for name in self.authority.names_by_key.get(key, ()):
            if name.text == text:
                return iri(self.names.name_record(key, name.number)), []
        triples = [
            *describe(new, "unm:NameRecord", ("unm:nameText", literal(text, self.resolution.language))),
            *describe(self.entity(key), None, ("unm:hasName", iri(new))),
        ]
        return iri(new), triples
