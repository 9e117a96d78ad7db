"""Opening a store, and what can be wrong with it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import StoreError
from reader.store import memory
from reader.store.db import Database
from reader.store.schema import VERSION

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_store_is_private_and_closes_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    db = await Database.open(path)
    await db.write(memory.remember, "theme", "dark")
    await db.close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]


async def test_what_was_written_is_there_when_it_opens_again(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")
    await db.write(memory.remember, "theme", "dark")
    await db.close()
    db = await Database.open(tmp_path / "store.db")
    assert await db.read(memory.recall, "theme") == "dark"
    await db.close()


async def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")

    def half(connection: sqlite3.Connection) -> None:
        memory.remember(connection, "theme", "dark")
        raise ValueError

    with pytest.raises(ValueError):
        await db.write(half)
    assert await db.read(memory.recall, "theme") == ""
    await db.close()


async def test_a_store_made_by_a_newer_dateline_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    await (await Database.open(path)).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="made by a newer dateline") as caught:
        await Database.open(path)
    assert "Upgrade" in caught.value.hint
    assert path.read_bytes() == before


async def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table precious (thing)")
    with pytest.raises(StoreError, match="another program"):
        await Database.open(path)


async def test_a_file_that_is_no_database_is_a_plain_sentence(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"this is a shopping list, " * 100)
    with pytest.raises(StoreError, match="is damaged"):
        await Database.open(path)


async def test_only_one_holder_has_a_lease_until_it_runs_out(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")
    assert await db.write(memory.take_lease, "refresh", "a", 100, 60)
    assert not await db.write(memory.take_lease, "refresh", "b", 120, 60)
    assert await db.write(memory.take_lease, "refresh", "a", 120, 60)
    assert await db.write(memory.take_lease, "refresh", "b", 200, 60)
    await db.write(memory.give_back_lease, "refresh", "b")
    assert await db.write(memory.take_lease, "refresh", "a", 201, 60)
    await db.close()


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")
    await db.close()
    await db.close()
    with pytest.raises(StoreError, match="closed"):
        await db.read(memory.recall, "theme")


_ENDLESS = "with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) from n"


async def test_a_search_that_is_called_off_ends_and_the_next_one_answers(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")
    begun = threading.Event()

    def endless(connection: sqlite3.Connection) -> None:
        begun.set()
        connection.execute(_ENDLESS).fetchall()

    search = asyncio.create_task(db.search(endless))
    await asyncio.to_thread(begun.wait)
    assert await db.read(memory.recall, "theme") == ""  # nobody waits for a search
    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search
    assert await db.search(memory.recall, "theme") == ""
    await db.close()


async def test_searches_that_overtake_each_other_leave_the_last_one(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")
    for _ in range(30):
        older = asyncio.create_task(db.search(lambda c: c.execute(_ENDLESS).fetchall()))
        await asyncio.sleep(0)
        older.cancel()
        assert await db.search(lambda c: c.execute("select 7").fetchone()[0]) == 7
    await db.close()
