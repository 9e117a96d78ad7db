"""Texts are packed and out of the way, words have an index, and ids are never given twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zstandard import ZstdCompressor

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

_NEW = """
create table dictionary (
    id integer primary key,
    content blob not null,
    made_of integer not null
) strict;

create table text (
    article_id integer primary key references article (id) on delete cascade,
    dictionary integer not null,
    packed blob not null
) strict;

create table fresh_text (
    article_id integer primary key references article (id) on delete cascade,
    dictionary integer not null,
    packed blob not null
) strict;

create table new_revision (
    article_id integer not null references article (id) on delete cascade,
    number integer not null,
    seen_at integer not null,
    title text not null,
    content_hash text not null,
    dictionary integer not null,
    packed blob not null,
    primary key (article_id, number)
) strict, without rowid;

create virtual table search using fts5 (
    words, content='', columnsize=0, detail=none, tokenize='ascii'
);

create table new_article (
    id integer primary key autoincrement,
    feed_id integer not null references feed (id) on delete cascade,
    identity text not null,
    guid text not null default '',
    url text not null default '',
    url_key text not null default '',
    title text not null default '',
    authors text not null default '[]',
    published_at integer,
    updated_at integer,
    first_seen_at integer not null,
    sort_at integer not null,
    language text not null default '',
    content_hash text not null default '',
    revisions integer not null default 1,
    has_enclosure integer not null default 0,
    has_picture integer not null default 0,
    listed integer not null default 1,
    read_at integer,
    starred_at integer,
    saved_at integer,
    unique (feed_id, identity)
) strict
"""

_COLUMNS = """
id, feed_id, identity, guid, url, url_key, title, authors, published_at, updated_at,
first_seen_at, sort_at, language, content_hash, revisions, has_enclosure, has_picture, listed,
read_at, starred_at, saved_at
"""

_TEXTS = """
select id, summary, coalesce(html, '') as html, coalesce(dateline, '') as dateline,
    coalesce(credit, '') as credit, coalesce(enclosures, '[]') as enclosures
from article left join article_body on article_id = id
"""

_FILL = f"insert into new_article ({_COLUMNS}) select {_COLUMNS} from article"

# What was made with the old article table goes with it.
_SWAP = """
drop table article_body;

drop table revision;

drop table article;

alter table new_article rename to article;

alter table new_revision rename to revision;

create index article_newest on article (listed, sort_at) where listed = 1;
create index article_unread on article (listed, read_at, sort_at)
    where listed = 1 and read_at is null;
create index article_starred on article (sort_at) where starred_at is not null;
create index article_of_feed on article (feed_id, listed, sort_at) where listed = 1;
create index article_unread_of_feed on article (feed_id, listed, read_at, sort_at)
    where listed = 1 and read_at is null;
create index article_url on article (feed_id, url_key) where url_key <> '';

create trigger article_arrives after insert on article begin
    update feed set total = total + new.listed,
                    unread = unread + (new.listed and new.read_at is null)
    where id = new.feed_id;
end;

create trigger article_leaves after delete on article begin
    update feed set total = total - old.listed,
                    unread = unread - (old.listed and old.read_at is null)
    where id = old.feed_id;
end;

create trigger article_turns after update of read_at, listed on article
when (old.listed and old.read_at is null) <> (new.listed and new.read_at is null)
    or old.listed <> new.listed
begin
    update feed
    set total = total + new.listed - old.listed,
        unread = unread + (new.listed and new.read_at is null)
                        - (old.listed and old.read_at is null)
    where id = new.feed_id;
end
"""


def step(db: sqlite3.Connection) -> None:
    """Move every article, its text and its earlier texts."""
    run(db, _NEW)
    db.execute(_FILL)
    compress = ZstdCompressor(level=1, write_checksum=False).compress
    _move_texts(db, compress)
    _move_revisions(db, compress)
    run(db, _SWAP)


def _move_texts(db: sqlite3.Connection, compress: Callable[[bytes], bytes]) -> None:
    keep = "insert into fresh_text (article_id, dictionary, packed) values (?, 0, ?)"
    texts = db.execute(_TEXTS)
    while some := texts.fetchmany(500):
        db.executemany(keep, [(row[0], compress(_joined(*row[1:]))) for row in some])


def _move_revisions(db: sqlite3.Connection, compress: Callable[[bytes], bytes]) -> None:
    keep = (
        "insert into new_revision (article_id, number, seen_at, title, content_hash, dictionary, "
        "packed) values (?, ?, ?, ?, ?, 0, ?)"
    )
    earlier = db.execute(
        "select article_id, number, seen_at, title, content_hash, html from revision"
    )
    while some := earlier.fetchmany(500):
        db.executemany(keep, [(*row[:5], compress(_joined("", row[5]))) for row in some])


def _joined(
    summary: str, html: str, dateline: str = "", credit: str = "", enclosures: str = "[]"
) -> bytes:
    kept = enclosures if json.loads(enclosures) else ""
    return "\0".join((summary, html, dateline, credit, kept)).encode()
