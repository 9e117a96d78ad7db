"""Long lists, a stretch at a time; and that each of them walks an index and sorts nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.query import (
    EVERYTHING,
    STARRED,
    UNREAD,
    AllOf,
    ArticleQuery,
    Condition,
    Has,
    InFeed,
    InFolder,
    Is,
    Since,
    Words,
)
from reader.service.packing import Packing
from reader.store import articles, feeds, hits, marks, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.model.query import Order

ARTICLES, FEEDS = 300, 4

FOLDER, TODAY = InFolder("World"), Since(NOON - timedelta(hours=100))

CONDITIONS: list[Condition] = [
    AllOf(),
    Is("unread"),
    Is("starred"),
    TODAY,
    InFeed(1),
    FOLDER,
    AllOf((FOLDER, Is("unread"))),
    AllOf((InFeed(2), Is("unread"))),
    AllOf((TODAY, Is("unread"))),
    AllOf((FOLDER, Words("even"))),
    Words("text"),
    Words("seven", "title"),
]


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """300 articles in four feeds, three of them in World; some at the same moment."""
    db = await Database.open(tmp_path / "store.db")
    for number in range(FEEDS):
        folder = "World" if number else ""
        await db.write(feeds.add, f"https://f{number}.example", "feed", "", folder, NOON)
    for number in range(FEEDS):
        some = [
            replace(
                article(n, title="Seven" if n % 7 == 0 else "Even" if n % 2 == 0 else "Odd"),
                published_at=NOON - timedelta(hours=n // 3),
            )
            for n in range(1, ARTICLES + 1)
            if n % FEEDS == number
        ]
        await db.write(articles.merge, number + 1, some, NOON)
    await db.write(marks.set_read, range(1, ARTICLES, 3), True, NOON)
    await db.write(marks.set_starred, range(1, ARTICLES, 5), True, NOON)
    await Packing(db).finish(most=200)
    yield db
    await db.close()


async def fold(db: Database, head: int, *others: int) -> None:
    """Make articles copies of another, whatever they say."""
    sql = (
        "update article set copy_of = head.id, read_at = head.read_at, starred_at = head.starred_at"
        " from article as head where head.id = ? and article.id = ?"
    )
    for each in others:
        await db.write(lambda connection, each=each: connection.execute(sql, (head, each)) and None)


@pytest.fixture
async def copied(db: Database) -> Database:
    """The same, but what World has others have too: before it, or two of its own feeds."""
    for number in range(0, ARTICLES // FEEDS, 3):
        await fold(db, 1 + number, 76 + number, 151 + number)
        await fold(db, 78 + number, 228 + number)
    return db


def plan(connection: sqlite3.Connection, sql: str, values: dict[str, object]) -> str:
    steps = connection.execute(f"explain query plan {sql}", values)
    return " | ".join(row["detail"] for row in steps)


def plainly(db: sqlite3.Connection, query: ArticleQuery) -> list[windows.Place]:
    """The list as one sorted query has it."""
    where, values = windows.compiled(query)
    rows = db.execute(f"select sort_at, id from article where {where}", values)
    return sorted((windows.Place(*row) for row in rows), reverse=query.order == "newest")


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
async def test_stretches_put_together_are_the_list(
    db: Database, condition: Condition, order: Order
) -> None:
    await assert_that_stretches_are_the_list(db, ArticleQuery(condition, order))


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
async def test_stretches_put_together_are_the_list_without_its_copies(
    copied: Database, condition: Condition, order: Order
) -> None:
    await assert_that_stretches_are_the_list(copied, ArticleQuery(condition, order))


async def test_a_folder_has_what_another_feed_had_before_but_not_twice(copied: Database) -> None:
    listed = set(await copied.read(windows.ids, ArticleQuery(FOLDER)))
    assert {76, 78} <= listed
    assert not {151, 228} & listed
    assert len(listed) == await copied.read(windows.total_of, ArticleQuery(FOLDER)) == 225 - 50
    every = set(await copied.read(windows.ids, EVERYTHING))
    assert {1, 78} <= every
    assert not {76, 151, 228} & every
    assert len(every) == await copied.read(windows.total_of, EVERYTHING) == 300 - 75


async def assert_that_stretches_are_the_list(db: Database, query: ArticleQuery) -> None:
    every = await db.read(plainly, query)
    assert len(every) > 20
    window = await db.read(windows.window, query, 7)
    assert (window.places, window.total) == (every[:7], len(every))
    down = list(window.places)
    while more := await db.read(windows.following, query, 7, place=down[-1]):
        down += more
    assert down == every
    up = [every[-1]]
    while more := await db.read(windows.following, query, 7, place=up[-1], backwards=True):
        up += more
    assert up == every[::-1]
    for first in (0, 5, len(every) // 2, len(every) - 3):
        assert await db.read(windows.stretch, query, first, 7) == every[first : first + 7]
    assert await db.read(windows.rank, query, every[11].id) == 11


async def test_an_article_that_is_not_in_a_list_has_no_rank(db: Database) -> None:
    assert await db.read(windows.rank, UNREAD, 1) is None


async def test_those_of_some_articles_that_are_in_a_list(db: Database) -> None:
    found, total = await db.read(windows.standing_and_total, UNREAD, [1, 2, 3, 999])
    assert sorted(place.id for place in found) == [2, 3]
    assert total == 200


@pytest.mark.parametrize("condition", [Words("text"), AllOf((FOLDER, Words("article seven")))])
async def test_looking_at_few_matches_first_changes_nothing(
    db: Database, condition: Condition, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = ArticleQuery(condition)
    collected = await db.read(windows.ids, query)
    monkeypatch.setattr(hits, "FIRST", 3)
    assert [place.id for place in await db.read(windows.following, query, 50)] == list(collected)[
        :50
    ]


LISTS = [
    (EVERYTHING, "article_newest"),
    (UNREAD, "article_unread"),
    (ArticleQuery(TODAY), "article_newest"),
    (ArticleQuery(AllOf((TODAY, Is("unread")))), "article_unread"),
    (ArticleQuery(InFeed(1)), "article_of_feed"),
    (ArticleQuery(AllOf((InFeed(1), Is("unread")))), "article_unread_of_feed"),
]

OF_FEW = [
    (STARRED, "article_starred"),
    (ArticleQuery(Is("saved")), "article_saved"),
    (ArticleQuery(Is("updated")), "article_updated"),
    (ArticleQuery(Has("enclosure")), "article_enclosed"),
    (ArticleQuery(Is("muted")), "article_muted"),
]
"""An index of these alone; each article's row is looked into."""


@pytest.mark.parametrize("down", [True, False], ids=["down", "up"])
@pytest.mark.parametrize("place", [None, windows.Place(1_700_000_000, 5)], ids=["end", "place"])
@pytest.mark.parametrize(("query", "index"), LISTS + OF_FEW, ids=lambda value: str(value)[:60])
async def test_a_list_walks_an_index_and_sorts_nothing(
    db: Database, query: ArticleQuery, index: str, place: windows.Place | None, down: bool
) -> None:
    steps = await db.read(plan, *windows.walk_sql(query, place, down, 200))
    assert f"INDEX {index} " in f"{steps} "
    assert "COVERING" in steps or (query, index) in OF_FEW
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize("down", [True, False], ids=["down", "up"])
@pytest.mark.parametrize(
    ("rest", "index"), [((), "article_of_feed"), ((Is("unread"),), "article_unread_of_feed")]
)
async def test_a_feed_of_a_folder_is_asked_for_copies_without_a_look_at_other_articles(
    db: Database, rest: tuple[Condition, ...], index: str, down: bool
) -> None:
    query = ArticleQuery(AllOf((InFeed(1), *rest)))
    place = windows.Place(1_700_000_000, 5)
    steps = await db.read(plan, *windows.walk_sql(query, place, down, 200, of=FOLDER))
    assert f"article USING COVERING INDEX {index} " in steps
    assert "other USING INTEGER PRIMARY KEY" in steps
    assert "other USING COVERING INDEX article_copy " in steps
    assert "TEMP B-TREE" not in steps
    assert "SCAN article" not in steps


async def test_counting_what_is_kept_reads_no_articles(db: Database) -> None:
    def steps(connection: sqlite3.Connection) -> list[str]:
        told: list[str] = []
        connection.set_trace_callback(told.append)
        windows.total_of(connection, EVERYTHING)
        windows.total_of(connection, UNREAD)
        windows.total_of(connection, ArticleQuery(FOLDER))
        connection.set_trace_callback(None)
        return told

    assert not any("from article" in sql for sql in await db.read(steps))
