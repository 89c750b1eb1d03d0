"""Clauses that say that a document, a mandate or a measure is reviewed, expires, or ends unless something else is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mandategraph.grammar.language import Language
from mandategraph.mandates import fields
from mandategraph.mandates.annotation import Clause, Ending, Operative
from mandategraph.mandates.phrases import beginning

BINDING = {"dispositive", "commissive"}
FORMS = ("to_review", "ends", "whether", "may_end")  # a text that can be none of these holds no clause
Found = tuple[int, bool]  # where the words of a clause begin that make it one, and whether they bind


def endings(text: str, clauses: list[Clause], language: Language, above: tuple[str, Operative] | None = None) -> tuple[Ending, ...]:
    """The clauses of a paragraph, in order; `above` is the chapeau of an item, and its phrase.

    Only what the speaking body binds itself to is one, or a review that it has the Secretary-General make; a review by others of
    their own affairs ("encourages States to review their laws") is none.

    >>> from mandategraph.grammar import language
    >>> from mandategraph.mandates.phrases import clauses_of
    >>> english = language.load("en")
    >>> text = "Decides to review these measures by 31 May 2026"
    >>> endings(text, clauses_of(text, english), english)
    (Ending(kind='review', firm=True, when='by 31 May 2026', start=0, end=47),)
    """
    if not any(language.possible("ending", name, text) for name in FORMS):
        return ()
    if not clauses and above and above[1].family == "dispositive":
        start = beginning(text, language)
        item = language.pattern("ending", "item").match(text, start)
        return (_review(text, (start, len(text)), start, language, firm=True),) if item else ()
    return tuple(found for act, end in clauses for found in _of_clause(text, act, end, language))


def _of_clause(text: str, act: Operative, end: int, language: Language) -> Iterator[Ending]:
    """The clauses under one operative phrase: at most one review and one end."""
    whose = language.pattern("ending", "whose").match(text, act.end, end)
    firm = not (whose or language.pattern("ending", "soft").search(act.phrase))
    act = replace(act, end=whose.end()) if whose else act
    if act.family in BINDING or not firm:
        ended = _end(text, act, end, language, firm=firm)
        if ended:
            yield ended
    found = next(_reviews(text, act, end, language, firm=firm), None)
    if found and not language.pattern("ending", "agenda").search(text, found[0], end):
        yield _review(text, (act.start, end), found[0], language, firm=found[1])


def _reviews(text: str, act: Operative, end: int, language: Language, *, firm: bool) -> Iterator[Found]:
    """Where the words of a review begin: decided or intended, said of the body itself, said of the thing, or asked of somebody."""
    if act.family in BINDING or not firm:
        between = language.pattern("ending", "between")
        for match in language.pattern("ending", "to_review").finditer(text, act.end, end):
            if between.fullmatch(text, act.end, match.start()):
                soft = language.pattern("ending", "soft").search(text, act.end, match.start())
                yield match.start(), firm and not soft
        if meeting := language.pattern("ending", "meeting").search(text, act.end, end):
            yield meeting.start(), firm
    if own := language.pattern("ending", "own").search(text, act.end, end):
        yield own.start(), firm and bool(own["hard"])
    if act.family in BINDING and (passive := language.pattern("ending", "passive").search(text, act.end, end)):
        yield passive.start(), firm
    if language.pattern("ending", "asked").search(act.phrase) and language.pattern("ending", "of_whom").match(text, act.end, end):
        yield from ((match.start(), True) for match in language.pattern("ending", "by_others").finditer(text, act.end, end))


def _review(text: str, place: tuple[int, int], start: int, language: Language, *, firm: bool) -> Ending:
    when = _due(text[start : place[1]], language) or _due(text[place[0] : start], language)
    return Ending("review", firm, when, place[0], _until(text, place[1]))


def _due(words: str, language: Language) -> str | None:
    """The words that say when, or how often, something is reviewed."""
    own = language.pattern("ending", "elsewhere").sub("", words)
    return _own_due(own, language) or fields.deadline(own, "report", language) or fields.periodicity(own, None, language)


def _own_due(words: str, language: Language) -> str | None:
    """The words of a time that are none of a deadline of a task."""
    forms = (form.search(words) for form in language.patterns("ending", "when"))
    return next((match[0] for match in forms if match), None)


def _end(text: str, act: Operative, end: int, language: Language, *, firm: bool) -> Ending | None:
    """What ends by itself, with a condition, or unless something else is decided."""
    if whether := language.pattern("ending", "whether").search(text, act.end, end):
        return Ending("sunset", firm, whether["when"], act.start, _until(text, end))
    if not firm and (match := language.pattern("ending", "may_end").search(text, act.end, end)):
        return Ending("expiry", False, None, act.start, _until(text, end))
    match = language.pattern("ending", "ends").search(text, act.end, end)
    if not match:
        return None
    unless = language.pattern("ending", "unless").search(text, match.end(), end)
    otherwise = unless or language.pattern("ending", "if_not").search(text, act.end, end)
    when = _own_due(text[match.end() : end], language) or _at(text, match.end(), end, language)
    return Ending("sunset" if otherwise else "expiry", firm, when, act.start, _until(text, end))


def _at(text: str, start: int, end: int, language: Language) -> str | None:
    """The words of the time at which something ends, close behind the verb."""
    match = language.pattern("ending", "end_when").match(text, start, end)
    return match["when"].strip() if match else None


def _until(text: str, end: int) -> int:
    """Where words end without their punctuation, and the "and" before the next phrase."""
    words = text[:end].rstrip(" ;,.:”")
    return len(words.removesuffix(" and").rstrip(" ;,.:"))
