"""Copies fold, revisions are judged: their columns, and clues for the articles that are there.

Copies that are there already stay lines of their own: what a person has seen stands still.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_CHANGES = """
alter table feed add column habits text not null default '';

alter table feed add column copies integer not null default 0;

alter table feed add column unread_copies integer not null default 0;

alter table article add column changed_at integer;

alter table article add column change text not null default '';

alter table article add column change_seen integer not null default 0;

alter table article add column text_sum integer not null default 0;

alter table article add column copy_of integer references article (id) on delete set null;

update article set change = 'text', change_seen = 1, changed_at =
    (select max(seen_at) from revision where article_id = article.id)
where revisions > 1;

create table clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;

drop index article_newest;

drop index article_unread;

drop index article_starred;

drop index article_of_feed;

drop index article_unread_of_feed;

drop index article_url;

create index article_newest on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null;

create index article_unread on article (listed, copy_of, read_at, sort_at)
    where listed = 1 and copy_of is null and read_at is null;

create index article_starred on article (copy_of, sort_at)
    where starred_at is not null and copy_of is null;

create index article_copy on article (copy_of, feed_id, listed, read_at) where copy_of is not null;

create index article_of_feed on article (feed_id, listed, sort_at, id, copy_of) where listed = 1;

create index article_unread_of_feed on article (feed_id, listed, read_at, sort_at, id, copy_of)
    where listed = 1 and read_at is null;

drop trigger article_arrives;

drop trigger article_leaves;

drop trigger article_turns;

create trigger article_arrives after insert on article begin
    update feed set total = total + new.listed,
        unread = unread + (new.listed and new.read_at is null),
        copies = copies + (new.listed and new.copy_of is not null),
        unread_copies = unread_copies
            + (new.listed and new.copy_of is not null and new.read_at is null)
    where id = new.feed_id;
end;

create trigger article_leaves after delete on article begin
    update feed set total = total - old.listed,
        unread = unread - (old.listed and old.read_at is null),
        copies = copies - (old.listed and old.copy_of is not null),
        unread_copies = unread_copies
            - (old.listed and old.copy_of is not null and old.read_at is null)
    where id = old.feed_id;
end;

create trigger article_head_leaves before delete on article
when exists (select 1 from article where copy_of = old.id)
begin
    update article
    set copy_of = nullif((select id from article where copy_of = old.id
                          order by listed desc, id limit 1), id)
    where copy_of = old.id;
end;

create trigger article_turns after update of read_at, listed, copy_of on article
when old.listed <> new.listed or (old.read_at is null) <> (new.read_at is null)
    or (old.copy_of is null) <> (new.copy_of is null)
begin
    update feed
    set total = total + new.listed - old.listed,
        unread = unread + (new.listed and new.read_at is null)
                        - (old.listed and old.read_at is null),
        copies = copies + (new.listed and new.copy_of is not null)
                        - (old.listed and old.copy_of is not null),
        unread_copies = unread_copies
            + (new.listed and new.copy_of is not null and new.read_at is null)
            - (old.listed and old.copy_of is not null and old.read_at is null)
    where id = new.feed_id;
end
"""

_GLOBAL = re.compile(r"(?:https?://|tag:|urn:)\S{8,}", re.IGNORECASE)
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_LETTERS = re.compile(r"[\W_]+")


def step(db: sqlite3.Connection) -> None:
    """Add the columns, and find what every article can be known by."""
    run(db, _CHANGES)
    articles = db.execute("select id, url_key, guid, title from article")
    clues = ((clue, row[0]) for row in articles for clue in _clues(*tuple(row)[1:]))
    db.executemany("insert or ignore into clue (clue, article_id) values (?, ?)", clues)


def _clues(url_key: str, guid: str, title: str) -> Iterator[int]:
    told = [f"u {url_key}"] if url_key else []
    if _GLOBAL.fullmatch(guid):
        name = _SCHEME.sub("", guid).rstrip("/")
        told += [f"g {name}"] * (name != _SCHEME.sub("", url_key))
    form = _NO_LETTERS.sub("", unicodedata.normalize("NFKC", title).casefold())
    if len(form) >= (8 if _DENSE.search(form) else 12):
        told.append(f"t {form}")
    for each in told:
        digest = hashlib.blake2b(each.encode("utf-8", "replace"), digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)
