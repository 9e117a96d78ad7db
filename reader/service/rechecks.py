"""What a person has read is asked again at its page, later each time, as long as it may matter."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError
from reader.service import page_pace
from reader.store import liveposts, opened, rechecks
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.timeline import Written
    from reader.service.commit import Commit
    from reader.service.fulltext import FullText
    from reader.store.db import Database
    from reader.text.judge import Verdict

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
        ids = await self._db.read(opened.due, self._now(), AT_ONCE)
        for place, article_id in enumerate(ids):
            if on_progress:
                on_progress(place, len(ids))
            try:
                verdict = await self._check(article_id)
            except DatelineError as problem:
                log.info("not asked again: %s", without_secrets(problem.problem))
                await self._db.write(opened.plan, article_id, self._now(), "", None)
            else:
                if verdict.kind == "material":
                    found[article_id] = verdict
        return found

    async def posts(self, article_id: int) -> list[Written]:
        """The posts of a live blog, the oldest first; none for other articles."""
        return (await self._db.read(liveposts.posts, [article_id])).get(article_id, [])

    async def _check(self, article_id: int) -> Verdict:
        told = await self._whole.read_again(article_id)
        now = self._now()
        whole = page_pace.given(told, now)
        rechecked = await self._commit(rechecks.keep, article_id, whole, told.title, now)
        until = told.live.lasts_until(now) if told.live else None
        await self._db.write(opened.plan, article_id, now, told.title, until)
        return rechecked.verdict
