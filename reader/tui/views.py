"""What a list can be a list of: the views that are always there, a folder, a feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.model.errors import UsageError
from reader.model.query import (
    EVERYTHING,
    SAVED,
    STARRED,
    UNREAD,
    AnyOf,
    ArticleQuery,
    InFeed,
    InFolder,
    InStory,
    Is,
    Since,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.model.feed import Counts, Subscription
    from reader.model.personal import SavedView
    from reader.model.story import Story


class View(NamedTuple):
    """A list of articles under a name."""

    title: str
    query: ArticleQuery
    feed_id: int | None = None
    folder: str | None = None
    """The folder's name, for the view of a folder."""
    saved: int | None = None
    """The id of a saved view,"""
    text: str = ""
    """and its query as it was written."""

    @property
    def mixed(self) -> bool:
        """Whether its articles come from several feeds."""
        return self.feed_id is None

    @property
    def key(self) -> tuple[int | None, str | None, int | None, str]:
        """What makes it the same view when its title or its day has changed."""
        known = (self.feed_id, self.folder, self.saved)
        return *known, self.title if known == (None, None, None) else ""


STORIES = View("Stories", ArticleQuery(AnyOf(())))
"""Leads to the screen of stories; as a list of articles it is empty."""
FOLLOWED = View("Followed", ArticleQuery(Is("followed")))


class Line(NamedTuple):
    """A line of the sidebar; without a view it is a gap."""

    view: View | None = None
    unread: int = 0
    depth: int = 0
    open: bool | None = None
    """Whether a folder is unfolded; None for what cannot be folded."""
    problem: str = ""
    """Why the feed's last check failed, or a query is not understood."""
    subscription: Subscription | None = None
    saved: SavedView | None = None


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


def story_view(story: Story) -> View:
    """The articles of a story."""
    return View(story.title or story.query, ArticleQuery(InStory(story.id)))


def saved_line(saved: SavedView, unread: int, now: datetime) -> Line:
    """A saved view, its ages counted back from `now`."""
    from reader.text.search import parse_query  # noqa: PLC0415 - many have no saved views

    try:
        query, problem = parse_query(saved.query, now), ""
    except UsageError as error:  # saved by a dateline that understood more
        query, problem = ArticleQuery(AnyOf(())), error.problem
    return Line(
        View(saved.name, query, saved=saved.id, text=saved.query),
        unread,
        problem=problem,
        saved=saved,
    )


def query_text(view: View, words: str) -> str:
    """What a list shows, in the query language: the view's part and what is searched for in it."""
    smart = {
        "Unread": "is:unread",
        "Today": "newer:1d",
        "Starred": "is:starred",
        "Saved": "is:saved",
    }
    if view.saved is not None:
        part = view.text
    elif view.feed_id is not None:
        part = f"feed:{in_quotes(view.title)}"
    elif view.folder is not None:
        part = f"folder:{in_quotes(view.folder)}"
    else:
        part = smart.get(view.title, "")
    # `or` binds weaker than standing side by side.
    both = [f"({each})" if " or " in each.lower() else each for each in (part, words) if each]
    return " ".join(both) if len(both) > 1 else part or words


def in_quotes(text: str) -> str:
    """A text as one term of a query or, as no query can say a quotation mark, the most of it."""
    plain = max((part.strip() for part in re.split('["“”„]', text)), key=len)
    return plain if plain.isalnum() and plain.lower() != "or" else f'"{plain}"'


def sidebar_lines(
    subscriptions: Sequence[Subscription],
    counts: Counts,
    folded: Iterable[str],
    now: datetime,
    saved: Iterable[tuple[SavedView, int]] = (),
) -> list[Line]:
    """The sidebar from top to bottom: smart views, saved ones, folders, feeds without one."""
    unread, today, starred, everything = smart_views(now)
    lines = [
        Line(unread, counts.unread),
        Line(today, counts.today),
        Line(starred, counts.starred),
        Line(everything),
    ]
    lines += [Line(View("Saved", SAVED), counts.saved)] if counts.saved else []
    own = [saved_line(each, count, now) for each, count in saved]
    lines += [Line(), *own] if own else []
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


def story_lines(developing: int, followed: Sequence[Story]) -> list[Line]:
    """What leads to stories, where there are any, and to those that are followed."""
    lines = [Line(), Line(STORIES, developing)] if developing or followed else []
    lines += [Line(FOLLOWED)] if followed else []
    return [*lines, *(Line(story_view(each), each.new, depth=1) for each in followed)]


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
