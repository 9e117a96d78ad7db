"""Copies, what can be wrong with a store, and what mending it keeps."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import StoreError, UsageError
from reader.model.query import EVERYTHING, ArticleQuery, Words
from reader.service.housekeeping import Housekeeping, mend
from reader.service.packing import Packing
from reader.store import articles, feeds, marks, upkeep, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

ARTICLES = 600


async def filled(path: Path, count: int = ARTICLES) -> Database:
    db = await Database.open(path)
    await db.write(feeds.add, "https://one.example", "feed", "One", "Home", NOON)
    words = random.Random(1)
    some = [
        article(
            n, html=f"<p>{' '.join(words.choices(['dam', 'ferry', 'town', 'hall'], k=60))} {n}</p>"
        )
        for n in range(count, 0, -1)
    ]
    await db.write(articles.merge, 1, some[::-1], NOON)
    await db.write(marks.set_starred, [1, 2, count], True, NOON)
    await Packing(db).finish(most=count // 2)
    return db


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = await filled(tmp_path / "store.db", 60)
    yield db
    await db.close()


async def test_a_copy_is_private_whole_and_sound(db: Database, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    size = await Housekeeping(db).back_up(target)
    assert size == target.stat().st_size
    assert target.stat().st_mode & 0o777 == 0o600
    copy = await Database.open(target)
    assert await copy.read(upkeep.problems) == ()
    assert await copy.read(windows.ids, EVERYTHING) == await db.read(windows.ids, EVERYTHING)
    await copy.close()


async def test_a_copy_replaces_nothing_unless_it_is_told_to(db: Database, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("mine")
    with pytest.raises(UsageError, match="there already"):
        await Housekeeping(db).back_up(target)
    assert target.read_text() == "mine"
    await Housekeeping(db).back_up(target, force=True)
    assert target.read_bytes().startswith(b"SQLite format 3")


async def test_a_copy_that_cannot_be_written_says_where(db: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        await Housekeeping(db).back_up(tmp_path / "nowhere" / "copy.db")


async def test_a_copy_made_while_others_write_is_of_one_moment(
    db: Database, tmp_path: Path
) -> None:
    before = await db.read(windows.total_of, EVERYTHING)
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("delete from article where id < 10")
        await Housekeeping(db).back_up(tmp_path / "copy.db")
        other.execute("rollback")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("select count(*) from article").fetchone()[0] == before


HARMS: dict[str, tuple[str, str]] = {
    "wrong counts": ("update feed set unread = 99, total = 3", "counts 99 unread of 3"),
    "no text": ("delete from fresh_text where article_id = 50", "1 articles have lost their text"),
    "a text in pieces": ("update text set packed = x'0102' where article_id = 3", "cannot be read"),
    "no dictionary": ("update text set dictionary = 7 where article_id = 3", "cannot be read"),
    "no index": ("insert into search (search) values ('delete-all')", "the index of words"),
    "kept twice": ("insert into fresh_text select * from text limit 1", "kept twice"),
    "an orphan": (
        "insert into subscription (feed_id, own_title, added_at) values (77, '', 0)",
        "point at something that is not there",
    ),
}


@pytest.mark.parametrize("harm", HARMS)
async def test_harm_is_found_told_and_mended(tmp_path: Path, harm: str) -> None:
    sql, told = HARMS[harm]
    path = tmp_path / "store.db"
    await (await filled(path, 60)).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(sql)
        raw.commit()
    db = await Database.open(path)
    assert told in " ".join(await Housekeeping(db).check())
    await db.close()
    done = await mend(path, NOON)
    assert told in " ".join(done.problems)
    lost = harm in {"no text", "a text in pieces", "no dictionary", "an orphan"}
    assert bool(done.lost) is lost
    with closing(sqlite3.connect(done.copy)) as copy:
        assert copy.execute("select count(*) from article").fetchone()[0] == 60
    db = await Database.open(path)
    assert await Housekeeping(db).check() == ()
    assert await db.read(windows.total_of, EVERYTHING) == 60
    assert len(await db.search(windows.ids, ArticleQuery(Words("headline")))) == 60
    await db.close()


async def test_a_sound_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    await (await filled(path, 60)).close()
    assert not (await mend(path, NOON)).problems
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]


def _page_of(path: Path, table: str) -> Callable[[bytearray], None]:
    """Overwrites a leaf in the middle of a table with noise."""
    with closing(sqlite3.connect(path)) as raw:
        sql = "select pageno from dbstat where name = ? and pagetype = 'leaf' order by path"
        pages = [row[0] for row in raw.execute(sql, (table,))]
        size = raw.execute("pragma page_size").fetchone()[0]
    page = pages[len(pages) // 2]

    def damage(content: bytearray) -> None:
        at = (page - 1) * size
        content[at : at + size] = random.Random(3).randbytes(size)

    return damage


@pytest.mark.parametrize("table", ["article", "text", "article_newest", "search_data", "feed"])
async def test_a_damaged_page_costs_what_was_on_it_and_no_more(tmp_path: Path, table: str) -> None:
    path = tmp_path / "store.db"
    await (await filled(path)).close()
    content = bytearray(path.read_bytes())
    _page_of(path, table)(content)
    path.write_bytes(content)
    done = await mend(path, NOON)
    assert done.problems
    db = await Database.open(path)
    assert await Housekeeping(db).check() == ()
    left = await db.read(windows.total_of, EVERYTHING)
    found = await db.search(windows.ids, ArticleQuery(Words("headline")))
    assert len(found) == left
    if table == "article":
        assert ARTICLES * 0.7 < left < ARTICLES
        assert done.lost
    else:
        assert left == ARTICLES
    assert bool(done.lost) is (table in {"article", "text", "feed"})
    (followed,) = await db.read(feeds.subscriptions)
    assert followed.total == left
    assert followed.title == "One"  # the name a person gave is kept elsewhere
    assert (followed.feed.url == "https://lost.invalid/1") is (table == "feed")
    await db.close()


async def test_a_file_with_nothing_in_it_that_can_be_read_is_kept_and_said_so(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"this is a shopping list, " * 100)
    with pytest.raises(StoreError, match="nothing in the store can be read"):
        await mend(path, NOON)
    assert path.read_bytes().startswith(b"this is a shopping")
