"""Asking web servers, politely and without trusting them.

No cookies, no Referer, no guessed addresses; validators go back as they came; everything that
arrives has a limit of time and of size. The manners are those of RFC 9110 and 9111, and of
rachelbythebay.com/w/feed where these leave room.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.fetch import failures
from reader.fetch.answers import (
    BUSY,
    Head,
    asks_of,
    head_of,
    renewed,
    retry_at_of,
    validators_of,
)
from reader.fetch.hosts import Hosts
from reader.fetch.inflate import Damaged, TooLarge, inflate, outgrows
from reader.fetch.loaders import PLAIN, UNKNOWN, Options
from reader.fetch.redirects import REDIRECTS, Hop, follow
from reader.fetch.requests import headers_of, user_agent
from reader.model.fetched import Loaded, NotModified
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from httpcore import Response

    from reader.fetch.network import Network
    from reader.model.errors import FetchError
    from reader.model.feed import Validators

_PAUSE = timedelta(minutes=10)
"""For a host that asks for less without saying how long (as NetNewsWire does)."""

_WITH_BODY = frozenset({200, 203, 226})

_SHORT = 16_384
"""Bytes of a redirect's own body that are read so that its connection can be used again."""

_FIRST_LOOK = 20_000
"""Bytes of a packed body after which it is looked at again, and then at four times as many."""

_IN_THREAD = 1_000_000
"""Bytes from which hashing would be felt on the event loop."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds."""

    connect: float = 10
    read: float = 20
    """Without a byte."""
    total: float = 30
    """For one answer, from the request to its last byte: a server that drips gets no longer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request."""

    head: Head
    peer: str
    """The address that was connected to; empty if it cannot be told."""
    raw: bytes = field(default=b"", repr=False)


Read = Callable[[Hop, "Response", str], Awaitable[Answer]]
"""Takes a body as it comes; the last argument is the IP address that sends it."""


class HttpLoader:
    """Loads over http and https. Belongs to one event loop."""

    def __init__(
        self,
        hosts: Hosts | None = None,
        *,
        limits: Limits = Limits(),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._hosts = hosts or Hosts(now=now)
        self._limits = limits
        self._now = now
        self._network: Network | None = None
        self._warming: asyncio.Task[Network] | None = None

    async def close(self) -> None:
        """Close all connections; the loader may be used again."""
        network, self._network, self._warming = self._network, None, None
        if network:
            await network.close()

    async def load(
        self, url: str, known: Validators = UNKNOWN, options: Options = PLAIN
    ) -> Loaded | NotModified:
        """The bytes at an address, after redirects, unless they are what they were.

        Waits for the host's turn, and pauses the host when it asks for it.

        Raises:
            FetchError: they could not be had. Nothing else is raised.
        """
        async with self.answered(url, known, options, _read) as (hop, answer, seconds):
            return replace(await self._judged(hop, answer), seconds=seconds)

    @asynccontextmanager
    async def answered(
        self,
        url: str,
        known: Validators,
        options: Options,
        read: Read,
        *,
        total: float | None = None,
    ) -> AsyncIterator[tuple[Hop, Answer, float]]:
        """The answer that redirects lead to, and the seconds its server took.

        Its host's turn lasts as long as the block. `read` takes each body as it comes, within
        `total` seconds, or those of the usual limit.

        Raises:
            FetchError: there is none.
        """
        address = resolve("", url)
        if not address.startswith(("http:", "https:")):
            raise failures.no_address(url)
        hop, seconds = Hop(address, known, options), 0.0
        async with AsyncExitStack() as turns:
            await turns.enter_async_context(self._hosts.turn(hop.url))
            while True:
                begun = time.monotonic()
                answer = await self._ask(hop, read, total or self._limits.total)
                seconds += time.monotonic() - begun
                if answer.head.status not in REDIRECTS:
                    yield hop, answer, seconds
                    return
                following = follow(hop, answer.head, answer.peer)
                if not self._hosts.same(hop.url, following.url):
                    await turns.aclose()
                    await turns.enter_async_context(self._hosts.turn(following.url))
                hop = following

    async def _ask(self, hop: Hop, read: Read, total: float) -> Answer:
        """One request and its whole answer; the body of a redirect or a refusal is not read."""
        network = await self._connections()
        from reader.fetch.network import ERRORS  # noqa: PLC0415 - imported by `_connections`

        limits, begun = self._limits, False
        try:
            async with asyncio.timeout(total):
                response, peer = await network.ask(
                    hop.url,
                    headers_of(hop),
                    private=hop.options.allow_private,
                    proxy=hop.options.proxy,
                    connect=limits.connect,
                    read=limits.read,
                )
                begun = True
                try:
                    return await read(hop, response, peer)
                finally:
                    await response.aclose()
        except ERRORS as error:
            raise failures.no_answer(hop.url, error, begun=begun) from error

    async def _judged(self, hop: Hop, answer: Answer) -> Loaded | NotModified:
        head, now = answer.head, self._now()
        asked = bool(hop.validators.etag or hop.validators.modified)
        if head.status == 304 and asked:
            validators = replace(renewed(hop.known, head), url=hop.place)
            return NotModified(hop.place, 304, validators, asks_of(head, now), hop.moved_to)
        if head.status not in _WITH_BODY:
            raise self.refused(hop, head)
        body, digest = await self._unpacked(hop, answer)
        validators = replace(validators_of(head, digest), url=hop.place)
        asks = asks_of(head, now)
        if digest == hop.known.body_hash:
            return NotModified(hop.place, head.status, validators, asks, hop.moved_to)
        kind = head.text(b"content-type")
        return Loaded(
            hop.place,
            body,
            content_type=kind,
            status=head.status,
            validators=validators,
            asks=asks,
            moved_to=hop.moved_to,
        )

    def refused(self, hop: Hop, head: Head) -> FetchError:
        """What an answer without what was asked for means; a host that wants a rest is given it."""
        now = self._now()
        retry_at = retry_at_of(head, now)
        if head.status in BUSY:
            retry_at = retry_at or now + _PAUSE
            self._hosts.pause(hop.url, retry_at)
        return failures.no_success(
            hop.place, head.status, retry_at=retry_at, bot_wall=head.bot_wall
        )

    async def _unpacked(self, hop: Hop, answer: Answer) -> tuple[bytes, bytes]:
        encoding, limit = answer.head.text(b"content-encoding"), hop.options.limit
        try:
            if len(answer.raw) < _IN_THREAD and not encoding:
                return _body_and_hash(answer.raw, encoding, limit)
            return await asyncio.to_thread(_body_and_hash, answer.raw, encoding, limit)
        except TooLarge as error:
            raise failures.too_large(hop.url, limit) from error
        except Damaged as error:
            raise failures.no_answer(hop.url, error, begun=True) from error

    async def _connections(self) -> Network:
        if self._network is None:
            if self._warming is None:
                self._warming = asyncio.create_task(asyncio.to_thread(_new_network))
            try:
                self._network = await asyncio.shield(self._warming)
            except OSError as error:  # such as SSL_CERT_FILE naming a file that is not there
                self._warming = None
                raise failures.no_certificates() from error
        return self._network


def _new_network() -> Network:
    from reader.fetch.network import Network  # noqa: PLC0415 - httpx: some 200 ms

    user_agent()
    return Network()


async def _read(hop: Hop, response: Response, peer: str) -> Answer:
    head = head_of(response.status, response.headers)
    if not (head.status in _WITH_BODY or _is_short(head)):
        return Answer(head, peer)
    encoding, limit, raw, look = head.text(b"content-encoding"), hop.options.limit, bytearray(), 0
    async for part in response.aiter_stream():
        raw += part
        if len(raw) > limit:
            raise failures.too_large(hop.url, limit)
        if encoding and len(raw) > look:
            # Not later: what unpacks to too much need not be waited for.
            look = max(4 * len(raw), _FIRST_LOOK)
            if await asyncio.to_thread(outgrows, bytes(raw), encoding, limit):
                raise failures.too_large(hop.url, limit)
    return Answer(head, peer, bytes(raw))


def _is_short(head: Head) -> bool:
    """Whether reading the useless body to its end is cheaper than a new connection."""
    length = head.text(b"content-length")
    return head.status == 304 or (
        head.status in REDIRECTS and length.isdecimal() and int(length[:9]) <= _SHORT
    )


def _body_and_hash(raw: bytes, encoding: str, limit: int) -> tuple[bytes, bytes]:
    body = inflate(raw, encoding, limit)
    return body, hashlib.sha256(body).digest()
