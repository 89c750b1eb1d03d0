"""The body of an AKN4UN document to provisions.

The files tag one thing in several ways (sub-items as nested points, as sibling paragraphs, or as plain text with a tab); each
way is told by the printed number, not by the tag. Numbers, not `eId`s, make the ids, for those are not stable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mandategraph.read.akn.inline import Marked, Renderer
from mandategraph.read.akn.phrases import Phrases
from mandategraph.read.akn.provisions import RULE, Place, Provisions
from mandategraph.read.akn.tree import AKN, Element, children, name, outermost, raw_text, words
from mandategraph.read.numbering import is_item_number, printed_number

# Numbers typed into the text of a paragraph: "(a)⇥Recalling", "a)⇥", and "16. Invites" after paragraph 15.
PLAIN_ITEM = re.compile(r"\s*(\(?(?:[a-z]{1,2}|[ivxl]{1,6}|[A-Z]|\d{1,2})\))\t")
PLAIN_NUMBER = re.compile(r"[\u200e\u200f]*(\d{1,3})[\u200e\u200f ]*[.,–-][\u200e\u200f ]*(?=\w)")
SECTION_NUMBER = re.compile(r"[IVX]+|[A-Z]")  # alone in a paragraph: the heading of a section
HOLDERS_OF_NUMBERS = {"paragraph", "p"}
LONGEST_HEADING, LONGEST_NUMBER, LONGEST_LETTER = 200, 11, 4  # characters


class Body:
    """Collects the provisions and hyperlinks of one document in document order."""

    def __init__(self, renderer: Renderer, phrases: Phrases) -> None:
        """`renderer` gives the texts and collects the notes, `phrases` finds the operative phrases."""
        self.renderer, self.into = renderer, Provisions(phrases)
        self.adders: dict[str, Callable[[Element, Place], None]] = {
            **dict.fromkeys(("paragraph", "wrapUp"), self.paragraph),
            **dict.fromkeys(("container", "crossHeading", "block"), self.container),
            **dict.fromkeys(("subheading", "heading"), self.heading),
            **dict.fromkeys(("section", "subsection", "part"), self.section),
            **dict.fromkeys(("list", "blockList"), self.items),
            "alinea": self.opening,
            "embeddedStructure": self.embedded,
            "table": self.table,
        }

    def statement(self, element: Element, place: Place | None = None) -> None:
        """Add the preambles and bodies of a `statement`. In files mended by the parser paragraphs stand beside the body."""
        place = place or Place()
        for child in children(element, "preamble", "mainBody", "alinea", "paragraph", "components"):
            match name(child):
                case "preamble" | "mainBody":
                    self.walk(child, place, preamble=name(child) == "preamble")
                case "alinea":
                    self.opening(child, place)
                case "paragraph":
                    self.paragraph(child, place)
                case _:
                    for draft in outermost(child, "statement"):
                        self.embedded(draft, place)

    def walk(self, element: Element, place: Place, *, preamble: bool = False) -> None:
        """Add what stands below an element, in document order; `preamble` says that its paragraphs are preambular."""
        for child in element:
            add = self.adders.get("heading" if child.get("name") == "subheading" else name(child))
            if add:
                add(child, place)
            elif preamble and name(child) == "p":
                self.into.preambular(self.renderer.render(child), place)

    def container(self, element: Element, place: Place) -> None:
        """A preambular paragraph, with its list; or a table."""
        for child in element if name(element) == "container" else [element]:
            match name(child):
                case "table":
                    self.table(child, place)
                case "blockList":
                    self.items(child, place)
                case "p" | "crossHeading" | "block":
                    self.into.preambular(self.renderer.render(child), place)

    def section(self, element: Element, place: Place) -> None:
        """A section with its number and heading, and what stands in it."""
        head = []
        for child in element:
            if name(child) in {"num", "subheading", "heading"} or (name(child) == "p" and len(words(child)) <= LONGEST_NUMBER):
                head.append(child)
            else:
                break
        number = next((words(c) for c in head if name(c) in {"num", "p"}), None)
        headings = [c for c in head if name(c) not in {"num", "p"}] or head
        self.into.counts[place.prefix + "sec"] += 1
        short = next((words(h) for h in headings if len(words(h)) <= LONGEST_LETTER), "")
        label = printed_number(number or short)
        ordinal = self.into.counts[place.prefix + "sec"]
        identity = f"{place.prefix}sec-{label or f'u{ordinal}'}"
        text = self.renderer.render(*headings) if headings else Marked("")
        if text.text:
            identity = self.into.append("section", text, identity, number, place.parent)
            inner = Place(place.inside, identity + "-", identity)
        else:
            inner = Place(place.inside, identity + "-", place.parent)
        for child in head:
            element.remove(child)
        self.walk(element, inner)

    def paragraph(self, element: Element, place: Place) -> None:
        """A paragraph by its printed number: operative, item or unnumbered; with its heading, its list and what it embeds."""
        number = next((words(num) for num in element.iter(AKN + "num") if _is_number_of(num, element)), "")
        content = False
        for child in element:
            match name(child):
                case "subheading" | "heading":
                    self.heading(child, place, number if name(element[-1]) == name(child) else None)
                case "content" | "alinea" | "intro":
                    for part in children(child, "p", "table"):
                        if name(part) == "table":
                            self.table(part, place)
                            continue
                        self._text(part, number if not content else "", place, element.get("class") or "")
                        content = True
                case "p" | "span":
                    self._text(child, number if not content else "", place, element.get("class") or "")
                    content = True
                case "list" | "blockList":
                    self._list(child, number, place)
                    content = True
                case "point":
                    self.item(child, place, len(place.above) or 1)

    def _list(self, element: Element, number: str, place: Place) -> None:
        """A list that makes up a paragraph: its introduction is the text of the paragraph."""
        intro = next(children(element, "intro", "listIntroduction"), None)
        if intro is not None:
            self._text(intro, number, place, "")
        self.items(element, place)

    def _text(self, element: Element, number: str, place: Place, style: str) -> None:
        """One text of a paragraph."""
        for num in list(children(element, "num")):
            _drop(num)
        plain = PLAIN_ITEM.match(raw_text(element)) if not number and place.above else None
        text = self.renderer.render(element)
        if plain:
            number, text = plain[1], _without(text, plain[1])
        elif not number and (typed := PLAIN_NUMBER.match(text.text)) and int(typed[1]) == place.reached + 1 > 1:
            number, text = typed[1], _without(text, typed[0].rstrip())
        inside = list(outermost(element, "embeddedStructure", "table"))
        if not RULE.fullmatch(text.text) or (number and inside):
            self._by_number(text, number, place, style)
        self._inside(inside, place)

    def _by_number(self, text: Marked, number: str, place: Place, style: str) -> None:
        """A text by its printed number and the style of its paragraph: heading, item or paragraph."""
        clean = printed_number(number)
        if (style.startswith("H") and not clean.isdigit()) or (not number and SECTION_NUMBER.fullmatch(text.text)):
            self.into.heading(text, number or None, place)
        elif place.above and number and not clean.isdigit() and (is_item_number(clean) or not clean):
            level = place.levels.place(clean) if is_item_number(clean) else max(1, len(place.above) - 1)
            self.into.item(text, number, place, level)
        else:
            self.into.paragraph(text, number, place)

    def _inside(self, parts: Iterable[Element], place: Place) -> None:
        """Drafts and tables that stand inside a text."""
        for part in parts:
            (self.table if name(part) == "table" else self.embedded)(part, place)

    def opening(self, element: Element, place: Place) -> None:
        """The sentence that introduces a statement of the President; later ones are paragraphs of the statement."""
        for content in children(element, "content"):
            for p in children(content, "p"):
                text = self.renderer.render(p)
                if self.into.counts[place.prefix + "op"] or self.into.counts[place.prefix + "pp"] or place.inside:
                    self.into.paragraph(text, "", place)
                else:
                    self.into.preambular(text, place)

    def items(self, element: Element, place: Place) -> None:
        """The points of a list, with the lists inside it; a sublist belongs to the point before it."""
        depth = len(place.above) or 1
        for child in element:
            match name(child):
                case "point" | "item":
                    self.item(child, place, depth)
                case "sublist" | "list" | "blockList":
                    self.items(child, place)
                case "wrapUp":
                    for p in children(child, "p"):
                        self.into.paragraph(self.renderer.render(p), "", place)
                case "intro" | "listIntroduction" if name(element) in {"sublist", "blockList"} and words(child):
                    if name(element) == "sublist":
                        self.heading(child, place)
                    else:
                        self.into.preambular(self.renderer.render(child), place)
                        depth = 1

    def item(self, element: Element, place: Place, depth: int) -> None:
        """One point of a list; a heading that stands alone in one has its number."""
        number = words(next(children(element, "num"), None))
        alone = not any(words(child) for child in children(element, "content", "intro", "p"))
        for child in children(element, "subheading", "heading"):
            self.heading(child, place, number if alone else None)
        for child in children(element, "content", "intro", "p", "table", "list", "sublist", "blockList"):
            match name(child):
                case "table":
                    self.table(child, place)
                case "list" | "sublist" | "blockList":
                    self.items(child, place)
                case kind:
                    text = self.renderer.render(*(children(child, "p") if kind == "content" else [child]))
                    if text.text:
                        self.into.item(text, number, place, depth)
                    self._inside(outermost(child, "embeddedStructure", "table"), place)

    def heading(self, element: Element, place: Place, number: str | None = None) -> None:
        """A heading between paragraphs."""
        self.into.heading(self.renderer.render(element), number, place)

    def table(self, element: Element, place: Place) -> None:
        """A table, row by row; the cells of a row are joined by bars."""
        self.into.counts["table"] += 1
        for position, row in enumerate(element.iter(AKN + "tr"), start=1):
            text = self.renderer.render(*children(row, "td", "th"), glue=" | ")
            if text.text.strip("| "):
                identity = f"{place.prefix}table-{self.into.counts['table']}-r{position}"
                self.into.append("table-row", text, identity, None, place.parent)

    def embedded(self, element: Element, place: Place) -> None:
        """The text of a draft that the document recommends to another body: paragraphs, but not its own."""
        self.into.counts["draft"] += 1
        parent = place.above[0] if place.above else place.parent
        inner = Place("draft", f"draft-{self.into.counts['draft']}-", parent)
        if name(element) == "statement":
            self.statement(element, inner)
        else:
            self.walk(element, inner)

    def annex(self, element: Element, number: int, parent: str | None = None) -> None:
        """An annex: its first heading, or else what the markup calls it, and what stands in it."""
        main = next(element.iter(AKN + "mainBody"), element)
        head = next((child for child in main if words(child)), None)
        text = Marked(element.get("name") or "annex")
        if head is not None and (head.get("name") == "subheading" or len(words(head)) < LONGEST_HEADING):
            text = self.renderer.render(head)
            _drop(head)
        identity = self.into.append("annex", text, f"annex-{number}", None, parent)
        self.walk(main, Place("annex", identity + "-", identity))


def _is_number_of(num: Element, paragraph: Element) -> bool:
    """Whether a number is that of the paragraph itself: not of an item in it, nor of a paragraph of a draft embedded in it."""
    if name(num.getparent()) not in HOLDERS_OF_NUMBERS:
        return False
    for above in num.iterancestors():
        if above is paragraph:
            break
        if name(above) == "embeddedStructure":
            return False
    return True


def _drop(element: Element) -> None:
    """Take an element out of the tree, but leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _without(text: Marked, number: str) -> Marked:
    """A text without the item number typed at its beginning."""
    cut = len(number) + (text.text[len(number) : len(number) + 1] == " ")
    return Marked(
        text.text[cut:],
        tuple(type(note)(max(0, note.offset - cut), note.number) for note in text.notes),
        [(start - cut, end - cut, target) for start, end, target in text.links if start >= cut],
        [(start - cut, end - cut) for start, end in text.italics if start >= cut],
    )
