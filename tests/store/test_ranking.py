"""The best answers first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.query import EVERYTHING, AllOf, ArticleQuery, InFeed, Words
from reader.service.packing import Packing
from reader.store import articles, feeds, ranking
from reader.store.db import Database
from reader.text.ranking import Told, rarity, score
from tests.build import NOON, article

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_headline_counts_more_than_a_text_and_often_more_than_once(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "store.db")
    await db.write(feeds.add, "https://one.example", "feed", "One", "", NOON)
    filler = "The council met again and talked about the weather. " * 10
    some = [
        article(1, title="Council meets", html=f"<p>{filler} A dam. {filler}</p>", summary=""),
        article(2, title="Dam breaks", html=f"<p>{filler} The dam broke.</p>", summary=""),
        article(3, title="Town", html=f"<p>{filler} Dam, dam, dam and dams.</p>", summary=""),
        article(4, title="Weather", html=f"<p>{filler}</p>", summary=""),
    ]
    for each in some:
        await db.write(articles.merge, 1, [each], NOON)
    for _ in range(2):
        found = await db.search(ranking.best, ArticleQuery(Words("dam")), 10)
        assert [each.id for each in found] == [2, 3, 1]
        assert "A dam." in found[2].snippet
        both = AllOf((Words("dam"), Words("weather"), InFeed(1)))
        assert len(await db.search(ranking.best, ArticleQuery(both), 2)) == 2
        await Packing(db).finish()
    assert await db.search(ranking.best, EVERYTHING, 10) == []
    await db.close()


def test_a_rare_word_is_worth_more_and_a_long_text_less() -> None:
    assert rarity(1, 1000) > rarity(500, 1000) > 0
    short, long = (Told(["dam", *["x"] * n], 1.0, 100.0) for n in (10, 1000))
    assert score([short], [["dam"]], [1.0]) > score([long], [["dam"]], [1.0])
    assert score([short], [["flood"]], [1.0]) == 0
