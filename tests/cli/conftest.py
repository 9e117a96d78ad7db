"""Running the program as a script would: another process, a home of its own, nothing shared."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[2]

# What a newspaper would write, and what an attacker would: DCS, a bidirectional override, markup.
# The store numbers the oldest article first: flood 1, clock 2, harbour 3.
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Morning Wire</title><link>https://wire.example/</link>
<item><title>Harbour wall gives way</title><link>https://wire.example/harbour</link>
<guid isPermaLink="false">w1</guid><pubDate>Tue, 03 Nov 2020 11:00:00 GMT</pubDate>
<author>ines@wire.example (Ines Calloway)</author>
<description>&lt;p&gt;The wall &lt;b&gt;fell&lt;/b&gt; at dawn.&lt;/p&gt;&lt;p&gt;Nobody was
hurt, &lt;a href="/more"&gt;the harbour master said&lt;/a&gt;.&lt;/p&gt;</description></item>
<item><title>港町の時計塔、二メートル内陸へ移設される見通し</title><link>https://wire.example/clock</link>
<guid isPermaLink="false">w2</guid><pubDate>Mon, 02 Nov 2020 11:00:00 GMT</pubDate>
<description>The tower moves.</description></item>
<item><title>Flood \x902J\u202e[/nope] [@click=app.quit]x[/]</title>
<link>https://wire.example/flood</link><guid isPermaLink="false">w3</guid>
<pubDate>Sun, 01 Nov 2020 11:00:00 GMT</pubDate>
<description>Water \x85 rises.</description></item>
</channel></rss>
"""

PAGE = """<!doctype html><title>The Gazette</title>
<link rel="alternate" type="application/rss+xml" title="All news" href="/all.xml">
<link rel="alternate" type="application/atom+xml" title="Sport" href="/sport.xml">
<p>Welcome.</p>"""


@dataclass(frozen=True)
class Answer:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        """Standard output as one JSON object."""
        (only,) = self.lines
        return only


class Dateline:
    """The program, with one home."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(CHECKOUT),
            "DATELINE_HOME": str(home),
            "COLUMNS": "80",
            "TZ": "UTC",
        }

    def __call__(
        self, *arguments: str | Path, stdin: str = "", cwd: Path | None = None, **environment: str
    ) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "reader", *map(str, arguments)],
            input=stdin.encode(),
            capture_output=True,
            cwd=cwd,
            env=self.environment | environment,
            timeout=60,
            check=False,
        )
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in answer.err
        return answer


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def dateline(tmp_path: Path) -> Dateline:
    """The program, for the first time."""
    return Dateline(tmp_path / "home")


@pytest.fixture(scope="module")
def _kept(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    server.serve("/wire.xml", FEED, etag='"1"')
    dateline = Dateline(tmp_path_factory.mktemp("kept") / "home")
    answer = dateline("add", server.url("/wire.xml"), "--folder", "News")
    assert answer.code == 0, answer.err
    return dateline.home


@pytest.fixture
def filled(_kept: Path, dateline: Dateline) -> Dateline:
    """The program after `add`: one feed with three articles, in the folder News."""
    shutil.copytree(_kept, dateline.home)
    return dateline
