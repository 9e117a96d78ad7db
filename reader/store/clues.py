"""Clues: numbers that articles have in common which may be one (`text.copies`), and who has them.

Most arrivals share none with anybody. So a whole document is asked about at once, and only what is
found there is looked at one by one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.text.copies import clues

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.parsed import ParsedArticle

TOGETHER = 4_096
"""Clues that move at once: in a store of a million articles they share pages by then."""
_AT_A_TIME = 512
"""Clues a transaction: a mark that is set meanwhile waits some milliseconds."""

_KEEP = "insert or ignore into fresh_clue (clue, article_id) values (?, ?)"

_SETTLE = "insert or ignore into clue (clue, article_id) values (?, ?)"

_KNOWN = """
select value from json_each(:clues)
where exists (select 1 from fresh_clue where clue = value)
    or exists (select 1 from clue where clue = value)
"""

_LOWEST = """
select clue, article_id from fresh_clue order by clue, article_id limit ?
"""

CANDIDATES = """
select article.id, article.feed_id, identity, guid, article.url, url_key, article.title, authors,
    published_at, content_hash, text_sum, coalesce(copy_of, article.id) as head,
    feed.url as feed_url, site_url, coalesce(published_at, first_seen_at) as at, muted_at
from (
    select article_id from fresh_clue where clue = :clue
    union select article_id from clue where clue = :clue
) join article on article.id = article_id join feed on feed.id = feed_id
where (feed_id = :feed_id) = :own
order by article_id desc limit iif(:own, 20, 8)
"""


class Clues:
    """What the articles of a document can be found by, and whom these numbers find."""

    def __init__(
        self, db: sqlite3.Connection, feed_id: int, articles: Iterable[ParsedArticle]
    ) -> None:
        self._db, self._feed_id = db, feed_id
        self._of = {article.identity: _clues(article) for article in articles}
        every = {clue for found in self._of.values() for clue in found}
        found = db.execute(_KNOWN, {"clues": json.dumps(list(every))}) if every else ()
        self._known = {row[0] for row in found}

    def candidates(self, article: ParsedArticle, *, own: bool) -> list[sqlite3.Row]:
        """Articles of this feed, or of the others, that share a clue; each once."""
        rows: dict[int, sqlite3.Row] = {}
        for clue in self.of(article):
            if clue not in self._known:
                continue
            values = {"clue": clue, "feed_id": self._feed_id, "own": own}
            for row in self._db.execute(CANDIDATES, values):
                rows.setdefault(row["id"], row)
        return list(rows.values())

    def note(self, kept: Mapping[int, ParsedArticle]) -> None:
        """Remember what articles can be found by, those that are kept."""
        clues = [(clue, each) for each, article in kept.items() for clue in self.of(article)]
        self._db.executemany(_KEEP, clues)

    def of(self, article: ParsedArticle) -> tuple[int, ...]:
        """What an article can be found by."""
        return self._of.get(article.identity) or _clues(article)


def kept_candidates(db: sqlite3.Connection, row: sqlite3.Row) -> list[sqlite3.Row]:
    """Articles of other feeds that share a clue with one that is kept."""
    rows: dict[int, sqlite3.Row] = {}
    for clue in clues(row["url_key"], row["guid"], row["title"]):
        values = {"clue": clue, "feed_id": row["feed_id"], "own": False}
        for each in db.execute(CANDIDATES, values):
            rows.setdefault(each["id"], each)
    return list(rows.values())


def waiting(db: sqlite3.Connection) -> int:
    """How many clues have not moved to the others yet."""
    return int(db.execute("select count(*) from fresh_clue").fetchone()[0])


def settle(db: sqlite3.Connection) -> bool:
    """Move some of them, the lowest, so that they lie on few pages; whether any are left."""
    lowest = db.execute(_LOWEST, (_AT_A_TIME,)).fetchall()
    db.executemany(_SETTLE, lowest)
    if lowest:
        last = tuple(lowest[-1])
        db.execute("delete from fresh_clue where (clue, article_id) <= (?, ?)", last)
    return len(lowest) == _AT_A_TIME


def forget_gone(db: sqlite3.Connection) -> None:
    """Forget what articles were found by that are gone."""
    for table in ("fresh_clue", "clue"):
        db.execute(f"delete from {table} where article_id not in (select id from article)")


def note_afresh(db: sqlite3.Connection) -> None:
    """Find out again what every article can be found by, and forget those that are gone."""
    forget_gone(db)
    every = db.execute("select id, url_key, guid, title from article")
    db.executemany(_SETTLE, ((clue, row[0]) for row in every for clue in clues(*tuple(row)[1:])))
    db.execute("delete from fresh_clue")


def _clues(article: ParsedArticle) -> tuple[int, ...]:
    return clues(article.url_key, article.guid, article.title)
