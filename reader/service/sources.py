"""Where bytes come from: which loader, for which address, with which manners."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader.fetch.loaders import PAGES, UNKNOWN, Loaders, Options
from reader.model.errors import FetchError, UsageError
from reader.model.fetched import Loaded
from reader.text.url import is_web, looks_like_url, path_to_url, url_to_path

if TYPE_CHECKING:
    from reader.fetch.hosts import Hosts
    from reader.model.feed import Validators
    from reader.model.fetched import Fetched

LOOPBACK_GAP = "DATELINE_LOOPBACK_GAP"
"""Seconds between requests to this machine's own servers, for measuring; others keep theirs."""


def address_of(text: str) -> str:
    """What a person typed, as an absolute http, https or file address.

    Something that exists on disk is meant as a file; a bare host gets https.

    Raises:
        UsageError: it is neither an address nor a file.
    """
    text = text.strip() if not os.path.lexists(text) else text
    if is_web(text):
        return text
    path = Path(url_to_path(text) if text.startswith("file:") else text).expanduser()
    if text and os.path.lexists(path):
        return path_to_url(os.path.normpath(path.absolute()))
    if text.startswith("feed:"):  # the old scheme of "subscribe" buttons
        return address_of(text.removeprefix("feed:").removeprefix("//"))
    if looks_like_url(text) and is_web(f"https://{text}"):
        return f"https://{text}"
    if text.startswith(("/", ".", "~", "file:")) or path.suffix:
        raise FetchError(f"there is no file {path}", "Check the path.", kind="file")
    raise UsageError(
        f"{text or 'nothing'} is neither a web address nor a file",
        "Give an address such as https://example.org, or the path of a file or folder.",
    )


def name_of(url: str) -> str:
    """The last part of an address, as a file would be called; the host if there is none."""
    if path := url_to_path(url):
        return Path(path).name
    parts = urlsplit(url)
    return PurePosixPath(unquote(parts.path)).name or parts.netloc


class Sources:
    """The loaders, made when they are first needed."""

    def __init__(self) -> None:
        self._loaders: Loaders | None = None
        self._hosts: Hosts | None = None

    async def load(self, url: str, known: Validators = UNKNOWN) -> Fetched:
        """What an address the person named says, unless it says what it said; raises FetchError."""
        answer = await self._made().load(url, known, Options(allow_private=True))
        if not isinstance(answer, Loaded):
            return answer
        return replace(answer, asked=url, modified_at=await asyncio.to_thread(_written, url))

    async def page(self, url: str) -> Loaded:
        """A page or a file the person named; raises FetchError."""
        answer = await self._made().load(url, UNKNOWN, Options(allow_private=True, accept=PAGES))
        if isinstance(answer, Loaded):
            return answer
        raise FetchError(f"{name_of(url)} is a folder", "Name one of its files.", kind="file")

    def pause(self, url: str, until: datetime) -> None:
        """Leave the host of an address alone until a moment."""
        self._made()
        if self._hosts is not None:
            self._hosts.pause(url, until)

    async def close(self) -> None:
        """Close all connections."""
        if self._loaders is not None:
            await self._loaders.close()

    def _made(self) -> Loaders:
        if self._loaders is None:
            from reader.fetch.files import FileLoader
            from reader.fetch.hosts import Hosts, Turns
            from reader.fetch.http import HttpLoader

            gap = os.environ.get(LOOPBACK_GAP)
            self._hosts = Hosts(Turns(loopback_gap=float(gap) if gap else None))
            self._loaders = Loaders(HttpLoader(self._hosts), FileLoader(_may_be_article))
        return self._loaders


def _may_be_article(name: str) -> bool:
    from reader.extract.local import is_article_name

    return is_article_name(name)


def _written(url: str) -> datetime | None:
    path = url_to_path(url)
    try:
        return datetime.fromtimestamp(Path(path).stat().st_mtime, UTC) if path else None
    except (OSError, OverflowError, ValueError):
        return None
