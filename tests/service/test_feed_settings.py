"""What the person wants done differently for one feed, and that it stays their secret."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import NotFound, UsageError
from reader.model.feed import FeedSettings
from reader.service.reader import Reader
from tests.build import rss
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.config.paths import Paths
    from tests.conftest import Clock

SAYS = (sys.executable, "-c")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        server.serve("/feed.xml", rss("Dam holds"), etag='"1"')
        yield server


async def asked_with(reader: Reader, server: Server, settings: FeedSettings) -> None:
    await reader.feeds.subscribe(server.url("/feed.xml"))
    await reader.feeds.settings(1, settings)
    await reader.refresh.run([1])


async def test_a_feed_is_asked_the_way_the_person_wants(opened: Reader, server: Server) -> None:
    headers = (("X-Key", "caf\xe9"), ("Accept", "text/xml"))
    await asked_with(opened, server, FeedSettings(user_agent="Mine/1", headers=headers))
    (request,) = server.requests
    assert request.header("User-Agent") == "Mine/1"
    assert request.header("X-Key") == "caf\xe9".encode().decode("latin-1")
    assert [value for name, value in request.headers if name == "Accept"] == ["text/xml"]


async def test_settings_survive_a_restart_and_leaving_the_feed(home: Paths, server: Server) -> None:
    mine = FeedSettings(
        "Mine/1", (("X-Key", "k"),), 7200, ("pass", "show"), "http://p:1", True, True
    )
    async with Reader.open(home) as reader:
        await reader.feeds.subscribe(server.url("/feed.xml"))
        await reader.feeds.settings(1, mine)
        await reader.feeds.remove(1)
        await reader.undo.undo()
    async with Reader.open(home) as reader:
        assert (await reader.feeds.all())[0].settings == mine
        await reader.feeds.settings(1, FeedSettings())
        assert (await reader.feeds.all())[0].settings == FeedSettings()
        with pytest.raises(NotFound):
            await reader.feeds.settings(7, mine)


async def test_headers_and_passwords_do_not_follow_a_redirect_to_others(
    opened: Reader, server: Server
) -> None:
    server.redirect("/feed.xml", server.url("/there", host="localhost"))
    server.redirect("/there", server.url("/back.xml"))
    server.serve("/back.xml", rss("Dam holds"))
    command = (*SAYS, "print('ann:secret')")
    await asked_with(opened, server, FeedSettings(headers=(("X-Key", "k"),), auth_command=command))
    assert server.asked("/feed.xml")[0].header("Authorization") == "Basic YW5uOnNlY3JldA=="
    for path in ("/there", "/back.xml"):
        assert server.asked(path)[0].header("Authorization") is None
        assert server.asked(path)[0].header("X-Key") is None


async def test_the_command_for_a_password_is_run_once_and_never_by_a_shell(
    opened: Reader, server: Server, tmp_path: Path
) -> None:
    script = f"import sys; open({str(tmp_path / 'runs')!r}, 'a').write('.'); print(sys.argv[1])"
    hostile = f"ann:$(touch {tmp_path}/x); `id`"
    await asked_with(opened, server, FeedSettings(auth_command=(*SAYS, script, hostile)))
    await opened.refresh.run([1])
    assert (tmp_path / "runs").read_text() == "."
    assert not (tmp_path / "x").exists()
    server.serve("/feed.xml", b"", status=401)
    await opened.refresh.run([1])
    await opened.refresh.run([1])
    assert (tmp_path / "runs").read_text() == ".."


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("/no/such/program",), "cannot be started"),
        ((*SAYS, "raise SystemExit(3)"), "exit code 3"),
        ((*SAYS, "print('no colon')"), "did not print user:password"),
        ((*SAYS, ""), "did not print user:password"),
    ],
)
async def test_a_command_without_a_password_is_a_sentence_and_asks_nobody(
    opened: Reader, server: Server, command: tuple[str, ...], told: str
) -> None:
    await asked_with(opened, server, FeedSettings(auth_command=command))
    (feed,) = await opened.feeds.all()
    assert told in feed.health.error
    assert "user:password" in feed.health.hint
    assert server.requests == []


async def test_secrets_are_in_no_message_log_or_picture_of_a_value(
    opened: Reader, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = FeedSettings(
        headers=(("X-Key", "hunter2"),),
        auth_command=(*SAYS, "print('ann:hunter' + str(2))"),
        proxy="http://ann:hunter2@127.0.0.1:1",
    )
    await asked_with(opened, server, secret)
    (feed,) = await opened.feeds.all()
    assert feed.health.status == "failed"  # nothing listens at that proxy
    assert "hunter2" not in caplog.text + repr(feed) + str(feed.health)
    assert "hunter2" not in await opened.feeds.export_opml()


async def test_a_proxy_is_asked_instead_of_the_server(opened: Reader, server: Server) -> None:
    await opened.feeds.subscribe("http://feeds.example/feed.xml")
    server.serve("http://feeds.example/feed.xml", rss("Dam holds"))
    await opened.feeds.settings(1, FeedSettings(proxy=server.url("")))
    assert (await opened.refresh.run([1])).new == 1
    assert server.requests[0].path == "http://feeds.example/feed.xml"


async def test_a_paused_feed_is_asked_only_by_name(
    opened: Reader, server: Server, clock: Clock
) -> None:
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.feeds.settings(1, FeedSettings(paused=True))
    (feed,) = await opened.feeds.all()
    assert (feed.health.next_check_at, feed.health.why) == (None, "paused by you")
    assert (await opened.refresh.run()).feeds == 0
    assert (await opened.refresh.run(by_hand=True)).feeds == 0
    assert (await opened.refresh.run([1])).new == 1
    clock.at += timedelta(days=1)
    assert (await opened.refresh.run()).feeds == 0
    await opened.feeds.settings(1, FeedSettings())
    assert (await opened.refresh.run()).feeds == 1


async def test_another_interval_counts_from_the_last_check(
    opened: Reader, server: Server, clock: Clock
) -> None:
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.refresh.run()
    await opened.feeds.settings(1, FeedSettings(interval=6 * 3600))
    (feed,) = await opened.feeds.all()
    assert feed.health.next_check_at == clock.at + timedelta(hours=6)
    assert feed.health.why == "your interval"
    clock.at += timedelta(hours=5)
    assert (await opened.refresh.run()).feeds == 0
    await opened.feeds.settings(1, FeedSettings(interval=600))  # but the server is asked hourly
    assert (await opened.refresh.run()).feeds == 1


GOOD = FeedSettings()


@pytest.mark.parametrize(
    "settings",
    [
        replace(GOOD, headers=(("X-Key", "a\r\nX-Other: b"),)),
        replace(GOOD, headers=(("X Key", "a"),)),
        replace(GOOD, headers=(("X-Key:", "a"),)),
        replace(GOOD, headers=(("", "a"),)),
        replace(GOOD, headers=(("Host", "other.example"),)),
        replace(GOOD, headers=(("If-None-Match", "a"),)),
        replace(GOOD, headers=(("User-Agent", "a"),)),
        replace(GOOD, headers=(("X-Key", "\x1b]52;"),)),
        replace(GOOD, user_agent="a\nb"),
        replace(GOOD, interval=599),
        replace(GOOD, interval=-1),
        replace(GOOD, auth_command=("",)),
        replace(GOOD, auth_command=("pass", "a\0b")),
        replace(GOOD, proxy="socks5://host:1"),
        replace(GOOD, proxy="host:1"),
        replace(GOOD, proxy="http://host:99999"),
        replace(GOOD, proxy="http://"),
    ],
)
async def test_settings_that_cannot_be_carried_out_are_refused(
    opened: Reader, server: Server, settings: FeedSettings
) -> None:
    await opened.feeds.subscribe(server.url("/feed.xml"))
    with pytest.raises(UsageError):
        await opened.feeds.settings(1, settings)
    assert (await opened.feeds.all())[0].settings == FeedSettings()
