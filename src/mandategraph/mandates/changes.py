"""What a paragraph establishes, ends or renames."""

from __future__ import annotations

import re

from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Clause, Established, Renamed

REACH = 160  # characters between a decision and its verb


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
