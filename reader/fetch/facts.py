"""What the schedule remembers of a feed, and how each check adds to it.

Pure: time is an argument.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args

from reader.fetch.failures import Offline
from reader.model.errors import FetchError
from reader.model.fetched import Asks, Loaded, LoadedFolder, NotModified

if TYPE_CHECKING:
    from reader.model.errors import DatelineError
    from reader.model.fetched import Fetched
    from reader.model.parsed import ParsedFeed

Turn = Literal[
    "new", "well", "busy", "trouble", "unfit", "refused", "missing", "gone", "waiting", "offline"
]
"""How the last check went. well: it answered; busy: 429 or 503; trouble: 5xx, DNS, time, TLS;
unfit: it answered with something that is no feed; refused: another 4xx, or too large; missing: 404;
gone: 410; waiting: its host was not to be asked; offline: this machine had no network."""

_TURNS: dict[int, Turn] = {
    404: "missing",
    408: "trouble",  # the server timed out, and 425 means "later" (RFC 9110, RFC 8470)
    410: "gone",
    425: "trouble",
    429: "busy",
    503: "busy",
}

MOVED_TIMES = 10
MOVED_FOR = timedelta(days=7)
_LONG = 2.0
"""Seconds from which on it is worth remembering how long an answer took."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Kept with the feed between runs, as JSON."""

    turn: Turn = "new"
    checked_at: datetime | None = None
    failures: int = 0
    """Checks in a row that failed; neither `waiting` nor `offline` counts."""
    offline_since: datetime | None = None
    """The first of an unbroken row of checks that found no network."""
    missing_since: datetime | None = None
    """The first of an unbroken row of 404s."""
    validators: bool = False
    """Whether the server gave something to ask "has it changed?" with."""
    local: bool = False
    """A file or folder of this machine: no manners needed."""
    not_before: datetime | None = None
    """From max-age or Expires, not capped."""
    max_age: int | None = None
    """Seconds, as stated by the server."""
    retry_at: datetime | None = None
    """From Retry-After, or what we make of its absence: the host is not to be asked before."""
    retry_place: str = ""
    """The address whose host that is; empty for the feed's own."""
    ttl: int | None = None
    """Seconds, as stated by the feed."""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    news_at: datetime | None = None
    """When it last had something new."""
    forced_at: datetime | None = None
    moved_to: str = ""
    """Where permanent redirects lead."""
    moved_since: datetime | None = None
    moved_times: int = 0
    stays: str = ""
    """Where the person does not want it to move."""
    seconds: float = 0.0
    """What the last answer took, where that was long."""


def after(
    before: Facts,
    now: datetime,
    answer: Fetched | DatelineError,
    *,
    parsed: ParsedFeed | None = None,
    new: int = 0,
    forced: bool = False,
    asks: Asks | None = None,
) -> Facts:
    """The facts after a check.

    `answer` is what the loader gave or raised, or the ParseError that its bytes caused; `parsed` is
    given when bytes were understood, `new` counts the articles that were not known; `asks` came
    with bytes that were not understood.
    """
    facts = replace(before, checked_at=now, forced_at=now if forced else before.forced_at)
    if isinstance(answer, Loaded | NotModified | LoadedFolder):
        return _answered(facts, now, answer, parsed, new)
    turn = _turn_of(answer)
    retry_at = answer.retry_at if isinstance(answer, FetchError) else None
    place = answer.place if isinstance(answer, FetchError) and retry_at else ""
    facts = replace(facts, turn=turn, retry_at=retry_at, retry_place=place)
    if turn == "waiting":
        return replace(facts, checked_at=before.checked_at)
    if turn == "offline":
        since = before.offline_since or now
        return replace(facts, checked_at=before.checked_at, offline_since=since)
    return replace(
        facts,
        failures=before.failures + 1,
        offline_since=None,
        missing_since=(before.missing_since or now) if turn == "missing" else None,
        not_before=asks.not_before if asks else None,
        local=facts.local or (isinstance(answer, FetchError) and answer.kind == "file"),
    )


def moved(facts: Facts, now: datetime) -> str:
    """The address a feed has moved to for good; empty as long as that is not certain.

    Certain is the same target ten times, or for a week: permanent redirects are given in error
    more often than feeds move.
    """
    if facts.moved_to == facts.stays:
        return ""
    lasting = facts.moved_since is not None and now - facts.moved_since >= MOVED_FOR
    return facts.moved_to if lasting or facts.moved_times >= MOVED_TIMES else ""


def set_back(facts: Facts, by: timedelta) -> Facts:
    """The same facts on a clock that was set back: every wait is as long as it was."""
    moments: dict[str, Any] = {
        each.name: value - by
        for each in fields(Facts)
        if isinstance(value := getattr(facts, each.name), datetime)
    }
    return replace(facts, **moments)


_USUAL = {field.name: getattr(Facts(), field.name) for field in fields(Facts)}


def to_json(facts: Facts) -> str:
    """For the store; what has its default is left out."""
    kept = {
        name: value for name, usual in _USUAL.items() if (value := getattr(facts, name)) != usual
    }
    return json.dumps(kept, default=_moment_as_text, separators=(",", ":")) if kept else ""


def from_json(text: str) -> Facts:
    """From the store; what is not understood, such as a later version's, is left out."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        return Facts()
    if not isinstance(kept, dict):
        return Facts()
    values: dict[str, Any] = {
        name: _value(name, value) for name, value in kept.items() if name in _USUAL
    }
    return Facts(**{name: value for name, value in values.items() if value is not None})


def _answered(
    facts: Facts,
    now: datetime,
    answer: Fetched,
    parsed: ParsedFeed | None,
    new: int,
) -> Facts:
    facts = replace(
        facts,
        turn="well",
        failures=0,
        offline_since=None,
        missing_since=None,
        retry_at=None,
        retry_place="",
        news_at=now if new or facts.news_at is None else facts.news_at,
    )
    if isinstance(answer, LoadedFolder) or answer.status is None:
        return replace(facts, local=True)
    asks = _kept_asks(facts, now) if answer.status == 304 and answer.asks == Asks() else answer.asks
    facts = replace(
        facts,
        local=False,
        validators=bool(answer.validators.etag or answer.validators.modified),
        not_before=asks.not_before,
        max_age=asks.max_age,
        seconds=round(answer.seconds) if answer.seconds >= _LONG else 0.0,
    )
    if parsed is not None:
        facts = replace(
            facts,
            ttl=parsed.ttl,
            skip_hours=tuple(sorted(parsed.skip_hours)),
            skip_days=tuple(sorted(parsed.skip_days)),
        )
    return _redirected(facts, now, answer.moved_to)


def _kept_asks(facts: Facts, now: datetime) -> Asks:
    """A 304 that says nothing renews what was said before (RFC 9111, 4.3.4)."""
    if facts.max_age is None:
        return Asks()
    return Asks(now + timedelta(seconds=min(facts.max_age, 1e9)), facts.max_age)


def _redirected(facts: Facts, now: datetime, to: str) -> Facts:
    if to and to == facts.moved_to:
        return replace(facts, moved_times=facts.moved_times + 1)
    since = now if to else None
    return replace(facts, moved_to=to, moved_since=since, moved_times=1 if to else 0)


def _turn_of(error: DatelineError) -> Turn:
    if not isinstance(error, FetchError):
        return "unfit"
    if isinstance(error, Offline):
        return "offline"
    if error.kind != "http":
        return "refused" if error.kind in ("size", "address", "refused") else "trouble"
    if error.status is None:
        return "waiting"
    if error.status in _TURNS:
        return _TURNS[error.status]
    return "refused" if 400 <= error.status < 500 else "trouble"


def _moment_as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(type(value))


def _value(name: str, value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if name == "turn" and value not in get_args(Turn):
        return None
    if name.endswith(("_at", "_since", "_before")):
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            return None
    return value
