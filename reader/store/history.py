"""The history of what the person did: each deed is kept as what it found and what it left.

So it can be taken back and done again, also out of turn where nothing later stands on it.
"""

from __future__ import annotations

import json
import zlib
from array import array
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.model.changes import Change
from reader.model.errors import NotFound, UsageError
from reader.model.history import Deed, Undone
from reader.store import copies
from reader.store.db import stamp
from reader.store.history_rows import Kind, Row, put, seen
from reader.store.runs import from_runs, to_runs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

KEPT = 1_000
"""Deeds that are remembered, newest first."""

Column = Literal["read_at", "starred_at", "saved_at", "muted_at"]

_THESE = "id in (select value from json_each(:ids))"

_SET = f"update article set {{column}} = :value where {_THESE}"

_MUTE = """
update article set muted_at = :value, listed = :value is null
    and exists (select 1 from subscription where subscription.feed_id = article.feed_id)
where id in (select value from json_each(:ids))
"""

_NOTE = "insert into deed (at, what, steps) values (?, ?, ?) returning id"

_FORGET = "delete from deed where (undone is not null and id <> :id) or id <= :id - :kept"

_LIST = "select id, at, what, undone from deed order by id desc limit ?"

_LAST = "select * from deed where undone is null order by id desc limit 1"

_LAST_UNDONE = "select * from deed where undone is not null order by undone desc limit 1"

_LATER = "select * from deed where undone is null and id > ? order by id"

_UNDO = "update deed set undone = 1 + (select coalesce(max(undone), 0) from deed) where id = ?"


class RowStep(NamedTuple):
    """A small row: what it was and what it became; None where it was not there."""

    kind: Kind
    key: int | str
    before: Row | None
    after: Row | None


class MarkStep(NamedTuple):
    """A mark that many articles got: its new value, and the articles by the value they had."""

    column: Column
    to: int | None
    before: tuple[tuple[int | None, array[int]], ...]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(each for _, ids in self.before for each in ids)


@dataclass(frozen=True, slots=True)
class Steps:
    """What one deed is made of."""

    rows: tuple[RowStep, ...] = ()
    marks: tuple[MarkStep, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.marks)


class Before:
    """Rows as they are before a deed; asked again after it, it knows the steps."""

    def __init__(self, db: sqlite3.Connection, kind: Kind, keys: Iterable[int | str]) -> None:
        self._db, self._kind = db, kind
        self._rows = {key: seen(db, kind, key) for key in keys}

    def steps(self) -> tuple[RowStep, ...]:
        """Those of the rows that are other than they were."""
        after = {key: seen(self._db, self._kind, key) for key in self._rows}
        return tuple(
            RowStep(self._kind, key, row, after[key])
            for key, row in self._rows.items()
            if row != after[key]
        )


def note(
    db: sqlite3.Connection,
    what: str,
    now: datetime,
    rows: tuple[RowStep, ...] = (),
    marks: tuple[MarkStep, ...] = (),
) -> int | None:
    """Remember a deed that was done; answers its id, None if it did nothing.

    What was undone before can not be done again after it.
    """
    steps = Steps(rows, marks)
    if not steps:
        return None
    row = db.execute(_NOTE, (stamp(now), what, _packed(steps))).fetchone()
    db.execute(_FORGET, {"id": row["id"], "kept": KEPT})
    return int(row["id"])


def go_on(
    db: sqlite3.Connection,
    deed_id: int | None,
    what: str,
    now: datetime,
    rows: tuple[RowStep, ...] = (),
    marks: tuple[MarkStep, ...] = (),
) -> int | None:
    """Remember more of a deed that takes several transactions; `None` begins one.

    Answers the deed, None as long as it has done nothing.

    Raises:
        UsageError: it was undone meanwhile, so there is nothing to go on with.
    """
    if deed_id is None:
        return note(db, what, now, rows, marks)
    row = db.execute("select * from deed where id = ?", (deed_id,)).fetchone()
    if row is None or row["undone"] is not None:
        raise UsageError(f"{what} was undone while it went on", "Begin it again to have it.")
    # Appended, not packed anew: an import of a hundred thousand feeds comes here two hundred times.
    if steps := Steps(rows, marks):
        more = row["steps"] + _packed(steps)
        db.execute("update deed set steps = ? where id = ?", (more, deed_id))
    return deed_id


def grouped(
    db: sqlite3.Connection, column: Column, which: str, values: dict[str, object]
) -> tuple[tuple[int | None, array[int]], ...]:
    """The articles a condition finds, by what they have in a column."""
    groups: dict[int | None, array[int]] = {}
    for article_id, value in db.execute(f"select id, {column} from article where {which}", values):
        groups.setdefault(value, array("q")).append(article_id)
    return tuple(groups.items())


def marking(
    db: sqlite3.Connection, column: Column, to: int | None, which: str, values: dict[str, object]
) -> tuple[int, MarkStep]:
    """A mark of the articles that a condition finds, and how many these are.

    It is one of all their copies too: these have one state.
    """
    step = MarkStep(column, to, grouped(db, column, which, values))
    ids = step.ids
    if more := copies.others(db, ids):
        step = MarkStep(column, to, grouped(db, column, _THESE, {"ids": json.dumps([*ids, *more])}))
    return len(ids), step


def mark(db: sqlite3.Connection, step: MarkStep) -> Change:
    """Do a mark, for the first time or again."""
    ids = step.ids
    more = _set(db, step.column, step.to, ids)
    return _marked(step, ids, more, away=step.to is not None)


def deeds(db: sqlite3.Connection, limit: int) -> list[Deed]:
    """What was done, newest first."""
    return [
        Deed(row["id"], datetime.fromtimestamp(row["at"], UTC), row["what"], bool(row["undone"]))
        for row in db.execute(_LIST, (limit,))
    ]


def last(db: sqlite3.Connection) -> str:
    """The deed that `undo` would take back, in words; empty if there is none."""
    row = db.execute(_LAST).fetchone()
    return str(row["what"]) if row else ""


def undo(db: sqlite3.Connection, deed_id: int | None = None) -> Undone | None:
    """Take the last deed back, or an older one that nothing later stands on.

    Raises:
        UsageError: a later deed stands on it, or something else is in its place by now.
        NotFound: there is no such deed.
    """
    row = db.execute(_LAST).fetchone() if deed_id is None else _standing(db, deed_id)
    if row is None:
        return None
    steps = _unpacked(row["steps"])
    if deed_id is not None:
        _refuse_if_stood_on(db, row, steps)
    change = Change()
    for each in reversed(steps.rows):
        change |= put(db, each.kind, each.key, each.before)
    for step in reversed(steps.marks):
        more = frozenset[int]()
        for value, ids in step.before:
            more |= _set(db, step.column, value, ids)
        change |= _marked(step, step.ids, more, away=step.to is None)
    db.execute(_UNDO, (row["id"],))
    return Undone(row["what"], change)


def redo(db: sqlite3.Connection) -> Undone | None:
    """Do again what was taken back last."""
    row = db.execute(_LAST_UNDONE).fetchone()
    if row is None:
        return None
    steps = _unpacked(row["steps"])
    change = Change()
    for each in steps.rows:
        change |= put(db, each.kind, each.key, each.after)
    for step in steps.marks:
        change |= mark(db, step)
    db.execute("update deed set undone = null where id = ?", (row["id"],))
    return Undone(row["what"], change)


def _set(
    db: sqlite3.Connection, column: Column, value: int | None, ids: Collection[int]
) -> frozenset[int]:
    """Give articles a mark; answers which others that changes, as copies came since."""
    values = {"value": value, "ids": json.dumps(list(ids))}
    if column != "muted_at":
        db.execute(_SET.format(column=column), values)
        return copies.spread(db, column, ids)
    db.execute(_MUTE, values)
    return copies.join(db, ids) if value is None else copies.part(db, ids)


def _marked(step: MarkStep, ids: frozenset[int], more: frozenset[int], *, away: bool) -> Change:
    gone = ids if step.column == "muted_at" and away else frozenset[int]()
    return Change(articles=ids | more, departures=gone)


def _standing(db: sqlite3.Connection, deed_id: int) -> sqlite3.Row:
    row: sqlite3.Row | None = db.execute("select * from deed where id = ?", (deed_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no change {deed_id}", "`dateline undo --list` shows them.")
    if row["undone"] is not None:
        raise UsageError(f"{row['what']} is undone already", "`dateline redo` does it again.")
    return row


def _refuse_if_stood_on(db: sqlite3.Connection, row: sqlite3.Row, steps: Steps) -> None:
    later = db.execute(_LATER, (row["id"],)).fetchall()
    above = [each for each in later if _share(steps, _unpacked(each["steps"]))]
    if not above:
        return
    first = above[-1]
    more = f" and {len(above) - 1} more" if len(above) > 1 else ""
    raise UsageError(
        f"{row['what']} cannot be undone before {first['what']}{more}, which came later",
        f"Undo {first['id']} first.",
    )


def _share(one: Steps, other: Steps) -> bool:
    """Whether two deeds touch the same row, or the same mark of the same article."""
    if {each[:2] for each in one.rows} & {each[:2] for each in other.rows}:
        return True
    return any(
        mine.column == theirs.column and mine.ids & theirs.ids
        for mine in one.marks
        for theirs in other.marks
    )


def _joined(marks: Iterable[MarkStep]) -> tuple[MarkStep, ...]:
    """Marks that are alike as one."""
    groups: dict[tuple[Column, int | None], dict[int | None, array[int]]] = {}
    for each in marks:
        found = groups.setdefault((each.column, each.to), {})
        for value, ids in each.before:
            found.setdefault(value, array("q")).extend(ids)
    return tuple(
        MarkStep(column, to, tuple(found.items())) for (column, to), found in groups.items()
    )


def _packed(steps: Steps) -> bytes:
    marks = [
        [each.column, each.to, [[value, to_runs(ids)] for value, ids in each.before]]
        for each in steps.marks
    ]
    text = json.dumps({"rows": steps.rows, "marks": marks}, ensure_ascii=False)
    return zlib.compress(text.encode())


def _unpacked(packed: bytes) -> Steps:
    """The steps of a deed, of all the parts in which it was done."""
    rows: list[RowStep] = []
    marks: list[MarkStep] = []
    while packed:
        part = zlib.decompressobj()
        told = json.loads(part.decompress(packed))
        packed = part.unused_data
        rows += [RowStep(*each) for each in told["rows"]]
        marks += [
            MarkStep(column, to, tuple((value, from_runs(runs)) for value, runs in before))
            for column, to, before in told["marks"]
        ]
    return Steps(tuple(rows), _joined(marks))
