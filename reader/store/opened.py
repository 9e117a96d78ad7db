"""Articles that a person opened: whose pages are asked again, and when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Alert
from reader.model.changes import Change
from reader.model.feed import Validators
from reader.store.db import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from reader.model.liveblog import LiveBlog

SOONEST, LATEST = timedelta(hours=1), timedelta(days=7)
"""Between two requests for one page; the first is politeness (`service.page_pace`)."""
LIVE_SOONEST, LIVE_LATEST = timedelta(minutes=10), timedelta(minutes=30)
"""The same while a live blog goes on; no server is asked more often than the first by itself."""
LASTS = timedelta(days=30)
"""How long an article is watched after it was opened."""
_SHARE = 0.5
"""The age at which a page is asked again grows by this much each time."""

_NOTE = """
insert into opened (article_id, opened_at, next_at)
select id, :now, :next from article where id = :id and url like 'http%'
on conflict (article_id) do nothing
"""

# What is paused, was let go, or is followed no more waits until that is another matter.
_DUE = """
select article_id, opened.etag, opened.modified, opened.body_hash, opened.validated_url,
    exists (select 1 from live_post where live_post.article_id = opened.article_id) as live
from opened join article on article.id = article_id join feed on feed.id = article.feed_id
where next_at <= :now and purged_at is null
    and (listed = 1 or starred_at is not null or saved_at is not null)
    and not coalesce(json_extract(settings, '$.paused'), 0)
order by next_at limit :most
"""

_PLAN = """
update opened set next_at = :next, checks = checks + 1, title = coalesce(nullif(:title, ''), title)
where article_id = :id
"""

_KEEP_VALIDATORS = """
update opened set etag = :etag, modified = :modified, body_hash = :body_hash, validated_url = :url
where article_id = :id
"""

_UNTOLD = """
select article.id, article.title, change,
    coalesce(nullif(own_title, ''), nullif(feed.title, ''), feed.url) as feed_title
from opened join article on article.id = article_id join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = feed.id
where change_seen = 0 and changed_at >= opened_at and changed_at > coalesce(told_at, 0)
order by changed_at, article.id
"""

_TELL = """
update opened set told_at = (select changed_at from article where id = article_id)
where article_id = ?
"""

_SEEN = "update live_post set read_at = :now where article_id = :id and read_at is null"


def note(db: sqlite3.Connection, article_id: int, now: datetime) -> Change:
    """Remember that an article was opened: from now on its page is asked again."""
    values = {"id": article_id, "now": stamp(now), "next": stamp(now + SOONEST)}
    db.execute(_NOTE, values)
    db.execute(_SEEN, {"id": article_id, "now": stamp(now)})
    return Change()


class Due(NamedTuple):
    """A page that is to be asked again."""

    article_id: int
    validators: Validators
    live: bool
    """It was a live blog when it was asked last."""


def due(db: sqlite3.Connection, now: datetime, most: int) -> list[Due]:
    """The articles whose pages are to be asked again, those that wait longest first."""
    return [
        Due(row[0], Validators(*row[1:5]), bool(row["live"]))
        for row in db.execute(_DUE, {"now": stamp(now), "most": most})
    ]


def keep_validators(db: sqlite3.Connection, article_id: int, validators: Validators) -> None:
    """What a page is asked with next, once what it said is kept."""
    db.execute(_KEEP_VALIDATORS, asdict(validators) | {"id": article_id})


def news(db: sqlite3.Connection) -> list[Alert]:
    """What has changed materially of articles since they were opened, each change only once."""
    found = [
        Alert(row["id"], row["feed_title"], row["title"], tuple(row["change"].split()))
        for row in db.execute(_UNTOLD).fetchall()
    ]
    db.executemany(_TELL, [(each.article_id,) for each in found])
    return found


def plan(
    db: sqlite3.Connection,
    article_id: int,
    now: datetime,
    title: str,
    live: LiveBlog | None = None,
) -> None:
    """When a page is asked next: later each time; as posts come, while a live blog lasts."""
    row = db.execute("select opened_at from opened where article_id = ?", (article_id,)).fetchone()
    if row is None:
        return
    opened_at = moment(row[0]) or now
    age = now - opened_at
    gap = min(max(age * _SHARE, SOONEST), LATEST)
    at = None if age > LASTS else now + gap
    if live is not None and live.lasts(now):
        at = now + min(max(live.rhythm, LIVE_SOONEST), LIVE_LATEST)
    values = {"id": article_id, "next": stamp(at), "title": title}
    db.execute(_PLAN, values)
