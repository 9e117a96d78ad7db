from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.fetch.facts import Facts, after, from_json, moved, set_back, to_json
from reader.fetch.failures import Offline
from reader.fetch.schedule import is_due, may_ask, next_check, wants_peace
from reader.model.errors import FetchError, NotAFeed
from reader.model.feed import Validators
from reader.model.fetched import Asks, Loaded, NotModified
from reader.model.parsed import ParsedFeed

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HELPFUL = Validators(etag=b'"1"')


def answered(
    validators: Validators = HELPFUL, *, max_age: int | None = None, moved_to: str = ""
) -> Loaded:
    asks = Asks(NOW + timedelta(seconds=max_age), max_age) if max_age is not None else Asks()
    return Loaded(
        "https://a.example/", b"", status=200, validators=validators, asks=asks, moved_to=moved_to
    )


def refused(status: int, retry_at: datetime | None = None) -> FetchError:
    return FetchError("no", kind="http", status=status, retry_at=retry_at)


def wait(facts: Facts, **options: object) -> timedelta:
    plan = next_check(facts, NOW, **options)  # type: ignore[arg-type]
    assert plan.at is not None
    assert plan.why
    return plan.at - NOW


WELL = after(Facts(), NOW, answered(), new=3)


def test_a_server_with_validators_is_asked_hourly_one_without_daily() -> None:
    assert wait(WELL) == HOUR
    assert wait(after(Facts(), NOW, answered(Validators()), new=1)) == DAY


def test_chance_only_ever_postpones() -> None:
    assert wait(WELL, jitter=1.0) == 1.1 * HOUR


@pytest.mark.parametrize(
    ("max_age", "ttl", "expected"),
    [
        (900, None, 15 * MINUTE),
        (30, None, 10 * MINUTE),
        (0, None, HOUR),
        (7200, None, 2 * HOUR),
        (10**9, None, DAY),
        (None, 1800, 30 * MINUTE),
        (None, 10**12, DAY),
        (600, 7200, 2 * HOUR),
    ],
)
def test_a_server_that_states_a_time_is_taken_at_its_word(
    max_age: int | None, ttl: int | None, expected: timedelta
) -> None:
    facts = after(Facts(), NOW, answered(max_age=max_age), parsed=ParsedFeed(ttl=ttl), new=1)
    assert wait(facts) == expected


def test_openrss_is_obeyed_beyond_a_day() -> None:
    facts = after(Facts(), NOW, answered(max_age=7 * 86400), new=1)
    assert wait(facts) == DAY
    assert wait(facts, host="openrss.org") == 7 * DAY


def test_a_304_that_says_nothing_renews_what_was_said_before() -> None:
    facts = after(Facts(), NOW - HOUR, answered(max_age=7200), new=1)
    facts = after(facts, NOW, NotModified("https://a.example/", 304, HELPFUL))
    assert facts.not_before == NOW + 2 * HOUR


def test_a_feed_without_news_is_asked_more_rarely_by_its_own_rhythm() -> None:
    assert wait(replace(WELL, news_at=NOW - 6 * HOUR)) == HOUR
    assert wait(replace(WELL, news_at=NOW - 2 * DAY)) == 4 * HOUR
    assert wait(replace(WELL, news_at=NOW - 300 * DAY)) == DAY
    assert next_check(replace(WELL, news_at=NOW - 2 * DAY), NOW).why == "quiet for 2 days"


def test_the_persons_interval_counts_within_what_the_server_allows() -> None:
    assert wait(WELL, every=6 * HOUR) == 6 * HOUR
    assert wait(WELL, every=MINUTE) == HOUR
    assert wait(replace(WELL, max_age=7200), every=MINUTE) == 2 * HOUR
    assert wait(replace(WELL, max_age=600), every=15 * MINUTE) == 15 * MINUTE


def test_hours_and_days_in_which_a_feed_wants_peace_are_kept() -> None:
    quiet_hours = replace(WELL, skip_hours=(12, 13, 14))
    assert next_check(quiet_hours, NOW).at == NOW.replace(hour=15)
    assert NOW.weekday() == 1
    assert next_check(replace(WELL, skip_days=(1, 2)), NOW).at == NOW.replace(day=5, hour=0)


def test_a_feed_that_forbids_every_hour_is_not_believed() -> None:
    assert wait(replace(WELL, skip_hours=tuple(range(24)))) == HOUR


def failing(times: int, error: FetchError | NotAFeed) -> Facts:
    facts = WELL
    for _ in range(times):
        facts = after(facts, NOW, error)
    return facts


@pytest.mark.parametrize(
    ("times", "error", "expected"),
    [
        (1, refused(429, NOW + 3 * HOUR), 3 * HOUR),
        (1, refused(429), 10 * MINUTE),
        (3, refused(503), 40 * MINUTE),
        (99, refused(503), DAY),
        (1, refused(500), HOUR),
        (3, refused(502), 4 * HOUR),
        (99, refused(500), DAY),
        (2, FetchError("slow", kind="network"), 2 * HOUR),
        (1, NotAFeed("https://a.example/", "a web page"), HOUR),
        (1, refused(403), 53 * HOUR),
        (1, refused(404), 53 * HOUR),
        (1, FetchError("large", kind="size"), 53 * HOUR),
    ],
)
def test_a_feed_that_fails_is_asked_less(
    times: int, error: FetchError | NotAFeed, expected: timedelta
) -> None:
    assert wait(failing(times, error)) == expected


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    assert next_check(failing(1, refused(410)), NOW).at is None


def test_two_weeks_of_nothing_but_404_are_the_end() -> None:
    facts = after(WELL, NOW - 14 * DAY, refused(404))
    assert next_check(after(facts, NOW, refused(404)), NOW).at is None
    recovered = after(after(facts, NOW - 7 * DAY, answered()), NOW, refused(404))
    assert next_check(recovered, NOW).at == NOW + 53 * HOUR


def test_being_offline_is_not_the_feeds_fault() -> None:
    facts = after(WELL, NOW, Offline("https://a.example/"))
    assert (facts.failures, facts.checked_at) == (0, WELL.checked_at)
    assert wait(facts) == 5 * MINUTE


def test_a_feed_whose_host_is_paused_waits_with_it_and_does_not_fail() -> None:
    paused = FetchError("peace", kind="http", retry_at=NOW + HOUR)
    facts = after(WELL, NOW, paused)
    assert facts.failures == 0
    assert wait(facts) == HOUR


def test_a_file_is_looked_at_every_minute() -> None:
    assert wait(after(Facts(), NOW, Loaded("file:///a", b""))) == MINUTE
    assert wait(after(Facts(), NOW, FetchError("no file", kind="file"))) == MINUTE


# A person who wants to know now.


def test_retry_after_binds_whoever_asks() -> None:
    facts = after(WELL, NOW, refused(429, NOW + HOUR))
    plan = may_ask(facts, NOW + MINUTE, force=True)
    assert plan is not None
    assert plan.at == NOW + HOUR
    assert may_ask(facts, NOW + HOUR) is None


def test_max_age_binds_unless_forced_and_forcing_counts_once_in_ten_minutes() -> None:
    facts = after(Facts(), NOW, answered(max_age=3600))
    plan = may_ask(facts, NOW + MINUTE)
    assert plan is not None
    assert plan.at == NOW + HOUR
    assert may_ask(facts, NOW + MINUTE, force=True) is None
    facts = after(facts, NOW + MINUTE, answered(max_age=3600), forced=True)
    again = may_ask(facts, NOW + 2 * MINUTE, force=True)
    assert again is not None
    assert again.at == NOW + 11 * MINUTE
    assert may_ask(facts, NOW + 11 * MINUTE, force=True) is None


def test_a_feed_without_wishes_may_be_asked_at_any_time() -> None:
    assert may_ask(WELL, NOW + MINUTE) is None
    assert may_ask(Facts(), NOW) is None


def test_what_was_never_asked_is_due_and_what_is_gone_is_not() -> None:
    assert is_due(None, None, NOW)
    assert is_due(NOW, NOW - HOUR, NOW)
    assert not is_due(NOW + HOUR, NOW, NOW)
    assert not is_due(None, NOW, NOW)


def test_a_clock_that_was_set_back_changes_no_wait() -> None:
    facts = after(WELL, NOW, refused(429, NOW + 2 * HOUR), forced=True)
    earlier = set_back(facts, 3000 * DAY)
    then = NOW - 3000 * DAY
    assert next_check(earlier, then).at == then + 2 * HOUR
    assert (earlier.checked_at, earlier.forced_at) == (then, then)
    assert earlier.failures == facts.failures


def test_a_check_that_is_late_still_keeps_out_of_the_hours_of_peace() -> None:
    facts = replace(WELL, skip_hours=(13,))
    assert not wants_peace(facts, NOW + 59 * MINUTE)
    assert wants_peace(facts, NOW + HOUR)
    assert not wants_peace(WELL, NOW + HOUR)


def test_a_short_pause_is_no_invitation_to_come_back_every_minute() -> None:
    assert wait(failing(1, refused(503, NOW + MINUTE))) == 10 * MINUTE
    assert wait(failing(3, refused(503, NOW))) == 40 * MINUTE


def test_bytes_that_were_no_feed_are_still_good_for_as_long_as_their_server_says() -> None:
    broken = NotAFeed("https://a.example/", "a web page")
    facts = after(WELL, NOW, broken, asks=Asks(NOW + 5 * HOUR, 5 * 3600))
    assert wait(facts) == 5 * HOUR


def test_being_offline_for_long_is_looked_at_less_often() -> None:
    for lasting, minutes in ((0, 5), (5, 5), (10, 10), (60, 15)):
        facts = after(WELL, NOW - lasting * MINUTE, Offline("https://a.example/"))
        assert wait(after(facts, NOW, Offline("https://a.example/"))) == minutes * MINUTE
    assert after(facts, NOW, answered()).offline_since is None


# Moving for good.


def test_a_feed_has_moved_after_ten_times_or_a_week_of_the_same_answer() -> None:
    there = answered(moved_to="https://b.example/")
    facts = Facts()
    for _ in range(9):
        facts = after(facts, NOW, there)
    assert moved(facts, NOW) == ""
    assert moved(facts, NOW + 7 * DAY) == "https://b.example/"
    assert moved(after(facts, NOW, there), NOW) == "https://b.example/"
    assert moved(after(facts, NOW, answered()), NOW + 7 * DAY) == ""
    other = after(facts, NOW, answered(moved_to="https://c.example/"))
    assert moved(after(other, NOW, there), NOW) == ""


def test_unchanged_answers_count_for_a_move_too() -> None:
    facts = Facts()
    for _ in range(10):
        unchanged = NotModified("https://b.example/", 304, HELPFUL, moved_to="https://b.example/")
        facts = after(facts, NOW, unchanged)
    assert moved(facts, NOW) == "https://b.example/"
    assert moved(replace(facts, stays="https://b.example/"), NOW) == ""


# Between runs.


def test_facts_come_back_from_the_store_as_they_went_in() -> None:
    facts = replace(
        after(WELL, NOW, refused(404, NOW + HOUR), forced=True),
        skip_hours=(1, 2),
        moved_to="https://b.example/",
        moved_since=NOW,
    )
    assert from_json(to_json(facts)) == facts
    assert to_json(Facts()) == ""


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", "null", '{"turn": "dancing", "unheard_of": 1, "retry_at": "?"}']
)
def test_facts_that_are_not_understood_are_left_out(text: str) -> None:
    assert from_json(text) == Facts()


def test_a_feed_that_tells_of_what_is_followed_is_not_asked_less_for_being_quiet() -> None:
    quiet = replace(WELL, news_at=NOW - timedelta(days=6))
    usual, eager = (next_check(quiet, NOW, eager=each).at for each in (False, True))
    assert usual is not None
    assert eager is not None
    assert usual - NOW == timedelta(hours=12)
    assert eager - NOW == HOUR  # and never sooner than its server allows
    stated = replace(quiet, max_age=4 * 3600)
    assert next_check(stated, NOW, eager=True).at == NOW + 4 * HOUR
