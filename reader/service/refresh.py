"""Asking feeds for news: which, when, and what becomes of the answers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.fetch.addresses import plainly_private
from reader.fetch.failures import Offline, unreachable
from reader.fetch.hosts import registered_domain
from reader.model.errors import DatelineError, FetchError
from reader.model.fetched import LoadedFolder, NotModified
from reader.model.outcome import Failed, Outcome, Postponed, Progress, Report, Unchanged, Updated
from reader.service import pace
from reader.service.lease import Lease
from reader.service.tally import Tally, in_words
from reader.service.understand import Understanding
from reader.store import polling
from reader.text.url import host, without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from reader.model.fetched import Asks, Fetched
    from reader.model.outcome import Choices
    from reader.service.commit import Commit
    from reader.service.fulltext import FullText
    from reader.service.pool import Pool
    from reader.service.sources import Sources
    from reader.service.understand import Found
    from reader.store.articles import Merged
    from reader.store.db import Database
    from reader.store.polling import Kept, Polled

log = logging.getLogger(__name__)

QUIET_TOGETHER = 50
"""Answers without news are kept in one transaction for so many feeds,"""
QUIET_SECONDS = 2.0
"""or for so long: what a crash forgets is asked for again."""

_MANY = 8
"""Feeds never read before, for which it pays to have every worker ready."""

_NO_COINCIDENCE = 3
"""So many houses that cannot be reached at once, and none that can: it is our own connection."""


@dataclass(slots=True)
class _Round:
    """One refresh while it runs."""

    way: pace.Way
    tally: Tally
    quiet: list[Kept] = field(default_factory=list)
    quiet_since: float = 0.0
    reached: bool = False
    """Some server out there answered."""
    unreached: list[tuple[Polled, FetchError]] = field(default_factory=list)
    """Feeds that got no answer before any did; whose fault that is shows at the end."""


class Refresh:
    """The verbs on asking."""

    def __init__(
        self,
        db: Database,
        commit: Commit,
        sources: Sources,
        pool: Pool,
        whole: FullText,
        now: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._commit = commit
        self._sources = sources
        self._whole = whole
        self._understanding = Understanding(sources, pool)
        self._now = now
        self._lease = Lease(db, "refresh", now)
        self._asking: set[int] = set()
        self._reached_at: datetime | None = None

    async def run(
        self,
        feed_ids: Iterable[int] | None = None,
        *,
        by_hand: bool = False,
        force: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Ask feeds for news: those that are due, or, by hand, those a server lets us ask.

        `force` also passes over what a server's caching asks for, once in ten minutes a feed; no
        one passes over Retry-After. Feeds that are paused or were given up are asked only by
        their ids. A caller that is cancelled leaves what was committed.
        """
        ids = None if feed_ids is None else tuple(feed_ids)
        named = ids is not None
        way = pace.Way(by_hand=by_hand or named, force=force, named=named)
        if not any(await self._chosen(ids, way)):
            return Report()
        async with self._lease.held():  # another process may have asked them meanwhile
            asked, waiting = await self._chosen(ids, way)
            this = _Round(way, Tally([each.title for each in asked], on_progress))
            for each in waiting:
                this.tally.add(each)
            await self._ask_all(asked, this)
        return this.tally.report()

    async def look_at_files(self, feed_ids: Iterable[int]) -> Report:
        """Read files and folders that have changed. No server is asked, so no turn is taken."""
        asked, _ = await self._chosen(tuple(feed_ids), pace.BY_HAND)
        this = _Round(pace.BY_HAND, Tally([each.title for each in asked], None))
        await self._ask_all(asked, this)
        return this.tally.report()

    async def _ask_all(self, asked: list[Polled], this: _Round) -> None:
        ids = {each.feed.id for each in asked}
        self._asking |= ids
        if sum(each.health.checked_at is None for each in asked) >= _MANY:
            self._understanding.expect_many()
        try:
            async with asyncio.TaskGroup() as group:
                for feed in asked:
                    group.create_task(self._check(feed, this))
            for feed, problem in self._blamed(this):
                await self._tell(feed, await self._failed(feed, problem, this), this)
        finally:
            self._asking -= ids
            await self._keep_quiet(this, now=True)

    @property
    def asking(self) -> frozenset[int]:
        """The feeds of running refreshes that have not answered yet."""
        return frozenset(self._asking)

    async def look(self, url: str) -> Found | Choices:
        """What an address that may become a subscription leads to; raises DatelineError."""
        await self._respect_pauses()
        return await self._understanding.look(url)

    async def keep_first(self, feed_id: int, found: Found) -> Outcome:
        """Keep what the look at a new subscription found, as its first check."""
        polled = (await self._db.read(polling.polled, [feed_id]))[0]
        merged = await self._keep(polled, found, pace.BY_HAND)
        title = found.feed.title or polled.title
        return Updated(feed_id, title, merged.fresh, merged.changed)

    async def _chosen(
        self, ids: Iterable[int] | None, way: pace.Way
    ) -> tuple[list[Polled], list[Postponed]]:
        every = await self._as_agreed(await self._db.read(polling.polled, ids))
        asked, waiting = pace.chosen(every, way, self._now())
        waiting += [self._underway(each) for each in asked if each.feed.id in self._asking]
        return [each for each in asked if each.feed.id not in self._asking], waiting

    async def _as_agreed(self, every: list[Polled]) -> list[Polled]:
        """The feeds with every wait as long as was agreed, on this clock and by this process."""
        now = self._now()
        put_back = {each.feed.id: late for each in every if (late := pace.set_back(each, now))}
        if put_back:
            kept = tuple(pace.unsettled(each) for each in put_back.values())
            await self._commit(polling.keep_health, kept)
        await self._respect_pauses()
        return [put_back.get(each.feed.id, each) for each in every]

    async def _respect_pauses(self) -> None:
        await pace.respect_pauses(self._db, self._sources, self._now())

    def _underway(self, polled: Polled) -> Postponed:
        return Postponed(polled.feed.id, polled.title, self._now(), "it is being asked already")

    async def _check(self, polled: Polled, this: _Round) -> None:
        try:
            outcome = await self._ask(polled, this)
        except FetchError as problem:
            if problem.kind == "network" and not this.reached:
                this.unreached.append((polled, problem))
                return
            own = unreachable(polled.feed.url) if isinstance(problem, Offline) else problem
            outcome = await self._failed(polled, own, this)
        except DatelineError as problem:
            outcome = await self._failed(polled, problem, this)
        except Exception:
            log.exception("a bug while checking %s", without_secrets(polled.feed.url))
            bug = DatelineError("dateline stumbled over it; the log has the details")
            outcome = await self._failed(polled, bug, this)
        await self._tell(polled, outcome, this)

    async def _tell(self, polled: Polled, outcome: Outcome, this: _Round) -> None:
        log.info("%s url=%s", in_words(outcome), without_secrets(polled.feed.url))
        self._asking.discard(polled.feed.id)
        this.tally.add(outcome)
        await self._keep_quiet(this)

    async def _ask(self, polled: Polled, this: _Round) -> Outcome:
        feed = polled.feed
        answer = await self._sources.load(feed.url, polled.validators, polled.settings)
        self._note_reached(answer, this)
        if isinstance(answer, NotModified):
            this.quiet.append(pace.settled(polled, answer, self._now(), this.way))
            return Unchanged(feed.id, polled.title)
        try:
            found = await self._understanding.of(answer, feed.kind)
        except DatelineError as problem:
            asks = None if isinstance(answer, LoadedFolder) else answer.asks
            return await self._failed(polled, problem, this, asks)
        merged = await self._keep(polled, found, this.way)
        if not (merged.fresh or merged.changed):
            return Unchanged(feed.id, polled.title)
        return Updated(feed.id, polled.title, merged.fresh, merged.changed)

    async def _keep(self, polled: Polled, found: Found, way: pace.Way) -> Merged:
        now = self._now()

        def settle(merged: Merged) -> Kept:
            return pace.settled(polled, found.answer, now, way, parsed=found.feed, new=merged.new)

        merged = await self._commit.lightly(
            polling.keep_feed, polled.feed.id, found.feed, now, settle
        )
        change = merged.change
        edited = change.articles - change.arrivals
        if ids := change.articles if polled.settings.full_text else edited:
            await self._whole.expect(ids)
        return merged

    async def _failed(
        self, polled: Polled, problem: DatelineError, this: _Round, asks: Asks | None = None
    ) -> Outcome:
        kept = pace.settled(polled, problem, self._now(), this.way, asks=asks)
        this.quiet.append(kept)
        status, retry_at = None, None
        if isinstance(problem, FetchError):
            status, retry_at = problem.status, problem.retry_at
            self._note_reached(problem, this)
            if problem.kind == "http" and status is None and retry_at:
                return Postponed(polled.feed.id, polled.title, retry_at, kept.health.why)
        return Failed(
            polled.feed.id,
            polled.title,
            polled.feed.url,
            problem.problem,
            problem.hint,
            retry_at=kept.health.next_check_at,
            http_status=status,
            offline=isinstance(problem, Offline),
        )

    def _note_reached(self, answer: Fetched | FetchError, this: _Round) -> None:
        """Remember that a server out there answered; one of this machine proves nothing."""
        if isinstance(answer, LoadedFolder) or answer.status is None:
            return
        url = answer.place if isinstance(answer, FetchError) else answer.url
        if not plainly_private(host(url)):
            this.reached, self._reached_at = True, self._now()

    def _blamed(self, this: _Round) -> Iterable[tuple[Polled, FetchError]]:
        """Who got no answer, and why: no network here, or the server's own trouble."""
        houses = {registered_domain(host(polled.feed.url)) for polled, _ in this.unreached}
        lost = any(isinstance(problem, Offline) for _, problem in this.unreached)
        ours = not this.reached and (lost or len(houses) >= _NO_COINCIDENCE)
        for polled, problem in this.unreached:
            url, since = polled.feed.url, pace.offline_since(polled)
            others = since is not None and self._reached_at is not None and self._reached_at > since
            if ours and not others:
                yield polled, Offline(url)
            else:
                yield polled, unreachable(url) if isinstance(problem, Offline) else problem

    async def _keep_quiet(self, this: _Round, *, now: bool = False) -> None:
        """Keep how asking went, for several feeds at once."""
        clock = asyncio.get_running_loop().time()
        if len(this.quiet) == 1:
            this.quiet_since = clock
        enough = len(this.quiet) >= QUIET_TOGETHER or clock - this.quiet_since > QUIET_SECONDS
        if this.quiet and (enough or now):
            together, this.quiet = tuple(this.quiet), []
            await self._commit.lightly(polling.keep_health, together)
