"""The same article in several feeds: found when it arrives, one line in lists, one state.

The first that is listed is the head; the others name it in `copy_of`. Their marks are always its
marks. A head that leaves gives its place to the next: here when its feed is unsubscribed from, by
a trigger when its row is deleted.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.article import Copy
from reader.store import texts
from reader.store.db import moment, stamp
from reader.text.copies import Print, at_home, is_copy

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.model.parsed import ParsedArticle
    from reader.store.clues import Clues

_FOLD = """
update article set copy_of = head.id, read_at = head.read_at, starred_at = head.starred_at,
    saved_at = head.saved_at
from article as head
where article.id = :id and head.id = :head
"""

_SETTLE = """
update article
set copy_of = nullif((select id from article where copy_of = :head or id = :head
                      order by listed desc, id limit 1), id)
where copy_of = :head or id = :head
returning id
"""

_HEADS_OF_FEED = """
select distinct coalesce(copy_of, id) as head from article indexed by article_copy
where copy_of is not null and feed_id = :feed_id
union
select copy_of from article as copy
where copy_of is not null and exists
    (select 1 from article where id = copy.copy_of and feed_id = :feed_id)
"""

_COPIES = """
select one.value as asked, other.*,
    coalesce(nullif(own_title, ''), nullif(feed.title, ''), feed.url) as feed_title
from json_each(:ids) as one
join article on article.id = one.value
join article as other on other.id = coalesce(article.copy_of, article.id)
    or other.copy_of = coalesce(article.copy_of, article.id)
join feed on feed.id = other.feed_id
left join subscription on subscription.feed_id = other.feed_id
where other.listed = 1 and other.id <> one.value
order by other.first_seen_at, other.id
"""


def fold(
    db: sqlite3.Connection,
    feed_id: int,
    arrived: Iterable[tuple[int, ParsedArticle]],
    clues: Clues,
    now: datetime,
) -> tuple[frozenset[int], frozenset[int]]:
    """Make new articles copies of those that other feeds have already.

    A copy takes over the other's marks, and its place if that one is in no list any more. Answers
    which are copies, and all that are one with these.
    """
    copied: set[int] = set()
    members: frozenset[int] = frozenset()
    for article_id, article in arrived:
        head = _head_of(db, feed_id, article, clues.candidates(article, own=False), now)
        if head is not None:
            db.execute(_FOLD, {"id": article_id, "head": head})
            copied.add(article_id)
            members |= settle(db, [head])
    return frozenset(copied), members


def settle(db: sqlite3.Connection, heads: Iterable[int]) -> frozenset[int]:
    """Let the first that is listed stand for each group; answers who is in them."""
    members = set()
    for head in heads:
        members |= {row["id"] for row in db.execute(_SETTLE, {"head": head}).fetchall()}
    return frozenset(members)


def settle_feed(db: sqlite3.Connection, feed_id: int) -> frozenset[int]:
    """The same for every group that a feed has a part in, when its articles come or go."""
    rows = db.execute(_HEADS_OF_FEED, {"feed_id": feed_id}).fetchall()
    return settle(db, [row["head"] for row in rows])


def copies(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[Copy, ...]]:
    """The same articles as other feeds have them, first seen first; ids without any left out."""
    found: dict[int, tuple[Copy, ...]] = {}
    for row in db.execute(_COPIES, {"ids": json.dumps(list(ids))}):
        found[row["asked"]] = (*found.get(row["asked"], ()), _copy(row))
    return found


def _head_of(
    db: sqlite3.Connection,
    feed_id: int,
    article: ParsedArticle,
    candidates: Sequence[sqlite3.Row],
    now: datetime,
) -> int | None:
    """The head of those among some candidates that an article is a copy of, if it is."""
    if not candidates:
        return None
    feed = db.execute("select url, site_url from feed where id = ?", (feed_id,)).fetchone()
    own = print_of(article, stamp(article.published_at or now), home=at_home(article.url, *feed))
    for row in candidates:
        home = at_home(row["url"], row["feed_url"], row["site_url"])
        if is_copy(own, kept_print(db, row, home=home)):
            return int(row["head"])
    return None


def print_of(article: ParsedArticle, at: int | None, *, home: bool) -> Print:
    """What is compared of an article that came."""
    return Print(article.url_key, article.guid, article.title, article.html, moment(at), home)


def kept_print(db: sqlite3.Connection, row: sqlite3.Row, *, home: bool) -> Print:
    """What is compared of an article that is kept."""
    text = texts.find(db, row["id"]) or texts.Text()
    return Print(row["url_key"], row["guid"], row["title"], text.html, moment(row["at"]), home)


def _copy(row: sqlite3.Row) -> Copy:
    return Copy(
        id=row["id"],
        feed_id=row["feed_id"],
        feed_title=row["feed_title"],
        title=row["title"],
        url=row["url"],
        published_at=moment(row["published_at"]),
        first_seen_at=moment(row["first_seen_at"]),
    )
