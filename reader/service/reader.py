"""Reader: opens the rooms, wires them, closes them. Front ends know this and what it carries."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from reader.service.articles import Articles
from reader.service.commit import Commit
from reader.store.db import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from reader.config.paths import Paths
    from reader.model.changes import Change
    from reader.service.documents import Documents
    from reader.service.elsewhere import Elsewhere
    from reader.service.enclosures import Enclosures
    from reader.service.exports import Exports
    from reader.service.feeds import Feeds
    from reader.service.following import Following
    from reader.service.follows import Follows
    from reader.service.fulltext import FullText
    from reader.service.housekeeping import Housekeeping
    from reader.service.imports import Imports
    from reader.service.memory import Memory
    from reader.service.offline import Keeping
    from reader.service.packing import Packing
    from reader.service.pictures import Pictures
    from reader.service.pool import Pool
    from reader.service.rechecks import Rechecks
    from reader.service.refresh import Refresh
    from reader.service.retention import Retention
    from reader.service.rules import Rules
    from reader.service.sources import Sources
    from reader.service.statistics import Figures
    from reader.service.stories import Stories
    from reader.service.story_exports import StoryExports
    from reader.service.story_lists import StoryLists
    from reader.service.story_page import StoryPages
    from reader.service.undo import Undo
    from reader.service.views import Views
    from reader.store.files import Files


def utc_now() -> datetime:
    """This moment; the only clock of the service."""
    return datetime.now(UTC)


class Reader:
    """An open store and every verb on it. Made with `open`.

    What the first list on the screen does not need is imported when it is first asked for.
    """

    def __init__(
        self,
        db: Database,
        sources: Sources | None,
        now: Callable[[], datetime],
        paths: Paths,
    ) -> None:
        self.now = now
        self._db = db
        self._paths = paths
        self._given = sources
        self._commit = Commit(db)
        self.articles = Articles(db, self._commit, now)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        paths: Paths,
        *,
        now: Callable[[], datetime] = utc_now,
        sources: Sources | None = None,
    ) -> AsyncIterator[Reader]:
        """Open a person's store, making or migrating it first; closed when the context ends.

        Raises:
            StoreError: the store or its folders cannot be opened.
        """
        paths.make()
        reader = cls(await Database.open(paths.store), sources, now, paths)
        try:
            yield reader
        finally:
            await reader._close()

    @cached_property
    def feeds(self) -> Feeds:
        from reader.service.feeds import Feeds

        return Feeds(self._db, self._commit, self, self.now)

    @cached_property
    def refresh(self) -> Refresh:
        from reader.service.refresh import Refresh

        return Refresh(self._db, self._commit, self._sources, self._pool, self.fulltext, self.now)

    @cached_property
    def imports(self) -> Imports:
        from reader.service.imports import Imports

        return Imports(self._commit, self._pool, self._paths.cache, self.now)

    @cached_property
    def following(self) -> Following:
        from reader.service.following import Following

        return Following(self._db, self)

    @cached_property
    def stories(self) -> Stories:
        from reader.service.stories import Stories

        return Stories(self._db, self._commit, lambda: self._story_pool, self.follows, self.now)

    @cached_property
    def follows(self) -> Follows:
        from reader.service.follows import Follows

        return Follows(self._db, self._commit, lambda: self._pool, self.now)

    @cached_property
    def story_lists(self) -> StoryLists:
        from reader.service.story_lists import StoryLists

        return StoryLists(self._db, self.now)

    @cached_property
    def story_pages(self) -> StoryPages:
        from reader.service.story_page import StoryPages

        return StoryPages(self._db, lambda: self._pool, self.now)

    @cached_property
    def fulltext(self) -> FullText:
        from reader.service.fulltext import FullText

        return FullText(self._db, self._commit, self._sources, self._pool, self.now)

    @cached_property
    def rechecks(self) -> Rechecks:
        from reader.service.rechecks import Rechecks

        return Rechecks(self._db, self._commit, self.fulltext, self.now)

    @cached_property
    def offline(self) -> Keeping:
        from reader.service.offline import Keeping

        whole = self.fulltext
        return Keeping(
            self._db, self._commit, self._files, self._sources, self._pool, whole, self.now
        )

    @cached_property
    def enclosures(self) -> Enclosures:
        from reader.config.load import load
        from reader.service.enclosures import Enclosures

        opening = load(self._paths.config).settings.open
        return Enclosures(self._db, self._sources, opening, self.now)

    @cached_property
    def exports(self) -> Exports:
        from reader.service.exports import Exports

        return Exports(self._db, self._files, self.now)

    @cached_property
    def story_exports(self) -> StoryExports:
        from reader.service.story_exports import StoryExports

        return StoryExports(self._db, self.story_pages, self.exports, self.now)

    @cached_property
    def documents(self) -> Documents:
        from reader.service.documents import Documents

        return Documents(self._sources, self._pool, self.now)

    @cached_property
    def pictures(self) -> Pictures:
        from reader.service.picture_cache import PictureCache
        from reader.service.pictures import Pictures

        cache = PictureCache(self._paths.cache / "pictures")
        return Pictures(self._db, self._sources, self._pool, cache, self.now, self.offline)

    @cached_property
    def undo(self) -> Undo:
        from reader.service.undo import Undo

        return Undo(self._db, self._commit)

    @cached_property
    def views(self) -> Views:
        from reader.service.views import Views

        return Views(self._db, self._commit, self.now)

    @cached_property
    def rules(self) -> Rules:
        from reader.service.rules import Rules

        return Rules(self._db, self._commit, self.now)

    @cached_property
    def memory(self) -> Memory:
        from reader.service.memory import Memory

        return Memory(self._db)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        from reader.service.elsewhere import Elsewhere

        return Elsewhere(self._db)

    @cached_property
    def packing(self) -> Packing:
        from reader.service.packing import Packing

        return Packing(self._db)

    @cached_property
    def figures(self) -> Figures:
        from reader.service.statistics import Figures

        return Figures(self._db, self.now)

    @cached_property
    def housekeeping(self) -> Housekeeping:
        from reader.service.housekeeping import Housekeeping

        return Housekeeping(self._db)

    @cached_property
    def retention(self) -> Retention:
        from reader.service.retention import Retention

        return Retention(self._db, self._commit, self.now)

    @property
    def config_folder(self) -> Path:
        """Where the person's own files lie: `config.toml`, palettes."""
        return self._paths.config

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Hear of every change, on the loop's thread; call what is returned to stop."""
        return self._commit.listen(listener)

    @cached_property
    def _files(self) -> Files:
        from reader.store.files import Files

        return Files.beside(self._db.path)

    @cached_property
    def _sources(self) -> Sources:
        from reader.service.sources import Sources

        return self._given or Sources(now=self.now)

    @cached_property
    def _pool(self) -> Pool:
        from reader.service.pool import Pool

        return Pool()

    @cached_property
    def _story_pool(self) -> Pool:
        from reader.service.pool import Pool

        return Pool(1)

    async def _close(self) -> None:
        used = self.__dict__  # a cached property that was never asked for has nothing to close
        if "_sources" in used:
            await self._sources.close()
        if "_pool" in used:
            await self._pool.close()
        if "_story_pool" in used:
            await self._story_pool.close()
        await self._db.close()
