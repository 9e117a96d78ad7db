"""How articles arrive and change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import NotFound
from reader.model.query import EVERYTHING, STARRED, UNREAD
from reader.store import articles, feeds, history, lists, marks, windows
from reader.store.db import Database
from reader.store.revisions import revisions
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from reader.model.article import Article
    from reader.model.parsed import ParsedArticle
    from reader.store.articles import Merged


class Store:
    """A store with one feed."""

    def __init__(self, db: Database, feed_id: int) -> None:
        self.db = db
        self.feed_id = feed_id

    async def merge(self, *parsed: ParsedArticle) -> Merged:
        return await self.db.write(articles.merge, self.feed_id, parsed, NOON)

    async def listed(self) -> Sequence[Article]:
        ids = await self.db.read(windows.ids, EVERYTHING)
        return await self.db.read(lists.rows, ids)

    async def titles(self) -> list[str]:
        return [each.title for each in await self.listed()]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    db = await Database.open(tmp_path / "store.db")
    made = await db.write(feeds.add, "https://example.org/feed", "feed", "", "", NOON)
    yield Store(db, made.feed_id)
    await db.close()


async def test_new_articles_are_listed_newest_first_and_unread(store: Store) -> None:
    merged = await store.merge(article(2), article(1), article(3))
    assert (merged.new, merged.changed) == (3, 0)
    assert len(merged.change.arrivals) == 3
    assert await store.titles() == ["Headline 1", "Headline 2", "Headline 3"]
    assert all(each.unread for each in await store.listed())


async def test_the_same_document_again_changes_nothing(store: Store) -> None:
    await store.merge(article(1), article(2))
    merged = await store.merge(article(1), article(2))
    assert not merged.change
    assert (merged.new, merged.changed) == (0, 0)


async def test_an_article_that_left_the_feed_stays(store: Store) -> None:
    await store.merge(article(1), article(2))
    await store.merge(article(1))
    assert len(await store.titles()) == 2


async def test_a_rewritten_article_keeps_its_id_its_marks_and_its_older_text(store: Store) -> None:
    await store.merge(article(1))
    (before,) = await store.listed()
    await store.db.write(marks.set_read, [before.id], True, NOON)
    merged = await store.merge(article(1, title="Headline, corrected", html="<p>Other.</p>"))
    (after,) = await store.listed()
    assert (merged.new, merged.changed) == (0, 1)
    assert (after.id, after.title, after.read, after.revisions) == (
        before.id,
        "Headline, corrected",
        True,
        2,
    )
    kept = await store.db.read(revisions, after.id)
    assert [(each.number, each.title, each.body.html) for each in kept] == [
        (1, "Headline 1", "<p>Text of article 1.</p>"),
        (2, "Headline, corrected", "<p>Other.</p>"),
    ]


async def test_a_new_guid_with_the_same_address_and_text_is_the_same_article(store: Store) -> None:
    await store.merge(article(1))
    merged = await store.merge(article(1, guid="moved", identity="guid:moved"))
    assert (merged.new, merged.changed) == (0, 0)
    assert len(await store.titles()) == 1


async def test_a_reused_guid_does_not_hide_a_new_article(store: Store) -> None:
    await store.merge(article(1))
    other = article(
        1, title="Quite another thing", url="https://example.org/x", url_key="https://example.org/x"
    )
    merged = await store.merge(other)
    assert merged.new == 1
    assert sorted(await store.titles()) == ["Headline 1", "Quite another thing"]
    assert (await store.merge(other)).new == 0


async def test_a_date_in_the_future_is_not_believed_and_pins_nothing(store: Store) -> None:
    await store.merge(article(1, published_at=NOON + timedelta(days=4000)))
    (only,) = await store.listed()
    assert only.sort_at == NOON
    assert only.published_at is None


async def test_articles_without_dates_stand_in_the_order_of_the_document(store: Store) -> None:
    undated = [article(n, published_at=None) for n in (1, 2, 3)]
    await store.merge(*undated)
    assert await store.titles() == ["Headline 1", "Headline 2", "Headline 3"]


async def test_a_changed_address_is_kept_without_making_a_revision(store: Store) -> None:
    await store.merge(article(1))
    merged = await store.merge(replace(article(1), url="https://new.example.org/1"))
    (only,) = await store.listed()
    assert merged.changed == 0
    assert (only.url, only.revisions) == ("https://new.example.org/1", 1)


async def test_unsubscribing_empties_the_lists_but_keeps_articles_and_stars(store: Store) -> None:
    await store.merge(article(1), article(2))
    first = (await store.listed())[0].id
    await store.db.write(marks.set_starred, [first], True, NOON)
    change = await store.db.write(feeds.remove, [store.feed_id], NOON)
    assert len(change.departures) == 2
    assert await store.titles() == []
    assert list(await store.db.read(windows.ids, STARRED)) == [first]
    await store.db.write(history.undo)
    assert len(await store.titles()) == 2


async def test_subscribing_again_brings_the_articles_back_with_their_marks(store: Store) -> None:
    await store.merge(article(1), article(2))
    first = (await store.listed())[0].id
    await store.db.write(marks.set_read, [first], True, NOON)
    await store.db.write(feeds.remove, [store.feed_id], NOON)
    await store.db.write(feeds.add, "https://example.org/feed", "feed", "", "", NOON)
    assert [each.read for each in await store.listed()] == [True, False]
    assert await store.db.read(lists.count, UNREAD) == 1


async def test_a_missing_article_is_a_plain_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="there is no article 99"):
        await store.db.read(articles.body, 99)


async def test_two_articles_of_one_document_stay_two_though_all_but_their_ids_is_equal(
    store: Store,
) -> None:
    one, other = article(1), replace(article(1), guid="other", identity="guid:other")
    assert (await store.merge(one, other)).new == 2
    assert (await store.merge(one, other)).new == 0


async def test_a_server_that_cannot_decide_between_two_texts_makes_news_only_once(
    store: Store,
) -> None:
    first, second = article(1), replace(article(1), html="<p>Rewritten.</p>", content_hash="2")
    await store.merge(first)
    assert (await store.merge(second)).changed == 1
    for each in (first, second, first, second):
        assert (await store.merge(each)).changed == 0
        (only,) = await store.listed()
        body = await store.db.read(articles.body, only.id)
        assert body.html == each.html
    assert only.revisions == 3
