"""A store of any older version, brought to the newest: nothing is lost, nothing is left over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.model.query import EVERYTHING
from reader.store import articles, lists, marks, upkeep, windows
from reader.store.db import Database
from reader.store.migrations import migrate
from reader.store.schema import VERSION
from reader.store.steps import STEPS
from tests.store.build import NOW

OLD = sorted((Path(__file__).parent / "old").glob("version-*.sql"))


def old_store(path: Path, dump: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(dump.read_text("utf-8"))


def shape(path: Path) -> dict[str, str]:
    """Every table, index and trigger, with columns as SQLite understands them."""
    with closing(sqlite3.connect(path)) as db:
        objects = db.execute(
            "select type, name, coalesce(sql, '') from sqlite_schema where name not like 'sqlite_%'"
        ).fetchall()
        found = {f"{kind} {name}": " ".join(sql.split()) for kind, name, sql in objects}
        for kind, name, _ in objects:
            if kind == "table":
                columns = db.execute(f"pragma table_xinfo({name})").fetchall()
                found[f"table {name}"] = repr(sorted(column[1:] for column in columns))
        return found


def test_every_version_before_the_newest_has_a_step_and_a_store_to_try_it_on() -> None:
    assert len(STEPS) == VERSION
    assert [dump.stem for dump in OLD] == [f"version-{number}" for number in range(1, VERSION + 1)]


@pytest.mark.parametrize("dump", OLD, ids=lambda dump: dump.stem)
async def test_an_old_store_becomes_what_a_new_one_is(dump: Path, tmp_path: Path) -> None:
    path, fresh = tmp_path / "old.db", tmp_path / "new.db"
    old_store(path, dump)
    for each in (path, fresh):
        await (await Database.open(each)).close()
    assert shape(path) == shape(fresh)


@pytest.mark.parametrize("dump", OLD, ids=lambda dump: dump.stem)
async def test_an_old_store_keeps_articles_texts_marks_and_undo(dump: Path, tmp_path: Path) -> None:
    old_store(tmp_path / "old.db", dump)
    db = await Database.open(tmp_path / "old.db")
    ids = await db.read(windows.ids, EVERYTHING)
    rows = await db.read(lists.rows, ids)
    assert [row.title for row in rows] == ["Newer 日本語", "Rewritten headline", "Read and starred"]
    assert [row.starred for row in rows] == [False, False, True]
    assert [row.revisions for row in rows] == [1, 2, 1]
    body = await db.read(articles.body, rows[1].id)
    assert body.html == "<p>The text as it is now.</p>"
    assert body.enclosures[0].url == "https://one.example/talk.mp3"
    assert await db.read(upkeep.problems) == ()
    undone = await db.write(marks.undo, NOW)
    assert undone is not None
    assert undone.what == "starred 1 article"
    await db.close()


@pytest.mark.parametrize("dump", OLD[:-1], ids=lambda dump: dump.stem)
async def test_a_copy_is_kept_before_the_first_step(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    old_store(path, dump)
    await (await Database.open(path)).close()
    [copy] = tmp_path.glob("store.db.version-*")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert shape(copy) != shape(path)


def test_taking_every_step_from_nothing_makes_the_newest_store(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "steps.db", isolation_level=None)) as db:
        for step in STEPS:
            step(db)
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as db:
        migrate(db, tmp_path / "new.db")
    assert shape(tmp_path / "steps.db") == shape(tmp_path / "new.db")
