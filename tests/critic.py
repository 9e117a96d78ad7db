"""A simulated internet on the loopback interface, whose servers keep a score of our manners.

Every host is called `something.example`, leads to one server in this process, and lives on the
time of a `World` that only moves when a test moves it or somebody sleeps. What the servers count
against us is what rachelbythebay.com/w/feed counts: see `Critic.faults`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from reader.fetch import addresses
from reader.fetch.failures import NoNameService
from reader.service.reader import Reader
from reader.service.sources import Sources

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import pytest

    from reader.config.paths import Paths
    from reader.model.feed import Subscription
    from reader.model.outcome import Report

HOUR, DAY = 3600.0, 86_400.0
START = datetime(2026, 10, 24, 6, 0, tzinfo=UTC)
"""A Saturday; in the night to Sunday, summer time ends in Europe."""


@dataclass
class World:
    """Time as it is, and as the reader's machine believes it to be."""

    true: float = 0.7
    """Seconds since the start."""
    asleep: float = 0.0
    """Seconds in which the machine slept; its steady clock leaves them out."""
    skew: timedelta = timedelta()
    """How far its calendar is off."""
    offline: bool = False

    def now(self) -> datetime:
        return START + timedelta(seconds=self.true) + self.skew

    def seconds(self) -> float:
        return self.true - self.asleep

    async def sleep(self, seconds: float) -> None:
        until = self.true + seconds
        await asyncio.sleep(0)
        self.true = max(self.true, until)

    def suspend(self, hours: float) -> None:
        self.true += hours * HOUR
        self.asleep += hours * HOUR


@dataclass(frozen=True)
class Said:
    """What a server answers, and what it expects of a reader after that."""

    body: bytes = b""
    status: int = 200
    etag: str = ""
    modified: str = ""
    max_age: int | None = None
    ttl: int | None = None
    retry_after: int | str | None = None
    to: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    feed: bool = True
    """False: nothing a reader should believe, its validators included."""
    quiet_hours: frozenset[int] = frozenset()

    def least(self, by_hand: bool) -> float:
        """Seconds until the next request may come."""
        if self.retry_after is not None:
            return float(self.retry_after) if isinstance(self.retry_after, int) else 2 * HOUR
        if by_hand:
            return self.max_age or 0.0
        if self.status in (403, 404, 410):
            return 10_000 * DAY if self.status == 410 else 53 * HOUR
        if self.status in (429, 503):
            return 600.0
        stated = max(self.max_age or 0, self.ttl or 0)
        if self.status in (200, 304) and stated:
            return min(max(stated, 600.0), DAY)
        helpful = self.etag or self.modified or not self.feed or self.status not in (200, 304)
        return HOUR if helpful else DAY


@dataclass
class _Page:
    """What a server remembers of one reader at one address."""

    etags: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    last: Said | None = None
    at: float = 0.0
    asked: int = 0


@dataclass
class Critic:
    """All the servers."""

    world: World
    port: int = 0
    answers: dict[str, Callable[[dict[str, str]], Said]] = field(default_factory=dict)
    """By host and path."""
    faults: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    pages: dict[str, _Page] = field(default_factory=dict)
    looked_up: Counter[str] = field(default_factory=Counter)
    unknown_names: frozenset[str] = frozenset()
    by_hand: bool = False
    """A person asks now: the servers' own wishes count, the reader's floors do not."""
    _open: Counter[str] = field(default_factory=Counter)
    _free_at: dict[str, float] = field(default_factory=dict)
    _host_until: dict[str, float] = field(default_factory=dict)

    def url(self, place: str) -> str:
        host, _, path = place.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def asked(self, place: str) -> int:
        return self.pages[place].asked if place in self.pages else 0

    async def look_up(self, name: str, _: int) -> list[str]:
        self.looked_up[name] += 1
        if self.world.offline or name in self.unknown_names:
            raise NoNameService(name)
        return ["127.0.0.1"]

    @contextlib.asynccontextmanager
    async def open(self, patch: pytest.MonkeyPatch) -> AsyncIterator[Critic]:
        patch.setattr(addresses, "_look_up", self.look_up)
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def fault(self, kind: str, place: str, more: object = "") -> None:
        self.faults[kind] += 1
        self.details.append(f"{self.world.true / HOUR:.3f} h: {kind} {place} {more}")

    async def _connected(self, read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await read.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {
                    name.lower(): value.strip()
                    for name, _, value in (line.partition(":") for line in head[1:] if line)
                }
                if self.world.offline:
                    break
                path = head[0].split(" ")[1]
                place = headers["host"].partition(":")[0] + path
                write.write(_written(await self._answered(place, headers), self.world))
                await write.drain()
        write.close()

    async def _answered(self, place: str, headers: dict[str, str]) -> Said:
        host = ".".join(place.partition("/")[0].split(".")[-2:])
        page = self.pages.setdefault(place, _Page())
        page.asked += 1
        self._score_turn(place, host)
        self._score_head(place, headers, page)
        self._score_time(place, page)
        self._open[host] += 1
        for _ in range(5):
            await asyncio.sleep(0)  # whoever else wants to ask has the time to
        self._open[host] -= 1
        said = self.answers[place](headers) if place in self.answers else Said(status=404)
        self.statuses[said.status] += 1
        self._remember(page, said)
        self._free_at[host] = self.world.true + (0 if said.to else 1)
        if said.status in (429, 503):
            self._host_until[host] = self.world.true + said.least(by_hand=True)
        return said

    def _score_turn(self, place: str, host: str) -> None:
        if self._open[host]:
            self.fault("parallel", place)
        if self.world.true < self._free_at.get(host, 0.0):
            self.fault("less than a second apart", place)
        if self.world.true < self._host_until.get(host, 0.0):
            self.fault("before Retry-After", place)

    def _score_head(self, place: str, headers: dict[str, str], page: _Page) -> None:
        for name in ("cookie", "referer", "a-im", "pragma", "cache-control"):
            if name in headers:
                self.fault(name, place)
        if not headers["user-agent"].startswith("dateline/"):
            self.fault("disguised", place)
        if "?" in place:
            self.fault("query", place)
        given = False
        for name, known in (("if-none-match", page.etags), ("if-modified-since", page.modified)):
            sent, due = headers.get(name, ""), known[-1] if known else ""
            given = given or bool(due)
            if sent != due:
                fault = "out of order" if sent in known else "bogus" if sent else "unconditional"
                self.fault(f"{fault} {name}", place, f"{sent!r} instead of {due!r}")

    def _score_time(self, place: str, page: _Page) -> None:
        if page.last is None:
            return
        gap, least = self.world.true - page.at, page.last.least(self.by_hand)
        if gap < least:
            self.fault("too soon", place, f"{gap:.2f} s after {page.last.status}, not {least} s")
        # How far its calendar is off no reader can know, so its own hours are what counts.
        if self.world.now().hour in page.last.quiet_hours and not self.by_hand:
            self.fault("in skipHours", place)

    def _remember(self, page: _Page, said: Said) -> None:
        page.last, page.at = said, self.world.true
        if said.status == 200 and said.feed:
            page.etags.append(said.etag)
            page.modified.append(said.modified)
        elif said.status == 304 and said.etag:
            page.etags.append(said.etag)


class Life:
    """A reader that is opened and closed on one store, in one world."""

    def __init__(self, home: Paths, world: World, critic: Critic) -> None:
        self.home, self.world, self.critic = home, world, critic
        self._stack = contextlib.AsyncExitStack()
        self.reader: Reader

    async def start(self) -> None:
        self.world.true += 5
        self.reader = await self._stack.enter_async_context(self.another())

    def another(self) -> contextlib.AbstractAsyncContextManager[Reader]:
        """One more reader on the same store."""
        sources = Sources(now=self.world.now, clock=self.world)
        return Reader.open(self.home, now=self.world.now, sources=sources)

    async def stop(self) -> None:
        await self._stack.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def live(self, hours: float) -> None:
        """Let time pass, looking for due feeds at every moment that one may become due."""
        until = self.world.true + hours * HOUR
        while self.world.true < until:
            await self.reader.refresh.run()
            planned = [each.health.next_check_at for each in await self.reader.feeds.all()]
            left = [(at - self.world.now()).total_seconds() for at in planned if at is not None]
            coming = min((wait for wait in left if wait > 0), default=HOUR)
            self.world.true = min(self.world.true + max(min(coming, HOUR), 1.0), until)

    async def by_hand(self, *, force: bool = False) -> Report:
        self.critic.by_hand = True
        report = await self.reader.refresh.run(by_hand=True, force=force)
        self.critic.by_hand = False
        return report

    async def feed(self, place: str) -> Subscription:
        url = self.critic.url(place)
        return next(each for each in await self.reader.feeds.all() if each.feed.url == url)


def _written(said: Said, world: World) -> bytes:
    moment = START + timedelta(seconds=world.true)
    headers = [("Date", format_datetime(moment, usegmt=True)), *said.headers]
    if said.etag:
        headers.append(("ETag", said.etag))
    if said.modified:
        headers.append(("Last-Modified", said.modified))
    if said.max_age is not None:
        headers.append(("Cache-Control", f"public, max-age={said.max_age}"))
    if said.to:
        headers.append(("Location", said.to))
    match said.retry_after:
        case int() as seconds:
            headers.append(("Retry-After", str(seconds)))
        case str():
            until = moment + timedelta(hours=2)
            headers.append(("Retry-After", format_datetime(until, usegmt=True)))
    if said.status != 304:
        headers.append(("Content-Length", str(len(said.body))))
    lines = [f"HTTP/1.1 {said.status} X", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1") + (b"" if said.status == 304 else said.body)
