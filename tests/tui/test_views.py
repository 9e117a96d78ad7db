"""Saved views in the sidebar: saved, counted, changed, arranged, removed, undone."""

from __future__ import annotations

from tests.tui.conftest import running, screen_text, until


def saved(app) -> list[tuple[str, int]]:
    return [(line.view.title, line.unread) for line in app.screen.side._lines if line.saved]


async def test_a_search_is_saved_as_a_view_and_shown(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("g", "4")
        await until(pilot, lambda: app.screen.view.title == "All")
        await pilot.press("slash", *"bridg", "enter")
        await until(pilot, lambda: app.screen.list.count == 1)
        await pilot.press("V")
        await until(pilot, lambda: "Save a view" in screen_text(app))
        await until(pilot, lambda: "Finds 1 of the last 7 articles." in screen_text(app))
        await pilot.press("end", *" watch", "enter")
        await until(pilot, lambda: saved(app) == [("bridg watch", 1)])
        await until(pilot, lambda: app.screen.view.title == "bridg watch")
        assert app.screen.list.count == 1
        [view] = await reader.views.all()
        assert view.query == "bridg"


async def test_a_query_that_makes_no_sense_is_told_calmly_and_keeps_the_dialog(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("V")
        await until(pilot, lambda: "Save a view" in screen_text(app))
        await pilot.press("tab", *" is:unred")
        await until(pilot, lambda: "did you mean unread?" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "   ^" in screen_text(app))
        assert await reader.views.all() == []
        await pilot.press("escape")
        await until(pilot, lambda: "Save a view" not in screen_text(app))


async def test_the_count_of_a_view_follows_marks_and_arrivals(reader):
    await reader.views.add("Late", "title:late or title:bread")
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: saved(app) == [("Late", 2)])
        await pilot.press("g", "5")
        await until(pilot, lambda: app.screen.view.title == "Late" and app.screen.list.count == 2)
        await pilot.press("m")
        await until(pilot, lambda: saved(app) == [("Late", 1)])
        await pilot.press("A")
        await until(pilot, lambda: saved(app) == [("Late", 0)])
        await pilot.press("u", "u")
        await until(pilot, lambda: saved(app) == [("Late", 2)])


async def test_a_view_is_renamed_and_changed_while_it_is_shown(reader):
    await reader.views.add("Late", "title:late")
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: saved(app) == [("Late", 1)])
        await pilot.press("g", "5")
        await until(pilot, lambda: app.screen.list.count == 1)
        await pilot.press("E")
        await until(pilot, lambda: "Change the view" in screen_text(app))
        await pilot.press("end", *"r", "tab", "end", *" or bridge", "enter")
        await until(pilot, lambda: saved(app) == [("Later", 2)])
        await until(pilot, lambda: app.screen.list.count == 2)
        assert app.screen.view.title == "Later"


async def test_views_are_arranged_and_removed_and_all_of_it_undone(reader):
    await reader.views.add("One", "ferry")
    await reader.views.add("Two", "dam")
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: saved(app) == [("One", 1), ("Two", 1)])
        await pilot.press("J")
        assert "Choose a saved view first" in screen_text(app)
        await pilot.press("g", "5")
        await until(pilot, lambda: app.screen.view.title == "One")
        await pilot.press("J")
        await until(pilot, lambda: [name for name, _ in saved(app)] == ["Two", "One"])
        assert app.screen.view.title == "One"
        await pilot.press("D")
        await until(pilot, lambda: [name for name, _ in saved(app)] == ["Two"])
        await until(pilot, lambda: app.screen.view.title == "Two")
        await pilot.press("u", "u")
        await until(pilot, lambda: [name for name, _ in saved(app)] == ["One", "Two"])
        await pilot.press("U")
        await until(pilot, lambda: [name for name, _ in saved(app)] == ["Two", "One"])


async def test_a_view_nobody_understands_any_more_says_so(reader):
    from reader.store import views
    from tests.tui.conftest import NOW

    await reader._commit(views.add, "Odd", "from:the-future", NOW)
    async with running(reader) as (app, pilot):
        await pilot.press("g", "5")
        await until(pilot, lambda: app.screen.view.title == "Odd")
        await until(pilot, lambda: "E changes the view" in screen_text(app))
        assert app.screen.list.count == 0
