"""Clues wait in a small table before they go among the others; lists of few walk few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3

_SCHEMA = """
create table fresh_clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;

create index article_saved on article (copy_of, sort_at)
    where saved_at is not null and copy_of is null;
create index article_updated on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null and changed_at is not null;
create index article_enclosed on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null and has_enclosure = 1
"""


def step(db: sqlite3.Connection) -> None:
    """Make the table and the indices; the clues that are there stay where they are."""
    run(db, _SCHEMA)
