"""What a purge takes, and what it never takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model.query import EVERYTHING
from reader.store import articles, feeds, lists, marks, retention, texts, upkeep, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

YEAR = NOON - timedelta(days=365)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Articles 1 to 6; those with even numbers are two years old."""
    db = await Database.open(tmp_path / "store.db")
    await db.write(feeds.add, "https://one.example", "feed", "One", "World", NOON)
    for number in range(1, 7):
        published = NOON - timedelta(days=0 if number % 2 else 730)
        each = article(number, published_at=published)
        await db.write(articles.merge, 1, [each], NOON)
    yield db
    assert await db.read(upkeep.problems) == ()
    await db.close()


async def test_only_old_texts_that_are_read_and_not_kept_go(db: Database) -> None:
    await db.write(marks.set_read, [1, 2, 4], True, NOON)
    await db.write(marks.set_starred, [4], True, NOON)
    plan = await db.read(retention.plan_old, YEAR)
    assert [(each.title, each.articles) for each in plan.feeds] == [("One", 1)]
    assert plan.kept == 2
    change = await db.write(retention.take_old, YEAR, NOON, 100)
    assert change.articles == {2}
    assert (await db.read(retention.plan_old, YEAR)).articles == 0
    assert "let go on 2026-11-03" in (await db.read(articles.body, 2)).html
    assert "Text of article 4" in (await db.read(articles.body, 4)).html


async def test_an_article_without_its_text_is_not_unread_again(db: Database) -> None:
    await db.write(marks.set_read, [2], True, NOON)
    await db.write(retention.take_old, YEAR, NOON, 100)
    same = article(2, published_at=NOON - timedelta(days=730))
    merged = await db.write(articles.merge, 1, [same], NOON)
    assert (merged.new, merged.changed) == (0, 0)
    assert (await db.read(lists.row, 2)).read
    mended = replace(same, html='<p>Text of <a href="https://a.example">article 2</a>.</p>')
    await db.write(articles.merge, 1, [mended], NOON)
    assert "let go on" in (await db.read(articles.body, 2)).html
    assert await db.read(texts.find, 2) == texts.Text(mended.summary)
    rewritten = article(2, html="<p>Afresh.</p>", published_at=NOON - timedelta(days=730))
    await db.write(articles.merge, 1, [rewritten], NOON)
    assert (await db.read(articles.body, 2)).html == "<p>Afresh.</p>"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sets(st.integers(1, 6)),
    st.sets(st.integers(1, 6)),
    st.sets(st.integers(1, 6)),
    st.booleans(),
)
async def test_no_purge_takes_what_is_starred_saved_or_unread(
    db: Database, read: set[int], starred: set[int], saved: set[int], unsubscribed: bool
) -> None:
    def arrange(connection) -> None:
        connection.execute("savepoint world")
        for column, some in (("read_at", read), ("starred_at", starred), ("saved_at", saved)):
            sql = f"update article set {column} = 1 where id = ?"
            connection.executemany(sql, [(each,) for each in some])
        if unsubscribed:
            feeds.remove(connection, [1], NOON)
        planned = retention.plan_old(connection, YEAR).articles
        texts = retention.take_old(connection, YEAR, NOON, 100).articles
        assert len(texts) == planned
        assert texts <= read - starred - saved
        planned = retention.plan_left(connection).articles
        gone = retention.take_left(connection, 100).articles
        assert len(gone) == planned
        assert not gone & (starred | saved)
        assert bool(gone) is (unsubscribed and len(starred | saved) < 6)
        connection.execute("rollback to world")

    await db.write(arrange)
    assert len(await db.read(windows.ids, EVERYTHING)) == 6


async def test_a_big_purge_goes_in_steps(db: Database) -> None:
    await db.write(feeds.remove, [1], NOON)
    sizes = []
    while True:
        sizes.append(len((await db.write(retention.take_left, 4)).articles))
        if sizes[-1] < 4:
            break
    assert sizes == [4, 2]

    def feeds_left(connection) -> int:
        return connection.execute("select count(*) from feed").fetchone()[0]

    assert await db.read(feeds_left) == 0


async def test_a_host_that_wants_its_peace_is_remembered_after_a_purge(db: Database) -> None:
    def pause(connection) -> None:
        connection.execute("update feed set pace = '{\"retry_at\": 5}'")

    await db.write(pause)
    await db.write(feeds.remove, [1], NOON)
    await db.write(retention.take_left, 100)

    def feeds_left(connection) -> int:
        return connection.execute("select count(*) from feed").fetchone()[0]

    assert await db.read(feeds_left) == 1
