"""The parts of a DOCX file (ECMA-376, Office Open XML) as element trees, with nothing in it trusted."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any, cast

from lxml import etree

from mandategraph.errors import SourceError

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the class of its elements
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = {  # the names of ISO/IEC 29500 Strict, and those that all but a few files use
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # a compound file: Word 97-2003, or a DOCX with a password
DOCTYPE = b"<!DOCTYPE"
HAS_TYPE = "has a document type declaration, as Word never writes; save it anew in Word"
MOST_MEMBERS = 10_000
MOST_TAGS = 3_000_000  # in one part; that of a report of 300 pages has some 500,000
PART_BYTES = 50_000_000
RATIO, RATIO_FROM = 100, 5_000_000  # unpacked bytes for each packed one, once so many were unpacked
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, NotImplementedError, KeyError),
)


class Package:
    """A DOCX file. Only the parts that are asked for are unpacked."""

    def __init__(self, content: bytes, path: object) -> None:
        """Open a file with this content; raises `SourceError` for one that is no DOCX file, or has too many members."""
        self.path = path
        if content.startswith(OLD_OR_ENCRYPTED):
            raise SourceError(path, "has a password, or is of Word 97-2003; save it as .docx without a password")
        if content.count(b"PK\1\2") > MOST_MEMBERS:  # before zipfile makes an object of each
            raise SourceError(path, f"has more than {MOST_MEMBERS:,} members, as no DOCX file has; save it anew in Word")
        try:
            self.zip = zipfile.ZipFile(BytesIO(content))
        except DAMAGE as error:
            raise SourceError(path, "is damaged, or no DOCX file; save it anew in Word") from error
        self.name = self._main()

    def _main(self) -> str:
        """The name of the main document part."""
        targets = self._targets("")
        if "officeDocument" not in targets:
            raise SourceError(self.path, "is no DOCX file: it names no main document; save it anew in Word")
        return targets["officeDocument"]

    def _targets(self, name: str) -> dict[str, str]:
        """The names of the parts to which a part has a relation, by the last word of the type of the relation."""
        folder, _, base = name.rpartition("/")
        root = self._tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {
            relation.get("Type", "").rpartition("/")[2]: posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", ""))
            ).lstrip("/")
            for relation in (root if root is not None else ())
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External"
        }

    def document(self) -> Element:
        """The root of the main document; raises `SourceError` where there is none."""
        root = self._tree(self.name)
        if root is None or root.tag != f"{W}document":
            raise SourceError(self.path, "is no DOCX file: its main part is no Word document; save it anew in Word")
        return root

    def others(self, *kinds: str) -> dict[str, Element]:
        """The roots of those parts of these kinds (`styles`, `numbering`, `footnotes`) that the main document has."""
        targets = self._targets(self.name)
        found = {kind: self._tree(targets[kind]) for kind in kinds if kind in targets}
        return {kind: root for kind, root in found.items() if root is not None}

    def _tree(self, name: str) -> Element | None:
        """The root of a part; none where there is no such part, or an empty one."""
        try:
            entry = self.zip.getinfo(name)
        except KeyError:
            return None
        content = self._unpacked(entry)
        for strict, usual in STRICT.items():
            content = content.replace(strict, usual)
        if content.count(b"<") > MOST_TAGS:
            raise SourceError(self.path, f"its part {name!r} has more than {MOST_TAGS:,} tags; give the document in parts")
        if DOCTYPE in content:
            raise SourceError(self.path, f"its part {name!r} {HAS_TYPE}")
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            reason = " ".join(str(error.msg).split())[:100]
            raise SourceError(self.path, f"its part {name!r} cannot be read as XML ({reason}); save it anew in Word") from error
        if root is not None and cast("Any", root.getroottree().docinfo).doctype:
            raise SourceError(self.path, f"its part {name!r} {HAS_TYPE}")
        return root

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of a part, which are counted while they are unpacked."""
        place = f"its part {entry.filename!r}"
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
            raise SourceError(self.path, f"{place} is encrypted or packed in an unusual way; save it anew in Word")
        try:
            with self.zip.open(entry) as file:
                content = file.read(RATIO_FROM)
                most = min(PART_BYTES, max(RATIO_FROM, RATIO * entry.compress_size)) if len(content) == RATIO_FROM else RATIO_FROM
                content += file.read(most - len(content) + 1)
        except DAMAGE as error:
            raise SourceError(self.path, f"{place} is damaged; save it anew in Word") from error
        if len(content) > most:
            raise SourceError(self.path, f"{place} unpacks to more than {most / 1e6:.0f} MB; give the document in parts")
        return content
