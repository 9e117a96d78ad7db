"""The posts of live blogs: kept by their own ids, each read or not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.timeline import Written
from reader.store.db import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.model.liveblog import LiveBlog

MOST = 2_000
"""Posts of a page that are kept, the newest."""

_KEEP = """
insert into live_post (article_id, post_id, at, title, html, author, url, first_seen_at)
select id, :post, :at, :title, :html, :author, :url, :now from article where id = :article
on conflict (article_id, post_id) do update set title = excluded.title, html = excluded.html,
    author = excluded.author, revised_at = :now
where html <> excluded.html or title <> excluded.title
"""

_POSTS = """
select * from live_post where article_id in (select value from json_each(?))
order by article_id, at, post_id
"""

_READ = """
update live_post set read_at = :now
where article_id = :article and post_id in (select value from json_each(:posts))
"""


def keep(db: sqlite3.Connection, article_id: int, live: LiveBlog, now: datetime) -> Change:
    """Keep the posts that a page shows; those it shows no more stay."""
    for post in live.posts[-MOST:]:
        values = {
            "article": article_id,
            "post": post.id,
            "at": stamp(post.at),
            "title": post.title,
            "html": post.html,
            "author": post.author,
            "url": post.url,
            "now": stamp(now),
        }
        db.execute(_KEEP, values)
    return Change(articles=frozenset({article_id}))


def posts(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, list[Written]]:
    """The posts of some articles, the oldest first; articles without any are left out."""
    found: dict[int, list[Written]] = {}
    for row in db.execute(_POSTS, (json.dumps(list(ids)),)):
        at = datetime.fromtimestamp(row["at"], UTC)
        read = row["read_at"] is not None
        post = Written(at, row["title"], row["html"], row["post_id"], read)
        found.setdefault(row["article_id"], []).append(post)
    return found


def mark(
    db: sqlite3.Connection, article_id: int, ids: Iterable[str], now: datetime | None
) -> Change:
    """Mark posts read, or unread with None."""
    values = {"article": article_id, "posts": json.dumps(list(ids)), "now": stamp(now)}
    db.execute(_READ, values)
    return Change(articles=frozenset({article_id}))
