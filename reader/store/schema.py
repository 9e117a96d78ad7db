"""The newest schema, as text. A fresh store is made from it; an older one is brought to equal it by
`store.steps`, and a change of this text comes with a step of its own.

Moments are whole seconds since 1970, UTC. An article's state (`read_at`, `starred_at`, `saved_at`)
stands in its own row, so that each list walks one index from its newest end; what makes rows long
(the text, its earlier versions) stands in tables of its own and is out of the way of lists, packed
as `store.texts` says. `search` holds the words of every packed text; an article that is in
`fresh_text` is not in it yet. Ids are never given twice: marks that can be undone, and whoever
wrote an id down, mean one article.

An article that several feeds bring is a row for each, since each feed's own list and count have it;
`copy_of` of all but the first names the first. Lists of many feeds leave copies out by a partial
index, so folding costs them nothing, and `feed.copies` says how many of a feed's `total` those
are. `clue` has a number for what copies have in common (an address, a global id, a title), by which
an arrival finds its like in one look each. A clue may outlive its article: finding none costs less
than a second index on the largest table would. Clues lie all over their table, each on a page of
its own in a large store; so those of the last thousand articles wait in `fresh_clue`, and move
together and in order.

`offline` says how far keeping an article for reading without a network has come, and `kept_file`
which files belong to it: they lie outside the store under the hash of what is in them
(`store.files`), a file that could not be had without one. Marks alone decide what is to be kept.

What belongs to stories is in `store.schema_stories`.

An index has what its condition asks for, too, or SQLite would look into each article's row for it;
and it ends in the article's id by itself, so that articles of one moment have an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.schema_stories import STORIES

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x646C6E65
"""`dlne`: tells our files from other people's (SQLite, pragma application_id)."""

VERSION = 8
"""The number of steps in `store.steps`."""

_ARTICLES = """
create table folder (
    id integer primary key,
    name text not null unique
) strict;

create table feed (
    id integer primary key,
    url text not null unique,
    kind text not null check (kind in ('feed', 'file', 'folder')),
    title text not null default '',
    site_url text not null default '',
    language text not null default '',
    etag blob not null default x'',
    modified blob not null default x'',
    body_hash blob not null default x'',
    validated_url text not null default '',
    status text not null default 'new',
    checked_at integer,
    next_check_at integer,
    why text not null default '',
    error text not null default '',
    hint text not null default '',
    failing_since integer,
    failures integer not null default 0,
    http_status integer,
    pace text not null default '{}',
    moving_to text not null default '',
    moved_from text not null default '',
    settings text not null default '{}',
    habits text not null default '',
    total integer not null default 0,
    unread integer not null default 0,
    copies integer not null default 0,
    unread_copies integer not null default 0
) strict;

create table subscription (
    feed_id integer primary key references feed (id) on delete cascade,
    own_title text not null default '',
    folder_id integer references folder (id) on delete set null,
    added_at integer not null
) strict;

create table article (
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
    muted_at integer,
    purged_at integer,
    changed_at integer,
    change text not null default '',
    change_seen integer not null default 0,
    text_sum integer not null default 0,
    copy_of integer references article (id) on delete set null,
    unique (feed_id, identity)
) strict;

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

create table revision (
    article_id integer not null references article (id) on delete cascade,
    number integer not null,
    seen_at integer not null,
    title text not null,
    content_hash text not null,
    dictionary integer not null,
    packed blob not null,
    primary key (article_id, number)
) strict, without rowid;

create table clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;

create table fresh_clue (
    clue integer not null,
    article_id integer not null,
    primary key (clue, article_id)
) strict, without rowid;

create virtual table search using fts5 (
    words, content='', columnsize=0, detail=none, tokenize='ascii'
);

create table reading_place (
    article_id integer primary key references article (id) on delete cascade,
    passage integer not null,
    character integer not null,
    words text not null
) strict;

create table deed (
    id integer primary key autoincrement,
    at integer not null,
    what text not null,
    steps blob not null,
    undone integer
) strict;

create table saved_view (
    id integer primary key autoincrement,
    name text not null unique,
    query text not null,
    place integer not null
) strict;

create table rule (
    id integer primary key autoincrement,
    action text not null check (action in ('mute', 'keep', 'read', 'star', 'save')),
    query text not null,
    place integer not null,
    made_at integer not null,
    ends_at integer
) strict;

create table rule_article (
    rule_id integer not null,
    article_id integer not null references article (id) on delete cascade,
    at integer not null,
    primary key (rule_id, article_id)
) strict, without rowid;

create table memory (
    key text primary key,
    value text not null
) strict, without rowid;

create table lease (
    name text primary key,
    holder text not null,
    until integer not null
) strict, without rowid;

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
) strict, without rowid;

create index article_newest on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null;
create index article_unread on article (listed, copy_of, read_at, sort_at)
    where listed = 1 and copy_of is null and read_at is null;
create index article_starred on article (copy_of, sort_at)
    where starred_at is not null and copy_of is null;
create index article_saved on article (copy_of, sort_at)
    where saved_at is not null and copy_of is null;
create index article_updated on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null and changed_at is not null;
create index article_enclosed on article (listed, copy_of, sort_at)
    where listed = 1 and copy_of is null and has_enclosure = 1;
create index article_copy on article (copy_of, feed_id, listed, read_at) where copy_of is not null;
create index article_of_feed on article (feed_id, listed, sort_at, id, copy_of) where listed = 1;
create index article_unread_of_feed on article (feed_id, listed, read_at, sort_at, id, copy_of)
    where listed = 1 and read_at is null;
create index article_muted on article (sort_at) where muted_at is not null;
create index rule_of_article on rule_article (article_id);
create index feed_due on feed (next_check_at);

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
end;
"""

SCHEMA = f"{_ARTICLES}{STORIES}"


def run(db: sqlite3.Connection, script: str) -> None:
    """Run a script within the open transaction.

    `Connection.executescript` would commit it; one statement at a time does not.
    """
    for statement in statements(script):
        db.execute(statement)


def statements(script: str) -> list[str]:
    """A script cut into statements, triggers whole."""
    found, open_trigger = [], []
    for piece in script.split(";\n"):
        open_trigger.append(piece)
        text = ";\n".join(open_trigger).strip()
        if text.startswith("create trigger") and not text.endswith("end"):
            continue
        if text:
            found.append(text)
        open_trigger = []
    return found
