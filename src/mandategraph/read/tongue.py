"""In which language a text is, by its letters and its frequent short words; which languages there are is in `languages.toml`."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from mandategraph import assets

WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 4  # letters of a script, or frequent words, below which nothing is said


@cache
def languages() -> dict[str, dict[str, Any]]:
    """The languages by their BCP 47 tags."""
    return assets.toml("data/grammar/languages.toml")


@cache
def by_code() -> dict[str, str]:
    """The BCP 47 tag of each ISO 639-3 code."""
    return {row["code"]: tag for tag, row in languages().items()}


def guess(text: str) -> str | None:
    """The language of a text, or None where it has too few words to tell.

    >>> guess("The General Assembly, Recalling its resolution 78/167 of 19 December 2023 and the report of the Committee,")
    'en'
    >>> guess("L'Assemblée générale, Rappelant les résolutions du Conseil et des organes dans une annexe,")
    'fr'
    >>> guess("78/167")
    """
    letters = [word for word in WORD.findall(text.lower()) if word]
    for tag, row in languages().items():
        if "script" in row and len(re.findall(f"[{row['script']}]", text)) > sum(map(len, letters)) / 3 > ENOUGH:
            return tag
    counts = Counter(letters)
    scores = {tag: sum(counts[word] for word in row["words"]) for tag, row in languages().items() if "words" in row}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] >= ENOUGH and scores[best] > 2 * max(s for t, s in scores.items() if t != best) else None


def of_folder(path: str) -> str | None:
    """The language that a folder on a path is named after, or None.

    >>> of_folder("GAresolutions/75session/English/75_274.xml")
    'en'
    """
    names = {row["name"].lower(): tag for tag, row in languages().items()}
    return next((names[part.lower()] for part in reversed(Path(path).parts[:-1]) if part.lower() in names), None)
