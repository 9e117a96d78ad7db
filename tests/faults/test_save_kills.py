"""kill -9 while an article is being kept: nothing half, and it is gone on with."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.config.paths import Paths
from reader.model.query import EVERYTHING
from reader.service.reader import Reader
from tests.build import rss, whole_page
from tests.pictures import png
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HTML = "text/html; charset=utf-8"
PICTURES = {f"/{name}.png": png(noise=name.encode() * 30_000) for name in "abc"}
LATER = timedelta(hours=3)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        shown = "".join(f'<img src="{name}" alt="{name}">' for name in PICTURES)
        page = whole_page().replace("</p>", f"</p>{shown}", 1)
        server.serve("/feed.xml", rss("Dam holds", host=server.url("")))
        server.serve("/dam-holds", page, content_type=HTML)
        for name, body in PICTURES.items():
            server.file(name, body, content_type="image/png")
        yield server


async def followed(home: Paths, server: Server) -> int:
    async with Reader.open(home) as reader:
        await reader.feeds.subscribe(server.url("/feed.xml"))
        await reader.refresh.run()
        return (await reader.articles.ids(EVERYTHING))[0]


async def gone_on_with(home: Paths, article_id: int) -> None:
    """Look whether all is sound, and whether the next reader finishes what was begun."""
    async with Reader.open(home, now=lambda: datetime.now(UTC) + LATER) as reader:
        assert await reader.housekeeping.check() == ()
        for name, _ in list(reader._files.every()):
            assert reader._files.read(name) is not None
        assert await reader.offline.waiting() == [article_id]
        assert (await reader.offline.go_on())[article_id].complete
        assert await reader.housekeeping.check() == ()


def started(home: Path, article_id: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.saver", str(home), str(article_id)]
    return subprocess.Popen(command)


@pytest.mark.parametrize("held", ["/dam-holds", "/a.png", "/c.png", "broken", "any time"])
async def test_a_save_that_is_killed_is_gone_on_with(
    tmp_path: Path, server: Server, held: str
) -> None:
    home = Paths.under(tmp_path / "home")
    article_id = await followed(home, server)
    if held == "broken":  # in the middle of a picture
        server.file("/b.png", PICTURES["/b.png"], content_type="image/png", breaks=[20_000])
    watched = {"broken": "/b.png", "any time": "/a.png"}.get(held, held)
    hold = server.hold(watched)
    victim = started(tmp_path / "home", article_id)
    await asyncio.to_thread(hold.arrived.wait, 60)
    if held in ("broken", "any time"):
        hold.release()
        threading.Event().wait(random.Random(held).random() * 0.05)
    victim.kill()
    victim.wait()
    hold.release()
    if held == "any time":
        async with Reader.open(home) as reader:
            if not await reader.offline.waiting():
                return  # it was quicker
    await gone_on_with(home, article_id)
