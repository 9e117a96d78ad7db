"""What the main screen says of itself: the keys that matter in each pane, and empty lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.base import Place

HINTS: dict[Place, tuple[str, ...]] = {
    "side": (
        "read.open",
        "feed.add",
        "feed.list",
        "feed.refresh",
        "feed.edit",
        "feed.remove",
        "view.fold",
    ),
    "list": (
        "read.open",
        "read.page",
        "mark.read",
        "mark.star",
        "mark.all",
        "find.search",
        "feed.refresh_all",
        "feed.add",
    ),
    "article": (
        "read.page",
        "read.next",
        "read.browser",
        "read.whole",
        "mark.star",
        "read.back",
        "read.hints",
        "read.changes",
    ),
}
NOTHING = {
    "Unread": "All read. {feed.refresh_all} asks every feed for news.",
    "Starred": "Nothing starred yet. {mark.star} stars an article and keeps it.",
    "Saved": "Nothing saved any more. {mark.offline} saves an article.",
    "Stories": "Events that several of your feeds tell of. {read.open} shows those that develop.",
    "Followed": "Nothing came yet. {story.follow} on an article follows its story.",
}
"""What stands in place of the views that are always there, by their titles."""
