"""Step one: what has the shape of a reference to a document, whatever it means; the shapes are in `data/grammar/shapes.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from mandategraph.grammar.shapes import shape

Form = Literal["symbol", "session", "year", "number-year", "roman", "convention", "sales", "treaty", "number"]
SESSION_FIGURES = 2  # of the number of a session
BEFORE = 28  # characters before a solidus or parenthesis in which a token may begin


class Token(NamedTuple):
    """Words of the shape `form`, from `start` to `end`; `text` is what they print, without words between number and part."""

    start: int
    end: int
    form: Form
    text: str


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(shape(name))


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order; they do not overlap.

    The text is searched for the solidus or parenthesis that every shape has, and for the words of publications and treaties:
    that passes over nearly all of it at the speed of the machine.

    >>> [(token.text, token.form) for token in tokens("its resolution 591(XXIX), LC/G.2242(SES.30/18) and 2002-2003")]
    [('591(XXIX)', 'roman'), ('LC/G.2242(SES.30/18)', 'symbol')]
    >>> [token.text for token in tokens("resolutions 48/218 B, 73/102 A and B and 1540 (2004)")]
    ['48/218 B', '73/102 A', '73/102 B', '1540 (2004)']
    """
    end = 0
    for pivot in _pattern("pivot").finditer(text):
        if pivot.start() < end:
            continue
        token = _at(text, pivot, end)
        if token:
            yield token
            end = token.end
            for part in _more_parts(text, token):
                yield part
                end = part.end


def _at(text: str, pivot: re.Match[str], floor: int) -> Token | None:
    """The token around a pivot that begins at or after `floor`."""
    place, kind = pivot.start(), pivot.lastgroup
    if kind == "solidus":
        return _around_solidus(text, place, max(floor, place - BEFORE))
    if kind in {"year", "roman"}:
        left = _pattern("number_left").search(text, max(floor, place - BEFORE), place)
        return _with_part(text, left.start(), pivot.end(), "number-year" if kind == "year" else "roman") if left else None
    return Token(place, pivot.end(), "sales" if kind == "sales" else "treaty", pivot[0])


def _around_solidus(text: str, place: int, floor: int) -> Token | None:
    left = _pattern("left").search(text, floor, place)
    start = left.start() if left else place
    session = _pattern("session").match(text, start)
    if session:
        if _pattern("year").match(session[0]):
            return _with_part(text, start, session.end(), "year")
        return _with_part(text, _without_note(text, start, place), session.end(), "session")
    convention = _pattern("convention").match(text, start)
    if convention:
        return Token(start, convention.end(), "convention", convention[0])
    symbol = _pattern("symbol").match(text, start)
    return Token(start, symbol.end(), "symbol", symbol[0]) if symbol and any(map(str.isdigit, symbol[0])) else None


def _without_note(text: str, start: int, solidus: int) -> int:
    """Where a session begins: the number of a note that is glued before it is none of its figures ("2016,233/22")."""
    glued = solidus - start > SESSION_FIGURES and text[start].isdigit() and text[start - 1 : start] in {",", ".", ";", ")", "”"}
    return solidus - SESSION_FIGURES if glued else start


def _with_part(text: str, start: int, end: int, form: Form) -> Token:
    """A number with the part letter after it, if there is one."""
    part = _pattern("part").match(text, end) if form != "number-year" else None
    end = part.end() if part else end
    return Token(start, end, form, text[start:end])


def _more_parts(text: str, token: Token) -> Iterator[Token]:
    """The further parts of a resolution, "73/102 A and B", and the last of a range of records, "A/C.6/56/SR.11–13"."""
    last = _pattern("range_end").match(text, token.end) if token.form == "symbol" else None
    numbered = _pattern("numbered").fullmatch(token.text) if last else None
    if last and numbered:
        yield Token(last.start("last"), last.end(), "symbol", f"{numbered['series']}{last['last']}")
    if token.form in {"session", "year", "roman"} and token.text[-1].isupper():
        position = token.end
        while match := _pattern("another_part").match(text, position):
            yield Token(match.start("part"), match.end(), token.form, f"{token.text[:-1]}{match['part']}")
            position = match.end()
