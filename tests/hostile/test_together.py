"""All hostile feeds in one store, through the program itself: processes, pipes, a terminal."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hostile.cases import HOSTILE, cases
from tests.hostile.marks import controls_in, foreign_controls
from tests.terminal.test_bytes import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.driver import Driver

pytestmark = [
    pytest.mark.skipif(HOSTILE is None, reason="the hostile corpus is not here"),
    pytest.mark.terminal,
]

COMMANDS = [
    ["list", "--limit", "0"],
    ["list", "--json", "--limit", "0"],
    ["feeds", "--health"],
    ["feeds", "--json"],
    ["export", "--opml"],
]


def dateline(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", "--home", str(home), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def home(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with every hostile feed that is small, added by one run of the program."""
    home = tmp_path_factory.mktemp("together")
    feeds = [each for each in cases() if each.channel == "feed" and each.file]
    added = dateline(home, "add", *(driver.server.base + each.path for each in feeds))
    assert "Traceback" not in added.stderr
    assert not controls_in(added.stdout + added.stderr)
    return home


def test_no_feed_does_harm_to_its_neighbours(home: Path) -> None:
    listed = [json.loads(line) for line in dateline(home, "feeds", "--json").stdout.splitlines()]
    assert len(listed) > 150
    lines = dateline(home, "list", "--json", "--limit", "0").stdout.splitlines()
    healthy = sum("item_present:ok item" in each.require for each in cases())
    # Many say the very same item, so it is one line with many sources.
    found = [each for each in map(json.loads, lines) if each["title"] == "ok item"]
    assert sum(1 + len(each["duplicates"]) for each in found) >= healthy
    assert dateline(home, "check").returncode == 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_writes_what_drives_a_terminal(home: Path, command: list[str]) -> None:
    done = dateline(home, *command)
    assert done.returncode == 0, done.stderr
    assert not controls_in(done.stdout + done.stderr)


def test_nothing_on_the_terminal_comes_from_a_feed(home: Path) -> None:
    screen = Screen("--home", str(home))
    screen.read_until(b"ok item")
    _settle(screen)
    begun = len(screen.written)
    for _ in range(14):
        screen.press(b"\x1b[6~")  # a page down
        _settle(screen)
    for keys in (b"g", b"g", b"\r", b"n", b"n", b"n", b"n", b"\x1b", b"h", b"G", b"l"):
        screen.press(keys)
        _settle(screen)
    painted = screen.written[begun:].decode("utf-8")
    screen.press(b"Q")
    screen.read_to_end()
    assert len(painted) > 10_000
    assert not foreign_controls(painted, set())


def _settle(screen: Screen) -> None:
    """Read until the screen has nothing more to say."""
    while select.select([screen.fd], [], [], 0.3)[0]:
        screen.written += os.read(screen.fd, 1 << 16)
