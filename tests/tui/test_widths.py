"""Three panes, two, one: what is seen at which width."""

from __future__ import annotations

import pytest

from tests.tui.conftest import running, screen_text, until


def seen(app) -> set[str]:
    return {
        name for name in ("left", "middle", "right") if app.screen.query_one(f"#{name}").display
    }


@pytest.mark.parametrize(
    ("width", "panes"),
    [(160, {"left", "middle", "right"}), (100, {"middle", "right"}), (60, {"middle"})],
)
async def test_as_many_panes_as_there_is_room_for(reader, width, panes):
    async with running(reader, width) as (app, _):
        assert seen(app) == panes


async def test_in_a_narrow_terminal_one_pane_follows_the_other(reader):
    async with running(reader, 60, 24) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: seen(app) == {"right"})
        assert "The text of Dam opened" in screen_text(app)
        await pilot.press("escape")
        assert seen(app) == {"middle"}
        await pilot.press("h")
        assert seen(app) == {"left"}
        await pilot.press("l")
        assert seen(app) == {"middle"}


async def test_two_panes_slide_to_the_sidebar_and_back(reader):
    async with running(reader, 100) as (app, pilot):
        await pilot.press("h")
        assert seen(app) == {"left", "middle"}
        await pilot.press("l", "l")
        assert seen(app) == {"middle", "right"}


async def test_a_resize_keeps_the_place(reader):
    async with running(reader, 160) as (app, pilot):
        await pilot.press("j", "j")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: seen(app) == {"middle"})
        assert app.screen.list.cursor == 2
        assert app.screen.list.row_height == 2


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 100)])
async def test_no_size_is_too_small_or_too_large(reader, size):
    async with running(reader) as (app, pilot):
        await pilot.resize_terminal(*size)
        await pilot.press("j", "enter", "space", "h", "question_mark", "escape", "a", "escape")
        await pilot.resize_terminal(130, 40)
        await until(pilot, lambda: "Unread" in screen_text(app))
