"""Files to resolutions: what is there, part by part, with nothing interpreted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from mandategraph import authority as authorities
from mandategraph.errors import SourceError
from mandategraph.grammar import language as languages
from mandategraph.model import Resolution, SourceFile
from mandategraph.read import akn, docx, html, markdown, pdf, structure, text
from mandategraph.read.blocks import Block
from mandategraph.read.outline import Part, outline
from mandategraph.symbol import Symbol

__all__ = ["FORMATS", "MAX_BYTES", "XML", "Part", "content", "decoded", "documents", "outline", "plain_text", "read", "source_file"]

XML, PLAIN = ".xml", ".txt"
TEXTS: dict[str, tuple[str, Callable[[str], list[Block]]]] = {
    ".md": ("text/markdown", markdown.blocks),
    PLAIN: ("text/plain", text.blocks),
}
FILES: dict[str, tuple[str, Callable[[bytes, object], list[Block]]]] = {  # what is no UTF-8 text, with the path for messages
    ".html": ("text/html", html.blocks),
    ".htm": ("text/html", html.blocks),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.blocks),
    ".pdf": ("application/pdf", pdf.blocks),
}
FORMATS = {XML: "application/akn+xml", **{suffix: media_type for suffix, (media_type, _) in (TEXTS | FILES).items()}}
MAX_BYTES = 50_000_000


def read(
    path: str | Path,
    *,
    language: str | None = None,
    authority: authorities.Authority | None = None,
    name: str | None = None,
    symbol: Symbol | str | None = None,
) -> Resolution:
    """The resolution in an AKN4UN (`.xml`), text (`.txt`, `.md`), HTML, Word (`.docx`) or PDF file; of a set ("A-B") the set.

    `language` is the language of the text (default: for AKN4UN what the file says, else English), `authority` the curated facts
    by which names are known (default: the package's own), `name` the file name to record (default: that of `path`), `symbol` that
    of a text which prints none. Raises `SourceError` for a file that cannot be read or holds no whole resolution,
    `MandateGraphError` for a text in a language without a grammar, and `MissingExtra` for a PDF without pypdfium2.
    """
    return documents(path, language=language, authority=authority, name=name, symbol=symbol)[0]


def documents(
    path: str | Path,
    *,
    language: str | None = None,
    authority: authorities.Authority | None = None,
    name: str | None = None,
    source: SourceFile | None = None,
    symbol: Symbol | str | None = None,
) -> tuple[Resolution, ...]:
    """All documents in a file: one, a set ("A-B") and the resolutions in it, or those of a report. Parameters and errors as `read`.

    `source` describes the file, where that is known already.
    """
    path = Path(path)
    facts = authority or authorities.load()
    given = Symbol.parse(symbol) if isinstance(symbol, str) else symbol
    found = content(path)
    source = source or source_file(path, found, name)
    if path.suffix.lower() == XML:
        return akn.documents(found, source, path, facts, language)
    return structure.documents(blocks(found, path), source, path, languages.load(language or "en"), facts, given)


def blocks(found: bytes, path: Path) -> list[Block]:
    """The blocks of a file with this content, of any format but AKN4UN; raises `SourceError` where it is not what its name says."""
    suffix = path.suffix.lower()
    if suffix in FILES:
        return FILES[suffix][1](found, path)
    return TEXTS[suffix][1](decoded(found, path))


def plain_text(path: str | Path) -> str:
    """The text of a file of any kind that is read: of a plain text the text itself, else its paragraphs parted by blank lines.

    Raises `SourceError` for a file that cannot be read.
    """
    path = Path(path)
    found = content(path)
    if path.suffix.lower() == XML:
        provisions = (provision for document in documents(path) for provision in document.provisions)
        return "\n\n".join(provision.text for provision in provisions)
    if path.suffix.lower() == PLAIN:
        return decoded(found, path)
    return "\n\n".join(" ".join(f"{block.marker} {block.text}".split()) for block in blocks(found, path))


def source_file(path: Path, found: bytes, name: str | None = None) -> SourceFile:
    """The description of a file with its content."""
    return SourceFile(name or path.name, hashlib.sha256(found).hexdigest(), FORMATS[path.suffix.lower()])


def content(path: Path) -> bytes:
    """The bytes of a file of a known kind that is there, not empty and not too large; raises `SourceError` for another one."""
    if path.suffix.lower() not in FORMATS:
        raise SourceError(path, f"files of this kind are not read; give one of: {', '.join(FORMATS)}")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(path, f"larger than {MAX_BYTES // 1_000_000} MB; split it into one file per resolution")
        found = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(path, f"cannot be opened ({reason}); check the path") from error
    if not found.strip():
        raise SourceError(path, "the file is empty; give the text of one resolution")
    return found


def decoded(content: bytes, path: object) -> str:
    """The text of UTF-8 bytes; `path` is where they come from, for the `SourceError` that is raised for other bytes."""
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(path, f"not UTF-8 text (byte {error.start}); save it as UTF-8", line=line) from error
    if "\0" in decoded:
        raise SourceError(path, "a binary file, not text; name it by its kind, or give text")
    return decoded.replace("\r\n", "\n").replace("\r", "\n")
