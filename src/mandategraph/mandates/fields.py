"""What the words of a task say: its kind, who gets the result, when it is due, how often, and with whom."""

from __future__ import annotations

from functools import lru_cache

from mandategraph.grammar.language import Language
from mandategraph.mandates import people


@lru_cache(maxsize=1 << 12)  # the parts of a task are asked first, and then the whole
def kind(task: str, language: Language, chapeau: str = "") -> str:
    """The kind of a task; an item under "to include in his report:" that has no verb of its own is part of the report.

    >>> from mandategraph.grammar import language
    >>> [kind(task, language.load("en")) for task in ("to remain seized of the matter", "to continue to report", "to think")]
    ['agenda', 'report', 'other']
    """
    opening = language.pattern("kind", "opening").match(task)
    head = task[opening.end() if opening else 0 :]
    lower = head[:1].lower() + head[1:]
    if (
        chapeau
        and language.pattern("kind", "of_report").search(chapeau)
        and not language.pattern("directed", "infinitive").match(task)
    ):
        return "report"
    order = language.words("kind", "order")
    for name in (*order, "report_more", "norm_more"):
        if language.either("kind", name).match(lower):
            return name.removesuffix("_more")
    return "other"


def recipients(task: str, language: Language) -> tuple[str, ...]:
    """Who gets the report or result.

    >>> from mandategraph.grammar import language
    >>> recipients("to submit a report to the General Assembly at its next session", language.load("en"))
    ('General Assembly',)
    """
    words = language.pattern("recipient", "twice").sub(" and ", task)
    for form in language.patterns("recipient", "forms"):
        match = form.search(words)
        if match:
            return people.take(words, match.end(), language)
    return ()


@lru_cache(maxsize=1 << 12)
def deadline(task: str, of: str, language: Language) -> str | None:
    """The words that fix when a task of a kind is due; vague ones, and times of something else, are none.

    >>> from mandategraph.grammar import language
    >>> deadline("to report by 31 January 2026", "report", language.load("en"))
    'by 31 January 2026'
    >>> deadline("to help as soon as possible", "operation", language.load("en"))
    """
    if of == "agenda":
        found = language.pattern("deadline", "agenda").search(task)
        if found:
            return found["when"]
    if not language.possible("deadline", "forms", task):
        return None
    matches = [match for form in language.patterns("deadline", "forms") for match in form.finditer(task)]
    for match in sorted(matches, key=lambda found: (found.start(), -found.end())):
        strict = of not in language.words("deadline", "kinds") or language.pattern("deadline", "strict").match(match[0])
        if strict and not language.pattern("deadline", "not_due").search(task[: match.start()]):
            return match[0].strip(" ,")
    return None


def periodicity(task: str, due: str | None, language: Language) -> str | None:
    """The words that make a task recurrent, outside those that say when it is due.

    >>> from mandategraph.grammar import language
    >>> periodicity("to report to the Council every 60 days", None, language.load("en"))
    'every 60 days'
    """
    if not language.possible("periodicity", "forms", task):
        return None
    start = task.find(due) if due else -1
    for form in language.patterns("periodicity", "forms"):
        for match in form.finditer(task):
            if start < 0 or not start <= match.start() < start + len(due or ""):
                return match[0]
    return None


def partners(words: str, language: Language) -> tuple[str, ...]:
    """Those with whom something is to be done.

    >>> from mandategraph.grammar import language
    >>> partners("in close consultation with Member States and the Commission, to report", language.load("en"))
    ('Member States', 'Commission')
    """
    if not language.possible("partner", "forms", words):
        return ()
    found: list[str] = []
    for form in language.patterns("partner", "forms"):
        for match in form.finditer(words):
            work = language.pattern("partner", "work_of").match(words, match.end())
            found += people.take(words, work.end() if work else match.end(), language)
    return tuple(dict.fromkeys(found))
