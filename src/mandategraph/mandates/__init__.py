"""What a resolution has somebody do: mandates, renamings, and the acts of others that it reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from mandategraph.authority import Authority
from mandategraph.grammar import acts, periods
from mandategraph.grammar.due import due
from mandategraph.grammar.language import Language
from mandategraph.mandates.annotation import Annotation
from mandategraph.mandates.reading import annotate
from mandategraph.mandates.readings import Given, Reading, parties, read
from mandategraph.model import Citation, Deadline, Evidence, Mandate, Mention, Provision, Resolution

__all__ = ["Annotation", "annotate", "by_provision", "find", "parties", "read"]

S = TypeVar("S", Citation, Mention)


def find(
    resolution: Resolution, readings: Sequence[Reading], mentions: Sequence[Mention], authority: Authority, language: Language
) -> tuple[Mandate, ...]:
    """The mandates a resolution gives, one for each task that was read in it.

    `mentions` tell which entities the words for its actors mean. A task whose directive performs no known act gives none.
    """
    writer = _Mandates(resolution, by_provision(mentions), authority, language)
    found = (writer.mandate(reading, given) for reading in readings for given in reading.given)
    return tuple(mandate for mandate in found if mandate)


class _Mandates:
    """Makes mandates of the tasks of one resolution."""

    def __init__(
        self, resolution: Resolution, mentioned: Mapping[str, Sequence[Mention]], authority: Authority, language: Language
    ) -> None:
        self.resolution, self.mentioned = resolution, mentioned
        self.authority, self.language = authority, language
        self.acts = acts.load(language.code).acts
        self.own = (resolution.issuing_body,)

    def mandate(self, reading: Reading, given: Given) -> Mandate | None:
        """The mandate of a task, or None where no force of its act is known, or no words are left."""
        provision, task = reading.provision, given.task
        evidence = self._evidence(reading, given)
        act = self.acts.get(task.act or "")
        addressees = self._named(given, "addressee", self.own if given.own else ())
        if not (act and act.force and evidence.quote) or (not addressees and self._only_names(provision, evidence)):
            return None
        inside = bool(addressees) and all(self.authority.is_within_organization(key) for key in addressees)
        recipients = self._named(given, "recipient")
        mentions = self.mentioned.get(provision.id, ())
        return Mandate(
            evidence=evidence,
            act=act.key,
            force=(act.force if inside else act.force_outside) or act.force,
            addressees=addressees,
            task_kind=task.kind,
            directive=task.directive,
            task_verb=self._verb(provision.text, evidence),
            chapeau=given.chapeau.id if given.chapeau else None,
            secondary_addressees=_entities(mention for mention in mentions if mention.role == "secondary-addressee"),
            programmes=tuple(key for key in _entities(mentions, evidence) if key.startswith("programme/")),
            recipients=recipients,
            partners=self._named(given, "partner"),
            deadline=self._deadline(given, addressees, recipients),
            periodicity=task.periodicity,
            period=periods.duration(task.periodicity, self.language) if task.periodicity else None,
        )

    def _evidence(self, reading: Reading, given: Given) -> Evidence:
        """The words of a task, without the "to" of an infinitive."""
        text, task = reading.provision.text, given.task
        start = self.language.pattern("mandate", "infinitive").match(text, task.start)
        end = task.start + len(task.task)
        return Evidence.of(reading.provision, min(start.end() if start else task.start, end), end, "clause")

    def _only_names(self, provision: Provision, evidence: Evidence) -> bool:
        """Whether the words for a task are nothing but a name: "Requests the Executive Secretary;"."""
        article = self.language.pattern("mandate", "article").match(evidence.quote)
        start = evidence.start + (article.end() if article else 0)
        places = ((mention.evidence.start, mention.evidence.end) for mention in self.mentioned.get(provision.id, ()))
        return (start, evidence.end) in places

    def _verb(self, text: str, evidence: Evidence) -> str | None:
        """The verb of a task that opens with one, as behind "to" and "shall" and in most items."""
        before = self.language.pattern("mandate", "before_verb").search(text[max(0, evidence.start - 40) : evidence.start])
        opens = before and not self.language.pattern("mandate", "no_verb").match(evidence.quote)
        return task_verb(evidence.quote, self.language) if opens else None

    def _named(self, given: Given, role: str, own: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The entities that the words of a task name in a role, each once."""
        places = [party for party in given.parties if party.role == role]
        found = [
            key
            for place in places
            for mention in self.mentioned.get(place.provision, ())
            if mention.role == role and place.start <= mention.evidence.start < place.end
            for key in mention.entities
        ]
        return tuple(dict.fromkeys([*found, *own]))

    def _deadline(self, given: Given, addressees: tuple[str, ...], recipients: tuple[str, ...]) -> Deadline | None:
        """When a task is due: at whose session, if that is certain, and by which day."""
        words = given.task.deadline
        if not words:
            return None
        fixed = due(words, self.language, self.resolution.metadata.date)
        if not fixed:
            return Deadline(words)
        bodies = [key for key in recipients or addressees if key.startswith("body/")]
        body = bodies[0] if fixed.session and len(bodies) == 1 else None
        return Deadline(words, fixed.day, fixed.precision, fixed.session, body)


def by_provision(statements: Iterable[S]) -> defaultdict[str, list[S]]:
    """The citations or mentions of each provision, by its id, in their order."""
    found: defaultdict[str, list[S]] = defaultdict(list)
    for statement in statements:
        found[statement.evidence.provision].append(statement)
    return found


def _entities(mentions: Iterable[Mention], inside: Evidence | None = None) -> tuple[str, ...]:
    """The entities of mentions, each once; only of those whose words stand inside others where these are given."""
    held = (mention for mention in mentions if not inside or _holds(inside, mention))
    return tuple(dict.fromkeys(key for mention in held for key in mention.entities))


def _holds(evidence: Evidence, mention: Mention) -> bool:
    """Whether the words of a mention stand inside the words of an evidence."""
    return evidence.start <= mention.evidence.start and mention.evidence.end <= evidence.end


def task_verb(task: str, language: Language) -> str:
    """The verb that opens a task, with the verb it modifies.

    >>> from mandategraph.grammar import language
    >>> task_verb("Continue to strengthen strategic partnerships", language.load("en"))
    'continue to strengthen'
    >>> task_verb("systematically address the rule of law", language.load("en"))
    'address'
    """
    words = language.pattern("mandate", "before_task_verb").sub("", task, count=1).split()
    verb = words[:1]
    if len(words) > 2 and words[0].lower() in language.words("mandate", "aspect") and words[1] == "to":  # noqa: PLR2004
        verb = words[:3]
    return " ".join(verb).lower().strip(",;")
