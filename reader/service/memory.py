"""What the screen remembers from one time to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store import memory

if TYPE_CHECKING:
    from reader.store.db import Database


class Memory:
    """Small values under names; no news is made of them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, key: str) -> str:
        """The value, or an empty string."""
        return await self._db.read(memory.recall, key)

    async def set(self, key: str, value: str) -> None:
        await self._db.write(memory.remember, key, value)
