"""What is set in `config.toml` is what the reader does."""

from __future__ import annotations

import sys

import pytest

from reader.config.said import read
from reader.tui.app import DatelineApp
from reader.tui.start import with_theme
from tests.tui.conftest import running, screen_text, until


async def test_addresses_open_in_the_program_that_is_set(reader, tmp_path):
    seen = tmp_path / "seen"
    script = f"import sys; open({str(seen)!r}, 'w').write(sys.argv[1])"
    loaded = read(f"[open]\nbrowser = {[sys.executable, '-c', script]!r}")
    app = DatelineApp(reader, loaded=loaded)
    await app.prepare()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: seen.exists() and seen.read_text())
    assert seen.read_text() == "https://news.example/Dam-opened"


async def test_a_program_that_is_not_there_is_told_with_the_setting(reader):
    app = DatelineApp(reader, loaded=read('[open]\nbrowser = ["no-such-browser"]'))
    await app.prepare()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: "open.browser in config.toml" in screen_text(app))


async def test_the_theme_that_is_set_goes_before_the_one_picked_last(reader):
    for said, theme in (('[looks]\ntheme = "nord"', "nord"), ("", "dateline-light")):
        app = DatelineApp(reader, loaded=with_theme(read(said), "dateline-light"))
        assert app.theme == theme


async def test_what_is_set_wrongly_is_told_and_the_rest_holds(reader):
    loaded = read('[looks]\ntheme = "nord"\ncolour = 1\n[lokos]\n')
    app = DatelineApp(reader, loaded=loaded)
    await app.prepare()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "config.toml:3: there is no setting" in screen_text(app))
        assert "(1 more)" in screen_text(app)
    assert app.theme == "nord"


async def test_a_width_of_lines_that_was_picked_makes_way_for_a_changed_setting(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("<", "<")
        await until(pilot, lambda: "at most 64 cells" in screen_text(app))
    app = DatelineApp(reader, loaded=read("[reading]\nmeasure = 80"))
    await app.prepare()
    async with app.run_test(size=(130, 40)) as pilot:
        await until(pilot, app.screen.pane_made.is_set)
        assert app.screen.pane.measure == 80


@pytest.mark.parametrize("width", [60, 100, 160])
async def test_a_compact_list_has_a_line_an_article_and_the_columns_that_are_set(reader, width):
    said = '[looks]\ndensity = "compact"\ncolumns = ["age"]\nsidebar = 20'
    app = DatelineApp(reader, loaded=read(said))
    await app.prepare()
    async with app.run_test(size=(width, 30)) as pilot:
        await until(pilot, lambda: "Dam opened" in screen_text(app))
        assert app.screen.list.row_height == 1
        listed = app.screen.list.region
        lines = [line[listed.x : listed.right] for line in screen_text(app).splitlines()]
        assert not any("News" in line for line in lines[listed.y : listed.bottom])
        if width == 160:
            side = app.screen.query_one("#left")
            await until(pilot, lambda: 20 <= side.size.width <= 26)


def test_a_column_that_does_not_exist_is_told_with_the_nearest():
    (problem,) = read('[looks]\ncolumns = ["feeds"]').problems
    assert problem.told == (
        "each of looks.columns is one of feed, age, not 'feeds'; did you mean feed?"
    )
