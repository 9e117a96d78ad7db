"""What stories cost: looks into indices, whatever the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.store import follows, lists, stories, story_lists, story_texts
from reader.store.db import Database

if TYPE_CHECKING:
    from pathlib import Path

_ARTICLES = "select id from article where listed = 1 and copy_of is null and "

QUERIES = {
    "what waits": stories._PENDING,
    "what is developing": story_lists._DEVELOPING,
    "what stories are made of": story_lists._MEMBERS,
    "whose digest is old": story_texts._DIRTY,
    "the articles of a story": _ARTICLES + lists._IN_STORY.format(word=":id"),
    "the articles of what is followed": _ARTICLES + lists._FLAGS["followed"],
    "what is kept of what is followed": _ARTICLES + follows.IN_FOLLOWED,
}


BIG = {"article", "story", "story_article", "story_sketch"}


@pytest.mark.parametrize("sql", QUERIES.values(), ids=QUERIES)
async def test_no_question_about_stories_goes_through_all_articles(
    tmp_path: Path, sql: str
) -> None:
    values = dict.fromkeys(["after", "newest", "since", "ids", "most", "id"], 1)
    db = await Database.open(tmp_path / "store.db")
    try:
        rows = await db.read(
            lambda reading: reading.execute(f"explain query plan {sql}", values).fetchall()
        )
    finally:
        await db.close()
    steps = [row["detail"] for row in rows]
    assert not [each for each in steps if each.startswith("SCAN") and BIG & set(each.split())]
