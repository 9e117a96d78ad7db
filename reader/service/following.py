"""Following files and folders of this machine while the reader is open."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from reader.store import polling
from reader.text.url import url_to_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.fetch.watch import Watch
    from reader.model.changes import Change
    from reader.service.refresh import Refresh
    from reader.store.db import Database

_AGAIN = 0.2
"""Seconds after which a folder that is just being read is read again."""


class Tells(Protocol):
    """A reader, of which only this is needed."""

    @property
    def refresh(self) -> Refresh: ...

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]: ...


class Following:
    """Looks at a file or a folder again when it changes; starts nothing where none is followed."""

    def __init__(self, db: Database, reader: Tells) -> None:
        self._db = db
        self._reader = reader
        self._followed: dict[str, int] = {}
        """Feeds by their paths."""
        self._changed: set[str] = set()
        """Paths of which news has come."""
        self._news = asyncio.Event()
        self._watch: Watch | None = None

    async def run(self) -> None:
        """Follow what is subscribed to, until cancelled."""
        forget = self._reader.listen(self._hear_of_feeds)
        try:
            await self._read_subscriptions()
            while True:
                await self._news.wait()
                self._news.clear()
                await self._take()
        finally:
            forget()
            if self._watch is not None:
                self._watch.stop()
                await asyncio.to_thread(self._watch.join)

    async def _take(self) -> None:
        await self._read_subscriptions()
        changed, self._changed = self._changed, set()
        ids = {self._followed[path] for path in changed if path in self._followed}
        while ids:
            refresh = await self._imported()
            busy = ids & refresh.asking  # that look may have come too early to see what is new
            if ids - busy:
                await refresh.look_at_files(ids - busy)
            if busy:
                await asyncio.sleep(_AGAIN)
            ids = busy

    async def _read_subscriptions(self) -> None:
        """Watch what is followed by now."""
        found = await self._db.read(polling.local)
        followed = {path: feed_id for url, feed_id in found if (path := url_to_path(url))}
        before, self._followed = self._followed, followed
        if followed.keys() != before.keys():
            self._watch = self._watch or self._made(asyncio.get_running_loop())
            self._watch.follow(followed)

    def _made(self, loop: asyncio.AbstractEventLoop) -> Watch:
        from reader.fetch.watch import Watch

        def heard(paths: frozenset[str]) -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it whoever would hear
                loop.call_soon_threadsafe(self._hear, paths)

        return Watch(heard)

    async def _imported(self) -> Refresh:
        # What asking needs takes a while to import, which must not hold up the keys.
        await asyncio.to_thread(import_module, "reader.service.refresh")
        return self._reader.refresh

    def _hear(self, paths: frozenset[str]) -> None:
        self._changed |= paths
        self._news.set()

    def _hear_of_feeds(self, change: Change) -> None:
        if change.feeds:
            self._news.set()
