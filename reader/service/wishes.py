"""Settings of single feeds: which can be carried out, and what they need when they are."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.model.errors import FetchError, UsageError
from reader.text.wishes import together, understood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import FeedSettings
    from reader.text.wishes import Written

SHORTEST_INTERVAL = 600
"""Seconds; no server is asked more often than that."""

_COMMAND_SECONDS = 60.0
"""A password manager may have to ask the person first."""
_LONGEST_ANSWER = 10_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
"""A header's name (RFC 9110, 5.1)."""

_OURS = (
    frozenset(("accept-encoding", "connection", "content-length", "expect", "host", "if-match"))
    | frozenset(
        ("if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "keep-alive")
    )
    | frozenset(
        ("proxy-authorization", "proxy-connection", "range", "te", "trailer", "transfer-encoding")
    )
    | frozenset(("upgrade", "user-agent"))
)
"""Headers that are decided here, because a wrong one breaks the exchange or the manners."""


def check(settings: FeedSettings) -> None:
    """Whether settings can be carried out.

    Raises:
        UsageError: some cannot; they are named without their values, which may be secrets.
    """
    if found := list(_problems(settings)):
        raise together(found)


def wished(before: FeedSettings, said: Written) -> FeedSettings:
    """The settings a person wrote down, over those there are.

    Raises:
        UsageError: something of it cannot be understood or carried out; all of that is told.
    """
    settings, problems = understood(before, said)
    problems += _problems(settings)
    if problems:
        raise together(problems)
    return settings


def _problems(settings: FeedSettings) -> Iterator[UsageError]:
    if _CONTROL.search(settings.user_agent):
        yield UsageError("the user agent has control characters in it")
    for name, value in settings.headers:
        yield from _header_problems(name, value)
    if settings.interval is not None and settings.interval < SHORTEST_INTERVAL:
        yield UsageError(
            f"{settings.interval} seconds is too short an interval",
            f"Servers are asked every {SHORTEST_INTERVAL} seconds at most.",
        )
    if settings.auth_command and not settings.auth_command[0].strip():
        yield UsageError("the command for the name and password names no program")
    if any("\0" in part for part in settings.auth_command):
        yield UsageError("the command for the name and password has a NUL in it")
    if settings.proxy and not _is_proxy(settings.proxy):
        yield UsageError(
            "the proxy is not an address that can be used", "Write http://host:port or https://..."
        )


def _header_problems(name: str, value: str) -> Iterator[UsageError]:
    if not _NAME.fullmatch(name):
        yield UsageError("a header's name has letters in it that none may have")
    elif name.lower() == "user-agent":
        yield UsageError("User-Agent is a setting of its own", "Set the user agent instead.")
    elif name.lower() in _OURS:
        yield UsageError(f"the header {name} is dateline's own business")
    elif _CONTROL.search(value):
        yield UsageError(f"the header {name} has control characters in its value")


def _is_proxy(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(
            parts.scheme in ("http", "https")
            and parts.hostname
            and (parts.port is None or parts.port)
            and not _CONTROL.search(text)
            and " " not in text
        )
    except ValueError:
        return False


class Passwords:
    """What the person's commands say, asked once each and forgotten when it is wrong."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}
        self._asking = asyncio.Lock()

    async def of(self, command: tuple[str, ...]) -> str:
        """The `user:password` a command gives; empty for no command.

        Raises:
            FetchError: it gives none.
        """
        if not command:
            return ""
        async with self._asking:  # a password manager asks the person one thing at a time
            if command not in self._known:
                self._known[command] = await _first_line(command)
            return self._known[command]

    def forget(self, command: tuple[str, ...]) -> None:
        """The server did not take it: ask the command again next time."""
        self._known.pop(command, None)


async def _first_line(command: tuple[str, ...]) -> str:
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=quiet, stdout=asyncio.subprocess.PIPE, stderr=quiet
        )
    except (OSError, ValueError) as error:
        raise _no_password(
            f"cannot be started: {getattr(error, 'strerror', '') or error}"
        ) from error
    try:
        async with asyncio.timeout(_COMMAND_SECONDS):
            said, _ = await process.communicate()
    except TimeoutError as error:
        raise _no_password(f"gave no answer in {_COMMAND_SECONDS:.0f} seconds") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise _no_password(f"failed with exit code {process.returncode}")
    line = said[:_LONGEST_ANSWER].decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
    if ":" not in line:
        raise _no_password("did not print user:password")
    return line


def _no_password(what: str) -> FetchError:
    return FetchError(
        f"the command for the feed's name and password {what}",
        "Run it in a terminal; its first line should be user:password.",
        kind="auth",
    )
