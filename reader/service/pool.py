"""Worker processes for work on hostile bytes: killed when they hang, replaced when they die."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from reader.model.errors import DatelineError, ParseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

P = ParamSpec("P")
T = TypeVar("T")

DEADLINE = 5.0
"""Seconds a piece of work may take."""

START_DEADLINE = 30.0
"""Seconds a worker may take to start; only a machine in distress takes more than one."""

MEMORY_LIMIT = 1 << 30
"""Bytes of address space a worker may take, where the platform can limit it."""

_BROKEN = "The file is broken or hostile; what was kept of it before is kept."


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection


class Pool:
    """Runs plain functions in other processes; starts nothing before the first one."""

    def __init__(self, size: int | None = None) -> None:
        self.size = size or max(1, min(3, os.cpu_count() or 1))
        self._threads = ThreadPoolExecutor(self.size, "pool")
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    async def run(self, work: Callable[P, T], *args: P.args, **kw: P.kwargs) -> T:
        """Call a function of a module, with arguments that can be pickled, in a worker.

        Raises:
            DatelineError: the work raised it; or it took over `DEADLINE` seconds or too much
                memory, which is a ParseError.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: self._exchange(work, args, kw))

    async def close(self) -> None:
        """End the workers; work that still runs is dropped."""
        self._closed = True
        for worker in tuple(self._all):
            worker.process.kill()  # whoever waits for its answer sees the pipe end
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        for worker in tuple(self._all):
            self._end(worker)

    def _exchange(self, work: object, args: object, kw: object) -> T:  # type: ignore[type-var]
        worker = self._idle.pop() if self._idle else self._start()
        try:
            answer, problem = _ask(worker, (work, args, kw), DEADLINE)
        except TimeoutError:
            self._end(worker)
            raise ParseError(
                f"reading it took more than {DEADLINE:.0f} seconds and was stopped", _BROKEN
            ) from None
        except (OSError, EOFError) as error:
            self._end(worker)
            raise ParseError(
                "reading it took too much memory or crashed the process that tried", _BROKEN
            ) from error
        self._idle.append(worker)
        if problem is not None:
            raise problem
        return answer  # type: ignore[return-value]

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs,), name="dateline-worker", daemon=True
        )
        worker = _Worker(process, ours)
        self._all.add(worker)
        try:
            process.start()
            theirs.close()
            if self._closed:
                process.kill()
            _ask(worker, None, START_DEADLINE)
        except (OSError, EOFError) as error:
            self._end(worker)
            raise ParseError("a worker process could not be started") from error
        return worker

    def _end(self, worker: _Worker) -> None:
        self._all.discard(worker)
        worker.process.kill()
        worker.process.join(1)
        worker.pipe.close()


def _ask(worker: _Worker, question: object, deadline: float) -> tuple[object, DatelineError | None]:
    """Send work and wait for its answer; raises TimeoutError, or OSError if the worker is gone."""
    worker.pipe.send(question)
    if not worker.pipe.poll(deadline):
        raise TimeoutError
    answer, problem = worker.pipe.recv()
    return answer, problem


def _serve(pipe: Connection) -> None:
    """A worker's life: take work, answer with its result or its problem, until the pipe closes."""
    _settle()
    pipe.recv()
    pipe.send((None, None))  # the first question is only whether anybody is there
    while True:
        try:
            work, args, kw = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send((work(*args, **kw), None))
        except DatelineError as problem:
            pipe.send((None, problem))
        except MemoryError:
            return
        except Exception:  # noqa: BLE001 - a bug in a parser: told, and the worker lives on
            pipe.send((None, ParserBug(traceback.format_exc())))


def _settle() -> None:
    # The terminal belongs to the parent: its Ctrl-C is not for us, and neither is its screen.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class ParserBug(ParseError):
    """A parser raised what it should not have; the details go to the log, not to the screen."""

    def __init__(self, details: str) -> None:
        last = details.strip().rpartition("\n")[2]
        super().__init__(f"dateline could not read it because of a bug of its own ({last})")
        self.details = details

    def __reduce__(self) -> tuple[type[ParserBug], tuple[str]]:
        return (ParserBug, (self.details,))
