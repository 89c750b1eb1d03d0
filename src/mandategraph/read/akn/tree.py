"""Bytes to an element tree, with nothing on it trusted.

AKN4UN is Akoma Ntoso 3.0 (OASIS LegalDocML) as the United Nations uses it. The official files have no document type
declaration; one that has is refused, so that no entity is ever expanded and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from mandategraph.errors import SourceError

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
AKN4UN = "{http://un.org/akn4un}"
Element = etree._Element  # noqa: SLF001 - lxml has no public name for the class of its elements
REFUSED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
NOT_WELL_FORMED = "not well-formed XML"


def parse(content: bytes, path: object) -> tuple[Element, str | None]:
    """The root element of an AKN4UN file, and what was wrong with the file, if it could be read all the same.

    A file that is not well-formed is read as far as the parser can recover it. Raises `SourceError` for one that is not UTF-8,
    declares a document type, exceeds the parser's limits (256 levels, 10 million characters in one place) or is no Akoma Ntoso.
    """
    if REFUSED.search(content):
        raise SourceError(path, "a document type declaration, which official files never have; remove it")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(path, f"not UTF-8 text (byte {error.start}); save it as UTF-8", line=line) from error
    defect = None
    try:
        root = etree.fromstring(content, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg).split())
        root = None if _is_limit(error) else etree.fromstring(content, _parser(recover=True))
        if root is None:
            raise SourceError(path, f"cannot be read as XML ({reason[:160]}); get the file again", line=error.lineno) from error
        defect = f"{NOT_WELL_FORMED}: {reason}"
    if root.tag != AKN + "akomaNtoso":
        raise SourceError(path, "no AKN4UN document: the root element is not akomaNtoso; give the official XML file")
    return root, defect


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(  # nothing is fetched, nothing expanded
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _is_limit(error: etree.XMLSyntaxError) -> bool:
    """Whether the parser stopped at one of its limits, or found no element at all."""
    message = str(error.msg).lower()
    return any(words in message for words in ("excessive", "depth", "huge", "too long", "limit", "document is empty"))


def name(element: Element | None) -> str:
    """The local name of an element; empty where there is none."""
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words(element: Element | None) -> str:
    """The text of an element and all below it, white space normalised; empty where there is no element."""
    return " ".join(raw_text(element).split()) if element is not None else ""


def raw_text(element: Element) -> str:
    """The text of an element and all below it, as it stands in the file."""
    return "".join(cast("Iterator[str]", element.itertext()))


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements with one of the local names."""
    return element.iterchildren(*(AKN + each for each in names))


def outermost(element: Element, *names: str) -> Iterator[Element]:
    """The elements below another one that have one of the local names, without those inside one of them."""
    for child in element:
        if name(child) in names:
            yield child
        else:
            yield from outermost(child, *names)


def first(element: Element, path: str, **attributes: str) -> Element | None:
    """The first element below another one that is named so and has these attributes."""
    wanted = {key.rstrip("_"): value for key, value in attributes.items()}
    for found in element.iter(AKN + path):
        if all(found.get(key) == value for key, value in wanted.items()):
            return found
    return None
