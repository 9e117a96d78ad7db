"""Where bytes come from: which loader, for which address, with which manners."""

from __future__ import annotations

import asyncio
import os
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from reader.fetch.loaders import ANYTHING, PAGES, PICTURES, UNKNOWN, Loaders, Options
from reader.model.errors import FetchError, UsageError
from reader.model.feed import FeedSettings
from reader.model.fetched import Loaded
from reader.service.wishes import Passwords
from reader.text.clean import clean_line
from reader.text.url import is_web, looks_like_url, path_to_url, resolve, url_to_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.fetch.download import Downloaded, OnProgress
    from reader.fetch.hosts import Hosts
    from reader.fetch.http import HttpLoader
    from reader.model.feed import Validators
    from reader.model.fetched import Fetched

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=//)", re.IGNORECASE)
_OWN_MACHINE = re.compile(
    r"(?:localhost|[\d.]{7,15}|\[[\da-f:]+\])(?::\d{1,5})?(?:/|$)", re.IGNORECASE
)

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
        return _one_writing(text)
    path = Path(url_to_path(text) if text.startswith("file:") else text).expanduser()
    if text and os.path.lexists(path):
        return path_to_url(os.path.normpath(path.absolute()))
    if text.startswith("feed:"):  # the old scheme of "subscribe" buttons
        return address_of(text.removeprefix("feed:").removeprefix("//"))
    if (scheme := _SCHEME.match(text)) and scheme[1].lower() != "file":
        raise UsageError(
            f"{clean_line(text)} is no address that can be asked",
            "Give a whole http or https address, such as https://example.org/feed.xml.",
        )
    if looks_like_url(text) and is_web(f"https://{text}"):
        return _one_writing(f"https://{text}")
    if _OWN_MACHINE.match(text) and is_web(f"http://{text}"):
        return _one_writing(f"http://{text}")
    if text.startswith(("/", ".", "~", "file:")) or path.suffix:
        raise FetchError(f"there is no file {path}", "Check the path.", kind="file")
    what = f"{clean_line(text)} is neither" if text else "an empty address is neither"
    raise UsageError(
        f"{what} a web address nor a file",
        "Give an address such as https://example.org, or the path of a file or folder.",
    )


def _one_writing(url: str) -> str:
    """The same address as anybody else writes it, so that it is not asked twice (RFC 3986, 6.2)."""
    parts = urlsplit(resolve("", url))
    user, at, place = parts.netloc.rpartition("@")
    place = place.lower().removesuffix({"http": ":80", "https": ":443"}[parts.scheme])
    return parts._replace(netloc=user + at + place, path=parts.path or "/", fragment="").geturl()


def name_of(url: str) -> str:
    """The last part of an address, as a file would be called; the host if there is none."""
    if path := url_to_path(url):
        return Path(path).name
    parts = urlsplit(url)
    return PurePosixPath(unquote(parts.path)).name or parts.netloc


def bytes_of(path: str) -> bytes:
    """The bytes of a file of this machine; waits for nothing that is no file.

    Raises:
        FetchError: it is not there, no file, too large, or may not be read.
    """
    from reader.fetch import files

    return files.bytes_of(Path(path), files.LARGEST)[0]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Clock(Protocol):
    """Time as turns are taken by: seconds of a clock that never goes back."""

    def seconds(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class MachineClock:
    """The machine's own."""

    def seconds(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


ORDINARY = FeedSettings()


class Sources:
    """The loaders, made when they are first needed.

    `now` is the calendar's time, `clock` the one that turns are taken by.
    """

    def __init__(
        self, *, now: Callable[[], datetime] = _utc_now, clock: Clock | None = None
    ) -> None:
        self._now = now
        self._clock = clock or MachineClock()
        self._passwords = Passwords()
        self._loaders: Loaders | None = None
        self._hosts: Hosts | None = None
        self._http: HttpLoader | None = None

    async def load(
        self,
        url: str,
        known: Validators = UNKNOWN,
        settings: FeedSettings = ORDINARY,
        *,
        foreign: bool = False,
    ) -> Fetched:
        """What an address says, unless it says what it said.

        `foreign`: not the person but a page named it, so it may not lead to private ground.

        Raises:
            FetchError: it cannot be had.
        """
        answer = await self._load(url, known, settings, Options(allow_private=not foreign))
        if not isinstance(answer, Loaded):
            return answer
        return replace(answer, asked=url, modified_at=await asyncio.to_thread(_written, url))

    async def page(
        self, url: str, settings: FeedSettings = ORDINARY, *, foreign: bool = False
    ) -> Loaded:
        """A page or a file; `foreign` as for `load`. Raises FetchError."""
        answer = await self.page_again(url, UNKNOWN, settings, foreign=foreign)
        if isinstance(answer, Loaded):
            return answer
        raise FetchError(f"{name_of(url)} is a folder", "Name one of its files.", kind="file")

    async def page_again(
        self, url: str, known: Validators, settings: FeedSettings, *, foreign: bool
    ) -> Fetched:
        """The same of a page that was had, unless it is what it was."""
        options = Options(allow_private=not foreign, accept=PAGES)
        return await self._load(url, known, settings, options)

    async def picture(
        self, url: str, settings: FeedSettings = ORDINARY, *, foreign: bool = False
    ) -> bytes:
        """The bytes of a picture; `foreign` as for `load`. Raises FetchError."""
        options = Options(allow_private=not foreign, accept=PICTURES)
        answer = await self._load(url, UNKNOWN, settings, options)
        if isinstance(answer, Loaded):
            return answer.body
        raise FetchError(f"{name_of(url)} is a folder", "Name one of its files.", kind="file")

    async def download(
        self,
        url: str,
        part: Path,
        settings: FeedSettings = ORDINARY,
        *,
        foreign: bool = False,
        limit: int,
        accept: str = ANYTHING,
        on_progress: OnProgress | None = None,
    ) -> Downloaded:
        """A file whole in `part`, gone on with if there is some of it; `foreign` as for `load`.

        Raises:
            FetchError: it cannot be had, now or at all; what has come stays.
            StoreError: the disk does not take it.
        """
        from reader.fetch.download import Downloader

        options = Options(allow_private=not foreign, accept=accept, limit=limit)
        asked = await self._as_wished(options, settings)
        return await Downloader(self._web()).fetch(url, part, asked, on_progress)

    async def _as_wished(self, options: Options, settings: FeedSettings) -> Options:
        """How to ask for what belongs to a feed with such settings."""
        return replace(
            options,
            user_agent=settings.user_agent,
            headers=settings.headers,
            auth=await self._passwords.of(settings.auth_command),
            proxy=settings.proxy,
        )

    async def _load(
        self, url: str, known: Validators, settings: FeedSettings, options: Options
    ) -> Fetched:
        """What an address says when it is asked as the settings of its feed wish."""
        asked = await self._as_wished(options, settings)
        try:
            return await self._made().load(url, known, asked)
        except FetchError as problem:
            if problem.status == 401:
                self._passwords.forget(settings.auth_command)
            raise

    def pause(self, url: str, until: datetime) -> None:
        """Leave the host of an address alone until a moment."""
        self._made()
        if self._hosts is not None:
            self._hosts.pause(url, until)

    async def close(self) -> None:
        """Close all connections."""
        if self._loaders is not None:
            await self._loaders.close()

    def _web(self) -> HttpLoader:
        self._made()
        if self._http is None:
            raise RuntimeError("nothing is loaded from the web here")
        return self._http

    def _made(self) -> Loaders:
        if self._loaders is None:
            from reader.fetch.files import FileLoader
            from reader.fetch.hosts import Hosts, Turns
            from reader.fetch.http import HttpLoader

            gap = os.environ.get(LOOPBACK_GAP)
            self._hosts = Hosts(
                Turns(loopback_gap=float(gap) if gap else None),
                now=self._now,
                clock=self._clock.seconds,
                sleep=self._clock.sleep,
            )
            self._http = HttpLoader(self._hosts, now=self._now)
            self._loaders = Loaders(self._http, FileLoader(_may_be_article))
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
