"""The rows of stories that a history can put back: see `store.history_rows`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.store import stories

if TYPE_CHECKING:
    import sqlite3

    from reader.store.history_rows import Row

_BETWEEN = " "

_ELSEWHERE = """
delete from story_article
where article_id = :article_id and how in ('placed', 'hand') and story_id <> :story_id
"""


class _Table(NamedTuple):
    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    needs: str = ""
    """What must be there for a row to come back."""


TABLES = {
    "story": _Table("story", ("id",), ("name", "merged_into", "title", "first_at", "last_at")),
    "story_article": _Table(
        "story_article",
        ("article_id", "story_id"),
        ("how", "confidence", "why", "possibly", "source", "at", "added_at", "echo_of", "agency"),
        "exists (select 1 from article where id = :article_id)",
    ),
    "story_tie": _Table("story_tie", ("kind", "one", "other"), ()),
    "follow": _Table("follow", ("story_id",), ("at", "query", "fingerprint", "asleep_since")),
}


def keyed(*parts: object) -> str:
    """The key of a row whose key has several columns."""
    return _BETWEEN.join(map(str, parts))


def seen(db: sqlite3.Connection, kind: str, key: int | str) -> Row | None:
    """A row as it is now; None if there is none."""
    table = TABLES[kind]
    where = " and ".join(f"{name} = :{name}" for name in table.key)
    columns = ", ".join((*table.key, *table.columns))
    sql = f"select {columns} from {table.name} where {where}"
    row = db.execute(sql, _key(table, key)).fetchone()
    return dict(row) if row else None


def put(db: sqlite3.Connection, kind: str, key: int | str, row: Row | None) -> Change:
    """Make a row what it was, or will be again; None takes it away."""
    table, values = TABLES[kind], _key(TABLES[kind], key)
    if row is None:
        where = " and ".join(f"{name} = :{name}" for name in table.key)
        db.execute(f"delete from {table.name} where {where}", values)
    else:
        if kind == "story_article" and row["how"] in {"placed", "hand"}:
            db.execute(_ELSEWHERE, row)
        names = (*table.key, *table.columns)
        fresh = ", ".join(f"{name} = excluded.{name}" for name in table.columns)
        then = f"update set {fresh}" if fresh else "nothing"
        sql = (
            f"insert into {table.name} ({', '.join(names)}) "
            f"select {', '.join(f':{name}' for name in names)} where {table.needs or '1'} "
            f"on conflict ({', '.join(table.key)}) do {then}"
        )
        db.execute(sql, row)
    stories.turned(db)
    if "story_id" not in values and kind != "story":
        return Change()
    story = int(str(values.get("story_id") or values["id"]))
    stories.recount(db, [story])
    articles = [int(str(values["article_id"]))] if "article_id" in values else []
    return Change(articles=frozenset(articles), stories=frozenset({story}))


def _key(table: _Table, key: int | str) -> dict[str, object]:
    parts = str(key).split(_BETWEEN)
    numbers = [
        int(each) if each.isdecimal() and table.name != "story_tie" else each for each in parts
    ]
    return dict(zip(table.key, numbers, strict=True))
