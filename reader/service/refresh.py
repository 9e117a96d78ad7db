"""Asking feeds for news: which, when, and what becomes of the answers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError, FetchError
from reader.model.fetched import NotModified
from reader.model.outcome import Failed, Outcome, Postponed, Progress, Report, Unchanged, Updated
from reader.service import pace
from reader.service.understand import Understanding
from reader.store import polling
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from reader.model.outcome import Choices
    from reader.service.commit import Commit
    from reader.service.pool import Pool
    from reader.service.sources import Sources
    from reader.service.understand import Found
    from reader.store.articles import Merged
    from reader.store.db import Database
    from reader.store.polling import Kept, Polled

log = logging.getLogger(__name__)

QUIET_TOGETHER = 50
"""Answers without news are kept in one transaction for so many feeds."""


class Refresh:
    """The verbs on asking."""

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
        self._understanding = Understanding(sources, pool)
        self._now = now

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
        one passes over Retry-After. A caller that is cancelled leaves what was committed.
        """
        every = await self._db.read(polling.polled, feed_ids)
        way = pace.Way(by_hand=by_hand or feed_ids is not None, force=force)
        for url, until in pace.paused_hosts(every, self._now()):
            self._sources.pause(url, until)
        asked, waiting = pace.chosen(every, way, self._now())
        tally = _Tally([each.title for each in asked], on_progress)
        for each in waiting:
            tally.add(each)
        quiet: list[Kept] = []
        try:
            async with asyncio.TaskGroup() as group:
                for feed in asked:
                    group.create_task(self._check(feed, way, tally, quiet))
        finally:
            await self._keep_quiet(quiet, 1)
        return tally.report()

    async def look(self, url: str) -> Found | Choices:
        """What an address that may become a subscription leads to; raises DatelineError."""
        return await self._understanding.look(url)

    async def keep_first(self, feed_id: int, found: Found) -> Outcome:
        """Keep what the look at a new subscription found, as its first check."""
        polled = (await self._db.read(polling.polled, [feed_id]))[0]
        merged = await self._keep(polled, found, pace.BY_HAND)
        title = found.feed.title or polled.title
        return Updated(feed_id, title, merged.new, merged.changed)

    async def _check(self, polled: Polled, way: pace.Way, tally: _Tally, quiet: list[Kept]) -> None:
        try:
            outcome = await self._ask(polled, way, quiet)
        except DatelineError as problem:
            outcome = await self._failed(polled, problem, quiet)
        except Exception:
            log.exception("a bug while checking %s", without_secrets(polled.feed.url))
            bug = DatelineError("dateline stumbled over it; the log has the details")
            outcome = await self._failed(polled, bug, quiet)
        log.info("%s url=%s", _in_words(outcome), without_secrets(polled.feed.url))
        tally.add(outcome)
        await self._keep_quiet(quiet, QUIET_TOGETHER)

    async def _ask(self, polled: Polled, way: pace.Way, quiet: list[Kept]) -> Outcome:
        feed = polled.feed
        answer = await self._sources.load(feed.url, polled.validators)
        if isinstance(answer, NotModified):
            quiet.append(pace.settled(polled, answer, self._now(), way))
            return Unchanged(feed.id, polled.title)
        found = await self._understanding.of(answer, feed.kind)
        merged = await self._keep(polled, found, way)
        if not (merged.new or merged.changed):
            return Unchanged(feed.id, polled.title)
        return Updated(feed.id, polled.title, merged.new, merged.changed)

    async def _keep(self, polled: Polled, found: Found, way: pace.Way) -> Merged:
        now = self._now()

        def settle(merged: Merged) -> Kept:
            return pace.settled(polled, found.answer, now, way, parsed=found.feed, new=merged.new)

        return await self._commit(polling.keep_feed, polled.feed.id, found.feed, now, settle)

    async def _failed(self, polled: Polled, problem: DatelineError, quiet: list[Kept]) -> Outcome:
        kept = pace.settled(polled, problem, self._now(), pace.WHEN_DUE)
        quiet.append(kept)
        status, retry_at = None, None
        if isinstance(problem, FetchError):
            status, retry_at = problem.status, problem.retry_at
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
        )

    async def _keep_quiet(self, quiet: list[Kept], enough: int) -> None:
        if len(quiet) >= enough:
            together, quiet[:] = tuple(quiet), []
            await self._commit(polling.keep_health, together)


@dataclass(slots=True)
class _Tally:
    """Counts outcomes as they come and tells how far along the refresh is."""

    waiting: list[str]
    on_progress: Callable[[Progress], None] | None
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        if not isinstance(outcome, Postponed) and outcome.title in self.waiting:
            self.waiting.remove(outcome.title)
        if self.on_progress:
            done = len(self.outcomes)
            slowest = self.waiting[0] if self.waiting else ""
            self.on_progress(Progress(done, done + len(self.waiting), outcome, slowest))

    def report(self) -> Report:
        """The whole refresh in numbers."""

        def of(kind: type[Outcome]) -> Sequence[Outcome]:
            return [each for each in self.outcomes if isinstance(each, kind)]

        updated = [each for each in self.outcomes if isinstance(each, Updated)]
        return Report(
            feeds=len(self.outcomes),
            updated=len(updated),
            unchanged=len(of(Unchanged)) + len(of(Postponed)),
            failed=len(of(Failed)),
            new=sum(each.new for each in updated),
            changed=sum(each.changed for each in updated),
            errors=tuple(each for each in self.outcomes if isinstance(each, Failed)),
            postponed=tuple(each for each in self.outcomes if isinstance(each, Postponed)),
        )


def _in_words(outcome: Outcome) -> str:
    match outcome:
        case Updated(new=new, changed=changed):
            return f"updated new={new} changed={changed}"
        case Unchanged():
            return "unchanged"
        case Postponed(ready_at=at):
            return f"postponed until={at:%Y-%m-%dT%H:%M:%SZ}"
        case Failed(problem=problem):
            return f"failed problem={problem!r}"
