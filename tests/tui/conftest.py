"""A store with a few feeds of known articles, and an app on it that is driven by keys."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.config.paths import Paths
from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedArticle, ParsedFeed
from reader.parse.identity import identify
from reader.service.reader import Reader
from reader.store import feeds, polling
from reader.tui.app import DatelineApp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.sight import Sight

NOW = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)

HOSTILE = "Senate [/nope] vote [@click=app.quit]read me[/] \x1b]52;c;cHduZWQ=\x07done"
HOSTILE_SHOWN = "Senate [/nope] vote [@click=app.quit]read me[/] ]52;c;cHduZWQ=done"


def article(name: str, minutes: int, **said: object) -> ParsedArticle:
    """An article published so many minutes ago."""
    made = ParsedArticle(
        guid=name,
        url=f"https://news.example/{name.replace(' ', '-')}",
        title=name,
        published_at=NOW - timedelta(minutes=minutes),
        html=f"<p>The text of {name}, with <a href='https://link.example/one'>a link</a>.</p>",
        summary=f"The text of {name}",
    )
    return replace(made, **said)  # type: ignore[arg-type]


FEEDS: dict[str, tuple[str, tuple[ParsedArticle, ...]]] = {
    "Wire": (
        "World",
        (article("Dam opened", 5), article("Ferry late", 65), article("Bread dearer", 125)),
    ),
    "Post": ("World", (article("Bridge closed", 15), article("Mayor resigns", 1500))),
    "Bench": ("", (article("Compiler released", 25), article("Long read", 3000))),
}
TITLES = [
    "Dam opened",
    "Bridge closed",
    "Compiler released",
    "Ferry late",
    "Bread dearer",
    "Mayor resigns",
    "Long read",
]


def keep(
    db: sqlite3.Connection,
    title: str,
    folder: str,
    articles: tuple[ParsedArticle, ...],
    error: str = "",
) -> None:
    """Store a feed as if it had just been fetched."""
    made = feeds.add(db, f"https://{title.lower()}.example/feed", "feed", "", folder, NOW)
    health = FeedHealth(status="failed" if error else "updated", checked_at=NOW, error=error)
    feed = ParsedFeed(title=title, articles=identify(articles))
    kept = polling.Kept(made.feed_id, health)
    polling.keep_feed(db, made.feed_id, feed, NOW, lambda _: kept)


def fill(db: sqlite3.Connection) -> None:
    for title, (folder, articles) in FEEDS.items():
        keep(db, title, folder, articles)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home")


@pytest.fixture
async def reader(paths: Paths) -> AsyncIterator[Reader]:
    async with Reader.open(paths, now=lambda: NOW) as opened:
        await opened._commit._db.write(fill)
        yield opened


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app work until something is so; fails with what the screen says if it never is."""
    for _ in range(400):
        if condition():
            return
        await pilot.pause()
        await asyncio.sleep(0.005)
    raise AssertionError(f"it never came to that; the screen says:\n{screen_text(pilot.app)}")


def screen_text(app: object) -> str:
    """What is on the screen, line by line."""
    strips = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)


@asynccontextmanager
async def running(
    reader: Reader,
    width: int = 130,
    height: int = 40,
    *,
    first: str = "",
    sight: Sight | None = None,
) -> AsyncIterator[tuple[DatelineApp, Pilot[None]]]:
    """The app on a reader, once its first list and its sidebar are there."""
    app = DatelineApp(reader, sight=sight)
    await app.prepare()
    async with app.run_test(size=(width, height), notifications=True) as pilot:
        await until(pilot, lambda: getattr(app.screen, "side", None) is not None)
        await until(pilot, lambda: app.screen.side.count > 0)
        await until(pilot, app.screen.pane_made.is_set)
        await until(pilot, lambda: (first or "Dam opened") in screen_text(app))
        yield app, pilot


@asynccontextmanager
async def first_start(
    paths: Paths, folder: Path, width: int = 130
) -> AsyncIterator[tuple[Reader, Reader, DatelineApp, Pilot[None]]]:
    """The app as it starts where there is nothing yet: the person's reader, and the sample's."""
    async with (
        Reader.open(paths, now=lambda: NOW) as own,
        Reader.open(Paths.under(folder / "sample"), now=lambda: NOW) as sample,
    ):
        await sample._commit._db.write(fill)

        async def opened() -> Reader:
            return sample

        app = DatelineApp(own, opened)
        async with app.run_test(size=(width, 40)) as pilot:
            await until(pilot, lambda: "Sample edition · a adds a feed" in screen_text(app))
            yield own, sample, app, pilot
