"""What stands around the text: metadata, cover page, preface and conclusions, where the reader finds them again.

Unknown days are written as `0001-01-01`, as official files do it, for the schema demands one. The name of the issuing body is that
of the authority data. Nothing is added that the resolution does not hold: no enacting formula, no day of issuance.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from mandategraph.authority import Authority
from mandategraph.errors import SymbolError
from mandategraph.model import AgendaItem, Metadata, Resolution, Vote
from mandategraph.publish.akn.elements import add, address, clean, reference
from mandategraph.read import tongue
from mandategraph.read.akn import meta as reader
from mandategraph.symbol import Symbol

UN = "/akn/un/statement/deliberation"
AUTHORS = {"body/hrc": "unga-hrc"}  # of the others the author in an address is "un" and the end of their key
SOURCE = "#mandategraph"
TERMS = (
    ("TLCProcess", "mandategraph", "https://w3id.org/unmandates", "mandategraph"),
    ("TLCConcept", "adoptionDate", "/akn/ontology/concept/un/dateOfAdoption", "Date of adoption"),
    ("TLCConcept", "symbol", "/akn/ontology/reference/un/symbol", "Symbol"),
    ("TLCRole", "publisher", "/akn/ontology/role/un/publisher", "Publisher"),
    ("TLCRole", "issuingBody", "/akn/role/concept/un/issuingBody", "Issuing body"),
    ("TLCTerm", "resolutionTitle", "/akn/ontology/reference/un/resolutionTitle", "Resolution title"),
    ("TLCTerm", "memberState", "/akn/ontology/organization/un/memberState", "Member State"),
    ("TLCTerm", "inFavour", "/akn/ontology/concept/un/voting/inFavour", "In favour"),
    ("TLCTerm", "against", "/akn/ontology/concept/un/voting/against", "Against"),
    ("TLCTerm", "abstaining", "/akn/ontology/concept/un/voting/abstaining", "Abstaining"),
)


def head(document: Element, resolution: Resolution) -> None:
    """Add the metadata of a document."""
    meta = add(document, "meta")
    identification(meta, resolution)
    _classification(meta, resolution)
    _workflow(meta, resolution.metadata)
    if resolution.metadata.vote:
        _voting(add(add(meta, "analysis", source=SOURCE), "parliamentary"), resolution.metadata.vote)
    references = add(meta, "references", source=SOURCE)
    for tag, identity, href, label in TERMS:
        add(references, tag, eId=identity, href=href, showAs=label)


def identification(meta: Element, resolution: Resolution, part: str = "") -> None:
    """Add work, expression and manifestation; `part` names an annex."""
    author = resolution.issuing_body.removeprefix("body/")
    day = resolution.metadata.date.isoformat() if resolution.metadata.date else reader.PLACEHOLDER
    number = re.sub(r"[^0-9A-Za-z]+", "-", resolution.symbol.short).strip("-")
    work = f"{UN}/{AUTHORS.get(resolution.issuing_body, f'un{author}')}/{day}/{number}/"
    code = tongue.languages()[resolution.language]["code"]
    version = f"{work}{code}@"
    inside = f"!main{f'/{part}' if part else '/'}"
    into = add(meta, "identification", source=SOURCE)
    element = _level(into, "FRBRWork", work + inside, work, (day, "adoption"), (author, "author"))
    add(element, "FRBRcountry", value="un")
    printed = resolution.title_as_printed or resolution.metadata.title or ""
    if resolution.title != printed and not part:
        add(element, "FRBRname", value=resolution.title)
    element = _level(
        into, "FRBRExpression", version + inside, f"{version}/", (reader.PLACEHOLDER, "publication"), (author, "issuer")
    )
    add(element, "FRBRlanguage", language=code)
    markup = f"{version}/{inside.rstrip('/')}.xml"
    _level(into, "FRBRManifestation", markup, f"{version}.xml", (reader.PLACEHOLDER, "markup"), ("mandategraph", "editor"))


def _level(into: Element, tag: str, this: str, uri: str, day: tuple[str, str], author: tuple[str, str]) -> Element:
    element = add(into, tag)
    add(element, "FRBRthis", value=this)
    add(element, "FRBRuri", value=uri)
    add(element, "FRBRdate", date=day[0], name=day[1])
    add(element, "FRBRauthor", href=author[0], as_=author[1])
    return element


def _classification(meta: Element, resolution: Resolution) -> None:
    """Subjects, agenda items and the title of the record."""
    data = resolution.metadata
    if not (data.subjects or data.title or (data.agenda and not _on_cover(resolution))):
        return
    into = add(meta, "classification", source=SOURCE)
    for subject in data.subjects:
        href = address(subject.address) if subject.address else None
        add(into, "keyword", value=subject.label, href=href, showAs=subject.label, dictionary=subject.thesaurus)
    for item in () if _on_cover(resolution) else data.agenda:
        label = item.label or item.number
        add(into, "keyword", refersTo="agenda", value=item.number, showAs=label, dictionary=reference(item.agenda))
    if data.title:
        add(into, "keyword", refersTo="title", value=data.title, showAs=data.title, dictionary="")


def _on_cover(resolution: Resolution) -> bool:
    """Whether the agenda items stand on the cover: without a label, as keywords have one, and all of the list of the session."""
    data = resolution.metadata
    listed = reader.LISTS.get(resolution.issuing_body, "").format(data.session or "")
    return any(item.label is None for item in data.agenda) and all(item.agenda == listed for item in data.agenda)


def _workflow(meta: Element, data: Metadata) -> None:
    """The draft with its sponsors, one by one, and a refusal. The days of these steps are not known."""
    draft = str(data.draft) if data.draft else None
    steps = [("draftResolution", draft if n == 0 else None, by) for n, by in enumerate(data.sponsors or ([""] if draft else []))]
    steps += [("draftResolutionAdditionalSponsors", None, by) for by in data.co_sponsors]
    refusals = {outcome: name for name, outcome in reader.REFUSALS.items()}
    if data.vote and data.vote.outcome in refusals:
        steps.append((refusals[data.vote.outcome], None, data.vote.statement or ""))
    if steps:
        into = add(meta, "workflow", source=SOURCE)
        for outcome, symbol, by in steps:
            add(into, "step", date=reader.PLACEHOLDER, as_=symbol, outcome=outcome, by=reference(by))


def _voting(into: Element, vote: Vote) -> None:
    outcomes = {outcome: name for name, outcome in reader.OUTCOMES.items()}
    refused = vote.outcome in reader.REFUSALS.values()
    outcome = outcomes.get(vote.outcome or "adopted") or (None if refused else vote.statement)
    voting = add(into, "voting", outcome=reference(outcome) if outcome else None)
    sides = (
        ("inFavour", vote.in_favour_count, vote.in_favour),
        ("against", vote.against_count, vote.against),
        ("abstaining", vote.abstaining_count, vote.abstaining),
    )
    for side, count, voters in sides:
        if count is not None or voters:
            element = add(voting, "count", value="" if count is None else str(count), refersTo=side)
            if voters:
                names = add(element, "akn4un:voters")
                for voter in voters:
                    add(names, "organization", voter, refersTo="memberState")
    if not len(voting):
        add(voting, "quorum", value="")


def cover(document: Element, resolution: Resolution, facts: Authority) -> None:
    """Add the cover page: symbol, issuing body, session, agenda items, and who proposed the document."""
    page, data = add(document, "coverPage"), resolution.metadata
    add(add(page, "p"), "docAuthority", "United Nations", refersTo="#publisher")
    add(add(page, "p"), "docNumber", _printed(resolution), refersTo="#symbol")
    name = facts.label(resolution.issuing_body, resolution.language) or facts.label(resolution.issuing_body)
    if name:
        add(add(page, "p"), "docAuthority", name, refersTo="#issuingBody")
    if data.session and data.session != resolution.symbol.session:
        add(add(page, "p"), "session", data.session, value=data.session)
    if data.agenda and _on_cover(resolution):
        _agenda(page, data.agenda)
    _proponent(page, data)


def _printed(resolution: Resolution) -> str:
    """The symbol as printed, if it can be told from that which document it is."""
    try:
        told = Symbol.parse(resolution.symbol_as_printed, resolution.issuing_body) == resolution.symbol
    except SymbolError:
        told = False
    return resolution.symbol_as_printed if told else str(resolution.symbol)


def _agenda(page: Element, items: tuple[AgendaItem, ...]) -> None:
    numbers = [re.sub(r"(?<=\d)([a-z]+)$", r" (\1)", item.number) for item in items]
    add(add(page, "p"), "inline", ", ".join(numbers), name="agenda item")
    if len(items) == 1 and items[0].label:
        add(add(page, "p"), "inline", items[0].label, name="agenda item name")


def _proponent(page: Element, data: Metadata) -> None:
    """The words that name who proposed the document, and the symbol of its report in them."""
    words, report = data.proponent or "", str(data.report) if data.report else ""
    if words or data.committee:
        committee = f"#{reference(_joined(data.committee))}" if data.committee else None
        element = add(add(page, "p"), "docProponent", refersTo=committee)
        before, found, after = words.partition(report) if report else (words, "", "")
        element.text = clean(before)
        if found:
            add(element, "inline", found, name="originating document").tail = clean(after)
            return
    if report:
        add(add(page, "p"), "inline", report, name="originating document")


def _joined(name: str) -> str:
    """The name of a committee as one word, from which `spaced` makes it again."""
    word = "".join(name.split())
    word = word[:1].lower() + word[1:]
    return word if reader.spaced(word) == name else name.replace(" ", "_")


def preface(document: Element, resolution: Resolution, *, letter: bool = False) -> Element | None:
    """Add number and printed title, and give the element of the title; in a set the number of a resolution is its `letter`."""
    if not (resolution.title_as_printed or letter):
        return None
    text = add(add(document, "preface"), "p")
    number = resolution.symbol.part if letter else None
    add(text, "docNumber", number or resolution.symbol.short)
    return add(text, "docTitle", resolution.title_as_printed, refersTo="#resolutionTitle") if resolution.title_as_printed else None


def conclusions(document: Element, resolution: Resolution) -> None:
    """Add meeting and day of adoption, where they are known."""
    data = resolution.metadata
    if data.meeting or data.date:
        text = add(add(document, "conclusions"), "p")
        if data.meeting:
            add(text, "inline", data.meeting, name="adoptionMeeting")
        if data.date:
            add(text, "eol")
            add(text, "docDate", data.date.isoformat(), date=data.date.isoformat(), refersTo="#adoptionDate")
