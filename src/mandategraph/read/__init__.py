"""Files to resolutions: what is there, part by part, with nothing interpreted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from mandategraph import authority as authorities
from mandategraph.errors import SourceError
from mandategraph.grammar import language as languages
from mandategraph.model import Resolution, SourceFile
from mandategraph.read import markdown, structure, text
from mandategraph.read.blocks import Block

__all__ = ["FORMATS", "MAX_BYTES", "read"]

FORMATS: dict[str, tuple[str, Callable[[str], list[Block]]]] = {
    ".md": ("text/markdown", markdown.blocks),
    ".txt": ("text/plain", text.blocks),
}
MAX_BYTES = 50_000_000


def read(
    path: str | Path, *, language: str = "en", authority: authorities.Authority | None = None, name: str | None = None
) -> Resolution:
    """The resolution in a Markdown (`.md`) or plain text (`.txt`) file.

    `language` is the language of the text, `authority` the curated facts by which names are known (default: the package's own),
    `name` the file name to record (default: that of `path`). Raises `SourceError` for a file that cannot be read or holds no
    whole resolution, and `MandateGraphError` for a language without a grammar.
    """
    path = Path(path)
    if path.suffix.lower() not in FORMATS:
        raise SourceError(path, f"files of this kind are not read; give one of: {', '.join(FORMATS)}")
    media_type, blocks_of = FORMATS[path.suffix.lower()]
    content = _content(path)
    source = SourceFile(name or path.name, hashlib.sha256(content).hexdigest(), media_type)
    return structure.recover(
        blocks_of(_decoded(content, path)), source, path, languages.load(language), authority or authorities.load()
    )


def _content(path: Path) -> bytes:
    """The bytes of a file that is there, not empty and not too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(path, f"larger than {MAX_BYTES // 1_000_000} MB; split it into one file per resolution")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(path, f"cannot be opened ({reason}); check the path") from error
    if not content.strip():
        raise SourceError(path, "the file is empty; give the text of one resolution")
    return content


def _decoded(content: bytes, path: Path) -> str:
    """The text of a UTF-8 file."""
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(path, f"not UTF-8 text (byte {error.start}); save it as UTF-8", line=line) from error
    if "\0" in decoded:
        raise SourceError(path, "a binary file, not text; give Markdown or plain text")
    return decoded.replace("\r\n", "\n").replace("\r", "\n")
