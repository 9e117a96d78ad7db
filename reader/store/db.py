"""The store's lanes: one thread that writes, one that reads, and one for what may take long.

With write-ahead logging a read never waits for a write, and with one connection a lane there are
no locks to think about above this file. A search has its own, so that no key waits for it.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from reader.config.paths import PRIVATE_FILE
from reader.model.errors import StoreDamaged, StoreError
from reader.store import functions
from reader.store.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

P = ParamSpec("P")
T = TypeVar("T")

_BESIDE = 65_536
"""Bytes that the shared memory of a store, and a page of its log, take at least."""
BUSY_SECONDS = 5.0
"""How long a write waits for another dateline's write."""

_STEPS = 20_000
"""Of SQLite's machine, after which a search looks whether it is still wanted: a millisecond."""

PAGE_BYTES = 8192
"""Of a store's file: packed texts fill such pages to nine tenths, and those of 4096 to eight."""


def stamp(at: datetime | None) -> int | None:
    """A moment as the store keeps it."""
    return None if at is None else int(at.timestamp())


def moment(seconds: int | None) -> datetime | None:
    """A kept moment as a value."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class Lane(Protocol):
    """A way to run a read."""

    def __call__(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kw: P.kwargs
    ) -> Coroutine[Any, Any, T]: ...


class _CalledOff(Exception):
    """Whoever asked has gone."""


class Database:
    """An open store. Made with `open`, ended with `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = ThreadPoolExecutor(1, "db-writer")
        self._reading = ThreadPoolExecutor(1, "db-reader")
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._searching: ThreadPoolExecutor | None = None
        self._searcher: sqlite3.Connection | None = None
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
            return _as_one(_required(self._writer), work, *args, **kw)

        return await self._in(self._writing, transaction)

    async def write_lightly(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """As `write`, for what can be had again: a power cut may take it back, whole.

        Nothing less can: what the program wrote is the system's, however the program ends. The
        next `write` puts it on disk together with its own (https://sqlite.org/pragma.html,
        synchronous).
        """

        def transaction() -> T:
            db = _required(self._writer)
            db.execute("pragma synchronous = normal")
            try:
                return _as_one(db, work, *args, **kw)
            finally:
                db.execute("pragma synchronous = full")

        return await self._in(self._writing, transaction)

    async def read(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """Run work on the reading lane, seeing one state of the store from start to end."""

        def snapshot() -> T:
            return _seeing_one_state(_required(self._reader), work, *args, **kw)

        return await self._in(self._reading, snapshot)

    async def compact(self) -> None:
        """Write the file afresh without the room nothing is in; waits its turn among the writes.

        Raises:
            StoreError: the disk has no room for both, or another dateline is at work.
        """
        await self._in(self._writing, lambda: _required(self._writer).execute("vacuum"))

    async def times_written_elsewhere(self) -> int:
        """A number that is another one when another process has changed the store."""

        def ask() -> int:
            # The writer's own commits do not count here, unlike on the other connections.
            sql = "pragma data_version"
            return int(_required(self._writer).execute(sql).fetchone()[0])

        return await self._in(self._writing, ask)

    async def search(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """Run a read that may take long beside the others; when it is cancelled it ends at once."""
        called_off = threading.Event()

        def snapshot() -> T:
            while True:
                if called_off.is_set():
                    raise _CalledOff
                db = self._open_searcher()
                # An interruption that comes before a statement begins would be lost.
                db.set_progress_handler(called_off.is_set, _STEPS)
                try:
                    return _seeing_one_state(db, work, *args, **kw)
                except sqlite3.OperationalError as error:
                    # What was meant for the search before may hit this one.
                    if "interrupted" not in str(error):
                        raise

        if self._searching is None:
            self._searching = ThreadPoolExecutor(1, "db-searcher")
        try:
            return await self._in(self._searching, snapshot)
        except asyncio.CancelledError:
            called_off.set()
            if self._searcher is not None:
                self._searcher.interrupt()
            raise

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
        if not self.path.stat().st_size:
            db.execute(f"pragma page_size = {PAGE_BYTES}")
            db.execute("pragma auto_vacuum = incremental")
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute("pragma foreign_keys = on")
        functions.register(db)
        migrate(db, self.path)

    def _open_reader(self) -> None:
        self._reader = _reading(self.path)

    def _open_searcher(self) -> sqlite3.Connection:
        if self._searcher is None:
            self._searcher = _reading(self.path)
        return self._searcher

    def _close(self) -> None:
        if self._searching is not None:
            self._searching.shutdown()
        self._reading.shutdown()
        for reader in (self._searcher, self._reader):
            if reader is not None:
                reader.close()
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


def _reading(path: Path) -> sqlite3.Connection:
    db = _connect(path)
    db.execute("pragma query_only = on")
    functions.register(db)
    return db


def _as_one(
    db: sqlite3.Connection,
    work: Callable[Concatenate[sqlite3.Connection, P], T],
    *args: P.args,
    **kw: P.kwargs,
) -> T:
    """Run work in one transaction, or not at all."""
    db.execute("begin immediate")
    try:
        answer = work(db, *args, **kw)
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise
    return answer


def _seeing_one_state(
    db: sqlite3.Connection,
    work: Callable[Concatenate[sqlite3.Connection, P], T],
    *args: P.args,
    **kw: P.kwargs,
) -> T:
    db.execute("begin")
    try:
        return work(db, *args, **kw)
    finally:
        if db.in_transaction:
            db.execute("rollback")


def _required(db: sqlite3.Connection | None) -> sqlite3.Connection:
    if db is None:
        raise StoreError("the store is closed")
    return db


def _explained(error: sqlite3.Error, path: Path) -> StoreError:
    """A plain sentence for what SQLite reports (https://sqlite.org/rescode.html)."""
    text = str(error).lower()
    if "full" in text or ("disk i/o" in text and not _has_room(path)):
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
        return StoreDamaged(
            f"the store {path} is damaged ({error})",
            "Run `dateline check --repair`, or move the file away and put a copy in its place.",
        )
    if "disk i/o" in text:
        return StoreError(
            f"the disk that holds {path} does not do what it should ({error})",
            "Look at the disk; everything that was done before is as safe as the disk is.",
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return StoreError(
            f"the store {path} cannot be written ({error})",
            "Check who owns the file and its folder, or choose another with --home DIR.",
        )
    return StoreError(f"the store {path} could not do that: {error}")


def _has_room(path: Path) -> bool:
    """Whether the disk has room for what SQLite keeps beside a store it opens."""
    import shutil  # noqa: PLC0415 - only where something went wrong

    try:
        return shutil.disk_usage(path.parent).free > _BESIDE
    except OSError:
        return True
