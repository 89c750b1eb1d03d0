"""One file over HTTPS: resumed where it can be, limited in size and time, and only from hosts that are named."""

from __future__ import annotations

import http.client
import ipaddress
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from mandategraph.errors import FetchError
from mandategraph.fetch.sources import Upstream

Progress = Callable[[int, int | None], None]

_CHUNK = 2**16
_AGAIN = "fetch again to go on"


class Download:
    """The download of an address into a file, beside which the server's mark of its version (ETag) is kept until it is whole.

    After `run`, `etag` is that mark and `resumed` says whether an earlier download was continued.
    """

    def __init__(self, address: str, upstream: Upstream, part: Path) -> None:
        """`part` is the file to write; raises `FetchError` for an address that may not be asked."""
        self.address, self.upstream, self.part = address, upstream, part
        self.part_etag = part.with_name(f"{part.name}.etag")
        self.etag: str | None = None
        self.resumed = False
        loopback = _check(address, upstream.hosts)
        self._opener = request.build_opener(_Redirects(upstream.hosts), *([request.ProxyHandler({})] if loopback else []))

    def run(self, known: str | None, progress: Progress | None = None) -> int | None:
        """The bytes received, or nothing at all if the version at the server is still the `known` one."""
        start, mark = self._begun()
        try:
            response = self._answer(known, start, mark)
        except HTTPError as error:
            error.close()
            if error.code == http.client.NOT_MODIFIED and known:
                self.forget()
                return None
            if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE and start:
                self.forget()
                return self.run(known, progress)
            raise FetchError(f"{self.address}: the server says {error.code} {error.reason}; {_remedy(error.code)}") from error
        except (OSError, http.client.HTTPException) as error:
            raise self._broken(error) from error
        try:
            with response:
                return self._save(response, start, mark, progress)
        except _TooLargeError:
            self.forget()
            raise

    def forget(self) -> None:
        """Remove what was downloaded."""
        self.part.unlink(missing_ok=True)
        self.part_etag.unlink(missing_ok=True)

    def _begun(self) -> tuple[int, str]:
        """The bytes that are there of a version that can be asked for again, and its mark."""
        try:
            mark, size = self.part_etag.read_text(encoding="ascii"), self.part.stat().st_size
        except (OSError, ValueError):
            return 0, ""
        return (size, mark) if mark.startswith('"') else (0, "")  # a weak mark does not promise the same bytes

    def _answer(self, known: str | None, start: int, mark: str) -> http.client.HTTPResponse:
        """The open answer of the server."""
        headers = {"User-Agent": f"mandategraph/{version('mandategraph')}"}
        if known:
            headers["If-None-Match"] = known
        if start:
            headers |= {"Range": f"bytes={start}-", "If-Range": mark}
        query = request.Request(self.address, headers=headers)  # noqa: S310 - the address is checked above
        answer: http.client.HTTPResponse = self._opener.open(query, timeout=self.upstream.timeout_seconds)
        return answer

    def _save(self, response: http.client.HTTPResponse, start: int, mark: str, progress: Progress | None) -> int:
        """Write the answer behind what is there, or anew if the server sends all; gives the bytes received."""
        self.etag = response.headers.get("ETag")
        if response.status != http.client.PARTIAL_CONTENT:
            start = 0
        elif not response.headers.get("Content-Range", "").startswith(f"bytes {start}-") or self.etag not in {None, mark}:
            self.forget()
            raise FetchError(f"{self.address}: the server sends another part than was asked for; fetch again")
        self.resumed = start > 0
        self.etag = self.etag or (mark if start else None)
        length = response.headers.get("Content-Length", "")
        total = start + int(length) if length.isdecimal() else None
        self._limit(total or 0)
        if start == 0:
            self.part.unlink(missing_ok=True)  # first: the mark must never stand beside bytes of another version
            self.part_etag.write_text(self.etag or "", encoding="ascii", errors="replace")
        done = start
        with self.part.open("ab" if start else "wb") as file:
            for chunk in self._chunks(response):
                done += len(chunk)
                self._limit(done)
                file.write(chunk)
                if progress:
                    progress(done, total)
        if total is not None and done < total:
            raise FetchError(f"{self.address}: the connection ended after {done:,} of {total:,} bytes; {_AGAIN}")
        return done - start

    def _chunks(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The content of an answer, piece by piece."""
        try:
            while chunk := response.read(_CHUNK):
                yield chunk
        except (OSError, http.client.HTTPException) as error:
            raise self._broken(error) from error

    def _limit(self, size: int) -> None:
        """Refuse what is too large."""
        if size > self.upstream.archive_bytes:
            limit = f"{self.upstream.archive_bytes:,} bytes"
            raise _TooLargeError(f"{self.address}: is larger than {limit}; raise archive_bytes in sources.toml if you trust it")

    def _broken(self, error: Exception) -> FetchError:
        """The error for a connection that fails."""
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            reason = f"the server was silent for {self.upstream.timeout_seconds:g} seconds"
        elif isinstance(cause, http.client.IncompleteRead):
            reason = "the connection ended too early"
        else:
            reason = f"the server does not answer ({' '.join(str(cause).split()) or type(cause).__name__})"
        return FetchError(f"{self.address}: {reason}; {_AGAIN}")


class _TooLargeError(FetchError):
    """A file that is larger than the limit."""


class _Redirects(request.HTTPRedirectHandler):
    """Redirects, but only to where the upstream's files may come from."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self.hosts = hosts

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> request.Request | None:
        """The request to the new address."""
        try:
            _check(newurl, self.hosts)
        except FetchError as error:
            fp.close()
            raise FetchError(f"{req.full_url}: redirects to {error}") from error
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(address: str, hosts: tuple[str, ...]) -> bool:
    """Refuse an address that is not HTTPS (HTTP only on this machine itself) or not of the hosts; says whether it is local."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise FetchError(f"{address}: is no web address; mend it in sources.toml") from error
    local = parts.scheme == "http" and _is_loopback(host)
    if parts.scheme != "https" and not local:
        raise FetchError(f"{address}: is not encrypted; only https addresses are asked")
    if host not in hosts:
        raise FetchError(
            f"{address}: is at none of the known hosts ({', '.join(hosts)}); add its host to sources.toml if you trust it"
        )
    return local


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _remedy(code: int) -> str:
    """What to do about a status of HTTP."""
    if code in {http.client.NOT_FOUND, http.client.GONE}:
        return "check the address in sources.toml"
    return "try later"
