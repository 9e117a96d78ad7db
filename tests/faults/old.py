"""A larger store of the first version, to be migrated."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

FIRST = Path(__file__).parents[1] / "store" / "old" / "version-1.sql"


def old_store(path: Path, articles: int) -> Path:
    """The kept store of version 1, with many more articles in it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(FIRST.read_text("utf-8"))
        for number in range(articles):
            values = (f"guid:more{number}", f"More {number}", number % 3 or None)
            made = db.execute(
                "insert into article (feed_id, identity, title, read_at, first_seen_at, sort_at) "
                "values (1, ?, ?, ?, 0, 0)",
                values,
            )
            html = f"<p>{'Old words of every kind. ' * 40}{number}</p>"
            sql = "insert into article_body (article_id, html) values (?, ?)"
            db.execute(sql, (made.lastrowid, html))
        db.commit()
    return path
