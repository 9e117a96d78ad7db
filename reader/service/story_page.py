"""The page of a story: its timeline, its brief, and what of it is new to the reader."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from reader.model.timeline import Timeline
from reader.service import story_work
from reader.store import story_lists, story_pages
from reader.stories.outline import outline

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.story import Member, Story
    from reader.model.timeline import Chapter, Point
    from reader.service.pool import Pool
    from reader.store.db import Database

KEPT = 20
"""Timelines that are kept for whoever comes back to them."""


class StoryPage(NamedTuple):
    """All that is shown of a story."""

    story: Story
    members: tuple[Member, ...]
    """The earliest first."""
    timeline: Timeline
    related: tuple[Point, ...] = ()
    """Articles that may be related, but opened stories of their own."""
    whole: bool = True
    """Whether the texts were compared; if not, points have no sentences, or those of before."""

    @property
    def points(self) -> tuple[Point, ...]:
        return self.timeline.points

    @property
    def shown(self) -> tuple[Point, ...]:
        """The points of the story, and what is related."""
        return (*self.timeline.points, *self.related)

    @property
    def certain(self) -> tuple[Member, ...]:
        """The articles that belong to it for certain."""
        return tuple(each for each in self.members if not each.weak)


class _Facts(NamedTuple):
    """What the store has of a story."""

    story: Story
    members: list[Member]
    chapters: list[Chapter]
    """Those of the story, then those that are only related."""
    own: int
    """How many are the story's."""
    made_of: int
    """A hash of the chapters."""


class StoryPages:
    """The verbs that make pages."""

    def __init__(self, db: Database, pool: Callable[[], Pool], now: Callable[[], datetime]) -> None:
        self._db, self._pool, self._now = db, pool, now
        self._made: OrderedDict[int, tuple[int, Timeline]] = OrderedDict()
        """The last timelines by story, each beside a hash of what it was made of."""

    async def glance(self, story_id: int) -> StoryPage:
        """The page as far as it is told at once: whole only if nothing changed since it was made.

        Raises:
            NotFound: there is none.
        """
        facts = await self._db.search(_facts, story_id, self._now())
        made_of, known = self._made.get(facts.story.id, (0, Timeline()))
        if made_of == facts.made_of:
            return _page(facts, known)
        points = outline(facts.chapters, known.points)
        return _page(facts, known._replace(points=points), whole=False)

    async def page(self, story_id: int) -> StoryPage:
        """The page of a story, also by the number of one that became part of it.

        Raises:
            NotFound: there is none.
            ParseError: comparing its texts took too long.
        """
        facts = await self._db.search(_facts, story_id, self._now())
        made_of, timeline = self._made.get(facts.story.id, (0, Timeline()))
        if made_of != facts.made_of:
            timeline = await self._pool().run_long(story_work.tell, facts.chapters)
            self._made[facts.story.id] = facts.made_of, timeline
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return _page(facts, timeline)


def _facts(db: sqlite3.Connection, story_id: int, now: datetime) -> _Facts:
    story = story_lists.story(db, story_id, now)
    members = story_lists.members(db, story.id)
    own = story_pages.chapters(db, story.id)
    chapters = [*own, *story_pages.related(db, story.id)]
    return _Facts(story, members, chapters, len(own), hash(tuple(chapters)))


def _page(facts: _Facts, timeline: Timeline, *, whole: bool = True) -> StoryPage:
    """A page; what is only related is no point of the story's own."""
    own = {each.article_id for each in facts.chapters[: facts.own]}
    related = tuple(each for each in timeline.points if each.article_id not in own)
    points = tuple(each for each in timeline.points if each.article_id in own)
    timeline = timeline._replace(points=points)
    return StoryPage(facts.story, tuple(facts.members), timeline, related, whole)
