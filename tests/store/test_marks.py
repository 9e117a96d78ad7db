"""Marks, counts and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.changes import Change
from reader.model.query import EVERYTHING, UNREAD, ArticleQuery, InFeed
from reader.store import articles, feeds, history, marks, upkeep, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = await Database.open(tmp_path / "store.db")
    for number, name in enumerate(("one", "two")):
        made = await db.write(feeds.add, f"https://{name}.example", "feed", name, "", NOON)
        some = [article(10 * number + n) for n in range(1, 6)]
        await db.write(articles.merge, made.feed_id, some, NOON)
    yield db
    await db.close()


async def unread(db: Database) -> list[int]:
    assert await db.read(upkeep.problems) == ()
    return [each.unread for each in await db.read(feeds.subscriptions)]


async def test_marking_names_exactly_what_changed(db: Database) -> None:
    assert (await db.write(marks.set_read, [1, 2], True, NOON)).articles == {1, 2}
    assert (await db.write(marks.set_read, [2, 3], True, NOON)).articles == {3}
    assert await db.write(marks.set_read, [1, 2, 3], True, NOON) == Change()
    assert await unread(db) == [2, 5]


async def test_undo_goes_back_one_change_at_a_time(db: Database) -> None:
    await db.write(marks.set_read, [1], True, NOON)
    await db.write(marks.set_starred, [1, 2], True, NOON)
    await db.write(marks.set_all_read, EVERYTHING, None, NOON)
    assert await unread(db) == [0, 0]
    words = []
    while undone := await db.write(history.undo):
        words.append(undone.what)
    assert words == ["marked 9 articles read", "starred 2 articles", "marked 1 article read"]
    assert await unread(db) == [5, 5]


async def test_marking_nothing_leaves_nothing_to_undo(db: Database) -> None:
    await db.write(marks.set_read, [1], False, NOON)
    assert await db.read(history.last) == ""


async def test_marking_a_view_read_leaves_other_feeds_alone(db: Database) -> None:
    change = (await db.write(marks.set_all_read, ArticleQuery(InFeed(1)), None, NOON)).change
    assert len(change.articles) == 5
    assert await unread(db) == [0, 5]


async def test_what_arrived_after_the_list_was_shown_stays_unread(db: Database) -> None:
    change = (await db.write(marks.set_all_read, UNREAD, 7, NOON)).change
    assert change.articles == set(range(1, 8))


async def test_next_unread_walks_the_list_in_both_directions(db: Database) -> None:
    order = list(await db.read(windows.ids, EVERYTHING))
    await db.write(marks.set_read, order[1:3], True, NOON)
    assert await db.read(windows.next_unread, EVERYTHING, order[0]) == order[3]
    assert await db.read(windows.next_unread, EVERYTHING, order[3], backwards=True) == order[0]
    assert await db.read(windows.next_unread, EVERYTHING, order[-1]) is None
    assert await db.read(windows.next_unread, EVERYTHING, None) == order[0]


async def test_wrong_counts_are_found_and_mended(db: Database) -> None:
    await db.write(lambda db: db.execute("update feed set unread = 77 where id = 1") and None)
    assert "77 unread" in (await db.read(upkeep.problems))[0]
    await db.write(upkeep.repair)
    assert await db.read(upkeep.problems) == ()
