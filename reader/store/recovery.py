"""From a file that SQLite cannot read any more to one that it can, with all that is left.

The damaged file is never written: everything is read from a copy of it, row by row where whole
tables cannot be, into a new store of the same version.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from reader.model.errors import StoreError
from reader.store import upkeep
from reader.store.migrations import migrate
from reader.store.schema import APPLICATION_ID, VERSION
from reader.store.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Values = tuple[object, ...]

_NOT_COPIED = ("sqlite_", "search")
_FEWEST = 8
"""Rows passed over where one cannot be read; twice as many, if the next cannot either."""
_MANY = 10_000_000
"""Rows a table may have that does not say how many it has."""


class Recovered(NamedTuple):
    """What came of it."""

    kept: Path
    """The damaged file, as it was."""
    articles: int
    lost: tuple[str, ...]
    """A sentence each."""


def recover(path: Path, kept: Path) -> Recovered:
    """Put a sound store in the place of a damaged one, which is moved to `kept`.

    Raises:
        StoreError: nothing in the file can be read.
    """
    shutil.copy2(path, kept)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            shutil.copy2(path.with_name(path.name + suffix), kept.with_name(kept.name + suffix))
    fresh = path.with_name(f"{path.name}.partial")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with closing(_opened(kept)) as old, closing(_opened(fresh)) as new:
        version = _version(old)
        new.execute("pragma journal_mode = wal")
        new.execute("begin immediate")
        for step in STEPS[:version]:
            step(new)
        lost = _copy(old, new)
        new.execute(f"pragma application_id = {APPLICATION_ID}")
        new.execute(f"pragma user_version = {version}")
        new.execute("commit")
        migrate(new, fresh)
        new.execute("begin immediate")
        lost += upkeep.repair(new)
        upkeep.index_afresh(new)
        articles = new.execute("select count(*) from article").fetchone()[0]
        new.execute("commit")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    fresh.replace(path)
    for copy in path.parent.glob(f"{fresh.name}*"):
        copy.unlink()
    return Recovered(kept, articles, lost)


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


def _version(old: sqlite3.Connection) -> int:
    """The version of a damaged store; the newest, if its first page does not say."""
    try:
        old.execute("pragma writable_schema = on")  # a schema that is partly wrong is read, too
        number = int(old.execute("pragma user_version").fetchone()[0])
        old.execute("select count(*) from sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"nothing in the store can be read ({error})",
            "Put a copy in its place, such as one that `dateline backup` made.",
        ) from error
    return number if 1 <= number <= VERSION else VERSION


def _copy(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[str, ...]:
    triggers = new.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
    for trigger in triggers:
        new.execute(f"drop trigger {trigger['name']}")
    lost = [told for table in _tables(new) if (told := _copy_table(old, new, table))]
    for trigger in triggers:
        new.execute(trigger["sql"])
    return tuple(lost)


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("select name from sqlite_schema where type = 'table' order by rowid")
    return [row["name"] for row in rows if not row["name"].startswith(_NOT_COPIED)]


def _copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> str:
    """Copy what can be read of a table; answers what cannot, empty for nothing."""
    columns = [row["name"] for row in new.execute(f"pragma table_info({table})")]
    named, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    put = f"insert or ignore into {table} ({named}) values ({marks})"
    unread = 0
    with_rowid = "without rowid" not in _sql_of(new, table)
    for row in _rows(old, table, named, with_rowid=with_rowid):
        if row is None:
            unread += 1
            continue
        try:
            new.execute(put, row)
        except sqlite3.IntegrityError:  # garbage where a value of another kind should be
            unread += 1
    places = "one place" if unread == 1 else f"{unread:,} places"
    return f"rows of “{table}” at {places} of the file" if unread else ""


def _sql_of(db: sqlite3.Connection, table: str) -> str:
    row = db.execute("select sql from sqlite_schema where name = ?", (table,)).fetchone()
    return str(row["sql"]).lower()


def _rows(
    old: sqlite3.Connection, table: str, named: str, *, with_rowid: bool
) -> Iterator[Values | None]:
    """The rows of a table; None for each stretch that cannot be read."""
    if not with_rowid:
        yield from _until_damaged(old, f"select {named} from {table}")
        return
    last, at, skipped = _last_rowid(old, table), -1, _FEWEST
    while at < last:
        sql = f"select rowid as place, {named} from {table} where rowid > {at} order by rowid"
        for row in _until_damaged(old, sql):
            if row is None:
                yield None
                at += skipped
                skipped *= 2
            else:
                at, skipped = cast("int", row[0]), _FEWEST
                yield row[1:]
        if skipped == _FEWEST:
            return


def _until_damaged(old: sqlite3.Connection, sql: str) -> Iterator[Values | None]:
    """Rows, and at last None if not all could be read."""
    try:
        for row in old.execute(sql):
            yield tuple(row)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        yield None


def _last_rowid(old: sqlite3.Connection, table: str) -> int:
    for sql in (f"select max(rowid) from {table}", "select max(seq) from sqlite_sequence"):
        with suppress(sqlite3.DatabaseError):
            return int(old.execute(sql).fetchone()[0] or 0)
    return _MANY
