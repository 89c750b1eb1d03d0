"""Steps two and three: whose document a token names (context), and which one it is (resolution)."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from mandategraph.authority import Authority
from mandategraph.cite.tokens import Token, tokens
from mandategraph.errors import SymbolError
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.names import NameSpan, gazetteer
from mandategraph.grammar.shapes import decision_series, shape
from mandategraph.grammar.spans import overlapping
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
        self.language = language
        self.last_resolution: Symbol | None = None
        self.fill = {
            "bodies": gazetteer(authority, language.code).bodies,
            "heads": alternatives(language.words("names", "heads")),
        }
        self.context = language.pattern("citation", "context", **self.fill)
        self.context_noun = language.pattern("citation", "context_noun")

    def references(
        self, provision: Provision, names: Sequence[NameSpan], clauses: Sequence[ReportedClause]
    ) -> tuple[Reference, ...]:
        """The references in a provision, in order; of two that overlap the longer one."""
        found = [
            *self._symbols(provision, names, clauses),
            *self._back_references(provision),
            *self._entitled(provision),
            *self._instruments(names),
            *self._unnamed(provision),
        ]
        kept: list[Reference] = []
        for reference in sorted(found, key=lambda r: (r.start - r.end, r.start)):
            if not overlapping(kept, reference.start, reference.end):
                insort(kept, reference, key=lambda r: r.start)
        return tuple(self._with_antecedent(reference) for reference in kept)

    def _symbols(self, provision: Provision, names: Sequence[NameSpan], clauses: Sequence[ReportedClause]) -> Iterator[Reference]:
        """Symbols with their series, and bare numbers whose context says that a resolution or decision is meant."""
        text = provision.text
        read: Callable[[str], Symbol | None] = _parsed
        previous: Token | None = None
        for token in tokens(text):
            if not token.bare:
                yield self._reference(token, token.start, _parsed(token.text), text)
                continue
            context = self._context(text, token.start)
            if context:
                body = self._body(context, names, clauses)
                read = partial(_decision if context["noun"][0] in "Dd" else _parsed, body=body)
            elif not (previous and self._in_list(text[previous.end : token.start])):
                previous = None
                continue
            previous = token
            start = context.start("own" if context["own"] else 0) if context else token.start
            yield self._reference(token, start, read(token.text), text)

    def _context(self, text: str, end: int) -> re.Match[str] | None:
        """The words up to `end` that say whose resolution or decision is meant; None where no such noun stands right before."""
        window = max(0, end - CONTEXT_WINDOW), end
        return self.context.search(text, *window) if self.context_noun.search(text, *window) else None

    def _in_list(self, between: str) -> bool:
        """Whether the words between two numbers only join them to a list."""
        return bool(self.language.pattern("citation", "list_glue").fullmatch(between))

    def _body(self, context: re.Match[str], names: Sequence[NameSpan], clauses: Sequence[ReportedClause]) -> str | None:
        """The body whose documents a context means; None for one whose name says too little.

        "its" means the body that stands right before ("the General Assembly, in its resolution"), else the one that acts in a
        reported clause, else the issuing body; where nothing is said, the issuing body is meant as well.
        """
        for group in ("body", "owner", "head"):
            if context[group]:
                name = overlapping(names, context.start(group))
                return name.key if name and name.kind == "body" else None
        clause = overlapping(clauses, context.start()) if context["own"] else None
        return clause.agent if clause else self.resolution.issuing_body

    def _reference(self, token: Token, start: int, cited: Symbol | None, text: str) -> Reference:
        """A token as a reference; a number that cannot be the body's is left ambiguous."""
        pinpoint = self.language.pattern("citation", "pinpoint").match(text, token.end)
        part = pinpoint["pinpoint"] if pinpoint else None
        return Reference(start, token.end, cited, "resolved" if cited else "ambiguous", "explicit", part)

    def _back_references(self, provision: Provision) -> Iterator[Reference]:
        for match in self.language.find("citation", "antecedent", provision.text):
            yield Reference(match.start(), match.end(), None, "inferred-antecedent", "antecedent")

    def _with_antecedent(self, reference: Reference) -> Reference:
        """A back-reference with the resolution cited last; without one, or where that is ambiguous, it stays unresolved."""
        if reference.status == "ambiguous" or (isinstance(reference.cited, Symbol) and "/RES/" in str(reference.cited)):
            self.last_resolution = reference.cited if isinstance(reference.cited, Symbol) else None
        if reference.status != "inferred-antecedent":
            return reference
        status: Status = "inferred-antecedent" if self.last_resolution else "unresolved"
        return Reference(reference.start, reference.end, self.last_resolution, status, "antecedent")

    def _entitled(self, provision: Provision) -> Iterator[Reference]:
        """A note or report named by its title, which the footnote at its end identifies by a symbol alone."""
        if not provision.note_references:
            return
        for match in self.language.find("citation", "entitled", provision.text):
            for mark in provision.note_references:
                note = self.resolution.by_id.get(f"fn-{mark.number}")
                if note and 0 <= mark.offset - match.end() <= 1:
                    cited = [_parsed(token.text) for token in tokens(note.text) if token.text == note.text.rstrip(".")]
                    if cited and cited[0]:
                        yield Reference(match.start(), match.end(), cited[0], "resolved", "footnote")

    def _instruments(self, names: Sequence[NameSpan]) -> Iterator[Reference]:
        for name in names:
            if name.kind == "instrument":
                yield Reference(name.start, name.end, name.key, "resolved", name.method)

    def _unnamed(self, provision: Provision) -> Iterator[Reference]:
        """References to documents that the words do not name: "the relevant mandates"."""
        for match in self.language.find("citation", "unresolved", provision.text, **self.fill):
            yield Reference(match.start(), match.end(), None, "unresolved", "explicit")


def _parsed(text: str, body: str | None = None) -> Symbol | None:
    """The symbol that a text prints, or None where it is none of that body; a year never stands for a session."""
    try:
        symbol = Symbol.parse(text, body=body)
    except SymbolError:
        return None
    return None if symbol.session and re.match(shape("year"), symbol.session) else symbol


def _decision(text: str, body: str | None) -> Symbol | None:
    """The symbol of a decision of a body, from its bare number."""
    series = decision_series(body) if body else None
    return _parsed(series + text) if series else None
