"""From a key to its answer on a real terminal: at rest, and while 300 feeds are refreshed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.model.feed import FeedSettings
from reader.model.parsed import ParsedArticle
from reader.service.reader import utc_now
from reader.store import articles, carrying, feeds
from reader.store.db import Database
from tests.bench.peers import found_program, served
from tests.bench.report import say

if TYPE_CHECKING:
    from pathlib import Path

PRESSES = 200
_PATIENCE = 30.0
_BETWEEN = 0.02
"""Seconds between an answer and the next key: as fast as a person holds one down."""


def latency(folder: Path) -> None:
    """How much slower a key is answered while feeds are refreshed."""
    nginx = found_program("nginx")
    if not nginx:
        say("keys during a refresh", "not measured: nginx is not installed")
        return
    with served(nginx, folder) as urls:
        home = folder / "latency"
        asyncio.run(_fill(Paths.under(home), urls))
        idle, busy = _presses(home)
    calm, hurried = _p99(idle), _p99(busy)
    medians = f"median {statistics.median(idle):.0f} and {statistics.median(busy):.0f} ms"
    say("a key at rest and during a refresh", f"p99 {calm:.0f} and {hurried:.0f} ms, {medians}")
    say("ratio of p99 (goal: at most 2)", f"{hurried / calm:.2f} ({len(busy)} keys)")


async def _fill(paths: Paths, urls: list[str]) -> None:
    """Articles to walk through, of a feed that is never asked, and feeds that are."""
    paths.make()
    now = utc_now()
    db = await Database.open(paths.store)
    await db.write(carrying.follow, None, "imported", [(url, "", "") for url in urls], now)
    quiet = "https://quiet.example/feed.xml"
    feed = (await db.write(feeds.add, quiet, "feed", "Quiet", "", now)).feed_id
    await db.write(feeds.set_settings, {feed: FeedSettings(paused=True)}, "", now)
    told = [
        ParsedArticle(
            guid=str(number),
            identity=f"guid:{number}",
            title=f"Headline {number:04d} of a feed that says no more",
            html="<p>" + "Some words. " * 60 + "</p>",
            content_hash=str(number),
            published_at=now - timedelta(seconds=number),
        )
        for number in range(4_000)
    ]
    await db.write(articles.merge, feed, told, now)
    await db.close()


def _presses(home: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of each key, at rest and during the refresh."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "DATELINE_OFFLINE": "1"}
        os.environ["DATELINE_LOOPBACK_GAP"] = "0"
        os.execv(sys.executable, [sys.executable, "-m", "reader", "--home", str(home)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    try:
        _seen(terminal, b"Headline 0005")
        time.sleep(2)
        place = 0
        idle = []
        for _ in range(PRESSES):
            place += 1
            idle.append(_press(terminal, place))
        os.write(terminal, b"R")
        busy: list[float] = []
        while len(busy) < 10 * PRESSES:
            place += 1
            took = _press(terminal, place)
            if took < 0:
                break
            busy.append(took)
        return idle, busy
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def _press(terminal: int, place: int) -> float:
    """Milliseconds until the row that is moved to was painted; below 0 if the refresh is over."""
    over = b" new in " in _drained(terminal)
    begun = time.perf_counter()
    os.write(terminal, b"j")
    over = b" new in " in _seen(terminal, b"Headline %04d" % place) or over
    took = (time.perf_counter() - begun) * 1000
    time.sleep(_BETWEEN)
    return -1 if over else took


def _drained(terminal: int) -> bytes:
    """What is already there to be read."""
    said = b""
    while select.select([terminal], [], [], 0)[0]:
        said += os.read(terminal, 1 << 16)
    return said


def _seen(terminal: int, words: bytes) -> bytes:
    said = b""
    patience = time.monotonic() + _PATIENCE
    while words not in said:
        if time.monotonic() > patience:
            raise TimeoutError(f"never saw {words!r}: {said[-2000:]!r}")
        if select.select([terminal], [], [], 0.5)[0]:
            said += os.read(terminal, 1 << 16)
    return said


def _p99(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[98]
