"""A full disk, a disk that may not be written, and two who write at once."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import StoreError
from reader.model.query import EVERYTHING, STARRED
from reader.store import articles, db, feeds, marks, upkeep, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.parsed import ParsedArticle


@contextmanager
def small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own in memory; only root can make one."""
    at.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() or mount is None:
        pytest.skip("making a small disk takes root")
    make = [mount, "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(at)]
    if subprocess.run(make, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)


def remount(at: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(at)], check=True)


def some(first: int) -> list[ParsedArticle]:
    noise = os.urandom(1500).hex()  # does not compress below half
    return [article(n, html=f"<p>{noise}{n}</p>") for n in range(first, first + 20)]


async def test_on_a_full_disk_the_last_change_fails_plainly_and_all_others_stay(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        store = await Database.open(disk / "store.db")
        await store.write(feeds.add, "https://one.example", "feed", "", "", NOON)
        kept = 0

        async def fill() -> None:
            nonlocal kept
            while True:
                await store.write(articles.merge, 1, some(kept + 1), NOON)
                kept += 20

        with pytest.raises(StoreError, match="is full; the last change was not made") as caught:
            await fill()
        assert "Free some room" in caught.value.hint
        assert kept
        assert await store.read(windows.total_of, EVERYTHING) == kept
        remount(disk, "size=8m")
        await store.write(articles.merge, 1, some(kept + 1), NOON)
        assert await store.write(upkeep.problems) == ()
        await store.close()
        again = await Database.open(disk / "store.db")
        assert await again.read(windows.total_of, EVERYTHING) == kept + 20
        await again.close()


async def test_a_store_that_is_opened_on_a_full_disk_says_that_it_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        await (await Database.open(disk / "store.db")).close()
        (disk / "other").write_bytes(b"x" * shutil.disk_usage(disk).free)
        with pytest.raises(StoreError, match="is full") as caught:
            await (await Database.open(disk / "store.db")).read(windows.total_of, EVERYTHING)
        assert "Free some room" in caught.value.hint


async def test_a_copy_that_does_not_fit_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    store = await Database.open(tmp_path / "store.db")
    await store.write(feeds.add, "https://one.example", "feed", "", "", NOON)
    for first in range(1, 800, 20):
        await store.write(articles.merge, 1, some(first), NOON)
    with small_disk(tmp_path / "disk", 1) as disk:
        with pytest.raises(StoreError, match=r"copy\.db cannot be written"):
            await store.search(upkeep.back_up, disk / "copy.db", force=False)
        assert list(disk.iterdir()) == []
    await store.close()


async def test_a_store_on_a_disk_that_may_not_be_written_says_what_to_check(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        await (await Database.open(disk / "store.db")).close()
        remount(disk, "ro")
        with pytest.raises(StoreError, match="cannot be written") as caught:
            await Database.open(disk / "store.db")
        assert "--home" in caught.value.hint
        with pytest.raises(StoreError, match="cannot make the store"):
            await Database.open(disk / "other.db")


async def test_two_readers_write_at_once_and_both_are_heard(tmp_path: Path) -> None:
    one = await Database.open(tmp_path / "store.db")
    await one.write(feeds.add, "https://one.example", "feed", "", "", NOON)
    await one.write(articles.merge, 1, [article(n) for n in range(40, 0, -1)], NOON)
    other = await Database.open(tmp_path / "store.db")

    async def star(store: Database, ids: range) -> None:
        for each in ids:
            await store.write(marks.set_starred, [each], True, NOON)

    await asyncio.gather(star(one, range(1, 21)), star(other, range(21, 41)))
    for store in (one, other):
        assert len(await store.read(windows.ids, STARRED)) == 40
        assert await store.write(upkeep.problems) == ()
        await store.close()


async def test_a_store_that_stays_busy_says_who_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.01)
    store = await Database.open(tmp_path / "store.db")
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="another dateline"):
            await store.write(feeds.add, "https://one.example", "feed", "", "", NOON)
        other.execute("rollback")
    await store.write(feeds.add, "https://one.example", "feed", "", "", NOON)
    await store.close()
