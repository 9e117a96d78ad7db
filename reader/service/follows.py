"""Following: a story collects what answers to its fingerprint, a query what answers to it."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.model.query import Since
from reader.service import story_work
from reader.service.outlets import source_of
from reader.store import follows, story_hands, story_texts, windows
from reader.stories.fingerprint import Fingerprint
from reader.stories.live import WINDOW
from reader.text.search import parse_query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from reader.model.changes import Change
    from reader.model.story import Notice
    from reader.service.commit import Commit
    from reader.service.pool import Pool
    from reader.service.story_work import Found
    from reader.store.db import Database
    from reader.store.follows import Print

_FIRST = 200
"""Articles of the last two weeks that a query collects when it begins to be followed."""


class Follows:
    """The verbs on what is followed."""

    def __init__(
        self,
        db: Database,
        commit: Commit,
        pool: Callable[[], Pool],
        now: Callable[[], datetime],
    ) -> None:
        self._db, self._commit, self._pool, self._now = db, commit, pool, now
        self._door = asyncio.Lock()
        """One fingerprint is read, changed and kept at a time."""

    async def follow(self, story_id: int) -> Change:
        """Follow a story; it learns what it is about from the articles it has."""
        change = await self._commit(story_hands.follow, story_id, self._now())
        await self.learn()
        return change

    async def follow_query(self, query: str) -> int:
        """Follow a query; answers the story that stands for it.

        Raises:
            UsageError: the query does not parse.
        """
        now = self._now()
        where = parse_query(query, now)
        name = f"query:{hashlib.sha256(query.encode()).hexdigest()[:16]}"
        story_id = await self._db.write(follows.add_query, query, name, now)
        await self._commit(story_hands.follow, story_id, now, query=query)
        since = now - timedelta(seconds=WINDOW)
        found = await self._db.search(windows.ids, where.narrowed(Since(since)), _FIRST)
        told = await self._db.read(story_texts.told, list(found))
        asked = [_asked(each.article_id, story_id, query, source_of(each)) for each in told]
        await self._commit(follows.keep_matched, asked, now)
        return story_id

    async def unfollow(self, story_id: int) -> Change:
        """Follow a story, or a query, no longer."""
        return await self._commit(story_hands.unfollow, story_id, self._now())

    async def fingerprint(self, story_id: int) -> Fingerprint:
        """What is followed of a story."""
        return Fingerprint.read(await self._db.read(follows.fingerprint, story_id))

    async def turn(self, story_id: int, term: str, steps: int | None) -> Change:
        """Let a term count more or less by so many steps; None: not at all."""
        async with self._door:
            now = await self.fingerprint(story_id)
            after = now.drop(term) if steps is None else now.turn(term, steps)
            what = f"changed what is followed: {term}"
            return await self._commit(
                story_hands.keep_print, story_id, after.written(), what, self._now()
            )

    async def right(self, article_id: int, story_id: int) -> Change:
        """An article belongs to a story: take it in for good, and learn from it."""
        change = await self._commit(story_hands.put, article_id, story_id, self._now())
        await self.learn()
        return change

    async def wrong(self, article_id: int, story_id: int) -> Change:
        """An article does not belong to a story: take it out for good, and unlearn it."""
        async with self._door:
            text = await self._db.read(follows.fingerprint, story_id)
            packed = await self._db.read(follows.sketch, article_id)
            if packed is not None and article_id in Fingerprint.read(text).learned:
                text = await self._pool().run(story_work.learn, text, [(article_id, packed)], -1)
            return await self._commit(story_hands.take_out, article_id, story_id, text, self._now())

    async def prints(self) -> list[Print]:
        """What is followed of every followed story."""
        return await self._db.read(follows.prints)

    async def matched(
        self, prints: Sequence[Print], found: Mapping[int, Found], sources: Mapping[int, str]
    ) -> list[follows.Matched]:
        """Those of the articles that find their stories now which answer to what is followed."""
        names = {each.story_id: each.name for each in prints}
        matched = [
            follows.Matched(
                article,
                story,
                names[story],
                round(min(0.9, 0.3 + match.score), 3),
                f"shares {', '.join(match.shared)} with what you follow",
                sources[article],
            )
            for article, each in found.items()
            for story, match in each.matches
            if each.told.story != names[story]
        ]
        for story_id, query in await self._db.read(follows.queries):
            where = parse_query(query, self._now())
            places = await self._db.search(windows.standing, where, list(found))
            matched += [_asked(place.id, story_id, query, sources[place.id]) for place in places]
        return matched

    async def learn(self) -> None:
        """Let followed stories learn from the articles that came to them for certain."""
        async with self._door:
            for each in await self.prints():
                learned = Fingerprint.read(each.fingerprint).learned
                fresh = await self._db.read(follows.unlearned, each.story_id, learned)
                if fresh:
                    text = await self._pool().run(story_work.learn, each.fingerprint, fresh, 1)
                    await self._commit(follows.keep_print, each.story_id, text)

    async def settle(self) -> None:
        """Let quiet stories sleep, wake others, and note what is to be told."""
        await self._commit(follows.settle, self._now())

    async def news(self) -> tuple[Notice, ...]:
        """What is to be told now; nobody is told it again."""
        if not await self._db.read(follows.has_untold):
            return ()
        return await self._db.write(follows.claim, self._now())


def _asked(article_id: int, story_id: int, query: str, source: str) -> follows.Matched:
    why = f"matches {query}"
    return follows.Matched(article_id, story_id, "", 1.0, why, source, "asked")
