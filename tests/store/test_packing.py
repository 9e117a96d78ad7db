"""Texts become small and their words are found, whatever state they are in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.errors import StoreError
from reader.model.query import AllOf, ArticleQuery, Not, Words
from reader.service.packing import Packing
from reader.store import articles, feeds, finding, packing, texts, upkeep, windows
from reader.store.db import Database
from reader.store.texts import Text
from reader.text.words import sought
from tests.build import NOON, article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.model.parsed import ParsedArticle
    from reader.model.query import Field


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = await Database.open(tmp_path / "store.db")
    await db.write(feeds.add, "https://one.example", "feed", "One", "", NOON)
    yield db
    await db.close()


async def merge(db: Database, *some: ParsedArticle) -> None:
    await db.write(articles.merge, 1, some, NOON)


async def found(db: Database, text: str, field: Field = "any") -> list[int]:
    return sorted(await db.search(windows.ids, ArticleQuery(Words(text, field))))


def many(count: int) -> list[ParsedArticle]:
    return [
        article(n, html=f"<p>The council met on day {n} to talk about the <b>old dam</b>.</p>")
        for n in range(1, count + 1)
    ]


async def test_a_packed_text_reads_as_it_did_and_takes_less_room(db: Database) -> None:
    await merge(db, *many(400))
    before = [(await db.read(articles.body, n)).html for n in (1, 200, 400)]

    def size(connection: sqlite3.Connection) -> tuple[int, int]:
        fresh = connection.execute("select sum(length(packed)) from fresh_text").fetchone()[0]
        kept = connection.execute("select sum(length(packed)) from text").fetchone()[0]
        return fresh or 0, kept or 0

    fresh, _ = await db.read(size)
    await Packing(db).finish()
    left, packed = await db.read(size)
    assert left == 0
    assert packed < fresh / 2
    assert [(await db.read(articles.body, n)).html for n in (1, 200, 400)] == before
    assert await db.read(upkeep.problems) == ()


async def test_words_are_found_before_and_after_they_are_indexed(db: Database) -> None:
    await merge(db, article(1, title="Überflutung", html="<p>Un<b>seen</b> water, 東京都</p>"))
    await merge(db, article(2, authors=("Jo Bell",), html="<p>The clock tower stands.</p>"))
    for _ in range(2):
        assert await found(db, "uberflut") == [1]
        assert await found(db, "unseen") == [1]
        assert await found(db, "東京") == [1]
        assert await found(db, "京都") == [1]
        assert await found(db, "clock tow") == [2]
        assert await found(db, "tower clock") == []
        assert await found(db, "bell", "author") == [2]
        assert await found(db, "clock", "title") == []
        assert await found(db, "lock") == []
        await Packing(db).finish()


async def test_a_rewritten_text_is_found_by_its_new_words_only(db: Database) -> None:
    await merge(db, article(1, html="<p>The dam holds.</p>"))
    await merge(db, article(2))
    await Packing(db).finish()
    await merge(db, article(1, title="Dam breaks", html="<p>The dike fell.</p>"))
    for _ in range(2):
        assert await found(db, "holds") == []
        assert await found(db, "dike") == [1]
        assert await found(db, "dam", "title") == [1]
        await Packing(db).finish()
    assert await db.read(upkeep.problems) == ()


async def test_a_new_headline_for_the_same_text_is_found(db: Database) -> None:
    await merge(db, article(1, title="One thing"))
    await Packing(db).finish()
    await merge(
        db, replace(article(1, title="Another thing"), content_hash=article(1).content_hash)
    )
    assert await found(db, "another", "title") == [1]
    await Packing(db).finish()
    assert await found(db, "another", "title") == [1]


async def test_what_is_rewritten_while_it_is_packed_stays_fresh(db: Database) -> None:
    await merge(db, article(1, html="<p>The dam holds.</p>"))
    done = await db.search(packing.pack_some, 10)
    await merge(db, article(1, title="Dam breaks", html="<p>The dike fell.</p>"))
    await db.write(packing.put, done)
    assert await db.read(packing.waiting) == 1
    assert await found(db, "holds") == []
    assert await found(db, "dike") == [1]


async def test_a_later_dictionary_leaves_older_texts_readable(db: Database) -> None:
    await merge(db, *many(300))
    await Packing(db).finish()
    first = await db.read(texts.newest_dictionary)
    content = await db.search(packing.trained)
    await db.write(packing.keep_dictionary, content, 10_000)
    assert await db.read(texts.newest_dictionary) != first
    await merge(db, *(article(n, html="<p>Later words.</p>") for n in range(301, 310)))
    await Packing(db).finish()
    assert "day 7 " in (await db.read(articles.body, 294)).html
    assert (await db.read(articles.body, 305)).html == "<p>Later words.</p>"


async def test_a_damaged_text_is_a_plain_sentence(db: Database) -> None:
    await merge(db, article(1))
    await db.write(lambda c: c.execute("update fresh_text set packed = x'00'") and None)
    with pytest.raises(StoreError, match="damaged"):
        await db.read(articles.body, 1)


_WORD = st.sampled_from(["dam", "damage", "the", "old", "Öl", "東京", "京都", "tower", "x"])
_LINE = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(
    told=st.lists(st.tuples(_LINE, _LINE, _LINE), min_size=1, max_size=8),
    wanted=_LINE,
    field=st.sampled_from(["any", "title", "author"]),
    packed=st.integers(0, 8),
)
async def test_the_store_finds_what_plain_reading_finds(
    tmp_path_factory: pytest.TempPathFactory,
    told: list[tuple[str, str, str]],
    wanted: str,
    field: Field,
    packed: int,
) -> None:
    db = await Database.open(tmp_path_factory.mktemp("store") / "store.db")
    await db.write(feeds.add, "https://one.example", "feed", "One", "", NOON)
    some = [
        article(n, title=title, authors=(name,), html=f"<p>{text}</p>", summary="")
        for n, (title, name, text) in enumerate(told, 1)
    ]
    for each in some:
        await merge(db, each)
    if packed:
        await Packing(db).finish(most=packed)
    words = sought(wanted)
    expected = [
        n
        for n, each in enumerate(some, 1)
        if finding.stands_in(
            field, words, each.title, each.authors, Text("", each.html) if field == "any" else None
        )
    ]
    assert await found(db, wanted, field) == expected
    others = ArticleQuery(AllOf((Not(Words(wanted, field)),)))
    missing = sorted(await db.search(windows.ids, others))
    assert missing == [n for n in range(1, len(some) + 1) if n not in expected]
    await db.close()
