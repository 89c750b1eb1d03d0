"""The words after a directive: who must act, and what; and what a body decides that somebody, or it itself, shall do."""

from __future__ import annotations

from dataclasses import dataclass

from mandategraph.grammar.language import Language
from mandategraph.mandates import people


@dataclass(frozen=True, slots=True)
class Order:
    """Who must act, and where the words of each task stand; what stands between (with whom, how) is from `start` on.

    `own` says that it is the issuing body.
    """

    addressees: tuple[str, ...]
    tasks: tuple[tuple[int, int], ...]
    start: int
    own: bool = False
    meeting: bool = False


def directed(text: str, start: int, end: int, language: Language) -> Order:
    """What a directive whose phrase ends at `start` orders, in words up to `end`.

    >>> from mandategraph.grammar import language
    >>> text = "Requests the Council, within its mandate, to meet"
    >>> directed(text, 8, len(text), language.load("en"))
    Order(addressees=('Council',), tasks=((42, 49),), start=8, own=False, meeting=False)
    """
    if match := language.pattern("directed", "that").match(text, start, end):
        return _that(text, match.end(), end, language) or Order((), ((match.end(), end),), start)
    infinitive = language.pattern("directed", "infinitive").search(text, start, end)
    chapeau = text[start : end + 1].rstrip().endswith(":")
    if not infinitive and not chapeau:
        return _nobody(text, start, end, language)
    words = text[start : infinitive.start() if infinitive else end]
    if not people.names_somebody(_bare(words, language), language):
        return _nobody(text, start, end, language)
    tasks = tuple(_infinitives(text, infinitive.start(), end, language)) if infinitive else ()
    return Order(people.split(_bare(words, language), language), tasks, start)


def decided(text: str, start: int, end: int, language: Language) -> list[Order]:
    """What a body decides that somebody shall do, or to do itself; `start` is where the phrase ends.

    >>> from mandategraph.grammar import language
    >>> text = "Decides that the Committee shall meet, and to remain seized"
    >>> [(order.addressees, text[slice(*order.tasks[0])]) for order in decided(text, 7, len(text), language.load("en"))]
    [(('Committee',), 'meet, and to remain seized')]
    """
    words = text[start:end]
    match = language.pattern("directed", "that").match(words) or language.pattern("directed", "that").search(words[:200])
    if match:
        first = start + match.end()
        starts = [first, *(m.end() for m in language.pattern("directed", "clause").finditer(text, first, end))]
        bounds = zip(starts, [*starts[1:], end], strict=True)
        orders = (_that(text, begin, until, language, decided=True) for begin, until in bounds)
        return [order for order in orders if order]
    infinitive = language.pattern("directed", "infinitive").search(text, start, end)
    if not infinitive:
        return []
    here = infinitive.start()
    own = language.pattern("directed", "own").match(text, here, end) and not language.pattern("directed", "own_not").match(
        text, here
    )
    if own or language.pattern("directed", "own_establish").match(text, here, end):
        return [Order((), ((here, end),), start, own=True)]
    return []


def decided_that(text: str, start: int, end: int, language: Language) -> list[Order]:
    """The order of words under "Decides:" that leave out "that": "The segment will be held from 1 to 3 June"."""
    order = _that(text, start, end, language, decided=True)
    return [order] if order else []


def _bare(words: str, language: Language) -> str:
    """The words of the addressees, without what stands before them: a remark, the "to" of an appeal."""
    return language.pattern("directed", "before").sub("", words, count=1)


def _infinitives(text: str, start: int, end: int, language: Language) -> list[tuple[int, int]]:
    """The places of the coordinated infinitives from the first on."""
    places, begin = [], start
    for match in language.pattern("directed", "next").finditer(text, start, end):
        places.append((begin, match.start()))
        begin = match.end()
    return [*places, (begin, end)]


def _that(text: str, start: int, end: int, language: Language, *, decided: bool = False) -> Order | None:
    """The order of a clause behind "that": X shall do A, or asks that X do A."""
    modal = language.pattern("directed", "modal").search(text, start, end)
    verb = modal or (None if decided else language.pattern("directed", "bare_verb").search(text, start, end))
    if not verb:
        return None
    subject = text[start : verb.start()]
    task = (verb.end(), end)
    mandate = language.pattern("directed", "mandate_of").match(subject)
    if mandate:
        return Order(people.split(subject[mandate.end() :], language), (task,), start)
    if language.pattern("directed", "held").match(text, verb.end()):
        return _held(subject, (start, end), task, language)
    spared = decided and (
        language.pattern("directed", "no_duty").match(text, verb.end())
        or language.pattern("directed", "no_task").search(subject.split(" of ", 1)[0])
        or language.pattern("directed", "it").fullmatch(subject)
    )
    nobody = language.pattern("directed", "passive").match(text, verb.end()) or not people.names_somebody(subject, language)
    if nobody or spared:
        return None if decided else Order((), ((start, end),), start)
    return Order(people.split(subject, language), (task,), start)


def _held(subject: str, clause: tuple[int, int], task: tuple[int, int], language: Language) -> Order:
    """The order that a meeting shall be held: to the body whose session it is, else to the issuing body."""
    holder = language.pattern("directed", "belonging").match(subject)
    body = holder or language.pattern("people", "with_head").search(subject.split(",", 1)[0])
    named = people.split(subject[holder.end() if holder else 0 :], language) if body else ()
    return Order(named, (task if named else clause,), clause[0], own=not named, meeting=True)


def _nobody(text: str, start: int, end: int, language: Language) -> Order:
    """What is asked for without naming who must do it, or naming it as an agent: "compliance by Israel"."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip(" ,"))
    agent = language.pattern("directed", "agent").match(text, begin, end)
    return Order(people.take(text[:end], agent.end(), language) if agent else (), ((begin, end),), start)
