"""Files that are named on the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.model.errors import FetchError, UsageError

LARGEST = 64_000_000
"""Bytes through a pipe; the same is read of a file."""


def read_bytes(name: str) -> bytes:
    """A file whole; `-` is standard input.

    Raises:
        FetchError: it is not there, no plain file, too large, or may not be read.
    """
    if name == "-":
        body = sys.stdin.buffer.read(LARGEST + 1)
        if len(body) > LARGEST:
            most = f"standard input is larger than {LARGEST // 1_000_000} MB"
            raise FetchError(most, "It was not read.", kind="size", outcome="too_large")
        return body
    from reader.service.sources import bytes_of

    return bytes_of(name)


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
