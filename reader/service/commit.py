"""The one door to the store: write, then tell. Nobody can forget to announce."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from reader.model.changes import Change

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from sqlite3 import Connection

    from reader.store.db import Database


class Changed(Protocol):
    """What a write answers when it has more to say than what it changed."""

    @property
    def change(self) -> Change: ...


P = ParamSpec("P")
C = TypeVar("C", bound=Change | Changed | None)


class Commit:
    """Runs writes, and tells whoever listens what they changed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._listeners: list[Callable[[Change], None]] = []

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Hear of every change from now on; call what is returned to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def __call__(
        self, work: Callable[Concatenate[Connection, P], C], *args: P.args, **kw: P.kwargs
    ) -> C:
        """Write in one transaction, then tell.

        A caller that is cancelled meanwhile cannot part the two: what is on disk is announced.
        """
        return await asyncio.shield(self._told(self._db.write(work, *args, **kw)))

    async def lightly(
        self, work: Callable[Concatenate[Connection, P], C], *args: P.args, **kw: P.kwargs
    ) -> C:
        """The same for what servers say again when they are asked: see `Database.write_lightly`."""
        return await asyncio.shield(self._told(self._db.write_lightly(work, *args, **kw)))

    async def _told(self, writing: Awaitable[C]) -> C:
        answer = await writing
        change: Change | None = (
            answer if answer is None or isinstance(answer, Change) else answer.change
        )
        if change:
            for listener in tuple(self._listeners):
                listener(change)
        return answer
