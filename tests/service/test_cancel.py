"""A refresh that is stopped stops at once, and what it had brought stays."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.fetch import addresses
from reader.model.query import EVERYTHING
from reader.service import work
from tests.build import rss
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.outcome import Report
    from reader.service.reader import Reader
    from tests.server import Hold

SLOW = [f"slow{number}.example" for number in range(12)]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Answers for every name there is."""

    async def here(*_: object) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(addresses, "_look_up", here)
    with Server() as server:
        server.serve("/quick", rss("Dam holds"), etag='"1"')
        yield server


async def there(hold: Hold) -> None:
    """Wait until a server has a request that it does not answer."""
    assert await asyncio.to_thread(hold.arrived.wait, 10)


async def stopped(task: asyncio.Task[Report]) -> None:
    task.cancel()
    async with asyncio.timeout(1):
        with pytest.raises(asyncio.CancelledError):
            await task


async def refreshed_but_for(reader: Reader, held: Hold) -> None:
    """Refresh everything, and stop when only one feed is waited for."""
    first = asyncio.Event()
    run = reader.refresh.run(by_hand=True, on_progress=lambda _: first.set())
    task = asyncio.create_task(run)
    await first.wait()
    await there(held)
    await stopped(task)


async def test_a_server_that_does_not_answer_holds_nobody_up(
    opened: Reader, server: Server
) -> None:
    held = server.hold("/held")
    await opened.feeds.subscribe(server.url("/quick", host="quick.example"))
    await opened.feeds.subscribe(server.url("/held", host="held.example"))
    await refreshed_but_for(opened, held)
    assert await opened.articles.count(EVERYTHING) == 1
    quick, slow = sorted(await opened.feeds.all(), key=lambda each: each.id)
    assert (quick.health.status, slow.health.status) == ("updated", "new")


async def test_twelve_slow_hosts_and_those_who_wait_for_them_stop_together(
    opened: Reader, server: Server
) -> None:
    holds = [server.hold(f"/{name}") for name in SLOW]
    for name in SLOW:
        await opened.feeds.subscribe(server.url(f"/{name}", host=name))
        await opened.feeds.subscribe(server.url("/next", host=name))
    task = asyncio.create_task(opened.refresh.run())
    for hold in holds:
        await there(hold)
    await stopped(task)
    assert not server.asked("/next")
    # Nothing is left behind: whoever was stopped is due again, and can be asked again.
    server.serve("/slow0.example", rss("Dam holds"))
    holds[0].release()
    assert (await opened.refresh.run([1])).new == 1


async def test_a_server_that_drips_is_left_in_the_middle_of_its_answer(
    opened: Reader, server: Server
) -> None:
    server.drip("/drips", rss("Mayor resigns") * 50)
    await opened.feeds.subscribe(server.url("/quick", host="quick.example"))
    await opened.feeds.subscribe(server.url("/drips", host="drips.example"))
    first = asyncio.Event()
    run = opened.refresh.run(by_hand=True, on_progress=lambda _: first.set())
    task = asyncio.create_task(run)
    await first.wait()
    assert await asyncio.to_thread(server.dripped.wait, 10)
    await stopped(task)
    assert await opened.articles.count(EVERYTHING) == 1


STUCK = "DATELINE_TEST_STUCK"


def stuck(*_: object) -> None:
    """Stands for a parser that a hostile feed has caught; tells through a pipe, if one is named."""
    if pipe := os.environ.get(STUCK):
        Path(pipe).write_text("stuck", "utf-8")
    time.sleep(600)


async def test_a_worker_that_is_stuck_holds_up_neither_the_end_nor_the_next_refresh(
    opened: Reader, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened.feeds.subscribe(server.url("/quick", host="quick.example"))
    os.mkfifo(tmp_path / "pipe")
    with monkeypatch.context() as patch:
        patch.setenv(STUCK, str(tmp_path / "pipe"))
        patch.setattr(work, "read_feed", stuck)
        task = asyncio.create_task(opened.refresh.run(by_hand=True))
        async with asyncio.timeout(20):
            assert await asyncio.to_thread((tmp_path / "pipe").read_text) == "stuck"
        await stopped(task)
    assert await opened.articles.count(EVERYTHING) == 0
    await opened.refresh.run([1], force=True)
    assert await opened.articles.count(EVERYTHING) == 1


async def test_answers_without_news_are_kept_when_the_refresh_is_stopped(
    opened: Reader, server: Server
) -> None:
    await opened.feeds.subscribe(server.url("/quick", host="quick.example"))
    await opened.refresh.run()
    held = server.hold("/held")
    await opened.feeds.subscribe(server.url("/held", host="held.example"))
    await refreshed_but_for(opened, held)
    quick = min(await opened.feeds.all(), key=lambda each: each.id)
    assert (quick.health.status, quick.health.http_status) == ("unchanged", 304)
