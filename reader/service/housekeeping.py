"""Looking after the store: copies of it, what is wrong with it, mending it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.model.errors import StoreDamaged
from reader.model.outcome import Mended
from reader.store import recovery, upkeep
from reader.store.db import Database

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class Housekeeping:
    """The verbs on the store itself."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the store; nothing if it is sound."""
        # The index of words is checked by a statement that writes, as SQLite sees it.
        return await self._db.write(upkeep.problems)

    async def back_up(self, target: Path, *, force: bool = False) -> int:
        """A copy of the store as it is now; answers its bytes. Raises UsageError, StoreError."""
        return await self._db.search(upkeep.back_up, target, force=force)


async def mend(store: Path, now: datetime) -> Mended:
    """Mend a store that is not sound: in its place if that goes, else by a new file.

    A copy of the file as it was is kept beside it, and taken away if nothing was wrong.

    Raises:
        StoreError: it cannot be opened for another reason, or nothing in it can be read.
    """
    kept = store.with_name(f"{store.name}.damaged-{now:%Y%m%d-%H%M%S}")
    try:
        db = await Database.open(store)
        try:
            found = await db.write(upkeep.problems)
            if not found:
                return Mended()
            await db.search(upkeep.back_up, kept, force=True)
            lost = await db.write(upkeep.repair)
            if not await db.write(upkeep.problems):
                return Mended(found, lost, str(kept))
        finally:
            await db.close()
    except StoreDamaged as error:
        found = (error.problem,)
    recovered = await asyncio.to_thread(recovery.recover, store, kept)
    return Mended(found, recovered.lost, str(kept), recovered.articles)
