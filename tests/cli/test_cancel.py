"""Ctrl-C in the middle of a refresh: it ends at once, and what had come is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.build import rss
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Dateline

SOONER = 4.5
"""Seconds; a stuck worker is ended after five by itself, a server that drips after thirty."""

STUCK = """
import sys
from reader.service import work
from tests.service.test_cancel import stuck
work.read_feed, read = stuck, work.read_feed
from reader.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def patient() -> Iterator[Server]:
    with Server() as server:
        server.serve("/quick.xml", rss("Dam holds", name="Quick Wire"))
        yield server


def refreshing(dateline: Dateline, *program: str) -> subprocess.Popen[str]:
    """A refresh of everything that has begun, with one server quick between requests."""
    environment = dateline.environment | {"DATELINE_LOOPBACK_GAP": "0"}
    command = [sys.executable, *program, "refresh", "--force"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def interrupt(process: subprocess.Popen[str]) -> None:
    """Send Ctrl-C, and see the program end before anything else would have ended it."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SOONER)
    assert process.returncode == 128 + signal.SIGINT
    assert "Traceback" not in out + err


def follow(dateline: Dateline, *urls: str) -> None:
    listed = "".join(f"{url}\n" for url in urls)
    assert dateline("import", "-", stdin=listed).code == 0


def test_a_server_that_drips_does_not_hold_up_the_end(dateline: Dateline, patient: Server) -> None:
    patient.drip("/drips.xml", rss("Mayor resigns") * 50)
    follow(dateline, patient.url("/quick.xml", host="localhost"), patient.url("/drips.xml"))
    process = refreshing(dateline, "-m", "reader")
    assert patient.dripped.wait(20)
    until(lambda: "Dam holds" in dateline("list").out)
    interrupt(process)
    assert "Dam holds" in dateline("list").out
    assert dateline("check").code == 0


def test_a_worker_that_is_stuck_in_a_parse_ends_with_the_program(
    dateline: Dateline, patient: Server
) -> None:
    follow(dateline, patient.url("/quick.xml"))
    process = refreshing(dateline, "-c", STUCK)
    workers: list[int] = []
    until(lambda: workers.extend(_children(process.pid)) or workers)
    until(lambda: patient.asked("/quick.xml"))
    interrupt(process)
    until(lambda: not [each for each in workers if _lives(each)])
    assert dateline("refresh").code == 0


def until(condition: object) -> None:
    """Look again until it is so."""
    end = time.monotonic() + 20
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        os.sched_yield()


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
