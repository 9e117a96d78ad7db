"""Taking changes back, and making them again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.store import history

if TYPE_CHECKING:
    from reader.model.history import Deed, Undone
    from reader.service.commit import Commit
    from reader.store.db import Database

SHOWN = 200
"""Deeds of a list, if nothing else is asked for."""


class Undo:
    """The history of changes of state, newest first; it outlives the process."""

    def __init__(self, db: Database, commit: Commit) -> None:
        self._db = db
        self._commit = commit

    async def last(self) -> str:
        """What `undo` would take back, in words; empty if there is nothing."""
        return await self._db.read(history.last)

    async def deeds(self, limit: int = SHOWN) -> list[Deed]:
        """What was done, newest first, with what was undone and can be done again."""
        return await self._db.read(history.deeds, limit)

    async def undo(self, deed_id: int | None = None) -> Undone | None:
        """Take the last change back, or one further back; None if there is nothing.

        Raises:
            UsageError: a later change stands on the one that is meant; the problem names it.
        """
        return await self._settled(await self._commit(history.undo, deed_id))

    async def redo(self) -> Undone | None:
        """Make the change again that was taken back last; None if there is none."""
        return await self._settled(await self._commit(history.redo))

    async def _settled(self, undone: Undone | None) -> Undone | None:
        """Plan afresh when feeds are asked next: a pause or an interval may be another now."""
        if undone is None or not undone.change.feeds:
            return undone
        from reader.service.feeds import replan

        planned = await replan(self._db, self._commit, undone.change.feeds)
        return replace(undone, change=undone.change | planned)
