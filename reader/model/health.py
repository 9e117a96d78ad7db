"""How a feed is doing: what its last checks left behind, beside what the schedule knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.feed import Subscription

FeedState = Literal["failing", "gone", "redirecting", "slow", "new", "paused", "ok"]
"""At a glance, in the order in which a person has to do something about it. failing: the last check
failed; gone: so did it, and it is not asked again by itself; redirecting: it may be about to move;
slow: it answers, but late; new: never asked; paused: by the person."""

STATES: tuple[FeedState, ...] = ("failing", "gone", "redirecting", "slow", "new", "paused", "ok")

SLOW = 5.0
"""Seconds for an answer from which on a server is called slow."""


@dataclass(frozen=True, slots=True)
class FeedPace:
    """What the schedule remembers of a feed, as far as a person may want to know it."""

    moving_since: datetime | None = None
    """The first of an unbroken row of permanent redirects to the same address."""
    moving_times: int = 0
    stays: str = ""
    """Where the person did not want it to move."""
    news_at: datetime | None = None
    """The check that last brought something new."""
    retry_at: datetime | None = None
    """Its host asked to be left alone until then."""
    force_at: datetime | None = None
    """When it may be forced again; None: now."""
    offline_since: datetime | None = None
    """Since when its checks have found no network here."""
    seconds: float = 0.0
    """What its last answer took; 0 if that is not known."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """A subscription, and all there is to say about how asking it goes."""

    subscription: Subscription
    pace: FeedPace = FeedPace()
    recent: int = 0
    """Its newest articles that its rhythm is told from, ten at most;"""
    recent_since: datetime | None = None
    """and when the oldest of them is from."""

    @property
    def id(self) -> int:
        return self.subscription.id

    @property
    def state(self) -> FeedState:
        """How it is doing, in a word."""
        health = self.subscription.health
        if self.subscription.settings.paused:
            return "paused"
        if health.status == "failed":
            return "failing" if health.next_check_at else "gone"
        if health.checked_at is None:
            return "new"
        if health.moving_to and health.moving_to != self.pace.stays:
            return "redirecting"
        return "slow" if self.pace.seconds >= SLOW else "ok"

    def rate(self, now: datetime) -> float:
        """Articles a day, lately: quiet times count. 0 where there are too few to tell."""
        if self.recent_since is None or self.recent < 2:
            return 0.0
        days = (now - self.recent_since).total_seconds() / 86_400
        return self.recent / max(days, 1.0)
