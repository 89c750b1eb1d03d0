"""The sorted parts of a text as provisions, with the ids that the same document has when it is read from markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mandategraph.model import Lead, NoteReference, Provision, ProvisionKind
from mandategraph.read.akn.inline import Marked
from mandategraph.read.akn.phrases import Phrases
from mandategraph.read.akn.provisions import Place, Provisions
from mandategraph.read.blocks import NOTE_MARK
from mandategraph.read.layout import Hyphens
from mandategraph.read.numbering import printed_number
from mandategraph.read.pieces import Piece, inner_marker
from mandategraph.read.rules import Rules

LEADING = {"preambular", "operative"}


class TextPhrases(Phrases):
    """The operative phrases of a text without markup, which the grammar alone tells."""

    def __init__(self, rules: Rules, issuer: str) -> None:
        """`issuer` is the issuing body."""
        super().__init__(rules.language.code)
        self.rules, self.issuer = rules, issuer

    def of(self, kind: ProvisionKind, text: Marked) -> tuple[Lead | None, tuple[Lead, ...]]:
        """The leading phrase of a provision and the further ones."""
        lexicon = self.rules.lexicon
        if kind in LEADING:
            skipped = inner_marker(text.text)
            lead = lexicon.own(text.text[skipped:], self.issuer)
            lead = replace(lead, offset=lead.offset + skipped) if lead else None
            further = lexicon.further(text.text, lead, self.issuer) if lead and kind == "operative" else ()
            return lead, further
        if kind == "item" and lexicon.is_operative(text.text):
            return lexicon.lead(text.text, self.issuer), ()
        return None, ()


class Maker:
    """Makes the provisions of one document."""

    def __init__(self, pieces: list[Piece], rules: Rules, issuer: str) -> None:
        """`pieces` are the parts of the document, `issuer` its issuing body."""
        self.pieces, self.rules = pieces, rules
        self.into = Provisions(TextPhrases(rules, issuer))
        lines = (line.text for piece in pieces for each in piece.paragraphs for line in each.lines)
        self.hyphens = Hyphens.of(lines, rules.language.words("resolution", "joining"))
        self.sectioned = _begins_again(pieces)
        self.body = self.place = Place()
        self.opened = False  # the opening line of the document itself was passed
        self.annexes = self.drafts = self.tables = self.rows = 0

    def provisions(self) -> list[Provision]:
        """The provisions in document order, the footnotes last."""
        notes = [piece for piece in self.pieces if piece.kind == "footnote"]
        for piece in self.pieces:
            if piece.kind != "footnote":
                self._add(piece)
        for note in notes:
            mark = note.first.note
            self.into.append("footnote", Marked(self._text(note).text), f"fn-{mark}", mark, None)
        return self.into.provisions

    def _add(self, piece: Piece) -> None:
        text = self._text(piece)
        if piece.annexed and piece.kind != "annex" and self.place.inside != "annex":
            self._annex(None)
        self.rows = self.rows if piece.kind == "table-row" else 0
        match piece.kind:
            case "heading":
                self._heading(text)
            case "section":
                self._section(text)
            case "annex":
                self._annex(text)
            case "table-row":
                self._row(text)
            case "formula":
                self._opening()
            case "closing" if self.place.inside != "annex":
                self.place = self.body
            case _:
                self._paragraph(piece, text)

    def _paragraph(self, piece: Piece, text: Marked) -> None:
        """A paragraph or an item."""
        number = piece.marker.printed if piece.marker else ""
        match piece.kind:
            case "preambular":
                self.into.preambular(text, self.place)
            case "operative" | "annex-paragraph":
                self.into.paragraph(text, number, self.place)
            case "item":
                self.into.item(text, number, self.place, min(piece.level, len(self.place.above)) or 1)

    def _annex(self, text: Marked | None) -> None:
        """An annex with its heading; it may have none, where it is known only by its place after the closing line."""
        self.annexes += 1
        identity = self.into.append("annex", text, f"annex-{self.annexes}", None, None) if text else None
        self.place = Place("annex", f"annex-{self.annexes}-", identity)

    def _opening(self) -> None:
        """An opening line; a later one is that of a text which the paragraph before it recommends to another body."""
        before = self.into.provisions[-1] if self.into.provisions else None
        if self.opened and before and before.text.endswith(":") and self.place.above:
            self.drafts += 1
            self.place = Place("draft", f"draft-{self.drafts}-", self.place.above[0])
        self.opened = True

    def _heading(self, text: Marked) -> None:
        """A heading; right after the number of a section it is the title of that."""
        before = self.into.provisions[-1] if self.into.provisions else None
        if before and before.kind == "section" and before.text == before.number and before.id == self.place.parent:
            self.into.provisions[-1] = replace(before, text=f"{before.text} {text.text}", note_references=())
        else:
            self.into.heading(text, None, self.place)

    def _section(self, text: Marked) -> None:
        """A section: where its numbers begin again, what follows it has its number in the id, else it is a heading."""
        label = self.rules.section(text.text) or ""
        if not self.sectioned:
            title = text.text.removeprefix(label).lstrip(".:–— ")
            self.into.heading(Marked(title or text.text), label if title else None, self.place)  # as in XML: "I" is its text
            return
        outer = Place(self.place.inside, self.place.prefix.partition("sec-")[0], None)
        identity = self.into.append("section", text, f"{outer.prefix}sec-{printed_number(label)}", label, outer.parent)
        self.place = Place(outer.inside, identity + "-", identity)

    def _row(self, text: Marked) -> None:
        """A row of a table; one whose cells are empty is counted."""
        self.tables += self.rows == 0
        self.rows += 1
        if text.text.strip("| "):
            self.into.append("table-row", text, f"{self.place.prefix}table-{self.tables}-r{self.rows}", None, self.place.parent)

    def _text(self, piece: Piece) -> Marked:
        """The text of a piece on one line, without its marker; the note marks taken out and kept with their offsets."""
        printed = ""
        for line in (line for paragraph in piece.paragraphs for line in paragraph.lines):
            printed = self.hyphens.joined(printed, line.text)
        if piece.marker:
            printed = printed[piece.marker.end :]
        elif piece.first.note:
            mark = NOTE_MARK.match(printed)
            printed = printed[mark.end() :].lstrip() if mark else printed
        parts, references, position, length = [], [], 0, 0
        for found in NOTE_MARK.finditer(printed):
            parts.append(printed[position : found.start()])
            length += found.start() - position
            references.append(NoteReference(length, found[1]))
            position = found.end()
        return Marked("".join([*parts, printed[position:]]).strip(), tuple(references))


def _begins_again(pieces: Iterable[Piece]) -> bool:
    """Whether the numbers of the operative paragraphs begin again after the heading of a section."""
    reached, fresh = 0, False
    for piece in pieces:
        if piece.kind == "section":
            fresh = True
        elif piece.kind == "operative" and piece.marker:
            number = int(piece.marker.number.split("-")[0])
            if fresh and number <= reached:
                return True
            reached, fresh = number, False
    return False


def provisions(pieces: Iterable[Piece], rules: Rules, issuer: str) -> list[Provision]:
    """The provisions of the pieces of one document: `pp-1`, `op-8`, `op-8-b`, `annex-1-3`, `fn-15`."""
    return Maker(list(pieces), rules, issuer).provisions()
