"""AKN4UN: the XML in which the United Nations publishes its resolutions, decisions and statements, to resolutions.

Every variant of the official corpora is read: sets of resolutions in components, sections, lists of any nesting, annexes,
tables, drafts inside a resolution, statements without numbers. The symbol comes from the cover, never from the file name.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date

from mandategraph.authority import Authority
from mandategraph.errors import SourceError, SymbolError
from mandategraph.grammar import dates
from mandategraph.grammar import language as languages
from mandategraph.model import DocumentKind, Metadata, Provision, Resolution, SourceFile
from mandategraph.read import tongue
from mandategraph.read.akn import meta, tree
from mandategraph.read.akn.body import Body
from mandategraph.read.akn.inline import Renderer
from mandategraph.read.akn.phrases import Phrases
from mandategraph.read.akn.tree import AKN, Element, children, first, name, words
from mandategraph.symbol import Symbol
from mandategraph.wording import normalised

KINDS: dict[str, DocumentKind] = {
    "resolution": "resolution",
    "decision": "decision",
    "presidentialStatement": "presidential-statement",
    "draftResolution": "draft-resolution",
}


def documents(
    content: bytes, source: SourceFile, path: object, authority: Authority, language: str | None = None
) -> tuple[Resolution, ...]:
    """The documents in an AKN4UN file: one, or a set ("A-B") and the resolutions in it.

    `language` is that of the text, where it is known to be another one than the file says. `path` is the file as the user named
    it, for messages. Raises `SourceError` for a file that cannot be read, has no symbol on its cover, or no issuing body that the
    authority data know.
    """
    root, defect = tree.parse(content, path)
    outer = next((child for child in root if name(child) in {"statement", "documentCollection"}), None)
    if outer is None:
        raise SourceError(path, "no document: there is neither statement nor documentCollection; get the file again")
    reader = _Reader(outer, source, path, authority, (defect,) if defect else (), language)
    components = next(children(root, "components"), None)
    try:
        if name(outer) == "documentCollection" and components is not None:
            return reader.collection(list(tree.outermost(components, "statement")))
        return (reader.document(outer),)
    except RecursionError as error:
        raise SourceError(path, "parts inside parts on too many levels; get the file again") from error


class _Reader:
    """Reads the documents of one file."""

    def __init__(
        self,
        outer: Element,
        source: SourceFile,
        path: object,
        authority: Authority,
        defects: tuple[str, ...],
        language: str | None,
    ) -> None:
        self.outer, self.source, self.path, self.authority, self.defects = outer, source, path, authority, defects
        self.printed = cover_symbol(outer, path)
        named = self._named_body()
        try:
            self.symbol = Symbol.parse(self.printed, named)
        except SymbolError as error:
            raise SourceError(path, f"the symbol on the cover cannot be read: {error}") from error
        self.body = self.symbol.body or named or ""
        if not self.body:
            raise SourceError(path, f"{self.printed}: no issuing body on the cover that data/authority knows; add it there")
        coded = first(outer, "FRBRlanguage")
        code = coded.get("language") if coded is not None else None
        told = tongue.by_code().get(code or "")
        if language is None and told is None:
            raise SourceError(path, f"the language {code!r} is none of {', '.join(tongue.by_code())}; mend FRBRlanguage")
        self.language = language or told or ""
        if told != self.language:
            self.defects = (*defects, f"the text is in the language {self.language}, the metadata say {code}")

    def document(self, statement: Element) -> Resolution:
        """The one document of a file."""
        return self._resolution(statement, self.symbol, self.printed, meta.metadata(statement, self.symbol, self.body))

    def collection(self, statements: list[Element]) -> tuple[Resolution, ...]:
        """A set and its resolutions; what only the cover of the set says holds for each of them."""
        whole = meta.metadata(self.outer, self.symbol, self.body)
        parts = []
        for position, statement in enumerate(statements):
            preface = next(children(statement, "preface"), None)
            letter = re.sub(r"[^A-Z]", "", words(first(preface, "docNumber"))) if preface is not None else ""
            base, _, part = str(self.symbol).rpartition(" ") if self.symbol.part else (str(self.symbol), "", "A")
            try:
                symbol = Symbol.parse(f"{base} {letter if len(letter) == 1 else chr(ord(part[0]) + position)}")
            except SymbolError as error:
                raise SourceError(self.path, f"{self.printed}: a resolution of the set has no letter; {error}") from error
            parts.append(self._resolution(statement, symbol, str(symbol), _inherited(statement, symbol, self.body, whole)))
        title = self._title(self.outer)
        metadata = _of_set(whole, parts)
        whole_set = Resolution(
            symbol=self.symbol,
            symbol_as_printed=self.printed,
            title=meta.name(self.outer) or title,
            title_as_printed=title,
            issuing_body=self.body,
            language=self.language,
            provisions=(),
            source=self.source,
            kind=parts[0].kind if parts else "resolution",
            metadata=metadata,
            parts=tuple(part.symbol for part in parts),
            defects=self.defects,
        )
        return (whole_set, *(part for part in parts if part.symbol != self.symbol))

    def _resolution(self, statement: Element, symbol: Symbol, printed: str, metadata: Metadata) -> Resolution:
        notes = frozenset((note.get("marker") or "").strip() for note in statement.iter(AKN + "authorialNote"))
        body = Body(Renderer(notes), Phrases(self.language))
        title = self._title(statement, body.renderer)
        body.statement(statement)
        for number, annex in enumerate(statement.iterfind(f"{AKN}attachments/{AKN}attachment/{AKN}doc"), start=1):
            body.annex(annex, number)
        body.into.footnotes(body.renderer)
        if not body.into.provisions:
            raise SourceError(self.path, "no text: the file holds only a cover; get the whole document")
        kind = KINDS.get(statement.get("name") or "", "resolution")
        day, doubts = self._adopted(statement, kind, body.into.provisions)
        return Resolution(
            symbol=symbol,
            symbol_as_printed=printed,
            title=meta.name(statement) or title or metadata.title or "",
            title_as_printed=title,
            issuing_body=self.body,
            language=self.language,
            provisions=tuple(body.into.provisions),
            source=self.source,
            kind=kind,
            hyperlinks=tuple(body.into.hyperlinks),
            metadata=replace(metadata, date=day or metadata.date),
            defects=(*self.defects, *doubts),
        )

    def _adopted(self, statement: Element, kind: DocumentKind, provisions: list[Provision]) -> tuple[date | None, list[str]]:
        """The day of adoption, and a defect where page and metadata give different days.

        A statement of the President prints its day only in its first sentence: "held on 14 May 2018". Printed words count before
        their markup, unless they stand alone: S/RES/2423(2018) prints "29 June 2016", and all else says 28 June 2018.
        """
        marked, words_of_date = meta.printed_date(statement, "#adoptionDate")
        printed, recorded = marked, meta.recorded_date(statement)
        doubts = []
        if words_of_date and self.language in languages.available():
            read = dates.interval(words_of_date, languages.load(self.language))
            if read and marked and read.first != marked:
                doubts.append(f"the printed day of adoption, {words_of_date}, is marked up as {marked}")
            issued, _ = meta.printed_date(self.outer, "#dateOfIssuance")
            if read and (not marked or marked != recorded or read.first == issued):
                printed = read.first
        if kind == "presidential-statement" and printed is None and self.language in languages.available():
            language = languages.load(self.language)
            match = language.pattern("resolution", "held").search(provisions[0].text)
            held = dates.interval(provisions[0].text, language, match.end()) if match else None
            printed = held.first if held else None
        if printed and recorded and printed != recorded:
            doubts.append(f"adopted on {printed} by the page, on {recorded} by the metadata")
        return printed or recorded, doubts

    def _title(self, element: Element, renderer: Renderer | None = None) -> str:
        """The printed title; the standing title of the statements of the President is none."""
        preface = next(children(element, "preface"), None)
        found = first(preface, "docTitle") if preface is not None else None
        if found is None or (element.get("name") == "presidentialStatement"):
            return ""
        return (renderer or Renderer(frozenset())).render(found).text

    def _named_body(self) -> str | None:
        """The issuing body by its name on the cover, else by the author in the metadata."""
        for authority in self.outer.iter(AKN + "docAuthority"):
            if authority.get("refersTo") == "#publisher":
                continue
            keys = [key for key in self.authority.find(words(authority)) if key in self.authority.bodies]
            if len(keys) == 1:
                return keys[0]
        coded = first(self.outer, "FRBRauthor")
        key = f"body/{coded.get('href') if coded is not None else ''}"
        return key if key in self.authority.bodies else None


def cover_symbol(element: Element, path: object) -> str:
    """The symbol on the cover, as printed; raises `SourceError` where there is none."""
    cover = next(children(element, "coverPage"), None)
    number = first(cover, "docNumber", refersTo="#symbol") if cover is not None else None
    printed = normalised(words(number))
    if not printed:
        raise SourceError(path, "no symbol on the cover (docNumber refersTo='#symbol'); it cannot be told which document this is")
    return printed


def _inherited(statement: Element, symbol: Symbol, body: str, whole: Metadata) -> Metadata:
    """The metadata of a resolution in a set; what it does not say itself is what the cover of the set says."""
    own = meta.metadata(statement, symbol, body)
    missing = {f.name: getattr(whole, f.name) for f in fields(Metadata) if not getattr(own, f.name) and f.name != "date"}
    return replace(own, **missing)


def _of_set(whole: Metadata, parts: list[Resolution]) -> Metadata:
    """The metadata of a set: the day only if all its resolutions have the same one."""
    days = {part.metadata.date for part in parts}
    return replace(whole, date=days.pop() if len(days) == 1 else None)
