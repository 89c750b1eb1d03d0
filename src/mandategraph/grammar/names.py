"""Finding the names of the authority data in a text, and the short forms by which a document goes on to use them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mandategraph.authority import Authority, folded
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Method, Provision, Resolution


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a provision, from `start` to `end`, and the entity it means."""

    start: int
    end: int
    key: str
    method: Method

    @property
    def kind(self) -> str:
        """The first part of the key: body, post, state, group, instrument or conference."""
        return self.key.partition("/")[0]


class Gazetteer:
    """The names of one language, matched longest first on word boundaries."""

    def __init__(self, authority: Authority, code: str) -> None:
        """`code` is the language of the text; official acronyms and names of other languages do not count."""
        self.authority = authority
        names = [name.text for name in authority.names if name.language == code]
        several = alternatives(name for name in names if " " in name).replace(r"\ ", r"\s+")
        single = alternatives(name for name in names if " " not in name)
        self._pattern = re.compile(rf"(?<![\w-])(?:(?i:{several})|{single})(?!\w)")
        self._spelling = {folded(name): name for name in reversed(names)}
        bodies = [name.text for name in authority.names if name.language == code and name.key in authority.bodies]
        self.bodies = alternatives(bodies)

    def find(self, text: str, issuer: str | None) -> list[NameSpan]:
        """The names in a text that mean exactly one entity, in order; ambiguous ones are left out."""
        spans = []
        for match in self._pattern.finditer(text):
            keys = self.authority.find(match[0], issuer)
            if len(keys) == 1:
                spans.append(NameSpan(match.start(), match.end(), keys[0], "explicit"))
        return spans

    def restored(self, text: str) -> str:
        """A text with each name in it in the case of the authority data.

        >>> from mandategraph import authority
        >>> Gazetteer(authority.load(), "en").restored("THE WORLD BANK GROUP")
        'THE World Bank GROUP'
        """
        return self._pattern.sub(lambda match: self._spelling.get(folded(match[0]), match[0]), text)


@cache
def gazetteer(authority: Authority, code: str) -> Gazetteer:
    """The gazetteer of an authority in a language, built once."""
    return Gazetteer(authority, code)


def names_of(resolution: Resolution, authority: Authority, language: Language) -> dict[str, tuple[NameSpan, ...]]:
    """The names in each provision, by provision id.

    A short form ("the Assembly") means the issuing body where that bears the head noun in its name, and otherwise the body
    named last whose name holds it; a short form without such an antecedent is left out.
    """
    finder = gazetteer(authority, language.code)
    antecedents: dict[str, str] = {}
    found = {}
    for provision in resolution.provisions:
        full = finder.find(provision.text, resolution.issuing_body)
        found[provision.id] = tuple(_with_short_forms(provision, full, resolution, finder, language, antecedents))
    return found


def _with_short_forms(
    provision: Provision,
    full: list[NameSpan],
    resolution: Resolution,
    finder: Gazetteer,
    language: Language,
    antecedents: dict[str, str],
) -> Iterable[NameSpan]:
    heads = language.words("names", "heads")
    own_name = " ".join(name.text for name in finder.authority.names_by_key[resolution.issuing_body])
    short = [
        match
        for match in language.pattern("names", "short", heads=alternatives(heads)).finditer(provision.text)
        if not overlapping(full, *match.span("head"))
    ]
    named = [NameSpan(match.start("head"), match.end("head"), match["head"], "antecedent") for match in short]
    for span in sorted([*full, *named], key=lambda span: span.start):
        if span.method == "antecedent":
            key = resolution.issuing_body if re.search(rf"\b{span.key}\b", own_name) else antecedents.get(span.key)
            if key:
                yield NameSpan(span.start, span.end, key, "antecedent")
            continue
        yield span
        if span.kind == "body":
            for head in heads:
                if head.lower() in folded(provision.text[span.start : span.end]).lower().split():
                    antecedents[head] = span.key
