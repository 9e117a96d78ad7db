"""What is counted: days of the person's own time, feeds, and when they read."""

from __future__ import annotations

import asyncio
from datetime import UTC, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from reader.service.statistics import midnights, rhythm
from tests.tui.conftest import NOW, paths, reader

__all__ = ["paths", "reader"]


async def test_days_feeds_and_sizes_are_those_of_the_store(reader) -> None:
    heard = []
    found = await reader.figures.all(3, zone=UTC, on_progress=lambda *far: heard.append(far))
    assert found.days == (1, 1, 5)
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert {each.title: each.articles for each in found.feeds} == {"Wire": 3, "Post": 2, "Bench": 2}
    assert found.feeds[0].title == "Wire"
    assert (found.sizes.feeds, found.sizes.folders, found.sizes.unread) == (3, 1, 7)
    assert not any(each.times_read for each in found.feeds)


async def test_what_was_marked_at_once_counts_as_read_once(reader) -> None:
    from reader.model.query import EVERYTHING

    await reader.articles.mark_all_read(EVERYTHING)
    found = await reader.figures.all(3, zone=UTC)
    assert sum(map(sum, found.rhythm)) == 1
    assert found.rhythm[NOW.weekday()][NOW.hour] == 1
    assert {each.times_read for each in found.feeds} == {1}


async def test_counting_that_nobody_waits_for_ends(reader) -> None:
    counting = asyncio.ensure_future(reader.figures.all(3000, zone=UTC))
    await asyncio.sleep(0)
    counting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await counting
    assert (await reader.figures.all(1, zone=UTC)).days == (5,)


def test_a_day_whose_clocks_are_turned_has_twenty_five_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    bounds = midnights(NOW.replace(month=10, day=26), 3, berlin)
    hours = [
        (b.astimezone(UTC) - a.astimezone(UTC)) / timedelta(hours=1) for a, b in pairwise(bounds)
    ]
    assert hours == [24, 25, 24]


def test_the_rhythm_is_of_the_persons_own_time() -> None:
    grid = rhythm([NOW], timezone(timedelta(hours=8)))
    assert grid[(NOW.weekday() + 1) % 7][2] == 1
