"""The pictures of articles: kept with the article, from the cache, or from where they are.

A picture is named by a feed and not by the person, so it never leads to private ground, unless the
feed itself lives there. It stands in the same line as everything else its host is asked for, and
its bytes are only ever touched in a worker process.
"""

from __future__ import annotations

import asyncio
import logging
from base64 import b64decode
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from reader.fetch.failures import Offline
from reader.model.errors import DatelineError, FetchError, UsageError
from reader.model.feed import FeedSettings
from reader.service import pace, work
from reader.store import pages
from reader.text.url import is_web, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from reader.model.article import Article
    from reader.model.picture import Canvas, Drawn
    from reader.service.picture_cache import PictureCache
    from reader.service.pool import Pool
    from reader.service.sources import Sources
    from reader.store.db import Database

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=10)
"""How long a picture that could not be had is not asked for again."""
_MOST_FAILURES = 1000
_WORDS = {
    "size": "it is larger than 10 MB",
    "refused": "it leads where feeds may not",
    "http": "its server wants to be left alone",
}
"""By the kind of a FetchError without a status."""


class Keeper(Protocol):
    """Whoever keeps pictures with saved articles."""

    async def kept(self, article_id: int, url: str) -> bytes | None:
        """The bytes of a picture, if they are kept with an article."""
        ...


class Origin(NamedTuple):
    """Who names a picture: an article, and the feed it is from."""

    article_id: int
    """0 for a document that is not stored."""
    feed_url: str
    settings: FeedSettings = FeedSettings()


class Failure(NamedTuple):
    """Why there was no picture."""

    problem: str
    until: datetime


class Pictures:
    """The verbs on pictures. `keeper` is asked first, then the cache, and then the network."""

    def __init__(
        self,
        db: Database,
        sources: Sources,
        pool: Pool,
        cache: PictureCache | None,
        now: Callable[[], datetime],
        keeper: Keeper | None = None,
    ) -> None:
        self._db = db
        self._sources = sources
        self._pool = pool
        self._cache = cache
        self._now = now
        self._keeper = keeper
        self._failures: dict[str, Failure] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def origin(self, article: Article) -> Origin:
        """Who names the pictures of an article."""
        if not article.id:
            return Origin(0, article.url)
        found = await self._db.read(pages.addressed, article.id)
        return Origin(article.id, found.feed_url, found.settings)

    async def sizes(self, urls: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Width and height in pixels of those pictures that were seen before."""
        if self._cache is None:
            return {}
        return await asyncio.to_thread(self._cache.sizes, list(urls))

    async def drawn(
        self, origin: Origin, url: str, canvas: Canvas, *, ask: bool = True
    ) -> Drawn | None:
        """A picture on a canvas; None if it is not at hand, and nobody is to be asked for it.

        Raises:
            DatelineError: there is none; the problem says why in a few words, to be put after
                the picture's name.
        """
        async with self._turns.setdefault(url, asyncio.Lock()):
            body, known = await self._at_hand(origin, url)
            if body is None and not ask:
                return None
            if body is None:
                body = await self._asked(origin, url)
            try:
                drawn = await self._pool.run(work.draw_picture, body, canvas)
            except DatelineError as problem:
                self._note(url, problem.problem)
                raise
            if self._cache is not None and not known:
                size = (drawn.width, drawn.height)
                await asyncio.to_thread(self._cache.keep, url, body, size)
            return drawn

    async def _at_hand(self, origin: Origin, url: str) -> tuple[bytes | None, bool]:
        """A picture's bytes if they are here, and whether they need not be kept."""
        if url.startswith("data:"):
            return await asyncio.to_thread(_within, url), True
        if self._keeper is not None and origin.article_id:
            body = await self._keeper.kept(origin.article_id, url)
            if body is not None:
                return body, True
        if self._cache is None:
            return None, False
        body = await asyncio.to_thread(self._cache.find, url)
        return body, body is not None

    async def _asked(self, origin: Origin, url: str) -> bytes:
        if not is_web(url):
            raise UsageError("it is no picture of the web")
        failure = self._failures.get(url)
        if failure is not None and failure.until > self._now():
            raise UsageError(failure.problem)
        await pace.respect_pauses(self._db, self._sources, self._now())
        own = _same_server(url, origin.feed_url)
        try:
            return await self._sources.picture(url, _settings(origin, own), foreign=not own)
        except DatelineError as error:
            log.info("no picture url=%s: %s", without_secrets(url), error.problem)
            problem = in_few_words(error)
            if not isinstance(error, Offline):
                self._note(url, problem)
            raise UsageError(problem, error.hint) from error

    def _note(self, url: str, problem: str) -> None:
        if len(self._failures) >= _MOST_FAILURES:
            self._failures.clear()
        self._failures[url] = Failure(problem, self._now() + AGAIN_AFTER)


def in_few_words(error: DatelineError) -> str:
    """Why a picture could not be had, to be put after its name."""
    if not isinstance(error, FetchError):
        return error.problem
    if isinstance(error, Offline):
        return "there is no network"
    if error.status is not None:
        return "it is not there" if error.status in {404, 410} else f"refused ({error.status})"
    return _WORDS.get(error.kind, "its server did not answer")


def _same_server(url: str, feed_url: str) -> bool:
    """Whether two addresses name one server: what listens at the next port is another."""
    try:
        (one, port), (other, its_port) = ((x, x.port) for x in map(urlsplit, (url, feed_url)))
    except ValueError:
        return False
    return (one.scheme, one.hostname, port) == (other.scheme, other.hostname, its_port)


def _settings(origin: Origin, own: bool) -> FeedSettings:
    """What is said beside the request: secrets only to the feed's own server."""
    if own:
        return origin.settings
    return FeedSettings(user_agent=origin.settings.user_agent, proxy=origin.settings.proxy)


def _within(url: str) -> bytes:
    """The bytes of a picture that stands in the page itself; blocks hold no other kind."""
    try:
        return b64decode(url.partition(",")[2])
    except ValueError as error:
        raise UsageError("it is broken, or broke off") from error
