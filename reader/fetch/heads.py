"""Heads of answers that hold what no head may hold: mended, not refused.

A NUL or a bare CR in a field is read as a space, which is one of the two ways RFC 9110 (5.5) and
RFC 9112 (2.2) leave. httpcore takes the other, and a feed would be lost for a header nobody needs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl

_DISTURBING = re.compile(rb"[\x00\x0b\x0c]|\r(?!\n|\Z)")
_END = re.compile(rb"\r?\n\r?\n")


class Mender:
    """Mends the head of one answer after the other, in whatever parts they arrive."""

    def __init__(self) -> None:
        self._in_head = True
        self._before = b""
        """The last bytes that arrived: the end of the head may have begun in them."""

    def restart(self) -> None:
        """A request was sent, so what arrives next is a head."""
        self._in_head, self._before = True, b""

    def mended(self, part: bytes) -> bytes:
        """The next bytes, fit to be read; a body passes as it is."""
        if not self._in_head:
            return part
        seen = self._before + part
        end = _END.search(seen)
        length = end.end() - len(self._before) if end else len(part)
        self._in_head, self._before = end is None, seen[-3:]
        return _DISTURBING.sub(b" ", part[:length]) + part[length:]


class MendedStream(httpcore.AsyncNetworkStream):
    """A connection that speaks HTTP/1.1, with its heads mended."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._mender = Mender()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - as httpcore has it
        return self._mender.mended(await self._stream.read(max_bytes, timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        self._mender.restart()
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        secure = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        protocol = secure.get_extra_info("ssl_object")
        binary = protocol is not None and protocol.selected_alpn_protocol() == "h2"
        return secure if binary else MendedStream(secure)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
