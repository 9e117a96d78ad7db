"""Handing an address to the person's browser, or another program they named."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCHEMES = {"http", "https", "mailto"}


async def open_in_browser(url: str, command: Sequence[str] = ()) -> None:
    """Open a web or mail address; never a file, never through a shell.

    `command`: the words of a program to do it, see `start`; without them, the system's browser.

    Raises:
        UsageError: the address is not one a browser should be given, or there is no browser.
    """
    if urlsplit(url).scheme.lower() not in _SCHEMES or any(c.isspace() for c in url):
        raise UsageError(f"{url or 'nothing'} is not a web address", "Only http and https open.")
    if command:
        await start(command, url, "open.browser")
        return
    import webbrowser

    if not await asyncio.to_thread(webbrowser.open, url):
        raise UsageError("no browser could be started", "Set BROWSER, or copy the address with y.")


async def start(command: Sequence[str], subject: str, setting: str) -> None:
    """Start a program on an address or file, which takes the place of %s, or the end.

    It has no terminal, and outlives this program.

    Raises:
        UsageError: it cannot be started; `setting` is what names it.
    """
    words = [subject if word == "%s" else word for word in command]
    if "%s" not in command:
        words.append(subject)
    nothing = asyncio.subprocess.DEVNULL
    try:
        await asyncio.create_subprocess_exec(
            *words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot start {command[0]}: {why}", f"Look at {setting} in config.toml."
        ) from error
