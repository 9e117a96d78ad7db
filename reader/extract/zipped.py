"""A ZIP archive in memory: its members by name, each only as large as was agreed.

Nothing is ever written to the disk, so no name can lead out of a folder; a name that tries to is
looked for in the archive like any other, and is not there.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from urllib.parse import unquote

from reader.extract.damage import damaged
from reader.model.errors import ParseError

MOST_MEMBERS = 20_000
LARGEST = 20_000_000
"""Bytes of one member, unpacked."""
ALL = 100_000_000
"""Bytes of all members that are read, unpacked."""

_LOCKED = 0x1


class Zipped:
    """An archive that is read from; `shown` is what messages call it."""

    def __init__(self, body: bytes, shown: str) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError) as error:
            raise damaged(shown) from error
        self._shown = shown
        self._left = ALL
        if len(self._archive.infolist()) > MOST_MEMBERS:
            raise self._too_large()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._archive.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """A member's bytes.

        Raises:
            ParseError: it is not there, is too large, needs a password, or cannot be unpacked.
        """
        try:
            about = self._archive.getinfo(name)
        except KeyError as error:
            raise damaged(self._shown) from error
        if about.flag_bits & _LOCKED:
            raise ParseError(f"{self._shown} is locked with a password.", outcome="unsupported")
        most = min(LARGEST, self._left)
        if about.file_size > most:
            raise self._too_large()
        try:
            with self._archive.open(about) as member:
                body = member.read(most + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise damaged(self._shown) from error
        if len(body) > most:  # what the archive says of its sizes may be a lie
            raise self._too_large()
        self._left -= len(body)
        return body

    def _too_large(self) -> ParseError:
        return ParseError(
            f"{self._shown} unpacks to more than a book can be.",
            "It may be made to fill a machine's memory; nothing of it was kept.",
            outcome="too_large",
        )


def joined(base: str, reference: str) -> str:
    """The member that a reference within a member means; empty if it leads out of the archive."""
    path = unquote(reference.partition("#")[0].partition("?")[0])
    if not path or "://" in path or path.startswith("/"):
        return ""
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return "" if name.startswith(("../", "/")) or name == ".." else name
