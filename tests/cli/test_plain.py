"""Reading line by line: what is said is words, and every verb is a letter."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.cli.conftest import CHECKOUT

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline


def said(filled: Dateline, *lines: str, query: str = "") -> str:
    command = [sys.executable, "-m", "reader", "--home", str(filled.home), "plain"]
    done = subprocess.run(
        [*command, *query.split()],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
        timeout=60,
    )
    assert "\x1b" not in done.stdout
    return done.stdout + done.stderr


def test_articles_are_listed_read_and_marked(filled: Dateline) -> None:
    told = said(filled, "1", "s", "m", "m", "l", "q")
    assert "3 articles" in told
    assert "1. Harbour wall gives way. Morning Wire." in told
    assert "The wall fell at dawn." in told
    assert "End of the article" in told
    assert "Starred." in told
    assert told.index("Marked unread.") < told.index("Marked read.")
    assert "2 articles" in told  # the one that was read is not unread any more


def test_n_goes_on_and_what_means_nothing_is_told(filled: Dateline) -> None:
    told = said(filled, "n", "n", "n", "n", "x", "99", "u")
    assert "The tower moves." in told
    assert "Nothing more is unread." in told
    assert "x means nothing here" in told
    assert "there is no number 99" in told
    assert "Undone: " in told


def test_other_lists_help_and_stories(filled: Dateline) -> None:
    told = said(filled, "l is:starred", "l is:", "t", "h", query="harbour")
    assert "1 article." in told
    assert "No articles." in told
    assert "expected unread, read" in told
    assert "No story is developing." in told
    assert "A number reads that article" in told
