"""Feeds that move for good keep their readers; those that only seem to stay where they are."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.model.outcome import Added
from reader.store import memory
from reader.store.db import Database
from tests.build import rss
from tests.critic import Said

if TYPE_CHECKING:
    from tests.critic import Life

FEED = rss("Dam holds")
OLD, NEW = "old.example/feed", "new.example/feed"


def steady(headers: dict[str, str]) -> Said:
    same = headers.get("if-none-match") == '"1"'
    return Said(b"" if same else FEED, 304 if same else 200, etag='"1"')


async def moving(life: Life, status: int = 301, then: Said | None = None) -> None:
    critic = life.critic
    critic.answers[OLD] = lambda _: Said(status=status, to=critic.url(NEW))
    critic.answers[NEW] = (lambda _: then) if then else steady
    await life.reader.feeds.subscribe(critic.url(OLD))


async def by_hand(life: Life, times: int) -> None:
    for _ in range(times):
        life.world.true += 60
        await life.by_hand()


async def urls(life: Life) -> set[str]:
    return {each.feed.url for each in await life.reader.feeds.all()}


async def test_a_feed_that_has_moved_for_good_is_followed_there(life: Life) -> None:
    await moving(life)
    await by_hand(life, 9)
    (feed,) = await life.reader.feeds.all()
    assert feed.feed.url == life.critic.url(OLD)
    assert feed.health.moving_to == life.critic.url(NEW)
    await by_hand(life, 1)
    (feed,) = await life.reader.feeds.all()
    assert feed.feed.url == life.critic.url(NEW)
    assert (feed.health.moved_from, feed.health.moving_to) == (life.critic.url(OLD), "")
    assert feed.total == 1
    await by_hand(life, 1)
    assert (life.critic.asked(OLD), life.critic.asked(NEW)) == (10, 11)
    assert life.critic.faults == {}


async def test_a_week_of_the_same_answer_is_as_good_as_ten(life: Life) -> None:
    await moving(life)
    await by_hand(life, 1)
    life.world.suspend(7 * 24)
    await by_hand(life, 1)
    assert await urls(life) == {life.critic.url(NEW)}


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_feed_that_is_elsewhere_for_a_while_keeps_its_address(
    life: Life, status: int
) -> None:
    await moving(life, status)
    await by_hand(life, 12)
    (feed,) = await life.reader.feeds.all()
    assert feed.feed.url == life.critic.url(OLD)
    assert (feed.health.status, feed.health.moving_to) == ("unchanged", "")


async def test_a_feed_does_not_move_to_a_page(life: Life) -> None:
    await moving(life, then=Said(b"<html><body>Please log in</body></html>", feed=False))
    await by_hand(life, 12)
    (feed,) = await life.reader.feeds.all()
    assert feed.feed.url == life.critic.url(OLD)
    assert feed.health.status == "failed"


async def test_two_subscriptions_are_never_made_one_silently(life: Life) -> None:
    await moving(life)
    await life.reader.feeds.subscribe(life.critic.url(NEW))
    await by_hand(life, 12)
    assert await urls(life) == {life.critic.url(OLD), life.critic.url(NEW)}
    assert (await life.feed(OLD)).health.moving_to == life.critic.url(NEW)


async def test_a_move_can_be_taken_back_and_is_not_made_again(life: Life) -> None:
    await moving(life)
    await by_hand(life, 10)
    (feed,) = await life.reader.feeds.all()
    assert (await life.reader.feeds.move_back(feed.id)).feeds == {feed.id}
    await by_hand(life, 12)
    assert await urls(life) == {life.critic.url(OLD)}
    assert not await life.reader.feeds.move_back(feed.id)
    await life.reader.undo.undo()
    (feed,) = await life.reader.feeds.all()
    assert (feed.feed.url, feed.health.moved_from) == (life.critic.url(NEW), life.critic.url(OLD))


async def test_a_validator_goes_only_to_the_address_that_gave_it(life: Life) -> None:
    critic = life.critic
    critic.answers["a.example/feed"] = steady
    await life.reader.feeds.subscribe(critic.url("a.example/feed"))
    await by_hand(life, 1)
    critic.answers["a.example/feed"] = lambda _: Said(status=302, to=critic.url("b.example/feed"))
    critic.answers["b.example/feed"] = steady
    await by_hand(life, 2)
    assert critic.asked("b.example/feed") == 2
    # The second time a.example is asked, what is known came from b.example.
    assert critic.faults == {"unconditional if-none-match": 1}


# Pauses and peace.


async def test_a_pause_survives_a_restart_and_holds_for_the_whole_host(life: Life) -> None:
    critic = life.critic
    critic.answers["one.busy.example/feed"] = lambda _: Said(status=429, retry_after=7200)
    critic.answers["two.busy.example/feed"] = steady
    for name in ("one", "two"):
        await life.reader.feeds.subscribe(critic.url(f"{name}.busy.example/feed"))
    one = await life.feed("one.busy.example/feed")
    two = await life.feed("two.busy.example/feed")
    await life.reader.refresh.run([one.id])
    await life.restart()
    report = await life.reader.refresh.run([two.id], force=True)
    assert len(report.postponed) == 1
    assert critic.asked("two.busy.example/feed") == 0
    life.world.true += 7200
    assert (await life.reader.refresh.run([two.id])).new == 1


async def test_the_pause_is_that_of_the_host_a_redirect_led_to(life: Life) -> None:
    critic = life.critic
    critic.answers["a.example/feed"] = lambda _: Said(status=302, to=critic.url("b.example/feed"))
    critic.answers["b.example/feed"] = lambda _: Said(status=503, retry_after=7200)
    critic.answers["a.example/other"] = critic.answers["b.example/other"] = steady
    await life.reader.feeds.subscribe(critic.url("a.example/feed"))
    await life.reader.refresh.run()
    await life.restart()
    for place in ("a.example/other", "b.example/other"):
        await life.reader.feeds.subscribe(critic.url(place))
    await life.reader.refresh.run()
    assert (critic.asked("a.example/other"), critic.asked("b.example/other")) == (1, 0)


async def test_a_feed_that_is_gone_is_told_once_and_asked_again_only_by_name(life: Life) -> None:
    critic = life.critic
    critic.answers[OLD] = lambda _: Said(status=410)
    await life.reader.feeds.subscribe(critic.url(OLD))
    assert (await life.reader.refresh.run()).failed == 1
    for _ in range(3):
        assert (await life.by_hand()).feeds == 0
    await life.live(200)
    assert critic.asked(OLD) == 1
    feed = await life.feed(OLD)
    assert feed.health.next_check_at is None
    assert "gone" in feed.health.error
    await life.reader.refresh.run([feed.id])
    assert critic.asked(OLD) == 2


async def test_two_weeks_of_404_are_the_end_unless_it_is_added_again(life: Life) -> None:
    critic = life.critic
    await life.reader.feeds.subscribe(critic.url(OLD))
    await life.live(24 * 20)
    assert critic.asked(OLD) == 8
    (feed,) = await life.reader.feeds.all()
    assert (feed.health.next_check_at, feed.health.why) == (None, "not found for two weeks")
    critic.answers[OLD] = steady
    await life.reader.feeds.remove(feed.id)
    await life.reader.feeds.subscribe(critic.url(OLD))
    assert (await life.reader.refresh.run()).new == 1


async def test_an_address_is_the_same_however_it_is_written(life: Life) -> None:
    life.critic.answers["same.example/"] = steady
    url = life.critic.url("same.example/")
    await life.reader.feeds.add(url)
    again = await life.reader.feeds.add(url.upper().removesuffix("/") + "#news")
    assert isinstance(again, Added)
    assert again.existed
    assert life.critic.asked("same.example/") == 1


async def test_two_refreshes_at_once_ask_each_feed_once(life: Life) -> None:
    life.critic.answers[OLD] = steady
    await life.reader.feeds.subscribe(life.critic.url(OLD))
    run = life.reader.refresh.run
    first, second = await asyncio.gather(run(), run(by_hand=True))
    assert life.critic.asked(OLD) == 1
    assert [len(each.postponed) for each in (first, second)] == [0, 1]


async def test_two_readers_on_one_store_ask_each_feed_once(life: Life) -> None:
    life.critic.answers[OLD] = steady
    await life.reader.feeds.subscribe(life.critic.url(OLD))
    async with life.another() as other:
        both = await asyncio.gather(life.reader.refresh.run(), other.refresh.run())
    assert life.critic.asked(OLD) == 1
    assert sorted(each.new for each in both) == [0, 1]


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


async def test_a_reader_that_died_while_it_refreshed_keeps_nobody_waiting(life: Life) -> None:
    now = int(life.world.now().timestamp())
    holder = f"{socket.gethostname()}/{ended_process()}/x"
    db = await Database.open(life.home.store)
    await db.write(memory.take_lease, "refresh", holder, now, 60)
    await db.close()
    life.critic.answers[OLD] = steady
    await life.reader.feeds.subscribe(life.critic.url(OLD))
    async with asyncio.timeout(10):
        assert (await life.reader.refresh.run()).new == 1


async def test_no_network_is_nobodys_failure_but_a_lost_name_is_its_own(life: Life) -> None:
    critic = life.critic
    critic.answers[OLD] = steady
    for place in (OLD, "lost.example/feed"):
        await life.reader.feeds.subscribe(critic.url(place))
    life.world.offline = True
    await life.reader.refresh.run()
    assert [each.health.failures for each in await life.reader.feeds.all()] == [0, 0]
    life.world.offline, critic.unknown_names = False, frozenset({"lost.example"})
    life.world.true += 600
    report = await life.reader.refresh.run()
    assert (report.updated, report.failed) == (1, 1)
    assert (await life.feed("lost.example/feed")).health.failures == 1
