"""Files from a server, to disk: whole, resumed, changed meanwhile, too large."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from reader.fetch.download import Downloader
from reader.fetch.hosts import Hosts, Turns
from reader.fetch.http import HttpLoader
from reader.fetch.loaders import ANYTHING, Options
from reader.model.errors import FetchError, StoreError
from tests.faults.test_disk import small_disk
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

BODY = os.urandom(900_000)
OWN = Options(allow_private=True, accept=ANYTHING, limit=10_000_000)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
async def downloader() -> AsyncIterator[Downloader]:
    loader = HttpLoader(Hosts(Turns(0, loopback_gap=0)))
    yield Downloader(loader)
    await loader.close()


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "part"


def asked(server: Server) -> list[tuple[str | None, str | None]]:
    return [(each.header("Range"), each.header("If-Range")) for each in server.asked("/f")]


async def test_a_file_comes_whole_and_progress_is_told(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY, content_type="audio/mpeg")
    told: list[tuple[int, int | None]] = []
    done = await downloader.fetch(
        server.url("/f"), part, OWN, lambda so_far, total: told.append((so_far, total))
    )
    assert part.read_bytes() == BODY
    assert part.stat().st_mode & 0o777 == 0o600
    assert (done.bytes, done.media_type) == (len(BODY), "audio/mpeg")
    assert told[-1] == (len(BODY), len(BODY))
    assert len(told) > 2
    assert [each.header("Accept-Encoding") for each in server.requests] == ["identity"]
    assert [path.name for path in part.parent.iterdir()] == ["part"]


async def test_what_breaks_off_is_gone_on_with(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY, breaks=[400_000, 300_000])
    await downloader.fetch(server.url("/f"), part, OWN)
    assert part.read_bytes() == BODY
    assert asked(server) == [
        (None, None),
        ("bytes=400000-", '"1"'),
        ("bytes=700000-", '"1"'),
    ]


async def test_a_server_that_brings_nothing_more_is_not_asked_on_and_on(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY, breaks=[100, 0, 0, 0])
    with pytest.raises(FetchError, match="broke off"):
        await downloader.fetch(server.url("/f"), part, OWN)
    assert len(server.requests) == 2
    assert part.read_bytes() == BODY[:100]
    server.file("/f", BODY)  # another day
    await downloader.fetch(server.url("/f"), part, OWN)
    assert part.read_bytes() == BODY


async def test_a_file_that_changed_meanwhile_begins_anew(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY, breaks=[100, 0])
    with pytest.raises(FetchError):
        await downloader.fetch(server.url("/f"), part, OWN)
    other = os.urandom(5000)
    server.file("/f", other, etag='"2"')
    await downloader.fetch(server.url("/f"), part, OWN)
    assert part.read_bytes() == other


async def test_without_a_strong_validator_nothing_is_pieced_together(
    server: Server, downloader: Downloader, part: Path
) -> None:
    for etag in ("", 'W/"1"'):
        server.file("/f", BODY, etag=etag, breaks=[100])
        with pytest.raises(FetchError, match="broke off"):
            await downloader.fetch(server.url("/f"), part, OWN)
        await downloader.fetch(server.url("/f"), part, OWN)
        assert part.read_bytes() == BODY
    assert {ranged for ranged, _ in asked(server)} == {None}


async def test_what_is_there_whole_is_not_sent_again(
    server: Server, downloader: Downloader, part: Path
) -> None:
    # Killed between the last byte and the note that it is done.
    server.file("/f", BODY, breaks=[100, 0])
    with pytest.raises(FetchError):
        await downloader.fetch(server.url("/f"), part, OWN)
    part.write_bytes(BODY)
    done = await downloader.fetch(server.url("/f"), part, OWN)
    assert done.bytes == len(BODY)
    assert part.read_bytes() == BODY


async def test_more_than_the_limit_is_refused_before_it_is_taken(
    server: Server, downloader: Downloader, part: Path
) -> None:
    few = Options(allow_private=True, limit=1000)
    server.file("/f", BODY)
    with pytest.raises(FetchError, match="larger than"):
        await downloader.fetch(server.url("/f"), part, few)
    server.raw("/g", b"HTTP/1.1 200 OK\r\n\r\n" + BODY)  # and where no length is told
    with pytest.raises(FetchError, match="larger than"):
        await downloader.fetch(server.url("/g"), part, few)
    assert part.stat().st_size <= 1000


async def test_an_answer_that_is_packed_though_it_should_not_be_is_unpacked(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.gzip("/f", b"x" * 100_000)
    done = await downloader.fetch(server.url("/f"), part, OWN)
    assert part.read_bytes() == b"x" * 100_000
    assert done.bytes == 100_000


async def test_a_part_nobody_asked_for_is_no_file(
    server: Server, downloader: Downloader, part: Path
) -> None:
    head = (
        b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\n"
    )
    server.raw("/f", head + b"56789")
    with pytest.raises(FetchError):
        await downloader.fetch(server.url("/f"), part, OWN)
    assert not part.exists()


async def test_private_ground_is_refused_also_behind_a_redirect(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY)
    with pytest.raises(FetchError, match="private"):
        await downloader.fetch(server.url("/f"), part, Options(limit=10_000_000))
    assert server.requests == []


async def test_the_rest_is_asked_for_behind_redirects_too(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY, breaks=[400_000])
    server.redirect("/to", server.url("/f", host="localhost"))
    await downloader.fetch(server.url("/to"), part, OWN)
    assert part.read_bytes() == BODY
    assert asked(server)[1] == ("bytes=400000-", '"1"')


async def test_whoever_stops_it_keeps_what_has_come(
    server: Server, downloader: Downloader, part: Path
) -> None:
    server.file("/f", BODY, breaks=[700_000])
    hold = server.hold("/f")
    hold.release()
    came = asyncio.Event()
    fetching = asyncio.create_task(
        downloader.fetch(server.url("/f"), part, OWN, lambda *_: came.set())
    )
    await came.wait()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    assert part.stat().st_size > 0
    await downloader.fetch(server.url("/f"), part, OWN)
    assert part.read_bytes() == BODY


async def test_a_full_disk_is_told_as_one_and_it_goes_on_from_there(
    server: Server, downloader: Downloader, tmp_path: Path
) -> None:
    server.file("/f", BODY * 3)
    with small_disk(tmp_path / "disk", 1) as disk:
        with pytest.raises(StoreError, match="is full"):
            await downloader.fetch(server.url("/f"), disk / "part", OWN)
        assert (disk / "part").stat().st_size > 500_000
