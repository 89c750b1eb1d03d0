"""Who and what a resolution names, and in which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mandategraph.actors import events
from mandategraph.actors.annotation import Actor, annotate
from mandategraph.grammar import acts
from mandategraph.grammar.clauses import ReportedClause
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.parties import Party
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Evidence, Mention, Provision, Resolution
from mandategraph.wording import slug

__all__ = ["Actor", "annotate", "find"]

ACTOR_KINDS = {"body", "post", "state", "group", "candidate"}
BY_TASKS = {"addressee", "recipient", "partner"}  # the roles in which an unknown name is a candidate


def find(
    resolution: Resolution,
    names: Mapping[str, Sequence[NameSpan]],
    clauses: Mapping[str, Sequence[ReportedClause]],
    parties: Mapping[str, Sequence[Party]],
    language: Language,
) -> tuple[Mention, ...]:
    """The mentions of a resolution: actors with their roles, conferences, periods, programmes of work.

    `names`, `clauses` and `parties` (the places where tasks name their actors) are by provision id. Every actor has exactly one
    role in a mention; where no rule gives another it is `mentioned`. One that a task names, and that the authority data do not
    know, becomes a candidate.
    """
    found: list[Mention] = []
    for provision in resolution.provisions:
        spans, reported = names[provision.id], clauses[provision.id]
        happenings = list(events.conferences(provision, spans, language))
        found += happenings
        found += events.periods(provision, language)
        found += events.programmes(provision, resolution.issuing_body, language)
        taken = [mention.evidence for mention in happenings]
        entries = [entry for entry in _entries(provision, spans) if not overlapping(taken, entry.start)]
        found += _Roles(resolution, provision, entries, reported, parties.get(provision.id, ()), language).mentions()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a text that names actors; several where a solidus joins their names."""

    start: int
    end: int
    names: tuple[NameSpan, ...]


def _entries(provision: Provision, names: Sequence[NameSpan]) -> list[Entry]:
    """The actors of a provision as entries."""
    entries: list[list[NameSpan]] = []
    for name in names:
        if name.kind not in ACTOR_KINDS:
            continue
        if entries and provision.text[entries[-1][-1].end : name.start].strip() == "/":
            entries[-1].append(name)
        else:
            entries.append([name])
    return [Entry(joined[0].start, joined[-1].end, tuple(joined)) for joined in entries]


class _Roles:
    """Gives each entry of one provision its role."""

    def __init__(
        self,
        resolution: Resolution,
        provision: Provision,
        entries: Sequence[Entry],
        reported: Sequence[ReportedClause],
        parties: Sequence[Party],
        language: Language,
    ) -> None:
        self.resolution, self.provision, self.entries = resolution, provision, entries
        self.reported, self.parties, self.language = reported, parties, language
        self.lexicon = acts.load(language.code)
        self.addressed = sorted(self._addressed(), key=lambda phrase: phrase.start)
        self.belonging = self._ends_of("mandate", "belonging") if self.addressed else set()

    def mentions(self) -> Iterator[Mention]:
        """A mention for each entry, and for each addressee that is no entry."""
        acknowledged, in_open_list = {entry.start for entry in self._acknowledged()}, self._in_open_list()
        named: set[Party] = set()
        for entry in self.entries:
            phrase = overlapping(self.addressed, entry.start)
            if phrase and entry.start in self.belonging and entry.start > phrase.start:
                phrase = None
            role = self._role(entry, acknowledged, phrase)
            named |= {phrase} if phrase else set()
            keys = tuple(dict.fromkeys(name.key for name in entry.names))
            evidence = Evidence.of(self.provision, entry.start, entry.end, entry.names[0].method)
            yield Mention(evidence, keys, role, entry.start in in_open_list)
        for phrase in self.addressed:
            if phrase.role in BY_TASKS and phrase not in named:
                evidence = Evidence.of(self.provision, phrase.start, phrase.end, "clause")
                yield Mention(evidence, (f"candidate/{slug(evidence.quote)}",), phrase.role)

    def _role(self, entry: Entry, acknowledged: set[int], phrase: Party | None) -> str:
        """The role of an entry: as agent of a reported clause, in a list of thanks, in the words of an addressee, or none."""
        clause = overlapping(self.reported, entry.start)
        if clause and clause.agent == entry.names[0].key and entry.start < clause.object_start:
            return "reported-agent"
        if entry.start in acknowledged:
            return "acknowledged-supporter"
        return phrase.role if phrase else "mentioned"

    def _addressed(self) -> Iterator[Party]:
        """The words that name an addressee, with the role: of an own task, of one to be passed on, of a reported one."""
        provision, text = self.provision, self.provision.text
        yield from self.parties
        if provision.kind == "item" and self._under_directive():
            infinitive = self.language.pattern("mandate", "infinitive").match(text)
            start = infinitive.end() if infinitive else 0
            first = text[start:].partition(" ")[0]
            if self.lexicon.is_directive("base", first):
                yield from self._noun_phrase(start + len(first), "secondary-addressee")
        for clause in self.reported:
            if clause.family == "directive":
                yield from self._noun_phrase(clause.object_start, "reported-addressee")

    def _under_directive(self) -> bool:
        """Whether the paragraph that introduces this item has a directive as its opening phrase."""
        above: Provision | None = self.provision
        while above and above.parent:
            above = self.resolution.by_id.get(above.parent)
        return bool(above and above.lead and above.lead.family == "directive")

    def _noun_phrase(self, start: int, role: str) -> Iterator[Party]:
        """The noun phrase before "to", without its article; none where its head names a thing ("further efforts to")."""
        match = self.language.pattern("mandate", "addressee").match(self.provision.text, start)
        if match and not self.language.pattern("mandate", "no_actor").match(match["addressee"]):
            article = self.language.pattern("mandate", "article").match(match["addressee"])
            start = match.start("addressee") + (article.end() if article else 0)
            yield Party(self.provision.id, start, match.end("addressee"), role)

    def _acknowledged(self) -> Iterator[Entry]:
        """The entries of lists that follow "the support received from" under an act of acknowledgement."""
        lead = self.provision.lead
        if not lead or lead.act not in self.language.words("acknowledgement", "acts"):
            return
        opened = self._ends_of("acknowledgement", "opener")
        chain = self.language.pattern("names", "list_chain")
        previous: Entry | None = None
        for entry in self.entries:
            continues = previous and chain.match(self.provision.text[previous.end : entry.start])
            if continues or entry.start in opened:
                previous = entry
                yield entry
            else:
                previous = None

    def _in_open_list(self) -> set[int]:
        """Where the entries begin whose list is followed by "among others"."""
        text, found = self.provision.text, set[int]()
        if not self.language.possible("names", "open_list", text):
            return found
        glue, mark = self.language.pattern("names", "list_glue"), self.language.pattern("names", "open_list")
        following: Entry | None = None
        for entry in reversed(self.entries):
            continued = following and following.start in found and glue.match(text[entry.end : following.start])
            if continued or mark.match(text, entry.end):
                found.add(entry.start)
            following = entry
        return found

    def _ends_of(self, section: str, name: str) -> set[int]:
        """The places in the text where the matches of a pattern end."""
        return {match.end() for match in self.language.pattern(section, name).finditer(self.provision.text)}
