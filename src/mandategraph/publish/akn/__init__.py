"""Resolutions as AKN4UN: the XML in which the United Nations publishes them, valid by the schema of Akoma Ntoso 3.0.

The counterpart of `mandategraph.read.akn`: what is written here is read there as the same resolution.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from mandategraph import authority
from mandategraph.errors import SourceError
from mandategraph.model import Resolution
from mandategraph.publish.akn import meta
from mandategraph.publish.akn.body import Body
from mandategraph.publish.akn.elements import add
from mandategraph.read import documents
from mandategraph.read.akn import KINDS

__all__ = ["akn4un", "write_akn4un"]

NAMES = {kind: name for name, kind in KINDS.items()}
NAMESPACES = {"xmlns": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "xmlns:akn4un": "http://un.org/akn4un"}


def akn4un(document: Resolution, *parts: Resolution) -> str:
    """A resolution as an AKN4UN document; a set ("A-B") is followed by its resolutions, as the reader finds them in a file.

    Characters that XML forbids become U+FFFD. Left out is what AKN4UN has no place for: the source file and its defects.
    """
    facts = authority.load()
    root = Element("akomaNtoso", NAMESPACES)
    root.text = "\n"
    if document.parts and parts:
        _collection(root, document, parts, facts)
    else:
        _statement(root, document, facts)
    return tostring(root, encoding="unicode") + "\n"


def write_akn4un(files: Iterable[str | Path], folder: str | Path, *, language: str | None = None) -> list[Path]:
    """Read files of any format and write the documents in them into a folder as AKN4UN; give the paths, sorted.

    A file is named by symbol and language (`A-RES-78-96.en.xml`). All are written beside the folder first and moved into it at the
    end. `language` is that of the texts, as in `read`. Raises `SourceError` for a file that cannot be read, and for two that hold
    the same document in one language.
    """
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    written: dict[str, str | Path] = {}
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        for file in files:
            found = documents(file, language=language)
            for document, *parts in [found] if found[0].parts else [(each,) for each in found]:
                target = f"{re.sub('[^0-9A-Za-z.]+', '-', document.symbol.tail)}.{document.language}.xml"
                if target in written:
                    raise SourceError(file, f"the same document in the same language as {written[target]}; give one of them")
                Path(name, target).write_text(akn4un(document, *parts), encoding="utf-8")
                written[target] = file
        folder.mkdir(exist_ok=True)
        return sorted(Path(name, target).replace(folder / target) for target in written)


def _statement(parent: Element, resolution: Resolution, facts: authority.Authority, *, part: bool = False) -> None:
    """Add one document; a `part` of a set has no cover of its own."""
    document = add(parent, "statement", name=NAMES[resolution.kind])
    meta.head(document, resolution)
    attachments = Element("attachments")

    def annex(number: int) -> Element:
        doc = add(add(attachments, "attachment"), "doc", name="annex")
        meta.identification(add(doc, "meta"), resolution, f"annex_{number}")
        return doc

    body = Body(resolution, annex)
    if not part:
        meta.cover(document, resolution, facts)
    title = meta.preface(document, resolution, letter=part)
    body.write(document, title)
    meta.conclusions(document, resolution)
    if len(attachments):
        document.append(attachments)


def _collection(root: Element, whole: Resolution, parts: Iterable[Resolution], facts: authority.Authority) -> None:
    """Add a set and its resolutions."""
    collection = add(root, "documentCollection", name="publication")
    meta.head(collection, whole)
    meta.cover(collection, whole, facts)
    meta.preface(collection, whole)
    body, components = add(collection, "collectionBody"), add(root, "components")
    meta.conclusions(collection, whole)
    for number, resolution in enumerate(parts):
        component = add(components, "component", eId=f"comp_{number}")
        _statement(component, resolution, facts, part=True)
        add(add(body, "component", eId=f"comp_def_{number}"), "documentRef", href=f"#comp_{number}", showAs=str(resolution.symbol))
