"""The first minute: what is offered where nothing is followed yet, and what comes of it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from reader.config.paths import Paths
from reader.model.outcome import Imported
from reader.service.reader import Reader
from reader.tui.app import DatelineApp
from reader.tui.screens.main import MainScreen
from reader.tui.welcoming import WELCOMED
from tests.newsboat import make_home
from tests.tui.conftest import NOW, fill, running, screen_text, until

OPML = '<opml><body><outline text="A [/nope] paper" xmlUrl="https://a.example/x"/></body></opml>'


@pytest.fixture
def person(tmp_path, monkeypatch):
    """A home in which nothing lies about."""
    home = tmp_path / "person"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return home


@asynccontextmanager
async def first_minute(tmp_path, width=100, height=30):
    """The app where it has never been opened, once it says so."""
    async with (
        Reader.open(Paths.under(tmp_path / "own"), now=lambda: NOW) as own,
        Reader.open(Paths.under(tmp_path / "sample"), now=lambda: NOW) as sample,
    ):
        await sample._commit._db.write(fill)

        async def opened():
            return sample

        app = DatelineApp(own, opened)
        app.welcomes = True
        async with app.run_test(size=(width, height)) as pilot:
            await until(pilot, lambda: "Welcome to dateline" in screen_text(app))
            yield own, sample, app, pilot


def shown(app):
    """The reader that the news are of."""
    return next(each for each in app.screen_stack if isinstance(each, MainScreen)).reader


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_where_nothing_lies_about_one_key_leads_to_the_sample(person, tmp_path, key):
    async with first_minute(tmp_path) as (own, sample, app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: "Dam opened" in screen_text(app))
        assert shown(app) is sample
        await app.workers.wait_for_complete()
        assert await own.memory.get(WELCOMED)


async def test_newsboat_comes_over_with_one_key_and_what_did_not_is_told(person, tmp_path):
    make_home(person / ".newsboat", "https://news.example")
    async with first_minute(tmp_path) as (own, _, app, pilot):
        assert "2 feeds with articles and marks" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Not taken" in screen_text(app))
        assert "line 5, exec:/usr/bin/news.sh" in screen_text(app)
        assert "2 feeds added, 1 saved view, 7 articles" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: "No guid & all" in screen_text(app))
        assert shown(app) is own
        await pilot.press("u")
        await until(pilot, lambda: "Undone: imported newsboat's feeds" in screen_text(app))
        assert not await own.feeds.all()


async def test_a_list_in_the_downloads_is_offered(person, tmp_path):
    (person / "Downloads").mkdir()
    (person / "Downloads" / "mine.opml").write_text(OPML)
    async with first_minute(tmp_path) as (own, _, app, pilot):
        assert "Import mine.opml" in screen_text(app)
        assert "~/Downloads · 1 feed" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "1 feed added · u undoes" in screen_text(app))
        assert [each.title for each in await own.feeds.all()] == ["A [/nope] paper"]


async def test_well_known_feeds_are_chosen_by_topic_and_language(person, tmp_path):
    async with first_minute(tmp_path) as (own, _, app, pilot):
        await pilot.press("down", "enter")
        await until(pilot, lambda: "[x] Deutsch" in screen_text(app))
        await pilot.press("space")
        await until(pilot, lambda: "[x] World" in screen_text(app))
        await until(pilot, lambda: "Enter follows 14 feeds" in screen_text(app))
        await pilot.press("down", "down", "space", "up", "space", "space", "enter")
        await until(pilot, lambda: "20 feeds added · u undoes" in screen_text(app))
        folders = {each.folder for each in await own.feeds.all()}
        assert folders == {"World", "Technology", "Deutsch"}


async def test_the_mouse_ticks_and_chooses(person, tmp_path):
    async with first_minute(tmp_path) as (_, _, app, pilot):
        await pilot.click("#choices", offset=(6, 1))
        await until(pilot, lambda: "[x] Deutsch" in screen_text(app))
        await pilot.click("#ticks", offset=(6, 3))
        await until(pilot, lambda: "[x] Science" in screen_text(app))
        assert "Enter follows 11 feeds" in screen_text(app)


async def test_nothing_ticked_is_told_and_escape_goes_back_one_step(person, tmp_path):
    async with first_minute(tmp_path) as (own, _, app, pilot):
        await pilot.press("down", "enter")
        await until(pilot, lambda: "[x] Deutsch" in screen_text(app))
        app.screen._ticks.ticked.clear()
        await pilot.press("enter")
        await until(pilot, lambda: "nothing is ticked" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Welcome to dateline" in screen_text(app))
        assert not await own.feeds.all()


async def test_a_file_is_named_and_what_is_wrong_with_it_told_in_place(person, tmp_path):
    (person / "list.opml").write_text(OPML)
    async with first_minute(tmp_path) as (own, _, app, pilot):
        await pilot.press("down", "down", "down", "enter")  # the list in the home stands first
        await until(pilot, lambda: "cache.db or folder" in screen_text(app))
        app.screen.query_one("#file").value = "~/nothing.opml"
        await pilot.press("enter")
        await until(
            pilot, lambda: "nothing.opml" in screen_text(app) and "no file" in screen_text(app)
        )
        app.screen.query_one("#file").value = "~/list.opml"
        await pilot.press("enter")
        await until(pilot, lambda: "1 feed added" in screen_text(app))
        assert len(await own.feeds.all()) == 1


async def test_one_feed_can_be_added_instead(person, tmp_path):
    async with first_minute(tmp_path) as (_, _, app, pilot):
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: "Add a feed" in screen_text(app))


async def test_escape_stops_an_import_and_what_had_come_is_shown(person, tmp_path, monkeypatch):
    make_home(person / ".newsboat", "https://news.example")
    async with first_minute(tmp_path) as (own, _, app, pilot):
        begun = asyncio.Event()

        async def slow(source, show):
            await own.imports.text(OPML)
            begun.set()
            await asyncio.Event().wait()
            return Imported()

        monkeypatch.setattr(own.imports, "newsboat", slow)
        await pilot.press("enter")
        await until(pilot, begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: "It was stopped; what had come is kept" in screen_text(app))
        assert shown(app) is own


async def test_the_dialog_comes_back_at_any_time(person, reader):
    async with running(reader) as (app, pilot):
        await pilot.press("I")
        await until(pilot, lambda: "Bring feeds over" in screen_text(app))
        assert "Look around first" not in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_a_demonstration_takes_no_feeds(person, reader):
    async def sample():
        return reader

    app = DatelineApp(None, sample)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Dam opened" in screen_text(app))
        await pilot.press("I")
        await until(pilot, lambda: "The demo takes no feeds" in screen_text(app))


async def test_keys_are_shown_one_at_a_time_until_they_were_used(person, tmp_path):
    (person / "mine.opml").write_text(OPML)
    async with first_minute(tmp_path, width=160) as (own, _, app, pilot):
        await pilot.press("escape")
        await until(pilot, lambda: "Enter opens the article" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Space reads on, then the next" in screen_text(app))
        await pilot.press("space")
        await until(pilot, lambda: "s keeps it for good" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "n goes to the next unread one" in screen_text(app))
        assert {"read.open", "read.page"} < set((await own.memory.get("learned")).split())


async def test_a_tip_that_nobody_heeds_is_passed_over(person, tmp_path):
    async with first_minute(tmp_path, width=160) as (_, _, app, pilot):
        await pilot.press("escape")
        await until(pilot, lambda: "Enter opens the article" in screen_text(app))
        await pilot.press(*["j", "k"] * 6)
        await until(pilot, lambda: "n goes to the next unread one" in screen_text(app))


async def test_whoever_knows_dateline_already_is_not_taught(reader):
    async with running(reader, width=160) as (app, pilot):
        await pilot.press("j")
        assert "opens the article" not in screen_text(app)
        assert "Enter read" in screen_text(app)
