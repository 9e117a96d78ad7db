"""Reading what is not in the store: a page, a saved file, a feed document."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from reader.model.article import Article, ArticleBody
from reader.model.errors import NotFound, ParseError
from reader.model.parsed import Collection, ExtractedArticle, ParsedArticle, ParsedFeed
from reader.service import work
from reader.service.pool import Pool
from reader.service.sources import Sources, address_of, name_of
from reader.text.clean import clean_line
from reader.text.url import is_web, url_to_path

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from reader.model.parsed import EmbeddedPicture
    from reader.service.work import Document


class Opened(NamedTuple):
    """One article of a document, and what else is in it."""

    article: Article
    """As one that is not stored: its id is 0."""
    body: ArticleBody
    part: int = 1
    titles: tuple[str, ...] = ()
    """Of all articles in it, this one among them."""
    left_out: int = 0
    """Articles beyond those that are read of one file."""


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

    async def parse(
        self, body: bytes, url: str, content_type: str = "", name: str = ""
    ) -> ParsedFeed:
        """What a feed document says; raises NotAFeed or ParseError."""
        return await self._pool.run(work.read_saved_feed, body, name or url, url, content_type)

    async def extract(
        self, body: bytes, name: str, url: str = "", content_type: str = ""
    ) -> Document:
        """What a page or a file holds; raises ParseError."""
        # A person's own file may be a whole mailbox; what a server sends gets no more than usual.
        run = self._pool.run if is_web(url) else self._pool.run_long
        return await run(work.read_document, body, name, url, content_type)

    async def read(self, address: str, part: int = 1) -> Opened:
        """An article at a path or an address; `part` says which, where there are several.

        Raises:
            DatelineError: it cannot be had, or holds no such article.
        """
        url = address_of(address)
        loaded = await self._sources.page(url)
        return await self.of(
            loaded.body, name_of(loaded.url), part, loaded.url, loaded.content_type
        )

    async def read_alone(self, address: str) -> Opened | None:
        """The article at a path or an address; None for a folder, and for several in one file.

        Raises:
            DatelineError: it cannot be had, or holds no article.
        """
        path = url_to_path(address_of(address))
        is_folder = await asyncio.to_thread(Path(path).is_dir)
        if path and is_folder:
            return None
        found = await self.read(address)
        return found if len(found.titles) == 1 or not path else None

    async def picture(self, url: str) -> EmbeddedPicture:
        """A picture inside a saved file, by its `file:///the/file#embedded=name`.

        Raises:
            DatelineError: there is no such file, or it holds no such picture.
        """
        from reader.extract.embedded import MARK

        place, mark, name = url.partition(MARK)
        if not mark or not url_to_path(place):
            raise NotFound("that is no picture inside a file")
        loaded = await self._sources.page(place)
        name = unquote(name)
        return await self._pool.run(work.read_picture, loaded.body, name_of(place), name)

    async def of(
        self, body: bytes, name: str, part: int = 1, url: str = "", content_type: str = ""
    ) -> Opened:
        """An article of what was read already, such as from a pipe; `name` is what it is called.

        Raises:
            DatelineError: it holds no such article.
        """
        found = await self.extract(body, name, url, content_type)
        shown, now = clean_line(name) or "it", self._now()
        parts = _parts(found, shown, url)
        left_out = found.left_out if isinstance(found, Collection) else 0
        if not 1 <= part <= len(parts):
            held = "1 article" if len(parts) == 1 else f"{len(parts)} articles"
            raise NotFound(f"{shown} holds {held}; there is no part {part}", "Parts begin with 1.")
        article, text = _unstored(parts[part - 1], shown, url, now)
        titles = tuple(each.title for each in parts)
        return Opened(article, text, part, titles, left_out)


def _parts(found: Document, shown: str, url: str) -> Sequence[ExtractedArticle | ParsedArticle]:
    """The articles of a document; raises ParseError where it is none to be read."""
    match found:
        case ExtractedArticle():
            return (found,)
        case Collection():
            return found.articles
        case ParsedFeed() if is_web(url):
            raise ParseError(f"{shown} is a feed, not an article", "`dateline add` follows it.")
        case ParsedFeed():
            if not found.articles:
                raise ParseError(f"{shown} is a feed without articles", outcome="no_article")
            return found.articles
    raise ParseError(
        f"{shown} is a list of feeds, not an article",
        "`dateline import` subscribes to them.",
        outcome="no_article",
    )


def _unstored(
    page: ExtractedArticle | ParsedArticle, shown: str, url: str, now: datetime
) -> tuple[Article, ArticleBody]:
    """What was read as an article that is not stored."""
    authors: tuple[str, ...]
    if isinstance(page, ExtractedArticle):
        source, at, authors = page.site, page.canonical, (page.byline,) if page.byline else ()
    else:
        source, at, authors = "", page.url, page.authors
    article = Article(
        id=0,
        feed_id=0,
        feed_title=source or shown,
        title=page.title,
        url=at or url,
        authors=authors,
        published_at=page.published_at,
        first_seen_at=now,
        sort_at=page.published_at or now,
        language=page.language,
    )
    files = page.enclosures if isinstance(page, ParsedArticle) else ()
    return article, ArticleBody(page.html, files, page.dateline, page.credit, "page")
