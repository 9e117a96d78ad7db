"""Marks: read and starred, each change of them noted so that it can be undone.

The same article in several feeds has one state: what marks it marks all its copies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from reader.model.changes import Change
from reader.store.db import stamp
from reader.store.lists import compiled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model.query import ArticleQuery
    from reader.store.history import Column

_THESE = "id in (select value from json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Marked:
    """What a mark of a whole list did."""

    change: Change = Change()
    articles: int = 0
    """Of the list: the copies that have the same state now are not counted."""


def set_read(db: sqlite3.Connection, ids: Iterable[int], read: bool, now: datetime) -> Change:
    """Mark articles read or unread; those that already are so are left out."""
    which = f"{_THESE} and read_at is {'' if read else 'not '}null"
    values: dict[str, object] = {"ids": json.dumps(list(ids)), "at": stamp(now) if read else None}
    return _mark(db, "read_at", which, values, "read" if read else "unread", now).change


def set_starred(db: sqlite3.Connection, ids: Iterable[int], starred: bool, now: datetime) -> Change:
    """Star articles or take their stars away."""
    which = f"{_THESE} and starred_at is {'' if starred else 'not '}null"
    values: dict[str, object] = {
        "ids": json.dumps(list(ids)),
        "at": stamp(now) if starred else None,
    }
    return _mark(db, "starred_at", which, values, "starred" if starred else "unstarred", now).change


def set_saved(db: sqlite3.Connection, ids: Iterable[int], saved: bool, now: datetime) -> Change:
    """Have articles kept for reading offline, or not any more."""
    which = f"{_THESE} and saved_at is {'' if saved else 'not '}null"
    values: dict[str, object] = {"ids": json.dumps(list(ids)), "at": stamp(now) if saved else None}
    return _mark(db, "saved_at", which, values, "saved" if saved else "unsaved", now).change


def set_all_read(
    db: sqlite3.Connection, query: ArticleQuery, up_to: int | None, now: datetime
) -> Marked:
    """Mark a whole list read; articles with an id above `up_to` came later and were not seen."""
    where, values = compiled(query)
    which = f"({where}) and read_at is null and id <= coalesce(:up_to, id)"
    values |= {"at": stamp(now), "up_to": up_to}
    return _mark(db, "read_at", which, values, "read", now)


def _mark(
    db: sqlite3.Connection,
    column: Column,
    which: str,
    values: dict[str, object],
    word: str,
    now: datetime,
) -> Marked:
    from reader.store import history  # noqa: PLC0415 - the first list is shown before any mark

    to = cast("int | None", values["at"])
    count, step = history.marking(db, column, to, which, values)
    if not count:
        return Marked()
    change = history.mark(db, step)
    noted = articles_in_words(count)
    history.note(
        db, f"marked {noted} {word}" if "read" in word else f"{word} {noted}", now, marks=(step,)
    )
    return Marked(change, count)


def articles_in_words(number: int) -> str:
    """So many articles."""
    return "1 article" if number == 1 else f"{number:,} articles"
