"""Pictures that were fetched, on disk for a while: limited in bytes and in age.

A file is named by the hash of its address and the size of its picture, so that listing the folder
says how much room each will take; nothing else has to be kept in step with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import time
from typing import TYPE_CHECKING

from reader.config.paths import PRIVATE_DIRECTORY, PRIVATE_FILE

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

MOST_BYTES = 100_000_000
MOST_SECONDS = 30 * 86_400
"""Since a picture was last looked at."""

_NAME = re.compile(r"([0-9a-f]{40})\.(\d{1,6})x(\d{1,6})")


class PictureCache:
    """Runs in threads; a file that another process took away was never there."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._names: dict[str, str] | None = None
        """Names of files by the hash of their address."""
        self._written = 0
        """Bytes since it was last tidied."""

    def sizes(self, urls: list[str]) -> dict[str, tuple[int, int]]:
        """Width and height in pixels of those pictures that are here."""
        found = {}
        for url in urls:
            if (name := self._known().get(_hash(url))) and (parts := _NAME.fullmatch(name)):
                found[url] = (int(parts[2]), int(parts[3]))
        return found

    def find(self, url: str) -> bytes | None:
        """The bytes of a picture, if they are here."""
        if (name := self._known().get(_hash(url))) is None:
            return None
        path = self._folder / name
        try:
            body = path.read_bytes()
            os.utime(path)
        except OSError:
            self._known().pop(_hash(url), None)
            return None
        return body

    def keep(self, url: str, body: bytes, size: tuple[int, int]) -> None:
        """Keep a picture. A disk that takes none is no reason not to show it."""
        name = f"{_hash(url)}.{size[0]}x{size[1]}"
        part = self._folder / f"{name}.{os.getpid()}.part"
        try:
            self._folder.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
            part.touch(PRIVATE_FILE)
            part.write_bytes(body)
            part.replace(self._folder / name)
        except OSError as error:
            log.warning("a picture could not be kept: %s", error)
            with contextlib.suppress(OSError):
                part.unlink()
            return
        self._known()[_hash(url)] = name
        self._written += len(body)
        if self._written > self._most_bytes // 10:
            self._tidy()

    def _known(self) -> dict[str, str]:
        if self._names is None:
            self._names = {}
            self._tidy()
        return self._names

    def _tidy(self) -> None:
        """Let go of what was not looked at for long, and of the oldest beyond the limit."""
        self._written, total, oldest = 0, 0, time.time() - MOST_SECONDS
        kept: dict[str, str] = {}
        for used_at, size, path in sorted(self._files(), reverse=True):
            total += size
            found = _NAME.fullmatch(path.name)
            if found and used_at >= oldest and total <= self._most_bytes:
                kept[found[1]] = path.name
            elif found or used_at < oldest:  # half a file, as another process may be writing it
                with contextlib.suppress(OSError):
                    path.unlink()
        self._names = kept

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                with contextlib.suppress(OSError):
                    told = path.stat()
                    found.append((told.st_mtime, told.st_size, path))
        return found


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:40]
