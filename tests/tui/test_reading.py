"""Moving about and reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.query import UNREAD
from tests.tui.conftest import TITLES, running, screen_text, until

if TYPE_CHECKING:
    from reader.service.reader import Reader


def titles(app) -> list[str]:
    """The titles in the list, as far as they are in hand."""
    rows = app.screen.list._rows
    return [rows[each].title for each in app.screen.list.ids if each in rows]


async def unread(reader: Reader) -> int:
    return await reader.articles.count(UNREAD)


async def test_the_first_screen_lists_what_is_unread_newest_first(reader):
    async with running(reader) as (app, _):
        assert titles(app) == TITLES
        assert "Unread" in screen_text(app)


async def test_the_sidebar_counts_what_is_unread(reader):
    async with running(reader) as (app, _):
        lines = screen_text(app).splitlines()
        side = [line[:27].split() for line in lines]
        assert ["Unread", "7"] in [line[-2:] for line in side]
        assert ["▾", "World", "5"] in side
        assert ["Wire", "3"] in side


async def test_showing_an_article_beside_the_list_does_not_mark_it_read(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("j")
        await until(pilot, lambda: "The text of Bridge closed" in screen_text(app))
        assert await unread(reader) == 7


async def test_opening_an_article_marks_it_read_and_keeps_it_in_the_list(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("j", "enter")
        await until(pilot, lambda: app.screen.list.current and app.screen.list.current.read)
        assert await unread(reader) == 6
        assert titles(app) == TITLES
        assert app.screen.place == "article"
        await pilot.press("escape")
        assert app.screen.place == "list"


async def test_g_goes_to_the_top_only_when_pressed_twice(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("G")
        assert app.screen.list.cursor == 6
        await pilot.press("g", "k")
        assert app.screen.list.cursor == 6
        assert "g k means nothing here" in screen_text(app)
        await pilot.press("g", "g")
        assert app.screen.list.cursor == 0


async def test_n_goes_through_everything_unread_and_then_says_so(reader):
    async with running(reader) as (app, pilot):
        for title in TITLES:
            await pilot.press("n")
            await until(pilot, lambda title=title: app.screen.shown.title == title)
            await until(pilot, lambda: app.screen.opened)
        await pilot.press("n")
        await until(pilot, lambda: "All read" in screen_text(app))
        assert await unread(reader) == 0


async def test_n_goes_on_to_the_next_feed_with_news(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("h", "j", "j", "j", "j", "j")
        await until(pilot, lambda: app.screen.view.title == "Post")
        await until(pilot, lambda: app.screen.list.count == 2)
        await pilot.press("l")
        for title in ("Bridge closed", "Mayor resigns", "Dam opened"):
            await pilot.press("n")
            await until(pilot, lambda title=title: app.screen.shown.title == title)
            await until(pilot, lambda: app.screen.opened)
        assert app.screen.view.title == "Wire"


async def test_p_goes_back_to_what_is_still_unread(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("j", "j", "p")
        await until(pilot, lambda: app.screen.shown.title == "Bridge closed")
        await pilot.press("p")
        await until(pilot, lambda: app.screen.shown.title == "Dam opened")


async def test_space_reads_on_from_one_short_article_to_the_next(reader):
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: app.screen.shown is not None)
        await pilot.press("space")
        await until(pilot, lambda: app.screen.shown.title == "Bridge closed")
        await until(pilot, lambda: app.screen.opened)
        await pilot.press("space")
        await until(pilot, lambda: app.screen.shown.title == "Compiler released")
        assert await unread(reader) == 4


async def test_numbers_show_the_views_at_the_top(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("g", "2")
        await until(pilot, lambda: app.screen.view.title == "Today")
        await until(pilot, lambda: app.screen.list.count < 7)
        await pilot.press("g", "3")
        await until(pilot, lambda: "Nothing starred yet" in screen_text(app))
        await pilot.press("g", "4")
        await until(pilot, lambda: app.screen.list.count == 7)


async def test_a_number_in_an_article_opens_that_link(reader, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("1")
        await until(pilot, lambda: opened)
        await pilot.press("9")
        await until(pilot, lambda: "There is no link 9" in screen_text(app))
    assert opened == ["https://link.example/one"]


async def test_o_opens_the_article_in_the_browser_and_marks_it_read(reader, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    async with running(reader) as (app, pilot):
        await pilot.press("o")
        await until(pilot, lambda: opened)
        await until(pilot, lambda: app.screen.list.current.read)
    assert opened == ["https://news.example/Dam-opened"]


async def test_y_copies_the_address(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("y")
        assert app.clipboard == "https://news.example/Dam-opened"


async def test_brackets_go_through_the_feeds(reader):
    async with running(reader) as (app, pilot):
        for name in ("Today", "Starred", "All", "World"):
            await pilot.press("]")
            await until(pilot, lambda name=name: app.screen.view.title == name)
        await pilot.press("[")
        await until(pilot, lambda: app.screen.view.title == "All")


async def test_folders_fold_and_unfold(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("h", "j", "j", "j", "j")
        assert app.screen.side.line.view.title == "World"
        before = app.screen.side.count
        await pilot.press("h")
        assert app.screen.side.count == before - 2
        await pilot.press("l")
        assert app.screen.side.count == before


async def test_q_leaves_only_at_the_root(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("q")
        assert app.screen.place == "list"
        assert app._exit is False
        await pilot.press("q")
        await until(pilot, lambda: app._exit)


async def test_zen_shows_the_article_alone(reader):
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: app.screen.shown is not None)
        await pilot.press("z")
        assert not app.screen.list.is_on_screen
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.list.is_on_screen)


async def test_the_width_of_lines_is_remembered(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("<", "<")
        await until(pilot, lambda: "at most 64 cells" in screen_text(app))
    async with running(reader) as (app, _):
        assert app.screen.pane.measure == 64
