"""How the terminal is asked for its ways with pictures, byte by byte."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from reader.tui.sight import CELL_QUERY, CHOICES, KITTY_QUERY, LAST_QUERY
from tests.terminal.test_bytes import Screen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

QUERY = (KITTY_QUERY + CELL_QUERY + LAST_QUERY).encode()
ANSWER = b"\x1b_Gi=31;OK\x1b\\\x1b[6;19;9t\x1b[?62;22c"


@pytest.mark.parametrize("choice", CHOICES)
def test_the_terminal_is_asked_once_and_its_answer_is_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: str
) -> None:
    for name in ("TMUX", "STY", "NO_COLOR", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("DATELINE_OFFLINE", "1")
    monkeypatch.setenv("DATELINE_PICTURES", choice)
    screen = Screen("--home", str(tmp_path), "demo")
    screen.read_until(b"Sample edition")
    if choice != "off":
        screen.read_until(QUERY)
        screen.press(ANSWER[:9])
        screen.press(ANSWER[9:] + b"?")  # the key that was pressed meanwhile
    else:
        screen.press(b"?")
    screen.read_until(b"to search")
    assert screen.written.count(QUERY) == (choice != "off")
    os.kill(screen.pid, signal.SIGTERM)
    screen.read_to_end()


@pytest.mark.parametrize("choice", ["off", "auto"])
def test_the_reader_ends_with_its_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: str
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("DATELINE_OFFLINE", "1")
    monkeypatch.setenv("DATELINE_PICTURES", choice)
    screen = Screen("--home", str(tmp_path))
    screen.read_until(b"sample edition")
    screen.hang_up()
