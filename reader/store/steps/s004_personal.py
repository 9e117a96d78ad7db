"""What the person says about articles: a history that goes both ways, saved views, rules."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from reader.store.schema import run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    Row = dict[str, object]

_SCHEMA = """
alter table article add column muted_at integer;
alter table article add column purged_at integer;

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

create index article_muted on article (sort_at) where muted_at is not null;
create index rule_of_article on rule_article (article_id)
"""

_FEEDS = """
select feed.id, url, kind, title, own_title, coalesce(folder.name, '') as folder, added_at,
    settings, moved_from
from feed
left join subscription on feed_id = feed.id
left join folder on folder.id = folder_id
"""

_SUBSCRIPTION = ("url", "kind", "title", "own_title", "folder", "added_at")

_MARKED = """
select article_id, read_at, starred_at from undo_article where undo_id = ? order by article_id
"""

_KEEP = "insert into deed (id, at, what, steps) values (?, ?, ?, ?)"


def step(db: sqlite3.Connection) -> None:
    """Make the tables, and take over what could be undone."""
    run(db, _SCHEMA)
    now = _feeds(db)
    # From the newest back: what an older change led to is what the next newer one began with.
    for number, at, what, noted in db.execute(
        "select id, at, what, subscription from undo order by id desc"
    ).fetchall():
        steps = _rows(json.loads(noted), now, at) if noted else _marks(db, number, what, at)
        db.execute(_KEEP, (number, at, what, zlib.compress(json.dumps(steps).encode())))
    run(db, "drop table undo_article;\ndrop table undo")


def _feeds(db: sqlite3.Connection) -> dict[int, Row]:
    names = (*_SUBSCRIPTION, "settings", "moved_from")
    rows = db.execute(_FEEDS).fetchall()
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}


def _rows(noted: Row | list[Row], now: dict[int, Row], at: int) -> dict[str, list[object]]:
    """What subscriptions were before a change of them: one was noted by itself once."""
    steps: list[object] = []
    for was in noted if isinstance(noted, list) else [noted]:
        feed_id = int(str(was["feed_id"]))
        if feed_id in now:
            steps += _row_steps(feed_id, was, now[feed_id], at)
    return {"rows": steps, "marks": []}


def _row_steps(feed_id: int, was: Row, feed: Row, at: int) -> Iterator[object]:
    """The rows of a feed that were others before; `feed` becomes what it was."""
    address = {"url": feed["url"], "moved_from": feed["moved_from"]}
    if was.get("moved_from") == feed["url"] and was["url"] != feed["url"]:
        before = {"url": was["url"], "moved_from": was["moved_from"]}
        yield ["address", feed_id, before, address]
        feed |= before
    if "settings" in was and json.loads(str(was["settings"])) != json.loads(str(feed["settings"])):
        settings = {"settings": was["settings"]}
        yield ["settings", feed_id, settings, {"settings": feed["settings"]}]
        feed |= settings
    there = {name: feed[name] for name in _SUBSCRIPTION}
    then = {"own_title": was["own_title"], "folder": was["folder"]}
    then["added_at"] = there["added_at"] or at
    if then != {name: there[name] for name in then}:
        gone = there["added_at"] is None
        yield ["subscription", feed_id, there | then, None if gone else there]
        feed |= then


def _marks(db: sqlite3.Connection, number: int, what: str, at: int) -> dict[str, list[object]]:
    column = "read_at" if what.startswith("marked") else "starred_at"
    to = None if what.endswith("unread") or what.startswith("unstarred") else at
    groups: dict[int | None, list[int]] = {}
    for article_id, read_at, starred_at in db.execute(_MARKED, (number,)):
        groups.setdefault(read_at if column == "read_at" else starred_at, []).append(article_id)
    was = [[value, _runs(ids)] for value, ids in groups.items()]
    return {"rows": [], "marks": [[column, to, was]]}


def _runs(ids: Iterable[int]) -> list[int]:
    """Rising numbers as pairs: how many are left out, how many follow each other."""
    runs: list[int] = []
    end = 0
    for each in ids:
        if runs and each == end:
            runs[-1] += 1
        else:
            runs += [each - end, 1]
        end = each + 1
    return runs
