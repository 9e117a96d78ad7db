"""The small rows a history can put back: each kind is read and written here, always whole."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Literal

from reader.model.changes import Change
from reader.model.errors import UsageError
from reader.store import shelves, story_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Kind = Literal[
    "subscription",
    "settings",
    "address",
    "saved_view",
    "rule",
    "memory",
    "story",
    "story_article",
    "story_tie",
    "follow",
]
Row = dict[str, object]

_SUBSCRIPTIONS = """
select url, kind, title, own_title, coalesce(folder.name, '') as folder, added_at
from subscription
join feed on feed.id = feed_id
left join folder on folder.id = folder_id
"""

_SUBSCRIPTION = _SUBSCRIPTIONS + "where feed_id = ?"

_THESE_SUBSCRIPTIONS = (
    _SUBSCRIPTIONS.replace("select", "select feed_id,", 1)
    + "where feed_id in (select value from json_each(?))"
)

# A purge may have taken the feed meanwhile; then it comes back without its articles.
_FEED_BACK = """
insert into feed (id, url, kind, title, next_check_at) values (:id, :url, :kind, :title, 0)
on conflict do nothing
"""

_SUBSCRIBE = """
insert into subscription (feed_id, own_title, folder_id, added_at)
values (:id, :own_title, :folder_id, :added_at)
on conflict (feed_id) do update set own_title = excluded.own_title, folder_id = excluded.folder_id
"""

_SAVED_VIEW = ("id", "name", "query", "place")
_RULE = ("id", "action", "query", "place", "made_at", "ends_at")


def seen(db: sqlite3.Connection, kind: Kind, key: int | str) -> Row | None:
    """A row as it is now; None if there is none."""
    if kind in story_rows.TABLES:
        return story_rows.seen(db, kind, key)
    queries = {
        "subscription": _SUBSCRIPTION,
        "settings": "select settings from feed where id = ?",
        "address": "select url, moved_from from feed where id = ?",
        "saved_view": f"select {', '.join(_SAVED_VIEW)} from saved_view where id = ?",
        "rule": f"select {', '.join(_RULE)} from rule where id = ?",
        "memory": "select value from memory where key = ?",
    }
    row = db.execute(queries[kind], (key,)).fetchone()
    return dict(row) if row else None


def subscription_rows(db: sqlite3.Connection, feed_ids: Iterable[int]) -> dict[int, Row]:
    """Many subscriptions as `seen` gives one: an imported list has thousands."""
    rows = map(dict, db.execute(_THESE_SUBSCRIPTIONS, (json.dumps(list(feed_ids)),)))
    return {row.pop("feed_id"): row for row in rows}


def put(db: sqlite3.Connection, kind: Kind, key: int | str, row: Row | None) -> Change:
    """Make a row what it was, or will be again; None takes it away.

    Raises:
        UsageError: something else is in its place by now.
    """
    ways: dict[Kind, Callable[[], Change]] = {
        "subscription": lambda: _put_subscription(db, int(key), row),
        "settings": lambda: _put_settings(db, int(key), row),
        "address": lambda: _put_address(db, int(key), row),
        "saved_view": lambda: _put_view(db, int(key), row),
        "rule": lambda: _put_plain(db, "rule", _RULE, int(key), row),
        "memory": lambda: _put_memory(db, str(key), row),
    }
    try:
        if kind in story_rows.TABLES:
            return story_rows.put(db, kind, key, row)
        return ways[kind]()
    except sqlite3.IntegrityError as error:
        name = "" if row is None else str(row.get("name") or row.get("url") or "")
        raise UsageError(
            f"{name or 'another one'} is there by now, so the old one cannot come back beside it",
            "Rename or remove the one that is there, then undo again.",
        ) from error


def _put_subscription(db: sqlite3.Connection, feed_id: int, row: Row | None) -> Change:
    feeds = frozenset({feed_id})
    if row is None:
        db.execute("delete from subscription where feed_id = ?", (feed_id,))
        shelves.drop_empty_folders(db)
        left = shelves.list_articles(db, feed_id, listed=False)
        return Change(articles=left, feeds=feeds, departures=left)
    folder = shelves.folder_id(db, str(row["folder"]))
    values = row | {"id": feed_id, "folder_id": folder}
    db.execute(_FEED_BACK, values)
    db.execute(_SUBSCRIBE, values)
    shelves.drop_empty_folders(db)
    return Change(articles=shelves.list_articles(db, feed_id, listed=True), feeds=feeds)


def _put_settings(db: sqlite3.Connection, feed_id: int, row: Row | None) -> Change:
    settings = "{}" if row is None else row["settings"]
    db.execute("update feed set settings = ? where id = ?", (settings, feed_id))
    return Change(feeds=frozenset({feed_id}))


def _put_address(db: sqlite3.Connection, feed_id: int, row: Row | None) -> Change:
    if row is not None:
        sql = "update feed set url = :url, moved_from = :moved_from where id = :id"
        db.execute(sql, row | {"id": feed_id})
    return Change(feeds=frozenset({feed_id}))


def _put_view(db: sqlite3.Connection, view_id: int, row: Row | None) -> Change:
    _put_plain(db, "saved_view", _SAVED_VIEW, view_id, row)
    return Change(views=frozenset({view_id}))


def _put_plain(
    db: sqlite3.Connection, table: str, columns: tuple[str, ...], key: int, row: Row | None
) -> Change:
    if row is None:
        db.execute(f"delete from {table} where id = ?", (key,))
        return Change()
    named = ", ".join(f":{name}" for name in columns)
    fresh = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    sql = (
        f"insert into {table} ({', '.join(columns)}) values ({named}) "
        f"on conflict (id) do update set {fresh}"
    )
    db.execute(sql, row)
    return Change()


def _put_memory(db: sqlite3.Connection, key: str, row: Row | None) -> Change:
    db.execute("delete from memory where key = ?", (key,))
    if row is not None:
        db.execute("insert into memory (key, value) values (?, ?)", (key, row["value"]))
    return Change()
