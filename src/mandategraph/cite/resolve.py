"""Steps two and three: whose document a token names (context), and which one it is (resolution)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandategraph.authority import Authority
from mandategraph.cite.tokens import Token, tokens
from mandategraph.errors import SymbolError
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.names import NameSpan, gazetteer
from mandategraph.model import Method, Provision, Resolution, Status
from mandategraph.symbol import Symbol

CONTEXT_WINDOW = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a document, from `start` to `end`, and what they were resolved to."""

    start: int
    end: int
    cited: Symbol | str | None
    status: Status
    method: Method
    pinpoint: str | None = None


class Resolver:
    """Resolves the references of one resolution, in document order; it remembers what "that resolution" points back to."""

    def __init__(self, resolution: Resolution, authority: Authority, language: Language) -> None:
        """`resolution` gives the issuing body and the footnotes; nothing is read from its symbol."""
        self.resolution = resolution
        self.authority = authority
        self.language = language
        self.last_resolution: Symbol | None = None
        fill = {
            "bodies": gazetteer(authority, language.code).bodies,
            "heads": alternatives(language.words("names", "heads")),
        }
        self.context = language.pattern("citation", "context", **fill)
        self.unresolved = language.pattern("citation", "unresolved", **fill)

    def references(self, provision: Provision, names: Sequence[NameSpan]) -> tuple[Reference, ...]:
        """The references in a provision, in order; of two that overlap the longer one."""
        found = [
            *self._symbols(provision, names),
            *self._back_references(provision),
            *self._entitled(provision),
            *self._instruments(names),
            *self._unnamed(provision),
        ]
        kept: list[Reference] = []
        for reference in sorted(found, key=lambda r: (r.start - r.end, r.start)):
            if not any(reference.start < other.end and other.start < reference.end for other in kept):
                kept.append(reference)
        return tuple(self._with_antecedent(reference) for reference in sorted(kept, key=lambda r: r.start))

    def _symbols(self, provision: Provision, names: Sequence[NameSpan]) -> Iterator[Reference]:
        """Symbols with their series, and bare numbers whose context says that a resolution or decision is meant."""
        text = provision.text
        body: str | None = None
        previous: Token | None = None
        for token in tokens(text):
            start = token.start
            if not token.bare:
                yield self._resolved(token, start, None, text)
                continue
            context = self.context.search(text, max(0, token.start - CONTEXT_WINDOW), token.start)
            if context:
                body, start = self._body(context, names), token.start - len(context[0].lstrip())
            elif not (previous and self.language.pattern("citation", "list_glue").match(text[previous.end : token.start])):
                previous = None
                continue
            previous = token
            yield self._resolved(token, start, body, text)

    def _body(self, context: re.Match[str], names: Sequence[NameSpan]) -> str | None:
        """The body that a context names: its own, by name, by head noun, or the issuing body where none is named."""
        issuer = self.resolution.issuing_body
        if context["body"]:
            return next(iter(self.authority.find(context["body"])), None)
        if context["head"]:
            return next((name.key for name in names if name.start == context.start("head")), issuer)
        return issuer

    def _resolved(self, token: Token, start: int, body: str | None, text: str) -> Reference:
        """A token as a reference; a number that cannot be the body's is left ambiguous."""
        pinpoint = self.language.pattern("citation", "pinpoint").match(text[token.end :])
        part = pinpoint["pinpoint"] if pinpoint else None
        try:
            return Reference(start, token.end, Symbol.parse(token.text, body=body), "resolved", "explicit", part)
        except SymbolError:
            return Reference(start, token.end, None, "ambiguous", "explicit", part)

    def _back_references(self, provision: Provision) -> Iterator[Reference]:
        for match in self.language.pattern("citation", "antecedent").finditer(provision.text):
            yield Reference(match.start(), match.end(), None, "inferred-antecedent", "antecedent")

    def _with_antecedent(self, reference: Reference) -> Reference:
        """A back-reference with the resolution cited last; without one it stays unresolved."""
        if isinstance(reference.cited, Symbol) and reference.cited.body:
            self.last_resolution = reference.cited
        if reference.status != "inferred-antecedent":
            return reference
        status: Status = "inferred-antecedent" if self.last_resolution else "unresolved"
        return Reference(reference.start, reference.end, self.last_resolution, status, "antecedent")

    def _entitled(self, provision: Provision) -> Iterator[Reference]:
        """A note or report named by its title, which the footnote at its end identifies by a symbol alone."""
        for match in self.language.pattern("citation", "entitled").finditer(provision.text):
            for mark in provision.note_references:
                note = self.resolution.by_id.get(f"fn-{mark.number}")
                if note and 0 <= mark.offset - match.end() <= 1:
                    symbols = [token for token in tokens(note.text) if not token.bare]
                    if len(symbols) == 1 and symbols[0].text == note.text.rstrip("."):
                        yield Reference(match.start(), match.end(), Symbol.parse(symbols[0].text), "resolved", "footnote")

    def _instruments(self, names: Sequence[NameSpan]) -> Iterator[Reference]:
        for name in names:
            if name.kind == "instrument":
                yield Reference(name.start, name.end, name.key, "resolved", name.method)

    def _unnamed(self, provision: Provision) -> Iterator[Reference]:
        """References to documents that the words do not name: "the relevant mandates"."""
        for match in self.unresolved.finditer(provision.text):
            yield Reference(match.start(), match.end(), None, "unresolved", "explicit")
