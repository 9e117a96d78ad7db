"""Looking after the store's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_WRONG_COUNTS = """
select feed.id, feed.url, total, unread,
       (select count(*) from article where feed_id = feed.id and listed = 1) as true_total,
       (select count(*) from article
        where feed_id = feed.id and listed = 1 and read_at is null) as true_unread
from feed
where total <> true_total or unread <> true_unread
"""

_RECOUNT = """
update feed set
    total = (select count(*) from article where feed_id = feed.id and listed = 1),
    unread = (select count(*) from article
              where feed_id = feed.id and listed = 1 and read_at is null)
"""

_WITHOUT_BODY = """
select count(*) from article
where not exists (select 1 from article_body where article_id = article.id)
"""

_GIVE_BODIES = """
insert into article_body (article_id)
select id from article
where not exists (select 1 from article_body where article_id = article.id)
"""


_LOST_COPIES = """
select count(*) from article as copy left join article as head on head.id = copy.copy_of
where copy.copy_of is not null and (head.id is null or head.copy_of is not null
    or copy.read_at is not head.read_at or copy.starred_at is not head.starred_at
    or copy.listed > head.listed)
"""

_UNFOLD_LOST = """
update article set copy_of = null where id in (
    select copy.id from article as copy left join article as head on head.id = copy.copy_of
    where copy.copy_of is not null and (head.id is null or head.copy_of is not null
        or copy.read_at is not head.read_at or copy.starred_at is not head.starred_at
        or copy.listed > head.listed))
"""

_DROP_STALE_CLUES = "delete from clue where article_id not in (select id from article)"


def problems(db: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with the store, a sentence each; nothing if it is sound."""
    found = [row[0] for row in db.execute("pragma integrity_check(20)") if row[0] != "ok"]
    dangling = db.execute("pragma foreign_key_check").fetchall()
    if dangling:
        found.append(f"{len(dangling)} rows point at something that is not there")
    found += [
        f"feed {row['id']} ({row['url']}) counts {row['unread']} unread of {row['total']}, "
        f"but has {row['true_unread']} of {row['true_total']}"
        for row in db.execute(_WRONG_COUNTS)
    ]
    if missing := db.execute(_WITHOUT_BODY).fetchone()[0]:
        found.append(f"{missing} articles have lost their text")
    if lost := db.execute(_LOST_COPIES).fetchone()[0]:
        found.append(f"{lost} copies of articles have another state than the one they stand behind")
    return tuple(found)


def repair(db: sqlite3.Connection) -> None:
    """Mend what can be mended without losing anything: counts, indices, text rows, copies."""
    db.execute(_RECOUNT)
    db.execute(_GIVE_BODIES)
    db.execute(_UNFOLD_LOST)
    db.execute(_DROP_STALE_CLUES)
    db.execute("reindex")
