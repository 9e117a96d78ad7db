"""Statistics: how much there is and comes, and how it is read."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.model.statistics import FeedFigures, Statistics
from reader.store import statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.store.db import Database
    from reader.store.statistics import Held

DAYS = 84
"""Twelve weeks, so that each weekday is counted as often."""

QUIET = timedelta(days=60)
"""Without an article, after which a feed is told of as quiet."""


class Figures:
    """Counts, on the lane of searches: no key waits for it, and whoever leaves ends it."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db = db
        self._now = now

    async def all(
        self,
        days: int = DAYS,
        *,
        zone: tzinfo | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Statistics:
        """All figures of the last days; a zone of None is the system's own.

        `on_progress` hears how many days of how many are counted.
        """
        now = self._now()
        bounds = midnights(now, days, zone)
        arrived, of_feeds = [], Counter[int]()
        marked: set[tuple[int, datetime]] = set()
        for done, (begin, end) in enumerate(pairwise(bounds), 1):
            found = await self._db.search(statistics.day, begin, end)
            arrived.append(found.articles)
            marked.update(found.marked)
            of_feeds.update(dict(found.feeds))
            if on_progress:
                on_progress(done, days)
        times = Counter(feed_id for feed_id, _ in marked)
        held = await self._db.search(statistics.feeds)
        size = self._db.path.stat().st_size
        sizes = await self._db.search(statistics.sizes, bounds[-2], size)
        feeds = tuple(_figures(each, of_feeds, times, now) for each in held)
        in_order = tuple(sorted(feeds, key=lambda each: (-each.articles, each.title.casefold())))
        return Statistics(sizes, tuple(arrived), in_order, rhythm({at for _, at in marked}, zone))


def midnights(now: datetime, days: int, zone: tzinfo | None) -> list[datetime]:
    """Where each of the last days begins, and where the last ends; a zone of None is the system's.

    A day whose clocks are turned has 23 or 25 hours, so each midnight is found for itself.
    """
    today = now.astimezone(zone).date()
    dates = [today - timedelta(days=back) for back in range(days - 1, -2, -1)]
    return [
        datetime(each.year, each.month, each.day, tzinfo=zone).astimezone(zone) for each in dates
    ]


def rhythm(moments: Iterable[datetime], zone: tzinfo | None) -> tuple[tuple[int, ...], ...]:
    """Moments by weekday from Monday and by hour."""
    grid = [[0] * 24 for _ in range(7)]
    for each in moments:
        here = each.astimezone(zone)
        grid[here.weekday()][here.hour] += 1
    return tuple(tuple(row) for row in grid)


def _figures(held: Held, articles: Counter[int], times: Counter[int], now: datetime) -> FeedFigures:
    newest = held.newest_at
    return FeedFigures(
        held.id,
        held.title,
        articles[held.id],
        times[held.id],
        newest,
        held.failing,
        newest is not None and now - newest > QUIET,
    )
