"""Moments as people write them: an age such as `2d`, or a date such as `2026-11-01`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

EXPECTED = "an age such as 2d (s m h d w y) or a date such as 2026-11-01"

_AGE = re.compile(r"(\d{1,9})([smhdwy])", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_557_600}
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def span(text: str) -> timedelta | None:
    """An age as a length of time; None if it is none. A year has 365.25 days."""
    age = _AGE.fullmatch(text)
    return timedelta(seconds=int(age[1]) * _SECONDS[age[2].lower()]) if age else None


def ago(text: str, now: datetime) -> datetime:
    """The moment so long ago, or the beginning of that day in the zone of `now`.

    Raises:
        ValueError: it is neither; says what is wrong with it.
    """
    return _moment(text, now, -1)


def ahead(text: str, now: datetime) -> datetime:
    """The same, but so long from now."""
    return _moment(text, now, 1)


def _moment(text: str, now: datetime, way: int) -> datetime:
    try:
        if (length := span(text)) is not None:
            return now + way * length
        if date := _DATE.fullmatch(text):
            year, month, day = (int(part or 1) for part in date.groups())
            return datetime(year, month, day, tzinfo=now.tzinfo)
    except OverflowError:
        beyond = "before the beginning of time" if way < 0 else "after the end of time"
        raise ValueError(f"that is {beyond}") from None
    except ValueError:
        raise ValueError("there is no such date") from None
    raise ValueError(f"expected {EXPECTED}")
