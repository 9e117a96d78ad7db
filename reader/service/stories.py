"""Stories: articles are placed as they arrive, and what is kept of stories is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.service import story_work
from reader.service.outlets import source_of
from reader.service.story_lists import StoryLists
from reader.store import follows, stories, story_hands, story_lists, story_texts
from reader.stories.lately import REMEMBERED
from reader.stories.live import WINDOW
from reader.text.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from reader.model.changes import Change
    from reader.service.commit import Commit
    from reader.service.follows import Follows
    from reader.service.pool import Pool
    from reader.store.db import Database
    from reader.store.stories import Pending
    from reader.store.story_texts import Told

TOGETHER = 100
"""Articles that are placed by one question, and kept in one transaction."""

DIGESTED = 40
"""Stories that are looked at again after new articles, the newest; the others wait."""


class Stories(StoryLists):
    """The verbs on stories."""

    def __init__(
        self,
        db: Database,
        commit: Commit,
        pool: Callable[[], Pool],
        follows: Follows,
        now: Callable[[], datetime],
    ) -> None:
        """`pool` has one worker, since that holds the stories between two questions."""
        super().__init__(db, now)
        self._commit = commit
        self._follows = follows
        self._own = pool
        self._door = asyncio.Lock()

    async def gather(
        self,
        *,
        most: int | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Place what has arrived, and say of each story what its articles say together.

        If more than `most` articles wait, all are left to somebody who has more time. What is
        cancelled goes on the next time. `on_progress` hears how many of how many are placed.
        """
        async with self._door:
            waiting = await self._pending()
            if most is None or len(waiting.ids) <= most:
                await self._place(waiting, on_progress)
                await self._follows.learn()
                await self._digest()
                await self._follows.settle()

    async def is_behind(self) -> bool:
        """Whether there is something to gather."""
        if (await self._pending()).ids:
            return True
        return bool(await self._db.read(story_texts.dirty, self._developing_since(), 1))

    async def _pending(self) -> Pending:
        since = self._now() - timedelta(seconds=WINDOW)
        return await self._db.read(stories.pending, since)

    def _developing_since(self) -> datetime:
        return self._now() - timedelta(hours=story_lists.HOURS)

    async def story_of(self, article_id: int) -> int:
        """The story of an article; it opens one if it is in none. Raises NotFound."""
        return await self._db.write(story_hands.story_of, article_id, self._now())

    async def looked(self, story_id: int) -> Change:
        """Remember that the person looked at a story: what comes from now on is new."""
        return await self._commit(story_lists.look, story_id, self._now())

    async def join(self, one: int, other: int) -> Change:
        """Make one story of two; the first keeps its number. Raises UsageError."""
        return await self._commit(story_hands.join, one, other, self._now())

    async def part(self, articles: Iterable[int], story_id: int) -> int:
        """Take articles out of a story; answers the one they make. Raises UsageError."""
        parted = await self._commit(story_hands.part, list(articles), story_id, self._now())
        return parted.story_id

    async def _place(
        self, waiting: Pending, on_progress: Callable[[int, int], None] | None
    ) -> None:
        at = 0
        while at < len(waiting.ids):
            some = waiting.ids[at : at + TOGETHER]
            if await self._place_some(some):
                at += len(some)
            if on_progress:
                on_progress(min(at, len(waiting.ids)), len(waiting.ids))
        if waiting.ids:
            await self._commit(stories.keep_place, waiting.newest, WINDOW, REMEMBERED)

    async def _place_some(self, ids: Sequence[int]) -> bool:
        """Place some articles; False if another process has kept something meanwhile."""
        told = await self._db.read(story_texts.told, ids)
        sources = {each.article_id: source_of(each) for each in told}
        seen = [each.seen(sources[each.article_id]) for each in told]
        prints = await self._follows.prints()
        ask = [(each.story_id, each.fingerprint) for each in prints]
        turn = await self._db.read(stories.turn)
        now, following = self._named(turn), self._named(turn + 1)
        found = await self._pool.run_long(story_work.place, now, following, seen, ask)
        if found is None:
            state = await self._db.read(stories.state)
            now, following = self._named(state.turn), self._named(state.turn + 1)
            await self._pool.run_long(story_work.begin, now, *state[1:])
            found = await self._pool.run_long(story_work.place, now, following, seen, ask)
            turn = state.turn
        if found is None:
            return False
        placed = [
            stories.Keep(
                each.told,
                article.article_id,
                sources[article.article_id],
                each.opens,
                each.at,
                each.packed,
            )
            for article, each in zip(told, found, strict=True)
        ]
        by_article = {each.article_id: it for each, it in zip(told, found, strict=True)}
        matched = await self._follows.matched(prints, by_article, sources)
        kept = await self._commit(follows.keep_placed, turn, placed, matched, self._now())
        return kept is not None

    def _named(self, turn: int) -> tuple[str, int]:
        return str(self._db.path), turn

    @property
    def _pool(self) -> Pool:
        return self._own()

    async def _digest(self) -> None:
        """Say of stories that have other articles by now what these say together."""
        since = self._developing_since()
        for story_id, ids, count in await self._db.read(story_texts.dirty, since, DIGESTED):
            told = await self._db.read(story_texts.told, ids)
            reports = [report(each) for each in told]
            digest = await self._pool.run(story_work.digest, reports)
            await self._commit(story_lists.keep_digest, story_id, count, digest)


def report(told: Told) -> Report:
    """An article as those of a story are compared; its text is still HTML."""
    return Report(told.article_id, told.feed_title, told.at, told.title, told.html, told.credit)
