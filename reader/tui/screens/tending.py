"""The verbs of the feeds screen: what can be done about the feed under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.url import without_secrets
from reader.tui.screens.feeds_base import FeedsBase, Left

if TYPE_CHECKING:
    from reader.model.feed import Subscription
    from reader.model.outcome import Added

    Verbs = FeedsBase
else:
    Verbs = object  # as in `base`


class Tending(Verbs):
    """Every change of a feed is one that u takes back."""

    def _here(self) -> Subscription | None:
        """The feed under the cursor; without one, says so."""
        current = self.feeds.current
        if current is None:
            self.say("No feed is chosen. {feed.add} adds one.")
            return None
        return current.subscription

    def action_open(self, number: int = 0) -> None:
        """Read the feed; with a number, go to the line of that number first."""
        if number:
            self.feeds.move_to(number - 1)
        elif (feed := self._here()) is not None:
            self.dismiss(Left(feed))

    def action_refresh_feed(self) -> None:
        if (feed := self._here()) is not None:
            self.asking.start(feed.title, [feed.id])

    def action_refresh_all(self) -> None:
        self.asking.start("every feed")

    def action_force(self) -> None:
        """Ask even if its server's caching says it is early, once in ten minutes."""
        if (feed := self._here()) is not None:
            self.asking.start(feed.title, [feed.id], force=True)

    def action_pause(self) -> None:
        if (feed := self._here()) is not None:
            self.write(lambda: self._pause(feed))

    async def _pause(self, feed: Subscription) -> None:
        paused = not feed.settings.paused
        await self.reader.feeds.pause([feed.id], paused=paused)
        self.say(f"{'Paused' if paused else 'Resumed'}: {feed.title} · {{mark.undo}} undoes")

    def action_remove(self) -> None:
        if (feed := self._here()) is not None:
            self.write(lambda: self._remove(feed))

    async def _remove(self, feed: Subscription) -> None:
        await self.reader.feeds.remove(feed.id)
        self.say(f"Unsubscribed from {feed.title} · {{mark.undo}} undoes")

    def action_restore(self) -> None:
        """Give the feed the address back that it had before it moved."""
        if (feed := self._here()) is not None:
            self.write(lambda: self._restore(feed))

    async def _restore(self, feed: Subscription) -> None:
        if not feed.health.moved_from:
            self.say(f"{feed.title} has not moved.")
        elif await self.reader.feeds.move_back(feed.id):
            old = without_secrets(feed.health.moved_from)
            self.say(f"{feed.title} is at {old} again · {{mark.undo}} undoes")
        else:
            self.say("Another feed has that address by now.", wrong=True)

    def action_edit(self) -> None:
        if (feed := self._here()) is not None:
            from reader.tui.screens.ask import EditFeed  # noqa: PLC0415 - seldom asked for

            self.app.push_screen(EditFeed(self.reader, feed, self.feeds.folders), self._edited)

    def action_settings(self) -> None:
        if (feed := self._here()) is not None:
            from reader.tui.screens.ask_settings import AskSettings  # noqa: PLC0415 - as above

            self.app.push_screen(AskSettings(self.reader, feed), self._edited)

    def _edited(self, title: str | None) -> None:
        if title is not None:
            self.say(f"Changed: {title} · {{mark.undo}} undoes")

    def action_add(self) -> None:
        from reader.tui.screens.ask import AddFeed  # noqa: PLC0415 - seldom asked for

        own = self.host.own
        here = self.feeds.current
        folder = here.subscription.folder if here and own is self.reader else ""
        folders = self.feeds.folders if own is self.reader else []
        self.app.push_screen(AddFeed(own, folder, folders), self._added)

    def _added(self, added: Added | None) -> None:
        if added is None:
            return
        if self.host.own is not self.reader:  # the sample edition is left with its screens
            self.dismiss(Left(added=added))
            return
        known = "You have this feed already" if added.existed else "Added"
        self.say(f"{known}: {added.subscription.title}")
        self.work(lambda: self._show_added(added), "load")

    async def _show_added(self, added: Added) -> None:
        self.feeds.renew((), await self.reader.feeds.health([added.subscription.id]))
        self.feeds.go(added.subscription.id)
        self.update()

    def action_copy(self, _count: int = 0) -> None:
        if (feed := self._here()) is not None:
            self.app.copy_to_clipboard(feed.feed.url)
            self.say(f"Copied {without_secrets(feed.feed.url)}")

    def action_browser(self) -> None:
        """Open the feed's site."""
        if (feed := self._here()) is None:
            return
        if not feed.feed.site_url:
            self.say("This feed names no site. y copies its address.")
            return
        from reader.service.opening import open_in_browser  # noqa: PLC0415 - seldom asked for

        url = feed.feed.site_url
        self.say(f"Opening {without_secrets(url)}")
        browser = self.host.settings.open.browser
        self.work(lambda: open_in_browser(url, browser), "browser")
