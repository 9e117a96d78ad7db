"""Which articles are to be kept for reading without a network, how far that is, and their files.

What is saved or starred is to be kept; that is all a mark has to do. Files of what is so no more
stay for a while, so that taking the mark back costs no request.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.model.offline import KeptFile, KeptOfAll, Offline
from reader.store import articles, texts
from reader.store.db import stamp
from reader.store.follows import IN_FOLLOWED
from reader.store.shelves import list_articles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.model.parsed import ParsedArticle

FOLLOWED_MOST = 200
"""Articles of what is followed that are fetched, the newest; the others are kept as they came."""

_WANTED = f"(saved_at is not null or starred_at is not null or {IN_FOLLOWED})"

# Each side walks an index of its own; one `or` would walk through all articles.
_WAITING = f"""
select id from (
    select id, sort_at from article where saved_at is not null and copy_of is null
    union
    select id, sort_at from article where starred_at is not null and copy_of is null
    union
    select id, sort_at from (
        select id, sort_at from article where {IN_FOLLOWED} and copy_of is null
        order by sort_at desc limit {FOLLOWED_MOST})
) as wanted
where not exists (select 1 from offline where article_id = wanted.id
                  and (done_at is not null or coalesce(ready_at, 0) > :now))
order by sort_at desc limit :most
"""

_TEXT_BYTES = """
    coalesce((select length(packed) from text where article_id = article.id), 0)
        + coalesce((select length(packed) from fresh_text where article_id = article.id), 0)
"""

_STATE = f"""
select article.id, {_WANTED} as wanted, done_at, problem, {_TEXT_BYTES} as text_bytes
from article left join offline on article_id = article.id
where article.id in (select value from json_each(?))
    and (article_id is not null or {_WANTED})
"""

_SUMMARY = f"""
select count(*), count(done_at), coalesce(sum({_TEXT_BYTES}), 0)
    + (select coalesce(sum(bytes), 0) from (
        select max(bytes) as bytes from kept_file join article on id = kept_file.article_id
        where hash is not null and saved_at is not null group by hash))
from article left join offline on article_id = article.id
where saved_at is not null and copy_of is null
"""

_FILES = "select * from kept_file where article_id = ? order by kind, url"

_NOTE = """
insert into offline (article_id, done_at, ready_at, tries, problem)
values (:id, :done_at, :ready_at, :tries, :problem)
on conflict (article_id) do update set done_at = excluded.done_at, ready_at = excluded.ready_at,
    tries = excluded.tries, problem = excluded.problem, let_go_at = null
"""

_KEEP = """
insert or replace into kept_file (article_id, kind, url, hash, media_type, bytes, problem)
select id, :kind, :url, :hash, :media_type, :bytes, :problem from article where id = :id
"""

_LEAVE_PICTURES = """
delete from kept_file where article_id = :id and kind = 'picture'
    and url not in (select value from json_each(:urls))
"""

_EXPECT = """
insert or ignore into kept_file (article_id, kind, url)
select :id, 'picture', value from json_each(:urls)
where exists (select 1 from article where id = :id)
"""

_OF_PICTURE = """
select hash from kept_file
where kind = 'picture' and url = :url and hash is not null
    and article_id in (select :id union select copy_of from article where id = :id)
limit 1
"""

_BACK_AGAIN = f"""
update offline set let_go_at = null
where let_go_at is not null and article_id in (select id from article where {_WANTED})
"""

_LEAVING = f"""
update offline set let_go_at = :now
where let_go_at is null and article_id not in (select id from article where {_WANTED})
"""

_LEFT = "select article_id from offline where let_go_at <= ?"

_PLACE_OF_PAGES = """
insert into feed (url, kind, title) values (:url, 'file', :title)
on conflict (url) do update set title = coalesce(nullif(excluded.title, ''), title)
returning id
"""

SAVED = "saved+"
"""Before the address of the site of a page that was saved by itself: nobody subscribes to that."""


def waiting(db: sqlite3.Connection, now: datetime, most: int) -> list[int]:
    """What is to be kept and not all there, newest first; what has to wait yet is left out."""
    values = {"now": stamp(now), "most": most}
    return [row["id"] for row in db.execute(_WAITING, values)]


def states(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Offline]:
    """How far keeping some articles is; those that are not to be kept are left out."""
    found = {}
    for row in db.execute(_STATE, (json.dumps(list(ids)),)).fetchall():
        kept = files(db, row["id"])
        pictures = [each for each in kept if each.kind == "picture"]
        text = texts.find(db, row["id"])
        found[row["id"]] = Offline(
            wanted=bool(row["wanted"]),
            done=row["done_at"] is not None,
            whole=text is not None and text.body().source == "page",
            page=any(each.kind == "page" and each.hash for each in kept),
            pictures=sum(bool(each.hash) for each in pictures),
            of=len(pictures),
            bytes=row["text_bytes"] + sum(each.bytes for each in kept),
            problem=row["problem"] or "",
        )
    return found


def summary(db: sqlite3.Connection) -> KeptOfAll:
    """How much of what is saved is there."""
    return KeptOfAll(*db.execute(_SUMMARY).fetchone())


def files(db: sqlite3.Connection, article_id: int) -> list[KeptFile]:
    """The files of an article, and those it cannot have."""
    return [
        KeptFile(
            row["kind"],
            row["url"],
            row["hash"] or b"",
            row["media_type"],
            row["bytes"],
            row["problem"],
        )
        for row in db.execute(_FILES, (article_id,))
    ]


def keep_file(db: sqlite3.Connection, article_id: int, file: KeptFile) -> Change:
    """Note a file of an article, or that there is none; of an article that is gone, nothing."""
    values = file._asdict() | {"id": article_id, "hash": file.hash or None}
    db.execute(_KEEP, values)
    return Change(articles=frozenset({article_id}))


def expect_pictures(db: sqlite3.Connection, article_id: int, urls: Sequence[str]) -> Change:
    """Note the pictures an article has now; what is known of these stays, others are let go of."""
    values = {"id": article_id, "urls": json.dumps(urls)}
    db.execute(_LEAVE_PICTURES, values)
    db.execute(_EXPECT, values)
    return Change(articles=frozenset({article_id}))


def tries(db: sqlite3.Connection, article_id: int) -> int:
    """How often keeping an article was tried in vain."""
    row = db.execute("select tries from offline where article_id = ?", (article_id,)).fetchone()
    return int(row["tries"]) if row else 0


def note(
    db: sqlite3.Connection,
    article_id: int,
    *,
    done_at: datetime | None = None,
    ready_at: datetime | None = None,
    tries: int = 0,
    problem: str = "",
) -> Change:
    """Note how far keeping an article has come; without `done_at` it is gone on with, from
    `ready_at` on."""
    if db.execute("select 1 from article where id = ?", (article_id,)).fetchone() is None:
        return Change()
    values = {"id": article_id, "tries": tries, "problem": problem}
    db.execute(_NOTE, values | {"done_at": stamp(done_at), "ready_at": stamp(ready_at)})
    return Change(articles=frozenset({article_id}))


def look_again(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Have articles looked at again whose feeds say something else: they may have new pictures."""
    sql = (
        "update offline set done_at = null, tries = 0 "
        "where done_at is not null and article_id in (select value from json_each(?))"
    )
    db.execute(sql, (json.dumps(list(ids)),))


def picture(db: sqlite3.Connection, article_id: int, url: str) -> bytes | None:
    """The hash of a picture that is kept with an article, or with the one it is a copy of."""
    row = db.execute(_OF_PICTURE, {"id": article_id, "url": url}).fetchone()
    return row and bytes(row["hash"])


def settle(db: sqlite3.Connection, now: datetime, before: datetime) -> Change:
    """Note what is not to be kept any more; let go of what has not been since a moment."""
    db.execute(_BACK_AGAIN)
    db.execute(_LEAVING, {"now": stamp(now)})
    gone = [(row["article_id"],) for row in db.execute(_LEFT, (stamp(before),)).fetchall()]
    db.executemany("delete from kept_file where article_id = ?", gone)
    db.executemany("delete from offline where article_id = ?", gone)
    return Change(articles=frozenset(each for (each,) in gone))


def needed(db: sqlite3.Connection) -> frozenset[bytes]:
    """The hashes of all files that articles have."""
    rows = db.execute("select distinct hash from kept_file where hash is not null")
    return frozenset(bytes(row["hash"]) for row in rows)


def lose(db: sqlite3.Connection, hashes: Iterable[bytes]) -> frozenset[int]:
    """Files are gone: their articles have them no more, and are to be gone on with."""
    lost: set[int] = set()
    for each in hashes:
        rows = db.execute("select article_id from kept_file where hash = ?", (each,)).fetchall()
        lost |= {row["article_id"] for row in rows}
        db.execute("delete from kept_file where hash = ?", (each,))
    ids = [(each,) for each in lost]
    db.executemany("update offline set done_at = null, tries = 0 where article_id = ?", ids)
    return frozenset(lost)


class PageKept(NamedTuple):
    """A page that was stored as an article."""

    id: int
    change: Change


def keep_page(
    db: sqlite3.Connection, site: str, name: str, article: ParsedArticle, now: datetime
) -> PageKept:
    """Store a page that the person saved by itself.

    It is in the lists of what is saved or starred, and in those alone. `site` is the address that
    its host is known by, `name` what the site calls itself.
    """
    values = {"url": f"{SAVED}{site}", "title": name}
    feed_id = int(db.execute(_PLACE_OF_PAGES, values).fetchone()["id"])
    merged = articles.merge(db, feed_id, [article], now)
    list_articles(db, feed_id, listed=False)
    sql = "select id from article where feed_id = ? and identity = ?"
    row = db.execute(sql, (feed_id, article.identity)).fetchone()
    return PageKept(int(row["id"]), merged.change)
