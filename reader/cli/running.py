"""Running a command's coroutine: the loop, the open store, and an orderly end on SIGTERM."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from reader.config.paths import Paths
    from reader.service.documents import Documents
    from reader.service.reader import Reader

TERMINATED = 128 + signal.SIGTERM

T = TypeVar("T")


class Terminated(Exception):
    """Somebody asked the process to end."""


def with_reader(paths: Paths, work: Callable[[Reader], Awaitable[T]]) -> T:
    """Open the store, do the work, close the store, whatever happens."""

    async def opened() -> T:
        from reader.config.log import start_log
        from reader.service.reader import Reader

        async with Reader.open(paths) as reader:
            start_log(paths)
            return await work(reader)

    return run(opened())


def with_documents(work: Callable[[Documents], Awaitable[T]]) -> T:
    """Do work that needs no store."""

    async def opened() -> T:
        from reader.service.documents import Documents
        from reader.service.reader import utc_now

        async with Documents.open(utc_now) as documents:
            return await work(documents)

    return run(opened())


def run(work: Coroutine[None, None, T]) -> T:
    """Run a coroutine to its end; raises Terminated when the process was asked to end."""
    asked_to_end = False

    async def guarded() -> T:
        task = asyncio.current_task()

        def end() -> None:
            nonlocal asked_to_end
            asked_to_end = True
            if task:
                task.cancel()

        with contextlib.suppress(NotImplementedError):  # Windows has no such signals
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end)
        return await work

    try:
        return asyncio.run(guarded())
    except asyncio.CancelledError:
        if asked_to_end:
            raise Terminated from None
        raise
