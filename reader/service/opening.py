"""Handing an address to the person's browser."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from reader.model.errors import UsageError

_SCHEMES = {"http", "https", "mailto"}


async def open_in_browser(url: str) -> None:
    """Open a web or mail address; never a file, never through a shell.

    Raises:
        UsageError: the address is not one a browser should be given, or there is no browser.
    """
    if urlsplit(url).scheme.lower() not in _SCHEMES or any(c.isspace() for c in url):
        raise UsageError(f"{url or 'nothing'} is not a web address", "Only http and https open.")
    import webbrowser

    if not await asyncio.to_thread(webbrowser.open, url):
        raise UsageError("no browser could be started", "Set BROWSER, or copy the address with y.")
