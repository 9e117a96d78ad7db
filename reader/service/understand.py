"""From bytes to what they say: a feed, a saved article, a folder of them, or a page to look on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError, FetchError, NotAFeed
from reader.model.fetched import Loaded, LoadedFolder, NotModified
from reader.model.outcome import Candidate, Choices
from reader.model.parsed import ParsedArticle, ParsedFeed
from reader.service import work
from reader.service.sources import name_of
from reader.text.url import host, path_to_url

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.feed import FeedKind
    from reader.service.pool import Pool
    from reader.service.sources import Sources


@dataclass(frozen=True, slots=True)
class Found:
    """An address that is a feed, and what it says now."""

    url: str
    kind: FeedKind
    feed: ParsedFeed
    answer: Loaded | LoadedFolder


class Understanding:
    """Turns answers into values in worker processes."""

    def __init__(self, sources: Sources, pool: Pool) -> None:
        self._sources = sources
        self._pool = pool

    def expect_many(self) -> None:
        """Many feeds are about to be read."""
        self._pool.warm(work.prepare)

    async def look(self, url: str) -> Found | Choices:
        """What an address leads to: itself, its page's feed, or several to choose from.

        Raises:
            DatelineError: it cannot be had, or leads to no feed.
        """
        answer = await self._sources.load(url)
        if isinstance(answer, NotModified):  # nothing was known, so nothing can be unchanged
            raise NotAFeed(url, "empty")
        if isinstance(answer, LoadedFolder):
            return await self.of(answer, "folder")
        try:
            return await self.of(answer, "feed")
        except NotAFeed as problem:
            if answer.url.startswith("file:"):
                return await self.of(answer, "file")
            return await self._follow_page(answer, problem)

    async def of(self, answer: Loaded | LoadedFolder, kind: FeedKind) -> Found:
        """What an answer says, read as the kind of feed it is known to be.

        Raises:
            ParseError: it is not of that kind, or is broken beyond reading.
        """
        if isinstance(answer, LoadedFolder):
            feed = await self._folder(answer)
            return Found(answer.url, "folder", feed, answer)
        if kind == "file":
            article = await self._file(answer.url, answer.body, answer.modified_at)
            feed = ParsedFeed(title=name_of(answer.url), articles=(article,))
        else:
            feed = await self._pool.run(
                work.read_feed, answer.body, answer.url, answer.content_type
            )
        url = answer.moved_to or answer.asked or answer.url
        return Found(url, kind, feed, answer)

    async def _follow_page(self, page: Loaded, problem: NotAFeed) -> Found | Choices:
        found = await self._pool.run(work.find_feeds, page.body, page.url, page.content_type)
        candidates = tuple(Candidate(*each) for each in found)
        if not candidates:
            raise NotAFeed(
                problem.source,
                problem.looks_like,
                "It names no feed either; look on the site for a link called RSS, Atom or feed.",
            )
        if len(candidates) > 1:
            return Choices(page.url, candidates)
        # A page may name what is on its own server, wherever that is, and what is public.
        foreign = host(candidates[0].url) != host(page.url)
        answer = await self._sources.load(candidates[0].url, foreign=foreign)
        if not isinstance(answer, Loaded):
            raise problem
        return await self.of(answer, "feed")

    async def _folder(self, folder: LoadedFolder) -> ParsedFeed:
        read = await asyncio.gather(
            *(
                self._file(path_to_url(each.path), each.body, each.modified_at)
                for each in folder.files
            ),
            return_exceptions=True,
        )
        articles = [each for each in read if isinstance(each, ParsedArticle)]
        problems = [each for each in read if isinstance(each, DatelineError)]
        for each in read:
            if isinstance(each, BaseException) and not isinstance(each, DatelineError):
                raise each
        if not articles and problems:
            first = problems[0]
            raise FetchError(
                f"none of the {len(problems)} files in {name_of(folder.url)} could be read; "
                f"the first: {first.problem}",
                first.hint,
                kind="file",
            )
        return ParsedFeed(title=name_of(folder.url), articles=tuple(articles))

    async def _file(self, url: str, body: bytes, modified_at: datetime | None) -> ParsedArticle:
        return await self._pool.run(work.read_file, body, name_of(url), url, modified_at)
