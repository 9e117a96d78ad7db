"""Asking feeds for news, one refresh at a time: the person's, or what is due by itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from textual.signal import Signal
from textual.worker import WorkerError

from reader.model.errors import DatelineError
from reader.text.clean import clean_line
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo
    from typing import Any

    from textual.app import App
    from textual.timer import Timer
    from textual.worker import Worker

    from reader.model.article import Alert
    from reader.model.offline import Gathered
    from reader.model.outcome import Progress, Report
    from reader.service.fulltext import Fetching
    from reader.service.reader import Reader

OFFLINE = "DATELINE_OFFLINE"
"""With anything in it, the reader asks no feed unless it is told to."""

_SOON = 200
"""Articles whose stories are found within a second, and without a word."""

LOOK_EVERY = 30.0
"""Seconds between looks whether something is due; a machine that slept is found out by them."""

_TOGETHER = 3
"""Changes that are told one by one."""

_REST = timedelta(minutes=10)
"""How long nothing is asked by itself after the person has stopped a refresh."""


class Told(NamedTuple):
    """How a refresh goes."""

    progress: str
    """What to show as long as it runs; empty: it is over."""
    message: str = ""
    """What came of it."""
    wrong: bool = False


class Asking:
    """The refreshes of the reader that is shown; what one has brought is kept when it is stopped.

    It belongs to the app and not to a screen, so that every screen shows how far it is.
    """

    def __init__(self, app: App[Any], reader: Reader, *, own: bool = True) -> None:
        """`own`: it is the person's reader, and not the sample, of which nothing is fetched."""
        self.told: Signal[Told] = Signal(app, "asking")
        self.progress = ""
        self._app = app
        self._reader = reader
        self._own = own
        self._worker: Worker[None] | None = None
        self._by_hand = False
        self._timer: Timer | None = None
        self._rests_until: datetime | None = None

    @property
    def running(self) -> bool:
        """Whether a refresh is running."""
        return self._worker is not None and self._worker.is_running

    def start(
        self, name: str, feed_ids: Sequence[int] | None = None, *, force: bool = False
    ) -> bool:
        """Ask feeds for news, all of them without ids; False if a refresh is running.

        One that nobody asked for makes way.
        """
        if self.running and self._by_hand:
            self._tell(Told(self.progress, "A refresh is running. Esc stops it."))
            return False
        self._run(f"Asking {name}", feed_ids, by_hand=True, force=force)
        return True

    def stop(self) -> bool:
        """Stop the refresh; False if none is running."""
        if self._worker is None or not self.running:
            return False
        self._worker.cancel()
        self._rests_until = self._reader.now() + _REST
        self._tell(Told("", "Refresh stopped; what had come is kept."))
        return True

    def keep_up(self) -> None:
        """From now on, ask what is due by itself."""
        if self._timer is None:
            self._timer = self._app.set_interval(LOOK_EVERY, self._look)
            self._look()

    def close(self) -> None:
        """Ask no more."""
        if self._timer is not None:
            self._timer.stop()
        if self._worker is not None:
            self._worker.cancel()

    def _look(self) -> None:
        resting = self._rests_until is not None and self._reader.now() < self._rests_until
        if not (self.running or resting):
            work = guarded(self._app, self._ask_what_is_due)
            self._app.run_worker(work, group="due", exclusive=True, exit_on_error=False)

    async def _ask_what_is_due(self) -> None:
        if await self._reader.feeds.any_due():
            # What asking needs takes a while to import, which must not hold up the keys.
            await asyncio.to_thread(import_module, "reader.service.refresh")
            if not self.running:
                # Nothing is shown before a feed has answered: often all that is due wants peace.
                self._run("")
            return
        await asyncio.to_thread(import_module, "reader.service.rechecks")
        if self._own and await self._reader.rechecks.due() and not self.running:
            work = guarded(self._app, self._recheck)
            self._worker = self._app.run_worker(work, group="refresh", exit_on_error=False)
            return
        await asyncio.to_thread(import_module, "reader.service.offline")
        if self._own and await self._reader.offline.waiting(1) and not self.running:
            work = guarded(self._app, self._keep_offline)
            self._worker = self._app.run_worker(work, group="refresh", exit_on_error=False)

    def _run(
        self,
        what: str,  # to be shown until the first feed has answered
        feed_ids: Sequence[int] | None = None,
        *,
        by_hand: bool = False,
        force: bool = False,
    ) -> None:
        before, self._by_hand = self._worker, by_hand
        if before is not None:
            before.cancel()

        async def run() -> None:
            if before is not None:
                with suppress(WorkerError):  # it was stopped, or told what went wrong
                    await before.wait()
            self._tell(Told(f"{what} … Esc stops" if what else ""))
            await self._refresh(feed_ids, by_hand=by_hand, force=force)
            await self._fetch_whole()
            await self._recheck()
            await self._gather()
            await self._keep_offline()

        work = guarded(self._app, run)
        self._worker = self._app.run_worker(work, group="refresh", exit_on_error=False)

    async def _refresh(self, feed_ids: Sequence[int] | None, *, by_hand: bool, force: bool) -> None:
        told = Told("")
        try:
            if by_hand and not await self._reader.feeds.all():
                told = Told("", "There are no feeds yet. {feed.add} adds one.")
                return
            report = await self._reader.refresh.run(
                feed_ids, by_hand=by_hand, force=force, on_progress=self._show
            )
            await self._reader.retention.keep_rule()
            zone = self._reader.now().astimezone().tzinfo
            message = summary(report, zone) if by_hand else quiet_summary(report)
            told = Told("", message, wrong=by_hand and bool(report.failed) and not report.new)
        except DatelineError:
            if not by_hand:
                self._rests_until = self._reader.now() + _REST  # told once, not at every look
            raise
        finally:
            if self.progress:  # it was not stopped, which has been told
                self._tell(told)

    async def _fetch_whole(self) -> None:
        """Fetch the texts that feeds want whole; a refresh that a person wants does not wait."""
        self._by_hand = False
        if not self._reader.fulltext.expected:
            return

        def show(done: Fetching) -> None:
            self._tell(Told(f"Whole texts {done.done}/{done.total} · Esc stops"))

        try:
            await self._reader.fulltext.fetch_expected(show)
        finally:
            if self.progress:
                self._tell(Told(""))

    async def _recheck(self) -> None:
        """Ask again what was read; what was changed materially is told."""
        self._by_hand = False
        if not self._own:
            return

        def show(done: int, total: int) -> None:
            self._tell(Told(f"Looking again at what you read {done}/{total} · Esc stops"))

        try:
            if await self._reader.rechecks.due():
                await self._reader.rechecks.run(show)
        finally:
            if self.progress:
                self._tell(Told(""))
        if changes := _changes(await self._reader.rechecks.news()):
            self._app.notify(changes, title="Changed since you read it", markup=False)

    async def catch_up(self) -> None:
        """Put what has arrived into stories, unless something is running already."""
        await asyncio.to_thread(import_module, "reader.service.stories")
        if not self.running and await self._reader.stories.is_behind() and not self.running:
            work = guarded(self._app, self._gather)
            self._worker = self._app.run_worker(work, group="refresh", exit_on_error=False)

    async def _gather(self) -> None:
        """Put what has arrived into stories; what is new in those that are followed is told."""
        self._by_hand = False

        def show(done: int, total: int) -> None:
            if total > _SOON:
                self._tell(Told(f"Finding stories {done:,}/{total:,} · Esc stops"))

        try:
            await self._reader.stories.gather(on_progress=show)
        finally:
            if self.progress:
                self._tell(Told(""))
        if self._own:
            from reader.tui.noticing import Noticing  # noqa: PLC0415 - not needed to paint first

            await Noticing(self._app).tell(self._reader)

    async def _keep_offline(self) -> None:
        """Go on with what is to be kept for reading offline, as after a crash."""
        self._by_hand = False
        if not self._own or not await self._reader.offline.waiting(1):
            return

        def show(now: Gathered) -> None:
            self._tell(Told(f"Keeping articles {now.place}/{now.articles} · Esc stops"))

        try:
            await self._reader.offline.go_on(show)
            await self._reader.offline.tidy()
        finally:
            if self.progress:
                self._tell(Told(""))

    def _show(self, progress: Progress) -> None:
        waiting = f" · waiting for {clean_line(progress.waiting)}" if progress.waiting else ""
        self._tell(Told(f"Refreshing {progress.done}/{progress.total}{waiting} · Esc stops"))

    def _tell(self, told: Told) -> None:
        self.progress = told.progress
        self.told.publish(told)


def summary(report: Report, zone: tzinfo | None) -> str:
    """A refresh in one line: what is new, what failed, and what was not asked and why."""
    parts = [_news(report)] if report.new else []
    if report.changed:
        parts.append(f"{report.changed:,} changed")
    if said := _failures(report):
        parts.append(said)
    if len(report.postponed) == 1:
        each = report.postponed[0]
        parts.append(
            f"{each.title} is not to be asked before {each.ready_at.astimezone(zone):%H:%M}"
        )
    elif report.postponed:
        parts.append(f"{_feeds(len(report.postponed))} not asked yet, as their servers wish")
    if not report.new and not report.failed:
        parts.insert(0, "Nothing new")
    return " · ".join(parts)


def quiet_summary(report: Report) -> str:
    """The same for a refresh nobody asked for: only what is new is worth a word."""
    return _news(report) if report.new else ""


def _changes(news: Sequence[Alert]) -> str:
    """What changed in what was read, a line each; empty for nothing."""
    from reader.text.alerts import alert_in_words  # noqa: PLC0415 - not needed to paint first

    lines = [clean_line(alert_in_words(each)) for each in news[:_TOGETHER]]
    if (more := len(news) - _TOGETHER) > 0:
        lines.append(f"and {more} more: is:updated lists them")
    return "\n".join(lines)


def _news(report: Report) -> str:
    return f"{report.new:,} new in {_feeds(report.updated)}"


def _failures(report: Report) -> str:
    lost = sum(each.offline for each in report.errors)
    if lost and lost == report.failed:
        return f"No network here: {_feeds(lost)} could not be asked"
    if report.failed == 1 and report.errors:
        failed = report.errors[0]
        return f"{failed.title} failed: {failed.problem} · ! says more"
    return f"{report.failed} of {report.feeds} feeds failed · ! says why" if report.failed else ""


def _feeds(count: int) -> str:
    return f"{count} feed{'' if count == 1 else 's'}"
