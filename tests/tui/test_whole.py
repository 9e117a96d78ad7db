"""x: the whole text of an article, fetched beside the keys, stopped, and turned back."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from reader.model.feed import FeedSettings
from reader.service.reader import Reader
from reader.tui.app import DatelineApp
from tests.build import rss, whole_page
from tests.server import Server
from tests.tui.conftest import NOW, screen_text, until

HTML = "text/html; charset=utf-8"


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as opened:
        opened.serve("/feed.xml", rss("Dam holds", "Mayor speaks", host=opened.url("")))
        opened.serve("/dam-holds", whole_page(), content_type=HTML)
        opened.serve("/mayor-speaks", whole_page("Speech"), content_type=HTML)
        yield opened


@asynccontextmanager
async def living(paths, server, *, always=False, refreshed=True, width=130):
    """The app on a reader that follows the server's feed."""
    async with Reader.open(paths, now=lambda: NOW) as reader:
        await reader.feeds.subscribe(server.url("/feed.xml"))
        await reader.feeds.settings(1, FeedSettings(full_text=always))
        if refreshed:
            await reader.refresh.run()
        app = DatelineApp(reader, asks=False)
        await app.prepare()
        async with app.run_test(size=(width, 30)) as pilot:
            await until(pilot, app.screen.pane_made.is_set)
            if refreshed:
                await until(pilot, lambda: app.screen.list.count == 2)
            if refreshed and width >= 80:
                await until(pilot, lambda: app.screen.shown is not None)
            yield app, pilot


async def test_x_fetches_the_whole_text_and_x_shows_the_feeds_own_again_and_back(paths, server):
    async with living(paths, server) as (app, pilot):
        assert "Dam holds in full." in screen_text(app)
        await pilot.press("enter", "x")
        await until(pilot, lambda: "Seam number 1 " in screen_text(app))
        assert "Whole text from its page" in screen_text(app)
        await until(pilot, lambda: "x shows the feed's own" in app.screen.status.text)
        await pilot.press("x")
        await until(pilot, lambda: "Dam holds in full." in screen_text(app))
        assert "Whole text from" not in screen_text(app)
        await pilot.press("x")
        await until(pilot, lambda: "Seam number 1 " in screen_text(app))
        assert len(server.asked("/dam-holds")) == 1


async def test_x_in_the_list_means_the_article_under_the_cursor(paths, server):
    async with living(paths, server, width=70) as (app, pilot):
        await pilot.press("j", "x")
        await until(pilot, lambda: "Speech number 1 " in screen_text(app))
        assert app.screen.shown.title == "Mayor speaks"


async def test_the_keys_go_on_while_it_is_fetched_and_escape_stops_it(paths, server):
    hold = server.hold("/dam-holds")
    async with living(paths, server) as (app, pilot):
        await pilot.press("enter", "x")
        await asyncio.to_thread(hold.arrived.wait)
        await until(pilot, lambda: "Fetching the whole text from 127.0.0.1" in screen_text(app))
        await pilot.press("s")
        await until(pilot, lambda: app.screen.shown.starred)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped" in app.screen.status.text)
        assert app.screen.place == "article"  # it only stopped the fetching
        await until(pilot, lambda: not app.screen.fetching.is_running)
        assert "Dam holds in full." in screen_text(app)
        hold.release()
        await pilot.press("x")  # and it can be asked for again
        await until(pilot, lambda: "Seam number 1 " in screen_text(app))


async def test_a_page_that_does_not_give_it_is_told_with_a_way_out(paths, server):
    stub = "<article><p>The dam holds so far, engineers say, but for how long nobody can tell.</p>"
    server.serve("/dam-holds", f"{stub}<p>Subscribe to continue reading.</p>", content_type=HTML)
    async with living(paths, server) as (app, pilot):
        await pilot.press("enter", "x")
        await until(pilot, lambda: len(app._notifications))
        (notice,) = app._notifications
        assert "only its beginning to readers who have not paid" in notice.message
        assert "o opens it in the browser" in notice.message
        assert "Dam holds in full." in screen_text(app)
        await until(pilot, lambda: "Fetching" not in app.screen.status.text)


async def test_a_text_that_comes_while_another_is_read_leaves_that_alone(paths, server):
    hold = server.hold("/dam-holds")
    async with living(paths, server) as (app, pilot):
        await pilot.press("enter", "x")
        await asyncio.to_thread(hold.arrived.wait)
        await pilot.press("n", "n")
        await until(pilot, lambda: app.screen.shown.title == "Mayor speaks")
        hold.release()
        await until(pilot, lambda: "“Dam holds” is kept" in app.screen.status.text)
        assert "Mayor speaks in full." in screen_text(app)


async def test_a_feed_that_wants_whole_texts_has_them_after_a_refresh(paths, server):
    hold = server.hold("/dam-holds")
    async with living(paths, server, always=True, refreshed=False) as (app, pilot):
        await pilot.press("R")
        await asyncio.to_thread(hold.arrived.wait)
        # The articles are there before their pages are, and the refresh is over and told.
        await until(pilot, lambda: "Dam holds" in screen_text(app))
        await until(pilot, lambda: "2 new in 1 feed" in app.screen.status.text)
        assert app.screen.asking.progress == "Whole texts 0/2 · Esc stops"
        hold.release()
        await until(pilot, lambda: not app.screen.asking.running)
        await pilot.press("enter")
        await until(pilot, lambda: "Seam number 1 " in screen_text(app))
        assert len(server.asked("/mayor-speaks")) == 1


async def test_what_a_refresh_left_out_is_fetched_when_it_is_opened(paths, server):
    async with living(paths, server, always=True) as (app, pilot):
        assert server.asked("/dam-holds") == []  # beside the list it is only looked at
        await pilot.press("enter")
        await until(pilot, lambda: "Seam number 1 " in screen_text(app))


async def test_why_there_is_no_whole_text_is_said_when_the_article_is_opened(paths, server):
    server.serve("/dam-holds", "no robots", status=403, content_type=HTML)
    async with living(paths, server, always=True) as (app, pilot):
        await app.screen.reader.fulltext.fetch_expected()
        await pilot.press("enter")
        await until(pilot, lambda: "Not the whole text: " in app.screen.status.text)
        assert "403" in app.screen.status.text
        assert len(server.asked("/dam-holds")) == 1


async def test_a_change_of_what_was_read_is_told_in_a_notice_and_not_twice(paths, server):
    at = [NOW]
    async with Reader.open(paths, now=lambda: at[0]) as reader:
        await reader.feeds.subscribe(server.url("/feed.xml"))
        await reader.refresh.run()
        app = DatelineApp(reader, asks=False)
        await app.prepare()
        async with app.run_test(size=(130, 30)) as pilot:
            await until(pilot, app.screen.pane_made.is_set)
            await pilot.press("enter")
            await until(pilot, lambda: "Dam holds in full." in screen_text(app))
            at[0] += timedelta(hours=2)
            told = rss("Dam holds", "Mayor speaks", host=server.url(""))
            said = told.replace(b"Dam holds in full.", b"The dam broke; 19 people are missing.")
            server.serve("/feed.xml", said)
            await pilot.press("R")
            await until(pilot, lambda: len(app._notifications) == 1)
            (notice,) = app._notifications
            assert notice.title == "Changed since you read it"
            assert "an article you read: “Dam holds”" in notice.message
            await until(pilot, lambda: not app.screen.asking.running)
            at[0] += timedelta(hours=2)
            asked = len(server.asked("/feed.xml"))
            await pilot.press("R")
            await until(pilot, lambda: len(server.asked("/feed.xml")) > asked)
            await until(pilot, lambda: not app.screen.asking.running)
            assert len(app._notifications) == 1
