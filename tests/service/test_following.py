"""Files and folders are followed while a reader is open: what changes there is seen at once."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from reader.model.outcome import Added
from reader.model.query import EVERYTHING
from reader.service.reader import Reader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from reader.config.paths import Paths
    from reader.model.article import Article

TEXT = "Residents of Port Ellery voted on Tuesday to move the clock tower two metres inland."
PATIENCE = 20
"""Seconds after which a change that was not seen is taken for one that never will be."""


class Life:
    """A reader that follows files, and what it has."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._news = asyncio.Event()
        reader.listen(lambda _: self._news.set())

    async def articles(self) -> dict[str, Article]:
        window = await self.reader.articles.window(EVERYTHING)
        rows = await self.reader.articles.rows([place.id for place in window.places])
        return {row.title: row for row in rows}

    async def until(self, so: Callable[[], Awaitable[object]]) -> None:
        """Wait on news until something is so."""
        async with asyncio.timeout(PATIENCE):
            while not await so():
                self._news.clear()
                if not await so():
                    await self._news.wait()

    async def has(self, *titles: str) -> None:
        async def all_there() -> bool:
            return set(await self.articles()) == set(titles)

        await self.until(all_there)

    async def fails(self, feed_id: int, *, failing: bool) -> None:
        async def so() -> bool:
            (checkup,) = await self.reader.feeds.health([feed_id])
            return (checkup.subscription.health.status == "failed") == failing

        await self.until(so)


@asynccontextmanager
async def living(home: Paths) -> AsyncIterator[Life]:
    async with Reader.open(home) as reader:
        life = Life(reader)
        following = asyncio.create_task(reader.following.run())
        try:
            yield life
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following


def write(folder: Path, title: str, text: str = TEXT) -> Path:
    path = folder / f"{title.lower()}.txt"
    path.write_text(f"{title}\n\n{text}\n", "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "saved"
    made.mkdir()
    write(made, "Ferry")
    return made


async def followed(life: Life, path: Path) -> int:
    added = await life.reader.feeds.add(str(path))
    assert isinstance(added, Added)
    return added.subscription.id


async def test_a_file_that_is_dropped_into_a_folder_appears(home: Paths, folder: Path) -> None:
    async with living(home) as life:
        await followed(life, folder)
        await life.has("Ferry")
        write(folder, "Tower")
        await life.has("Ferry", "Tower")
        (folder / "deeper").mkdir()
        write(folder / "deeper", "Bells")
        await life.has("Ferry", "Tower", "Bells")


async def test_a_file_that_is_changed_is_the_same_article_with_a_revision(
    home: Paths, folder: Path
) -> None:
    async with living(home) as life:
        await followed(life, folder)
        before = (await life.articles())["Ferry"]
        await life.reader.articles.mark_read([before.id])
        write(folder, "Ferry", TEXT.replace("two metres", "forty metres"))

        async def changed() -> bool:
            return (await life.articles())["Ferry"].revisions == 2

        await life.until(changed)
        assert (await life.articles())["Ferry"].id == before.id


async def test_a_file_that_is_removed_leaves_its_article_and_its_state(
    home: Paths, folder: Path
) -> None:
    async with living(home) as life:
        await followed(life, folder)
        ferry = (await life.articles())["Ferry"]
        await life.reader.articles.mark_read([ferry.id])
        (folder / "ferry.txt").unlink()
        write(folder, "Tower")
        await life.has("Ferry", "Tower")
        assert (await life.articles())["Ferry"].read


async def test_a_folder_that_vanishes_and_comes_back_is_followed_again(
    home: Paths, folder: Path
) -> None:
    async with living(home) as life:
        feed_id = await followed(life, folder)
        shutil.rmtree(folder)
        await life.fails(feed_id, failing=True)
        folder.mkdir()
        await life.fails(feed_id, failing=False)
        write(folder, "Tower")
        await life.has("Ferry", "Tower")


async def test_a_single_file_is_followed_though_editors_replace_it(
    home: Paths, tmp_path: Path
) -> None:
    path = write(tmp_path, "Ferry")
    async with living(home) as life:
        await followed(life, path)
        write(tmp_path, "New", TEXT + " The bells go first.").replace(path)
        await life.has("New")


async def test_what_changed_while_nobody_looked_is_seen_at_the_start(
    home: Paths, folder: Path
) -> None:
    async with Reader.open(home) as reader:
        await reader.feeds.add(str(folder))
    write(folder, "Tower")
    async with living(home) as life:
        await life.has("Ferry", "Tower")


async def test_where_nothing_is_followed_nothing_is_watched(home: Paths) -> None:
    async with living(home) as life:
        await asyncio.sleep(0)
        assert life.reader.following._watch is None


async def test_a_platform_without_watches_is_looked_at_now_and_then(
    home: Paths, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    def refuses(*_: object, **__: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watchfiles, "watch", refuses)
    monkeypatch.setattr("reader.fetch.watch.LOOK_EVERY", 0.05)
    monkeypatch.setattr("reader.fetch.watch.WITHOUT_HELP", 0.05)
    async with living(home) as life:
        await followed(life, folder)
        write(folder, "Tower")
        await life.has("Ferry", "Tower")


async def test_a_refresh_looks_at_files_however_early_it_is(home: Paths, folder: Path) -> None:
    async with Reader.open(home) as reader:
        await reader.feeds.add(str(folder))
        write(folder, "Tower")
        assert (await reader.refresh.run()).new == 1
        assert (await reader.refresh.run()).new == 0
