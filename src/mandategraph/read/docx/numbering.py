"""The numbers that Word computes: they stand in no text, only the rules for them (ECMA-376 part 1, section 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from mandategraph.read.docx.package import Element, W
from mandategraph.read.numbers import formatted

LEVELS = 9
CHAIN = 20  # styles based on styles; a file may make a circle of them
PLACE = re.compile(r"%([1-9])")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of a level are numbered: `text` has the numbers of the levels as %1 to %9."""

    start: int = 0
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class Counters:
    """How far the levels of one definition have counted, and which lists have used their own start there."""

    reached: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    started: set[tuple[str, int]] = field(default_factory=set)


def value(element: Element | None, name: str = "val") -> str:
    """The value of an attribute of an element that may be missing."""
    return (element.get(f"{W}{name}") or "") if element is not None else ""


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off is there and on."""
    return element is not None and value(element) not in {"0", "false", "off"}


class Styles:
    """The styles of a document: what a paragraph or run takes from its own."""

    def __init__(self, root: Element | None) -> None:
        """`root` is that of the part with the styles, if there is one."""
        self.known: dict[tuple[str, str], tuple[Element | None, str]] = {}
        found = root.iterfind(f"{W}style") if root is not None else ()
        self.elements = {value(style, "styleId"): style for style in found}
        self.default = next((key for key, style in self.elements.items() if _is_default(style)), "")

    def property(self, style: str, path: str) -> tuple[Element | None, str]:
        """The first element at a path in a style and those it is based on, and the style that has it."""
        if (style, path) not in self.known:
            self.known[style, path] = self._property(style, path)
        return self.known[style, path]

    def _property(self, style: str, path: str) -> tuple[Element | None, str]:
        for _ in range(CHAIN):
            element = self.elements.get(style)
            if element is None:
                break
            found = element.find(path)
            if found is not None:
                return found, style
            style = value(element.find(f"{W}basedOn"))
        return None, ""


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}


class Numbering:
    """Gives the paragraphs of a document their numbers, if it is asked for each in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """`root` is that of the part with the numbering, if there is one."""
        self.styles = styles
        self.definitions: dict[str, dict[int, Level]] = {}
        self.links: dict[str, str] = {}
        self.lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = {}
        self.counters: dict[str, Counters] = {}
        for element in root.iterfind(f"{W}abstractNum") if root is not None else ():
            key = value(element, "abstractNumId")
            self.definitions[key] = {_number(value(level, "ilvl")): _level(level) for level in element.iterfind(f"{W}lvl")}
            self.links[key] = value(element.find(f"{W}numStyleLink"))
        for element in root.iterfind(f"{W}num") if root is not None else ():
            starts, levels = {}, {}
            for override in element.iterfind(f"{W}lvlOverride"):
                depth = _number(value(override, "ilvl"))
                start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
                if level is not None:
                    levels[depth] = _level(level)
                if start is not None:
                    starts[depth] = _number(value(start))
            self.lists[value(element, "numId")] = (value(element.find(f"{W}abstractNumId")), starts, levels)

    def label(self, paragraph: Element) -> str:
        """The number or bullet of the next paragraph; empty where it has none."""
        key, depth = self._place(paragraph)
        if key not in self.lists or not 0 <= depth < LEVELS:
            return ""
        definition, starts, levels = self.lists[key]
        definition = self._linked(definition)
        known = self.definitions.get(definition, {}) | levels
        if depth not in known:
            return ""
        counters = self.counters.setdefault(definition, Counters())
        for above in range(depth):
            if counters.reached[above] is None:
                counters.reached[above] = _first(key, above, starts, known, counters)
        begins = counters.reached[depth] is None or (depth in starts and (key, depth) not in counters.started)
        counters.reached[depth] = _first(key, depth, starts, known, counters) if begins else (counters.reached[depth] or 0) + 1
        for below in range(depth + 1, LEVELS):
            restart = known[below].restart if below in known else None
            if restart is None or depth < restart:
                counters.reached[below] = None
        return _printed(known, depth, counters.reached)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list of a paragraph and its level there: its own, or those of its style."""
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = value(properties.find(f"{W}pStyle") if properties is not None else None) or self.styles.default
        styled, having = self.styles.property(style, f"{W}pPr/{W}numPr")
        key = value(own.find(f"{W}numId")) if own is not None else ""
        depth = value(own.find(f"{W}ilvl")) if own is not None else ""
        if styled is not None and not key:
            key = value(styled.find(f"{W}numId"))
            depth = depth or value(styled.find(f"{W}ilvl")) or self._level_of_style(key, style, having)
        return key, _number(depth)

    def _level_of_style(self, key: str, *styles: str) -> str:
        """The level that a list keeps for a style."""
        definition = self._linked(self.lists[key][0]) if key in self.lists else ""
        levels = self.definitions.get(definition, {})
        return next((f"{depth}" for style in styles for depth, level in levels.items() if level.paragraph_style == style), "")

    def _linked(self, definition: str) -> str:
        """The definition itself, or the one that its style of lists has."""
        for _ in range(CHAIN):
            link = self.links.get(definition)
            if not link:
                break
            found, _style = self.styles.property(link, f"{W}pPr/{W}numPr/{W}numId")
            definition = self.lists.get(value(found), ("",))[0]
        return definition


def _first(key: str, depth: int, starts: dict[int, int], known: dict[int, Level], counters: Counters) -> int:
    """The number with which a level begins: the first time in a list that has a start of its own, with that."""
    if depth in starts and (key, depth) not in counters.started:
        counters.started.add((key, depth))
        return starts[depth]
    return known[depth].start if depth in known else 1


def _printed(known: dict[int, Level], depth: int, reached: list[int | None]) -> str:
    level = known[depth]
    if level.style == "bullet":
        return level.text if level.text in {"-", "–", "—", "*"} else BULLET

    def figures(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        shown = known.get(other, Level())
        style = "decimal" if level.legal and shown.style != "none" else shown.style
        return formatted(reached[other] or 0, style) if other <= depth else ""

    return PLACE.sub(figures, level.text).strip()


def _level(element: Element) -> Level:
    form = element.find(f"{W}numFmt")
    if form is None:  # a form that only newer versions know, and beside it the one for the others
        form = element.find(f".//{W}numFmt")
    level = Level(
        start=_number(value(element.find(f"{W}start"))),
        style=value(form) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        legal=is_on(element.find(f"{W}isLgl")),
        paragraph_style=value(element.find(f"{W}pStyle")),
    )
    restart = element.find(f"{W}lvlRestart")
    return level if restart is None else replace(level, restart=_number(value(restart)))


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else 0
