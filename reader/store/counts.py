"""The numbers beside the views: what triggers count, and short walks along indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.feed import Counts
from reader.store.db import stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

_COUNTS = """
select
    coalesce(sum(unread) - sum(unread_copies), 0) as unread,
    coalesce(sum(total) - sum(copies), 0) as total,
    coalesce(sum(unread_copies), 0) as copies,
    (select count(*) from article where starred_at is not null and copy_of is null) as starred,
    (select count(*) from article where saved_at is not null and copy_of is null) as saved,
    (select count(*) from article where listed = 1 and copy_of is null and read_at is null
     and sort_at >= :midnight) as today
from feed
"""

TWICE_IN_FOLDERS = """
select folder.name, count(*) as articles
from article indexed by article_copy
join subscription on subscription.feed_id = article.feed_id
join folder on folder.id = subscription.folder_id
where copy_of is not null and listed = 1 and read_at is null and exists (
    select 1 from article as other join subscription as its on its.feed_id = other.feed_id
    where (other.id = article.copy_of or other.copy_of = article.copy_of and other.id < article.id)
        and other.listed = 1 and its.folder_id = subscription.folder_id)
group by folder.id
"""


def counts(db: sqlite3.Connection, midnight: datetime) -> Counts:
    """The numbers of the smart views; `midnight` is where today begins for the person."""
    row = db.execute(_COUNTS, {"midnight": stamp(midnight)}).fetchone()
    twice = db.execute(TWICE_IN_FOLDERS).fetchall() if row["copies"] else ()
    in_folders = tuple((each["name"], each["articles"]) for each in twice)
    return Counts(
        row["unread"], row["today"], row["starred"], row["total"], in_folders, row["saved"]
    )
