"""Archives: what comes out, and what is refused: unsafe names, links, bombs, and archives that are broken or encrypted."""

from __future__ import annotations

import hashlib
import io
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mandategraph.errors import SourceError
from mandategraph.intake.archive import SUFFIXES, Limits, Member, is_archive, members

TARS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")
XML = b"<p><span>Recalling</span> its resolution 77/1 of 7 October 2022,</p>"
FILES = {
    "GAresolutions/78session/English/A_RES_78_1.xml": XML,
    "GAresolutions/README.md": "Résolutions 决议\n".encode(),
    "empty.xml": b"",
}
STANDARD = Limits()
UNSAFE = {
    "/etc/passwd": "absolute name",
    "a/../../passwd": "leaves the folder",
    "..": "leaves the folder",
    "C:/windows/a.xml": "drive letter",
    "a\\..\\b.xml": "backslash",
    "a\nb.xml": "control character",
}
Entry = tuple[str, bytes]


def pack_zip(path: Path, files: list[Entry], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path


def pack_tar(path: Path, files: list[Entry]) -> Path:
    mode = {".tar": "w", ".tgz": "w:gz"}.get(path.suffix, f"w:{path.suffix[1:]}")
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def pack(path: Path, files: list[Entry]) -> Path:
    return pack_zip(path, files) if path.suffix == ".zip" else pack_tar(path, files)


def refusal(path: Path, limits: Limits = STANDARD) -> str:
    with pytest.raises(SourceError) as caught:
        for _ in members(path, limits):
            pass
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert "; " in message, "a refusal names a remedy"
    return message


def test_every_kind_is_an_archive_by_its_name() -> None:
    assert set(SUFFIXES) == {".zip", *TARS}
    assert all(is_archive(Path(f"corpus{suffix.upper()}")) for suffix in SUFFIXES)
    assert not any(is_archive(Path(name)) for name in ("a.xml", "a.gz", "zip", "a.tar.zip.part", "tar"))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_files_come_out_as_they_went_in(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"corpus{suffix}", list(FILES.items()))
    found = list(members(path))
    assert found == [Member(name, content) for name, content in FILES.items()]
    assert [member.size for member in found] == [len(content) for content in FILES.values()]


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_folders_are_skipped_and_names_are_made_plain(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"corpus{suffix}"
    if suffix == ".zip":
        pack_zip(path, [("./78session/", b""), ("./78session//a.xml", XML)])
    else:
        with tarfile.open(path, "w:gz") as archive:
            folder = tarfile.TarInfo("./78session")
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
            file = tarfile.TarInfo("./78session//a.xml")
            file.size = len(XML)
            archive.addfile(file, io.BytesIO(XML))
    assert list(members(path)) == [Member("78session/a.xml", XML)]


def test_a_file_that_is_no_archive_by_its_name(tmp_path: Path) -> None:
    assert "give one of: .zip, .tar" in refusal(tmp_path / "a.rar")


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    assert "No such file or directory" in refusal(tmp_path / "a.zip")
    assert "No such file or directory" in refusal(tmp_path / "a.tar.gz")


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
@pytest.mark.parametrize(("name", "reason"), UNSAFE.items())
def test_unsafe_names_are_refused(tmp_path: Path, suffix: str, name: str, reason: str) -> None:
    message = refusal(pack(tmp_path / f"corpus{suffix}", [("good.xml", XML), (name, XML)]))
    assert reason in message
    assert repr(name) in message


def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tar"
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT, encoding="latin-1") as archive:
        archive.addfile(tarfile.TarInfo("résolution.xml"))
    assert "not UTF-8" in refusal(path)


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE]
)
def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "corpus.tar"
    with tarfile.open(path, "w") as archive:
        entry = tarfile.TarInfo("link.xml")
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)
    assert "is a link or a device" in refusal(path)


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666, 0o140666])
def test_links_and_devices_in_a_zip_are_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "corpus.zip"
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("link.xml")
        entry.external_attr = mode << 16
        archive.writestr(entry, "/etc/passwd")
    assert "is a link or a device" in refusal(path)


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.xz"])
def test_a_member_that_is_too_large(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"corpus{suffix}", [("a.xml", b"x" * 1000), ("b.xml", b"x" * 1001)])
    assert "member 'b.xml' is larger than 1 kB" in refusal(path, Limits(member_bytes=1000))
    assert len(list(members(path, Limits(member_bytes=1001)))) == 2


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_too_much_in_all(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"corpus{suffix}", [(f"{number}.xml", b"x" * 1000) for number in range(3)])
    assert f"{path}: unpacks to more than 2999 bytes" in refusal(path, Limits(total_bytes=2999))
    assert len(list(members(path, Limits(total_bytes=3000)))) == 3


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_too_many_members(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"corpus{suffix}", [(f"{number}.xml", b"") for number in range(4)])
    assert f"{path}: has more than 3 members" in refusal(path, Limits(members=3))
    assert len(list(members(path, Limits(members=4)))) == 4


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz", ".tar.xz", ".tar.bz2"])
def test_a_bomb_is_refused_before_it_fills_memory(tmp_path: Path, suffix: str) -> None:
    path = pack(tmp_path / f"corpus{suffix}", [("bomb.xml", bytes(40_000_000))])
    tracemalloc.start()
    try:
        message = refusal(path, Limits(ratio=500))
        assert tracemalloc.get_traced_memory()[1] < 130_000_000
    finally:
        tracemalloc.stop()
    assert "unpacks to more than 500 times its size" in message


def test_many_small_members_are_a_bomb_too(tmp_path: Path) -> None:
    path = pack_zip(tmp_path / "corpus.zip", [(f"{number}.xml", bytes(9_000_000)) for number in range(2)])
    assert "unpacks to more than 500 times" in refusal(path, Limits(ratio=500))


def test_a_header_without_end_is_refused(tmp_path: Path) -> None:
    """A long name may have any length, and tarfile reads it whole."""
    path = tmp_path / "corpus.tar"
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("n" * 3_000_000))
    assert "begins with a header larger than 32,768 bytes; pack it anew" in refusal(path)


def test_a_header_without_end_behind_a_member_is_refused(tmp_path: Path) -> None:
    """Without a limit Python 3.11.7 looks for a blank behind these digits for minutes."""
    path = tmp_path / "corpus.tar"
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("a.xml"))
        extension = tarfile.TarInfo("b.xml")
        extension.type, extension.size = tarfile.XHDTYPE, 400_000
        archive.addfile(extension, io.BytesIO(b"1" * 400_000))
    assert "member 'a.xml' is followed by a header larger than 32,768 bytes" in refusal(path)


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_name_as_long_as_a_path_can_be_is_read(tmp_path: Path, form: int) -> None:
    name = "/".join(["Résolutions" * 20] * 17)
    with tarfile.open(tmp_path / "corpus.tar", "w", format=form) as archive:
        for _ in range(40):
            archive.addfile(tarfile.TarInfo(name))
    assert [member.name for member in members(tmp_path / "corpus.tar")] == [name] * 40


def test_a_list_of_members_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    """The end of this zip says that it has no members; its list holds 100,000."""
    entries = (b"PK\1\2" + bytes(24) + b"\1" + bytes(17) + b"a") * 100_000
    path = tmp_path / "corpus.zip"
    path.write_bytes(entries + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 0, 0, len(entries), 0, 0))
    assert f"{path}: has a list of members of 4,700,000 bytes" in refusal(path, Limits(members=10))
    tracemalloc.start()
    try:
        assert f"{path}: has more than 99,999 members" in refusal(path, Limits(members=99_999))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_an_xz_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    """The head of the block says that the last four gigabytes must be kept."""
    path = pack_tar(tmp_path / "corpus.tar.xz", [("a.xml", XML)])
    data = bytearray(path.read_bytes())
    end = 12 + 4 * (data[12] + 1)
    data[data.index(b"\x21\x01", 12) + 2] = 40
    data[end - 4 : end] = zlib.crc32(data[12 : end - 4]).to_bytes(4, "little")
    path.write_bytes(data)
    assert f"{path}: takes more than 100 MB of memory to unpack; pack it anew" in refusal(path)


@pytest.mark.parametrize("padding", [b"", bytes(4), bytes(200_000)])
def test_an_xz_of_several_streams(tmp_path: Path, padding: bytes) -> None:
    path = pack_tar(tmp_path / "corpus.tar", list(FILES.items()))
    content = path.read_bytes()
    streams = [lzma.compress(content[:700], preset=9), lzma.compress(content[700:], preset=9), b""]
    path = path.with_suffix(".tar.xz")
    path.write_bytes(padding.join(streams))
    assert {member.name for member in members(path)} == set(FILES)
    path.write_bytes(padding.join(streams)[:-1] if not padding else padding.join(streams) + b"more")
    assert "damaged" in refusal(path)


def test_a_size_that_lies_does_not_help(tmp_path: Path) -> None:
    """The directory of the zip says 10 bytes; 100,000 are there."""
    path = pack_zip(tmp_path / "corpus.zip", [("a.xml", b"x" * 100_000)])
    data = path.read_bytes()
    path.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "damaged" in refusal(path)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def spoil(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 20]) + data[middle + 20 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": cut,
    "spoilt": spoil,
    "a web page": lambda _: b"<html>not found</html>" * 100,
    "empty": lambda _: b"",
}
BROKEN = [(suffix, kind) for suffix in SUFFIXES for kind in DAMAGES if (suffix, kind) != (".tar", "spoilt")]  # no check sums there


@pytest.mark.parametrize(("suffix", "kind"), BROKEN)
def test_broken_archives_are_refused(tmp_path: Path, suffix: str, kind: str) -> None:
    noise = hashlib.shake_256(XML).digest(60_000)
    path = pack(tmp_path / f"corpus{suffix}", [(f"{number}.xml", noise[number * 20_000 :][:20_000]) for number in range(3)])
    path.write_bytes(DAMAGES[kind](path.read_bytes()))
    assert "damaged, or no archive of its kind" in refusal(path)


def test_a_tar_that_is_cut_between_two_members_is_not_whole(tmp_path: Path) -> None:
    path = pack_tar(tmp_path / "corpus.tar", [("a.xml", XML), ("b.xml", XML)])
    path.write_bytes(path.read_bytes()[:1024])
    assert "it is cut off" in refusal(path)


def test_a_broken_header_is_not_the_end(tmp_path: Path) -> None:
    path = pack_tar(tmp_path / "corpus.tar", [("a.xml", XML), ("b.xml", XML)])
    data = bytearray(path.read_bytes())
    data[1024] ^= 0xFF
    path.write_bytes(data)
    assert "bad checksum" in refusal(path)


def test_the_check_sum_at_the_end_is_read(tmp_path: Path) -> None:
    path = pack_tar(tmp_path / "corpus.tar.gz", [("a.xml", XML)])
    data = bytearray(path.read_bytes())
    data[-6] ^= 0xFF
    path.write_bytes(data)
    assert "CRC check failed" in refusal(path)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = pack_zip(tmp_path / "corpus.zip", [("a.xml", XML)])
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert "member 'a.xml' is encrypted; unpack it with its password" in refusal(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_of_a_method_that_cannot_be_read_in_steps_is_refused(tmp_path: Path, method: int) -> None:
    assert "pack it anew as an ordinary zip" in refusal(pack_zip(tmp_path / "corpus.zip", [("a.xml", XML)], method))


def test_a_reader_may_stop_early(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        files = members(pack(tmp_path / f"corpus{suffix}", list(FILES.items())))
        assert next(files).content == XML
        files.close()  # type: ignore[attr-defined]
