from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reader.fetch.answers import Head, asks_of, head_of, retry_at_of
from reader.model.fetched import Asks

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def head(status: int = 200, **headers: str) -> Head:
    return head_of(
        status, [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()]
    )


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, Asks()),
        ({"cache_control": "max-age=900"}, Asks(seconds(900), 900)),
        ({"cache_control": "public, MAX-AGE = 900 ,must-revalidate"}, Asks(seconds(900), 900)),
        ({"cache_control": "max-age=900", "age": "300"}, Asks(seconds(600), 900)),
        ({"cache_control": "max-age=900", "age": "old"}, Asks(seconds(900), 900)),
        ({"cache_control": "s-maxage=900"}, Asks()),
        ({"cache_control": "no-cache, max-age=900"}, Asks()),
        ({"cache_control": "no-store"}, Asks()),
        ({"cache_control": "max-age=soon"}, Asks()),
        ({"cache_control": "max-age=9999999999"}, Asks(seconds(30 * 86400), 9999999999)),
        ({"expires": "0"}, Asks()),
        ({"expires": "-1"}, Asks()),
        ({"expires": "Tue, 03 Nov 2026 13:00:00 GMT"}, Asks(seconds(3600))),
        ({"expires": "Tue, 03 Nov 2026 11:00:00 GMT"}, Asks()),
        ({"expires": "Tue, 99 Nov 2026 99:00:00 GMT"}, Asks()),
    ],
)
def test_how_long_an_answer_is_good_for(headers: dict[str, str], expected: Asks) -> None:
    assert asks_of(head(**headers), NOW) == expected


def test_expires_is_read_by_the_servers_own_clock() -> None:
    late = head(date="Tue, 03 Nov 2026 10:00:00 GMT", expires="Tue, 03 Nov 2026 10:30:00 GMT")
    assert asks_of(late, NOW).not_before == seconds(1800)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", seconds(120)),
        ("0", NOW),
        ("Tue, 03 Nov 2026 12:10:00 GMT", seconds(600)),
        ("Tue, 03 Nov 2026 11:00:00 GMT", NOW),
        ("2592000", seconds(30 * 86400)),
        ("9999999999", seconds(12 * 3600)),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_how_long_a_busy_server_wants_to_be_left_alone(
    value: str, expected: datetime | None
) -> None:
    assert retry_at_of(head(503, retry_after=value), NOW) == expected


def test_only_a_busy_server_may_ask_for_a_pause() -> None:
    assert retry_at_of(head(404, retry_after="120"), NOW) is None
