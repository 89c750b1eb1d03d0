"""The metadata of an AKN4UN document: what its editors recorded in `meta`, on the cover and in the conclusions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from mandategraph.errors import SymbolError
from mandategraph.model import AgendaItem, Metadata, Outcome, Subject, Vote
from mandategraph.read.akn.tree import AKN, Element, first, words
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised, slug

PLACEHOLDER = "0001-01-01"
OUTCOMES: dict[str, Outcome] = {
    "adoptedWithoutVote": "adopted-without-vote",
    "adoptedRecordedVote": "adopted-by-recorded-vote",
    "adoptedByAcclamation": "adopted-by-acclamation",
}
REFUSALS: dict[str, Outcome] = {"notAdopted": "not-adopted", "veto": "vetoed"}
THESAURI = {"UNBIS": "UNBIS", "UNBIS Thesaurus": "UNBIS", "EuroVoc": "EuroVoc", "SDGO": "SDGO", "DHLAUTH": "DHLAUTH"}
NO_COMMITTEE = {"noMainCommittee", "plenaryMeeting", "Silence procedure"}
ITEM = re.compile(r"\d+(?: ?\([a-z]+\))?")
LISTS = {"body/ga": "A/{}/251", "body/hrc": "A/HRC/{}/1", "body/ecosoc": "E/{}/100"}  # the documents that list agenda items
DRAFT = re.compile(r"/L\.\d")
COUNT = re.compile(r"[0-9]{1,4}")
FIRST_SYMBOL = re.compile(r",| and ", re.IGNORECASE)
WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def metadata(element: Element, symbol: Symbol, body: str) -> Metadata:
    """What is recorded of the document in a `statement` or `documentCollection` element with its symbol and issuing body."""
    session = symbol.session or _session(element)
    proponent = first(element, "docProponent")
    committee = (proponent.get("refersTo") or "").lstrip("#") if proponent is not None else ""
    origin = _symbol(words(first(element, "inline", name="originating document")))
    drafts = [s for step in _steps(element, "draftResolution", "draftDecision") if (s := _symbol(step.get("as") or ""))]
    return Metadata(
        title=next((label for label in (normalised(k.get("showAs") or "") for k in _titles(element)) if label), None),
        date=adoption(element),
        meeting=_meeting(element),
        session=session,
        agenda=tuple(dict.fromkeys(_agenda(element, session, body))),
        draft=next(iter(drafts), origin if origin and DRAFT.search(str(origin)) else None),
        report=origin if origin and not DRAFT.search(str(origin)) else None,
        committee=None if committee in NO_COMMITTEE else spaced(committee) or None,
        proponent=words(proponent) or None,
        sponsors=_sponsors(element, "draftResolution", "draftDecision"),
        co_sponsors=_sponsors(element, "draftResolutionAdditionalSponsors", "draftDecisionAdditionalSponsors"),
        subjects=tuple(dict.fromkeys(_subjects(element))),
        vote=_vote(element),
    )


def adoption(element: Element) -> date | None:
    """The day of adoption printed on the cover or at the end, else the one in the metadata; a placeholder counts as none."""
    return printed_date(element, "#adoptionDate")[0] or recorded_date(element)


def printed_date(element: Element, event: str) -> tuple[date | None, str]:
    """The day of `#adoptionDate` or `#dateOfIssuance` on the page: as it is marked up, and the words that are printed."""
    found = first(element, "docDate", refersTo=event)
    return (day(found.get("date")), words(found)) if found is not None else (None, "")


def recorded_date(element: Element) -> date | None:
    """The date of the work in the metadata."""
    work = first(element, "FRBRWork")
    found = first(work, "FRBRdate") if work is not None else None
    return day(found.get("date")) if found is not None else None


def name(element: Element) -> str | None:
    """The name of the work in the metadata: the title in the case of running text, where it is printed otherwise."""
    found = first(element, "FRBRname")
    return normalised(found.get("value") or "") or None if found is not None else None


def day(text: str | None) -> date | None:
    """A date in ISO 8601 form; None for a placeholder or anything else."""
    try:
        return date.fromisoformat(text) if text and text != PLACEHOLDER else None
    except ValueError:
        return None


def spaced(name: str) -> str:
    """A name written without blanks, in words.

    >>> spaced("thirdCommittee"), spaced("Commission_for Social Development")
    ('Third Committee', 'Commission for Social Development')
    """
    name = normalised(name.replace("_", " "))
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:1].upper() + name[1:]) if " " not in name else name


def _steps(element: Element, *outcomes: str) -> Iterator[Element]:
    return (step for step in element.iter(AKN + "step") if step.get("outcome") in outcomes)


def _titles(element: Element) -> Iterator[Element]:
    return (keyword for keyword in element.iter(AKN + "keyword") if keyword.get("refersTo") == "title")


def _meeting(element: Element) -> str | None:
    found = first(element, "inline", name="adoptionMeeting")
    return words(found if found is not None else first(element, "location", refersTo="#adoptionMeeting")) or None


def _session(element: Element) -> str | None:
    found = first(element, "session")
    value = (found.get("value") or "").strip() if found is not None else ""
    return value if re.fullmatch(r"\d+", value) else None


def _symbol(text: str) -> Symbol | None:
    """The symbol at the beginning of a text that may name more documents after it: “A/95/L.23 and A/95/L.23/Add.1”."""
    try:
        return Symbol.parse(FIRST_SYMBOL.split(text, maxsplit=1)[0].strip()) if text.strip() else None
    except SymbolError:
        return None


def _agenda(element: Element, session: str | None, body: str) -> Iterator[AgendaItem]:
    """The agenda items by the keywords of the editors, else by the cover."""
    found = False
    for keyword in element.iter(AKN + "keyword"):
        agenda = normalised(keyword.get("dictionary") or "")
        if keyword.get("refersTo") == "agenda" and agenda:
            found = True
            label = normalised(keyword.get("showAs") or keyword.get("value") or "")
            number = re.sub(r"[\s()]", "", keyword.get("value") or "")
            yield AgendaItem(agenda.strip("/"), number if re.fullmatch(r"\d+[a-z]*", number) else slug(label), label)
    cover = first(element, "inline", name="agenda item")
    listed = (LISTS.get(body) or "").format(session or "")
    if not found and cover is not None and session and listed:
        numbers = ITEM.findall(words(cover))
        label = normalised(words(first(element, "inline", name="agenda item name"))) if len(numbers) == 1 else ""
        yield from (AgendaItem(listed, re.sub(r"[ ()]", "", number), label or None) for number in numbers)


def _sponsors(element: Element, *outcomes: str) -> tuple[str, ...]:
    """The words in which the workflow names sponsors, one for each step."""
    found = (normalised(unquote(step.get("by") or "")) for step in _steps(element, *outcomes))
    return tuple(dict.fromkeys(text for text in found if text))


def _subjects(element: Element) -> Iterator[Subject]:
    for keyword in element.iter(AKN + "keyword"):
        thesaurus = THESAURI.get(keyword.get("dictionary") or "")
        label = normalised((keyword.get("showAs") or keyword.get("value") or "").replace("_", " "))
        if thesaurus and label and not keyword.get("refersTo"):
            address = keyword.get("href") or ""
            yield Subject(label, thesaurus, address if WEB.fullmatch(address) else None)


def _vote(element: Element) -> Vote | None:
    voting = first(element, "voting")
    refused = next(_steps(element, *REFUSALS), None)
    if voting is None and refused is None:
        return None
    statement = normalised(unquote((voting.get("outcome") if voting is not None else "") or ""))
    counts: dict[str, int] = {}
    voters: dict[str, tuple[str, ...]] = {}
    for count in voting.iter(AKN + "count") if voting is not None else iter(()):
        side = count.get("refersTo") or ""
        value = (count.get("value") or "").strip()
        if COUNT.fullmatch(value):
            counts[side] = int(value)
        names = (words(voter) for voter in count.iter(AKN + "organization"))
        voters[side] = tuple(dict.fromkeys(name for name in names if name))
    outcome = OUTCOMES.get(statement) or ("adopted" if counts or statement else None)
    if refused is not None:
        statement = normalised(unquote(refused.get("by") or "")) or statement
        outcome = REFUSALS[refused.get("outcome") or ""]
    if outcome is None:
        return None
    return Vote(
        outcome,
        None if statement in OUTCOMES else statement or None,
        counts.get("inFavour"),
        counts.get("against", 0 if counts else None),
        counts.get("abstaining", 0 if counts else None),
        voters.get("inFavour", ()),
        voters.get("against", ()),
        voters.get("abstaining", ()),
    )
