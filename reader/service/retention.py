"""Letting go of what nobody needs: once, or by itself from an age on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.errors import UsageError
from reader.store import memory, retention
from reader.text import moments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.personal import PurgePlan
    from reader.service.commit import Commit
    from reader.store.db import Database

AT_ONCE = 100
"""Articles that a purge takes in one transaction, so that a mark meanwhile does not wait."""

_KEPT_AT = "retention_kept_at"


class Retention:
    """The verbs of purging. A purge cannot be undone: show its plan first."""

    def __init__(self, db: Database, commit: Commit, now: Callable[[], datetime]) -> None:
        self._db = db
        self._commit = commit
        self._now = now

    async def plan(self, older: str = "") -> PurgePlan:
        """What `purge` would take; raises UsageError if the age cannot be understood."""
        if older:
            return await self._db.search(retention.plan_old, self._before(older))
        return await self._db.search(retention.plan_left)

    async def purge(self, older: str = "", on_progress: Callable[[int], None] | None = None) -> int:
        """Delete articles nobody subscribes to or, with an age, the texts of older ones.

        Answers how many articles were touched. What was taken when it is called off stays gone.
        """
        done = 0
        before = self._before(older) if older else None
        while True:
            if before is None:
                change = await self._commit(retention.take_left, AT_ONCE)
            else:
                change = await self._commit(retention.take_old, before, self._now(), AT_ONCE)
            done += len(change.articles)
            if on_progress:
                on_progress(done)
            if len(change.articles) < AT_ONCE:
                return done

    async def compact(self) -> None:
        """Give the room of what is gone back to the disk; needs as much again meanwhile."""
        await self._db.compact()

    async def rule(self) -> str:
        """The age from which texts are let go by themselves; empty: they are kept for ever."""
        return await self._db.read(memory.recall, retention.RULE)

    async def set_rule(self, older: str) -> None:
        """Let texts go by themselves from an age on, once a day; empty: never. Can be undone."""
        if older:
            self._before(older)
        await self._commit(retention.set_rule, older, self._now())

    async def keep_rule(self) -> int:
        """Do what the rule says, if it was not done today; answers how many texts went."""
        older, now = await self.rule(), self._now()
        kept_at = await self._db.read(memory.recall, _KEPT_AT)
        today = f"{now:%Y-%m-%d}"
        if not older or kept_at == today:
            return 0
        await self._db.write(memory.remember, _KEPT_AT, today)
        return await self.purge(older)

    def _before(self, older: str) -> datetime:
        try:
            return moments.ago(older, self._now().astimezone())
        except ValueError as error:
            raise UsageError(f"texts cannot be older than {older}: {error}") from None
