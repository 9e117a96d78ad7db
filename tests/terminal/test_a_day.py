"""A person's day with dateline, in a real terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.build import rss
from tests.server import Server
from tests.terminal.tmux import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.terminal

TITLES = ("Dam holds after night of rain", "Mayor calls for calm", "Ferry is late again")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.close()


def dateline(home: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "reader", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def subscribe(server: Server, home: Path, *titles: str) -> None:
    """Follow a feed that has these articles."""
    server.serve("/wire.xml", rss(*titles, name="Harbour Wire"))
    dateline(home, "add", server.url("/wire.xml"))


def listed(home: Path) -> dict[str, dict[str, object]]:
    lines = dateline(home, "list", "--json").splitlines()
    return {article["title"]: article for article in map(json.loads, lines)}


def test_what_is_due_is_asked_when_the_reader_starts_and_the_log_says_so(
    server: Server, terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    server.serve("/wire.xml", rss(*TITLES, name="Harbour Wire"))
    urls = tmp_path / "urls"
    urls.write_text(server.url("/wire.xml") + "\n")
    dateline(home, "import", str(urls))
    terminal.start("--home", str(home), DATELINE_OFFLINE="")
    terminal.wait_for(lambda screen: TITLES[2] in screen and "3 new in 1 feed" in screen)
    terminal.press("Q")
    terminal.wait_for_end()
    assert "updated new=3" in (home / "state" / "dateline.log").read_text()


def test_marks_are_there_when_the_reader_starts_again(
    server: Server, terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    subscribe(server, home, *TITLES)

    terminal.start("--home", str(home))
    terminal.wait_for(TITLES[0])
    terminal.press("Enter")
    terminal.wait_for(f"{TITLES[0]} in full.")
    terminal.press("s")
    terminal.wait_for("★")
    terminal.press("n")
    terminal.wait_for(f"{TITLES[1]} in full.")
    terminal.press("Q")
    terminal.wait_for_end()

    after = listed(home)
    assert [after[title]["read"] for title in TITLES] == [True, True, False]
    assert [after[title]["starred"] for title in TITLES] == [True, False, False]

    terminal.close()
    again = Terminal(tmp_path)
    try:
        again.start("--home", str(home))
        again.wait_for(TITLES[2])
        again.press("g", "3")  # the starred view
        screen = again.wait_for(lambda screen: TITLES[2] not in screen and TITLES[0] in screen)
        assert "★" in screen
    finally:
        again.close()


def test_a_refresh_brings_news_while_reading(
    server: Server, terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    subscribe(server, home, *TITLES[1:])
    terminal.start("--home", str(home))
    terminal.wait_for(TITLES[1])
    server.serve("/wire.xml", rss(*TITLES, name="Harbour Wire"))
    terminal.press("R")
    terminal.wait_for("1 new")
    assert len(listed(home)) == 3


def test_a_feed_is_added_from_the_screen(
    server: Server, terminal: Terminal, tmp_path: Path
) -> None:
    server.serve("/wire.xml", rss(*TITLES, name="Harbour Wire"))
    terminal.start("--home", str(tmp_path / "home"))
    terminal.wait_for("Welcome to dateline")
    terminal.press("a")
    terminal.wait_for("Address")
    terminal.type(server.url("/wire.xml"))
    terminal.press("Enter")
    terminal.wait_for(lambda screen: TITLES[0] in screen and "Sample edition" not in screen)
    assert set(listed(tmp_path / "home")) == set(TITLES)


def test_who_looks_around_first_is_not_asked_again(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start("--home", str(tmp_path / "home"))
    terminal.wait_for("Welcome to dateline")
    terminal.press("Enter")
    terminal.wait_for(lambda screen: "Sample edition" in screen and "Welcome" not in screen)
    terminal.press("Q")
    terminal.wait_for_end()
    again = Terminal(tmp_path / "home")
    try:
        again.start("--home", str(tmp_path / "home"))
        again.wait_for("Sample edition")
        again.press("I")
        again.wait_for("Welcome to dateline")
    finally:
        again.close()


@pytest.mark.parametrize(("width", "height"), [(50, 20), (80, 24), (120, 40), (200, 60)])
def test_the_reader_fits_terminals_of_every_size(
    server: Server, tmp_path: Path, width: int, height: int
) -> None:
    subscribe(server, tmp_path / "home", *TITLES)
    terminal = Terminal(tmp_path, width, height)
    try:
        terminal.start("--home", str(tmp_path / "home"))
        terminal.wait_for("Mayor calls")
        terminal.resize(100, 30)
        terminal.wait_for("Mayor calls")
        terminal.press("Q")
        terminal.wait_for_end()
    finally:
        terminal.close()


def test_being_told_to_end_loses_nothing(
    server: Server, terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    subscribe(server, home, *TITLES)
    terminal.start("--home", str(home))
    terminal.wait_for(TITLES[0])
    terminal.press("m")
    terminal.wait_for("u undoes")
    pid = int(terminal._tmux("display-message", "-p", "#{pane_pid}"))
    os.kill(pid, signal.SIGTERM)
    terminal.wait_for_end()
    assert listed(home)[TITLES[0]]["read"] is True
    assert "sound" in dateline(home, "check")


def test_a_saved_file_is_opened_over_a_store_full_of_news(
    server: Server, terminal: Terminal, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    subscribe(server, home, *TITLES)
    saved = tmp_path / "saved.txt"
    saved.write_text("Clock tower to move inland\n\nThe tower will move two metres inland.\n")
    terminal.start("--home", str(home), "open", str(saved))
    terminal.wait_for("The tower will move two metres inland.")
    terminal.press("q")
    terminal.wait_for(TITLES[1])
    assert set(listed(home)) == set(TITLES)
