"""Asking feeds for news: which, when, and what becomes of the answers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError, FetchError
from reader.model.fetched import Loaded, LoadedFolder, NotModified
from reader.model.outcome import Failed, Outcome, Postponed, Progress, Report, Unchanged, Updated
from reader.service import pace
from reader.service.understand import Found, Understanding
from reader.store import polling
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from reader.model.outcome import Choices
    from reader.service.commit import Commit
    from reader.service.pool import Pool
    from reader.service.sources import Sources
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
        plan = [(each, pace.postponed(each, way, self._now())) for each in every]
        asked = [each for each, wait in plan if wait is None]
        tally = _Tally([each.title for each in asked], on_progress)
        if way.by_hand or way.force:
            for _, wait in plan:
                if wait is not None:
                    tally.add(wait)
        quiet: list[Kept] = []
        try:
            async with asyncio.TaskGroup() as group:
                for each in asked:
                    group.create_task(self._check(each, way, tally, quiet))
        finally:
            await self._keep_quiet(quiet, 1)
        return tally.report()

    async def look(self, url: str) -> Found | Choices:
        """What an address that may become a subscription leads to; raises DatelineError."""
        return await self._understanding.look(url)

    async def keep_first(self, feed_id: int, found: Found) -> Outcome:
        """Keep what the look at a new subscription found, as its first check."""
        polled = (await self._db.read(polling.polled, [feed_id]))[0]
        kept = pace.after_news(polled, found, self._now())
        merged = await self._commit(polling.keep_feed, kept, found.feed, self._now())
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
        answer = await self._sources.load(feed.url, polled.validators, kind=feed.kind)
        match answer:
            case NotModified():
                quiet.append(pace.after_nothing(polled, answer, way, self._now()))
                return Unchanged(feed.id, polled.title)
            case Loaded() | LoadedFolder():
                found = await self._understanding.of(answer, feed.kind)
        kept = pace.after_news(polled, found, self._now(), way)
        merged = await self._commit(polling.keep_feed, kept, found.feed, self._now())
        if not (merged.new or merged.changed):
            return Unchanged(feed.id, polled.title)
        return Updated(feed.id, polled.title, merged.new, merged.changed)

    async def _failed(self, polled: Polled, problem: DatelineError, quiet: list[Kept]) -> Failed:
        kept = pace.after_failure(polled, problem, self._now())
        quiet.append(kept)
        return Failed(
            polled.feed.id,
            polled.title,
            polled.feed.url,
            problem.problem,
            problem.hint,
            retry_at=kept.health.next_check_at,
            http_status=problem.status if isinstance(problem, FetchError) else None,
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
