"""The numbers of paragraphs and items, and the level they put an item on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

PARAGRAPH_NUMBER = re.compile(r"^(\d{1,3})\s*[.)]\s+(?=\S)")
ITEM_NUMBER = re.compile(r"^(?:[-–—•*]\s+)?\(([a-z]{1,2}|[ivxl]{1,6}|[A-Z]|\d{1,2})\)\s*(?=\S)")
ROMAN_NUMBERS = {
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(("", "x", "xx", "xxx", "xl"))
    for one, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens + ones
}


STYLES = ("a", "i", "A", "1")


def rank(number: str, style: str) -> int | None:
    """The position of an item number in a style (`a`, `i`, `A`, `1`), or None where it does not belong to the style.

    >>> rank("c", "a"), rank("iv", "i"), rank("aa", "a"), rank("iv", "1")
    (3, 4, 27, None)
    """
    if style == "1":
        return int(number) if number.isdigit() else None
    if style == "i":
        return ROMAN_NUMBERS.get(number)
    if style == "A":
        return ord(number) - ord("A") + 1 if len(number) == 1 and number.isupper() else None
    if not (number.isalpha() and number.islower() and len(set(number)) == 1):
        return None
    return ord(number[0]) - ord("a") + 1 + 26 * (len(number) - 1)


def printed_number(number: str) -> str:
    """A printed number without the punctuation around it; empty for a bullet.

    >>> printed_number("1."), printed_number("(a)"), printed_number("II."), printed_number("•"), printed_number("5 bis.")
    ('1', 'a', 'II', '', '5-bis')
    """
    return "-".join(re.findall(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*", number))


def is_item_number(number: str) -> bool:
    """Whether a text is an item number in any style."""
    return any(rank(number, style) for style in STYLES)


@dataclass
class ItemLevels:
    """The open levels below a paragraph: of each its style and the rank it has reached."""

    levels: list[tuple[str, int]] = field(default_factory=list)

    def place(self, number: str, following: str | None = None, *, introduced: bool = False) -> int:
        """Put the next item number on its level and give the level, from 1.

        `following` is the number of the item after it; `introduced` says that a colon stands before it. A number that continues
        an open level belongs there, the deepest first; a first number opens a level, or begins one of its style again; one out of
        sequence stays on the deepest level of its style. So "(i)" after "(h)" is the ninth letter, unless it is introduced or
        "(ii)" follows.

        >>> levels = ItemLevels()
        >>> [levels.place(number) for number in ("a", "b", "i", "ii", "c", "a")]
        [1, 1, 2, 2, 1, 1]
        """
        open_levels = list(enumerate(self.levels))[::-1]
        opens_roman = number == "i" and (following == "ii" or introduced)
        continued = [(depth, style) for depth, (style, reached) in open_levels if rank(number, style) == reached + 1]
        in_use = {style: depth for depth, (style, _) in enumerate(self.levels)}
        opened = [(in_use.get(style, len(self.levels)), style) for style in STYLES if rank(number, style) == 1]
        same_style = [(depth, style) for depth, (style, _) in open_levels if rank(number, style)]
        anything = [(len(self.levels), style) for style in STYLES if rank(number, style)]
        choices = (opened if opens_roman else continued) or opened or same_style or anything
        depth, style = choices[0]
        self.levels[depth:] = [(style, rank(number, style) or 0)]
        return len(self.levels)
