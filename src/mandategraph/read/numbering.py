"""The numbers of paragraphs and items, and the level they put an item on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DASHES, DOTS = "-–—−‒", "•·▪◦●○■□‣⁃\uf0b7"
MARKER = re.compile(
    rf"""(?P<number>\d{{1,3}}(?:\ (?:bis|ter|quater))?)\s?[.)](?:\s+|(?=[^\W\d]|\())(?=\S)
    | (?:[{DASHES}{DOTS}*]\s*)?(?P<item>\(\s?(?:[a-z]{{1,2}}|[ivxl]{{1,8}}|[A-Z]|\d{{1,2}})\s?\))\s*(?=\S)
    | (?P<plain>(?:[a-z]{{1,2}}|[ivxl]{{2,8}})[.)]\s?|[A-Z]\)\s)\s*(?=[^\s.])(?!(?:[a-z]\.))
    | (?P<bullet>[{DASHES}]\s|[{DOTS}])\s*(?=\S)""",
    re.VERBOSE,
)
ROMAN_NUMBERS = {
    tens + ones: 10 * ten + one
    for ten, tens in enumerate(("", "x", "xx", "xxx", "xl"))
    for one, ones in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens + ones
}


STYLES = ("a", "i", "A", "1")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a paragraph begins with: `printed` as it stands ("8.", "(a)", "–"), `number` bare ("8", "a", ""), the text from `end`.

    `form` tells styles apart that use the same letters: "(a)" and "a." are two levels.
    """

    printed: str
    number: str
    form: str
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is that of a paragraph: figures without an opening parenthesis."""
        return self.form == "1."


def marker_of(text: str) -> Marker | None:
    """The marker that a text begins with, or None.

    >>> marker_of("8. Requests"), marker_of("(aa) To"), marker_of("– the").form, marker_of("1.5 million")
    (Marker(printed='8.', number='8', form='1.', end=3), Marker(printed='(aa)', number='aa', form='(', end=5), '-', None)
    """
    match = MARKER.match(text)
    if not match:
        return None
    printed = text[match.start(match.lastgroup or 0) : match.end(match.lastgroup or 0)].strip()
    if match["number"]:
        return Marker(text[: match.end()].rstrip(), printed.replace(" ", "-"), "1.", match.end())
    if match["bullet"]:
        return Marker(printed, "", "-" if printed in DASHES else "•", match.end())
    number = printed.strip("(). ")
    if not is_item_number(number):
        return None
    return Marker(printed, number, "." if printed.endswith(".") else "(", match.end())


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

    def bullet(self, form: str) -> int:
        """Put a bullet on its level and give the level, from 1: that of the bullets like it, or a deeper one.

        >>> levels = ItemLevels()
        >>> levels.place("a"), levels.bullet("-"), levels.bullet("-"), levels.place("b")
        (1, 2, 2, 1)
        """
        in_use = {style: depth for depth, (style, _) in enumerate(self.levels)}
        self.levels[in_use.get(form, len(self.levels)) :] = [(form, 0)]
        return len(self.levels)

    def place(self, number: str, following: str | None = None, *, introduced: bool = False, form: str = "") -> int:
        """Put the next item number on its level and give the level, from 1.

        `following` is the number of the item after it; `introduced` says that a colon stands before it; `form` is what tells its
        numbers apart from others in the same letters. A number that continues
        an open level belongs there, the deepest first; a first number opens a level, or begins one of its style again; one out of
        sequence stays on the deepest level of its style. So "(i)" after "(h)" is the ninth letter, unless it is introduced or
        "(ii)" follows.

        >>> levels = ItemLevels()
        >>> [levels.place(number) for number in ("a", "b", "i", "ii", "c", "a")]
        [1, 1, 2, 2, 1, 1]
        """
        styles = {form + style: rank(number, style) for style in STYLES}
        open_levels = [(depth, style, reached) for depth, (style, reached) in enumerate(self.levels) if styles.get(style)][::-1]
        opens_roman = number == "i" and (following == "ii" or introduced)
        continued = [(depth, style) for depth, style, reached in open_levels if styles[style] == reached + 1]
        in_use = {style: depth for depth, style, _ in open_levels}
        opened = [(in_use.get(style, len(self.levels)), style) for style, reached in styles.items() if reached == 1]
        same_style = [(depth, style) for depth, style, _ in open_levels]
        anything = [(len(self.levels), style) for style, reached in styles.items() if reached]
        choices = (opened if opens_roman else continued) or opened or same_style or anything
        depth, style = choices[0]
        self.levels[depth:] = [(style, styles[style] or 0)]
        return len(self.levels)
