"""Settings of a feed as a person writes and reads them. What may be secret is never written out."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.model.errors import UsageError
from reader.model.feed import FeedSettings

if TYPE_CHECKING:
    from collections.abc import Callable

HIDDEN = "•••"
"""Stands for a secret; where it is left standing, the secret stays as it was."""

_UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_SPAN = re.compile(r"(\d{1,7})\s*(s|m|min|h|d|w)", re.IGNORECASE)

T = TypeVar("T")


class Written(NamedTuple):
    """Settings as text, a line each; headers a line a header."""

    user_agent: str = ""
    headers: tuple[str, ...] = ()
    """`Name: value` each."""
    interval: str = ""
    """`2h`, `90m`, `1d`; empty for the usual one."""
    auth_command: str = ""
    """As in a shell, which is not asked to run it."""
    proxy: str = ""
    full_text: bool = False
    save: bool = False


def written(settings: FeedSettings) -> Written:
    """Settings as their owner may edit them; values of headers and a proxy's password are hidden.

    `understood` takes them back without loss.
    """
    return Written(
        settings.user_agent,
        tuple(f"{name}: {HIDDEN}" for name, _ in settings.headers),
        span_words(settings.interval) if settings.interval else "",
        shlex.join(settings.auth_command),
        _without_password(settings.proxy),
        settings.full_text,
        settings.save,
    )


def understood(before: FeedSettings, said: Written) -> tuple[FeedSettings, list[UsageError]]:
    """The settings that were written down, over those there are; and what of it says nothing."""
    problems: list[UsageError] = []

    def taken(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except UsageError as problem:
            problems.append(problem)
            return otherwise

    unchanged = _without_password(before.proxy)
    settings = FeedSettings(
        user_agent=said.user_agent.strip(),
        headers=tuple(
            header
            for line in said.headers
            if (header := taken(lambda line=line: _header(line, before), None))  # type: ignore[misc]
        ),
        interval=taken(lambda: read_span(said.interval), None),
        auth_command=taken(lambda: _command(said.auth_command), ()),
        proxy=before.proxy if said.proxy.strip() == unchanged else said.proxy.strip(),
        full_text=said.full_text,
        save=said.save,
        paused=before.paused,
    )
    return settings, problems


def together(problems: list[UsageError]) -> UsageError:
    """Several problems as one: each is told, and a way out that helps several once."""
    hints = dict.fromkeys(each.hint for each in problems if each.hint)
    return UsageError("; ".join(each.problem for each in problems), "\n".join(hints))


def read_span(text: str) -> int | None:
    """Seconds, from `90m`, `2h`, `1d`; None for nothing.

    Raises:
        UsageError: it is no such thing.
    """
    if not text.strip():
        return None
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{text.strip()} is no interval", "Write it as 90m, 2h or 1d.")
    return int(found[1]) * _UNITS[found[2].lower()]


def span_words(seconds: int) -> str:
    """Seconds as `90m`, `2h`, `1d`: in the largest unit that comes out even."""
    for unit in ("w", "d", "h", "m"):
        if seconds % _UNITS[unit] == 0:
            return f"{seconds // _UNITS[unit]}{unit}"
    return f"{seconds}s"


def in_words(settings: FeedSettings) -> list[tuple[str, str]]:
    """The settings that are not the usual ones, each with its name; without what is secret."""
    said = [
        ("paused", "yes" if settings.paused else ""),
        ("interval", f"every {span_words(settings.interval)}" if settings.interval else ""),
        ("full text", "always" if settings.full_text else ""),
        ("kept offline", "always" if settings.save else ""),
        ("user agent", settings.user_agent),
        ("headers", ", ".join(name for name, _ in settings.headers)),
        ("password", f"from {settings.auth_command[0]}" if settings.auth_command else ""),
        ("proxy", place_of_proxy(settings.proxy)),
    ]
    return [(name, words) for name, words in said if words]


def place_of_proxy(proxy: str) -> str:
    """A proxy's address without name and password."""
    scheme, _, rest = proxy.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if proxy else ""


def _without_password(proxy: str) -> str:
    user, at, place = proxy.rpartition("@")
    name, colon, _ = user.partition("://")[2].partition(":")
    return f"{user.partition('://')[0]}://{name}:{HIDDEN}{at}{place}" if at and colon else proxy


def _header(line: str, before: FeedSettings) -> tuple[str, str] | None:
    if not line.strip():
        return None
    name, colon, value = line.partition(":")
    name, value = name.strip(), value.strip()
    if not colon:
        # It is not repeated: it may be a secret that was pasted by itself.
        raise UsageError("a header has no colon", "Write headers as 'Name: value'.")
    if value != HIDDEN:
        return name, value
    kept = [known for header, known in before.headers if header.lower() == name.lower()]
    if not kept:
        raise UsageError(f"the header {name} has no value yet", "Write it after the colon.")
    return name, kept[0]


def _command(text: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(text))
    except ValueError as error:
        raise UsageError(
            "the command for the name and password has a quote that is not closed",
            "Write it as in a shell, such as: pass show feeds/wire",
        ) from error
