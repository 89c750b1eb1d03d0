"""Text to citations: tokens (shape), context (whose document), resolution (which one), scope (what governs it)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mandategraph.authority import Authority
from mandategraph.cite import hyperlinks
from mandategraph.cite.context import Words, words
from mandategraph.cite.reading import Found, Reading
from mandategraph.cite.reference import Leftover, Reference
from mandategraph.cite.scope import Scoping
from mandategraph.cite.text import cite, leftovers
from mandategraph.cite.tokens import tokens
from mandategraph.cite.verdict import Verdict, parsed
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Citation, Evidence, InternalReference, Provision, Resolution, Scope

__all__ = ["Leftover", "Reference", "cite", "find", "leftovers", "links"]

BETWEEN = "\n\n"  # what parts provisions in the text that is read as a whole


def find(
    resolution: Resolution,
    names: Mapping[str, Sequence[NameSpan]],
    clauses: Mapping[str, Sequence[ReportedClause]],
    authority: Authority,
    language: Language,
) -> tuple[Citation | InternalReference, ...]:
    """The citations of a resolution, and its references to its own paragraphs, in document order.

    `names` and `clauses` are by provision id. A reference by which no document could be named is kept: its citation has no cited
    document, and its status says why.
    """
    known = words(authority, language)
    whole = Reading(BETWEEN.join(provision.text for provision in resolution.provisions), known, resolution.issuing_body)
    waiting = whole.references()[::-1]
    found: list[Citation | InternalReference] = []
    start = 0
    for provision in resolution.provisions:
        own: list[Found] = []
        while waiting and waiting[-1].start < start + len(provision.text):
            reference = waiting.pop()
            own.append(reference._replace(start=reference.start - start, end=reference.end - start))
        start += len(provision.text) + len(BETWEEN)
        others = [*_entitled(provision, resolution, known), *_instruments(names.get(provision.id, ())), *_unnamed(provision, known)]
        own += [other for other in others if not overlapping(own, other.start, other.end)]
        scoping = Scoping(provision, clauses.get(provision.id, ()), language)
        for reference in sorted(own, key=lambda reference: reference.start):
            statement = _statement(provision, reference, scoping, resolution)
            if statement:
                found.append(statement)
    return tuple(found)


def _statement(provision: Provision, found: Found, scoping: Scoping, resolution: Resolution) -> Citation | InternalReference | None:
    """A reference as a statement of the resolution; None for one to the resolution as a whole."""
    verdict = found.verdict
    evidence = Evidence.of(provision, found.start, found.end, verdict.method)
    if found.form == "internal" or verdict.cited == resolution.symbol:
        targets = tuple(target for target in found.provisions if target in resolution.by_id and target != provision.id)
        return InternalReference(evidence, targets, found.pinpoint) if targets and found.pinpoint else None
    scope, act = scoping(found.start, found.end)
    return Citation(
        evidence,
        verdict.cited if verdict.status != "contradicted" else None,
        act,
        scope,
        verdict.status,
        found.pinpoint,
        form=found.form,
        issuer=verdict.issuer,
        candidates=verdict.candidates,
        provisions=found.provisions if verdict.status in {"resolved", "inferred-antecedent"} else (),
    )


def _entitled(provision: Provision, resolution: Resolution, known: Words) -> Iterator[Found]:
    """A note or report named by its title, which the footnote at its end identifies by a symbol alone."""
    if not provision.note_references:
        return
    for match in known.language.find("citation", "entitled", provision.text):
        for mark in provision.note_references:
            note = resolution.by_id.get(f"fn-{mark.number}")
            if note and 0 <= mark.offset - match.end() <= 1:
                cited = [parsed(token.text) for token in tokens(note.text) if token.text == note.text.rstrip(".")]
                if cited and cited[0]:
                    yield Found(*match.span(), "entitled", Verdict(cited[0], "resolved", "footnote", cited[0].body))


def _instruments(names: Sequence[NameSpan]) -> Iterator[Found]:
    for name in names:
        if name.kind == "instrument":
            yield Found(name.start, name.end, "instrument", Verdict(name.key, "resolved", name.method))


def _unnamed(provision: Provision, known: Words) -> Iterator[Found]:
    """References to documents that the words do not name: "the relevant mandates"."""
    for match in known.language.find("citation", "unresolved", provision.text, **known.fill):
        yield Found(*match.span(), "unnamed", Verdict(None, "unresolved", "explicit"))


def links(
    resolution: Resolution, clauses: Mapping[str, Sequence[ReportedClause]], language: Language | None
) -> tuple[Citation, ...]:
    """The citations that the editors of a resolution made by hyperlinks, with the linked words as evidence.

    A link whose words and target name different numbers is kept as contradicted, without a cited document; one that leads to
    no document symbol is unresolved. Without a grammar of the `language` (None) it is not known what governs a citation.
    """
    found = []
    scopings: dict[str, Scoping] = {}
    for link in resolution.hyperlinks:
        provision = resolution.by_id[link.provision]
        cited, status = hyperlinks.resolve(link.target, provision.text[link.start : link.end])
        if cited == resolution.symbol:
            continue
        scope: Scope = "footnote" if provision.kind == "footnote" else "embedded"
        act = "mention"
        if language:
            if provision.id not in scopings:
                scopings[provision.id] = Scoping(provision, clauses.get(provision.id, ()), language)
            scope, act = scopings[provision.id](link.start, link.end)
        evidence = Evidence.of(provision, link.start, link.end, "editor-link")
        issuer = cited.body if cited else None
        found.append(Citation(evidence, cited, act, scope, status, form="link", issuer=issuer, link_target=link.target))
    return tuple(found)
