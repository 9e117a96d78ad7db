"""What ten thousand, a hundred thousand and a million articles cost, beside each other.

`DATELINE_BENCH` names a folder where the stores are kept from one run to the next; making a million
articles takes some ten minutes.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.config.paths import Paths
from reader.model.query import AllOf, ArticleQuery, Words
from reader.service import work
from reader.service.packing import Packing
from reader.service.reader import Reader
from reader.store import articles, feeds, finding, windows
from reader.store.db import Database
from reader.tui.app import DatelineApp
from tests.bench.documents import write_feeds
from tests.bench.painting import first_paint
from tests.bench.stores import NOW, make_store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.pilot import Pilot


SMALL, MIDDLE, LARGE = 10_000, 100_000, 1_000_000
FEEDS = 300
PRESSES = 100
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("READYMARK")
Empty().run()
"""
WORDS = ("ba", "headline", "titi", "headline 12", "nosuchword")


def main(say: Callable[[str, str], None]) -> None:
    """Every figure of this file."""
    kept = os.environ.get("DATELINE_BENCH")
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        root = Path(kept or folder)
        root.mkdir(exist_ok=True)
        stores = {size: make_store(root / str(size), size) for size in (SMALL, LARGE)}
        start(stores[LARGE], say)
        asyncio.run(keys(stores, say))
        asyncio.run(opening(stores, say))
        asyncio.run(searches(stores[LARGE], say))
        asyncio.run(writes(stores, say))
        asyncio.run(room(root, say))
        peer_start(root, say)


def start(paths: Paths, say: Callable[[str, str], None], runs: int = 9) -> None:
    """From exec to the first list, and the memory then, beside an empty Textual app."""
    home = paths.data.parent
    empty = [sys.executable, "-c", EMPTY_APP]
    ours = [sys.executable, "-m", "reader", "--home", str(home)]
    pairs = [(first_paint("READYMARK", empty), first_paint("Headline", ours)) for _ in range(runs)]
    time_ratio = statistics.median(b.milliseconds for _, b in pairs) / statistics.median(
        a.milliseconds for a, _ in pairs
    )
    room_ratio = statistics.median(b.megabytes / max(a.megabytes, 1) for a, b in pairs)
    say("start at 1,000,000 / an empty app (at most 1.25)", f"{time_ratio:.2f}")
    say("memory then / that of an empty app (at most 1.6)", f"{room_ratio:.2f}")


async def keys(stores: dict[int, Paths], say: Callable[[str, str], None]) -> None:
    """From a key to a screen at rest: the slowest of a hundred, large beside small."""
    small, large = await _keys(stores[SMALL]), await _keys(stores[LARGE])
    for name, took in small.items():
        ratio = large[name] / took
        figures = f"{ratio:.2f} ({large[name]:.1f} against {took:.1f} ms)"
        say(f"{name}, p99 at 1,000,000 / 10,000 (at most 1.5)", figures)


async def _keys(paths: Paths) -> dict[str, float]:
    found = {}
    async with Reader.open(paths, now=lambda: NOW) as reader:
        app = DatelineApp(reader)
        await app.prepare()
        async with app.run_test(size=(130, 40)) as pilot:
            screen: Any = app.screen
            await _until(pilot, lambda: screen.pane_made.is_set() and screen.side.count > 0)
            ways = {
                "moving the cursor": ["j"],
                "next unread": ["n", "escape"],
                "switching views": ["right_square_bracket"],
                "all articles and back": ["4", "1"],
                "to the end and back": ["G", "g", "g"],
                "toggling read": ["m"],
            }
            for name, pressed in ways.items():
                found[name] = await _p99(pilot, screen, pressed)
    return found


async def opening(stores: dict[int, Paths], say: Callable[[str, str], None]) -> None:
    """From the key that opens a stored article to its text on the screen, in one pane."""
    small, large = await _opening(stores[SMALL]), await _opening(stores[LARGE])
    figures = f"{large / small:.2f} ({large:.1f} against {small:.1f} ms)"
    say("opening an article, p99 at 1,000,000 / 10,000 (at most 1.3)", figures)


async def _opening(paths: Paths) -> float:
    took = []
    async with Reader.open(paths, now=lambda: NOW) as reader:
        app = DatelineApp(reader)
        await app.prepare()
        async with app.run_test(size=(70, 40)) as pilot:
            screen: Any = app.screen
            await _until(pilot, lambda: screen.pane_made.is_set() and screen.side.count > 0)
            for number in range(PRESSES + 10):
                await pilot.press("j")
                await _until(pilot, lambda: _is_at_rest(screen))
                begun, wanted = time.perf_counter(), screen.list.current_id
                await pilot.press("enter")
                await _until(pilot, lambda wanted=wanted: _has_painted(screen, wanted))
                if number >= 10:
                    took.append((time.perf_counter() - begun) * 1000)
                await _until(pilot, lambda: _is_at_rest(screen))
                await pilot.press("escape")
    return statistics.quantiles(took, n=100)[98]


def _has_painted(screen: Any, article_id: int) -> bool:
    shown = screen.shown is not None and screen.shown.id == article_id
    return shown and screen.place == "article" and bool(screen.pane._strips)


async def _p99(pilot: Pilot[None], screen: Any, pressed: list[str]) -> float:
    took = []
    for number in range(PRESSES + 10):
        begun = time.perf_counter()
        for key in pressed:
            await pilot.press(key)
        await _until(pilot, lambda: _is_at_rest(screen))
        if number >= 10:
            took.append((time.perf_counter() - begun) * 1000)
    return statistics.quantiles(took, n=100)[98]


def _is_at_rest(screen: Any) -> bool:
    busy = [each for each in screen.app.workers if each.group != "keeping" and not each.is_finished]
    return not busy and not screen.list._lacks()


async def _until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    while not condition():
        await pilot.pause()


async def searches(paths: Paths, say: Callable[[str, str], None]) -> None:
    """The first screen of a search, beside what the index takes for as many matches."""
    db = await Database.open(paths.store)
    for text in WORDS:
        query = ArticleQuery(AllOf(tuple(map(Words, text.split()))))
        bare = await _median(lambda text=text: db.search(_bare, text))
        ours = await _median(lambda query=query: db.search(windows.window, query, 200))
        say(
            f"search for {text!r} / the bare index (at most 2)",
            f"{ours / bare:.2f} ({ours:.1f} against {bare:.1f} ms)",
        )
    await db.close()


def _bare(db: sqlite3.Connection, text: str) -> list[Any]:
    sql = "select rowid from search where search match ? order by rowid desc limit 200"
    match = " AND ".join(finding.match(Words(each)) for each in text.split())
    return db.execute(sql, (match,)).fetchall()


async def _median(ask: Callable[[], Awaitable[object]], runs: int = 7) -> float:
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


async def writes(stores: dict[int, Paths], say: Callable[[str, str], None]) -> None:
    """Forty articles of one feed, on disk."""
    took = {size: await _writes(paths) for size, paths in stores.items()}
    say(
        "40 new articles at 1,000,000 / 10,000 (at most 1.5)",
        f"{took[LARGE] / took[SMALL]:.2f} ({took[LARGE]:.1f} against {took[SMALL]:.1f} ms)",
    )


async def _writes(paths: Paths, runs: int = 25) -> float:
    db = await Database.open(paths.store)
    with tempfile.TemporaryDirectory() as folder:
        write_feeds(Path(folder), runs, 40)
        parsed = [
            work.read_feed(each.read_bytes(), f"https://bench.example/{time.time()}/{each.name}")
            for each in Path(folder).iterdir()
        ]
    before = await db.read(windows.window, ArticleQuery(), 1)
    took = []
    for feed in parsed:
        begun = time.perf_counter()
        await db.write(articles.merge, 1, feed.articles, NOW)
        took.append((time.perf_counter() - begun) * 1000)
    await db.write(_take_back, before.newest_id)
    await db.close()
    return statistics.median(took)


def _take_back(db: sqlite3.Connection, newest_id: int) -> None:
    db.execute("delete from article where id > ?", (newest_id,))


async def room(root: Path, say: Callable[[str, str], None], count: int = 300) -> None:
    """Bytes on disk an article, packed and indexed, beside newsboat's cache of the same feeds."""
    documents = root / "documents"
    write_feeds(documents, count, 40)
    home = root / "room"
    shutil.rmtree(home, ignore_errors=True)
    path, packed = await _own(home, documents)
    ours = path.stat().st_size / (count * 40)
    say(
        "packing and indexing", f"{packed / (count * 40) * 1000:.2f} ms an article, beside the keys"
    )
    cache = _newsboat(root / "peer-room", documents)
    if cache is None:
        say("bytes an article / newsboat's cache", f"{ours:.0f} bytes; newsboat is not installed")
        return
    theirs = cache.stat().st_size / (count * 40)
    figures = f"{ours / theirs:.2f} ({ours:.0f} against {theirs:.0f} bytes)"
    say("bytes an article / newsboat's cache (at most 0.5)", figures)


async def _own(home: Path, documents: Path) -> tuple[Path, float]:
    """A store of some feed files, and the seconds that packing it took."""
    paths = Paths.under(home)
    paths.make()
    db = await Database.open(paths.store)
    for each in _in_order(documents):
        url, title = f"https://bench.example/{each.name}", f"Feed {each.stem} of the bench"
        made = await db.write(feeds.add, url, "feed", title, "", NOW)
        parsed = work.read_feed(each.read_bytes(), url)
        await db.write(articles.merge, made.feed_id, parsed.articles, NOW)
    begun = time.perf_counter()
    await Packing(db).finish()
    took = time.perf_counter() - begun
    await db.close()
    return paths.store, took


def peer_start(root: Path, say: Callable[[str, str], None]) -> None:
    """From exec to the first list with 300 feeds and 100,000 articles, beside newsboat's with them.

    Newsboat asks its cache feed by feed, so that its start grows with both.
    """
    documents = root / "many"
    write_feeds(documents, FEEDS, MIDDLE // FEEDS + 1)
    cache = _newsboat(root / "peer-start", documents)
    if cache is None:
        say("start at 100,000 beside newsboat", "not measured: newsboat is not installed")
        return
    home = root / "own-start"
    if not (home / "made").exists():
        shutil.rmtree(home, ignore_errors=True)
        asyncio.run(_own(home, documents))
        (home / "made").touch()
    ours = [sys.executable, "-m", "reader", "--home", str(home)]
    mine = statistics.median(first_paint("Feed 1 ", ours).milliseconds for _ in range(5))
    theirs = first_paint("Feed 1 ", _newsboat_command(cache.parent), within=600).milliseconds
    figures = f"{theirs / mine:.0f} ({theirs:.0f} against {mine:.0f} ms)"
    say("newsboat's start / ours, 100,000 articles (at least 50)", figures)


def _newsboat(folder: Path, documents: Path) -> Path | None:
    """Newsboat's cache of some feed files; None if there is no newsboat."""
    if shutil.which("newsboat") is None:
        return None
    folder.mkdir(exist_ok=True)
    cache = folder / "cache.db"
    urls = "\n".join(f"file://{each}" for each in _in_order(documents))
    (folder / "urls").write_text(urls + "\n")
    (folder / "config").write_text("reload-threads 2\n")
    if not cache.exists():
        command = [*_newsboat_command(folder), "-x", "reload"]
        subprocess.run(command, check=True, capture_output=True)
    with closing(sqlite3.connect(cache)) as db:
        assert db.execute("select count(*) from rss_item").fetchone()[0] > 0
    return cache


def _newsboat_command(folder: Path) -> list[str]:
    return [
        "newsboat",
        f"--url-file={folder / 'urls'}",
        f"--cache-file={folder / 'cache.db'}",
        f"--config-file={folder / 'config'}",
    ]


def _in_order(documents: Path) -> Iterator[Path]:
    yield from sorted(documents.glob("*.xml"), key=lambda path: int(path.stem))
