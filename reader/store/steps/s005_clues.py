"""Clues wait in a small table of their own before they go among the others."""

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
) strict, without rowid
"""


def step(db: sqlite3.Connection) -> None:
    """Make the table; what is there stays where it is."""
    run(db, _SCHEMA)
