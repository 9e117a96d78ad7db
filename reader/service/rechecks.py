"""What a person has read is asked again at its page, later each time, as long as it may matter."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError
from reader.model.liveblog import LiveBlog, LivePost
from reader.service import page_pace
from reader.store import liveposts, opened, rechecks
from reader.text.judge import Verdict
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.article import Alert
    from reader.model.timeline import Written
    from reader.service.commit import Commit
    from reader.service.fulltext import FullText
    from reader.store.db import Database
    from reader.store.opened import Due

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Pages that are asked again in one go, those that wait longest."""


class Rechecks:
    """The verbs on articles that were opened."""

    def __init__(
        self, db: Database, commit: Commit, whole: FullText, now: Callable[[], datetime]
    ) -> None:
        self._db, self._commit, self._whole, self._now = db, commit, whole, now

    async def due(self) -> bool:
        """Whether a page is to be asked."""
        return bool(await self._db.read(opened.due, self._now(), 1))

    async def run(
        self, on_progress: Callable[[int, int], None] | None = None
    ) -> dict[int, Verdict]:
        """Ask the pages that are due; answers what has changed materially, by article.

        What cannot be had is asked later. A caller that is cancelled keeps what was found.
        """
        found = {}
        due = await self._db.read(opened.due, self._now(), AT_ONCE)
        for place, each in enumerate(due):
            if on_progress:
                on_progress(place, len(due))
            try:
                verdict = await self._check(each)
            except DatelineError as problem:
                log.info("not asked again: %s", without_secrets(problem.problem))
                await self._db.write(opened.plan, each.article_id, self._now(), "")
            else:
                if verdict.kind == "material":
                    found[each.article_id] = verdict
        return found

    async def news(self) -> list[Alert]:
        """What changed materially in articles since they were opened, each change told once,
        whether their feed or their page said so."""
        return await self._db.write(opened.news)

    async def posts(self, article_id: int) -> list[Written]:
        """The posts of a live blog, the oldest first; none for other articles."""
        return (await self._db.read(liveposts.posts, [article_id])).get(article_id, [])

    async def _check(self, due: Due) -> Verdict:
        article_id = due.article_id
        answer = await self._whole.read_again(article_id, due.validators, live=due.live)
        now = self._now()
        if answer is None:
            live = await self._live(article_id) if due.live else None
            await self._db.write(opened.plan, article_id, now, "", live)
            return Verdict()
        told, validators = answer
        whole, live = page_pace.given(told, now), told.live
        kept = await self._commit(
            rechecks.keep, article_id, whole, told.title, now, live=live is not None
        )
        if kept.doubted:
            await self._db.write(opened.plan, article_id, now, "")
            return Verdict()
        await self._db.write(opened.plan, article_id, now, told.title, live)
        await self._db.write(opened.keep_validators, article_id, validators)
        return kept.verdict

    async def _live(self, article_id: int) -> LiveBlog:
        """A live blog as far as it was had."""
        kept = await self.posts(article_id)
        return LiveBlog(tuple(LivePost(each.id, each.at) for each in kept))
