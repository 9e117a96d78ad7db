"""Reading what is not in the store: a page, a saved file, a feed document."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from reader.model.article import Article, ArticleBody
from reader.service import work
from reader.service.pool import Pool
from reader.service.sources import Sources, address_of, name_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from reader.model.parsed import ExtractedArticle, ParsedFeed


class Documents:
    """Documents are understood in worker processes and kept nowhere."""

    def __init__(self, sources: Sources, pool: Pool, now: Callable[[], datetime]) -> None:
        self._sources = sources
        self._pool = pool
        self._now = now

    @classmethod
    @asynccontextmanager
    async def open(cls, now: Callable[[], datetime]) -> AsyncIterator[Documents]:
        """Documents alone, for commands that need no store."""
        sources, pool = Sources(), Pool()
        try:
            yield cls(sources, pool, now)
        finally:
            await sources.close()
            await pool.close()

    async def parse(self, body: bytes, url: str, content_type: str = "") -> ParsedFeed:
        """What a feed document says; raises NotAFeed or ParseError."""
        return await self._pool.run(work.read_feed, body, url, content_type)

    async def extract(
        self, body: bytes, name: str, url: str = "", content_type: str = ""
    ) -> ExtractedArticle:
        """The article in a page or a file; raises ParseError."""
        return await self._pool.run(work.read_page, body, name, url, content_type)

    async def read(self, address: str) -> tuple[Article, ArticleBody, ExtractedArticle]:
        """The article at a path or an address, as an article that is not stored (id 0).

        Raises:
            DatelineError: it cannot be had, or holds no article.
        """
        url = address_of(address)
        loaded = await self._sources.page(url)
        name = name_of(loaded.url)
        page = await self.extract(loaded.body, name, loaded.url, loaded.content_type)
        article = Article(
            id=0,
            feed_id=0,
            feed_title=page.site or name,
            title=page.title,
            url=page.canonical or loaded.url,
            authors=(page.byline,) if page.byline else (),
            published_at=page.published_at,
            first_seen_at=self._now(),
            sort_at=page.published_at or self._now(),
            language=page.language,
        )
        return article, ArticleBody(page.html, (), page.dateline, page.credit, "page"), page
