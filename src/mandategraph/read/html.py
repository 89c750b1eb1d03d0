"""HTML to blocks, through lxml: what a browser would show, with the markers of its lists; nothing is fetched or run."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from mandategraph.errors import SourceError
from mandategraph.read import text as plain_text
from mandategraph.read.blocks import NOTE_CLOSE, NOTE_MARK, NOTE_OPEN, Block, marked, raised
from mandategraph.read.numbers import formatted
from mandategraph.read.rows import row

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the class of its elements
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {
    "audio", "button", "canvas", "datalist", "del", "head", "iframe", "img", "input", "link", "map", "meta", "nav",
    "noscript", "object", "optgroup", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
LISTS = {"ol", "ul", "menu", "dir"}
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
STYLES = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal", "none": "none",
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-latin": "lowerLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "decimal": "decimal",
}  # fmt: skip
BRACKETED = {"lowerLetter", "lowerRoman"}  # HTML cannot say so, but resolutions number their items (a) and (i), never a. and i.
NUMBERED = re.compile(r"\s*(?:\d{1,3}\s*[.)]|\(\w{1,4}\)|\w[.)])\s")
NOTE_LINK = re.compile(r"#.*(?:ftn|fn|note|edn)", re.IGNORECASE)
NOTE_WORDS = re.compile(r"\[?(\d{1,3}|\*{1,3})\]?\.?")
ENCODING = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:-]{1,40})""", re.IGNORECASE)
XML_ENCODING = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w:-]{1,40})""")
HEAD_BYTES = 4096
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
LONGEST_MARK = 20  # characters, with white space
MOST_TAGS = 2_000_000
MOST_IN_CELL = 8  # paragraphs; a cell with more of them is a column of the page


def blocks(content: bytes, path: object) -> list[Block]:
    r"""The blocks of an HTML page. `path` is the file as the user named it.

    Raises `SourceError` for a page that cannot be decoded, or is nested so deeply that the parser gives up (2,048 levels), or has
    more than two million tags.

    >>> page = b"<p>1. Requests,<sup>5</sup> that:<ol type=a><li>it be<br>read;</ol><table><tr><td>Haiti<td>5</table>"
    >>> [(block.marker, block.text) for block in blocks(page, "a.html")]
    [('', '1. Requests,⁅5⁆ that:'), ('(a)', 'it be\nread;'), ('', 'Haiti | 5')]
    """
    if content.count(b"<") > MOST_TAGS:
        raise SourceError(path, f"more than {MOST_TAGS:,} tags; save the page as plain text")
    found = decoded(content, path).replace(NOTE_OPEN, "").replace(NOTE_CLOSE, "").replace("\0", "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(found.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path, f"cannot be read as HTML ({' '.join(str(error.msg).split())[:80]}); get the page again") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log if entry.level_name == "FATAL"):
        raise SourceError(path, "elements inside elements on too many levels; save the page as plain text")
    page = _Page()
    if root is None:
        return []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        (page.start if event == "start" else page.end)(element)
    page.flush()
    return page.found[0]


def decoded(content: bytes, path: object) -> str:
    """The text of a page: by its byte order mark, else by what it declares, else as UTF-8, else as Windows-1252.

    A page that says Latin-1 is read as Windows-1252, as browsers do. Raises `SourceError` for one that is not what it says.
    """
    for bom, name in BOMS.items():
        if content.startswith(bom):
            return _decode(content[len(bom) :], name, path)
    head = content[:HEAD_BYTES]
    declared = ENCODING.search(head) or XML_ENCODING.search(head)
    if not declared:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1252", "replace")
    name = declared[1].decode("ascii").lower()
    try:
        known = codecs.lookup(name).name
    except LookupError as error:
        raise SourceError(path, f"the character set {name!r} is not known; save the page as UTF-8") from error
    if known.startswith("utf-16"):  # it cannot be: the declaration was read byte by byte
        known = "utf-8"
    return _decode(content, "cp1252" if known in {"iso8859-1", "ascii"} else known, path)


def _decode(content: bytes, name: str, path: object) -> str:
    try:
        return content.decode(name, "replace" if name == "cp1252" else "strict")
    except (UnicodeError, LookupError) as error:
        place = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise SourceError(path, f"is not in the character set {name} that it declares{place}; save it as UTF-8") from error


class _List:
    """An open list: the style of its markers and the number of the next."""

    def __init__(self, element: Element) -> None:
        """A list as its element describes it."""
        styled = LIST_STYLE.search(element.get("style") or "")
        named = styled[1].lower() if styled else element.get("type") or ""
        self.style = STYLES.get(named, "decimal") if element.tag == "ol" else STYLES.get(named, "bullet")
        if element.tag != "ol" and self.style != "none":
            self.style = "bullet"
        items = sum(1 for child in element if child.tag == "li")
        self.step = -1 if element.get("reversed") is not None else 1
        self.next = _whole(element.get("start"), items if self.step < 0 else 1)

    def marker(self, item: Element) -> str:
        """The marker of the next item."""
        number = _whole(item.get("value"), self.next)
        self.next = number + self.step
        label = formatted(number, self.style)
        if self.style == "bullet":
            return "•"
        return f"({label})" if self.style in BRACKETED else f"{label}." if label else ""


class _Page:
    """Collects blocks while the tree is walked. `found` has a list of blocks for the page and one for each open cell."""

    def __init__(self) -> None:
        """A page with nothing on it yet."""
        self.found: list[list[Block]] = [[]]
        self.rows: list[list[list[Block]]] = []
        self.lists: list[_List] = []
        self.parts: list[str] = []
        self.marker, self.line = "", 1
        self.skipped: Element | None = None
        self.layout: list[bool] = []

    def start(self, element: Element) -> None:
        """What an element begins."""
        if self.skipped is not None:
            return
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in UNSEEN or (element.attrib and _is_hidden(element)):
            self.skipped = element
        elif _is_raised(element, tag):
            self.parts.append(raised(_words(element), "".join(self.parts[-1:])))
            self.skipped = element
        elif _is_note(element, tag):
            self.parts.append(raised(_words(element).strip(" .")))
            self.skipped = element
        elif tag == "pre":
            self.flush()
            line = _line(element)
            text = _words(element)
            self.found[-1] += [Block(block.text, line + block.line - 1, block.marker) for block in plain_text.blocks(text)]
            self.skipped = element
        else:
            self._enter(element, tag)
            self._text(element.text)

    def _enter(self, element: Element, tag: str) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "q":
            self.parts.append("“")
        if tag not in BLOCKS:
            return
        self.flush()
        self.line = _line(element)
        if tag in LISTS:
            self.lists.append(_List(element))
        elif tag == "li" and self.lists:
            self.marker = self.lists[-1].marker(element)
        elif tag == "table":
            self.layout.append(_is_layout(element))
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.found.append([])

    def end(self, element: Element) -> None:
        """What an element ends."""
        if self.skipped is not None and self.skipped is not element:
            return
        tag = element.tag if isinstance(element.tag, str) else ""
        if self.skipped is element:
            self.skipped = None
        elif tag == "q":
            self.parts.append("”")
        elif tag in BLOCKS:
            self.flush()
            self.line = _line(element)
            self._leave(tag)
        self._text(element.tail)

    def _leave(self, tag: str) -> None:
        if tag in LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "table":
            self.layout.pop()
        elif tag in {"td", "th"} and self.rows and len(self.found) > 1:
            self.rows[-1].append(self.found.pop())
        elif tag == "tr" and self.rows:
            cells = self.rows.pop()
            columns = (self.layout and self.layout[-1]) or any(len(cell) > MOST_IN_CELL for cell in cells)
            self.found[-1] += [block for cell in cells for block in cell] if columns else row(cells)

    def _text(self, text: str | None) -> None:
        if text:
            self.parts.append(marked(re.sub(r"\s+", " ", text)))

    def flush(self) -> None:
        """End the paragraph: two line breaks, one after the other, end one as well."""
        text = "".join(self.parts)
        self.parts = []
        for part in re.split(r"\n[ \u00a0]*(?=\n)", text):
            lines = "\n".join(line for line in (" ".join(line.split()) for line in part.split("\n")) if line)
            if lines:
                marker = "" if NUMBERED.match(lines + " ") or NOTE_MARK.match(lines) else self.marker
                self.found[-1].append(Block(lines, self.line, marker))
                self.marker = ""


def _words(element: Element) -> str:
    """All text in an element."""
    return "".join(cast("Iterator[str]", element.itertext()))


def _line(element: Element) -> int:
    """The line of the file on which an element begins."""
    return cast("int | None", element.sourceline) or 1


def _whole(text: str | None, default: int) -> int:
    """A number of an attribute."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _is_hidden(element: Element) -> bool:
    if element.get("title") in {"header", "footer"}:  # heads and feet of pages in the HTML of LibreOffice
        return True
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))


def _is_raised(element: Element, tag: str) -> bool:
    return tag == "sup" or (tag in {"span", "a"} and bool(RAISED.search(element.get("style") or "")))


def _is_note(element: Element, tag: str) -> bool:
    """Whether an element is a link from a note mark to its note or back."""
    if tag != "a" or not NOTE_LINK.match(element.get("href") or ""):
        return False
    words = ""
    for text in cast("Iterator[str]", element.itertext()):
        words += text
        if len(words) > LONGEST_MARK:
            return False
    return bool(NOTE_WORDS.fullmatch(words.strip()))


def _is_layout(table: Element) -> bool:
    """Whether a table holds the columns of a page: it says so, or there are tables or headings in its cells."""
    return table.get("role") in {"presentation", "none"} or any(
        element.tag == "table" or element.tag in HEADINGS for element in table.iterdescendants("table", *HEADINGS)
    )
