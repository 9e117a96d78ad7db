"""From any older store to the newest, a numbered step at a time; an empty file gets it at once."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from reader.config.paths import PRIVATE_FILE
from reader.model.errors import StoreError
from reader.store.schema import APPLICATION_ID, SCHEMA, VERSION, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def version_of(db: sqlite3.Connection) -> int:
    """The version of a store; 0 for an empty file.

    Raises:
        StoreError: the file is not a store of ours, or a newer dateline made it.
    """
    number = int(db.execute("pragma user_version").fetchone()[0])
    owner = int(db.execute("pragma application_id").fetchone()[0])
    tables = db.execute("select count(*) from sqlite_schema").fetchone()[0]
    if owner != APPLICATION_ID and (number or tables):
        raise StoreError(
            "the store file belongs to another program",
            "Move it away, or choose another place with --home DIR.",
        )
    if number > VERSION:
        raise StoreError(
            f"the store was made by a newer dateline (its version is {number}, ours {VERSION})",
            "Upgrade dateline; nothing was changed.",
        )
    return number


def migrate(db: sqlite3.Connection, path: Path) -> int:
    """Bring a store to the newest version; answers the number of steps taken.

    A copy of an older file is kept beside it before the first step, and each step is one
    transaction that is checked for dangling references before it is committed.

    Raises:
        StoreError: see `version_of`; or a step left the store inconsistent.
    """
    before = version_of(db)
    if before == VERSION:
        return 0
    if not before:
        return int(_take(db, VERSION, lambda: run(db, SCHEMA)))
    from reader.store.steps import STEPS  # noqa: PLC0415 - an upgrade is rare, a start is not

    keep_copy(db, path.with_name(f"{path.name}.version-{before}"))
    # Enforced, a table that is made afresh would take its dependants with it when the old one goes
    # (https://sqlite.org/lang_altertable.html#otheralter); `_settle` checks them instead.
    enforced = db.execute("pragma foreign_keys").fetchone()[0]
    db.execute("pragma foreign_keys = off")
    try:
        steps = enumerate(STEPS[before:], before + 1)
        return sum(_take(db, number, partial(step, db)) for number, step in steps)
    finally:
        db.execute(f"pragma foreign_keys = {enforced}")


def keep_copy(db: sqlite3.Connection, target: Path) -> None:
    """A consistent copy of an open store, private to its owner."""
    unfinished = target.with_name(target.name + ".partial")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, PRIVATE_FILE))
    with closing(sqlite3.connect(unfinished)) as copy:
        db.backup(copy)
    shutil.move(unfinished, target)


def _take(db: sqlite3.Connection, number: int, step: Callable[[], None]) -> bool:
    db.execute("begin immediate")
    try:
        if version_of(db) >= number:  # another process was quicker
            db.execute("rollback")
            return False
        step()
        _settle(db, number)
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise
    return True


def _settle(db: sqlite3.Connection, number: int) -> None:
    if dangling := db.execute("pragma foreign_key_check").fetchall():
        raise StoreError(f"step {number} of the migration leaves {len(dangling)} loose ends")
    db.execute(f"pragma application_id = {APPLICATION_ID}")
    db.execute(f"pragma user_version = {number}")
