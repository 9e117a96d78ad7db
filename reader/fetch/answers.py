"""What the head of an HTTP answer says: validators, when to ask again, where it went instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reader.model.feed import Validators
from reader.model.fetched import Asks
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_VALIDATOR = 4096
"""Bytes; servers refuse requests whose head is large, so a longer one would lock us out."""

_LONGEST_PAUSE = timedelta(days=30)
"""A server that asks for more has made a mistake."""

_PAUSE_BY_MISTAKE = timedelta(hours=12)
"""What such a mistake is taken for, where it would keep us from asking at all."""

BUSY = frozenset({429, 503})

_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,10})')
_FORGET = re.compile(r"(?:^|[,\s])no-(?:cache|store)(?:$|[,\s])")


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of an answer, as bytes, in order."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]

    def last(self, name: bytes) -> bytes:
        """The last value of a header; empty if it is not there."""
        found = self._all(name)
        return found[-1] if found else b""

    def text(self, name: bytes) -> str:
        """All values of a header, joined as RFC 9110 (5.2) says, clean."""
        return clean_line(b", ".join(self._all(name)).decode("latin-1"))

    @property
    def bot_wall(self) -> bool:
        """Whether it is a challenge that only a browser can pass."""
        return self.text(b"cf-mitigated").lower() == "challenge" or self.text(
            b"x-amzn-waf-action"
        ).lower() in ("challenge", "captcha")

    @property
    def location(self) -> str:
        """Where a redirect leads, as written; servers send UTF-8 as often as ASCII."""
        value = self.last(b"location")
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.decode("latin-1")

    def _all(self, name: bytes) -> list[bytes]:
        return [value for key, value in self.headers if key.lower() == name]


def head_of(status: int, headers: Iterable[tuple[bytes, bytes]]) -> Head:
    """An answer's head from what the connection read."""
    return Head(status, tuple(headers))


def validators_of(head: Head, body_hash: bytes) -> Validators:
    """What a 200 says to ask with next time; what it does not send is forgotten."""
    return Validators(_etag(head), _modified(head), body_hash)


def renewed(known: Validators, head: Head) -> Validators:
    """The validators after a 304: the known ones, but for those it sent (RFC 9111, 4.3.4)."""
    return replace(
        known, etag=_etag(head) or known.etag, modified=_modified(head) or known.modified
    )


def asks_of(head: Head, now: datetime) -> Asks:
    """How long the server wants its answer to be good for (RFC 9111, 5.2 and 5.3).

    `no-cache` is no wish to be left alone; Expires counts from the server's own clock.
    """
    control = head.text(b"cache-control").lower()
    if _FORGET.search(control):
        return Asks()
    if stated := _MAX_AGE.search(control):
        seconds = int(stated[1])
        left = max(0, seconds - _seconds(head.text(b"age")))
        return Asks(_later(now, left), seconds)
    expires, date = _date(head.text(b"expires")), _date(head.text(b"date"))
    if expires is None or expires <= (date or now):
        return Asks()
    return Asks(_later(now, (expires - (date or now)).total_seconds()))


def retry_at_of(head: Head, now: datetime) -> datetime | None:
    """When Retry-After (RFC 9110, 10.2.3) allows to ask again, if a busy server says so."""
    if head.status not in BUSY:
        return None
    value = head.text(b"retry-after")
    if re.fullmatch(r"\d{1,20}", value):
        wait = float(value)
    elif moment := _date(value):
        # Its clock may be wrong, so the date is read against its own Date where there is one.
        wait = (moment - (_date(head.text(b"date")) or now)).total_seconds()
    else:
        return None
    mistaken = wait > _LONGEST_PAUSE.total_seconds()
    return now + _PAUSE_BY_MISTAKE if mistaken else _later(now, wait)


def _later(now: datetime, seconds: float) -> datetime:
    return now + min(max(timedelta(), timedelta(seconds=min(seconds, 1e9))), _LONGEST_PAUSE)


def _etag(head: Head) -> bytes:
    return _kept(head.last(b"etag"))


def _modified(head: Head) -> bytes:
    value = head.last(b"last-modified")
    # 2038 is the end of a 32-bit clock: a server that says so does not know.
    return b"" if b"2038" in value else _kept(value)


def _kept(validator: bytes) -> bytes:
    """A validator that may be sent back: odd bytes may, controls would end their line."""
    harmless = len(validator) <= _LONGEST_VALIDATOR and not _CONTROL.search(validator)
    return validator if harmless else b""


def _seconds(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,10}", text) else 0


def _date(text: str) -> datetime | None:
    """An HTTP date; None for anything else, such as the `0` and `-1` of Expires."""
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
