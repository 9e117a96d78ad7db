"""Where the reading of each article stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3

_SCHEMA = """
create table reading_place (
    article_id integer primary key references article (id) on delete cascade,
    passage integer not null,
    character integer not null,
    words text not null
) strict
"""


def step(db: sqlite3.Connection) -> None:
    """Make the table; nobody has stopped anywhere yet."""
    run(db, _SCHEMA)
