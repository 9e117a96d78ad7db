"""News from the store while the person reads: nothing moves under the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.feed import FeedHealth
from tests.tui.conftest import NOW, TITLES, article, keep, running, screen_text, until

if TYPE_CHECKING:
    from reader.model.changes import Change


def arrive(reader, *names: str):
    """Store articles that are newer than all others, and tell of it as a refresh does."""
    from reader.model.parsed import ParsedFeed
    from reader.parse.identity import identify
    from reader.store import polling

    def work(db):
        feed_id = db.execute("select id from feed where title = 'Wire'").fetchone()[0]
        new = tuple(article(name, -1) for name in names)
        kept = polling.Kept(feed_id, FeedHealth(status="updated"))
        feed = ParsedFeed(title="Wire", articles=identify(new))
        return polling.keep_feed(db, feed_id, feed, NOW, lambda _: kept)

    return reader._commit(work)


async def test_arrivals_appear_in_the_list_and_the_cursor_stays_on_its_article(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("j", "j")
        await arrive(reader, "Breaking one", "Breaking two")
        await until(pilot, lambda: app.screen.list.count == 9)
        assert app.screen.list.current.title == "Compiler released"
        await until(pilot, lambda: app.screen.side._lines[0].unread == 9)


async def test_the_first_article_of_an_empty_list_is_shown_when_it_comes(reader):
    await reader.articles.mark_read(list(range(1, 8)))
    async with running(reader, first="All read.") as (app, pilot):
        await arrive(reader, "Breaking one")
        await until(pilot, lambda: "The text of Breaking one" in screen_text(app))


async def test_arrivals_above_the_screen_are_announced_and_do_not_move_the_lines(reader):
    await reader._commit._db.write(
        keep, "Many", "", tuple(article(f"Old {n:03}", 5000 + n) for n in range(60))
    )
    async with running(reader, 130, 20) as (app, pilot):
        await pilot.press("G")
        await until(pilot, lambda: "Old 059" in screen_text(app))
        before = screen_text(app).splitlines()[4:12]
        await arrive(reader, "Breaking one", "Breaking two")
        await until(pilot, lambda: "↑ 2 new" in screen_text(app))
        assert [line[30:70] for line in screen_text(app).splitlines()[4:12]] == [
            line[30:70] for line in before
        ]
        await pilot.press("g", "g")
        await until(pilot, lambda: "Breaking one" in screen_text(app))
        assert "↑ 2 new" not in screen_text(app)


async def test_changes_that_follow_each_other_closely_are_one_repaint(reader):
    async with running(reader) as (app, pilot):
        told: list[Change] = []
        app._bridge.changed.subscribe(app.screen, told.append, immediate=True)
        for number in range(1, 8):
            await reader.articles.mark_read([number])
        await until(pilot, lambda: sum(len(c.articles) for c in told) == 7)
        assert len(told) < 7


async def test_a_click_on_an_article_opens_it(reader):
    async with running(reader) as (app, pilot):
        await pilot.click("#articles", offset=(10, 3))
        await until(pilot, lambda: app.screen.place == "article")
        await until(pilot, lambda: app.screen.shown.title == "Bridge closed")


async def test_a_click_in_the_sidebar_shows_that_feed(reader):
    async with running(reader) as (app, pilot):
        await pilot.click("#sidebar", offset=(10, 6))
        await until(pilot, lambda: app.screen.view.title == "Post")


async def test_a_long_list_is_listed_to_the_last_with_few_rows_in_hand(reader):
    many = tuple(article(f"Row {n}", 5000 + n, html="") for n in range(3000))
    await reader._commit._db.write(keep, "Many", "", many)
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: app.screen.list.count == 3007)
        await pilot.press("G")
        await until(pilot, lambda: "Row 2999" in screen_text(app))
        assert len(app.screen.list._rows) < 500


@pytest.mark.parametrize("theme", ["dateline-light", "ansi-dark", "nord"])
async def test_every_theme_can_be_worn_and_is_remembered(reader, theme):
    async with running(reader) as (app, pilot):
        app.theme = theme
        await until(pilot, lambda: app._kept_theme == theme)
        await pilot.press("j", "question_mark", "escape")
        assert "Dam opened" in screen_text(app)
    assert await reader.memory.get("theme") == theme


async def test_without_colour_the_signs_still_tell(reader, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(reader) as (app, pilot):
        await pilot.press("m", "j")
        await until(pilot, lambda: screen_text(app).count("●") == 6)
        assert "▍" in screen_text(app)
        assert len(TITLES) == 7
