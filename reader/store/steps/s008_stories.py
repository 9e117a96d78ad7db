"""Stories, the articles in them, and what is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3

_SCHEMA = """
create table story (
    id integer primary key autoincrement,
    name text not null unique,
    merged_into integer references story (id) on delete cascade,
    title text not null default '',
    title_from integer,
    articles integer not null default 0,
    sources integer not null default 0,
    originals integer not null default 0,
    first_at integer not null,
    last_at integer not null,
    seen_at integer,
    digested integer not null default 0
) strict;

create table story_article (
    article_id integer not null references article (id) on delete cascade,
    story_id integer not null references story (id) on delete cascade,
    how text not null check (how in ('placed', 'matched', 'asked', 'hand')),
    confidence real not null,
    why text not null,
    possibly integer,
    source text not null,
    at integer not null,
    added_at integer not null,
    echo_of integer,
    agency text not null default '',
    primary key (article_id, story_id)
) strict, without rowid;

create table story_sketch (
    arrival integer primary key autoincrement,
    article_id integer not null unique references article (id) on delete cascade,
    at integer not null,
    packed blob not null
) strict;

create table story_tie (
    kind text not null check (kind in ('belongs', 'never')),
    one text not null,
    other text not null,
    primary key (kind, one, other)
) strict, without rowid;

create table follow (
    story_id integer primary key references story (id) on delete cascade,
    at integer not null,
    query text not null default '',
    fingerprint text not null default '{}',
    asleep_since integer
) strict;

create table story_news (
    story_id integer not null references story (id) on delete cascade,
    article_id integer not null references article (id) on delete cascade,
    at integer not null,
    what text not null,
    told_at integer,
    primary key (article_id, story_id, at)
) strict, without rowid;

create table opened (
    article_id integer primary key references article (id) on delete cascade,
    opened_at integer not null,
    next_at integer,
    checks integer not null default 0,
    title text not null default '',
    doubt text not null default '',
    told_at integer,
    etag blob not null default x'',
    modified blob not null default x'',
    body_hash blob not null default x'',
    validated_url text not null default ''
) strict;

create table live_post (
    article_id integer not null references article (id) on delete cascade,
    post_id text not null,
    at integer not null,
    title text not null,
    html text not null,
    author text not null,
    url text not null,
    first_seen_at integer not null,
    revised_at integer,
    read_at integer,
    primary key (article_id, post_id)
) strict, without rowid;

create index opened_due on opened (next_at) where next_at is not null;
create index story_article_of_story on story_article (story_id, at);
create index story_article_possibly on story_article (possibly) where possibly is not null;
create unique index story_article_placed on story_article (article_id)
    where how in ('placed', 'hand');
create index story_alias on story (merged_into) where merged_into is not null;
create index story_lively on story (last_at) where articles > 1 and merged_into is null;
create index story_news_untold on story_news (at) where told_at is null
"""


def step(db: sqlite3.Connection) -> None:
    """Make the tables; the articles of the last two weeks find their stories at the next start."""
    run(db, _SCHEMA)
