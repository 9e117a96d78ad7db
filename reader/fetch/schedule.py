"""When a feed is asked again, and why then. Pure: time and chance are arguments.

The rules are those of rachelbythebay.com/w/feed, with what NetNewsWire and Miniflux learned:
servers that help by validators are asked hourly, those that do not daily; whoever states a time is
taken at their word, within ten minutes and a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.fetch.facts import Facts

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

FLOOR = HOUR
"""Between checks of a server that gives validators."""
WITHOUT_VALIDATORS = DAY
SOONEST = timedelta(minutes=10)
"""Even for servers that say they may be asked sooner."""
LOCAL = timedelta(minutes=1)
AFTER_REFUSAL = timedelta(hours=53)
"""As NetNewsWire: more than two days, and at another hour of the day each time."""
MISSING_FOR = timedelta(days=14)
FORCE_EVERY = timedelta(minutes=10)
_WHILE_OFFLINE = timedelta(minutes=5)
_LONGEST_OFFLINE = timedelta(minutes=15)
_SHARE_OF_QUIET = 12
"""A feed that was quiet for twelve days is asked once a day."""
_PAUSED = "its host asked for a pause"
_JITTER = 0.1
"""At most this share of an interval is added, so that feeds added together drift apart."""

_NO_CAP = ("openrss.org",)
"""Hosts whose max-age is obeyed beyond a day, as they ask (openrss.org, developer guide)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The next check."""

    at: datetime | None
    """None: not again by itself."""
    why: str
    """A few words for the person."""


def next_check(
    facts: Facts,
    now: datetime,
    *,
    jitter: float = 0.0,
    every: timedelta | None = None,
    host: str = "",
    eager: bool = False,
) -> Plan:
    """When to ask again after a check that ended as the facts say.

    `jitter` (0 to 1) only ever postpones; `every` is the interval the person chose, if any. A feed
    that tells of what they follow (`eager`) is not asked less for being quiet; never more than its
    server allows.
    """
    settled = _settled(facts, now)
    if settled:
        return settled
    if facts.turn == "well":
        plan = _after_answer(facts, now, every, host, eager=eager)
    else:
        plan = _after_failure(facts, now)
    wait = (plan.at or now) - now
    return _allowed(facts, Plan(now + wait * (1 + _JITTER * jitter), plan.why))


def is_due(at: datetime | None, checked_at: datetime | None, now: datetime) -> bool:
    """Whether a planned moment has come, or a feed was never asked."""
    if at is None:
        return checked_at is None
    return at <= now


def wants_peace(facts: Facts, now: datetime) -> bool:
    """Whether a feed asks to be left alone at this hour, however late its check is."""
    plan = Plan(now, "")
    return _allowed(facts, plan) is not plan


def may_ask(facts: Facts, now: datetime, *, force: bool = False, host: str = "") -> Plan | None:
    """Why a person's own wish to refresh has to wait, and until when; None if it may be done.

    Retry-After binds always; max-age unless forced, which counts once in ten minutes.
    """
    if facts.retry_at and facts.retry_at > now:
        return Plan(facts.retry_at, _PAUSED)
    not_before = _not_before(facts, now, host)
    if not_before is None:
        return None
    if not force:
        return Plan(not_before, "its server says there is nothing new before then")
    if facts.forced_at and timedelta() <= now - facts.forced_at < FORCE_EVERY:
        return Plan(facts.forced_at + FORCE_EVERY, "it was forced a moment ago")
    return None


def _settled(facts: Facts, now: datetime) -> Plan | None:
    """The plan where there is nothing to weigh up."""
    missing_for = now - (facts.missing_since or now)
    plan = None
    if facts.local:
        return Plan(now + LOCAL, "a file of this machine")
    match facts.turn:
        case "new":
            plan = Plan(now, "never asked")
        case "gone":
            plan = Plan(None, "gone for good")
        case "missing" if missing_for >= MISSING_FOR:
            plan = Plan(None, "not found for two weeks")
        case "waiting" if facts.retry_at:
            plan = _allowed(facts, Plan(max(facts.retry_at, now), _PAUSED))
        case "offline" | "waiting":
            lasting = now - (facts.offline_since or now)
            wait = min(max(lasting, _WHILE_OFFLINE), _LONGEST_OFFLINE)
            plan = Plan(now + wait, "no network here")
    return plan


def _after_answer(
    facts: Facts, now: datetime, every: timedelta | None, host: str, *, eager: bool
) -> Plan:
    wait, why = _interval(facts, every)
    quiet = now - (facts.news_at or now)
    rest = min(quiet / _SHARE_OF_QUIET, DAY)
    if rest > wait and every is None and not eager:
        wait, why = rest, f"quiet for {_span(quiet)}"
    not_before = _not_before(facts, now, host)
    if not_before and not_before > now + wait:
        return Plan(not_before, "its server says there is nothing new before then")
    return Plan(now + wait, why)


def _interval(facts: Facts, every: timedelta | None) -> tuple[timedelta, str]:
    stated = [seconds for seconds in (facts.max_age, facts.ttl) if seconds and seconds > 0]
    if stated:
        # Both are wishes to be left alone that long, so the longer one counts.
        wish = min(max(timedelta(seconds=min(max(stated), 1e9)), SOONEST), DAY)
        if every is None or every < wish:
            return wish, "its server's own interval"
        return every, "your interval"
    if every is not None:
        return max(every, FLOOR), "your interval"
    if facts.validators:
        return FLOOR, "hourly"
    return WITHOUT_VALIDATORS, "daily: its server cannot say whether anything changed"


def _after_failure(facts: Facts, now: datetime) -> Plan:
    doubled = 2 ** min(max(facts.failures - 1, 0), 10)
    match facts.turn:
        case "busy" if facts.retry_at and facts.retry_at - now > SOONEST:
            return Plan(facts.retry_at, _PAUSED)
        case "busy":
            return Plan(now + min(SOONEST * doubled, DAY), "its server is busy")
        case "refused" | "missing":
            return Plan(now + AFTER_REFUSAL, "it refused: asked again in two days")
        case _:
            at = now + min(HOUR * doubled, DAY)
            not_before = _not_before(facts, now, "") or at
            return Plan(max(at, not_before), f"failed {_times(facts.failures)}")


def _not_before(facts: Facts, now: datetime, host: str) -> datetime | None:
    """Until when the server says its answer is good, if that is still to come."""
    if facts.not_before is None or facts.not_before <= now:
        return None
    if host.endswith(_NO_CAP):
        return facts.not_before
    cap = (facts.checked_at or now) + DAY
    return min(facts.not_before, cap) if cap > now else None


def _allowed(facts: Facts, plan: Plan) -> Plan:
    """The same, but outside the hours and days the feed wants to be left alone in (RSS 2.0)."""
    hours, days = set(facts.skip_hours), set(facts.skip_days)
    if plan.at is None or not (hours or days):
        return plan
    at = plan.at.astimezone(UTC)
    for _ in range(8 * 24):
        if at.hour not in hours and at.weekday() not in days:
            return plan if at == plan.at else Plan(at, "its skipHours or skipDays")
        at = at.replace(minute=0, second=0, microsecond=0) + HOUR
    return plan  # it forbids every hour of the week, which nobody means


def _span(length: timedelta) -> str:
    if length >= 2 * DAY:
        return f"{length // DAY} days"
    return f"{max(1, length // HOUR)} h"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
