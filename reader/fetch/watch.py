"""Hearing of what changes on this machine: folders that are followed, and single files.

Folders are watched as the platform allows (watchfiles), and looked at now and then where it does
not: its limit of watches may be reached, or the disk be another machine's. Single files, and
whether a folder is there at all, are looked at every second, since editors put a new file in the
place of the old one.
"""

from __future__ import annotations

import logging
import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between looks at single files and at folders as such."""

WITHOUT_HELP = 5.0
"""Seconds after which all is taken for changed, where nothing can be watched."""

_STEP = 100
"""Milliseconds of quiet after which changes are told; also how soon the watch can be ended."""
_TOGETHER = 800
"""Milliseconds of changes without a pause that are told as one."""
_POLL_EVERY = 1000
_ENOUGH = 1.0
"""Seconds that are waited for the watch to end."""

_Stamp = tuple[int, ...] | None


class Watch:
    """Watches paths in a thread of its own. `heard` is called there with those that changed."""

    def __init__(self, heard: Callable[[frozenset[str]], None]) -> None:
        self._heard = heard
        self._paths: frozenset[str] = frozenset()
        self._turn = threading.Event()
        """The paths are others now, or it is over."""
        self._over = False
        self._polls = False
        self._thread: threading.Thread | None = None

    def follow(self, paths: Iterable[str]) -> None:
        """Watch these paths and no others; each is told once the watch of it has begun."""
        self._paths = frozenset(paths)
        self._turn.set()
        if self._paths and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watch files", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Watch nothing more; returns at once."""
        self._over = True
        self._turn.set()

    def join(self) -> None:
        """Wait until the thread has ended, but not for a disk that never answers."""
        if self._thread is not None:
            self._thread.join(_ENOUGH)

    def _run(self) -> None:
        while not self._over:
            self._turn.clear()
            paths = self._paths
            try:
                self._watch(paths)
            except (OSError, RuntimeError) as problem:
                # A folder went just now, or the platform has no watch left: from now on it polls.
                _log.info("the watch of files ended: %s", problem)
                self._heard(paths)
                self._turn.wait(WITHOUT_HELP if self._polls else LOOK_EVERY)
                self._polls = self._polls or not isinstance(problem, FileNotFoundError)

    def _watch(self, paths: frozenset[str]) -> None:
        """Watch until the paths are others, or a folder among them comes or goes."""
        stamps = {path: _stamp(path) for path in paths}
        folders = {path for path in paths if Path(path).is_dir()}
        changes = self._changes(folders) if folders else self._pauses()
        fresh = True
        for changed in changes:
            now = {path: _stamp(path) for path in paths}
            heard = {path for path in paths if now[path] != stamps[path]}
            heard |= paths if fresh else _roots(changed, folders)
            fresh = False
            if heard:
                self._heard(frozenset(heard))
            if any(_comes_or_goes(stamps[path], now[path]) for path in heard):
                return
            stamps = now

    def _changes(self, folders: set[str]) -> Iterable[set[str]]:
        from watchfiles import watch  # noqa: PLC0415 - in this thread, after the first paint

        for changes in watch(
            *folders,
            debounce=_TOGETHER,
            step=_STEP,
            stop_event=self._turn,
            rust_timeout=int(LOOK_EVERY * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=self._polls or None,
            poll_delay_ms=_POLL_EVERY,
            ignore_permission_denied=True,
        ):
            yield {path for _, path in changes}

    def _pauses(self) -> Iterable[set[str]]:
        """The same where there is no folder: only pauses."""
        yield set()
        while not self._turn.wait(LOOK_EVERY):
            yield set()


def _roots(changed: set[str], folders: set[str]) -> set[str]:
    """The folders in which something changed."""
    real = {folder: (folder, os.path.realpath(folder)) for folder in folders} if changed else {}
    return {
        folder
        for folder, names in real.items()
        if any(path.startswith(tuple(f"{name}{os.sep}" for name in names)) for path in changed)
    }


def _stamp(path: str) -> _Stamp:
    """Moves when a folder is another one, or a file is written; None if there is neither."""
    try:
        about = Path(path).stat()
    except (OSError, ValueError):
        return None
    place = (about.st_mode, about.st_dev, about.st_ino)
    if stat.S_ISDIR(about.st_mode):
        return place
    return (*place, about.st_size, about.st_mtime_ns)


def _comes_or_goes(before: _Stamp, now: _Stamp) -> bool:
    """Whether a folder has to be watched anew, or no more."""
    return before != now and any(each and stat.S_ISDIR(each[0]) for each in (before, now))
