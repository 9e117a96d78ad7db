"""Keeping articles for reading without a network: what is saved, and what is starred.

The marks say what is to be kept, so nothing is lost track of: whatever of that is not there yet is
gone on with by whoever comes next, a refresh, the next start, or `dateline save`.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.model.errors import NotFound, StoreDamaged, UsageError
from reader.model.offline import Gathered, Offline
from reader.service import pace, work
from reader.service.gathering import Gathering
from reader.service.lease import Lease
from reader.service.sources import address_of, name_of
from reader.store import lists, marks, memory, offline
from reader.text.url import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from reader.model.changes import Change
    from reader.model.offline import KeptOfAll
    from reader.service.commit import Commit
    from reader.service.fulltext import FullText
    from reader.service.pool import Pool
    from reader.service.sources import Sources
    from reader.store.db import Database
    from reader.store.files import Files

    OnProgress = Callable[[Gathered], None]

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Articles that are gone on with by themselves in one go."""

GRACE = timedelta(days=7)
"""How long files stay of what is not to be kept any more."""

_WRITING = timedelta(hours=1)
"""How old a file must be that nothing names before it goes: somebody may be about to name it."""

_TIDIED_AT = "offline_tidied_at"


class Keeping:
    """The verbs on what is kept."""

    def __init__(
        self,
        db: Database,
        commit: Commit,
        files: Files,
        sources: Sources,
        pool: Pool,
        whole: FullText,
        now: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._commit = commit
        self._files = files
        self._sources = sources
        self._pool = pool
        self._now = now
        self._gathering = Gathering(db, commit, files, sources, pool, whole, now)

    async def save(
        self, ids: Sequence[int], on_progress: OnProgress | None = None
    ) -> dict[int, Offline]:
        """Have articles kept from now on, and bring what belongs to them; answers how far it came.

        A caller may be cancelled any time: the marks stand, and it is gone on with later.

        Raises:
            NotFound: there is no such article.
            StoreError: the disk does not take it.
        """
        await self.mark(ids)
        return await self.gather(ids, on_progress)

    async def mark(self, ids: Iterable[int], saved: bool = True) -> Change:
        """Have articles kept, or not any more; can be undone, also without a network."""
        return await self._commit(marks.set_saved, ids, saved, self._now())

    async def save_page(self, address: str) -> int:
        """Store a page of no feed, and have it kept; answers its id. One that is known is marked.

        Raises:
            UsageError: it is no address of the web.
            DatelineError: it cannot be had, or holds no article.
        """
        url = address_of(address)
        if not is_web(url):
            raise UsageError(
                "a file is kept where it is", "`dateline add` follows files and folders."
            )
        known = await self._db.read(lists.by_url, url)
        article_id = await self._stored(url) if known is None else known
        await self.mark([article_id])
        return article_id

    async def gather(
        self, ids: Sequence[int], on_progress: OnProgress | None = None
    ) -> dict[int, Offline]:
        """Bring what is not there of articles that are to be kept; answers how far that came.

        For whatever wants articles kept: it marks them first, or holds them for as long as it asks.

        Raises:
            StoreError: the disk does not take it.
        """
        rows = {each.id: each for each in await self._db.read(lists.rows, ids)}
        for place, article_id in enumerate(ids, 1):
            title = rows[article_id].headline if article_id in rows else ""
            now = Gathered(article_id, title, place, len(ids))

            def tell(done: int, of: int, now: Gathered = now) -> None:
                if on_progress:
                    on_progress(now._replace(pictures=done, of=of))

            # Another dateline may be at it: then this one finds it done.
            async with Lease(self._db, f"offline {article_id}", self._now).held():
                state = (await self.states([article_id])).get(article_id)
                if state is None or not state.done:
                    tell(0, 0)
                    with suppress(NotFound):  # purged meanwhile
                        await self._gathering.gather(article_id, tell)
        return await self.states(ids)

    async def waiting(self, most: int = AT_ONCE) -> list[int]:
        """What `go_on` would go on with, newest first."""
        return await self._db.read(offline.waiting, self._now(), most)

    async def go_on(
        self, on_progress: OnProgress | None = None, most: int = AT_ONCE
    ) -> dict[int, Offline]:
        """Go on with what is to be kept and not there yet, the newest first."""
        return await self.gather(await self.waiting(most), on_progress)

    async def states(self, ids: Iterable[int]) -> dict[int, Offline]:
        """How far keeping articles is; those that are not to be kept are left out."""
        return await self._db.read(offline.states, ids)

    async def summary(self) -> KeptOfAll:
        """How much of all that is saved is there."""
        return await self._db.read(offline.summary)

    async def kept(self, article_id: int, url: str) -> bytes | None:
        """A picture that is kept with an article."""
        name = await self._db.read(offline.picture, article_id, url)
        return None if name is None else await self._read(name)

    async def page(self, article_id: int) -> bytes | None:
        """The page of an article, as it came."""
        every = await self._db.read(offline.files, article_id)
        page = next((each for each in every if each.kind == "page" and each.hash), None)
        return None if page is None else await self._read(page.hash)

    async def tidy(self) -> int:
        """Once a day, let go of files that no article needs; answers the bytes that are free."""
        now = self._now()
        today = f"{now:%Y-%m-%d}"
        if await self._db.read(memory.recall, _TIDIED_AT) == today:
            return 0
        await self._db.write(memory.remember, _TIDIED_AT, today)
        await self._commit(offline.settle, now, now - GRACE)
        needed = await self._db.read(offline.needed)
        return await asyncio.to_thread(self._files.sweep, needed, now - _WRITING)

    async def _read(self, name: bytes) -> bytes | None:
        try:
            return await asyncio.to_thread(self._files.read, name)
        except StoreDamaged as error:
            log.warning("%s", error.problem)
            return None

    async def _stored(self, url: str) -> int:
        await pace.respect_pauses(self._db, self._sources, self._now())
        page = await self._sources.page(url)
        article, told = await self._pool.run(
            work.read_saved, page.body, name_of(page.url), page.url, page.content_type
        )
        site = urlsplit(article.url)
        place = site._replace(path="/", query="", fragment="").geturl()
        kept = await self._commit(
            offline.keep_page, place, told.site or site.netloc, article, self._now()
        )
        await self._gathering.keep_page(kept.id, page)
        return kept.id
