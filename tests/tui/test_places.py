"""Where reading stopped: it is there again later, in any width, and when the text was changed."""

from __future__ import annotations

import pytest

from reader.model.article import ArticleBody, ReadingPlace
from tests.tui.conftest import article, keep, running, screen_text, until
from tests.tui.test_article_pane import ARTICLE, NOW, opened

LONG = "".join(
    f"<p>Paragraph {n} says a number of words about the harbour and its pilots.</p>"
    for n in range(90)
)


@pytest.fixture
async def long_reader(reader):
    told = (article("Long one", 1, html=LONG), article("Other one", 2, html=LONG))
    await reader._commit._db.write(keep, "Longs", "", told)
    return reader


def first_paragraph(pane) -> str:
    shown = [pane.render_line(y).text for y in range(pane.size.height)]
    return next(text.split()[1] for text in shown if "Paragraph" in text)


async def read_on(app, pilot, screens: int = 2) -> str:
    await pilot.press("enter")
    await until(pilot, lambda: app.screen.place == "article")
    for _ in range(screens):
        await pilot.press("pagedown")
    return first_paragraph(app.screen.pane)


async def test_an_article_goes_on_where_it_was_left(long_reader):
    async with running(long_reader, first="Long one") as (app, pilot):
        here = await read_on(app, pilot)
        await pilot.press("escape", "j")
        await until(pilot, lambda: app.screen.shown.title == "Other one")
        assert app.screen.pane.scroll_offset.y == 0
        await pilot.press("k")
        await until(pilot, lambda: app.screen.shown.title == "Long one")
        await until(pilot, lambda: first_paragraph(app.screen.pane) == here)


async def test_a_place_outlives_the_program_and_another_width(long_reader):
    async with running(long_reader, first="Long one") as (app, pilot):
        here = await read_on(app, pilot)
    async with running(long_reader, width=90, first="Other one") as (app, pilot):
        await pilot.press("g", "4")
        await until(pilot, lambda: app.screen.list.count == 9)
        await pilot.press("g", "g", "enter")
        await until(pilot, lambda: app.screen.place == "article")
        await until(pilot, lambda: first_paragraph(app.screen.pane) == here)


async def test_what_was_read_to_its_end_begins_at_its_beginning(long_reader):
    async with running(long_reader, first="Long one") as (app, pilot):
        await read_on(app, pilot)
        await pilot.press("G", "escape", "j")
        await until(pilot, lambda: app.screen.shown.title == "Other one")
        await pilot.press("k")
        await until(pilot, lambda: app.screen.shown.title == "Long one")
        assert app.screen.pane.scroll_offset.y == 0
        assert await long_reader.articles.place(app.screen.shown.id) is None


async def test_the_whole_text_that_takes_the_place_of_a_part_leaves_the_reader_at_the_words():
    async with opened(LONG) as (pane, pilot, _app):
        pane.go_to(pane._page.place(80))
        await pilot.pause()
        here = first_paragraph(pane)
        place = pane.reading_place
        longer = "<h2>Before</h2>" + "<p>More was said before.</p>" * 30 + LONG
        pane.show(ARTICLE, ArticleBody(longer), now=NOW)
        pane.return_to(place)
        await pilot.pause()
        assert first_paragraph(pane) == here


async def test_words_that_are_gone_leave_the_reader_about_there():
    async with opened(LONG) as (pane, pilot, _app):
        pane.return_to(ReadingPlace(40, 0, "Words that nobody wrote"))
        await pilot.pause()
        assert first_paragraph(pane) == "40"
        pane.return_to(ReadingPlace(4000, 7, "Words that nobody wrote"))
        await pilot.pause()
        assert "Paragraph 89" in "".join(pane.render_line(y).text for y in range(24))


async def test_nothing_is_written_for_what_is_only_passed_by(long_reader):
    async with running(long_reader, first="Long one") as (app, pilot):
        for _ in range(4):
            await pilot.press("j")
        await until(pilot, lambda: app.screen.shown.title != "Long one")
        assert screen_text(app)
    count = "select count(*) from reading_place"
    assert await long_reader._commit._db.read(lambda db: db.execute(count).fetchone()[0]) == 0


async def test_the_first_article_on_the_page_goes_on_where_it_was_left():
    async with opened() as (pane, pilot, _app):
        pane.show(ARTICLE, ArticleBody(LONG), now=NOW)
        pane.return_to(ReadingPlace(40, 0, "Paragraph 40 says"))
        await pilot.pause()
        assert first_paragraph(pane) == "40"
