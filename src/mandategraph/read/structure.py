"""Blocks of a file to the parts of a resolution: symbol, title, issuing body, provisions with their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mandategraph.authority import Authority
from mandategraph.errors import SourceError
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import gazetteer
from mandategraph.model import Provision, Resolution, SourceFile
from mandategraph.read.blocks import Block
from mandategraph.read.cover import Heading, chosen, headings
from mandategraph.read.outline import pieces
from mandategraph.read.provisions import provisions
from mandategraph.read.rules import Rules, rules
from mandategraph.read.pieces import Piece
from mandategraph.read.titles import running_case
from mandategraph.symbol import Symbol

FOLLOWING = {"closing", "annex", "annex-paragraph", "table-row"}  # parts that show that the text before them is whole
SHOWN = 40  # characters of a text that breaks off, which the message repeats


@dataclass
class Draft:
    """A document of a file in the making: the headings before its opening line, its issuing body and its parts."""

    headings: list[Heading] = field(default_factory=list)
    issuer: str | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def own(self) -> list[Piece]:
        """Its preambular and operative paragraphs and their items."""
        return [piece for piece in self.pieces if piece.kind in {"preambular", "operative", "item"} and not piece.annexed]


def recover(blocks: Iterable[Block], source: SourceFile, path: object, language: Language, authority: Authority) -> Resolution:
    """The first resolution that the blocks of a file hold; parameters and errors are those of `documents`."""
    return documents(blocks, source, path, language, authority)[0]


def documents(
    blocks: Iterable[Block],
    source: SourceFile,
    path: object,
    language: Language,
    authority: Authority,
    symbol: Symbol | None = None,
) -> tuple[Resolution, ...]:
    """The resolutions that the blocks of a file hold, in order.

    `path` is the file as the user named it, for messages; `symbol` is that of the one document in the file, where none is printed.
    Raises `SourceError` where there is no heading with a symbol, no issuing body, no operative paragraph, or where the text breaks
    off before its end.
    """
    grammar = rules(language, authority)
    return tuple(_resolution(draft, source, path, grammar, symbol) for draft in _drafts(pieces(list(blocks), grammar), grammar))


def _drafts(found: list[Piece], grammar: Rules) -> list[Draft]:
    """The documents of a file: another one begins with a heading that has another symbol, before an opening line."""
    drafts = [Draft()]
    titles: list[Piece] = []
    for piece in found:
        if piece.kind == "title":
            titles.append(piece)
        elif piece.kind == "formula":
            heads = headings([title.first for title in titles], grammar)
            if drafts[-1].issuer and any(head.title or not drafts[-1].headings for head in heads):
                drafts.append(Draft())
            if drafts[-1].issuer is None:
                drafts[-1].headings = heads
                drafts[-1].issuer = grammar.issuer(piece.first.text)
            titles = []
        else:
            drafts[-1].pieces.append(piece)
    if drafts[-1].issuer is None:
        drafts[-1].headings = headings([title.first for title in titles], grammar)
    return drafts


def _resolution(draft: Draft, source: SourceFile, path: object, grammar: Rules, symbol: Symbol | None) -> Resolution:
    issuer = _checked(draft, path, grammar, symbol)
    if symbol is None or (draft.headings and draft.headings[0].title):
        heading, found = chosen(draft.headings, issuer, path)
        symbol = symbol or found
    else:
        heading = Heading(str(symbol), "", str(symbol), 1)
    parts: tuple[Provision, ...] = tuple(provisions(draft.pieces, grammar, issuer))
    printed = heading.title or heading.text
    title = printed
    if heading.title and printed == printed.upper():
        body = " ".join(provision.text for provision in parts)
        title = running_case(gazetteer(grammar.authority, grammar.language.code).restored(printed), body)
    return Resolution(
        symbol=symbol,
        symbol_as_printed=heading.symbol,
        title=title,
        title_as_printed=printed,
        issuing_body=issuer,
        language=grammar.language.code,
        provisions=parts,
        source=source,
    )


def _checked(draft: Draft, path: object, grammar: Rules, symbol: Symbol | None) -> str:
    """The issuing body; raises `SourceError` for a text that holds no whole resolution."""
    if not draft.headings and symbol is None:
        reason = (
            "no resolution found: no heading such as '611(XXX) TITLE'; give the text of one resolution, or its symbol (--symbol)"
        )
        raise SourceError(path, reason)
    issuer = draft.issuer or (symbol.body if symbol else None)
    if issuer is None:
        reason = "no issuing body found: no opening line such as 'The Economic Commission for …,' with a body of data/authority"
        raise SourceError(path, reason, line=draft.headings[0].line if draft.headings else None)
    own = draft.own
    if not any(piece.kind == "operative" for piece in own):
        raise SourceError(path, "no operative paragraph found; give the whole text of one resolution")
    last = own[-1]
    after = draft.pieces[draft.pieces.index(last) + 1 :]
    if not grammar.ends_the_text(last.last_text) and not any(piece.kind in FOLLOWING for piece in after):
        words = last.last_text[last.marker.end if last.marker and last.first is last.paragraphs[-1] else 0 :][-SHOWN:]
        reason = f"the text breaks off after '{words}', without a full stop; get the whole document"
        raise SourceError(path, reason, line=last.paragraphs[-1].lines[-1].number)
    return issuer
