"""Looking after the store's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store import texts
from reader.store.texts import Text

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

_WITHOUT_TEXT = """
select id from article
where not exists (select 1 from text where article_id = article.id)
and not exists (select 1 from fresh_text where article_id = article.id)
"""

_EMPTY_SHARE = 16
_PAGES_AT_ONCE = 1_000


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
    if missing := len(db.execute(_WITHOUT_TEXT).fetchall()):
        found.append(f"{missing} articles have lost their text")
    return tuple(found)


def give_back_room(db: sqlite3.Connection) -> None:
    """Make the file shorter by what is empty at its end, some of it, if much of it is empty."""
    free, pages = (
        db.execute(f"pragma {name}").fetchone()[0] for name in ("freelist_count", "page_count")
    )
    if free > pages // _EMPTY_SHARE:
        db.execute(f"pragma incremental_vacuum({_PAGES_AT_ONCE})").fetchall()


def repair(db: sqlite3.Connection) -> None:
    """Mend what can be mended without losing anything: counts, indices, missing text rows."""
    db.execute(_RECOUNT)
    lost = [row[0] for row in db.execute(_WITHOUT_TEXT)]
    texts.keep(db, [(each, Text()) for each in lost])
    db.execute("reindex")
