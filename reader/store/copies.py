"""The same article in several feeds: found when it arrives, one line in lists, one state.

The first that is listed is the head; the others name it in `copy_of`. Their marks are always its
marks. A head that leaves gives its place to the next: here when its feed is unsubscribed from, by
a trigger when its row is deleted. What is muted is a copy of nothing, and nothing of it: somebody
may want an article from one feed and not from another.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.article import Copy
from reader.store import texts
from reader.store.clues import kept_candidates
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

_ANY = "select exists (select 1 from article indexed by article_copy where copy_of is not null)"

_OTHERS = """
select other.id
from json_each(:ids) as each
join article as one on one.id = each.value
join article as other on other.copy_of = coalesce(one.copy_of, one.id) or other.id = one.copy_of
"""

_SPREAD = """
update article set {column} = one.{column}
from json_each(:ids) as each join article as one on one.id = each.value
where (article.copy_of = coalesce(one.copy_of, one.id) or article.id = one.copy_of)
    and article.{column} is not one.{column}
returning article.id
"""

_LEAVE = """
update article set copy_of = null
where copy_of is not null and id in (select value from json_each(:ids))
"""

_LEFT_ALONE = """
select distinct copy_of from article
where copy_of in (select value from json_each(:ids))
"""

_SUCCEED = """
update article
set copy_of = nullif((select id from article where copy_of = :head
                      order by listed desc, id limit 1), id)
where copy_of = :head
returning id
"""

_KEPT = """
select article.id, feed_id, guid, article.url, url_key, article.title, feed.url as feed_url,
    site_url, coalesce(published_at, first_seen_at) as at
from article join feed on feed.id = feed_id where article.id = ?
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


def others(db: sqlite3.Connection, ids: Iterable[int]) -> frozenset[int]:
    """All that are one with some articles, beside these."""
    if not db.execute(_ANY).fetchone()[0]:
        return frozenset()
    these = frozenset(ids)
    rows = db.execute(_OTHERS, {"ids": json.dumps(list(these))})
    return frozenset(row["id"] for row in rows) - these


def spread(db: sqlite3.Connection, column: str, ids: Iterable[int]) -> frozenset[int]:
    """Give a mark of some articles to all that are one with them; answers who got it."""
    if not db.execute(_ANY).fetchone()[0]:
        return frozenset()
    rows = db.execute(_SPREAD.format(column=column), {"ids": json.dumps(list(ids))}).fetchall()
    return frozenset(row["id"] for row in rows)


def part(db: sqlite3.Connection, ids: Iterable[int]) -> frozenset[int]:
    """Take articles from those that they are one with; answers who these are."""
    values = {"ids": json.dumps(list(ids))}
    db.execute(_LEAVE, values)
    changed: set[int] = set()
    for head in [row["copy_of"] for row in db.execute(_LEFT_ALONE, values)]:
        changed |= {row["id"] for row in db.execute(_SUCCEED, {"head": head}).fetchall()}
    return frozenset(changed)


def join(db: sqlite3.Connection, ids: Iterable[int]) -> frozenset[int]:
    """Make articles one again with those of other feeds that they are the same as.

    Each takes over the marks of these; answers all that are one with it now.
    """
    changed: frozenset[int] = frozenset()
    for article_id in ids:
        row = db.execute(_KEPT, (article_id,)).fetchone()
        own = kept_print(db, row, home=at_home(row["url"], row["feed_url"], row["site_url"]))
        candidates = kept_candidates(db, row)
        if (head := _first_like(db, own, candidates)) is not None:
            db.execute(_FOLD, {"id": article_id, "head": head})
            changed |= settle(db, [head])
    return changed


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
    return _first_like(db, own, candidates)


def _first_like(
    db: sqlite3.Connection, own: Print, candidates: Iterable[sqlite3.Row]
) -> int | None:
    for row in candidates:
        home = at_home(row["url"], row["feed_url"], row["site_url"])
        if row["muted_at"] is None and is_copy(own, kept_print(db, row, home=home)):
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
