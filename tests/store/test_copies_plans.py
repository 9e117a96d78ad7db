"""What copies cost: looks into indices, whatever the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.store import clues, copies, counts, known, lists
from reader.store.db import Database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

QUERIES = {
    "what stands at an address": lists._AT_URL,
    "what an arrival may be": clues.CANDIDATES,
    "who was published in the same second": known.AT_THE_SAME_TIME,
    "who takes the place of the first": copies._SETTLE,
    "where else an article is": copies._COPIES,
    "whom a mark is for besides": copies._OTHERS,
    "who gets a mark that came back": copies._SPREAD.format(column="read_at"),
    "who stays behind a muted article": copies._LEFT_ALONE,
    "and who takes its place": copies._SUCCEED,
    "what folders have twice": counts.TWICE_IN_FOLDERS,
}


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = await Database.open(tmp_path / "store.db")
    yield db
    await db.close()


@pytest.mark.parametrize("sql", QUERIES.values(), ids=QUERIES)
async def test_no_look_for_copies_goes_through_all_articles(db: Database, sql: str) -> None:
    values = dict.fromkeys(["clue", "feed_id", "own", "at", "head", "ids", "key", "url"], 1)

    def plan(connection) -> list[str]:
        return [row["detail"] for row in connection.execute(f"explain query plan {sql}", values)]

    steps = await db.read(plan)
    scans = [
        each for each in steps
        if each.startswith("SCAN") and "article_copy" not in each and "VIRTUAL" not in each
        and any(name in each.split() for name in ("article", "other", "one", "clue", "copy"))
    ]  # fmt: skip
    assert not scans, steps
