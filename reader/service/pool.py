"""Worker processes for work on hostile bytes: killed when they hang, replaced when they die."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, ParamSpec, TypeVar

from reader.model.errors import DatelineError, ParseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")

DEADLINE = 5.0
"""Seconds of a processor that a piece of work may take."""

PATIENCE = 4.0 if hasattr(signal, "setitimer") else 1.0
"""Times as many seconds in all: where others have the processors, honest work takes longer."""

LONG = 20.0
"""The same for a file of the person's own, which may be a mailbox or a book."""

_LOOK_EVERY = 0.1
"""Seconds between two looks at who is late."""

START_DEADLINE = 30.0
"""Seconds a worker may take to start; only a machine in distress takes more than one."""

_LOOKS = 50
"""Looks without anything to look at, after which the watch ends."""

_PIPE = 1 << 20
"""Bytes a pipe to a worker may hold."""

_SPENT = -signal.SIGPROF if hasattr(signal, "SIGPROF") else None
"""How a worker ends that has used up its time: see `service.worker`."""

_BROKEN = "The file is broken or hostile; what was kept of it before is kept."

# -P: a file called json.py in the person's folder must not be imported.
_COMMAND = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from reader.service.worker import serve; serve()"
)


@dataclass(eq=False)
class _Worker:
    """A process and the pipes to it."""

    process: subprocess.Popen[bytes]
    questions: IO[bytes]
    answers: IO[bytes]
    late: bool = False
    """It was killed for taking too long."""


class Pool:
    """Runs plain functions in other processes; starts nothing before the first one."""

    def __init__(self, size: int | None = None) -> None:
        self.size = size or max(1, min(3, os.cpu_count() or 1))
        self._threads = ThreadPoolExecutor(self.size, "pool")
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._watch = _Watch()
        self._closed = False

    async def run(self, work: Callable[P, T], *args: P.args, **kw: P.kwargs) -> T:
        """Call a function of a module, with arguments that can be pickled, in a worker.

        Raises:
            DatelineError: the work raised it; or it took over `DEADLINE` seconds of a processor,
                or too much memory, which is a ParseError.
        """
        return await self._run(work, args, kw, DEADLINE)

    async def run_long(self, work: Callable[P, T], *args: P.args, **kw: P.kwargs) -> T:
        """The same with `LONG` seconds."""
        return await self._run(work, args, kw, LONG)

    async def _run(self, work: Callable[..., T], args: object, kw: object, seconds: float) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads, lambda: self._exchange(work, args, kw, seconds)
        )

    def warm(self, prepare: Callable[[], None]) -> None:
        """Start every worker now, because there will be work for all of them at once."""
        for _ in range(self.size - len(self._all)):
            self._threads.submit(self._warm_one, prepare)

    async def close(self) -> None:
        """End the workers; work that still runs is dropped."""
        self._closed = True
        for worker in tuple(self._all):
            worker.process.kill()  # whoever waits for its answer sees the pipe end
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        for worker in tuple(self._all):
            self._end(worker)

    def _exchange(self, work: object, args: object, kw: object, seconds: float = DEADLINE) -> T:  # type: ignore[type-var]
        worker = self._ready() or self._start()
        question = pickle.dumps((seconds, work, args, kw), pickle.HIGHEST_PROTOCOL)
        try:
            answer, problem = self._ask(worker, question, seconds * PATIENCE)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._end(worker)
            if worker.late or worker.process.returncode == _SPENT:
                raise ParseError(
                    f"reading it took more than {seconds:.0f} seconds and was stopped", _BROKEN
                ) from None
            raise ParseError(
                "reading it took too much memory or crashed the process that tried", _BROKEN
            ) from error
        self._idle.append(worker)
        if problem is not None:
            raise problem
        return answer  # type: ignore[return-value]

    def _ready(self) -> _Worker | None:
        """A worker that waits for work; those that somebody killed meanwhile are let go."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.poll() is None:
                return worker
            self._end(worker)
        return None

    def _warm_one(self, prepare: Callable[[], None]) -> None:
        with contextlib.suppress(DatelineError):  # whoever needs a worker is told
            self._exchange(prepare, (), {})

    def _start(self) -> _Worker:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
            [sys.executable, "-P", "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # the terminal's Ctrl-C is not for it
        )
        if process.stdin is None or process.stdout is None:
            raise ParseError("a worker process could not be started")
        for pipe in (process.stdin, process.stdout):
            _widen(pipe)
        worker = _Worker(process, process.stdin, process.stdout)
        self._all.add(worker)
        if self._closed:
            process.kill()
        try:
            self._ask(worker, pickle.dumps(_search_path()), START_DEADLINE)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._end(worker)
            raise ParseError("a worker process could not be started") from error
        return worker

    def _ask(
        self, worker: _Worker, question: bytes, deadline: float
    ) -> tuple[object, DatelineError | None]:
        """Send a question and wait for its answer; a worker that is late is killed.

        Raises:
            OSError, EOFError, pickle.UnpicklingError: the worker died, or was killed.
        """
        with self._watch.over(worker, deadline):
            worker.questions.write(question)
            worker.questions.flush()
            answer, problem = pickle.load(worker.answers)  # noqa: S301 - from our own process
        return answer, problem

    def _end(self, worker: _Worker) -> None:
        self._all.discard(worker)
        if worker.process.poll() is None:
            worker.process.kill()
        worker.process.wait()
        for pipe in (worker.questions, worker.answers):
            try:
                pipe.close()
            except OSError:  # a question that was never taken is flushed into a closed pipe
                continue


class _Watch:
    """Kills workers that are late: one thread for all, as long as there is something to do."""

    def __init__(self) -> None:
        self._due: dict[_Worker, float] = {}
        self._lock = threading.Lock()
        self._looking = False

    @contextmanager
    def over(self, worker: _Worker, seconds: float) -> Iterator[None]:
        """Give a worker so many seconds for what is done meanwhile."""
        with self._lock:
            self._due[worker] = time.monotonic() + seconds
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._look, name="watch", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._due.pop(worker, None)

    def _look(self) -> None:
        idle = 0
        while idle < _LOOKS:
            time.sleep(_LOOK_EVERY)
            with self._lock:
                idle = 0 if self._due else idle + 1
                self._looking = idle < _LOOKS
                for worker, due in self._due.items():
                    if due <= time.monotonic():
                        worker.late = True
                        worker.process.kill()


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold a whole feed, where the system can, so that its ends need not wait."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _search_path() -> list[str]:
    """Where the worker finds modules: where we do, but never in the current folder by accident."""
    root = str(Path(__file__).resolve().parents[2])
    return [root, *(place for place in sys.path if place and place != root)]
