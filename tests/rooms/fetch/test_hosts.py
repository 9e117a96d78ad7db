from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from reader.fetch.hosts import Hosts, Turns, registered_domain
from reader.model.errors import FetchError

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.seconds += seconds


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("feeds.bbci.co.uk", "bbci.co.uk"),
        ("www.example.org", "example.org"),
        ("example.org", "example.org"),
        ("old.reddit.com", "reddit.com"),
        ("ann.github.io", "ann.github.io"),
        ("x.abc.net.au", "abc.net.au"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("", ""),
    ],
)
def test_hosts_are_counted_by_registered_domain(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


def test_a_host_is_asked_a_second_apart() -> None:
    turns = Turns()
    assert turns.wait("a.example", 0) == 0
    turns.end("a.example", 100)
    assert turns.wait("a.example", 100.25) == 0.75
    assert turns.wait("a.example", 101) == 0


def test_reddit_is_asked_once_a_minute() -> None:
    turns = Turns()
    turns.end("reddit.com", 0)
    assert turns.wait("reddit.com", 0) == 60


async def test_no_more_than_twelve_hosts_are_asked_at_once() -> None:
    hosts = Hosts()
    open_now, most, enough = 0, 0, asyncio.Event()

    async def ask(number: int) -> None:
        nonlocal open_now, most
        async with hosts.turn(f"https://{number}.example/"):
            open_now += 1
            most = max(most, open_now)
            if open_now == 12:
                enough.set()
            await enough.wait()
            await asyncio.sleep(0)
            open_now -= 1

    async with asyncio.timeout(10):
        await asyncio.gather(*(ask(number) for number in range(100, 140)))
    assert most == 12


def test_this_machine_may_be_asked_without_a_gap_where_that_is_said() -> None:
    turns = Turns(loopback_gap=0)
    for name in ("127.0.0.1", "a.example"):
        turns.end(name, 0)
    assert turns.wait("127.0.0.1", 0) == 0
    assert turns.wait("a.example", 0) == 1


async def test_requests_to_one_host_wait_for_each_other() -> None:
    time = Time()
    hosts = Hosts(now=time.now, clock=time.clock, sleep=time.sleep)
    begun: list[float] = []
    open_now = 0

    async def ask(path: str) -> None:
        nonlocal open_now
        async with hosts.turn(f"https://www.a.example/{path}"):
            open_now += 1
            assert open_now == 1
            begun.append(time.seconds)
            await asyncio.sleep(0)
            open_now -= 1

    await asyncio.gather(*(ask(str(number)) for number in range(5)))
    assert all(later - sooner >= 1 for sooner, later in pairwise(begun))
    assert len(begun) == 5


async def test_a_turn_is_given_back_when_the_request_fails_or_is_cancelled() -> None:
    hosts = Hosts(Turns(gap=0))
    with pytest.raises(ValueError, match="broken"):
        async with hosts.turn("https://a.example/"):
            raise ValueError("broken")
    async with asyncio.timeout(5), hosts.turn("https://a.example/"):
        pass


async def test_a_paused_host_is_not_asked_not_even_by_those_already_waiting() -> None:
    time = Time()
    hosts = Hosts(now=time.now, clock=time.clock, sleep=time.sleep)
    until = NOW + timedelta(minutes=10)

    async def ask() -> str:
        async with hosts.turn("https://feeds.a.example/2"):
            return "asked"

    async with hosts.turn("https://www.a.example/1"):
        waiting = asyncio.create_task(ask())
        await asyncio.sleep(0)
        hosts.pause("https://www.a.example/1", until)
    with pytest.raises(FetchError) as caught:
        await waiting
    assert caught.value.retry_at == until
    time.seconds = 601
    assert await ask() == "asked"


def test_a_pause_is_never_made_shorter() -> None:
    hosts = Hosts(now=lambda: NOW)
    hosts.pause("https://a.example", NOW + timedelta(hours=2))
    hosts.pause("https://a.example", NOW + timedelta(hours=1))
    assert hosts.paused_until("https://b.a.example") == NOW + timedelta(hours=2)
    assert hosts.paused_until("https://b.example") is None
