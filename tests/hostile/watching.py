"""What a piece of work costs: memory of all processes, and how long the loop stood still."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EVERY = 0.02
"""Seconds between two looks at the memory."""


def _kilobytes(pid: int, name: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0


class Memory:
    """The growth of resident memory at its peak: this process and its workers, added up."""

    def __init__(self, processes: Callable[[], Iterable[int]]) -> None:
        self._processes = processes
        self._before: dict[int, int] = {}
        self._peaks: dict[int, int] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        for pid in self._processes():
            with suppress(OSError):  # 5 forgets the peak so far (Linux, proc(5))
                Path(f"/proc/{pid}/clear_refs").write_text("5")
            self._before[pid] = _kilobytes(pid, "VmRSS")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._note()

    @property
    def megabytes(self) -> float:
        return sum(peak - self._before.get(pid, 0) for pid, peak in self._peaks.items()) / 1024

    def _look(self) -> None:
        while not self._stop.wait(_EVERY):
            self._note()

    def _note(self) -> None:
        for pid in tuple(self._processes()):
            peak = _kilobytes(pid, "VmHWM")
            self._peaks[pid] = max(self._peaks.get(pid, 0), peak)


class Pulse:
    """The longest time the event loop did not come round, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Pulse:
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _beat(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.005)
            self.longest = max(self.longest, time.monotonic() - before - 0.005)
