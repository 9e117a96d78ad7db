"""From bytes to what they say: a feed, a saved article, a folder of them, or a page to look on."""

from __future__ import annotations

import asyncio
import hashlib
import logging
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
    from reader.model.fetched import LocalFile
    from reader.service.pool import Pool
    from reader.service.sources import Sources


_log = logging.getLogger(__name__)

_KEPT = 200_000
"""Characters of a file's articles, up to which they are kept at hand."""

Known = dict[str, tuple[bytes, tuple[ParsedArticle, ...]]]
"""By the paths of files: the hash of their bytes, and what they said."""


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
        self._known: dict[str, Known] = {}
        """Of each folder what was read last, so that one new file costs one reading."""

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
            if not answer.files:
                hint = next(iter(answer.unreadable), "Name a folder of saved pages or articles.")
                raise FetchError(f"{name_of(url)} holds no articles", hint, kind="file")
            return await self.of(answer, "folder")
        if answer.url.startswith("file:"):
            kind, feed = await self._pool.run_long(
                work.read_unknown, answer.body, name_of(url), answer.url, answer.modified_at
            )
            return Found(answer.url, kind, feed, answer)
        try:
            return await self.of(answer, "feed")
        except NotAFeed as problem:
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
            feed = await self._file(answer.url, answer.body, answer.modified_at)
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
        before = self._known.get(folder.url, {})
        now: Known = {}
        read = await asyncio.gather(
            *(self._of_folder(file, before, now) for file in folder.files), return_exceptions=True
        )
        problems = [each for each in read if isinstance(each, DatelineError)]
        for each in read:
            if isinstance(each, BaseException) and not isinstance(each, DatelineError):
                raise each
        found = [each for each in read if isinstance(each, tuple)]
        for problem in (*folder.unreadable, *(each.problem for each in problems)):
            _log.info("left out of %s: %s", name_of(folder.url), problem)
        if not found and problems:
            first = problems[0]
            raise FetchError(
                f"none of the {len(problems)} files in {name_of(folder.url)} could be read; "
                f"the first: {first.problem}",
                first.hint,
                kind="file",
            )
        self._known[folder.url] = now
        articles = tuple(article for several in found for article in several)
        return ParsedFeed(title=name_of(folder.url), articles=articles)

    async def _of_folder(
        self, file: LocalFile, before: Known, now: Known
    ) -> tuple[ParsedArticle, ...]:
        """The articles of one file, read again only if its bytes are others than last time."""
        digest = hashlib.sha256(file.body).digest()
        known = before.get(file.path)
        if known is None or known[0] != digest:
            feed = await self._file(path_to_url(file.path), file.body, file.modified_at)
            known = digest, feed.articles
        if sum(len(each.html) for each in known[1]) <= _KEPT:
            now[file.path] = known
        return known[1]

    async def _file(self, url: str, body: bytes, modified_at: datetime | None) -> ParsedFeed:
        return await self._pool.run_long(work.read_file, body, name_of(url), url, modified_at)
