"""What a feed says is text: it is shown as it is, and drives neither the app nor the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.errors import DatelineError
from reader.tui.work import guarded
from tests.tui.conftest import HOSTILE, article, keep, running, screen_text, until

if TYPE_CHECKING:
    from reader.model.parsed import ParsedArticle

PLAIN = "Senate [/nope] vote [@click=app.quit]read me[/]"


@pytest.fixture
async def hostile(reader):
    """The usual feeds, and one whose every word is hostile (as if an older version let it in)."""
    first: ParsedArticle = article("hostile", 1, title=HOSTILE, authors=(HOSTILE,), summary=HOSTILE)
    await reader._commit._db.write(keep, PLAIN, PLAIN, (first,), HOSTILE)
    return reader


async def test_hostile_titles_are_shown_to_the_letter_everywhere(hostile):
    async with running(hostile, 200) as (app, pilot):
        text = screen_text(app)
        assert text.count("[/nope]") >= 3
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        assert "\x1b" not in screen_text(app)
        await pilot.click(app.screen.pane, offset=(30, 2))
        await pilot.press("ctrl+p", *"Senate")
        await until(pilot, lambda: screen_text(app).count("[/nope]") >= 2)
        await pilot.press("escape")
        assert app._exit is False


async def test_a_notice_with_markup_in_it_is_only_text(hostile):
    async with running(hostile) as (app, pilot):

        async def fails() -> None:
            raise DatelineError(f"Trouble: {HOSTILE}", "[/nope]")

        await guarded(app, fails)()
        await until(pilot, lambda: "Trouble: Senate [/nope] vote" in screen_text(app))
        assert "\x1b" not in screen_text(app)


async def test_a_bug_is_told_calmly_and_does_not_end_the_app(hostile):
    async with running(hostile) as (app, pilot):

        async def stumbles() -> None:
            raise ZeroDivisionError

        await guarded(app, stumbles)()
        await until(pilot, lambda: "That did not work" in screen_text(app))
        await pilot.press("j")
        assert app.screen.list.cursor == 1


async def test_the_reason_of_a_failing_feed_is_only_text(hostile):
    async with running(hostile) as (app, pilot):
        await pilot.press("h", "G")
        await until(pilot, lambda: app.screen.side.line.view is not None)
        for _ in range(app.screen.side.count):
            if app.screen.side.line.problem:
                break
            await pilot.press("k")
        await until(pilot, lambda: "! Senate [/nope]" in screen_text(app))
