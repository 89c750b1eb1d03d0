"""The patterns and word lists of one language, from `data/grammar/{language}.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from os.path import commonprefix
from typing import Any

from mandategraph import assets
from mandategraph.errors import MandateGraphError


class Language:
    """Named patterns and word lists of one language."""

    def __init__(self, code: str) -> None:
        """`code` is a BCP 47 language tag with a grammar file; raises `MandateGraphError` where there is none."""
        self.code = code
        try:
            self._data: dict[str, dict[str, Any]] = assets.toml(f"data/grammar/{code}.toml")
        except FileNotFoundError as error:
            message = f"no grammar for the language {code!r}; there is one for: {', '.join(readable())}"
            raise MandateGraphError(message) from error
        self._compiled: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._lists: dict[tuple[str, str], tuple[re.Pattern[str], ...]] = {}

    def has(self, section: str) -> bool:
        """Whether the language has a section, without which what it is for is not read in this language."""
        return section in self._data

    def words(self, section: str, name: str) -> tuple[str, ...]:
        """A word list, or the patterns of a list, in the order of the file."""
        return tuple(self._data[section][name])

    def table(self, section: str, name: str) -> dict[str, str]:
        """A table of keys and values, empty where the language has none."""
        found: dict[str, str] = self._data[section].get(name, {})
        return found

    def text(self, section: str, name: str) -> str:
        """A pattern as it stands in the file."""
        return str(self._data[section][name])

    def pattern(self, section: str, name: str, **fill: str) -> re.Pattern[str]:
        """A pattern with its `{…}` places filled in, from `fill` or with what stands under that name in the section; compiled once.

        >>> load("en").pattern("citation", "ibid").search("Ibid., para. 5")[0]
        'bid.'
        """
        key = (section, name, *fill.values())
        if key not in self._compiled:
            self._compiled[key] = re.compile(filled(filled(self._data[section][name], fill), self._parts(section)))
        return self._compiled[key]

    def patterns(self, section: str, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a list, compiled once; `{…}` stands for another pattern of the same section."""
        if (section, name) not in self._lists:
            parts = self._parts(section)
            self._lists[section, name] = tuple(re.compile(filled(pattern, parts)) for pattern in self.words(section, name))
        return self._lists[section, name]

    def either(self, section: str, name: str) -> re.Pattern[str]:
        """The patterns of a list as one, where it does not matter which of them fits; compiled once."""
        key = ("either", section, name)
        if key not in self._compiled:
            self._compiled[key] = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in self.patterns(section, name)))
        return self._compiled[key]

    def _parts(self, section: str) -> dict[str, str]:
        """What may stand for a `{name}` in a section: its patterns, and of its lists of words a choice."""
        values = self._data[section].items()
        parts = {key: value for key, value in values if isinstance(value, str)}
        return parts | {key: f"(?:{alternatives(value)})" for key, value in values if isinstance(value, list)}

    def possible(self, section: str, name: str, text: str) -> bool:
        """Whether a text holds one of the words without which the pattern, or any of the list, cannot match.

        >>> load("en").possible("mandate", "programme", "the programme of work"), load("en").possible("mandate", "programme", "it")
        (True, False)
        """
        for word in self._data["needs"][section][name]:  # noqa: SIM110 - twice as fast as any(), and asked for most often
            if word in text:
                return True
        return False

    def find(self, section: str, name: str, text: str, **fill: str) -> Iterator[re.Match[str]]:
        """The matches of a pattern in a text, in order; a text in which it is not `possible` is not searched.

        >>> [match["period"] for match in load("en").find("event", "period", "the biennium 2006-2007 and the years 2010-12")]
        ['2006-2007', '2010-12']
        """
        return self.pattern(section, name, **fill).finditer(text) if self.possible(section, name, text) else iter(())


def filled(pattern: str, fill: dict[str, str]) -> str:
    """A pattern with each `{name}` replaced; other braces (quantifiers) stay."""
    for name, value in fill.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern


def alternatives(words: Iterable[str]) -> str:
    r"""A pattern that matches one of the words, the longest first.

    >>> alternatives(["call", "call upon"])
    'call(?:\\ upon|)'
    """
    return _alternatives(tuple(words))


@lru_cache(maxsize=64)  # the same few lists are asked for at every provision
def _alternatives(words: tuple[str, ...]) -> str:
    return branches(set(words), re.escape)


def branches(words: Iterable[str], written: Callable[[str], str]) -> str:
    r"""Alternatives that share their common beginnings, of words that differ from one another; the longest is tried first.

    `written` gives the pattern of a piece of a word. A place where no word begins is left at its first character, so that
    thousands of words take little longer than a hundred.

    >>> branches(["trade union", "trade", "fund"], lambda piece: piece.replace(" ", r"\s"))
    'trade(?:\\sunion|)|fund'
    """
    found = []
    for _, group in groupby(sorted(words, reverse=True), key=lambda word: word[:1]):
        members = list(group)
        beginning = commonprefix(members)  # noqa: RUF071 - these are words, not paths
        rest = branches([word[len(beginning) :] for word in members], written) if len(members) > 1 else ""
        found.append(written(beginning) + (f"(?:{rest})" if rest else ""))
    return "|".join(found)


@cache
def load(code: str) -> Language:
    """The grammar of a language; raises `MandateGraphError` for one without a grammar file."""
    return Language(code)


@cache
def available() -> tuple[str, ...]:
    """The languages in which everything can be read: structure, citations, actors and mandates."""
    return tuple(code for code in readable() if load(code).has("mandate"))


@cache
def readable() -> tuple[str, ...]:
    """The languages that have a grammar file: in each the structure of a text and its opening phrases can be recovered.

    >>> readable(), available()
    (('en', 'es', 'fr'), ('en',))
    """
    return tuple(sorted(path.stem for path in assets.files("data/grammar", ".toml") if len(path.stem) == 2))  # noqa: PLR2004
