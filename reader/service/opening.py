"""Handing an address to the person's browser, or another program they named."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from pathlib import Path
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
        await start(command, url, "open.browser in config.toml")
        return
    import webbrowser

    if not await asyncio.to_thread(webbrowser.open, url):
        raise UsageError("no browser could be started", "Set BROWSER, or copy the address with y.")


async def start(command: Sequence[str], subject: str, setting: str) -> None:
    """Start a program on an address or file, which takes the place of {}, or the end.

    It has no terminal, and outlives this program.

    Raises:
        UsageError: it cannot be started; `setting` is what names it.
    """
    words = [subject if word == "{}" else word for word in command]
    if "{}" not in command:
        words.append(subject)
    try:
        await asyncio.to_thread(_started, words)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{command[0]} cannot be started: {why}", f"Look at {setting}.") from error


def _started(words: Sequence[str]) -> None:
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - a list of words, the person's own command
        words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    # Somebody has to hear of its end, or it would stay as a zombie as long as the reader runs.
    threading.Thread(target=process.wait, name=Path(words[0]).name, daemon=True).start()
