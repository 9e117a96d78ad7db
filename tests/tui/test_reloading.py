"""`config.toml` is read again while the reader is open."""

from __future__ import annotations

from textual.events import AppFocus

from tests.tui.conftest import running, screen_text, until


async def test_what_changed_holds_and_is_told(reader, paths) -> None:
    async with running(reader) as (app, pilot):
        (paths.config / "config.toml").write_text(
            '[looks]\ntheme = "dateline-light"\nsymbls = "ascii"\n[reading]\nmeasure = 60\n'
        )
        await pilot.press("ampersand")
        await until(pilot, lambda: app.theme == "dateline-light")
        (told,) = [each.message for each in app._notifications]
        assert "config.toml:3: there is no setting looks.symbls; did you mean symbols?" in told
        assert "Changed: looks.theme, reading.measure." in told
        assert "From the next start on: reading.measure." in told


async def test_a_file_that_cannot_be_read_changes_nothing(reader, paths) -> None:
    async with running(reader) as (app, pilot):
        before = app.settings
        (paths.config / "config.toml").write_text("[looks\n")
        app.post_message(AppFocus())
        await until(pilot, lambda: "not TOML" in screen_text(app))
        assert app.settings == before


async def test_that_nothing_changed_is_said_to_whoever_asks(reader) -> None:
    async with running(reader) as (app, pilot):
        await pilot.press("ampersand")
        await until(pilot, lambda: "says what it said before" in screen_text(app))
