"""The same article in several feeds: one line, one state; and nothing that was read comes back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedFeed
from reader.model.query import (
    EVERYTHING,
    STARRED,
    UNREAD,
    ArticleQuery,
    InFeed,
    InFolder,
    Is,
    Words,
)
from reader.parse.identity import content_hash, identify
from reader.store import articles, feeds, history, lists, marks, polling, rules, upkeep, windows
from reader.store import clues as clues_kept
from reader.store.copies import copies
from reader.store.counts import counts
from reader.store.db import Database
from reader.text.copies import clues
from reader.text.html import to_text
from tests.build import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.model.article import Article
    from reader.model.parsed import ParsedArticle
    from reader.store.articles import Merged

TEXT = (
    "<p>Engineers opened both gates of the dam above Corvin at four in the morning, after the river"
    " had risen by more than three metres since Sunday.</p><p>At least 12 houses in the lower town"
    " stand in water, and the road to Tessel is closed below the second bridge, the mayor said.</p>"
)
OTHER = (
    "<p>What I like about this piece is how calmly it is told. Nobody shouts, nobody is blamed, and"
    " the numbers come with a source each time. More newspapers should let their reporters wait an"
    " hour before they publish, and this is a good example of why that would help everyone.</p>"
)


def story(**said: object) -> ParsedArticle:
    """An article of the Wire about a dam, or what is said of it differently."""
    from reader.model.parsed import ParsedArticle

    made = ParsedArticle(
        guid="https://wire.example/dam",
        url="https://wire.example/dam",
        title="Engineers open the dam above Corvin",
        html=TEXT,
        published_at=NOON - timedelta(hours=2),
    )
    made = replace(made, **said)  # type: ignore[arg-type]
    hashed = replace(made, content_hash=content_hash(made.title, to_text(made.html)))
    return identify((hashed,))[0]


class Store:
    """A store with feeds that are made when they are first named."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.feeds: dict[str, int] = {}

    async def feed(self, name: str, folder: str = "") -> int:
        if name not in self.feeds:
            url = f"https://{name}.example/feed"
            made = await self.db.write(feeds.add, url, "feed", name, folder, NOON)
            self.feeds[name] = made.feed_id
        return self.feeds[name]

    async def say(self, feed: str, *parsed: ParsedArticle) -> Merged:
        return await self.db.write(articles.merge, await self.feed(feed), parsed, NOON)

    async def rows(self, query: ArticleQuery = EVERYTHING) -> list[Article]:
        return await self.db.read(lists.rows, await self.db.read(windows.ids, query))

    async def unread(self) -> tuple[int, dict[str, int]]:
        """What the smart view counts, and each feed."""
        shown = await self.db.read(counts, NOON)
        told = await self.db.read(feeds.subscriptions)
        return shown.unread, {each.title: each.unread for each in told}

    async def drop(self, feed: str) -> None:
        await self.db.write(feeds.remove, [self.feeds.pop(feed)], NOON)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    db = await Database.open(tmp_path / "store.db")
    yield Store(db)
    assert await db.read(upkeep.problems) == ()
    await db.close()


SAME = {
    "the same address": story(guid="7"),
    "with tracking": story(guid="7", url="https://wire.example/dam?utm_source=rss"),
    "another scheme and a slash": story(guid="7", url="http://wire.example/dam/"),
    "an id that is the world's": story(guid="tag:wire.example,2026:dam"),
    "only the beginning of the text": story(guid="7", html=TEXT.split("</p>", 1)[0] + "</p>"),
    "a link to comments, as an aggregator has it": story(
        guid="hn1", html='<p><a href="https://hn.example/1">Comments</a></p>'
    ),
    "an agency's text at another address": story(
        guid="8", url="https://post.example/world/dam-opened"
    ),
    "and with a line of its own": story(
        guid="8", url="https://post.example/world/dam", html=TEXT + "<p>Reporting by the Wire.</p>"
    ),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
async def test_a_copy_is_one_line_and_read_once(store: Store, other: ParsedArticle) -> None:
    first = story(guid=other.guid) if other.guid.startswith("tag:") else story()
    if other.guid.startswith("tag:"):
        other = replace(other, url="https://m.wire.example/x", url_key="https://m.wire.example/x")
    assert (await store.say("wire", first)).fresh == 1
    merged = await store.say("post", other)
    assert merged.fresh == 0
    assert merged.change.articles == {1, 2}
    (line,) = await store.rows()
    assert (line.feed_title, line.copies) == ("wire", 1)
    assert await store.unread() == (1, {"post": 1, "wire": 1})
    (copy,) = (await store.db.read(copies, [line.id]))[line.id]
    assert copy.feed_title == "post"
    change = await store.db.write(marks.set_read, [copy.id], True, NOON)
    assert change.articles == {line.id, copy.id}
    assert await store.unread() == (0, {"post": 0, "wire": 0})
    assert await store.rows(UNREAD) == []
    await store.db.write(history.undo)
    assert await store.unread() == (1, {"post": 1, "wire": 1})


DIFFERENT = {
    "a link blog with words of its own": (
        story(),
        story(guid="7", html=OTHER),
    ),
    "a link blog with a few words of its own": (
        story(),
        story(guid="7", html="<p>Calm, sober, and with sources for every single claim.</p>"),
    ),
    "a link blog with a headline of its own": (
        story(),
        story(guid="7", title="Read this about dams", html="<p>Fine work.</p>"),
    ),
    "a weekly column": (
        story(title="The week in pictures", url="https://wire.example/w/1", guid="1"),
        story(title="The week in pictures", url="https://post.example/w/2", guid="2", html=OTHER),
    ),
    "a form filled in daily": (
        story(guid="1", url="https://wire.example/1", title="Water levels this morning"),
        story(
            guid="2",
            url="https://post.example/2",
            title="Water levels this morning",
            html=TEXT.replace("12 houses", "19 houses"),
        ),
    ),
    "two articles on one event": (
        story(),
        story(guid="2", url="https://post.example/2", html=OTHER),
    ),
    "another headline over an agency's text": (
        story(),
        story(guid="2", url="https://post.example/2", title="Corvin under water"),
    ),
    "the same text a month later": (
        story(published_at=NOON - timedelta(days=40)),
        story(guid="2", url="https://post.example/2"),
    ),
    "all articles link to the front page": (
        story(url="https://wire.example/", guid="1", title="Dam opened in the night"),
        story(url="https://wire.example/", guid="2", title="Bread is dearer again", html=OTHER),
    ),
    "ids that are only the feed's own": (
        story(guid="1", url="https://wire.example/1"),
        story(guid="1", url="https://post.example/9", title="Bread is dearer", html=OTHER),
    ),
    "short notices under one headline": (
        story(guid="1", url="https://wire.example/1", html="Closed.", title="A notice to all"),
        story(guid="2", url="https://post.example/2", html="Closed.", title="A notice to all"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
async def test_what_only_looks_alike_stays_apart(
    store: Store, one: ParsedArticle, other: ParsedArticle
) -> None:
    await store.say("wire", one)
    assert (await store.say("post", other)).fresh == 1
    assert len(await store.rows()) == 2
    assert (await store.unread())[0] == 2


async def test_live_articles_of_two_outlets_stay_apart_however_alike_they_begin(
    store: Store,
) -> None:
    for hour in range(1, 4):
        for feed in ("wire", "post"):
            posts = "".join(
                f"<p>At {n} the {feed} saw how step {n} of its own quay went under water, and its"
                f" reporter {feed} {n} left for the school on the hill.</p>"
                for n in range(hour)
            )
            said = story(
                guid=f"{feed}-live",
                url=f"https://{feed}.example/live",
                title="Flood in Corvin: live",
                html=posts,
            )
            await store.say(feed, said)
    assert len(await store.rows()) == 2


async def test_every_list_has_the_article_once_and_its_own_feed_always(store: Store) -> None:
    await store.feed("wire", "World")
    await store.feed("post", "World")
    await store.feed("sea", "Local")
    for feed in ("wire", "post", "sea"):
        await store.say(feed, story(guid=feed))

    async def seen(query: ArticleQuery) -> list[str]:
        return [each.feed_title for each in await store.rows(query)]

    assert await seen(EVERYTHING) == ["wire"]
    assert await seen(ArticleQuery(InFolder("World"))) == ["wire"]
    assert await seen(ArticleQuery(InFolder("Local"))) == ["sea"]
    assert await seen(ArticleQuery(InFeed(store.feeds["post"]))) == ["post"]
    assert await seen(ArticleQuery(Words("post", "feed"))) == ["post"]
    assert await store.unread() == (1, {"post": 1, "sea": 1, "wire": 1})
    shown = await store.db.read(counts, NOON)
    assert (dict(shown.twice), shown.total) == ({"World": 1}, 1)
    await store.db.write(marks.set_starred, [1], True, NOON)
    assert await seen(STARRED) == ["wire"]
    assert (await store.db.read(counts, NOON)).starred == 1


async def test_marking_a_whole_view_read_reads_the_copies_too(store: Store) -> None:
    await store.say("wire", story())
    await store.say("post", story(guid="7"))
    marked = await store.db.write(marks.set_all_read, EVERYTHING, None, NOON)
    assert (marked.articles, marked.change.articles) == (1, {1, 2})
    assert await store.unread() == (0, {"post": 0, "wire": 0})


async def test_an_address_that_copies_share_is_that_of_the_first(store: Store) -> None:
    await store.say("wire", story())
    await store.say("post", story(guid="7"))
    await store.say("sea", story(guid="8", url="https://sea.example/dam"))
    for url, found in (
        ("https://wire.example/dam", 1),
        ("http://wire.example/dam/?utm_source=rss", 1),
        ("https://sea.example/dam", 3),
        ("https://wire.example/other", None),
    ):
        assert await store.db.read(lists.by_url, url) == found


async def test_a_copy_that_comes_later_is_read_and_starred_as_the_first_is(store: Store) -> None:
    await store.say("wire", story())
    await store.db.write(marks.set_starred, [1], True, NOON)
    await store.db.write(marks.set_read, [1], True, NOON)
    await store.say("post", story(guid="7"))
    (only,) = await store.rows(ArticleQuery(InFeed(store.feeds["post"])))
    assert (only.read, only.starred) == (True, True)
    await store.db.write(history.undo)
    assert await store.unread() == (1, {"post": 1, "wire": 1})


async def test_when_the_first_leaves_the_next_takes_its_place(store: Store) -> None:
    for feed in ("wire", "post", "sea"):
        await store.say(feed, story(guid=feed))
    await store.drop("wire")
    (line,) = await store.rows()
    assert (line.feed_title, line.copies) == ("post", 1)
    await store.db.write(history.undo)
    (line,) = await store.rows()
    assert (line.feed_title, line.copies) == ("wire", 2)


async def test_when_the_first_is_deleted_the_next_takes_its_place(store: Store) -> None:
    for feed in ("wire", "post", "sea"):
        await store.say(feed, story(guid=feed))
    await store.db.write(lambda db: db.execute("delete from article where id = 1") and None)
    (line,) = await store.rows()
    assert (line.feed_title, line.copies) == ("post", 1)


MOVES = {
    "the same document again": {},
    "other ids": {"guid": "new-scheme-1"},
    "https instead of http": {
        "guid": "https://wire.example/dam",
        "url": "https://wire.example/dam",
    },
    "a slash at the end": {"guid": "http://wire.example/dam/", "url": "http://wire.example/dam/"},
    "tracking in ids and addresses": {
        "guid": "http://wire.example/dam?utm_source=feed",
        "url": "http://wire.example/dam?utm_source=feed",
    },
    "another host": {"guid": "https://new.example/?p=1", "url": "https://new.example/dam"},
    "a headline and an address that were edited, as Deutsche Welle does": {
        "guid": "https://wire.example/dam-above-corvin-opened/a-1",
        "url": "https://wire.example/dam-above-corvin-opened/a-1",
        "title": "Dam above Corvin opened",
    },
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
async def test_nothing_that_was_read_comes_back(store: Store, move: dict[str, str]) -> None:
    old = story(guid="http://wire.example/dam", url="http://wire.example/dam")
    await store.say("wire", old)
    await store.db.write(marks.set_read, [1], True, NOON)
    merged = await store.say("wire", replace(story(**{"guid": old.guid, "url": old.url} | move)))
    assert merged.fresh == 0
    (line,) = await store.rows()
    assert line.read
    assert await store.unread() == (0, {"wire": 0})


@pytest.mark.parametrize("keep", [True, False], ids=["both are kept", "the old one is dropped"])
async def test_subscribing_at_another_address_makes_nothing_unread(
    store: Store, keep: bool
) -> None:
    said = [
        story(guid=str(n), url=f"https://wire.example/{n}", title=f"Engineers open dam number {n}")
        for n in range(5)
    ]
    await store.say("wire", *said)
    await store.db.write(marks.set_read, [1, 2, 3, 4], True, NOON)
    if not keep:
        await store.drop("wire")
    assert (await store.say("mirror", *said)).fresh == 0
    assert len(await store.rows()) == 5
    assert [each.title for each in await store.rows(UNREAD)] == [said[0].title]


async def test_a_weekly_column_of_one_feed_is_a_new_article_each_week(store: Store) -> None:
    for week in range(4):
        said = story(
            guid=f"week-{week}",
            url=f"https://wire.example/column/{week}",
            title="The week in pictures",
            published_at=NOON - timedelta(weeks=8 - week),
        )
        assert (await store.say("wire", said)).fresh == 1
    assert len(await store.rows()) == 4


async def test_articles_stamped_with_the_same_midnight_stay_apart(store: Store) -> None:
    at = NOON.replace(hour=0)
    one = story(guid="1", url="https://wire.example/1", published_at=at)
    other = story(
        guid="2", url="https://wire.example/2", title="Bread is dear", html=OTHER, published_at=at
    )
    await store.say("wire", one)
    assert (await store.say("wire", other)).fresh == 1


async def test_forty_articles_of_one_day_that_all_get_other_ids_are_the_same_forty(
    store: Store,
) -> None:
    at = NOON.replace(hour=0)

    def told(name: str) -> list[ParsedArticle]:
        return [
            story(
                guid=f"{name} {number}",
                url=f"https://wire.example/{name}/{number}",
                title=f"{name} {number}",
                html=f"<p>{' '.join(f'{word}{number}' for word in OTHER.split())}</p>",
                published_at=at,
            )
            for number in range(40)
        ]

    assert (await store.say("wire", *told("first"))).fresh == 40
    assert (await store.say("wire", *told("second"))).fresh == 0
    assert len(await store.rows()) == 40


async def test_clues_that_have_moved_to_the_others_still_find_copies(store: Store) -> None:
    await store.say("wire", story())

    def settle(db: sqlite3.Connection) -> int:
        while clues_kept.settle(db):
            pass
        return clues_kept.waiting(db)

    assert await store.db.write(settle) == 0
    assert (await store.say("post", story(guid="another"))).fresh == 0
    assert len(await store.rows()) == 1


async def test_articles_of_an_older_store_are_found_by_their_clues_too(tmp_path: Path) -> None:
    dump = (Path(__file__).parent / "old" / "version-1.sql").read_text("utf-8")
    with closing(sqlite3.connect(tmp_path / "old.db")) as db:
        db.executescript(dump)
        db.execute("update article set title = title || ' über den Dächern von Corvin'")
        db.execute("update article set guid = 'tag:one.example,2026:' || guid where id = 2")
        db.commit()
    store = Store(await Database.open(tmp_path / "old.db"))

    def kept(db: sqlite3.Connection) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        rows = db.execute("select id, url_key, guid, title from article").fetchall()
        every = "select * from clue union all select * from fresh_clue"
        live = {(each, row["id"]) for row in rows for each in clues(*tuple(row)[1:])}
        return live, {tuple(row) for row in db.execute(every)}

    live, stepped = await store.db.read(kept)
    assert live == stepped
    assert len(live) == 7
    await store.db.close()


async def test_repair_lets_go_of_copies_that_have_another_state(tmp_path: Path) -> None:
    store = Store(await Database.open(tmp_path / "store.db"))
    await store.say("wire", story())
    await store.say("post", story(guid="7"))
    await store.db.write(
        lambda db: db.execute("update article set read_at = 1 where id = 2") and None
    )
    (problem,) = await store.db.read(upkeep.problems)
    assert problem.startswith("1 copies of articles have another state")
    await store.db.write(upkeep.repair)
    assert await store.db.read(upkeep.problems) == ()
    assert len(await store.rows()) == 2
    await store.db.close()


async def test_repair_keeps_a_copy_whose_first_is_lost_and_finds_it_by_its_clues(
    tmp_path: Path,
) -> None:
    store = Store(await Database.open(tmp_path / "store.db"))
    await store.say("wire", story())
    await store.say("post", story(guid="7"))
    await store.db.close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        db.execute("update article set copy_of = 999 where id = 2")
        db.executescript("delete from clue; delete from fresh_clue")
        db.commit()
    store.db = await Database.open(tmp_path / "store.db")
    assert len(await store.db.read(upkeep.problems)) == 2
    assert await store.db.write(upkeep.repair) == ()
    assert await store.db.read(upkeep.problems) == ()
    assert len(await store.rows()) == 2
    assert await store.db.read(lists.by_url, story().url) == 2
    await store.db.close()


async def test_a_copy_that_is_muted_is_one_of_its_own_until_it_is_heard_again(store: Store) -> None:
    await store.say("wire", story())
    await store.say("post", story(guid="7"))
    await store.db.write(rules.add, "mute", "feed:wire", None, NOON, also_unread=True)
    (line,) = await store.rows()
    assert (line.feed_title, line.copies, line.read) == ("post", 0, False)
    assert [each.feed_title for each in await store.rows(ArticleQuery(Is("muted")))] == ["wire"]
    assert await store.unread() == (1, {"wire": 0, "post": 1})
    await store.db.write(marks.set_starred, [line.id], True, NOON)
    await store.db.write(history.undo)
    await store.db.write(history.undo)
    (line,) = await store.rows()
    assert (line.feed_title, line.copies, line.unread) == ("wire", 1, True)
    await store.db.write(history.redo)
    await store.db.write(marks.set_read, [2], True, NOON)
    await store.db.write(rules.take_back, 1, NOON)
    (line,) = await store.rows()
    assert (line.copies, line.read) == (1, True)
    await store.db.write(history.undo)
    (line,) = await store.rows()
    assert (line.feed_title, line.copies, line.read) == ("post", 0, True)


async def test_what_is_muted_takes_no_copy_with_it_and_is_no_news(store: Store) -> None:
    await store.db.write(rules.add, "mute", "feed:wire", None, NOON)
    for name, url in (("wire", ""), ("post", "https://wire.example/dam?utm_source=rss")):
        feed = ParsedFeed(name, articles=(story(guid=name, **({"url": url} if url else {})),))
        kept = polling.Kept(await store.feed(name), FeedHealth())
        await store.db.write(polling.keep_feed, kept.feed_id, feed, NOON, lambda _, k=kept: k)
    (line,) = await store.rows(UNREAD)
    assert (line.feed_title, line.copies) == ("post", 0)


async def test_a_rule_that_stars_a_copy_stars_all_and_one_that_reads_leaves_it(
    store: Store,
) -> None:
    await store.say("wire", story())
    await store.db.write(rules.add, "star", "feed:post", None, NOON)
    await store.db.write(rules.add, "read", "feed:post", None, NOON)
    post = await store.feed("post")
    feed = ParsedFeed("post", articles=(story(guid="7"),))
    merged = await store.db.write(
        polling.keep_feed, post, feed, NOON, lambda _: polling.Kept(post, FeedHealth())
    )
    assert merged.fresh == 0
    (line,) = await store.rows(STARRED)
    assert (line.feed_title, line.copies, line.unread) == ("wire", 1, True)
    await store.db.write(rules.take_back, 1, NOON)
    assert await store.rows(STARRED) == []
