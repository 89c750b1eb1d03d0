"""What lines of a resolution look like in one language: opening lines, headings, closing lines, page furniture."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from mandategraph.authority import Authority
from mandategraph.grammar import acts
from mandategraph.grammar.language import Language, alternatives
from mandategraph.grammar.shapes import shape
from mandategraph.read.blocks import NOTE_MARK

LONGEST_LINE = 200  # characters of a line that can be an opening line, a closing line or page furniture
LONGEST_HEADING = 300


class Rules:
    """The patterns of a language, and the bodies by whose names its opening lines are known."""

    def __init__(self, language: Language, authority: Authority) -> None:
        """`authority` knows the bodies."""
        self.authority, self.language = authority, language
        self.lexicon = acts.load(language.code)
        months = alternatives(language.words("dates", "months"))
        self._opening = language.pattern("resolution", "issuing_body")
        self._heading = language.pattern("resolution", "heading", symbol=shape("printed"))
        self._furniture = language.pattern("resolution", "page_furniture")
        self._closing = language.pattern("resolution", "closing", months=months)
        self._annex = language.pattern("resolution", "annex")
        self._section = language.pattern("resolution", "section")
        self._ends = language.pattern("resolution", "clause_end")
        self._abbreviation = language.pattern("resolution", "abbreviation")
        self._last = language.pattern("resolution", "last")
        self._text_end = language.pattern("resolution", "text_end")
        self._told = language.pattern("resolution", "told", months=months)
        self._goes_on = language.pattern("resolution", "item_continues")
        self._draft = language.pattern("resolution", "draft")
        self._statement = language.pattern("resolution", "statement")
        self._issuers: dict[str, str | None] = {}

    def issuer(self, text: str) -> str | None:
        """The body that a line opens a resolution with."""
        match = self._opening.match(text) if len(text) <= LONGEST_LINE else None
        if not match:
            return None
        name = NOTE_MARK.sub("", match["name"])
        if name not in self._issuers:
            keys = [key for key in self.authority.find(name) if key in self.authority.bodies]
            self._issuers[name] = keys[0] if len(keys) == 1 else None
        return self._issuers[name]

    def told(self, text: str) -> Literal["statement", "decision"] | None:
        """Whether a sentence opens a statement of the President or a decision: "At its 47th plenary meeting"."""
        if not self._told.match(text):
            return None
        return "statement" if self.is_statement(text) else "decision"

    def is_statement(self, text: str) -> bool:
        """Whether a text says that a statement of the President follows."""
        return self._statement.search(text) is not None

    def is_draft(self, text: str) -> bool:
        """Whether a line of the cover says that this is a draft resolution."""
        return self._draft.search(text) is not None

    def heading(self, text: str) -> re.Match[str] | None:
        """The symbol and the title of a line that may be the heading of a resolution."""
        return self._heading.match(NOTE_MARK.sub("", text))

    def is_furniture(self, text: str) -> bool:
        """Whether a line is a page number, a page break or a rule."""
        return len(text) <= LONGEST_LINE and self._furniture.match(text) is not None

    def closes(self, text: str) -> bool:
        """Whether a line stands after the operative part: meeting and date, the vote."""
        return self._closing.match(text) is not None

    def is_annex(self, text: str) -> bool:
        """Whether a line is the heading of an annex."""
        return len(text) <= LONGEST_LINE and self._annex.match(NOTE_MARK.sub("", text)) is not None

    def section(self, text: str) -> str | None:
        """The number of a line that is the heading of a section, or None."""
        match = self._section.match(text) if len(text) <= LONGEST_LINE else None
        return match["number"] if match and not self.ends(match["title"] or "") else None

    def ends(self, text: str) -> bool:
        """Whether a text ends a clause, where a paragraph or item may begin."""
        tail = NOTE_MARK.sub("", text[-80:]).rstrip()
        return self._ends.search(tail) is not None

    def ends_the_text(self, text: str) -> bool:
        """Whether a text ends as a whole document does."""
        return self._text_end.search(NOTE_MARK.sub("", text[-80:]).rstrip()) is not None

    def ends_a_note(self, text: str) -> bool:
        """Whether a line may be the last one of a footnote: it ends in a full stop that is not that of an abbreviation."""
        return self.ends_the_text(text) and self._abbreviation.search(text) is None

    def goes_on(self, text: str, position: int) -> bool:
        """Whether what stands after an item number shows that it is none, but part of a sentence: "(b) of it"."""
        return self._goes_on.match(text, position) is not None

    def is_last(self, text: str) -> bool:
        """Whether a paragraph is worded as the last one of a document: it remains seized of the matter."""
        return self._last.search(text) is not None

    def begins(self, text: str) -> bool:
        """Whether a text begins with a capital and an operative phrase."""
        return text[:1].isupper() and self.lexicon.opens(text)

    def is_title(self, text: str) -> bool:
        """Whether a text looks like a heading: short, beginning with a capital, a figure or a mark, without a mark at its end."""
        return 0 < len(text) <= LONGEST_HEADING and not text[:1].islower() and not self.ends(text)


@lru_cache(maxsize=8)
def rules(language: Language, authority: Authority) -> Rules:
    """The rules of a language, made once."""
    return Rules(language, authority)
