"""What a commit touched: the answer of every write, and the news every screen listens to."""

from __future__ import annotations

from typing import NamedTuple

_NONE: frozenset[int] = frozenset()


class Change(NamedTuple):
    """Ids touched by one or more commits; changes add up with `|`."""

    articles: frozenset[int] = _NONE
    """Articles that are new or whose text or state differs."""
    feeds: frozenset[int] = _NONE
    """Feeds whose title, health, folder or subscription differs."""
    arrivals: frozenset[int] = _NONE
    """The articles among `articles` that were not there before."""
    departures: frozenset[int] = _NONE
    """Articles that left every list: their feed was unsubscribed from, or they were muted."""
    views: frozenset[int] = _NONE
    """Saved views that are new, gone, or other than they were."""
    stories: frozenset[int] = _NONE
    """Stories that are new, or whose articles, title or following differ."""

    def __or__(self, other: Change) -> Change:
        return Change(
            self.articles | other.articles,
            self.feeds | other.feeds,
            self.arrivals | other.arrivals,
            self.departures | other.departures,
            self.views | other.views,
            self.stories | other.stories,
        )

    def __bool__(self) -> bool:
        return any(self)
