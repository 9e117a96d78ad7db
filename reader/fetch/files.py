"""Files and folders of this machine, read without ever waiting for something that is no file."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.fetch.failures import no_address
from reader.fetch.loaders import LIMIT, PLAIN, UNKNOWN
from reader.model.errors import FetchError
from reader.model.feed import Validators
from reader.model.fetched import Loaded, LoadedFolder, LocalFile, NotModified
from reader.text.clean import clean_line
from reader.text.url import path_to_url, url_to_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.fetch.loaders import Options
    from reader.model.errors import Outcome
    from reader.model.fetched import Fetched

LARGEST = 64_000_000
"""Bytes of a file; books, mailboxes and archives of pages with their pictures are the largest."""

DEPTH = 4
"""Folders within folders that are looked into."""
MOST_FILES = 5_000
MOST_BYTES = 200_000_000
"""Of one folder, all its files together."""
_MOST_NAMES = 200_000
"""Names looked at before a folder counts as too large to follow: somebody may name `/`."""

# Browsers keep the pictures of "page.html" in a companion folder, named in their own language.
_COMPANIONS = ("_files", "_dateien", "_fichiers", "_archivos", "-Dateien", ".resources")

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class FileLoader:
    """Loads `file:` addresses: the bytes of a file, or the articles of a folder.

    `wanted` says of a file's name whether it may be an article; it is asked only about folders.
    """

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self._wanted = wanted

    async def load(
        self, url: str, known: Validators = UNKNOWN, options: Options = PLAIN
    ) -> Fetched:
        """What is at an address, unless it is what it was; read in a thread.

        Raises:
            FetchError: it is not there, cannot be read, or is too large.
        """
        path = url_to_path(url)
        if not path:
            raise no_address(url)
        limit = max(options.limit, LARGEST)
        return await asyncio.to_thread(self.read, Path(path), known, limit)

    async def close(self) -> None:
        """Nothing is held."""

    def read(self, path: Path, known: Validators = UNKNOWN, limit: int = LIMIT) -> Fetched:
        """The same as `load`, at once and in this thread."""
        if path.is_dir():
            return self._folder(path, known, limit)
        body, _ = bytes_of(path, limit)
        validators = Validators(body_hash=hashlib.sha256(body).digest())
        url = path_to_url(path)
        if validators.body_hash == known.body_hash:
            return NotModified(url, validators=validators)
        return Loaded(url, body, validators=validators)

    def _folder(self, root: Path, known: Validators, limit: int) -> Fetched:
        walk = _Walk(root, self._wanted)
        paths = sorted(walk.paths())[:MOST_FILES]
        url, validators = path_to_url(root), Validators(body_hash=_fingerprint(paths))
        if validators.body_hash == known.body_hash:
            return NotModified(url, validators=validators)
        files, unreadable, left = [], list(walk.unreadable), MOST_BYTES
        for path in paths:
            try:
                body, modified_at = bytes_of(path, min(limit, left))
            except FetchError as error:
                unreadable.append(error.problem)
                continue
            left -= len(body)
            files.append(LocalFile(str(path), modified_at, body))
        return LoadedFolder(url, tuple(files), tuple(unreadable), validators)


class _Walk:
    """A look through a folder, leaving out hidden names, companion folders and ways out."""

    def __init__(self, root: Path, wanted: Callable[[str], bool]) -> None:
        self.root, self.wanted = root, wanted
        self._home = root.resolve()
        self.unreadable: list[str] = []
        self._names = 0

    def paths(self) -> Iterator[Path]:
        """The files that count, in no order."""
        waiting = [(self.root, 0)]
        while waiting:
            folder, depth = waiting.pop()
            for found in self._listed(folder):
                if found.is_dir(follow_symlinks=False):
                    if depth < DEPTH and not found.name.endswith(_COMPANIONS):
                        waiting.append((folder / found.name, depth + 1))
                elif self.wanted(found.name) and self._inside(found):
                    yield folder / found.name

    def _listed(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as listing:
                for found in listing:
                    self._names += 1
                    if self._names > _MOST_NAMES:
                        return
                    if not found.name.startswith("."):
                        yield found
        except OSError as error:
            self.unreadable.append(_unreadable(folder, error).problem)

    def _inside(self, found: os.DirEntry[str]) -> bool:
        """Whether a link stays in the folder: a page saved by others may carry links to secrets."""
        if not found.is_symlink():
            return True
        try:
            target = Path(found.path).resolve(strict=True)
        except OSError:
            return False
        return target.is_relative_to(self._home) and target.is_file()


def bytes_of(path: Path, limit: int) -> tuple[bytes, datetime]:
    """A file's bytes and when it was last written.

    Raises:
        FetchError: it is no file, too large, or cannot be read.
    """
    try:
        _refuse_what_is_no_file(path, path.stat().st_mode)
        # Looked at before it is opened, since opening a device may do something; and after,
        # since it may have been exchanged. Opening a pipe without O_NONBLOCK would wait.
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with open(fd, "rb") as file:  # noqa: PTH123 - a descriptor is no path
            about = os.fstat(fd)
            _refuse_what_is_no_file(path, about.st_mode)
            body = file.read(limit + 1) or b""
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(body) > limit:
        what = f"{_name(path)} is larger than {limit / 1_000_000:g} MB"
        raise FetchError(what, "Nothing of it was kept.", kind="size", outcome="too_large")
    return body, _moment(about.st_mtime)


def _refuse_what_is_no_file(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
    outcome: Outcome = "directory" if stat.S_ISDIR(mode) else "not_a_file"
    what = f"{_name(path)} is {kind}, not a file"
    raise FetchError(what, "Name a file.", kind="file", outcome=outcome)


def _fingerprint(paths: list[Path]) -> bytes:
    """Moves when a file comes, goes or is written; costs a look at each, not its bytes."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            about = path.stat()
            written = f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}"
        except OSError:
            written = "?"
        digest.update(os.fsencode(path) + b"\0" + written.encode() + b"\0")
    return digest.digest()


def _unreadable(path: Path, error: Exception) -> FetchError:
    outcome: Outcome = "unreadable"
    match error:
        case FileNotFoundError():
            what, hint, outcome = f"there is no file {_name(path)}", "Check the path.", "missing"
        case PermissionError():
            what, hint = f"{_name(path)} may not be read", "Check its permissions."
        case BlockingIOError():
            what, hint = f"{_name(path)} gives no bytes", "Name a file."
        case OSError(errno=errno.ELOOP):
            what, hint = f"{_name(path)} is a link that leads back to itself", "Name a file."
        case OSError(strerror=str() as reason):
            what, hint = f"{_name(path)} cannot be read: {reason.lower()}", ""
        case _:
            what, hint = f"{_name(path)} cannot be read", ""
    return FetchError(what, hint, kind="file", outcome=outcome)


def _name(path: Path) -> str:
    return clean_line(os.fsencode(path).decode("utf-8", "replace"))


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
