"""Whatever is done, in whatever order: undoing all of it leads back, doing it again leads on."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.errors import UsageError
from reader.model.feed import FeedSettings
from reader.model.query import EVERYTHING, ArticleQuery, InFeed, Is
from reader.store import (
    articles,
    feeds,
    functions,
    history,
    marks,
    retention,
    rules,
    upkeep,
    views,
)
from reader.store.schema import SCHEMA, run
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import Callable

    Deed = Callable[[sqlite3.Connection], object]

ids = st.sets(st.integers(1, 6), max_size=4)
feed = st.integers(1, 2)
number = st.integers(1, 3)
yes = st.booleans()
names = st.sampled_from(["One", "Two", "Three", ""])
queries = st.sampled_from(["headline", "title:1 or title:2", "-is:starred", "feed:one"])
lists_ = st.sampled_from([EVERYTHING, ArticleQuery(InFeed(1)), ArticleQuery(Is("starred"))])
actions = st.sampled_from(["mute", "keep", "read", "star", "save"])

deeds: st.SearchStrategy[Deed] = st.one_of(
    st.builds(lambda i, on: lambda db: marks.set_read(db, i, on, NOON), ids, yes),
    st.builds(lambda i, on: lambda db: marks.set_starred(db, i, on, NOON), ids, yes),
    st.builds(
        lambda q, n: lambda db: marks.set_all_read(db, q, n, NOON), lists_, st.integers(1, 6)
    ),
    st.builds(lambda f, t, d: lambda db: feeds.edit(db, [f], t, d, NOON), feed, names, names),
    st.builds(lambda f: lambda db: feeds.remove(db, [f], NOON), feed),
    st.builds(
        lambda f, d: lambda db: feeds.subscribe(db, f"https://{f}/", "feed", "", d, "", NOON),
        st.integers(1, 3),
        names,
    ),
    st.builds(
        lambda f, on: lambda db: feeds.set_settings(db, {f: FeedSettings(paused=on)}, "set", NOON),
        feed,
        yes,
    ),
    st.builds(lambda n, q: lambda db: views.add(db, n, q, NOON), names, queries),
    st.builds(lambda v, n, q: lambda db: views.edit(db, v, n, q, NOON), number, names, queries),
    st.builds(lambda v, s: lambda db: views.move(db, v, s, NOON), number, st.integers(-2, 2)),
    st.builds(lambda v: lambda db: views.remove(db, v, NOON), number),
    st.builds(
        lambda a, q, on: lambda db: rules.add(db, a, q, None, NOON, also_unread=on),
        actions,
        queries,
        yes,
    ),
    st.builds(lambda r: lambda db: rules.remove(db, r, NOON), number),
    st.builds(lambda r, s: lambda db: rules.move(db, r, s, NOON), number, st.integers(-2, 2)),
    st.builds(lambda r: lambda db: rules.take_back(db, r, NOON), number),
    st.builds(lambda a: lambda db: retention.set_rule(db, a, NOON), st.sampled_from(["1y", ""])),
)

_STATE = (
    "select id, read_at, starred_at, saved_at, muted_at, listed from article order by id",
    "select feed_id, own_title, folder.name from subscription "
    "left join folder on folder.id = folder_id order by feed_id",
    "select id, settings, total, unread from feed where id in "
    "(select feed_id from subscription) order by id",
    "select name from folder order by name",
    "select * from saved_view order by id",
    "select * from rule order by id",
    "select * from memory where value <> '' order by key",
)


def state(db: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [[tuple(row) for row in db.execute(sql)] for sql in _STATE]


def sound(db: sqlite3.Connection) -> bool:
    """Whether counts are right, and in the lists is what is subscribed to and not muted."""
    wrong = """
    select 1 from article where listed <> (muted_at is null and feed_id in
        (select feed_id from subscription))
    """
    return upkeep.problems(db) == () and not db.execute(wrong).fetchall()


def world() -> sqlite3.Connection:
    """Two feeds in one folder, with three articles each."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    run(db, SCHEMA)
    functions.register(db)
    for number in (1, 2):
        made = feeds.add(db, f"https://{number}/", "feed", "", "World", NOON)
        some = [article(3 * number + each) for each in range(3)]
        articles.merge(db, made.feed_id, some, NOON)
    return db


def done(db: sqlite3.Connection, deed: Deed) -> None:
    """Do something as the store does it: whole or not at all."""
    db.execute("begin")
    try:
        deed(db)
    except UsageError:
        db.execute("rollback")
    else:
        db.execute("commit")


@settings(max_examples=150, deadline=None)
@given(st.lists(deeds, max_size=12))
def test_undoing_everything_leads_back_and_redoing_everything_leads_on(some: list[Deed]) -> None:
    with closing(world()) as db:
        begin = state(db)
        for deed in some:
            done(db, deed)
        end = state(db)
        while history.undo(db):
            assert sound(db)
        assert state(db) == begin
        while history.redo(db):
            assert sound(db)
        assert state(db) == end


@settings(max_examples=150, deadline=None)
@given(st.lists(deeds, min_size=1, max_size=10), st.data())
def test_undoing_out_of_turn_and_redoing_is_as_if_nothing_was(
    some: list[Deed], data: st.DataObject
) -> None:
    with closing(world()) as db:
        for deed in some:
            done(db, deed)
        end = state(db)
        known = [each.id for each in history.deeds(db, 99)]
        if not known:
            return
        with suppress(UsageError):
            history.undo(db, data.draw(st.sampled_from(known)))
            assert sound(db)
            history.redo(db)
        assert state(db) == end
