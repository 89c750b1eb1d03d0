"""One operative paragraph or item, read by itself and with the chapeaux above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mandategraph import authority
from mandategraph.grammar import language as languages
from mandategraph.grammar.language import Language
from mandategraph.mandates import changes, directed, fields
from mandategraph.mandates.annotation import Annotation, Operative, Task
from mandategraph.mandates.directed import Order
from mandategraph.mandates.endings import endings
from mandategraph.mandates.extensions import extensions
from mandategraph.mandates.phrases import beginning, infinitive, operative


def annotate(text: str, *, chapeau: Sequence[str] = (), issuer: str = "body/ga", language: str = "en") -> Annotation:
    """What a paragraph or item says: acts, mandates, and what it extends, renames or establishes. Actors are not read here.

    `chapeau` are the paragraphs that introduce an item, outermost first; `issuer` is the key or name of the issuing body.

    >>> found = annotate("4. Requests the Secretary-General to report to the Council by 1 May 2026;", issuer="body/sc")
    >>> [(task.addressees, task.kind, task.recipients, task.deadline) for task in found.mandates]
    [(('Secretary-General',), 'report', ('Council',), 'by 1 May 2026')]
    """
    return Reader(languages.load(language), issuer).annotation(text, chapeau)


class Reader:
    """Reads the paragraphs of one issuing body."""

    def __init__(self, language: Language, issuer: str) -> None:
        """`issuer` is the key or name of the body."""
        self.language = language
        self.issuer = authority.load().label(issuer) or issuer

    def annotation(self, text: str, chapeau: Sequence[str] = ()) -> Annotation:
        """What a paragraph says under its chapeaux."""
        acts = operative(text, self.language)
        if not acts and (wish := self._wish(text, chapeau)):
            acts = (wish,)
        end = self._end(text)
        bounds = [*(act.start for act in acts), end]
        clauses = [(act, self._before(text, until, end)) for act, (_, until) in zip(acts, pairwise(bounds), strict=True)]
        tasks: list[Task] = []
        for act, until in clauses:
            tasks += self._tasks(text, act, until, tasks)
        if not acts and chapeau:
            tasks += self._inherited(text, chapeau, end)
        above = None if acts else self._governing(chapeau)
        return Annotation(
            acts,
            tuple(tasks),
            extensions(text, clauses, self.language, above),
            changes.renamings(text, clauses, self.language),
            changes.establishment(text, clauses, self.language, above),
            endings(text, clauses, self.language, above),
        )

    def _wish(self, text: str, chapeau: Sequence[str]) -> Operative | None:
        """The phrase of an item "To request …" under a decision."""
        above = self._governing(chapeau)
        return infinitive(text, self.language) if above and above[1].family == "dispositive" else None

    def _tasks(self, text: str, act: Operative, end: int, earlier: Sequence[Task]) -> Iterator[Task]:
        """The mandates that one operative phrase gives; `earlier` are those before it, to which a pronoun refers."""
        for order in self._orders(text, act, end):
            addressees = self._resolved(order.addressees, earlier)
            between = text[act.end : order.tasks[0][0]] if order.tasks else ""
            for start, until in self._grouped(text, order):
                yield self._task(act, addressees, text, start, until, between=between)

    def _orders(self, text: str, act: Operative, end: int) -> list[Order]:
        """Who must do what by an operative phrase."""
        own = (self.issuer,)
        if act.family == "directive" or act.act == "authorize":
            if self.language.pattern("directed", "exempt").search(text, act.end, end):
                return []
            return [directed.directed(text, act.end, end, self.language)]
        if act.family in {"dispositive", "commissive"}:
            found = directed.decided(text, act.end, end, self.language)
            return [Order(own, order.tasks, order.start) if order.own else order for order in found]
        return []

    def _resolved(self, addressees: tuple[str, ...], earlier: Sequence[Task]) -> tuple[str, ...]:
        """Addressees, a pronoun as what it stands for."""
        pronoun = self.language.pattern("directed", "pronoun")
        found: list[str] = []
        for name in addressees:
            before = next((task.addressees for task in reversed(earlier) if task.addressees), ())
            found += before if pronoun.fullmatch(name) and before else [name]
        return tuple(dict.fromkeys(found))

    def _grouped(self, text: str, order: Order) -> list[tuple[int, int]]:
        """The places of the tasks of an order; neighbours that are due at the same time are one."""
        groups: list[tuple[int, int, str | None]] = []
        for start, end in order.tasks:
            cut = self.language.pattern("directed", "cut").search(text, start, end)
            end = self._end(text, cut.start() if cut else end)  # noqa: PLW2901 - without punctuation and remarks
            due = self._due(text[start:end])
            if groups and groups[-1][2] == due:
                groups[-1] = (groups[-1][0], end, due)
            else:
                groups.append((start, end, due))
        return [(start, end) for start, end, _ in groups if end - start > len("to ")]

    def _due(self, task: str) -> str | None:
        return fields.deadline(task, fields.kind(task, self.language), self.language)

    def _task(
        self,
        act: Operative | None,
        addressees: tuple[str, ...],
        text: str,
        start: int,
        end: int,
        *,
        between: str = "",
        chapeau: str | None = None,
    ) -> Task:
        task = text[start:end]
        of = fields.kind(task, self.language, chapeau or "")
        due = fields.deadline(task, of, self.language) or (fields.deadline(between, of, self.language) if between else None)
        return Task(
            directive=act.phrase if act else None,
            act=act.act if act else None,
            addressees=addressees,
            kind=of,
            task=task,
            start=start,
            recipients=fields.recipients(task, self.language),
            deadline=due,
            periodicity=fields.periodicity(f"{task} {between}", due, self.language),
            partners=fields.partners(f"{between}{task}", self.language),
            inherited=chapeau is not None,
        )

    def _inherited(self, text: str, chapeau: Sequence[str], end: int) -> Iterator[Task]:
        """The mandate of an item, whose directive and addressees stand in a chapeau."""
        above = self._governing(chapeau)
        if not above:
            return
        words, act = above
        start = beginning(text, self.language)
        if act.family == "dispositive" and act.act != "authorize":
            orders = directed.decided(words, act.end, len(words), self.language)
            named = [order.addressees for order in orders if order.addressees]
            if named:
                yield self._task(act, named[-1], text, start, end, chapeau=words)
                return
            for order in self._decided_item(text, start, end):
                for place in order.tasks:
                    yield self._task(act, (self.issuer,) if order.own else order.addressees, text, *place, chapeau="")
            return
        if act.family != "directive" and act.act != "authorize":
            return
        set_up = self.language.pattern("directed", "set_up").search(words, act.end)
        order = directed.directed(words, act.end, len(words), self.language)
        addressees = (set_up["name"],) if set_up else order.addressees
        if not addressees:
            order = directed.directed(text, start, end, self.language)
            if order.addressees and order.tasks:
                yield self._task(act, order.addressees, text, order.tasks[0][0], end, chapeau=words)
                return
        yield self._task(act, addressees, text, start, end, chapeau=words)

    def _decided_item(self, text: str, start: int, end: int) -> list[Order]:
        """The orders of an item under "Decides:", which may leave out "that"."""
        orders = directed.decided(text, start, end, self.language)
        return orders or directed.decided_that(text, start, end, self.language)

    def _governing(self, chapeau: Sequence[str]) -> tuple[str, Operative] | None:
        """The innermost chapeau with an operative phrase, and its last phrase."""
        for words in reversed(chapeau):
            acts = operative(words, self.language)
            if acts:
                return words.rstrip(), acts[-1]
        return None

    def _end(self, text: str, end: int | None = None) -> int:
        """Where words end without their final punctuation, and the "and" before the next item."""
        words = text[:end].rstrip(" ;,.:–—")
        return len(words.removesuffix(" and").removesuffix(" or").rstrip(" ;,.:"))

    def _before(self, text: str, start: int, end: int) -> int:
        """Where the words before a further phrase end, without what joins them to it."""
        if start >= end:
            return end
        return len(self.language.pattern("operative", "glue").sub("", text[:start]))
