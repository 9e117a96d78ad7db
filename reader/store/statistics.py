"""Counting what there is: a day at a time, so that whoever waits sees it go on and may stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.store.db import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from reader.model.statistics import Sizes

_ARRIVED = """
select count(*) from article indexed by article_newest
where listed = 1 and copy_of is null and sort_at >= ? and sort_at < ?
"""

_OF_FEEDS = """
select feed_id, count(*) from article indexed by article_of_feed
where feed_id in (select feed_id from subscription)
    and listed = 1 and sort_at >= ? and sort_at < ?
group by feed_id
"""

_MARKED = """
select distinct feed_id, read_at from article indexed by article_of_feed
where feed_id in (select feed_id from subscription)
    and listed = 1 and sort_at >= ? and sort_at < ? and read_at is not null
"""

_FEEDS = """
select feed.id, coalesce(nullif(own_title, ''), nullif(title, ''), url) as title,
    failing_since is not null as failing,
    (select max(sort_at) from article where feed_id = feed.id and listed = 1) as newest
from subscription join feed on feed.id = feed_id
"""

_KEPT = (
    "select coalesce(sum(bytes), 0) from (select max(bytes) as bytes from kept_file group by hash)"
)


class Day(NamedTuple):
    """What came within a day."""

    articles: int
    feeds: tuple[tuple[int, int], ...]
    """Feeds and how many of their articles, copies among them."""
    marked: tuple[tuple[int, datetime], ...]
    """Feeds, and when something of it was marked read."""


class Held(NamedTuple):
    """A feed, and its newest article's time."""

    id: int
    title: str
    failing: bool
    newest_at: datetime | None


def day(db: sqlite3.Connection, begin: datetime, end: datetime) -> Day:
    """What came from a moment until before another."""
    between = (stamp(begin), stamp(end))
    of_feeds = tuple((row[0], row[1]) for row in db.execute(_OF_FEEDS, between))
    marked = db.execute(_MARKED, between)
    marks = tuple((feed, at) for feed, second in marked if (at := moment(second)))
    return Day(db.execute(_ARRIVED, between).fetchone()[0], of_feeds, marks)


def feeds(db: sqlite3.Connection) -> tuple[Held, ...]:
    """Every subscription."""
    return tuple(
        Held(row["id"], row["title"], bool(row["failing"]), moment(row["newest"]))
        for row in db.execute(_FEEDS)
    )


def sizes(db: sqlite3.Connection, midnight: datetime, store_bytes: int) -> Sizes:
    """Numbers and bytes of all."""
    from reader.model.statistics import Sizes  # noqa: PLC0415 - seldom asked for
    from reader.store.counts import counts  # noqa: PLC0415 - as above

    found = counts(db, midnight)

    def one(sql: str) -> int:
        return int(db.execute(sql).fetchone()[0])

    return Sizes(
        feeds=one("select count(*) from subscription"),
        folders=one("select count(*) from folder"),
        articles=found.total,
        unread=found.unread,
        starred=found.starred,
        saved=found.saved,
        store_bytes=store_bytes,
        kept_bytes=one(_KEPT),
    )
