"""Dates as feeds and pages write them, and dates as dateline shows them.

Every moment that leaves here is an aware UTC `datetime`. Sources of the forms: RFC 822, 850, 2822
and 3339, ISO 8601, W3CDTF, C's asctime, JavaScript's and Java's `toString`, and what feeds in other
languages make of them.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from reader.text.date_words import AFTERNOON, MONTHS, MORNING, ZONES

LONGEST = 100
"""Characters; what is longer is prose, not a date."""

_WORST_OFFSET = 15 * 60
"""Minutes; the furthest real zones are UTC-12 and UTC+14."""

_PARENTHESES = re.compile(r"\([^()]*\)")
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?([0-3]?[0-9]) ([A-Z][a-z]{2}) ((?:19|20)[0-9]{2}) "
    r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) (?:GMT|([+-])(0[0-9]|1[0-3])([0-5][0-9]))"
)
"""RFC 2822, 3.3, as nearly all of RSS has it."""
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?|(\d\d)(\d\d))?"
    r"(?:(?:[t_]|\s+|(?<=\d)-(?=\d\d:))(\d\d?)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?)?\s*(.*)",
    re.DOTALL,
)
_CLOCK = re.compile(
    r"(?<![\d.+-])(\d{1,2})(?:[:h]|\.(?=\d\d\b(?!\.\d{2,4})))(\d\d)"
    r"(?:[:.](\d\d)(?:[.,]\d+)?)?(?!\d)\s*([ap]\.?m\b\.?)?"
)
_HOUR_ALONE = re.compile(r"(?<![\d:])(\d{1,2})\s*([ap])\.?m\b\.?")
_OFFSET = re.compile(r"\s*(?:utc|gmt|ut|z)?\s*([+\-−])\s*(\d{1,2})(?::?(\d\d))?(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_EPOCH = re.compile(r"(-?\d{9,13})(?:\.\d+)?")


class _Clock(NamedTuple):
    """A time of day, and minutes east of UTC."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    offset: int = 0


def parse_date(text: str) -> datetime | None:
    """The moment a text names, or None if it names none; a time without a zone is taken as UTC."""
    if usual := _USUAL.fullmatch(text):
        return _as_specified(*usual.groups())
    text = unicodedata.normalize("NFKC", text[: LONGEST + 1]).strip().casefold()
    if not text or len(text) > LONGEST:
        return None
    try:
        return _epoch(text) or _iso(text) or _words(text)
    except (ValueError, OverflowError):
        return None


def _as_specified(day: str, month: str, year: str, *rest: str) -> datetime | None:
    hour, minute, second, sign, hours, minutes = rest
    try:
        local = datetime(
            int(year),
            MONTHS[month.lower()],
            int(day),
            int(hour),
            int(minute),
            int(second),
            tzinfo=UTC,
        )
    except (KeyError, ValueError):
        return None
    if not sign:
        return local
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return local - offset if sign == "+" else local + offset


def _epoch(text: str) -> datetime | None:
    """Seconds, or milliseconds, since 1970."""
    found = _EPOCH.fullmatch(text)
    if not found:
        return None
    seconds = int(found[1])
    return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= 10**11 else seconds, UTC)


def _iso(text: str) -> datetime | None:
    """ISO 8601 and W3CDTF, with the liberties feeds take."""
    text = re.sub(r"^(\d{4})([/.])(\d\d?)\2(\d\d?)(?!\d)", r"\1-\3-\4", text)
    if re.fullmatch(r"\d{14}", text):
        text = f"{text[:8]}t{text[8:]}"
    found = _ISO.fullmatch(text)
    if not found or not _is_zone(found[9]):
        return None
    year, month, day = found[1], found[2] or found[4] or "1", found[3] or found[5] or "1"
    clock = _Clock(int(found[6] or 0), int(found[7] or 0), int(found[8] or 0))
    at = _moment(int(year), int(month), int(day), clock)
    offset = _zone(found[9], at)
    return at - timedelta(minutes=offset)


def _words(text: str) -> datetime | None:
    """Everything else: a clock, a month by name or number, a day and a year, in any order."""
    text = _PARENTHESES.sub(" ", text)
    clock, after, date = _clock(text)
    words = _WORD.findall(date)
    months = [MONTHS[word] for word in words if word in MONTHS]
    if not clock and any(word in AFTERNOON for word in words):
        return None
    # French and Spanish shorten Tuesday to "mar", so the last name is the month.
    day = _named_day(date, months[-1]) if months else _numbered_day(date)
    if day is None:
        return None
    at = _moment(*day, _half_of_day(clock or _Clock(), words))
    if not clock:
        return at
    return at - timedelta(minutes=_zone(after, at))


def _clock(text: str) -> tuple[_Clock | None, str, str]:
    """The time of day, what may be its zone, and the text without both."""
    found = _CLOCK.search(text)
    if found:
        half = (found[4] or "")[:1]
        clock = _Clock(_hour(int(found[1]), half), int(found[2]), int(found[3] or 0))
    else:
        found = _HOUR_ALONE.search(text)
        if not found:
            return None, "", text
        clock = _Clock(_hour(int(found[1]), found[2]))
    before, after = text[: found.start()], text[found.end() :]
    offset = _OFFSET.match(after)
    rest = after[offset.end() :] if offset else after
    return clock, after, f"{before} {rest}"


def _hour(hour: int, half: str) -> int:
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _half_of_day(clock: _Clock, words: list[str]) -> _Clock:
    """East Asian dates name the half of the day before the clock."""
    if any(word in AFTERNOON for word in words) and clock.hour < 12:
        return clock._replace(hour=clock.hour + 12)
    if any(word in MORNING for word in words) and clock.hour == 12:
        return clock._replace(hour=0)
    return clock


def _named_day(text: str, month: int) -> tuple[int, int, int] | None:
    """Year, month and day of a date whose month has a name."""
    numbers = _NUMBER.findall(text)
    years = [number for number in numbers if len(number) == 4]
    if not numbers or (not years and len(numbers) < 2):
        return None
    year = years[0] if years else numbers[1]
    rest = list(numbers)
    rest.remove(year)
    if rest and len(rest[0]) > 2:
        return None
    return _century(year), month, int(rest[0]) if rest else 1


def _numbered_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date in figures.

    With slashes the month stands first, as in the United States, unless it cannot; with dots or
    hyphens the day does.
    """
    numbers = _NUMBER.findall(text)
    if len(numbers) != 3:
        return None
    first, second, third = numbers
    if len(first) == 4:
        return int(first), int(second), int(third)
    if len(third) not in {2, 4}:
        return None
    month_first = "/" in text
    if int(first) > 12 or int(second) > 12:
        month_first = int(second) > 12
    month, day = (first, second) if month_first else (second, first)
    return _century(third), int(month), int(day)


def _century(year: str) -> int:
    """A year; of two digits as POSIX reads it: 69 to 99 are the last century."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) < 69 else 1900)


def _moment(year: int, month: int, day: int, clock: _Clock) -> datetime:
    """Raises ValueError for a moment no calendar has; 24:00 is the next day, :60 a leap second."""
    if not 1 < year < 9999:
        raise ValueError(year)
    late = timedelta()
    hour, minute, second, _ = clock
    if hour == 24 and minute == second == 0:
        hour, late = 0, timedelta(days=1)
    if second == 60:
        second, late = 59, late + timedelta(seconds=1)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC) + late


def _is_zone(text: str) -> bool:
    """Whether what follows an ISO date and time can be a zone, so that the form is believed."""
    rest = _OFFSET.sub("", _PARENTHESES.sub("", text)).strip(" []\t\r\n")
    return not rest or bool(re.fullmatch(r"[a-z/_]{1,32}(?:\[.*\])?", rest))


def _zone(text: str, at: datetime) -> int:
    """Minutes east of UTC that the text after a clock names; 0 if it names none.

    `at` is the moment by the local clock: "ET" depends on the time of the year.
    """
    offset = _OFFSET.match(text)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > _WORST_OFFSET or int(offset[3] or 0) > 59:
            return 0
        return minutes if offset[1] == "+" else -minutes
    for word in _WORD.findall(text):
        if word in _AMERICAN:
            return _AMERICAN[word] + (60 if _american_summer(at) else 0)
        if word in ZONES:
            return ZONES[word]
    return 0


_AMERICAN = {"et": -300, "ct": -360, "mt": -420, "pt": -480}


def _american_summer(at: datetime) -> bool:
    """Whether daylight saving time holds in the United States (Energy Policy Act of 2005)."""
    first_march, first_november = at.replace(month=3, day=1), at.replace(month=11, day=1)
    begins = at.replace(month=3, day=8 + (6 - first_march.weekday()) % 7, hour=2, minute=0)
    ends = at.replace(month=11, day=1 + (6 - first_november.weekday()) % 7, hour=2, minute=0)
    return begins <= at < ends
