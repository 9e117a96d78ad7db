"""What a person's own doings cost beside the least SQLite can do for them."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedFeed
from reader.model.query import EVERYTHING
from reader.store import history, marks, polling, rules, views
from reader.store.db import Database
from reader.text.search import parse_query
from tests.bench.stores import NOW
from tests.build import article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 7
RULES = 20


def measure(store: Path, folder: Path, say: Callable[[str, str], None]) -> None:
    """Marks and their undoing, rules on arrival, a part of a view's count; on a copy."""
    copy = folder / "personal.db"
    shutil.copyfile(store, copy)
    asyncio.run(_measure(copy, say))


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
        query = f"title:nowhere{number} or author:nobody{number}"
        await db.write(rules.add, "mute", query, None, NOW)
    ruled = await _arrivals(db, 1000)
    say(f"40 arrivals with {RULES} rules beside none", f"{ruled / without:.2f}")
    part = await _part_of_a_count(db)
    say("the longest part of a view's count", f"{part * 1000:.1f} ms")
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
        some = tuple(article(n, published_at=NOW) for n in range(begin, begin + 40))
        feed = ParsedFeed("A feed", articles=some)
        later = NOW + timedelta(minutes=number)
        begun = time.perf_counter()
        await db.write(polling.keep_feed, 1, feed, later, lambda _: kept)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


async def _part_of_a_count(db: Database) -> float:
    """Seconds the longest part of counting a search through every text takes."""
    from reader.service.views import AT_ONCE

    query = parse_query("nowhere", NOW)
    ids = (await db.read(views.unread_ids))[: 20 * AT_ONCE]
    longest = 0.0
    for start in range(0, len(ids), AT_ONCE):
        begun = time.perf_counter()
        await db.read(views.count_among, query, ids[start : start + AT_ONCE])
        longest = max(longest, time.perf_counter() - begun)
    return longest
