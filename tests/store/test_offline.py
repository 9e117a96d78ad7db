"""What is to be kept is found by walking short indices, however many articles there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.offline import KeptFile
from reader.store import articles, feeds, marks, offline
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from pathlib import Path


async def filled(path: Path) -> Database:
    db = await Database.open(path)
    await db.write(feeds.add, "https://one.example", "feed", "", "", NOON)
    await db.write(articles.merge, 1, [article(n) for n in range(3, 0, -1)], NOON)
    return db


async def test_no_list_of_all_articles_is_walked_for_what_waits(tmp_path: Path) -> None:
    db = await filled(tmp_path / "store.db")
    sql = f"explain query plan {offline._WAITING}"
    plan = [
        row["detail"]
        for row in await db.read(lambda c: c.execute(sql, {"now": 0, "most": 9}).fetchall())
    ]
    assert any("article_saved" in line for line in plan)
    assert any("article_starred" in line for line in plan)
    assert not [line for line in plan if line.startswith("SCAN article") and "INDEX" not in line]
    await db.close()


async def test_what_is_marked_waits_newest_first_until_it_is_done(tmp_path: Path) -> None:
    db = await filled(tmp_path / "store.db")
    await db.write(marks.set_saved, [1], True, NOON)
    await db.write(marks.set_starred, [3], True, NOON)
    assert await db.read(offline.waiting, NOON, 9) == [1, 3]
    await db.write(offline.note, 1, done_at=NOON)
    assert await db.read(offline.waiting, NOON, 9) == [3]
    assert await db.read(offline.waiting, NOON, 0) == []
    await db.close()


async def test_files_of_an_article_that_is_gone_are_not_noted(tmp_path: Path) -> None:
    db = await filled(tmp_path / "store.db")
    await db.write(offline.keep_file, 99, KeptFile("page", "https://x.example", b"1" * 32))
    await db.write(offline.note, 99, done_at=NOON)
    assert await db.read(offline.needed) == frozenset()
    assert await db.read(offline.states, [99]) == {}
    await db.close()
