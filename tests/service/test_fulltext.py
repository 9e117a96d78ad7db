"""The whole text of an article from its own page, against a real server."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.fetch.http import Limits
from reader.model.errors import DatelineError, FetchError, ParseError, UsageError
from reader.model.feed import FeedSettings
from reader.model.query import EVERYTHING
from reader.text.words import words_of
from tests.build import rss, whole_page
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.changes import Change
    from reader.service.reader import Reader
    from tests.conftest import Clock

HTML = "text/html; charset=utf-8"


def page(*paragraphs: str, head: str = "") -> str:
    told = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<html><head><title>Dam holds</title>{head}</head><body><article>{told}</article>"


WHOLE = whole_page()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        yield server


async def follow(reader: Reader, server: Server, *titles: str, always: bool = False) -> None:
    """Subscribe to a feed on the server whose articles are there, too."""
    server.serve("/feed.xml", rss(*titles, host=server.url("")))
    await reader.feeds.subscribe(server.url("/feed.xml"))
    if always:
        await reader.feeds.settings(1, FeedSettings(full_text=True))


async def ask_again(reader: Reader, clock: Clock, server: Server, *titles: str) -> None:
    """A later refresh, for which the feed says something new."""
    server.serve("/feed.xml", rss(*titles, host=server.url("")))
    clock.at += timedelta(hours=25)
    await reader.refresh.run(force=True)


async def the_id(reader: Reader, title: str) -> int:
    rows = await reader.articles.rows(await reader.articles.ids(EVERYTHING))
    return next(each.id for each in rows if each.title == title)


@pytest.fixture
async def one(opened: Reader, server: Server) -> int:
    """An article whose page gives it whole."""
    server.serve("/dam-holds", WHOLE, content_type=HTML)
    await follow(opened, server, "Dam holds")
    await opened.refresh.run()
    return await the_id(opened, "Dam holds")


async def test_the_page_gives_the_whole_text_and_the_feeds_own_is_one_step_away(
    opened: Reader, server: Server, one: int
) -> None:
    assert await opened.fulltext.turn(one)
    body = await opened.articles.body(one)
    assert body.source == "page"
    assert "Seam number 11" in body.html
    await opened.fulltext.turn(one)
    body = await opened.articles.body(one)
    assert body.source == "feed"
    assert "Dam holds in full." in body.html
    await opened.fulltext.turn(one)
    assert "Seam number 11" in (await opened.articles.body(one)).html
    assert len(server.asked("/dam-holds")) == 1
    sent = server.asked("/dam-holds")[0]
    assert "text/html" in (sent.header("Accept") or "")
    assert sent.header("Referer") is None
    assert sent.header("Cookie") is None


async def test_whoever_listens_hears_of_it(opened: Reader, one: int) -> None:
    heard: list[Change] = []
    opened.listen(heard.append)
    await opened.fulltext.fetch(one)
    assert [each.articles for each in heard] == [frozenset({one})]


async def test_a_refresh_that_says_the_same_keeps_the_whole_text(
    opened: Reader, clock: Clock, server: Server, one: int
) -> None:
    await opened.fulltext.fetch(one)
    await ask_again(opened, clock, server, "Dam holds", "Mayor speaks")
    assert (await opened.articles.body(one)).source == "page"
    row = await opened.articles.article(one)
    assert (row.revisions, row.changed_at) == (1, None)
    assert len(server.asked("/dam-holds")) == 1


async def test_a_link_that_is_mended_in_the_feed_keeps_the_whole_text(
    opened: Reader, clock: Clock, server: Server, one: int
) -> None:
    await opened.fulltext.fetch(one)
    document = rss("Dam holds", host=server.url("")).replace(
        b"&lt;p&gt;Dam", b"&lt;p&gt;&lt;a href='https://else.example/'&gt;Dam&lt;/a&gt;"
    )
    server.serve("/feed.xml", document)
    clock.at += timedelta(hours=25)
    await opened.refresh.run(force=True)
    assert (await opened.articles.body(one)).source == "page"
    await opened.fulltext.turn(one)
    assert "else.example" in (await opened.articles.body(one)).html


async def test_a_feed_that_changes_its_text_is_revised_as_usual_and_its_page_asked_again(
    opened: Reader, clock: Clock, server: Server, one: int
) -> None:
    await opened.fulltext.fetch(one)
    document = rss("Dam holds", host=server.url("")).replace(
        b"Dam holds in full.", b"The dam broke at 04:12; 19 people are missing."
    )
    server.serve("/feed.xml", document)
    clock.at += timedelta(hours=25)
    await opened.refresh.run(force=True)
    body = await opened.articles.body(one)
    assert body.source == "feed"
    assert "19 people" in body.html
    first, second = await opened.articles.revisions(one)
    assert "Dam holds in full." in first.body.html
    assert "19 people" in second.body.html
    server.serve("/dam-holds", whole_page("Crack"), content_type=HTML)
    await opened.fulltext.fetch_expected()
    assert "Crack number 3" in (await opened.articles.body(one)).html
    # A version is what the feed said, whatever is shown.
    assert "19 people" in (await opened.articles.revisions(one))[1].body.html


async def test_a_search_finds_what_only_the_page_says(opened: Reader, one: int) -> None:
    await opened.packing.finish()
    query = await opened.articles.query('"valley below"')
    assert list(await opened.articles.ids(query)) == []
    await opened.fulltext.fetch(one)
    assert list(await opened.articles.ids(query)) == [one]
    await opened.packing.finish()
    assert list(await opened.articles.ids(query)) == [one]
    assert list(await opened.articles.ids(await opened.articles.query("engineers"))) == [one]
    (best,) = await opened.articles.best(await opened.articles.query("valley"), 5)
    assert "valley" in words_of(best.snippet)


NO_TEXT = {
    "paid": page(
        "The engineers walked the crest of the dam on Tuesday night and counted eleven new seams "
        "in the concrete, and by the morning they had agreed on what was to be done.",
        "Subscribe to continue reading. Already have an account? Sign in.",
    ),
    "marked": page(
        "The engineers walked the crest of the dam on Tuesday night and counted eleven new seams "
        "in the concrete, and by the morning they had agreed on what was to be done.",
        head='<script type="application/ld+json">{"@type":"NewsArticle",'
        '"isAccessibleForFree": "False"}</script>',
    ),
    "consent": "<title>Dam</title><div><h1>Before you continue to The Gazette</h1>"
    "<p>We use cookies and similar technologies to measure how our pages are read.</p>"
    "<button>Accept all</button></div>",
    "script": "<title>Dam</title><body><noscript>You need to enable JavaScript to run this app."
    "</noscript><div id='root'></div><script src='/a.js'></script></body>",
    "human": "<title>Just a moment...</title><h1>gazette.example</h1>"
    "<p>Checking your browser before accessing gazette.example, please stand by.</p>",
    "same": page("Dam holds in full."),
    "empty": "",
}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("paid", "shows only its beginning to readers who have not paid"),
        ("marked", "shows only its beginning to readers who have not paid"),
        ("consent", "asks for consent to cookies"),
        ("script", "fills itself in by scripts"),
        ("human", "wants to see a human"),
        ("same", "no more text than the feed"),
        ("empty", "the page is empty"),
    ],
)
async def test_a_page_that_gives_less_is_told_plainly_and_never_kept(
    opened: Reader, server: Server, one: int, what: str, said: str
) -> None:
    server.serve("/dam-holds", NO_TEXT[what], content_type=HTML)
    with pytest.raises(ParseError, match=said):
        await opened.fulltext.turn(one)
    body = await opened.articles.body(one)
    assert body.source == "feed"
    assert "Dam holds in full." in body.html
    # Asked a second time, it says the same and asks nobody.
    with pytest.raises(UsageError, match=said):
        await opened.fulltext.turn(one)
    assert len(server.asked("/dam-holds")) == 1


async def test_a_text_of_full_length_is_taken_though_its_page_sells_subscriptions(
    opened: Reader, server: Server, one: int
) -> None:
    sold = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    server.serve(
        "/dam-holds",
        whole_page(paragraphs=20).replace("</head>", f"{sold}</head>"),
        content_type=HTML,
    )
    await opened.fulltext.turn(one)
    assert (await opened.articles.body(one)).source == "page"


async def test_what_is_no_page_ends_in_one_sentence(
    opened: Reader, server: Server, one: int
) -> None:
    server.serve("/dam-holds", b"%PDF-1.7 \x00", content_type="application/pdf")
    with pytest.raises(ParseError, match="leads to a file"):
        await opened.fulltext.fetch(one)


async def test_a_huge_page_ends_in_one_sentence(opened: Reader, server: Server, one: int) -> None:
    server.gzip("/dam-holds", b"<p>x</p>" * 2_000_000, content_type=HTML)
    with pytest.raises(FetchError, match="MB"):
        await opened.fulltext.fetch(one)


async def test_a_page_that_breaks_off_ends_in_one_sentence(
    opened: Reader, server: Server, one: int
) -> None:
    server.cut_off("/dam-holds", WHOLE)
    with pytest.raises(FetchError) as told:
        await opened.fulltext.fetch(one)
    assert told.value.kind == "network"
    assert "\n" not in told.value.problem


@pytest.mark.parametrize("kind", ["drip", "slow", "silent"])
async def test_a_page_that_never_comes_to_its_end_is_given_up_and_told(
    opened: Reader, server: Server, one: int, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    answers = {"drip": (WHOLE,), "slow": ("<html>",), "silent": ()}
    getattr(server, kind)("/dam-holds", *answers[kind])
    network = opened.fulltext._sources._made()._by_scheme["http"]
    monkeypatch.setattr(network, "_limits", Limits(read=0.5, total=0.5))
    with pytest.raises(FetchError, match="did not answer in time"):
        await opened.fulltext.turn(one)
    body = await opened.articles.body(one)
    assert body.source == "feed"
    assert "Dam holds in full." in body.html


async def test_a_person_who_does_not_wait_for_a_page_that_drips_is_free_at_once(
    opened: Reader, server: Server, one: int
) -> None:
    server.drip("/dam-holds", WHOLE)
    asking = asyncio.create_task(opened.fulltext.turn(one))
    assert await asyncio.to_thread(server.dripped.wait, 10)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (await opened.articles.body(one)).source == "feed"
    # Whoever was stopped holds nothing against the page: it may be asked again.
    server.serve("/dam-holds", WHOLE, content_type=HTML)
    await opened.fulltext.turn(one)
    assert (await opened.articles.body(one)).source == "page"


async def test_a_page_that_leads_to_the_front_page_is_not_the_article(
    opened: Reader, server: Server, one: int
) -> None:
    server.redirect("/dam-holds", "/", 301)
    server.serve("/", WHOLE, content_type=HTML)
    with pytest.raises(ParseError, match="front page"):
        await opened.fulltext.fetch(one)


async def test_a_page_named_by_a_feed_does_not_lead_to_private_ground(
    opened: Reader, server: Server
) -> None:
    server.serve("/dam-holds", WHOLE, content_type=HTML)
    elsewhere = server.url("", host="localhost")  # another host than the feed's
    server.serve("/feed.xml", rss("Dam holds", host=elsewhere))
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.refresh.run()
    with pytest.raises(FetchError) as told:
        await opened.fulltext.fetch(await the_id(opened, "Dam holds"))
    assert told.value.kind == "refused"
    assert server.asked("/dam-holds") == []


async def test_a_page_does_not_lead_on_to_private_ground(
    opened: Reader, server: Server, one: int
) -> None:
    server.redirect("/dam-holds", "http://169.254.169.254/latest/meta-data")
    with pytest.raises(FetchError) as told:
        await opened.fulltext.fetch(one)
    assert told.value.kind == "refused"


async def test_an_article_without_an_address_says_so(opened: Reader, server: Server) -> None:
    document = rss("Dam holds").replace(b"<link>https://example.org/dam-holds</link>", b"")
    server.serve("/feed.xml", document)
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.refresh.run()
    with pytest.raises(UsageError, match="no page of its own"):
        await opened.fulltext.fetch(await the_id(opened, "Dam holds"))


async def test_a_feed_that_wants_whole_texts_gets_those_of_its_newest_articles(
    opened: Reader, server: Server
) -> None:
    titles = [f"Report {number}" for number in range(25)]
    for each in titles:
        server.serve(f"/{each.lower().replace(' ', '-')}", WHOLE, content_type=HTML)
    await follow(opened, server, *titles, always=True)
    await opened.refresh.run()
    assert len(server.requests) == 1  # the refresh itself waits for none of them
    done = []
    told = await opened.fulltext.fetch_expected(done.append)
    assert (told.done, told.failed, len(done)) == (20, 0, 20)
    assert [each.path for each in server.requests[1:]] == [f"/report-{n}" for n in range(20)]
    oldest = await the_id(opened, "Report 24")
    assert (await opened.articles.body(oldest)).source == "feed"
    assert await opened.fulltext.opening(oldest) == (True, "")
    newest = await the_id(opened, "Report 0")
    assert (await opened.articles.body(newest)).source == "page"
    assert await opened.fulltext.opening(newest) == (False, "")


async def test_a_feed_that_does_not_want_them_asks_for_no_page(
    opened: Reader, server: Server, one: int
) -> None:
    assert (await opened.fulltext.fetch_expected()).total == 0
    assert await opened.fulltext.opening(one) == (False, "")
    assert server.asked("/dam-holds") == []


async def test_a_server_that_refuses_one_page_is_not_asked_for_the_others(
    opened: Reader, clock: Clock, server: Server
) -> None:
    for path in ("/one", "/two", "/three"):
        server.serve(path, "no robots", status=403, content_type=HTML)
    await follow(opened, server, "One", "Two", always=True)
    await opened.refresh.run()
    told = await opened.fulltext.fetch_expected()
    assert told.failed == 2
    assert [each.path for each in server.requests[1:]] == ["/one"]
    await ask_again(opened, clock, server, "Three", "One", "Two")
    await opened.fulltext.fetch_expected()
    assert server.asked("/three") == []
    wanted, hindrance = await opened.fulltext.opening(await the_id(opened, "One"))
    assert not wanted
    assert "403" in hindrance


async def test_a_server_in_trouble_is_asked_again_after_pauses_that_double(
    opened: Reader, clock: Clock, server: Server
) -> None:
    server.serve("/one", "trouble", status=500, content_type=HTML)
    await follow(opened, server, "One", always=True)
    await opened.refresh.run()
    await opened.fulltext.fetch_expected()
    one = await the_id(opened, "One")
    for hours in (1, 2, 4):
        clock.at += timedelta(hours=hours) - timedelta(minutes=1)
        assert not (await opened.fulltext.opening(one))[0]
        clock.at += timedelta(minutes=2)
        assert (await opened.fulltext.opening(one))[0]
        with pytest.raises(FetchError, match="500"):
            await opened.fulltext.fetch(one)


async def test_a_busy_server_is_left_alone_as_long_as_it_asks(
    opened: Reader, clock: Clock, server: Server, one: int
) -> None:
    server.busy("/dam-holds", "7200")
    with pytest.raises(FetchError, match="429"):
        await opened.fulltext.fetch(one)
    clock.at += timedelta(minutes=90)
    with pytest.raises(UsageError, match="429"):
        await opened.fulltext.fetch(one)
    assert len(server.asked("/dam-holds")) == 1
    server.serve("/dam-holds", WHOLE, content_type=HTML)
    clock.at += timedelta(minutes=31)
    await opened.fulltext.fetch(one)
    assert (await opened.articles.body(one)).source == "page"


async def test_two_who_want_one_page_ask_for_it_once(
    opened: Reader, server: Server, one: int
) -> None:
    hold = server.hold("/dam-holds")
    both = asyncio.gather(opened.fulltext.fetch(one), opened.fulltext.fetch(one))
    await asyncio.to_thread(hold.arrived.wait)
    hold.release()
    await both
    assert len(server.asked("/dam-holds")) == 1


async def test_stopping_keeps_what_was_fetched_and_the_rest_for_later(
    opened: Reader, server: Server
) -> None:
    server.serve("/one", WHOLE, content_type=HTML)
    server.serve("/two", WHOLE, content_type=HTML)
    hold = server.hold("/two")
    await follow(opened, server, "One", "Two", always=True)
    await opened.refresh.run()
    fetching = asyncio.create_task(opened.fulltext.fetch_expected())
    await asyncio.to_thread(hold.arrived.wait)
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    hold.release()
    assert (await opened.articles.body(await the_id(opened, "One"))).source == "page"
    assert (await opened.articles.body(await the_id(opened, "Two"))).source == "feed"
    assert opened.fulltext.expected == 1


async def test_a_text_survives_being_packed_and_a_restart(
    opened: Reader, server: Server, one: int
) -> None:
    await opened.packing.finish()
    await opened.fulltext.fetch(one)
    await opened.packing.finish()
    await opened.fulltext.turn(one)
    await opened.packing.finish()
    await opened.fulltext.turn(one)
    assert (await opened.articles.body(one)).source == "page"
    with pytest.raises(DatelineError, match="no article 99"):
        await opened.fulltext.fetch(99)
