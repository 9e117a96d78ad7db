"""Articles that another reader kept, put into the store with what was read and starred there.

What an import does is one deed, however many transactions it takes: feeds, views and marks are
taken back together. Articles that came stay in the store, as after unsubscribing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.store import articles, copies, feeds, history, views
from reader.store.db import stamp
from reader.store.history import RowStep
from reader.store.history_rows import seen, subscription_rows
from reader.store.known import Known

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from reader.model.carried import Carried
    from reader.model.parsed import ParsedArticle
    from reader.store.history import Column, MarkStep

_ADD_FEED = """
insert into feed (url, kind, title) values (:url, 'feed', :title)
on conflict (url) do update set title = coalesce(nullif(title, ''), excluded.title)
returning id
"""

_READ = """
update article set read_at = :now where id in (select value from json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a part of an import did."""

    change: Change = Change()
    deed: int | None = None
    """The deed that the whole import is, if it has done anything yet."""
    articles: int = 0
    """New ones."""
    read: int = 0
    starred: int = 0


def follow(
    db: sqlite3.Connection,
    deed: int | None,
    what: str,
    listed: Iterable[tuple[str, str, str]],
    now: datetime,
) -> Brought:
    """Subscribe to those of some feeds, as address, own title and folder, that are new."""
    change, new = Change(), []
    for url, title, folder in listed:
        made = feeds.add(db, url, "feed", title, folder, now)
        if made.change:
            new.append(made.feed_id)
            change |= made.change
    rows = subscription_rows(db, new)
    steps = tuple(RowStep("subscription", each, None, rows[each]) for each in new)
    return Brought(change, history.go_on(db, deed, what, now, steps))


def save_views(
    db: sqlite3.Connection,
    deed: int | None,
    what: str,
    listed: Iterable[tuple[str, str]],
    now: datetime,
) -> Brought:
    """Save those of some views, as name and query, whose names are new."""
    made = views.save_new(db, listed)
    steps = tuple(RowStep("saved_view", each, None, seen(db, "saved_view", each)) for each in made)
    return Brought(Change(views=frozenset(made)), history.go_on(db, deed, what, now, steps))


def bring(
    db: sqlite3.Connection, deed: int | None, what: str, url: str, told: Carried, now: datetime
) -> Brought:
    """Take articles of a feed in; those that are here already get their marks.

    A feed that nobody subscribes to has them, too: what was starred is listed all the same. New
    articles are read from the start, and stay so when the import is undone.
    """
    row = db.execute(_ADD_FEED, {"url": url, "title": told.title}).fetchone()
    feed_id = int(row["id"])
    ids, arrived, copied = _insert(db, feed_id, told.articles, now)
    if feeds.find(db, url) is None:
        from reader.store.shelves import list_articles  # noqa: PLC0415 - seldom so

        list_articles(db, feed_id, listed=False)

    def those(identities: frozenset[str]) -> set[int]:
        return {ids[each] for each in identities if each in ids}

    read = those(told.read)
    db.execute(_READ, {"ids": json.dumps([*(read & arrived - copied)]), "now": stamp(now)})
    known = [
        _marking(db, "read_at", read - (arrived - copied), now),
        _marking(db, "starred_at", those(told.starred), now),
        _marking(db, "muted_at", those(told.deleted) & arrived, now),
    ]
    change = Change(frozenset(arrived), frozenset({feed_id}), arrivals=frozenset(arrived))
    for step in known:
        change |= history.mark(db, step) if step else Change()
    deed = history.go_on(db, deed, what, now, marks=tuple(filter(None, known)))
    return Brought(change, deed, len(arrived), len(read), len(told.starred))


def _insert(
    db: sqlite3.Connection, feed_id: int, told: Collection[ParsedArticle], now: datetime
) -> tuple[Mapping[str, int], frozenset[int], frozenset[int]]:
    """Keep those that are new; answers all ids by identity, the new ones, copies among these."""
    known = Known(db, feed_id, [*told])
    ids: dict[str, int] = {}
    new: dict[str, ParsedArticle] = {}
    names: dict[str, str] = {}
    for article in told:
        row, apart = known.match(article)
        if row is not None:
            ids[article.identity] = row["id"]
        else:
            new[apart.identity] = apart
            names[apart.identity] = article.identity
    made = articles.insert(db, feed_id, [*new.values()], now)
    copied, _ = copies.fold(db, feed_id, made.items(), known.clues, now)
    known.clues.note(made)
    ids |= {names[article.identity]: each for each, article in made.items()}
    return ids, frozenset(made), copied


def _marking(
    db: sqlite3.Connection, column: Column, ids: Collection[int], now: datetime
) -> MarkStep | None:
    """A mark of those articles that do not have it yet."""
    which = f"id in (select value from json_each(:ids)) and {column} is null"
    values: dict[str, object] = {"ids": json.dumps([*ids])}
    count, step = history.marking(db, column, stamp(now), which, values)
    return step if count else None
