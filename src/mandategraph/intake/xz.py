"""The unpacked bytes of an xz file, with a limit on memory.

An xz file says how many of the last bytes must be kept in memory while it is unpacked, up to 4 GB; `lzma.open` believes it.
"""

from __future__ import annotations

import lzma
from io import BufferedIOBase, BufferedReader

MEMORY_BYTES = 100_000_000  # the highest level of xz takes 68 MB
_CHUNK = 2**16


class NeedsMemoryError(Exception):
    """An xz file that takes more memory than `MEMORY_BYTES`."""


class XzReader(BufferedIOBase):
    """A reader of the unpacked bytes; several streams one after the other, with zeros between them, are one content."""

    def __init__(self, packed: BufferedReader) -> None:
        """`packed` is the open file; closing the reader leaves it open."""
        self._packed = packed
        self._ahead = b""  # read and not yet unpacked
        self._between = False  # behind the end of a stream: another one may begin, or the file end
        self._stream = _stream()

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, at least one and at most `size` (-1: as many as come at once); none at the end.

        Raises `EOFError` or `lzma.LZMAError` for a file that is cut off or damaged, and `NeedsMemoryError`.
        """
        while True:
            packed = self._next()
            if self._between and not packed:
                return b""
            self._between = False
            try:
                data = self._stream.decompress(packed, -1 if size is None else size)
            except lzma.LZMAError as error:
                if "memory usage limit" in str(error).lower():
                    raise NeedsMemoryError from error
                raise
            if self._stream.eof:
                self._ahead, self._between, self._stream = self._stream.unused_data, True, _stream()
            if data or size == 0:
                return data

    def _next(self) -> bytes:
        """The next bytes to unpack; none where the stream has enough of them, or at the end of the file behind a stream."""
        while True:
            packed, self._ahead = self._ahead, b""
            if self._between:
                packed = packed.lstrip(b"\0")
            if packed or not self._stream.needs_input:
                return packed
            self._ahead = self._packed.read(_CHUNK)
            if not self._ahead:
                if self._between:
                    return b""
                raise EOFError("it is cut off")


def _stream() -> lzma.LZMADecompressor:
    """What unpacks one stream."""
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MEMORY_BYTES)
