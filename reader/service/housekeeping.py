"""Looking after the store: copies of it, what is wrong with it, mending it."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from reader.model.errors import StoreDamaged
from reader.model.outcome import Mended
from reader.store import offline, recovery, upkeep
from reader.store.db import Database
from reader.store.files import Files

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class Housekeeping:
    """The verbs on the store itself."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._files = Files.beside(db.path)

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the store; nothing if it is sound."""
        # The index of words is checked by a statement that writes, as SQLite sees it.
        found = await self._db.write(upkeep.problems)
        return (*found, *_told(await _faults(self._db, self._files)))

    async def look(self) -> tuple[int, tuple[str, ...]]:
        """The number of its schema, and what is wrong with its pages: quicker than `check`."""
        return await self._db.search(upkeep.look)

    async def back_up(self, target: Path, *, force: bool = False) -> int:
        """A copy of the store as it is now, and beside it of the files that are kept with articles
        (`files_of`); answers the bytes of both. Raises UsageError, StoreError."""
        size = await self._db.search(upkeep.back_up, target, force=force)
        needed = await self._db.read(offline.needed)
        if needed:
            size += await asyncio.to_thread(self._files.copy, needed, files_of(target))
        return size


def files_of(copy: Path) -> Path:
    """Where the files that belong to a copy of the store are."""
    return copy.with_name(f"{copy.name}.files")


async def _faults(db: Database, files: Files) -> dict[bytes, str]:
    return await asyncio.to_thread(files.faults, await db.read(offline.needed))


def _told(faults: dict[bytes, str]) -> list[str]:
    """A sentence for each kind of fault."""
    numbers = Counter(faults.values())
    return [
        f"{number} file{'' if number == 1 else 's'} of saved articles {are} {why}"
        for why, number in numbers.items()
        for are in ["is" if number == 1 else "are"]
    ]


async def _mend_files(db: Database, files: Files) -> Mended:
    """Take out files that are not what they should be: they are fetched again."""
    faults = await _faults(db, files)
    articles = await db.write(offline.lose, faults)
    await asyncio.to_thread(files.drop, faults)
    if not faults:
        return Mended()
    many = "article" if len(articles) == 1 else "articles"
    lost = f"files of {len(articles)} saved {many}; `dateline save` fetches them again"
    return Mended(tuple(_told(faults)), (lost,))


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
            gone = await _mend_files(db, Files.beside(store))
            if not found:
                return gone
            await db.search(upkeep.back_up, kept, force=True)
            lost = await db.write(upkeep.repair)
            if not await db.write(upkeep.problems):
                return Mended((*found, *gone.problems), (*lost, *gone.lost), str(kept))
        finally:
            await db.close()
    except StoreDamaged as error:
        found = (error.problem,)
    recovered = await asyncio.to_thread(recovery.recover, store, kept)
    return Mended(found, recovered.lost, str(kept), recovered.articles)
