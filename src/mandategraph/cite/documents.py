"""Step three for references that name their document: symbols with their series, publications, treaties."""

from __future__ import annotations

import re
from functools import cache

from mandategraph.cite.context import Body, Context
from mandategraph.cite.tokens import Token
from mandategraph.cite.verdict import Verdict, council, parsed
from mandategraph.grammar.shapes import organization, shape

TREATIES = "UNTS/"  # our own key for the numbers of registration; the United Nations Treaty Series prints the number alone


def symbol(token: Token, after: str = "") -> Verdict | None:
    """A symbol with its series; of the two symbols of a joint document the first. `after` is the text that follows.

    >>> str(symbol(Token(0, 18, "symbol", "A/72/707-S/2018/43")).cited)
    'A/72/707'
    >>> str(symbol(Token(0, 25, "symbol", "A/76/668-S/2022/66/Corr.1")).cited)
    'A/76/668/Corr.1'
    >>> str(symbol(Token(0, 7, "symbol", "A/77/49"), "), vol. II, becomes").cited)
    'A/77/49(Vol.II)'
    >>> str(symbol(Token(0, 10, "symbol", "S/RES/1325"), ", para. 2").cited)
    'S/RES/1325(2000)'
    """
    yearless = _shape("yearless").fullmatch(token.text)
    if yearless:
        return None if re.match(r" \d", after) else council(yearless["number"])
    volume = _shape("volume").match(after)
    plain = _shape("plain_series").match(token.text)
    joint = _shape("joint").fullmatch(token.text)
    text = plain[0] if plain else token.text
    if joint:  # an addition may be printed at the end only: A/76/668-S/2022/66/Corr.1
        text = joint["first"] + ("" if joint["own"] else joint["addition"])
    cited = parsed(f"{text} (Vol. {volume['volume']})" if volume and _shape("volumes").fullmatch(text) else text)
    return Verdict(cited, "resolved", "explicit", cited.body or organization(str(cited))) if cited else None


def sales(token: Token) -> Verdict | None:
    """A United Nations publication, by its sales number."""
    cited = parsed(token.text)
    return Verdict(cited, "resolved", "explicit") if cited else None


def treaty(token: Token) -> Verdict:
    """A treaty, as the United Nations Treaty Series prints it.

    >>> str(treaty(Token(0, 35, "treaty", "Treaty Series, vol. 1577, No. 27531")).cited)
    'UNTS/27531'
    """
    return registered(token.text.split()[-1])


def registered(number: str) -> Verdict:
    """A treaty, by the number under which the United Nations registered it."""
    return Verdict(parsed(f"{TREATIES}{number}"), "resolved", "explicit")


def party(context: Context, after: Body | None) -> str | None:
    """The body whose decision 1/CP.21 is, as far as the words name it."""
    named = after or context.body
    return (named.key or named.name) if named else None


def of_body(token: Token, body: str) -> Verdict:
    """The resolution of a body that is known from the report which prints it."""
    cited = parsed(token.text, body)
    return Verdict(cited, "resolved" if cited else "unresolved", "numbering", body)


@cache
def _shape(name: str) -> re.Pattern[str]:
    return re.compile(shape(name))
