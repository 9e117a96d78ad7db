"""The same article in several feeds: found when it arrives, one line in lists, one state.

The first that is listed is the head; the others name it in `copy_of`. Their marks are always its
marks. A head that leaves gives its place to the next: here when its feed is unsubscribed from, by
a trigger when its row is deleted.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.article import Copy
from reader.store.db import moment, stamp
from reader.text.copies import Print, at_home, clues, is_copy, is_renamed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from reader.model.parsed import ParsedArticle

_KEEP_CLUES = "insert or ignore into clue (clue, article_id) values (?, ?)"

_CANDIDATES = """
select article.id, article.feed_id, identity, guid, article.url, url_key, article.title, authors,
    published_at, content_hash, coalesce(copy_of, article.id) as head, feed.url as feed_url,
    site_url, coalesce(published_at, first_seen_at) as at
from clue join article on article.id = article_id join feed on feed.id = feed_id
where clue = :clue and (feed_id = :feed_id) = :own
order by article_id desc limit 8
"""

_AT_THE_SAME_TIME = """
select id, feed_id, identity, guid, url, url_key, title, authors, published_at, content_hash,
    published_at as at
from article indexed by article_of_feed
where feed_id = :feed_id and sort_at = :at and listed = 1 and published_at = :at
order by id desc limit 40
"""

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


def note(db: sqlite3.Connection, article_id: int, article: ParsedArticle) -> None:
    """Remember what an article can be found by."""
    found = clues(article.url_key, article.guid, article.title)
    db.executemany(_KEEP_CLUES, [(clue, article_id) for clue in found])


def fold(
    db: sqlite3.Connection, article_id: int, feed_id: int, article: ParsedArticle, now: datetime
) -> frozenset[int]:
    """Make a new article a copy of the one another feed has already, if there is one.

    It takes over that one's marks, and its place if that one is in no list any more. Answers all
    copies of the article, itself among them; none, if it was not known before in this way.
    """
    feed = db.execute("select url, site_url from feed where id = ?", (feed_id,)).fetchone()
    at = stamp(article.published_at or now)
    own = _print_of(article, at, at_home(article.url, *feed))
    for row in _found(db, feed_id, article, own=False):
        home = at_home(row["url"], row["feed_url"], row["site_url"])
        if is_copy(own, _print(db, row, home=home)):
            db.execute(_FOLD, {"id": article_id, "head": row["head"]})
            return settle(db, [row["head"]])
    return frozenset()


def renamed(
    db: sqlite3.Connection,
    feed_id: int,
    article: ParsedArticle,
    at: int | None,
    named: Collection[str],
) -> sqlite3.Row | None:
    """The article of the same feed that this one is under a new id and address, or headline.

    One that the document still names by its own id, among `named`, is another article.
    """
    if at is None:
        return None
    own = _print_of(article, at, home=True)
    values = {"feed_id": feed_id, "at": at}
    near: list[sqlite3.Row] = [
        *_found(db, feed_id, article, own=True),
        *db.execute(_AT_THE_SAME_TIME, values),
    ]
    for row in near:
        if row["identity"] not in named and is_renamed(own, _print(db, row, home=True)):
            return row
    return None


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


def _found(
    db: sqlite3.Connection, feed_id: int, article: ParsedArticle, *, own: bool
) -> list[sqlite3.Row]:
    """Articles of this feed, or of the others, that share a clue; each once."""
    rows: dict[int, sqlite3.Row] = {}
    for clue in clues(article.url_key, article.guid, article.title):
        for row in db.execute(_CANDIDATES, {"clue": clue, "feed_id": feed_id, "own": own}):
            rows.setdefault(row["id"], row)
    return list(rows.values())


def _print_of(article: ParsedArticle, at: int | None, home: bool) -> Print:
    return Print(article.url_key, article.guid, article.title, article.html, moment(at), home)


def _print(db: sqlite3.Connection, row: sqlite3.Row, *, home: bool) -> Print:
    sql = "select html from article_body where article_id = ?"
    html = db.execute(sql, (row["id"],)).fetchone()["html"]
    return Print(row["url_key"], row["guid"], row["title"], html, moment(row["at"]), home)


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
