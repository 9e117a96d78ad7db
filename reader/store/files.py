"""Files kept outside the store, each under the hash of what is in it.

The same picture in ten articles is one file. A file is written beside its place, put on disk whole
and then renamed, so that whatever has a name is complete; what it is named after proves it when it
is read. Which articles a file belongs to, `store.offline` knows; a file that nothing names is swept
away, but not while somebody may be about to name it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.config.paths import PRIVATE_DIRECTORY, PRIVATE_FILE
from reader.model.errors import StoreDamaged, StoreError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

_PACKED = ".zst"
_LEVEL = 12
_SAMPLE, _WORTH_IT = 65_536, 0.9
_UNFINISHED = "unfinished"
"""The folder of downloads that are not complete."""

LARGEST = 100_000_000
"""Bytes of a file, unpacked; none is kept that has more."""


class Stored(NamedTuple):
    """A file that is on disk."""

    hash: bytes
    bytes: int
    """As it lies there."""


class Files:
    """A folder of files by their hashes. Everything here waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, store: Path) -> Files:
        """The files that belong to a store."""
        return cls(store.with_name("files"))

    def keep(self, body: bytes) -> Stored:
        """Put bytes on disk; what is there already is only said to be needed.

        Raises:
            StoreError: they cannot be written.
        """
        name = hashlib.sha256(body).digest()
        if (path := self._find(name)) is not None:
            with suppress(OSError):
                os.utime(path)
            return Stored(name, path.stat().st_size)
        packed = _packed(body)
        path = self._place(name, _PACKED if packed is not body else "")
        try:
            _make(path.parent)
            _write(path, packed)
        except OSError as error:
            raise _cannot_write(path, error) from error
        return Stored(name, len(packed))

    def read(self, name: bytes) -> bytes | None:
        """What is in a file; None if it is not there.

        Raises:
            StoreDamaged: it is not what it was.
        """
        path = self._find(name)
        if path is None:
            return None
        try:
            body = path.read_bytes()
            body = _unpacked(body) if path.suffix == _PACKED else body
        except (OSError, ValueError) as error:
            raise _damaged(path) from error
        if hashlib.sha256(body).digest() != name:
            raise _damaged(path)
        return body

    def path(self, name: bytes) -> Path | None:
        """Where a file lies, packed or not."""
        return self._find(name)

    def unfinished(self, name: str) -> Path:
        """Where what has come of a download waits for the rest; `name` is any text of its own.

        The folder is made.

        Raises:
            StoreError: it cannot be.
        """
        folder = self.folder / _UNFINISHED
        try:
            _make(folder)
        except OSError as error:
            raise _cannot_write(folder, error) from error
        return folder / hashlib.sha256(name.encode()).hexdigest()

    def every(self) -> Iterator[tuple[bytes, Path]]:
        """All files by their hashes."""
        for folder in self._folders():
            for path in folder.iterdir():
                with suppress(ValueError):
                    yield bytes.fromhex(folder.name + path.name.removesuffix(_PACKED)), path

    def faults(self, needed: Collection[bytes]) -> dict[bytes, str]:
        """What of some files is wrong: "missing" or "damaged". Reads all of them."""
        found = {}
        for name in needed:
            try:
                if self.read(name) is None:
                    found[name] = "missing"
            except StoreDamaged:
                found[name] = "damaged"
        return found

    def drop(self, names: Iterable[bytes]) -> None:
        """Take files away, whoever needs them."""
        for name in names:
            if (path := self._find(name)) is not None:
                path.unlink(missing_ok=True)

    def copy(self, needed: Collection[bytes], to: Path) -> int:
        """Have a copy of some files in another folder, and no others; answers their bytes.

        What is there already is not copied again.

        Raises:
            StoreError: they cannot be written there.
        """
        target, size = Files(to), 0
        for name in needed:
            if (path := self._find(name)) is None:
                continue  # `check` tells of it
            place = target.folder / path.parent.name / path.name
            try:
                if not place.is_file():
                    _make(place.parent)
                    _write(place, path.read_bytes())
            except OSError as error:
                raise _cannot_write(place, error) from error
            size += place.stat().st_size
        target.drop({name for name, _ in target.every()}.difference(needed))
        return size

    def sweep(self, needed: Collection[bytes], before: datetime) -> int:
        """Take away what nothing names and was there before a moment; answers the bytes."""
        freed, limit = 0, before.timestamp()
        for name, path in list(self.every()):
            if name not in needed:
                freed += _take(path, limit)
        for folder in (*self._folders(), self.folder / _UNFINISHED):
            # Of a write or a download that was cut off, and that nobody went on with.
            for path in folder.iterdir() if folder.is_dir() else ():
                if folder.name == _UNFINISHED or path.name.startswith("."):
                    freed += _take(path, limit)
        return freed

    def _folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [each for each in self.folder.iterdir() if len(each.name) == 2 and each.is_dir()]

    def _find(self, name: bytes) -> Path | None:
        places = (self._place(name, ending) for ending in ("", _PACKED))
        return next((path for path in places if path.is_file()), None)

    def _place(self, name: bytes, ending: str) -> Path:
        text = name.hex()
        return self.folder / text[:2] / f"{text[2:]}{ending}"


def _packed(body: bytes) -> bytes:
    """Bytes compressed, or the very same where that saves nothing worth it."""
    from zstandard import ZstdCompressor  # noqa: PLC0415 - only when something is kept

    # The beginning of a picture tells at once that it is packed already.
    beginning = body[:_SAMPLE]
    if len(ZstdCompressor(1).compress(beginning)) > len(beginning) * _WORTH_IT:
        return body
    return ZstdCompressor(_LEVEL).compress(body)


def _unpacked(packed: bytes) -> bytes:
    from zstandard import ZstdDecompressor, ZstdError  # noqa: PLC0415 - as above

    try:
        return ZstdDecompressor().decompress(packed, max_output_size=LARGEST)
    except ZstdError as error:
        raise ValueError("not what was packed") from error


def _make(folder: Path) -> None:
    for each in (folder.parent, folder):
        each.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)


def _write(path: Path, body: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{secrets.token_hex(8)}")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        settle(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Put the names in a folder on disk; where folders cannot be opened, the system does."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take(path: Path, before: float) -> int:
    try:
        facts = path.stat()
        if facts.st_mtime >= before:
            return 0
        path.unlink()
    except OSError:  # another dateline was quicker, or it is open somewhere: next time
        return 0
    return facts.st_size


def _cannot_write(path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(
            f"the disk of {path.parent} is full; the file was not kept",
            "Free some room; `dateline save` goes on from there.",
        )
    return StoreError(
        f"{path} cannot be written: {error.strerror}", "Check the folder and who may write there."
    )


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        f"the kept file {path.name[:12]} is damaged", "`dateline check --repair` takes it out."
    )
