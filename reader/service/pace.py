"""When feeds are asked: what the schedule decides, carried to and from what the store keeps."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.fetch import facts as known
from reader.fetch.schedule import FORCE_EVERY, is_due, may_ask, next_check, wants_peace
from reader.model.errors import DatelineError, FetchError
from reader.model.feed import FeedHealth, Status
from reader.model.fetched import LoadedFolder, NotModified
from reader.model.health import Checkup, FeedPace
from reader.model.outcome import Postponed
from reader.store import polling
from reader.store.polling import Kept
from reader.text.url import host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from reader.fetch.facts import Facts
    from reader.fetch.schedule import Plan
    from reader.model.fetched import Asks, Fetched
    from reader.model.parsed import ParsedFeed
    from reader.service.sources import Sources
    from reader.store.db import Database
    from reader.store.health import Checked
    from reader.store.polling import Polled


@dataclass(frozen=True, slots=True)
class Way:
    """Why feeds are asked now."""

    by_hand: bool = False
    """A person wants to know now; otherwise only what is due is asked."""
    force: bool = False
    """They want to pass over what the server's caching asks for."""
    named: bool = False
    """They named the feeds; what was given up or is paused is asked only then."""


BY_HAND = Way(by_hand=True, named=True)


def chosen(
    every: Iterable[Polled], way: Way, now: datetime
) -> tuple[list[Polled], list[Postponed]]:
    """The feeds to ask now; and those a person asked for that have to wait, with the reason."""
    asked: list[Polled] = []
    waiting: list[Postponed] = []
    for each in every:
        facts = known.from_json(each.pace)
        if not way.named and (each.settings.paused or _given_up(each)):
            continue
        if not (way.by_hand or way.force):
            due = _is_local(each) or is_due(each.health.next_check_at, each.health.checked_at, now)
            if due and not wants_peace(facts, now):
                asked.append(each)
        elif wait := may_ask(facts, now, force=way.force, host=host(each.feed.url)):
            waiting.append(Postponed(each.feed.id, each.title, wait.at or now, wait.why))
        else:
            asked.append(each)
    return asked, waiting


def paused_hosts(paces: Iterable[tuple[str, str]], now: datetime) -> Iterator[tuple[str, datetime]]:
    """Addresses whose hosts asked for a pause that is not over, with its end."""
    for url, pace in paces:
        facts = known.from_json(pace)
        if facts.retry_at and facts.retry_at > now:
            yield facts.retry_place or url, facts.retry_at


async def respect_pauses(db: Database, sources: Sources, now: datetime) -> None:
    """Leave alone, in this process too, the hosts that asked for it."""
    for url, until in paused_hosts(await db.read(polling.paces), now):
        sources.pause(url, until)


def set_back(polled: Polled, now: datetime) -> Polled | None:
    """A feed whose last check lies ahead, because the clock was set back; None for others.

    All its waits stay as long as they were, so nobody is asked sooner than agreed.
    """
    at, due = polled.health.checked_at, polled.health.next_check_at
    if at is None or at - now < timedelta(seconds=1):
        return None
    by = at - now
    facts = known.set_back(known.from_json(polled.pace), by)
    health = replace(polled.health, checked_at=now, next_check_at=due - by if due else None)
    return replace(polled, health=health, pace=known.to_json(facts))


def settled(
    polled: Polled,
    answer: Fetched | DatelineError,
    now: datetime,
    way: Way,
    *,
    parsed: ParsedFeed | None = None,
    new: int = 0,
    asks: Asks | None = None,
) -> Kept:
    """What a check leaves behind: how it went, what to ask with next, and when."""
    before = known.from_json(polled.pace)
    facts = known.after(before, now, answer, parsed=parsed, new=new, forced=way.force, asks=asks)
    plan = _plan(polled, facts, now, random.random())  # noqa: S311 - protects nothing
    moved_to = ""
    if isinstance(answer, DatelineError):
        unasked = facts.turn in ("waiting", "offline")  # says nothing about the feed itself
        health = polled.health if unasked else _failed(polled.health, answer, facts.failures, now)
        validators = None
    else:
        status: Status = "unchanged" if isinstance(answer, NotModified) or not new else "updated"
        code = None if isinstance(answer, LoadedFolder) else answer.status
        health = FeedHealth(status=status, checked_at=now, http_status=code)
        validators = answer.validators
        moved_to = known.moved(facts, now)
    health = replace(health, next_check_at=plan.at, why=plan.why, moving_to=facts.moved_to)
    return Kept(polled.feed.id, health, known.to_json(facts), validators, moved_to)


def unsettled(polled: Polled) -> Kept:
    """The same as is kept, for what was changed without asking."""
    return Kept(polled.feed.id, polled.health, polled.pace)


def replanned(polled: Polled) -> Kept:
    """The next check after the person chose another interval."""
    facts, at = known.from_json(polled.pace), polled.health.checked_at
    if at is None or _given_up(polled):
        return unsettled(polled)
    plan = _plan(polled, facts, at, 0)
    health = replace(polled.health, next_check_at=plan.at, why=plan.why)
    return Kept(polled.feed.id, health, polled.pace)


def staying(polled: Polled) -> str:
    """What the schedule remembers after the person refused a move, as JSON."""
    facts = replace(known.from_json(polled.pace), stays=polled.feed.url, moved_to="", moved_times=0)
    return known.to_json(facts)


def checkups(every: Iterable[Checked]) -> list[Checkup]:
    """What the store knows of feeds, with what the schedule remembers of them."""
    return [
        Checkup(each.subscription, _told(each.pace), each.recent, each.recent_since)
        for each in every
    ]


def _told(pace: str) -> FeedPace:
    facts = known.from_json(pace)
    return FeedPace(
        moving_since=facts.moved_since,
        moving_times=facts.moved_times,
        stays=facts.stays,
        news_at=facts.news_at,
        retry_at=facts.retry_at,
        force_at=facts.forced_at + FORCE_EVERY if facts.forced_at else None,
        offline_since=facts.offline_since,
        seconds=facts.seconds,
    )


def offline_since(polled: Polled) -> datetime | None:
    """Since when a feed's checks have found no network; None if the last one did."""
    return known.from_json(polled.pace).offline_since


def _is_local(polled: Polled) -> bool:
    """Whether it is of this machine, where looking costs nobody anything."""
    return polled.feed.url.startswith("file:")


def _given_up(polled: Polled) -> bool:
    return polled.health.checked_at is not None and polled.health.next_check_at is None


def _plan(polled: Polled, facts: Facts, now: datetime, jitter: float) -> Plan:
    interval = polled.settings.interval
    every = timedelta(seconds=interval) if interval else None
    place, eager = host(polled.feed.url), polled.eager
    plan = next_check(facts, now, jitter=jitter, every=every, host=place, eager=eager)
    if plan.at is None or not plan.at.microsecond:
        return plan
    # The store keeps whole seconds; rounded down, a check would come too early.
    return replace(plan, at=plan.at.replace(microsecond=0) + timedelta(seconds=1))


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
