"""What other processes change in the store that this one shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.store import windows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.query import ArticleQuery
    from reader.store.db import Database

_MOST = 5_000
"""Arrivals that are told one by one."""


class Elsewhere:
    """Looks whether somebody else has written; SQLite knows, and it costs a look at one page."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen: int | None = None

    async def has_written(self) -> bool:
        """Whether there was a change since this was asked last; the first time there was none."""
        number = await self._db.times_written_elsewhere()
        before, self._seen = self._seen, number
        return before is not None and before != number

    async def change(self, query: ArticleQuery, known: Iterable[int], newest_id: int) -> Change:
        """What may be different for whoever shows the articles `known` of a list.

        Nobody told what was done, so all that is shown may be; what has a higher id than
        `newest_id` has arrived.
        """
        beginning = await self._db.read(windows.following, query, _MOST // 10)
        arrived = await self._db.read(windows.newer_than, newest_id, _MOST)
        shown = frozenset(known) | {place.id for place in beginning}
        return Change(shown | frozenset(arrived), arrivals=frozenset(arrived))
