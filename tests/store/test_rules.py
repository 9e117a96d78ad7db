"""Rules: what they do as articles arrive, what they leave alone, and what is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedFeed
from reader.model.query import EVERYTHING, STARRED, UNREAD, ArticleQuery, Is
from reader.store import feeds, history, lists, marks, polling, rules, upkeep, windows
from reader.store.db import Database
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.model.parsed import ParsedArticle
    from reader.store.articles import Merged

MUTED = ArticleQuery(Is("muted"))


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    db = await Database.open(tmp_path / "store.db")
    await db.write(feeds.add, "https://one.example", "feed", "One", "World", NOON)
    yield db
    assert await db.read(upkeep.problems) == ()
    await db.close()


async def arrive(db: Database, *some: ParsedArticle, now=NOON) -> Merged:
    """Have a feed bring articles; the first is the oldest, and so has the lowest id."""
    feed = ParsedFeed("One", articles=tuple(reversed(some)))
    kept = polling.Kept(1, FeedHealth())
    return await db.write(polling.keep_feed, 1, feed, now, lambda _: kept)


async def ids(db: Database, query: ArticleQuery = EVERYTHING) -> list[int]:
    return sorted(await db.read(windows.ids, query))


FLOOD = article(3, title="Flood at the quay", authors=("Jo Bell",))
FERRY = article(2, title="Ferry late")
MATCH = article(1, title="Football: flood of goals")


async def test_a_rule_sees_what_the_rules_before_it_did(db: Database) -> None:
    await db.write(rules.add, "read", "title:ferry", None, NOON)
    await db.write(rules.add, "star", "is:read", None, NOON)
    await db.write(rules.add, "save", "is:starred -title:flood", None, NOON)
    await db.write(rules.add, "keep", "newer:1d", None, NOON)
    await db.write(rules.add, "save", "older:1d", None, NOON)
    await arrive(db, FLOOD, FERRY)
    assert await ids(db, STARRED) == await ids(db, ArticleQuery(Is("saved"))) == [2]
    assert await ids(db, UNREAD) == [1]


async def test_a_muted_article_is_read_and_in_no_list_until_it_is_asked_for(db: Database) -> None:
    await db.write(rules.add, "mute", "title:football", None, NOON)
    merged = await arrive(db, FLOOD, FERRY, MATCH)
    assert merged.new == 2
    assert merged.change.arrivals == {1, 2}
    assert merged.change.departures == {3}
    assert await ids(db) == await ids(db, UNREAD) == [1, 2]
    assert await ids(db, MUTED) == [3]
    assert (await db.read(lists.row, 3)).read
    [one] = await db.read(feeds.subscriptions)
    assert (one.unread, one.total) == (2, 2)
    assert [each.hits for each in await db.read(rules.rules)] == [1]


async def test_a_muted_article_stays_away_when_the_feed_comes_back(db: Database) -> None:
    await db.write(rules.add, "mute", "football", None, NOON)
    await arrive(db, FLOOD, MATCH)
    await db.write(feeds.remove, [1], NOON)
    assert await ids(db, MUTED) == []
    await db.write(history.undo)
    assert await ids(db) == [1]
    assert await ids(db, MUTED) == [2]


async def test_rules_act_in_their_order_and_keep_spares_from_what_is_below(db: Database) -> None:
    await db.write(rules.add, "keep", "author:bell", None, NOON)
    await db.write(rules.add, "mute", "title:flood", None, NOON)
    await db.write(rules.add, "star", "title:goals or author:bell", None, NOON)
    await db.write(rules.add, "read", "title:ferry", None, NOON)
    await db.write(rules.add, "save", "title:ferry", None, NOON)
    await arrive(db, FLOOD, FERRY, MATCH)
    assert await ids(db, UNREAD) == [1]
    assert await ids(db, STARRED) == [1, 3]
    assert await ids(db, MUTED) == [3]
    assert await ids(db, ArticleQuery(Is("saved"))) == [2]
    assert [each.hits for each in await db.read(rules.rules)] == [0, 1, 2, 1, 1]
    await db.write(rules.move, 1, 1, NOON)
    await arrive(db, article(4, title="Flood again", authors=("Jo Bell",)))
    assert await ids(db, MUTED) == [3, 4]


async def test_a_rule_stops_when_it_ends(db: Database) -> None:
    await db.write(rules.add, "mute", "flood", NOON + timedelta(days=1), NOON)
    await arrive(db, FLOOD)
    later = NOON + timedelta(days=1)
    await arrive(db, MATCH, now=later)
    assert await ids(db) == [2]
    [rule] = await db.read(rules.rules)
    assert not rule.ended(NOON)
    assert rule.ended(later)
    assert rule.hits == 1


async def test_what_is_known_already_is_left_alone(db: Database) -> None:
    await arrive(db, FLOOD)
    await db.write(rules.add, "mute", "flood", None, NOON)
    await arrive(db, FLOOD)
    assert await ids(db, UNREAD) == [1]


async def test_a_rule_for_what_is_unread_too_is_one_change(db: Database) -> None:
    await arrive(db, FLOOD, FERRY, MATCH)
    await db.write(marks.set_read, [1], True, NOON)
    change = await db.write(rules.add, "mute", "flood", None, NOON, also_unread=True)
    assert change.departures == {3}
    assert await ids(db) == [1, 2]
    await db.write(history.undo)
    assert await ids(db, UNREAD) == [2, 3]
    assert await db.read(rules.rules) == []
    await db.write(history.redo)
    assert await ids(db) == [1, 2]
    assert [each.hits for each in await db.read(rules.rules)] == [1]


async def test_what_a_rule_did_is_taken_back_but_not_what_was_done_since(db: Database) -> None:
    await db.write(rules.add, "read", "flood", None, NOON)
    await arrive(db, FLOOD, FERRY, MATCH)
    later = NOON + timedelta(minutes=5)
    await db.write(marks.set_read, [3], False, later)
    await db.write(marks.set_read, [3], True, later)
    change = await db.write(rules.take_back, 1, later)
    assert change.articles == {1}
    assert await ids(db, UNREAD) == [1, 2]
    await db.write(history.undo)
    assert await ids(db, UNREAD) == [2]


async def test_muting_is_taken_back_whole(db: Database) -> None:
    await db.write(rules.add, "mute", "flood", None, NOON)
    await arrive(db, FLOOD, FERRY, MATCH)
    change = await db.write(rules.take_back, 1, NOON)
    assert change.articles == {1, 3}
    assert not change.departures
    assert await ids(db, UNREAD) == [1, 2, 3]
    assert await ids(db, MUTED) == []


async def test_a_mark_by_hand_is_undone_before_what_a_rule_did_in_the_background(
    db: Database,
) -> None:
    await arrive(db, FLOOD)
    await db.write(marks.set_starred, [1], True, NOON)
    await db.write(rules.add, "mute", "ferry", None, NOON)
    await arrive(db, FERRY)
    assert await db.read(history.last) == "added the rule mute ferry"
    await db.write(history.undo)
    assert await db.read(history.last) == "starred 1 article"


async def test_a_trial_changes_nothing_and_shows_examples(db: Database) -> None:
    await arrive(db, FLOOD, FERRY, MATCH)
    trial = await db.read(rules.tried, "flood", 2, NOON)
    assert (trial.matched, trial.of) == (1, 2)
    assert [each.title for each in trial.examples] == ["Football: flood of goals"]
    assert await ids(db, UNREAD) == [1, 2, 3]


async def test_a_rule_nobody_understands_any_more_stops_no_refresh(db: Database) -> None:
    await db.write(rules.add, "mute", "from:the-future", None, NOON)
    await db.write(rules.add, "star", "ferry", None, NOON)
    await arrive(db, FERRY)
    assert await ids(db, STARRED) == [1]
