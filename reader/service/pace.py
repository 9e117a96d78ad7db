"""When feeds are asked: what the schedule decides, carried to and from what the store keeps."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.fetch import facts as known
from reader.fetch.schedule import is_due, may_ask, next_check
from reader.model.errors import DatelineError, FetchError
from reader.model.feed import FeedHealth, Status
from reader.model.fetched import LoadedFolder, NotModified
from reader.model.outcome import Postponed
from reader.store.polling import Kept
from reader.text.url import host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from reader.model.fetched import Fetched
    from reader.model.parsed import ParsedFeed
    from reader.store.polling import Polled


@dataclass(frozen=True, slots=True)
class Way:
    """Why feeds are asked now."""

    by_hand: bool = False
    """A person wants to know now; otherwise only what is due is asked."""
    force: bool = False
    """They want to pass over what the server's caching asks for."""


WHEN_DUE = Way()
BY_HAND = Way(by_hand=True)


def chosen(
    every: Iterable[Polled], way: Way, now: datetime
) -> tuple[list[Polled], list[Postponed]]:
    """The feeds to ask now; and those a person asked for that have to wait, with the reason."""
    asked: list[Polled] = []
    waiting: list[Postponed] = []
    for each in every:
        facts = known.from_json(each.pace)
        if not (way.by_hand or way.force):
            never = each.health.checked_at is None
            if never or is_due(each.health.next_check_at, each.health.checked_at, now):
                asked.append(each)
        elif wait := may_ask(facts, now, force=way.force, host=host(each.feed.url)):
            waiting.append(Postponed(each.feed.id, each.title, wait.at or now, wait.why))
        else:
            asked.append(each)
    return asked, waiting


def paused_hosts(every: Iterable[Polled], now: datetime) -> Iterator[tuple[str, datetime]]:
    """Addresses whose hosts asked for a pause that is not over, with its end."""
    for each in every:
        facts = known.from_json(each.pace)
        if facts.retry_at and facts.retry_at > now:
            yield each.feed.url, facts.retry_at


def settled(
    polled: Polled,
    answer: Fetched | DatelineError,
    now: datetime,
    way: Way,
    *,
    parsed: ParsedFeed | None = None,
    new: int = 0,
) -> Kept:
    """What a check leaves behind: how it went, what to ask with next, and when."""
    before = known.from_json(polled.pace)
    facts = known.after(before, now, answer, parsed=parsed, new=new, forced=way.force)
    jitter = random.random()  # noqa: S311 - spreads requests, protects nothing
    plan = next_check(facts, now, jitter=jitter, host=host(polled.feed.url))
    if isinstance(answer, DatelineError):
        unasked = facts.turn in ("waiting", "offline")  # says nothing about the feed itself
        health = polled.health if unasked else _failed(polled.health, answer, facts.failures, now)
        validators = None
    else:
        status: Status = "unchanged" if isinstance(answer, NotModified) or not new else "updated"
        code = None if isinstance(answer, LoadedFolder) else answer.status
        health = FeedHealth(status=status, checked_at=now, http_status=code)
        validators = answer.validators
    health = replace(health, next_check_at=plan.at, why=plan.why)
    return Kept(polled.feed.id, health, known.to_json(facts), validators)


def _failed(before: FeedHealth, problem: DatelineError, failures: int, now: datetime) -> FeedHealth:
    return FeedHealth(
        status="failed",
        checked_at=now,
        error=problem.problem,
        hint=problem.hint,
        failing_since=before.failing_since or now,
        failures=failures,
        http_status=problem.status if isinstance(problem, FetchError) else None,
    )
