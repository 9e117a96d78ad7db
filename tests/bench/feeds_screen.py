"""The feeds screen with many feeds beside the same with few: keys should feel no difference."""

from __future__ import annotations

import asyncio
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedFeed
from reader.service.reader import Reader
from reader.store import feeds, polling
from reader.tui.app import DatelineApp
from reader.tui.screens.feeds import FeedsScreen
from tests.bench.stores import NOW

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

KEYS = 40


def key_times(folder: Path, count: int) -> tuple[float, float]:
    """Milliseconds to open the screen on so many feeds, and the median of a key after that."""
    return asyncio.run(_timed(folder, count))


async def _timed(folder: Path, count: int) -> tuple[float, float]:
    async with Reader.open(Paths.under(folder), now=lambda: NOW) as reader:
        await reader._commit(_fill, count)
        app = DatelineApp(reader)
        await app.prepare()
        async with app.run_test(size=(120, 40)) as pilot:
            await app.screen.pane_made.wait()  # type: ignore[attr-defined]
            begun = time.perf_counter()
            await pilot.press("f")
            while not (isinstance(app.screen, FeedsScreen) and app.screen.feeds.count):
                await pilot.pause()
            opened = time.perf_counter() - begun
            times = []
            for key in ("j", "k", "s", "G", "S") * (KEYS // 5):
                begun = time.perf_counter()
                await pilot.press(key)
                times.append(time.perf_counter() - begun)
            return opened * 1000, statistics.median(times) * 1000


def _fill(db: sqlite3.Connection, count: int) -> polling.Change:
    health = FeedHealth("updated", NOW, NOW + timedelta(hours=1), "hourly", http_status=200)
    change = polling.Change()
    for number in range(count):
        made = feeds.add(db, f"https://f{number}.example/", "feed", "", "", NOW)
        feed, kept = ParsedFeed(title=f"Feed {number}"), polling.Kept(made.feed_id, health)
        change |= polling.keep_feed(db, made.feed_id, feed, NOW, lambda _, kept=kept: kept).change
    return change
