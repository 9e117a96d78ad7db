"""Feeds, folders and subscriptions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.model.feed import (
    Counts,
    Feed,
    FeedHealth,
    FeedKind,
    Folder,
    Subscription,
)
from reader.store.db import moment, stamp
from reader.store.settings import settings_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

SUBSCRIBED = """
select feed.*, own_title, coalesce(folder.name, '') as folder
from subscription
join feed on feed.id = feed_id
left join folder on folder.id = folder_id
"""

_SORTED = SUBSCRIBED + "order by folder.name is null, folder.name collate nocase, feed.id"

_COUNTS = """
select
    (select coalesce(sum(unread), 0) from feed) - unread_copies as unread,
    (select coalesce(sum(total), 0) from feed) - copies as total,
    (select count(*) from article where starred_at is not null and copy_of is null) as starred,
    (select count(*) from article where listed = 1 and copy_of is null and read_at is null
     and sort_at >= :midnight) as today
from (select count(*) as copies, coalesce(sum(read_at is null), 0) as unread_copies
      from article where copy_of is not null and listed = 1)
"""

_TWICE_IN_FOLDERS = """
select folder.name, count(*) as articles
from article indexed by article_copy
join subscription on subscription.feed_id = article.feed_id
join folder on folder.id = subscription.folder_id
where copy_of is not null and listed = 1 and read_at is null and exists (
    select 1 from article as other join subscription as its on its.feed_id = other.feed_id
    where (other.id = article.copy_of or other.copy_of = article.copy_of and other.id < article.id)
        and other.listed = 1 and its.folder_id = subscription.folder_id)
group by folder.id
"""

_ADD_FEED = """
insert into feed (url, kind, title) values (:url, :kind, :title)
on conflict (url) do update set next_check_at = coalesce(next_check_at, 0)
returning id
"""

_VALIDATORS = (("etag", "ETag"), ("modified", "Last-Modified"))

_SUBSCRIBE = """
insert into subscription (feed_id, own_title, folder_id, added_at)
values (:feed_id, :own_title, :folder_id, :now)
on conflict (feed_id) do nothing
"""


def subscriptions(db: sqlite3.Connection) -> list[Subscription]:
    """Every subscription, folders first by name, then by the title shown."""
    found = [_subscription(row) for row in db.execute(_SORTED)]
    return sorted(found, key=lambda each: (not each.folder, each.folder.casefold(), _key(each)))


def subscription(db: sqlite3.Connection, feed_id: int) -> Subscription:
    """One subscription.

    Raises:
        NotFound: the feed is not subscribed to.
    """
    row = db.execute(SUBSCRIBED + "where feed_id = ?", (feed_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no feed {feed_id}", "`dateline feeds` lists them.")
    return _subscription(row)


def find(db: sqlite3.Connection, url: str) -> int | None:
    """The id of the subscribed feed at an address."""
    sql = "select id from feed join subscription on feed_id = id where url = ?"
    row = db.execute(sql, (url,)).fetchone()
    return int(row["id"]) if row else None


def folders(db: sqlite3.Connection) -> list[Folder]:
    """Every folder, by name."""
    rows = db.execute("select id, name from folder order by name collate nocase")
    return [Folder(row["id"], row["name"]) for row in rows]


def counts(db: sqlite3.Connection, midnight: datetime) -> Counts:
    """The numbers of the smart views; `midnight` is where today begins for the person."""
    row = db.execute(_COUNTS, {"midnight": stamp(midnight)}).fetchone()
    twice = tuple((each["name"], each["articles"]) for each in db.execute(_TWICE_IN_FOLDERS))
    return Counts(row["unread"], row["today"], row["starred"], row["total"], twice)


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription that was made."""

    feed_id: int
    change: Change


def add(
    db: sqlite3.Connection, url: str, kind: FeedKind, own_title: str, folder: str, now: datetime
) -> Subscribed:
    """Subscribe to an address; articles kept from an earlier subscription are listed again."""
    feed_id = int(db.execute(_ADD_FEED, {"url": url, "kind": kind, "title": ""}).fetchone()["id"])
    values = {"feed_id": feed_id, "own_title": own_title, "now": stamp(now)}
    db.execute(_SUBSCRIBE, values | {"folder_id": _folder_id(db, folder)})
    back = _list(db, feed_id, listed=True)
    return Subscribed(feed_id, Change(feeds=frozenset({feed_id}), articles=back))


def add_new(
    db: sqlite3.Connection, listed: Iterable[tuple[str, str, str]], now: datetime
) -> Change:
    """Subscribe to those of some feeds, as address, own title and folder, that are new."""
    change = Change()
    for url, title, folder in listed:
        if find(db, url) is None:
            change |= add(db, url, "feed", title, folder, now).change
    return change


def remove(db: sqlite3.Connection, feed_id: int, now: datetime) -> Change:
    """Unsubscribe. The articles stay in the store, starred ones also in their list."""
    gone = subscription(db, feed_id)
    db.execute("delete from subscription where feed_id = ?", (feed_id,))
    left = _list(db, feed_id, listed=False)
    _note_undo(db, f"unsubscribed from {gone.title}", gone, now)
    _drop_empty_folders(db)
    return Change(feeds=frozenset({feed_id}), articles=left, departures=left)


def edit(
    db: sqlite3.Connection, feed_id: int, title: str | None, folder: str | None, now: datetime
) -> Change:
    """Rename a subscription or move it; None leaves a thing as it is, "" takes it away."""
    before = subscription(db, feed_id)
    title = before.own_title if title is None else title
    folder = before.folder if folder is None else folder
    if (title, folder) == (before.own_title, before.folder):
        return Change()
    _put(db, feed_id, title, folder)
    what = f"renamed {before.title}" if title != before.own_title else f"moved {before.title}"
    _note_undo(db, what, before, now)
    return Change(feeds=frozenset({feed_id}))


def restore(db: sqlite3.Connection, noted: str, now: datetime) -> Change:
    """Put a subscription back as it was noted by `remove` or `edit`."""
    was = json.loads(noted)
    feed_id = int(was["feed_id"])
    values = {"feed_id": feed_id, "own_title": "", "folder_id": None, "now": stamp(now)}
    db.execute(_SUBSCRIBE, values)
    _put(db, feed_id, was["own_title"], was["folder"])
    back = _list(db, feed_id, listed=True)
    return Change(feeds=frozenset({feed_id}), articles=back)


def _put(db: sqlite3.Connection, feed_id: int, title: str, folder: str) -> None:
    sql = "update subscription set own_title = ?, folder_id = ? where feed_id = ?"
    db.execute(sql, (title, _folder_id(db, folder), feed_id))
    _drop_empty_folders(db)


def _list(db: sqlite3.Connection, feed_id: int, *, listed: bool) -> frozenset[int]:
    from reader.store.copies import settle_feed  # noqa: PLC0415 - start-up lists, and changes none

    sql = "update article set listed = ? where feed_id = ? and listed <> ? returning id"
    found = frozenset(row["id"] for row in db.execute(sql, (listed, feed_id, listed)).fetchall())
    settle_feed(db, feed_id)
    return found


def _folder_id(db: sqlite3.Connection, name: str) -> int | None:
    if not name:
        return None
    db.execute("insert into folder (name) values (?) on conflict do nothing", (name,))
    return int(db.execute("select id from folder where name = ?", (name,)).fetchone()["id"])


def _drop_empty_folders(db: sqlite3.Connection) -> None:
    db.execute(
        "delete from folder where id not in "
        "(select folder_id from subscription where folder_id is not null)"
    )


def _note_undo(db: sqlite3.Connection, what: str, was: Subscription, now: datetime) -> None:
    noted = json.dumps({"feed_id": was.id, "own_title": was.own_title, "folder": was.folder})
    sql = "insert into undo (at, what, subscription) values (?, ?, ?)"
    db.execute(sql, (stamp(now), what, noted))


def _key(each: Subscription) -> tuple[str, int]:
    return (each.title.casefold(), each.id)


def feed_of(row: sqlite3.Row) -> Feed:
    """The feed in a row of `SUBSCRIBED`."""
    return Feed(row["id"], row["url"], row["kind"], row["title"], row["site_url"], row["language"])


def health_of(row: sqlite3.Row) -> FeedHealth:
    """Its health."""
    return FeedHealth(
        status=row["status"],
        checked_at=moment(row["checked_at"]),
        next_check_at=moment(row["next_check_at"]),
        why=row["why"],
        error=row["error"],
        hint=row["hint"],
        failing_since=moment(row["failing_since"]),
        failures=row["failures"],
        http_status=row["http_status"],
        validators=", ".join(name for column, name in _VALIDATORS if row[column]),
        moving_to=row["moving_to"],
        moved_from=row["moved_from"],
    )


def _subscription(row: sqlite3.Row) -> Subscription:
    settings, health = settings_of(row), health_of(row)
    if settings.paused:
        health = replace(health, next_check_at=None, why="paused by you")
    return Subscription(
        feed_of(row),
        row["own_title"],
        row["folder"],
        row["unread"],
        row["total"],
        health,
        settings,
    )
