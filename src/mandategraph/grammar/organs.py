"""Names that no list holds, told by their shape: "Working Group on …", "Committee established pursuant to resolution …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from mandategraph.grammar import language as languages
from mandategraph.grammar import vocabulary
from mandategraph.grammar.candidate import Candidate
from mandategraph.grammar.language import alternatives
from mandategraph.grammar.naming import Naming
from mandategraph.grammar.spans import Stretch, overlapping
from mandategraph.grammar.tokens import tokens

ORGANS = {"un-body", "igo", "post"}
BEFORE, BEHIND = 100, 260  # characters around a head in which its name stands
ARTICLE = "the "
Told = Literal["name", "short", "plain", "other"]


@dataclass(frozen=True, slots=True)
class Organ:
    """Words from `start` to `end` with the shape of an organ's name.

    `told` says how far they go: a whole `name` ("Working Group on Ageing"), several words that may stand for a longer name
    (`short`: "Monitoring Team"), a head alone (`plain`: "Committee"), or a name of something `other` than an organ ("Programme of
    Action"). `core` is the end of the head. `resolution` is the number of the resolution by which the words tell the organ,
    empty for the document itself.
    """

    start: int
    end: int
    told: Told
    core: int
    resolution: str | None = None


class Title(NamedTuple):
    """Where the title of a document stands."""

    start: int
    end: int


class Organs:
    """Finds the shapes of one language around the nouns that head the names of organs."""

    def __init__(self, code: str) -> None:
        """`code` is a language with words for actors."""
        self.code = code
        self.language = languages.load(code)
        heads = self.language.words("names", "organ_heads")
        self._heads = re.compile(rf"(?:{alternatives(heads)})(?![\w-])")
        self._plain = frozenset(self.language.words("names", "plain"))
        self._left, self._goes_on = self._pattern("left"), self._pattern("goes_on")
        self._by_resolution, self._definite = self._pattern("by_resolution"), self._pattern("definite")
        self._cut, self._no_organ, self._joined = self._pattern("cut"), self._pattern("no_organ"), self._pattern("joined")
        self._over, self._number = self._pattern("over"), self._pattern("after_head")
        self._described = self._pattern("described")
        self._owners, self._of_its_own = self._pattern("owners"), self._pattern("of_its_own")
        self._seat = self._pattern("seat")
        self._no_start = self.language.words("names", "no_start")
        self._titles, self._agenda_item = self._pattern("title"), self._pattern("agenda_item")

    def _pattern(self, name: str) -> re.Pattern[str]:
        return self.language.pattern("names", name)

    def titles(self, text: str) -> list[Title]:
        """Where the titles of documents stand in quotation marks; the title of an agenda item is none.

        >>> load("en").titles("the note “On X” under the item “On Y”")
        [Title(start=9, end=15)]
        """
        if "“" not in text:
            return []
        titles = [Title(*match.span()) for match in self._titles.finditer(text, 1)]
        return [title for title in titles if not self._agenda_item.search(text, max(0, title.start - 40), title.start)]

    def find(self, text: str, known: Sequence[Stretch]) -> Iterator[Organ]:
        """The shapes in a text whose head is in none of the `known` names, in order; each ends before the next one begins."""
        done = 0
        for head in self._heads.finditer(text):
            if head.start() < done or overlapping(known, head.start()):
                continue
            organ = self._at(text, done, head, known)
            if organ and organ.start >= done:
                done = organ.end
                yield organ

    def _at(self, text: str, done: int, head: re.Match[str], known: Sequence[Stretch]) -> Organ | None:
        """The shape with a head, which begins at `done` or later."""
        goes_on = self._goes_on.match(text, head.end())
        run = self._left.search(text, max(0, head.start() - BEFORE, done), head.start())
        start = run.start() if run else head.start()
        if text[start - 1 : start].isalnum() or text[start - 1 : start] in self._no_start:
            return None
        told = self._by_resolution.match(text, head.end())
        if told:
            number = " ".join((told["number"] or "").split())
            seat = self._seat.match(text, start, head.start())
            return Organ(seat.end() if seat else start, told.end(), "name", core=told.end("of"), resolution=number)
        if start == head.start() and not goes_on:
            return self._alone(text, start, head.end())
        return self._shaped(text, start, head, known, goes_on=goes_on is not None)

    def _alone(self, text: str, start: int, end: int) -> Organ | None:
        """A head alone, where it may stand for a name."""
        definite = self._definite.search(text, max(0, start - 6), start) or self._of_its_own.match(text, end)
        if text[start:end] not in self._plain or not definite:
            return None
        return Organ(start, end, "other" if self._described.match(text, end) else "plain", core=end)

    def _shaped(self, text: str, start: int, head: re.Match[str], known: Sequence[Stretch], *, goes_on: bool) -> Organ | None:
        """The name with a head, whose capitalised words begin at `start`."""
        owner = overlapping(known, start)
        if owner and not self._owners.match(text, start):
            start = owner.start  # "Organization for Security and Cooperation in Europe Special Monitoring Mission"
        before = text[text.rfind(" ", 0, max(0, start - 1)) + 1 : start]
        if before.strip().isalpha() and before.islower():
            before = ARTICLE  # which word of lower case it is makes no difference, but to how often the cache is hit
        left = start - len(before)
        over = (self._over if goes_on else self._number).search(text, head.end(), head.end() + BEHIND)
        right = over.end() if over else min(head.end() + BEHIND, len(text))
        spans = tuple((n.start - left, n.end - left) for n in known if start <= n.start and n.end <= right)
        found = _shape(self.code, before + text[start:right], head.start() - left, spans)
        if found is None:  # "Noting Council resolution 1325 (2000)"
            return self._alone(text, *head.span()) or Organ(start, head.end(), "other", core=head.end())
        begin, core, end = found.start + left, found.core + left, found.end + left
        seat = self._seat.match(text, begin, core)
        begin = seat.end() if seat else begin
        while cut := self._cut.search(text, core, end):
            end = cut.start()
        if found.kind not in ORGANS or self._no_organ.match(text[begin:end]) or self._partial(text, begin, known):
            return Organ(begin, end, "other", core=core)
        if end > core:
            return Organ(begin, end, "name", core=core)
        return Organ(begin, end, "short", core=core) if " " in text[begin:end] else self._alone(text, begin, end)

    def _partial(self, text: str, start: int, known: Sequence[Stretch]) -> bool:
        """Whether a name may begin before the words found: "Rule of [Law Unit]", "Peace and [Reintegration Commission]"."""
        joint = self._joined.search(text, max(0, start - BEFORE), start)
        return joint is not None and not overlapping(known, joint.start("last"))


class _Shape(NamedTuple):
    """Where a shape stands, its kind, and where its core ends."""

    start: int
    end: int
    kind: str
    core: int


@lru_cache(maxsize=4096)  # the same organs are named again and again
def _shape(code: str, text: str, head: int, known: tuple[tuple[int, int], ...]) -> _Shape | None:
    """The name with the head at a place of a text, in which names are known."""
    naming = Naming(text, tokens(text), dict(known), vocabulary.load(code))
    for candidate in naming.candidates():
        if candidate.start <= head < candidate.end:
            core = naming.extent(naming.index[_first(naming, candidate)])[0]
            return _Shape(candidate.start, candidate.end, candidate.kind, naming.tokens[core - 1].end)
        if candidate.start > head:
            break
    return None


def _first(naming: Naming, candidate: Candidate) -> int:
    """Where the first capitalised word of a candidate begins."""
    n = naming.index[candidate.start]
    while not naming.tokens[n].capital:
        n += 1
    return naming.tokens[n].start


@cache
def load(code: str) -> Organs:
    """The shapes of a language."""
    return Organs(code)
