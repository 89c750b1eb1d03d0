"""Numbers in the styles in which lists are numbered; the names of the styles are those of Office Open XML (ST_NumberFormat)."""

from __future__ import annotations

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LARGEST = 4999  # in letters and Roman figures; larger ones are printed as figures
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
TEENS = range(11, 14)


def formatted(number: int, style: str) -> str:  # noqa: PLR0911 - one for each style
    """A number in a style; one that no style can print, or in a style not known here, in figures.

    >>> [formatted(28, style) for style in ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal", "none")]
    ['28', 'bb', 'BB', 'xxviii', 'XXVIII', '28th', '']
    """
    if style in {"none", "bullet"}:
        return ""
    if style == "decimalZero":
        return f"{number:02}"
    if style == "ordinal":
        ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
        return f"{number}{ending}"
    if style in {"decimalEnclosedParen", "decimalEnclosedFullstop"}:
        return f"({number})" if style.endswith("Paren") else f"{number}."
    if not 0 < number <= LARGEST:
        return f"{number}"
    if style in {"lowerLetter", "upperLetter"}:  # aa follows z, then bb
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in {"lowerRoman", "upperRoman"}:
        letters = _roman(number)
        return letters if style == "lowerRoman" else letters.upper()
    return f"{number}"


def _roman(number: int) -> str:
    parts = []
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)
