"""Completion, in the shells themselves, and the manual page, as `man` reads it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from reader.cli.commands import tree
from reader.cli.completion_scripts import fish
from reader.cli.tree import branch_of

ASK = """
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_dateline 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(dateline, words: str) -> set[str]:
    """What bash offers after some words; the last is the one that is begun."""
    tools = dateline.home.parent / "tools"
    tools.mkdir(exist_ok=True)
    command = tools / "dateline"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n')
    command.chmod(0o755)
    script = dateline("completion", "bash").out + ASK.format(words=words)
    environment = dateline.environment | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        cwd=tools,
    )
    assert not done.stderr
    return set(done.stdout.split("\n")) - {""}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("dateline ref", {"refresh"}),
        ("dateline ''", {"add", "list", "stats", "completion", "feed"}),
        ("dateline refresh --f", {"--force"}),
        ("dateline feed re", {"rename", "remove", "resume", "restore-address"}),
        ("dateline export --format ''", {"markdown", "html", "epub", "text", "json"}),
        ("dateline mark un", {"unread", "unstar"}),
        ("dateline list fe", {"feed:"}),
        ("dateline config d", {"default"}),
        ("dateline import d", {"dateline"}),
    ],
)
def test_bash_offers_what_there_is(dateline, words, offered) -> None:
    assert offered <= completed(dateline, words)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_feeds_are_offered_by_their_addresses(filled) -> None:
    (url,) = [each["url"] for each in filled("feeds", "--json").lines]
    assert completed(filled, "dateline refresh http") == {url}


@pytest.mark.parametrize(("shell", "check"), [("zsh", ["-n"]), ("fish", ["--no-execute"])])
def test_the_other_shells_can_read_theirs(dateline, tmp_path, shell, check) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    script = tmp_path / "script"
    script.write_text(dateline("completion", shell).out)
    done = subprocess.run([shell, *check, str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_fish_is_told_of_every_command_and_long_option() -> None:
    whole = branch_of(tree())
    script = fish(whole)
    for branch in whole.all():
        assert not branch.path or f" -a {branch.name} " in script
        for option in branch.options:
            assert all(f" -l {n[2:]}" in script for n in option.names if n.startswith("--"))


def test_the_manual_page_has_every_command_and_option(dateline) -> None:
    page = dateline("man").out
    for branch in branch_of(tree()).all()[1:]:
        assert f".SS dateline {' '.join(branch.path)}".replace("-", r"\-") in page
        for option in branch.options:
            assert all(name.replace("-", r"\-") in page for name in option.names)


@pytest.mark.skipif(
    shutil.which("mandoc") is None and shutil.which("groff") is None, reason="no man"
)
def test_the_manual_page_is_right_roff(dateline) -> None:
    lint = (
        ["mandoc", "-T", "lint", "-W", "error"]
        if shutil.which("mandoc")
        else ["groff", "-man", "-ww", "-z"]
    )
    done = subprocess.run(
        lint, input=dateline("man").out, capture_output=True, text=True, check=False
    )
    assert done.stdout + done.stderr == ""
