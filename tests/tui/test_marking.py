"""Marks: what they change, on the screen and on disk, and how they are taken back."""

from __future__ import annotations

from reader.model.query import STARRED, UNREAD
from tests.tui.conftest import running, screen_text, until


async def test_m_marks_read_and_u_takes_it_back(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("m")
        await until(pilot, lambda: app.screen.list.current.read)
        assert "u undoes" in screen_text(app)
        assert await reader.articles.count(UNREAD) == 6
        await pilot.press("u")
        await until(pilot, lambda: app.screen.list.current.unread)
        assert await reader.articles.count(UNREAD) == 7


async def test_a_mark_changes_the_count_in_the_sidebar(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("m")
        await until(pilot, lambda: app.screen.side._lines[0].unread == 6)


async def test_s_stars_and_the_starred_view_has_it(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("j", "s")
        await until(pilot, lambda: app.screen.list.current.starred)
        assert "★" in screen_text(app)
        assert await reader.articles.count(STARRED) == 1
        await pilot.press("g", "3")
        await until(pilot, lambda: app.screen.list.count == 1)


async def test_marking_all_read_is_one_change_that_is_undone_at_once(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("A")
        await until(pilot, lambda: "Marked 7 read" in screen_text(app))
        assert await reader.articles.count(UNREAD) == 0
        assert app.screen.list.count == 7
        await pilot.press("u")
        await until(pilot, lambda: "Undone" in screen_text(app))
        assert await reader.articles.count(UNREAD) == 7


async def test_marking_all_read_in_a_feed_leaves_the_others(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("]", "]", "]", "]", "]")
        await until(pilot, lambda: app.screen.view.title == "Post" and app.screen.list.count == 2)
        await pilot.press("A")
        await until(pilot, lambda: "Marked 2 read" in screen_text(app))
        assert await reader.articles.count(UNREAD) == 5


async def test_what_is_read_leaves_the_unread_list_when_it_is_renewed(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("m")
        await until(pilot, lambda: app.screen.list.current.read)
        await pilot.press("full_stop")
        await until(pilot, lambda: app.screen.list.count == 6)


async def test_undo_with_nothing_to_undo_says_so(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("u")
        await until(pilot, lambda: "nothing to undo" in screen_text(app))


async def test_unsubscribing_can_be_undone(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("D")
        assert "Choose a feed first" in screen_text(app)
        await pilot.press("]", "]", "]", "]", "]")
        await until(pilot, lambda: app.screen.view.title == "Post" and app.screen.list.count == 2)
        await pilot.press("D")
        await until(pilot, lambda: "Unsubscribed from Post" in screen_text(app))
        await until(pilot, lambda: len(app.screen.side.subscriptions) == 2)
        await until(pilot, lambda: app.screen.view.title != "Post")
        assert app.screen.side.line.view.key == app.screen.view.key
        assert app.screen.view.title != "Unread"
        await pilot.press("u")
        await until(pilot, lambda: len(app.screen.side.subscriptions) == 3)
        assert await reader.articles.count(UNREAD) == 7


async def test_a_feed_is_renamed_and_moved(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("]", "]", "]", "]", "]")
        await until(pilot, lambda: app.screen.view.title == "Post")
        await pilot.press("E")
        await until(pilot, lambda: "Rename or move" in screen_text(app))
        await pilot.press("home", *"The ", "enter")
        await until(
            pilot, lambda: any(s.title == "The Post" for s in app.screen.side.subscriptions)
        )
