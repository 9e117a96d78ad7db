"""Dates in, dates out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.ages import iso, long_date, short_age
from reader.text.dates import parse_date

NOW = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


def _read(text: str) -> str:
    at = parse_date(text)
    return iso(at) if at else ""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 03 Nov 2026 10:00:00 GMT", "2026-11-03T10:00:00Z"),
        ("Tue, 3 Nov 26 10:00 +0100", "2026-11-03T09:00:00Z"),
        ("Monday, 06-Jan-25 10:00:00 GMT", "2025-01-06T10:00:00Z"),
        ("Mon Jan  6 10:00:00 2025", "2025-01-06T10:00:00Z"),
        ("Mon Jan 06 10:00:00 CET 2025", "2025-01-06T09:00:00Z"),
        (
            "Mon Jan 06 2025 10:00:00 GMT+0100 (Central European Time)",
            "2025-01-06T09:00:00Z",
        ),
        ("06 January 2025 10:00 (UTC)", "2025-01-06T10:00:00Z"),
        ("Mon, 06 Jan 2025 10:00:00 UTC+01:00", "2025-01-06T09:00:00Z"),
        ("Mon, 06 Jan 2025 10:00:00 +9999", "2025-01-06T10:00:00Z"),
    ],
)
def test_a_date_as_mail_and_servers_write_it(text: str, moment: str) -> None:
    assert _read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-03T10:00:00Z", "2026-11-03T10:00:00Z"),
        ("2026-11-03T10:00:00.123456+03:00", "2026-11-03T07:00:00Z"),
        ("2026-11-03 10:00:00 +0100", "2026-11-03T09:00:00Z"),
        ("2026-11-03T10:00−05:00", "2026-11-03T15:00:00Z"),
        ("20261103T100000Z", "2026-11-03T10:00:00Z"),
        ("2026-11-03", "2026-11-03T00:00:00Z"),
        ("2026-11", "2026-11-01T00:00:00Z"),
        ("2026/11/03 10:00", "2026-11-03T10:00:00Z"),
        ("1793700000", "2026-11-03T10:00:00Z"),
        ("1793700000000", "2026-11-03T10:00:00Z"),
    ],
)
def test_a_date_as_machines_write_it(text: str, moment: str) -> None:
    assert _read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Di, 03 März 2026 10:00 Uhr MEZ", "2026-03-03T09:00:00Z"),
        ("03.11.2026 10:00", "2026-11-03T10:00:00Z"),
        ("mar. 4 nov. 2025 10h00", "2025-11-04T10:00:00Z"),
        ("martedì 3 novembre 2026", "2026-11-03T00:00:00Z"),
        ("3 de noviembre de 2026", "2026-11-03T00:00:00Z"),
        ("Вт, 03 ноя 2026 10:00:00 +0300", "2026-11-03T07:00:00Z"),
        ("3 ноября 2026 г. 10:00 MSK", "2026-11-03T07:00:00Z"),
        ("dinsdag 3 maart 2026 10:00", "2026-03-03T10:00:00Z"),
        ("terça-feira, 3 de março de 2026", "2026-03-03T00:00:00Z"),
        ("2026年11月3日 10:00", "2026-11-03T10:00:00Z"),
        ("2026-11-03 오후 3:14", "2026-11-03T15:14:00Z"),
        ("Tue November 3, 2026 9:14 PM EST", "2026-11-04T02:14:00Z"),
        ("November 3, 2026 at 8am ET", "2026-11-03T13:00:00Z"),
        ("July 3, 2026 at 8am ET", "2026-07-03T12:00:00Z"),
        ("11/3/2026 4:05 PM", "2026-11-03T16:05:00Z"),
        ("23/11/2026", "2026-11-23T00:00:00Z"),
    ],
)
def test_a_date_as_people_write_it(text: str, moment: str) -> None:
    assert _read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 06 Jan 2025 24:00:00 GMT", "2025-01-07T00:00:00Z"),
        ("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"),
        ("1 Jan 68 00:00", "2068-01-01T00:00:00Z"),
        ("1 Jan 69 00:00", "1969-01-01T00:00:00Z"),
        ("Fri, 06 Jan 2025 10:00:00 GMT", "2025-01-06T10:00:00Z"),
    ],
)
def test_odd_dates_mean_what_they_can_mean(text: str, moment: str) -> None:
    assert _read(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "not a date",
        "Sun, 30 Feb 2025 10:00:00 GMT",
        "2025-13-45T99:99:99Z",
        "0000-00-00 00:00:00",
        "9999-12-31T23:59:59Z",
        "10:00",
        "Mon, 06 Jan 2025 25:00:00 GMT",
        "1" * 5000,
        "1, " * 5000,
    ],
)
def test_what_names_no_moment_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=120))
def test_any_text_is_a_utc_moment_or_none(text: str) -> None:
    at = parse_date(text)
    assert at is None or at.utcoffset() == timedelta(0)


@given(st.integers(min_value=-30_000_000_000, max_value=250_000_000_000))
def test_what_dateline_writes_it_reads(seconds: int) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert parse_date(iso(at)) == at


@pytest.mark.parametrize(
    ("ago", "age"),
    [
        (timedelta(seconds=-30), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=5, seconds=59), "5m"),
        (timedelta(hours=3), "3h"),
        (timedelta(days=2), "2d"),
        (timedelta(days=7), "Nov 3"),
        (timedelta(days=400), "Oct 2025"),
        (timedelta(days=-2), "Nov 12"),
    ],
)
def test_ages_are_short(ago: timedelta, age: str) -> None:
    assert short_age(NOW - ago, NOW) == age


def test_a_date_of_last_december_needs_no_year_in_january() -> None:
    january = datetime(2026, 1, 8, tzinfo=UTC)
    assert short_age(datetime(2025, 12, 20, tzinfo=UTC), january) == "Dec 20"


def test_the_head_of_an_article_shows_the_readers_own_time() -> None:
    at = datetime(2026, 11, 3, 23, 5, tzinfo=UTC)
    assert long_date(at, UTC) == "Tuesday, 3 November 2026, 23:05"
    assert long_date(at, timezone(timedelta(hours=1))) == "Wednesday, 4 November 2026, 00:05"
