"""Names by their shape: capitalised words with a head that names an organ, a post, a State: "Working Group on the use of …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from mandategraph.grammar.candidate import Candidate, Kind
from mandategraph.grammar.tokens import Token
from mandategraph.grammar.vocabulary import Vocabulary

NUMERAL = re.compile(r"[IVX]+$|\d+$|[A-Z]$")
MOST_JOINTS = 3  # words of lower case between two capitalised ones of a name: "of and in the" does not occur
LONGEST_TAIL = 200


class Naming:
    """The capitalised names of one text."""

    def __init__(self, text: str, tokens: Sequence[Token], known: Mapping[int, int], vocabulary: Vocabulary) -> None:
        """`known` maps the start of each name of the authority data to its end."""
        self.text, self.tokens, self.known, self.words = text, tokens, known, vocabulary
        self.starts = [token.start for token in tokens]
        self.index = {token.start: n for n, token in enumerate(tokens)}

    def candidates(self) -> Iterator[Candidate]:
        """The names in order; also those of documents, which hide what they hold."""
        n = 0
        while n < len(self.tokens):
            if not self._capital(n):
                n += 1
                continue
            core, end = self.extent(n)
            found = self._named(n, core, end)
            if found:
                yield found
                n = self.after(found.end, end)
            else:
                n = max(core, n + 1)

    def opens(self, n: int) -> bool:
        """Whether the word at a token begins a sentence or item and is no part of a name: "Requests", "(b) Encourages"."""
        return self._begins(n) and self._is_verb(n)

    def _begins(self, n: int) -> bool:
        return (
            n == 0
            or (not self.tokens[n - 1].is_word and self.tokens[n - 1].word in ".):;“–—")
            or self.tokens[n - 1].word[0].isdigit()
        )

    def _is_verb(self, n: int) -> bool:
        """Whether a capitalised word that begins a text is no part of a name."""
        word = self.tokens[n].word
        if self.tokens[n].start in self.known or word in self.words.heads or word in self.words.groups:
            return False
        return word.endswith(("s", "ing", "ly")) or word.lower() in self.words.determiners or word.lower() in self.words.followers

    def _capital(self, n: int) -> bool:
        token = self.tokens[n]
        return (
            token.capital and not (token.word[1:].islower() and token.word.lower() in self.words.determiners) and not self.opens(n)
        )

    def extent(self, n: int) -> tuple[int, int]:
        """The tokens of the capitalised name that begins at one: the end of its core (before "of", "on"), and its end."""
        end = core = self._run(n)
        joined = False
        while not self._closed(end):
            k = end
            while k < len(self.tokens) and k - end < MOST_JOINTS and self.tokens[k].word in self.words.joints:
                k += 1
            if k == end or k >= len(self.tokens) or not self._capital(k):
                break
            joint = [token.word for token in self.tokens[end:k]]
            if not self._allowed(n, core, end, k, joint, joined=joined):
                break
            end = self._run(k)
            if joint == ["and"] and not joined:
                core = end
            else:
                joined = True
        return core, end

    def _closed(self, end: int) -> bool:
        return end >= len(self.tokens) or (self.tokens[end - 1].genitive and not self._inside_known(end - 1))

    def _inside_known(self, n: int) -> bool:
        """Whether a name of the authority data goes on behind a token: "Democratic People’s Republic of Korea"."""
        return any(self.known.get(token.start, 0) > self.tokens[n].end for token in self.tokens[max(0, n - MOST_JOINTS) : n + 1])

    def ends_name(self, n: int) -> bool:
        """Whether a token is the last one of a name of the authority data, or of a capitalised name of its own."""
        return self.tokens[n].end in self.known.values() or self.tokens[n].word in self.words.heads

    def _run(self, n: int) -> int:
        """The end of the run of capitalised words at a token; a name of the authority data and a list of adjectives go on."""
        end = n
        while end < len(self.tokens):
            known = self.known.get(self.tokens[end].start)
            if known:
                end = self.after(known, end + 1)
            elif self._capital(end) or (end > n and (NUMERAL.match(self.tokens[end].word) or self._listed(end))):
                end += 1
            else:
                break
            if self.tokens[end - 1].genitive:
                break
        return end

    def _listed(self, n: int) -> bool:
        """Whether a comma stands between adjectives of one name: "Economic, Social and Cultural"."""
        return (
            self.tokens[n].word == ","
            and n + 2 < len(self.tokens)
            and self.tokens[n + 2].word in {"and", ","}
            and all(self.tokens[m].capital and self.words.modifies(self.tokens[m].word.lower()) for m in (n - 1, n + 1))
        )

    def after(self, place: int, n: int = 0) -> int:
        """The first token from `n` on that does not begin before a place."""
        return bisect_left(self.starts, place, n)

    def _allowed(self, n: int, core: int, end: int, k: int, joint: list[str], *, joined: bool) -> bool:
        """Whether a name goes on over the joint before token `k`."""
        last, head = self.tokens[end - 1].word, self.tokens[core - 1].word
        right = self._run(k)
        right_head = self.tokens[right - 1].word
        if "and" in joint:
            if joint == ["and"] and not joined:
                return not self._is_name(n, end) and right_head in self.words.heads
            state = self.words.heads.get(head) == "state"
            return (
                joined
                and not (state or self._is_name(k, right) or self.words.heads.get(right_head))
                and last not in self.words.short
            )
        return self._follows(joint, head, alone=head == "Secretary-General" and core - n == 1)

    def _follows(self, joint: list[str], head: str, *, alone: bool) -> bool:
        """Whether a joint without "and" belongs to the name of a head; `alone` tells a post that takes no "on" or "for"."""
        first = joint[0]
        if joint[-1] in {"a", "an"} and first != "of":
            return False
        if self.words.heads.get(head) == "document":
            return True
        if first in self.words.joints_of:
            return self.words.joints_of[first].search(head) is not None
        if first in {"on", "for"}:
            return head in self.words.heads and not alone
        return first == "of"

    def _is_name(self, n: int, end: int) -> bool:
        """Whether the tokens are a name by themselves."""
        last = self.tokens[end - 1].word
        return self.tokens[n].start in self.known or last in self.words.heads or (last.isupper() and len(last) > 1)

    def _named(self, n: int, core: int, end: int) -> Candidate | None:
        """The candidate of a chunk of capitalised words, if its head is known."""
        start, stop = self.tokens[n].start, self.tokens[end - 1].end
        kind = self._kind(n, core, end)
        if kind is None or kind == "document":
            return Candidate(start, stop, kind, "shape") if kind else None
        single = end - n == 1
        if single and self.tokens[n].word in self.words.heads:
            if self.tokens[n].word not in self.words.short or not self._definite(n):
                return None
            return Candidate(start, stop, kind, "short")
        if self.tokens[core - 1].word.endswith("s"):
            start = self._relevant(n)
        return Candidate(start, self._tail(n, core, stop), kind, "shape")

    def _definite(self, n: int) -> bool:
        before = self.tokens[n - 1].word.lower() if n else "the"
        return before in {"the", "its", "that", "this", "and", "to"} or self.words.modifies(before) or "-" in self.tokens[n].word

    def _relevant(self, n: int) -> int:
        """The start of a plural name with the words before it: "relevant United Nations Sanctions Committees"."""
        while n and self.words.modifies(self.tokens[n - 1].word) and self.tokens[n - 1].word.islower():
            n -= 1
        return self.tokens[n].start

    def _tail(self, n: int, core: int, stop: int) -> int:
        """The end of a name that goes on in lower case: "Special Rapporteur on the use of mercenaries"."""
        opening = self.text[self.tokens[n].start : self.tokens[core - 1].end]
        if core - n < len(("Working", "Group")) or not self.words.pattern("open_heads").search(opening):
            return stop
        return self.tail(self.tokens[core - 1].end, stop)

    def tail(self, end: int, stop: int) -> int:
        """The end of what follows a head that ends at a place, at least `stop`."""
        joint = self.words.pattern("open_joint").match(self.text, end)
        if joint is None:
            return stop
        last = self.words.pattern("open_stop").search(self.text, max(joint.end(), stop), joint.end() + LONGEST_TAIL)
        return max(stop, last.start()) if last else stop

    def _kind(self, n: int, core: int, end: int) -> Kind | None:
        """The kind of a chunk by its head; None where the head names no actor."""
        words = [token.word for token in self.tokens[n:core]]
        while len(words) > 1 and NUMERAL.match(words[-1]):
            words.pop()
        whole = self.text[self.tokens[n].start : self.tokens[end - 1].end]
        if self.words.pattern("organ_conference").match(whole):
            return "un-body"
        if self.words.pattern("document_head").match(whole):
            return "document"
        kind = self.words.heads.get(words[-1]) or self._acronym(words)
        if kind not in {"un-body", "igo"}:
            return kind
        name = self.text[self.tokens[n].start : self.tokens[core - 1].end]
        if self.words.pattern("united").search(name):
            return "un-body" if kind == "un-body" or "United Nations" in name else kind
        return "igo" if self.words.pattern("regional").search(name) else kind

    def _acronym(self, words: list[str]) -> Kind | None:
        """The kind that an acronym shows: "UNMIS", "EUFOR"."""
        if len(words) > 1 or len(words[0]) < len("UN"):
            return None
        if self.words.pattern("acronym").match(words[0]):
            return "un-body"
        return "igo" if self.words.pattern("acronym_igo").match(words[0]) else None
