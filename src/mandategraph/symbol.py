"""Document symbols of the United Nations: parse, print, compare, and the tail of their IRI.

    printed text, or an address of docs.un.org  ->  Symbol  ->  "A/RES/75/290 B", "A/RES/75/290-B"

A small engine over `data/grammar/symbols.toml`, which holds the families with their examples. The rules are those of
the United Nations document symbol system: a series names the organ and the kind of document, and what follows names the
document. The General Assembly counted its resolutions through in Roman-numbered sessions until the 30th; since the 31st
(1976) it counts them within each session, in Arabic figures.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, total_ordering
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from mandategraph import assets
from mandategraph.errors import SymbolError

Groups = dict[str, str | None]
Key = tuple[str, tuple[int | str, ...], str]

OTHER = "other"
OFFICIAL_SERIES = ("A/", "S/", "E/")
SHOWN = 60  # characters of a refused text that its error repeats
FIRST_SESSION = 1946  # the year in which the first session of the General Assembly opened
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@total_ordering
@dataclass(frozen=True, slots=True)
class Symbol:
    """One document symbol in its canonical form. Made by `Symbol.parse`, which alone checks it.

    >>> symbol = Symbol.parse("A/RES/217 A (III)")
    >>> str(symbol), symbol.short, symbol.tail
    ('A/RES/217(III) A', '217(III) A', 'A/RES/217-III-A')
    >>> symbol.family, symbol.body, symbol.number, symbol.session, symbol.year, symbol.part
    ('ga-roman', 'body/ga', '217', 'III', None, 'A')

    Symbols sort by series, then by session or year (Roman sessions before Arabic, special sessions after regular ones),
    then by number and part. Symbols of no family follow the families of their series, in natural order.

    >>> [str(s) for s in sorted(map(Symbol.parse, ["A/RES/58/10", "A/RES/58/9", "A/RES/3281(XXIX)"]))]
    ['A/RES/3281(XXIX)', 'A/RES/58/9', 'A/RES/58/10']
    """

    text: str
    family: str

    @classmethod
    def parse(cls, text: str, body: str | None = None) -> Symbol:
        """Read any printed form of a symbol, or its address at docs.un.org, undocs.org or mandates.un.org.

        `body`, such as "body/ga", is the issuing body known from the context. It completes a bare form ("58/220") and
        is ignored where the text names its series. Raises `SymbolError` where the text is no symbol, or is bare and
        `body` is not given or does not number its documents so.

        >>> str(Symbol.parse("https://docs.un.org/en/S/RES/1540%20(2004)"))
        'S/RES/1540(2004)'
        >>> str(Symbol.parse("611(XXX)", body="body/eclac"))
        'ECLAC/RES/611(XXX)'
        """
        grammar = _grammar()
        if not isinstance(text, str) or len(text) > 4 * grammar.max_length:  # percent-encoding takes three for one
            raise _error(text, f"it must be a text of at most {grammar.max_length} characters")
        plain = grammar.normalise(text)
        bare = grammar.bare.fullmatch(plain) is not None
        if bare:
            plain = grammar.series_of(body, text) + plain
        readings = ((family, family.read(plain)) for family in grammar.families.values())
        symbol = next((cls(f.fill(f.short, " ", groups), f.name) for f, groups in readings if groups), None)
        if symbol is None:
            grammar.check_other(plain, text)
            if bare:
                raise _error(text, f"{body} does not number its documents so; write the full symbol")
            symbol = cls(plain, OTHER)
        if len(symbol.text) > grammar.max_length:
            raise _error(text, f"it is longer than {grammar.max_length} characters")
        return symbol

    def __str__(self) -> str:
        """Print the canonical form."""
        return self.text

    def __lt__(self, other: object) -> bool:
        """Order as in the class description."""
        return _key(self) < _key(other) if isinstance(other, Symbol) else NotImplemented

    @property
    def body(self) -> str | None:
        """The issuing body, such as "body/ga"; None for the family `other`."""
        family = self._family
        return family.body if family else None

    @property
    def number(self) -> str | None:
        """The number within the session, year or series."""
        return self._groups.get("number")

    @property
    def session(self) -> str | None:
        """The session as printed: "58", "XXV", "ES-10", "PLEN.36"."""
        return self._groups.get("session")

    @property
    def year(self) -> int | None:
        """The year, where the symbol holds one."""
        year = self._groups.get("year")
        return int(year) if year else None

    @property
    def opening_year(self) -> int | None:
        """The year of the symbol, or that in which its session of the General Assembly opened; None where it cannot be told.

        The Nth regular session opened in the year 1945 + N (A/520, rule 1).

        >>> Symbol.parse("A/RES/33/134").opening_year, Symbol.parse("A/RES/217(III)").opening_year
        (1978, 1948)
        """
        if self.year or self.body != "body/ga" or not self.session:
            return self.year
        if self.session.isdigit():
            return FIRST_SESSION - 1 + int(self.session)
        return FIRST_SESSION - 1 + roman_value(self.session) if set(self.session) <= set(ROMAN) else None

    @property
    def part(self) -> str | None:
        """The part letter "B", or "A-B" for a set of parts."""
        return self._groups.get("part")

    @property
    def short(self) -> str:
        """The form without the series, as a text prints it after the name of the body; all of a symbol of no family."""
        return self.text.removeprefix(self._family.series) if self._family else self.text

    @property
    def tail(self) -> str:
        """The end of the document's IRI: ASCII, in need of no further escaping, and shared by no other symbol.

        >>> Symbol.parse("LC/G.2242(SES.30/18)").tail
        'LC/G.2242-SES.30-18'
        """
        family = self._family
        return family.fill(family.tail, "-", self._groups) if family else _grammar().other_tail(self.text)

    @property
    def address(self) -> str | None:
        """The address of the document at the United Nations; None for a symbol outside its document system.

        >>> Symbol.parse("S/RES/1540(2004)").address, Symbol.parse("ECLAC/RES/611(XXX)").address
        ('https://docs.un.org/en/S/RES/1540(2004)', None)
        """
        return f"https://docs.un.org/en/{self.text.replace(' ', '%20')}" if self.text.startswith(OFFICIAL_SERIES) else None

    @property
    def _family(self) -> Family | None:
        return _grammar().families.get(self.family)

    @property
    def _groups(self) -> Groups:
        return (self._family and self._family.read(self.text)) or {}


@dataclass(frozen=True, slots=True)
class Family:
    """One way to number the documents of one series; the fields are explained in the grammar file."""

    name: str
    body: str
    series: str
    short: str
    tail: str
    patterns: list[re.Pattern[str]]
    examples: list[list[str]]
    bare: bool | str = False

    def read(self, text: str) -> Groups | None:
        """Give the named groups of a normalised text, or None where it is not of this family."""
        if not text.startswith(self.series):
            return None
        matches = (pattern.fullmatch(text, len(self.series)) for pattern in self.patterns)
        return next((match.groupdict() for match in matches if match), None)

    def fill(self, template: str, mark: str, groups: Groups) -> str:
        """Join the series, the template filled with the groups, and the part, if any, after `mark`."""
        part = groups.get("part")
        return self.series + template.format_map(groups) + (mark + part if part else "")


class Grammar:
    """The compiled grammar file."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Compile the content of the grammar file."""
        fragments, other = data["fragments"], data["other"]

        def compiled(pattern: str) -> re.Pattern[str]:
            for name, fragment in fragments.items():
                pattern = pattern.replace(f"{{{name}}}", fragment)
            return re.compile(pattern, re.ASCII)

        def family(row: dict[str, Any]) -> Family:
            return Family(**{**row, "patterns": [compiled(pattern) for pattern in row["patterns"]]})

        self.max_length: int = data["max_length"]
        self.bare = compiled(data["bare"])
        self.urls = [re.compile(url, re.IGNORECASE) for url in data["urls"]]
        self.rewrites = [(compiled(pattern), replacement) for pattern, replacement in data["rewrites"]]
        self.families = {row["name"]: family(row) for row in data["family"]}
        self.series = tuple(family.series for family in self.families.values())
        self.refused = [(compiled(row["pattern"]), str(row["reason"])) for row in data["refused"]]
        self.other, self.other_reason = compiled(other["pattern"]), str(other["reason"])
        self.simple, self.escapes = compiled(other["simple"]), str.maketrans(other["escapes"])

    def normalise(self, text: str) -> str:
        """Reduce an address to its symbol; undo percent-encoding, letter case and typography. Idempotent."""
        address = next((match for url in self.urls if (match := url.fullmatch(text.strip()))), None)
        text = unicodedata.normalize("NFKC", unquote(address["symbol"] if address else text)).upper()
        for pattern, replacement in self.rewrites:
            text = pattern.sub(replacement, text)
        return text

    def series_of(self, body: str | None, text: str) -> str:
        """Give the series in which `body` prints bare numbers. Raises `SymbolError` where no such body is given."""
        bare = (family for family in self.families.values() if family.bare)
        series = {family.body: family.series + (family.bare if isinstance(family.bare, str) else "") for family in bare}
        if body not in series:
            raise _error(text, f"the issuing body must be known; give the full symbol, or as body one of {', '.join(series)}")
        return series[body]

    def check_other(self, plain: str, text: str) -> None:
        """Raise `SymbolError` where a normalised text of no family is no symbol at all."""
        for pattern, reason in self.refused:
            if pattern.fullmatch(plain):
                raise _error(text, reason)
        if not self.other.fullmatch(plain):
            raise _error(text, self.other_reason)

    def other_tail(self, text: str) -> str:
        """Print the IRI tail of a symbol of no family; why it is injective is said in the grammar file."""
        simple = self.simple.fullmatch(text)
        if not simple or text.startswith(self.series):
            return text.translate(self.escapes)
        return f"{simple['head'].translate(self.escapes)}-{simple['group'].translate(self.escapes).replace('/', '-')}"


@cache
def _grammar() -> Grammar:
    return Grammar(tomllib.loads(assets.text("data/grammar/symbols.toml")))


@lru_cache(maxsize=1 << 16)  # sorting asks for each key many times
def _key(symbol: Symbol) -> Key:
    family = symbol._family  # noqa: SLF001
    if family is None:
        series, *rest = re.split("([0-9]+)", symbol.text)
        return series, (1, *(int(chunk) if chunk.isdigit() else chunk for chunk in rest)), symbol.text
    session = symbol.session or str(symbol.year)
    ordinal = re.split("[-.]", session)[-1]
    arabic, kind = ordinal.isdigit(), session.removesuffix(ordinal)
    position = int(ordinal) if arabic else roman_value(ordinal)
    return family.series, (0, int(arabic), kind, position, int(symbol.number or 0), symbol.part or ""), symbol.text


def roman_value(numeral: str) -> int:
    """The number that a Roman numeral says; raises `KeyError` for other letters.

    >>> roman_value("XXIX")
    29
    """
    values = [ROMAN[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


def _error(text: object, reason: str) -> SymbolError:
    shown = text if isinstance(text, str) else type(text).__name__
    return SymbolError(f"{shown if len(shown) <= SHOWN else shown[:SHOWN] + '…'!r} is no document symbol: {reason}")
