"""Stories as lists show them: all that the first screen needs, and nothing that places articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store import story_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from reader.model.story import Member, Story
    from reader.store.db import Database


class StoryLists:
    """The verbs that only read."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db, self._now = db, now

    async def count(self) -> int:
        """How many stories are developing."""
        return await self._db.read(story_lists.count_developing, self._now())

    async def developing(self, *, followed: bool = False) -> list[Story]:
        """Stories that are developing, or those that are followed, hottest first."""
        which = story_lists.followed if followed else story_lists.developing
        return await self._db.read(which, self._now())

    async def story(self, story_id: int) -> Story:
        """One story, also by the number of one that became part of it; raises NotFound."""
        return await self._db.read(story_lists.story, story_id, self._now())

    async def stories(self, ids: Iterable[int]) -> list[Story]:
        """Stories by their ids; those that are gone are left out."""
        return await self._db.read(story_lists.stories, list(ids), self._now())

    async def members(self, story_id: int) -> list[Member]:
        """The articles of a story, the earliest first."""
        return await self._db.read(story_lists.members, story_id)

    async def of_articles(self, ids: Iterable[int]) -> dict[int, int]:
        """The story that each of some articles is in, where it is in one."""
        return await self._db.read(story_lists.of_articles, list(ids))
