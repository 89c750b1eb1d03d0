"""Step two: whose resolution or decision a bare number is, from the words around it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mandategraph.authority import Authority
from mandategraph.grammar import acts, numbering
from mandategraph.grammar.language import Language, alternatives, branches

COUNCILS = "Council"  # the name of a council that may be any of three, in every language
SHORT = 24  # characters from the noun to the number, unless the body stands between ("resoluciones de la Asamblea General 58/220")
WINDOW = 140  # characters before a number in which its body is looked for
LONGEST = 60  # characters of what may stand before a head noun in the name of a body
CLOSE = 40  # characters between "of the" and the body
TITLE = 330  # characters of a quoted title that a list may hold between two numbers
REPORT = 100  # characters before a number in which the symbol of a report counts


SECRETARIAT = "body/secretariat"
ADOPTING = ("principal-organ", "regional-commission")  # kinds of bodies that adopt resolutions of their own
# Kinds of bodies that adopt no resolutions with numbers: a number that stands after the name of one is of another body.
NUMBERLESS = ("mission", "department", "expert-panel", "institute", "court", "sanctions-committee")


class Body(NamedTuple):
    """A body that the words name: its `key` where the authority data have it, else only its `name` as printed."""

    key: str | None
    name: str
    start: int
    end: int


class Context(NamedTuple):
    """The words before a number: from `start`, of a resolution, a `decision` or a presidential `statement`.

    `body` is named right before the noun or by "its"; `own` says that it is "its" without a body before; `near` is the body named
    last before, to which the number may belong. `noun` is where the noun begins.
    """

    start: int
    noun: int
    decision: bool
    statement: bool
    body: Body | None
    own: bool
    near: Body | None


class Words:
    """The patterns and names of one language by which contexts are read."""

    def __init__(self, authority: Authority, language: Language) -> None:
        """`authority` knows the names of bodies, `language` the other words."""
        self.language = language
        lexicon = acts.load(language.code)
        self.reach, self.council = int(language.text("citation", "noun_reach")), language.text("citation", "council")
        bodies = {
            name.text: name.key
            for name in authority.names
            if name.language == language.code and not name.silent and name.key in authority.bodies
            if authority.bodies[name.key].kind not in NUMBERLESS
        }
        self.keys = {" ".join(text.split()).lower(): key for text, key in bodies.items()}
        short = {"body/ga": language.words("citation", "assembly")}
        self.keys |= {text.lower(): key for key, texts in short.items() for text in texts}
        self.adopting = {key for key, body in authority.bodies.items() if body.kind in ADOPTING} | numbering.bodies()
        self.adopting |= set(language.table("citation", "records").values())
        self.adopting.discard(SECRETARIAT)  # a principal organ that adopts nothing
        printed = {*bodies, *(text for texts in short.values() for text in texts)}
        fill = {
            "bodies": branches(printed, lambda piece: re.escape(piece).replace(r"\ ", r"\s+")),
            "heads": alternatives(language.words("names", "heads")),
            "verbs": "(?i:" + alternatives({**lexicon.forms["participle"], **lexicon.forms["third"]}) + ")",
            "months": alternatives(language.words("dates", "months")),
        }
        for name in ("note_mark", "note", "parts", "numbers"):
            fill[name] = language.pattern("citation", name).pattern
        self.fill = fill
        self.told = language.pattern("citation", "told", past=lexicon.pattern("past"))

        def pattern(name: str) -> re.Pattern[str]:
            return language.pattern("citation", name, **fill)

        self.noun = pattern("noun")
        self.body = pattern("body")
        self.other_body = pattern("other_body")
        self.adjacent = pattern("adjacent")
        self.in_its = pattern("in_its")
        self.own = pattern("own")
        self.after = pattern("after")
        self.more_numbers = pattern("more_numbers")
        self.date = pattern("date")
        self.list_glue = pattern("list_glue")
        self.loose_glue = pattern("loose_glue")
        self.record = pattern("record")

    def context(self, text: str, end: int, floor: int) -> Context | None:
        """The context that ends right before a number; None where no noun says that a resolution or decision is meant.

        Nothing before `floor`, where the paragraph begins, counts.
        """
        noun = self.noun.search(text, max(floor, end - self.reach), end)
        if not noun:
            return None
        place = noun.start()
        last = deque(self.bodies(text, max(floor, place - WINDOW), place), maxlen=1)
        near = last[0] if last else None
        inside = next(self.bodies(text, place, end), None) if end - place > SHORT else None
        body, start, own = inside, place, self.own.search(text, max(floor, place - 40), place)
        if not inside and near and self.adjacent.match(text, near.end, place):
            body, start = near, near.start
        elif not inside and near and own and near.key in self.adopting and self.in_its.match(text, near.end, place):
            body, start = near, own.start()
        elif not inside and own:
            start = own.start()
        return Context(start, place, noun["decision"] is not None, noun["statement"] is not None, body, own is not None, near)

    def bodies(self, text: str, start: int, end: int) -> Iterator[Body]:
        """The bodies named between two places."""
        for match in self.body.finditer(text, start, end):
            printed = " ".join(match[0].split())
            key = self.keys.get(printed.lower())
            head = len(printed.split()) == 1
            more = self.other_body.search(text, max(start, match.start() - LONGEST), match.start()) if head else None
            if printed == self.council and not more:
                yield Body(None, COUNCILS, match.start(), match.end())
            elif more:
                yield Body(None, " ".join(text[more.start() : match.end()].split()), more.start(), match.end())
            else:
                yield Body(key, printed, match.start(), match.end())

    def body_after(self, text: str, end: int) -> Body | None:
        """The body that is named right after a number, or after its list: "resolution 10/1 of the Conference of the Parties"."""
        more = self.more_numbers.match(text, end)
        match = self.after.match(text, more.end() if more else end)
        if not match:
            return None
        body = next(self.bodies(text, match.end(), match.end() + WINDOW), None)
        return body if body and "," not in text[match.end() : body.start] and body.start - match.end() < CLOSE else None

    def body_of_record(self, text: str, start: int, floor: int) -> str | None:
        """The body whose report prints the resolution: "Supplement No. 53A (A/74/53/Add.1), chap. III, resolution 42/12"."""
        match = self.record.search(text, max(floor, start - REPORT), start)
        if not match:
            return None
        series, _, supplement = match["report"].split("/")
        found: str | None = self.language.table("citation", "records").get(f"{series}/{supplement}")
        return found


@lru_cache(maxsize=16)
def words(authority: Authority, language: Language) -> Words:
    """The words of a language with the bodies of an authority, built once."""
    return Words(authority, language)
