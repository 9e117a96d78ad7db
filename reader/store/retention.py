"""What may be let go: articles nobody subscribes to, and old texts. Never what the person keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.personal import LetGo, PurgePlan
from reader.store import clues, history, packing, texts
from reader.store.db import stamp
from reader.store.follows import IN_FOLLOWED
from reader.store.memory import remember

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

RULE = "retention"
"""Where the age is remembered from which texts go by themselves."""

_LEFT = f"""
starred_at is null and saved_at is null and not {IN_FOLLOWED}
and article.feed_id not in (select feed_id from subscription)
"""

_OLD = f"""
starred_at is null and saved_at is null and read_at is not null and purged_at is null
and not {IN_FOLLOWED} and sort_at < :before
"""

_BYTES = """
coalesce((select length(packed) from text where text.article_id = article.id), 0)
+ coalesce((select length(packed) from fresh_text where fresh_text.article_id = article.id), 0)
+ coalesce((select sum(length(packed) + length(title)) from revision
            where revision.article_id = article.id), 0)
"""

_PLAN = f"""
select coalesce(nullif(own_title, ''), nullif(feed.title, ''), feed.url) as title,
       count(*) as articles, sum({_BYTES}) as bytes
from article
join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = feed.id
where {{which}}
group by feed.id order by bytes desc, title
"""

_KEPT_OF_LEFT = f"""
select count(*) from article
where (starred_at is not null or saved_at is not null or {IN_FOLLOWED})
    and feed_id not in (select feed_id from subscription)
"""

_KEPT_OF_OLD = f"""
select count(*) from article
where sort_at < :before and purged_at is null
    and (starred_at is not null or saved_at is not null or read_at is null or {IN_FOLLOWED})
"""

_CHOOSE_LEFT = f"select id from article where {_LEFT} limit :most"

# A host that asked for a pause is left alone also when the feed comes back.
_TAKE_FEEDS = """
delete from feed
where id not in (select feed_id from subscription) and id not in (select feed_id from article)
    and pace not like '%"retry_at"%'
returning id
"""

_CHOOSE_OLD = f"select id from article where {_OLD} limit :most"


def plan_left(db: sqlite3.Connection) -> PurgePlan:
    """What `take_left` would take."""
    return _plan(db, _LEFT, _KEPT_OF_LEFT, {})


def plan_old(db: sqlite3.Connection, before: datetime) -> PurgePlan:
    """What `take_old` would take."""
    return _plan(db, _OLD, _KEPT_OF_OLD, {"before": stamp(before)})


def take_left(db: sqlite3.Connection, most: int) -> Change:
    """Delete articles of feeds nobody subscribes to, so many at once; starred and saved ones stay.

    Once all are gone, their feeds go too.
    """
    gone = frozenset(row["id"] for row in db.execute(_CHOOSE_LEFT, {"most": most}))
    packing.unpack(db, gone)
    db.executemany("delete from article where id = ?", [(each,) for each in gone])
    if len(gone) < most:
        db.execute(_TAKE_FEEDS).fetchall()
        clues.forget_gone(db)
    return Change(articles=gone, departures=gone)


def take_old(db: sqlite3.Connection, before: datetime, now: datetime, most: int) -> Change:
    """Let texts go of articles from before a moment that are read and not kept, so many at once.

    What an article is and what was done to it stays, so that none comes back as unread.
    """
    values = {"before": stamp(before), "most": most}
    ids = [row["id"] for row in db.execute(_CHOOSE_OLD, values)]
    packing.unpack(db, ids)
    left = [(each, texts.find(db, each) or texts.Text()) for each in ids]
    texts.keep(db, [(each, text._replace(html="", whole="", asked="")) for each, text in left])
    db.executemany("delete from revision where article_id = ?", [(each,) for each in ids])
    sql = "update article set purged_at = ?, revisions = 1 where id = ?"
    db.executemany(sql, [(stamp(now), each) for each in ids])
    return Change(articles=frozenset(ids))


def set_rule(db: sqlite3.Connection, older: str, now: datetime) -> Change:
    """Remember from what age on texts go by themselves; empty: never."""
    before = history.Before(db, "memory", [RULE])
    remember(db, RULE, older)
    what = f"let texts older than {older} go by themselves" if older else "keep texts for ever"
    history.note(db, f"decided to {what}", now, before.steps())
    return Change()


def _plan(db: sqlite3.Connection, which: str, kept: str, values: dict[str, object]) -> PurgePlan:
    rows = db.execute(_PLAN.format(which=which), values)
    feeds = tuple(LetGo(row["title"], row["articles"], row["bytes"]) for row in rows)
    return PurgePlan(feeds, db.execute(kept, values).fetchone()[0])
