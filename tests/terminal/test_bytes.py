"""What reaches the terminal, byte by byte, when a feed is hostile."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from tests.server import Server

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

PAYLOADS = {
    "clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "window title": "\x1b]0;pwned\x07",
    "hyperlink": "\x1b]8;;http://evil.example\x1b\\",
    "clear": "\x1b[2J",
    "report": "\x1b[6n",
    "device control": "\x1bP+q544e\x1b\\",
    "8-bit clear": "\x9b2J",
    "8-bit title": "\x9d0;pwned\x9c",
}
MARKUP = "[/nope] [@click=app.quit]x[/] [red]y"


def feed() -> bytes:
    """An item a payload, written so that a tolerant parser hands the control bytes on."""
    escaped = [
        "".join(f"&#{ord(c)};" if ord(c) < 32 or ord(c) > 126 else c for c in payload)
        for payload in PAYLOADS.values()
    ]
    items = "".join(
        f"<item><title>Before {each} after {MARKUP}</title><guid>{number}</guid>"
        f"<author>{each}</author><description>body {each} end</description></item>"
        for number, each in enumerate(escaped)
    )
    head = f"<title>Hostile {escaped[0]} wire {MARKUP}</title>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


class Screen:
    """A pty with dateline in it, and every byte it wrote."""

    def __init__(self, *command: str) -> None:
        self.written = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
            os.execv(sys.executable, [sys.executable, "-m", "reader", *command])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read_until(self, text: bytes, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while text not in self.written:
            assert time.monotonic() < end, self.written[-3000:]
            if select.select([self.fd], [], [], 0.2)[0]:
                self.written += os.read(self.fd, 1 << 16)

    def press(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def read_to_end(self, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    some = os.read(self.fd, 1 << 16)
                except OSError:  # how Linux says that nobody holds the other end any more
                    some = b""
                if not some:
                    os.close(self.fd)
                    os.waitpid(self.pid, 0)
                    return
                self.written += some
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        pytest.fail("it did not end")

    def hang_up(self, seconds: float = 20) -> None:
        """Take the terminal away, as a window that is closed does."""
        os.close(self.fd)
        end = time.monotonic() + seconds
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                pytest.fail("it did not end with its terminal")
            time.sleep(0.05)


def assert_harmless(written: bytes) -> None:
    text = written.decode("utf-8", "replace")
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "\x1b]52" not in text
    assert "\x1b]0;" not in text
    assert "\x1b[6n" not in text
    assert "\x1bP+q" not in text
    assert "evil.example\x1b" not in text


def test_nothing_of_a_hostile_feed_drives_the_terminal(tmp_path: Path) -> None:
    with Server() as server:
        server.serve("/hostile.xml", feed())
        add = [sys.executable, "-m", "reader", "--home", str(tmp_path), "add"]
        subprocess.run([*add, server.url("/hostile.xml")], check=True, capture_output=True)
    screen = Screen("--home", str(tmp_path))
    screen.read_until(b"[/nope]")
    screen.press(b"\r")
    screen.read_until(b"body")
    for _ in PAYLOADS:
        screen.press(b"n")
    screen.press(b"A")
    screen.read_until(b"undoes")
    screen.press(b"Q")
    screen.read_to_end()
    assert_harmless(screen.written)


@pytest.mark.parametrize("command", ["feeds", "list", "show"])
def test_the_command_line_is_as_harmless(tmp_path: Path, command: str) -> None:
    dateline = [sys.executable, "-m", "reader", "--home", str(tmp_path)]
    with Server() as server:
        server.serve("/hostile.xml", feed())
        added = subprocess.run(
            [*dateline, "add", server.url("/hostile.xml")], check=True, capture_output=True
        )
    arguments = [command, "1"] if command == "show" else [command]
    plain = subprocess.run([*dateline, *arguments], check=True, capture_output=True)
    as_json = subprocess.run([*dateline, *arguments, "--json"], check=True, capture_output=True)
    for written in (added.stdout, added.stderr, plain.stdout, plain.stderr, as_json.stdout):
        assert not re.search(
            rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]", written
        )
        assert b"[/nope]" in written or b"nope" not in written
