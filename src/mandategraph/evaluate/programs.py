"""What is evaluated: the references and the parts that the rules find in a plain text, with places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandategraph import authority
from mandategraph.cite.resolve import Resolver
from mandategraph.cite.tokens import tokens
from mandategraph.grammar import acts, clauses, names
from mandategraph.grammar import language as languages
from mandategraph.grammar.spans import overlapping
from mandategraph.model import Provision, Resolution, SourceFile
from mandategraph.read.numbering import ITEM_NUMBER, PARAGRAPH_NUMBER, ItemLevels
from mandategraph.symbol import Symbol

PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
NOTE = re.compile(r"<sup>(\w+)</sup>\s")
NO_SYMBOL = Symbol("", "other")  # nothing is read from the symbol of a text that is only cited


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a document, from code point `start` to `end`; `form` says by which rule they were found."""

    start: int
    end: int
    cited: Symbol | str | None
    status: str
    form: str


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text, from code point `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a text: its kind, its level if it is an item, its number and its operative phrase as printed."""

    start: int
    end: int
    kind: str
    level: int = 0
    number: str = ""
    phrase: str = ""


def found_references(text: str, issuer: str | None) -> list[Reference]:
    """The references in a text that `issuer` ("body/ga") issued, in order."""
    language, facts = languages.load("en"), authority.load()
    places, provisions = {}, []
    for number, match in enumerate(PARAGRAPH.finditer(text)):
        note = NOTE.match(match[0])
        kind, name = ("footnote", f"fn-{note[1]}") if note else ("operative", f"p-{number}")
        places[f"{name}.{number}"] = match.start()
        provisions.append(Provision(f"{name}.{number}", kind, match[0]))  # type: ignore[arg-type]
    source = SourceFile("", "", "text/plain")
    whole = Resolution(NO_SYMBOL, "", "", "", issuer or "body/ga", "en", tuple(provisions), source)
    spans = names.names_of(whole, facts, language)
    resolver = Resolver(whole, facts, language)
    found = []
    for provision in provisions:
        told = clauses.reported(provision, spans[provision.id], acts.load("en"), language)
        start = places[provision.id]
        found += [
            Reference(start + each.start, start + each.end, each.cited, each.status, each.method)
            for each in resolver.references(provision, spans[provision.id], told)
        ]
    return found


def leftovers(text: str, references: Sequence[Reference]) -> list[Span]:
    """What is shaped like a symbol and lies in no reference."""
    shaped = (token for token in tokens(text) if not token.bare)
    return [Span(token.start, token.end, token.text) for token in shaped if not overlapping(references, token.start, token.end)]


def found_parts(text: str) -> Iterator[Part]:
    """The preambular and operative paragraphs and the items of a text, in order."""
    lexicon, levels = acts.load("en"), ItemLevels()
    for match in PARAGRAPH.finditer(text):
        number, item = PARAGRAPH_NUMBER.match(match[0]), ITEM_NUMBER.match(match[0])
        lead = lexicon.lead(match[0][number.end() :] if number else match[0])
        if number:
            levels = ItemLevels()
            yield Part(*match.span(), "operative", 0, f"{number[1]}.", lead.phrase if lead else "")
        elif item:
            level = levels.place(item[1], None, introduced=False)
            yield Part(*match.span(), "item", level, f"({item[1]})")
        elif lead:
            yield Part(*match.span(), "preambular", phrase=lead.phrase)
