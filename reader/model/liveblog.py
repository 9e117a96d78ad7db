"""Live blogs: one page that grows by posts while something happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_SHORTEST, _LONGEST = timedelta(hours=3), timedelta(hours=24)
"""Silence after which coverage may be over, and after which it is."""
_AHEAD = timedelta(hours=1)
"""Posts of a later time are announcements, or the clock is wrong."""
_LATELY = 12
"""Posts whose pauses tell how soon another comes."""


@dataclass(frozen=True, slots=True)
class LivePost:
    """One post of a live blog; another text under the same `id` is a revision of it."""

    id: str
    """Its own on its page, and the same each time the page is fetched."""
    at: datetime
    """When it was published, by its own word."""
    title: str = ""
    html: str = ""
    """Safe HTML; empty where the headline says it all."""
    author: str = ""
    """As one line; empty where the page names its authors for all posts alike."""
    updated_at: datetime | None = None
    """When it was last edited, if that is said and later than `at`."""
    url: str = ""
    """The place of the post, if it has one of its own."""


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """The posts of a page, oldest first, whatever order the page has; at least one.

    What a page says of its whole (`coverageEndTime`, `dateModified`) is absent, a day ahead or
    older than its newest post on real pages: when coverage begins and ends is the posts' own word.
    """

    posts: tuple[LivePost, ...]
    closed: bool = False
    """Its newest post says that there will be no other."""

    @property
    def starts_at(self) -> datetime:
        """When the first post that the page still shows was published."""
        return self.posts[0].at

    @property
    def ends_at(self) -> datetime:
        """When the newest post was published."""
        return self.posts[-1].at

    def lasts_until(self, now: datetime) -> datetime:
        """When coverage is over if no post follows, as known at `now`.

        Half as long again as the longest pause so far, and within 3 to 24 hours: nights are pauses.
        """
        times = [post.at for post in self.posts if post.at <= now + _AHEAD]
        if not times or self.closed:
            return min(self.ends_at, now)
        longest = max((later - earlier for earlier, later in pairwise(times)), default=_SHORTEST)
        return times[-1] + max(_SHORTEST, min(1.5 * longest, _LONGEST))

    def lasts(self, now: datetime) -> bool:
        """Whether another post is to be expected."""
        return now < self.lasts_until(now)

    @property
    def rhythm(self) -> timedelta:
        """The middle one of the pauses between its last posts; half an hour where it has none."""
        times = [post.at for post in self.posts[-_LATELY:]]
        pauses = sorted(later - earlier for earlier, later in pairwise(times))
        return pauses[len(pauses) // 2] if pauses else timedelta(minutes=30)
