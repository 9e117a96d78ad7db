"""What lists show, and that they walk an index to show it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.article import Enclosure
from reader.model.query import (
    AllOf,
    AnyOf,
    ArticleQuery,
    Before,
    Has,
    InFeed,
    InFolder,
    Is,
    Not,
    Since,
    Words,
)
from reader.store import articles, feeds, lists, marks, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.model.query import Condition


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Five articles: 1 to 3 in World / Wire, 4 and 5 in no folder, of Blog."""
    db = await Database.open(tmp_path / "store.db")
    wire = await db.write(feeds.add, "https://wire.example", "feed", "Wire", "World", NOON)
    blog = await db.write(feeds.add, "https://blog.example", "feed", "Blog", "", NOON)
    podcast = Enclosure("https://example.org/a.mp3")
    some = [
        article(3, title="Überschwemmung am Fluss", html="<p>Der Damm <b>hält</b>.</p>"),
        article(2, title="Flood [/nope] warning", authors=("Jo Bell",)),
        article(1, title="100% of_it", enclosures=(podcast,)),
    ]
    for each in reversed(some):
        await db.write(articles.merge, wire.feed_id, [each], NOON)
    for number in (4, 5):
        await db.write(articles.merge, blog.feed_id, [article(number)], NOON)
    await db.write(marks.set_read, [2], True, NOON)
    await db.write(marks.set_starred, [4], True, NOON)
    yield db
    await db.close()


CASES: list[tuple[Condition, list[int]]] = [
    (AllOf(), [1, 2, 3, 4, 5]),
    (Is("unread"), [1, 3, 4, 5]),
    (Is("read"), [2]),
    (Is("starred"), [4]),
    (InFeed(2), [4, 5]),
    (InFolder("World"), [1, 2, 3]),
    (Words("überSCHWEMMUNG", "title"), [3]),
    (Words("damm hält"), [3]),
    (Words("p>"), []),
    (Words("%"), [1]),
    (Words("_"), [1]),
    (Words("[/nope]", "title"), [2]),
    (Words("bell", "author"), [2]),
    (Words("wir", "feed"), [1, 2, 3]),
    (Words("world", "folder"), [1, 2, 3]),
    (Has("enclosure"), [1]),
    (Since(NOON - timedelta(hours=2)), [1, 2]),
    (Before(NOON - timedelta(hours=3)), [4, 5]),
    (Not(InFeed(1)), [4, 5]),
    (AnyOf((Is("starred"), Is("read"))), [2, 4]),
    (AllOf((InFeed(1), Not(Is("read")), AnyOf((Words("flood"), Words("fluss"))))), [3]),
    (AnyOf(()), []),
]


@pytest.mark.parametrize(("condition", "expected"), CASES, ids=lambda value: str(value)[:60])
async def test_a_condition_finds_its_articles_newest_first(
    db: Database, condition: Condition, expected: list[int]
) -> None:
    query = ArticleQuery(condition)
    assert list(await db.read(windows.ids, query)) == expected
    assert list(await db.read(windows.ids, ArticleQuery(condition, "oldest"))) == expected[::-1]
    assert await db.read(lists.count, query) == len(expected)


async def test_rows_come_in_the_order_asked_and_without_what_is_gone(db: Database) -> None:
    rows = await db.read(lists.rows, [5, 99, 1])
    assert [(each.id, each.feed_title) for each in rows] == [(5, "Blog"), (1, "Wire")]
