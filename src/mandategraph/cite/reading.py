"""The three steps joined: the references in a text, in order, with their pinpoints and what they point back to."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from typing import NamedTuple

from mandategraph.cite import documents, pinpoints, resolve
from mandategraph.cite.context import TITLE, Context, Words
from mandategraph.cite.tokens import Token, tokens
from mandategraph.cite.verdict import Clues, Verdict
from mandategraph.model import Method, Status
from mandategraph.symbol import Symbol

PARAGRAPH = re.compile(r"\n(?:[^\S\n]*\n|(?=\d{1,3}\.\s))")
AFTER = 16  # characters after a symbol in which a volume may stand
BACK = 24  # characters before a noun in which the words stand that point back
BEFORE = 110  # characters before a context in which its pinpoint may stand
LONG = 260  # characters of a title without quotation marks that a list may hold


class Found(NamedTuple):
    """A reference from `start` to `end`; `form` says how it is printed, `provisions` are the ids that its pinpoint names."""

    start: int
    end: int
    form: str
    verdict: Verdict
    pinpoint: str | None = None
    provisions: tuple[str, ...] = ()


class Listed(NamedTuple):
    """A number in a list that may go on: what it was resolved to, where its words end, and the context of the list."""

    form: str
    verdict: Verdict
    end: int
    context: Context | None
    floor: int


class Reading:
    """Reads one text; it remembers what numbers were resolved to, and what "that resolution" points back to."""

    def __init__(self, text: str, words: Words, issuer: str | None) -> None:
        """`issuer` is the key of the body that adopted the text, where it is known."""
        self.text, self.words, self.issuer = text, words, issuer
        self.known: dict[str, Symbol] = {}
        self.lists: list[Listed] = []  # the last two: a title inside a list may cite as well
        language = words.language
        self.before = language.pattern("citation", "pinpoint_before", **words.fill)
        self.behind = language.pattern("citation", "pinpoint")

    def references(self) -> list[Found]:
        """The references, in order; of two that overlap the one of a document, else the longer one."""
        found = sorted([*self._documents(), *self._internal(), *self._pointing_back()], key=lambda f: (f.start, -f.end))
        kept: list[Found] = []
        for reference in found:
            if not kept or reference.start >= kept[-1].end:
                kept.append(reference)
            elif kept[-1].form == "internal" and reference.form != "internal":
                kept[-1] = reference
        return list(self._with_antecedents(kept))

    # --- Symbols and numbers --------------------------------------------------------------------------------------------

    def _documents(self) -> Iterator[Found]:
        floor, following = 0, 0
        breaks = PARAGRAPH.finditer(self.text)
        for token in heapq.merge(tokens(self.text), self._council_numbers(), key=lambda token: token.start):
            while following <= token.start:
                floor = following
                match = next(breaks, None)
                following = match.end() if match else len(self.text) + 1
            found = self._document(token, floor)
            if found:
                yield found

    def _document(self, token: Token, floor: int) -> Found | None:
        match token.form:
            case "symbol":
                verdict = documents.symbol(token, self.text[token.end : token.end + AFTER])
            case "sales":
                verdict = documents.sales(token)
            case "treaty":
                verdict = documents.treaty(token)
            case "convention":
                context = self.words.context(self.text, token.start, floor)
                after = self.words.body_after(self.text, token.end)
                verdict = Verdict(None, "unresolved", "explicit", documents.party(context, after)) if context else None
            case _:
                return self._number(token, floor)
        return self._found(token, token.start, verdict) if verdict else None

    def _number(self, token: Token, floor: int) -> Found | None:
        """A number without series: its context, or the list that it continues, says what it is."""
        words, text = self.words, self.text
        date = words.date.match(text, token.end)
        close = date.end() if date else token.end
        context = words.context(text, token.start, floor)
        listed = None if context else self._list_before(token, floor)
        clues = Clues(
            context or (listed.context if listed and not listed.verdict.cited else None),
            int(date["year"]) if date else None,
            self.issuer,
            listed.verdict if listed else None,
            self.known.get(token.text),
            words.body_after(text, close),
        )
        record = words.body_of_record(text, token.start, floor) if context and not (clues.named or date or context.own) else None
        verdict = documents.of_body(token, record) if record else resolve.number(token, clues)
        if not verdict:
            return None
        listed = Listed(token.form, verdict, close, context or (listed.context if listed else None), floor)
        self.lists = [*self.lists[-1:], listed]
        if isinstance(verdict.cited, Symbol) and verdict.status == "resolved":
            self.known[token.text] = verdict.cited
        return self._found(token, context.start if context else token.start, verdict)

    def _list_before(self, token: Token, floor: int) -> Listed | None:
        """The number before, if this one continues its list."""
        return next((listed for listed in reversed(self.lists) if self._continues(listed, token, floor)), None)

    def _continues(self, listed: Listed, token: Token, floor: int) -> bool:
        """Whether only words of a list stand between a number and the next, or, after "resolutions", a title."""
        if listed.floor != floor or token.start - listed.end > TITLE:
            return False
        if self.words.list_glue.match(self.text, listed.end, token.start):
            return True
        plural = listed.context and self.text[listed.context.noun : listed.end].split(None, 1)[0].endswith("s")
        close = token.start - listed.end <= LONG and listed.form == token.form and plural
        return bool(close and self.words.loose_glue.match(self.text, listed.end, token.start))

    def _council_numbers(self) -> Iterator[Token]:
        """Numbers of the Security Council without a year: "resolution 1325"."""
        first = self.words.language.pattern("citation", "council_number")
        more = self.words.language.pattern("citation", "another_number")
        for match in first.finditer(self.text):
            found: re.Match[str] | None = match
            while found:
                yield Token(found.start("number"), found.end(), "number", found["number"])
                found = more.match(self.text, found.end())

    def _found(self, token: Token, start: int, verdict: Verdict) -> Found:
        """A reference with its pinpoint: "paragraph 4 (b) of" before it, or ", annex II" behind it."""
        behind = self.behind.match(self.text, token.end)
        form = "council-number" if token.form == "number" else token.form
        before = self.before.search(self.text, max(0, start - BEFORE), start) if form != "symbol" else None
        found = before or behind
        pinpoint = found["pinpoint"] if found else None
        ids = pinpoints.provisions(pinpoint, self.words.language) if pinpoint else ()
        return Found(start, token.end, form, verdict, pinpoint, ids)

    # --- References to the text itself, and back ------------------------------------------------------------------------

    def _internal(self) -> Iterator[Found]:
        """References to the text itself: "paragraph 3 above", "the present resolution"."""
        language, verdict = self.words.language, Verdict(None, "resolved", "explicit")
        place = language.pattern("citation", "internal_place")
        for match in language.pattern("citation", "internal_paragraph", **self.words.fill).finditer(self.text):
            start = self._word_start(match.start())
            pinpoint = place.sub("", self.text[start : match.end()])
            yield Found(start, match.end(), "internal", verdict, pinpoint, pinpoints.provisions(pinpoint, language))
        whole = language.pattern("citation", "internal_whole")
        for noun in language.pattern("citation", "antecedent_noun").finditer(self.text):
            before = whole.search(self.text, max(0, noun.start() - BACK), noun.start())
            if before:
                yield Found(before.start(), noun.end(), "internal", verdict)

    def _word_start(self, place: int) -> int:
        """Where the word begins that stands at or right before a place."""
        while place and (self.text[place - 1].isalpha() or self.text[place - 1] == "-"):
            place -= 1
        return place

    def _pointing_back(self) -> Iterator[Found]:
        """What points back: "that resolution" and "ibid."."""
        language, waiting = self.words.language, Verdict(None, "inferred-antecedent", "antecedent")
        antecedent, other = language.pattern("citation", "antecedent"), language.pattern("citation", "ibid_other")
        for noun in language.pattern("citation", "antecedent_noun").finditer(self.text):
            match = antecedent.search(self.text, max(0, noun.start() - BACK), noun.start())
            if match:
                before = self.before.search(self.text, max(0, match.start() - BEFORE), match.start())
                pinpoint = before["pinpoint"] if before else None
                ids = pinpoints.provisions(pinpoint, language) if pinpoint else ()
                yield Found(match.start(), noun.end(), "antecedent", waiting, pinpoint, ids)
        treaty = language.pattern("citation", "ibid_treaty")
        for match in language.pattern("citation", "ibid").finditer(self.text):
            number = treaty.match(self.text, match.end())
            if number:
                yield Found(match.start() - 1, number.end(), "treaty", documents.registered(number["number"]))
            elif not other.match(self.text, match.end()):
                behind = self.behind.match(self.text, match.end())
                yield Found(match.start() - 1, match.end(), "ibid", waiting, behind["pinpoint"] if behind else None)

    def _with_antecedents(self, found: list[Found]) -> Iterator[Found]:
        """Back-references with what they mean: "that resolution" the resolution cited last, "ibid." the document cited last."""
        resolution: Symbol | None = None
        document: Symbol | None = None
        for reference in found:
            verdict = reference.verdict
            if reference.form in {"antecedent", "ibid"}:
                cited = resolution if reference.form == "antecedent" else document
                status: Status = "inferred-antecedent" if cited else "unresolved"
                method: Method = "antecedent"
                yield reference._replace(verdict=Verdict(cited, status, method, cited.body if cited else None))
                continue
            if reference.form != "internal":
                document = verdict.cited if isinstance(verdict.cited, Symbol) and verdict.status == "resolved" else None
                if verdict.status == "ambiguous" or (document and ("/RES/" in str(document) or "/DEC/" in str(document))):
                    resolution = document
            yield reference
