"""The short forms by which a document goes on to speak of what it has named: "the Panel of Experts", "the Committee"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from mandategraph.grammar.language import Language

TITLE = -1  # the number that the title of a document has among its provisions
MOST_FORMS = 6  # words before the head that a short form may keep


class Place(NamedTuple):
    """A place in a document: the number of the provision, from 0 on, or `TITLE`; and the code point in its text."""

    provision: int
    start: int


class Antecedents:
    """What one document has named in full, and by which short forms it may speak of it."""

    def __init__(self, language: Language, own: Iterable[str], issuer: str) -> None:
        """`own` are the head nouns in the name of the issuing body, which means itself by them."""
        self.language = language
        self.plain = _words(language, "plain")
        self.own = dict.fromkeys((word.lower() for word in own), issuer)
        self._forms: dict[str, frozenset[str]] = {}
        self._first: defaultdict[str, dict[str, Place]] = defaultdict(dict)  # where a form may first have been meant, by entity
        self._inside: defaultdict[tuple[str, int], dict[str, int]] = defaultdict(dict)  # the same for each provision
        self._defined: defaultdict[str, set[str | None]] = defaultdict(set)
        self._contested: set[str] = set()
        self._meant: dict[str, str | None] = {}

    def name(self, place: Place, key: str, names: Iterable[str]) -> None:
        """Take note that an entity with these names is named in full at a place; places come in order."""
        if key not in self._forms:
            self._forms[key] = frozenset(form for name in names for form in short_forms(name, self.language))
        for form in self._forms[key]:
            self._first[form].setdefault(key, place)
            self._inside[form, place.provision].setdefault(key, place.start)

    def define(self, form: str, key: str | None) -> None:
        """Take note that the document itself says what it means by a form; None where that is no name that could be read."""
        self._defined[form.lower()].add(key)

    def contest(self, words: str) -> None:
        """Take note of a name of something else, whose head noun no longer tells an organ: "Programme of Action"."""
        self._contested |= {word for word in words.lower().split() if word in self.plain}

    def meant(self, key: str, words: str) -> str | None:
        """The entity that a candidate is, where its words are a short form of one longer name: else itself, None for several."""
        if key not in self._meant:
            keys = self._first.get(words.lower(), {}).keys() - {key}
            self._meant[key] = key if not keys else keys.pop() if len(keys) == 1 else None
        return self._meant[key]

    def of(self, form: str, place: Place, above: Iterable[int] = ()) -> str | Literal[False] | None:
        """The entity a short form means at a place.

        None where it may mean several, False where nothing was named that it could mean. `above` are the numbers of the provisions
        to which that of the place belongs, the nearest first.
        """
        form = form.lower()
        if form in self._defined:
            return _only(self._defined[form])
        if form in self.own:
            return self.own[form]
        here = self._inside.get((form, place.provision), {})
        near = [self._keys(key for key, start in here.items() if start < place.start)]
        near += [self._keys(self._inside.get((form, number), ())) for number in above]
        named = next((keys for keys in near if keys), None)
        if named:
            return _only(named)
        titled = self._keys(self._inside.get((form, TITLE), ()))
        if len(titled) == 1:
            return titled.pop()
        if form in self._contested:
            return None
        first = self._first.get(form, {})
        keys = self._keys(key for key, where in first.items() if where < place) or self._keys(first if " " in form else ())
        return _only(keys) if keys else False

    def _keys(self, named: Iterable[str]) -> set[str]:
        """The entities named, a candidate as what it is meant to be; not one that may be several."""
        return {meant for meant in (self._meant.get(key, key) for key in named) if meant}


def _only(keys: AbstractSet[str | None]) -> str | None:
    """The one of a set, or None where there are several."""
    return next(iter(keys)) if len(keys) == 1 else None


@lru_cache(maxsize=8192)
def short_forms(name: str, language: Language) -> frozenset[str]:
    """The forms by which a name may be taken up again, in small letters.

    >>> from mandategraph.grammar import language
    >>> sorted(short_forms("Panel of Experts on the Sudan", language.load("en")))
    ['panel', 'panel of experts']
    >>> sorted(short_forms("United Nations Mission in Liberia", language.load("en")))
    ['mission', 'mission in liberia', 'united nations mission']
    """
    text = " ".join(name.split())
    bare = language.pattern("names", "owners").sub("", text)
    found = {bare, *_shorter(text, language), *_shorter(bare, language)}
    return frozenset(form.lower() for form in found if form != text)


def _shorter(text: str, language: Language) -> Iterator[str]:
    """The words of a name up to its head, from each of them on; and the name up to each further joint."""
    plain, heads = _words(language, "plain"), _words(language, "organ_heads")
    joints = list(language.pattern("names", "joint").finditer(text))
    words, last = (text[: joints[0].start()] if joints else text).split(), text.rsplit(" ", 1)[-1]
    if joints and joints[0][0] == " for" and last.lower() in heads and words[-1].lower() not in heads:
        words = text.split()  # "Financing for Development Office"
    for n in range(max(0, len(words) - MOST_FORMS), len(words)):
        rest = words[n:]
        if rest[0][:1].isupper() and rest[0] != "Nations" and (len(rest) > 1 or rest[0].lower() in plain):
            yield " ".join(rest)
    for joint in joints[1:]:
        if text[: joint.start()].rsplit(" ", 1)[-1][:1].isupper():
            yield text[: joint.start()]


@cache
def _words(language: Language, name: str) -> frozenset[str]:
    """A list of heads in small letters."""
    return frozenset(word.lower() for word in language.words("names", name))
