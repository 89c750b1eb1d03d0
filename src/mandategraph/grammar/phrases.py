"""Opening phrases: the verb with its adverbs, and what it expresses, as `data/grammar/{language}.toml` describes them.

The phrase is what the editors of the United Nations set in italics: "Also strongly encourages", "Expresses its deep concern",
"Takes note with appreciation", "Calls once again upon". It is built of word classes, not looked up as a whole, so that phrases are
found that nobody has seen before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mandategraph.grammar.language import Language, alternatives, filled

Form = Literal["third", "participle", "past", "base", "noun"]
MORE = 2  # further verbs that "and" may join to the first


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: where it ends, its verb in the dictionary's form, and whether that is in the third person."""

    end: int
    verb: str
    form: Form
    third: bool


class Phrases:
    """The opening phrases of one language."""

    def __init__(self, language: Language, forms: Mapping[Form, Iterable[str]]) -> None:
        """`forms` are the verbs of the acts: `third`, `participle`, `past` and `base`."""
        self.language = language
        self.third = {*forms["third"], *language.words("phrase", "third")}
        self.participle = {*forms["participle"], *language.words("phrase", "participle")}
        self.past = {*forms["past"], *language.words("phrase", "past")}
        self.base = set(forms["base"])
        self.verb_only = frozenset(language.words("phrase", "verb_only"))
        self._gap = re.compile(rf"\s+(?:{alternatives(language.words('phrase', 'inside'))})(?=\s)", re.IGNORECASE)
        self._full = self._pattern(brief=False, own=True)
        self._house = {body: self._pattern(brief=False, own=False) for body in language.words("phrase", "without_own")}
        self._house |= {body: self._pattern(brief=True, own=False) for body in self.verb_only}

    def match(self, text: str, issuer: str | None = None) -> Phrase | None:
        """The phrase that a text begins with, or None; `issuer` is the issuing body, whose editors may set only the verb apart."""
        match = self._house.get(issuer or "", self._full).match(text)
        if not match:
            return None
        if match["base"]:
            return Phrase(match.end(), self._plain(match["base"]), "base", bool(match["goes_on"]))
        if match["past"]:
            return Phrase(match.end(), self._plain(match["past"]), "past", third=False)
        if match["state"]:
            return Phrase(match.end(), self._plain(match["state"]), "participle", bool(match["stays"]))
        verb = self._plain(match["expressing"] or match["verb"])
        third = verb in self.third
        return Phrase(match.end(), verb, "third" if third else "participle", third)

    def _plain(self, verb: str) -> str:
        """A verb in small letters, single blanks, without the adverbs inside it."""
        return " ".join(self._gap.sub("", verb).lower().split())

    def _pattern(self, *, brief: bool, own: bool) -> re.Pattern[str]:
        words, written = self._words, self._written
        any_before = self.language.text("phrase", "before_any")
        kept = [word for word in self.language.words("phrase", "before") if not re.fullmatch(any_before, word)]
        before = rf"(?>(?:{alternatives(kept)}|{any_before})\s+)*+"
        several = [*self.language.words("phrase", "after"), *([] if brief else self.language.words("phrase", "after_more"))]
        after = f"{alternatives(several)}|{written('after_if')}"
        manner = written("manner") if brief else f"(?:{written('manner')}|{written('manner_more')})"
        expressing = words("expressing")
        verb = self._verbs({*self.third, *self.participle} - set(self.language.words("phrase", "expressing")))
        expressed = written("expressed_brief" if brief else "expressed")
        owned = written("own") if own else "(?!)"
        tail = rf"(?>\s+(?:{after}|{manner})(?!\w))*+"
        adverbs = rf"(?>\s+(?:{after})(?!\w))*+"
        more = rf"(?:{expressing}(?!\w){adverbs}(?:\s+{expressed}(?!\w))?|{verb}(?!\w){adverbs}(?:\s+{owned}(?!\w))?){tail}"
        goes_on = rf"(?:(?P<goes_on>{words('continues_third')})|{words('continues_participle')})"
        stays = rf"(?:(?P<stays>{words('states_third')})|{words('states_participle')})"
        heads = [
            rf"{goes_on}\s+{before}(?P<base>{self._verbs(self.base)})",
            rf"{stays}\s+{before}(?P<state>{self._verbs(self.participle)})",
            rf"{words('having')}\s+{before}(?P<past>{self._verbs(self.past)})",
            rf"(?P<expressing>{expressing})",
            rf"(?P<verb>{verb})",
        ]
        head = rf"(?:{'|'.join(heads)})(?!\w)"
        first = rf"{before}{head}{adverbs}(?:\s+(?(expressing){expressed}|{owned})(?!\w))?{tail}"
        return re.compile(rf"{first}(?:,?\s+{words('and')}\s+{before}{more}){{0,{MORE}}}", re.IGNORECASE)

    def _verbs(self, verbs: Iterable[str]) -> str:
        """A pattern of verbs; inside one of several words an adverb may stand."""
        single = alternatives(verb for verb in verbs if " " not in verb)
        inside = self._words("inside")
        several = sorted((verb for verb in verbs if " " in verb), key=len, reverse=True)
        spaced = [
            re.escape(first) + rf"(?:\s+{inside})?\s+" + re.escape(rest) for first, rest in (v.split(" ", 1) for v in several)
        ]
        return f"(?:{'|'.join([*spaced, single])})"

    def _words(self, name: str) -> str:
        return f"(?:{alternatives(self.language.words('phrase', name))})"

    def _written(self, name: str) -> str:
        """A pattern of the section with its parts filled in; blanks match any white space."""
        fill = {part: self._words(part) for part in ("feelings", "nouns", "own_nouns", "stops")}
        fill["any"] = rf"(?:(?!{self._words('stops')}\s)[^\W\d_][\w-]*\s+){{0,3}}?"
        return filled(self.language.text("phrase", name).replace(" ", r"\s+"), fill)
