"""Blocks of a file to resolutions: symbol, title, issuing body, provisions with their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mandategraph.authority import Authority
from mandategraph.errors import SourceError
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import gazetteer
from mandategraph.model import DocumentKind, Provision, Resolution, SourceFile
from mandategraph.read.blocks import Block
from mandategraph.read.cover import Heading, chosen
from mandategraph.read.drafts import Draft, drafts, sets
from mandategraph.read.outline import pieces
from mandategraph.read.provisions import provisions
from mandategraph.read.rules import Rules, rules
from mandategraph.read.titles import running_case
from mandategraph.symbol import Symbol

FOLLOWING = {"closing", "annex", "annex-paragraph", "table-row"}  # parts that show that the text before them is whole
SHOWN = 40  # characters of a text that breaks off, which the message repeats


def recover(
    blocks: Iterable[Block],
    source: SourceFile,
    path: object,
    language: Language,
    authority: Authority,
    symbol: Symbol | None = None,
) -> Resolution:
    """The first document that the blocks of a file hold; parameters and errors are those of `documents`."""
    return documents(blocks, source, path, language, authority, symbol)[0]


def documents(
    blocks: Iterable[Block],
    source: SourceFile,
    path: object,
    language: Language,
    authority: Authority,
    symbol: Symbol | None = None,
) -> tuple[Resolution, ...]:
    """The documents that the blocks of a file hold, in order: each resolution, or a set ("A-B") and the resolutions in it.

    `path` is the file as the user named it, for messages; `symbol` is that of the one document in the file, where none is printed.
    Raises `SourceError` where there is no heading with a symbol, no issuing body, no operative paragraph, or where the text breaks
    off before its end.
    """
    grammar = rules(language, authority)
    groups = sets(drafts(pieces(list(blocks), grammar), grammar))
    if symbol and len(groups) > 1:
        raise SourceError(
            path, f"{len(groups)} documents in one file, which {symbol} cannot all be; give their symbols in the text"
        )
    maker = _Maker(source, path, grammar, symbol)
    return tuple(resolution for group in groups for resolution in maker.documents(group))


@dataclass(frozen=True)
class _Maker:
    """Makes the resolutions of one file."""

    source: SourceFile
    path: object
    rules: Rules
    symbol: Symbol | None

    def documents(self, group: list[Draft]) -> list[Resolution]:
        """One document, or a set and its resolutions."""
        if len(group) == 1:
            return [self._resolution(group[0], letter=group[0].letter if group[0].lettered and not self.symbol else "")]
        parts = [self._resolution(draft, letter=draft.letter) for draft in group]
        heading, symbol = self._named(group[0])
        printed = Symbol.parse(f"{symbol} {group[0].letter}-{group[-1].letter}") if not symbol.part else symbol
        title = self._title(heading, [provision for part in parts for provision in part.provisions])
        whole = Resolution(
            symbol=printed,
            symbol_as_printed=heading.symbol,
            title=title,
            title_as_printed=heading.title or heading.text,
            issuing_body=parts[0].issuing_body,
            language=self.rules.language.code,
            provisions=(),
            source=self.source,
            kind=parts[0].kind,
            parts=tuple(part.symbol for part in parts),
        )
        return [whole, *parts]

    def _resolution(self, draft: Draft, letter: str = "") -> Resolution:
        """One document; `letter` is its letter in a set."""
        heading, symbol = self._named(draft)
        if letter:
            symbol = Symbol.parse(f"{str(symbol).removesuffix(f' {symbol.part}')} {letter}")
            heading = Heading(heading.symbol, draft.part_title or heading.title, heading.text, heading.line)
        issuer = symbol.body or draft.issuer or ""
        self._check(draft, issuer, heading)
        parts: tuple[Provision, ...] = tuple(provisions(draft.pieces, self.rules, draft.issuer or issuer))
        return Resolution(
            symbol=symbol,
            symbol_as_printed=heading.symbol,
            title=self._title(heading, parts),
            title_as_printed=heading.title or heading.text,
            issuing_body=draft.issuer or issuer,
            language=self.rules.language.code,
            provisions=parts,
            source=self.source,
            kind=self._kind(draft, symbol),
        )

    def _named(self, draft: Draft) -> tuple[Heading, Symbol]:
        """The heading and the symbol; raises `SourceError` where there is none of the issuing body."""
        if not draft.headings and self.symbol is None:
            remedy = "give the text of one resolution, or its symbol (--symbol)"
            reason = f"no resolution found: no heading such as '611(XXX) TITLE'; {remedy}"
            raise SourceError(self.path, reason)
        issuer = draft.issuer or (self.symbol.body if self.symbol else None)
        if issuer is None:
            reason = "no issuing body found: no opening line such as 'The Economic Commission for …,' with a body of data/authority"
            raise SourceError(self.path, reason, line=draft.headings[0].line if draft.headings else None)
        if self.symbol is None:
            return chosen(draft.headings, issuer, self.path, decision=draft.worded == "decision")
        titled = next((heading for heading in draft.headings if heading.title), None)
        return titled or Heading("", "", "", 1), self.symbol

    def _title(self, heading: Heading, parts: Iterable[Provision]) -> str:
        """The title in the case of running text."""
        printed = heading.title or heading.text
        if not heading.title or printed != printed.upper():
            return printed
        body = " ".join(provision.text for provision in parts)
        return running_case(gazetteer(self.rules.authority, self.rules.language.code).restored(printed), body)

    def _kind(self, draft: Draft, symbol: Symbol) -> DocumentKind:
        """What kind of document it is, by its series, its wording, and its cover."""
        if draft.worded == "statement" or symbol.family.endswith("-statement"):
            return "presidential-statement"
        if symbol.family.endswith("-decision"):
            return "decision"
        return "draft-resolution" if any(self.rules.is_draft(title.first.text) for title in draft.titles) else "resolution"

    def _check(self, draft: Draft, issuer: str, heading: Heading) -> None:
        """Raise `SourceError` for a text that holds no whole resolution."""
        if not issuer:
            raise SourceError(self.path, "no issuing body found; give the full symbol (--symbol)", line=heading.line)
        own = draft.own
        if not any(piece.kind == "operative" for piece in own):
            raise SourceError(self.path, "no operative paragraph found; give the whole text of one resolution")
        last = own[-1]
        after = draft.pieces[draft.pieces.index(last) + 1 :]
        whole = self.rules.ends_the_text(last.last_text) or self.rules.is_last(last.last_text)
        if whole or any(piece.kind in FOLLOWING for piece in after):
            return
        words = last.last_text[last.marker.end if last.marker and last.first is last.paragraphs[-1] else 0 :][-SHOWN:]
        reason = f"the text breaks off after '{words}', without a full stop; get the whole document"
        raise SourceError(self.path, reason, line=last.paragraphs[-1].lines[-1].number)
