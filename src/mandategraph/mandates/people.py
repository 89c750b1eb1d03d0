"""Lists of actors as quotes: who is named in some words, each complete member for itself."""

from __future__ import annotations

import re
from functools import cache

from mandategraph import authority
from mandategraph.grammar.language import Language, alternatives

Piece = tuple[str, str]  # the words before a member that join it to the one before, and the member


def split(words: str, language: Language) -> tuple[str, ...]:
    """The actors that a list names, without determiners, defining relative clauses and insertions.

    >>> from mandategraph.grammar import language
    >>> split("all Member States that have not yet done so, the United Nations and humanitarian and development organizations",
    ...       language.load("en"))
    ('Member States', 'United Nations', 'humanitarian and development organizations')
    >>> split("the Commission, including its agencies, funds and programmes, in close consultation with Chile", language.load("en"))
    ('Commission', 'agencies, funds and programmes')
    """
    members: list[Piece] = []
    inserted = False
    for joint, piece in _pieces(words, language):
        if joint.strip() and language.pattern("people", "aside").match(piece):
            if language.pattern("people", "aside_with").match(piece):
                break
            inserted = True
        elif inserted and language.pattern("people", "goes_on").search(joint):
            inserted = False
        if inserted:
            continue
        if members and not _apart(members[-1][1], joint, piece, language):
            joint_before, before = members.pop()
            members.append((joint_before, f"{before}{joint}{piece}"))
        elif not language.pattern("people", "remark").match(piece) and not language.pattern("people", "narrowing").match(piece):
            members.append((joint, piece))
    found = (plain(member, language) for _, member in members)
    empty = language.pattern("people", "empty")
    return tuple(dict.fromkeys(member for member in found if member and not empty.fullmatch(member)))


def take(text: str, start: int, language: Language) -> tuple[str, ...]:
    """The actors named from a place in a text on, up to the words that say how, when or about what.

    >>> from mandategraph.grammar import language
    >>> take("to the Council and the Committee on Women at its next session", 3, language.load("en"))
    ('Council', 'Committee on Women')
    """
    stop = len(text)
    for match in language.pattern("people", "stop").finditer(text, start):
        if match["of"] and language.pattern("people", "name_goes_on").search(text[start : match.start()] + match[0]):
            continue
        stop = match.start()
        break
    return split(text[start:stop], language)


def names_somebody(words: str, language: Language) -> bool:
    """Whether words name an actor, and not only what is to be done: "closer collaboration"."""
    bare = language.pattern("people", "determiners").sub("", words.strip(), count=1)
    return bool(bare) and not language.pattern("people", "nobody").match(bare)


def plain(member: str, language: Language) -> str:
    """A member of a list without determiner and defining relative clause."""
    words = member.strip(" ,;:.–—")
    words = language.pattern("people", "lead_in").sub("", words, count=1)
    words = language.pattern("people", "determiners").sub("", words, count=1)
    short = language.pattern("people", "relative").split(words, maxsplit=1)[0].strip(" ,")
    return short if short and not language.pattern("people", "hollow").fullmatch(short) else words


def _pieces(words: str, language: Language) -> list[Piece]:
    """The words between joints: commas, "and", "as well as", "including"; names that hold an "and" are whole."""
    known = [match.span() for match in _names_with_and().finditer(words)]
    pieces: list[Piece] = []
    joint, start = "", 0
    for match in language.pattern("people", "joint").finditer(words):
        inside = any(a < match.start() and match.end() <= b for a, b in known)
        if inside or words.count("(", 0, match.start()) > words.count(")", 0, match.start()):
            continue
        if words[start : match.start()].strip():
            pieces.append((joint, words[start : match.start()]))
            joint = match[0]
        else:
            joint += match[0]
        start = match.end()
    if words[start:].strip():
        pieces.append((joint, words[start:]))
    return _completed(pieces, language)


def _completed(pieces: list[Piece], language: Language) -> list[Piece]:
    """The pieces, where one that cannot stand for itself is joined to the next: "humanitarian" and "development organizations"."""
    found: list[Piece] = []
    for joint, piece in reversed(pieces):
        new_list = found and language.pattern("people", "new_list").search(found[-1][0])
        aside = found and any(language.pattern("people", name).match(found[-1][1]) for name in ("aside", "before_new"))
        if found and not new_list and not aside and not language.pattern("people", "complete").search(piece.rstrip()):
            next_joint, following = found.pop()
            found.append((joint, f"{piece}{next_joint}{following}"))
        else:
            found.append((joint, piece))
    return found[::-1]


def _apart(left: str, joint: str, right: str, language: Language) -> bool:
    """Whether two neighbours of a list are complete each for itself; members that share a head or a modifier are not."""
    if language.pattern("people", "new_list").search(joint) or language.pattern("people", "opened").match(right):
        return True
    last = left.rsplit(",", 1)[-1].strip()
    if right[:1].isupper():
        return right.isupper() or not _shares(last, right, language)
    if " " in right.strip():
        return not language.pattern("people", "shared_complement").match(right)
    alone = ("," in joint and "and" not in joint) or not language.pattern("people", "modified").search(last)
    return alone and not language.pattern("people", "owned").match(left)


def _shares(left: str, right: str, language: Language) -> bool:
    """Whether two capitalised members are one name: "United Nations Relief and Works Agency"."""
    if language.pattern("people", "shared_capital").search(left):
        return True
    bare = plain(left, language)
    headed = language.pattern("people", "headed").match(right.strip())
    return (
        bool(headed)
        and bare[bare.rfind(" ") + 1 :][:1].isupper()
        and not language.pattern("people", "with_head").search(bare)
        and not authority.load().find(bare)
    )


@cache
def _names_with_and() -> re.Pattern[str]:
    names = {name.text for name in authority.load().names if " and " in name.text and name.language == "en"}
    return re.compile(rf"(?<!\w)(?:{alternatives(sorted(names))})(?!\w)" if names else "(?!)")
