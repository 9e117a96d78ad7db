"""Muting from an article, the list of rules, and the history, by keys."""

from __future__ import annotations

from reader.model.query import UNREAD
from tests.tui.conftest import running, screen_text, until


async def test_an_article_mutes_what_is_like_it_and_u_brings_it_back(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("M")
        await until(pilot, lambda: "Titles with “opened”" in screen_text(app))
        await until(pilot, lambda: "Would have muted 1 of the last 7" in screen_text(app))
        await pilot.press("down")
        await until(pilot, lambda: "Would have muted 3 of the last 7" in screen_text(app))
        await pilot.press("tab", *"30d", "enter")
        await until(pilot, lambda: app.screen.list.count == 4)
        assert "Muted feed:Wire, 3 unread gone" in screen_text(app)
        await until(pilot, lambda: app.screen.side._lines[0].unread == 4)
        [rule] = await reader.rules.all()
        assert (rule.action, rule.query, rule.hits) == ("mute", "feed:Wire", 3)
        assert rule.ends_at is not None
        await pilot.press("u")
        await until(pilot, lambda: app.screen.list.count == 7)
        assert await reader.articles.count(UNREAD) == 7
        assert await reader.rules.all() == []


async def test_a_time_that_makes_no_sense_is_told_in_the_dialog(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("M")
        await until(pilot, lambda: "How long" in screen_text(app))
        await pilot.press("tab", *"soon", "enter")
        await until(pilot, lambda: "cannot end at soon" in screen_text(app))
        assert await reader.rules.all() == []


async def test_rules_are_listed_arranged_removed_and_their_deeds_taken_back(reader):
    await reader.rules.add("mute", "title:ferry", also_unread=True)
    await reader.rules.add("star:30d", "title:dam")
    async with running(reader) as (app, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "mute title:ferry" in screen_text(app))
        assert "until 03 Dec 2026" in screen_text(app)
        assert "1×" in screen_text(app)
        await pilot.press("x")
        await until(pilot, lambda: "Taken back for 1 article." in screen_text(app))
        assert await reader.articles.count(UNREAD) == 7
        await pilot.press("J")
        await until(pilot, lambda: app.screen.lines.entries[1].text == "mute title:ferry")
        await pilot.press("D")
        await until(pilot, lambda: len(app.screen.lines.entries) == 1)
        await pilot.press("u")
        await until(pilot, lambda: len(app.screen.lines.entries) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.list.count == 7)


async def test_the_history_undoes_any_line_and_refuses_what_others_stand_on(reader):
    await reader.articles.mark_read([1, 2])
    await reader.articles.star([3])
    await reader.articles.mark_read([2], False)
    async with running(reader) as (app, pilot):
        await pilot.press("H")
        await until(pilot, lambda: "marked 2 articles read" in screen_text(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "cannot be undone before" in screen_text(app))
        await pilot.press("up", "enter")
        await until(pilot, lambda: "Undone: starred 1 article" in screen_text(app))
        assert not (await reader.articles.article(3)).starred
        await until(pilot, lambda: app.screen.lines.entries[1].over)
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.lines.entries[1].over)
        await pilot.press("escape")
        await until(pilot, lambda: "What was done" not in screen_text(app))


async def test_what_u_took_back_is_made_again(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("U")
        await until(pilot, lambda: "nothing to redo" in screen_text(app))
        await pilot.press("m")
        await until(pilot, lambda: app.screen.list.current.read)
        await pilot.press("u")
        await until(pilot, lambda: app.screen.list.current.unread)
        await pilot.press("U")
        await until(pilot, lambda: app.screen.list.current.read)


async def test_a_rule_of_any_kind_is_added_in_the_list_of_rules(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "No rules yet" in screen_text(app))
        await pilot.press("a")
        await until(pilot, lambda: "Add a rule" in screen_text(app))
        await pilot.press(*"star", "tab", *"title:ferry")
        await until(pilot, lambda: "Would have found 1 of the last 7" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "star title:ferry" in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: "No rules yet" in screen_text(app))


async def test_the_list_of_rules_follows_what_was_done_elsewhere(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "No rules yet" in screen_text(app))
        await reader.rules.add("read", "title:ferry", also_unread=True)
        await until(pilot, lambda: "read title:ferry" in screen_text(app))
