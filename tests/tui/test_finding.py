"""Searching titles, searching an article, help and the palette."""

from __future__ import annotations

from tests.tui.conftest import running, screen_text, until


async def test_a_search_narrows_the_list_as_it_is_typed(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("slash", *"brid")
        await until(pilot, lambda: app.screen.list.count == 1)
        assert "Bridge closed" in screen_text(app)
        await pilot.press("enter")
        assert "“brid” in Unread" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.list.count == 7)


async def test_while_a_search_is_showing_n_steps_through_its_hits(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("slash", *"re", "enter")
        await until(pilot, lambda: app.screen.list.count == 3)
        await pilot.press("n", "n", "N")
        assert app.screen.list.cursor == 1
        assert app.screen.place == "list"
        assert "previous hit" in screen_text(app)


async def test_a_search_without_hits_says_how_to_leave_it(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("slash", *"zebra")
        await until(pilot, lambda: "Nothing here has these words" in screen_text(app))


async def test_a_search_speaks_the_query_language_and_is_calm_about_what_is_not_done_yet(reader):
    await reader.articles.star([1])
    async with running(reader) as (app, pilot):
        await pilot.press("slash", *"feed:wire is:")
        await until(pilot, lambda: "expected unread, read" in screen_text(app))
        await pilot.press(*"starred")
        await until(pilot, lambda: app.screen.list.count == 1)
        assert "expected" not in screen_text(app)
        await pilot.press("enter")
        assert "“feed:wire is:starred” in Unread" in screen_text(app)


async def test_a_search_in_an_article_counts_its_hits(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("slash", *"link", "enter")
        await until(pilot, lambda: "hits" in screen_text(app))
        assert app.screen.list.count == 7
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.found)
        assert app.screen.place == "article"


async def test_help_is_searched_by_typing(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: "One line down" in screen_text(app))
        await pilot.press(*"undo")
        await until(pilot, lambda: "Takes the last mark" in screen_text(app))
        assert "Asks every feed" not in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Takes the last mark" not in screen_text(app))


async def test_the_palette_finds_actions_and_feeds(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("ctrl+p", *"Bench")
        await until(pilot, lambda: "Feed" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: getattr(app.screen, "view", None) is not None)
        await until(pilot, lambda: app.screen.view.title == "Bench")


async def test_an_article_that_was_searched_for_shows_where_the_words_stand(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("slash", *"ferry link", "enter")
        await until(pilot, lambda: app.screen.list.count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await until(pilot, lambda: len(app.screen.pane._hits) == 2)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen.list.count == 6)


async def test_n_counts_through_the_hits_of_an_article_and_says_where_it_begins_again(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("slash", *"LÍNK", "enter")
        await until(pilot, lambda: "1 of 3 hits" in screen_text(app))
        await pilot.press("n", "n")
        await until(pilot, lambda: "3 of 3 hits" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: "From the beginning again" in screen_text(app))
        await pilot.press("N")
        await until(pilot, lambda: "From the end again" in screen_text(app))


async def test_what_is_not_in_an_article_is_said_not_to_be(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.place == "article")
        await pilot.press("slash", *"zebra", "enter")
        await until(pilot, lambda: "“zebra” is not in this article" in screen_text(app))
