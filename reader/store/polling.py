"""What asking feeds needs to know, and what it learns."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.feed import Feed, FeedHealth, FeedSettings, Validators
from reader.store import copies, follows, history, offline, rules
from reader.store.articles import Merged, merge
from reader.store.db import stamp
from reader.store.feeds import SUBSCRIBED, feed_of, health_of, named, subscription
from reader.store.settings import settings_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from reader.model.parsed import ParsedFeed

_KEEP_ANSWER = """
update feed set
    title = coalesce(nullif(:title, ''), title),
    site_url = coalesce(nullif(:site_url, ''), site_url),
    language = coalesce(nullif(:language, ''), language)
where id = :id
"""

_KEEP_HEALTH = """
update feed set status = :status, checked_at = :checked_at, next_check_at = :next_check_at,
    why = :why, error = :error, hint = :hint, failing_since = :failing_since,
    failures = :failures, http_status = :http_status, moving_to = :moving_to, pace = :pace
where id = :id
"""

_KEEP_VALIDATORS = """
update feed set etag = :etag, modified = :modified, body_hash = :body_hash, validated_url = :url
where id = :id
"""

_SAVE = """
update article set saved_at = :now
where id in (select value from json_each(:ids)) and saved_at is null
"""

_MOVE = """
update feed set url = :to, moved_from = url, moving_to = ''
where id = :id and not exists (select 1 from feed where url = :to)
"""

_MOVE_BACK = """
update feed set url = moved_from, moved_from = '', next_check_at = 0, pace = :pace
where id = :id and moved_from <> '' and not exists
    (select 1 from feed as other where other.url = feed.moved_from)
returning id
"""


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed with what is needed to ask it again."""

    feed: Feed
    title: str
    validators: Validators
    health: FeedHealth
    pace: str
    """What the schedule remembers of this feed, as JSON."""
    settings: FeedSettings = FeedSettings()
    eager: bool = False
    """It told lately of a story that is followed and awake."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one check leaves behind, beside articles."""

    feed_id: int
    health: FeedHealth
    pace: str = "{}"
    validators: Validators | None = None
    """What to ask with next time; None leaves it as it is."""
    moved_to: str = ""
    """The address the feed has moved to for good; empty: it has not."""


def polled(db: sqlite3.Connection, ids: Iterable[int] | None = None) -> list[Polled]:
    """Subscribed feeds with what is needed to ask them again."""
    rows = db.execute(SUBSCRIBED).fetchall()
    wanted = None if ids is None else set(ids)
    eager = follows.telling(db)
    return [
        replace(_polled(row), eager=row["id"] in eager)
        for row in rows
        if wanted is None or row["id"] in wanted
    ]


def paces(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The address of every feed whose host asked for a pause once, with its pace.

    Also of those that were unsubscribed from: their hosts still want their peace.
    """
    rows = db.execute("select url, pace from feed where pace like '%\"retry_at\"%'")
    return [(row["url"], row["pace"]) for row in rows]


def local(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """The files and folders of this machine that are followed: address and feed."""
    return [
        (each.feed.url, each.feed.id)
        for each in map(_polled, db.execute(SUBSCRIBED + "where url like 'file:%'"))
        if not each.settings.paused
    ]


def keep_feed(
    db: sqlite3.Connection,
    feed_id: int,
    feed: ParsedFeed,
    now: datetime,
    settle: Callable[[Merged], Kept],
) -> Merged:
    """A feed that was understood: its articles, its name, and how asking went, as one.

    `settle` says what the check leaves behind, once it is known what it brought.
    """
    values = {"id": feed_id, "title": feed.title, "site_url": feed.site_url}
    db.execute(_KEEP_ANSWER, values | {"language": feed.language})
    merged = merge(db, feed_id, feed.articles, now)
    kept = settle(merged)
    merged = _ruled(merged, rules.apply(db, merged.change.arrivals, now))
    _save_if_wished(db, feed_id, merged, now)
    offline.look_again(db, merged.change.articles - merged.change.arrivals)
    return replace(merged, change=merged.change | keep_health(db, [kept]))


def _save_if_wished(db: sqlite3.Connection, feed_id: int, merged: Merged, now: datetime) -> None:
    """Mark what arrived to be kept offline, where the feed's settings say so."""
    if not merged.change.arrivals:
        return
    row = db.execute("select settings from feed where id = ?", (feed_id,)).fetchone()
    if settings_of(row).save:
        arrived = {"ids": json.dumps(list(merged.change.arrivals)), "now": stamp(now)}
        db.execute(_SAVE, arrived)
        copies.spread(db, "saved_at", merged.change.arrivals)


def _ruled(merged: Merged, done: Change) -> Merged:
    """What a document brought, once the rules have acted: muted articles are no news."""
    muted = done.departures
    change = (merged.change | done)._replace(arrivals=merged.change.arrivals - muted)
    new, copied = merged.new - len(muted), merged.copied - muted
    return replace(merged, change=change, new=new, copied=copied)


def keep_health(db: sqlite3.Connection, kept: Iterable[Kept]) -> Change:
    """How asking went, for feeds that said nothing new or could not be read."""
    ids = set()
    for each in kept:
        values = asdict(each.health) | {"id": each.feed_id, "pace": each.pace}
        for name in ("checked_at", "next_check_at", "failing_since"):
            values[name] = stamp(values[name])
        db.execute(_KEEP_HEALTH, values)
        if each.validators is not None:
            db.execute(_KEEP_VALIDATORS, asdict(each.validators) | {"id": each.feed_id})
        if each.moved_to:
            db.execute(_MOVE, {"id": each.feed_id, "to": each.moved_to})
        ids.add(each.feed_id)
    return Change(feeds=frozenset(ids))


def move_back(db: sqlite3.Connection, staying: Mapping[int, str], now: datetime) -> Change:
    """Give feeds that moved their old addresses back, but to none that another feed has by now.

    With each comes what the schedule is to remember from then on, as JSON.
    """
    before = history.Before(db, "address", staying)
    moved = frozenset(
        row["id"]
        for feed_id, pace in staying.items()
        for row in db.execute(_MOVE_BACK, {"id": feed_id, "pace": pace}).fetchall()
    )
    whom = named([subscription(db, each) for each in moved])
    history.note(db, f"gave the old address back to {whom}", now, before.steps())
    return Change(feeds=moved)


def _polled(row: sqlite3.Row) -> Polled:
    validators = Validators(row["etag"], row["modified"], row["body_hash"], row["validated_url"])
    title = row["own_title"] or row["title"] or row["url"]
    return Polled(feed_of(row), title, validators, health_of(row), row["pace"], settings_of(row))
