"""Marks: read and starred, each change of them noted so that it can be undone.

The same article in several feeds has one state: what marks it marks all its copies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.store.db import stamp
from reader.store.lists import compiled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model.query import ArticleQuery

UNDO_KEPT = 1_000
"""Changes that can be undone, newest first."""

_THESE = "id in (select value from json_each(:ids))"

_NOTE = """
insert into undo_article (undo_id, article_id, read_at, starred_at)
select :undo_id, id, read_at, starred_at from article where {which}
"""

_NOTE_COPIES = """
insert or ignore into undo_article (undo_id, article_id, read_at, starred_at)
select :undo_id, other.id, other.read_at, other.starred_at
from undo_article as noted
join article as one on one.id = noted.article_id
join article as other on other.id = coalesce(one.copy_of, one.id)
    or other.copy_of = coalesce(one.copy_of, one.id)
where noted.undo_id = :undo_id and (other.{column} is null) <> (:at is null)
"""

_UNDO_LAST = "select id, what, subscription from undo order by id desc limit 1"

_RESTORE_COPIES = """
update article set read_at = one.read_at, starred_at = one.starred_at
from undo_article as was join article as one on one.id = was.article_id
where was.undo_id = :undo_id and article.id <> one.id
    and (article.id = one.copy_of or article.copy_of = coalesce(one.copy_of, one.id))
    and (article.read_at is not one.read_at or article.starred_at is not one.starred_at)
returning article.id
"""

_RESTORE = """
update article set read_at = was.read_at, starred_at = was.starred_at
from undo_article as was
where was.undo_id = :undo_id and was.article_id = article.id
returning article.id
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a mark of a whole list did."""

    change: Change = Change()
    articles: int = 0
    """Of the list: the copies that have the same state now are not counted."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was taken back."""

    what: str
    change: Change


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


def set_all_read(
    db: sqlite3.Connection, query: ArticleQuery, up_to: int | None, now: datetime
) -> Marked:
    """Mark a whole list read; articles with an id above `up_to` came later and were not seen."""
    where, values = compiled(query)
    which = f"({where}) and read_at is null and id <= coalesce(:up_to, id)"
    values |= {"at": stamp(now), "up_to": up_to}
    return _mark(db, "read_at", which, values, "read", now)


def last(db: sqlite3.Connection) -> str:
    """The change that `undo` would take back, in words; empty if there is none."""
    row = db.execute(_UNDO_LAST).fetchone()
    return str(row["what"]) if row else ""


def undo(db: sqlite3.Connection, now: datetime) -> Undone | None:
    """Take the last change back."""
    row = db.execute(_UNDO_LAST).fetchone()
    if row is None:
        return None
    if row["subscription"]:
        from reader.store.feeds import restore  # noqa: PLC0415 - most marks are never undone

        change = restore(db, row["subscription"], now)
    else:
        back = db.execute(_RESTORE, {"undo_id": row["id"]}).fetchall()
        # Copies that came after the mark took it over, and give it back too.
        back += db.execute(_RESTORE_COPIES, {"undo_id": row["id"]}).fetchall()
        change = Change(articles=frozenset(each["id"] for each in back))
    db.execute("delete from undo where id = ?", (row["id"],))
    return Undone(row["what"], change)


def _mark(
    db: sqlite3.Connection,
    column: str,
    which: str,
    values: dict[str, object],
    word: str,
    now: datetime,
) -> Marked:
    sql = "insert into undo (at, what) values (?, ?) returning id"
    undo_id = db.execute(sql, (stamp(now), "")).fetchone()["id"]
    noted = db.execute(_NOTE.format(which=which), values | {"undo_id": undo_id}).rowcount
    if not noted:
        db.execute("delete from undo where id = ?", (undo_id,))
        return Marked()
    db.execute(_NOTE_COPIES.format(column=column), {"undo_id": undo_id, "at": values["at"]})
    # From here the note says which articles are meant: marking changes what the condition finds.
    set_them = (
        f"update article set {column} = :at "
        "where id in (select article_id from undo_article where undo_id = :undo_id) returning id"
    )
    changed = db.execute(set_them, {"at": values["at"], "undo_id": undo_id}).fetchall()
    what = f"marked {_articles(noted)} {word}" if "read" in word else f"{word} {_articles(noted)}"
    db.execute("update undo set what = ? where id = ?", (what, undo_id))
    db.execute("delete from undo where id <= ?", (undo_id - UNDO_KEPT,))
    return Marked(Change(articles=frozenset(row["id"] for row in changed)), noted)


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"
