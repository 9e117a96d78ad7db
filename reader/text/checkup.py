"""How a feed is doing, in words: both front ends say the same. Pure: time is an argument."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.text.ages import ahead, clock, short_age
from reader.text.url import without_secrets
from reader.text.wishes import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reader.model.health import Checkup, FeedState

Tone = Literal["", "bad", "dim"]

NAMES: dict[FeedState, str] = {
    "failing": "failing",
    "gone": "gone",
    "redirecting": "redirects",
    "slow": "slow",
    "new": "not asked",
    "paused": "paused",
    "ok": "ok",
}
"""A state in at most nine characters."""

_MOVES_AFTER = "after ten times, or a week"


class Fact(NamedTuple):
    """Something to know about a feed."""

    label: str
    """A word or two; empty where it goes on from the fact before."""
    text: str
    tone: Tone = ""


def facts(checkup: Checkup, now: datetime) -> list[Fact]:
    """All there is to know about a feed; `now` in the person's own zone."""
    return [
        *_trouble(checkup, now),
        *_asking(checkup, now),
        *_moves(checkup, now),
        *_contents(checkup, now),
        *(Fact(name, words) for name, words in in_words(checkup.subscription.settings)),
    ]


def answer_words(checkup: Checkup) -> str:
    """What the last check met with, in at most seven characters: 304, 404, error, file."""
    health = checkup.subscription.health
    if health.http_status is not None:
        return str(health.http_status)
    if health.checked_at is None:
        return ""
    if health.status == "failed":
        return "error"
    return "file" if checkup.subscription.feed.url.startswith("file:") else ""


def rate_words(rate: float) -> str:
    """Articles a day, in at most eight characters: 12/day, 3/week, 2/month, 1/year."""
    if rate <= 0:
        return ""
    for days, unit in ((1, "day"), (7, "week"), (30, "month")):
        if rate * days >= 0.95:
            return f"{min(round(rate * days), 999)}/{unit}"
    return f"{max(round(rate * 365), 1)}/year"


def problem_of(checkup: Checkup) -> str:
    """The last failure, without the feed's own address before it."""
    subscription = checkup.subscription
    own = without_secrets(subscription.feed.url)
    return subscription.health.error.removeprefix(own).strip()


def why_next(checkup: Checkup, now: datetime) -> str:
    """When it is asked next, and why then."""
    health = checkup.subscription.health
    if health.next_check_at is None:
        why = health.why or "at the next refresh"
        return why if checkup.state in ("paused", "new") else f"not by itself: {why}"
    at = f"{ahead(health.next_check_at, now)} ({clock(health.next_check_at, now)})"
    return f"{at} · {health.why}" if health.why else at


def _trouble(checkup: Checkup, now: datetime) -> Iterator[Fact]:
    health = checkup.subscription.health
    if health.status != "failed":
        return
    yield Fact("problem", problem_of(checkup) or "the last check failed", "bad")
    if health.hint:
        yield Fact("", health.hint)
    if health.failing_since:
        times = "once" if health.failures == 1 else f"{health.failures} times in a row"
        yield Fact("failing", f"since {clock(health.failing_since, now)}, {times}")


def _asking(checkup: Checkup, now: datetime) -> Iterator[Fact]:
    health, pace = checkup.subscription.health, checkup.pace
    if health.checked_at is None:
        yield Fact("asked", "never")
    else:
        age = short_age(health.checked_at, now)
        took = f"took {pace.seconds:.0f} s" if pace.seconds else ""
        parts = (f"{age} ago" if age[-1:] in "mhd" else age, _status(checkup), took)
        yield Fact("asked", " · ".join(filter(None, parts)))
    yield Fact("next", why_next(checkup, now))
    if pace.retry_at and pace.retry_at > now:
        yield Fact("host", f"wants to be left alone until {clock(pace.retry_at, now)}")
    if pace.force_at and pace.force_at > now:
        yield Fact("force", f"possible again at {clock(pace.force_at, now)}")
    if pace.offline_since:
        yield Fact("offline", f"no network here since {clock(pace.offline_since, now)}")
    if health.checked_at and checkup.subscription.feed.url.startswith("http"):
        none = "none: every answer is sent whole"
        yield Fact("validators", health.validators or none)


def _status(checkup: Checkup) -> str:
    health = checkup.subscription.health
    words = {"updated": "brought news", "unchanged": "nothing new", "failed": "failed"}
    said = words.get(health.status, "")
    if health.http_status is None:
        return said
    known = health.http_status in set(HTTPStatus)
    phrase = HTTPStatus(health.http_status).phrase if known else ""
    return " · ".join(filter(None, (f"{health.http_status} {phrase}".strip(), said)))


def _moves(checkup: Checkup, now: datetime) -> Iterator[Fact]:
    health, pace = checkup.subscription.health, checkup.pace
    if health.moving_to and health.moving_to == pace.stays:
        yield Fact("redirects", f"to {without_secrets(health.moving_to)}; it stays, as you wished")
    elif health.moving_to:
        yield Fact("redirects", f"for good to {without_secrets(health.moving_to)}")
        since = f"since {clock(pace.moving_since, now)}, " if pace.moving_since else ""
        times = "once" if pace.moving_times == 1 else f"{pace.moving_times} times"
        yield Fact("", f"{since}{times}; it moves there {_MOVES_AFTER}", "dim")
    if health.moved_from:
        yield Fact("moved from", without_secrets(health.moved_from))


def _contents(checkup: Checkup, now: datetime) -> Iterator[Fact]:
    subscription, feed = checkup.subscription, checkup.subscription.feed
    yield Fact("articles", f"{subscription.unread:,} unread of {subscription.total:,}")
    rhythm = rate_words(checkup.rate(now))
    news = checkup.pace.news_at
    last = f"last news {clock(news, now)}" if news else ""
    if said := " · ".join(filter(None, (rhythm, last))):
        yield Fact("rhythm", said)
    yield Fact("folder", subscription.folder or "none")
    yield Fact("address", without_secrets(feed.url))
    if feed.site_url:
        yield Fact("site", without_secrets(feed.site_url))
