"""Adding feeds and asking them for news, against a real server."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import FetchError, NotAFeed, UsageError
from reader.model.outcome import Added, Choices, Failed, Postponed, Progress, Updated
from reader.model.query import EVERYTHING, UNREAD
from tests.build import rss
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.article import Article
    from reader.model.changes import Change
    from reader.service.reader import Reader
    from tests.conftest import Clock

PAGE = b"<html><head><title>The Gazette</title>%s</head><body>News</body></html>"
LINK = b'<link rel="alternate" type="application/rss+xml" title="%s" href="%s">'


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


async def articles(reader: Reader) -> list[Article]:
    return await reader.articles.rows(await reader.articles.ids(EVERYTHING))


async def titles(reader: Reader) -> list[str]:
    return [each.title for each in await articles(reader)]


async def added(reader: Reader, address: str) -> Added:
    answer = await reader.feeds.add(address)
    assert isinstance(answer, Added)
    return answer


async def test_a_feed_that_is_added_is_read_at_once(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds", "Mayor speaks"), etag='"1"')
    answer = await added(opened, server.url("/feed.xml"))
    assert answer.subscription.title == "Morning Wire"
    assert (answer.subscription.unread, answer.subscription.total) == (2, 2)
    assert answer.outcome == Updated(1, "Morning Wire", new=2)
    assert await titles(opened) == ["Dam holds", "Mayor speaks"]
    assert "Dam holds in full." in (await opened.articles.body(2)).html


async def test_adding_it_again_changes_nothing(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds"))
    await added(opened, server.url("/feed.xml"))
    assert (await added(opened, server.url("/feed.xml"))).existed
    assert len(await opened.feeds.all()) == 1


async def test_a_page_leads_to_its_feed(opened: Reader, server: Server) -> None:
    server.serve("/", PAGE % (LINK % (b"News", b"/feed.xml")), content_type="text/html")
    server.serve("/feed.xml", rss("Dam holds"))
    answer = await added(opened, server.url("/"))
    assert answer.subscription.feed.url == server.url("/feed.xml")
    assert await titles(opened) == ["Dam holds"]


async def test_a_page_with_several_feeds_lets_the_person_choose(
    opened: Reader, server: Server
) -> None:
    links = LINK % (b"News", b"/news.xml") + LINK % (b"Sport", b"/sport.xml")
    server.serve("/", PAGE % links, content_type="text/html")
    answer = await opened.feeds.add(server.url("/"))
    assert isinstance(answer, Choices)
    assert [(each.title, each.url) for each in answer.candidates] == [
        ("News", server.url("/news.xml")),
        ("Sport", server.url("/sport.xml")),
    ]
    assert await opened.feeds.all() == []


async def test_a_page_without_a_feed_is_a_plain_sentence(opened: Reader, server: Server) -> None:
    server.serve("/", PAGE % b"", content_type="text/html")
    with pytest.raises(NotAFeed, match="not a feed"):
        await opened.feeds.add(server.url("/"))
    assert await opened.feeds.all() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500])
async def test_a_server_that_refuses_is_named(opened: Reader, server: Server, status: int) -> None:
    server.serve("/feed.xml", b"no", status=status)
    with pytest.raises(FetchError) as caught:
        await opened.feeds.add(server.url("/feed.xml"))
    assert "127.0.0.1" in caught.value.problem
    assert caught.value.status == status


async def test_what_is_neither_address_nor_file_is_refused(opened: Reader) -> None:
    with pytest.raises(UsageError, match="neither a web address nor a file"):
        await opened.feeds.add("what is this")
    with pytest.raises(FetchError, match="there is no file"):
        await opened.feeds.add("/nowhere/at/all.xml")


async def test_refresh_brings_what_is_new_and_tells_who_listens(
    opened: Reader, server: Server
) -> None:
    server.serve("/feed.xml", rss("Dam holds"), etag='"1"')
    await added(opened, server.url("/feed.xml"))
    heard: list[Change] = []
    opened.listen(heard.append)
    told: list[Progress] = []
    server.serve("/feed.xml", rss("Dam breaks", "Dam holds"), etag='"2"')
    report = await opened.refresh.run(by_hand=True, on_progress=told.append)
    assert (report.feeds, report.updated, report.new) == (1, 1, 1)
    assert [each.done for each in told] == [1]
    assert len(heard) == 1
    assert len(heard[0].arrivals) == 1
    assert await titles(opened) == ["Dam breaks", "Dam holds"]


async def test_an_unchanged_feed_is_asked_conditionally(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds"), etag='W/"odd-gzip"')
    await added(opened, server.url("/feed.xml"))
    report = await opened.refresh.run(by_hand=True)
    assert (report.unchanged, report.updated, report.new) == (1, 0, 0)
    assert server.asked("/feed.xml")[1].header("If-None-Match") == 'W/"odd-gzip"'


async def test_only_what_is_due_is_asked_unless_a_person_wants_it(
    opened: Reader, server: Server, clock: Clock
) -> None:
    server.serve("/feed.xml", rss("Dam holds"), etag='"1"')
    await added(opened, server.url("/feed.xml"))
    clock.at += timedelta(minutes=50)
    assert (await opened.refresh.run()).feeds == 0
    clock.at += timedelta(minutes=20)
    assert (await opened.refresh.run()).feeds == 1
    assert len(server.asked("/feed.xml")) == 2


async def test_a_server_that_asks_for_a_pause_gets_it_even_by_hand(
    opened: Reader, server: Server, clock: Clock
) -> None:
    server.serve("/feed.xml", rss("Dam holds"))
    await added(opened, server.url("/feed.xml"))
    server.serve("/feed.xml", b"", status=429, headers={"Retry-After": "3600"})
    report = await opened.refresh.run(by_hand=True)
    assert report.failed == 1
    clock.at += timedelta(minutes=30)
    report = await opened.refresh.run(by_hand=True, force=True)
    assert len(report.postponed) == 1
    assert isinstance(report.postponed[0], Postponed)
    assert report.postponed[0].ready_at > clock.at
    assert len(server.asked("/feed.xml")) == 2


async def test_one_broken_feed_leaves_the_others_and_its_own_articles_alone(
    opened: Reader, server: Server
) -> None:
    for name in ("good", "bad"):
        server.serve(f"/{name}.xml", rss(f"{name} news", name=name))
        await added(opened, server.url(f"/{name}.xml"))
    server.serve("/good.xml", rss("more", "good news", name="good"))
    server.serve("/bad.xml", PAGE % b"", content_type="text/html")
    report = await opened.refresh.run(by_hand=True)
    assert (report.updated, report.failed, report.new) == (1, 1, 1)
    (problem,) = report.errors
    assert isinstance(problem, Failed)
    assert "bad.xml is" in problem.problem
    assert "not a feed" in problem.problem
    assert set(await titles(opened)) == {"more", "good news", "bad news"}
    health = {each.title: each.health for each in await opened.feeds.all()}
    assert (health["bad"].status, health["good"].status) == ("failed", "updated")
    assert health["bad"].error == problem.problem


async def test_a_feed_that_recovers_is_well_again(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds"))
    await added(opened, server.url("/feed.xml"))
    server.serve("/feed.xml", b"", status=500)
    await opened.refresh.run(by_hand=True)
    assert (await opened.feeds.all())[0].health.failures == 1
    server.serve("/feed.xml", rss("Dam holds"))
    await opened.refresh.run(by_hand=True)
    health = (await opened.feeds.all())[0].health
    assert (health.status, health.failures, health.error) == ("unchanged", 0, "")


async def test_an_empty_answer_deletes_nothing(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds"))
    await added(opened, server.url("/feed.xml"))
    server.serve("/feed.xml", b"")
    assert (await opened.refresh.run(by_hand=True)).failed == 1
    server.serve("/feed.xml", rss())
    assert (await opened.refresh.run(by_hand=True)).failed == 0
    assert await titles(opened) == ["Dam holds"]


async def test_a_refresh_that_is_cancelled_keeps_what_it_has(
    opened: Reader, server: Server
) -> None:
    for name in ("quick", "slow"):
        server.serve(f"/{name}.xml", rss(f"{name} 1", name=name))
        await added(
            opened, server.url(f"/{name}.xml", host="localhost" if name == "slow" else "127.0.0.1")
        )
    server.serve("/quick.xml", rss("quick 2", "quick 1", name="quick"))
    held = server.hold("/slow.xml")
    begun = asyncio.Event()
    task = asyncio.create_task(opened.refresh.run(by_hand=True, on_progress=lambda _: begun.set()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    held.release()
    assert "quick 2" in await titles(opened)


async def test_a_folder_is_followed_as_a_feed_of_its_files(
    opened: Reader, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "saved pieces"
    folder.mkdir()
    (folder / "one.txt").write_text("Dam holds\n\nThe dam held on Tuesday, officials said.\n")
    (folder / "two.md").write_text("# Mayor speaks\n\nThe mayor **spoke** at length.\n")
    (folder / "notes.bin").write_bytes(b"\0\1\2")
    answer = await added(opened, str(folder))
    assert (answer.subscription.feed.kind, answer.subscription.title) == ("folder", "saved pieces")
    assert sorted(await titles(opened)) == ["Dam holds", "Mayor speaks"]
    (folder / "three.html").write_text(
        "<html><body><article><h1>Ferry late</h1><p>The ferry was late again.</p></article>"
    )
    (folder / "one.txt").write_text("Dam holds\n\nThe dam held on Tuesday; it leaks, they said.\n")
    report = await opened.refresh.run(by_hand=True)
    assert (report.new, report.changed) == (1, 1)
    assert sorted(await titles(opened)) == ["Dam holds", "Ferry late", "Mayor speaks"]


async def test_a_saved_article_is_kept_as_one(opened: Reader, tmp_path: Path) -> None:
    path = tmp_path / "-rf dam.txt"
    path.write_text("Dam holds\n\nBy Jo Bell\n\nLONDON, Nov 3 (Reuters) - The dam held.\n")
    answer = await added(opened, str(path))
    assert answer.subscription.feed.kind == "file"
    (only,) = await articles(opened)
    body = await opened.articles.body(only.id)
    assert (only.title, only.authors) == ("Dam holds", ("Jo Bell",))
    assert body.dateline == "LONDON, Nov 3 (Reuters)"
    assert body.html == "<p>The dam held.</p>"


async def test_a_feed_file_on_disk_is_a_feed(opened: Reader, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss("Dam holds"))
    answer = await added(opened, str(path))
    assert answer.subscription.feed.kind == "feed"
    path.write_bytes(rss("Dam breaks", "Dam holds"))
    assert (await opened.refresh.run(by_hand=True)).new == 1


async def test_a_folder_without_articles_and_a_file_without_access_are_sentences(
    opened: Reader, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FetchError, match="holds no articles"):
        await opened.feeds.add(str(tmp_path / "empty"))
    gone = tmp_path / "gone.txt"
    gone.write_text("Dam holds\n\nThe dam held.\n")
    await added(opened, str(gone))
    gone.unlink()
    report = await opened.refresh.run(by_hand=True)
    assert "gone.txt" in report.errors[0].problem
    assert await titles(opened) == ["Dam holds"]


async def test_marks_survive_a_refresh_and_can_be_undone(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds", "Mayor speaks"))
    await added(opened, server.url("/feed.xml"))
    await opened.articles.mark_all_read(UNREAD)
    server.serve("/feed.xml", rss("Dam breaks", "Dam holds", "Mayor speaks"))
    await opened.refresh.run(by_hand=True)
    assert await opened.articles.count(UNREAD) == 1
    undone = await opened.undo.undo()
    assert undone is not None
    assert undone.what == "marked 2 articles read"
    assert await opened.articles.count(UNREAD) == 3


async def test_leaving_a_feed_can_be_undone(opened: Reader, server: Server) -> None:
    server.serve("/feed.xml", rss("Dam holds"))
    answer = await added(opened, server.url("/feed.xml"))
    await opened.feeds.edit(answer.subscription.id, title="Mine", folder="World")
    await opened.feeds.remove(answer.subscription.id)
    assert await opened.feeds.all() == []
    await opened.undo.undo()
    (back,) = await opened.feeds.all()
    assert (back.title, back.folder) == ("Mine", "World")
    await opened.undo.undo()
    assert (await opened.feeds.all())[0].title == "Morning Wire"
