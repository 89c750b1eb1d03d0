"""What a paragraph extends or renews: a mandate, a measure or an authorization, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Clause, Extended, Operative
from mandategraph.mandates.phrases import beginning
from mandategraph.model import Provision, Resolution

HEAD = 150  # characters in which the head noun of an object stands
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb that extends something, or with `requested` has the Secretary-General extend it."""

    start: int
    end: int
    requested: bool = False

    @property
    def things(self) -> str:
        """The pattern of what it can extend."""
        return "asked_thing" if self.requested else "thing"


def extensions(
    text: str, clauses: list[Clause], language: Language, above: tuple[str, Operative] | None = None
) -> tuple[Extended, ...]:
    """What a paragraph decides to extend, or has the Secretary-General extend; `above` is the chapeau of an item, and its phrase.

    >>> from mandategraph.grammar import language
    >>> from mandategraph.mandates.phrases import operative
    >>> text = "Decides to extend the mandate of the Panel of Experts until 1 May 2026"
    >>> (found,) = extensions(text, [(operative(text, language.load("en"))[0], len(text))], language.load("en"))
    >>> found.entity, found.until
    ('Panel of Experts', '1 May 2026')
    """
    if not language.possible("extension", "shall", text):
        return ()
    if not clauses and above and above[1].family == "dispositive" and above[1].act != "authorize":
        start = beginning(text, language)
        decided = Operative(above[1].phrase, "dispositive", above[1].act, start, start)
        return tuple(_extended(text, decided, len(text.rstrip(" ;,.")), language, above[0][above[1].end :]))
    return tuple(found for act, end in clauses for found in _extended(text, act, end, language))


def _extended(text: str, act: Operative, end: int, language: Language, chapeau: str = "") -> Iterator[Extended]:
    """What one operative phrase extends; `chapeau` may say for how long."""
    verbs = [
        verb
        for verb in _verbs(text, act, end, language)
        if _is_thing(text, _object(text, verb, end, language), end, language, verb.things)
    ]
    for verb, following in pairwise([*verbs, _Verb(end, end)]):
        place = _named(text, _object(text, verb, following.start, language), following.start, language)
        found = _read(text, place, (act.end, verb.end, following.start), (text[act.end : verb.start], chapeau), language)
        yield replace(found, act=act.act, requested=verb.requested)
    shall = language.pattern("extension", "shall").search(text, act.start, end)
    if verbs or act.family != "dispositive" or not shall:
        return
    start, stop = shall.span("entity")
    if _is_thing(text, start, end, language):
        others = (text[act.end : start], chapeau)
        yield replace(_read(text, _named(text, start, stop, language), (act.end, stop, end), others, language), act=act.act)


def _verbs(text: str, act: Operative, end: int, language: Language) -> Iterator[_Verb]:
    """The verbs by which a phrase extends something: itself, or the infinitives that depend on it."""
    between = language.pattern("extension", "between")
    if act.end > act.start and language.pattern("extension", "renews").search(act.phrase):
        yield _Verb(act.start, act.end)
    elif language.pattern("extension", "asks").search(act.phrase) and (
        asked := language.pattern("extension", "by_request").match(text, act.end, end)
    ):
        for match in language.pattern("extension", "request_verb").finditer(text, asked.end() - 1, end):
            if between.fullmatch(text, asked.end(), max(match.start(), asked.end())):
                yield _Verb(match.start(), match.end(), requested=True)
    elif act.family == "dispositive" and act.act != "authorize":
        for match in language.pattern("extension", "verb").finditer(text, act.end, end):
            if between.fullmatch(text, act.end, match.start()):
                yield _Verb(match.start(), match.end())


def _object(text: str, verb: _Verb, end: int, language: Language) -> int:
    """Where the words for what is extended begin, after a time that stands before them."""
    match = language.pattern("extension", "adjunct").match(text, verb.end, end)
    return match.end() if match else end


def _is_thing(text: str, start: int, end: int, language: Language, things: str = "thing") -> bool:
    """Whether words name a thing that can be extended in time: no deadline, and no scope."""
    if language.pattern("extension", "no_thing").match(text, start, end):
        return False
    return bool(language.pattern("extension", things).search(text, start, min(end, start + HEAD)))


def _named(text: str, start: int, end: int, language: Language) -> Place:
    """The place of what is extended: of "the mandate of X" X without what is said of it."""
    mandate = language.pattern("extension", "mandate_of").match(text, start, end)
    first = language.pattern("extension", "mandate_first").match(text, start, end)
    pronoun = language.pattern("extension", "pronoun").match(text, start, end)
    if pronoun and not mandate:
        return _antecedent(text, start, language) or pronoun.span()
    if mandate:
        begin, tail = mandate.end(), "tail_of_body"
    elif first and not text[start:end].startswith("the mandate"):
        return first.span("name")
    else:
        begin, tail = start + len(text[start:end]) - len(text[start:end].removeprefix("the ")), "tail"
    cuts = [match.start() for name in ("tail", tail) if (match := language.pattern("extension", name).search(text, begin, end))]
    return begin, max(min([*cuts, end]), begin)


def _antecedent(text: str, start: int, language: Language) -> Place | None:
    """The name to which "its mandate" refers: the last one before it in the paragraph."""
    named = [match.span("name") for match in language.pattern("extension", "named").finditer(text, 0, start)]
    return named[-1] if named else None


def _read(text: str, entity: Place, bounds: tuple[int, int, int], others: tuple[str, ...], language: Language) -> Extended:
    """An extension, whose time stands in the words after its verb or else in one of the other words.

    `bounds` are where the words of the decision begin, where those after the verb begin, and where all end.
    """
    first, after, end = bounds
    time = next((found for part in (text[after:end], *others) if any(found := _time(part, language))), (None, None))
    basis = language.pattern("extension", "basis").search(text, min(after, entity[0]), end)
    words = text[entity[0] : entity[1]].strip(" ,;").removesuffix(" and")
    place = text.find(words, entity[0])
    return Extended(words, *time, basis and basis["basis"], start=first, end=end, place=place)


def _time(words: str, language: Language) -> tuple[str | None, str | None]:
    """Until when, or else for how long."""
    until = language.pattern("extension", "until").search(words)
    if until:
        return until["when"], None
    duration = language.pattern("extension", "duration").search(words)
    return None, duration["long"] if duration else None


def bearer(
    extended: Extended, provision: Provision, resolution: Resolution, language: Language
) -> tuple[Provision, int, str] | None:
    """The mission whose mandate is extended where the paragraph names none ("the present mandate"): the one named last before it.

    Comes out as its provision, the place where its name begins there, and the name; None where the words of the extension are
    themselves a name, and where no mission is named before.
    """
    if not language.pattern("extension", "unnamed").fullmatch(extended.entity):
        return None
    before = resolution.provisions[: resolution.provisions.index(provision)]
    for earlier in reversed(before):
        named = list(language.pattern("extension", "named").finditer(earlier.text))
        if named:
            return earlier, named[-1].start("name"), named[-1]["name"]
    return None
