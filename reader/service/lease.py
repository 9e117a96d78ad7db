"""One at a time, among all the datelines that have the same store open."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from reader.model.errors import StoreError
from reader.store import memory

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from reader.store.db import Database

SECONDS = 60
"""A lease that is not renewed for so long is free: its holder hangs, or sleeps."""
_RENEWED = 20.0
_LOOK_AGAIN = 0.25


class Lease:
    """The right to do one thing; taken once for all who want it in this reader."""

    def __init__(self, db: Database, name: str, now: Callable[[], datetime]) -> None:
        self._db, self._name, self._now = db, name, now
        self._machine = socket.gethostname()
        self._holder = f"{self._machine}/{os.getpid()}/{secrets.token_hex(4)}"
        self._users = 0
        self._door = asyncio.Lock()
        self._renewing: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Wait until no other reader does it, and keep them waiting while the block runs."""
        async with self._door:
            if not self._users:
                await self._take()
            self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            if not self._users:
                await asyncio.shield(self._give_back())

    async def _take(self) -> None:
        while not await self._taken():
            holder = await self._db.read(memory.lease_holder, self._name)
            if self._is_dead(holder):
                await self._db.write(memory.give_back_lease, self._name, holder)
            else:
                await asyncio.sleep(_LOOK_AGAIN)
        self._renewing = asyncio.create_task(self._renew())

    async def _give_back(self) -> None:
        if self._renewing:
            self._renewing.cancel()
        # Where the store was closed meanwhile, the end of this process gives the lease back.
        with suppress(StoreError):
            await self._db.write(memory.give_back_lease, self._name, self._holder)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_RENEWED)
            with suppress(StoreError):
                await self._taken()

    async def _taken(self) -> bool:
        now = int(self._now().timestamp())
        return await self._db.write(memory.take_lease, self._name, self._holder, now, SECONDS)

    def _is_dead(self, holder: str) -> bool:
        """Whether the process that holds the lease has ended without giving it back."""
        machine, _, rest = holder.partition("/")
        number = rest.partition("/")[0]
        if machine != self._machine or not number.isdecimal():
            return False
        try:
            os.kill(int(number), 0)  # signal 0 only asks whether there is such a process
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False
