"""Looking after the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store import upkeep

if TYPE_CHECKING:
    from reader.store.db import Database


class Housekeeping:
    """The verbs on the store itself."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def check(self, *, repair: bool = False) -> tuple[str, ...]:
        """What is wrong with the store, after mending it if asked; nothing if it is sound."""
        if repair:
            await self._db.write(upkeep.repair)
        return await self._db.read(upkeep.problems)
