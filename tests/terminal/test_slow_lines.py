"""Keys over slow lines, byte by byte through a pseudo terminal: no part of one is ever a letter."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.terminal.test_bytes import Screen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two unread articles of a file."""
    source = tmp_path / "feed.xml"
    items = "".join(f"<item><title>{name} here</title></item>" for name in ("First", "Second"))
    source.write_text(f'<rss version="2.0"><channel><title>W</title>{items}</channel></rss>')
    ours = [sys.executable, "-m", "reader", "--home", str(tmp_path / "home")]
    subprocess.run([*ours, "add", str(source)], check=True, capture_output=True)
    return tmp_path / "home"


def unread(home: Path) -> int:
    ours = [sys.executable, "-m", "reader", "--home", str(home), "list", "is:unread", "--json"]
    return len(subprocess.run(ours, check=True, capture_output=True).stdout.splitlines())


@pytest.mark.parametrize(
    "parts",
    [
        (b"\x1b", b"[A"),
        (b"\x1b", b"[", b"A"),
        (b"\x1b", b"O", b"A"),
        (b"\x1b[", b"A"),
        (b"\x1b[1", b";5A"),
        (b"\x1b[200~AAAA", b"DQ\x1b[20", b"1~"),
        (b"\x1b", b"[200~AD", b"QQ\x1b[201~"),
        (b"\x1b[200~a\x1b" + b"A" * 50 + b"\x1b[201~",),
        (b"\x1b[57;9A\x1b[999;999;999z",),
    ],
)
def test_a_sequence_in_parts_marks_nothing_and_leaves_the_reader_open(home, parts):
    screen = Screen("--home", str(home))
    screen.read_until(b"First here")
    for part in parts:  # a line that takes its time
        screen.press(part)
        time.sleep(0.2)
    screen.press(b"?")  # is it still there, and does a key mean what it says?
    screen.read_until(b"One line down")
    screen.press(b"\x1b")
    time.sleep(0.3)
    assert unread(home) == 2
    screen.press(b"Q")
    screen.read_to_end()
