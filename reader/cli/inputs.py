"""Files that are named on the command line."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from reader.model.errors import FetchError, UsageError

LARGEST = 20_000_000
"""Bytes; feeds and pages beyond that are not what they seem."""


def read_bytes(name: str) -> bytes:
    """A file whole; `-` is standard input.

    Raises:
        FetchError: it is not there, no plain file, too large, or may not be read.
    """
    if name == "-":
        return _within(sys.stdin.buffer.read(LARGEST + 1), "standard input")
    try:
        # Without O_NONBLOCK, opening a pipe would wait for its other end for ever.
        file = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(file, "rb") as source:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise FetchError(f"{name} is not a plain file", "Give files.", kind="file")
            return _within(source.read(LARGEST + 1), name)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be the name of a file"
        raise FetchError(f"{name} cannot be read: {why}", "Check the path.", kind="file") from error


def write_text(name: str, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written there.
    """
    target = Path(name)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        unfinished.write_text(text, "utf-8")
        unfinished.replace(target)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be the name of a file"
        raise UsageError(f"{name} cannot be written: {why}", "Choose another place.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _within(body: bytes, name: str) -> bytes:
    if len(body) > LARGEST:
        most = LARGEST // 1_000_000
        raise FetchError(f"{name} is larger than {most} MB", "It was not read.", kind="size")
    return body
