"""When a feed asks to be left alone: ttl, skipHours and skipDays (RSS 2.0), sy: (RSS 1.0)."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = 200_000
"""Characters; the channel's own elements stand before the first article in all but odd feeds."""

_LONGEST = 7 * 86_400
"""Seconds; who asks for more than a week made a mistake."""

_FIRST_ARTICLE = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(r"<sy:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*<", re.IGNORECASE)
_FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(\d{1,5})\s*<", re.IGNORECASE)
_HOURS = re.compile(r"<skipHours>(.{0,4000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAYS = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"<day>\s*(\w{3})\w*\s*</day>", re.IGNORECASE)

_SECONDS = {
    "hourly": 3600,
    "daily": 86_400,
    "weekly": 7 * 86_400,
    "monthly": 30 * 86_400,
    "yearly": 365 * 86_400,
}
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Rhythm(NamedTuple):
    """What `ParsedFeed` calls by the same names."""

    ttl: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


def rhythm(text: str) -> Rhythm:
    """What the head of an XML feed asks for; nonsense is ignored."""
    first = _FIRST_ARTICLE.search(text, 0, _HEAD)
    head = text[: first.start() if first else _HEAD]
    asked = [seconds for seconds in (_ttl(head), _update_period(head)) if 0 < seconds <= _LONGEST]
    return Rhythm(max(asked, default=None), _skip_hours(head), _skip_days(head))


def _ttl(head: str) -> int:
    found = _TTL.search(head)
    return int(found[1]) * 60 if found else 0


def _update_period(head: str) -> int:
    period, frequency = _PERIOD.search(head), _FREQUENCY.search(head)
    if not period:
        return 0
    times = int(frequency[1]) if frequency else 1
    return _SECONDS[period[1].lower()] // max(times, 1)


def _skip_hours(head: str) -> frozenset[int]:
    """Hours 0 to 23; RSS 0.91 counts from 1, so 24 is midnight. All hours would be silence."""
    found = _HOURS.search(head)
    hours = frozenset(int(hour) % 24 for hour in _HOUR.findall(found[1])) if found else frozenset()
    return hours if len(hours) < 24 else frozenset()


def _skip_days(head: str) -> frozenset[int]:
    found = _DAYS.search(head)
    names = [name.lower() for name in _DAY.findall(found[1])] if found else []
    days = frozenset(_WEEK.index(name) for name in names if name in _WEEK)
    return days if len(days) < 7 else frozenset()
