"""Several articles at once, numbers before keys, keys of one's own, and the mouse."""

from __future__ import annotations

import pytest

from reader.config.said import read
from reader.tui.app import DatelineApp
from tests.tui.conftest import running, screen_text, until


async def unread(reader):
    return (await reader.feeds.counts()).unread


async def test_a_range_is_marked_as_one_change_that_u_takes_back(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("v", "j", "j")
        assert "3 chosen" in screen_text(app)
        assert screen_text(app).count("✓") == 3
        await pilot.press("m")
        await until(pilot, lambda: "Marked 3 read" in screen_text(app))
        assert await unread(reader) == 4
        assert "✓" not in screen_text(app)
        await pilot.press("u")
        await until(pilot, lambda: "Undone" in screen_text(app))
        assert await unread(reader) == 7


async def test_single_articles_are_chosen_and_esc_lets_them_go(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("X", "j", "X")
        await until(pilot, lambda: "2 chosen" in screen_text(app))
        await pilot.press("s")
        await until(pilot, lambda: "Starred 2" in screen_text(app))
        assert (await reader.feeds.counts()).starred == 2
        await pilot.press("g", "g", "X", "escape")
        assert not app.screen.list.choice
        await pilot.press("g", "g", "s")
        await until(pilot, lambda: "Star taken away" in screen_text(app))


async def test_all_of_a_list_can_be_chosen_and_part_of_it_let_go(reader, monkeypatch):
    copied: list[str] = []
    monkeypatch.setattr(DatelineApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    async with running(reader) as (app, pilot):
        await pilot.press("ctrl+a")
        await until(pilot, lambda: "7 chosen" in screen_text(app))
        await pilot.press("X", "y")
        await until(pilot, lambda: copied)
        assert len(copied[0].splitlines()) == 6


async def test_what_is_chosen_is_exported_together(reader, tmp_path):
    async with running(reader) as (app, pilot):
        await pilot.press("v", "j", "S")
        await until(pilot, lambda: "Export 2 articles" in screen_text(app))
        await until(pilot, lambda: app.screen.query_one("#to").value)
        app.screen.query_one("#to").value = str(tmp_path / "two.json")
        await pilot.press("enter")
        await until(pilot, lambda: "Exported 2 articles" in screen_text(app))


async def test_articles_are_saved_together(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("v", "j", "v", "O")
        await until(pilot, lambda: "Saved 2" in screen_text(app))
        assert (await reader.feeds.counts()).saved == 2


async def test_a_number_repeats_a_movement_and_names_a_line(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("3", "j")
        assert app.screen.list.cursor == 3
        await pilot.press("2", "k")
        assert app.screen.list.cursor == 1
        await pilot.press("6", "G")
        assert app.screen.list.cursor == 5
        await pilot.press("1", "2", "backspace")
        assert "1 …" in screen_text(app)
        await pilot.press("enter")
        assert app.screen.list.cursor == 0
        await pilot.press("4", "escape", "j")
        assert app.screen.list.cursor == 1
        await pilot.press("g", "g", "3", "m")
        await until(pilot, lambda: "Marked 3 read" in screen_text(app))


async def with_keys(reader, text):
    app = DatelineApp(reader, loaded=read(text))
    await app.prepare()
    return app


async def test_keys_of_ones_own_wait_say_what_follows_and_do_it(reader):
    app = await with_keys(reader, '[bind]\n"ctrl+x ctrl+s" = "mark.star"\n"s" = ""\n')
    async with app.run_test(size=(130, 40), notifications=True) as pilot:
        await until(pilot, app.screen.pane_made.is_set)
        await pilot.press("ctrl+x")
        assert "ctrl+x …" in screen_text(app)
        assert "Ctrl+S star" in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Starred" in screen_text(app))
        await pilot.press("s")
        assert (await reader.feeds.counts()).starred == 1


async def test_a_macro_does_one_thing_after_another_and_stops_where_one_fails(reader):
    app = await with_keys(
        reader,
        '[bind]\n"T" = ["mark.star", "move.down", "mark.star"]\n'
        '"W" = ["read.return", "mark.all"]\n',
    )
    async with app.run_test(size=(130, 40), notifications=True) as pilot:
        await until(pilot, app.screen.pane_made.is_set)
        await until(pilot, lambda: app.screen.list.current is not None)
        await pilot.press("j", "T")
        await until(pilot, lambda: screen_text(app).count("★") == 2)
        assert app.screen.list.cursor == 2
        await pilot.press("W")
        told = "read.return (1 of 2) stopped it: No link within this article was followed."
        await until(pilot, lambda: told in screen_text(app))
        assert await unread(reader) == 7


async def test_what_a_hint_names_is_done_by_a_click_on_it(reader):
    async with running(reader) as (app, pilot):
        line = app.screen.status
        at = line.render().plain.index("m read or not")
        await pilot.click(line, offset=(at + 2, 0))
        await until(pilot, lambda: "Marked read" in screen_text(app))
        await pilot.press("g")
        at = line.render().plain.index("Esc stops")
        await pilot.click(line, offset=(at, 0))
        await until(pilot, lambda: "g …" not in screen_text(app))


@pytest.mark.parametrize("key", ["A", "D", "g", "5"])
async def test_what_is_pasted_fires_no_key(reader, key):
    from textual.events import Paste

    async with running(reader) as (app, pilot):
        app.post_message(Paste(key * 20))
        await pilot.pause()
        await pilot.press("j")
        assert app.screen.list.cursor == 1
        assert await unread(reader) == 7


async def test_dialogs_are_closed_and_used_by_the_mouse(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("H")
        note = app.screen.query_one("#book-note")
        await until(pilot, lambda: "Esc closes" in screen_text(app))
        at = note.render().plain.index("Esc closes") + note.styles.padding.left
        await pilot.click(note, offset=(at + 1, 0))
        await until(pilot, lambda: not app.screen.is_modal)
        await pilot.press("question_mark")
        await until(pilot, lambda: "One line down" in screen_text(app))
        await pilot.click(offset=(1, 1))
        await until(pilot, lambda: "One line down" not in screen_text(app))


async def test_ctrl_and_a_click_choose_an_article_without_opening_it(reader):
    async with running(reader) as (app, pilot):
        await pilot.click("#articles", offset=(6, 4), control=True)
        await until(pilot, lambda: "1 chosen" in screen_text(app))
        assert await unread(reader) == 7
