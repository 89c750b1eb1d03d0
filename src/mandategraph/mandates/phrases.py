"""The operative phrases of a paragraph, each with its family: what its issuing body does in it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from mandategraph.grammar import acts
from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Clause, Operative
from mandategraph.model import Lead


@lru_cache(maxsize=1 << 12)  # the paragraph that introduces items is read with each of them
def operative(text: str, language: Language) -> tuple[Operative, ...]:
    """The operative phrases of a paragraph, in order; the number before the first is none of it.

    >>> from mandategraph.grammar import language
    >>> text = "3. Recalls and reiterates its request, and encourages debtors to pay"
    >>> [(found.phrase, found.family) for found in operative(text, language.load("en"))]
    [('Recalls', 'assertive'), ('reiterates its request', 'directive'), ('encourages', 'directive')]
    """
    start = beginning(text, language)
    lexicon = acts.load(language.code)
    told = lexicon.own(text[start:])
    start += told.offset if told else 0  # in a statement the subject stands before the verb
    words = text[start:]
    lead = lexicon.lead(words)
    found = []
    if lead:
        leads = [lead] if lexicon.is_operative(words) else []
        leads += lexicon.further(words, lead)
        leads += [other for other in _others(words, lead, language) if all(_apart(other, known) for known in leads)]
        for each in sorted(leads, key=lambda known: known.offset):
            found += [_operative(text, part, start, language) for part in _single(each, language)]
    return tuple(found)


def clauses_of(text: str, language: Language) -> list[Clause]:
    """The operative phrases of a paragraph, each with the place where the next begins or the text ends."""
    phrases = operative(text, language)
    bounds = [*(act.start for act in phrases), len(text)]
    return [(act, until) for act, (_, until) in zip(phrases, pairwise(bounds), strict=True)]


def infinitive(text: str, language: Language) -> Operative | None:
    """The phrase of an item such as "To request the Secretary-General to", under the words "Decides:"."""
    match = language.pattern("operative", "infinitive", base=acts.load(language.code).pattern("base")).match(text)
    lexicon = acts.load(language.code)
    if not match or not lexicon.is_directive("base", match["base"].lower()):
        return None
    act = lexicon.act("base", match["base"])
    return Operative(match["phrase"], act.family, act.key, match.start("phrase"), match.end("phrase"))


def beginning(text: str, language: Language) -> int:
    """Where the words of a paragraph begin, after its number or mark.

    >>> from mandategraph.grammar import language
    >>> beginning("(ii) To help", language.load("en"))
    5
    """
    match = language.pattern("operative", "number").match(text)
    return match.end() if match else 0


def _others(text: str, lead: Lead, language: Language) -> list[Lead]:
    """Phrases after a comma whose verb can be no noun, whatever follows: ", and encourages debtors and creditors to"."""
    lexicon = acts.load(language.code)
    found = []
    for match in language.pattern("operative", "another").finditer(text, lead.end):
        phrase = lexicon.lead(text[match.end() :])
        relative = language.pattern("phrase", "relative").search(
            text[max(lead.end, match.start() - acts.WITHIN) : match.start() + 1]
        )
        if phrase and (match["again"] or not relative) and lexicon.is_operative(text[match.end() :]):
            found.append(Lead(phrase.phrase, phrase.act, phrase.family, match.end()))
    return found


def _apart(one: Lead, other: Lead) -> bool:
    return one.offset >= other.end or other.offset >= one.end


def _single(lead: Lead, language: Language) -> list[Lead]:
    """The phrases of one that joins two verbs: "Recalls and reiterates"."""
    lexicon = acts.load(language.code)
    for match in language.pattern("operative", "joined").finditer(lead.phrase):
        rest = lexicon.lead(lead.phrase[match.end() :])
        if rest and lexicon.is_operative(lead.phrase[match.end() :]):
            first = lexicon.lead(lead.phrase[: match.start()])
            if first:
                second = Lead(lead.phrase[match.end() :], rest.act, rest.family, lead.offset + match.end())
                return [Lead(first.phrase, first.act, first.family, lead.offset), *_single(second, language)]
    return [lead]


def _operative(text: str, lead: Lead, start: int, language: Language) -> Operative:
    """A phrase with its family, which words after the verb may change: "Reiterates its request" is directive."""
    family, key = lead.family or _other_family(lead.phrase, language), lead.act
    after = text[start + lead.end :]
    if asking := language.pattern("operative", "asking").search(lead.phrase):
        family, key = "directive", _asked(asking[0], language) or key
    elif lead.act == "reiterate" and family == "directive":
        family = "assertive"
    elif lead.act == "acknowledge" and language.pattern("operative", "thanking").match(after):
        family = "expressive"
    return Operative(lead.phrase, family, key, start + lead.offset, start + lead.end)


def _asked(words: str, language: Language) -> str | None:
    """The directive act that a noun names: "its request"."""
    lexicon = acts.load(language.code)
    found = re.search(lexicon.pattern("noun"), words)
    act = lexicon.act("noun", found[0]) if found else None
    return act.key if act and act.family == "directive" else None


def _other_family(phrase: str, language: Language) -> str:
    """The family of a verb that is none of the acts."""
    words = phrase.lower()
    families = language.table("operative", "families")
    return next((family for verb, family in families.items() if verb in words), "assertive")
