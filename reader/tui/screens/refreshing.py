"""The verbs of refreshing: which feeds are asked for news, and how far that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.base import Verbs

if TYPE_CHECKING:
    from reader.tui.asking import Told


class Refreshing(Verbs):
    """One refresh at a time; what it has brought is kept when it is stopped."""

    def action_refresh_all(self) -> None:
        self.asking.start("every feed")

    def action_refresh_feed(self) -> None:
        """Ask the feed in view, those of the folder in view, or the one of this article."""
        view = self.side.line.view if self.place == "side" else self.view
        feeds = [
            s for s in self.side.subscriptions if view and s.folder and s.folder == view.folder
        ]
        article = self.target()
        if view is not None and view.feed_id is not None:
            self.asking.start(view.title, [view.feed_id])
        elif feeds:
            self.asking.start(feeds[0].folder, [each.id for each in feeds])
        elif article is not None and article.feed_id:
            self.asking.start(article.feed_title, [article.feed_id])
        else:
            self.say("No feed is chosen. {feed.refresh_all} refreshes all.")

    def stop_refresh(self) -> bool:
        return self.asking.stop()

    def show_told(self, told: Told) -> None:
        """Show how a refresh goes."""
        self.status.show_progress(told.progress)
        if not self.list.count:
            self.list.nothing = self.nothing()
            self.list.refresh()
        if told.message:
            self.say(told.message, wrong=told.wrong)
