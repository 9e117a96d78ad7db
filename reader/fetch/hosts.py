"""Taking turns: no host is asked twice at once, nor twice in a second, nor while it wants peace.

Hosts are counted by registered domain, so that `feeds.` and `www.` of one house are one. What is a
registered domain is approximated: the last two labels, or three under suffixes such as `co.uk`
and under the few houses that rent out names (`github.io`); an IP address is itself.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple

from reader.fetch.failures import named
from reader.model.errors import FetchError
from reader.text.url import host as host_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

GAP = 1.0
"""Seconds between the end of one request to a host and the start of the next."""
AT_ONCE = 12
"""Hosts asked at the same time."""

# Reddit answers 429 to readers that ask for more than one feed a minute (NetNewsWire, 2023).
_OWN_GAPS = {"reddit.com": 60.0}

_SECOND_LEVEL = frozenset(
    ("ac", "co", "com", "edu", "gen", "go", "gob", "gov", "gouv", "govt", "ne", "net", "or", "org")
)
_RENTED = frozenset(
    {"blogspot.com", "github.io", "gitlab.io", "netlify.app", "pages.dev", "vercel.app"}
)


def registered_domain(host: str) -> str:
    """The part of a host's name that somebody registered, approximately."""
    name = host.strip("[].").lower()
    try:
        return str(ip_address(name))
    except ValueError:
        labels = name.split(".")
    last_two = ".".join(labels[-2:])
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:]) if country or last_two in _RENTED else last_two


class Turns:
    """Who may ask now; `now` is seconds of a clock that never goes back.

    `loopback_gap` is for this machine's own servers, if they are to be treated otherwise.
    """

    def __init__(self, gap: float = GAP, *, loopback_gap: float | None = None) -> None:
        self._gap_seconds, self._loopback_gap = gap, loopback_gap
        self._free_at: dict[str, float] = {}

    def wait(self, name: str, now: float) -> float:
        """Seconds until a host may be asked again; 0 for now."""
        return max(0.0, self._free_at.get(name, now) - now)

    def end(self, name: str, now: float) -> None:
        """A request is over, one way or another."""
        self._free_at[name] = now + self._gap(name)

    def _gap(self, name: str) -> float:
        loopback = name == "localhost" or name.startswith("127.") or name == "::1"
        if loopback and self._loopback_gap is not None:
            return self._loopback_gap
        return max(self._gap_seconds, _OWN_GAPS.get(name, 0.0))


class _Pause(NamedTuple):
    noted_at: datetime
    until: datetime


class Hosts:
    """Lets requests wait for their turn; belongs to one event loop."""

    def __init__(
        self,
        turns: Turns | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        at_once: int = AT_ONCE,
    ) -> None:
        self._turns = turns or Turns()
        self._now, self._clock, self._sleep = now, clock, sleep
        self._paused: dict[str, _Pause] = {}
        self._queues: dict[str, asyncio.Lock] = {}
        """Requests to one host stand in line, in the order they came."""
        self._places = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of an address may be asked, and hold it while the block runs.

        Raises:
            FetchError: the host asked for a pause, with `retry_at`; also while waiting.
        """
        name = registered_domain(host_of(url))
        async with self._queues.setdefault(name, asyncio.Lock()):
            while left := self._turns.wait(name, self._clock()):
                self._respect_pause(url)
                await self._sleep(left)
            async with self._places:
                self._respect_pause(url)
                try:
                    yield
                finally:
                    self._turns.end(name, self._clock())

    def pause(self, url: str, until: datetime) -> None:
        """Leave the host of an address alone until a moment."""
        name = registered_domain(host_of(url))
        now, known = self._now(), self._pause_of(name)
        self._paused[name] = _Pause(now, max(until, known.until) if known else until)

    def paused_until(self, url: str) -> datetime | None:
        """Until when the host of an address wants to be left alone; None if it does not."""
        pause = self._pause_of(registered_domain(host_of(url)))
        return pause.until if pause and pause.until > self._now() else None

    @staticmethod
    def same(url: str, other: str) -> bool:
        """Whether two addresses count as one host."""
        return registered_domain(host_of(url)) == registered_domain(host_of(other))

    def _pause_of(self, name: str) -> _Pause | None:
        """A host's pause, as long as it was meant to be even if the clock was set back."""
        now, pause = self._now(), self._paused.get(name)
        if pause and now < pause.noted_at:
            pause = _Pause(now, pause.until - (pause.noted_at - now))
            self._paused[name] = pause
        return pause

    def _respect_pause(self, url: str) -> None:
        if until := self.paused_until(url):
            raise FetchError(
                f"{named(url)} was not asked: its host wants to be left alone",
                "It is asked again when the host allows.",
                kind="http",
                retry_at=until,
                place=url,
            )
