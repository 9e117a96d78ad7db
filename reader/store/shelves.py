"""Where a subscription's articles stand: in the lists or not, in which folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_LIST = """
update article set listed = 1
where feed_id = ? and listed = 0 and muted_at is null returning id
"""

_UNLIST = "update article set listed = 0 where feed_id = ? and listed = 1 returning id"


def list_articles(db: sqlite3.Connection, feed_id: int, *, listed: bool) -> frozenset[int]:
    """Take a feed's articles into the lists, the muted ones left out, or out of them."""
    from reader.store.copies import settle_feed  # noqa: PLC0415 - start-up lists, and changes none

    rows = db.execute(_LIST if listed else _UNLIST, (feed_id,)).fetchall()
    settle_feed(db, feed_id)
    return frozenset(row["id"] for row in rows)


def folder_id(db: sqlite3.Connection, name: str) -> int | None:
    """The id of the folder of a name, which is made if need be; None for no name."""
    if not name:
        return None
    db.execute("insert into folder (name) values (?) on conflict do nothing", (name,))
    return int(db.execute("select id from folder where name = ?", (name,)).fetchone()["id"])


def drop_empty_folders(db: sqlite3.Connection) -> None:
    """Take away folders that no subscription is in any more."""
    db.execute(
        "delete from folder where id not in "
        "(select folder_id from subscription where folder_id is not null)"
    )
