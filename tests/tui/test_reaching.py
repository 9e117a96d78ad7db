"""The palette and the command line: everything is some letters away, and nothing waits for it."""

from __future__ import annotations

from reader.config.paths import Paths
from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedFeed
from reader.service.reader import Reader
from reader.store import feeds, polling
from reader.text.fuzzy import fit
from reader.tui.app import DatelineApp
from reader.tui.commands import COMMANDS
from tests.tui.conftest import NOW, running, screen_text, until


def test_beginnings_of_words_go_before_letters_within_and_those_before_scattered_ones():
    titles = ["Rest", "Forest fires", "The Rest of it", "Fire, earth, sea, tide", "Bread"]
    found = [(fit("rest", each), each) for each in titles]
    ranked = sorted(((f.score, t) for f, t in found if f), reverse=True)
    assert [title for _, title in ranked] == titles[:1] + titles[2:3] + titles[1:2] + titles[3:4]
    assert fit("sea fi", "Fire, earth, sea").places == (0, 1, 13, 14, 15)
    assert fit("xyz", "Rest") is None


async def test_the_palette_has_actions_with_their_keys_views_themes_and_settings(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("ctrl+p")
        for typed, shown in (
            ("refresh all", "R  Action"),
            ("World", "Folder"),
            ("Post", "Feed"),
            ("dateline-li", "Theme"),
            ("measure", "Setting"),
        ):
            app.screen.query_one("Input").value = ""
            await pilot.press(*(x if x != " " else "space" for x in typed))
            await until(pilot, lambda shown=shown: shown in screen_text(app))


async def test_the_palette_does_what_is_chosen_and_offers_it_first_the_next_time(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("ctrl+p", *"dateline-li", "enter")
        await until(pilot, lambda: app.theme == "dateline-light")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.lines.count > 20)
        assert app.screen._entries[0].title == "dateline-light"
        await pilot.press("escape")
        await pilot.press("ctrl+p", *"mute", "enter")
        await until(pilot, lambda: "Mute" in screen_text(app))


async def test_the_palette_leads_from_the_feeds_screen_to_a_feed(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("f")
        await until(pilot, lambda: hasattr(app.screen, "feeds"))
        await pilot.press("ctrl+p", *"Bench", "enter")
        await until(pilot, lambda: getattr(app.screen, "view", None) is not None)
        await until(pilot, lambda: app.screen.view.title == "Bench")


async def test_among_five_thousand_feeds_keys_are_answered_while_it_looks(tmp_path):
    def many(db):
        for number in range(5000):
            made = feeds.add(db, f"https://f{number}.example/", "feed", "", "", NOW)
            kept = polling.Kept(made.feed_id, FeedHealth())
            feed = ParsedFeed(title=f"Feed {number:04}")
            polling.keep_feed(db, made.feed_id, feed, NOW, lambda _, kept=kept: kept)

    async with Reader.open(Paths.under(tmp_path / "home"), now=lambda: NOW) as reader:
        await reader._commit._db.write(many)
        app = DatelineApp(reader)
        await app.prepare()
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: len(app.views()) > 5000)
            await pilot.press("ctrl+p", *"4321")
            await until(pilot, lambda: app.screen.lines.count == 1)
            await pilot.press("enter")
            await until(pilot, lambda: app.screen.view.title == "Feed 4321")


async def command(pilot, text):
    await pilot.press("colon", *("space" if x == " " else x for x in text), "enter")


async def test_commands_do_what_they_say(reader):
    async with running(reader) as (app, pilot):
        await command(pilot, "feed bench")
        await until(pilot, lambda: app.screen.view.title == "Bench")
        await command(pilot, "theme dateline-light")
        await until(pilot, lambda: app.theme == "dateline-light")
        await command(pilot, "set reading.measure 60")
        await until(pilot, lambda: app.screen.pane.measure == 60)
        await command(pilot, "feed all")
        await until(pilot, lambda: app.screen.list.count == 7)
        await command(pilot, "4")
        await until(pilot, lambda: app.screen.list.cursor == 3)
        await command(pilot, "search ferry")
        await until(pilot, lambda: app.screen.list.count == 1)
        await pilot.press("escape")
        await command(pilot, "mark.star")
        await until(pilot, lambda: "Starred" in screen_text(app))
        await command(pilot, "set keys.keymap vim")
        await until(pilot, lambda: app.keymap.keys_of("read.copy") == ("y y",))


async def test_what_is_wrong_is_said_in_place_and_nothing_is_lost(reader):
    async with running(reader) as (app, pilot):
        for typed, told in (
            ("thme x", "there is no command thme. Perhaps theme?"),
            ("s x", "s may be search, set"),
            ("theme nrod", "there is no theme nrod. Perhaps nord?"),
            ("set reading.mesure 5", "Perhaps reading.measure?"),
            ("set reading.measure 5", "reading.measure is from 40 to 120, not 5"),
            ("feed qqq", "no feed, folder or view has the name qqq"),
            ("search (", "the query stops making sense"),
            ("feed", "feed wants the name"),
        ):
            await command(pilot, typed)
            await until(pilot, lambda told=told: told in screen_text(app))
            assert app.screen.query_one("Input").value == typed
            await pilot.press("escape")


async def test_tab_completes_and_the_arrows_go_through_what_was_typed_before(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("colon", *"the", "tab")
        assert app.screen.query_one("Input").value == "theme "
        await pilot.press(*"light", "tab")
        first = app.screen.query_one("Input").value
        await pilot.press("tab")
        assert app.screen.query_one("Input").value != first
        await pilot.press("shift+tab")
        assert app.screen.query_one("Input").value == first
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == first.partition(" ")[2])
        await pilot.press("colon")
        await until(pilot, lambda: app.screen._before)
        await pilot.press("up")
        assert app.screen.query_one("Input").value == first
        await pilot.press("down")
        assert app.screen.query_one("Input").value == ""


def test_every_command_says_what_it_does():
    assert all(each.help.endswith(".") and each.name for each in COMMANDS)
