"""How a feed is doing, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.model.feed import Feed, FeedHealth, FeedSettings, Subscription
from reader.model.health import Checkup, FeedPace
from reader.text.ages import ahead, clock
from reader.text.checkup import answer_words, facts, problem_of, rate_words, why_next

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WELL = FeedHealth("unchanged", NOW - HOUR, NOW + HOUR, "hourly", http_status=304)
UNKNOWN = FeedPace()
URL, MOVED = "https://wire.example/feed", "https://new.example/feed"


def checkup(health: FeedHealth = WELL, pace: FeedPace = UNKNOWN, **given: object) -> Checkup:
    settings = FeedSettings(**given)  # type: ignore[arg-type]
    feed = Feed(1, URL, title="Wire", site_url="https://wire.example/")
    return Checkup(Subscription(feed, health=health, settings=settings), pace)


def told(each: Checkup) -> dict[str, str]:
    """The facts, those that go on from another joined to it."""
    found: dict[str, str] = {}
    last = ""
    for fact in facts(each, NOW):
        last = fact.label or last
        found[last] = f"{found[last]} {fact.text}" if last in found else fact.text
    return found


FAILED = replace(WELL, status="failed", error=f"{URL} is not there (404)", hint="Look.", failures=2)


@pytest.mark.parametrize(
    ("health", "pace", "settings", "state"),
    [
        (WELL, FeedPace(), {}, "ok"),
        (FeedHealth(), FeedPace(), {}, "new"),
        (FAILED, FeedPace(), {}, "failing"),
        (replace(FAILED, next_check_at=None), FeedPace(), {}, "gone"),
        (replace(WELL, next_check_at=None), FeedPace(), {}, "ok"),
        (replace(WELL, moving_to=MOVED), FeedPace(), {}, "redirecting"),
        (replace(WELL, moving_to=MOVED), FeedPace(stays=MOVED), {}, "ok"),
        (WELL, FeedPace(seconds=5.0), {}, "slow"),
        (replace(FAILED, next_check_at=None), FeedPace(), {"paused": True}, "paused"),
    ],
)
def test_a_state_is_what_a_person_has_to_know_first(health, pace, settings, state) -> None:
    assert checkup(health, pace, **settings).state == state


def test_a_failure_is_told_without_the_address_and_with_the_way_out() -> None:
    said = told(checkup(replace(FAILED, failing_since=NOW - 2 * DAY)))
    assert said["problem"] == "is not there (404) Look."
    assert said["failing"] == "since 1 Nov 12:00, 2 times in a row"
    assert problem_of(checkup()) == ""


def test_how_it_was_asked_and_when_it_is_next_and_why() -> None:
    said = told(checkup(pace=FeedPace(seconds=7.0)))
    assert said["asked"] == "1h ago · 304 Not Modified · nothing new · took 7 s"
    assert said["next"] == "in 1h (13:00) · hourly"
    gone = checkup(replace(FAILED, next_check_at=None, why="gone for good"))
    assert why_next(gone, NOW) == "not by itself: gone for good"


def test_waits_are_told_as_long_as_they_last() -> None:
    said = told(checkup(pace=FeedPace(retry_at=NOW + HOUR, force_at=NOW + HOUR / 6)))
    assert said["host"] == "wants to be left alone until 13:00"
    assert said["force"] == "possible again at 12:10"
    over = told(checkup(pace=FeedPace(retry_at=NOW - HOUR, force_at=NOW - HOUR)))
    assert not {"host", "force"} & set(over)


def test_a_redirect_that_is_waited_for_one_that_was_refused_and_one_that_was_made() -> None:
    moving = replace(WELL, moving_to=MOVED)
    pace = FeedPace(moving_since=NOW - DAY, moving_times=3)
    assert told(checkup(moving, pace))["redirects"] == (
        f"for good to {MOVED} since 2 Nov 12:00, 3 times; it moves there after ten times, or a week"
    )
    assert "as you wished" in told(checkup(moving, FeedPace(stays=MOVED)))["redirects"]
    assert told(checkup(replace(WELL, moved_from=MOVED)))["moved from"] == MOVED


@pytest.mark.parametrize(
    ("rate", "words"),
    [(0, ""), (12, "12/day"), (1, "1/day"), (0.5, "4/week"), (0.1, "3/month"), (0.01, "4/year")],
)
def test_a_rhythm_in_the_unit_that_fits(rate: float, words: str) -> None:
    assert rate_words(rate) == words


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (-HOUR, "now"),
        (timedelta(seconds=5), "in 1m"),
        (HOUR / 2, "in 30m"),
        (HOUR, "in 1h"),
        (47 * HOUR, "in 47h"),
        (53 * HOUR, "in 2d"),
        (5000 * DAY, "in 999d"),
    ],
)
def test_how_long_until_a_moment(wait: timedelta, words: str) -> None:
    assert ahead(NOW + wait, NOW) == words
    assert len(words) <= 7


def test_a_moment_has_its_date_where_that_is_another_day() -> None:
    assert clock(NOW + HOUR, NOW) == "13:00"
    assert clock(NOW + DAY, NOW) == "4 Nov 12:00"
    assert clock(NOW - 400 * DAY, NOW) == "29 Sep 2025 12:00"


def test_an_answer_in_few_letters() -> None:
    assert answer_words(checkup()) == "304"
    assert answer_words(checkup(FeedHealth())) == ""
    assert answer_words(checkup(replace(FAILED, http_status=None))) == "error"


def test_a_rhythm_needs_two_articles_and_counts_quiet_times() -> None:
    lately = replace(checkup(), recent=10, recent_since=NOW - 5 * DAY)
    assert lately.rate(NOW) == 2
    assert lately.rate(NOW + 5 * DAY) == 1
    assert replace(lately, recent=1).rate(NOW) == 0
