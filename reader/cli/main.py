"""The command line: which command, and what becomes of whatever goes wrong in it."""

from __future__ import annotations

import errno
import os
import signal
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from reader.cli import screen
from reader.cli.output import Output, complain, complain_of, prepare_streams
from reader.cli.running import TERMINATED, Terminated
from reader.config.paths import Paths
from reader.model.errors import DatelineError, FetchError, StoreError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from reader.cli.screen import Screen

DONE = 0
SOME_FAILED = 1
USAGE = 2
STORE = 3
NETWORK = 4
INTERRUPTED = 128 + signal.SIGINT

_ON_THE_NETWORK = {"network", "http", "size", "refused"}


def run(arguments: Sequence[str], open_screen: Screen) -> int:
    """Do what the arguments say; answers the exit code. Raises nothing."""
    prepare_streams()
    try:
        code = _answered(arguments, open_screen)
        sys.stdout.flush()
    except OSError as error:
        # Nothing more may be written, also not what is still in hand when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # whoever reads has read enough
            return DONE
        complain(f"the answer cannot be written: {error.strerror}")
        return SOME_FAILED
    return code


def _answered(arguments: Sequence[str], open_screen: Screen) -> int:
    paths: Paths | None = None
    try:
        asked = _asked(arguments, open_screen)
        paths = Paths.find(getattr(asked, "home", None))
        code: int = asked.run(asked, paths, Output(as_json=getattr(asked, "json", False)))
    except DatelineError as error:
        complain_of(error)
        return _exit_code(error)
    except (KeyboardInterrupt, Terminated) as end:
        return TERMINATED if isinstance(end, Terminated) else INTERRUPTED
    except SystemExit:  # argparse has printed help or the version
        return DONE
    except OSError as error:
        if error.errno in {errno.EPIPE, errno.ENOSPC} and error.filename is None:
            raise  # it is standard output that failed
        return _bug(error, paths)
    except Exception as error:  # noqa: BLE001 - a bug: kept whole in the log, told in one line
        return _bug(error, paths)
    return code


def _exit_code(error: DatelineError) -> int:
    match error:
        case UsageError():
            return USAGE
        case StoreError():
            return STORE
        case FetchError(kind=kind):
            return NETWORK if kind in _ON_THE_NETWORK else SOME_FAILED
    return SOME_FAILED


def _bug(error: Exception, paths: Paths | None) -> int:
    import logging

    from reader.config.log import start_log

    paths = paths or Paths.find()
    try:
        paths.make()
        start_log(paths)
        logging.getLogger(__name__).error("a bug", exc_info=error)
    except (DatelineError, OSError) as problem:
        complain(f"the log cannot be written: {problem}")
    complain(f"a bug in dateline: {type(error).__name__}: {error}", f"Details in {paths.log}")
    return SOME_FAILED


def _asked(arguments: Sequence[str], open_screen: Screen) -> Namespace | SimpleNamespace:
    """What the arguments ask for; raises UsageError, or SystemExit after help was printed."""
    match arguments:
        # Opening the reader is what is done most and what must be quickest: no parser for that.
        case []:
            return SimpleNamespace(run=screen.read, open_screen=open_screen)
        case ["--home", home]:
            return SimpleNamespace(run=screen.read, open_screen=open_screen, home=home)
    from reader.cli.commands import understood

    return understood(arguments, open_screen)
