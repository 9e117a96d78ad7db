"""The feeds screen: what it says of feeds, and what a person does about them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reader.config.paths import Paths
from reader.fetch.facts import Facts, to_json
from reader.model.feed import FeedHealth, FeedSettings
from reader.model.parsed import ParsedFeed
from reader.service.reader import Reader
from reader.store import feeds, polling
from reader.tui.app import DatelineApp
from reader.tui.screens.feeds import FeedsScreen
from reader.tui.screens.main import MainScreen
from tests.build import rss
from tests.server import Server
from tests.tui.conftest import HOSTILE, HOSTILE_SHOWN, NOW, first_start, running, screen_text, until

SOON = NOW + timedelta(hours=1)
WELL = FeedHealth("updated", NOW, SOON, "hourly", http_status=200)
FAILING = FeedHealth(
    "failed",
    NOW,
    NOW + timedelta(hours=53),
    "it refused: asked again in two days",
    "https://post.example/feed is not there (404)",
    "Check the address.",
    NOW - timedelta(days=3),
    4,
    404,
)
MOVING = "https://new.example/feed"


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as opened:
        yield opened


async def keep(reader, title, health, pace="{}"):
    def work(db):
        feed_id = db.execute("select id from feed where title = ?", (title,)).fetchone()[0]
        return polling.keep_health(db, [polling.Kept(feed_id, health, pace)])

    await reader._commit(work)


async def on_feeds(pilot, key="f"):
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, FeedsScreen))
    await until(pilot, lambda: pilot.app.screen.feeds._loaded)
    return pilot.app.screen


@pytest.fixture
async def tended(reader):
    """Wire is well, Post fails, Bench is about to move."""
    await keep(reader, "Wire", WELL)
    await keep(reader, "Post", FAILING)
    facts = Facts("well", NOW, moved_to=MOVING, moved_times=3, moved_since=NOW - timedelta(days=2))
    moving = FeedHealth("unchanged", NOW, SOON, moving_to=MOVING)
    await keep(reader, "Bench", moving, to_json(facts))
    return reader


def names(screen):
    return [each.subscription.title for each in screen.feeds._shown]


async def test_what_is_in_trouble_stands_first_with_the_reason_and_the_way_out(tended):
    async with running(tended, 150, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        assert names(screen) == ["Post", "Bench", "Wire"]
        text = screen_text(app)
        for words in ("failing", "is not there (404)", "Check the address.", "4 times in a row"):
            assert words in text
        await pilot.press("j")
        await until(pilot, lambda: MOVING in screen_text(app))
        assert "3 times" in screen_text(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60), (30, 8)])
async def test_every_width_has_the_names_and_keeps_its_lines_whole(tended, size):
    async with running(tended, *size) as (app, pilot):
        await on_feeds(pilot)
        await until(pilot, lambda: "Post" in screen_text(app))
        assert app.screen.details.display is (size[0] >= 120 or size[1] >= 18)
        if size[0] >= 60:
            assert "failing" in screen_text(app)
            assert "in 1h" in screen_text(app)


async def test_the_failing_ones_are_one_key_away_and_another_shows_all(tended):
    async with running(tended, 80, 24) as (app, pilot):
        screen = await on_feeds(pilot, "exclamation_mark")
        assert names(screen) == ["Post"]
        await pilot.press("exclamation_mark")
        assert len(names(screen)) == 3
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_typing_filters_by_name_address_state_and_problem(tended):
    async with running(tended, 100, 30) as (_, pilot):
        screen = await on_feeds(pilot)
        for word, found in (("bench", ["Bench"]), ("404", ["Post"]), ("world wi", ["Wire"])):
            await pilot.press("slash")
            await until(pilot, lambda: bool(screen.query("Prompt")))
            screen.query_one("Prompt Input").value = word
            await until(pilot, lambda expected=found: names(screen) == expected)
            await pilot.press("enter")
            await until(pilot, lambda: not screen.query("Prompt"))
        await pilot.press("escape")
        assert len(names(screen)) == 3


async def test_it_is_sorted_by_keys_and_by_clicks_on_the_heads(tended):
    async with running(tended, 100, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        await pilot.press("s")
        assert names(screen) == ["Bench", "Post", "Wire"]
        assert "feed▾" in screen_text(app)
        await pilot.press("S")
        assert names(screen) == ["Wire", "Post", "Bench"]
        at = screen_text(app).splitlines()[3].index("unread")
        await pilot.click("#feed-heads", offset=(at + 2, 0))
        await until(pilot, lambda: screen.feeds.sort == "unread")
        assert names(screen)[0] == "Wire"


async def test_a_click_chooses_a_feed_and_enter_reads_it(tended):
    async with running(tended, 100, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        await pilot.click("#feeds", offset=(10, 1))
        await until(pilot, lambda: screen.feeds.current.subscription.title == "Bench")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: app.screen.view.title == "Bench")
        await until(pilot, lambda: app.screen.list.count == 2)


async def test_pausing_and_leaving_are_undone_by_one_key_each(tended):
    async with running(tended, 100, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "Paused: Post" in screen_text(app))
        await until(pilot, lambda: screen.feeds.count_of("paused") == 1)
        assert screen.feeds.current.subscription.title == "Post"  # the cursor went with it
        await pilot.press("D")
        await until(pilot, lambda: screen.feeds.total == 2)
        await pilot.press("u")
        await until(pilot, lambda: screen.feeds.count_of("paused") == 1)
        await pilot.press("u")
        await until(pilot, lambda: screen.feeds.count_of("failing") == 1)


async def test_settings_are_asked_for_and_secrets_stay_hidden(tended):
    (post,) = [each for each in await tended.feeds.all() if each.title == "Post"]
    secret = FeedSettings(headers=(("X-Key", "hunter2"),), proxy="http://a:hunter2@p.example:1")
    await tended.feeds.settings(post.id, secret)
    async with running(tended, 80, 24) as (app, pilot):
        await on_feeds(pilot)
        await pilot.press("e")
        await until(pilot, lambda: "User agent" in screen_text(app))
        assert "hunter2" not in screen_text(app)
        app.screen.query_one("#interval").value = "soon"
        app.screen.query_one("#user-agent").value = "Mine/1"
        await pilot.press("enter")
        await until(pilot, lambda: "soon is no interval" in screen_text(app))
        app.screen.query_one("#interval").value = "3h"
        app.screen.query_one("#full-text").focus()
        await pilot.press("space", "enter")
        await until(pilot, lambda: isinstance(app.screen, FeedsScreen))
        await until(pilot, lambda: "Changed: Post" in screen_text(app))
        kept = (await tended.feeds.all())[[s.id for s in await tended.feeds.all()].index(post.id)]
        assert kept.settings == FeedSettings(
            "Mine/1", secret.headers, 3 * 3600, (), secret.proxy, True
        )
        await pilot.press("u")
        await until(pilot, lambda: "Undone: changed the settings of Post" in screen_text(app))


async def test_a_refresh_is_shown_as_it_goes_and_is_stopped_by_escape(reader, server):
    held = server.hold("/slow.xml")
    server.serve("/slow.xml", rss("Dam holds", name="Slow Wire"))
    await reader.feeds.subscribe(server.url("/slow.xml"))
    async with running(reader, 110, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        screen.feeds.go(4)
        await pilot.press("r")
        await until(pilot, held.arrived.is_set)
        assert "Esc stops" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Refresh stopped" in screen_text(app))
        assert isinstance(app.screen, FeedsScreen)
        await until(pilot, lambda: not app.screen.asking.running)
        held.release()
        await pilot.press("r")
        await until(pilot, lambda: "Slow Wire" in names(screen))
        await until(pilot, lambda: "1 new in 1 feed" in screen_text(app))


async def test_forcing_twice_says_when_it_is_ready_again(reader, server):
    headers = {"Cache-Control": "max-age=7200"}
    server.serve("/feed.xml", rss("Dam holds", name="Cached"), etag='"1"', headers=headers)
    added = await reader.feeds.add(server.url("/feed.xml"))
    async with running(reader, 110, 30, first="Dam holds") as (app, pilot):
        screen = await on_feeds(pilot)
        screen.feeds.go(added.subscription.id)
        await pilot.press("r")
        await until(pilot, lambda: "not to be asked before" in screen_text(app))
        await pilot.press("F")
        await until(pilot, lambda: "Nothing new" in screen_text(app))
        await until(pilot, lambda: "possible again at" in screen_text(app))
        await pilot.press("F")
        await until(pilot, lambda: "not to be asked before" in screen_text(app))
        assert len(server.requests) == 2


async def test_a_feed_that_moved_gets_its_old_address_back(tended):
    def move(db):
        db.execute("update feed set moved_from = 'https://old.example/' where title = 'Wire'")

    await tended._commit._db.write(move)
    async with running(tended, 120, 30) as (app, pilot):
        await on_feeds(pilot)
        await pilot.press("G")
        await until(pilot, lambda: "https://old.example/" in screen_text(app))
        await pilot.press("B")
        await until(pilot, lambda: "at https://old.example/ again" in screen_text(app))
        await pilot.press("g", "g", "B")
        await until(pilot, lambda: "has not moved" in screen_text(app))


async def test_a_feed_is_renamed_and_moved_to_a_folder(tended):
    async with running(tended, 100, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        await pilot.press("E")
        await until(pilot, lambda: "Rename or move" in screen_text(app))
        app.screen.query_one("#name").value = "The Evening Post"
        app.screen.query_one("#folder").value = "News"
        await pilot.press("enter")
        await until(pilot, lambda: "The Evening Post" in names(screen))
        assert screen.feeds.current.subscription.folder == "News"


async def test_a_feed_that_is_added_here_is_here(reader, server):
    server.serve("/feed.xml", rss("Dam holds", name="Added Wire"))
    async with running(reader, 100, 30) as (app, pilot):
        screen = await on_feeds(pilot)
        await pilot.press("a")
        await until(pilot, lambda: "Add a feed" in screen_text(app))
        app.screen.query_one("#address").value = server.url("/feed.xml")
        await pilot.press("enter")
        await until(pilot, lambda: "Added: Added Wire" in screen_text(app))
        await until(pilot, lambda: screen.feeds.current.subscription.title == "Added Wire")


async def test_the_sample_edition_is_left_for_a_feed_that_is_added_from_here(
    paths, tmp_path, server
):
    server.serve("/feed.xml", rss("My headline", name="My Wire"))
    async with first_start(paths, tmp_path) as (_, _, app, pilot):
        await on_feeds(pilot)
        await pilot.press("a")
        await until(pilot, lambda: "Add a feed" in screen_text(app))
        app.screen.query_one("#address").value = server.url("/feed.xml")
        await pilot.press("enter")
        await until(pilot, lambda: "My headline" in screen_text(app))
        assert isinstance(app.screen, MainScreen)


async def test_leaving_the_feed_that_is_read_leads_back_to_what_is_unread(tended):
    async with running(tended, 130, 30) as (app, pilot):
        await pilot.press("]", "]", "]", "]", "]")
        await until(pilot, lambda: app.screen.view.title == "Post")
        screen = await on_feeds(pilot)
        assert screen.feeds.current.subscription.title == "Post"
        await pilot.press("D")
        await until(pilot, lambda: screen.feeds.total == 2)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: app.screen.view.title == "Unread")


async def test_the_details_are_scrolled_when_they_have_the_keys(tended):
    async with running(tended, 80, 20) as (app, pilot):
        screen = await on_feeds(pilot)
        await pilot.press("tab", "G")
        await until(pilot, lambda: "https://post.example/feed" in screen_text(app))
        assert screen.feeds.cursor == 0
        await pilot.press("tab", "j")
        assert screen.feeds.cursor == 1


async def test_hostile_names_and_problems_are_plain_text(reader):
    await keep(reader, "Post", FeedHealth("failed", NOW, SOON, error=HOSTILE, hint=HOSTILE))
    (post,) = [each for each in await reader.feeds.all() if each.title == "Post"]
    await reader.feeds.edit(post.id, title=HOSTILE)
    async with running(reader, 200, 30) as (app, pilot):
        await on_feeds(pilot)
        await until(pilot, lambda: HOSTILE_SHOWN[:30] in screen_text(app))
        assert "\x1b" not in screen_text(app)


async def test_without_feeds_it_says_how_to_begin(paths):
    async with Reader.open(paths, now=lambda: NOW) as reader:
        app = DatelineApp(reader)
        await app.prepare()
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, app.screen.pane_made.is_set)
            await on_feeds(pilot)
            await until(pilot, lambda: "a adds one" in screen_text(app))
            await pilot.press("p", "r", "D", "e", "E", "F", "B", "y", "o", "enter", "u")
            await until(pilot, lambda: isinstance(app.screen, FeedsScreen))


async def test_it_is_in_the_palette(tended):
    async with running(tended, 100, 30) as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.press(*"feeds")
        await until(pilot, lambda: "Every feed and how it is doing" in screen_text(app))


async def test_only_the_lines_that_are_seen_of_two_thousand_feeds_are_painted(tmp_path):
    def many(db):
        for number in range(2000):
            made = feeds.add(db, f"https://f{number}.example/", "feed", "", "", NOW)
            feed = ParsedFeed(title=f"Feed {number:04}")
            kept = polling.Kept(made.feed_id, FAILING if number % 50 == 7 else WELL)
            polling.keep_feed(db, made.feed_id, feed, NOW, lambda _, kept=kept: kept)

    async with Reader.open(Paths.under(tmp_path / "home"), now=lambda: NOW) as reader:
        await reader._commit._db.write(many)
        app = DatelineApp(reader)
        await app.prepare()
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, app.screen.pane_made.is_set)
            screen = await on_feeds(pilot)
            assert screen.feeds.count == 2000
            assert names(screen)[0] == "Feed 0007"
            assert len(screen.feeds._painted) < 100
            await pilot.press("G")
            await until(pilot, lambda: "Feed 1999" in screen_text(app))
            assert len(list(screen.query("*"))) < 30
