"""Conferences with place and dates, periods, and programmes of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mandategraph.grammar import dates
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import NameSpan
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Evidence, Mention, Provision
from mandategraph.wording import slug


def conferences(provision: Provision, names: Sequence[NameSpan], language: Language) -> Iterator[Mention]:
    """The conferences a provision names, with the place and dates that follow the name.

    One that the authority data do not know is a candidate, if the words give its place and dates.
    """
    text = provision.text
    found = [match.span("name") for match in language.find("event", "conference", text)]
    # "Third International Conference on Financing for Development" is another one than the conference whose name it holds.
    known = {
        (name.start, name.end): name.key
        for name in names
        if name.kind == "conference" and not any(start < name.start and name.end <= end for start, end in found)
    }
    others = [name for name in names if name.kind != "conference" or (name.start, name.end) in known]
    unknown = {span: f"candidate/{slug(text[slice(*span)])}" for span in found if not overlapping(others, *span)}
    for (start, end), key in sorted((known | unknown).items()):
        held = language.pattern("event", "held").match(text, end)
        days = dates.interval(text, language, held.end()) if held else None
        if held and days:
            evidence = Evidence.of(provision, start, days.end)
            yield Mention(evidence, (key,), place=held["place"], start=days.first, end=days.last)
        elif (start, end) in known:
            yield Mention(Evidence.of(provision, start, end), (key,))


def periods(provision: Provision, language: Language) -> Iterator[Mention]:
    """The bienniums and other periods of years a provision names.

    >>> from mandategraph.grammar import language
    >>> next(periods(Provision("op-1", "operative", "for the biennium 2006-07;"), language.load("en"))).entities
    ('period/2006-2007',)
    """
    for match in language.find("event", "period", provision.text):
        first, _, last = period(match["period"]).partition("-")
        if first < last:
            yield Mention(Evidence.of(provision, *match.span()), (f"period/{first}-{last}",))


def programmes(provision: Provision, issuer: str, language: Language) -> Iterator[Mention]:
    """The programmes of work of the issuing body a provision names, by their period."""
    for match in language.find("mandate", "programme", provision.text):
        key = f"programme/{issuer.partition('/')[2]}/{period(match['period'])}"
        yield Mention(Evidence.of(provision, *match.span()), (key,))


def period(printed: str) -> str:
    """A period of years in the form `2006-2007`; a single year stays one.

    >>> period("2006–07"), period("1999-02"), period("2023")
    ('2006-2007', '1999-2002', '2023')
    """
    first, _, last = printed.replace("–", "-").partition("-")
    if len(last) == len("07"):
        century = int(first[:2]) + (last < first[2:])
        last = f"{century}{last}"
    return f"{first}-{last}" if last else first
