"""Looking after the store: what is wrong with it, mending it, and copies of it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from reader.model.errors import StoreDamaged, StoreError, UsageError
from reader.store import clues, packing, texts
from reader.store.migrations import keep_copy
from reader.store.texts import Text

if TYPE_CHECKING:
    from pathlib import Path

_WRONG_COUNTS = """
select feed.id, feed.url, total, unread,
       (select count(*) from article where feed_id = feed.id and listed = 1) as true_total,
       (select count(*) from article
        where feed_id = feed.id and listed = 1 and read_at is null) as true_unread
from feed
where total <> true_total or unread <> true_unread
"""

_WRONG_COPIES = """
select feed.id, feed.url, copies, unread_copies,
       (select count(*) from article
        where feed_id = feed.id and listed = 1 and copy_of is not null) as true_copies,
       (select count(*) from article where feed_id = feed.id and listed = 1
        and copy_of is not null and read_at is null) as true_unread
from feed
where copies <> true_copies or unread_copies <> true_unread
"""

_RECOUNT = """
update feed set
    total = (select count(*) from article where feed_id = feed.id and listed = 1),
    unread = (select count(*) from article
              where feed_id = feed.id and listed = 1 and read_at is null),
    copies = (select count(*) from article
              where feed_id = feed.id and listed = 1 and copy_of is not null),
    unread_copies = (select count(*) from article where feed_id = feed.id and listed = 1
                     and copy_of is not null and read_at is null)
"""

_WITHOUT_TEXT = """
select id from article
where not exists (select 1 from text where article_id = article.id)
and not exists (select 1 from fresh_text where article_id = article.id)
"""

_LOST_COPIES = """
select copy.id from article as copy left join article as head on head.id = copy.copy_of
where copy.copy_of is not null and (head.id is null or head.copy_of is not null
    or copy.read_at is not head.read_at or copy.starred_at is not head.starred_at
    or copy.listed > head.listed)
"""

_TEXTS = {
    table: f"select article_id, dictionary, packed from {table}" for table in ("text", "fresh_text")
}
_REVISIONS = "select article_id, number, dictionary, packed from revision"

_TWICE = """
select count(*) from text where article_id in (select article_id from fresh_text)
"""

_SAMPLE = """
select article_id, dictionary, packed, title, authors
from text join article on id = article_id order by article_id desc limit 300
"""

_EMPTY_SHARE, _FEW_PAGES = 100, 8
_PAGES_AT_ONCE = 200
_INDEX_IS_WRONG = "the index of words is damaged"

_LOST_FEEDS = """
insert into feed (id, url, kind, title)
select distinct feed_id, 'https://lost.invalid/' || feed_id, 'feed', 'Lost feed ' || feed_id
from article where feed_id not in (select id from feed)
returning id
"""
"""At an address that never answers (RFC 2606): what it brought is worth more than where from."""

_FOLLOW_LOST_FEEDS = """
insert or ignore into subscription (feed_id, added_at)
select feed_id, min(first_seen_at) from article
where listed = 1 and feed_id in (select id from feed where url like 'https://lost.invalid/%')
group by feed_id
"""


def look(db: sqlite3.Connection) -> tuple[int, tuple[str, ...]]:
    """The number of the schema, and what SQLite's quick check finds wrong."""
    number = int(db.execute("pragma user_version").fetchone()[0])
    found = tuple(row[0] for row in db.execute("pragma quick_check(5)") if row[0] != "ok")
    return number, found


def problems(db: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with the store, a sentence each; nothing if it is sound."""
    found = [row[0] for row in db.execute("pragma integrity_check(20)") if row[0] != "ok"]
    if dangling := db.execute("pragma foreign_key_check").fetchall():
        found.append(f"{len(dangling)} rows point at something that is not there")
    found += [
        f"feed {row['id']} ({row['url']}) counts {row['unread']} unread of {row['total']}, "
        f"but has {row['true_unread']} of {row['true_total']}"
        for row in db.execute(_WRONG_COUNTS)
    ]
    found += [
        f"feed {row['id']} ({row['url']}) counts {row['copies']} copies, {row['unread_copies']} of "
        f"them unread, but has {row['true_copies']} and {row['true_unread']}"
        for row in db.execute(_WRONG_COPIES)
    ]
    if apart := len(db.execute(_LOST_COPIES).fetchall()):
        found.append(
            f"{apart} copies of articles have another state than the one they stand behind"
        )
    if missing := len(db.execute(_WITHOUT_TEXT).fetchall()):
        found.append(f"{missing} articles have lost their text")
    if unreadable := sum(len(_unreadable(db, sql)) for sql in _TEXTS.values()):
        found.append(f"the texts of {unreadable} articles cannot be read")
    if unreadable := len(_unreadable(db, _REVISIONS)):
        found.append(f"{unreadable} earlier texts cannot be read")
    if twice := db.execute(_TWICE).fetchone()[0]:
        found.append(f"{twice} texts are kept twice")
    if not _index_is_right(db):
        found.append(_INDEX_IS_WRONG)
    return tuple(found)


def repair(db: sqlite3.Connection) -> tuple[str, ...]:
    """Mend the store; answers what was lost for good, a sentence each.

    Counts, indices, clues and the index of words are made afresh, and copies whose state is another
    than that of the article they stand behind are let go of. A text that cannot be read is taken
    out, and its article stays without one, until its feed tells it again.
    """
    lost = []
    unreadable = {each for sql in _TEXTS.values() for (each,) in _unreadable(db, sql)}
    if unreadable:
        _drop_texts(db, list(unreadable))
        lost.append(f"the texts of {_articles(db, unreadable)}")
    if earlier := _unreadable(db, _REVISIONS):
        db.executemany("delete from revision where article_id = ? and number = ?", earlier)
        lost.append(f"{len(earlier)} earlier texts")
    if feeds := [str(row[0]) for row in db.execute(_LOST_FEEDS).fetchall()]:
        db.execute(_FOLLOW_LOST_FEEDS)
        lost.append(
            f"the addresses of feeds {', '.join(feeds)}; their articles are under Lost feed"
        )
    # Before the rows of copies would be taken out with what they pointed at.
    db.execute(f"update article set copy_of = null where id in ({_LOST_COPIES})")
    if gone := _drop_dangling(db):
        lost.append(f"{gone} rows that pointed at something that is not there")
    db.execute("delete from text where article_id in (select article_id from fresh_text)")
    without = [row[0] for row in db.execute(_WITHOUT_TEXT)]
    if bare := set(without) - unreadable:
        lost.append(f"the texts of {_articles(db, bare)}")
    texts.keep(db, [(each, Text()) for each in without])
    clues.note_afresh(db)
    db.execute(_RECOUNT)
    db.execute("reindex")
    if unreadable or not _index_is_right(db):
        index_afresh(db)
    return tuple(lost)


def index_afresh(db: sqlite3.Connection) -> None:
    """Make the index of words again, from the texts."""
    db.execute("insert into search (search) values ('delete-all')")
    sql = (
        "select article_id, dictionary, packed, title, authors "
        "from text join article on id = article_id"
    )
    for row in db.execute(sql):
        text = texts.unpacked(db, row["dictionary"], row["packed"])
        words = packing.index_words(row["title"], row["authors"], text)
        put = "insert into search (rowid, words) values (?, ?)"
        db.execute(put, (row["article_id"], words))


def give_back_room(db: sqlite3.Connection) -> bool:
    """Make the file shorter, a little at a time, if much of it is empty; whether it did."""
    free, pages = (
        db.execute(f"pragma {name}").fetchone()[0] for name in ("freelist_count", "page_count")
    )
    # A file that was made before ours were made so gives nothing back; it fills up again.
    gives = db.execute("pragma auto_vacuum").fetchone()[0]
    if not gives or free <= max(pages // _EMPTY_SHARE, _FEW_PAGES):
        return False
    db.execute(f"pragma incremental_vacuum({_PAGES_AT_ONCE})").fetchall()
    return True


def back_up(db: sqlite3.Connection, target: Path, *, force: bool) -> int:
    """A copy of the store as it is at one moment, proved sound; answers its bytes.

    Raises:
        UsageError: there is something already, and it was not said that it may go.
        StoreError: the copy cannot be written.
    """
    if target.exists() and not force:
        raise UsageError(f"{target} is there already", "--force puts the copy in its place.")
    try:
        keep_copy(db, target)
        with closing(sqlite3.connect(target)) as copy:
            sound = copy.execute("pragma quick_check").fetchone()[0] == "ok"
        if os.name == "posix":
            folder = os.open(target.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
    except (OSError, sqlite3.OperationalError) as error:
        for rest in target.parent.glob(f"{target.name}.partial*"):
            rest.unlink()
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(
            f"the copy {target} cannot be written: {reason}", "Choose another place."
        ) from error
    if not sound:
        raise StoreDamaged("the store is damaged, and so is its copy", texts.DAMAGED)
    return target.stat().st_size


def _unreadable(db: sqlite3.Connection, sql: str) -> list[tuple[int, ...]]:
    """The keys of packed texts that cannot be read."""
    found = []
    for row in db.execute(sql):
        try:
            texts.unpacked(db, row["dictionary"], row["packed"])
        except StoreError:
            found.append(tuple(row)[:-2])
    return found


def _drop_texts(db: sqlite3.Connection, ids: list[int]) -> None:
    for table in _TEXTS:
        db.executemany(f"delete from {table} where article_id = ?", [(each,) for each in ids])


def _drop_dangling(db: sqlite3.Connection) -> int:
    """Take out rows whose parents are gone; each can be the parent of others."""
    gone = 0
    while dangling := db.execute("pragma foreign_key_check").fetchall():
        for row in dangling:
            if row["rowid"] is None:  # a table without rowids: those whose article is gone
                orphans = f"{row['table']} where article_id not in (select id from article)"
                gone += db.execute(f"delete from {orphans}").rowcount
                break
            gone += db.execute(
                f"delete from {row['table']} where rowid = ?", (row["rowid"],)
            ).rowcount
    return gone


def _index_is_right(db: sqlite3.Connection) -> bool:
    """Whether the newest texts can be found by their words."""
    try:
        return all(_is_indexed(db, *row) for row in db.execute(_SAMPLE).fetchall())
    except sqlite3.DatabaseError:
        return False


def _is_indexed(
    db: sqlite3.Connection, article_id: int, dictionary: int, packed: bytes, title: str, names: str
) -> bool:
    try:
        text = texts.unpacked(db, dictionary, packed)
    except StoreError:
        return True  # told of as what it is
    words = packing.index_words(title, names, text).split()
    sql = "select 1 from search where search match ? and rowid = ?"
    few = words[:: max(len(words) // 4, 1)]
    return all(db.execute(sql, (f'"{each}"', article_id)).fetchone() for each in few)


def _articles(db: sqlite3.Connection, ids: set[int]) -> str:
    """Some articles by name, as many as a person reads."""
    every = sorted(ids)
    named = [
        f"{row['id']} ({row['title'] or row['url']})"
        for each in every[:5]
        for row in db.execute("select id, title, url from article where id = ?", (each,))
    ]
    more = f" and {len(every) - len(named):,} more" if len(every) > len(named) else ""
    return f"article{'' if len(every) == 1 else 's'} {', '.join(named)}{more}"
