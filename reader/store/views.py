"""Saved views: queries under names, in the person's order."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.errors import NotFound, UsageError
from reader.model.personal import SavedView
from reader.store import history, order
from reader.store.history import Before
from reader.store.history_rows import seen
from reader.store.lists import compiled

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model.query import ArticleQuery

_ALL = "select id, name, query from saved_view order by place, id"

_ADD = """
insert into saved_view (name, query, place)
select :name, :query, 1 + coalesce(max(place), 0) from saved_view where true
on conflict (name) do nothing
returning id
"""

_COUNT_PACKED = """
select count(*) from article where {where} and article.id not in (select article_id from fresh_text)
"""

_FRESH = """
select article_id from fresh_text cross join article on id = article_id where read_at is null
"""


def views(db: sqlite3.Connection) -> list[SavedView]:
    """Every saved view, in the person's order."""
    return [SavedView(*row) for row in db.execute(_ALL)]


def count_packed(db: sqlite3.Connection, query: ArticleQuery) -> tuple[int, array[int]]:
    """How many articles of a list have packed texts; and which unread ones are still fresh.

    What is fresh has to be looked through, which takes long if there is much of it.
    """
    where, values = compiled(query, packed=True)
    count = db.execute(_COUNT_PACKED.format(where=where), values).fetchone()[0]
    return int(count), array("q", (row[0] for row in db.execute(_FRESH)))


def add(db: sqlite3.Connection, name: str, query: str, now: datetime) -> Change:
    """Save a view at the end.

    Raises:
        UsageError: there is one of that name.
    """
    made = save_new(db, [(name, query)])
    if not made:
        raise _taken(name)
    step = history.RowStep("saved_view", made[0], None, seen(db, "saved_view", made[0]))
    history.note(db, f"saved the view {name}", now, (step,))
    return Change(views=frozenset(made))


def save_new(db: sqlite3.Connection, listed: Iterable[tuple[str, str]]) -> list[int]:
    """Save those of some views, as name and query, whose names are new; no deed by itself."""
    rows = (db.execute(_ADD, {"name": name, "query": query}).fetchone() for name, query in listed)
    return [int(row["id"]) for row in rows if row]


def edit(db: sqlite3.Connection, view_id: int, name: str, query: str, now: datetime) -> Change:
    """Give a view another name, another query, or both.

    Raises:
        NotFound: there is no such view.
        UsageError: another one has that name.
    """
    was = one(db, view_id)
    if (name, query) == (was.name, was.query):
        return Change()
    if any(each.name == name and each.id != view_id for each in views(db)):
        raise _taken(name)
    before = Before(db, "saved_view", [view_id])
    sql = "update saved_view set name = ?, query = ? where id = ?"
    db.execute(sql, (name, query, view_id))
    how = "renamed" if name != was.name else "changed"
    history.note(db, f"{how} the view {was.name}", now, before.steps())
    return Change(views=frozenset({view_id}))


def move(db: sqlite3.Connection, view_id: int, step: int, now: datetime) -> Change:
    """Move a view so many places down, or up if negative; at the end it stays."""
    what = f"moved the view {one(db, view_id).name}"
    every = [each.id for each in views(db)]
    moved = order.move(db, "saved_view", every, view_id, step, what, now)
    return Change(views=frozenset({view_id})) if moved else Change()


def remove(db: sqlite3.Connection, view_id: int, now: datetime) -> Change:
    """Take a view away; its articles are not touched."""
    name = one(db, view_id).name
    before = Before(db, "saved_view", [view_id])
    db.execute("delete from saved_view where id = ?", (view_id,))
    history.note(db, f"removed the view {name}", now, before.steps())
    return Change(views=frozenset({view_id}))


def one(db: sqlite3.Connection, view_id: int) -> SavedView:
    """One view; raises NotFound."""
    found = next((each for each in views(db) if each.id == view_id), None)
    if found is None:
        raise NotFound(f"there is no view {view_id}", "`dateline views` lists them.")
    return found


def _taken(name: str) -> UsageError:
    return UsageError(f"there is a view {name} already", "Choose another name.")
