"""Feeds that are due are asked by themselves, calmly; a refresh is told, and can be stopped."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from reader.fetch.failures import Offline
from reader.model.outcome import Failed, Report
from reader.service.reader import Reader
from reader.tui.app import DatelineApp
from reader.tui.asking import summary
from tests.build import rss
from tests.server import Server
from tests.tui.conftest import NOW, screen_text, until


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as opened:
        yield opened


class Clock:
    at = NOW

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@asynccontextmanager
async def living(paths, clock, *addresses: str, asks: bool = True):
    """The app on a reader that follows some feeds, as it starts."""
    async with Reader.open(paths, now=clock) as reader:
        for each in addresses:
            await reader.feeds.subscribe(each)
        app = DatelineApp(reader, asks=asks)
        await app.prepare()
        async with app.run_test(size=(130, 30)) as pilot:
            await until(pilot, app.screen.pane_made.is_set)
            yield app, pilot


async def test_what_is_due_is_asked_at_the_start_and_again_when_it_is_due(paths, clock, server):
    server.serve("/feed.xml", rss("Dam holds"), etag='"1"')
    async with living(paths, clock, server.url("/feed.xml")) as (app, pilot):
        await until(pilot, lambda: "Dam holds" in screen_text(app))
        await until(pilot, lambda: "1 new in 1 feed" in screen_text(app))
        await until(pilot, lambda: not app.screen.asking.running)
        app.screen.asking._look()
        await app.workers.wait_for_complete()
        assert len(server.requests) == 1
        server.serve("/feed.xml", rss("Ferry late", "Dam holds"), etag='"2"')
        clock.at += timedelta(hours=2)
        app.screen.asking._look()
        await until(pilot, lambda: "Ferry late" in screen_text(app))


async def test_a_restart_asks_nobody_again(paths, clock, server):
    server.serve("/feed.xml", rss("Dam holds"), etag='"1"')
    async with living(paths, clock, server.url("/feed.xml")) as (app, pilot):
        await until(pilot, lambda: "Dam holds" in screen_text(app))
    async with living(paths, clock) as (app, pilot):
        await until(pilot, lambda: "Dam holds" in screen_text(app))
        await app.workers.wait_for_complete()
    assert len(server.requests) == 1


async def test_offline_mode_asks_nobody(paths, clock, server):
    async with living(paths, clock, server.url("/feed.xml"), asks=False) as (app, pilot):
        await until(pilot, lambda: "R asks them" in screen_text(app))
        await app.workers.wait_for_complete()
    assert server.requests == []


async def test_without_a_network_nothing_is_said_of_what_nobody_asked_for(
    paths, clock, server, monkeypatch
):
    from reader.service.sources import Sources

    asked = []

    async def no_way_out(self, url, *_, **__):
        asked.append(url)
        raise Offline(url)

    monkeypatch.setattr(Sources, "load", no_way_out)
    addresses = [f"https://a{n}.example/" for n in range(5)]
    async with living(paths, clock, *addresses) as (app, pilot):
        await until(pilot, lambda: len(asked) == 5)
        await until(pilot, lambda: not app.screen.asking.running)
        assert not app.screen.query("Toast")
        assert app.screen.status._message == ""
        await pilot.press("R")
        await until(
            pilot, lambda: "No network here: 5 feeds could not be asked" in screen_text(app)
        )


async def test_a_refresh_that_was_stopped_is_not_begun_again_at_once(paths, clock, server):
    held = server.hold("/feed.xml")
    async with living(paths, clock, server.url("/feed.xml")) as (app, pilot):
        await until(pilot, held.arrived.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: "Refresh stopped" in screen_text(app))
        await until(pilot, lambda: not app.screen.asking.running)
        app.screen.asking._look()
        await app.workers.wait_for_complete()
        assert len(server.requests) == 1


def test_failures_lead_to_where_their_reasons_are():
    failed = [Failed(n, f"Feed {n}", "u", "it is not there") for n in range(2)]
    many = Report(feeds=41, failed=2, errors=tuple(failed))
    assert summary(many, None) == "2 of 41 feeds failed · ! says why"
    one = Report(feeds=41, failed=1, errors=tuple(failed[:1]))
    assert summary(one, None) == "Feed 0 failed: it is not there · ! says more"


async def test_what_a_person_asks_for_takes_the_place_of_what_nobody_did(paths, clock, server):
    held = server.hold("/slow.xml")
    server.serve("/feed.xml", rss("Dam holds", name="Quick Wire"))
    addresses = (server.url("/slow.xml"), server.url("/feed.xml", host="localhost"))
    async with living(paths, clock, *addresses) as (app, pilot):
        await until(pilot, held.arrived.is_set)
        await until(pilot, lambda: "Dam holds" in screen_text(app))
        held.release()
        server.serve("/slow.xml", rss("Ferry late", name="Slow Wire"))
        await pilot.press("R")
        await until(pilot, lambda: "Ferry late" in screen_text(app))
        await until(pilot, lambda: "1 new in 1 feed" in screen_text(app))
        await until(pilot, lambda: not app.screen.asking.running)


async def test_an_empty_list_says_that_its_feeds_are_being_asked(paths, clock, server):
    held = server.hold("/slow.xml")
    async with living(paths, clock, server.url("/slow.xml")) as (app, pilot):
        await until(pilot, held.arrived.is_set)
        await until(pilot, lambda: "They are being asked now." in screen_text(app))
