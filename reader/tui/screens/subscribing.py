"""The verbs on feeds: add, rename, move, unsubscribe, and going from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.tui.screens.base import Verbs
from reader.tui.views import feed_view, smart_views

if TYPE_CHECKING:
    from textual.events import Click

    from reader.model.feed import Subscription
    from reader.model.outcome import Added
    from reader.tui.screens.feeds_base import Left


class Subscribing(Verbs):
    """Adding asks in a dialog; unsubscribing is undone with u."""

    def action_add(self) -> None:
        from reader.tui.screens.ask import AddFeed  # noqa: PLC0415 - not needed to paint first

        own = self.host.own
        folder = self.view.folder or self._folder_here()
        folders = sorted({each.folder for each in self.side.subscriptions if each.folder})
        if own is not self.reader:
            folder, folders = "", []
        self.app.push_screen(AddFeed(own, folder, folders), self._added)

    def action_import(self) -> None:
        """Bring feeds over from another reader, or choose well-known ones."""
        self.host.move_in()

    def _folder_here(self) -> str:
        chosen = self.chosen_feed()
        return chosen.folder if chosen else ""

    def _added(self, added: Added | None) -> None:
        if added is None:
            return
        if self.host.own is self.reader:
            self.work(lambda: self.show_feed(added), "view")
        else:
            self.host.show_own(added)

    async def show_feed(self, added: Added) -> None:
        """Show a feed that was just added, and say what came of it."""
        subscription = added.subscription
        await self.load_sidebar()
        view = feed_view(subscription)
        self.side.go(view, quiet=True)
        await self.show_view(view)
        self.go("list")
        known = "You have this feed already" if added.existed else "Added"
        self.say(f"{known}: {subscription.title} · {subscription.total:,} articles")

    def chosen_feed(self) -> Subscription | None:
        """The feed that is meant: the sidebar's, if it has the keys, else the one in view."""
        if self.place == "side":
            return self.side.line.subscription
        return self.side.line_of(self.view).subscription

    def action_remove(self) -> None:
        if (saved := self.chosen_saved()) is not None:
            self.write(lambda: self.remove_view(saved))
            return
        feed = self.chosen_feed()
        if feed is None:
            self.say("Choose a feed first; {feed.previous} and {feed.next} go through them.")
            return
        self.write(lambda: self._remove(feed))

    async def _remove(self, feed: Subscription) -> None:
        await self.reader.feeds.remove(feed.id)
        if self.view.feed_id == feed.id:
            unread = smart_views(self.reader.now().astimezone())[0]
            await self.show_view(self.side.neighbour(self.view, -1) or unread)
        self.say(f"Unsubscribed from {feed.title} · {{mark.undo}} undoes")

    def action_edit(self) -> None:
        if (saved := self.chosen_saved()) is not None:
            self.edit_view(saved)
            return
        feed = self.chosen_feed()
        if feed is None:
            self.say("Choose a feed first; {feed.previous} and {feed.next} go through them.")
            return
        from reader.tui.screens.ask import EditFeed  # noqa: PLC0415 - not needed to paint first

        folders = sorted({each.folder for each in self.side.subscriptions if each.folder})
        self.app.push_screen(EditFeed(self.reader, feed, folders), self._edited)

    def _edited(self, title: str | None) -> None:
        if title is not None:
            self.say(f"Changed: {title} · {{mark.undo}} undoes")

    def action_feeds(self, failing: bool = False) -> None:
        """Every feed and how it is doing, or only those that fail."""
        from reader.tui.screens.feeds import FeedsScreen  # noqa: PLC0415 - as above

        screen = FeedsScreen(self.reader, self.changed, self.asking, failing=failing)
        self.app.push_screen(screen, self._left_feeds)

    def action_stats(self) -> None:
        """How much comes, from where, and how it is read."""
        from reader.tui.screens.statistics import StatisticsScreen  # noqa: PLC0415 - as above

        self.app.push_screen(StatisticsScreen(self.reader))

    def _left_feeds(self, left: Left | None) -> None:
        if self.view.feed_id is not None and self.side.line_of(self.view).subscription is None:
            self.show_smart(1)  # the feed that was read is one no more
        if left is None:
            return
        if left.feed is not None:
            view = feed_view(left.feed)
            self.side.go(view, quiet=True)
            self.work(lambda: self.show_view(view), "view")
            self.go("list")
        self._added(left.added)

    def on_click(self, event: Click) -> None:
        if event.widget is self.side_head:
            self.action_feeds(any(x.health.status == "failed" for x in self.side.subscriptions))

    def action_feed(self, step: Literal[1, -1], count: int = 0) -> None:
        """The next feed, folder or view of the sidebar, or the one so many further on."""
        onward = self.side.neighbour(self.view, step)
        for _ in range(count - 1 if onward else 0):
            onward = self.side.neighbour(onward or self.view, step) or onward
        if onward is None:
            self.say("That is the last feed." if step > 0 else "That is the first view.")
            return
        self.side.go(onward, quiet=True)
        self.work(lambda: self.show_view(onward), "view")
        if self.place == "article":
            self.go("list")

    async def load_sidebar(self) -> None:
        """Read feeds and counts afresh."""
        raise NotImplementedError
