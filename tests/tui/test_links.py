"""Links: chosen by letters, opened, copied, and followed within the text."""

from __future__ import annotations

import base64
import stat

import pytest

from reader.tui.paint_hints import LETTERS, labels
from tests.tui.conftest import article, keep, running, screen_text, until

NOTES = (
    "<p>Said<sup id='r1'><a href='#n1'>1</a></sup> on "
    "<a href='https://link.example/one'>one page</a>.</p>"
    + "<p>Between them stands a long text.</p>" * 60
    + "<p id='n1'>This is the note. <a href='#r1'>back</a></p>"
)


def test_labels_are_short_and_none_begins_another():
    assert labels(3) == ["a", "s", "d"]
    many = labels(len(LETTERS) + 1)
    assert len(set(many)) == len(many)
    assert {len(each) for each in many} == {2}


@pytest.fixture
def opened(monkeypatch):
    found: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: found.append(url) or True)
    return found


async def test_letters_open_a_link_that_is_in_view(reader, opened):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("semicolon")
        await until(pilot, lambda: app.screen.query("Hints"))
        assert "type its letters" in screen_text(app)
        await pilot.press("9")
        await until(pilot, lambda: not app.screen.query("Hints"))
        assert opened == []
        await pilot.press("semicolon", "s")
        await until(pilot, lambda: opened)
        assert opened == ["https://link.example/one"]
        assert app.screen.place == "article"


async def test_the_letters_lie_over_the_text_and_move_nothing(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        before = screen_text(app)
        await pilot.press("semicolon")
        await until(pilot, lambda: app.screen.query("Hints"))
        during = screen_text(app)
        assert before.count("\n") == during.count("\n")
        assert "a link" in before
        assert " link" in during
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.query("Hints"))
        await until(pilot, lambda: screen_text(app) == before)


async def test_an_address_is_copied_by_its_letters(reader, opened):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("Y", "s")
        await until(pilot, lambda: "Copied" in screen_text(app))
        assert app.clipboard == "https://link.example/one"
        assert opened == []


async def test_a_note_is_followed_and_left_again(reader, opened):
    footnoted = (article("Footnoted", 1, html=NOTES),)
    await reader._commit._db.write(keep, "Notes", "", footnoted)
    async with running(reader, first="Footnoted") as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        pane = app.screen.pane
        await pilot.press("semicolon", "s")
        await until(pilot, lambda: "This is the note" in screen_text(app))
        assert "Said" not in "".join(pane.render_line(y).text for y in range(pane.size.height))
        await pilot.press("apostrophe")
        await until(pilot, lambda: pane.scroll_offset.y == 0)
        await pilot.press("apostrophe")
        await until(pilot, lambda: "No link within" in screen_text(app))
        assert opened == []


async def test_what_is_copied_reaches_tmux_too(reader, tmp_path, monkeypatch):
    told = tmp_path / "told"
    tmux = tmp_path / "tmux"
    tmux.write_text(f'#!/bin/sh\necho "$@" > {told}\ncat >> {told}\n')
    tmux.chmod(tmux.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("TMUX", "/tmp/tmux-1/default,1,0")
    async with running(reader) as (app, pilot):
        written = []
        monkeypatch.setattr(app._driver, "write", written.append)
        await pilot.press("y")
        await app.workers.wait_for_complete()
    assert told.read_text() == "load-buffer -w -\nhttps://news.example/Dam-opened"
    coded = base64.b64encode(b"https://news.example/Dam-opened").decode()
    assert f"\x1b]52;c;{coded}\a" in "".join(written)
