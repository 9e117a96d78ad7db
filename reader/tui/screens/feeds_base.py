"""What the verbs of the feeds screen share: its list, its details, and the news from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from textual.containers import Container, Vertical
from textual.screen import Screen

from reader.config.assets import asset
from reader.model.changes import Change
from reader.tui.screens.base import WIDE
from reader.tui.widgets.feed_list import FeedDetails, FeedHeads, FeedList
from reader.tui.widgets.status import PaneHead, StatusLine
from reader.tui.work import Work, guarded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.signal import Signal

    from reader.model.feed import Subscription
    from reader.model.outcome import Added
    from reader.service.reader import Reader
    from reader.tui.asking import Asking, Told
    from reader.tui.screens.base import Host
    from reader.tui.widgets.lines import LineList

_LOWEST = 18
"""Lines of a terminal from which on the details have room below the list."""

_FRESH = 30.0
"""Seconds after which what is said of times is said afresh."""

HINTS = (
    "read.open",
    "feed.refresh",
    "feeds.pause",
    "feeds.settings",
    "feed.edit",
    "feed.remove",
    "find.search",
    "feeds.sort",
)


class Left(NamedTuple):
    """How the person left the feeds screen: to read a feed, or with one they added."""

    feed: Subscription | None = None
    added: Added | None = None


class FeedsBase(Screen[Left | None]):
    """A list, and beside or below it all about the feed under its cursor."""

    CSS_PATH = asset("feeds.tcss")

    def __init__(
        self, reader: Reader, changed: Signal[Change], asking: Asking, *, failing: bool = False
    ) -> None:
        super().__init__()
        self.reader = reader
        self.asking = asking
        self._changed = changed
        self._news = Change()
        self._catching_up = False
        self.began_failing = failing
        """It was opened on the failing feeds, so going back closes it."""
        self.feeds = FeedList(reader.now, failing=failing)
        self.details = FeedDetails(reader.now)
        self.heads = FeedHeads(self.feeds)
        self.head = PaneHead(id="feeds-head")
        self.status = StatusLine(id="status")

    def compose(self) -> ComposeResult:
        yield self.head
        with Container(id="feeds-panes"):
            with Vertical(id="feeds-left"):
                yield self.heads
                yield self.feeds
            yield self.details
        yield self.status

    def on_mount(self) -> None:
        self._changed.subscribe(self, self.apply, immediate=True)
        self.asking.told.subscribe(self, self.show_told, immediate=True)
        self.set_interval(_FRESH, self._say_afresh)
        self.set_focus(self.feeds)
        self.status.show_progress(self.asking.progress)
        self.work(self._load, "load")

    def on_resize(self) -> None:
        wide = self.app.size.width >= WIDE
        self.details.display = wide or self.app.size.height >= _LOWEST
        self.call_after_refresh(self.heads.refresh)

    @property
    def host(self) -> Host:
        return cast("Host", self.app)

    def work(self, work: Work, group: str) -> None:
        self.run_worker(guarded(self.app, work), group=group, exclusive=True, exit_on_error=False)

    def write(self, work: Work) -> None:
        # The app's own work: a change that was begun is made, also when this screen is left.
        self.app.run_worker(guarded(self.app, work), group="write", exit_on_error=False)

    def say(self, message: str, *, wrong: bool = False) -> None:
        self.status.say(message, wrong=wrong)

    # --- what it shows

    async def _load(self) -> None:
        every = await self.reader.feeds.health()
        self.feeds.asked_now = self._asked_now()
        self.feeds.show(every)
        self.update()

    def update(self) -> None:
        """Say afresh what is here, and all about the feed under the cursor."""
        feeds = self.feeds
        failing, gone = feeds.count_of("failing"), feeds.count_of("gone")
        told = [f"{failing} failing"] * bool(failing) + [f"{gone} gone"] * bool(gone)
        aside = " · ".join([f"{feeds.total:,} feeds", *told])
        title = f"Feeds: “{feeds.words}”" if feeds.words else "Feeds"
        self.head.show("Failing feeds" if feeds.failing else title, aside, news=bool(told))
        self.heads.refresh()
        self.details.show(feeds.current)
        count = feeds.count
        place = f"{feeds.cursor + 1:,} of {count:,}" if count else "Feeds"
        self.status.show_place(f"{place} · by {feeds.sort}", HINTS)

    def apply(self, change: Change) -> None:
        """Show what a commit changed."""
        self._news |= change
        if not self._catching_up:
            self._catching_up = True
            self.run_worker(guarded(self.app, self._catch_up), group="news", exit_on_error=False)

    async def _catch_up(self) -> None:
        try:
            while self._news:
                change, self._news = self._news, Change()
                if change.feeds:
                    fresh = await self.reader.feeds.health(change.feeds)
                    self.feeds.renew(change.feeds, fresh)
                else:  # marks: which feeds they are of is not told
                    self.feeds.show(await self.reader.feeds.health())
                self.update()
        finally:
            self._catching_up = False

    def show_told(self, told: Told) -> None:
        """Show how a refresh goes, and which feeds are still waited for."""
        self.status.show_progress(told.progress)
        if told.message:
            self.say(told.message, wrong=told.wrong)
        asked = self._asked_now()
        if asked != self.feeds.asked_now:
            self.feeds.asked_now = asked
            self.feeds.repaint()

    def _asked_now(self) -> frozenset[int]:
        return self.reader.refresh.asking if self.asking.running else frozenset()

    def _say_afresh(self) -> None:
        self.feeds.repaint()
        self.details.remake()

    def on_line_list_moved(self) -> None:
        self.update()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if event.lines is self.feeds:
            self.update()
