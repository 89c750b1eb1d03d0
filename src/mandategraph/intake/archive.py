"""Archives, member by member, without trust in what they say about themselves.

Nothing is written to disk, and no more than one member is in memory. Sizes are counted while bytes are unpacked.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader, FileIO
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, Any, Self, cast

from mandategraph.errors import SourceError
from mandategraph.intake.xz import MEMORY_BYTES, NeedsMemoryError, XzReader

__all__ = ["SUFFIXES", "Limits", "Member", "is_archive", "members"]

_OPENERS: dict[str, Callable[[BufferedReader], BufferedIOBase]] = {
    ".tar": lambda packed: packed,
    ".tar.gz": gzip.open,
    ".tgz": gzip.open,
    ".tar.xz": XzReader,
    ".tar.bz2": bz2.open,
}
SUFFIXES = (".zip", *_OPENERS)

# Other methods cannot be unpacked in steps by zipfile: four kilobytes of them may become gigabytes in memory.
_ZIP_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ZIP_ENCRYPTED = 0x1
_ZIP_ENTRY = b"PK\1\2"
_ZIP_ENTRY_BYTES = 256  # of one member in the list at the end of a zip, on average
_TAR_HEADER_BYTES = 2**15  # of one member with all its extensions; a path has 4,096 at most
_UNSAFE = (
    (re.compile(r"[\x00-\x1f\x7f]"), "has a control character in its name"),
    (re.compile(r"[\ud800-\udfff]"), "has a name that is not UTF-8"),
    (re.compile(r"^/"), "has an absolute name"),
    (re.compile(r"\\"), "has a backslash in its name"),
    (re.compile(r"^[A-Za-z]:"), "has a drive letter in its name"),
    (re.compile(r"(^|/)\.\.(/|$)"), "leaves the folder of the archive"),
)
_DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, OverflowError, NotImplementedError),
)
_RENAME = "pack it anew with relative names"
_SMALLER = "raise the limit if you trust it, or give its files in parts"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: bytes of one member, bytes in all, members, and unpacked bytes for each packed one.

    The ratio counts only once `ratio_from` bytes were unpacked: small files may well shrink to nothing.
    """

    member_bytes: int = 50_000_000
    total_bytes: int = 20_000_000_000
    members: int = 1_000_000
    ratio: float = 1000
    ratio_from: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its relative POSIX path there and its content."""

    name: str
    content: bytes

    @property
    def size(self) -> int:
        """The bytes of its content."""
        return len(self.content)


def is_archive(path: PurePath) -> bool:
    """Whether the name of a file says that it is an archive.

    >>> is_archive(Path("78session.tar.xz")), is_archive(Path("A_RES_78_1.xml"))
    (True, False)
    """
    return path.name.lower().endswith(SUFFIXES)


def members(path: Path, limits: Limits = Limits()) -> Iterator[Member]:
    """The files of a `.zip`, `.tar`, `.tar.gz`, `.tgz`, `.tar.xz` or `.tar.bz2`, in the order in which they are stored.

    Folders are skipped. Raises `SourceError` at the first member that is no plain file below the archive's own folder, that
    breaks a limit, or that is damaged. What came before has been given already: keep it apart until the end is reached.
    """
    if not is_archive(path):
        raise SourceError(path, f"is no archive by its name; give one of: {', '.join(SUFFIXES)}")
    count = _Count(path, limits)
    try:
        yield from (_zip_members if path.name.lower().endswith(".zip") else _tar_members)(path, count)
    except NeedsMemoryError as error:
        raise count.refusal(f"takes more than {_size(MEMORY_BYTES)} of memory to unpack", "pack it anew with plain xz") from error
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.filename is not None:
            raise SourceError(path, f"cannot be opened ({error.strerror}); check the path") from error
        raise count.refusal(f"is damaged, or no archive of its kind ({_line(error)})", "get a new copy") from error


def _line(error: Exception) -> str:
    """What an error of another library says, in one line."""
    return " ".join(str(error).split()) or type(error).__name__


class _Count:
    """What has been unpacked so far, and the refusals."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.files = self.total = 0
        self.place = ""

    def refusal(self, reason: str, remedy: str = _SMALLER) -> SourceError:
        """The error for the member at hand, or for the whole archive."""
        return SourceError(self.path, f"{self.place}{reason}; {remedy}")

    def enter(self, name: str) -> str:
        """The safe form of the name of the next entry; entries of every kind are counted."""
        self.place = f"member {name!r} "
        self.files += 1
        if self.files > self.limits.members:
            self.place = ""
            raise self.refusal(f"has more than {self.limits.members:,} members")
        for pattern, reason in _UNSAFE:
            if pattern.search(name):
                raise self.refusal(reason, _RENAME)
        return PurePosixPath(name).as_posix()

    def plain(self, name: str, *, plain: bool) -> None:
        """Refuse what is no file with a name."""
        if not plain or name == ".":
            raise self.refusal(
                "is a link or a device and no plain file" if name != "." else "has no name", "pack it anew without it"
            )

    def add(self, content: bytes, packed: int) -> None:
        """Count the content of one member that took `packed` bytes of the archive."""
        if len(content) > self.limits.member_bytes:
            raise self.refusal(f"is larger than {_size(self.limits.member_bytes)}")
        self.total += len(content)
        if self.total > self.limits.total_bytes:
            self.place = ""
            raise self.refusal(f"unpacks to more than {_size(self.limits.total_bytes)}")
        self.weigh(len(content), packed)

    def weigh(self, unpacked: int, packed: int) -> None:
        """Refuse what grows too much."""
        if unpacked > self.limits.ratio_from and unpacked > self.limits.ratio * max(packed, 1):
            raise self.refusal(
                f"unpacks to more than {self.limits.ratio:,g} times its size", "leave it out; it is made to fill memory"
            )


def _size(size: int) -> str:
    """A number of bytes in the largest unit that leaves it whole."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor and size % factor == 0:
            return f"{size // factor} {unit}"
    return f"{size} bytes"


def _zip_members(path: Path, count: _Count) -> Iterator[Member]:
    """The files of a zip archive."""
    with _ZipFile(path, count) as packed, zipfile.ZipFile(packed) as archive:
        packed.listing = False
        packed_in_all = path.stat().st_size
        for entry in archive.infolist():
            name = count.enter(entry.orig_filename)
            if entry.is_dir():
                continue
            kind = stat.S_IFMT(entry.external_attr >> 16)
            count.plain(name, plain=kind in {0, stat.S_IFREG})
            if entry.flag_bits & _ZIP_ENCRYPTED:
                raise count.refusal("is encrypted", "unpack it with its password and give the files")
            if entry.compress_type not in _ZIP_METHODS:
                raise count.refusal(f"is packed by method {entry.compress_type}", "pack it anew as an ordinary zip")
            with archive.open(entry) as file:
                content = file.read(count.limits.member_bytes + 1)
            count.add(content, min(entry.compress_size, packed_in_all))
            count.weigh(count.total, packed_in_all)
            yield Member(name, content)


class _ZipFile(FileIO):
    """A zip, whose list of members is held against the limits while zipfile reads it: it reads a list of any length."""

    def __init__(self, path: Path, count: _Count) -> None:
        super().__init__(path)
        self.count, self.listing = count, True

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, at most `size`."""
        most = self.count.limits.members
        if not self.listing or size is None or size < 0:  # the last 64 kB, in which zipfile looks for the place of the list
            return super().read(-1 if size is None else size) or b""
        if size > max(2**20, most * _ZIP_ENTRY_BYTES):
            raise self.count.refusal(f"has a list of members of {size:,} bytes")
        data = super().read(size) or b""
        if data.count(_ZIP_ENTRY) > most:
            raise self.count.refusal(f"has more than {most:,} members")
        return data


def _tar_members(path: Path, count: _Count) -> Iterator[Member]:
    """The files of a tar archive, read as a stream."""
    suffix = next(suffix for suffix in _OPENERS if path.name.lower().endswith(suffix))
    with path.open("rb") as packed, _OPENERS[suffix](packed) as unpacked:
        stream = _Stream(unpacked, packed, count)
        # Not mode "r|*": it unpacks 10 kB at once, which may become gigabytes. The stream asks for a fixed number of bytes.
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", tarinfo=_Header, encoding="utf-8") as archive:
            while entry := archive.next():
                stream.rest = stream.allowance
                name = count.enter(entry.name)
                if not entry.isdir():
                    count.plain(name, plain=entry.isreg() and not entry.issparse())
                    yield Member(name, _tar_content(archive, entry, count))
                cast("Any", archive).members.clear()  # tarfile keeps every header otherwise
                stream.rest = _TAR_HEADER_BYTES
            count.place, stream.rest = "", stream.allowance
            while stream.read(tarfile.RECORDSIZE):  # the check sums stand at the end
                pass


def _tar_content(archive: tarfile.TarFile, entry: tarfile.TarInfo, count: _Count) -> bytes:
    """The content of a plain file of a tar archive."""
    if entry.size > count.limits.member_bytes:
        raise count.refusal(f"is larger than {_size(count.limits.member_bytes)}")
    with cast("IO[bytes]", archive.extractfile(entry)) as file:
        content = file.read()
    if len(content) != entry.size:
        raise EOFError("it ends inside this member")
    count.add(content, entry.size)
    return content


class _Header(tarfile.TarInfo):
    """A header of a tar archive; a broken one is an error, where tarfile takes it for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The header in one block. Only a block of zeros ends an archive."""
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if len(buf) == tarfile.BLOCKSIZE and not any(buf):
                raise
            raise tarfile.ReadError("it is cut off" if len(buf) < tarfile.BLOCKSIZE else str(error)) from error


class _Stream:
    """The unpacked bytes of a tar archive, counted: also those of headers, which tarfile would read whole at any size."""

    def __init__(self, unpacked: BufferedIOBase, packed: BufferedReader, count: _Count) -> None:
        self.unpacked, self.packed, self.count = unpacked, packed, count
        self.allowance = count.limits.member_bytes + 2**20
        self.rest = _TAR_HEADER_BYTES
        self.given = 0

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`."""
        data = self.unpacked.read(size)
        self.given += len(data)
        self.rest -= len(data)
        if self.rest < 0:
            place = "is followed by" if self.count.place else "begins with"
            raise self.count.refusal(f"{place} a header larger than {_TAR_HEADER_BYTES:,} bytes", "pack it anew with shorter names")
        self.count.weigh(self.given, self.packed.tell())
        return data
