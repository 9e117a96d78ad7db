"""The program as a whole: how it is called, how it ends."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline
    from tests.server import Server


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["lst"], "lst is not known; did you mean list?"),
        (["mark", "raed", "1"], "raed is not known; did you mean read?"),
        (["list", "--limt", "3"], "unrecognized arguments: --limt"),
        (["list", "--limit", "x\x1b[2J"], "argument --limit: x[2J is not a number from 0 on"),
        (["export"], "the following arguments are required: --opml"),
        ([], "the reader needs a terminal to show itself on"),
        (["open", "page.html"], "the reader needs a terminal to show itself on"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    dateline: Dateline, arguments: list[str], problem: str
) -> None:
    answer = dateline(*arguments)
    assert (answer.code, answer.out) == (2, "")
    first, second = answer.err.splitlines()
    assert first.startswith(f"dateline: {problem}")
    assert second.startswith("  `dateline ")


def test_help_and_version_are_answers(dateline: Dateline) -> None:
    assert "lists articles, newest first" in dateline("--help").out
    assert "--limit" in dateline("list", "--help").out
    assert dateline("--version").out.startswith("dateline ")


def test_help_may_be_asked_for_as_a_command(dateline: Dateline) -> None:
    assert dateline("help").out == dateline("--help").out
    assert dateline("help", "list").out == dateline("list", "--help").out


def test_a_reader_that_has_enough_is_no_failure(filled: Dateline) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=filled.environment,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    problems = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), problems) == (0, b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_refresh_in_an_orderly_way(
    filled: Dateline, server: Server, number: int, code: int
) -> None:
    held = server.hold("/wire.xml")
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", "refresh", "--force"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=filled.environment,
    )
    assert held.arrived.wait(30)
    running.send_signal(number)
    out, problems = running.communicate(timeout=30)
    held.release()
    assert (running.returncode, out, problems) == (code, b"", b"")
    assert filled("check").out == "The store is sound.\n"


def test_a_store_that_is_no_store_is_left_alone(dateline: Dateline) -> None:
    store = dateline.home / "data" / "dateline.db"
    store.parent.mkdir(parents=True)
    store.write_bytes(b"not a database, but somebody's only copy of something" * 100)
    before = store.read_bytes()
    answer = dateline("list")
    assert (answer.code, answer.out) == (3, "")
    assert str(store) in answer.err
    assert store.read_bytes() == before


def test_a_home_can_be_named_before_and_after_the_command(dateline: Dateline) -> None:
    expected = f"{dateline.home}/other/data/dateline.db"
    other = f"{dateline.home}/other"
    assert dateline("--home", other, "config", "path", "--json").object["store"] == expected
    assert dateline("config", "path", "--home", other, "--json").object["store"] == expected


def test_the_settings_are_checked_and_their_manual_is_a_file_to_begin_with(
    dateline: Dateline,
) -> None:
    folder = dateline.home / "config"
    assert dateline("config", "check").code == 0
    (folder / "config.toml").write_text(dateline("config", "default").out, "utf-8")
    assert dateline("config", "check").out == f"{folder / 'config.toml'} is right.\n"
    (folder / "config.toml").write_text("[reading]\nmesure = 70\n", "utf-8")
    answer = dateline("config", "check")
    told = "there is no setting reading.mesure; did you mean measure?"
    assert (answer.code, answer.out) == (2, f"{folder / 'config.toml'}:2: {told}\n")
    assert dateline("list").code == 0


def test_the_store_is_checked_and_repaired(filled: Dateline) -> None:
    assert filled("check", "--json").object == {"sound": True, "problems": []}
    assert filled("check", "--repair").out == "The store is sound.\n"


def test_keys_are_listed_from_the_one_table(dateline: Dateline) -> None:
    from reader.config.keys import ACTIONS

    assert [each["id"] for each in dateline("keys", "--json").lines] == [a.id for a in ACTIONS]
    shown = dateline("keys").out
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "\nMarking\n" in shown


def on_a_terminal(dateline: Dateline, *arguments: str, **environment: str) -> str:
    """What a command writes when its standard output is a terminal."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=dateline.environment | {"TERM": "xterm"} | environment,
    )
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert running.wait(30) == 0
    return written.decode()


def test_colour_is_for_terminals_and_for_those_who_want_it(filled: Dateline) -> None:
    assert "\x1b[1mHarbour wall gives way\x1b[0m" in on_a_terminal(filled, "list")
    assert "\x1b" not in on_a_terminal(filled, "list", NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(filled, "list", TERM="dumb")
    assert "\x1b" not in filled("list").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_no_bug(dateline: Dateline) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "keys"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=dateline.environment,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"dateline: the answer cannot be written: No space left on device\n"
