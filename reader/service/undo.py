"""Taking the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store import marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.service.commit import Commit
    from reader.store.db import Database
    from reader.store.marks import Undone


class Undo:
    """The history of changes of state, newest first; it outlives the process."""

    def __init__(self, db: Database, commit: Commit, now: Callable[[], datetime]) -> None:
        self._db = db
        self._commit = commit
        self._now = now

    async def last(self) -> str:
        """What `undo` would take back, in words; empty if there is nothing."""
        return await self._db.read(marks.last)

    async def undo(self) -> Undone | None:
        """Take the last change back; None if there is nothing."""
        undone = await self._commit(marks.undo, self._now())
        if undone is not None and undone.change.feeds:
            from reader.service.feeds import replan

            await replan(self._db, self._commit, undone.change.feeds)
        return undone
