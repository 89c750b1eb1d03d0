"""Groups of actors and bodies in lower case: "relevant regional and international organizations", "parties to the conflict"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from mandategraph.grammar.candidate import Candidate, Kind
from mandategraph.grammar.naming import Naming

PEOPLES = {"people", "peoples"}


class Groups:
    """The groups named in one text."""

    def __init__(self, naming: Naming) -> None:
        """`naming` holds the text, its words and their vocabulary."""
        self.naming, self.words = naming, naming.words
        self.text, self.tokens = naming.text, naming.tokens

    def candidates(self) -> Iterator[Candidate]:
        """The groups in order, each with the words before and after its head that belong to it."""
        matches = list(self.words.group.finditer(self.text))
        for n, match in enumerate(matches):
            follower = matches[n + 1] if n + 1 < len(matches) else None
            if follower and follower.start() == match.end() + 1 and self.text[match.end()] == " ":
                continue  # "civil society organizations": the last head counts
            found = self._group(match[0], match.start(), match.end())
            if found:
                yield found

    def _group(self, head: str, start: int, end: int) -> Candidate | None:
        n = self.naming.index.get(start)
        if n is None:
            return None
        first = self._left(n)
        stop = self._right(head, end, modified=first < n)
        begin = self.tokens[first].start
        modifiers = [token.word for token in self.tokens[first:n]]
        if self.text[begin:stop] in self.words.never or not self._stands(head, modifiers, end, stop):
            return None
        kind = self._kind(head, modifiers, self.text[end:stop])
        nation = head.lower() in PEOPLES and any(word[0].isupper() and word != "Indigenous" for word in modifiers)
        people = head in self.words.people and not nation
        return Candidate(begin, stop, kind, "people" if people else "group")

    def _stands(self, head: str, modifiers: list[str], end: int, stop: int) -> bool:
        """Whether the words name an actor: some heads only with a word before or after."""
        if head in self.words.people:
            return True
        if stop == end and not self._free(head, end):
            return False
        if head in self.words.bare or (" " in head and head not in self.words.weak):
            return True
        if head in self.words.personal:
            named_only = head in self.words.personal_of_a_name
            return any(word[0].isupper() or (not named_only and word in self.words.strong) for word in modifiers)
        if head in self.words.weak:
            return stop > end or any(word in self.words.strong or word[0].isupper() for word in modifiers)
        return bool(modifiers) or stop > end

    def _free(self, head: str, end: int) -> bool:
        """Whether the head is not an adjective to what follows: "media campaigns"."""
        if head.endswith("s") or " " in head:
            return True
        n = self.naming.after(end)
        return n >= len(self.tokens) or not self.tokens[n].is_word or self.tokens[n].word in self.words.followers

    def _left(self, n: int) -> int:
        """The first token of the words before a head that belong to it."""
        first = n
        while first:
            word = self.tokens[first - 1].word
            if self._modifier(first - 1):
                first -= 1
            elif word == "other" and self._coordinated(first - 1):
                first -= 3
            elif first < n and (self._coordinated(first) or self._listed(first, n)):
                first -= 2
            else:
                break
        while first < n and self.tokens[first].word == "other":
            first += 1
        return first

    def _modifier(self, n: int) -> bool:
        token = self.tokens[n]
        if token.genitive:
            return token.word in {"women", "children", "workers"}
        if token.word == "other":
            return False
        if token.capital and token.word.lower() not in self.words.determiners:
            return token.word not in self.words.groups and not self.naming.opens(n)
        return self.words.modifies(token.word)

    def _pure(self, n: int) -> bool:
        """Whether a token modifies and is no head of a group itself."""
        word = self.tokens[n].word
        return (
            self.words.modifies(word)
            and word not in self.words.groups
            and word not in self.words.last_words
            and not self.tokens[n].genitive
        )

    def _coordinated(self, n: int) -> bool:
        """Whether "and" with a modifier before it stands before a token."""
        return (
            n > 1
            and self.tokens[n - 1].word in {"and", "or", "and/or"}
            and self._pure(n - 2)
            and (self.tokens[n - 2].word.islower() or not self.naming.ends_name(n - 2))
        )

    def _listed(self, first: int, n: int) -> bool:
        """Whether a comma and a modifier stand before a token, with "and" before the head: "national, regional and global"."""
        listed = first > 1 and self.tokens[first - 1].word == "," and self._pure(first - 2)
        return listed and any(token.word in {"and", "or"} for token in self.tokens[first:n])

    def _right(self, head: str, end: int, *, modified: bool) -> int:
        """The end of the words after a head that belong to it."""
        joined = self.words.joined.match(self.text, end)
        if joined and head not in self.words.complete | self.words.bare:
            last = self.text[: joined.end()].rsplit(" ", 1)[-1]
            if modified or (head in self.words.people and last in self.words.people) or self._of(last, joined.end()) > joined.end():
                end, head = joined.end(), last
        elif joined and joined[0].endswith("regions"):
            end = joined.end()
        if self.words.pattern("open_heads").fullmatch(head):
            tail = self.naming.tail(end, end)
            if tail > end:
                return tail
        after = self.words.pattern("after_party" if head in self.words.party_heads else "after").match(self.text, end)
        return after.end() if after else self._of(head, end)

    def _of(self, head: str, end: int) -> int:
        """The end of "of the United Nations system" after a head."""
        if not {head, head.rsplit(maxsplit=1)[-1]} & self.words.after_heads:
            return end
        match = self.words.pattern("after_of").match(self.text, end)
        if not match or (
            match[0].split()[0] in {"in", "from", "within", "at"} and head not in self.words.in_heads and "judges" not in head
        ):
            return end
        n = self.naming.index.get(match.end())
        if n is None:
            return end
        if self.tokens[n].word in {"Territories", "countries"}:
            return self.tokens[n].end
        last = self.naming.extent(n)[1]
        stop = self.tokens[last - 1].end
        system = self.words.pattern("system").match(self.text, stop)
        return system.end() if system else stop

    def _kind(self, head: str, modifiers: list[str], tail: str) -> Kind:
        """The kind of a group: that of its head, where no word before or after makes it another."""
        kind, before = self.words.groups.get(head, "collective"), set(modifiers)
        united = "Nations" in before or "United Nations" in tail
        if head in self.words.state_heads:
            nation = any(word[0].isupper() and self.words.modifies(word) for word in modifiers)
            plain = "state" if kind == "state" and head != "security forces" else "collective"
            return "state" if nation or tail.startswith(" of ") else cast("Kind", plain)
        if kind == "collective" and head in self.words.united_heads:
            return "un-body" if united or "System" in tail or "subsidiary" in before else kind
        if kind == "un-body" and not united and head != "commissions":
            foreign = before & self.words.local or (head == "agencies" and not before & self.words.own)
            return "collective" if foreign else kind
        return kind
