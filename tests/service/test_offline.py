"""Articles kept for reading without a network, against a real server that is then unplugged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import FetchError, ParseError, StoreError, UsageError
from reader.model.query import EVERYTHING
from reader.service import gathering
from reader.service.housekeeping import files_of as files_of_copy
from reader.service.housekeeping import mend
from reader.service.offline import GRACE
from reader.store.files import Files
from tests.build import rss
from tests.pictures import bomb, png
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.config.paths import Paths
    from reader.model.offline import Gathered
    from reader.service.reader import Reader
    from tests.conftest import Clock

HTML = "text/html; charset=utf-8"
LONG = "".join(
    f"<p>Seam number {n} was found by the engineers who walked the crest on Tuesday night, and "
    "the valley below was warned of it before the morning.</p>"
    for n in range(12)
)


def page(*pictures: str) -> str:
    shown = "".join(f'<figure><img src="{each}" alt="Seam"></figure>' for each in pictures)
    return (
        "<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1>"
        f"{LONG[:900]}{shown}{LONG[900:]}</article>"
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        yield server


@pytest.fixture
async def dam(opened: Reader, server: Server) -> int:
    """An article whose page has two pictures."""
    server.serve("/feed.xml", rss("Dam holds", host=server.url("")))
    server.serve("/dam-holds", page("/a.png", "/b.png"), content_type=HTML)
    server.serve("/a.png", png(noise=b"a"), content_type="image/png")
    server.serve("/b.png", png(noise=b"b"), content_type="image/png")
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.refresh.run()
    server.requests.clear()
    return (await opened.articles.ids(EVERYTHING))[0]


def paths(server: Server) -> list[str]:
    return [each.path for each in server.requests]


def files_of(reader: Reader) -> list[Path]:
    return [path for _, path in reader._files.every()]


async def test_a_saved_article_reads_the_same_with_the_network_unplugged(
    opened: Reader, server: Server, dam: int
) -> None:
    told: list[Gathered] = []
    state = (await opened.offline.save([dam], told.append))[dam]
    assert state.complete
    assert (state.whole, state.page, state.pictures, state.of) == (True, True, 2, 2)
    assert state.bytes > 500
    assert (await opened.offline.summary()).bytes == state.bytes
    assert paths(server) == ["/dam-holds", "/a.png", "/b.png"]  # each asked once
    assert [(each.pictures, each.of) for each in told] == [(0, 0), (0, 2), (1, 2), (2, 2)]
    server.close()
    body = await opened.articles.body(dam)
    assert "Seam number 11" in body.html
    assert await opened.offline.kept(dam, server.url("/a.png")) == png(noise=b"a")
    assert (await opened.offline.page(dam) or b"").decode() == page("/a.png", "/b.png")
    assert [row.id for row in await opened.articles.rows([dam]) if row.saved] == [dam]
    assert await opened.offline.waiting() == []


async def test_files_are_private_and_the_same_picture_is_kept_once(
    opened: Reader, server: Server, dam: int
) -> None:
    server.serve("/b.png", png(noise=b"a"), content_type="image/png")
    await opened.offline.save([dam])
    assert len(files_of(opened)) == 2  # the page and one picture
    for path in files_of(opened):
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


async def test_what_was_fetched_whole_a_moment_ago_is_not_asked_again(
    opened: Reader, server: Server, dam: int
) -> None:
    await opened.fulltext.fetch(dam)
    assert (await opened.offline.save([dam]))[dam].complete
    assert paths(server).count("/dam-holds") == 1


async def test_a_starred_article_is_kept_too_and_stays_without_the_star_until_its_time(
    opened: Reader, clock: Clock, server: Server, dam: int
) -> None:
    await opened.articles.star([dam])
    assert await opened.offline.waiting() == [dam]
    assert (await opened.offline.go_on())[dam].complete
    await opened.undo.undo()
    await opened.offline.tidy()
    assert len(files_of(opened)) == 3
    await opened.undo.redo()
    clock.at += GRACE + timedelta(days=1)
    await opened.offline.tidy()
    assert (await opened.offline.states([dam]))[dam].complete  # wanted again: nothing went
    await opened.articles.star([dam], False)
    clock.at += timedelta(days=1)
    await opened.offline.tidy()
    clock.at += GRACE
    for path in files_of(opened):
        import os

        os.utime(path, (0, 0))
    assert await opened.offline.tidy() > 0
    assert files_of(opened) == []
    assert await opened.offline.states([dam]) == {}
    assert await opened.offline.kept(dam, server.url("/a.png")) is None


async def test_what_cannot_be_kept_is_told_and_the_rest_is(
    opened: Reader, server: Server, dam: int
) -> None:
    server.serve(
        "/dam-holds", page("/a.png", "/gone.png", "/bomb.png", "/lie.png"), content_type=HTML
    )
    server.serve("/bomb.png", bomb(), content_type="image/png")
    server.serve("/lie.png", "<svg onload=x>", content_type="image/png")
    state = (await opened.offline.save([dam]))[dam]
    assert state.done
    assert not state.complete
    assert (state.pictures, state.of) == (1, 4)
    problems = {each.url.rpartition("/")[2]: each.problem for each in await files(opened, dam)}
    assert "404" in problems["gone.png"]
    assert problems["bomb.png"] == "it has more than 50 million pixels"
    assert problems["lie.png"] == "it is no picture that can be kept"


async def files(reader: Reader, article_id: int):
    from reader.store import offline

    return await reader._db.read(offline.files, article_id)


async def test_pictures_are_limited_in_number_and_together(
    opened: Reader, server: Server, dam: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST_PICTURES", 3)
    monkeypatch.setattr(gathering, "ARTICLE_BYTES", 3000)
    names = [f"/p{n}.png" for n in range(5)]
    server.serve("/dam-holds", page(*names), content_type=HTML)
    for name in names:
        server.serve(name, png(noise=name.encode() * 300), content_type="image/png")
    state = (await opened.offline.save([dam]))[dam]
    assert (state.pictures, state.of) == (0, 3)  # each alone is larger than all may be
    assert "/p3.png" not in paths(server)


async def test_a_picture_on_private_ground_is_never_asked_for(
    opened: Reader, server: Server, dam: int
) -> None:
    server.serve("/dam-holds", page(server.url("/a.png", host="localhost")), content_type=HTML)
    state = (await opened.offline.save([dam]))[dam]
    assert (state.pictures, state.of) == (0, 1)
    assert paths(server) == ["/dam-holds"]


async def test_a_picture_that_breaks_off_is_gone_on_with(
    opened: Reader, clock: Clock, server: Server, dam: int
) -> None:
    large = png(noise=b"large" * 40_000)
    server.file("/a.png", large, breaks=[100_000, 0])
    state = (await opened.offline.save([dam]))[dam]
    assert not state.done
    assert (state.pictures, state.of) == (1, 2)
    assert "broke off" in state.problem
    assert await opened.offline.waiting() == []  # not at once
    clock.at += timedelta(hours=1)
    server.requests.clear()
    assert (await opened.offline.go_on())[dam].complete
    assert [each.header("Range") for each in server.requests] == ["bytes=100000-"]
    assert await opened.offline.kept(dam, server.url("/a.png")) == large


async def test_a_server_in_trouble_is_asked_later_and_not_for_ever(
    opened: Reader, clock: Clock, server: Server, dam: int
) -> None:
    server.serve("/a.png", "", status=503)
    state = (await opened.offline.save([dam]))[dam]
    assert not state.done
    for _ in range(10):
        clock.at += timedelta(days=1)
        await opened.offline.go_on()
    state = (await opened.offline.states([dam]))[dam]
    assert state.done
    assert (state.pictures, state.of) == (1, 2)
    assert len(server.asked("/a.png")) == gathering._TRIES


async def test_an_article_that_its_feed_changes_is_looked_at_again(
    opened: Reader, clock: Clock, server: Server, dam: int
) -> None:
    server.serve("/dam-holds", "<article><p>Dam holds in full.</p></article>", content_type=HTML)
    assert (await opened.offline.save([dam]))[dam].done
    new = rss("Dam holds", host=server.url("")).replace(
        b"Dam holds in full.", f'Dam holds. &lt;img src="{server.url("/a.png")}"&gt;'.encode()
    )
    server.serve("/feed.xml", new)
    server.remove("/dam-holds")
    clock.at += timedelta(hours=25)
    await opened.refresh.run(force=True)
    assert await opened.offline.waiting() == [dam]
    state = (await opened.offline.go_on())[dam]
    assert (state.pictures, state.page) == (1, True)  # the page as it was is still there


async def test_a_page_that_gives_no_more_than_the_feed_is_kept_with_the_feeds_text(
    opened: Reader, server: Server, dam: int
) -> None:
    server.serve("/dam-holds", "<article><p>Dam holds in full.</p></article>", content_type=HTML)
    state = (await opened.offline.save([dam]))[dam]
    assert (state.done, state.page, state.whole) == (True, True, False)
    assert "no more text" in state.problem
    assert (await opened.articles.body(dam)).html == "<p>Dam holds in full.</p>"


async def test_any_page_can_be_saved_and_is_in_the_lists_of_what_is_kept_alone(
    opened: Reader, server: Server, clock: Clock
) -> None:
    server.serve("/alone", page("/a.png").replace("Dam", "Weir"), content_type=HTML)
    server.serve("/a.png", png(), content_type="image/png")
    article_id = await opened.offline.save_page(server.url("/alone"))
    state = (await opened.offline.gather([article_id]))[article_id]
    assert state.complete
    assert paths(server) == ["/alone", "/a.png"]
    assert list(await opened.articles.ids(EVERYTHING)) == []
    saved = await opened.articles.query("is:saved")
    assert list(await opened.articles.ids(saved)) == [article_id]
    assert (await opened.articles.rows([article_id]))[0].title == "Weir holds"
    assert await opened.offline.save_page(server.url("/alone")) == article_id
    assert await opened.housekeeping.check() == ()
    assert await opened.feeds.all() == []
    await opened.undo.undo()
    assert list(await opened.articles.ids(saved)) == []


async def test_what_is_no_page_is_refused_in_words(
    opened: Reader, server: Server, tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match="404"):
        await opened.offline.save_page(server.url("/nothing"))
    server.serve("/empty", "<html></html>", content_type=HTML)
    with pytest.raises(ParseError):
        await opened.offline.save_page(server.url("/empty"))
    (tmp_path / "a.html").write_text("<p>x")
    with pytest.raises(UsageError, match="kept where it is"):
        await opened.offline.save_page(str(tmp_path / "a.html"))
    assert list(await opened.articles.ids(await opened.articles.query("is:saved"))) == []


async def test_a_rule_that_saves_and_a_feed_that_is_kept_are_fetched_after_the_refresh(
    opened: Reader, server: Server
) -> None:
    await opened.rules.add("save", "title:dam")
    server.serve("/feed.xml", rss("Dam holds", "Mayor speaks", host=server.url("")))
    server.serve("/dam-holds", page(), content_type=HTML)
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.refresh.run()
    (waiting,) = await opened.offline.waiting()
    assert (await opened.offline.go_on())[waiting].complete


async def test_a_disk_that_is_full_is_told_and_it_is_gone_on_with(
    opened: Reader, server: Server, dam: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    real = os.fsync

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="is full"):
        await opened.offline.save([dam])
    monkeypatch.setattr(os, "fsync", real)
    assert [
        p for p in opened._files.folder.rglob("*") if p.is_file() and p.name.startswith(".")
    ] == []
    assert await opened.offline.waiting() == [dam]
    assert (await opened.offline.go_on())[dam].pictures == 2


async def test_a_check_counts_what_is_missing_and_a_repair_has_it_fetched_again(
    opened: Reader, home: Paths, server: Server, dam: int
) -> None:
    await opened.offline.save([dam])
    (page_of, *pictures) = sorted(files_of(opened), key=lambda path: path.suffix != ".zst")
    page_of.unlink()
    pictures[0].write_bytes(b"something else")
    assert set(await opened.housekeeping.check()) == {
        "1 file of saved articles is missing",
        "1 file of saved articles is damaged",
    }
    assert await opened.offline.page(dam) is None
    mended = await mend(home.store, opened.now())
    assert len(mended.problems) == 2
    assert "`dateline save` fetches them again" in mended.lost[0]
    assert await opened.housekeeping.check() == ()
    state = (await opened.offline.go_on())[dam]
    assert (state.pictures, state.page, state.done) == (2, False, False)  # asked a moment ago


async def test_a_backup_has_the_files_and_only_adds_what_is_new(
    opened: Reader, server: Server, dam: int, tmp_path: Path
) -> None:
    await opened.offline.save([dam])
    copy = tmp_path / "copy.db"
    size = await opened.housekeeping.back_up(copy)
    kept = Files(files_of_copy(copy))
    assert {name for name, _ in kept.every()} == {name for name, _ in opened._files.every()}
    assert size == copy.stat().st_size + sum(path.stat().st_size for _, path in kept.every())
    before = {path: path.stat().st_ino for _, path in kept.every()}
    await opened.housekeeping.back_up(copy, force=True)
    assert {path: path.stat().st_ino for _, path in kept.every()} == before
