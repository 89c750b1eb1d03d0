"""Titles printed in capitals, in the case of running text."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_][\w’'-]*")


def running_case(title: str, body: str) -> str:
    """A title with its words in capitals cased as the document itself cases them inside its sentences.

    A word that the document writes small anywhere, or never uses, is written small. Words of the title that are not in capitals
    (names put right before) stay as they are.

    >>> running_case("COOPERATION IN PARIS, World Bank", "It notes the cooperation of Paris with others.")
    'Cooperation in Paris, World Bank'
    """
    seen = {match[0] for match in re.finditer(r"(?<=[\w,] )" + WORD.pattern, body)}
    forms: dict[str, str] = {}
    for form in sorted(seen):
        forms.setdefault(form.upper(), form)

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        if word != word.upper():
            return word
        if word.lower() in seen:
            return word.lower()
        return forms.get(word, word.lower())

    text = WORD.sub(cased, title)
    return text[:1].upper() + text[1:]
