"""A sorted page to the parts of a resolution: symbol, title, issuing body, provisions with their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from mandategraph.authority import Authority
from mandategraph.errors import SourceError, SymbolError
from mandategraph.grammar import acts
from mandategraph.grammar.language import Language
from mandategraph.grammar.names import gazetteer
from mandategraph.model import NoteReference, Provision, Resolution, SourceFile
from mandategraph.read.blocks import NOTE_MARK, Block
from mandategraph.read.numbering import ItemLevels
from mandategraph.read.page import Heading, Page, Piece, Sorter
from mandategraph.read.titles import running_case
from mandategraph.symbol import Symbol

SHOWN = 40  # characters of a text that breaks off, which the message repeats


def recover(blocks: Iterable[Block], source: SourceFile, path: object, language: Language, authority: Authority) -> Resolution:
    """The resolution that the blocks of a file hold.

    `path` is the file as the user named it, for messages. Raises `SourceError` where there is no heading with a symbol, no
    issuing body, no operative paragraph, or where the text breaks off before its end.
    """
    page = Sorter(path, language, authority).page(blocks)
    issuer = _checked(page, path, language)
    heading, symbol = _heading(page.headings, issuer, path)
    provisions = tuple(_provisions(page, language))
    printed = heading.title or heading.text
    title = printed
    if heading.title and printed == printed.upper():
        body = " ".join(provision.text for provision in provisions)
        title = running_case(gazetteer(authority, language.code).restored(printed), body)
    return Resolution(
        symbol=symbol,
        symbol_as_printed=heading.symbol,
        title=title,
        title_as_printed=printed,
        issuing_body=issuer,
        language=language.code,
        provisions=provisions,
        source=source,
    )


def _checked(page: Page, path: object, language: Language) -> str:
    """The issuing body; raises `SourceError` for a page that holds no whole resolution."""
    if not page.headings:
        raise SourceError(path, "no resolution found: no heading such as '611(XXX) TITLE'; give the text of one resolution")
    if page.issuer is None:
        reason = "no issuing body found: no opening line such as 'The Economic Commission for …,' with a body of data/authority"
        raise SourceError(path, reason, line=page.headings[0].line)
    if not page.operative:
        raise SourceError(path, "no operative paragraph found; give the whole text of one resolution")
    last = page.pieces[-1]
    if not language.pattern("resolution", "text_end").search(last.last_words):
        reason = f"the text breaks off after '{last.last_words[-SHOWN:]}', without a full stop; get the whole document"
        raise SourceError(path, reason, line=last.line)
    return page.issuer


def _heading(headings: list[Heading], issuer: str, path: object) -> tuple[Heading, Symbol]:
    """The heading with a symbol of the issuing body, at best one with a title; raises `SourceError` where there is none."""
    found: list[tuple[Heading, Symbol]] = []
    reason = ""
    for heading in headings:
        try:
            found.append((heading, Symbol.parse(heading.symbol, body=issuer)))
        except SymbolError as error:
            reason = reason or str(error)
    choices = [
        *((heading, symbol) for heading, symbol in found if symbol.body == issuer and heading.title),
        *((heading, symbol) for heading, symbol in found if symbol.body == issuer),
        *((heading, symbol) for heading, symbol in found if symbol.body is None),
    ]
    if not choices:
        reason = reason or f"the heading has {found[0][1]}, which is none of the symbols of {issuer}; mend heading or opening line"
        raise SourceError(path, reason, line=headings[0].line)
    return choices[0]


def _provisions(page: Page, language: Language) -> Iterator[Provision]:
    """The provisions of a page with their ids: `pp-1`, `op-8`, `op-8-b`, `fn-15`; without a number the ordinal (`op-u4`)."""
    lexicon = acts.load(language.code)
    unique = _Ids()
    counts = {"preambular": 0, "operative": 0}
    above, levels = [""], ItemLevels()
    introduced = False
    for piece, following in zip_longest(page.pieces, page.pieces[1:]):
        after_colon, introduced = introduced, piece.last_words.endswith(":")
        if piece.kind == "item":
            del above[levels.place(piece.number, following.number if following else None, introduced=after_colon) :]
            above.append(unique(f"{above[-1]}-{piece.number}"))
            yield _provision(piece, above[-1], above[-2], lexicon)
            continue
        counts[piece.kind] += 1
        ordinal = counts[piece.kind]
        name = f"pp-{ordinal}" if piece.kind == "preambular" else f"op-{piece.number or f'u{ordinal}'}"
        above, levels = [unique(name)], ItemLevels()
        yield _provision(piece, above[0], None, lexicon)
    for note in page.notes:
        yield _provision(note, unique(f"fn-{note.number}"), None, lexicon)


class _Ids:
    """Makes ids unique: one that the document uses again (numbering that restarts or repeats) gets a number."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}

    def __call__(self, name: str) -> str:
        self.used[name] = self.used.get(name, 0) + 1
        return name if self.used[name] == 1 else f"{name}.{self.used[name]}"


def _provision(piece: Piece, provision_id: str, parent: str | None, lexicon: acts.Lexicon) -> Provision:
    """A provision from a piece: the note marks taken out of the text and kept with their offsets."""
    printed = piece.text
    parts, references, position, length = [], [], 0, 0
    for mark in NOTE_MARK.finditer(printed):
        parts.append(printed[position : mark.start()])
        length += mark.start() - position
        references.append(NoteReference(length, mark[1]))
        position = mark.end()
    text = "".join([*parts, printed[position:]])
    lead = lexicon.lead(text) if piece.kind in {"preambular", "operative"} or lexicon.is_operative(text) else None
    return Provision(provision_id, piece.kind, text, piece.number or None, parent, lead, tuple(references))
