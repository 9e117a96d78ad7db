"""The verbs of refreshing: ask feeds for news, show how far that is, stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.clean import clean_line
from reader.tui.screens.base import Verbs
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from textual.worker import Worker

    from reader.model.outcome import Progress, Report


class Refreshing(Verbs):
    """One refresh at a time; what it has brought is kept when it is stopped."""

    refresh_worker: Worker[None] | None = None

    def action_refresh_all(self) -> None:
        self._refresh(None, "every feed")

    def action_refresh_feed(self) -> None:
        """Ask the feed in view, those of the folder in view, or the one of this article."""
        view = self.side.line.view if self.place == "side" else self.view
        feeds = [
            s for s in self.side.subscriptions if view and s.folder and s.folder == view.folder
        ]
        article = self.target()
        if view is not None and view.feed_id is not None:
            self._refresh([view.feed_id], view.title)
        elif feeds:
            self._refresh([each.id for each in feeds], feeds[0].folder)
        elif article is not None and article.feed_id:
            self._refresh([article.feed_id], article.feed_title)
        else:
            self.say("No feed is chosen. R refreshes all.")

    def _refresh(self, feed_ids: Sequence[int] | None, name: str) -> None:
        if self.refreshing:
            self.say("A refresh is running. Esc stops it.")
            return
        self.status.show_progress(f"Asking {name} … Esc stops")
        work = guarded(self.app, lambda: self._run_refresh(feed_ids))
        self.refresh_worker = self.run_worker(work, group="refresh", exit_on_error=False)

    @property
    def refreshing(self) -> bool:
        """Whether a refresh is running."""
        return self.refresh_worker is not None and self.refresh_worker.is_running

    def stop_refresh(self) -> bool:
        """Stop the refresh; False if none is running."""
        if self.refresh_worker is None or not self.refreshing:
            return False
        self.refresh_worker.cancel()
        self.status.show_progress("")
        self.say("Refresh stopped; what had come is kept.")
        return True

    async def _run_refresh(self, feed_ids: Sequence[int] | None) -> None:
        if not await self.reader.feeds.all():
            self.status.show_progress("")
            self.say("There are no feeds yet. a adds one.")
            return
        try:
            report = await self.reader.refresh.run(
                feed_ids, by_hand=True, on_progress=self._show_progress
            )
        finally:
            self.status.show_progress("")
        await self.reader.housekeeping.keep_rule()
        zone = self.reader.now().astimezone().tzinfo
        self.say(summary(report, zone), wrong=bool(report.failed) and not report.new)

    def _show_progress(self, progress: Progress) -> None:
        waiting = f" · waiting for {clean_line(progress.waiting)}" if progress.waiting else ""
        self.status.show_progress(
            f"Refreshing {progress.done}/{progress.total}{waiting} · Esc stops"
        )


def summary(report: Report, zone: tzinfo | None) -> str:
    """A refresh in one line: what is new, what failed, and what was not asked and why."""
    parts = [f"{report.new:,} new in {_feeds(report.updated)}"] if report.new else []
    if report.changed:
        parts.append(f"{report.changed:,} changed")
    if report.failed == 1 and report.errors:
        failed = report.errors[0]
        parts.append(f"{failed.title} failed: {failed.problem}")
    elif report.failed:
        parts.append(f"{report.failed} of {report.feeds} feeds failed")
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


def _feeds(count: int) -> str:
    return f"{count} feed{'' if count == 1 else 's'}"
