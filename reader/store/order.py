"""The person's own order of views and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.store import history

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime


def move(
    db: sqlite3.Connection,
    table: Literal["saved_view", "rule"],
    every: Sequence[int],
    moved: int,
    step: int,
    what: str,
    now: datetime,
) -> bool:
    """Move one of some rows so many places down, or up if negative; answers whether it moved."""
    before = history.Before(db, table, every)
    ids = list(every)
    at = ids.index(moved)
    ids.insert(min(max(at + step, 0), len(ids) - 1), ids.pop(at))
    if ids == list(every):
        return False
    places = list(enumerate(ids, 1))
    db.executemany(f"update {table} set place = ? where id = ?", places)
    history.note(db, what, now, before.steps())
    return True
