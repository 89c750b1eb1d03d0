"""The names in a whole document: those of the authority data, those told by their shape, and the short forms of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from mandategraph.authority import Authority
from mandategraph.grammar import organs
from mandategraph.grammar.antecedents import TITLE, Antecedents, Place
from mandategraph.grammar.gazetteer import Gazetteer, NameSpan, gazetteer
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.organs import Organ
from mandategraph.grammar.spans import Stretch, overlapping
from mandategraph.model import Provision, Resolution
from mandategraph.wording import slug

__all__ = ["Gazetteer", "NameSpan", "gazetteer", "names_of"]

ACTORS = {"body", "post", "state", "group"}
LINE = 200  # characters before a name in which the verb stands
BEARERS = ("body/", "post/", "candidate/")  # what a document may go on to name by a short form


def names_of(resolution: Resolution, authority: Authority, language: Language) -> dict[str, tuple[NameSpan, ...]]:
    """The names in each provision, by provision id, in order; none overlaps another one.

    A name that the authority data do not know, but which is shaped like that of an organ, has the key `candidate/…`. A short form
    ("the Assembly", "the Panel of Experts") means what the document defines it to mean, else the issuing body where that bears
    the noun in its name, else the one entity that the provision, those above it or the document has named with it. Where several
    fit, or none, a head noun alone is left out. Names of actors inside the titles of documents are left out too.
    """
    reader = _Document(resolution, authority, language)
    for number, provision in enumerate(resolution.provisions):
        reader.read(number, provision)
    reader.settle()
    return {provision.id: tuple(reader.resolved(n, provision)) for n, provision in enumerate(resolution.provisions)}


class _Document:
    """Reads one document twice: first what it names in full and defines, then what its short forms mean."""

    def __init__(self, resolution: Resolution, authority: Authority, language: Language) -> None:
        self.resolution, self.authority, self.language = resolution, authority, language
        self.finder, self.organs = gazetteer(authority, language.code), organs.load(language.code)
        self.set_up, self.new_committee = language.pattern("names", "set_up"), language.text("names", "new_committee")
        self.owners = language.pattern("names", "owners")
        self.defines, self.defined, self.acronym = (language.pattern("names", n) for n in ("defines", "defined", "acronym"))
        own = _own_heads(authority, resolution.issuing_body, language)
        self.antecedents = Antecedents(language, own, resolution.issuing_body)
        self.full: list[list[NameSpan]] = []
        self.short: list[list[Organ]] = []
        self.acronyms: dict[str, str] = {}
        self.introduced: set[Place] = set()  # where a form is told, not used
        self.numbers = {provision.id: n for n, provision in enumerate(resolution.provisions)}
        self._take(TITLE, resolution.title)

    def read(self, number: int, provision: Provision) -> None:
        """Take in the names of a provision."""
        full, short = self._take(number, provision.text)
        self.full.append(full)
        self.short.append(short)

    def settle(self) -> None:
        """Tell which candidates are short forms of longer names, once all names are known."""
        for provision, full, short in zip(self.resolution.provisions, self.full, self.short, strict=True):
            for name in full:
                if name.method == "shape":
                    self.antecedents.meant(name.key, _words(provision.text, name))
            for organ in short:
                if organ.told == "short":
                    words = _words(provision.text, organ)
                    self.antecedents.meant(_candidate(words), words)

    def _take(self, number: int, text: str) -> tuple[list[NameSpan], list[Organ]]:
        """The full names and the short forms of a text; what they mean for others is noted."""
        full = self.finder.find(text, self.resolution.issuing_body)
        titles = self.organs.titles(text)
        if titles:
            full = [name for name in full if name.kind not in ACTORS or not overlapping(titles, name.start)]
        organs = [organ for organ in self.organs.find(text, full) if not (titles and overlapping(titles, organ.start))]
        shaped = [NameSpan(o.start, o.end, self._key(text, o), "shape") for o in organs if self._is_name(text, o)]
        if shaped:
            full = sorted([*self._outside(text, full, shaped), *shaped], key=lambda n: n.start)
        if "(" in text or "here" in text:
            full = [self._introduced(text, name, number) for name in full]
            self._elsewhere(text, number)
        for name in full:
            if name.key.startswith(BEARERS):
                self.antecedents.name(Place(number, name.start), name.key, self._names(text, name))
        return full, [organ for organ in organs if self._is_short(text, organ, number, shaped)]

    def _elsewhere(self, text: str, number: int) -> None:
        """Take note of the forms that a text introduces after words that are no name."""
        if "”)" in text:
            for match in self.defined.finditer(text):
                if Place(number, match.start("form")) not in self.introduced:
                    self.antecedents.define(match["form"], None)

    def _is_short(self, text: str, organ: Organ, number: int, shaped: Sequence[NameSpan]) -> bool:
        """Whether a shape may be a short form; what it names or contests is noted."""
        if organ.told == "other":
            self.antecedents.contest(text[organ.start : organ.end])
            return False
        if overlapping(shaped, organ.start):
            return False
        if organ.told == "short":
            words = _words(text, organ)
            self.antecedents.name(Place(number, organ.start), _candidate(words), [words])
        return True

    def _is_name(self, text: str, organ: Organ) -> bool:
        """Whether a shape is a whole name: it says so itself, or the document says what it will be called."""
        return organ.told == "name" or (organ.told == "short" and self.defines.match(text, organ.end) is not None)

    def _outside(self, text: str, known: Sequence[NameSpan], shaped: Sequence[NameSpan]) -> Iterator[NameSpan]:
        """The known names outside the shapes; one that runs into a shape is cut, where a name is left before it."""
        for name in known:
            shape = overlapping(shaped, name.start, name.end)
            if shape is None:
                yield name
            elif name.start < shape.start:
                for rest in self.finder.find(text[name.start : shape.start], self.resolution.issuing_body):
                    yield replace(rest, start=rest.start + name.start, end=rest.end + name.start)

    def _key(self, text: str, organ: Organ) -> str:
        """The key of a shape: of the organ that the authority data know by its resolution, else a candidate's."""
        words, number = _words(text, organ), organ.resolution
        if words == self.new_committee and self.set_up.search(text, max(0, organ.start - LINE), organ.start):
            number = ""
        if number is not None:
            head = self.owners.sub("", " ".join(text[organ.start : organ.core].split()))
            words = f"{head} established pursuant to resolution {number or self._own_number()}"
            keys = self.authority.find(words, None)
            if len(keys) == 1:
                return keys[0]
        return _candidate(words)

    def _own_number(self) -> str:
        """The number of the document as its organs print it: "1988 (2011)", "60/251"."""
        return str(self.resolution.symbol).rpartition("/RES/")[2].replace("(", " (")

    def _names(self, text: str, name: NameSpan) -> Iterator[str]:
        """The full names of the entity that a name means."""
        yield from (
            n.text for n in self.authority.names_by_key.get(name.key, ()) if n.language == self.language.code and " " in n.text
        )
        if name.kind == "candidate":
            yield text[name.start : name.end]

    def _introduced(self, text: str, name: NameSpan, number: int) -> NameSpan:
        """A name with what the document introduces behind it: a short form of its own, or its acronym."""
        match = self.defines.match(text, name.end) if name.key.startswith(BEARERS) else None
        if match is None:
            return name
        form = match["form"]
        self.introduced.add(Place(number, match.start("form")))
        if not self.acronym.match(form):
            self.antecedents.define(form, self._called(form, text[name.start : name.end]) or name.key)
        elif name.kind == "candidate" and not _of_its_end(form, text[name.start : name.end]):
            known = self.finder.find(form, None)
            if not known:
                self.acronyms.setdefault(form, name.key)
            elif known[0].kind == "body":
                return replace(name, key=known[0].key)
        return name

    def _called(self, form: str, words: str) -> str | None:
        """The one organ inside a name that a form is of: the Tribunal in "President of the Tribunal (“the Tribunal”)"."""
        first, _, rest = words.partition(" of ")
        head = form.rsplit(" ", 1)[-1]
        if head in first or head not in rest:
            return None
        keys = {name.key for name in self.finder.find(rest, self.resolution.issuing_body) if name.kind == "body"}
        return keys.pop() if len(keys) == 1 else None

    def resolved(self, number: int, provision: Provision) -> Iterator[NameSpan]:
        """The names of a provision with its short forms, in order."""
        full, found = self.full[number], list[NameSpan]()
        if self.short[number] or self.acronyms:
            full, found = self._with_short(number, provision)
        for name in sorted([*full, *found], key=lambda name: name.start) if found else full:
            if name.method != "shape":
                yield name
                continue
            meant = self.antecedents.meant(name.key, _words(provision.text, name))
            if meant:
                yield name if meant == name.key else replace(name, key=meant, method="antecedent")

    def _with_short(self, number: int, provision: Provision) -> tuple[list[NameSpan], list[NameSpan]]:
        """The full names of a provision that no short form holds, and its short forms; not where the document introduces them."""
        full = self.full[number]
        found = [name for name in self._short(number, provision) if Place(number, name.start) not in self.introduced]
        full = [name for name in full if not overlapping(found, name.start, name.end)] if found else full
        if self.acronyms:
            acronyms = self._by_acronym(provision.text, sorted([*full, *found], key=lambda name: name.start))
            found += [name for name in acronyms if Place(number, name.start) not in self.introduced]
        return full, found

    def _short(self, number: int, provision: Provision) -> Iterator[NameSpan]:
        """The short forms of a provision: with an antecedent, or several words that stand for themselves."""
        above = tuple(self._above(provision)) if self.short[number] else ()
        for organ in self.short[number]:
            words = _words(provision.text, organ)
            key = self.antecedents.of(words, Place(number, organ.start), above)
            if key:
                yield NameSpan(organ.start, organ.end, key, "antecedent")
            elif key is False and organ.told == "short":
                yield NameSpan(organ.start, organ.end, _candidate(words), "shape")

    def _above(self, provision: Provision) -> Iterator[int]:
        """The numbers of the provisions that a provision belongs to, the nearest first."""
        parent = provision.parent
        while parent and parent in self.numbers:
            yield self.numbers[parent]
            parent = self.resolution.by_id[parent].parent

    def _by_acronym(self, text: str, names: Sequence[NameSpan]) -> Iterator[NameSpan]:
        """The acronyms that the document has introduced, where it uses them outside other names."""
        for match in self.acronym_pattern.finditer(text):
            if not overlapping(names, *match.span()):
                yield NameSpan(*match.span(), self.acronyms[match[0]], "antecedent")

    @cached_property
    def acronym_pattern(self) -> re.Pattern[str]:
        """The acronyms that the document has introduced, asked for when all are known."""
        return re.compile(rf"(?<![\w-])(?:{alternatives(self.acronyms)})(?![\w-])")


def _words(text: str, stretch: Stretch) -> str:
    """The words of a stretch of a text, with single blanks."""
    return " ".join(text[stretch.start : stretch.end].split())


def _candidate(words: str) -> str:
    """The key of an organ that no list holds."""
    return f"candidate/{slug(words)}"


def _of_its_end(acronym: str, name: str) -> bool:
    """Whether an acronym stands for the end of a name only.

    >>> _of_its_end("PIC", "Steering Board of the Peace Implementation Council"), _of_its_end("UNMIX", "UN Mission in X")
    (True, False)
    """
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return initials.endswith(acronym) and initials != acronym


@lru_cache(maxsize=64)
def _own_heads(authority: Authority, body: str, language: Language) -> tuple[str, ...]:
    """The head nouns that stand in the names of an issuing body."""
    names = " ".join(name.text for name in authority.names_by_key[body])
    return tuple(head for head in language.words("names", "plain") if re.search(rf"\b{head}\b", names))
