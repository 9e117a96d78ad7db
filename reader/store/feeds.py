"""Feeds, folders and subscriptions."""

from __future__ import annotations

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
from reader.store import history, shelves
from reader.store.db import moment, stamp
from reader.store.history_rows import put, seen
from reader.store.settings import keep_settings, settings_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from reader.model.feed import FeedSettings
    from reader.store.history_rows import Kind

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
    """Subscribe to an address; articles kept from an earlier subscription are listed again.

    One that is there already stays as it is.
    """
    if (known := find(db, url)) is not None:
        return Subscribed(known, Change())
    feed_id = int(db.execute(_ADD_FEED, {"url": url, "kind": kind, "title": ""}).fetchone()["id"])
    values = {"feed_id": feed_id, "own_title": own_title, "now": stamp(now)}
    db.execute(_SUBSCRIBE, values | {"folder_id": shelves.folder_id(db, folder)})
    back = shelves.list_articles(db, feed_id, listed=True)
    return Subscribed(feed_id, Change(feeds=frozenset({feed_id}), articles=back))


def subscribe(
    db: sqlite3.Connection,
    url: str,
    kind: FeedKind,
    own_title: str,
    folder: str,
    called: str,
    now: datetime,
) -> Subscribed:
    """The same, as something the person did and can undo; `called` is what the feed is named."""
    made = add(db, url, kind, own_title, folder, now)
    if not made.change:
        return made
    step = history.RowStep(
        "subscription", made.feed_id, None, seen(db, "subscription", made.feed_id)
    )
    history.note(db, f"subscribed to {own_title or called or url}", now, (step,))
    return made


def remove(db: sqlite3.Connection, feed_ids: Iterable[int], now: datetime) -> Change:
    """Unsubscribe. The articles stay in the store, starred ones also in their list."""
    gone = [subscription(db, each) for each in feed_ids]
    before = _before(db, "subscription", gone)
    change = Change()
    for each in gone:
        change |= put(db, "subscription", each.id, None)
    history.note(db, f"unsubscribed from {named(gone)}", now, before.steps())
    return change


def edit(
    db: sqlite3.Connection,
    feed_ids: Iterable[int],
    title: str | None,
    folder: str | None,
    now: datetime,
) -> Change:
    """Rename subscriptions or move them; None leaves a thing as it is, "" takes it away."""
    every = [subscription(db, each) for each in feed_ids]
    before = _before(db, "subscription", every)
    for was in every:
        name = was.own_title if title is None else title
        place = was.folder if folder is None else folder
        sql = "update subscription set own_title = ?, folder_id = ? where feed_id = ?"
        db.execute(sql, (name, shelves.folder_id(db, place), was.id))
    shelves.drop_empty_folders(db)
    steps = before.steps()
    changed = [was for was in every if was.id in {step.key for step in steps}]
    renamed = title is not None and any(was.own_title != title for was in changed)
    history.note(db, f"{'renamed' if renamed else 'moved'} {named(changed)}", now, steps)
    return Change(feeds=frozenset(was.id for was in changed))


def set_settings(
    db: sqlite3.Connection, wanted: Mapping[int, FeedSettings], what: str, now: datetime
) -> Change:
    """Replace feeds' settings; `what` was done is said when it is undone.

    Raises:
        NotFound: one of the feeds is not subscribed to.
    """
    every = [subscription(db, feed_id) for feed_id in wanted]
    changed = [was for was in every if was.settings != wanted[was.id]]
    before = _before(db, "settings", changed)
    for was in changed:
        keep_settings(db, was.id, wanted[was.id])
    history.note(db, f"{what} {named(changed)}", now, before.steps())
    return Change(feeds=frozenset(was.id for was in changed))


def named(feeds: Sequence[Subscription]) -> str:
    """One feed by its title, several by their number."""
    return feeds[0].title if len(feeds) == 1 else f"{len(feeds):,} feeds"


def _before(db: sqlite3.Connection, kind: Kind, feeds: Iterable[Subscription]) -> history.Before:
    return history.Before(db, kind, [each.id for each in feeds])


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
