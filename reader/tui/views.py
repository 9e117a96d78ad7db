"""What a list can be a list of: the views that are always there, a folder, a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.query import EVERYTHING, STARRED, UNREAD, ArticleQuery, InFeed, InFolder, Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.model.feed import Counts, Subscription


class View(NamedTuple):
    """A list of articles under a name."""

    title: str
    query: ArticleQuery
    feed_id: int | None = None
    folder: str | None = None
    """The folder's name, for the view of a folder."""

    @property
    def mixed(self) -> bool:
        """Whether its articles come from several feeds."""
        return self.feed_id is None

    @property
    def key(self) -> tuple[int | None, str | None, str]:
        """What makes it the same view when its title or its day has changed."""
        of_feeds = self.feed_id is not None or self.folder is not None
        return self.feed_id, self.folder, "" if of_feeds else self.title


class Line(NamedTuple):
    """A line of the sidebar; without a view it is a gap."""

    view: View | None = None
    unread: int = 0
    depth: int = 0
    open: bool | None = None
    """Whether a folder is unfolded; None for what cannot be folded."""
    problem: str = ""
    """Why the feed's last check failed."""
    subscription: Subscription | None = None


def smart_views(now: datetime) -> tuple[View, View, View, View]:
    """Unread, Today, Starred, All; the day is that of the zone of `now`."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    today = ArticleQuery(Since(midnight))
    return (
        View("Unread", UNREAD),
        View("Today", today),
        View("Starred", STARRED),
        View("All", EVERYTHING),
    )


def feed_view(subscription: Subscription) -> View:
    """The articles of one feed."""
    return View(subscription.title, ArticleQuery(InFeed(subscription.id)), subscription.id)


def folder_view(name: str) -> View:
    """The articles of the feeds in a folder."""
    return View(name, ArticleQuery(InFolder(name)), folder=name)


def sidebar_lines(
    subscriptions: Sequence[Subscription], counts: Counts, folded: Iterable[str], now: datetime
) -> list[Line]:
    """The sidebar from top to bottom: smart views, folders, feeds without one."""
    unread, today, starred, everything = smart_views(now)
    lines = [
        Line(unread, counts.unread),
        Line(today, counts.today),
        Line(starred, counts.starred),
        Line(everything),
    ]
    closed = frozenset(folded)
    if subscriptions:
        lines.append(Line())
    twice = dict(counts.twice)
    for name, members in _folders(subscriptions).items():
        is_open = name not in closed
        number = sum(each.unread for each in members) - twice.get(name, 0)
        lines.append(Line(folder_view(name), number, open=is_open))
        if is_open:
            lines += [_feed_line(each, 1) for each in members]
    loose = [each for each in subscriptions if not each.folder]
    if loose and len(loose) < len(subscriptions):
        lines.append(Line())
    lines += [_feed_line(each, 0) for each in loose]
    return lines


def _folders(subscriptions: Sequence[Subscription]) -> dict[str, list[Subscription]]:
    folders: dict[str, list[Subscription]] = {}
    for each in subscriptions:
        if each.folder:
            folders.setdefault(each.folder, []).append(each)
    return folders


def _feed_line(subscription: Subscription, depth: int) -> Line:
    health = subscription.health
    problem = (health.error or "the last check failed") if health.status == "failed" else ""
    return Line(
        feed_view(subscription),
        subscription.unread,
        depth=depth,
        problem=problem,
        subscription=subscription,
    )
