"""Downloads: files of any size, on disk as they come, and gone on with where they broke off.

What has come lies in a file of its own, and beside it what its server needs to be asked for the
rest (RFC 9110, 13.1.5 and 14): without that, or if the file has changed there, it begins anew.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
import re
import time
from dataclasses import replace
from io import FileIO
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from reader.config.paths import PRIVATE_FILE
from reader.fetch import failures
from reader.fetch.answers import head_of, validators_of
from reader.fetch.http import Answer
from reader.fetch.inflate import Damaged, TooLarge, inflate
from reader.fetch.loaders import UNKNOWN, Resume
from reader.model.errors import FetchError, StoreError
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from httpcore import Response

    from reader.fetch.answers import Head
    from reader.fetch.http import HttpLoader
    from reader.fetch.loaders import Options
    from reader.fetch.redirects import Hop

    OnProgress = Callable[[int, int | None], None]
    """Told the bytes that are there, and of how many if that is known."""

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 5
"""Requests for one file in one go; another is sent only where the one before brought something."""

_LONGEST = 6 * 3600.0
_SLOW_AFTER, _SLOWEST = 60.0, 200
"""Seconds after which a server must have sent so many bytes a second."""

_AT_ONCE = 262_144
_PACKED_AT_MOST = 10_000_000
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")
_NO_RANGE = re.compile(r"bytes \*/(\d{1,18})")


class Downloaded(NamedTuple):
    """A file that is there whole."""

    url: str
    """Where it was found, after redirects."""
    bytes: int
    media_type: str = ""


class _Start(NamedTuple):
    """What is there of a file."""

    size: int = 0
    validator: bytes = b""
    media_type: str = ""


class Downloader:
    """Downloads with the manners of a loader, and through it."""

    def __init__(self, http: HttpLoader) -> None:
        self._http = http

    async def fetch(
        self, url: str, part: Path, options: Options, on_progress: OnProgress | None = None
    ) -> Downloaded:
        """Have a file whole in `part`; what is there of it from an earlier call is not asked again.

        A caller that is cancelled, or a process that is killed, leaves what has come.

        Raises:
            FetchError: it cannot be had, now or at all; what has come stays.
            StoreError: the disk does not take it.
        """
        for left in reversed(range(TRIES)):
            begun = await asyncio.to_thread(_begun, part, url)
            try:
                return await self._rest(url, part, begun, options, on_progress)
            except FetchError as problem:
                now = await asyncio.to_thread(_begun, part, url)
                if problem.kind != "network" or now.size <= begun.size or not left:
                    raise
        raise failures.too_slow(url)

    async def _rest(
        self,
        url: str,
        part: Path,
        begun: _Start,
        options: Options,
        on_progress: OnProgress | None,
    ) -> Downloaded:
        taking = _Taking(url, part, begun, options.limit, on_progress)
        asked = replace(options, resume=Resume(begun.size, begun.validator))
        reading = self._http.answered(url, UNKNOWN, asked, taking, total=_LONGEST)
        async with reading as (hop, answer, _):
            if (whole := taking.whole(answer.head)) is None:
                if answer.head.status != 416 or not begun.size:
                    raise self._http.refused(hop, answer.head)
                await asyncio.to_thread(discard, part)
            else:
                await _disk(part, _settle, part)
                return Downloaded(hop.place, whole, taking.media_type)
        return await self._rest(url, part, _Start(), options, on_progress)


class _Taking:
    """Takes one answer's body to the file, as it comes."""

    def __init__(
        self,
        url: str,
        part: Path,
        begun: _Start,
        limit: int,
        on_progress: OnProgress | None,
    ) -> None:
        self.media_type = begun.media_type
        self._url, self._part, self._begun, self._limit = url, part, begun, limit
        self._tell = on_progress or (lambda _done, _total: None)
        self._size = begun.size
        self._total: int | None = None

    async def __call__(self, hop: Hop, response: Response, peer: str) -> Answer:
        head = head_of(response.status, response.headers)
        if self._goes_on(head) or head.status == 200:
            await self._take(hop, response, head)
        return Answer(head, peer)

    def whole(self, head: Head) -> int | None:
        """The bytes of the file if it is there whole; None if the server had nothing to add."""
        if head.status == 416:
            told = _NO_RANGE.fullmatch(head.text(b"content-range"))
            return self._size if told and int(told[1]) == self._size > 0 else None
        if head.status != 200 and not self._goes_on(head):
            return None
        if self._total is not None and self._size != self._total:
            raise failures.no_answer(self._url, EOFError(), begun=True)
        return self._size

    def _goes_on(self, head: Head) -> bool:
        """Whether what comes is the rest of what is there."""
        told = _RANGE.fullmatch(head.text(b"content-range"))
        return bool(
            head.status == 206 and self._begun.size and told and int(told[1]) == self._begun.size
        )

    async def _take(self, hop: Hop, response: Response, head: Head) -> None:
        goes_on = self._goes_on(head)
        self._size = self._begun.size if goes_on else 0
        self._total = self._stated(head)
        if (self._total or 0) > self._limit:
            raise failures.too_large(hop.url, self._limit)
        if not goes_on:
            self.media_type = head.text(b"content-type")
            await _disk(self._part, _note, self._part, self._url, head, self.media_type)
        encoding = head.text(b"content-encoding").lower()
        file = await _disk(self._part, _opened, self._part, goes_on)
        try:
            if encoding in ("", "identity"):
                await self._write(file, response, hop)
            else:
                await self._write_unpacked(file, response, hop, encoding)
        finally:
            await asyncio.shield(_disk(self._part, file.close))

    def _stated(self, head: Head) -> int | None:
        if told := _RANGE.fullmatch(head.text(b"content-range")):
            return None if told[2] == "*" else int(told[2])
        length = head.text(b"content-length")
        packed = head.text(b"content-encoding").lower() not in ("", "identity")
        return int(length[:18]) if length.isdecimal() and not packed else None

    async def _write(self, file: FileIO, response: Response, hop: Hop) -> None:
        waiting, since, came = bytearray(), time.monotonic(), 0
        try:
            async for chunk in response.aiter_stream():
                if self._size + len(waiting) + len(chunk) > self._limit:
                    raise failures.too_large(hop.url, self._limit)
                waiting += chunk
                came += len(chunk)
                lasted = time.monotonic() - since
                if lasted > _SLOW_AFTER and came < lasted * _SLOWEST:
                    raise failures.too_slow(hop.url)
                if len(waiting) >= _AT_ONCE:
                    part, waiting = bytes(waiting), bytearray()
                    await _disk(self._part, _write, file, part)
                    self._size += len(part)
                    self._tell(self._size, self._total)
        finally:
            # What came before a connection broke, or the person changed their mind, is kept.
            await asyncio.shield(_disk(self._part, _write, file, bytes(waiting)))
            self._size += len(waiting)
        self._tell(self._size, self._total)

    async def _write_unpacked(
        self, file: FileIO, response: Response, hop: Hop, encoding: str
    ) -> None:
        """For servers that compress though they were asked not to; that cannot be gone on with."""
        most = min(self._limit, _PACKED_AT_MOST)
        packed = bytearray()
        async for chunk in response.aiter_stream():
            packed += chunk
            if len(packed) > most:
                raise failures.too_large(hop.url, most)
        try:
            body = await asyncio.to_thread(inflate, bytes(packed), encoding, most)
        except TooLarge as error:
            raise failures.too_large(hop.url, most) from error
        except Damaged as error:
            raise failures.no_answer(hop.url, error, begun=True) from error
        await _disk(self._part, _write, file, body)
        self._size = len(body)


def discard(part: Path) -> None:
    """Take away what there is of a download."""
    part.unlink(missing_ok=True)
    _beside(part).unlink(missing_ok=True)


def _beside(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _begun(part: Path, url: str) -> _Start:
    """What is there of a file, if its rest can be asked for."""
    try:
        told = json.loads(_beside(part).read_text("utf-8"))
        validator = bytes.fromhex(told["validator"])
        size = part.stat().st_size
    except (OSError, ValueError, KeyError, TypeError):
        return _Start()
    if told.get("url") != without_secrets(url) or not validator:
        return _Start()
    return _Start(size, validator, str(told.get("media_type", "")))


def _note(part: Path, url: str, head: Head, media_type: str) -> None:
    """Keep what the rest can be asked with; the old rest must not be taken for the new file's."""
    discard(part)
    given = validators_of(head, b"")
    # A weak tag does not promise the same bytes, and what was unpacked is not the server's.
    strong = b"" if given.etag.startswith(b"W/") else given.etag
    as_it_is = head.text(b"content-encoding").lower() in ("", "identity")
    told = {
        "url": without_secrets(url),
        "validator": ((strong or given.modified) if as_it_is else b"").hex(),
        "media_type": media_type,
    }
    with os.fdopen(os.open(_beside(part), os.O_CREAT | os.O_WRONLY, PRIVATE_FILE), "wb") as file:
        file.write(json.dumps(told).encode())


def _opened(part: Path, append: bool) -> FileIO:
    how = os.O_CREAT | os.O_WRONLY | (os.O_APPEND if append else os.O_TRUNC)
    return FileIO(os.open(part, how, PRIVATE_FILE), "wb")


def _write(file: FileIO, body: bytes) -> None:
    left = memoryview(body)
    while left:
        left = left[file.write(left) :]


def _settle(part: Path) -> None:
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    _beside(part).unlink(missing_ok=True)


async def _disk(part: Path, work: Callable[P, T], *args: P.args, **kw: P.kwargs) -> T:
    """Do something with the file in a thread; raises StoreError where the disk does not take it."""
    try:
        return await asyncio.to_thread(work, *args, **kw)
    except OSError as error:  # not to be taken for one of the connection's
        raise _no_room(part, error) from error


def _no_room(part: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(
            f"the disk of {part.parent} is full",
            "Free some room and ask again: it goes on from there.",
        )
    return StoreError(f"{part} cannot be written: {error.strerror}", "Check who may write there.")
