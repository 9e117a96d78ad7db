"""The pictures of articles, against a real server: asked for once, within limits, or not at all."""

from __future__ import annotations

import asyncio
import gzip
import os
import time
from base64 import b64encode
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import DatelineError
from reader.model.feed import FeedSettings
from reader.model.picture import Canvas
from reader.service.picture_cache import PictureCache
from reader.service.pictures import AGAIN_AFTER, Origin
from tests.images import bomb, picture
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.config.paths import Paths
    from reader.service.reader import Reader
    from tests.conftest import Clock

ROOM = Canvas(40, 20)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        server.serve("/a.png", picture(), content_type="image/png")
        yield server


@pytest.fixture
def origin(server: Server) -> Origin:
    """The feed lives on this machine, so its own server's pictures may, too."""
    return Origin(0, server.url("/feed.xml"))


async def refusal(reader: Reader, origin: Origin, url: str) -> str:
    with pytest.raises(DatelineError) as refused:
        await reader.pictures.drawn(origin, url, ROOM)
    assert len(refused.value.problem) < 60
    return refused.value.problem


async def test_a_picture_is_asked_for_once_and_kept_for_the_next_time(
    opened: Reader, server: Server, origin: Origin, home: Paths
) -> None:
    url = server.url("/a.png")
    drawn = await opened.pictures.drawn(origin, url, ROOM)
    assert drawn is not None
    assert (drawn.columns, drawn.rows) == (6, 2)
    assert await opened.pictures.drawn(origin, url, ROOM._replace(columns=3)) is not None
    del opened.pictures  # as if started again
    assert await opened.pictures.sizes([url, "https://else.example/"]) == {url: (60, 40)}
    assert await opened.pictures.drawn(origin, url, ROOM, ask=False) == drawn
    assert len(server.asked("/a.png")) == 1
    (kept,) = (home.cache / "pictures").iterdir()
    assert kept.read_bytes() == picture()
    assert kept.stat().st_mode & 0o077 == 0


async def test_two_who_want_one_picture_at_once_ask_once(
    opened: Reader, server: Server, origin: Origin
) -> None:
    url = server.url("/a.png")
    wide = ROOM._replace(columns=80)
    await asyncio.gather(*(opened.pictures.drawn(origin, url, room) for room in (ROOM, wide)))
    assert len(server.asked("/a.png")) == 1


async def test_the_request_says_nothing_about_the_reader(
    opened: Reader, server: Server, origin: Origin
) -> None:
    await opened.pictures.drawn(origin, server.url("/a.png"), ROOM)
    (request,) = server.asked("/a.png")
    assert {name.lower() for name, _ in request.headers} == {
        *("host", "user-agent", "accept", "accept-encoding")
    }


async def test_nobody_is_asked_without_leave(
    opened: Reader, server: Server, origin: Origin
) -> None:
    assert await opened.pictures.drawn(origin, server.url("/a.png"), ROOM, ask=False) is None
    assert not server.requests


async def test_what_is_kept_with_the_article_comes_first(opened: Reader, server: Server) -> None:
    class Kept:
        async def kept(self, article_id: int, url: str) -> bytes | None:
            return picture(80, 40) if (article_id, url) == (7, server.url("/a.png")) else None

    opened.pictures._keeper = Kept()
    origin = Origin(7, server.url("/feed.xml"))
    drawn = await opened.pictures.drawn(origin, server.url("/a.png"), ROOM, ask=False)
    assert drawn is not None
    assert drawn.width == 80
    assert not server.requests


async def test_a_picture_within_the_page_needs_no_server(opened: Reader, origin: Origin) -> None:
    url = f"data:image/png;base64,{b64encode(picture()).decode()}"
    drawn = await opened.pictures.drawn(origin, url, ROOM, ask=False)
    assert drawn is not None
    assert await refusal(opened, origin, "data:image/png;base64,A") == "it is broken, or broke off"


async def test_a_feed_cannot_lead_into_this_machine(opened: Reader, server: Server) -> None:
    elsewhere = Origin(0, "https://news.example/feed")
    for url in (server.url("/a.png"), server.url("/a.png", "localhost"), "http://[::1]/a.png"):
        assert await refusal(opened, elsewhere, url) == "it leads where feeds may not"
    at_next_port = Origin(0, f"http://127.0.0.1:{server.port + 1}/feed.xml")
    assert "may not" in await refusal(opened, at_next_port, server.url("/a.png"))
    assert not server.requests


async def test_nothing_is_read_from_the_disk(
    opened: Reader, origin: Origin, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    problem = await refusal(opened, origin, (tmp_path / "a.png").as_uri())
    assert problem == "it is no picture of the web"


async def test_only_the_feeds_own_server_hears_its_secrets(opened: Reader, server: Server) -> None:
    secrets = FeedSettings(headers=(("X-Token", "secret"),), user_agent="Other/1")
    server.redirect("/moved.png", server.url("/a.png", "localhost"))
    await opened.pictures.drawn(
        Origin(0, server.url("/feed.xml"), secrets), server.url("/moved.png"), ROOM
    )
    assert server.asked("/moved.png")[0].header("X-Token") == "secret"
    assert server.asked("/a.png")[0].header("X-Token") is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/huge", "larger than 10 MB"),
        ("/packed", "larger than 10 MB"),
        ("/bomb", "more pixels"),
        ("/half", "did not answer"),
        ("/broken", "broke off"),
        ("/page", "a page"),
        ("/svg", "SVG"),
        ("/gone", "not there"),
        ("/closed", "refused (403)"),
        ("/busy", "refused (429)"),
        ("/dot", "counts readers"),
    ],
)
async def test_a_picture_that_cannot_be_had_says_why(
    opened: Reader, server: Server, origin: Origin, path: str, why: str
) -> None:
    server.serve("/huge", bytes(10_000_001), content_type="image/png")
    packed = gzip.compress(bytes(40_000_000))
    server.serve("/packed", packed, headers={"Content-Encoding": "gzip"})
    server.serve("/bomb", bomb(), content_type="image/png")
    server.cut_off("/half", picture(900, 900))
    server.serve("/broken", picture(kind="JPEG")[:400], content_type="image/jpeg")
    server.serve("/page", "<!doctype html><title>Log in</title>", content_type="image/png")
    server.serve("/svg", "<svg><script>alert(1)</script></svg>", content_type="image/png")
    server.serve("/closed", status=403)
    server.busy("/busy")
    server.serve("/dot", picture(1, 1), content_type="image/gif")
    assert why in await refusal(opened, origin, server.url(path))


async def test_a_lying_type_does_not_matter(opened: Reader, server: Server, origin: Origin) -> None:
    server.serve("/a.txt", picture(kind="WEBP"), content_type="text/plain; charset=utf-8")
    assert await opened.pictures.drawn(origin, server.url("/a.txt"), ROOM) is not None


async def test_an_endless_picture_is_let_go_at_the_limit(
    opened: Reader, server: Server, origin: Origin
) -> None:
    server.raw("/a", b"HTTP/1.1 200 OK\r\n\r\n" + picture() + bytes(30_000_000))
    assert "larger" in await refusal(opened, origin, server.url("/a"))


async def test_a_slow_picture_can_be_called_off(
    opened: Reader, server: Server, origin: Origin
) -> None:
    server.drip("/slow", picture())
    asked = asyncio.create_task(opened.pictures.drawn(origin, server.url("/slow"), ROOM))
    await asyncio.to_thread(server.dripped.wait)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await opened.pictures.drawn(origin, server.url("/a.png"), ROOM) is not None


async def test_what_failed_is_left_alone_for_a_while(
    opened: Reader, server: Server, origin: Origin, clock: Clock
) -> None:
    for _ in range(3):
        await refusal(opened, origin, server.url("/gone.png"))
    assert len(server.asked("/gone.png")) == 1
    clock.at += AGAIN_AFTER + timedelta(seconds=1)
    server.serve("/gone.png", picture())
    assert await opened.pictures.drawn(origin, server.url("/gone.png"), ROOM) is not None


def test_the_cache_lets_go_of_what_was_not_looked_at_for_longest(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, most_bytes=1000)
    now = time.time()
    for number in range(9):
        cache.keep(f"https://p.example/{number}", bytes(100), (10, 10 + number))
        (path,) = tmp_path.glob(f"*.10x{10 + number}")
        os.utime(path, (now - 100 + number,) * 2)
    assert cache.find("https://p.example/0") is not None
    for number in range(9, 14):
        cache.keep(f"https://p.example/{number}", bytes(100), (10, 10 + number))
    assert cache.find("https://p.example/1") is None
    assert cache.find("https://p.example/0") is not None
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


def test_the_cache_lets_go_of_what_was_not_looked_at_for_a_month(tmp_path: Path) -> None:
    PictureCache(tmp_path).keep("https://p.example/", bytes(100), (10, 10))
    (path,) = tmp_path.iterdir()
    os.utime(path, (0, 0))
    assert PictureCache(tmp_path).find("https://p.example/") is None
    assert not list(tmp_path.iterdir())


def test_the_cache_does_without_a_disk(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    cache = PictureCache(tmp_path / "pictures")
    cache.keep("https://p.example/", bytes(100), (10, 10))
    assert cache.find("https://p.example/") is None
    assert cache.sizes(["https://p.example/"]) == {}
