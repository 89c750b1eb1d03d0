"""The references in any text, and what looks like one and is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from mandategraph import authority as authorities
from mandategraph.authority import Authority
from mandategraph.cite.context import Words, words
from mandategraph.cite.reading import PARAGRAPH, Found, Reading
from mandategraph.cite.reference import Leftover, Reference
from mandategraph.cite.scope import Scoping
from mandategraph.grammar import acts, clauses, language
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.shapes import shape
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Provision
from mandategraph.symbol import Symbol

OPENING = 20_000  # characters at the beginning of a text in which its issuing body is looked for


def cite(text: str, *, issuer: str | None = None, lang: str = "en", authority: Authority | None = None) -> tuple[Reference, ...]:
    """The references to documents in a text, in order; offsets count its Unicode code points.

    `issuer` is the key of the body that adopted the text, such as "body/ga" (default: the body of its opening line), `lang` the
    language of the text, `authority` the curated facts (default: the package's own). Raises `MandateGraphError` for a language
    without a grammar.

    >>> [(r.quote, str(r.cited)) for r in cite("Recalling General Assembly resolutions 58/220 and 217 A (III),")]
    [('General Assembly resolutions 58/220', 'A/RES/58/220'), ('217 A (III)', 'A/RES/217(III) A')]
    """
    found = words(authority or authorities.load(), language.load(lang))
    paragraphs = Paragraphs(text, found)
    return tuple(
        _reference(text, reference, paragraphs)
        for reference in Reading(text, found, issuer or issuing_body(text, found)).references()
    )


def issuing_body(text: str, words: Words) -> str | None:
    """The key of the body that a text names in its opening line, "The General Assembly,"; None where there is none."""
    for match in words.language.pattern("citation", "opening").finditer(text, 0, OPENING):
        key = words.keys.get(" ".join(match["name"].split()).lower())
        if key:
            return key
    return None


def leftovers(text: str, references: Iterable[Reference]) -> tuple[Leftover, ...]:
    """What has the shape of a symbol and is covered by no reference, in order.

    >>> [leftover.quote for leftover in leftovers("HIV/AIDS, 58/220, 24/7 and A/RES/1/2/3", ())]
    ['58/220', '24/7', 'A/RES/1/2/3']
    """
    covered = list(references)
    return tuple(
        Leftover(match.start(), match.end(), match[0])
        for match in _loose().finditer(text)
        if not overlapping(covered, match.start(), match.end()) and not _is_heading(text, match)
    )


def _is_heading(text: str, match: re.Match[str]) -> bool:
    """Whether the own number of a resolution stands before its title: "58/220. Title"."""
    return text[max(0, match.start() - 1) : match.start()] in {"", "\n"} and text[match.end() : match.end() + 1] in {".", "\n", ""}


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(shape("loose"))


class Paragraphs:
    """The paragraphs of a text as provisions, each made when a reference in it is asked for."""

    def __init__(self, text: str, words: Words) -> None:
        """Find where the paragraphs begin; blank lines part them, and numbers at the beginning of a line."""
        self.text, self.words = text, words
        self.starts = [0, *(match.end() for match in PARAGRAPH.finditer(text))]
        self.lexicon = acts.load(words.language.code)
        self.last: tuple[int, int, Scoping] | None = None

    def at(self, place: int) -> tuple[int, Scoping]:
        """Where the text of the paragraph around a place begins, without its number, and what governs references in it."""
        index = bisect_right(self.starts, place) - 1
        if not self.last or self.last[0] != index:
            start = self.starts[index]
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
            number = self.words.language.pattern("citation", "paragraph_number").match(self.text, start, end)
            note = bool(number and number["note"])
            start = number.end() if number else start
            self.last = index, start, self._scoping(self.text[start:end], note=note)
        return self.last[1], self.last[2]

    def _scoping(self, text: str, *, note: bool) -> Scoping:
        language: Language = self.words.language
        provision = Provision("", "footnote" if note else "operative", text, lead=None if note else self.lexicon.lead(text))
        names = list(self._agents(text)) if not note and self.words.told.search(text) else []
        return Scoping(provision, clauses.reported(provision, names, self.lexicon, language) if names else (), language)

    def _agents(self, text: str) -> Iterator[NameSpan]:
        """The bodies named in a paragraph, which may be the subjects of reported clauses."""
        for body in self.words.bodies(text, 0, len(text)):
            yield NameSpan(body.start, body.end, body.key or "body/", "explicit")


def _reference(text: str, found: Found, paragraphs: Paragraphs) -> Reference:
    start, scoping = paragraphs.at(found.start)
    scope, act = scoping(found.start - start, found.end - start)
    lead = scoping.provision.lead
    verdict = found.verdict
    return Reference(
        found.start,
        found.end,
        text[found.start : found.end],
        verdict.cited if isinstance(verdict.cited, Symbol) else None,
        verdict.status,
        found.form,
        verdict.method,
        verdict.issuer,
        verdict.candidates,
        found.pinpoint,
        found.provisions,
        act,
        lead.phrase if lead and scope == "governed" else None,
        scope,
    )
