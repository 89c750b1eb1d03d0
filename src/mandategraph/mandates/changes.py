"""What a paragraph establishes, ends or renames."""

from __future__ import annotations

import re
from dataclasses import replace

from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Clause, Established, Operative, Renamed
from mandategraph.mandates.phrases import beginning

REACH = 160  # characters between a decision and its verb


def establishment(
    text: str, clauses: list[Clause], language: Language, above: tuple[str, Operative] | None = None
) -> Established | None:
    """The body, fund, day or mission that the paragraph sets up or ends, or has somebody set up.

    `above` is the chapeau of an item without a phrase of its own, and the phrase of that.
    """
    if not clauses and above and above[1].family == "dispositive" and not _for_others(*above, language):
        start = beginning(text, language)
        clauses = [(replace(above[1], start=start, end=start), len(text))]
    for act, end in clauses:
        if act.family not in {"dispositive", "directive"} or language.pattern("change", "only_wished").search(act.phrase):
            continue
        if act.family == "dispositive":
            for name in ("end", "end_that"):
                match = language.pattern("change", name).search(text, act.end, end)
                if match and language.pattern("change", "is_body").search(match["entity"]):
                    return Established(match["entity"].strip(" ,"), ends=True, start=act.end, end=end, act=act.act)
        itself = language.pattern("change", "sets_up").search(act.phrase)
        start = act.end if itself else _setting_up(text, act.end, end, language)
        match = language.pattern("change", "established").match(text, start, end) if start >= 0 else None
        if match and language.pattern("change", "is_body").search(match["entity"]):
            return Established(match["entity"].strip(" ,“”"), ends=False, start=act.end, end=end, act=act.act)
    return None


def _for_others(chapeau: str, act: Operative, language: Language) -> bool:
    """Whether a decision introduces the tasks of somebody else: "Decides that the mandate of the Mission shall be:"."""
    return language.pattern("change", "for_others").search(chapeau, act.end) is not None


def _setting_up(text: str, start: int, end: int, language: Language) -> int:
    """The place behind the verb that sets something up, or -1."""
    match = language.pattern("change", "establish").search(text, start, min(end, start + REACH))
    return match.end() if match else -1


def renamings(text: str, clauses: list[Clause], language: Language) -> tuple[Renamed, ...]:
    """The renamings that a text decides or tells of, in order; what is only recommended or proposed is none.

    >>> from mandategraph.grammar import language
    >>> (found,) = renamings("The Committee on Arms was redesignated the Arms Conference.", [], language.load("en"))
    >>> found.old, found.new, found.here
    ('Committee on Arms', 'Arms Conference', False)
    """
    if not may_rename(text, language):
        return ()
    found: list[Renamed] = []
    for name in ("forms", "told"):
        for form in language.patterns("renaming", name):
            for match in form.finditer(text):
                here = name == "forms" and _decided(text, match.start(), clauses, language)
                if (here or name == "told" or _told(text, match, language)) and not _known(found, match):
                    found.append(_renamed(match, language, here=here))
    return tuple(sorted(found, key=lambda renamed: renamed.start))


def may_rename(text: str, language: Language) -> bool:
    """Whether a text holds a word without which no form of a renaming matches."""
    return language.possible("renaming", "forms", text) or language.possible("renaming", "told", text)


def _decided(text: str, start: int, clauses: list[Clause], language: Language) -> bool:
    """Whether words stand under a decision, or say what the Secretary-General is requested to rename."""
    if language.pattern("renaming", "by_request").search(text, max(0, start - REACH), start):
        return True
    governing = next((act for act, end in reversed(clauses) if act.start <= start < end), None)
    if not governing or governing.family != "dispositive":
        return False
    return not _only_proposed(text, start, governing.end, language)


def _only_proposed(text: str, start: int, since: int, language: Language) -> bool:
    """Whether the words between a decision and a form speak of a proposal, or of a decision of somebody else."""
    return any(language.pattern("renaming", name).search(text, since, start) for name in ("no_decision", "decision"))


def _told(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether words before a form tell of it as a decision: "the decision to rename", "the decision that … shall be renamed"."""
    before = (max(0, match.start() - REACH), match.start())
    return bool(language.pattern("renaming", "decision").search(text, *before)) and not language.pattern(
        "renaming", "no_decision"
    ).search(text, *before)


def _known(found: list[Renamed], match: re.Match[str]) -> bool:
    """Whether the words belong to a renaming that is already found."""
    return any(other.start < match.end() and match.start() < other.end for other in found)


def _renamed(match: re.Match[str], language: Language, *, here: bool) -> Renamed:
    """A renaming; "the Special Rapporteur (formerly the Independent Expert) on waste" gives both names their common end."""
    common = language.pattern("renaming", "common_end").match(match.string, match.end()) if match[0].endswith(")") else None
    end = common[0] if common else ""
    old = match["from"].strip(" “”,")
    until = match.end() + len(end)
    return Renamed(old + end if old else None, match["to"].strip() + end, here, match.start(), until, match.start("from"))
