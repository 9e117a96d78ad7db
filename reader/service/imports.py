"""Moving in: lists of feeds, and what another reader kept of them. No server is asked."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model.errors import ParseError, UsageError
from reader.model.outcome import Imported, Importing, Refused
from reader.service import around, work
from reader.store import carrying
from reader.store.newsboat import MAGIC, copied
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from reader.model.carried import KeptArticle
    from reader.opml.outline import Outline, OutlineView
    from reader.service.commit import Commit
    from reader.service.pool import Pool
    from reader.store.carrying import Brought
    from reader.store.newsboat import Cache

    OnProgress = Callable[[Importing], None]

TOGETHER = 500
"""Feeds of a list that are kept in one transaction: lists of thousands are rare, but come."""

AT_ONCE = 200
"""Articles that are read and kept in one go; between two, others write and Esc stops."""


def _to_nobody(_: Importing) -> None:
    pass


class Imports:
    """The verbs of moving in. Each is undone as one; what it has brought stays if it is stopped."""

    def __init__(
        self, commit: Commit, pool: Pool, cache: Path, now: Callable[[], datetime]
    ) -> None:
        """`cache` is a folder for the copy of what another reader has open."""
        self._commit = commit
        self._pool = pool
        self._cache = cache
        self._now = now

    async def text(self, text: str, name: str = "") -> Imported:
        """Follow what an OPML file or a newsboat `urls` file lists.

        Raises:
            UsageError: the text is neither.
        """
        from reader.opml import reading

        outline = await asyncio.to_thread(reading.read, text)
        under_way = self._begun(name or "a list of feeds")
        await under_way.follow(outline)
        return under_way.done

    async def body(self, body: bytes, name: str, on_progress: OnProgress = _to_nobody) -> Imported:
        """The same of a file's bytes, packed or not; also starred articles in JSON.

        Raises:
            UsageError, ParseError: it is none of these.
        """
        from reader.text.decode import decode

        plain, name = await asyncio.to_thread(work.unpacked, body, name)
        if plain.lstrip()[:1] in (b"{", b"["):
            return await self._starred(plain, name, on_progress)
        return await self.text(await asyncio.to_thread(decode, plain), clean_line(name))

    async def path(self, path: Path, on_progress: OnProgress = _to_nobody) -> Imported:
        """The same of a file; also newsboat's `cache.db`, or the folder that is its home.

        Raises:
            FetchError: it cannot be had.
            UsageError, ParseError, StoreError: nothing can be brought from it.
        """
        from reader.service.sources import bytes_of

        if await asyncio.to_thread(path.is_dir):
            found = await asyncio.to_thread(around.newsboat_in, (path, path))
            if found is None:
                raise UsageError(
                    f"the folder {path} is not newsboat's", "It has no urls file and no cache.db."
                )
            return await self.newsboat(found, on_progress)
        if await asyncio.to_thread(_is_store, path):
            return await self.newsboat(around.Source("newsboat", path, cache=path), on_progress)
        body = await asyncio.to_thread(bytes_of, str(path))
        return await self.body(body, path.name, on_progress)

    async def starter(self, names: Collection[str]) -> Imported:
        """Follow the well-known feeds of some sets of `service.starter`."""
        from reader.service.starter import chosen, starter_sets

        sets = await asyncio.to_thread(starter_sets)
        under_way = self._begun("feeds to begin with")
        await under_way.follow(chosen(sets, names))
        return under_way.done

    async def newsboat(
        self, source: around.Source, on_progress: OnProgress = _to_nobody
    ) -> Imported:
        """newsboat's feeds, with its articles and what was read and flagged there.

        Raises:
            FetchError, UsageError, StoreError: its files cannot be read.
        """
        under_way = self._begun("newsboat's feeds")
        outline = None
        if source.path != source.cache:
            outline = await asyncio.to_thread(_read_list, source.path)
            await under_way.follow(outline)
        if source.cache is None:
            return under_way.done
        with ExitStack() as stack:
            temporary = tempfile.TemporaryDirectory(
                prefix="import-", dir=self._cache, ignore_cleanup_errors=True
            )
            opening = copied(source.cache, Path(stack.enter_context(temporary)))
            cache = await asyncio.to_thread(stack.enter_context, opening)
            await self._bring_cache(cache, outline, under_way, on_progress)
        return under_way.done

    async def _bring_cache(
        self, cache: Cache, outline: Outline | None, under_way: _UnderWay, on_progress: OnProgress
    ) -> None:
        from reader.opml.outline import listed, web_address

        kept = await asyncio.to_thread(cache.feeds)
        if outline is None:
            outline = await asyncio.to_thread(listed, [each.url for each in kept])
            await under_way.follow(outline)
        titles = {each.url: each.title for each in kept}
        counts = await asyncio.to_thread(cache.counts)
        followed = {each.url for each in outline.items}
        total = sum(count for url, count in counts.items() if web_address(url) in followed)
        done = 0
        for url in titles | counts:
            address = web_address(url)
            if not address:
                continue
            title = titles.get(url, "")
            async for some in _pieces(cache, url, flagged=address not in followed):
                await under_way.bring(address, title, some)
                done += len(some) if address in followed else 0
                on_progress(Importing(done, total, clean_line(title or url)))

    async def _starred(self, body: bytes, name: str, on_progress: OnProgress) -> Imported:
        feeds = await self._pool.run_long(work.read_starred, body, name)
        under_way = self._begun(clean_line(name) or "starred articles")
        total, done = sum(len(each.articles) for each in feeds), 0
        for feed in feeds:
            for some in _parts(feed.articles):
                await under_way.bring(feed.url, feed.title, some)
                done += len(some)
                on_progress(Importing(done, total, clean_line(feed.title or feed.url)))
        return under_way.done

    def _begun(self, what: str) -> _UnderWay:
        return _UnderWay(f"imported {what}", self._commit, self._pool, self._now)


@dataclass
class _UnderWay:
    """An import that is going on: the deed that it is, and what it has done so far."""

    what: str
    commit: Commit
    pool: Pool
    now: Callable[[], datetime]
    deed: int | None = None
    done: Imported = field(default_factory=Imported)

    async def follow(self, outline: Outline) -> None:
        """Subscribe to the feeds of a list, and save its views."""
        feeds = [(each.url, each.title, each.folder) for each in outline.items]
        added = 0
        for start in range(0, len(feeds), TOGETHER):
            some = feeds[start : start + TOGETHER]
            added += len((await self._do(carrying.follow, some)).change.feeds)
        understood, refused = self._understood(outline.views)
        saved = await self._do(carrying.save_views, understood)
        self.done += Imported(
            added,
            len(feeds) - added,
            (*outline.refused, *refused),
            len(saved.change.views),
            notes=outline.notes,
        )

    async def bring(self, url: str, title: str, articles: tuple[KeptArticle, ...]) -> None:
        """Take articles of a feed in, cleaned in a worker; those that it dies of are refused."""
        try:
            told = await self.pool.run_long(work.read_carried, articles, url, title)
        except ParseError as error:
            what = f"{len(articles)} articles of {clean_line(title or url)}"
            self.done += Imported(refused=(Refused(what, error.problem),))
            return
        brought = await self.commit(carrying.bring, self.deed, self.what, url, told, self.now())
        self.deed = brought.deed
        self.done += Imported(articles=brought.articles, read=brought.read, starred=brought.starred)

    def _understood(
        self, views: Iterable[OutlineView]
    ) -> tuple[list[tuple[str, str]], list[Refused]]:
        """The views whose queries are understood, and why the others are not."""
        from reader.text.search import parse_query

        understood, refused = [], []
        for each in views:
            try:
                parse_query(each.query, self.now())
            except UsageError as error:
                refused.append(Refused(each.name, error.problem))
            else:
                understood.append((each.name, each.query))
        return understood, refused

    async def _do(self, work: Callable[..., Brought], listed: Sequence[tuple[str, ...]]) -> Brought:
        brought = await self.commit(work, self.deed, self.what, listed, self.now())
        self.deed = brought.deed
        return brought


async def _pieces(
    cache: Cache, url: str, *, flagged: bool
) -> AsyncIterator[tuple[KeptArticle, ...]]:
    """The articles of a feed, some at a time."""
    after = 0
    while True:
        after, some = await asyncio.to_thread(cache.articles, url, after, AT_ONCE, flagged=flagged)
        if not some:
            return
        yield some


def _parts(articles: tuple[KeptArticle, ...]) -> Iterator[tuple[KeptArticle, ...]]:
    for start in range(0, len(articles), AT_ONCE):
        yield articles[start : start + AT_ONCE]


def _read_list(path: Path) -> Outline:
    from reader.opml.reading import read
    from reader.service.sources import bytes_of
    from reader.text.decode import decode

    return read(decode(bytes_of(str(path))))


def _is_store(path: Path) -> bool:
    """Whether a file is one of SQLite; whatever cannot be opened is not."""
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
