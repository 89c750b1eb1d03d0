"""Fetching from a server on this machine: whole, cut off, resumed, unchanged, filtered, and what is refused."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mandategraph import assets
from mandategraph.errors import FetchError, MandateGraphError, SourceError
from mandategraph.fetch import RECORD, FetchReport, fetch
from mandategraph.fetch import sources as upstreams
from mandategraph.intake import archive
from mandategraph.intake.archive import Limits

COMMIT = "0123456789abcdef0123456789abcdef01234567"
XML = b"<p><span>Recalling</span> its resolution 77/1 of 7 October 2022,</p>"
GA = {
    "README.md": b"# Machine-readable General Assembly resolutions",
    "77session/English/A_RES_77_1_E.xml": XML,
    "78session/English/A_RES_78_1_E.xml": XML,
    "78session/French/A_RES_78_1_F.xml": XML,
    "78session/English/test.txt": b"\n",
    "Emergency sessions/ES-10/English/A_RES_ES-10_22_E.xml": XML,
    "data_extract/77.json": b"[]",
    "data_extract/78.json": b"[]",
    "desktop.ini": b"",
}
ES_10 = "Emergency sessions/ES-10/English/A_RES_ES-10_22_E.xml"
SC = {
    "README.md": b"#",
    "PRST/2022/S_PRST_2022_1-E.xml": XML,
    "2022/English/S_RES_2615 (2022)-E.xml": XML,
    "Pre-2020/2004/a.xml": XML,
}


def packed(files: dict[str, bytes], *, comment: str = COMMIT, top: str = "GAresolutions-HEAD") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = comment.encode()
        archive.writestr(f"{top}/", b"")
        for name, content in files.items():
            archive.writestr(f"{top}/{name}", content)
    return buffer.getvalue()


@dataclass
class Page:
    """What the server sends under one path."""

    content: bytes = b""
    etag: str | None = '"v1"'
    status: int = 200
    ranges: bool = True
    length: bool = True
    cut: int | None = None  # after so many bytes of an answer the connection ends
    silent: bool = False
    location: str = ""

    def answer(self, known: str | None, mark: str | None, start: int) -> tuple[int, bytes]:
        """Status and content."""
        if self.etag and known == self.etag:
            return 304, b""
        if self.status == 200 and start and self.ranges and mark == self.etag:
            return (206, self.content[start:]) if start < len(self.content) else (416, b"")
        return self.status, self.content


@dataclass
class Site:
    """A server of pages, and what it was asked."""

    address: str
    folder: Path
    released: threading.Event
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def sources(self, *, timeout_seconds: float = 10, archive_bytes: int = 1_000_000, archive: str = "") -> Path:
        path = self.folder / "sources.toml"
        repositories = "".join(
            f'[[unxml.repositories]]\nbody = "{body}"\nfolder = "{name}"\npage = "https://example.org/{name}"\n'
            f'archive = "{archive or f"{self.address}/{body}"}"\n'
            for body, name in (("ga", "GAresolutions"), ("sc", "SCresolutions"))
        )
        path.write_text(
            '[unxml]\ntitle = "Resolutions"\npublisher = "United Nations"\nnotice = "The source is the United Nations."\n'
            'hosts = ["127.0.0.1"]\nkeep = ["*.xml", "*.json", "README*", "LICENSE*"]\n'
            f"timeout_seconds = {timeout_seconds}\narchive_bytes = {archive_bytes}\n{repositories}",
            encoding="utf-8",
        )
        return path

    def fetch(self, *, body: str | None = "ga", session: str | None = None) -> FetchReport:
        return fetch("unxml", self.to, body=body, session=session, sources=self.sources())

    @property
    def to(self) -> Path:
        return self.folder / "unxml"

    def headers(self) -> dict[str, str]:
        """What was asked last."""
        return self.asked[-1][1]

    def files(self, name: str = "GAresolutions") -> set[str]:
        return {path.relative_to(self.to / name).as_posix() for path in (self.to / name).rglob("*") if path.is_file()}


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path.lstrip("/"), Page(status=404))
            if page.silent:
                site.released.wait(30)
                return
            start = int(self.headers.get("Range", "bytes=0-")[6:].partition("-")[0])
            status, content = page.answer(self.headers.get("If-None-Match"), self.headers.get("If-Range"), start)
            self.send_response(status)
            self.headers_of(page, status, start, len(content))
            self.wfile.write(content[: page.cut])

        def headers_of(self, page: Page, status: int, start: int, size: int) -> None:
            if page.etag:
                self.send_header("ETag", page.etag)
            if page.location:
                self.send_header("Location", page.location)
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{start + size - 1}/{start + size}")
            if page.length:
                self.send_header("Content-Length", str(size))
            self.end_headers()

    return Handler


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    found = Site("", tmp_path, threading.Event())
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


def refusal(site: Site, *, body: str | None = "ga", session: str | None = None, sources: Path | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        fetch("unxml", site.to, body=body, session=session, sources=sources or site.sources())
    message = str(caught.value)
    assert "\n" not in message
    assert "; " in message, "a refusal names a remedy"
    return message


def hidden(site: Site) -> list[str]:
    """What a fetch leaves beside the folders."""
    return sorted(path.name for path in site.to.iterdir() if path.name.startswith(".") or ".zip" in path.name)


def test_a_whole_repository(site: Site) -> None:
    content = packed(GA)
    site.pages["ga"] = Page(content)
    seen: list[tuple[int, int | None]] = []
    report = fetch("unxml", site.to, body="ga", progress=lambda done, total: seen.append((done, total)), sources=site.sources())
    assert site.files() == {*GA, RECORD} - {"78session/English/test.txt", "desktop.ini"}
    assert (site.to / "GAresolutions/78session/English/A_RES_78_1_E.xml").read_bytes() == XML
    assert (report.folder, report.files, report.bytes) == (site.to, 7, len(content))
    assert (report.resumed, report.unchanged, report.notice) == (False, False, "The source is the United Nations.")
    assert seen[-1] == (len(content), len(content))
    assert hidden(site) == []


def test_the_origin_is_written_down(site: Site) -> None:
    content = packed(GA)
    site.pages["ga"] = Page(content)
    (fetched,) = site.fetch().repositories
    record = json.loads((site.to / "GAresolutions" / RECORD).read_text(encoding="utf-8"))
    assert record == {
        "upstream": "unxml",
        "publisher": "United Nations",
        "notice": "The source is the United Nations.",
        "body": "ga",
        "folder": "GAresolutions",
        "repository": "https://example.org/GAresolutions",
        "archive": f"{site.address}/ga",
        "sessions": None,
        "commit": COMMIT,
        "sha256": hashlib.sha256(content).hexdigest(),
        "etag": '"v1"',
        "bytes": len(content),
        "files": 7,
    }
    assert (fetched.commit, fetched.sha256) == (COMMIT, record["sha256"])


def test_an_archive_without_a_commit(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA, comment="made by hand"))
    assert site.fetch().repositories[0].commit is None


def test_all_repositories(site: Site) -> None:
    site.pages |= {"ga": Page(packed(GA)), "sc": Page(packed(SC))}
    report = site.fetch(body=None)
    assert [fetched.body for fetched in report.repositories] == ["ga", "sc"]
    assert report.files == 7 + 4
    assert report.bytes == len(packed(GA)) + len(packed(SC))


@pytest.mark.parametrize("session", ["78", "78session", "78 Session"])
def test_one_session(site: Site, session: str) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch(session=session)
    texts = {"78session/English/A_RES_78_1_E.xml", "78session/French/A_RES_78_1_F.xml"}
    assert site.files() == {"README.md", *texts, "data_extract/78.json", RECORD}


def test_an_emergency_session_and_a_year(site: Site) -> None:
    site.pages |= {"ga": Page(packed(GA)), "sc": Page(packed(SC))}
    site.fetch(session="es-10")
    assert site.files() == {"README.md", "Emergency sessions/ES-10/English/A_RES_ES-10_22_E.xml", RECORD}
    site.fetch(body="sc", session="2022")
    assert site.files("SCresolutions") == {*SC, RECORD} - {"Pre-2020/2004/a.xml"}


def test_a_second_session_stands_beside_the_first(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch(session="77")
    assert not site.fetch(session="78 session").unchanged
    assert site.files() == {*GA, RECORD} - {"78session/English/test.txt", "desktop.ini", ES_10}
    (again,) = site.fetch(session="77").repositories
    assert again.sessions == ["77", "78"]
    assert site.headers()["If-None-Match"] == '"v1"', "both sessions are there"
    assert "has no session '99'" in refusal(site, session="99")
    assert site.fetch(session="77").unchanged
    assert site.fetch().files == 7
    assert site.fetch(session="77").unchanged, "all sessions are there"


def test_archives_in_the_archive_become_folders(site: Site) -> None:
    """Session 74 of the General Assembly is published as six of them, one for each language."""
    inner = packed({"English/74_1.xml": XML, "test.txt": b"", "more.zip": b""}, top="74")
    site.pages["ga"] = Page(packed({**GA, "74session/GA resolutions_74session_English.zip": inner}))
    assert site.fetch(session="74").files == 2
    assert site.files() == {"README.md", "74session/GA resolutions_74session_English/74/English/74_1.xml", RECORD}
    assert hidden(site) == []


def test_the_limits_hold_for_archives_in_the_archive_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed({"1.xml": XML, "2.xml": XML})
    site.pages["ga"] = Page(packed({"74session/a.zip": inner, "74session/b.zip": inner}))
    limits = Limits(members=6)
    monkeypatch.setattr(archive, "Limits", lambda: limits)
    assert "in 'GAresolutions-HEAD/74session/b.zip': has more than 2 members" in refusal(site)
    limits = Limits(members=7)
    assert site.fetch().files == 4
    limits = Limits(total_bytes=2 * len(inner) + 4 * len(XML) - 1)
    site.pages["ga"].etag = '"v2"'
    assert f"in 'GAresolutions-HEAD/74session/b.zip': unpacks to more than {2 * len(XML) - 1} bytes" in refusal(site)


def test_a_session_that_is_not_there_names_those_that_are(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA))
    assert "GAresolutions has no session '99'; choose one of: 77session, 78session, ES-10" in refusal(site, session="99")
    assert list(site.to.iterdir()) == []


def test_a_session_needs_its_body(site: Site) -> None:
    assert "choose one of: ga, sc" in refusal(site, body=None, session="78")
    assert site.asked == []


def test_unknown_names_are_answered_with_the_choices(site: Site) -> None:
    assert "'gaa' is no body of unxml; choose one of: ga, sc" in refusal(site, body="gaa")
    with pytest.raises(FetchError, match="'undocs' is no known upstream; choose one of: unxml"):
        fetch("undocs", site.to, sources=site.sources())
    assert not site.to.exists()


def test_a_second_fetch_with_nothing_new(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA))
    first = site.fetch()
    again = site.fetch()
    assert site.headers()["If-None-Match"] == '"v1"'
    assert (again.unchanged, again.bytes, again.files) == (True, 0, 7)
    assert again.repositories == first.repositories


def test_a_new_version_takes_the_place_of_the_old_one(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch()
    site.pages["ga"] = Page(packed({"79session/English/a.xml": XML}, comment="f" * 40), etag='"v2"')
    report = site.fetch()
    assert (report.unchanged, report.repositories[0].commit) == (False, "f" * 40)
    assert site.files() == {"79session/English/a.xml", RECORD}
    assert hidden(site) == []


@pytest.mark.parametrize("change", ["session", "lost file", "record"])
def test_a_folder_that_is_not_what_is_asked_for_is_fetched_anew(site: Site, change: str) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch(session="77" if change == "session" else None)
    if change == "lost file":
        (site.to / "GAresolutions/README.md").unlink()
    if change == "record":
        (site.to / "GAresolutions" / RECORD).write_text("{}", encoding="utf-8")
    assert not site.fetch().unchanged
    assert "If-None-Match" not in site.headers()
    assert len(site.files()) == 8


def test_a_folder_of_someone_else_is_left_alone(site: Site) -> None:
    own = site.to / "GAresolutions/notes.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    assert "is there and was not fetched" in refusal(site)
    assert own.read_text(encoding="utf-8") == "mine"
    assert site.asked == []


def test_files_that_were_added_are_not_thrown_away(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch()
    own = site.to / "GAresolutions/78session/notes.txt"
    own.write_text("mine", encoding="utf-8")
    site.pages["ga"] = Page(packed(GA), etag='"v2"')
    assert "holds 1 files that were not fetched; move them to another folder" in refusal(site)
    own.rename(own.with_name(".notes.txt"))
    assert site.fetch().files == 7


def test_a_download_that_was_cut_off_is_continued(site: Site) -> None:
    content = packed(GA)
    site.pages["ga"] = Page(content, cut=500)
    assert f"the connection ended after 500 of {len(content):,} bytes; fetch again to go on" in refusal(site)
    assert (site.to / "GAresolutions.zip.part").read_bytes() == content[:500]
    site.pages["ga"] = Page(content)
    report = site.fetch()
    assert (site.headers()["Range"], site.headers()["If-Range"]) == ("bytes=500-", '"v1"')
    assert (report.resumed, report.bytes) == (True, len(content) - 500)
    assert report.repositories[0].sha256 == hashlib.sha256(content).hexdigest()
    assert report.repositories[0].etag == '"v1"'
    assert hidden(site) == []


@pytest.mark.parametrize("page", [{"ranges": False}, {"etag": '"v2"'}, {"etag": None}], ids=["no ranges", "new version", "no mark"])
def test_a_server_that_sends_all_again(site: Site, page: dict[str, object]) -> None:
    site.pages["ga"] = Page(packed(GA), cut=500)
    refusal(site)
    content = packed({**GA, "78session/English/A_RES_78_2_E.xml": XML})
    site.pages["ga"] = Page(content, **page)  # type: ignore[arg-type]
    report = site.fetch()
    assert (report.resumed, report.bytes, report.files) == (False, len(content), 8)


@pytest.mark.parametrize("etag", [None, 'W/"v1"'])
def test_without_a_strong_mark_nothing_is_continued(site: Site, etag: str | None) -> None:
    site.pages["ga"] = Page(packed(GA), etag=etag, cut=500)
    refusal(site)
    site.pages["ga"] = Page(packed(GA), etag=etag)
    assert not site.fetch().resumed
    assert "Range" not in site.headers()


def test_a_part_that_is_longer_than_the_file_is_dropped(site: Site) -> None:
    content = packed(GA)
    site.to.mkdir()
    (site.to / "GAresolutions.zip.part").write_bytes(content)
    (site.to / "GAresolutions.zip.part.etag").write_text('"v1"', encoding="ascii")
    site.pages["ga"] = Page(content)
    report = site.fetch()
    assert (report.resumed, report.files) == (False, 7)


def test_what_a_killed_fetch_left_is_removed(site: Site) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch()
    (site.to / "GAresolutions").rename(site.to / ".GAresolutions.old")
    (site.to / ".GAresolutions.new/78session").mkdir(parents=True)
    (site.to / ".GAresolutions.zip").write_bytes(b"PK")
    (site.to / ".GAresolutions.inner").mkdir()
    assert site.fetch().unchanged, "the folder that was about to be replaced is back"
    assert hidden(site) == []
    assert len(site.files()) == 8


@pytest.mark.parametrize("length", [True, False], ids=["said", "unsaid"])
def test_an_archive_that_is_too_large(site: Site, length: bool) -> None:  # noqa: FBT001
    site.pages["ga"] = Page(packed(GA), length=length)
    assert "is larger than 1,000 bytes; raise archive_bytes" in refusal(site, sources=site.sources(archive_bytes=1000))
    assert list(site.to.iterdir()) == []


def test_an_address_that_is_not_there(site: Site) -> None:
    assert f"{site.address}/ga: the server says 404 Not Found; check the address" in refusal(site)
    site.pages["ga"] = Page(status=503)
    assert "503 Service Unavailable; try later" in refusal(site)


def test_a_server_that_is_silent(site: Site) -> None:
    site.pages["ga"] = Page(silent=True)
    assert "the server was silent for 0.2 seconds; fetch again" in refusal(site, sources=site.sources(timeout_seconds=0.2))


def test_a_server_that_is_not_there(site: Site) -> None:
    sources = site.sources(archive="http://127.0.0.1:9/ga")
    assert "http://127.0.0.1:9/ga: the server does not answer" in refusal(site, sources=sources)


def test_a_redirect_on_the_same_host_is_followed(site: Site) -> None:
    site.pages |= {"ga": Page(status=302, location="/moved", etag=None), "moved": Page(packed(GA))}
    assert site.fetch().files == 7


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://example.org/ga.zip", "is at none of the known hosts (127.0.0.1)"),
        ("http://example.org/ga.zip", "is not encrypted"),
        ("http://localhost/ga.zip", "is at none of the known hosts"),
        ("ftp://127.0.0.1/ga.zip", "is not encrypted"),
    ],
)
def test_a_redirect_to_elsewhere_is_refused(site: Site, location: str, reason: str) -> None:
    site.pages["ga"] = Page(status=302, location=location)
    message = refusal(site)
    assert f"{site.address}/ga: redirects to {location}: {reason}" in message


@pytest.mark.parametrize("archive", ["http://example.org/ga", "file:///etc/passwd", "https://example.org/ga", "http://[::1"])
def test_an_address_that_may_not_be_asked(site: Site, archive: str) -> None:
    assert refusal(site, sources=site.sources(archive=archive)).startswith(f"{archive}: is ")


def linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("GAresolutions-HEAD/link.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("GAresolutions-HEAD/a.xml", bytes(51_000_000))
    return buffer.getvalue()


def tar() -> bytes:
    buffer = io.BytesIO()
    tarfile.open(fileobj=buffer, mode="w").close()
    return buffer.getvalue()


BAD = {
    "path": (packed({"a.xml": XML, "../../escaped.xml": XML}), "leaves the folder of the archive"),
    "link": (linked(), "is a link or a device"),
    "bomb": (bomb(), "is larger than 50 MB"),
    "other": (tar(), "is damaged, or no archive of its kind"),
    "path inside": (packed({"b.zip": packed({"../../../escaped.xml": XML})}), "in 'GAresolutions-HEAD/b.zip': member"),
    "nothing": (packed({"a.pdf": XML}), "holds no *.xml, *.json, README*, LICENSE*"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_an_archive_that_cannot_be_kept(site: Site, content: bytes, reason: str) -> None:
    site.pages["ga"] = Page(packed(GA))
    site.fetch()
    site.pages["ga"] = Page(content, etag='"v2"')
    message = refusal(site)
    assert f"{site.address}/ga: the archive is refused: " in message
    assert reason in message
    assert hidden(site) == []
    assert len(site.files()) == 8, "the older files are still there"
    assert not list(site.folder.rglob("escaped.xml"))


def test_two_files_of_one_name(site: Site) -> None:
    content = packed({"a.xml": XML, "b.xml": XML}).replace(b"/b.xml", b"/a.xml")
    site.pages["ga"] = Page(content)
    assert "'a.xml' is the name of two files; fetch again later" in refusal(site)
    assert list(site.to.iterdir()) == []


def test_a_folder_that_cannot_be_written(site: Site) -> None:
    site.to.write_text("a file", encoding="utf-8")
    assert f"{site.to}: cannot be written" in refusal(site)


@pytest.mark.parametrize("text", ["[unxml", '[unxml]\ntitle = "a"\n', "unxml = 1"])
def test_a_file_of_sources_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        fetch("unxml", tmp_path, sources=path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_the_shipped_upstreams() -> None:
    unxml = upstreams.upstream("unxml")
    assert [repository.body for repository in unxml.repositories] == ["ga", "ga-decisions", "sc", "hrc", "ecosoc"]
    assert "United Nations" in unxml.notice
    assert "\n" not in unxml.notice
    for repository in unxml.repositories:
        assert repository.archive == f"https://codeload.github.com/UNxml/{repository.folder}/zip/HEAD"
    assert (assets.root() / "data/sources.toml").is_file()


def test_the_error_is_one_of_the_package() -> None:
    assert issubclass(FetchError, MandateGraphError)
