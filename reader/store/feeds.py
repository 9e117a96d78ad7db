"""Feeds, folders and subscriptions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.model.feed import (
    Feed,
    FeedHealth,
    FeedKind,
    Folder,
    Subscription,
)
from reader.store.db import moment, stamp
from reader.store.settings import keep_settings, settings_of, settings_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from reader.model.feed import FeedSettings

SUBSCRIBED = """
select feed.*, own_title, coalesce(folder.name, '') as folder
from subscription
join feed on feed.id = feed_id
left join folder on folder.id = folder_id
"""

_SORTED = SUBSCRIBED + "order by folder.name is null, folder.name collate nocase, feed.id"

_ADD_FEED = """
insert into feed (url, kind, title) values (:url, :kind, :title)
on conflict (url) do update set next_check_at = coalesce(next_check_at, 0)
returning id
"""

_RESTORE_ADDRESS = """
update feed set url = :url, moved_from = :moved_from
where id = :feed_id and url = :moved_from and not exists
    (select 1 from feed as other where other.url = :url)
"""
"""Only from the address it had before it moved: that is where `polling.move_back` put it."""

_VALIDATORS = (("etag", "ETag"), ("modified", "Last-Modified"))

_SUBSCRIBE = """
insert into subscription (feed_id, own_title, folder_id, added_at)
values (:feed_id, :own_title, :folder_id, :now)
on conflict (feed_id) do nothing
"""


def subscriptions(db: sqlite3.Connection) -> list[Subscription]:
    """Every subscription, folders first by name, then by the title shown."""
    found = [subscription_of(row) for row in db.execute(_SORTED)]
    return sorted(found, key=lambda each: (not each.folder, each.folder.casefold(), _key(each)))


def subscription(db: sqlite3.Connection, feed_id: int) -> Subscription:
    """One subscription.

    Raises:
        NotFound: the feed is not subscribed to.
    """
    row = db.execute(SUBSCRIBED + "where feed_id = ?", (feed_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no feed {feed_id}", "`dateline feeds` lists them.")
    return subscription_of(row)


def find(db: sqlite3.Connection, url: str) -> int | None:
    """The id of the subscribed feed at an address."""
    sql = "select id from feed join subscription on feed_id = id where url = ?"
    row = db.execute(sql, (url,)).fetchone()
    return int(row["id"]) if row else None


def folders(db: sqlite3.Connection) -> list[Folder]:
    """Every folder, by name."""
    rows = db.execute("select id, name from folder order by name collate nocase")
    return [Folder(row["id"], row["name"]) for row in rows]


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


def remove(db: sqlite3.Connection, feed_ids: Iterable[int], now: datetime) -> Change:
    """Unsubscribe. The articles stay in the store, starred ones also in their list."""
    change, gone = Change(), [subscription(db, each) for each in feed_ids]
    for each in gone:
        db.execute("delete from subscription where feed_id = ?", (each.id,))
        left = _list(db, each.id, listed=False)
        change |= Change(feeds=frozenset({each.id}), articles=left, departures=left)
    note_undo(db, "unsubscribed from", gone, now)
    _drop_empty_folders(db)
    return change


def edit(
    db: sqlite3.Connection,
    feed_ids: Iterable[int],
    title: str | None,
    folder: str | None,
    now: datetime,
) -> Change:
    """Rename subscriptions or move them; None leaves a thing as it is, "" takes it away."""
    before = []
    for was in [subscription(db, each) for each in feed_ids]:
        named = was.own_title if title is None else title
        place = was.folder if folder is None else folder
        if (named, place) != (was.own_title, was.folder):
            _put(db, was.id, named, place)
            before.append(was)
    renamed = title is not None and any(each.own_title != title for each in before)
    note_undo(db, "renamed" if renamed else "moved", before, now)
    return Change(feeds=frozenset(each.id for each in before))


def set_settings(
    db: sqlite3.Connection, wanted: Mapping[int, FeedSettings], what: str, now: datetime
) -> Change:
    """Replace feeds' settings; `what` was done is said when it is undone.

    Raises:
        NotFound: one of the feeds is not subscribed to.
    """
    before = [
        was
        for was in (subscription(db, feed_id) for feed_id in wanted)
        if was.settings != wanted[was.id]
    ]
    for was in before:
        keep_settings(db, was.id, wanted[was.id])
    note_undo(db, what, before, now)
    return Change(feeds=frozenset(each.id for each in before))


def restore(db: sqlite3.Connection, noted: str, now: datetime) -> Change:
    """Put subscriptions back as they were noted before a change of them."""
    change, found = Change(), json.loads(noted)
    for was in found if isinstance(found, list) else [found]:
        feed_id = int(was["feed_id"])
        values = {"feed_id": feed_id, "own_title": "", "folder_id": None, "now": stamp(now)}
        db.execute(_SUBSCRIBE, values)
        _put(db, feed_id, was["own_title"], was["folder"])
        if "settings" in was:
            db.execute("update feed set settings = :settings where id = :feed_id", was)
            db.execute(_RESTORE_ADDRESS, was)
        back = _list(db, feed_id, listed=True)
        change |= Change(feeds=frozenset({feed_id}), articles=back)
    return change


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


def note_undo(
    db: sqlite3.Connection, did: str, before: Sequence[Subscription], now: datetime
) -> None:
    """Keep what subscriptions were like before something was done to them."""
    if not before:
        return
    noted = [
        {
            "feed_id": was.id,
            "own_title": was.own_title,
            "folder": was.folder,
            "settings": settings_text(was.settings),
            "url": was.feed.url,
            "moved_from": was.health.moved_from,
        }
        for was in before
    ]
    whom = before[0].title if len(before) == 1 else f"{len(before)} feeds"
    sql = "insert into undo (at, what, subscription) values (?, ?, ?)"
    db.execute(sql, (stamp(now), f"{did} {whom}", json.dumps(noted)))


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


def subscription_of(row: sqlite3.Row) -> Subscription:
    """The subscription in a row of `SUBSCRIBED`."""
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
