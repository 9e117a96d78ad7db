"""Moments as lists, pages and programs show them.

Apart from `text.dates`, whose tables and patterns the first list on the screen does not need.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def iso(at: datetime) -> str:
    """A moment as `2026-11-03T10:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def short_age(at: datetime, now: datetime) -> str:
    """How long ago, in at most eight characters: now, 5m, 3h, 2d, Nov 3, Nov 2024.

    Days are those of the zone of `now`; what lies ahead is "now" for an hour, then its date.
    """
    seconds = (now - at).total_seconds()
    if -3600 < seconds < 60:
        return "now"
    for limit, unit, letter in ((3600, 60, "m"), (86_400, 3600, "h"), (7 * 86_400, 86_400, "d")):
        if 0 < seconds < limit:
            return f"{int(seconds // unit)}{letter}"
    there = at.astimezone(now.tzinfo)
    month = _MONTHS[there.month - 1][:3]
    recent = there.year == now.year or 0 < seconds < 180 * 86_400
    return f"{month} {there.day}" if recent else f"{month} {there.year}"


def ahead(at: datetime, now: datetime) -> str:
    """How long until a moment, in at most seven characters: now, in 5m, in 3h, in 12d."""
    seconds = (at - now).total_seconds()
    if seconds <= 0:
        return "now"
    for limit, unit, letter in ((3600, 60, "m"), (2 * 86_400, 3600, "h")):
        if seconds < limit:
            return f"in {max(1, round(seconds / unit))}{letter}"
    return f"in {min(round(seconds / 86_400), 999)}d"


def clock(at: datetime, now: datetime) -> str:
    """A moment in the zone of `now`: 14:05 of the same day, else 3 Nov 14:05."""
    there = at.astimezone(now.tzinfo)
    if there.date() == now.date():
        return f"{there:%H:%M}"
    year = f" {there.year}" if there.year != now.year else ""
    return f"{there.day} {_MONTHS[there.month - 1][:3]}{year} {there:%H:%M}"


def long_date(at: datetime, tz: tzinfo | None = None) -> str:
    """A moment for the head of an article, such as `Tuesday, 3 November 2026, 10:00`.

    `tz` is the reader's zone; None is that of the machine.
    """
    there = at.astimezone(tz)
    day, month = _WEEKDAYS[there.weekday()], _MONTHS[there.month - 1]
    return f"{day}, {there.day} {month} {there.year}, {there:%H:%M}"
