"""A real HTTP server on the loopback interface, for tests of everything that asks the network.

    with Server() as server:
        server.serve("/feed.xml", FEED, etag='"1"')
        ...                                  # ask server.url("/feed.xml")
        assert server.asked("/feed.xml")[1].header("If-None-Match") == '"1"'

An address that was not announced answers 404. Announcing an address again replaces its answer, so
a feed that changes is two calls of `serve`. Nothing here sleeps: what stalls does so until
`close`, and what is held (`hold`) until it is let go.
"""

from __future__ import annotations

import contextlib
import gzip
import socketserver
import threading
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    Headers = Mapping[str, str] | Iterable[tuple[str, str]]

RSS = "application/rss+xml; charset=utf-8"
DRIP_SECONDS = 0.05


@dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    """With the query, as sent."""
    headers: tuple[tuple[str, str], ...]
    """In order, names as sent, values read as ISO 8859-1 (one character a byte)."""

    def header(self, name: str) -> str | None:
        """The value of a header, whatever its case; None if it was not sent."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[-1] if found else None

    @property
    def conditional(self) -> bool:
        """Whether it asked "has it changed?"."""
        return bool(self.header("If-None-Match") or self.header("If-Modified-Since"))


@dataclass(frozen=True)
class Hold:
    """A path whose answer waits; `arrived` is set when a request is there."""

    arrived: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)

    def release(self) -> None:
        """Let the answer, and all later ones, go."""
        self.gate.set()


@dataclass(frozen=True)
class _Answer:
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    etag: str = ""
    modified: str = ""
    raw: bytes | None = None
    """The whole answer, where it is no proper one."""
    then: Literal["keep", "close", "hang", "drip"] = "keep"


@dataclass
class _File:
    body: bytes
    content_type: str
    etag: str
    breaks: list[int]

    def answer(self, request: Request) -> _Answer:
        start, same = 0, request.header("If-Range") in (None, self.etag)
        if (asked := request.header("Range")) and same:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(self.body) > 0:
            return _Answer(416, (("Content-Range", f"bytes */{len(self.body)}"),))
        part, size = self.body[start:], len(self.body)
        lines = [
            "HTTP/1.1 206 Partial Content" if start else "HTTP/1.1 200 OK",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(part)}",
            *([f"ETag: {self.etag}"] if self.etag else []),
            *([f"Content-Range: bytes {start}-{size - 1}/{size}"] if start else []),
        ]
        head = "\r\n".join([*lines, "", ""]).encode()
        if self.breaks:
            return _Answer(raw=head + part[: self.breaks.pop(0)], then="close")
        return _Answer(raw=head + part)


class Server:
    """The server; a context manager. Each connection has a thread; connections are kept alive."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        """Every request so far, in order of arrival."""
        self.connections = 0
        self.dripped = threading.Event()
        """Set when a first byte of something that drips is on its way."""
        self._answers: dict[str, _Answer] = {}
        self._files: dict[str, _File] = {}
        self._holds: dict[str, Hold] = {}
        self._closing = threading.Event()
        self._listener = _Listener(("127.0.0.1", 0), _Connection)
        self._listener.owner = self
        self.port: int = self._listener.server_address[1]
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,))
        self._thread.daemon = True

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening; whatever stalls or is held ends."""
        self._closing.set()
        for hold in self._holds.values():
            hold.release()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path; `host="localhost"` makes it another host for the client."""
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """The requests for one path, in order."""
        return [request for request in self.requests if request.path == path]

    # What to answer.

    def serve(
        self,
        path: str,
        body: str | bytes = b"",
        *,
        content_type: str = RSS,
        status: int = 200,
        headers: Headers = (),
        etag: str = "",
        last_modified: str = "",
    ) -> None:
        """Answer with a body.

        With `etag` or `last_modified` they are sent, and a request that brings them back gets 304.
        Header values stand for bytes (ISO 8859-1).
        """
        pairs = (("Content-Type", content_type), *_pairs(headers))
        self._answers[path] = _Answer(status, pairs, _bytes(body), etag, last_modified)

    def gzip(self, path: str, body: str | bytes, **answer: object) -> None:
        """Answer with a compressed body; the rest as in `serve`."""
        self.serve(path, gzip.compress(_bytes(body)), **answer)  # type: ignore[arg-type]
        self._add_header(path, "Content-Encoding", "gzip")

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Send elsewhere; `to` is written into Location as it is."""
        self._answers[path] = _Answer(status, (("Location", to),))

    def busy(self, path: str, retry_after: str = "", status: int = 429) -> None:
        """Ask to be left alone; `retry_after` is seconds or an HTTP date, empty for none."""
        headers = (("Retry-After", retry_after),) if retry_after else ()
        self._answers[path] = _Answer(status, headers, b"busy")

    def cut_off(self, path: str, body: str | bytes, *, chunked: bool = False) -> None:
        """Promise a body and close the connection in the middle of it."""
        whole = _bytes(body)
        half = whole[: len(whole) // 2]
        length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(whole)
        part = b"%x\r\n%b\r\n" % (len(half), half) if chunked else half
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\n%b\r\n\r\n" % (RSS.encode(), length)
        self._answers[path] = _Answer(raw=head + part, then="close")

    def file(
        self,
        path: str,
        body: bytes,
        *,
        content_type: str = "application/octet-stream",
        etag: str = '"1"',
        breaks: Iterable[int] = (),
    ) -> None:
        """A file whose parts can be asked for (RFC 9110, 14).

        For each of `breaks` an answer is cut off after so many bytes.
        """
        self._files[path] = _File(body, content_type, etag, list(breaks))

    def slow(self, path: str, body: str | bytes = b"<rss>") -> None:
        """Send head and some body, then nothing more until `close`."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: 99999\r\n\r\n"
        self._answers[path] = _Answer(raw=head % RSS.encode() + _bytes(body), then="hang")

    def drip(self, path: str, body: str | bytes) -> None:
        """Send a byte now and then, so that no time limit for a single one is ever reached."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: 999999\r\n\r\n"
        whole = _bytes(body)
        self._answers[path] = _Answer(body=whole, raw=head % RSS.encode(), then="drip")

    def silent(self, path: str) -> None:
        """Take the request and never answer."""
        self._answers[path] = _Answer(raw=b"", then="hang")

    def raw(self, path: str, answer: bytes) -> None:
        """Send these bytes and close: for answers that are not HTTP."""
        self._answers[path] = _Answer(raw=answer, then="close")

    def remove(self, path: str) -> None:
        """Answer 404 from now on."""
        self._answers.pop(path, None)

    def hold(self, path: str) -> Hold:
        """Let requests for a path wait until `release`; for tests of what happens meanwhile."""
        self._holds[path] = Hold()
        return self._holds[path]

    def _add_header(self, path: str, name: str, value: str) -> None:
        answer = self._answers[path]
        self._answers[path] = replace(answer, headers=(*answer.headers, (name, value)))

    def _answer(self, request: Request) -> _Answer:
        if hold := self._holds.get(request.path):
            hold.arrived.set()
            hold.gate.wait()
        if file := self._files.get(request.path):
            return file.answer(request)
        answer = self._answers.get(request.path, _Answer(404, (), b"nothing here"))
        return (
            _Answer(304, answer.headers, b"", answer.etag, answer.modified)
            if (answer.status == 200 and _matches(request, answer))
            else answer
        )


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128
    owner: Server

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class _Connection(socketserver.StreamRequestHandler):
    """One connection: requests are answered until one side hangs up."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        server = cast("_Listener", self.server).owner
        server.connections += 1
        with contextlib.suppress(OSError):
            while request := self._read():
                server.requests.append(request)
                answer = server._answer(request)
                self.wfile.write(_written(answer, request))
                if answer.then == "hang":
                    server._closing.wait()
                for byte in answer.body if answer.then == "drip" else b"":
                    self.wfile.write(bytes((byte,)))
                    server.dripped.set()
                    if server._closing.wait(DRIP_SECONDS):
                        return
                if answer.then != "keep":
                    return

    def _read(self) -> Request | None:
        line = self.rfile.readline(65536).decode("latin-1").split()
        if len(line) != 3:
            return None
        headers = []
        while (field := self.rfile.readline(65536).decode("latin-1").rstrip("\r\n")) != "":
            name, _, value = field.partition(":")
            headers.append((name, value.strip()))
        request = Request(line[0], line[1], tuple(headers))
        self.rfile.read(int(request.header("Content-Length") or 0))
        return request


def _written(answer: _Answer, request: Request) -> bytes:
    if answer.raw is not None:
        return answer.raw
    headers = list(answer.headers)
    if answer.etag:
        headers.append(("ETag", answer.etag))
    if answer.modified:
        headers.append(("Last-Modified", answer.modified))
    if answer.status not in (204, 304):
        headers.append(("Content-Length", str(len(answer.body))))
    reason = HTTPStatus(answer.status).phrase if answer.status in set(HTTPStatus) else "Other"
    lines = [f"HTTP/1.1 {answer.status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    return head if request.method == "HEAD" else head + answer.body


def _matches(request: Request, answer: _Answer) -> bool:
    asked = request.header("If-None-Match")
    if asked is not None:
        return bool(answer.etag) and asked == answer.etag
    return bool(answer.modified) and request.header("If-Modified-Since") == answer.modified


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(headers.items() if hasattr(headers, "items") else headers)


def _bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body
