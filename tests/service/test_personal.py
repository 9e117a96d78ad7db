"""Views, rules and the history over the whole way: from a server, between processes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import UsageError
from reader.model.feed import FeedSettings
from reader.model.outcome import Unchanged
from reader.model.query import UNREAD
from reader.service import views
from reader.service.reader import Reader
from tests.build import rss
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.config.paths import Paths
    from reader.model.changes import Change
    from tests.conftest import Clock


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
async def subscribed(opened: Reader, server: Server) -> Reader:
    server.serve("/feed.xml", rss("Dam holds", "Football results"))
    await opened.feeds.add(server.url("/feed.xml"))
    return opened


async def found(reader: Reader, query: str) -> list[str]:
    ids = await reader.articles.ids(await reader.articles.query(query))
    return [each.title for each in await reader.articles.rows(ids)]


async def test_muted_articles_are_no_news_of_a_refresh(subscribed: Reader, server: Server) -> None:
    await subscribed.rules.add("mute", "title:football")
    server.serve("/feed.xml", rss("Football again", "Dam holds", "Football results"))
    heard: list[Change] = []
    subscribed.listen(heard.append)
    report = await subscribed.refresh.run(by_hand=True)
    assert (report.new, report.updated) == (0, 0)
    assert report.failed == 0
    assert not any(change.arrivals for change in heard)
    assert await found(subscribed, "football") == ["Football results"]
    assert await found(subscribed, "is:muted") == ["Football again"]
    assert (await subscribed.feeds.counts()).unread == 2


async def test_a_feed_that_is_added_is_kept_to_the_rules_at_once(
    opened: Reader, server: Server
) -> None:
    await opened.rules.add("star", "title:dam")
    server.serve("/feed.xml", rss("Dam holds", "Mayor speaks"))
    await opened.feeds.add(server.url("/feed.xml"))
    assert await found(opened, "is:starred") == ["Dam holds"]
    assert [each.hits for each in await opened.rules.all()] == [1]


async def test_a_rule_ends_on_its_day(subscribed: Reader, server: Server, clock: Clock) -> None:
    await subscribed.rules.add("mute:30d", "title:football")
    clock.at += timedelta(days=31)
    server.serve("/feed.xml", rss("Football again", "Dam holds"))
    await subscribed.refresh.run(by_hand=True)
    assert "Football again" in await found(subscribed, "is:unread")
    [rule] = await subscribed.rules.all()
    assert rule.ended(clock())


async def test_an_unchanged_feed_costs_no_rule(subscribed: Reader) -> None:
    await subscribed.rules.add("mute", "title:football")
    outcomes = []
    await subscribed.refresh.run(by_hand=True, on_progress=lambda p: outcomes.append(p.outcome))
    assert isinstance(outcomes[0], Unchanged)
    assert await found(subscribed, "is:unread") == ["Dam holds", "Football results"]


async def test_a_list_that_is_opened_comes_between_the_parts_of_a_count(
    subscribed: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1)
    await subscribed.views.add("Dams", "dam")
    [view] = await subscribed.views.all()
    done: list[str] = []

    async def count() -> None:
        assert await subscribed.views.unread(view) == 1
        done.append("count")

    async def look() -> None:
        await subscribed.articles.count(UNREAD)
        done.append("list")

    async with asyncio.TaskGroup() as group:
        group.create_task(count())
        group.create_task(look())
    assert done == ["list", "count"]


async def test_a_count_that_is_called_off_leaves_the_store_usable(subscribed: Reader) -> None:
    await subscribed.views.add("Dams", "dam")
    [view] = await subscribed.views.all()
    counting = asyncio.create_task(subscribed.views.unread(view))
    await asyncio.sleep(0)
    counting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await counting
    assert await subscribed.views.unread(view) == 1


async def test_what_another_dateline_did_is_seen_and_undone_here(
    subscribed: Reader, home: Paths
) -> None:
    async with Reader.open(home, now=subscribed.now) as other:
        await other.views.add("Dams", "dam")
        await other.rules.add("mute", "title:football", also_unread=True)
    assert [each.name for each in await subscribed.views.all()] == ["Dams"]
    assert await found(subscribed, "is:unread") == ["Dam holds"]
    assert await subscribed.undo.last() == "added the rule mute title:football"
    await subscribed.undo.undo()
    async with Reader.open(home, now=subscribed.now) as other:
        assert await found(other, "is:unread") == ["Dam holds", "Football results"]
        assert [each.undone for each in await other.undo.deeds(2)] == [True, False]
        await other.undo.redo()
    assert await found(subscribed, "is:unread") == ["Dam holds"]


async def test_settings_are_undone_and_the_feed_is_planned_afresh(subscribed: Reader) -> None:
    await subscribed.feeds.settings(1, FeedSettings(paused=True))
    assert (await subscribed.feeds.all())[0].health.next_check_at is None
    undone = await subscribed.undo.undo()
    assert undone is not None
    assert undone.what == "changed the settings of Morning Wire"
    [feed] = await subscribed.feeds.all()
    assert not feed.settings.paused
    assert feed.health.next_check_at is not None


async def test_texts_go_by_themselves_once_a_day_and_only_if_that_was_agreed(
    subscribed: Reader, clock: Clock
) -> None:
    await subscribed.articles.mark_read([1])
    clock.at += timedelta(days=400)
    assert await subscribed.retention.keep_rule() == 0
    await subscribed.retention.set_rule("1y")
    assert await subscribed.retention.keep_rule() == 1
    await subscribed.articles.mark_read([2])
    assert await subscribed.retention.keep_rule() == 0
    clock.at += timedelta(days=1)
    assert await subscribed.retention.keep_rule() == 1
    with pytest.raises(UsageError, match="older than soon"):
        await subscribed.retention.set_rule("soon")
    assert await subscribed.retention.rule() == "1y"
