"""The page of a story: its timeline, its brief, and what of it is new to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.service import story_work
from reader.store import story_lists, story_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.story import Member, Story
    from reader.model.timeline import Point, Timeline
    from reader.service.pool import Pool
    from reader.store.db import Database


class StoryPage(NamedTuple):
    """All that is shown of a story."""

    story: Story
    members: tuple[Member, ...]
    """The earliest first."""
    timeline: Timeline
    possibly: tuple[int, ...] = ()
    """Articles that may be related, but opened stories of their own."""

    @property
    def points(self) -> tuple[Point, ...]:
        return self.timeline.points

    @property
    def certain(self) -> tuple[Member, ...]:
        """The articles that belong to it for certain."""
        return tuple(each for each in self.members if not each.weak)


class StoryPages:
    """The verb that makes pages."""

    def __init__(self, db: Database, pool: Callable[[], Pool], now: Callable[[], datetime]) -> None:
        self._db, self._pool, self._now = db, pool, now

    async def page(self, story_id: int) -> StoryPage:
        """The page of a story, also by the number of one that became part of it.

        Raises:
            NotFound: there is none.
            ParseError: comparing its texts took too long.
        """
        story = await self._db.read(story_lists.story, story_id, self._now())
        members = await self._db.read(story_lists.members, story.id)
        possibly = await self._db.read(story_lists.possibly, story.id)
        chapters = await self._db.search(story_pages.chapters, story.id)
        timeline = await self._pool().run_long(story_work.tell, chapters)
        return StoryPage(story, tuple(members), timeline, tuple(possibly))
