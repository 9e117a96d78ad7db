"""Reader: opens the rooms, wires them, closes them. Front ends know this and what it carries."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.service.articles import Articles
from reader.service.commit import Commit
from reader.service.documents import Documents
from reader.service.feeds import Feeds
from reader.service.housekeeping import Housekeeping
from reader.service.memory import Memory
from reader.service.pool import Pool
from reader.service.refresh import Refresh
from reader.service.sources import Sources
from reader.service.undo import Undo
from reader.store.db import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from reader.config.paths import Paths
    from reader.model.changes import Change


def utc_now() -> datetime:
    """This moment; the only clock of the service."""
    return datetime.now(UTC)


class Reader:
    """An open store and every verb on it. Made with `open`."""

    def __init__(
        self, db: Database, sources: Sources, pool: Pool, now: Callable[[], datetime]
    ) -> None:
        self.now = now
        self._commit = Commit(db)
        self.articles = Articles(db, self._commit, now)
        self.documents = Documents(sources, pool, now)
        self.refresh = Refresh(db, self._commit, sources, pool, now)
        self.feeds = Feeds(db, self._commit, self.refresh, now)
        self.undo = Undo(db, self._commit, now)
        self.memory = Memory(db)
        self.housekeeping = Housekeeping(db)

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
        db = await Database.open(paths.store)
        sources = sources or Sources()
        pool = Pool()
        try:
            yield cls(db, sources, pool, now)
        finally:
            await sources.close()
            await pool.close()
            await db.close()

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Hear of every change, on the loop's thread; call what is returned to stop."""
        return self._commit.listen(listener)
