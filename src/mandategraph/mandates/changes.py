"""What a paragraph extends, establishes, ends or renames."""

from __future__ import annotations

import re

from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Established, Extended, Operative, Renamed

Clause = tuple[Operative, int]  # an operative phrase, and where its words end


def extension(text: str, clauses: list[Clause], language: Language) -> Extended | None:
    """The first extension of a mandate, measure or authorization that the paragraph decides.

    >>> from mandategraph.grammar import language
    >>> from mandategraph.mandates.phrases import operative
    >>> text = "Decides to extend the mandate of the Panel of Experts until 1 May 2026"
    >>> found = extension(text, [(operative(text, language.load("en"))[0], len(text))], language.load("en"))
    >>> found.entity, found.until
    ('Panel of Experts', '1 May 2026')
    """
    for act, end in clauses:
        if act.family != "dispositive":
            continue
        renews = language.pattern("change", "renews").search(act.phrase)
        found = language.pattern("change", "extend_object").search(text, act.start if renews else act.end, end)
        if found and found.start() - act.end < REACH:
            start, entity_end = _extended(text, found.end(), end, language)
        elif shall := language.pattern("change", "shall_continue").search(text, act.end, end):
            start, entity_end = _extended(text, shall.start("entity"), shall.end("entity"), language)
        else:
            continue
        if start < entity_end:
            until = language.pattern("change", "until").search(text, act.end, end)
            long = language.pattern("change", "duration").search(text, act.end, end)
            basis = language.pattern("change", "basis").search(text, act.end, end)
            values = (until and until["when"], None if until else long and long["long"], basis and basis["basis"])
            return Extended(text[start:entity_end].strip(" ,"), *values, start=act.end, end=end)
    return None


REACH = 160  # characters between a decision and its verb


def _extended(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """The place of what is extended: of "the mandate of X" X without what is said of it."""
    mandate = language.pattern("change", "mandate_of").match(text, start, end)
    first = language.pattern("change", "mandate_first").match(text, start, end)
    if mandate:
        begin, tail = mandate.end(), "tail_of_body"
    elif first and not text[start:end].startswith("the mandate"):
        return first.span("name")
    else:
        begin, tail = start + len(text[start:end]) - len(text[start:end].removeprefix("the ")), "tail"
    cuts = [match.start() for name in ("tail", tail) if (match := language.pattern("change", name).search(text, begin, end))]
    return begin, min([*cuts, end])


def establishment(text: str, clauses: list[Clause], language: Language) -> Established | None:
    """The body, fund, day or mission that the paragraph sets up or ends, or has somebody set up."""
    for act, end in clauses:
        if act.family not in {"dispositive", "directive"} or language.pattern("change", "only_wished").search(act.phrase):
            continue
        if act.family == "dispositive":
            for name in ("end", "end_that"):
                match = language.pattern("change", name).search(text, act.end, end)
                if match and language.pattern("change", "is_body").search(match["entity"]):
                    return Established(match["entity"].strip(" ,"), ends=True, start=act.end, end=end)
        itself = language.pattern("change", "sets_up").search(act.phrase)
        start = act.end if itself else _setting_up(text, act.end, end, language)
        match = language.pattern("change", "established").match(text, start, end) if start >= 0 else None
        if match and language.pattern("change", "is_body").search(match["entity"]):
            return Established(match["entity"].strip(" ,“”"), ends=False, start=start, end=end)
    return None


def _setting_up(text: str, start: int, end: int, language: Language) -> int:
    """The place behind the verb that sets something up, or -1."""
    match = language.pattern("change", "establish").search(text, start, min(end, start + REACH))
    return match.end() if match else -1


def renaming(text: str, clauses: list[Clause], language: Language) -> Renamed | None:
    """The first renaming that the paragraph decides or tells of."""
    for form in language.patterns("renaming", "forms"):
        if match := form.search(text):
            here = any(act.family == "dispositive" and act.end <= match.start() < end for act, end in clauses)
            return Renamed(_old(match), match["to"].strip(), here)
    return None


def _old(match: re.Match[str]) -> str | None:
    return match["from"].strip() or None
