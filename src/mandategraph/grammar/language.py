"""The patterns and word lists of one language, from `data/grammar/{language}.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
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
            message = f"no grammar for the language {code!r}; there is one for: {', '.join(available())}"
            raise MandateGraphError(message) from error
        self._compiled: dict[tuple[str, ...], re.Pattern[str]] = {}

    def words(self, section: str, name: str) -> tuple[str, ...]:
        """A word list, or the patterns of a list, in the order of the file."""
        return tuple(self._data[section][name])

    def pattern(self, section: str, name: str, **fill: str) -> re.Pattern[str]:
        """A pattern with its `{…}` places filled in, compiled once.

        >>> load("en").pattern("citation", "antecedent").search("that in that resolution the Assembly")[0]
        'that resolution'
        """
        key = (section, name, *fill.values())
        if key not in self._compiled:
            self._compiled[key] = re.compile(filled(self._data[section][name], fill))
        return self._compiled[key]

    def patterns(self, section: str, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a list, compiled; `{…}` stands for another pattern of the same section."""
        parts = {key: value for key, value in self._data[section].items() if isinstance(value, str)}
        return tuple(re.compile(filled(pattern, parts)) for pattern in self.words(section, name))


def filled(pattern: str, fill: dict[str, str]) -> str:
    """A pattern with each `{name}` replaced; other braces (quantifiers) stay."""
    for name, value in fill.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern


def alternatives(words: Iterable[str]) -> str:
    r"""A pattern that matches one of the words, the longest first.

    >>> alternatives(["call", "call upon"])
    'call\\ upon|call'
    """
    return _alternatives(tuple(words))


@cache  # the same few lists are asked for at every provision
def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def load(code: str) -> Language:
    """The grammar of a language; raises `MandateGraphError` for one without a grammar file."""
    return Language(code)


def available() -> list[str]:
    """The languages that have a grammar file."""
    return sorted(path.stem for path in assets.files("data/grammar", ".toml") if len(path.stem) == 2)  # noqa: PLR2004
