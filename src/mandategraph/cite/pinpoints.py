"""The part of a document that a reference means, as printed and as the ids of provisions."""

from __future__ import annotations

import re

from mandategraph.grammar.language import Language

STEP = re.compile(r"\(?\b(?P<item>[a-z]{1,4})\)|(?P<range>\bto\b|\ba\b|\bà\b|[-–−])|(?P<number>\d{1,3})")
WIDEST = 60  # paragraphs in one range; a wider one is a misprint


def provisions(pinpoint: str, language: Language) -> tuple[str, ...]:
    """The ids of the operative paragraphs and items that a pinpoint names; none where it names another part.

    >>> from mandategraph.grammar import language
    >>> provisions("paragraphs 1, 2 (a) and (c) and 5 to 7", language.load("en"))
    ('op-1', 'op-2-a', 'op-2-c', 'op-5', 'op-6', 'op-7')
    >>> provisions("sect. II, para. 3", language.load("en"))
    ()
    """
    if not language.pattern("citation", "paragraph_word").match(pinpoint.lower().removeprefix("operative ").removeprefix("sub")):
        return ()
    found: list[str] = []
    items: list[str] = []
    number, ranged, fresh = 0, False, False
    for step in STEP.finditer(pinpoint):
        if step["range"]:
            ranged = True
        elif step["number"]:
            last, number = number, int(step["number"])
            if ranged and 0 < number - last < WIDEST:
                found += [f"op-{between}" for between in range(last + 1, number)]
            found.append(f"op-{number}")
            items, ranged, fresh = [], False, True
        elif number:
            deeper = fresh or pinpoint[: step.start()].rstrip().endswith(")")
            items, fresh = _item(step["item"], items, found, number, deeper=deeper), False
    return tuple(dict.fromkeys(found))


def _item(item: str, items: list[str], found: list[str], number: int, *, deeper: bool) -> list[str]:
    """Add an item: right after the number or another item it is deeper, after "and" beside the last one."""
    if deeper:
        found.pop()
        items = [*items, item]
    else:
        items = [*items[:-1], item]
    found.append("-".join([f"op-{number}", *items]))
    return items
