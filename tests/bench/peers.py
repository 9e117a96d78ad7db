"""A refresh beside newsboat's: the same feeds, from the same nginx on loopback, in one run."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.feeds import make_feeds
from tests.bench.report import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FEEDS, ARTICLES = 300, 40
RUNS = 3

_NGINX = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
    types {{ application/rss+xml xml; }}
    access_log off;
    keepalive_requests 100000;
    server {{ listen 127.0.0.1:{port}; root {folder}/feeds; }}
}}
"""


class Ran(NamedTuple):
    """How long a command took, and the most memory it and its children held together."""

    seconds: float
    megabytes: float


def refreshing(folder: Path) -> None:
    """First refresh, and refresh of unchanged feeds."""
    nginx, newsboat = found_program("nginx"), found_program("newsboat")
    if not nginx:
        say("a refresh of 300 feeds", "not measured: nginx is not installed")
        return
    with served(nginx, folder) as urls:
        ours = _Ours(folder, urls)
        if not newsboat:
            say("a refresh beside newsboat", "not measured: newsboat is not installed")
        peer = _Newsboat(newsboat, folder, urls) if newsboat else None
        _compare("first refresh", ours.first, peer.first if peer else None, goal=3)
        _compare("refresh of unchanged feeds", ours.again, peer.again if peer else None, goal=20)


def _compare(
    what: str, ours: Callable[[], Ran], peer: Callable[[], Ran] | None, *, goal: int
) -> None:
    runs = [(ours(), peer() if peer else None) for _ in range(RUNS)]
    took = statistics.median(run.seconds for run, _ in runs)
    held = max(run.megabytes for run, _ in runs)
    say(f"{what}: dateline", f"{took:.2f} s, {held:.0f} MB in all its processes")
    others = [other for _, other in runs if other]
    if others:
        theirs = statistics.median(other.seconds for other in others)
        held = max(other.megabytes for other in others)
        say(f"{what}: newsboat, 8 threads", f"{theirs:.2f} s, {held:.0f} MB")
        say(f"{what}: ratio (goal: at least {goal})", f"{theirs / took:.1f}")


class _Ours:
    def __init__(self, folder: Path, urls: list[str]) -> None:
        self._home, self._list = folder / "refreshed", folder / "ours.opml"
        outlines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in urls)
        self._list.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")

    def first(self) -> Ran:
        shutil.rmtree(self._home, ignore_errors=True)
        _watched(self._command("import", str(self._list)))
        return self.again()

    def again(self) -> Ran:
        # Everybody's minute between two requests is lifted for this machine's own server, and
        # `force` passes over the hour between two checks: nothing else is other than usual.
        return _watched(self._command("refresh", "--force"), {"DATELINE_LOOPBACK_GAP": "0"})

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "reader", "--home", str(self._home), *words]


class _Newsboat:
    def __init__(self, program: str, folder: Path, urls: list[str]) -> None:
        self._cache = folder / "newsboat.db"
        listed, config = folder / "newsboat.urls", folder / "newsboat.config"
        listed.write_text("\n".join(urls) + "\n", "utf-8")
        config.write_text("reload-threads 8\n", "utf-8")
        files = ["-u", str(listed), "-c", str(self._cache), "-C", str(config)]
        self._command = [program, *files, "-x", "reload"]

    def first(self) -> Ran:
        self._cache.unlink(missing_ok=True)
        return self.again()

    def again(self) -> Ran:
        return _watched(self._command)


def _watched(command: list[str], settings: dict[str, str] | None = None) -> Ran:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=os.environ | (settings or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = [0.0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, most, done))
    watch.start()
    code = process.wait()
    took = time.perf_counter() - begun
    done.set()
    watch.join()
    if code:
        raise RuntimeError(f"{command} ended with {code}")
    return Ran(took, most[0])


def _watch(pid: int, most: list[float], done: threading.Event) -> None:
    while not done.wait(0.2):
        most[0] = max(most[0], sum(map(_resident, _family(pid))) / 1024)


def _family(pid: int) -> Iterator[int]:
    """A process and its children (Linux; elsewhere nothing is seen)."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in listed.read_text("ascii").split():
                yield from _family(int(child))
        except OSError:  # it has ended
            continue


def _resident(pid: int) -> int:
    """Kilobytes a process holds, what it shares with others counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def found_program(program: str) -> str | None:
    """Where a program is, also where only root usually looks."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


@contextmanager
def served(nginx: str, folder: Path) -> Iterator[list[str]]:
    """Feeds on loopback, as Debian's nginx serves files; their addresses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    urls = make_feeds(folder / "feeds", FEEDS, ARTICLES, f"http://127.0.0.1:{port}")
    config = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(_NGINX.format(user=user, folder=folder, port=port), "utf-8")
    server = subprocess.Popen([nginx, "-c", str(config), "-g", "daemon off;"])
    try:
        _wait_for(port)
        yield urls
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    patience = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.05)
        else:
            return
