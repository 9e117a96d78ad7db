"""Bringing together what an article needs to be read without a network.

Its whole text, its page as it came, and its pictures, one after another and each in the line of its
host. What is there is noted as it comes, so that whatever cuts it off costs nothing twice.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.fetch.download import discard
from reader.fetch.failures import Offline as NoNetwork
from reader.fetch.loaders import PICTURES
from reader.model.errors import DatelineError, FetchError
from reader.model.offline import KeptFile
from reader.model.picture import MOST_PIXELS
from reader.service import pace, page_pace, work
from reader.service.fulltext import manners
from reader.store import articles, offline, pages
from reader.text.url import is_web, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from reader.model.fetched import Loaded
    from reader.service.commit import Commit
    from reader.service.fulltext import FullText
    from reader.service.pool import Pool
    from reader.service.sources import Sources
    from reader.store.db import Database
    from reader.store.files import Files
    from reader.store.pages import Addressed

    Tell = Callable[[int, int], None]
    """Told how many pictures are done with, and of how many."""

log = logging.getLogger(__name__)

MOST_PICTURES = 40
PICTURE_BYTES = 8_000_000
ARTICLE_BYTES = 40_000_000
"""Of all pictures of an article."""
_HEAD = 262_144
"""Bytes within which a picture says how large it is."""

_TRIES = 6
"""After which what does not come is done without."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=10), timedelta(days=1)
_WITHOUT_NETWORK = timedelta(minutes=5)


class Missing(NamedTuple):
    """Something that may come yet."""

    problem: str
    ready_at: datetime | None = None
    network: bool = False
    """This machine has none; nobody else is to blame."""


class Gathering:
    """Gathers articles, one at a time each."""

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
        self._whole = whole
        self._now = now

    async def gather(self, article_id: int, tell: Tell) -> None:
        """Bring what is not there yet, and note how far that came.

        Raises:
            NotFound: there is no such article.
            StoreError: the disk does not take it.
        """
        article = await self._db.read(pages.addressed, article_id)
        missing, remarks = await self._text_and_page(article_id, article)
        missing += await self._pictures(article_id, article, tell)
        await self._note(article_id, missing, remarks)

    async def keep_page(self, article_id: int, page: Loaded) -> None:
        """Keep a page as it came."""
        stored = await asyncio.to_thread(self._files.keep, page.body)
        file = KeptFile("page", page.url, stored.hash, page.content_type, stored.bytes)
        await self._commit(offline.keep_file, article_id, file)

    async def _text_and_page(
        self, article_id: int, article: Addressed
    ) -> tuple[list[Missing], list[str]]:
        """What may come yet of text and page, and what will not."""
        if not is_web(article.url):
            return [], []
        remarks = []
        if not article.feed_url.startswith(offline.SAVED):  # that text is its page's
            try:
                await self._whole.fetch(article_id)
            except FetchError as problem:
                return self._sorted(problem)
            except DatelineError as problem:
                remarks.append(problem.problem)
        kept = await self._db.read(offline.files, article_id)
        if any(each.kind == "page" and each.hash for each in kept):
            return [], remarks
        try:
            await self.keep_page(article_id, await self._whole.page(article_id))
        except FetchError as problem:
            missing, more = self._sorted(problem)
            return missing, remarks + more
        except DatelineError as problem:
            # It was asked a moment ago, as by somebody who only wanted its text.
            whole = (await self._db.read(pages.addressed, article_id)).whole
            ready_at = page_pace.ready_at(whole, self._now(), by_hand=True)
            return [Missing(problem.problem, ready_at)], remarks
        return [], remarks

    async def _pictures(self, article_id: int, article: Addressed, tell: Tell) -> list[Missing]:
        body = await self._db.read(articles.body, article_id)
        urls = await asyncio.to_thread(_pictures_of, body.html)
        await self._commit(offline.expect_pictures, article_id, urls)
        kept = [x for x in await self._db.read(offline.files, article_id) if x.kind == "picture"]
        waiting = {each.url for each in kept if not (each.hash or each.problem)}
        taken = sum(each.bytes for each in kept)
        missing: list[Missing] = []
        # Another one first each time: after a server in trouble its whole host is left alone.
        first = await self._db.read(offline.tries, article_id) % max(len(urls), 1)
        for url in (*urls[first:], *urls[:first]):
            tell(len(urls) - len(waiting) + len(missing), len(urls))
            if url not in waiting:
                continue
            problem, size = await self._picture(article_id, article, url, ARTICLE_BYTES - taken)
            taken += size
            if problem is None:
                waiting.discard(url)
            else:
                missing.append(problem)
        tell(len(urls) - len(missing), len(urls))
        return missing

    async def _picture(
        self, article_id: int, article: Addressed, url: str, room: int
    ) -> tuple[Missing | None, int]:
        """Bring a picture; answers what may come yet, and the bytes that came."""
        part = await asyncio.to_thread(self._files.unfinished, f"{article_id} {url}")
        try:
            await pace.respect_pauses(self._db, self._sources, self._now())
            await self._download(article, url, part, room)
        except FetchError as problem:
            missing, remarks = self._sorted(problem)
            if missing:
                return missing[0], 0
            log.info("no picture url=%s: %s", without_secrets(url), remarks[0])
            file = KeptFile("picture", url, problem=remarks[0])
        else:
            file = await self._looked_at(url, await asyncio.to_thread(part.read_bytes))
        await self._commit(offline.keep_file, article_id, file)
        await asyncio.to_thread(discard, part)
        return None, file.bytes

    async def _download(self, article: Addressed, url: str, part: Path, room: int) -> None:
        settings, foreign = manners(article, url)
        await self._sources.download(
            url,
            part,
            settings,
            foreign=foreign,
            limit=max(min(PICTURE_BYTES, room), 1),
            accept=PICTURES,
        )

    async def _looked_at(self, url: str, body: bytes) -> KeptFile:
        measured = await self._pool.run(work.measure, body[:_HEAD])
        if measured is None:
            return KeptFile("picture", url, problem="it is no picture that can be kept")
        media_type, width, height = measured
        if width * height > MOST_PIXELS:  # nothing is decoded here
            most = MOST_PIXELS // 1_000_000
            return KeptFile("picture", url, problem=f"it has more than {most} million pixels")
        stored = await asyncio.to_thread(self._files.keep, body)
        return KeptFile("picture", url, stored.hash, media_type, stored.bytes)

    def _sorted(self, problem: FetchError) -> tuple[list[Missing], list[str]]:
        """A problem as something that passes, or as something that is said of what is done."""
        status = problem.status
        passes = problem.kind == "network" or (
            problem.kind == "http" and (status is None or status == 429 or status >= 500)
        )
        if not passes:
            return [], [problem.problem]
        lost = isinstance(problem, NoNetwork)
        return [Missing(problem.problem, problem.retry_at, lost)], []

    async def _note(
        self, article_id: int, missing: Sequence[Missing], remarks: Sequence[str]
    ) -> None:
        now = self._now()
        if not missing:
            problem = remarks[0] if remarks else ""
            await self._commit(offline.note, article_id, done_at=now, problem=problem)
            return
        ours = any(each.network for each in missing)
        tries = await self._db.read(offline.tries, article_id) + (not ours)
        pause = min(_FIRST_PAUSE * (1 << min(tries, 10)), _LONGEST_PAUSE)
        ready = now + (_WITHOUT_NETWORK if ours else pause)
        await self._commit(
            offline.note,
            article_id,
            done_at=now if tries >= _TRIES else None,
            ready_at=max([ready, *(each.ready_at for each in missing if each.ready_at)]),
            tries=tries,
            problem=missing[0].problem,
        )


def _pictures_of(html: str) -> list[str]:
    from reader.text.html import stored_blocks
    from reader.text.plain import pictures

    return [url for url in pictures(stored_blocks(html)) if is_web(url)][:MOST_PICTURES]
