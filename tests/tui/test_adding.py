"""Adding feeds and refreshing them, over real HTTP on the loopback."""

from __future__ import annotations

import pytest

from reader.tui.screens.main import MainScreen
from tests.build import rss
from tests.server import Server
from tests.tui.conftest import first_start, running, screen_text, until


@pytest.fixture
def server():
    with Server() as opened:
        yield opened


async def add(pilot, address: str) -> None:
    """Type an address into the dialog and take it."""
    await pilot.press("a")
    await until(pilot, lambda: "Add a feed" in screen_text(pilot.app))
    pilot.app.screen.query_one("#address").value = address
    await pilot.press("enter")


def main_screen(app):
    return next(each for each in app.screen_stack if isinstance(each, MainScreen))


async def test_a_feed_is_added_and_shown_at_once(reader, server):
    server.serve("/feed.xml", rss("First headline", "Second headline", name="Morning Wire"))
    async with running(reader) as (app, pilot):
        await add(pilot, server.url("/feed.xml"))
        await until(pilot, lambda: app.screen is main_screen(app))
        await until(pilot, lambda: "First headline" in screen_text(app))
        assert app.screen.view.title == "Morning Wire"
        await until(pilot, lambda: "Added: Morning Wire" in screen_text(app))


async def test_a_page_with_several_feeds_offers_them(reader, server):
    page = b"""<html><head><title>A page</title>
    <link rel="alternate" type="application/rss+xml" title="All of it" href="/all.xml">
    <link rel="alternate" type="application/rss+xml" title="Only [/nope] sport" href="/sport.xml">
    </head><body><p>Hello.</p></body></html>"""
    server.serve("/", page, content_type="text/html")
    server.serve("/sport.xml", rss("Match drawn", name="Sport"))
    async with running(reader) as (app, pilot):
        await add(pilot, server.url("/"))
        await until(pilot, lambda: "names 2 feeds" in screen_text(app))
        await until(pilot, lambda: "Only [/nope] sport" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
        await until(pilot, lambda: main_screen(app).view.title == "Sport")


async def test_an_address_without_a_feed_says_so_in_the_dialog(reader, server):
    async with running(reader) as (app, pilot):
        await add(pilot, server.url("/nothing"))
        await until(pilot, lambda: "404" in screen_text(app))
        assert "Add a feed" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main_screen(app))


async def test_refreshing_brings_what_is_new_and_sums_it_up(reader, server):
    server.serve("/feed.xml", rss("Old headline", name="Morning Wire"))
    await reader.feeds.add(server.url("/feed.xml"))
    ids = {each.title: each.id for each in await reader.feeds.all()}
    for name in ("Wire", "Post", "Bench"):
        await reader.feeds.remove(ids[name])
    server.serve("/feed.xml", rss("New headline", "Old headline", name="Morning Wire"))
    async with running_bare(reader, "Old headline") as (app, pilot):
        await pilot.press("R")
        await until(pilot, lambda: "1 new in 1 feed" in screen_text(app))
        await until(pilot, lambda: "New headline" in screen_text(app))


async def test_a_refresh_shows_how_far_it_is_and_stops_at_escape(reader, server):
    server.serve("/slow.xml", rss("Old headline", name="Slow Wire"))
    await reader.feeds.add(server.url("/slow.xml"))
    ids = {each.title: each.id for each in await reader.feeds.all()}
    for name in ("Wire", "Post", "Bench"):
        await reader.feeds.remove(ids[name])
    held = server.hold("/slow.xml")
    async with running_bare(reader, "Old headline") as (app, pilot):
        await pilot.press("R")
        await until(pilot, held.arrived.is_set)
        assert "Esc stops" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Refresh stopped" in screen_text(app))
        assert not app.screen.asking.running
        held.release()


async def test_a_feed_that_fails_is_marked_and_its_reason_told(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("]", "]", "]", "]", "]")
        await until(pilot, lambda: app.screen.view.title == "Post" and app.screen.list.count == 2)
        await pilot.press("r")
        await until(pilot, lambda: "Post failed" in screen_text(app))
        await until(pilot, lambda: any(line.problem for line in app.screen.side._lines))
        await pilot.press("h")
        await until(pilot, lambda: app.screen.status._place.startswith("!"))


def running_bare(reader, title: str):
    return running(reader, first=title)


async def test_the_first_start_shows_the_sample_edition_and_leaves_it_for_the_first_feed(
    paths, tmp_path, server
):
    server.serve("/feed.xml", rss("My headline", name="My Wire"))
    async with first_start(paths, tmp_path) as (own, sample, app, pilot):
        await add(pilot, server.url("/feed.xml"))
        await until(pilot, lambda: "My headline" in screen_text(app))
        assert "Sample edition" not in screen_text(app)
        assert [each.title for each in await own.feeds.all()] == ["My Wire"]
        assert len(await sample.feeds.all()) == 3
