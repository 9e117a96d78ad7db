"""What a person's own doings cost beside the least SQLite can do for them."""

from __future__ import annotations

import asyncio
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedFeed
from reader.model.query import EVERYTHING, Is
from reader.store import history, marks, polling, rules, views
from reader.store.db import Database
from reader.text.search import parse_query
from tests.bench.stores import NOW, make_store
from tests.build import article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 7
RULES = 20


def measure(folder: Path, say: Callable[[str, str], None]) -> None:
    """Marks and their undoing, rules on arrival, a view's count; among 100,000 articles."""
    store = make_store(folder / "home", 100_000).store
    asyncio.run(_measure(store, say))


async def _measure(path: Path, say: Callable[[str, str], None]) -> None:
    db = await Database.open(path)
    await db.write(_all_unread)
    bare = await _timed(db, _bare)
    await db.write(_all_unread)
    marked = await _timed(db, lambda c: marks.set_all_read(c, EVERYTHING, None, NOW))
    undone = await _timed(db, history.undo)
    say("marking all read beside a bare update", f"{marked / bare:.2f} ({marked * 1000:.0f} ms)")
    say("undoing it beside a bare update", f"{undone / bare:.2f}")
    without = await _arrivals(db, 0)
    for number in range(RULES):
        query = f"title:nowhere{number} or author:nobody{number} or somewhere{number}"
        await db.write(rules.add, "mute", query, None, NOW)
        if number + 1 in (1, 5, RULES):
            ruled = await _arrivals(db, 1000 * (number + 1))
            say(f"40 arrivals with {number + 1} rules beside none", f"{ruled / without:.2f}")
    query = parse_query("nowhere", NOW).narrowed(Is("unread"))
    counted = await _timed(db, lambda c: views.count_packed(c, query))
    say("counting a view", f"{counted * 1000:.1f} ms")
    await db.close()


def _all_unread(db: sqlite3.Connection) -> None:
    db.execute("update article set read_at = null")


def _bare(db: sqlite3.Connection) -> None:
    db.execute("update article set read_at = 1 where read_at is null")


async def _timed(db: Database, work: Callable[[sqlite3.Connection], object]) -> float:
    begun = time.perf_counter()
    await db.write(work)
    return time.perf_counter() - begun


async def _arrivals(db: Database, first: int) -> float:
    """Seconds one feed's forty new articles take, the median of some rounds."""
    kept = polling.Kept(1, FeedHealth())
    times = []
    for number in range(ROUNDS):
        begin = 900_000 + first + 40 * number
        some = tuple(
            article(n, published_at=NOW - timedelta(minutes=n)) for n in range(begin, begin + 40)
        )
        feed = ParsedFeed("A feed", articles=some)
        later = NOW + timedelta(minutes=number)
        begun = time.perf_counter()
        await db.write(polling.keep_feed, 1, feed, later, lambda _: kept)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
