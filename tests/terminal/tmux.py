"""A real terminal to test in: a tmux server of its own, typed into and read from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 20.0
"""Seconds until something that should be on the screen is given up on."""


class Terminal:
    """One pane of tmux, with a program in it."""

    def __init__(self, folder: Path, width: int = 120, height: int = 40) -> None:
        if shutil.which("tmux") is None:
            pytest.skip("tmux is not installed")
        self.socket = str(folder / "tmux")
        self.size = ["-x", str(width), "-y", str(height)]
        self.folder = folder

    def start(self, *arguments: str, **environment: str) -> None:
        """Run dateline in a new pane; what it leaves on stderr goes to a file."""
        keep = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        told = {"LANG": "C.UTF-8", "DATELINE_OFFLINE": "1"} | keep
        told |= {"HOME": str(self.folder)} | environment
        settings = [f"{name}={value}" for name, value in told.items()]
        command = ["env", *settings, sys.executable, "-m", "reader", *arguments]
        self._tmux("-f", "/dev/null", "new-session", "-d", *self.size, *command)
        self._tmux("set-option", "remain-on-exit", "on")

    def press(self, *keys: str) -> None:
        """Type keys, each by tmux's name for it."""
        for key in keys:
            self._tmux("send-keys", key)

    def type(self, text: str) -> None:
        """Type text as it is."""
        self._tmux("send-keys", "-l", text)

    def screen(self) -> str:
        """What the pane shows now."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, what: str | Callable[[str], bool]) -> str:
        """The screen, as soon as it shows a text or meets a condition."""
        met = what if callable(what) else lambda screen: what in screen
        end = time.monotonic() + PATIENCE
        while not met(screen := self.screen()):
            if time.monotonic() > end:
                pytest.fail(f"never saw {what!r} on:\n{screen}")
            time.sleep(0.05)
        return screen

    def ended(self) -> bool:
        """Whether the program is gone."""
        return self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def wait_for_end(self) -> None:
        self.wait_for(lambda _: self.ended())

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True, check=False)

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self.socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
