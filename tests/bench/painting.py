"""From starting a terminal program to seeing its first words, on a pty."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
"""Seconds."""


@dataclass(frozen=True)
class Paint:
    """When the words were there, and the memory the program then held."""

    milliseconds: float
    megabytes: int


def first_paint(words: str, command: list[str], within: float = PATIENCE) -> Paint:
    """Run a command on a pty of 120 by 40 until it has written some words, then end it.

    Raises:
        TimeoutError: they were not there within so many seconds.
    """
    begun = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40", DATELINE_OFFLINE="1")
        os.execvp(command[0], command)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    written = b""
    try:
        while words.encode() not in written:
            if time.perf_counter() - begun > within:
                raise TimeoutError(f"never saw {words!r}: {written[-2000:]!r}")
            if select.select([fd], [], [], 0.5)[0]:
                written += os.read(fd, 1 << 16)
        took = (time.perf_counter() - begun) * 1000
        status = Path(f"/proc/{pid}/status")  # Linux only; elsewhere the figure is 0
        resident = status.exists() and re.search(r"VmRSS:\s+(\d+)", status.read_text("utf-8"))
        return Paint(took, int(resident[1]) // 1024 if resident else 0)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(fd)
        os.waitpid(pid, 0)
