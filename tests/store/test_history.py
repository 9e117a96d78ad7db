"""The history: step by step, out of turn, again, in little room, and what refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import NotFound, UsageError
from reader.model.feed import FeedSettings
from reader.model.query import EVERYTHING
from reader.store import articles, carrying, feeds, history, lists, marks, upkeep, views, windows
from reader.store.db import Database
from reader.store.runs import from_runs, to_runs
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Articles 1 to 5 in the feed One of the folder World; nothing was done to them yet."""
    db = await Database.open(tmp_path / "store.db")
    made = await db.write(feeds.add, "https://one.example", "feed", "One", "World", NOON)
    some = [article(n) for n in range(1, 6)]
    await db.write(articles.merge, made.feed_id, some, NOON)
    yield db
    assert await db.read(upkeep.problems) == ()
    await db.close()


async def state(db: Database) -> list[object]:
    rows = await db.read(lists.rows, range(1, 6))
    shown = await db.read(feeds.subscriptions)
    return [
        [(each.id, each.read, each.starred, each.saved) for each in rows],
        [(each.title, each.folder, each.unread, each.total, each.settings) for each in shown],
        await db.read(views.views),
        list(await db.read(windows.ids, EVERYTHING)),
    ]


async def everything_done(db: Database) -> list[list[object]]:
    """One change of each kind; answers the state before each of them and after the last."""
    states = [await state(db)]
    for work in (
        lambda: db.write(marks.set_read, [1, 3], True, NOON),
        lambda: db.write(marks.set_starred, [1], True, NOON),
        lambda: db.write(marks.set_all_read, EVERYTHING, 4, NOON),
        lambda: db.write(feeds.edit, [1], "Mine", None, NOON),
        lambda: db.write(feeds.edit, [1], None, "", NOON),
        lambda: db.write(feeds.set_settings, {1: FeedSettings(paused=True)}, "paused", NOON),
        lambda: db.write(views.add, "Floods", "flood", NOON),
        lambda: db.write(views.add, "Ferries", "ferry", NOON),
        lambda: db.write(views.edit, 1, "High water", "flood or dam", NOON),
        lambda: db.write(views.move, 1, 1, NOON),
        lambda: db.write(views.remove, 2, NOON),
        lambda: db.write(feeds.remove, [1], NOON),
        lambda: db.write(feeds.subscribe, "https://two.example", "feed", "", "A", "Two", NOON),
        lambda: db.write(
            carrying.follow, None, "imported a list", [("https://three.example", "", "")], NOON
        ),
    ):
        await work()
        states.append(await state(db))
        assert states[-1] != states[-2]
    return states


async def test_every_kind_of_change_is_undone_and_done_again(db: Database) -> None:
    states = await everything_done(db)
    for before in reversed(states[:-1]):
        assert await db.write(history.undo)
        assert await state(db) == before
    assert await db.write(history.undo) is None
    for after in states[1:]:
        assert await db.write(history.redo)
        assert await state(db) == after
    assert await db.write(history.redo) is None


async def test_the_history_outlives_the_process(db: Database, tmp_path: Path) -> None:
    states = await everything_done(db)
    await db.write(history.undo)
    again = await Database.open(tmp_path / "store.db")
    deeds = await again.read(history.deeds, 3)
    assert [each.undone for each in deeds] == [True, False, False]
    assert deeds[1].what == "subscribed to Two"
    assert deeds[1].at == NOON
    await again.write(history.undo)
    assert await state(again) == states[-3]
    await again.close()


async def test_something_new_ends_what_could_be_done_again(db: Database) -> None:
    await db.write(marks.set_read, [1], True, NOON)
    await db.write(history.undo)
    await db.write(marks.set_starred, [2], True, NOON)
    assert await db.write(history.redo) is None
    assert [each.what for each in await db.read(history.deeds, 9)] == ["starred 1 article"]


async def test_an_older_change_is_undone_out_of_turn(db: Database) -> None:
    await db.write(marks.set_read, [1, 2], True, NOON)
    await db.write(marks.set_starred, [1, 2], True, NOON)
    await db.write(marks.set_read, [3], True, NOON)
    assert await db.write(history.undo, 1)
    rows = await db.read(lists.rows, [1, 2, 3])
    assert [(each.read, each.starred) for each in rows] == [
        (False, True),
        (False, True),
        (True, False),
    ]
    await db.write(history.redo)
    assert (await db.read(lists.row, 1)).read


async def test_a_change_that_others_stand_on_is_refused_and_they_are_named(db: Database) -> None:
    await db.write(marks.set_read, [1, 2], True, NOON)
    await db.write(marks.set_read, [2], False, NOON)
    await db.write(feeds.edit, [1], "Mine", None, NOON)
    before = await state(db)
    with pytest.raises(UsageError, match="before marked 1 article unread, which") as caught:
        await db.write(history.undo, 1)
    assert caught.value.hint == "Undo 2 first."
    assert await state(db) == before
    await db.write(history.undo, 2)
    assert await db.write(history.undo, 1)


async def test_a_change_that_is_not_there_or_undone_already_is_refused(db: Database) -> None:
    await db.write(marks.set_read, [1], True, NOON)
    await db.write(history.undo, 1)
    with pytest.raises(UsageError, match="is undone already"):
        await db.write(history.undo, 1)
    with pytest.raises(NotFound):
        await db.write(history.undo, 7)


async def test_a_view_does_not_come_back_beside_another_of_its_name(db: Database) -> None:
    await db.write(views.add, "Floods", "flood", NOON)
    await db.write(views.remove, 1, NOON)
    await db.write(views.add, "Floods", "high water", NOON)
    with pytest.raises(UsageError, match="Floods is there by now"):
        await db.write(history.undo, 2)
    assert len(await db.read(views.views)) == 1


async def test_a_feed_comes_back_even_after_a_purge(db: Database) -> None:
    from reader.store import retention

    await db.write(feeds.remove, [1], NOON)
    while await db.write(retention.take_left, 2):
        pass
    assert await db.write(history.undo)
    [back] = await db.read(feeds.subscriptions)
    assert (back.title, back.folder, back.total) == ("One", "World", 0)


async def test_many_marks_take_little_room(db: Database) -> None:
    def fill(connection):
        connection.execute(
            "with recursive n (i) as (select 6 union all select i + 1 from n where i < 50000) "
            "insert into article (feed_id, identity, first_seen_at, sort_at) "
            "select 1, i, 0, i from n"
        )

    await db.write(fill)
    await db.write(marks.set_all_read, EVERYTHING, None, NOON)

    def bytes_noted(connection):
        return connection.execute("select sum(length(steps)) from deed").fetchone()[0]

    assert await db.read(bytes_noted) < 1000
    undone = await db.write(history.undo)
    assert undone is not None
    assert len(undone.change.articles) == 50_000

    def forget(connection):
        connection.execute("delete from article where id > 5")

    await db.write(forget)


@given(st.sets(st.integers(1, 2**40), max_size=50))
def test_runs_lose_nothing(ids: set[int]) -> None:
    assert list(from_runs(to_runs(ids))) == sorted(ids)
