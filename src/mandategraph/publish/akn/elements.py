"""Elements of a document in the making, and the characters that XML can hold.

Names are written as they are to be printed; the root element declares what their prefixes mean. Block elements stand on lines of
their own.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
NO_ADDRESS = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]#]")
NO_REFERENCE = re.compile(r"[%\[\]#:]")
INLINE = {
    "a",
    "authorialNote",
    "docAuthority",
    "docDate",
    "docNumber",
    "docProponent",
    "docTitle",
    "eol",
    "inline",
    "session",
    "span",
    "sup",
}
LONGEST = 2_000_000  # code points in one piece of text: parsers refuse text nodes of more than ten million bytes


def clean(text: str) -> str:
    r"""Text in which each character that XML forbids is the replacement character U+FFFD, so that all offsets still count.

    >>> clean("a\x00b\ud800c\n")
    'a�b�c\n'
    """
    return FORBIDDEN.sub("\ufffd", text)


def reference(text: str) -> str:
    """Free words where the schema wants an address: what an address cannot hold is percent-encoded, blanks and letters stay.

    >>> reference("Adopted: 133-3-0"), reference("Malta [and others]")
    ('Adopted%3A 133-3-0', 'Malta %5Band others%5D')
    """
    return NO_REFERENCE.sub(_encoded, text)


def address(text: str) -> str:
    """An address, its characters percent-encoded that no address can hold.

    >>> address("https://undocs.org/en/A/RES/217 (III)#a#[b]100%"), address("https://undocs.org/S/RES/1540%20(2004)")
    ('https://undocs.org/en/A/RES/217 (III)#a%23%5Bb%5D100%25', 'https://undocs.org/S/RES/1540%20(2004)')
    """
    before, mark, after = text.partition("#")
    return NO_ADDRESS.sub(_encoded, before) + mark + NO_ADDRESS.sub(_encoded, after)


def _encoded(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def add(parent: Element, tag: str, text: str = "", **attributes: str | None) -> Element:
    """A new element at the end of another one; an underscore after the name of an attribute is dropped, None leaves it out."""
    element = SubElement(parent, tag, {name.rstrip("_"): clean(value) for name, value in attributes.items() if value is not None})
    if text:
        write(element, text)
    if tag not in INLINE:
        parent.text = parent.text or "\n"
        element.tail = "\n"
    return element


def write(element: Element, text: str) -> None:
    """Put text behind all that an element holds; a very long one in several pieces."""
    for position in range(0, len(text), LONGEST):
        piece = clean(text[position : position + LONGEST])
        if position:
            SubElement(element, "inline", {"name": "continued"}).text = piece
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
