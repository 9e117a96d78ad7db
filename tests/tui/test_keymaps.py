"""The shipped keymaps on the screen: keys do what they say, and what is said names them."""

from __future__ import annotations

import pytest

from reader.config.said import read
from reader.tui.app import DatelineApp
from tests.tui.conftest import screen_text, until


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("default", "m", "Marked read · u undoes"),
        ("vim", "m", "Marked read · u undoes"),
        ("newsboat", "N", "Marked read · Ctrl+X undoes"),
        ("netnewswire", "r", "Marked read · U undoes"),
    ],
)
async def test_a_message_names_the_key_that_undoes_and_that_undoes(reader, name, key, told):
    app = DatelineApp(reader, loaded=read(f'[keys]\nkeymap = "{name}"\n'))
    await app.prepare()
    async with app.run_test(size=(130, 40), notifications=True) as pilot:
        await until(pilot, app.screen.pane_made.is_set)
        await pilot.press(key)
        await until(pilot, lambda: told in screen_text(app))
        await pilot.press({"Ctrl+X": "ctrl+x"}.get(told.split()[-2], told.split()[-2]))
        await until(pilot, lambda: "Undone" in screen_text(app))


async def test_vims_numbers_go_before_movements_in_articles_too(reader):
    app = DatelineApp(reader, loaded=read('[keys]\nkeymap = "vim"\n'))
    await app.prepare()
    async with app.run_test(size=(130, 40), notifications=True) as pilot:
        await until(pilot, app.screen.pane_made.is_set)
        await until(pilot, lambda: app.screen.list.current is not None)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("1", "2")
        assert "12 …" in screen_text(app)
        await pilot.press("escape", "d")
        assert "d …" in screen_text(app)
        assert "d unsubscribe" in screen_text(app)
        await pilot.press("escape", "Z", "Z")
        await until(pilot, lambda: app._exit)
