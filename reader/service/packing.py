"""Packing texts and indexing their words, beside the keys: a little at a time, and then a pause."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.store import clues, packing, upkeep

if TYPE_CHECKING:
    from reader.store.db import Database

TOGETHER = 32
"""Texts a transaction: a mark that is set meanwhile waits some milliseconds."""

REST = 1.0
"""Seconds of pause for a second of work: half a processor is the person's."""


class Packing:
    """The verbs on texts that are not packed yet."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._door = asyncio.Lock()

    async def waiting(self) -> int:
        """How many texts are not packed yet."""
        return await self._db.read(packing.waiting)

    async def finish(self, *, most: int | None = None, rest: float = 0.0) -> None:
        """Pack what is waiting, or the oldest `most` of it; `rest` seconds for each of work."""
        async with self._door:
            waiting = await self.waiting()
            left = waiting if most is None else min(waiting, most)
            if left:
                await self._train()
            while left > 0 and (took := await self._some(min(left, TOGETHER))) is not None:
                left -= TOGETHER
                await asyncio.sleep(took * rest)
            if waiting and left <= 0:
                await self._settle_clues(rest)
                await self._give_back_room()

    async def _settle_clues(self, rest: float) -> None:
        clock = asyncio.get_running_loop().time
        more = await self._db.read(clues.waiting) >= clues.TOGETHER
        while more:
            begun = clock()
            more = await self._db.write(clues.settle)
            await asyncio.sleep((clock() - begun) * rest)

    async def _give_back_room(self) -> None:
        more = True
        while more:
            more = await self._db.write(upkeep.give_back_room)

    async def _some(self, limit: int) -> float | None:
        """Pack some; answers how long it took, None if there was nothing to do."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        done = await self._db.search(packing.pack_some, limit)
        if not done:
            return None
        await self._db.write(packing.put, done)
        return clock() - begun

    async def _train(self) -> None:
        made_of = await self._db.read(packing.wants_training)
        if made_of and (content := await self._db.search(packing.trained)):
            await self._db.write(packing.keep_dictionary, content, made_of)
