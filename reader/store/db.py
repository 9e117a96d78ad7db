"""The store's two lanes: one thread that writes, one that reads.

With write-ahead logging a read never waits for a write, and with one connection a lane there are
no locks to think about above this file.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from reader.config.paths import PRIVATE_FILE
from reader.model.errors import StoreError
from reader.store import functions
from reader.store.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

P = ParamSpec("P")
T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long a write waits for another dateline's write."""


def stamp(at: datetime | None) -> int | None:
    """A moment as the store keeps it."""
    return None if at is None else int(at.timestamp())


def moment(seconds: int | None) -> datetime | None:
    """A kept moment as a value."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class Database:
    """An open store. Made with `open`, ended with `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = ThreadPoolExecutor(1, "db-writer")
        self._reading = ThreadPoolExecutor(1, "db-reader")
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Open a store, making or migrating it first.

        Raises:
            StoreError: it cannot be opened, belongs to somebody else, or is newer than we are.
        """
        database = cls(path)
        try:
            await database._in(database._writing, database._open_writer)
            await database._in(database._reading, database._open_reader)
        except BaseException:
            await database.close()
            raise
        return database

    async def write(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """Run work as one transaction; it is on disk when this returns.

        Raises:
            StoreError: the transaction could not be committed; nothing of it happened.
        """

        def transaction() -> T:
            db = _required(self._writer)
            db.execute("begin immediate")
            try:
                answer = work(db, *args, **kw)
                db.execute("commit")
            except BaseException:
                if db.in_transaction:
                    db.execute("rollback")
                raise
            return answer

        return await self._in(self._writing, transaction)

    async def read(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """Run work on the reading lane, seeing one state of the store from start to end."""

        def snapshot() -> T:
            db = _required(self._reader)
            db.execute("begin")
            try:
                return work(db, *args, **kw)
            finally:
                db.execute("rollback")

        return await self._in(self._reading, snapshot)

    async def compact(self) -> None:
        """Write the file afresh without the room nothing is in; waits its turn among the writes.

        Raises:
            StoreError: the disk has no room for both, or another dateline is at work.
        """
        await self._in(self._writing, lambda: _required(self._writer).execute("vacuum"))

    def interrupt(self) -> None:
        """End the read that is running, if one is; its caller sees StoreError."""
        if self._reader is not None:
            self._reader.interrupt()

    async def close(self) -> None:
        """Finish what was asked, then close; a second time does nothing."""
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._close)

    async def _in(self, lane: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        if self._closed:
            raise StoreError("the store is closed")
        try:
            return await asyncio.get_running_loop().run_in_executor(lane, work)
        except sqlite3.Error as error:
            raise _explained(error, self.path) from error

    def _open_writer(self) -> None:
        if not self.path.exists():
            try:
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
            except OSError as error:
                raise StoreError(
                    f"cannot make the store {self.path}: {error.strerror}",
                    "Choose another place with --home DIR or DATELINE_HOME.",
                ) from error
        db = self._writer = _connect(self.path)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute("pragma foreign_keys = on")
        migrate(db, self.path)
        functions.register(db)

    def _open_reader(self) -> None:
        db = self._reader = _connect(self.path)
        db.execute("pragma query_only = on")
        functions.register(db)

    def _close(self) -> None:
        self._reading.shutdown()
        if self._reader is not None:
            self._reader.close()
        if self._writer is not None:
            self._writing.submit(self._writer.execute, "pragma optimize").exception()
        self._writing.shutdown()
        if self._writer is not None:
            self._writer.close()


def _connect(path: Path) -> sqlite3.Connection:
    # Closing happens after the lane's thread has ended, hence on another one.
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    return db


def _required(db: sqlite3.Connection | None) -> sqlite3.Connection:
    if db is None:
        raise StoreError("the store is closed")
    return db


def _explained(error: sqlite3.Error, path: Path) -> StoreError:
    """A plain sentence for what SQLite reports (https://sqlite.org/rescode.html)."""
    text = str(error).lower()
    if "full" in text:
        return StoreError(
            f"the disk that holds {path} is full; the last change was not made",
            "Free some room and try again; everything before it is safe.",
        )
    if "locked" in text or "busy" in text:
        return StoreError(
            f"another dateline kept the store {path} busy for {BUSY_SECONDS:.0f} seconds",
            "Try again when it is done.",
        )
    if "not a database" in text or "malformed" in text:
        return StoreError(
            f"the store {path} is damaged ({error})",
            "Run `dateline check --repair`, or move the file away and put a copy in its place.",
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return StoreError(
            f"the store {path} cannot be written ({error})",
            "Check who owns the file and its folder, or choose another with --home DIR.",
        )
    return StoreError(f"the store {path} could not do that: {error}")
