"""A week of feeds of every temper, as their servers see it: nothing to complain about."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.build import rss
from tests.critic import DAY, HOUR, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.critic import Critic, Life, World

    Temper = Callable[[dict[str, str]], Said]

PAGE = b"<!doctype html><html><head><title>Log in</title></head><body><form></form></body></html>"
RENEWED = 30 * 60
"""Seconds after which the servers that renew things renew them."""


def news(world: World, every: float = 5 * HOUR) -> bytes:
    """A feed with another headline every few hours."""
    count = int(world.true // every)
    return rss(*(f"News {number}" for number in range(count, max(-1, count - 3), -1)))


def validated(world: World, every: float = 5 * HOUR, **more: object) -> Temper:
    """A feed whose ETag is that of its news."""

    def answer(headers: dict[str, str]) -> Said:
        etag = f'"{int(world.true // every)}"'
        same = headers.get("if-none-match") == etag
        said = Said(b"" if same else news(world, every), 304 if same else 200, etag=etag)
        return replace(said, **more)  # type: ignore[arg-type]

    return answer


def during(world: World, hours: tuple[float, float], then: Said, otherwise: Temper) -> Temper:
    """Another answer for some hours of the week."""

    def answer(headers: dict[str, str]) -> Said:
        return then if hours[0] <= world.true / HOUR < hours[1] else otherwise(headers)

    return answer


def every_third(then: Said, otherwise: Temper) -> Temper:
    asked = 0

    def answer(headers: dict[str, str]) -> Said:
        nonlocal asked
        asked += 1
        return then if asked % 3 == 0 else otherwise(headers)

    return answer


def dated(world: World) -> Temper:
    """Last-Modified alone, and not as any standard wants it."""

    def answer(headers: dict[str, str]) -> Said:
        modified = f"day {int(world.true // (9 * HOUR))}, about noon (GMT+odd)"
        same = headers.get("if-modified-since") == modified
        return Said(b"" if same else news(world), 304 if same else 200, modified=modified)

    return answer


def restless(world: World, **more: object) -> Temper:
    """A weak ETag that never comes back, and the text that is always the same."""

    def answer(_: dict[str, str]) -> Said:
        said = Said(rss("Dam holds"), etag=f'W/"{world.true}-gzip"')
        return replace(said, **more)  # type: ignore[arg-type]

    return answer


def renewing(world: World) -> Temper:
    """Every 304 brings a new ETag."""

    def answer(headers: dict[str, str]) -> Said:
        new = f'"{int(world.true // RENEWED)}"'
        return Said(rss("Dam holds"), 304 if "if-none-match" in headers else 200, etag=new)

    return answer


def constant(said: Said) -> Temper:
    def answer(headers: dict[str, str]) -> Said:
        same = said.etag and headers.get("if-none-match") == said.etag
        return replace(said, status=304) if same else said

    return answer


def with_head(extra: bytes, temper: Temper) -> Temper:
    """The same with something more in the channel's head."""

    def answer(headers: dict[str, str]) -> Said:
        said = temper(headers)
        return replace(said, body=said.body.replace(b"<link>", extra + b"<link>", 1))

    return answer


def tempers(world: World, critic: Critic) -> dict[str, Temper]:
    plain, still = validated(world), validated(world, 1000 * HOUR)
    hours = b"<skipHours>%s</skipHours>" % b"".join(b"<hour>%d</hour>" % n for n in range(1, 6))
    html = Said(PAGE, feed=False, etag='"page"', max_age=10_800)
    error = Said(b"Fatal error: out of memory in feed.php", feed=False, etag='"oops"')
    return {
        "etag.example/feed": plain,
        "modified.example/feed": dated(world),
        "none.example/feed": lambda _: Said(news(world)),
        "weak.example/feed": restless(world),
        "short.example/feed": validated(world, max_age=2700),
        "long.example/feed": validated(world, max_age=43_200),
        "expires.example/feed": validated(world, 1000 * HOUR, headers=(("Expires", "0"),)),
        "ttl.example/feed": with_head(b"<ttl>180</ttl>", validated(world, ttl=10_800)),
        "night.example/feed": with_head(
            hours, validated(world, quiet_hours=frozenset(range(1, 6)))
        ),
        "renewing.example/feed": renewing(world),
        "twice.example/feed": constant(
            Said(rss("Dam holds"), etag='"b"', headers=(("ETag", '"a"'),))
        ),
        "latin.example/feed": constant(Said(rss("Dam holds"), etag='"caf\xe9"')),
        "cookie.example/feed": restless(world, headers=(("Set-Cookie", "id=1; Path=/"),)),
        "www.limited.example/one": every_third(Said(status=429, retry_after=7200), plain),
        "feeds.limited.example/two": plain,
        "flood.example/feed": during(world, (10, 20), Said(status=429), still),
        "busy.example/feed": during(world, (30, 50), Said(status=503, retry_after="date"), still),
        "trouble.example/feed": during(world, (24, 60), Said(status=500), still),
        "missing.example/feed": during(world, (20, 999), Said(status=404), plain),
        "gone.example/feed": during(world, (20, 999), Said(status=410), plain),
        "old.example/feed": lambda _: Said(status=301, to=critic.url("new.example/feed")),
        "new.example/feed": plain,
        "door.example/feed": lambda _: Said(status=302, to=critic.url("cdn.example/feed")),
        "cdn.example/feed": still,
        "captive.example/feed": during(
            world, (26, 40), Said(status=302, to=critic.url("login.example/")), plain
        ),
        "login.example/": constant(html),
        "page.example/feed": during(world, (30, 60), html, still),
        "empty.example/feed": during(world, (30, 60), Said(feed=False, etag='"none"'), still),
        "broken.example/feed": every_third(error, plain),
        "nowhere.example/feed": plain,
    }


ONLY_TARGETS = {"new.example/feed", "cdn.example/feed", "login.example/"}


async def subscribed(life: Life) -> None:
    life.critic.answers = tempers(life.world, life.critic)
    for place in life.critic.answers:
        if place not in ONLY_TARGETS:
            await life.reader.feeds.subscribe(life.critic.url(place))


async def test_in_a_week_no_server_has_anything_to_complain_about(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, critic = life.world, life.critic
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    critic.unknown_names = frozenset({"nowhere.example"})
    await subscribed(life)
    # The first day: opened and closed all the time.
    for _ in range(10):
        await life.live(0.1)
        await life.restart()
    await life.live(23)
    # The second: without a network for some hours, then by hand again and again.
    world.offline = True
    await life.live(3)
    assert (await life.feed("etag.example/feed")).health.failures == 0
    world.offline = False
    await life.live(9)
    for _ in range(3):
        await life.by_hand()
        await life.live(0.2)
    # The third: the lid is closed overnight; then everybody begins at once.
    world.suspend(11)
    async with life.another() as other:
        everybody = (life.reader.refresh, life.reader.refresh, other.refresh)
        await asyncio.gather(*(each.run() for each in everybody))
    await life.live(20)
    # The fourth: the calendar is set back, while the reader runs and while it does not.
    world.skew = -timedelta(hours=26)
    await life.live(10)
    await life.stop()
    world.skew -= timedelta(days=400)
    await life.start()
    await life.live(12)
    # The rest is quiet.
    while world.true < 7 * DAY:
        await life.restart()
        await life.live(12)
    time.tzset()
    assert critic.faults == {}, critic.details[:20]
    assert critic.asked("gone.example/feed") < 24
    assert critic.asked("short.example/feed") > 150
    assert critic.looked_up["nowhere.example"] < 40
    assert (await life.feed("door.example/feed")).health.moving_to == ""
    assert (await life.feed("new.example/feed")).health.moved_from.startswith("http://old.example")
    assert {200, 301, 302, 304, 404, 410, 429, 500, 503} <= set(critic.statuses)
