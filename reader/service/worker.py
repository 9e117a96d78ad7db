"""A worker process: takes work from its standard input, answers on its standard output.

Run by `service.pool`, never by a person. It is started as a plain program rather than through
`multiprocessing`, which would import the front end again and needs a standard error that is a real
file, which no program on a full screen has.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from pathlib import Path
from typing import IO

from reader.model.errors import DatelineError, ParseError

MEMORY_LIMIT = 1 << 30
"""Bytes of address space a worker may take, where the platform can limit it."""

_NICE = 10
"""How far a worker stands back for the process that answers keys."""

ORPHAN_LIMIT = 30
"""Seconds of one piece of work after which a worker ends itself, if nobody lives to stop it."""


class ParserBug(ParseError):
    """A parser raised what it should not have; the details go to the log, not to the screen."""

    def __init__(self, details: str) -> None:
        last = details.strip().rpartition("\n")[2]
        super().__init__(f"dateline could not read it because of a bug of its own ({last})")
        self.details = details

    def __reduce__(self) -> tuple[type[ParserBug], tuple[str]]:
        return (ParserBug, (self.details,))


def serve() -> None:
    """A worker's life: take work, answer with its result or its problem, until the pipe closes."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    _settle()
    _answer(answers, None, None)  # ready
    while True:
        try:
            seconds, work, args, kw = pickle.load(questions)  # noqa: S301 - from our own process
        except (EOFError, OSError):
            return
        _set_alarm(ORPHAN_LIMIT)
        _may_take(seconds)
        try:
            _answer(answers, work(*args, **kw), None)
        except DatelineError as problem:
            _answer(answers, None, problem)
        except MemoryError:
            return
        except Exception:  # noqa: BLE001 - a bug in a parser: told, and the worker lives on
            _answer(answers, None, ParserBug(traceback.format_exc()))
        _set_alarm(0)
        _may_take(0)


def _answer(answers: IO[bytes], result: object, problem: DatelineError | None) -> None:
    # Pickled whole first, so that an answer that cannot be pickled leaves no half of itself.
    answers.write(pickle.dumps((result, problem), pickle.HIGHEST_PROTOCOL))
    answers.flush()


def _settle() -> None:
    # Standard output carries answers; what a library prints must not mix with them.
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the process's life
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set_alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _may_take(seconds: float) -> None:
    """End this process when it has used so many seconds of a processor from now on; 0: never.

    The system does it (SIGPROF), also in the midst of a library's own loop.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
