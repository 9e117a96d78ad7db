"""What is kept of articles for reading without a network: how far it is, and which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3

_SCHEMA = """
create table offline (
    article_id integer primary key references article (id) on delete cascade,
    done_at integer,
    ready_at integer,
    tries integer not null default 0,
    problem text not null default '',
    let_go_at integer
) strict;

create table kept_file (
    article_id integer not null references article (id) on delete cascade,
    kind text not null check (kind in ('page', 'picture')),
    url text not null,
    hash blob,
    media_type text not null default '',
    bytes integer not null default 0,
    problem text not null default '',
    primary key (article_id, kind, url)
) strict, without rowid
"""


def step(db: sqlite3.Connection) -> None:
    """Make the tables; what was saved before is fetched like anything that is saved now."""
    run(db, _SCHEMA)
