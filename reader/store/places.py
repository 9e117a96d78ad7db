"""Where the reading of each article stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import ReadingPlace
from reader.model.changes import Change

if TYPE_CHECKING:
    import sqlite3

_PLACE = "select passage, character, words from reading_place where article_id = ?"

_KEEP = """
insert into reading_place (article_id, passage, character, words)
select id, :passage, :character, :words from article where id = :id
on conflict (article_id) do update set
    passage = excluded.passage, character = excluded.character, words = excluded.words
"""


def place(db: sqlite3.Connection, article_id: int) -> ReadingPlace | None:
    """Where reading stopped; None for the beginning."""
    row = db.execute(_PLACE, (article_id,)).fetchone()
    return None if row is None else ReadingPlace(*row)


def keep_place(db: sqlite3.Connection, article_id: int, place: ReadingPlace | None) -> Change:
    """Remember where reading stopped, None for the beginning. No list shows it: nothing changes."""
    if place is None:
        db.execute("delete from reading_place where article_id = ?", (article_id,))
    else:
        values = {"passage": place.passage, "character": place.character, "words": place.words}
        db.execute(_KEEP, values | {"id": article_id})
    return Change()
