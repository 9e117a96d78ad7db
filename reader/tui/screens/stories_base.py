"""What the two screens of stories share: their work, their words, and how they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from textual.screen import Screen

from reader.config.assets import asset
from reader.model.changes import Change
from reader.tui.widgets.status import StatusLine
from reader.tui.work import Work, guarded

if TYPE_CHECKING:
    from textual.signal import Signal

    from reader.service.reader import Reader
    from reader.tui.asking import Asking, Told
    from reader.tui.screens.base import Host
    from reader.tui.widgets.lines import LineList, Step


class StoryLeft(NamedTuple):
    """Where to after a screen of stories: to the articles of one, perhaps to one of these."""

    story_id: int
    title: str
    article_id: int | None = None


class StoriesBase(Screen[StoryLeft | None]):
    """A list with the keys, and the line at the bottom."""

    CSS_PATH = asset("stories.tcss")
    lines: LineList

    def __init__(self, reader: Reader, changed: Signal[Change], asking: Asking) -> None:
        super().__init__()
        self.reader = reader
        self.asking = asking
        self.changed = changed
        self.status = StatusLine(id="status")
        self._news = Change()
        self._catching_up = False

    def on_mount(self) -> None:
        self.changed.subscribe(self, self.apply, immediate=True)
        self.asking.told.subscribe(self, self.show_told, immediate=True)
        self.set_focus(self.lines)
        self.status.show_progress(self.asking.progress)
        self.work(self.load, "load")

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

    async def load(self) -> None:
        """Read what is shown, afresh."""
        raise NotImplementedError

    def concerns(self, change: Change) -> bool:
        """Whether a change touches what is shown."""
        return bool(change.stories or change.articles or change.departures)

    def apply(self, change: Change) -> None:
        """Show what a commit changed."""
        if not self.concerns(change):
            return
        self._news |= change
        if not self._catching_up:
            self._catching_up = True
            self.run_worker(guarded(self.app, self._catch_up), group="news", exit_on_error=False)

    async def _catch_up(self) -> None:
        try:
            while self._news:
                self._news = Change()
                await self.load()
        finally:
            self._catching_up = False

    def show_told(self, told: Told) -> None:
        """Show how a refresh goes."""
        self.status.show_progress(told.progress)
        if told.message:
            self.say(told.message, wrong=told.wrong)

    async def follow(self, story_id: int, title: str, *, followed: bool) -> None:
        """Follow a story, or no longer."""
        if followed:
            await self.reader.follows.unfollow(story_id)
            self.say("No longer followed · {mark.undo} undoes")
        else:
            await self.reader.follows.follow(story_id)
            self.say(f"Following “{title}” · {{mark.undo}} undoes")

    def action_move(self, step: Step, count: int = 0) -> None:
        self.lines.move(step, count or 1)

    def action_line(self, step: Step, number: int = 0) -> None:
        """To the line of a number; to the top or the bottom, if none was typed."""
        if number:
            self.lines.move_to(number - 1)
        else:
            self.action_move(step)

    def action_page(self) -> None:
        self.lines.move("page_down")

    def action_page_back(self) -> None:
        self.lines.move("page_up")

    def action_refresh_all(self) -> None:
        self.asking.start("every feed")

    def action_back(self) -> None:
        """One step back: out of the refresh, or the screen."""
        if not self.asking.stop():
            self.action_leave()

    def action_leave(self) -> None:
        """Back; a refresh goes on."""
        self.dismiss(None)
