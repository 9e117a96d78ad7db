"""The log: one file, turned over when it is large, with no secrets in it."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from reader.config.paths import PRIVATE_FILE

if TYPE_CHECKING:
    from io import TextIOWrapper

    from reader.config.paths import Paths

LARGEST = 1_000_000
"""Bytes, after which the file is turned over; two older ones are kept."""

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class _PrivateFile(RotatingFileHandler):
    """A log that only its owner can read, since addresses say what a person reads."""

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802 - the name in logging
        """Whether it is full; without asking the disk what kind of file it is at every line."""
        if self.stream is None:
            self.stream = self._open()
        return self.stream.tell() + len(record.getMessage()) >= self.maxBytes

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, PRIVATE_FILE))
        return super()._open()


def start_log(paths: Paths, level: int = logging.INFO) -> None:
    """Send our log to its file; libraries are heard from WARNING on, the terminal never."""
    writer = _PrivateFile(paths.log, maxBytes=LARGEST, backupCount=2, encoding="utf-8", delay=True)
    writer.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [writer]
    root.setLevel(logging.WARNING)
    logging.getLogger("reader").setLevel(level)
