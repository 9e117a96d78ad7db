"""s, O, S, |, e: what is taken along from the reader."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from reader.service.reader import Reader
from reader.tui.app import DatelineApp
from tests.build import rss, whole_page
from tests.pictures import png
from tests.server import Server
from tests.tui.conftest import NOW, screen_text, until

if TYPE_CHECKING:
    from pathlib import Path

HTML = "text/html; charset=utf-8"


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as opened:
        file = f'<enclosure url="{opened.url("/talk.mp3")}" type="audio/mpeg" length="9"/></item>'
        document = rss("Dam holds", "Mayor speaks", host=opened.url(""))
        document = document.replace(b"</item>", file.encode(), 1)
        opened.serve("/feed.xml", document)
        shown = whole_page().replace("</p>", '</p><img src="/seam.png" alt="A seam">', 1)
        opened.serve("/dam-holds", shown, content_type=HTML)
        opened.serve("/seam.png", png(), content_type="image/png")
        opened.file("/talk.mp3", b"x" * 400_000, content_type="audio/mpeg")
        yield opened


@asynccontextmanager
async def living(paths, server, *, asks=False, width=130):
    async with Reader.open(paths, now=lambda: NOW) as reader:
        await reader.feeds.subscribe(server.url("/feed.xml"))
        await reader.refresh.run()
        app = DatelineApp(reader, asks=asks)
        await app.prepare()
        async with app.run_test(size=(width, 34)) as pilot:
            await until(pilot, app.screen.pane_made.is_set)
            await until(pilot, lambda: app.screen.shown is not None)
            yield app, pilot


def told(app) -> str:
    """What the bottom line says; nothing while a dialog is open."""
    status = getattr(app.screen, "status", None)
    return status.text if status else ""


async def test_an_article_is_kept_and_says_what_of_it_and_the_same_key_lets_it_go(paths, server):
    async with living(paths, server) as (app, pilot):
        await pilot.press("enter", "O")
        await until(pilot, lambda: "Saved: text, page, 1 picture" in app.screen.status.text)
        await until(pilot, lambda: screen_text(app).count("Saved: text, page, 1 picture") == 2)
        assert "Seam number 1 " in screen_text(app)
        await pilot.press("O")
        await until(pilot, lambda: "No longer saved" in app.screen.status.text)
        await pilot.press("u")
        await until(pilot, lambda: app.screen.shown.saved)


async def test_the_keys_go_on_while_it_is_kept_and_escape_stops_it(paths, server):
    hold = server.hold("/seam.png")
    async with living(paths, server) as (app, pilot):
        await pilot.press("enter", "O")
        await asyncio.to_thread(hold.arrived.wait)
        await until(pilot, lambda: "picture 0 of 1 · Esc stops" in app.screen.status._progress)
        await pilot.press("O")
        await until(pilot, lambda: "being fetched" in app.screen.status.text)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.taking.is_running)
        assert app.screen.place == "article"
        hold.release()
        assert await app.screen.reader.offline.waiting() == [app.screen.shown.id]


async def test_a_star_keeps_it_where_something_may_be_asked_and_else_not(paths, server):
    async with living(paths, server, asks=True) as (app, pilot):
        await pilot.press("s")
        await until(pilot, lambda: "Saved: text, page, 1 picture" in app.screen.status.text)
    server.requests.clear()
    async with living(paths, server) as (app, pilot):
        await pilot.press("j", "s")
        await until(pilot, lambda: "Starred" in app.screen.status.text)
        assert server.asked("/mayor-speaks") == []


async def test_what_was_cut_off_is_gone_on_with_at_the_next_start(paths, server):
    async with living(paths, server) as (app, pilot):
        await app.screen.reader.offline.mark([app.screen.shown.id])
    async with living(paths, server, asks=True) as (app, pilot):
        ids = await app.screen.reader.articles.ids(
            await app.screen.reader.articles.query("is:saved")
        )

        async def done():
            return (await app.screen.reader.offline.states(ids))[ids[0]].done

        while not await done():
            await pilot.pause()


async def test_the_article_is_written_where_it_is_told_and_replaces_nothing(
    paths, server, tmp_path: Path
):
    target = tmp_path / "dam.epub"
    async with living(paths, server) as (app, pilot):
        await pilot.press("S")
        await until(pilot, lambda: "All 2 articles of this list" in screen_text(app))
        field = app.screen.query_one("#to")
        assert field.value.endswith("/Dam holds.html")
        field.value = str(target)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.__class__.__name__ == "MainScreen")
        assert target.read_bytes().startswith(b"PK")
        assert f"Exported 1 article to {target}"[:30] in app.screen.status.text
        await pilot.press("S")
        await until(pilot, lambda: "All 2 articles" in screen_text(app))
        assert app.screen.query_one("#to").value == str(tmp_path / "Dam holds.epub")
        app.screen.query_one("#to").value = str(target)
        await pilot.press("enter")
        await until(pilot, lambda: "there already" in screen_text(app))
        app.screen.query_one("#every").value = True
        app.screen.query_one("#replace").value = True
        await pilot.press("enter")
        await until(pilot, lambda: "Exported 2 articles" in told(app))


async def test_a_pipe_hands_the_text_to_a_command_and_shows_its_answer(paths, server):
    async with living(paths, server) as (app, pilot):
        await pilot.press("|")
        await until(pilot, lambda: app.screen.query("#command"))
        counting = "import sys; t = sys.stdin.read(); print('[/b]', 'Dam holds' in t); sys.exit(3)"
        app.screen.query_one("#command").value = f'{sys.executable} -c "{counting}"'
        await pilot.press("enter")
        await until(pilot, lambda: "exit code 3" in screen_text(app))
        assert "[/b] True" in screen_text(app)
        app.screen.query_one("#command").value = "no-such-program $(touch x)"
        await pilot.press("enter")
        await until(pilot, lambda: "cannot be started" in screen_text(app))


async def test_e_offers_the_files_of_an_article_and_d_downloads_one(
    paths, server, tmp_path, monkeypatch
):
    monkeypatch.setenv("DATELINE_DOWNLOADS", str(tmp_path / "loads"))
    async with living(paths, server) as (app, pilot):
        await pilot.press("e")
        await until(pilot, lambda: "talk.mp3" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: "Downloaded to" in told(app))
        assert (tmp_path / "loads" / "talk.mp3").stat().st_size == 400_000
        monkeypatch.setenv("DATELINE_PLAYER", f"{sys.executable} -c pass {{}}")
        await pilot.press("e")
        await until(pilot, lambda: app.screen.query("#choices"))
        await pilot.press("enter")
        await until(pilot, lambda: "Handed to python" in told(app))
        await pilot.press("j", "e")
        await until(pilot, lambda: "No files came" in app.screen.status.text)
