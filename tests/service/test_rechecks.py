"""What was read is asked again at its page: changes are told once, noise never; live blogs grow."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from reader.model.feed import FeedSettings
from reader.model.query import EVERYTHING
from reader.store import articles, feeds
from tests.build import NOON, article
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.service.reader import Reader
    from tests.conftest import Clock

TOLD = [
    "The Karun dam burst near Ahvaz at dawn on Tuesday, officials said.",
    "Some 12 people are missing, the governor told reporters in the city.",
    "Engineers had warned of cracks in the northern wall since the spring.",
    "Schools were opened for those who had to leave their homes overnight.",
    "The army sent helicopters, and boats came down the river from the south.",
]


def page(told: list[str], headline: str = "Karun dam bursts near Ahvaz", seed: int = 0) -> str:
    """A page with its text, and around it what is another at every fetch."""
    chance = random.Random(seed)
    related = "".join(
        f"<li><a href='/r{chance.random()}'>Teaser {chance.randint(0, 10**6)} of another story</a>"
        for _ in range(4)
    )
    middle = (
        f"<p>Advertisement {chance.randint(0, 10**6)}</p>"
        f"<div class='ad-slot' data-id='{chance.random()}'>Buy {chance.randint(1, 99)} now</div>"
    )
    body = "".join(
        f"<p>{text}</p>{middle if place == 1 else ''}" for place, text in enumerate(told)
    )
    return (
        f"<!doctype html><html><head><title>{headline}</title>"
        f"<meta name='fingerprint' content='{chance.random()}'></head><body>"
        f"<nav>{chance.randint(1, 999)} readers online</nav><article><h1>{headline}</h1>{body}"
        f"<p class='count'>{chance.randint(1, 9999)} comments</p></article>"
        f"<aside class='related'><h3>More</h3><ul>{related}</ul></aside>"
        f"<footer>Loaded in {chance.random():.3f} seconds</footer></body></html>"
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        yield server


async def tell(opened: Reader, server: Server, **said: object) -> int:
    """Have the feed tell the article, for the first time or again; answers its id."""
    url = server.url("/feed.xml")
    feed = (await opened._db.write(feeds.add, url, "feed", "Record", "", NOON)).feed_id
    told = {"title": "Karun dam bursts near Ahvaz", "html": "<p>Dam.</p>"} | said
    one = article(1, url=server.url("/dam"), **told)
    await opened._commit(articles.merge, feed, [one], opened.now())
    (row,) = await opened.articles.rows(await opened.articles.ids(EVERYTHING))
    return row.id


@pytest.fixture
async def seen(opened: Reader, server: Server) -> int:
    """An article that was opened, of which the feed's text is shown."""
    server.serve("/dam", page(TOLD), content_type="text/html")
    article_id = await tell(opened, server)
    await opened.articles.opened(article_id)
    return article_id


@pytest.fixture
async def read(opened: Reader, seen: int) -> int:
    """The same, whose whole text is kept and shown."""
    await opened.fulltext.fetch(seen)
    return seen


async def test_a_page_is_not_asked_within_the_hour_and_later_each_time(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    asked = []
    for _ in range(200):
        clock.at += timedelta(minutes=30)
        before = len(server.requests)
        await opened.rechecks.run()
        if len(server.requests) > before:
            asked.append(clock.at)
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert gaps
    assert min(gaps) >= timedelta(hours=1)
    assert gaps[-1] > 4 * gaps[0]
    clock.at += timedelta(days=40)
    await opened.rechecks.run()
    clock.at += timedelta(days=400)
    assert not await opened.rechecks.due()


async def test_what_turns_by_itself_is_never_told(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    for seed in range(1, 16):
        server.serve("/dam", page(TOLD, seed=seed), content_type="text/html")
        clock.at += timedelta(days=2)
        assert await opened.rechecks.run() == {}
    assert (await opened.articles.article(read)).revisions == 1


async def test_a_material_change_is_told_once_with_its_diff(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    clock.at += timedelta(hours=2)
    assert await opened.rechecks.run() == {}
    later = [each.replace("12 people", "19 people") for each in TOLD]
    server.serve(
        "/dam", page(later, "Karun dam: 19 missing near Ahvaz", 5), content_type="text/html"
    )
    clock.at += timedelta(hours=6)
    found = await opened.rechecks.run()
    assert found.keys() == {read}
    assert {"headline", "numbers"} <= set(found[read].what)
    now = await opened.articles.article(read)
    assert (now.revisions, now.change_seen) == (2, False)
    assert now.title == "Karun dam: 19 missing near Ahvaz"
    difference = await opened.articles.difference(read, None, None)
    said = " ".join(edit.new for edit in difference.edits if edit.op != "equal")
    assert "19" in said
    clock.at += timedelta(days=1)
    assert await opened.rechecks.run() == {}
    assert (await opened.articles.article(read)).revisions == 2


def blog(count: int) -> str:
    """A live blog of so many posts, ten minutes apart."""
    updates = [
        {
            "@type": "BlogPosting",
            "@id": f"#p{n}",
            "headline": f"Post {n}",
            "datePublished": (NOON - timedelta(minutes=60 - 10 * n)).isoformat(),
            "articleBody": f"The water rose by {n} metres at the gauge of Ahvaz.",
        }
        for n in range(count)
    ]
    told = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Live: dam",
    }
    script = json.dumps(told | {"liveBlogUpdate": updates})
    text = "".join(f"<p>{each['articleBody']}</p>" for each in updates)
    return (
        f"<html><head><title>Live: dam</title><script type='application/ld+json'>{script}"
        f"</script></head><body><article><h1>Live: dam</h1>{text}</article></body></html>"
    )


async def test_the_posts_of_a_live_blog_are_kept_and_read_when_it_is_opened(
    opened: Reader, server: Server, clock: Clock
) -> None:
    server.serve("/live", blog(3), content_type="text/html")
    url = server.url("/feed.xml")
    feed = (await opened._db.write(feeds.add, url, "feed", "Record", "", NOON)).feed_id
    one = article(1, url=server.url("/live"), title="Live: dam", html="<p>Live.</p>")
    (live,) = (await opened._db.write(articles.merge, feed, [one], NOON)).change.arrivals
    await opened.fulltext.fetch(live)
    assert [(each.title, each.read) for each in await opened.rechecks.posts(live)] == [
        ("Post 0", False),
        ("Post 1", False),
        ("Post 2", False),
    ]
    await opened.articles.opened(live)
    assert all(each.read for each in await opened.rechecks.posts(live))
    server.serve("/live", blog(5), content_type="text/html")
    clock.at += timedelta(hours=2)
    assert await opened.rechecks.run() == {}
    assert (await opened.articles.article(live)).revisions == 1
    posts = await opened.rechecks.posts(live)
    assert [each.read for each in posts] == [True, True, True, False, False]
    assert await opened.rechecks.due() is False
    story = await opened.stories.story_of(live)
    page_ = await opened.story_pages.page(story)
    told = [each for each in page_.points if each.kind == "post"]
    assert [each.title for each in told if not each.read] == ["Post 3", "Post 4"]
    assert all(not each.new for each in told if each.read)


LATER = [each.replace("12 people", "19 people") for each in TOLD]
ERROR = [
    "Something went wrong on our side, and we are looking into what it may have been.",
    "Please try again in a little while, or go back to the page that you have come from.",
    "If it goes on like this, our readers' desk would like to hear of it by telephone.",
    "Until then there is the front page, where all of today's news can be found as usual.",
]


async def test_a_page_is_compared_with_itself_also_where_the_feeds_text_is_shown(
    opened: Reader, seen: int, server: Server, clock: Clock
) -> None:
    clock.at += timedelta(hours=2)
    assert await opened.rechecks.run() == {}
    server.serve("/dam", page(LATER, seed=3), content_type="text/html")
    clock.at += timedelta(hours=6)
    assert (await opened.rechecks.run())[seen].what == ("numbers",)
    found = await opened.articles.difference(seen)
    assert [(each.old, each.new) for each in found.edits] == [("12", "19")]
    assert (await opened.articles.body(seen)).source == "feed"


async def test_a_headline_that_its_page_rewrote_is_not_taken_back_by_the_feed(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    clock.at += timedelta(hours=2)
    await opened.rechecks.run()
    server.serve("/dam", page(TOLD, "Karun dam: 19 missing"), content_type="text/html")
    clock.at += timedelta(hours=6)
    assert "headline" in (await opened.rechecks.run())[read].what
    await tell(opened, server)  # as it did before
    assert (await opened.articles.article(read)).title == "Karun dam: 19 missing"
    found = await opened.articles.difference(read)
    assert (found.old.title, found.new.title) == (
        "Karun dam bursts near Ahvaz",
        "Karun dam: 19 missing",
    )


async def test_an_error_page_is_no_news_until_it_says_so_twice(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    clock.at += timedelta(hours=2)
    await opened.rechecks.run()
    for turn, told in enumerate((ERROR, TOLD, ERROR)):
        server.serve("/dam", page(told, "Oh dear", turn), content_type="text/html")
        if told is TOLD:
            server.serve("/dam", page(TOLD, seed=turn), content_type="text/html")
        clock.at += timedelta(days=3 + turn)
        assert await opened.rechecks.run() == {}
    assert (await opened.articles.article(read)).revisions == 1
    server.serve("/dam", page(ERROR, "Oh dear", 9), content_type="text/html")
    clock.at += timedelta(days=8)
    assert (await opened.rechecks.run()).keys() == {read}


async def test_what_is_paused_or_followed_no_more_is_left_alone(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    clock.at += timedelta(days=1)
    assert await opened.rechecks.due()
    await opened.feeds.settings(1, FeedSettings(paused=True))
    assert not await opened.rechecks.due()
    await opened.feeds.settings(1, FeedSettings())
    await opened.feeds.remove(1)
    assert not await opened.rechecks.due()


async def test_a_page_that_is_what_it_was_is_not_sent_again(
    opened: Reader, read: int, server: Server, clock: Clock
) -> None:
    server.serve("/dam", page(TOLD), content_type="text/html", etag='"1"')
    for _ in range(3):
        clock.at += timedelta(days=2)
        assert await opened.rechecks.run() == {}
    asked = server.asked("/dam")[1:]  # the first one had its whole text
    assert [each.header("If-None-Match") for each in asked] == [None, '"1"', '"1"']
    assert (await opened.articles.article(read)).revisions == 1


async def test_a_change_is_told_once_whoever_made_it(
    opened: Reader, seen: int, server: Server, clock: Clock
) -> None:
    assert await opened.rechecks.news() == []
    clock.at += timedelta(hours=2)
    await tell(opened, server, html="<p>The dam broke; 19 people are missing.</p>")
    (alert,) = await opened.rechecks.news()
    assert (alert.article_id, alert.source) == (seen, "Record")
    assert "numbers" in alert.what or "text" in alert.what
    assert await opened.rechecks.news() == []
    await opened.rechecks.run()
    server.serve("/dam", page(LATER, seed=3), content_type="text/html")
    clock.at += timedelta(hours=6)
    await opened.rechecks.run()
    assert [each.what for each in await opened.rechecks.news()] == [("numbers",)]
    assert await opened.rechecks.news() == []


async def test_a_change_that_was_looked_at_is_not_told(
    opened: Reader, seen: int, server: Server, clock: Clock
) -> None:
    clock.at += timedelta(hours=2)
    await tell(opened, server, html="<p>The dam broke; 19 people are missing.</p>")
    await opened.articles.see_change(seen)
    assert await opened.rechecks.news() == []


async def test_a_live_blog_is_asked_by_its_rhythm_until_it_falls_silent(
    opened: Reader, server: Server, clock: Clock
) -> None:
    server.serve("/dam", blog(12), content_type="text/html")
    live = await tell(opened, server, title="Live: dam")
    await opened.articles.opened(live)
    await opened.fulltext.fetch(live)
    clock.at += timedelta(hours=1)
    asked = []
    for _ in range(24 * 6):
        clock.at += timedelta(minutes=10)
        before = len(server.requests)
        await opened.rechecks.run()
        if len(server.requests) > before:
            asked.append(clock.at - NOON)
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert gaps[0] == timedelta(minutes=10)
    assert max(gap for gap, at in zip(gaps, asked, strict=False) if at < timedelta(hours=3)) == (
        timedelta(minutes=10)
    )
    assert gaps[-1] >= timedelta(hours=1)
    assert await opened.rechecks.news() == []
