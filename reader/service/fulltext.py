"""The whole texts of articles, from their own pages: one at a person's wish, or a feed's as they
come.

A page is named by a feed and not by the person, so it never leads to private ground, unless the
feed itself lives there. It stands in the same line as everything else its host is asked for.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from reader.fetch.failures import Offline
from reader.fetch.hosts import registered_domain
from reader.model.article import WholeText
from reader.model.errors import DatelineError, FetchError, UsageError
from reader.model.feed import FeedSettings
from reader.model.fetched import Loaded
from reader.service import pace, page_pace, work
from reader.store import liveposts, memory, pages
from reader.text.url import host, is_web, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from reader.model.changes import Change
    from reader.model.feed import Validators
    from reader.model.parsed import ExtractedArticle
    from reader.service.commit import Commit
    from reader.service.pool import Pool
    from reader.service.sources import Sources
    from reader.store.db import Database
    from reader.store.pages import Addressed, Waiting

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Pages that are fetched after one refresh, the newest; the others when they are opened."""

_AT_HAND = 3


@dataclass(frozen=True, slots=True)
class Fetching:
    """How far fetching what a refresh brought is."""

    done: int
    total: int
    failed: int = 0


class FullText:
    """The verbs on whole texts."""

    def __init__(
        self,
        db: Database,
        commit: Commit,
        sources: Sources,
        pool: Pool,
        now: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._commit = commit
        self._sources = sources
        self._pool = pool
        self._now = now
        self._expected: set[Waiting] = set()
        self._latest: dict[int, Loaded] = {}
        """The pages that texts were taken from last."""
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def turn(self, article_id: int) -> Change:
        """Show the feed's own text where the whole one is shown, and the whole one where not.

        Raises:
            DatelineError: the whole one is not kept and cannot be had.
        """
        whole = (await self._db.read(pages.addressed, article_id)).whole
        if whole is not None and whole.shown:
            return await self._commit(pages.show, article_id, whole=False)
        return await self.fetch(article_id)

    async def fetch(self, article_id: int) -> Change:
        """Show the whole text, fetching it if it is not kept; a caller may be cancelled any time.

        Raises:
            NotFound: there is no such article.
            UsageError: it has no page, or its page was asked a moment ago.
            FetchError, ParseError: its page cannot be had, or does not give the whole text.
        """
        async with self._turn(article_id):
            article = await self._db.read(pages.addressed, article_id)
            if (whole := article.whole) is not None and whole.html and not whole.stale:
                return await self._commit(pages.show, article_id, whole=True)
            self._check(article)
            return await self._ask(article_id, article)

    async def page(self, article_id: int) -> Loaded:
        """The page itself: as it came a moment ago with the text, else it is asked for.

        Raises:
            NotFound: there is no such article.
            UsageError: it has no page, or its page was asked a moment ago.
            FetchError: its page cannot be had.
        """
        async with self._turn(article_id):
            if (page := self._latest.pop(article_id, None)) is not None:
                return page
            article = await self._db.read(pages.addressed, article_id)
            self._check(article)
            try:
                page = await self._loaded(article)
            except DatelineError as problem:
                await self._note(article_id, article, problem)
                raise
            whole = (article.whole or WholeText(self._now()))._replace(asked_at=self._now())
            await self._commit(pages.keep, article_id, whole)
            return page

    async def opening(self, article_id: int) -> tuple[bool, str]:
        """Whether an article that is opened is to be fetched whole by itself, as its feed wants;
        if not, what hinders that."""
        if not await self._db.read(pages.waiting, [article_id]):
            return False, ""
        problem = await self._hindrance(await self._db.read(pages.addressed, article_id))
        return problem is None, problem or ""

    async def expect(self, ids: Iterable[int]) -> None:
        """Note articles that a refresh brought or changed: `fetch_expected` fetches them."""
        self._expected.update(await self._db.read(pages.waiting, ids))

    @property
    def expected(self) -> int:
        """How many pages `fetch_expected` would ask for."""
        return min(len(self._expected), AT_ONCE)

    async def fetch_expected(
        self, on_progress: Callable[[Fetching], None] | None = None
    ) -> Fetching:
        """Fetch what refreshes brought, the newest first, one after another.

        What cannot be had is noted, and told when the article is opened. A caller that is
        cancelled keeps what was fetched, and the rest waits for the next call.
        """
        self._expected = set(sorted(self._expected, reverse=True)[:AT_ONCE])
        told = Fetching(0, len(self._expected))
        while self._expected:
            if on_progress:
                on_progress(told)
            newest = max(self._expected)
            failed = not await self._fetched_quietly(newest.id)
            self._expected.discard(newest)
            done = told.done + 1
            told = Fetching(done, done + len(self._expected), told.failed + failed)
        return told

    async def _fetched_quietly(self, article_id: int) -> bool:
        article = await self._db.read(pages.addressed, article_id)
        problem = await self._hindrance(article)
        if problem is None:
            try:
                await self.fetch(article_id)
            except DatelineError as error:
                problem = error.problem
        if problem is not None:
            log.info("no whole text url=%s: %s", without_secrets(article.url), problem)
        return problem is None

    async def _hindrance(
        self, article: Addressed, floor: timedelta = page_pace.FLOOR
    ) -> str | None:
        """Why a page is not to be asked by itself now; None if it may be."""
        now = self._now()
        ready = page_pace.ready_at(article.whole, now, by_hand=False, floor=floor)
        if ready is None or ready > now:
            return article.whole.problem if article.whole else ""
        refused = await self._db.read(memory.recall, _house(article.url))
        return "its house refused pages lately" if refused > now.isoformat() else None

    def _check(self, article: Addressed, floor: timedelta = page_pace.FLOOR) -> None:
        """Raises UsageError if an article has no page that may be asked now."""
        if not is_web(article.url):
            raise UsageError(
                "this article has no page of its own", "What its feed says is all there is."
            )
        self._respect_pace(article.whole, floor)

    def _respect_pace(self, whole: WholeText | None, floor: timedelta) -> None:
        now = self._now()
        ready = page_pace.ready_at(whole, now, by_hand=True, floor=floor)
        if whole is not None and ready is not None and ready > now:
            said = whole.problem or "the page was fetched a moment ago"
            raise UsageError(
                f"{said} (asked at {whole.asked_at.astimezone():%H:%M})",
                f"It may be asked again at {ready.astimezone():%H:%M}; until then o opens it in "
                "the browser.",
            )

    async def _ask(self, article_id: int, article: Addressed) -> Change:
        """Ask for the page, and keep what it gave; raises DatelineError, which is kept, too."""
        try:
            page = await self._loaded(article)
            self._remember(article_id, page)
            told = await self._pool.run(
                work.read_whole, page.body, page.url, page.content_type, article.url, article.html
            )
        except DatelineError as problem:
            await self._note(article_id, article, problem)
            raise
        await self._keep_posts(article_id, told)
        return await self._commit(pages.keep, article_id, page_pace.given(told, self._now()))

    async def read_again(
        self, article_id: int, known: Validators, *, live: bool
    ) -> tuple[ExtractedArticle, Validators] | None:
        """What an article's page says now, and what it is asked with next; None: what it said.

        Nothing of it is kept but the posts of a live blog, which is asked more often.

        Raises:
            NotFound, UsageError, FetchError, ParseError: as for `fetch`.
        """
        floor = page_pace.LIVE_FLOOR if live else page_pace.FLOOR
        async with self._turn(article_id):
            article = await self._db.read(pages.addressed, article_id)
            if problem := await self._hindrance(article, floor):
                raise UsageError(problem)
            self._check(article, floor)
            try:
                page = await self._loaded_again(article, known)
                if page is None:
                    await self._commit(pages.note_asked, article_id, self._now())
                    return None
                told = await self._pool.run(
                    work.read_whole, page.body, page.url, page.content_type, article.url, ""
                )
            except DatelineError as problem_:
                await self._note(article_id, article, problem_)
                raise
            await self._keep_posts(article_id, told)
            return told, page.validators

    async def _keep_posts(self, article_id: int, told: ExtractedArticle) -> None:
        if told.live is not None:
            await self._commit(liveposts.keep, article_id, told.live, self._now())

    async def _loaded(self, article: Addressed) -> Loaded:
        await pace.respect_pauses(self._db, self._sources, self._now())
        settings, foreign = manners(article, article.url)
        return await self._sources.page(article.url, settings, foreign=foreign)

    async def _loaded_again(self, article: Addressed, known: Validators) -> Loaded | None:
        """A page that was had; None if it is what it was."""
        await pace.respect_pauses(self._db, self._sources, self._now())
        settings, foreign = manners(article, article.url)
        page = await self._sources.page_again(article.url, known, settings, foreign=foreign)
        return page if isinstance(page, Loaded) else None

    def _remember(self, article_id: int, page: Loaded) -> None:
        """Have a page at hand for whoever keeps it next, as no page is asked twice in an hour."""
        self._latest[article_id] = page
        for each in list(self._latest)[:-_AT_HAND]:
            del self._latest[each]

    async def _note(self, article_id: int, article: Addressed, problem: DatelineError) -> None:
        unasked = isinstance(problem, Offline)
        if isinstance(problem, FetchError):
            unasked |= problem.kind == "auth" or (problem.kind == "http" and problem.status is None)
            if problem.status in page_pace.WALLS:
                until = (self._now() + page_pace.AFTER_REFUSAL).isoformat()
                await self._commit(memory.remember, _house(article.url), until)
        if not unasked:  # no server was asked for it
            whole = page_pace.failed(article.whole, problem, self._now())
            await self._commit(pages.keep, article_id, whole)

    def _turn(self, article_id: int) -> asyncio.Lock:
        """What two who want one page at once wait for: the second finds it there."""
        return self._turns.setdefault(article_id, asyncio.Lock())


def manners(article: Addressed, url: str) -> tuple[FeedSettings, bool]:
    """What is said beside a request for what an article names, and whether that is foreign.

    Secrets go only to the feed's own server.
    """
    if host(url) == host(article.feed_url):
        return article.settings, False
    settings = article.settings
    return FeedSettings(user_agent=settings.user_agent, proxy=settings.proxy), True


def _house(url: str) -> str:
    """Under which it is remembered that pages are refused."""
    return f"refused {registered_domain(host(url))}"
